/* SPDX-License-Identifier: MIT */
/* What is written to terminals: nothing that they could take for a command gets through, however
 * the bytes come in. */
#define _POSIX_C_SOURCE 200809L /* open_memstream, setenv */

#include "visible.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const struct sample {
    const char *bytes;
    size_t length;
    const char *shown;
} samples[] = {
    {"plain\ttext\n", 11, "plain\ttext\n"},
    {"line\r\nline\r", 11, "line\nline\\x{D}"},
    {"\033]0;title\a", 10, "\\x{1B}]0;title\\x{7}"},
    {"nul\0nul", 7, "nul\\x{0}nul"},
    {"\xC2\x9B"
     "2J",
     4, "\\x{9B}2J"},
    {"\x9B"
     "2J",
     3, "\\x9B2J"},
    {"\xE2\x82\xAC\xE2\x80\xAE\xF0\x9F\x98\x80\x7F", 11,
     "\xE2\x82\xAC\\x{202E}\xF0\x9F\x98\x80\\x{7F}"},
    {"\xE1\xA0\x8E\xE3\x85\xA4\xEF\xB8\x8F\xEF\xBF\xBD\xEF\xBF\xBE\xF3\xA0\x81\x81", 19,
     "\\x{180E}\\x{3164}\\x{FE0F}\xEF\xBF\xBD\\x{FFFE}\\x{E0041}"},
    {"\xE2\x82", 2, "\\xE2\\x82"},
    {"\xC0\x9B\xED\xA0\x80\xF5", 6, "\\xC0\\x9B\\xED\\xA0\\x80\\xF5"},
};
#define SAMPLES (int)(sizeof samples / sizeof samples[0])

/* Writes pieces of so many bytes, as output.c does. */
static char *shown_by(const struct sample *sample, size_t piece)
{
    char *text = NULL;
    size_t size = 0;
    char begun[64];
    size_t have = 0;
    bool changed = false;
    FILE *out = open_memstream(&text, &size);
    for (size_t at = 0; at < sample->length; at += piece) {
        size_t more = sample->length - at < piece ? sample->length - at : piece;
        memcpy(begun + have, sample->bytes + at, more);
        have += more;
        size_t taken = visible_write(out, begun, have, false, &changed);
        have -= taken;
        memmove(begun, begun + taken, have);
        ck_assert_uint_lt(have, 4);
    }
    ck_assert_uint_eq(visible_write(out, begun, have, true, &changed), have);
    ck_assert_int_eq(fclose(out), 0);
    ck_assert_int_eq(changed, strchr(sample->shown, '\\') != NULL);
    return text;
}

START_TEST(body_on_a_terminal_holds_no_commands_however_it_is_cut)
{
    ck_assert_int_eq(setenv("LC_ALL", "C.UTF-8", 1), 0);
    for (size_t piece = 1; piece <= samples[_i].length; piece++) {
        char *text = shown_by(&samples[_i], piece);
        ck_assert_str_eq(text, samples[_i].shown);
        free(text);
    }
}
END_TEST

START_TEST(json_keeps_its_meaning_and_holds_no_commands)
{
    static const char json[] =
        "{\"a\":\"b\\n\xC2\x9B\xE2\x82\xAC\xE2\x80\xAE\x7F\xF3\xA0\x81\x81\"}";
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_int_eq(visible_json(json, strlen(json), out), 0);
    ck_assert_int_eq(fclose(out), 0);
    ck_assert_str_eq(text, "{\"a\":\"b\\n\\u009B\xE2\x82\xAC\\u202E\\u007F\\uDB40\\uDC41\"}");
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("visible");
    TCase *tests = tcase_create("visible");
    suite_add_tcase(suite, tests);
    tcase_add_loop_test(tests, body_on_a_terminal_holds_no_commands_however_it_is_cut, 0, SAMPLES);
    tcase_add_test(tests, json_keeps_its_meaning_and_holds_no_commands);
    return run_suite(suite);
}
