/* SPDX-License-Identifier: MIT */
/* UTCTime and GeneralizedTime. */
#include "der/der_value.h"

#include "base/utc.h"

/* "YYYY" or "YY" and so on, `digits` long; the caller looked for digits. */
static int take(const uint8_t **text, int digits)
{
    int number = 0;
    for (; digits > 0; digits--)
        number = number * 10 + (*(*text)++ - '0');
    return number;
}

static bool all_digits(const uint8_t *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
    }
    return true;
}

/* RFC 5280 4.1.2.5.1 and 4.1.2.5.2: seconds are there, fractions are not, the zone is Z. */
static enum cc_der_rule convert(const cc_der_value *value, struct cc_civil *civil,
                                certcheck_time *time)
{
    bool short_year = value->tag == CC_DER_UTC_TIME;
    const uint8_t *text = value->contents.data;
    size_t length = value->contents.length;
    if (length > 0 && text[length - 1] != 'Z')
        return CC_DER_RULE_TIME_ZONE;
    if (length != (short_year ? 13 : 15))
        return CC_DER_RULE_TIME_LENGTH;
    if (!all_digits(text, length - 1))
        return CC_DER_RULE_TIME_CHARACTER;
    civil->year = take(&text, short_year ? 2 : 4);
    if (short_year)
        civil->year += civil->year >= 50 ? 1900 : 2000;
    civil->month = take(&text, 2);
    civil->day = take(&text, 2);
    civil->hour = take(&text, 2);
    civil->minute = take(&text, 2);
    civil->second = take(&text, 2);
    if (!cc_utc_from_civil(civil, time))
        return CC_DER_RULE_TIME_RANGE;
    return civil->year < 1950 ? CC_DER_RULE_TIME_YEAR : CC_DER_RULE_NONE;
}

/* Time ::= CHOICE { utcTime UTCTime, generalTime GeneralizedTime } */
bool cc_der_time(struct cc_der *der, certcheck_time *time, bool *wrong_form)
{
    cc_der_value value;
    struct cc_civil civil;
    certcheck_time converted = 0;
    if (!cc_der_read(der, &value))
        return false;
    if (value.tag != CC_DER_UTC_TIME && value.tag != CC_DER_GENERALIZED_TIME)
        return cc_der_fail(der, value.whole.data, value.tag, CC_DER_RULE_TAG_UNEXPECTED);
    enum cc_der_rule rule = convert(&value, &civil, &converted);
    if (rule != CC_DER_RULE_NONE)
        return cc_der_fail(der, value.whole.data, value.tag, rule);
    *time = converted;
    *wrong_form = value.tag == CC_DER_GENERALIZED_TIME && civil.year < 2050;
    return true;
}
