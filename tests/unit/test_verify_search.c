/* SPDX-License-Identifier: MIT */
/* Whether the paths that there are are found, on graphs of certificates that a test draws. */
#include "support/run_suite.h"
#include "support/verify_fixture.h"

START_TEST(leaf_below_an_anchor_is_valid)
{
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_VALID);
    ck_assert_ptr_null(certcheck_report_main_finding(report));
    assert_path(0, CERTCHECK_PATH_VALID, 2);
    ck_assert(certcheck_report_path(report, 0)->entries[1].anchor);
    ck_assert_str_eq(certcheck_report_path(report, 0)->entries[1].source, "anchors");
    ck_assert_uint_eq(crypto.verified, 1);
}
END_TEST

START_TEST(path_goes_through_untrusted_intermediates_in_any_order)
{
    offer(fake_ca("b", "root", 3, 1));
    offer(fake_ca("a", "b", 2, 3));
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 4);
    ck_assert_str_eq(certcheck_report_path(report, 0)->entries[1].source, "offered");
}
END_TEST

START_TEST(valid_until_is_the_first_end_on_the_path)
{
    struct certcheck_certificate *middle = offer(fake_ca("a", "root", 2, 1));
    middle->not_after = FAKE_NOW + 7;
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_VALID);
    ck_assert_int_eq(certcheck_report_path(report, 0)->valid_until, FAKE_NOW + 7);
}
END_TEST

START_TEST(search_goes_back_from_an_issuer_with_another_key)
{
    struct certcheck_certificate *wrong = offer(fake_ca("a", "root", 5, 1));
    wrong->not_before = 500; /* newer, so tried first */
    offer(fake_ca("a", "root", 2, 1));
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_VALID);
    ck_assert_int_eq(rejected(wrong)->refusal, CERTCHECK_REFUSAL_SIGNATURE);
    ck_assert_int_eq(rejected(wrong)->code, CERTCHECK_FINDING_SIGNATURE_INVALID);
}
END_TEST

START_TEST(expired_cross_sign_does_not_hide_the_valid_one)
{
    struct certcheck_certificate *old = trust(fake_ca("old root", "old root", 1, 1));
    struct certcheck_certificate *cross = offer(fake_ca("new root", "old root", 2, 1));
    old->not_after = FAKE_NOW - 1;
    cross->not_after = FAKE_NOW + 1;
    trust(fake_ca("new root", "new root", 2, 2));
    offer(fake_ca("a", "new root", 3, 2));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 3)), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 3);
}
END_TEST

START_TEST(anchor_that_is_also_offered_counts_as_anchor)
{
    offer(trust(fake_ca("root", "root", 1, 1)));
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 2);
    ck_assert_uint_eq(certcheck_report_rejected_count(report), 0);
}
END_TEST

START_TEST(search_goes_on_above_an_anchor_that_is_not_sound)
{
    struct certcheck_certificate *middle = trust(fake_ca("a", "root", 2, 1));
    middle->not_after = FAKE_NOW - 1;
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("a", "root", 2, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 3);
}
END_TEST

START_TEST(trusted_leaf_is_its_own_path)
{
    ck_assert_int_eq(verify(trust(fake_leaf("leaf", "nobody", 9, 8))), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 1);
    ck_assert_uint_eq(crypto.verified, 0);
}
END_TEST

START_TEST(all_valid_paths_are_found_when_asked_for)
{
    trust(fake_ca("root", "root", 1, 1));
    trust(fake_ca("other", "other", 4, 4));
    offer(fake_ca("a", "root", 2, 1));
    offer(fake_ca("a", "other", 2, 4));
    certcheck_policy_set_max_paths(policy, 10);
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_VALID);
    ck_assert_uint_eq(certcheck_report_valid_path_count(report), 2);
    ck_assert_uint_eq(crypto.verified, 3); /* the leaf's signature once for both */
}
END_TEST

START_TEST(name_in_other_case_still_finds_its_issuer)
{
    trust(fake_ca("Root  One", "Root  One", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "rOOT one", 9, 1)), CERTCHECK_VALID);
}
END_TEST

