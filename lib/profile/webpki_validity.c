/* SPDX-License-Identifier: MIT */
/*
 * BR 6.3.2 and 7.1.2.1.1: how long certificates may be valid, by the day of their issue.
 *
 * Findings: web-validity-too-long, web-validity-reduced, web-root-validity.
 * Departures: the limits of 200, 100 and 47 days have a finding of their own, a warning: programs
 * that refuse certificates stop at 398 days. The 39 months that began on 2015-04-01 had exceptions
 * until 2016-06-30 that no certificate shows, so that they are asked for from 2016-07-01 on.
 */
#include "profile/webpki.h"

#include "base/utc.h"

#define DAY 86400 /* BR 6.3.2: a day is measured as 86,400 seconds */

#define ROOT_MIN_DAYS 2922
#define ROOT_MAX_DAYS 9132

struct limit {
    int year, month, day; /* of issue, from which on it holds */
    int days;             /* or: */
    int months;
};

/* Newest first. */
static const struct limit firm[] = {
    {2020, 9, 1, 398, 0}, {2018, 3, 1, 825, 0}, {2016, 7, 1, 0, 39}, {2012, 7, 1, 0, 60}};
static const struct limit reduced[] = {
    {2029, 3, 15, 47, 0}, {2027, 3, 15, 100, 0}, {2026, 3, 15, 200, 0}};

static const struct limit *limit_of(const struct cc_webpki *web, const struct limit *limits,
                                    size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cc_webpki_since(web, limits[i].year, limits[i].month, limits[i].day))
            return &limits[i];
    return NULL;
}

/* The last second that may be in the period. */
static certcheck_time latest(const struct cc_webpki *web, const struct limit *limit)
{
    certcheck_time begin = web->certificate->not_before;
    struct cc_civil civil;
    certcheck_time end;
    if (limit->months == 0)
        return begin + (certcheck_time)limit->days * DAY - 1;
    cc_utc_to_civil(begin, &civil);
    civil.year += (civil.month - 1 + limit->months) / 12;
    civil.month = (civil.month - 1 + limit->months) % 12 + 1;
    /* The 31st of a month that has none is the month's last day. */
    while (!cc_utc_from_civil(&civil, &end))
        if (civil.day-- <= 28)
            return CC_UTC_LAST;
    return end;
}

static bool exceeds(const struct cc_webpki *web, const struct limit *limit,
                    enum certcheck_finding_code code)
{
    const struct certcheck_certificate *certificate = web->certificate;
    if (limit == NULL || certificate->not_after <= latest(web, limit))
        return false;
    struct cc_finding *finding = cc_webpki_add(web, code, certificate->validity);
    struct cc_findings *findings = web->profile->findings;
    /* Both ends belong to the period, and any fraction of a day is a day. */
    int64_t seconds = certificate->not_after - certificate->not_before + 1;
    cc_finding_number(findings, finding, "actual", (seconds + DAY - 1) / DAY);
    cc_finding_number(findings, finding, "expected", limit->months ? limit->months : limit->days);
    cc_finding_text(findings, finding, "unit", limit->months ? "months" : "days");
    return true;
}

/* BR 7.1.2.1.1: minimum 2922 days (approx. 8 years), maximum 9132 days (approx. 25 years); for
 * roots made from 2023-09-15 on. */
static void check_root(const struct cc_webpki *web)
{
    const struct certcheck_certificate *root = web->certificate;
    int64_t seconds = root->not_after - root->not_before + 1;
    if (!cc_webpki_since(web, 2023, 9, 15) ||
        (seconds >= (int64_t)ROOT_MIN_DAYS * DAY && seconds <= (int64_t)ROOT_MAX_DAYS * DAY))
        return;
    struct cc_finding *finding =
        cc_webpki_add(web, CERTCHECK_FINDING_WEB_ROOT_VALIDITY, root->validity);
    cc_finding_number(web->profile->findings, finding, "actual", (seconds + DAY - 1) / DAY);
}

void cc_webpki_validity(const struct cc_webpki *web)
{
    if (web->kind == CC_WEBPKI_ROOT)
        check_root(web);
    if (web->kind != CC_WEBPKI_SUBSCRIBER)
        return;
    if (!exceeds(web, limit_of(web, firm, sizeof firm / sizeof *firm),
                 CERTCHECK_FINDING_WEB_VALIDITY_TOO_LONG))
        exceeds(web, limit_of(web, reduced, sizeof reduced / sizeof *reduced),
                CERTCHECK_FINDING_WEB_VALIDITY_REDUCED);
}
