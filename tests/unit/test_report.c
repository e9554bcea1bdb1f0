/* SPDX-License-Identifier: MIT */
/* What a report says of evidence, and in words. */
#include "support/run_suite.h"
#include "support/scenario.h"

#include <check.h>
#include <gnutls/crypto.h>
#include <string.h>

static struct scenario scenario;
static struct certcheck_report *report;

static void judge(const char *name)
{
    scenario_load(&scenario, name);
    report = scenario_verify(&scenario, NULL, NULL);
}

static void done(void)
{
    certcheck_report_free(report);
    scenario_release(&scenario);
}

static void assert_message_has(const struct certcheck_finding *finding, const char *part)
{
    char *message = certcheck_finding_message(finding);
    ck_assert_ptr_nonnull(message);
    ck_assert_msg(strstr(message, part) != NULL, "no '%s' in: %s", part, message);
    certcheck_free(message);
}

START_TEST(message_has_the_numbers)
{
    judge("strength/rsa-2047");
    char *message = certcheck_finding_message(certcheck_report_main_finding(report));
    ck_assert_str_eq(message, "the RSA key has 2047 bits: at least 2048 are needed");
    certcheck_free(message);
    done();
}
END_TEST

START_TEST(message_tells_what_revoked)
{
    judge("crl/revoked");
    assert_message_has(certcheck_report_main_finding(report),
                       " (keyCompromise), as the CRL that was given says");
    ck_assert_uint_eq(certcheck_report_path_count(report), 1); /* told once */
    done();
}
END_TEST

static size_t count(enum certcheck_finding_code code)
{
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    size_t found = 0;
    for (size_t i = 0; i < path->finding_count; i++)
        found += path->findings[i].code == code;
    return found;
}

START_TEST(message_tells_of_evidence_without_a_source)
{
    judge("crl/stale-hold");
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    ck_assert_uint_gt(path->finding_count, 0);
    ck_assert_int_eq(path->findings[0].code, CERTCHECK_FINDING_CRL_STALE);
    assert_message_has(&path->findings[0], "the CRL (given) does not count");
    done();
}
END_TEST

START_TEST(evidence_refused_for_one_reason_is_told_of_each)
{
    judge("crl/version-1-behind-many");
    ck_assert_uint_eq(count(CERTCHECK_FINDING_CRL_FROM_THE_FUTURE), 7);
    ck_assert_uint_eq(count(CERTCHECK_FINDING_CRL_VERSION_1), 1);
    done();
}
END_TEST

/* Of two that say so, and are as new, the same one is named whichever was given first. */
static const char *const twice_revoked[] = {"revoked/twice", "revoked/ocsp-twice"};

static enum certcheck_reason reason_of_leaf(const char *name, bool reversed)
{
    scenario_load(&scenario, name);
    scenario.evidence_reversed = reversed;
    report = scenario_verify(&scenario, NULL, NULL);
    struct certcheck_revocation revocation =
        certcheck_report_path(report, 0)->entries[0].revocation;
    ck_assert_int_eq(revocation.status, CERTCHECK_REVOCATION_REVOKED);
    ck_assert(revocation.has_reason);
    done();
    return revocation.reason;
}

START_TEST(order_does_not_choose_the_evidence)
{
    ck_assert_int_eq(reason_of_leaf(twice_revoked[_i], false),
                     reason_of_leaf(twice_revoked[_i], true));
}
END_TEST

START_TEST(evidence_is_wanted_about_the_valid_path_alone)
{
    judge("path/revoked-authority-passed-by");
    ck_assert_int_eq(certcheck_report_verdict(report), CERTCHECK_VALID);
    ck_assert_uint_eq(certcheck_report_path_count(report), 2);
    ck_assert_uint_eq(certcheck_report_want_count(report), 1);
    ck_assert_str_eq(certcheck_report_want(report, 0)->url, "http://crl.example/1.crl");
    done();
}
END_TEST

START_TEST(evidence_is_wanted_where_the_status_is_unknown)
{
    judge("crl/other-point");
    ck_assert_uint_eq(certcheck_report_want_count(report), 1);
    ck_assert_int_eq(certcheck_report_want(report, 0)->kind, CERTCHECK_WANT_CRL);
    ck_assert_str_eq(certcheck_report_want(report, 0)->url, "http://crl.example/1.crl");
    done();
    judge("revoked/second-point-older-hold");
    ck_assert_uint_eq(certcheck_report_want_count(report), 0);
    done();
}
END_TEST

START_TEST(refusals_have_texts)
{
    static const char *const texts[] = {[CERTCHECK_REFUSAL_KEY_IDENTIFIER] =
                                            "key-identifier-differs",
                                        [CERTCHECK_REFUSAL_SIGNATURE] = "signature-wrong",
                                        [CERTCHECK_REFUSAL_NOT_A_CA] = "not-a-ca",
                                        [CERTCHECK_REFUSAL_KEY_USAGE] = "key-usage",
                                        [CERTCHECK_REFUSAL_UNUSABLE] = "unusable",
                                        [CERTCHECK_REFUSAL_NO_ANCHOR] = "no-anchor"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        ck_assert_str_eq(certcheck_refusal_text((enum certcheck_refusal)i), texts[i]);
    ck_assert_str_eq(certcheck_refusal_text((enum certcheck_refusal)99), "unknown");
}
END_TEST

START_TEST(fingerprint_is_that_of_the_whole_certificate)
{
    uint8_t told[32], expected[32];
    scenario_load(&scenario, "path/ordinary");
    struct certcheck_span der = certcheck_certificate_der(scenario.leaf);
    ck_assert_int_eq(certcheck_certificate_fingerprint(scenario.leaf, told), CERTCHECK_OK);
    ck_assert_int_eq(gnutls_hash_fast(GNUTLS_DIG_SHA256, der.data, der.length, expected), 0);
    ck_assert_mem_eq(told, expected, sizeof(expected));
    scenario_release(&scenario);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *tests = tcase_create("report");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, message_has_the_numbers);
    tcase_add_test(tests, message_tells_what_revoked);
    tcase_add_test(tests, message_tells_of_evidence_without_a_source);
    tcase_add_test(tests, evidence_refused_for_one_reason_is_told_of_each);
    tcase_add_loop_test(tests, order_does_not_choose_the_evidence, 0, 2);
    tcase_add_test(tests, evidence_is_wanted_about_the_valid_path_alone);
    tcase_add_test(tests, evidence_is_wanted_where_the_status_is_unknown);
    tcase_add_test(tests, refusals_have_texts);
    tcase_add_test(tests, fingerprint_is_that_of_the_whole_certificate);
    return run_suite(suite);
}
