/* SPDX-License-Identifier: MIT */
/* Signatures that no arithmetic can make good, and refusals that are none. */
#include "crypto/question.h"

#include "base/alloc.h"
#include "crypto/signature_encoding.h"

size_t cc_digest_octets(enum certcheck_digest digest)
{
    switch (digest) {
    case CERTCHECK_DIGEST_MD5:
        return 16;
    case CERTCHECK_DIGEST_SHA1:
        return 20;
    case CERTCHECK_DIGEST_SHA224:
    case CERTCHECK_DIGEST_SHA3_224:
        return 28;
    case CERTCHECK_DIGEST_SHA256:
    case CERTCHECK_DIGEST_SHA3_256:
        return 32;
    case CERTCHECK_DIGEST_SHA384:
    case CERTCHECK_DIGEST_SHA3_384:
        return 48;
    case CERTCHECK_DIGEST_SHA512:
    case CERTCHECK_DIGEST_SHA3_512:
        return 64;
    default:
        return 0;
    }
}

/* Whether a key of this kind may make such signatures at all. */
static bool key_fits(const struct cc_key *key,
                     const struct certcheck_signature_algorithm *algorithm)
{
    switch (algorithm->kind) {
    case CERTCHECK_SIGNATURE_RSA_PKCS1:
        return key->kind == CERTCHECK_KEY_RSA;
    case CERTCHECK_SIGNATURE_RSA_PSS:
        /* RFC 4055 3.1: the same digests, and a salt at least as long as the key asks for. */
        return key->kind == CERTCHECK_KEY_RSA ||
               (key->kind == CERTCHECK_KEY_RSA_PSS &&
                (!key->restricted ||
                 (key->digest == algorithm->digest && key->mask_digest == algorithm->mask_digest &&
                  key->salt_length_minimum <= algorithm->salt_length)));
    case CERTCHECK_SIGNATURE_DSA:
        return key->kind == CERTCHECK_KEY_DSA;
    case CERTCHECK_SIGNATURE_ECDSA:
        return key->kind == CERTCHECK_KEY_EC;
    case CERTCHECK_SIGNATURE_ED25519:
        return key->kind == CERTCHECK_KEY_ED25519;
    case CERTCHECK_SIGNATURE_ED448:
        return key->kind == CERTCHECK_KEY_ED448;
    default:
        return false;
    }
}

/* RFC 8017 9.1.2 step 3: emLen >= hLen + sLen + 2, where emBits is one less than the modulus. */
static bool salt_fits(const struct cc_key *key,
                      const struct certcheck_signature_algorithm *algorithm)
{
    uint64_t needed = (uint64_t)cc_digest_octets(algorithm->digest) + algorithm->salt_length + 2;
    return ((uint64_t)key->bits - 1 + 7) / 8 >= needed;
}

enum cc_signature_result cc_question_key(cc_span spki, struct cc_key *key)
{
    enum cc_key_state state;
    if (cc_key_read(spki, key, &state) != CERTCHECK_OK || state == CC_KEY_BROKEN)
        return CC_SIGNATURE_KEY_UNUSABLE;
    return state == CC_KEY_SIGNING ? CC_SIGNATURE_GOOD : CC_SIGNATURE_UNSUPPORTED;
}

enum cc_signature_result cc_question_form(const struct cc_key *key,
                                          const struct cc_question *question)
{
    const struct certcheck_signature_algorithm *algorithm = question->algorithm;
    if (!key_fits(key, algorithm))
        return CC_SIGNATURE_UNSUPPORTED;
    if (!cc_signature_is_canonical(key, question->signature) ||
        (algorithm->kind == CERTCHECK_SIGNATURE_RSA_PSS && !salt_fits(key, algorithm)))
        return CC_SIGNATURE_BAD;
    return CC_SIGNATURE_GOOD;
}

/* More than one verification takes. */
#define MEMORY_ENOUGH ((size_t)1024 * 1024)

static bool has_memory_enough(void)
{
    volatile uint8_t *probe = cc_malloc(MEMORY_ENOUGH);
    if (probe == NULL)
        return false;
    probe[0] = 0; /* or it might be optimized away */
    cc_free((void *)probe);
    return true;
}

enum cc_signature_result cc_question_believe(enum cc_signature_result result, cc_arithmetic *ask,
                                             const void *key, const struct cc_question *question)
{
    if (result == CC_SIGNATURE_GOOD || result == CC_SIGNATURE_NO_MEMORY)
        return result;
    return has_memory_enough() ? ask(key, question) : CC_SIGNATURE_NO_MEMORY;
}
