/* SPDX-License-Identifier: MIT */
/* lib/check/name_constraint_dns.c: one host name against one constraint. */
#include "check/name_constraint.h"
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static bool permits(const char *constraint, const char *name)
{
    ck_assert_ptr_null(cc_dns_constraint_flaw(cc_span_text(constraint)));
    return cc_dns_constraint_permits(cc_span_text(constraint), cc_span_text(name));
}

static bool excludes(const char *constraint, const char *name)
{
    ck_assert_ptr_null(cc_dns_constraint_flaw(cc_span_text(constraint)));
    return cc_dns_constraint_excludes(cc_span_text(constraint), cc_span_text(name));
}

START_TEST(constraint_contains_itself_and_what_is_below)
{
    ck_assert(permits("Example.com", "example.COM"));
    ck_assert(permits("example.com", "a.b.example.com"));
    ck_assert(!permits("example.com", "notexample.com"));
    ck_assert(!permits("example.com", "com"));
    ck_assert(excludes("example.com", "example.com"));
    ck_assert(excludes("example.com", "a.b.example.com"));
    ck_assert(!excludes("example.com", "notexample.com"));
}
END_TEST

START_TEST(empty_constraint_contains_every_host)
{
    ck_assert(permits("", "a.test"));
    ck_assert(excludes("", "a.test"));
    ck_assert(excludes("", "*.test"));
}
END_TEST

START_TEST(leading_dot_means_what_lies_below)
{
    ck_assert(cc_dns_constraint_has_leading_dot(cc_span_text(".example.com")));
    ck_assert(!cc_dns_constraint_has_leading_dot(cc_span_text("example.com")));
    ck_assert(!cc_dns_constraint_has_leading_dot(cc_span_text("")));
    ck_assert(permits(".example.com", "a.example.com"));
    ck_assert(permits(".example.com", "*.example.com"));
    ck_assert(!permits(".example.com", "example.com"));
    ck_assert(!permits(".example.com", "notexample.com"));
    ck_assert(excludes(".example.com", "a.b.example.com"));
    ck_assert(excludes(".example.com", "*.example.com"));
    ck_assert(!excludes(".example.com", "example.com"));
    ck_assert(!excludes(".a.example.com", "*.example.com"));
}
END_TEST

START_TEST(wildcard_is_permitted_when_all_it_stands_for_is)
{
    ck_assert(permits("example.com", "*.example.com"));
    ck_assert(!permits("a.example.com", "*.example.com"));
}
END_TEST

START_TEST(wildcard_is_excluded_when_any_of_what_it_stands_for_is)
{
    ck_assert(excludes("evil.example.com", "*.Example.com"));
    ck_assert(excludes("com", "*.example.com"));
    ck_assert(!excludes("a.evil.example.com", "*.example.com"));
    ck_assert(!excludes("evil.example.org", "*.example.com"));
    ck_assert(!excludes("evil.example.com", "example.com"));
}
END_TEST

START_TEST(constraint_that_is_no_host_name_has_a_flaw)
{
    static const char *const constraints[] = {
        "*.example.com", "example.com.", ".", "..example.com", "a b", "https://example.com"};
    for (size_t i = 0; i < sizeof(constraints) / sizeof(*constraints); i++)
        ck_assert_str_eq(cc_dns_constraint_flaw(cc_span_text(constraints[i])),
                         "it is not a host name");
    ck_assert_ptr_null(cc_dns_constraint_flaw(cc_span_text("_a.example.com")));
}
END_TEST

START_TEST(wildcard_is_readable_as_the_whole_first_label_only)
{
    ck_assert(cc_dns_constraint_can_read(cc_span_text("*.example.com")));
    ck_assert(!cc_dns_constraint_can_read(cc_span_text("w*.example.com")));
    ck_assert(!cc_dns_constraint_can_read(cc_span_text("a.*.example.com")));
    ck_assert(!cc_dns_constraint_can_read(cc_span_text("*")));
    ck_assert(!cc_dns_constraint_can_read(cc_span_text("")));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name_constraint_dns");
    TCase *cases = tcase_create("name_constraint_dns");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, constraint_contains_itself_and_what_is_below);
    tcase_add_test(cases, empty_constraint_contains_every_host);
    tcase_add_test(cases, leading_dot_means_what_lies_below);
    tcase_add_test(cases, wildcard_is_permitted_when_all_it_stands_for_is);
    tcase_add_test(cases, wildcard_is_excluded_when_any_of_what_it_stands_for_is);
    tcase_add_test(cases, constraint_that_is_no_host_name_has_a_flaw);
    tcase_add_test(cases, wildcard_is_readable_as_the_whole_first_label_only);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
