/* SPDX-License-Identifier: MIT */
/* A policy that could not be given what was asked of it asks too little: nothing is verified with
 * it (policy.h). For callers who look at no status. */
#include "support/run_suite.h"
#include "support/verify_fixture.h"

#include "support/failing_alloc.h"

static const uint8_t long_nonce[CERTCHECK_OCSP_NONCE_MAX + 1] = {0};

/* What would be asked without the call that failed: nothing. */
static enum certcheck_status refused_identity(struct certcheck_policy *asked)
{
    return certcheck_policy_add_identity(asked, CERTCHECK_IDENTITY_DNS, "www example org");
}

static enum certcheck_status refused_null_identity(struct certcheck_policy *asked)
{
    return certcheck_policy_add_identity(asked, CERTCHECK_IDENTITY_DNS, NULL);
}

static enum certcheck_status refused_host(struct certcheck_policy *asked)
{
    return certcheck_policy_add_host(asked, "www example org");
}

static enum certcheck_status refused_purpose(struct certcheck_policy *asked)
{
    return certcheck_policy_set_purpose(asked, "serverauth");
}

static enum certcheck_status refused_null_purpose(struct certcheck_policy *asked)
{
    return certcheck_policy_set_purpose(asked, NULL);
}

static enum certcheck_status refused_code(struct certcheck_policy *asked)
{
    return certcheck_policy_set_severity(
        asked, (enum certcheck_finding_code)CERTCHECK_FINDING_CODES, CERTCHECK_ERROR);
}

static enum certcheck_status refused_severity(struct certcheck_policy *asked)
{
    return certcheck_policy_set_severity(asked, CERTCHECK_FINDING_EXPIRED,
                                         (enum certcheck_severity)(CERTCHECK_ERROR + 1));
}

static enum certcheck_status refused_override(struct certcheck_policy *asked)
{
    return certcheck_policy_set_severity(asked, CERTCHECK_FINDING_BUDGET_SPENT, CERTCHECK_OFF);
}

static enum certcheck_status refused_initial_policy(struct certcheck_policy *asked)
{
    return certcheck_policy_add_initial_policy(asked, "anyPolicy");
}

static enum certcheck_status refused_null_initial_policy(struct certcheck_policy *asked)
{
    return certcheck_policy_add_initial_policy(asked, NULL);
}

static enum certcheck_status refused_subtree(struct certcheck_policy *asked)
{
    return certcheck_policy_add_initial_subtree(asked, CERTCHECK_SUBTREE_EXCLUDED,
                                                CERTCHECK_NAME_IP, long_nonce, 5);
}

static enum certcheck_status refused_kind_of_subtree(struct certcheck_policy *asked)
{
    return certcheck_policy_add_initial_subtree(asked, CERTCHECK_SUBTREE_EXCLUDED,
                                                CERTCHECK_NAME_OTHER, long_nonce, 1);
}

static enum certcheck_status refused_nonce(struct certcheck_policy *asked)
{
    return certcheck_policy_set_ocsp_nonce(asked, long_nonce, sizeof(long_nonce));
}

static enum certcheck_status refused_signer(struct certcheck_policy *asked)
{
    return certcheck_policy_add_ocsp_signer(asked, NULL);
}

static enum certcheck_status unknown_profile(struct certcheck_policy *asked)
{
    certcheck_policy_set_profile(asked, (enum certcheck_profile)CERTCHECK_PROFILES);
    return CERTCHECK_BAD_ARGUMENT;
}

static enum certcheck_status unknown_revocation(struct certcheck_policy *asked)
{
    certcheck_policy_set_revocation(
        asked, (enum certcheck_revocation_mode)(CERTCHECK_REVOCATION_REQUIRE + 1));
    return CERTCHECK_BAD_ARGUMENT;
}

static enum certcheck_status unknown_stapling(struct certcheck_policy *asked)
{
    certcheck_policy_set_stapling(asked, (enum certcheck_stapling)(CERTCHECK_STAPLING_GIVEN + 1));
    return CERTCHECK_BAD_ARGUMENT;
}

static enum certcheck_status unknown_budget(struct certcheck_policy *asked)
{
    certcheck_policy_set_budget(asked, CERTCHECK_BUDGETS, 0);
    return CERTCHECK_BAD_ARGUMENT;
}

static enum certcheck_status (*const failing[])(struct certcheck_policy *asked) = {
    refused_identity,       refused_null_identity,
    refused_host,           refused_purpose,
    refused_null_purpose,   refused_code,
    refused_severity,       refused_override,
    refused_initial_policy, refused_null_initial_policy,
    refused_subtree,        refused_kind_of_subtree,
    refused_nonce,          refused_signer,
    unknown_profile,        unknown_revocation,
    unknown_stapling,       unknown_budget};

