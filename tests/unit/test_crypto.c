/* SPDX-License-Identifier: MIT */
/* lib/crypto over real signatures: one file each in testdata/signatures, made once with OpenSSL's
 * command line from keys that were thrown away. */
#include "crypto/crypto.h"

#include "crypto/key.h"
#include "crypto/signature_encoding.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

struct sample {
    struct certcheck_signature_algorithm algorithm;
    uint8_t key[2048];
    uint8_t message[256];
    uint8_t signature[1024];
    cc_span key_span;
    cc_span message_span;
    cc_span signature_span;
};

static const char *const sample_names[] = {
    "dsa-1024-sha1",
    "dsa-2048-sha256",
    "ecdsa-p192-sha1",
    "ecdsa-p224-sha224",
    "ecdsa-p256-sha256",
    "ecdsa-p256-sha3-256",
    "ecdsa-p256-sha512",
    "ecdsa-p384-sha384",
    "ecdsa-p521-sha512",
    "ed25519",
    "ed448",
    "rsa-pkcs1-md5",
    "rsa-pkcs1-md5-512-bits",
    "rsa-pkcs1-sha1",
    "rsa-pkcs1-sha224",
    "rsa-pkcs1-sha256",
    "rsa-pkcs1-sha3-256",
    "rsa-pkcs1-sha384",
    "rsa-pkcs1-sha512",
    "rsa-pss-key-free",
    "rsa-pss-key-restricted",
    "rsa-pss-sha256-salt-0",
    "rsa-pss-sha256-salt-20",
    "rsa-pss-sha256-salt-32",
    "rsa-pss-sha256-salt-61",
    "rsa-pss-sha384-salt-48",
    "rsa-pss-sha512-salt-20",
    "rsa-pss-sha512-salt-62",
};
#define SAMPLES ((int)(sizeof sample_names / sizeof sample_names[0]))

struct word {
    const char *text;
    int value;
};

static int value_of(const struct word *words, const char *text)
{
    for (; words->text != NULL; words++)
        if (strcmp(words->text, text) == 0)
            return words->value;
    ck_abort_msg("unknown word %s", text);
    return 0;
}

static const struct word kinds[] = {{"rsa-pkcs1", CERTCHECK_SIGNATURE_RSA_PKCS1},
                                    {"rsa-pss", CERTCHECK_SIGNATURE_RSA_PSS},
                                    {"dsa", CERTCHECK_SIGNATURE_DSA},
                                    {"ecdsa", CERTCHECK_SIGNATURE_ECDSA},
                                    {"ed25519", CERTCHECK_SIGNATURE_ED25519},
                                    {"ed448", CERTCHECK_SIGNATURE_ED448},
                                    {NULL, 0}};
static const struct word digests[] = {{"none", CERTCHECK_DIGEST_NONE},
                                      {"md5", CERTCHECK_DIGEST_MD5},
                                      {"sha1", CERTCHECK_DIGEST_SHA1},
                                      {"sha224", CERTCHECK_DIGEST_SHA224},
                                      {"sha256", CERTCHECK_DIGEST_SHA256},
                                      {"sha384", CERTCHECK_DIGEST_SHA384},
                                      {"sha512", CERTCHECK_DIGEST_SHA512},
                                      {"sha3-256", CERTCHECK_DIGEST_SHA3_256},
                                      {NULL, 0}};

static size_t from_hex(const char *text, uint8_t *bytes, size_t size)
{
    size_t length = 0;
    unsigned byte;
    for (; sscanf(text, "%2x", &byte) == 1; text += 2) {
        ck_assert_uint_lt(length, size);
        bytes[length++] = (uint8_t)byte;
    }
    return length;
}

