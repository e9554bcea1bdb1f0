/* SPDX-License-Identifier: MIT */
/* lib/crypto over real signatures of every kind. */
#include "crypto/crypto.h"

#include "support/failing_alloc.h"
#include "support/run_suite.h"
#include "support/signature_sample.h"

#include <check.h>
#include <string.h>

START_TEST(real_signature_verifies)
{
    struct sample sample;
    sample_load(sample_names[_i], &sample);
    ck_assert_msg(sample_verify(&sample) == CC_SIGNATURE_GOOD, "%s", sample_names[_i]);
    ck_assert_msg(sample_key_info(sample.key_span).usable, "%s", sample_names[_i]);
}
END_TEST

START_TEST(flipped_bit_in_signature_is_refused)
{
    struct sample sample;
    sample_load(sample_names[_i], &sample);
    size_t middle = sample.signature_span.length / 4;
    sample.signature[middle] ^= 0x10;
    ck_assert_msg(sample_verify(&sample) == CC_SIGNATURE_BAD, "%s", sample_names[_i]);
}
END_TEST

START_TEST(flipped_bit_in_message_is_refused)
{
    struct sample sample;
    sample_load(sample_names[_i], &sample);
    sample.message[0] ^= 0x01;
    ck_assert_msg(sample_verify(&sample) == CC_SIGNATURE_BAD, "%s", sample_names[_i]);
}
END_TEST

/* Not even asked for memory: libcrypto's ECDSA, which tells a bad signature from the want of it
 * (test_crypto_libcrypto.c). */
static bool is_certain(const struct sample *sample)
{
    return strcmp(certcheck_crypto_provider(), "libcrypto") == 0 &&
           sample->algorithm.kind == CERTCHECK_SIGNATURE_ECDSA && failing_alloc_count() == 0;
}

/* GnuTLS calls a signature bad when it gets no memory. */
START_TEST(refusal_is_not_believed_without_memory)
{
    struct sample sample;
    sample_load(sample_names[_i], &sample);
    sample.message[0] ^= 0x01;
    failing_alloc_at(1);
    enum cc_signature_result result = sample_verify(&sample);
    ck_assert_msg(result == (is_certain(&sample) ? CC_SIGNATURE_BAD : CC_SIGNATURE_NO_MEMORY), "%s",
                  sample_names[_i]);
    failing_alloc_at(0);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}
END_TEST

/* But for RSA-PSS, whose parameters would be written into the key. */
START_TEST(kept_key_tells_right_from_wrong)
{
    struct sample sample;
    struct cc_keeper keeper = {NULL};
    sample_load(sample_names[_i], &sample);
    ck_assert_int_eq(sample_verify_keeping(&sample, &keeper), CC_SIGNATURE_GOOD);
    const struct cc_kept *kept = cc_keeper_get(&keeper);
    ck_assert((kept == NULL) == (sample.algorithm.kind == CERTCHECK_SIGNATURE_RSA_PSS));
    sample.message[0] ^= 1;
    ck_assert_int_eq(sample_verify_keeping(&sample, &keeper), CC_SIGNATURE_BAD);
    sample.message[0] ^= 1;
    ck_assert_int_eq(sample_verify_keeping(&sample, &keeper), CC_SIGNATURE_GOOD);
    ck_assert_ptr_eq(cc_keeper_get(&keeper), kept);
    cc_keeper_release(&keeper);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}
END_TEST

/* GnuTLS would take a salt as long as the digest, whatever the algorithm says. */
START_TEST(key_that_is_kept_for_pkcs1_is_good_for_pss)
{
    struct sample sample;
    struct cc_keeper keeper = {NULL};
    sample_load("rsa-pkcs1-sha256", &sample);
    ck_assert_int_eq(sample_verify_keeping(&sample, &keeper), CC_SIGNATURE_GOOD);
    ck_assert_ptr_nonnull(cc_keeper_get(&keeper));
    sample_load("rsa-pss-sha256-salt-20", &sample);
    ck_assert_int_eq(sample_verify_keeping(&sample, &keeper), CC_SIGNATURE_GOOD);
    sample_load("rsa-pss-sha256-salt-32", &sample);
    sample.algorithm.salt_length = 20;
    ck_assert_int_eq(sample_verify_keeping(&sample, &keeper), CC_SIGNATURE_BAD);
    cc_keeper_release(&keeper);
}
END_TEST

