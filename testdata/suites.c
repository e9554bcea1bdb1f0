/* SPDX-License-Identifier: MIT */
/* Suites of test vectors in the schema of x509-limbo, made of cases of the tables. */
#include "cases.h"

#include <string.h>

const struct suite suites[] = {
    {"right.json",
     {{"path", "ordinary", "SUCCESS"},
      {"path", "self-signed", "FAILURE"},
      {"validity", "expired", "FAILURE"},
      {"identity", "right-host", "SUCCESS"},
      {"identity", "wrong-host", "FAILURE"}}},
    {"wrong.json",
     {{"path", "ordinary", "SUCCESS"},
      {"validity", "expired", "SUCCESS"},
      {"identity", "right-host", "FAILURE"}}},
    {"policies.json",
     {{"policies", "accepted", "SUCCESS"},
      {"policies", "not-accepted", "FAILURE"},
      {"policies", "any-inhibited-by-the-caller", "FAILURE"},
      {"policies", "mapping-inhibited-by-the-caller", "FAILURE"},
      {"policies", "any-everywhere-for-one", "SUCCESS"}}},
    {NULL, {{NULL, NULL, NULL}}},
};

static struct der quoted(struct der text)
{
    struct der all = {NULL, 0};
    size_t begin = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] != '\n')
            continue;
        all = DER_JOIN(all, der_bytes(text.data + begin, i - begin), der_text("\\n"));
        begin = i + 1;
    }
    all = DER_JOIN(all, der_bytes(text.data + begin, text.length - begin));
    return DER_JOIN(der_text("\""), all, der_text("\""));
}

static struct der certificate_list(const struct test_case *test, const char *names)
{
    struct der all = {NULL, 0};
    for (char *name; (name = next_part(&names, ',')) != NULL;)
        all =
            DER_JOIN(all, der_text(all.length > 0 ? ", " : ""), quoted(pem_of("CERTIFICATE", issue(test, name))));
    return DER_JOIN(der_text("["), all, der_text("]"));
}

/* What follows `key` in the case's expectation; NULL: it is not there. */
static const char *expected_value(const struct test_case *test, const char *key)
{
    const char *rest = test->expect;
    for (char *line; (line = next_part(&rest, ';')) != NULL;) {
        const char *word = line + strspn(line, " ");
        if (strcmp(next_part(&word, ' '), key) == 0)
            return word;
    }
    return NULL;
}

static struct der peer_name(const struct test_case *test)
{
    const char *host = expected_value(test, "hostname");
    if (host == NULL)
        return der_text("null");
    return DER_JOIN(der_text("{\"kind\": \"DNS\", \"value\": "), quoted(der_text(host)),
                    der_text("}"));
}

static struct der flag(const struct test_case *test, const char *key)
{
    return der_text(expected_value(test, key) != NULL ? "true" : "false");
}

/* A list with one policy, or none. */
static struct der policy_list(const char *policy)
{
    if (policy == NULL || strcmp(policy, "none") == 0)
        return der_text("[]");
    return DER_JOIN(der_text("["), quoted(der_text(policy)), der_text("]"));
}

/* The member `policy`, of which the first policy that is accepted and the only one that results. */
static struct der policy_member(const struct test_case *test)
{
    if (strcmp(test->area, "policies") != 0)
        return der_text("");
    return DER_JOIN(der_text("      \"policy\": {\"initial_policy_set\": "),
                    policy_list(expected_value(test, "policy")),
                    der_text(", \"initial_explicit_policy\": "), flag(test, "explicit-policy"),
                    der_text(",\n        \"initial_policy_mapping_inhibit\": "),
                    flag(test, "inhibit-mapping"), der_text(", \"initial_inhibit_any_policy\": "),
                    flag(test, "inhibit-any-policy"),
                    der_text(",\n        \"expected_user_constrained_policy_set\": "),
                    policy_list(expected_value(test, "policies")), der_text("},\n"));
}

static struct der member(const char *name, struct der value)
{
    return DER_JOIN(der_text("      \""), der_text(name), der_text("\": "), value, der_text(",\n"));
}

static struct der case_text(const struct test_case *test, const char *expected)
{
    struct der id = DER_JOIN(der_text(test->area), der_text("::"), der_text(test->id));
    const char *kind = expected_value(test, "purpose") != NULL ? "\"SERVER\"" : "\"ANY\"";
    return DER_JOIN(
        der_text("    {\n"), member("id", quoted(id)), member("profile", der_text("\"default\"")),
        member("features", der_text("[]")), member("description", quoted(der_text(test->why))),
        member("validation_kind", der_text(kind)),
        member("trusted_certs", certificate_list(test, case_trusted(test))),
        member("untrusted_intermediates", certificate_list(test, case_untrusted(test))),
        member("peer_certificate", quoted(pem_of("CERTIFICATE", issue(test, case_leaf(test))))),
        member("validation_time", quoted(der_text(case_at(test)))),
        member("signature_algorithms", der_text("[]")), member("key_usage", der_text("[]")),
        member("extended_key_usage", der_text("[]")), member("expected_peer_name", peer_name(test)),
        member("expected_peer_names", der_text("[]")), member("max_chain_depth", der_text("null")),
        member("crls", der_text("[]")), policy_member(test),
        der_text("      \"expected_result\": "), quoted(der_text(expected)), der_text("\n    }"));
}

struct der suite_text(const struct suite *suite)
{
    struct der all = der_text("{\n  \"version\": 1,\n  \"testcases\": [\n");
    for (size_t i = 0; suite->entries[i].id != NULL; i++)
        all = DER_JOIN(all, der_text(i > 0 ? ",\n" : ""),
                       case_text(find_case(suite->entries[i].area, suite->entries[i].id),
                                 suite->entries[i].expected));
    return DER_JOIN(all, der_text("\n  ]\n}\n"));
}
