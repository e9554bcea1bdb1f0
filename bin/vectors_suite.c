/* SPDX-License-Identifier: MIT */
/* Reading suites of test vectors in the x509-limbo schema. */
#include "vectors.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "input.h"

static const char *text_member(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* A list that is missing or null counts as empty. */
static size_t length_of(const json_t *object, const char *key)
{
    return json_array_size(json_object_get(object, key));
}

static bool begins(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static char *group_of(const char *id)
{
    const char *end = strstr(id, "::");
    if (end != NULL && begins(id, "bettertls::")) {
        const char *second = strstr(end + 2, "::");
        end = second != NULL ? second : end;
    }
    char *group = must_copy(id);
    if (end != NULL)
        group[end - id] = '\0';
    return group;
}

static bool read_time(struct vector_case *vector)
{
    const char *text = text_member(vector->json, "validation_time");
    if (text != NULL)
        return certcheck_time_parse(text, &vector->at) == CERTCHECK_OK;
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        return false;
    vector->at = now.tv_sec;
    return true;
}

static bool read_profile(struct vector_case *vector)
{
    const char *text = text_member(vector->json, "profile");
    if (text == NULL) {
        bool webpki = begins(vector->id, "webpki::") || begins(vector->id, "online::") ||
                      begins(vector->id, "bettertls::");
        vector->profile = webpki ? CERTCHECK_PROFILE_WEBPKI : CERTCHECK_PROFILE_RFC5280;
        return true;
    }
    for (int i = 0; i < CERTCHECK_PROFILES; i++) {
        vector->profile = (enum certcheck_profile)i;
        if (strcmp(text, certcheck_profile_text(vector->profile)) == 0)
            return true;
    }
    return false;
}

static bool read_purpose(struct vector_case *vector)
{
    const char *kind = text_member(vector->json, "validation_kind");
    const json_t *usages = json_object_get(vector->json, "extended_key_usage");
    if (kind == NULL)
        return false;
    if (json_array_size(usages) > 1)
        vector->unsupported = "needs several purposes at once";
    if (json_array_size(usages) > 0) {
        vector->purpose = json_string_value(json_array_get(usages, 0));
        return vector->purpose != NULL;
    }
    if (strcmp(kind, "SERVER") == 0)
        vector->purpose = "serverAuth";
    else if (strcmp(kind, "CLIENT") == 0)
        vector->purpose = "clientAuth";
    else if (strcmp(kind, "ANY") == 0)
        vector->purpose = "any";
    return vector->purpose != NULL;
}

/* Without a word about it: required where there are CRLs, else off. */
static bool read_revocation(struct vector_case *vector, bool revocation_off)
{
    const char *text = text_member(vector->json, "revocation");
    vector->revocation = length_of(vector->json, "crls") > 0 ? CERTCHECK_REVOCATION_REQUIRE
                                                             : CERTCHECK_REVOCATION_OFF;
    if (text != NULL && !revocation_mode_of(text, &vector->revocation))
        return false;
    vector->asks_revocation = vector->revocation != CERTCHECK_REVOCATION_OFF;
    if (revocation_off)
        vector->revocation = CERTCHECK_REVOCATION_OFF;
    return true;
}

/* What is asked but cannot be answered makes a case not run: never right by chance. */
static void read_unsupported(struct vector_case *vector)
{
    if (length_of(vector->json, "key_usage") > 0)
        vector->unsupported = "needs a constraint on key usage";
    if (length_of(vector->json, "signature_algorithms") > 0)
        vector->unsupported = "needs a constraint on signature algorithms";
}

/* What may be missing or null, and is of one type where it is there; lists are of strings, but for
 * the names. */
static const struct {
    const char *key;
    json_type type;
    bool of_strings;
} members[] = {{"validation_time", JSON_STRING, false},
               {"profile", JSON_STRING, false},
               {"revocation", JSON_STRING, false},
               {"max_chain_depth", JSON_INTEGER, false},
               {"expected_peer_name", JSON_OBJECT, false},
               {"expected_peer_names", JSON_ARRAY, false},
               {"trusted_certs", JSON_ARRAY, true},
               {"untrusted_intermediates", JSON_ARRAY, true},
               {"crls", JSON_ARRAY, true},
               {"key_usage", JSON_ARRAY, true},
               {"extended_key_usage", JSON_ARRAY, true},
               {"signature_algorithms", JSON_ARRAY, true},
               {"policy", JSON_OBJECT, false}};

static bool is_of_strings(const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!json_is_string(json_array_get(list, i)))
            return false;
    return true;
}

/* A constraint that is passed over would let a case succeed that must not. */
static bool has_types(const json_t *json)
{
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const json_t *member = json_object_get(json, members[i].key);
        if (member == NULL || json_is_null(member))
            continue;
        if (json_typeof(member) != members[i].type ||
            (members[i].of_strings && !is_of_strings(member)))
            return false;
    }
    return vector_policy_is_readable(json_object_get(json, "policy"));
}

