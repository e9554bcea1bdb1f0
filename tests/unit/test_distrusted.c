/* SPDX-License-Identifier: MIT */
/* lib/check/distrusted.c: certificates that trust settings reject, and what is told of them. */
#include "support/check_fixture.h"
#include "support/fake_certificate.h"
#include "support/run_suite.h"

#include <check.h>

#define EVERY_USE 0x06, 0x04, 0x55, 0x1D, 0x25, 0x00
#define PURPOSE(LAST) 0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, LAST
#define SERVER_AUTH PURPOSE(0x01)
#define EMAIL_PROTECTION PURPOSE(0x04)

static struct cc_distrusted distrusted;
static struct fake_crypto crypto;

static void set_up(void)
{
    fixture_begin();
    fake_crypto_init(&crypto);
    fixture.check.crypto = &crypto.crypto;
    fixture.check.distrusted = &distrusted;
}

static void tear_down(void)
{
    cc_distrusted_release(&distrusted);
    distrusted = (struct cc_distrusted){0};
    fixture_end();
    fake_release();
}

static void reject(const struct certcheck_certificate *certificate, cc_span uses)
{
    ck_assert_int_eq(cc_distrusted_add(&distrusted, certificate, uses, "settings.pem"),
                     CERTCHECK_OK);
}

/* ---- the certificate itself ---- */

START_TEST(finding_tells_whom_for_what_and_who_says_so)
{
    static const struct {
        const char *purpose;
        uint8_t use[10];
        size_t length;
        const char *text;
    } cases[] = {
        {"serverAuth", {EVERY_USE}, 6, "any use"},
        {"serverAuth", {SERVER_AUTH}, 10, "TLS servers"},
        {"emailProtection", {EMAIL_PROTECTION}, 10, "id-kp-emailProtection"},
    };
    struct certcheck_certificate *ca = fake_ca("ca", "root", 2, 1);
    ck_assert_int_eq(certcheck_policy_set_purpose(fixture.policy, cases[_i].purpose), CERTCHECK_OK);
    reject(ca, bytes(cases[_i].use, cases[_i].length));
    cc_check_distrusted(&fixture.check, ca, 1);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_CERTIFICATE_DISTRUSTED, 1);
    expect_text(finding, "subject", "CN=ca");
    expect_text(finding, "source", "settings.pem");
    expect_text(finding, "use", cases[_i].text);
}
END_TEST

START_TEST(what_two_settings_reject_is_told_once)
{
    struct certcheck_certificate *ca = fake_ca("ca", "root", 2, 1);
    struct certcheck_certificate *twin = fake_ca("ca", "root", 2, 1);
    twin->tbs = ca->tbs;
    reject(ca, OCTETS(SERVER_AUTH));
    reject(twin, OCTETS(SERVER_AUTH));
    ck_assert_uint_eq(distrusted.set.count, 2);
    cc_check_distrusted(&fixture.check, ca, 1);
    expect_only(CERTCHECK_FINDING_CERTIFICATE_DISTRUSTED, 1);
}
END_TEST

START_TEST(namesake_is_not_rejected)
{
    reject(fake_ca("ca", "root", 2, 1), OCTETS(SERVER_AUTH));
    cc_check_distrusted(&fixture.check, fake_ca("ca", "root", 3, 1), 1);
    expect_nothing();
}
END_TEST

START_TEST(certificate_is_rejected_for_its_use_alone)
{
    struct certcheck_certificate *ca = fake_ca("ca", "root", 2, 1);
    reject(ca, OCTETS(EMAIL_PROTECTION));
    cc_check_distrusted(&fixture.check, ca, 1);
    expect_nothing();
}
END_TEST

/* ---- the issuer of a certificate whose path ends ---- */

START_TEST(rejected_issuer_is_told)
{
    reject(fake_ca("ca", "root", 2, 1), OCTETS(SERVER_AUTH));
    ck_assert(cc_check_distrusted_issuer(&fixture.check, fake_leaf("leaf", "ca", 9, 2), 0));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_CERTIFICATE_DISTRUSTED, 0);
    expect_text(finding, "subject", "CN=ca");
}
END_TEST

