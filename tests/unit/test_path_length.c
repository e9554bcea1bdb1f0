/* SPDX-License-Identifier: MIT */
/* lib/check/path_length.c: how many intermediates a path may have. */
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static struct certcheck_certificate *limited(uint32_t path_length)
{
    struct certcheck_certificate *c = make_authority("limited");
    c->basic_constraints.has_path_length = true;
    c->basic_constraints.path_length = path_length;
    return c;
}

static struct certcheck_certificate *authority(void)
{
    return make_authority("authority");
}

static struct certcheck_certificate *self_issued(void)
{
    struct certcheck_certificate *c = authority();
    c->self_issued = true;
    return c;
}

static void check(struct cc_path path)
{
    cc_check_path_length(&fixture.check, &path);
}

static struct certcheck_certificate *leaf(void)
{
    return make_certificate("leaf");
}

START_TEST(zero_allows_a_leaf)
{
    check(make_path(leaf(), limited(0), authority(), NULL));
    check(make_path(leaf(), limited(0), NULL));
    expect_nothing();
}
END_TEST

START_TEST(zero_refuses_an_intermediate)
{
    check(make_path(leaf(), authority(), limited(0), authority(), NULL));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_PATH_LENGTH_EXCEEDED, 2);
    expect_number(finding, "expected", 0);
    expect_number(finding, "actual", 1);
}
END_TEST

START_TEST(an_anchor_is_held_to_its_own_limit)
{
    check(make_path(leaf(), authority(), limited(1), NULL));
    expect_nothing();
    check(make_path(leaf(), authority(), authority(), limited(1), NULL));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_PATH_LENGTH_EXCEEDED, 3);
    expect_number(finding, "expected", 1);
    expect_number(finding, "actual", 2);
}
END_TEST

START_TEST(self_issued_intermediates_do_not_count)
{
    check(make_path(leaf(), self_issued(), self_issued(), limited(0), authority(), NULL));
    expect_nothing();
}
END_TEST

START_TEST(the_last_certificate_never_counts_though_it_be_an_authority)
{
    check(make_path(authority(), limited(0), authority(), NULL));
    check(make_path(limited(0), limited(0), authority(), NULL));
    expect_nothing();
}
END_TEST

START_TEST(a_lower_limit_cannot_widen_a_higher_one)
{
    check(make_path(leaf(), authority(), limited(5), limited(1), authority(), NULL));
    expect_number(expect_only(CERTCHECK_FINDING_PATH_LENGTH_EXCEEDED, 3), "actual", 2);
}
END_TEST

START_TEST(max_depth_counts_intermediates_that_are_not_self_issued)
{
    certcheck_policy_set_max_depth(fixture.policy, 1);
    check(make_path(leaf(), authority(), self_issued(), authority(), NULL));
    expect_nothing();
    check(make_path(leaf(), authority(), authority(), authority(), NULL));
    const struct cc_finding *finding =
        expect_only(CERTCHECK_FINDING_PATH_TOO_LONG, CERTCHECK_NO_INDEX);
    expect_number(finding, "expected", 1);
    expect_number(finding, "actual", 2);
}
END_TEST

START_TEST(depth_zero_allows_a_leaf_under_its_anchor)
{
    certcheck_policy_set_max_depth(fixture.policy, 0);
    check(make_path(leaf(), authority(), NULL));
    check(make_path(leaf(), NULL));
    expect_nothing();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("path_length");
    TCase *cases = tcase_create("path_length");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, zero_allows_a_leaf);
    tcase_add_test(cases, zero_refuses_an_intermediate);
    tcase_add_test(cases, an_anchor_is_held_to_its_own_limit);
    tcase_add_test(cases, self_issued_intermediates_do_not_count);
    tcase_add_test(cases, the_last_certificate_never_counts_though_it_be_an_authority);
    tcase_add_test(cases, a_lower_limit_cannot_widen_a_higher_one);
    tcase_add_test(cases, max_depth_counts_intermediates_that_are_not_self_issued);
    tcase_add_test(cases, depth_zero_allows_a_leaf_under_its_anchor);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
