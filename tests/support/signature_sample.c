/* SPDX-License-Identifier: MIT */
/* Reads the signatures of testdata/signatures: made once with OpenSSL's command line from keys that
 * were thrown away, one file for each kind. */
#include "support/signature_sample.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

const char *const sample_names[SAMPLE_COUNT] = {
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

size_t sample_from_hex(const char *text, uint8_t *bytes, size_t size)
{
    size_t length = 0;
    unsigned byte;
    for (; sscanf(text, "%2x", &byte) == 1; text += 2) {
        ck_assert_uint_lt(length, size);
        bytes[length++] = (uint8_t)byte;
    }
    return length;
}

void sample_load(const char *name, struct sample *sample)
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
    sample->key_span =
        cc_span_of(sample->key, sample_from_hex(line + strlen("key "), sample->key, 2048));
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    sample->message_span = cc_span_of(
        sample->message, sample_from_hex(line + strlen("message "), sample->message, 256));
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    sample->signature_span = cc_span_of(
        sample->signature, sample_from_hex(line + strlen("signature "), sample->signature, 1024));
    fclose(file);
}

enum cc_signature_result sample_ask(const struct cc_crypto *crypto, const struct sample *sample)
{
    return crypto->verify(crypto->context, &sample->algorithm, sample->key_span,
                          sample->message_span, sample->signature_span);
}

enum cc_signature_result sample_ask_keeping(const struct cc_crypto *crypto,
                                            const struct sample *sample, struct cc_keeper *keeper)
{
    return crypto->verify_keeping(crypto->context, &sample->algorithm, sample->key_span, keeper,
                                  sample->message_span, sample->signature_span);
}

enum cc_signature_result sample_verify(const struct sample *sample)
{
    return sample_ask(cc_crypto_default(), sample);
}

enum cc_signature_result sample_verify_keeping(const struct sample *sample,
                                               struct cc_keeper *keeper)
{
    return sample_ask_keeping(cc_crypto_default(), sample, keeper);
}

struct cc_key_info sample_key_info(cc_span spki)
{
    const struct cc_crypto *crypto = cc_crypto_default();
    struct cc_key_info info;
    ck_assert_int_eq(crypto->key_info(crypto->context, spki, &info), CERTCHECK_OK);
    return info;
}
