/* SPDX-License-Identifier: MIT */
/* Public keys: what their algorithms' RFCs allow and what they do not. */
#include "support/der_writer.h"
#include "support/run_suite.h"

#include "base/alloc.h"

#include "x509/spki.h"

#include <check.h>
#include <stdlib.h>

static struct der_writer writer;
static struct certcheck_public_key key;
static struct certcheck_parse_error error;

static void teardown(void)
{
    writer_release(&writer);
}

static bool read_written(void)
{
    struct cc_der der;
    error = (struct certcheck_parse_error){0};
    key = (struct certcheck_public_key){0};
    cc_der_init(&der, writer_span(&writer), NULL, &error);
    return cc_spki_read(&der, &key, NULL);
}

/* A key with parameters in hexadecimal ("": none) and the octets of subjectPublicKey. */
static void read_octets(const char *oid, const char *parameters, cc_span octets)
{
    teardown();
    writer_begin(&writer, CC_DER_SEQUENCE);
    writer_begin(&writer, CC_DER_SEQUENCE);
    writer_oid(&writer, oid);
    writer_hex(&writer, parameters);
    writer_end(&writer);
    writer_bits(&writer, octets);
    writer_end(&writer);
    ck_assert(read_written());
    ck_assert(cc_span_equal(key.whole, writer_span(&writer)));
    ck_assert(cc_span_equal(key.key, octets));
}

static void read_key(const char *oid, const char *parameters, const char *hex)
{
    struct der_writer octets = {0};
    writer_hex(&octets, hex);
    read_octets(oid, parameters, octets.data == NULL ? cc_span_text("") : writer_span(&octets));
    writer_release(&octets);
}

/* The same with octets that are all zero but the first. */
static void read_filled(const char *oid, const char *parameters, uint8_t first, size_t length)
{
    uint8_t octets[256] = {first};
    read_octets(oid, parameters, cc_span_of(octets, length));
}

#define RSA "1.2.840.113549.1.1.1"
#define PSS "1.2.840.113549.1.1.10"
#define DSA "1.2.840.10040.4.1"
#define EC "1.2.840.10045.2.1"
#define P256 "0608 2A8648CE3D030107"

START_TEST(rsa_key_is_read)
{
    read_key(RSA, "0500", "300A 0203 00C001 0203 010001");
    ck_assert_int_eq(key.kind, CERTCHECK_KEY_RSA);
    ck_assert(!key.malformed);
    ck_assert_uint_eq(key.bits, 16);
    ck_assert_uint_eq(key.modulus.length, 2);
    ck_assert_uint_eq(key.modulus.data[0], 0xC0);
    ck_assert_uint_eq(key.exponent.length, 3);
    read_key(RSA, "0500", "3006 020101 020103");
    ck_assert_uint_eq(key.bits, 1);
    read_key(RSA, "0500", "3007 0202 01FF 020103");
    ck_assert_uint_eq(key.bits, 9);
}
END_TEST

static const struct {
    const char *oid;
    const char *parameters;
    const char *hex;
} malformed[] = {
    {RSA, "", "3006 020103 020103"}, /* RFC 3279 2.3.1: parameters MUST be NULL */
    {RSA, "3000", "3006 020103 020103"},
    {RSA, "0500", ""},
    {RSA, "0500", "3006 0201FF 020103"}, /* negative */
    {RSA, "0500", "3006 020100 020103"}, /* zero */
    {RSA, "0500", "3006 020103 020100"},
    {RSA, "0500", "3006 020106 020103"},      /* RFC 8017 3.1: an even modulus */
    {RSA, "0500", "3007 0202 0003 020103"},   /* not minimal */
    {RSA, "0500", "3003 020103"},             /* no exponent */
    {RSA, "0500", "3008 020103 020103 0500"}, /* a third field */
    {RSA, "0500", "3006 020103 020103 00"},   /* something behind it */
    {PSS, "0500", "3006 020103 020103"},
    {PSS, "3000", "3003 020103"},
    {DSA, "", "0500"},
    {DSA, "", "020100"},
    {DSA, "0500", "020105"},
    {DSA, "3006 020107 020103", "020105"}, /* no generator */
    {DSA, "300B 020107 020103 020102 0500", "020105"},
    {DSA, "3009 0201FF 020103 020102", "020105"},
    {EC, "", "04"}, /* no parameters */
    {EC, "0401 00", "04"},
    {EC, P256, ""},
    {EC, P256, "00"}, /* the point at infinity */
    {EC, P256, "0400"},
};

