/* SPDX-License-Identifier: MIT */
/* lib/profile/public_suffix: what the list says, where there is one. */
#include "profile/public_suffix.h"
#include "support/run_suite.h"

#include <certcheck/base.h>
#include <check.h>

START_TEST(registries_and_companies_are_told_apart)
{
    ck_assert_int_eq(cc_public_suffix_of("com"), CC_SUFFIX_ICANN);
    ck_assert_int_eq(cc_public_suffix_of("co.uk"), CC_SUFFIX_ICANN);
    ck_assert_int_eq(cc_public_suffix_of("xn--p1ai"), CC_SUFFIX_ICANN);
    ck_assert_int_eq(cc_public_suffix_of("github.io"), CC_SUFFIX_PRIVATE);
    ck_assert_int_eq(cc_public_suffix_of("example.com"), CC_SUFFIX_NONE);
    ck_assert_int_eq(cc_public_suffix_of("example.co.uk"), CC_SUFFIX_NONE);
}
END_TEST

START_TEST(rule_with_a_star_has_exceptions)
{
    ck_assert_int_eq(cc_public_suffix_of("anything.ck"), CC_SUFFIX_ICANN);
    ck_assert_int_eq(cc_public_suffix_of("www.ck"), CC_SUFFIX_NONE);
}
END_TEST

START_TEST(top_level_that_is_not_in_the_list_is_none)
{
    ck_assert(cc_public_suffix_has_top_level("www.example.com"));
    ck_assert(cc_public_suffix_has_top_level("com"));
    ck_assert(cc_public_suffix_has_top_level("anything.ck"));
    ck_assert(!cc_public_suffix_has_top_level("mail.corp"));
    ck_assert(!cc_public_suffix_has_top_level("corp"));
    ck_assert(!cc_public_suffix_has_top_level(""));
    ck_assert_int_eq(cc_public_suffix_of("corp"), CC_SUFFIX_NONE);
}
END_TEST

START_TEST(without_a_list_nothing_is_in_it)
{
    ck_assert_ptr_null(certcheck_public_suffix_list());
    ck_assert_int_eq(cc_public_suffix_of("com"), CC_SUFFIX_NONE);
    ck_assert(!cc_public_suffix_has_top_level("com"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("public_suffix");
    TCase *tcase = tcase_create("public_suffix");
    suite_add_tcase(suite, tcase);
    if (cc_public_suffix_is_known()) {
        tcase_add_test(tcase, registries_and_companies_are_told_apart);
        tcase_add_test(tcase, rule_with_a_star_has_exceptions);
        tcase_add_test(tcase, top_level_that_is_not_in_the_list_is_none);
    } else {
        tcase_add_test(tcase, without_a_list_nothing_is_in_it);
    }
    return run_suite(suite);
}
