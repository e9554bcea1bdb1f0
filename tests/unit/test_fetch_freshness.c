/* SPDX-License-Identifier: MIT */
/* For how long an HTTP response may be used again. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fetch_freshness.h"
#include "support/run_suite.h"

#define NOW INT64_C(784111777) /* Sun, 06 Nov 1994 08:49:37 GMT */
#define DAY INT64_C(86400)
#define USUAL (DAY / 2)

static const struct sample {
    const char *lines; /* joined by line ends */
    int64_t left;      /* seconds */
} samples[] = {
    {"", USUAL},
    {"Server: nothing of interest", USUAL},
    {"Cache-Control: max-age=60", 60},
    {"cache-control:public,MAX-AGE=60 , must-revalidate", 60},
    {"Cache-Control: max-age=\"60\"", 60},
    {"Cache-Control: max-age=60\r\nCache-Control: max-age=30", 30},
    {"Cache-Control: max-age=0", 0},
    {"Cache-Control: max-age=soon", 0},
    {"Cache-Control: max-age=-1", 0},
    {"Cache-Control: max-age=99999999999999999999999999", 7 * DAY},
    {"Cache-Control: max-age=60, no-store", 0},
    {"Cache-Control: no-cache", 0},
    {"Cache-Control: no-cache=\"Set-Cookie\", max-age=60", 0},
    {"Cache-Control: private, max-age=60", 0},
    {"Cache-Control: no-storehouse, max-age=60", 60},
    {"Vary: *\r\nCache-Control: max-age=60", 0},
    {"Vary: Accept\r\nCache-Control: max-age=60", 60},
    {"Age: 50\r\nCache-Control: max-age=60", 10},
    {"Age: 70\r\nCache-Control: max-age=60", 0},
    {"Expires: Sun, 06 Nov 1994 08:50:37 GMT", 60},
    {"Expires: Sun, 06 Nov 1994 08:50:37 GMT\r\nCache-Control: max-age=5", 5},
    {"Date: Sun, 06 Nov 1994 08:50:07 GMT\r\nExpires: Sun, 06 Nov 1994 08:50:37 GMT", 30},
    {"Expires: Sun, 06 Nov 1994 08:48:37 GMT", 0},
    {"Expires: 0", 0},
    {"Expires: -1", 0},
    {"Expires: tomorrow", 0},
    {"Expires: Sun, 06 Foo 1994 08:50:37 GMT", 0},
    {"Expires: Sun, 36 Nov 1994 08:50:37 GMT", 0},
    {"Expires: Sun, 06 Nov 1994 08:50:37 CET", 0},
    {"Expires: Tue, 06 Nov 2096 08:50:37 GMT", 7 * DAY},
};

static struct fetch_freshness read_lines(const char *lines)
{
    struct fetch_freshness freshness = {0};
    while (*lines != '\0') {
        size_t length = strcspn(lines, "\n");
        freshness_header(&freshness, lines, length + (lines[length] == '\n'));
        lines += length + (lines[length] == '\n');
    }
    return freshness;
}

START_TEST(headers_say_how_long)
{
    struct fetch_freshness freshness = read_lines(samples[_i].lines);
    int64_t left = freshness_until(&freshness, NOW, NULL, USUAL) - NOW;
    ck_assert_msg(left == samples[_i].left, "%s: %lld seconds", samples[_i].lines, (long long)left);
}
END_TEST

START_TEST(next_update_ends_it_at_the_latest)
{
    struct fetch_freshness silent = {0};
    struct fetch_freshness minute = read_lines("Cache-Control: max-age=60");
    certcheck_time soon = NOW + 10, later = NOW + DAY, past = NOW - 1, never = NOW + 100 * DAY;
    ck_assert_int_eq(freshness_until(&silent, NOW, &soon, USUAL), soon);
    ck_assert_int_eq(freshness_until(&silent, NOW, &later, USUAL), later);
    ck_assert_int_eq(freshness_until(&silent, NOW, &never, USUAL), NOW + 7 * DAY);
    ck_assert_int_eq(freshness_until(&minute, NOW, &soon, USUAL), soon);
    ck_assert_int_eq(freshness_until(&minute, NOW, &later, USUAL), NOW + 60);
    ck_assert_int_le(freshness_until(&silent, NOW, &past, USUAL), NOW);
}
END_TEST

START_TEST(a_line_that_is_too_long_is_not_trusted)
{
    char line[4096];
    memset(line, 'x', sizeof line);
    memcpy(line, "Cache-Control: max-age=60,", 26);
    struct fetch_freshness freshness = {0};
    freshness_header(&freshness, line, sizeof line);
    ck_assert_int_eq(freshness_until(&freshness, NOW, NULL, USUAL), NOW);
    memset(line, 'x', sizeof line);
    freshness = (struct fetch_freshness){0};
    freshness_header(&freshness, line, sizeof line);
    ck_assert_int_eq(freshness_until(&freshness, NOW, NULL, USUAL), NOW + USUAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fetch_freshness");
    TCase *tests = tcase_create("fetch_freshness");
    suite_add_tcase(suite, tests);
    tcase_add_loop_test(tests, headers_say_how_long, 0, sizeof samples / sizeof samples[0]);
    tcase_add_test(tests, next_update_ends_it_at_the_latest);
    tcase_add_test(tests, a_line_that_is_too_long_is_not_trusted);
    return run_suite(suite);
}
