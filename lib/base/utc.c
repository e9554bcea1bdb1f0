/* SPDX-License-Identifier: MIT */
/* Days are counted in years that begin in March, so that the leap day comes last. */
#include "base/utc.h"

#define SECONDS_PER_DAY 86400
#define DAYS_PER_ERA 146097 /* 400 years */
#define EPOCH_DAY 719468    /* from 0000-03-01 to 1970-01-01 */

static bool is_leap_year(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

static bool is_within(int value, int least, int most)
{
    return value >= least && value <= most;
}

bool cc_utc_from_civil(const struct cc_civil *civil, certcheck_time *time)
{
    if (!is_within(civil->year, 0, 9999) || !is_within(civil->month, 1, 12) ||
        !is_within(civil->day, 1, days_in_month(civil->year, civil->month)) ||
        !is_within(civil->hour, 0, 23) || !is_within(civil->minute, 0, 59) ||
        !is_within(civil->second, 0, 59))
        return false;
    /* January and February of year 0 lie before the era that begins in March of it. */
    int64_t year = (int64_t)civil->year - (civil->month <= 2) + 400;
    int64_t month = (civil->month + 9) % 12;
    int64_t day_of_year = (153 * month + 2) / 5 + civil->day - 1;
    int64_t days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year;
    days -= DAYS_PER_ERA + EPOCH_DAY;
    *time = days * SECONDS_PER_DAY + (int64_t)civil->hour * 3600 + (int64_t)civil->minute * 60 +
            civil->second;
    return true;
}

void cc_utc_to_civil(certcheck_time time, struct cc_civil *civil)
{
    int64_t days = time / SECONDS_PER_DAY;
    int64_t second = time % SECONDS_PER_DAY;
    if (second < 0) {
        second += SECONDS_PER_DAY;
        days--;
    }
    days += EPOCH_DAY;
    int64_t era = (days >= 0 ? days : days - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    int64_t day_of_era = days - era * DAYS_PER_ERA;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    civil->day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
    civil->month = (int)(month < 10 ? month + 3 : month - 9);
    civil->year = (int)(year_of_era + era * 400 + (civil->month <= 2));
    civil->hour = (int)(second / 3600);
    civil->minute = (int)(second / 60 % 60);
    civil->second = (int)(second % 60);
}
