/* SPDX-License-Identifier: MIT */
/* lib/check/name_constraint_ip.c: one address against one network. */
#include "check/name_constraint.h"
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static cc_span value_of(cc_span general_name)
{
    return cc_span_of(general_name.data + 2, general_name.length - 2);
}

static bool contains(const char *text, const char *mask, const char *host)
{
    cc_span constraint = value_of(network(text, mask));
    ck_assert_ptr_null(cc_ip_constraint_flaw(constraint));
    return cc_ip_constraint_contains(constraint, value_of(address(host)));
}

START_TEST(network_contains_its_first_and_last_address)
{
    ck_assert(contains("192.0.2.0", "255.255.255.0", "192.0.2.0"));
    ck_assert(contains("192.0.2.0", "255.255.255.0", "192.0.2.255"));
    ck_assert(!contains("192.0.2.0", "255.255.255.0", "192.0.1.255"));
    ck_assert(!contains("192.0.2.0", "255.255.255.0", "192.0.3.0"));
    ck_assert(!contains("192.0.2.0", "255.255.255.0", "193.0.2.0"));
    ck_assert(contains("192.0.2.64", "255.255.255.224", "192.0.2.95"));
    ck_assert(!contains("192.0.2.64", "255.255.255.224", "192.0.2.96"));
    ck_assert(contains("2001:db8::", "ffff:ffff::", "2001:db8:ffff::1"));
    ck_assert(!contains("2001:db8::", "ffff:ffff::", "2001:db9::"));
}
END_TEST

START_TEST(bits_of_the_address_outside_the_mask_do_not_matter)
{
    ck_assert(contains("192.0.2.99", "255.255.255.0", "192.0.2.1"));
}
END_TEST

START_TEST(network_of_all_addresses_is_of_one_family_only)
{
    ck_assert(contains("0.0.0.0", "0.0.0.0", "203.0.113.1"));
    ck_assert(!contains("0.0.0.0", "0.0.0.0", "2001:db8::1"));
    ck_assert(!contains("::", "::", "203.0.113.1"));
}
END_TEST

static bool excludes(const char *text, const char *mask, const char *host)
{
    return cc_ip_constraint_excludes(value_of(network(text, mask)), value_of(address(host)));
}

START_TEST(a_mapped_address_is_excluded_with_its_own)
{
    ck_assert(excludes("10.0.0.0", "255.0.0.0", "::ffff:10.255.255.255"));
    ck_assert(!excludes("10.0.0.0", "255.0.0.0", "::ffff:11.0.0.0"));
    ck_assert(!excludes("10.0.0.0", "255.0.0.0", "::fffe:10.0.0.1"));
    ck_assert(!excludes("10.0.0.0", "255.0.0.0", "::1:ffff:10.0.0.1"));
    ck_assert(excludes("10.0.0.0", "255.0.0.0", "10.0.0.1"));
    ck_assert(excludes("::", "::", "::ffff:10.0.0.1"));
    ck_assert(!excludes("::", "::", "10.0.0.1"));
    ck_assert(!contains("10.0.0.0", "255.0.0.0", "::ffff:10.0.0.1"));
}
END_TEST

START_TEST(mask_with_holes_is_a_flaw)
{
    static const char *const masks[] = {"255.0.255.0", "255.255.0.1", "0.255.0.0", "253.0.0.0"};
    for (size_t i = 0; i < sizeof(masks) / sizeof(*masks); i++)
        ck_assert_str_eq(cc_ip_constraint_flaw(value_of(network("192.0.2.0", masks[i]))),
                         "its mask is not contiguous");
    ck_assert_ptr_null(cc_ip_constraint_flaw(value_of(network("192.0.2.0", "254.0.0.0"))));
}
END_TEST

START_TEST(other_lengths_are_a_flaw)
{
    static const uint8_t zeroes[40];
    for (size_t length = 0; length <= sizeof(zeroes); length++) {
        const char *flaw = cc_ip_constraint_flaw(cc_span_of(zeroes, length));
        if (length == 8 || length == 32)
            ck_assert_ptr_null(flaw);
        else
            ck_assert_str_eq(flaw, "it does not have 8 or 32 octets");
        ck_assert(cc_ip_constraint_can_read(cc_span_of(zeroes, length)) ==
                  (length == 4 || length == 16));
    }
}
END_TEST

START_TEST(prefix_counts_the_bits_of_the_mask)
{
    ck_assert_uint_eq(cc_ip_constraint_prefix(value_of(network("10.0.0.0", "0.0.0.0"))), 0);
    ck_assert_uint_eq(cc_ip_constraint_prefix(value_of(network("10.0.0.0", "255.254.0.0"))), 15);
    ck_assert_uint_eq(cc_ip_constraint_prefix(value_of(network("10.0.0.0", "255.255.255.255"))),
                      32);
    ck_assert_uint_eq(cc_ip_constraint_prefix(value_of(network("::", "ffff:8000::"))), 17);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name_constraint_ip");
    TCase *cases = tcase_create("name_constraint_ip");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, network_contains_its_first_and_last_address);
    tcase_add_test(cases, bits_of_the_address_outside_the_mask_do_not_matter);
    tcase_add_test(cases, network_of_all_addresses_is_of_one_family_only);
    tcase_add_test(cases, a_mapped_address_is_excluded_with_its_own);
    tcase_add_test(cases, mask_with_holes_is_a_flaw);
    tcase_add_test(cases, other_lengths_are_a_flaw);
    tcase_add_test(cases, prefix_counts_the_bits_of_the_mask);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