/* The same numbers, with the length of their SEQUENCE in two octets (X.690 10.1). */
START_TEST(signature_that_is_not_canonical_is_refused)
{
    struct sample sample;
    struct cc_keeper keeper = {NULL};
    uint8_t longer[128] = {0x30, 0x81};
    sample_load("ecdsa-p256-sha256", &sample);
    ck_assert_int_eq(sample_verify_keeping(&sample, &keeper), CC_SIGNATURE_GOOD);
    ck_assert_uint_lt(sample.signature_span.length, sizeof longer);
    memcpy(longer + 2, sample.signature + 1, sample.signature_span.length - 1);
    sample.signature_span = cc_span_of(longer, sample.signature_span.length + 1);
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_BAD);
    ck_assert_int_eq(sample_verify_keeping(&sample, &keeper), CC_SIGNATURE_BAD);
    cc_keeper_release(&keeper);
}
END_TEST

START_TEST(kept_key_that_finds_no_memory_is_no_refusal)
{
    struct sample sample;
    struct cc_keeper keeper = {NULL};
    sample_load("ecdsa-p256-sha256", &sample);
    failing_alloc_at(1);
    ck_assert_int_eq(sample_verify_keeping(&sample, &keeper), CC_SIGNATURE_NO_MEMORY);
    failing_alloc_at(0);
    ck_assert_ptr_null(cc_keeper_get(&keeper));
}
END_TEST

START_TEST(signature_of_another_length_is_refused)
{
    struct sample sample;
    sample_load(sample_names[_i], &sample);
    sample.signature_span.length--;
    ck_assert_msg(sample_verify(&sample) == CC_SIGNATURE_BAD, "%s", sample_names[_i]);
    sample.signature_span.length += 2;
    ck_assert_msg(sample_verify(&sample) == CC_SIGNATURE_BAD, "%s", sample_names[_i]);
    sample.signature_span.length = 0;
    ck_assert_msg(sample_verify(&sample) == CC_SIGNATURE_BAD, "%s", sample_names[_i]);
}
END_TEST

START_TEST(every_truncated_key_is_refused_without_a_crash)
{
    struct sample sample;
    sample_load(sample_names[_i], &sample);
    size_t whole = sample.key_span.length;
    for (size_t length = 0; length < whole; length++) {
        sample.key_span.length = length;
        ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_KEY_UNUSABLE);
    }
}
END_TEST

START_TEST(malformed_parameters_are_unsupported)
{
    struct sample sample;
    sample_load("ecdsa-p256-sha256", &sample);
    sample.algorithm.parameters_malformed = true;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
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
            sample_load(some[i], &one);
            sample_load(some[j], &other);
            one.key_span = other.key_span;
            /* A plain RSA key may make RSA-PSS signatures: those are refused as bad, not as
             * unsupported. */
            bool fits = strcmp(some[i], "rsa-pss-key-restricted") == 0 &&
                        strcmp(some[j], "rsa-pkcs1-sha256") == 0;
            enum cc_signature_result expected = i == j ? CC_SIGNATURE_GOOD
                                                : fits ? CC_SIGNATURE_BAD
                                                       : CC_SIGNATURE_UNSUPPORTED;
            ck_assert_msg(sample_verify(&one) == expected, "%s under the key of %s", some[i],
                          some[j]);
        }
    }
}
END_TEST

START_TEST(restricted_pss_key_refuses_other_parameters)
{
    struct sample sample;
    sample_load("rsa-pss-key-restricted", &sample);
    sample.algorithm.salt_length = 31;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.algorithm.salt_length = 33;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_BAD);
    sample.algorithm.salt_length = 32;
    sample.algorithm.digest = sample.algorithm.mask_digest = CERTCHECK_DIGEST_SHA512;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
}
END_TEST

