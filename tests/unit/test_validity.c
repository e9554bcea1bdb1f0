/* SPDX-License-Identifier: MIT */
/* lib/check/validity.c: dates, inclusive at both ends. */
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static void check_dates(certcheck_time not_before, certcheck_time not_after)
{
    struct certcheck_certificate *c = make_certificate("leaf");
    c->not_before = not_before;
    c->not_after = not_after;
    cc_check_validity(&fixture.check, c, CC_ROLE_LEAF, 3);
}

START_TEST(the_first_and_the_last_second_are_valid)
{
    check_dates(FIXTURE_NOW, FIXTURE_NOW);
    expect_nothing();
}
END_TEST

START_TEST(a_second_too_late_is_expired)
{
    check_dates(0, FIXTURE_NOW - 1);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_EXPIRED, 3);
    expect_number(finding, "not_after", FIXTURE_NOW - 1);
    expect_number(finding, "at", FIXTURE_NOW);
    ck_assert_uint_eq(finding->offset, 20);
    ck_assert_uint_eq(finding->length, 32);
}
END_TEST

START_TEST(a_second_too_early_is_not_yet_valid)
{
    check_dates(FIXTURE_NOW + 1, FIXTURE_NOW + 2);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_NOT_YET_VALID, 3);
    expect_number(finding, "not_before", FIXTURE_NOW + 1);
    expect_number(finding, "at", FIXTURE_NOW);
}
END_TEST

START_TEST(inverted_dates_are_found_beside_what_they_make_of_the_time)
{
    check_dates(FIXTURE_NOW + 1, FIXTURE_NOW - 1);
    const struct cc_finding *finding = expect_among(CERTCHECK_FINDING_VALIDITY_INVERTED, 3);
    expect_number(finding, "not_before", FIXTURE_NOW + 1);
    expect_number(finding, "not_after", FIXTURE_NOW - 1);
    expect_among(CERTCHECK_FINDING_EXPIRED, 3);
    expect_among(CERTCHECK_FINDING_NOT_YET_VALID, 3);
}
END_TEST

START_TEST(an_anchor_expires_too)
{
    struct certcheck_certificate *c = make_authority("root");
    c->not_after = FIXTURE_NOW - 1;
    cc_check_validity(&fixture.check, c, CC_ROLE_ANCHOR, 2);
    expect_only(CERTCHECK_FINDING_EXPIRED, 2);
}
END_TEST

START_TEST(the_ends_of_time_do_not_overflow)
{
    certcheck_policy_set_time(fixture.policy, INT64_MIN);
    check_dates(INT64_MIN, INT64_MAX);
    certcheck_policy_set_time(fixture.policy, INT64_MAX);
    check_dates(INT64_MIN, INT64_MAX);
    expect_nothing();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("validity");
    TCase *cases = tcase_create("validity");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, the_first_and_the_last_second_are_valid);
    tcase_add_test(cases, a_second_too_late_is_expired);
    tcase_add_test(cases, a_second_too_early_is_not_yet_valid);
    tcase_add_test(cases, inverted_dates_are_found_beside_what_they_make_of_the_time);
    tcase_add_test(cases, an_anchor_expires_too);
    tcase_add_test(cases, the_ends_of_time_do_not_overflow);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