static void assert_verifies_nothing(void)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "root", 9, 1);
    struct certcheck_lint *lint = NULL;
    ck_assert_int_eq(try_verify(leaf), CERTCHECK_BAD_ARGUMENT);
    ck_assert_ptr_null(report);
    ck_assert_int_eq(
        certcheck_lint_certificate(leaf, CERTCHECK_ROLE_LEAF, CERTCHECK_LINT_ALL, policy, &lint),
        CERTCHECK_BAD_ARGUMENT);
    ck_assert_ptr_null(lint);
}

START_TEST(after_a_failed_call_nothing_is_verified)
{
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_VALID);
    certcheck_report_free(report);
    report = NULL;
    ck_assert_int_eq(failing[_i](policy), CERTCHECK_BAD_ARGUMENT);
    assert_verifies_nothing();
}
END_TEST

START_TEST(calls_that_succeed_later_mend_nothing)
{
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(refused_identity(policy), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(refused_purpose(policy), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_policy_add_identity(policy, CERTCHECK_IDENTITY_DNS, "a.example"),
                     CERTCHECK_OK);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "any"), CERTCHECK_OK);
    certcheck_policy_set_time(policy, FAKE_NOW);
    certcheck_policy_set_profile(policy, CERTCHECK_PROFILE_DEFAULT);
    assert_verifies_nothing();
}
END_TEST

/* The last value of each enum is one. */
START_TEST(what_is_known_is_no_failure)
{
    trust(fake_ca("root", "root", 1, 1));
    certcheck_policy_set_profile(policy, (enum certcheck_profile)(CERTCHECK_PROFILES - 1));
    certcheck_policy_set_profile(policy, CERTCHECK_PROFILE_DEFAULT);
    certcheck_policy_set_revocation(policy, CERTCHECK_REVOCATION_REQUIRE);
    certcheck_policy_set_revocation(policy, CERTCHECK_REVOCATION_OFF);
    certcheck_policy_set_stapling(policy, CERTCHECK_STAPLING_GIVEN);
    certcheck_policy_set_budget(policy, (enum certcheck_budget)(CERTCHECK_BUDGETS - 1), 1000);
    ck_assert_int_eq(certcheck_policy_set_ocsp_nonce(policy, long_nonce, CERTCHECK_OCSP_NONCE_MAX),
                     CERTCHECK_OK);
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_VALID);
}
END_TEST

static enum certcheck_status ask_for_much(void)
{
    enum certcheck_status statuses[] = {
        certcheck_policy_add_identity(policy, CERTCHECK_IDENTITY_EMAIL, "a@b.test"),
        certcheck_policy_set_purpose(policy, "serverAuth"),
        certcheck_policy_add_initial_policy(policy, "2.5.29.32.0"),
        certcheck_policy_add_initial_subtree(policy, CERTCHECK_SUBTREE_EXCLUDED, CERTCHECK_NAME_DNS,
                                             (const uint8_t *)"a.test", 6),
        certcheck_policy_add_ocsp_signer(policy, fake_ca("signer", "signer", 1, 1))};
    for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++)
        if (statuses[i] != CERTCHECK_OK)
            return statuses[i];
    return CERTCHECK_OK;
}

START_TEST(without_memory_for_a_wish_nothing_is_verified)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "root", 9, 1);
    trust(fake_ca("root", "root", 1, 1));
    size_t nth = 1;
    for (;; nth++) {
        certcheck_policy_free(policy);
        ck_assert_int_eq(certcheck_policy_new(&policy), CERTCHECK_OK);
        certcheck_policy_set_time(policy, FAKE_NOW);
        failing_alloc_at(nth);
        enum certcheck_status status = ask_for_much();
        bool failed = failing_alloc_count() >= nth;
        failing_alloc_at(0);
        if (!failed)
            break;
        ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
        ck_assert_int_eq(try_verify(leaf), CERTCHECK_BAD_ARGUMENT);
        ck_assert_ptr_null(report);
    }
    ck_assert_uint_gt(nth, 5);
    ck_assert_int_eq(try_verify(leaf), CERTCHECK_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("policy_incomplete");
    TCase *cases = tcase_create("incomplete");
    tcase_add_checked_fixture(cases, verify_set_up, verify_tear_down);
    tcase_add_loop_test(cases, after_a_failed_call_nothing_is_verified, 0,
                        sizeof(failing) / sizeof(*failing));
    tcase_add_test(cases, calls_that_succeed_later_mend_nothing);
    tcase_add_test(cases, what_is_known_is_no_failure);
    tcase_add_test(cases, without_memory_for_a_wish_nothing_is_verified);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
