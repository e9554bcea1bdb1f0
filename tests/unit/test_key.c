/* SPDX-License-Identifier: MIT */
/* lib/crypto/key.c: which keys are used, and which are not worth the arithmetic. */
#include "crypto/key.h"

#include "support/run_suite.h"
#include "support/signature_sample.h"

#include <check.h>

/* Where these bytes are in the key; the key is one of `sample`'s. */
static uint8_t *find(struct sample *sample, const char *hex)
{
    uint8_t wanted[64];
    size_t length = sample_from_hex(hex, wanted, sizeof wanted);
    for (size_t i = 0; i + length <= sample->key_span.length; i++)
        if (memcmp(sample->key + i, wanted, length) == 0)
            return sample->key + i;
    ck_abort_msg("%s is not in the key", hex);
    return NULL;
}

START_TEST(point_off_its_curve_is_unusable)
{
    static const char *const names[] = {"ecdsa-p192-sha1", "ecdsa-p224-sha224", "ecdsa-p256-sha256",
                                        "ecdsa-p384-sha384", "ecdsa-p521-sha512"};
    for (size_t i = 0; i < 5; i++) {
        struct sample sample;
        sample_load(names[i], &sample);
        sample.key[sample.key_span.length - 1] ^= 0x01;
        ck_assert_msg(sample_verify(&sample) == CC_SIGNATURE_KEY_UNUSABLE, "%s", names[i]);
        ck_assert(!sample_key_info(sample.key_span).usable);
    }
}
END_TEST

START_TEST(compressed_point_is_unsupported)
{
    struct sample sample;
    sample_load("ecdsa-p256-sha256", &sample);
    /* SEQUENCE 57, BIT STRING 34: 02 and X. */
    ck_assert_int_eq(sample.key[1], 0x59);
    sample.key[1] = 0x39;
    ck_assert_int_eq(sample.key[24], 0x42);
    sample.key[24] = 0x22;
    sample.key[26] = 0x02;
    sample.key_span.length -= 32;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.key[26] = 0x04;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_KEY_UNUSABLE);
}
END_TEST

START_TEST(unknown_curve_is_unsupported)
{
    struct sample sample;
    sample_load("ecdsa-p256-sha256", &sample);
    find(&sample, "2A8648CE3D030107")[7] = 0x05; /* prime239v2 */
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    struct cc_key_info info = sample_key_info(sample.key_span);
    ck_assert(!info.usable);
    ck_assert_uint_eq(info.bits, 0);
}
END_TEST

/* SubjectPublicKeyInfo of EC with a NULL in place of the curve's name, and with nothing. */
START_TEST(curve_without_a_name_is_not_used)
{
    struct sample sample;
    sample_load("ecdsa-p256-sha256", &sample);
    static const uint8_t implicit[] = {0x30, 0x11, 0x30, 0x0B, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE,
                                       0x3D, 0x02, 0x01, 0x05, 0x00, 0x03, 0x02, 0x00, 0x04};
    sample.key_span = cc_span_of(implicit, sizeof implicit);
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    static const uint8_t absent[] = {0x30, 0x0F, 0x30, 0x09, 0x06, 0x07, 0x2A, 0x86, 0x48,
                                     0xCE, 0x3D, 0x02, 0x01, 0x03, 0x02, 0x00, 0x04};
    sample.key_span = cc_span_of(absent, sizeof absent);
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_KEY_UNUSABLE);
}
END_TEST

START_TEST(dsa_key_that_inherits_its_parameters_is_unsupported)
{
    struct sample sample;
    sample_load("dsa-2048-sha256", &sample);
    static const uint8_t inherits[] = {0x30, 0x11, 0x30, 0x09, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE,
                                       0x38, 0x04, 0x01, 0x03, 0x04, 0x00, 0x02, 0x01, 0x05};
    sample.key_span = cc_span_of(inherits, sizeof inherits);
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
}
END_TEST

