/* SPDX-License-Identifier: MIT */
/* lib/verify/ocsp_request.c and lib/x509/ocsp_request.c: a request is DER that says what was asked.
 */
#include "support/der_writer.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"
#include "support/scenario.h"

#include "crypto/crypto.h"
#include "der/der_value.h"
#include "x509/ocsp.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static struct scenario scenario;
static struct der_writer expected;
static size_t live;

static void set_up(void)
{
    scenario_load(&scenario, "path/ordinary");
    live = failing_alloc_live();
}

static void tear_down(void)
{
    failing_alloc_at(0);
    ck_assert_uint_eq(failing_alloc_live(), live);
    writer_release(&expected);
    scenario_release(&scenario);
}

static struct certcheck_ocsp_question question(void)
{
    return (struct certcheck_ocsp_question){scenario.leaf, scenario.untrusted.certificates[0]};
}

static void expect_hash(enum certcheck_digest digest, size_t length, cc_span message)
{
    uint8_t out[64];
    const struct cc_crypto *crypto = cc_crypto_default();
    ck_assert(crypto->digest(crypto->context, digest, message, out));
    writer_value(&expected, CC_DER_OCTET_STRING, cc_span_of(out, length));
}

/* A Request about the ordinary leaf. */
static void expect_request(enum certcheck_digest digest, const char *algorithm, size_t length)
{
    const struct certcheck_certificate *issuer = scenario.untrusted.certificates[0];
    writer_begin(&expected, CC_DER_SEQUENCE);
    writer_begin(&expected, CC_DER_SEQUENCE);
    writer_hex(&expected, algorithm);
    expect_hash(digest, length, certcheck_certificate_subject(issuer));
    expect_hash(digest, length, certcheck_certificate_public_key(issuer)->key);
    writer_value(&expected, CC_DER_INTEGER, certcheck_certificate_serial(scenario.leaf));
    writer_end(&expected);
    writer_end(&expected);
}

#define SHA1 "3009 06052B0E03021A 0500"
#define SHA256 "300D 0609608648016503040201 0500"

static void is_expected(const uint8_t *der, size_t length)
{
    ck_assert(cc_span_equal(cc_span_of(der, length), writer_span(&expected)));
}

START_TEST(request_with_sha1_and_no_nonce)
{
    struct certcheck_ocsp_question asked = question();
    uint8_t *der;
    size_t length;
    ck_assert_int_eq(certcheck_ocsp_request(&asked, 1, CERTCHECK_DIGEST_SHA1,
                                            (struct certcheck_span){0}, &der, &length),
                     CERTCHECK_OK);
    for (int i = 0; i < 3; i++) /* OCSPRequest, tbsRequest, requestList */
        writer_begin(&expected, CC_DER_SEQUENCE);
    expect_request(CERTCHECK_DIGEST_SHA1, SHA1, 20);
    for (int i = 0; i < 3; i++)
        writer_end(&expected);
    is_expected(der, length);
    certcheck_free(der);
}
END_TEST

START_TEST(request_about_two_with_sha256_and_a_nonce)
{
    struct certcheck_ocsp_question asked[] = {question(), question()};
    static const uint8_t nonce[128] = {1, 2, 3};
    uint8_t *der;
    size_t length;
    ck_assert_int_eq(certcheck_ocsp_request(asked, 2, CERTCHECK_DIGEST_SHA256,
                                            cc_span_of(nonce, sizeof nonce), &der, &length),
                     CERTCHECK_OK);
    writer_begin(&expected, CC_DER_SEQUENCE);
    writer_begin(&expected, CC_DER_SEQUENCE);
    writer_begin(&expected, CC_DER_SEQUENCE);
    expect_request(CERTCHECK_DIGEST_SHA256, SHA256, 32);
    expect_request(CERTCHECK_DIGEST_SHA256, SHA256, 32);
    writer_end(&expected);
    writer_begin(&expected, CC_DER_CONTEXT_CONSTRUCTED(2));
    writer_begin(&expected, CC_DER_SEQUENCE);
    writer_begin(&expected, CC_DER_SEQUENCE);
    writer_oid(&expected, "1.3.6.1.5.5.7.48.1.2");
    writer_begin(&expected, CC_DER_OCTET_STRING);
    writer_value(&expected, CC_DER_OCTET_STRING, cc_span_of(nonce, sizeof nonce));
    for (int i = 0; i < 6; i++)
        writer_end(&expected);
    is_expected(der, length);
    certcheck_free(der);
}
END_TEST

START_TEST(wrong_questions_are_refused)
{
    struct certcheck_ocsp_question asked[CERTCHECK_OCSP_QUESTIONS_MAX + 1];
    static const uint8_t nonce[129];
    struct certcheck_span none = {0};
    uint8_t *der;
    size_t length;
    for (size_t i = 0; i <= CERTCHECK_OCSP_QUESTIONS_MAX; i++)
        asked[i] = question();
#define REFUSED(...) \
    ck_assert_int_eq(certcheck_ocsp_request(__VA_ARGS__, &der, &length), CERTCHECK_BAD_ARGUMENT)
    REFUSED(asked, 0, CERTCHECK_DIGEST_SHA1, none);
    REFUSED(NULL, 1, CERTCHECK_DIGEST_SHA1, none);
    REFUSED(asked, CERTCHECK_OCSP_QUESTIONS_MAX + 1, CERTCHECK_DIGEST_SHA1, none);
    REFUSED(asked, 1, CERTCHECK_DIGEST_SHA512, none);
    REFUSED(asked, 1, CERTCHECK_DIGEST_SHA1, cc_span_of(nonce, sizeof nonce));
    asked[1].issuer = NULL;
    REFUSED(asked, 2, CERTCHECK_DIGEST_SHA1, none);
    asked[1].certificate = NULL;
    REFUSED(asked, 2, CERTCHECK_DIGEST_SHA1, none);
    ck_assert_int_eq(certcheck_ocsp_request(asked, 1, CERTCHECK_DIGEST_SHA1, none, &der, &length),
                     CERTCHECK_OK);
    certcheck_free(der);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
    struct certcheck_ocsp_question asked = question();
    static const uint8_t nonce[16];
    uint8_t *der;
    size_t length;
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        enum certcheck_status status = certcheck_ocsp_request(
            &asked, 1, CERTCHECK_DIGEST_SHA1, cc_span_of(nonce, sizeof nonce), &der, &length);
        if (failing_alloc_count() < nth) {
            ck_assert_int_eq(status, CERTCHECK_OK);
            ck_assert_uint_gt(nth, 5);
            break;
        }
        ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
        ck_assert(der == NULL && length == 0);
        ck_assert_uint_eq(failing_alloc_live(), live);
    }
    certcheck_free(der);
}
END_TEST

int main(void)
{
    if (getenv("TESTDATA") == NULL) {
        puts("TESTDATA is not set: run 'make check'");
        return 77;
    }
    Suite *suite = suite_create("ocsp_request");
    TCase *tests = tcase_create("ocsp_request");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, request_with_sha1_and_no_nonce);
    tcase_add_test(tests, request_about_two_with_sha256_and_a_nonce);
    tcase_add_test(tests, wrong_questions_are_refused);
    tcase_add_test(tests, every_allocation_may_fail);
    return run_suite(suite);
}