static void load(const char *name, struct sample *sample)
{
    const char *testdata = getenv("TESTDATA");
    char path[1024];
    char line[4200];
    char kind[32];
    char digest[32];
    ck_assert_ptr_nonnull(testdata);
    snprintf(path, sizeof path, "%s/signatures/%s.txt", testdata, name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s is missing", path);
    memset(sample, 0, sizeof *sample);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    unsigned salt = 0;
    ck_assert_int_ge(sscanf(line, "algorithm %31s %31s %u", kind, digest, &salt), 2);
    sample->algorithm.kind = (enum certcheck_signature_kind)value_of(kinds, kind);
    sample->algorithm.digest = (enum certcheck_digest)value_of(digests, digest);
    sample->algorithm.mask_digest = sample->algorithm.digest;
    sample->algorithm.salt_length = salt;
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    sample->key_span = cc_span_of(sample->key, from_hex(line + strlen("key "), sample->key, 2048));
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    sample->message_span =
        cc_span_of(sample->message, from_hex(line + strlen("message "), sample->message, 256));
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    sample->signature_span = cc_span_of(
        sample->signature, from_hex(line + strlen("signature "), sample->signature, 1024));
    fclose(file);
}

static enum cc_signature_result verify(const struct sample *sample)
{
    const struct cc_crypto *crypto = cc_crypto_gnutls();
    return crypto->verify(crypto->context, &sample->algorithm, sample->key_span,
                          sample->message_span, sample->signature_span);
}

static struct cc_key_info key_info(cc_span spki)
{
    const struct cc_crypto *crypto = cc_crypto_gnutls();
    struct cc_key_info info;
    ck_assert_int_eq(crypto->key_info(crypto->context, spki, &info), CERTCHECK_OK);
    return info;
}

/* Where these bytes are in the key; the key is one of `sample`'s. */
static uint8_t *find(struct sample *sample, const char *hex)
{
    uint8_t wanted[64];
    size_t length = from_hex(hex, wanted, sizeof wanted);
    for (size_t i = 0; i + length <= sample->key_span.length; i++)
        if (memcmp(sample->key + i, wanted, length) == 0)
            return sample->key + i;
    ck_abort_msg("%s is not in the key", hex);
    return NULL;
}

START_TEST(real_signature_verifies)
{
    struct sample sample;
    load(sample_names[_i], &sample);
    ck_assert_msg(verify(&sample) == CC_SIGNATURE_GOOD, "%s", sample_names[_i]);
    ck_assert_msg(key_info(sample.key_span).usable, "%s", sample_names[_i]);
}
END_TEST

START_TEST(flipped_bit_in_signature_is_refused)
{
    struct sample sample;
    load(sample_names[_i], &sample);
    size_t middle = sample.signature_span.length / 4;
    sample.signature[middle] ^= 0x10;
    ck_assert_msg(verify(&sample) == CC_SIGNATURE_BAD, "%s", sample_names[_i]);
}
END_TEST

START_TEST(flipped_bit_in_message_is_refused)
{
    struct sample sample;
    load(sample_names[_i], &sample);
    sample.message[0] ^= 0x01;
    ck_assert_msg(verify(&sample) == CC_SIGNATURE_BAD, "%s", sample_names[_i]);
}
END_TEST

START_TEST(signature_of_another_length_is_refused)
{
    struct sample sample;
    load(sample_names[_i], &sample);
    sample.signature_span.length--;
    ck_assert_msg(verify(&sample) == CC_SIGNATURE_BAD, "%s", sample_names[_i]);
    sample.signature_span.length += 2;
    ck_assert_msg(verify(&sample) == CC_SIGNATURE_BAD, "%s", sample_names[_i]);
    sample.signature_span.length = 0;
    ck_assert_msg(verify(&sample) == CC_SIGNATURE_BAD, "%s", sample_names[_i]);
}
END_TEST

START_TEST(every_truncated_key_is_refused_without_a_crash)
{
    struct sample sample;
    load(sample_names[_i], &sample);
    size_t whole = sample.key_span.length;
    for (size_t length = 0; length < whole; length++) {
        sample.key_span.length = length;
        ck_assert_int_eq(verify(&sample), CC_SIGNATURE_KEY_UNUSABLE);
    }
}
END_TEST

START_TEST(malformed_parameters_are_unsupported)
{
    struct sample sample;
    load("ecdsa-p256-sha256", &sample);
    sample.algorithm.parameters_malformed = true;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
}
END_TEST

START_TEST(key_of_another_kind_is_unsupported)
{
    static const char *const some[] = {"dsa-2048-sha256",  "ecdsa-p256-sha256",
                                       "ed25519",          "ed448",
                                       "rsa-pkcs1-sha256", "rsa-pss-key-restricted"};
    struct sample one;
    struct sample other;
    for (size_t i = 0; i < 6; i++) {
        for (size_t j = 0; j < 6; j++) {
            load(some[i], &one);
            load(some[j], &other);
            one.key_span = other.key_span;
            /* A plain RSA key may make RSA-PSS signatures: those are refused as bad, not as
             * unsupported. */
            bool fits = strcmp(some[i], "rsa-pss-key-restricted") == 0 &&
                        strcmp(some[j], "rsa-pkcs1-sha256") == 0;
            enum cc_signature_result expected = i == j ? CC_SIGNATURE_GOOD
                                                : fits ? CC_SIGNATURE_BAD
                                                       : CC_SIGNATURE_UNSUPPORTED;
            ck_assert_msg(verify(&one) == expected, "%s under the key of %s", some[i], some[j]);
        }
    }
}
END_TEST

START_TEST(restricted_pss_key_refuses_other_parameters)
{
    struct sample sample;
    load("rsa-pss-key-restricted", &sample);
    sample.algorithm.salt_length = 31;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.algorithm.salt_length = 33;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_BAD);
    sample.algorithm.salt_length = 32;
    sample.algorithm.digest = sample.algorithm.mask_digest = CERTCHECK_DIGEST_SHA512;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
}
END_TEST

