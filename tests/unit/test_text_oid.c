/* SPDX-License-Identifier: MIT */
/* Dotted text of OBJECT IDENTIFIERs, the largest arcs included. */
#include "base/alloc.h"
#include "base/text.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>

#define ASSERT_DOTTED(expected, ...)                                      \
    do {                                                                  \
        const uint8_t octets[] = {__VA_ARGS__};                           \
        struct cc_text text;                                              \
        cc_text_init(&text, CC_TEXT_LIMIT);                               \
        ck_assert(cc_text_oid(&text, cc_span_of(octets, sizeof octets))); \
        char *dotted = cc_text_take(&text);                               \
        ck_assert_str_eq(dotted, expected);                               \
        cc_free(dotted);                                                  \
    } while (0)

#define ASSERT_REFUSED(...)                                                \
    do {                                                                   \
        const uint8_t octets[] = {__VA_ARGS__};                            \
        struct cc_text text;                                               \
        cc_text_init(&text, CC_TEXT_LIMIT);                                \
        ck_assert(!cc_text_oid(&text, cc_span_of(octets, sizeof octets))); \
        ck_assert_uint_eq(text.length, 0);                                 \
        cc_text_release(&text);                                            \
    } while (0)

START_TEST(first_octet_holds_two_arcs)
{
    ASSERT_DOTTED("0.0", 0x00);
    ASSERT_DOTTED("0.39", 0x27);
    ASSERT_DOTTED("1.0", 0x28);
    ASSERT_DOTTED("1.39", 0x4F);
    ASSERT_DOTTED("2.0", 0x50);
    ASSERT_DOTTED("2.47", 0x7F);
    ASSERT_DOTTED("2.48", 0x81, 0x00);
    ASSERT_DOTTED("2.999.3", 0x88, 0x37, 0x03);
}
END_TEST

START_TEST(arcs_of_several_octets_are_put_together)
{
    ASSERT_DOTTED("1.2.840.113549.1.1.11", 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 0x0B);
    ASSERT_DOTTED("1.2.0.1000000000.10000000000", 0x2A, 0x00, 0x83, 0xDC, 0xEB, 0x94, 0x00, 0xA5,
                  0xA0, 0xAF, 0xC8, 0x00);
}
END_TEST

START_TEST(largest_arcs_are_written_in_full)
{
    ASSERT_DOTTED("1.2.18446744073709551615", 0x2A, 0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                  0xFF, 0x7F);
    ASSERT_DOTTED("2.25.340282366920938463463374607431768211455", 0x69, 0x83, 0xFF, 0xFF, 0xFF,
                  0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                  0xFF, 0x7F);
    ASSERT_DOTTED("2.18446744073709551616", 0x82, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
                  0x50);
}
END_TEST

START_TEST(what_is_not_canonical_is_refused)
{
    struct cc_text empty;
    cc_text_init(&empty, CC_TEXT_LIMIT);
    ck_assert(!cc_text_oid(&empty, cc_span_of(NULL, 0)));
    ASSERT_REFUSED(0x80, 0x01);
    ASSERT_REFUSED(0x2A, 0x80, 0x01);
    ASSERT_REFUSED(0x2A, 0x81);
    ASSERT_REFUSED(0x69, 0x84, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
                   0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00);
}
END_TEST

START_TEST(failed_allocation_shows_in_the_builder)
{
    const uint8_t octets[] = {0x2A, 0x03};
    struct cc_text text;
    cc_text_init(&text, CC_TEXT_LIMIT);
    failing_alloc_at(1);
    ck_assert(cc_text_oid(&text, cc_span_of(octets, 2)));
    ck_assert_ptr_null(cc_text_take(&text));
    failing_alloc_at(0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text_oid");
    TCase *tests = tcase_create("text_oid");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, first_octet_holds_two_arcs);
    tcase_add_test(tests, arcs_of_several_octets_are_put_together);
    tcase_add_test(tests, largest_arcs_are_written_in_full);
    tcase_add_test(tests, what_is_not_canonical_is_refused);
    tcase_add_test(tests, failed_allocation_shows_in_the_builder);
    return run_suite(suite);
}
