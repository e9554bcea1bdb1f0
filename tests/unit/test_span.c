/* SPDX-License-Identifier: MIT */
/* What is read of a span in words has to be right for every length. */
#include "base/span.h"
#include "support/run_suite.h"

#include <check.h>

enum { LENGTH_MAX = 24 };

START_TEST(word_has_its_first_byte_lowest)
{
    const uint8_t bytes[] = {0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A};
    for (size_t length = 0; length <= sizeof bytes; length++) {
        uint64_t expected = 0;
        for (size_t i = length < 8 ? length : 8; i-- > 0;)
            expected = expected << 8 | bytes[i];
        ck_assert_uint_eq(cc_span_word(cc_span_of(bytes, length)), expected);
    }
    ck_assert_uint_eq(cc_span_word((cc_span){0}), 0);
}
END_TEST

START_TEST(byte_outside_ascii_is_seen_at_every_place)
{
    uint8_t bytes[LENGTH_MAX];
    memset(bytes, 0x7F, sizeof bytes);
    for (size_t length = 0; length <= LENGTH_MAX; length++) {
        ck_assert(cc_span_is_ascii(cc_span_of(bytes, length)));
        for (size_t at = 0; at < length; at++) {
            bytes[at] = 0x80;
            ck_assert(!cc_span_is_ascii(cc_span_of(bytes, length)));
            bytes[at] = 0x7F;
        }
    }
    ck_assert(cc_span_is_ascii((cc_span){0}));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("span");
    TCase *tests = tcase_create("span");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, word_has_its_first_byte_lowest);
    tcase_add_test(tests, byte_outside_ascii_is_seen_at_every_place);
    return run_suite(suite);
}
