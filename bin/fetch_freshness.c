/* SPDX-License-Identifier: MIT */
/* For how long an HTTP response may be used again (RFC 9111). */
#include "fetch_freshness.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define LONGEST ((int64_t)7 * 24 * 3600)
#define LINE_SIZE 1024 /* a longer line is not understood */

/* RFC 9111 1.2.2: a value that is too large is taken as the largest. -1: not a number. */
static int64_t seconds(const char *text)
{
    int64_t value = 0;
    if (*text == '"')
        text++;
    if (*text < '0' || *text > '9')
        return -1;
    for (; *text >= '0' && *text <= '9'; text++) {
        if (value > INT32_MAX)
            return INT32_MAX;
        value = value * 10 + (*text - '0');
    }
    return value;
}

/* IMF-fixdate (RFC 9110 5.6.7), the one form that is sent today: Sun, 06 Nov 1994 08:49:37 GMT. */
static bool read_date(const char *text, certcheck_time *time)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char month[4];
    char written[32];
    unsigned day, year, hour, minute, second;
    int end = 0;
    if (sscanf(text, "%*3[A-Za-z], %2u %3[A-Za-z] %4u %2u:%2u:%2u GMT%n", &day, month, &year, &hour,
               &minute, &second, &end) != 6 ||
        end == 0)
        return false;
    for (unsigned i = 0; i < 12; i++) {
        if (strcmp(month, months[i]) != 0)
            continue;
        (void)snprintf(written, sizeof written, "%04u-%02u-%02uT%02u:%02u:%02uZ", year, i + 1, day,
                       hour, minute, second);
        return certcheck_time_parse(written, time) == CERTCHECK_OK;
    }
    return false;
}

static void read_directive(struct fetch_freshness *freshness, const char *directive)
{
    static const char *const forbidding[] = {"no-store", "no-cache", "private"};
    for (size_t i = 0; i < sizeof forbidding / sizeof forbidding[0]; i++) {
        size_t length = strlen(forbidding[i]);
        if (strncasecmp(directive, forbidding[i], length) == 0 &&
            (directive[length] == '\0' || directive[length] == '='))
            freshness->never = true;
    }
    if (strncasecmp(directive, "max-age=", 8) != 0)
        return;
    int64_t age = seconds(directive + 8);
    /* RFC 9111 4.2.1: of several, the least; what is not understood is stale. */
    if (age < 0)
        age = 0;
    if (!freshness->has_max_age || age < freshness->max_age)
        freshness->max_age = age;
    freshness->has_max_age = true;
}

static void read_cache_control(struct fetch_freshness *freshness, char *value)
{
    char *rest = NULL;
    for (char *one = strtok_r(value, ", \t", &rest); one != NULL;
         one = strtok_r(NULL, ", \t", &rest))
        read_directive(freshness, one);
}

static void read_expires(struct fetch_freshness *freshness, const char *value)
{
    certcheck_time time = 0;
    if (!read_date(value, &time))
        time = 0;
    if (!freshness->has_expires || time < freshness->expires)
        freshness->expires = time;
    freshness->has_expires = true;
}

static void read_field(struct fetch_freshness *freshness, const char *name, char *value)
{
    if (strcasecmp(name, "Cache-Control") == 0) {
        read_cache_control(freshness, value);
    } else if (strcasecmp(name, "Expires") == 0) {
        read_expires(freshness, value);
    } else if (strcasecmp(name, "Date") == 0) {
        freshness->has_date = read_date(value, &freshness->date);
    } else if (strcasecmp(name, "Age") == 0) {
        int64_t age = seconds(value);
        if (age > freshness->age)
            freshness->age = age;
    } else if (strcasecmp(name, "Vary") == 0 && value[0] == '*') {
        freshness->never = true;
    }
}

void freshness_header(struct fetch_freshness *freshness, const char *line, size_t length)
{
    char text[LINE_SIZE];
    while (length > 0 && strchr("\r\n\t ", line[length - 1]) != NULL)
        length--;
    bool whole = length < sizeof text;
    size_t kept = whole ? length : sizeof text - 1;
    memcpy(text, line, kept);
    text[kept] = '\0';
    char *colon = strchr(text, ':');
    if (colon == NULL)
        return;
    *colon = '\0';
    if (!whole && (strcasecmp(text, "Cache-Control") == 0 || strcasecmp(text, "Vary") == 0))
        freshness->never = true;
    else
        read_field(freshness, text, colon + 1 + strspn(colon + 1, " \t"));
}

/* RFC 9111 4.2.1 and 4.2.3; -1: the server did not say. */
static int64_t lifetime(const struct fetch_freshness *freshness, certcheck_time now)
{
    int64_t whole;
    if (freshness->has_max_age)
        whole = freshness->max_age;
    else if (freshness->has_expires)
        whole = freshness->expires - (freshness->has_date ? freshness->date : now);
    else
        return -1;
    return whole > freshness->age ? whole - freshness->age : 0;
}

certcheck_time freshness_until(const struct fetch_freshness *freshness, certcheck_time now,
                               const certcheck_time *update, int64_t usual)
{
    if (freshness->never)
        return now;
    int64_t left = lifetime(freshness, now);
    if (left < 0)
        left = update != NULL ? LONGEST : usual;
    if (left > LONGEST)
        left = LONGEST;
    return update != NULL && *update < now + left ? *update : now + left;
}