START_TEST(same_entity_occurs_once_in_a_path)
{
    offer(fake_ca("a", "b", 2, 3));
    offer(fake_ca("b", "a", 3, 2));
    offer(fake_ca("a", "a", 2, 2));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    for (size_t i = 0; i < certcheck_report_path_count(report); i++)
        ck_assert_uint_le(certcheck_report_path(report, i)->entry_count, 3);
}
END_TEST

START_TEST(order_of_the_pool_changes_nothing)
{
    struct certcheck_certificate *certificates[] = {
        fake_ca("a", "b", 2, 3), fake_ca("b", "a", 3, 2),    fake_ca("a", "root", 2, 7),
        fake_ca("b", "c", 3, 4), fake_ca("c", "gone", 4, 5), fake_ca("c", "root", 4, 9),
    };
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    enum certcheck_finding_code expected = CERTCHECK_FINDING_CODES;
    trust(fake_ca("root", "root", 1, 1));
    for (size_t turn = 0; turn < 6; turn++) {
        for (size_t i = 0; i < 6; i++)
            offer(certificates[turn % 2 ? 5 - (i + turn) % 6 : (i + turn) % 6]);
        ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
        enum certcheck_finding_code code = certcheck_report_main_finding(report)->code;
        ck_assert(turn == 0 || code == expected);
        expected = code;
        certcheck_report_free(report);
        report = NULL;
        certcheck_pool_free(offered);
        ck_assert_int_eq(certcheck_pool_new(&offered), CERTCHECK_OK);
    }
}
END_TEST

static void assert_complete(size_t paths, uint64_t signatures, bool complete, size_t found,
                            const struct certcheck_certificate *leaf)
{
    certcheck_report_free(report);
    certcheck_policy_set_max_paths(policy, paths);
    certcheck_policy_set_budget(policy, CERTCHECK_BUDGET_SIGNATURES, signatures);
    ck_assert_int_eq(verify(leaf), CERTCHECK_VALID);
    ck_assert_uint_eq(certcheck_report_valid_path_count(report), found);
    ck_assert_int_eq(certcheck_report_is_complete(report), complete);
}

/* Two paths, which share the leaf's signature. */
START_TEST(report_says_whether_there_may_be_more_valid_paths)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    trust(fake_ca("other", "other", 3, 3));
    offer(fake_ca("a", "root", 2, 1));
    offer(fake_ca("a", "other", 2, 3));
    assert_complete(16, 3, true, 2, leaf);
    assert_complete(16, 2, false, 1, leaf);
    assert_complete(1, 2, true, 1, leaf);
    assert_complete(2, 3, true, 2, leaf);
}
END_TEST

START_TEST(report_without_a_valid_path_says_whether_all_were_seen)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "gone", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    ck_assert(certcheck_report_is_complete(report));
    certcheck_report_free(report);
    certcheck_policy_set_budget(policy, CERTCHECK_BUDGET_CANDIDATES, 0);
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_UNDETERMINED);
    ck_assert(!certcheck_report_is_complete(report));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verify");
    TCase *tests = tcase_create("search");
    tcase_add_checked_fixture(tests, verify_set_up, verify_tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, leaf_below_an_anchor_is_valid);
    tcase_add_test(tests, path_goes_through_untrusted_intermediates_in_any_order);
    tcase_add_test(tests, valid_until_is_the_first_end_on_the_path);
    tcase_add_test(tests, search_goes_back_from_an_issuer_with_another_key);
    tcase_add_test(tests, expired_cross_sign_does_not_hide_the_valid_one);
    tcase_add_test(tests, anchor_that_is_also_offered_counts_as_anchor);
    tcase_add_test(tests, search_goes_on_above_an_anchor_that_is_not_sound);
    tcase_add_test(tests, trusted_leaf_is_its_own_path);
    tcase_add_test(tests, all_valid_paths_are_found_when_asked_for);
    tcase_add_test(tests, name_in_other_case_still_finds_its_issuer);
    tcase_add_test(tests, same_entity_occurs_once_in_a_path);
    tcase_add_test(tests, order_of_the_pool_changes_nothing);
    tcase_add_test(tests, report_says_whether_there_may_be_more_valid_paths);
    tcase_add_test(tests, report_without_a_valid_path_says_whether_all_were_seen);
    return run_suite(suite);
}
