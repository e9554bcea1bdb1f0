/* SPDX-License-Identifier: MIT */
/* lib/crypto/signature_encoding.c: a signature has one encoding. */
#include "crypto/signature_encoding.h"

#include "support/run_suite.h"
#include "support/signature_sample.h"

#include <check.h>

static bool ecdsa_p256_takes(const char *hex)
{
    static const struct cc_key key = {.kind = CERTCHECK_KEY_EC, .curve = CERTCHECK_CURVE_P256};
    uint8_t bytes[128];
    return cc_signature_is_canonical(&key, cc_span_of(bytes, sample_from_hex(hex, bytes, 128)));
}

#define P256_ORDER "022100FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"
#define P256_ORDER_LESS_ONE "022100FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550"

START_TEST(ecdsa_value_is_canonical_der_within_the_order)
{
    ck_assert(ecdsa_p256_takes("3006020101020101"));
    ck_assert(ecdsa_p256_takes("3026020101" P256_ORDER_LESS_ONE));
    ck_assert(ecdsa_p256_takes("3026" P256_ORDER_LESS_ONE "020101"));
    ck_assert(!ecdsa_p256_takes("3026020101" P256_ORDER));
    ck_assert(!ecdsa_p256_takes("3026" P256_ORDER "020101"));
    ck_assert(!ecdsa_p256_takes("3006020100020101"));
    ck_assert(!ecdsa_p256_takes("3006020101020100"));
    ck_assert(!ecdsa_p256_takes("30060201010201FF"));
    ck_assert(!ecdsa_p256_takes("300702010102020001"));
    ck_assert(!ecdsa_p256_takes("308106020101020101"));
    ck_assert(!ecdsa_p256_takes("300602010102010100"));
    ck_assert(!ecdsa_p256_takes("30080201010201010500"));
    ck_assert(!ecdsa_p256_takes("3003020101"));
    ck_assert(!ecdsa_p256_takes("3106020101020101"));
}
END_TEST

START_TEST(ecdsa_value_on_no_known_curve_is_refused)
{
    static const struct cc_key key = {.kind = CERTCHECK_KEY_EC, .curve = CERTCHECK_CURVE_UNKNOWN};
    uint8_t bytes[8];
    ck_assert(!cc_signature_is_canonical(
        &key, cc_span_of(bytes, sample_from_hex("3006020101020101", bytes, 8))));
}
END_TEST

START_TEST(rsa_signature_is_as_long_as_the_modulus_and_below_it)
{
    static const uint8_t modulus[] = {0xC0, 0x01};
    static const uint8_t below[] = {0xC0, 0x00};
    static const uint8_t short_value[] = {0x00, 0x07};
    static const uint8_t longer[] = {0x00, 0x00, 0x07};
    struct cc_key key = {.kind = CERTCHECK_KEY_RSA, .modulus = cc_span_of(modulus, 2)};
    ck_assert(cc_signature_is_canonical(&key, cc_span_of(below, 2)));
    ck_assert(cc_signature_is_canonical(&key, cc_span_of(short_value, 2)));
    ck_assert(!cc_signature_is_canonical(&key, cc_span_of(modulus, 2)));
    ck_assert(!cc_signature_is_canonical(&key, cc_span_of(short_value + 1, 1)));
    ck_assert(!cc_signature_is_canonical(&key, cc_span_of(longer, 3)));
    ck_assert(!cc_signature_is_canonical(&key, cc_span_of(NULL, 0)));
}
END_TEST

/* S and S + L are the same number to the arithmetic (RFC 8032 8.4). */
START_TEST(edwards_scalar_past_the_order_is_refused)
{
    static const struct {
        const char *name;
        const char *order; /* little-endian */
        size_t half;
    } curves[] = {
        {"ed25519", "EDD3F55C1A631258D69CF7A2DEF9DE1400000000000000000000000000000010", 32},
        {"ed448",
         "F34458AB92C27823558FC58D72C26C219036D6AE49DB4EC4E923CA7CFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
         "FFFFFFFFFFFFFFFFFFFFFF3F00",
         57},
    };
    for (size_t c = 0; c < 2; c++) {
        struct sample sample;
        uint8_t order[57];
        unsigned carry = 0;
        sample_load(curves[c].name, &sample);
        ck_assert_uint_eq(sample_from_hex(curves[c].order, order, 57), curves[c].half);
        for (size_t i = 0; i < curves[c].half; i++) {
            carry += sample.signature[curves[c].half + i] + order[i];
            sample.signature[curves[c].half + i] = (uint8_t)carry;
            carry >>= 8;
        }
        ck_assert_uint_eq(carry, 0);
        ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_BAD);
    }
}
END_TEST

START_TEST(no_signature_is_canonical_for_a_key_that_cannot_sign)
{
    static const struct cc_key key = {.kind = CERTCHECK_KEY_X25519};
    static const uint8_t bytes[64] = {1};
    ck_assert(!cc_signature_is_canonical(&key, cc_span_of(bytes, 64)));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("signature_encoding");
    TCase *tests = tcase_create("signature_encoding");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, ecdsa_value_is_canonical_der_within_the_order);
    tcase_add_test(tests, ecdsa_value_on_no_known_curve_is_refused);
    tcase_add_test(tests, rsa_signature_is_as_long_as_the_modulus_and_below_it);
    tcase_add_test(tests, edwards_scalar_past_the_order_is_refused);
    tcase_add_test(tests, no_signature_is_canonical_for_a_key_that_cannot_sign);
    return run_suite(suite);
}
