/* SPDX-License-Identifier: MIT */
/* What callers of a verification may rely on: arguments, memory, lifetimes. */
#include "support/run_suite.h"
#include "support/verify_fixture.h"

#include "support/failing_alloc.h"
#include "verify/verify.h"

START_TEST(policy_without_a_time_is_a_bad_argument)
{
    struct certcheck_policy *timeless;
    ck_assert_int_eq(certcheck_policy_new(&timeless), CERTCHECK_OK);
    certcheck_store_seal(trusted);
    ck_assert_int_eq(
        cc_verify_with(&crypto.crypto, trusted, NULL, fake_leaf("l", "r", 1, 1), timeless, &report),
        CERTCHECK_BAD_ARGUMENT);
    ck_assert_ptr_null(report);
    certcheck_policy_free(timeless);
}
END_TEST

START_TEST(unsealed_store_is_a_bad_argument)
{
    ck_assert_int_eq(cc_verify_with(&crypto.crypto, trusted, offered, fake_leaf("l", "r", 1, 1),
                                    policy, &report),
                     CERTCHECK_BAD_ARGUMENT);
}
END_TEST

START_TEST(report_outlives_what_it_was_made_of)
{
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_VALID);
    certcheck_store_free(trusted);
    certcheck_pool_free(offered);
    certcheck_policy_free(policy);
    trusted = NULL;
    offered = NULL;
    policy = NULL;
    ck_assert_str_eq(certcheck_report_path(report, 0)->entries[1].source, "anchors");
    ck_assert_uint_eq(certcheck_report_path(report, 0)->entries[1].certificate->der.length, 16);
}
END_TEST

START_TEST(null_is_a_bad_argument)
{
    struct certcheck_certificate *leaf = fake_leaf("l", "r", 1, 1);
    struct certcheck_parse_error error = {0};
    certcheck_store_seal(trusted);
    ck_assert_int_eq(certcheck_verify(NULL, offered, leaf, policy, &report),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify(trusted, offered, NULL, policy, &report),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify(trusted, offered, leaf, NULL, &report),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify(trusted, offered, leaf, policy, NULL),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify_unreadable(NULL, policy, &report), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify_unreadable(&error, NULL, &report), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify_unreadable(&error, policy, NULL), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_pool_add(offered, NULL, ""), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, NULL), CERTCHECK_BAD_ARGUMENT);
}
END_TEST

static enum cc_signature_result
verify_without_memory(void *context, const struct certcheck_signature_algorithm *algorithm,
                      cc_span spki, cc_span message, cc_span signature)
{
    (void)context;
    (void)algorithm;
    (void)spki;
    (void)message;
    (void)signature;
    return CC_SIGNATURE_NO_MEMORY;
}

START_TEST(cryptography_without_memory_is_a_status)
{
    crypto.crypto.verify = verify_without_memory;
    ck_assert_int_eq(try_verify(fake_leaf("self", "self", 1, 1)), CERTCHECK_NO_MEMORY);
    ck_assert_ptr_null(report);
}
END_TEST

/* A graph that exercises search, explanation and report; every allocation fails once. */
START_TEST(failed_allocation_is_a_status_and_never_a_verdict)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("a", "root", 2, 1))->not_after = FAKE_NOW - 1;
    offer(fake_ca("a", "gone", 2, 1));
    offer(fake_ca("a", "root", 3, 1));
    certcheck_store_seal(trusted);
    size_t before = failing_alloc_live();
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        enum certcheck_status status = try_verify(leaf);
        bool failed = failing_alloc_count() >= nth;
        failing_alloc_at(0);
        if (!failed) {
            ck_assert_int_eq(status, CERTCHECK_OK);
            ck_assert_uint_gt(nth, 3);
            break;
        }
        ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
        ck_assert_ptr_null(report);
        ck_assert_uint_eq(failing_alloc_live(), before);
    }
    assert_main(CERTCHECK_FINDING_EXPIRED, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verify");
    TCase *tests = tcase_create("contract");
    tcase_add_checked_fixture(tests, verify_set_up, verify_tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, policy_without_a_time_is_a_bad_argument);
    tcase_add_test(tests, unsealed_store_is_a_bad_argument);
    tcase_add_test(tests, report_outlives_what_it_was_made_of);
    tcase_add_test(tests, null_is_a_bad_argument);
    tcase_add_test(tests, cryptography_without_memory_is_a_status);
    tcase_add_test(tests, failed_allocation_is_a_status_and_never_a_verdict);
    return run_suite(suite);
}
