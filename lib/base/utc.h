/* SPDX-License-Identifier: MIT */
/* The proleptic Gregorian calendar in int64 seconds; no time_t, no time zone, no clock. */
#ifndef CC_BASE_UTC_H
#define CC_BASE_UTC_H

#include <certcheck/base.h>

struct cc_civil {
    int year;   /* 0 to 9999 */
    int month;  /* 1 to 12 */
    int day;    /* 1 to 31 */
    int hour;   /* 0 to 23 */
    int minute; /* 0 to 59 */
    int second; /* 0 to 59 */
};

/* False when a field is out of its range, the days of that month included. */
bool cc_utc_from_civil(const struct cc_civil *civil, certcheck_time *time);
/* The instants that a struct cc_civil can hold: 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
#define CC_UTC_FIRST INT64_C(-62167219200)
#define CC_UTC_LAST INT64_C(253402300799)

/* `time` must lie between the two. */
void cc_utc_to_civil(certcheck_time time, struct cc_civil *civil);

#endif