/* A modulus of zero would have GMP divide by zero. */
START_TEST(dsa_key_with_impossible_numbers_is_unusable)
{
    static const uint8_t numbers[][4] = {
        {0, 5, 2, 3},   {11, 0, 2, 3},  {11, 5, 0, 3},   {11, 5, 2, 0},
        {12, 5, 2, 3},  {11, 4, 2, 3},  {11, 1, 2, 3},   {11, 13, 2, 3},
        {11, 5, 11, 3}, {11, 5, 2, 11}, {0x8B, 5, 2, 3},
    };
    struct sample sample;
    sample_load("dsa-1024-sha1", &sample);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        const uint8_t *n = numbers[i];
        uint8_t key[] = {0x30, 0x1C, 0x30, 0x14, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE,
                         0x38, 0x04, 0x01, 0x30, 0x09, 0x02, 0x01, n[0], 0x02, 0x01,
                         n[1], 0x02, 0x01, n[2], 0x03, 0x04, 0x00, 0x02, 0x01, n[3]};
        sample.key_span = cc_span_of(key, sizeof key);
        ck_assert_msg(sample_verify(&sample) == CC_SIGNATURE_KEY_UNUSABLE, "numbers %zu", i);
        ck_assert(!sample_key_info(sample.key_span).usable);
    }
}
END_TEST

/* n = 0xC5000000000000000000000D, e as given; too short to sign with, long enough to look at. */
static size_t small_rsa(uint8_t key[64], uint8_t last_of_modulus, uint8_t exponent)
{
    static const uint8_t form[] = {0x30, 0x26, 0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86,
                                   0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00, 0x03, 0x15, 0x00,
                                   0x30, 0x12, 0x02, 0x0D, 0x00, 0xC5, 0x00, 0x00, 0x00, 0x00,
                                   0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x0D, 0x02, 0x01, 0x03};
    memcpy(key, form, sizeof form);
    key[36] = last_of_modulus;
    key[39] = exponent;
    return sizeof form;
}

START_TEST(rsa_key_with_impossible_numbers_is_unusable)
{
    static const uint8_t numbers[][2] = {{0x0D, 1}, {0x0D, 2}, {0x0D, 0}, {0x0D, 0x83}, {0x0C, 3}};
    uint8_t key[64];
    struct sample sample;
    sample_load("rsa-pkcs1-sha1", &sample);
    for (size_t i = 0; i < 5; i++) {
        sample.key_span = cc_span_of(key, small_rsa(key, numbers[i][0], numbers[i][1]));
        ck_assert_msg(sample_verify(&sample) == CC_SIGNATURE_KEY_UNUSABLE, "numbers %zu", i);
        struct cc_key_info info = sample_key_info(sample.key_span);
        ck_assert(!info.usable);
    }
    sample.key_span = cc_span_of(key, small_rsa(key, 0x0D, 3));
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_BAD);
    ck_assert_uint_eq(sample_key_info(sample.key_span).bits, 96);
}
END_TEST

/* An RSA key with a modulus of FF.. (from 256 octets) and an exponent of 01.. (below 128 octets).
 */
static cc_span large_rsa(uint8_t *key, size_t modulus, size_t exponent)
{
    static const uint8_t rsa[] = {0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86,
                                  0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00};
    size_t numbers = 4 + 1 + modulus + 2 + exponent;
    size_t bits = 1 + 4 + numbers;
    size_t whole = sizeof rsa + 4 + bits;
    uint8_t *next = key;
    const struct {
        uint8_t tag;
        size_t length;
    } heads[] = {
        {0x30, whole}, {0x03, bits}, {0x30, numbers}, {0x02, 1 + modulus}, {0x02, exponent}};
    for (size_t i = 0; i < 5; i++) {
        *next++ = heads[i].tag;
        if (heads[i].length > 127) {
            *next++ = 0x82;
            *next++ = (uint8_t)(heads[i].length >> 8);
        }
        *next++ = (uint8_t)heads[i].length;
        if (i == 0) {
            memcpy(next, rsa, sizeof rsa);
            next += sizeof rsa;
        } else if (i == 1) {
            *next++ = 0;
        } else if (i == 3) {
            memset(next, 0xFF, 1 + modulus);
            *next = 0;
            next += 1 + modulus;
        } else if (i == 4) {
            memset(next, 0x01, exponent);
            next += exponent;
        }
    }
    return cc_span_between(key, next);
}

START_TEST(rsa_keys_that_cost_too_much_are_unsupported)
{
    static uint8_t key[8192];
    struct sample sample;
    sample_load("rsa-pkcs1-sha1", &sample);
    sample.key_span = large_rsa(key, 2049, 3);
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    ck_assert_uint_eq(sample_key_info(sample.key_span).bits, 16392);
    ck_assert(!sample_key_info(sample.key_span).usable);
    sample.key_span = large_rsa(key, 256, 33);
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.key_span = large_rsa(key, 2048, 32);
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_BAD);
    ck_assert(sample_key_info(sample.key_span).usable);
}
END_TEST

