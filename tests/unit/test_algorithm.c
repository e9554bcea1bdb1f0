/* SPDX-License-Identifier: MIT */
/* AlgorithmIdentifiers of signatures, and RSASSA-PSS parameters with their defaults. */
#include "support/der_writer.h"
#include "support/run_suite.h"

#include "x509/algorithm.h"

#include <check.h>
#include <stdlib.h>

static struct der_writer writer;
static struct certcheck_signature_algorithm algorithm;
static struct certcheck_parse_error error;
static struct cc_quirk quirks[CC_QUIRKS];

static void teardown(void)
{
    writer_release(&writer);
}

static bool read_written(void)
{
    struct cc_der der;
    error = (struct certcheck_parse_error){0};
    memset(quirks, 0, sizeof quirks);
    cc_der_init(&der, writer_span(&writer), NULL, &error);
    return cc_algorithm_read(&der, &algorithm, quirks);
}

/* An AlgorithmIdentifier with parameters in hexadecimal ("": none). */
static void read_algorithm(const char *oid, const char *parameters)
{
    teardown();
    writer_begin(&writer, CC_DER_SEQUENCE);
    writer_oid(&writer, oid);
    writer_hex(&writer, parameters);
    writer_end(&writer);
    ck_assert(read_written());
}

static const struct {
    const char *oid;
    const char *parameters;
    enum certcheck_signature_kind kind;
    enum certcheck_digest digest;
    bool malformed;
} rows[] = {
    {"1.2.840.113549.1.1.2", "0500", CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_MD2, false},
    {"1.2.840.113549.1.1.4", "0500", CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_MD5, false},
    {"1.2.840.113549.1.1.5", "0500", CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA1, false},
    {"1.3.14.3.2.29", "0500", CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA1, false},
    {"1.2.840.113549.1.1.11", "0500", CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA256,
     false},
    {"1.2.840.113549.1.1.11", "", CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA256, false},
    {"1.2.840.113549.1.1.11", "3000", CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA256, true},
    {"1.2.840.113549.1.1.11", "0501 00", CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA256,
     true},
    {"1.2.840.113549.1.1.13", "0500", CERTCHECK_SIGNATURE_RSA_PKCS1, CERTCHECK_DIGEST_SHA512,
     false},
    {"1.2.840.10045.4.3.2", "", CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA256, false},
    {"1.2.840.10045.4.3.2", "0500", CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA256, true},
    {"1.2.840.10045.4.3.3", "", CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA384, false},
    {"1.2.840.10040.4.3", "", CERTCHECK_SIGNATURE_DSA, CERTCHECK_DIGEST_SHA1, false},
    {"1.2.840.10040.4.3", "0500", CERTCHECK_SIGNATURE_DSA, CERTCHECK_DIGEST_SHA1, true},
    {"2.16.840.1.101.3.4.3.2", "", CERTCHECK_SIGNATURE_DSA, CERTCHECK_DIGEST_SHA256, false},
    {"2.16.840.1.101.3.4.3.10", "", CERTCHECK_SIGNATURE_ECDSA, CERTCHECK_DIGEST_SHA3_256, false},
    {"1.3.101.112", "", CERTCHECK_SIGNATURE_ED25519, CERTCHECK_DIGEST_NONE, false},
    {"1.3.101.112", "0500", CERTCHECK_SIGNATURE_ED25519, CERTCHECK_DIGEST_NONE, true},
    {"1.3.101.113", "", CERTCHECK_SIGNATURE_ED448, CERTCHECK_DIGEST_NONE, false},
    {"1.3.101.113", "0500", CERTCHECK_SIGNATURE_ED448, CERTCHECK_DIGEST_NONE, true},
    {"1.2.840.113549.1.1.1", "0500", CERTCHECK_SIGNATURE_UNKNOWN, CERTCHECK_DIGEST_NONE, false},
    {"1.3.6.1.4.1.99999", "3000", CERTCHECK_SIGNATURE_UNKNOWN, CERTCHECK_DIGEST_NONE, false},
};

START_TEST(kind_digest_and_parameters_are_told)
{
    read_algorithm(rows[_i].oid, rows[_i].parameters);
    ck_assert_int_eq(algorithm.kind, rows[_i].kind);
    ck_assert_int_eq(algorithm.digest, rows[_i].digest);
    ck_assert_int_eq(algorithm.parameters_malformed, rows[_i].malformed);
    ck_assert(cc_span_equal(algorithm.whole, writer_span(&writer)));
}
END_TEST

static void refused(const char *hex, const char *rule, size_t offset)
{
    teardown();
    writer_hex(&writer, hex);
    ck_assert(!read_written());
    ck_assert_str_eq(error.rule, rule);
    ck_assert_uint_eq(error.offset, offset);
}

START_TEST(broken_identifier_is_refused)
{
    refused("3000", "input-ended", 2);
    refused("3002 0500", "tag-unexpected", 2);
    refused("3009 06032B6570 0500 0500", "trailing-data", 9);
    refused("3009 06032B6570 0500", "input-ended", 0);
    refused("300B 06032B6570 3004 04810100", "length-not-minimal", 9);
}
END_TEST

