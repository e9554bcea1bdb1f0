/* SPDX-License-Identifier: MIT */
/* UTCTime and GeneralizedTime in the forms of RFC 5280 4.1.2.5, and no others. */
#include "der/der_value.h"
#include "support/run_suite.h"

#include <check.h>

static struct certcheck_parse_error error;

/* The value lies behind a NULL, so that its offset is 2. */
static bool read_time(uint32_t tag, const char *text, certcheck_time *time, bool *wrong_form)
{
    uint8_t bytes[64] = {0x05, 0x00, (uint8_t)tag, (uint8_t)strlen(text)};
    struct cc_der der;
    memcpy(bytes + 4, text, strlen(text));
    memset(&error, 0, sizeof error);
    cc_der_init(&der, cc_span_of(bytes, 4 + strlen(text)), NULL, &error);
    return cc_der_null(&der) && cc_der_time(&der, time, wrong_form);
}

static void assert_read(uint32_t tag, const char *text, certcheck_time expected, bool wrong)
{
    certcheck_time time = 0;
    bool wrong_form = !wrong;
    ck_assert_msg(read_time(tag, text, &time, &wrong_form), "%s: %s", text, error.rule);
    ck_assert_int_eq(time, expected);
    ck_assert_int_eq(wrong_form, wrong);
}

static void assert_refused(uint32_t tag, const char *text, const char *rule)
{
    certcheck_time time = 42;
    bool wrong_form = false;
    ck_assert_msg(!read_time(tag, text, &time, &wrong_form), "%s", text);
    ck_assert_msg(strcmp(error.rule, rule) == 0, "%s: %s", text, error.rule);
    ck_assert_uint_eq(error.tag, tag);
    ck_assert_uint_eq(error.offset, 2);
    ck_assert_int_eq(time, 42);
}

START_TEST(utc_time_lies_between_1950_and_2049)
{
    assert_read(CC_DER_UTC_TIME, "500101000000Z", -631152000, false);
    assert_read(CC_DER_UTC_TIME, "700101000000Z", 0, false);
    assert_read(CC_DER_UTC_TIME, "991231235959Z", 946684799, false);
    assert_read(CC_DER_UTC_TIME, "000101000000Z", 946684800, false);
    assert_read(CC_DER_UTC_TIME, "491231235959Z", 2524607999, false);
}
END_TEST

START_TEST(generalized_time_is_right_from_2050_on)
{
    assert_read(CC_DER_GENERALIZED_TIME, "20500101000000Z", 2524608000, false);
    assert_read(CC_DER_GENERALIZED_TIME, "99991231235959Z", INT64_C(253402300799), false);
}
END_TEST

START_TEST(generalized_time_before_2050_is_read_and_noticed)
{
    assert_read(CC_DER_GENERALIZED_TIME, "20491231235959Z", 2524607999, true);
    assert_read(CC_DER_GENERALIZED_TIME, "19500101000000Z", -631152000, true);
}
END_TEST

START_TEST(year_before_1950_is_refused)
{
    assert_refused(CC_DER_GENERALIZED_TIME, "19491231235959Z", "time-year");
    assert_refused(CC_DER_GENERALIZED_TIME, "00000101000000Z", "time-year");
}
END_TEST

START_TEST(seconds_are_required_and_fractions_refused)
{
    assert_refused(CC_DER_UTC_TIME, "7001010000Z", "time-length");
    assert_refused(CC_DER_UTC_TIME, "19700101000000Z", "time-length");
    assert_refused(CC_DER_GENERALIZED_TIME, "205001010000Z", "time-length");
    assert_refused(CC_DER_GENERALIZED_TIME, "20500101000000.5Z", "time-length");
    assert_refused(CC_DER_GENERALIZED_TIME, "500101000000Z", "time-length");
    assert_refused(CC_DER_UTC_TIME, "Z", "time-length");
    assert_refused(CC_DER_UTC_TIME, "", "time-length");
}
END_TEST

START_TEST(zone_is_z)
{
    assert_refused(CC_DER_UTC_TIME, "700101000000+0000", "time-zone");
    assert_refused(CC_DER_UTC_TIME, "700101000000z", "time-zone");
    assert_refused(CC_DER_GENERALIZED_TIME, "20500101000000", "time-zone");
}
END_TEST

START_TEST(only_digits_stand_before_the_zone)
{
    assert_refused(CC_DER_UTC_TIME, "70010100000 Z", "time-character");
    assert_refused(CC_DER_UTC_TIME, "-70101000000Z", "time-character");
    assert_refused(CC_DER_GENERALIZED_TIME, "2050010100000:Z", "time-character");
    assert_refused(CC_DER_GENERALIZED_TIME, "2050010100000/Z", "time-character");
}
END_TEST

START_TEST(fields_out_of_range_are_refused)
{
    assert_refused(CC_DER_UTC_TIME, "700001000000Z", "time-range");
    assert_refused(CC_DER_UTC_TIME, "701301000000Z", "time-range");
    assert_refused(CC_DER_UTC_TIME, "700100000000Z", "time-range");
    assert_refused(CC_DER_UTC_TIME, "700431000000Z", "time-range");
    assert_refused(CC_DER_UTC_TIME, "700101240000Z", "time-range");
    assert_refused(CC_DER_UTC_TIME, "700101006000Z", "time-range");
    assert_refused(CC_DER_UTC_TIME, "161231235960Z", "time-range");
}
END_TEST

START_TEST(leap_days_are_right)
{
    assert_read(CC_DER_UTC_TIME, "000229000000Z", 951782400, false);
    assert_read(CC_DER_UTC_TIME, "240229000000Z", 1709164800, false);
    assert_refused(CC_DER_UTC_TIME, "230229000000Z", "time-range");
    assert_refused(CC_DER_GENERALIZED_TIME, "21000229000000Z", "time-range");
    assert_read(CC_DER_GENERALIZED_TIME, "24000229000000Z", INT64_C(13574563200), false);
}
END_TEST

START_TEST(other_types_are_no_time)
{
    assert_refused(CC_DER_UTF8_STRING, "700101000000Z", "tag-unexpected");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("der_time");
    TCase *tests = tcase_create("der_time");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, utc_time_lies_between_1950_and_2049);
    tcase_add_test(tests, generalized_time_is_right_from_2050_on);
    tcase_add_test(tests, generalized_time_before_2050_is_read_and_noticed);
    tcase_add_test(tests, year_before_1950_is_refused);
    tcase_add_test(tests, seconds_are_required_and_fractions_refused);
    tcase_add_test(tests, zone_is_z);
    tcase_add_test(tests, only_digits_stand_before_the_zone);
    tcase_add_test(tests, fields_out_of_range_are_refused);
    tcase_add_test(tests, leap_days_are_right);
    tcase_add_test(tests, other_types_are_no_time);
    return run_suite(suite);
}
