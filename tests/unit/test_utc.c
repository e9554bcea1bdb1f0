/* SPDX-License-Identifier: MIT */
/* The calendar: known instants, leap days, and every day of ten thousand years. */
#include "base/utc.h"
#include "support/run_suite.h"

#include <check.h>

static bool convert(int year, int month, int day, int hour, int minute, int second,
                    certcheck_time *time)
{
    struct cc_civil civil = {year, month, day, hour, minute, second};
    return cc_utc_from_civil(&civil, time);
}

static void assert_instant(int year, int month, int day, int hour, certcheck_time expected)
{
    certcheck_time time = 0;
    struct cc_civil civil;
    ck_assert(convert(year, month, day, hour, 0, 0, &time));
    ck_assert_int_eq(time, expected);
    cc_utc_to_civil(time, &civil);
    ck_assert_int_eq(civil.year, year);
    ck_assert_int_eq(civil.month, month);
    ck_assert_int_eq(civil.day, day);
    ck_assert_int_eq(civil.hour, hour);
}

START_TEST(known_instants_agree)
{
    assert_instant(1970, 1, 1, 0, 0);
    assert_instant(1969, 12, 31, 23, -3600);
    assert_instant(2000, 2, 29, 0, 951782400);
    assert_instant(2026, 11, 20, 12, 1795176000);
    assert_instant(2038, 1, 19, 0, 2147472000);
    assert_instant(1950, 1, 1, 0, -631152000);
    assert_instant(0, 1, 1, 0, CC_UTC_FIRST);
    assert_instant(9999, 12, 31, 23, CC_UTC_LAST - 3599);
}
END_TEST

START_TEST(every_day_follows_the_day_before)
{
    certcheck_time expected = CC_UTC_FIRST;
    for (int year = 0; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= 31; day++) {
                certcheck_time time = 0;
                struct cc_civil civil;
                if (!convert(year, month, day, 0, 0, 0, &time))
                    continue;
                cc_utc_to_civil(time, &civil);
                if (time != expected || civil.year != year || civil.month != month ||
                    civil.day != day)
                    ck_abort_msg("%d-%d-%d", year, month, day);
                expected += 86400;
            }
        }
    }
    ck_assert_int_eq(expected, CC_UTC_LAST + 1);
}
END_TEST

START_TEST(leap_days_are_those_of_the_gregorian_calendar)
{
    certcheck_time time = 0;
    ck_assert(convert(2024, 2, 29, 0, 0, 0, &time));
    ck_assert(!convert(2023, 2, 29, 0, 0, 0, &time));
    ck_assert(convert(2000, 2, 29, 0, 0, 0, &time));
    ck_assert(!convert(2100, 2, 29, 0, 0, 0, &time));
    ck_assert(!convert(2024, 2, 30, 0, 0, 0, &time));
}
END_TEST

START_TEST(fields_out_of_range_are_refused)
{
    certcheck_time time = 0;
    ck_assert(convert(2026, 12, 31, 23, 59, 59, &time));
    ck_assert(!convert(-1, 12, 31, 23, 59, 59, &time));
    ck_assert(!convert(10000, 12, 31, 23, 59, 59, &time));
    ck_assert(!convert(2026, 0, 31, 23, 59, 59, &time));
    ck_assert(!convert(2026, 13, 31, 23, 59, 59, &time));
    ck_assert(!convert(2026, 12, 0, 23, 59, 59, &time));
    ck_assert(!convert(2026, 12, 32, 23, 59, 59, &time));
    ck_assert(!convert(2026, 4, 31, 23, 59, 59, &time));
    ck_assert(!convert(2026, 12, 31, 24, 59, 59, &time));
    ck_assert(!convert(2026, 12, 31, 23, 60, 59, &time));
    ck_assert(!convert(2026, 12, 31, 23, 59, 60, &time));
    ck_assert(!convert(2026, 12, 31, -1, 59, 59, &time));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("utc");
    TCase *tests = tcase_create("utc");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, known_instants_agree);
    tcase_add_test(tests, every_day_follows_the_day_before);
    tcase_add_test(tests, leap_days_are_those_of_the_gregorian_calendar);
    tcase_add_test(tests, fields_out_of_range_are_refused);
    return run_suite(suite);
}
