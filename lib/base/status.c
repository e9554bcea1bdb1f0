/* SPDX-License-Identifier: MIT */
/* The small things of <certcheck/base.h>: status texts, version, times as text. */
#include <certcheck/base.h>

#include "base/alloc.h"
#include "base/utc.h"
#include "config.h"
#include <string.h>

const char *certcheck_status_text(enum certcheck_status status)
{
    switch (status) {
    case CERTCHECK_OK:
        return "no error";
    case CERTCHECK_NO_MEMORY:
        return "out of memory";
    case CERTCHECK_BAD_ARGUMENT:
        return "bad argument";
    case CERTCHECK_MALFORMED:
        return "malformed input";
    case CERTCHECK_IO:
        return "the file cannot be read";
    case CERTCHECK_INTERNAL:
        return "internal error";
    }
    return "unknown status";
}

const char *certcheck_version(void)
{
    return PACKAGE_VERSION;
}

void certcheck_free(void *memory)
{
    cc_free(memory);
}

static void put_digits(char *text, int width, int number)
{
    for (int i = width - 1; i >= 0; i--) {
        text[i] = (char)('0' + number % 10);
        number /= 10;
    }
}

void certcheck_time_format(certcheck_time time, char text[CERTCHECK_TIME_SIZE])
{
    struct cc_civil civil;
    if (time < CC_UTC_FIRST)
        time = CC_UTC_FIRST;
    if (time > CC_UTC_LAST)
        time = CC_UTC_LAST;
    cc_utc_to_civil(time, &civil);
    memcpy(text, "0000-00-00T00:00:00Z", CERTCHECK_TIME_SIZE);
    put_digits(text, 4, civil.year);
    put_digits(text + 5, 2, civil.month);
    put_digits(text + 8, 2, civil.day);
    put_digits(text + 11, 2, civil.hour);
    put_digits(text + 14, 2, civil.minute);
    put_digits(text + 17, 2, civil.second);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool take_number(const char **text, int width, int *number)
{
    *number = 0;
    for (; width > 0; width--, (*text)++) {
        if (!is_digit(**text))
            return false;
        *number = *number * 10 + (**text - '0');
    }
    return true;
}

static bool take_one_of(const char **text, const char *allowed)
{
    if (**text == '\0' || strchr(allowed, **text) == NULL)
        return false;
    (*text)++;
    return true;
}

/* RFC 3339 5.6: full-date "T" partial-time, the fraction left out. */
static bool take_date_time(const char **text, struct cc_civil *civil)
{
    return take_number(text, 4, &civil->year) && take_one_of(text, "-") &&
           take_number(text, 2, &civil->month) && take_one_of(text, "-") &&
           take_number(text, 2, &civil->day) && take_one_of(text, "Tt ") &&
           take_number(text, 2, &civil->hour) && take_one_of(text, ":") &&
           take_number(text, 2, &civil->minute) && take_one_of(text, ":") &&
           take_number(text, 2, &civil->second);
}

/* time-secfrac = "." 1*DIGIT. Seconds count upwards also before 1970, so leaving it out cuts
 * towards the past. */
static bool skip_fraction(const char **text)
{
    if (**text != '.')
        return true;
    (*text)++;
    if (!is_digit(**text))
        return false;
    while (is_digit(**text))
        (*text)++;
    return true;
}

/* time-offset = "Z" / ("+" / "-") time-hour ":" time-minute, in seconds east of UTC. */
static bool take_offset(const char **text, int *offset)
{
    int hours = 0;
    int minutes = 0;
    *offset = 0;
    if (take_one_of(text, "Zz"))
        return true;
    bool west = **text == '-';
    if (!take_one_of(text, "+-") || !take_number(text, 2, &hours) || !take_one_of(text, ":") ||
        !take_number(text, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *offset = (hours * 60 + minutes) * 60 * (west ? -1 : 1);
    return true;
}

static enum certcheck_status parse_seconds(const char *text, certcheck_time *time)
{
    bool negative = *text == '-';
    uint64_t magnitude = 0;
    uint64_t most = (uint64_t)INT64_MAX + negative;
    text += negative;
    if (*text == '\0')
        return CERTCHECK_BAD_ARGUMENT;
    for (; *text != '\0'; text++) {
        unsigned digit = (unsigned)*text - '0';
        if (!is_digit(*text) || magnitude > (most - digit) / 10)
            return CERTCHECK_BAD_ARGUMENT;
        magnitude = magnitude * 10 + digit;
    }
    *time = !negative ? (int64_t)magnitude : magnitude == most ? INT64_MIN : -(int64_t)magnitude;
    return CERTCHECK_OK;
}

static bool is_count_of_seconds(const char *text)
{
    text += *text == '-';
    return text[strspn(text, "0123456789")] == '\0';
}

enum certcheck_status certcheck_time_parse(const char *text, certcheck_time *time)
{
    struct cc_civil civil;
    certcheck_time local = 0;
    int offset = 0;
    if (text == NULL || time == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    if (is_count_of_seconds(text))
        return parse_seconds(text, time);
    if (!take_date_time(&text, &civil) || !skip_fraction(&text) || !take_offset(&text, &offset) ||
        *text != '\0' || !cc_utc_from_civil(&civil, &local))
        return CERTCHECK_BAD_ARGUMENT;
    *time = local - offset;
    return CERTCHECK_OK;
}
