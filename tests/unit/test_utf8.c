/* SPDX-License-Identifier: MIT */
/* UTF-8 both ways, with every way to break it. */
#include "base/utf8.h"
#include "support/run_suite.h"

#include <check.h>

static size_t decode(const char *bytes, uint32_t *character)
{
    *character = 0;
    return cc_utf8_decode(cc_span_text(bytes), character);
}

START_TEST(every_character_survives_both_ways)
{
    for (uint32_t character = 1; character <= 0x10FFFF; character++) {
        char bytes[5] = {0};
        uint32_t decoded = 0;
        size_t length = cc_utf8_encode(character, bytes);
        if (character >= 0xD800 && character <= 0xDFFF) {
            ck_assert_uint_eq(length, 0);
            continue;
        }
        if (decode(bytes, &decoded) != length || decoded != character || length == 0)
            ck_abort_msg("U+%04X", (unsigned)character);
    }
}
END_TEST

START_TEST(length_follows_the_character)
{
    uint32_t character = 0;
    ck_assert_uint_eq(decode("\x7F", &character), 1);
    ck_assert_uint_eq(decode("\xC2\x80", &character), 2);
    ck_assert_uint_eq(decode("\xDF\xBF", &character), 2);
    ck_assert_uint_eq(decode("\xE0\xA0\x80", &character), 3);
    ck_assert_uint_eq(decode("\xEF\xBF\xBF", &character), 3);
    ck_assert_uint_eq(decode("\xF0\x90\x80\x80", &character), 4);
    ck_assert_uint_eq(decode("\xF4\x8F\xBF\xBF", &character), 4);
    ck_assert_uint_eq(character, 0x10FFFF);
}
END_TEST

START_TEST(what_is_no_character_is_refused)
{
    static const char *const broken[] = {
        "",
        "\x80",
        "\xBF",
        "\xC2",
        "\xC2\x41",
        "\xC0\x80",
        "\xC1\xBF",
        "\xE0\x9F\xBF",
        "\xE2\x82",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xF0\x9F\x94",
        "\xFE",
        "\xFF",
    };
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        uint32_t character = 0;
        ck_assert_uint_eq(decode(broken[i], &character), 0);
    }
}
END_TEST

START_TEST(what_is_past_unicode_is_not_encoded)
{
    char bytes[4];
    ck_assert_uint_eq(cc_utf8_encode(0x10FFFF, bytes), 4);
    ck_assert_uint_eq(cc_utf8_encode(0x110000, bytes), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("utf8");
    TCase *tests = tcase_create("utf8");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, every_character_survives_both_ways);
    tcase_add_test(tests, length_follows_the_character);
    tcase_add_test(tests, what_is_no_character_is_refused);
    tcase_add_test(tests, what_is_past_unicode_is_not_encoded);
    return run_suite(suite);
}