START_TEST(key_that_breaks_its_rfc_is_malformed)
{
    read_key(malformed[_i].oid, malformed[_i].parameters, malformed[_i].hex);
    ck_assert_int_ne(key.kind, CERTCHECK_KEY_UNKNOWN);
    ck_assert(key.malformed);
}
END_TEST

START_TEST(pss_key_may_restrict_its_signatures)
{
    read_key(PSS, "", "3006 020103 020103");
    ck_assert_int_eq(key.kind, CERTCHECK_KEY_RSA_PSS);
    ck_assert(!key.malformed && !key.has_pss_parameters);
    read_key(PSS, "3000", "3006 020103 020103");
    ck_assert(!key.malformed && key.has_pss_parameters);
    ck_assert_int_eq(key.pss.digest, CERTCHECK_DIGEST_SHA1);
    ck_assert_uint_eq(key.pss.salt_length, 20);
}
END_TEST

START_TEST(dsa_key_has_parameters_or_inherits_them)
{
    read_key(DSA, "3009 020117 02010B 020102", "020105");
    ck_assert_int_eq(key.kind, CERTCHECK_KEY_DSA);
    ck_assert(!key.malformed);
    ck_assert_uint_eq(key.bits, 5);
    ck_assert_uint_eq(key.subgroup.length, 1);
    ck_assert_uint_eq(key.subgroup.data[0], 0x0B);
    read_key(DSA, "", "020105");
    ck_assert(!key.malformed);
    ck_assert_uint_eq(key.bits, 0);
    ck_assert_uint_eq(key.subgroup.length, 0);
}
END_TEST

/* Lengths of one, two and three octets. */
static const size_t sizes[] = {1, 100, 127, 128, 200, 255, 256, 40000, 70000};

START_TEST(inherited_parameters_make_the_key_that_has_them)
{
    uint8_t *integer = calloc(1, sizes[_i] + 8);
    ck_assert_ptr_nonnull(integer);
    read_key(DSA, "", "020105");
    struct certcheck_public_key inherits = key;
    /* INTEGERs of any size, as a length of three octets allows */
    const uint8_t header[] = {0x02, 0x83, (uint8_t)(sizes[_i] >> 16), (uint8_t)(sizes[_i] >> 8),
                              (uint8_t)sizes[_i]};
    memcpy(integer, header, sizeof(header));
    cc_span parameters = cc_span_of(integer, sizeof(header) + sizes[_i]);
    cc_span spki;
    uint8_t *memory = cc_spki_with_parameters(&inherits, parameters, &spki);
    ck_assert_ptr_nonnull(memory);
    struct cc_der der;
    struct cc_der info;
    cc_der_init(&der, spki, NULL, &error);
    cc_der_value algorithm;
    cc_der_value bits;
    ck_assert(cc_der_enter(&der, CC_DER_SEQUENCE, &info) && cc_der_end(&der));
    ck_assert(cc_der_expect(&info, CC_DER_SEQUENCE, &algorithm));
    ck_assert(cc_der_expect(&info, CC_DER_BIT_STRING, &bits) && cc_der_end(&info));
    ck_assert_uint_eq(algorithm.contents.length,
                      2 + inherits.algorithm_oid.length + parameters.length);
    ck_assert_mem_eq(algorithm.contents.data + algorithm.contents.length - parameters.length,
                     parameters.data, parameters.length);
    ck_assert_uint_eq(bits.contents.length, 4);
    ck_assert_mem_eq(bits.contents.data, "\0\x02\x01\x05", 4);
    cc_free(memory);
    free(integer);
}
END_TEST

static const struct {
    const char *parameters;
    enum certcheck_curve curve;
    uint32_t bits;
} curves[] = {
    {"0608 2A8648CE3D030101", CERTCHECK_CURVE_P192, 192},
    {"0605 2B81040021", CERTCHECK_CURVE_P224, 224},
    {P256, CERTCHECK_CURVE_P256, 256},
    {"0605 2B81040022", CERTCHECK_CURVE_P384, 384},
    {"0605 2B81040023", CERTCHECK_CURVE_P521, 521},
};

START_TEST(point_is_as_long_as_its_form_asks)
{
    size_t size = (curves[_i].bits + 7) / 8;
    for (uint8_t form = 2; form <= 4; form++) {
        size_t length = form == 4 ? 1 + 2 * size : 1 + size;
        read_filled(EC, curves[_i].parameters, form, length);
        ck_assert_int_eq(key.kind, CERTCHECK_KEY_EC);
        ck_assert_int_eq(key.curve, curves[_i].curve);
        ck_assert_uint_eq(key.bits, curves[_i].bits);
        ck_assert(!key.malformed);
        read_filled(EC, curves[_i].parameters, form, length - 1);
        ck_assert(key.malformed);
        read_filled(EC, curves[_i].parameters, form, length + 1);
        ck_assert(key.malformed);
    }
    read_filled(EC, curves[_i].parameters, 6, 1 + 2 * size); /* the hybrid form */
    ck_assert(key.malformed);
}
END_TEST