static bool read_case(struct vector_case *vector, const json_t *json, bool revocation_off)
{
    const char *expected = text_member(json, "expected_result");
    const json_t *depth = json_object_get(json, "max_chain_depth");
    *vector = (struct vector_case){.json = json, .id = text_member(json, "id")};
    if (vector->id == NULL || expected == NULL || text_member(json, "peer_certificate") == NULL ||
        !has_types(json))
        return false;
    if (strcmp(expected, "SUCCESS") != 0 && strcmp(expected, "FAILURE") != 0)
        return false;
    vector->expect_success = strcmp(expected, "SUCCESS") == 0;
    vector->has_max_depth = json_is_integer(depth);
    json_int_t value = json_integer_value(depth);
    if (value < 0)
        return false;
    vector->max_depth = value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
    if (!read_time(vector) || !read_profile(vector) || !read_purpose(vector) ||
        !read_revocation(vector, revocation_off))
        return false;
    read_unsupported(vector);
    vector->group = group_of(vector->id);
    return true;
}

static bool add_cases(struct vector_suite *suite, const json_t *cases, const char *name)
{
    size_t more = json_array_size(cases);
    suite->cases = must_grow(suite->cases, suite->count + more, sizeof *suite->cases);
    for (size_t i = 0; i < more; i++) {
        struct vector_case *vector = &suite->cases[suite->count];
        if (!read_case(vector, json_array_get(cases, i), suite->revocation_off)) {
            complain("%s: test case %zu (%s) breaks the schema", name, i + 1,
                     vector->id == NULL ? "without id" : vector->id);
            return false;
        }
        suite->count++;
    }
    return true;
}

bool vectors_add(struct vector_suite *suite, const void *data, size_t length, const char *name)
{
    json_error_t error;
    json_t *document = json_loadb(data, length, JSON_REJECT_DUPLICATES, &error);
    if (document == NULL) {
        complain("%s:%d:%d: not JSON: %s", name, error.line, error.column, error.text);
        return false;
    }
    suite->documents =
        must_grow(suite->documents, suite->document_count + 1, sizeof *suite->documents);
    suite->documents[suite->document_count++] = document;
    const json_t *cases = json_object_get(document, "testcases");
    if (!json_is_array(cases) || json_integer_value(json_object_get(document, "version")) != 1) {
        complain("%s: not a suite: it needs \"version\": 1 and \"testcases\"", name);
        return false;
    }
    return add_cases(suite, cases, name);
}

bool vectors_read(struct vector_suite *suite, const char *path)
{
    struct input input;
    if (!input_read(path, &input))
        return false;
    bool good = vectors_add(suite, input.data, input.length, input.name);
    input_release(&input);
    return good;
}

void vectors_keep(struct vector_suite *suite, const char *prefix)
{
    size_t kept = 0;
    for (size_t i = 0; i < suite->count; i++) {
        if (begins(suite->cases[i].id, prefix))
            suite->cases[kept++] = suite->cases[i];
        else
            free(suite->cases[i].group);
    }
    suite->count = kept;
}

size_t vectors_unrevoked(const struct vector_suite *suite)
{
    size_t count = 0;
    for (size_t i = 0; i < suite->count; i++)
        count += suite->revocation_off && suite->cases[i].asks_revocation;
    return count;
}

static void free_result(struct vector_result *result)
{
    for (size_t i = 0; i < result->finding_count; i++)
        free(result->findings[i]);
    free(result->findings);
    free(result->context);
    free(result->message);
}

void vectors_free(struct vector_suite *suite)
{
    for (size_t i = 0; i < suite->count; i++) {
        free(suite->cases[i].group);
        if (suite->results != NULL)
            free_result(&suite->results[i]);
    }
    for (size_t i = 0; i < suite->document_count; i++)
        json_decref(suite->documents[i]);
    free(suite->documents);
    free(suite->results);
    free(suite->cases);
    *suite = (struct vector_suite){0};
}
