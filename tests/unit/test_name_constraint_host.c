/* SPDX-License-Identifier: MIT */
/* lib/check/name_constraint_host.c: one host against one constraint on mail or URIs. */
#include "check/name_constraint.h"
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static bool contains(const char *constraint, const char *host)
{
    ck_assert_ptr_null(cc_host_constraint_flaw(cc_span_text(constraint)));
    return cc_host_constraint_contains(cc_span_text(constraint), cc_span_text(host));
}

START_TEST(host_contains_itself_alone)
{
    ck_assert(contains("example.com", "EXAMPLE.com"));
    ck_assert(!contains("example.com", "www.example.com"));
    ck_assert(!contains("example.com", "com"));
}
END_TEST

START_TEST(domain_contains_what_is_below_it)
{
    ck_assert(contains(".example.com", "www.EXAMPLE.com"));
    ck_assert(contains(".example.com", "a.b.example.com"));
    ck_assert(!contains(".example.com", "example.com"));
    ck_assert(!contains(".example.com", "notexample.com"));
    ck_assert(!contains(".example.com", "www.example.org"));
}
END_TEST

START_TEST(empty_constraint_contains_every_host)
{
    ck_assert(contains("", "example.com"));
}
END_TEST

START_TEST(what_is_no_host_name_is_a_flaw)
{
    static const char *const constraints[] = {
        ".",     "..a", "a.",  "*.example.com", "192.0.2.1", ".0.1", "a b",
        "[::1]", "0xa", "0xf", "0x7f.1",        "0xC0",      "1.0x", "example.com:443"};
    for (size_t i = 0; i < sizeof(constraints) / sizeof(*constraints); i++)
        ck_assert_str_eq(cc_host_constraint_flaw(cc_span_text(constraints[i])),
                         "it is not a host name, nor one with a dot in front");
}
END_TEST

START_TEST(numbers_are_host_names_unless_they_come_last)
{
    ck_assert(cc_host_constraint_can_read(cc_span_text("192.0.2.1.test")));
    ck_assert(cc_host_constraint_can_read(cc_span_text("a.1b")));
    ck_assert(cc_host_constraint_can_read(cc_span_text("a.0xg")));
    ck_assert(!cc_host_constraint_can_read(cc_span_text("3221225985")));
    ck_assert(!cc_host_constraint_can_read(cc_span_text("a.0XfF")));
    ck_assert(!cc_host_constraint_can_read(cc_span_of((const uint8_t *)"0xg", 1)));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name_constraint_host");
    TCase *cases = tcase_create("name_constraint_host");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, host_contains_itself_alone);
    tcase_add_test(cases, domain_contains_what_is_below_it);
    tcase_add_test(cases, empty_constraint_contains_every_host);
    tcase_add_test(cases, what_is_no_host_name_is_a_flaw);
    tcase_add_test(cases, numbers_are_host_names_unless_they_come_last);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