static void assert_issuer_is_not_told(const struct certcheck_certificate *leaf, unsigned signatures)
{
    ck_assert(!cc_check_distrusted_issuer(&fixture.check, leaf, 0));
    expect_nothing();
    ck_assert_uint_eq(crypto.verified, signatures);
}

START_TEST(issuer_that_is_rejected_for_another_use_is_not_told)
{
    reject(fake_ca("ca", "root", 2, 1), OCTETS(EMAIL_PROTECTION));
    assert_issuer_is_not_told(fake_leaf("leaf", "ca", 9, 2), 0);
}
END_TEST

/* Names of one hash are easily made. */
START_TEST(who_bears_another_name_is_not_the_issuer)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 9, 2);
    struct certcheck_certificate *other = fake_ca("other", "root", 2, 1);
    other->subject_hash = leaf->issuer_hash;
    reject(other, OCTETS(SERVER_AUTH));
    assert_issuer_is_not_told(leaf, 0);
}
END_TEST

START_TEST(who_did_not_sign_is_not_the_issuer)
{
    reject(fake_ca("ca", "root", 3, 1), OCTETS(SERVER_AUTH));
    assert_issuer_is_not_told(fake_leaf("leaf", "ca", 9, 2), 1);
}
END_TEST

/* Nine of one name, the issuer the eighth by its bytes, in nine orders. */
START_TEST(those_are_asked_that_come_first_by_their_bytes)
{
    struct certcheck_certificate *namesakes[9];
    for (unsigned i = 0; i < 9; i++)
        namesakes[i] = fake_ca("ca", "root", 10 + i, 1);
    for (int i = 0; i < 9; i++)
        reject(namesakes[(_i + i) % 9], OCTETS(SERVER_AUTH));
    ck_assert(cc_check_distrusted_issuer(&fixture.check, fake_leaf("leaf", "ca", 9, 17), 0));
    ck_assert_uint_eq(crypto.verified, 8);
}
END_TEST

static enum cc_signature_result run_out(void *context,
                                        const struct certcheck_signature_algorithm *algorithm,
                                        cc_span spki, cc_span message, cc_span signature)
{
    (void)context, (void)algorithm, (void)spki, (void)message, (void)signature;
    return CC_SIGNATURE_NO_MEMORY;
}

START_TEST(memory_that_runs_out_is_noted_and_stays_so)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 9, 2);
    reject(fake_ca("ca", "root", 3, 1), OCTETS(SERVER_AUTH));
    crypto.crypto.verify = run_out;
    ck_assert(!cc_check_distrusted_issuer(&fixture.check, leaf, 0));
    ck_assert(fixture.findings.no_memory);
    fake_crypto_init(&crypto);
    ck_assert(!cc_check_distrusted_issuer(&fixture.check, leaf, 0));
    ck_assert(fixture.findings.no_memory);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("check");
    TCase *tests = tcase_create("distrusted");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_loop_test(tests, finding_tells_whom_for_what_and_who_says_so, 0, 3);
    tcase_add_test(tests, what_two_settings_reject_is_told_once);
    tcase_add_test(tests, namesake_is_not_rejected);
    tcase_add_test(tests, certificate_is_rejected_for_its_use_alone);
    tcase_add_test(tests, rejected_issuer_is_told);
    tcase_add_test(tests, issuer_that_is_rejected_for_another_use_is_not_told);
    tcase_add_test(tests, who_bears_another_name_is_not_the_issuer);
    tcase_add_test(tests, who_did_not_sign_is_not_the_issuer);
    tcase_add_loop_test(tests, those_are_asked_that_come_first_by_their_bytes, 0, 9);
    tcase_add_test(tests, memory_that_runs_out_is_noted_and_stays_so);
    return run_suite(suite);
}