START_TEST(free_pss_key_refuses_another_salt_length)
{
    struct sample sample;
    load("rsa-pss-key-free", &sample);
    sample.algorithm.salt_length = 20;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_BAD);
}
END_TEST

START_TEST(pss_salt_that_cannot_fit_is_refused)
{
    struct sample sample;
    load("rsa-pss-sha512-salt-62", &sample);
    sample.algorithm.salt_length = 63;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_BAD);
    sample.algorithm.salt_length = UINT32_MAX;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_BAD);
}
END_TEST

START_TEST(pss_with_another_mask_digest_is_unsupported)
{
    struct sample sample;
    load("rsa-pss-sha256-salt-32", &sample);
    sample.algorithm.mask_digest = CERTCHECK_DIGEST_SHA1;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
}
END_TEST

START_TEST(digests_that_gnutls_lacks_are_unsupported)
{
    struct sample sample;
    load("rsa-pkcs1-sha256", &sample);
    sample.algorithm.digest = CERTCHECK_DIGEST_MD2;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.algorithm.digest = CERTCHECK_DIGEST_MD4;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.algorithm.digest = CERTCHECK_DIGEST_NONE;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.algorithm.kind = CERTCHECK_SIGNATURE_UNKNOWN;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
}
END_TEST

START_TEST(point_off_its_curve_is_unusable)
{
    static const char *const names[] = {"ecdsa-p192-sha1", "ecdsa-p224-sha224", "ecdsa-p256-sha256",
                                        "ecdsa-p384-sha384", "ecdsa-p521-sha512"};
    for (size_t i = 0; i < 5; i++) {
        struct sample sample;
        load(names[i], &sample);
        sample.key[sample.key_span.length - 1] ^= 0x01;
        ck_assert_msg(verify(&sample) == CC_SIGNATURE_KEY_UNUSABLE, "%s", names[i]);
        ck_assert(!key_info(sample.key_span).usable);
    }
}
END_TEST

START_TEST(compressed_point_is_unsupported)
{
    struct sample sample;
    load("ecdsa-p256-sha256", &sample);
    /* SEQUENCE 57, BIT STRING 34: 02 and X. */
    ck_assert_int_eq(sample.key[1], 0x59);
    sample.key[1] = 0x39;
    ck_assert_int_eq(sample.key[24], 0x42);
    sample.key[24] = 0x22;
    sample.key[26] = 0x02;
    sample.key_span.length -= 32;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.key[26] = 0x04;
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_KEY_UNUSABLE);
}
END_TEST

START_TEST(unknown_curve_is_unsupported)
{
    struct sample sample;
    load("ecdsa-p256-sha256", &sample);
    find(&sample, "2A8648CE3D030107")[7] = 0x05; /* prime239v2 */
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    struct cc_key_info info = key_info(sample.key_span);
    ck_assert(!info.usable);
    ck_assert_uint_eq(info.bits, 0);
}
END_TEST

/* SubjectPublicKeyInfo of EC with a NULL in place of the curve's name, and with nothing. */
START_TEST(curve_without_a_name_is_not_used)
{
    struct sample sample;
    load("ecdsa-p256-sha256", &sample);
    static const uint8_t implicit[] = {0x30, 0x11, 0x30, 0x0B, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE,
                                       0x3D, 0x02, 0x01, 0x05, 0x00, 0x03, 0x02, 0x00, 0x04};
    sample.key_span = cc_span_of(implicit, sizeof implicit);
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    static const uint8_t absent[] = {0x30, 0x0F, 0x30, 0x09, 0x06, 0x07, 0x2A, 0x86, 0x48,
                                     0xCE, 0x3D, 0x02, 0x01, 0x03, 0x02, 0x00, 0x04};
    sample.key_span = cc_span_of(absent, sizeof absent);
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_KEY_UNUSABLE);
}
END_TEST

