/* SPDX-License-Identifier: MIT */
/* Certificate policies in suites of test vectors: the field `policy`. */
#include "vectors.h"

#include <stdlib.h>
#include <string.h>

bool vector_policy_is_readable(const json_t *policy)
{
    static const char *const lists[] = {"initial_policy_set",
                                        "expected_user_constrained_policy_set"};
    static const char *const flags[] = {"initial_explicit_policy", "initial_policy_mapping_inhibit",
                                        "initial_inhibit_any_policy"};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const json_t *list = json_object_get(policy, lists[i]);
        if (list != NULL && !json_is_null(list) && !json_is_array(list))
            return false;
    }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        const json_t *flag = json_object_get(policy, flags[i]);
        if (flag != NULL && !json_is_null(flag) && !json_is_boolean(flag))
            return false;
    }
    return true;
}

const char *vector_ask_policies(struct certcheck_policy *policy, const struct vector_case *vector)
{
    const json_t *asked = json_object_get(vector->json, "policy");
    const json_t *set = json_object_get(asked, "initial_policy_set");
    for (size_t i = 0; i < json_array_size(set); i++) {
        const char *oid = json_string_value(json_array_get(set, i));
        enum certcheck_status status =
            oid == NULL ? CERTCHECK_BAD_ARGUMENT : certcheck_policy_add_initial_policy(policy, oid);
        if (status == CERTCHECK_BAD_ARGUMENT)
            return "initial-policy-invalid";
        must_be_ok(status, "initial_policy_set");
    }
    certcheck_policy_set_initial_explicit_policy(
        policy, json_is_true(json_object_get(asked, "initial_explicit_policy")));
    certcheck_policy_set_initial_policy_mapping_inhibit(
        policy, json_is_true(json_object_get(asked, "initial_policy_mapping_inhibit")));
    certcheck_policy_set_initial_any_policy_inhibit(
        policy, json_is_true(json_object_get(asked, "initial_inhibit_any_policy")));
    return NULL;
}

static bool expects(const json_t *expected, const char *oid)
{
    for (size_t i = 0; i < json_array_size(expected); i++) {
        const char *text = json_string_value(json_array_get(expected, i));
        if (text != NULL && strcmp(text, oid) == 0)
            return true;
    }
    return false;
}

static char *append(char *list, const char *item)
{
    char *longer = list == NULL ? must_copy(item) : must_print("%s, %s", list, item);
    free(list);
    return longer;
}

/* Neither list names a policy twice. */
void vector_compare_policies(const struct vector_case *vector,
                             const struct certcheck_report *report, struct vector_result *result)
{
    const json_t *expected = json_object_get(json_object_get(vector->json, "policy"),
                                             "expected_user_constrained_policy_set");
    if (!json_is_array(expected) || !vector->expect_success || result->outcome != VECTOR_SUCCESS)
        return;
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    size_t common = 0;
    char *actual = NULL;
    for (size_t i = 0; i < path->policy_count; i++) {
        char *oid = must_have(certcheck_oid_text(path->policies[i].policy));
        common += expects(expected, oid);
        actual = append(actual, oid);
        certcheck_free(oid);
    }
    result->policies_differ = common != path->policy_count || common != json_array_size(expected);
    if (result->policies_differ) {
        free(result->context);
        free(result->message);
        result->context = must_copy(VECTOR_POLICIES_DIFFER);
        result->message = must_print("the user-constrained policy set is {%s}, another is expected",
                                     actual == NULL ? "" : actual);
    }
    free(actual);
}