START_TEST(other_curves_are_told)
{
    read_key(EC, "0605 2B8104000A", "04");
    ck_assert_int_eq(key.curve, CERTCHECK_CURVE_UNKNOWN);
    ck_assert(!key.malformed);
    read_key(EC, "0500", "04");
    ck_assert_int_eq(key.curve, CERTCHECK_CURVE_EXPLICIT);
    read_key(EC, "3003 020101", "04");
    ck_assert_int_eq(key.curve, CERTCHECK_CURVE_EXPLICIT);
}
END_TEST

static const struct {
    const char *oid;
    enum certcheck_key_kind kind;
    size_t length;
} octet_keys[] = {
    {"1.3.101.112", CERTCHECK_KEY_ED25519, 32},
    {"1.3.101.113", CERTCHECK_KEY_ED448, 57},
    {"1.3.101.110", CERTCHECK_KEY_X25519, 32},
    {"1.3.101.111", CERTCHECK_KEY_X448, 56},
};

START_TEST(rfc_8410_keys_have_one_length_and_no_parameters)
{
    read_filled(octet_keys[_i].oid, "", 1, octet_keys[_i].length);
    ck_assert_int_eq(key.kind, octet_keys[_i].kind);
    ck_assert(!key.malformed);
    read_filled(octet_keys[_i].oid, "", 1, octet_keys[_i].length - 1);
    ck_assert(key.malformed);
    read_filled(octet_keys[_i].oid, "", 1, octet_keys[_i].length + 1);
    ck_assert(key.malformed);
    read_filled(octet_keys[_i].oid, "0500", 1, octet_keys[_i].length);
    ck_assert(key.malformed);
}
END_TEST

START_TEST(unknown_key_is_left_readable)
{
    read_key("1.3.6.1.4.1.99999", "3000", "0102");
    ck_assert_int_eq(key.kind, CERTCHECK_KEY_UNKNOWN);
    ck_assert(!key.malformed);
    ck_assert_uint_eq(key.parameters.length, 2);
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

START_TEST(broken_structure_is_refused)
{
    refused("3000", "input-ended", 2);
    refused("3007 3005 06032B6570", "input-ended", 9);
    refused("3009 3005 06032B6570 0500", "tag-unexpected", 9);
    refused("300A 3005 06032B6570 0302 08", "input-ended", 9);
    refused("300B 3005 06032B6570 0302 0800", "bit-string-unused-bits", 9);
    refused("300C 3005 06032B6570 030100 0500", "trailing-data", 12);
}
END_TEST

START_TEST(unused_bits_make_a_known_key_malformed)
{
    writer_hex(&writer, "300B 3005 06032B6570 0302 0180");
    ck_assert(read_written());
    ck_assert(key.malformed);
    teardown();
    writer_hex(&writer, "300A 3004 06022A03 0302 0180");
    ck_assert(read_written());
    ck_assert(!key.malformed);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("spki");
    TCase *tests = tcase_create("spki");
    tcase_add_checked_fixture(tests, NULL, teardown);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, rsa_key_is_read);
    tcase_add_loop_test(tests, key_that_breaks_its_rfc_is_malformed, 0,
                        (int)(sizeof malformed / sizeof *malformed));
    tcase_add_test(tests, pss_key_may_restrict_its_signatures);
    tcase_add_test(tests, dsa_key_has_parameters_or_inherits_them);
    tcase_add_loop_test(tests, inherited_parameters_make_the_key_that_has_them, 0,
                        (int)(sizeof(sizes) / sizeof(*sizes)));
    tcase_add_loop_test(tests, point_is_as_long_as_its_form_asks, 0,
                        (int)(sizeof curves / sizeof *curves));
    tcase_add_test(tests, other_curves_are_told);
    tcase_add_loop_test(tests, rfc_8410_keys_have_one_length_and_no_parameters, 0,
                        (int)(sizeof octet_keys / sizeof *octet_keys));
    tcase_add_test(tests, unknown_key_is_left_readable);
    tcase_add_test(tests, broken_structure_is_refused);
    tcase_add_test(tests, unused_bits_make_a_known_key_malformed);
    return run_suite(suite);
}