START_TEST(free_pss_key_refuses_another_salt_length)
{
    struct sample sample;
    sample_load("rsa-pss-key-free", &sample);
    sample.algorithm.salt_length = 20;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_BAD);
}
END_TEST

START_TEST(pss_salt_that_cannot_fit_is_refused)
{
    struct sample sample;
    sample_load("rsa-pss-sha512-salt-62", &sample);
    sample.algorithm.salt_length = 63;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_BAD);
    sample.algorithm.salt_length = UINT32_MAX;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_BAD);
}
END_TEST

START_TEST(pss_with_another_mask_digest_is_unsupported)
{
    struct sample sample;
    sample_load("rsa-pss-sha256-salt-32", &sample);
    sample.algorithm.mask_digest = CERTCHECK_DIGEST_SHA1;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
}
END_TEST

START_TEST(digests_that_gnutls_lacks_are_unsupported)
{
    struct sample sample;
    sample_load("rsa-pkcs1-sha256", &sample);
    sample.algorithm.digest = CERTCHECK_DIGEST_MD2;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.algorithm.digest = CERTCHECK_DIGEST_MD4;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.algorithm.digest = CERTCHECK_DIGEST_NONE;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    sample.algorithm.kind = CERTCHECK_SIGNATURE_UNKNOWN;
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
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
    const struct cc_crypto *crypto = cc_crypto_default();
    uint8_t out[64];
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        uint8_t bytes[4];
        ck_assert(crypto->digest(crypto->context, expected[i].digest, cc_span_text("abc"), out));
        ck_assert_uint_eq(sample_from_hex(expected[i].of_abc, bytes, 4), 4);
        ck_assert_mem_eq(out, bytes, 4);
    }
    ck_assert(!crypto->digest(crypto->context, CERTCHECK_DIGEST_NONE, cc_span_text("abc"), out));
    ck_assert(!crypto->digest(crypto->context, CERTCHECK_DIGEST_MD2, cc_span_text("abc"), out));
    ck_assert(
        !crypto->digest(crypto->context, (enum certcheck_digest)99, cc_span_text("abc"), out));
}
END_TEST

static TCase *samples_case(void)
{
    TCase *tests = tcase_create("samples");
    tcase_add_loop_test(tests, real_signature_verifies, 0, SAMPLE_COUNT);
    tcase_add_loop_test(tests, flipped_bit_in_signature_is_refused, 0, SAMPLE_COUNT);
    tcase_add_loop_test(tests, flipped_bit_in_message_is_refused, 0, SAMPLE_COUNT);
    tcase_add_loop_test(tests, refusal_is_not_believed_without_memory, 0, SAMPLE_COUNT);
    tcase_add_loop_test(tests, kept_key_tells_right_from_wrong, 0, SAMPLE_COUNT);
    tcase_add_test(tests, key_that_is_kept_for_pkcs1_is_good_for_pss);
    tcase_add_test(tests, signature_that_is_not_canonical_is_refused);
    tcase_add_test(tests, kept_key_that_finds_no_memory_is_no_refusal);
    tcase_add_loop_test(tests, signature_of_another_length_is_refused, 0, SAMPLE_COUNT);
    tcase_add_loop_test(tests, every_truncated_key_is_refused_without_a_crash, 0, SAMPLE_COUNT);
    return tests;
}

static TCase *algorithms_case(void)
{
    TCase *tests = tcase_create("algorithms");
    tcase_add_test(tests, malformed_parameters_are_unsupported);
    tcase_add_test(tests, key_of_another_kind_is_unsupported);
    tcase_add_test(tests, restricted_pss_key_refuses_other_parameters);
    tcase_add_test(tests, free_pss_key_refuses_another_salt_length);
    tcase_add_test(tests, pss_salt_that_cannot_fit_is_refused);
    tcase_add_test(tests, pss_with_another_mask_digest_is_unsupported);
    tcase_add_test(tests, digests_that_gnutls_lacks_are_unsupported);
    tcase_add_test(tests, digests_are_those_of_their_standards);
    return tests;
}

int main(void)
{
    Suite *suite = suite_create("crypto");
    suite_add_tcase(suite, samples_case());
    suite_add_tcase(suite, algorithms_case());
    return run_suite(suite);
}
