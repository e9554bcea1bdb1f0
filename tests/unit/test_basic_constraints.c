/* SPDX-License-Identifier: MIT */
/* lib/check/basic_constraints.c: who may issue. */
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static void check(struct certcheck_certificate *c, enum cc_role role)
{
    cc_check_basic_constraints(&fixture.check, c, role, 1);
}

START_TEST(an_authority_may_issue)
{
    check(make_authority("ca"), CC_ROLE_INTERMEDIATE);
    check(make_authority("ca"), CC_ROLE_ANCHOR);
    expect_nothing();
}
END_TEST

START_TEST(an_intermediate_without_basic_constraints_is_no_authority)
{
    check(make_certificate("no ca"), CC_ROLE_INTERMEDIATE);
    ck_assert_uint_eq(expect_only(CERTCHECK_FINDING_NOT_A_CA, 1)->length, 0);
}
END_TEST

START_TEST(an_intermediate_that_denies_it_is_no_authority)
{
    struct certcheck_certificate *c = make_authority("no ca");
    c->basic_constraints.ca = false;
    check(c, CC_ROLE_INTERMEDIATE);
    ck_assert_uint_eq(expect_only(CERTCHECK_FINDING_NOT_A_CA, 1)->offset, 300);
}
END_TEST

START_TEST(an_anchor_of_version_3_must_say_that_it_is_an_authority)
{
    check(make_certificate("no ca"), CC_ROLE_ANCHOR);
    expect_only(CERTCHECK_FINDING_NOT_A_CA, 1);
}
END_TEST

START_TEST(an_intermediate_of_version_1_cannot_issue)
{
    struct certcheck_certificate *c = make_certificate("old");
    c->version = 1;
    check(c, CC_ROLE_INTERMEDIATE);
    expect_number(expect_only(CERTCHECK_FINDING_CA_VERSION, 1), "actual", 1);
}
END_TEST

START_TEST(nor_can_one_of_version_2)
{
    struct certcheck_certificate *c = make_authority("old");
    c->version = 2;
    check(c, CC_ROLE_INTERMEDIATE);
    expect_number(expect_only(CERTCHECK_FINDING_CA_VERSION, 1), "actual", 2);
}
END_TEST

START_TEST(an_anchor_of_version_1_is_only_noted)
{
    struct certcheck_certificate *c = make_certificate("old");
    c->version = 1;
    check(c, CC_ROLE_ANCHOR);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_ANCHOR_VERSION, 1);
    expect_number(finding, "actual", 1);
    ck_assert_int_eq(finding->severity, CERTCHECK_NOTE);
}
END_TEST

START_TEST(an_authority_as_leaf_is_found_where_a_purpose_is_asked_for)
{
    ck_assert_int_eq(certcheck_policy_set_purpose(fixture.policy, "serverAuth"), CERTCHECK_OK);
    check(make_authority("ca"), CC_ROLE_LEAF);
    expect_only(CERTCHECK_FINDING_LEAF_IS_CA, 1);
}
END_TEST

START_TEST(an_authority_may_be_asked_about)
{
    check(make_authority("ca"), CC_ROLE_LEAF);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_LEAF_IS_CA_UNASKED, 1);
    ck_assert_int_eq(finding->severity, CERTCHECK_NOTE);
}
END_TEST

START_TEST(an_authority_as_leaf_that_is_trusted_itself_is_fine)
{
    check(make_authority("ca"), CC_ROLE_TRUSTED_LEAF);
    check(make_certificate("leaf"), CC_ROLE_LEAF);
    expect_nothing();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("basic_constraints");
    TCase *cases = tcase_create("basic_constraints");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, an_authority_may_issue);
    tcase_add_test(cases, an_intermediate_without_basic_constraints_is_no_authority);
    tcase_add_test(cases, an_intermediate_that_denies_it_is_no_authority);
    tcase_add_test(cases, an_anchor_of_version_3_must_say_that_it_is_an_authority);
    tcase_add_test(cases, an_intermediate_of_version_1_cannot_issue);
    tcase_add_test(cases, nor_can_one_of_version_2);
    tcase_add_test(cases, an_anchor_of_version_1_is_only_noted);
    tcase_add_test(cases, an_authority_as_leaf_is_found_where_a_purpose_is_asked_for);
    tcase_add_test(cases, an_authority_may_be_asked_about);
    tcase_add_test(cases, an_authority_as_leaf_that_is_trusted_itself_is_fine);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