START_TEST(key_info_tells_bits)
{
    static const struct {
        const char *name;
        uint32_t bits;
    } expected[] = {
        {"dsa-1024-sha1", 1024},
        {"dsa-2048-sha256", 2048},
        {"ecdsa-p192-sha1", 192},
        {"ecdsa-p224-sha224", 224},
        {"ecdsa-p256-sha256", 256},
        {"ecdsa-p384-sha384", 384},
        {"ecdsa-p521-sha512", 521},
        {"ed25519", 256},
        {"ed448", 456},
        {"rsa-pkcs1-sha256", 1024},
        {"rsa-pkcs1-md5-512-bits", 512},
        {"rsa-pss-key-free", 1024},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        struct sample sample;
        sample_load(expected[i].name, &sample);
        ck_assert_msg(sample_key_info(sample.key_span).bits == expected[i].bits, "%s",
                      expected[i].name);
    }
}
END_TEST

START_TEST(key_agreement_key_is_sound_but_signs_nothing)
{
    uint8_t key[44] = {0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B,
                       0x65, 0x6E, 0x03, 0x21, 0x00, 0x09};
    struct sample sample;
    sample_load("ed25519", &sample);
    sample.key_span = cc_span_of(key, sizeof key);
    ck_assert(sample_key_info(sample.key_span).usable);
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
}
END_TEST

START_TEST(edwards_key_of_another_length_is_unusable)
{
    uint8_t key[43] = {0x30, 0x29, 0x30, 0x05, 0x06, 0x03, 0x2B,
                       0x65, 0x70, 0x03, 0x20, 0x00, 0x09};
    struct sample sample;
    sample_load("ed25519", &sample);
    sample.key_span = cc_span_of(key, sizeof key);
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_KEY_UNUSABLE);
    ck_assert(!sample_key_info(sample.key_span).usable);
}
END_TEST

START_TEST(key_that_is_no_der_is_malformed)
{
    const struct cc_crypto *crypto = cc_crypto_default();
    struct cc_key_info info;
    ck_assert_int_eq(crypto->key_info(crypto->context, cc_span_of(NULL, 0), &info),
                     CERTCHECK_MALFORMED);
    ck_assert(!info.usable);
}
END_TEST

START_TEST(magnitudes_compare_by_value)
{
    static const uint8_t bytes[] = {0x00, 0x00, 0x01, 0x02};
    cc_span number = cc_magnitude(cc_span_of(bytes, 4));
    ck_assert_uint_eq(number.length, 2);
    ck_assert_uint_eq(cc_magnitude_bits(number), 9);
    ck_assert_uint_eq(cc_magnitude_bits(cc_magnitude(cc_span_of(bytes, 2))), 0);
    ck_assert_uint_eq(cc_magnitude_bits(cc_span_of(bytes + 2, (size_t)UINT32_MAX)), UINT32_MAX);
    ck_assert_int_gt(cc_magnitude_compare(number, cc_span_of(bytes + 3, 1)), 0);
    ck_assert_int_lt(cc_magnitude_compare(cc_span_of(bytes + 3, 1), number), 0);
    ck_assert_int_eq(cc_magnitude_compare(number, number), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("key");
    TCase *tests = tcase_create("key");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, point_off_its_curve_is_unusable);
    tcase_add_test(tests, compressed_point_is_unsupported);
    tcase_add_test(tests, unknown_curve_is_unsupported);
    tcase_add_test(tests, curve_without_a_name_is_not_used);
    tcase_add_test(tests, dsa_key_that_inherits_its_parameters_is_unsupported);
    tcase_add_test(tests, dsa_key_with_impossible_numbers_is_unusable);
    tcase_add_test(tests, rsa_key_with_impossible_numbers_is_unusable);
    tcase_add_test(tests, rsa_keys_that_cost_too_much_are_unsupported);
    tcase_add_test(tests, key_info_tells_bits);
    tcase_add_test(tests, key_agreement_key_is_sound_but_signs_nothing);
    tcase_add_test(tests, edwards_key_of_another_length_is_unusable);
    tcase_add_test(tests, key_that_is_no_der_is_malformed);
    tcase_add_test(tests, magnitudes_compare_by_value);
    return run_suite(suite);
}
