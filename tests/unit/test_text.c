/* SPDX-License-Identifier: MIT */
/* The string builder, and what it does to text that would deceive a reader. */
#include "base/text.h"
#include "base/alloc.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>

static struct cc_text text;

static void set_up(void)
{
    cc_text_init(&text, CC_TEXT_LIMIT);
}

static void tear_down(void)
{
    failing_alloc_at(0);
    cc_text_release(&text);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static void assert_taken(const char *expected)
{
    char *taken = cc_text_take(&text);
    ck_assert_ptr_nonnull(taken);
    ck_assert_str_eq(taken, expected);
    cc_free(taken);
}

START_TEST(nothing_appended_is_the_empty_string)
{
    assert_taken("");
}
END_TEST

START_TEST(parts_follow_each_other)
{
    cc_text_add(&text, "a");
    cc_text_char(&text, 'b');
    cc_text_bytes(&text, "cd", 1);
    cc_text_unsigned(&text, 0);
    cc_text_unsigned(&text, UINT64_MAX);
    cc_text_char(&text, ' ');
    cc_text_signed(&text, INT64_MIN);
    cc_text_signed(&text, 7);
    assert_taken("abc018446744073709551615 -92233720368547758087");
}
END_TEST

START_TEST(hexadecimal_is_upper_case_with_or_without_separators)
{
    const uint8_t bytes[] = {0x00, 0xAB, 0x7F};
    cc_text_hex(&text, cc_span_of(bytes, 3), ':');
    cc_text_char(&text, ' ');
    cc_text_hex(&text, cc_span_of(bytes, 3), '\0');
    cc_text_hex(&text, cc_span_of(NULL, 0), ':');
    assert_taken("00:AB:7F 00AB7F");
}
END_TEST

START_TEST(long_text_grows)
{
    for (int i = 0; i < 5000; i++)
        cc_text_add(&text, "0123456789");
    char *taken = cc_text_take(&text);
    ck_assert_uint_eq(strlen(taken), 50000);
    cc_free(taken);
}
END_TEST

START_TEST(limit_is_reached_and_not_passed)
{
    cc_text_init(&text, 4);
    cc_text_add(&text, "1234");
    ck_assert(!text.failed);
    cc_text_char(&text, '5');
    ck_assert(text.failed);
    ck_assert_ptr_null(cc_text_take(&text));
    ck_assert(!text.failed);
    cc_text_add(&text, "abcd");
    assert_taken("abcd");
}
END_TEST

START_TEST(text_for_people_is_cut_and_says_so)
{
    static char piece[100000];
    memset(piece, 'x', sizeof(piece) - 1);
    cc_text_init_cut(&text);
    for (int i = 0; i < 20; i++)
        cc_text_add(&text, piece);
    cc_text_char(&text, 'y');
    ck_assert(!text.failed);
    size_t kept = CC_TEXT_LIMIT / (sizeof(piece) - 1) * (sizeof(piece) - 1);
    ck_assert_uint_eq(text.length, kept + 3);
    char *taken = cc_text_take(&text);
    ck_assert_str_eq(taken + kept - 1, "x...");
    cc_free(taken);
}
END_TEST

START_TEST(failed_allocation_sticks_until_it_is_taken)
{
    failing_alloc_at(1);
    cc_text_add(&text, "lost");
    cc_text_add(&text, "also lost");
    ck_assert(text.failed);
    ck_assert_ptr_null(cc_text_take(&text));
    failing_alloc_at(1);
    ck_assert_ptr_null(cc_text_take(&text));
}
END_TEST

static void assert_escaped(const char *raw, const char *expected)
{
    cc_text_escaped(&text, cc_span_text(raw));
    assert_taken(expected);
}

START_TEST(readable_text_stays)
{
    assert_escaped("Gr\xC3\xBC\xC3\x9F Gott \xE2\x82\xAC \xF0\x9F\x94\x92",
                   "Gr\xC3\xBC\xC3\x9F Gott \xE2\x82\xAC \xF0\x9F\x94\x92");
}
END_TEST

START_TEST(control_characters_are_escaped)
{
    assert_escaped("a\x1B[31m\r\n\x7F", "a\\1B[31m\\0D\\0A\\7F");
    assert_escaped("\xC2\x9B", "\\C2\\9B");
    cc_text_escaped(&text, cc_span_of((const uint8_t *)"a\0b", 3));
    assert_taken("a\\00b");
}
END_TEST

START_TEST(backslash_is_escaped_so_that_escapes_are_unambiguous)
{
    assert_escaped("\\00", "\\5C00");
}
END_TEST

START_TEST(bidirectional_overrides_and_line_separators_are_escaped)
{
    assert_escaped("\xE2\x80\xAE", "\\E2\\80\\AE");
    assert_escaped("\xE2\x81\xA6", "\\E2\\81\\A6");
    assert_escaped("\xD8\x9C", "\\D8\\9C");
    assert_escaped("\xE2\x80\xA8", "\\E2\\80\\A8");
}
END_TEST

START_TEST(broken_utf8_is_escaped_byte_by_byte)
{
    assert_escaped("a\xC3", "a\\C3");
    assert_escaped("\xC0\xAF", "\\C0\\AF");
    assert_escaped("\xED\xA0\x80", "\\ED\\A0\\80");
    assert_escaped("\xFF\x41", "\\FFA");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("text");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, nothing_appended_is_the_empty_string);
    tcase_add_test(tests, parts_follow_each_other);
    tcase_add_test(tests, hexadecimal_is_upper_case_with_or_without_separators);
    tcase_add_test(tests, long_text_grows);
    tcase_add_test(tests, limit_is_reached_and_not_passed);
    tcase_add_test(tests, text_for_people_is_cut_and_says_so);
    tcase_add_test(tests, failed_allocation_sticks_until_it_is_taken);
    tcase_add_test(tests, readable_text_stays);
    tcase_add_test(tests, control_characters_are_escaped);
    tcase_add_test(tests, backslash_is_escaped_so_that_escapes_are_unambiguous);
    tcase_add_test(tests, bidirectional_overrides_and_line_separators_are_escaped);
    tcase_add_test(tests, broken_utf8_is_escaped_byte_by_byte);
    return run_suite(suite);
}
