/* SPDX-License-Identifier: MIT */
/* finding.def keeps the promises made at its top. */
#include "support/run_suite.h"

#include <certcheck/finding.h>

#include <check.h>
#include <string.h>

static const struct certcheck_finding_info *info_of(unsigned code)
{
    const struct certcheck_finding_info *info =
        certcheck_finding_info((enum certcheck_finding_code)code);
    ck_assert_ptr_nonnull(info);
    return info;
}

START_TEST(every_row_is_found_by_its_id)
{
    for (unsigned code = 0; code < CERTCHECK_FINDING_CODES; code++)
        ck_assert_uint_eq(certcheck_finding_by_id(info_of(code)->id), code);
}
END_TEST

START_TEST(unknown_ids_and_codes_are_refused)
{
    ck_assert_uint_eq(certcheck_finding_by_id("no-such-finding"), CERTCHECK_FINDING_CODES);
    ck_assert_uint_eq(certcheck_finding_by_id(""), CERTCHECK_FINDING_CODES);
    ck_assert_uint_eq(certcheck_finding_by_id(NULL), CERTCHECK_FINDING_CODES);
    ck_assert_ptr_null(certcheck_finding_info(CERTCHECK_FINDING_CODES));
    ck_assert_ptr_null(certcheck_finding_info((enum certcheck_finding_code) - 1));
}
END_TEST

START_TEST(row_is_as_the_catalogue_says)
{
    const struct certcheck_finding_info *info = info_of(CERTCHECK_FINDING_TIME_FORM);
    ck_assert_str_eq(info->id, "time-form");
    ck_assert_str_eq(info->clause, "RFC 5280 4.1.2.5");
    ck_assert_int_eq(info->severity[CERTCHECK_PROFILE_DEFAULT], CERTCHECK_NOTE);
    ck_assert_int_eq(info->severity[CERTCHECK_PROFILE_RFC5280], CERTCHECK_ERROR);
    ck_assert_int_eq(info->severity[CERTCHECK_PROFILE_WEBPKI], CERTCHECK_ERROR);
    ck_assert(!info->fixed);
    ck_assert_int_eq(info->rank, 10);
    ck_assert(info_of(CERTCHECK_FINDING_SIGNATURE_INVALID)->fixed);
}
END_TEST

START_TEST(ids_are_lower_case_words_with_hyphens)
{
    for (unsigned code = 0; code < CERTCHECK_FINDING_CODES; code++) {
        const char *id = info_of(code)->id;
        ck_assert_msg(strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id), "%s", id);
    }
}
END_TEST

START_TEST(every_row_has_texts_and_a_rank)
{
    for (unsigned code = 0; code < CERTCHECK_FINDING_CODES; code++) {
        const struct certcheck_finding_info *info = info_of(code);
        ck_assert_msg(*info->clause != '\0' && *info->message != '\0' && *info->advice != '\0',
                      "%s", info->id);
        ck_assert_msg(info->rank >= 10 && info->rank <= 99, "%s", info->id);
    }
}
END_TEST

START_TEST(fixed_rows_are_errors_in_every_profile)
{
    for (unsigned code = 0; code < CERTCHECK_FINDING_CODES; code++) {
        const struct certcheck_finding_info *info = info_of(code);
        for (unsigned profile = 0; info->fixed && profile < CERTCHECK_PROFILES; profile++)
            ck_assert_msg(info->severity[profile] == CERTCHECK_ERROR, "%s", info->id);
    }
}
END_TEST

START_TEST(severities_and_profiles_have_texts)
{
    ck_assert_str_eq(certcheck_severity_text(CERTCHECK_OFF), "off");
    ck_assert_str_eq(certcheck_severity_text(CERTCHECK_NOTE), "note");
    ck_assert_str_eq(certcheck_severity_text(CERTCHECK_WARNING), "warning");
    ck_assert_str_eq(certcheck_severity_text(CERTCHECK_ERROR), "error");
    ck_assert_str_eq(certcheck_severity_text((enum certcheck_severity)9), "unknown");
    ck_assert_str_eq(certcheck_profile_text(CERTCHECK_PROFILE_DEFAULT), "default");
    ck_assert_str_eq(certcheck_profile_text(CERTCHECK_PROFILE_RFC5280), "rfc5280");
    ck_assert_str_eq(certcheck_profile_text(CERTCHECK_PROFILE_WEBPKI), "webpki");
    ck_assert_str_eq(certcheck_profile_text(CERTCHECK_PROFILES), "unknown");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("catalogue");
    TCase *tests = tcase_create("catalogue");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, every_row_is_found_by_its_id);
    tcase_add_test(tests, unknown_ids_and_codes_are_refused);
    tcase_add_test(tests, row_is_as_the_catalogue_says);
    tcase_add_test(tests, ids_are_lower_case_words_with_hyphens);
    tcase_add_test(tests, every_row_has_texts_and_a_rank);
    tcase_add_test(tests, fixed_rows_are_errors_in_every_profile);
    tcase_add_test(tests, severities_and_profiles_have_texts);
    return run_suite(suite);
}