START_TEST(dsa_key_that_inherits_its_parameters_is_unsupported)
{
    struct sample sample;
    load("dsa-2048-sha256", &sample);
    static const uint8_t inherits[] = {0x30, 0x11, 0x30, 0x09, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE,
                                       0x38, 0x04, 0x01, 0x03, 0x04, 0x00, 0x02, 0x01, 0x05};
    sample.key_span = cc_span_of(inherits, sizeof inherits);
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
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
    load("dsa-1024-sha1", &sample);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        const uint8_t *n = numbers[i];
        uint8_t key[] = {0x30, 0x1C, 0x30, 0x14, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE,
                         0x38, 0x04, 0x01, 0x30, 0x09, 0x02, 0x01, n[0], 0x02, 0x01,
                         n[1], 0x02, 0x01, n[2], 0x03, 0x04, 0x00, 0x02, 0x01, n[3]};
        sample.key_span = cc_span_of(key, sizeof key);
        ck_assert_msg(verify(&sample) == CC_SIGNATURE_KEY_UNUSABLE, "numbers %zu", i);
        ck_assert(!key_info(sample.key_span).usable);
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
    load("rsa-pkcs1-sha1", &sample);
    for (size_t i = 0; i < 5; i++) {
        sample.key_span = cc_span_of(key, small_rsa(key, numbers[i][0], numbers[i][1]));
        ck_assert_msg(verify(&sample) == CC_SIGNATURE_KEY_UNUSABLE, "numbers %zu", i);
        struct cc_key_info info = key_info(sample.key_span);
        ck_assert(!info.usable);
    }
    sample.key_span = cc_span_of(key, small_rsa(key, 0x0D, 3));
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_BAD);
    ck_assert_uint_eq(key_info(sample.key_span).bits, 96);
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
    load("rsa-pkcs1-sha1", &sample);
    sample.key_span = large_rsa(key, 2049, 3);
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    ck_assert_uint_eq(key_info(sample.key_span).bits, 16392);
    ck_assert(!key_info(sample.key_span).usable);
    sample.key_span = large_rsa(key, 256, 33);
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.key_span = large_rsa(key, 2048, 32);
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_BAD);
    ck_assert(key_info(sample.key_span).usable);
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
        {"ed25519", 255},
        {"ed448", 448},
        {"rsa-pkcs1-sha256", 1024},
        {"rsa-pkcs1-md5-512-bits", 512},
        {"rsa-pss-key-free", 1024},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        struct sample sample;
        load(expected[i].name, &sample);
        ck_assert_msg(key_info(sample.key_span).bits == expected[i].bits, "%s", expected[i].name);
    }
}
END_TEST

START_TEST(key_agreement_key_is_sound_but_signs_nothing)
{
    uint8_t key[44] = {0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B,
                       0x65, 0x6E, 0x03, 0x21, 0x00, 0x09};
    struct sample sample;
    load("ed25519", &sample);
    sample.key_span = cc_span_of(key, sizeof key);
    ck_assert(key_info(sample.key_span).usable);
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_UNSUPPORTED);
}
END_TEST

START_TEST(edwards_key_of_another_length_is_unusable)
{
    uint8_t key[43] = {0x30, 0x29, 0x30, 0x05, 0x06, 0x03, 0x2B,
                       0x65, 0x70, 0x03, 0x20, 0x00, 0x09};
    struct sample sample;
    load("ed25519", &sample);
    sample.key_span = cc_span_of(key, sizeof key);
    ck_assert_int_eq(verify(&sample), CC_SIGNATURE_KEY_UNUSABLE);
    ck_assert(!key_info(sample.key_span).usable);
}
END_TEST

START_TEST(key_that_is_no_der_is_malformed)
{
    const struct cc_crypto *crypto = cc_crypto_gnutls();
    struct cc_key_info info;
    ck_assert_int_eq(crypto->key_info(crypto->context, cc_span_of(NULL, 0), &info),
                     CERTCHECK_MALFORMED);
    ck_assert(!info.usable);
}
END_TEST