/* ---- RSASSA-PSS ---- */

#define SHA256_OID "0609 608648016503040201"
#define SHA1_OID "0605 2B0E03021A"
#define MGF1_OID "0609 2A864886F70D010108"

static void read_pss(const char *parameters)
{
    read_algorithm("1.2.840.113549.1.1.10", parameters);
    ck_assert_int_eq(algorithm.kind, CERTCHECK_SIGNATURE_RSA_PSS);
}

START_TEST(pss_defaults_are_filled_in)
{
    read_pss("3000");
    ck_assert(!algorithm.parameters_malformed);
    ck_assert_int_eq(algorithm.digest, CERTCHECK_DIGEST_SHA1);
    ck_assert_int_eq(algorithm.mask_digest, CERTCHECK_DIGEST_SHA1);
    ck_assert_uint_eq(algorithm.salt_length, 20);
    ck_assert_uint_eq(quirks[CC_QUIRK_ENCODED_DEFAULT].count, 0);
}
END_TEST

START_TEST(pss_parameters_are_read)
{
    /* With NULL and without: RFC 4055 2.1 wants both accepted. */
    read_pss("3032 A00F 300D " SHA256_OID " 0500 A11A 3018 " MGF1_OID " 300B " SHA256_OID
             " A203 020120");
    ck_assert(!algorithm.parameters_malformed);
    ck_assert_int_eq(algorithm.digest, CERTCHECK_DIGEST_SHA256);
    ck_assert_int_eq(algorithm.mask_digest, CERTCHECK_DIGEST_SHA256);
    ck_assert_uint_eq(algorithm.salt_length, 32);
    ck_assert_uint_eq(quirks[CC_QUIRK_ENCODED_DEFAULT].count, 0);
}
END_TEST

START_TEST(pss_encoded_defaults_are_noted)
{
    read_pss("3005 A203 020114");
    ck_assert(!algorithm.parameters_malformed);
    ck_assert_uint_eq(quirks[CC_QUIRK_ENCODED_DEFAULT].count, 1);
    ck_assert_str_eq(quirks[CC_QUIRK_ENCODED_DEFAULT].field, "RSASSA-PSS-params.saltLength");
    read_pss("3005 A303 020101");
    ck_assert_str_eq(quirks[CC_QUIRK_ENCODED_DEFAULT].field, "RSASSA-PSS-params.trailerField");
    read_pss("300D A00B 3009 " SHA1_OID " 0500");
    ck_assert_str_eq(quirks[CC_QUIRK_ENCODED_DEFAULT].field, "RSASSA-PSS-params.hashAlgorithm");
    read_pss("301A A118 3016 " MGF1_OID " 3009 " SHA1_OID " 0500");
    ck_assert(!algorithm.parameters_malformed);
    ck_assert_str_eq(quirks[CC_QUIRK_ENCODED_DEFAULT].field, "RSASSA-PSS-params.maskGenAlgorithm");
}
END_TEST

START_TEST(pss_unknown_algorithms_are_left_readable)
{
    read_pss("3008 A006 3004 06022A03");
    ck_assert(!algorithm.parameters_malformed);
    ck_assert_int_eq(algorithm.digest, CERTCHECK_DIGEST_NONE);
    read_pss("3008 A106 3004 06022A03");
    ck_assert(!algorithm.parameters_malformed);
    ck_assert_int_eq(algorithm.mask_digest, CERTCHECK_DIGEST_NONE);
}
END_TEST

static const char *const broken_pss[] = {
    "",                                 /* 3.1: MUST be present */
    "0500",                             /* not a SEQUENCE */
    "3005 A303 020102",                 /* another trailer */
    "3005 A203 0201FF",                 /* a negative salt */
    "3007 A205 020120 0500",            /* two values in one field */
    "300A A303 020101 A203 020120",     /* the wrong order */
    "3002 0500",                        /* an unknown field */
    "300D A00B 3009 " SHA1_OID " 3000", /* parameters of a digest */
    "300F A10D 300B " MGF1_OID,         /* no digest for the mask */
    "3011 A10F 300D " MGF1_OID " 0500", /* NULL for it */
};

START_TEST(pss_parameters_that_break_rfc_4055_are_told)
{
    read_pss(broken_pss[_i]);
    ck_assert(algorithm.parameters_malformed);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("algorithm");
    TCase *tests = tcase_create("algorithm");
    tcase_add_checked_fixture(tests, NULL, teardown);
    suite_add_tcase(suite, tests);
    tcase_add_loop_test(tests, kind_digest_and_parameters_are_told, 0,
                        (int)(sizeof rows / sizeof *rows));
    tcase_add_test(tests, broken_identifier_is_refused);
    tcase_add_test(tests, pss_defaults_are_filled_in);
    tcase_add_test(tests, pss_parameters_are_read);
    tcase_add_test(tests, pss_encoded_defaults_are_noted);
    tcase_add_test(tests, pss_unknown_algorithms_are_left_readable);
    tcase_add_loop_test(tests, pss_parameters_that_break_rfc_4055_are_told, 0,
                        (int)(sizeof broken_pss / sizeof *broken_pss));
    return run_suite(suite);
}
