/* SPDX-License-Identifier: MIT */
/* Cases of test-vector suites: what matters for judging the same case in several ways. */
#include "support/suite.h"

#include <jansson.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

/* For cases that are to be judged at the present time. */
#define NOW "2026-06-01T00:00:00Z"

struct suite {
    json_t *root;
    json_t *cases;
};

struct suite *suite_open(const char *path)
{
    json_t *root = json_load_file(path, 0, NULL);
    if (root == NULL)
        return NULL;
    struct suite *suite = calloc(1, sizeof(*suite));
    if (suite == NULL)
        abort();
    suite->root = root;
    suite->cases = json_object_get(root, "testcases");
    return suite;
}

void suite_close(struct suite *suite)
{
    if (suite != NULL)
        json_decref(suite->root);
    free(suite);
}

size_t suite_size(const struct suite *suite)
{
    return json_array_size(suite->cases);
}

static const char *text_of(const json_t *test, const char *key)
{
    return json_string_value(json_object_get(test, key));
}

static bool starts_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

static enum certcheck_profile profile_of(const char *id)
{
    bool web = starts_with(id, "webpki::") || starts_with(id, "online::") ||
               starts_with(id, "bettertls::");
    return web ? CERTCHECK_PROFILE_WEBPKI : CERTCHECK_PROFILE_RFC5280;
}

static bool is_name(enum certcheck_identity_kind kind, const char *value)
{
    struct certcheck_policy *tried;
    ck_assert_int_eq(certcheck_policy_new(&tried), CERTCHECK_OK);
    enum certcheck_status status = certcheck_policy_add_identity(tried, kind, value);
    certcheck_policy_free(tried);
    ck_assert(status == CERTCHECK_OK || status == CERTCHECK_BAD_ARGUMENT);
    return status == CERTCHECK_OK;
}

static void ask_for_name(struct certcheck_policy *policy, const json_t *name)
{
    const char *kind = text_of(name, "kind");
    const char *value = text_of(name, "value");
    if (kind == NULL || value == NULL)
        return;
    enum certcheck_identity_kind identity = strcmp(kind, "DNS") == 0  ? CERTCHECK_IDENTITY_DNS
                                            : strcmp(kind, "IP") == 0 ? CERTCHECK_IDENTITY_IP
                                                                      : CERTCHECK_IDENTITY_EMAIL;
    /* A name that is none cannot be asked for: the case is judged without it. */
    if (is_name(identity, value))
        ck_assert_int_eq(certcheck_policy_add_identity(policy, identity, value), CERTCHECK_OK);
}

static void ask_for_policies(struct certcheck_policy *policy, const json_t *asked)
{
    const json_t *set = json_object_get(asked, "initial_policy_set");
    for (size_t i = 0; i < json_array_size(set); i++)
        ck_assert_int_eq(
            certcheck_policy_add_initial_policy(policy, json_string_value(json_array_get(set, i))),
            CERTCHECK_OK);
    certcheck_policy_set_initial_explicit_policy(
        policy, json_is_true(json_object_get(asked, "initial_explicit_policy")));
    certcheck_policy_set_initial_policy_mapping_inhibit(
        policy, json_is_true(json_object_get(asked, "initial_policy_mapping_inhibit")));
    certcheck_policy_set_initial_any_policy_inhibit(
        policy, json_is_true(json_object_get(asked, "initial_inhibit_any_policy")));
}

static void ask(struct certcheck_policy *policy, const json_t *test)
{
    const char *kind = text_of(test, "validation_kind");
    const char *time = text_of(test, "validation_time");
    const json_t *depth = json_object_get(test, "max_chain_depth");
    certcheck_time at;
    ck_assert_int_eq(certcheck_time_parse(time != NULL ? time : NOW, &at), CERTCHECK_OK);
    certcheck_policy_set_time(policy, at);
    certcheck_policy_set_profile(policy, profile_of(text_of(test, "id")));
    if (kind != NULL && strcmp(kind, "ANY") != 0)
        ck_assert_int_eq(certcheck_policy_set_purpose(
                             policy, strcmp(kind, "CLIENT") == 0 ? "clientAuth" : "serverAuth"),
                         CERTCHECK_OK);
    if (json_is_integer(depth))
        certcheck_policy_set_max_depth(policy, (uint32_t)json_integer_value(depth));
    ask_for_name(policy, json_object_get(test, "expected_peer_name"));
    ask_for_policies(policy, json_object_get(test, "policy"));
}

static struct certificate_list list_of(const json_t *test, const char *key)
{
    const json_t *texts = json_object_get(test, key);
    size_t size = 1;
    for (size_t i = 0; i < json_array_size(texts); i++)
        size += strlen(json_string_value(json_array_get(texts, i))) + 1;
    char *all = calloc(1, size);
    ck_assert_ptr_nonnull(all);
    char *end = all;
    for (size_t i = 0; i < json_array_size(texts); i++) {
        const char *pem = json_string_value(json_array_get(texts, i));
        size_t length = strlen(pem);
        memcpy(end, pem, length);
        end[length] = '\n';
        end += length + 1;
    }
    struct certificate_list list = certificates_of_memory(all, NULL);
    free(all);
    return list;
}

static struct certcheck_pool *evidence_of(const json_t *test)
{
    const json_t *crls = json_object_get(test, "crls");
    struct certcheck_pool *pool;
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    for (size_t i = 0; i < json_array_size(crls); i++) {
        const json_t *pem = json_array_get(crls, i);
        ck_assert_int_eq(certcheck_pool_load_memory(pool, (const uint8_t *)json_string_value(pem),
                                                    json_string_length(pem), NULL, NULL),
                         CERTCHECK_OK);
    }
    return pool;
}

void suite_load(const struct suite *suite, size_t index, struct scenario *scenario)
{
    const json_t *test = json_array_get(suite->cases, index);
    *scenario = (struct scenario){.name = strdup(text_of(test, "id"))};
    ck_assert_int_eq(certcheck_policy_new(&scenario->policy), CERTCHECK_OK);
    ask(scenario->policy, test);
    struct certificate_list leaf =
        certificates_of_memory(text_of(test, "peer_certificate"), &scenario->error);
    if (leaf.count > 0)
        scenario->leaf = certcheck_certificate_ref(leaf.certificates[0]);
    certificates_release(&leaf);
    scenario->untrusted = list_of(test, "untrusted_intermediates");
    scenario->trusted = list_of(test, "trusted_certs");
    scenario->evidence = evidence_of(test);
    if (certcheck_pool_crl_count(scenario->evidence) > 0)
        certcheck_policy_set_revocation(scenario->policy, CERTCHECK_REVOCATION_REQUIRE);
}
