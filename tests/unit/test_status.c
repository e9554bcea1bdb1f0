/* SPDX-License-Identifier: MIT */
/* Status texts, the version, and times as people write them. */
#include <certcheck/base.h>

#include "config.h"
#include "support/run_suite.h"
#include <check.h>
#include <string.h>

START_TEST(every_status_has_a_text_of_its_own)
{
    for (int i = CERTCHECK_OK; i <= CERTCHECK_INTERNAL; i++) {
        const char *text = certcheck_status_text((enum certcheck_status)i);
        ck_assert_str_ne(text, "unknown status");
        for (int j = CERTCHECK_OK; j < i; j++)
            ck_assert_str_ne(text, certcheck_status_text((enum certcheck_status)j));
    }
    ck_assert_str_eq(certcheck_status_text((enum certcheck_status)99), "unknown status");
}
END_TEST

START_TEST(version_is_that_of_the_build)
{
    ck_assert_str_eq(certcheck_version(), PACKAGE_VERSION);
}
END_TEST

static void assert_format(certcheck_time time, const char *expected)
{
    char text[CERTCHECK_TIME_SIZE];
    certcheck_time_format(time, text);
    ck_assert_str_eq(text, expected);
}

START_TEST(time_is_written_as_rfc_3339)
{
    assert_format(0, "1970-01-01T00:00:00Z");
    assert_format(-1, "1969-12-31T23:59:59Z");
    assert_format(1795176000, "2026-11-20T12:00:00Z");
}
END_TEST

START_TEST(time_out_of_reach_is_clamped)
{
    assert_format(INT64_MIN, "0000-01-01T00:00:00Z");
    assert_format(INT64_MAX, "9999-12-31T23:59:59Z");
}
END_TEST

static void assert_parsed(const char *text, certcheck_time expected)
{
    certcheck_time time = 0;
    ck_assert_msg(certcheck_time_parse(text, &time) == CERTCHECK_OK, "%s", text);
    ck_assert_int_eq(time, expected);
}

START_TEST(rfc_3339_is_read_with_offset_and_fraction)
{
    assert_parsed("2026-11-20T12:00:00Z", 1795176000);
    assert_parsed("2026-11-20t12:00:00z", 1795176000);
    assert_parsed("2026-11-20 12:00:00Z", 1795176000);
    assert_parsed("2026-11-20T12:00:00.999Z", 1795176000);
    assert_parsed("2026-11-20T14:30:00+02:30", 1795176000);
    assert_parsed("2026-11-20T04:00:00-08:00", 1795176000);
    assert_parsed("1969-12-31T23:59:59.5Z", -1);
}
END_TEST

START_TEST(seconds_since_1970_are_read)
{
    assert_parsed("0", 0);
    assert_parsed("2026", 2026);
    assert_parsed("-1", -1);
    assert_parsed("9223372036854775807", INT64_MAX);
    assert_parsed("-9223372036854775808", INT64_MIN);
}
END_TEST

START_TEST(anything_else_is_a_bad_argument)
{
    static const char *const wrong[] = {
        "",
        "-",
        "+1",
        "now",
        "1 ",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999999",
        "2026-11-20",
        "2026-11-20T12:00:00",
        "2026-11-20T12:00Z",
        "2026-11-20T12:00:00.Z",
        "2026-11-20T12:00:00Z ",
        "2026-11-20T12:00:60Z",
        "2026-02-29T12:00:00Z",
        "2026-11-20T12:00:00+24:00",
        "2026-11-20T12:00:00+02:60",
        "2026-11-20T12:00:00+0200",
        "2026-11-20X12:00:00Z",
        "20261120120000Z",
    };
    certcheck_time time = 42;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_msg(certcheck_time_parse(wrong[i], &time) == CERTCHECK_BAD_ARGUMENT, "%s",
                      wrong[i]);
    ck_assert_int_eq(certcheck_time_parse(NULL, &time), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_time_parse("0", NULL), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(time, 42);
}
END_TEST

START_TEST(freeing_nothing_does_nothing)
{
    certcheck_free(NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("status");
    TCase *tests = tcase_create("status");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, every_status_has_a_text_of_its_own);
    tcase_add_test(tests, version_is_that_of_the_build);
    tcase_add_test(tests, time_is_written_as_rfc_3339);
    tcase_add_test(tests, time_out_of_reach_is_clamped);
    tcase_add_test(tests, rfc_3339_is_read_with_offset_and_fraction);
    tcase_add_test(tests, seconds_since_1970_are_read);
    tcase_add_test(tests, anything_else_is_a_bad_argument);
    tcase_add_test(tests, freeing_nothing_does_nothing);
    return run_suite(suite);
}
