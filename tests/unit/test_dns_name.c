/* SPDX-License-Identifier: MIT */
/* lib/check/dns_name.c: host names as certificates carry them. */
#include "check/dns_name.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdlib.h>

static bool is_valid(const char *name)
{
    return cc_dns_name_is_valid(cc_span_text(name));
}

START_TEST(the_first_and_the_last_of_each_kind_belong_in_labels)
{
    ck_assert(is_valid("azAZ09-_"));
    static const char *const neighbours[] = {"`", "{", "@", "[", "/", ":", ",", "^", "*", " "};
    for (size_t i = 0; i < sizeof(neighbours) / sizeof(*neighbours); i++)
        ck_assert_msg(!is_valid(neighbours[i]), "valid: '%s'", neighbours[i]);
}
END_TEST

START_TEST(labels_have_63_octets_and_names_253)
{
    char name[300];
    memset(name, 'a', sizeof name);
    ck_assert(cc_dns_name_is_valid(cc_span_of((const uint8_t *)name, 63)));
    ck_assert(!cc_dns_name_is_valid(cc_span_of((const uint8_t *)name, 64)));
    name[63] = name[127] = name[191] = '.';
    ck_assert(cc_dns_name_is_valid(cc_span_of((const uint8_t *)name, 253)));
    ck_assert(!cc_dns_name_is_valid(cc_span_of((const uint8_t *)name, 254)));
    ck_assert(!is_valid(""));
}
END_TEST

START_TEST(no_label_is_empty)
{
    ck_assert(is_valid("a"));
    ck_assert(is_valid("a.b"));
    ck_assert(!is_valid("a..b"));
    ck_assert(!is_valid(".a"));
    ck_assert(!is_valid("a."));
}
END_TEST

static bool equal(const char *a, const char *b)
{
    return cc_dns_name_equal(cc_span_text(a), cc_span_text(b));
}

START_TEST(names_are_equal_whatever_their_case_but_not_in_part)
{
    ck_assert(equal("azAZ.example", "AZaz.EXAMPLE"));
    ck_assert(!equal("a", "ab"));
    ck_assert(!equal("ab", "a"));
    ck_assert(!equal("@", "`"));
    ck_assert(!equal("[", "{"));
}
END_TEST

static bool is_wildcard(const char *name)
{
    cc_span parent;
    return cc_dns_name_is_wildcard(cc_span_text(name), &parent);
}

START_TEST(a_wildcard_is_a_label_of_its_own_with_others_behind)
{
    cc_span parent;
    ck_assert(cc_dns_name_is_wildcard(cc_span_text("*.a"), &parent));
    ck_assert(cc_span_equal(parent, cc_span_text("a")));
    ck_assert(is_wildcard("*.a.b"));
    ck_assert(!is_wildcard("*."));
    ck_assert(!is_wildcard("*a.b"));
    ck_assert(!is_wildcard("a.b"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("dns_name");
    TCase *tests = tcase_create("dns_name");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, the_first_and_the_last_of_each_kind_belong_in_labels);
    tcase_add_test(tests, labels_have_63_octets_and_names_253);
    tcase_add_test(tests, no_label_is_empty);
    tcase_add_test(tests, names_are_equal_whatever_their_case_but_not_in_part);
    tcase_add_test(tests, a_wildcard_is_a_label_of_its_own_with_others_behind);
    return run_suite(suite);
}