START_TEST(digests_are_those_of_their_standards)
{
    static const struct {
        enum certcheck_digest digest;
        const char *of_abc; /* first four octets: RFC 1321 A.5, FIPS 180-4, FIPS 202 examples */
    } expected[] = {
        {CERTCHECK_DIGEST_MD5, "90015098"},      {CERTCHECK_DIGEST_SHA1, "a9993e36"},
        {CERTCHECK_DIGEST_SHA224, "23097d22"},   {CERTCHECK_DIGEST_SHA256, "ba7816bf"},
        {CERTCHECK_DIGEST_SHA384, "cb00753f"},   {CERTCHECK_DIGEST_SHA512, "ddaf35a1"},
        {CERTCHECK_DIGEST_SHA3_224, "e642824c"}, {CERTCHECK_DIGEST_SHA3_256, "3a985da7"},
        {CERTCHECK_DIGEST_SHA3_384, "ec014982"}, {CERTCHECK_DIGEST_SHA3_512, "b751850b"},
    };
    const struct cc_crypto *crypto = cc_crypto_gnutls();
    uint8_t out[64];
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        uint8_t bytes[4];
        ck_assert(crypto->digest(crypto->context, expected[i].digest, cc_span_text("abc"), out));
        ck_assert_uint_eq(from_hex(expected[i].of_abc, bytes, 4), 4);
        ck_assert_mem_eq(out, bytes, 4);
    }
    ck_assert(!crypto->digest(crypto->context, CERTCHECK_DIGEST_NONE, cc_span_text("abc"), out));
    ck_assert(!crypto->digest(crypto->context, CERTCHECK_DIGEST_MD2, cc_span_text("abc"), out));
    ck_assert(
        !crypto->digest(crypto->context, (enum certcheck_digest)99, cc_span_text("abc"), out));
}
END_TEST

/* ---- signature_encoding ---- */

static bool ecdsa_p256_takes(const char *hex)
{
    static const struct cc_key key = {.kind = CERTCHECK_KEY_EC, .curve = CERTCHECK_CURVE_P256};
    uint8_t bytes[128];
    return cc_signature_is_canonical(&key, cc_span_of(bytes, from_hex(hex, bytes, 128)));
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
        &key, cc_span_of(bytes, from_hex("3006020101020101", bytes, 8))));
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
        load(curves[c].name, &sample);
        ck_assert_uint_eq(from_hex(curves[c].order, order, 57), curves[c].half);
        for (size_t i = 0; i < curves[c].half; i++) {
            carry += sample.signature[curves[c].half + i] + order[i];
            sample.signature[curves[c].half + i] = (uint8_t)carry;
            carry >>= 8;
        }
        ck_assert_uint_eq(carry, 0);
        ck_assert_int_eq(verify(&sample), CC_SIGNATURE_BAD);
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

static TCase *samples_case(void)
{
    TCase *tests = tcase_create("samples");
    tcase_add_loop_test(tests, real_signature_verifies, 0, SAMPLES);
    tcase_add_loop_test(tests, flipped_bit_in_signature_is_refused, 0, SAMPLES);
    tcase_add_loop_test(tests, flipped_bit_in_message_is_refused, 0, SAMPLES);
    tcase_add_loop_test(tests, signature_of_another_length_is_refused, 0, SAMPLES);
    tcase_add_loop_test(tests, every_truncated_key_is_refused_without_a_crash, 0, SAMPLES);
    return tests;
}

static TCase *keys_case(void)
{
    TCase *tests = tcase_create("keys");
    tcase_add_test(tests, malformed_parameters_are_unsupported);
    tcase_add_test(tests, key_of_another_kind_is_unsupported);
    tcase_add_test(tests, restricted_pss_key_refuses_other_parameters);
    tcase_add_test(tests, free_pss_key_refuses_another_salt_length);
    tcase_add_test(tests, pss_salt_that_cannot_fit_is_refused);
    tcase_add_test(tests, pss_with_another_mask_digest_is_unsupported);
    tcase_add_test(tests, digests_that_gnutls_lacks_are_unsupported);
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
    tcase_add_test(tests, digests_are_those_of_their_standards);
    return tests;
}

static TCase *encoding_case(void)
{
    TCase *tests = tcase_create("encoding");
    tcase_add_test(tests, ecdsa_value_is_canonical_der_within_the_order);
    tcase_add_test(tests, ecdsa_value_on_no_known_curve_is_refused);
    tcase_add_test(tests, rsa_signature_is_as_long_as_the_modulus_and_below_it);
    tcase_add_test(tests, edwards_scalar_past_the_order_is_refused);
    tcase_add_test(tests, no_signature_is_canonical_for_a_key_that_cannot_sign);
    tcase_add_test(tests, magnitudes_compare_by_value);
    return tests;
}

int main(void)
{
    Suite *suite = suite_create("crypto");
    suite_add_tcase(suite, samples_case());
    suite_add_tcase(suite, keys_case());
    suite_add_tcase(suite, encoding_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
