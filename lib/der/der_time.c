/* SPDX-License-Identifier: MIT */
/* UTCTime and GeneralizedTime. */
#include "der/der_value.h"

#include "base/utc.h"

/* Two digits off the front; *wrong stays true from the first that is none. */
static int take_pair(const uint8_t **text, bool *wrong)
{
    int tens = (*text)[0] - '0', ones = (*text)[1] - '0';
    *wrong |= tens < 0 || tens > 9 || ones < 0 || ones > 9;
    *text += 2;
    return tens * 10 + ones;
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
    bool wrong = false;
    int century = short_year ? 0 : take_pair(&text, &wrong) * 100;
    civil->year = century + take_pair(&text, &wrong);
    if (short_year)
        civil->year += civil->year >= 50 ? 1900 : 2000;
    civil->month = take_pair(&text, &wrong);
    civil->day = take_pair(&text, &wrong);
    civil->hour = take_pair(&text, &wrong);
    civil->minute = take_pair(&text, &wrong);
    civil->second = take_pair(&text, &wrong);
    if (wrong)
        return CC_DER_RULE_TIME_CHARACTER;
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
