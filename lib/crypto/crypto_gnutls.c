/* SPDX-License-Identifier: MIT */
/* struct cc_crypto through GnuTLS. Its policy of its own is switched off: strength is judged in
 * check/.
 *
 * Not supported, because GnuTLS has no way to it, and said so by CC_SIGNATURE_UNSUPPORTED:
 * - MD2 and MD4; RSA-PSS with other digests than SHA-256, SHA-384 and SHA-512, or with another
 *   digest in MGF1;
 * - other curves than P-192 to P-521, compressed points, explicit curve parameters;
 * - DSA keys that inherit their parameters;
 * - keys past the sizes in key.h;
 * - a curve or digest that the machine's own GnuTLS configuration has disabled, and what its FIPS
 *   mode refuses. Its list of insecure algorithms has no effect here.
 *
 * GMP, under GnuTLS, ends the program when it gets no memory.
 */
#include "crypto/crypto_gnutls.h"

#include "base/alloc.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <limits.h>

#define PERMISSIVE (GNUTLS_VERIFY_ALLOW_BROKEN | GNUTLS_VERIFY_ALLOW_SIGN_WITH_SHA1)

/* One row per digest: GnuTLS's name of it and of the signatures made with it. */
struct digest_row {
    gnutls_digest_algorithm_t digest;
    gnutls_sign_algorithm_t rsa;
    gnutls_sign_algorithm_t rsa_pss;
    gnutls_sign_algorithm_t dsa;
    gnutls_sign_algorithm_t ecdsa;
};

static const struct digest_row digest_rows[] = {
    [CERTCHECK_DIGEST_MD5] = {GNUTLS_DIG_MD5, GNUTLS_SIGN_RSA_MD5, 0, 0, 0},
    [CERTCHECK_DIGEST_SHA1] = {GNUTLS_DIG_SHA1, GNUTLS_SIGN_RSA_SHA1, 0, GNUTLS_SIGN_DSA_SHA1,
                               GNUTLS_SIGN_ECDSA_SHA1},
    [CERTCHECK_DIGEST_SHA224] = {GNUTLS_DIG_SHA224, GNUTLS_SIGN_RSA_SHA224, 0,
                                 GNUTLS_SIGN_DSA_SHA224, GNUTLS_SIGN_ECDSA_SHA224},
    [CERTCHECK_DIGEST_SHA256] = {GNUTLS_DIG_SHA256, GNUTLS_SIGN_RSA_SHA256,
                                 GNUTLS_SIGN_RSA_PSS_SHA256, GNUTLS_SIGN_DSA_SHA256,
                                 GNUTLS_SIGN_ECDSA_SHA256},
    [CERTCHECK_DIGEST_SHA384] = {GNUTLS_DIG_SHA384, GNUTLS_SIGN_RSA_SHA384,
                                 GNUTLS_SIGN_RSA_PSS_SHA384, GNUTLS_SIGN_DSA_SHA384,
                                 GNUTLS_SIGN_ECDSA_SHA384},
    [CERTCHECK_DIGEST_SHA512] = {GNUTLS_DIG_SHA512, GNUTLS_SIGN_RSA_SHA512,
                                 GNUTLS_SIGN_RSA_PSS_SHA512, GNUTLS_SIGN_DSA_SHA512,
                                 GNUTLS_SIGN_ECDSA_SHA512},
    [CERTCHECK_DIGEST_SHA3_224] = {GNUTLS_DIG_SHA3_224, GNUTLS_SIGN_RSA_SHA3_224, 0,
                                   GNUTLS_SIGN_DSA_SHA3_224, GNUTLS_SIGN_ECDSA_SHA3_224},
    [CERTCHECK_DIGEST_SHA3_256] = {GNUTLS_DIG_SHA3_256, GNUTLS_SIGN_RSA_SHA3_256, 0,
                                   GNUTLS_SIGN_DSA_SHA3_256, GNUTLS_SIGN_ECDSA_SHA3_256},
    [CERTCHECK_DIGEST_SHA3_384] = {GNUTLS_DIG_SHA3_384, GNUTLS_SIGN_RSA_SHA3_384, 0,
                                   GNUTLS_SIGN_DSA_SHA3_384, GNUTLS_SIGN_ECDSA_SHA3_384},
    [CERTCHECK_DIGEST_SHA3_512] = {GNUTLS_DIG_SHA3_512, GNUTLS_SIGN_RSA_SHA3_512, 0,
                                   GNUTLS_SIGN_DSA_SHA3_512, GNUTLS_SIGN_ECDSA_SHA3_512},
};

static struct digest_row digest_row(enum certcheck_digest digest)
{
    if ((size_t)digest >= sizeof digest_rows / sizeof digest_rows[0])
        return (struct digest_row){0};
    return digest_rows[digest];
}

/* GNUTLS_SIGN_UNKNOWN (0) for what GnuTLS cannot check. */
static gnutls_sign_algorithm_t sign_algorithm(const struct certcheck_signature_algorithm *algorithm)
{
    struct digest_row row = digest_row(algorithm->digest);
    switch (algorithm->kind) {
    case CERTCHECK_SIGNATURE_RSA_PKCS1:
        return row.rsa;
    case CERTCHECK_SIGNATURE_RSA_PSS:
        return algorithm->mask_digest == algorithm->digest ? row.rsa_pss : GNUTLS_SIGN_UNKNOWN;
    case CERTCHECK_SIGNATURE_DSA:
        return row.dsa;
    case CERTCHECK_SIGNATURE_ECDSA:
        return row.ecdsa;
    case CERTCHECK_SIGNATURE_ED25519:
        return GNUTLS_SIGN_EDDSA_ED25519;
    case CERTCHECK_SIGNATURE_ED448:
        return GNUTLS_SIGN_EDDSA_ED448;
    default:
        return GNUTLS_SIGN_UNKNOWN;
    }
}

/* GnuTLS takes what it only reads through a pointer to non-const bytes; none of the functions
 * called here writes through it. */
static gnutls_datum_t datum_of(cc_span span)
{
    return (gnutls_datum_t){(unsigned char *)(uintptr_t)span.data, (unsigned int)span.length};
}

static gnutls_ecc_curve_t curve_of(const struct cc_key *key)
{
    if (key->kind == CERTCHECK_KEY_ED25519)
        return GNUTLS_ECC_CURVE_ED25519;
    if (key->kind == CERTCHECK_KEY_ED448)
        return GNUTLS_ECC_CURVE_ED448;
    switch (key->curve) {
    case CERTCHECK_CURVE_P192:
        return GNUTLS_ECC_CURVE_SECP192R1;
    case CERTCHECK_CURVE_P224:
        return GNUTLS_ECC_CURVE_SECP224R1;
    case CERTCHECK_CURVE_P256:
        return GNUTLS_ECC_CURVE_SECP256R1;
    case CERTCHECK_CURVE_P384:
        return GNUTLS_ECC_CURVE_SECP384R1;
    case CERTCHECK_CURVE_P521:
        return GNUTLS_ECC_CURVE_SECP521R1;
    default:
        return GNUTLS_ECC_CURVE_INVALID;
    }
}

/* Only by its name is a curve unknown that the configuration has disabled. */
static bool has_disabled_curve(const struct cc_key *key)
{
    if (key->kind != CERTCHECK_KEY_EC && key->kind != CERTCHECK_KEY_ED25519 &&
        key->kind != CERTCHECK_KEY_ED448)
        return false;
    gnutls_ecc_curve_t curve = curve_of(key);
    const char *name = gnutls_ecc_curve_get_name(curve);
    return name == NULL || gnutls_ecc_curve_get_id(name) != curve;
}

static int import_ec(gnutls_pubkey_t public_key, const struct cc_key *key)
{
    size_t octets = key->point.length / 2;
    gnutls_datum_t x = datum_of(cc_span_of(key->point.data, octets));
    gnutls_datum_t y = datum_of(cc_span_of(key->point.data + octets, octets));
    return gnutls_pubkey_import_ecc_raw(public_key, curve_of(key), &x, &y);
}

/* From the numbers, not from the SubjectPublicKeyInfo: GnuTLS's own reading of it is laxer. */
static int import(gnutls_pubkey_t public_key, const struct cc_key *key)
{
    gnutls_datum_t modulus = datum_of(key->modulus);
    gnutls_datum_t exponent = datum_of(key->exponent);
    gnutls_datum_t prime = datum_of(key->prime);
    gnutls_datum_t subgroup = datum_of(key->subgroup);
    gnutls_datum_t generator = datum_of(key->generator);
    gnutls_datum_t public_value = datum_of(key->public_value);
    gnutls_datum_t point = datum_of(key->point);
    if (has_disabled_curve(key))
        return GNUTLS_E_ECC_UNSUPPORTED_CURVE;
    switch (key->kind) {
    case CERTCHECK_KEY_RSA:
    case CERTCHECK_KEY_RSA_PSS:
        return gnutls_pubkey_import_rsa_raw(public_key, &modulus, &exponent);
    case CERTCHECK_KEY_DSA:
        return gnutls_pubkey_import_dsa_raw(public_key, &prime, &subgroup, &generator,
                                            &public_value);
    case CERTCHECK_KEY_EC:
        return import_ec(public_key, key);
    case CERTCHECK_KEY_ED25519:
    case CERTCHECK_KEY_ED448:
        return gnutls_pubkey_import_ecc_raw(public_key, curve_of(key), &point, NULL);
    default:
        return GNUTLS_E_UNKNOWN_PK_ALGORITHM;
    }
}

/* Without this GnuTLS would expect a salt as long as the digest. */
static int set_salt_length(gnutls_pubkey_t public_key,
                           const struct certcheck_signature_algorithm *algorithm)
{
    gnutls_x509_spki_t spki;
    int code = gnutls_x509_spki_init(&spki);
    if (code < 0)
        return code;
    gnutls_x509_spki_set_rsa_pss_params(spki, digest_row(algorithm->digest).digest,
                                        algorithm->salt_length);
    code = gnutls_pubkey_set_spki(public_key, spki, 0);
    gnutls_x509_spki_deinit(spki);
    return code;
}

/* GNUTLS_E_PK_SIG_VERIFY_FAILED is GnuTLS's code for whatever went wrong while it checked a
 * signature, memory that ran out among it, and it has no other way to ask: a bad signature has to
 * be asked about twice. Nor would errno tell for certain, since programs may give GnuTLS an
 * allocator that does not set it. */
static enum cc_signature_result result_of(int code)
{
    if (code >= 0)
        return CC_SIGNATURE_GOOD;
    switch (code) {
    case GNUTLS_E_PK_SIG_VERIFY_FAILED:
        return CC_SIGNATURE_BAD;
    case GNUTLS_E_MEMORY_ERROR:
        return CC_SIGNATURE_NO_MEMORY;
    case GNUTLS_E_PK_INVALID_PUBKEY:
    case GNUTLS_E_ILLEGAL_PARAMETER:
        return CC_SIGNATURE_KEY_UNUSABLE;
    default:
        return CC_SIGNATURE_UNSUPPORTED;
    }
}

/* Only reads the key, so that several threads may have the same one. */
static int verify_data(gnutls_pubkey_t public_key, const struct cc_question *question)
{
    gnutls_datum_t data = datum_of(question->message);
    gnutls_datum_t value = datum_of(question->signature);
    return gnutls_pubkey_verify_data2(public_key, sign_algorithm(question->algorithm), PERMISSIVE,
                                      &data, &value);
}

static enum cc_signature_result verify_imported(gnutls_pubkey_t public_key,
                                                const struct cc_key *key,
                                                const struct cc_question *question)
{
    int code = import(public_key, key);
    if (code >= 0 && question->algorithm->kind == CERTCHECK_SIGNATURE_RSA_PSS)
        code = set_salt_length(public_key, question->algorithm);
    if (code >= 0)
        code = verify_data(public_key, question);
    /* GnuTLS does not tell a point off its curve from a bad signature unless it is asked. */
    if (code == GNUTLS_E_PK_SIG_VERIFY_FAILED && key->kind == CERTCHECK_KEY_EC &&
        gnutls_pubkey_verify_params(public_key) == GNUTLS_E_PK_INVALID_PUBKEY)
        return CC_SIGNATURE_KEY_UNUSABLE;
    return result_of(code);
}

/* `key` is a struct cc_key. */
static enum cc_signature_result ask(const void *key, const struct cc_question *question)
{
    gnutls_pubkey_t public_key;
    int code = gnutls_pubkey_init(&public_key);
    if (code < 0)
        return result_of(code);
    enum cc_signature_result result = verify_imported(public_key, key, question);
    gnutls_pubkey_deinit(public_key);
    return result;
}

/* ---- keys that are kept ---- */

struct kept_key {
    struct cc_kept kept;
    struct cc_key key; /* aliases the SubjectPublicKeyInfo beside the keeper */
    gnutls_pubkey_t public_key;
};

static void release_key(struct cc_kept *kept)
{
    struct kept_key *key = (struct kept_key *)kept;
    gnutls_pubkey_deinit(key->public_key);
    cc_free(key);
}

/* NULL: nothing is kept, or another library's key. */
static const struct kept_key *own(const struct cc_kept *kept)
{
    return kept != NULL && kept->release == release_key ? (const struct kept_key *)kept : NULL;
}

/* *kept is NULL where the key is not to be had from GnuTLS. False: memory ran out. */
static bool keep_key(const struct cc_key *key, struct cc_keeper *keeper,
                     const struct kept_key **kept)
{
    struct kept_key *made = cc_malloc(sizeof *made);
    if (made == NULL)
        return false;
    *made = (struct kept_key){.kept = {release_key}, .key = *key};
    if (gnutls_pubkey_init(&made->public_key) < 0) {
        cc_free(made);
        return false;
    }
    if (import(made->public_key, key) >= 0)
        *kept = own(cc_keeper_offer(keeper, &made->kept));
    else
        release_key(&made->kept);
    return true;
}

/* ---- signatures ---- */

static bool is_known(const struct cc_question *question)
{
    return !question->algorithm->parameters_malformed &&
           sign_algorithm(question->algorithm) != GNUTLS_SIGN_UNKNOWN &&
           question->message.length <= UINT_MAX && question->signature.length <= UINT_MAX;
}

bool cc_gnutls_allows(const struct cc_key *key, const struct cc_question *question)
{
    return is_known(question) && !has_disabled_curve(key);
}

static enum cc_signature_result verify(void *context,
                                       const struct certcheck_signature_algorithm *algorithm,
                                       cc_span spki, cc_span message, cc_span signature)
{
    const struct cc_question question = {algorithm, message, signature};
    struct cc_key key;
    (void)context;
    if (!is_known(&question))
        return CC_SIGNATURE_UNSUPPORTED;
    enum cc_signature_result result = cc_question_key(spki, &key);
    if (result == CC_SIGNATURE_GOOD)
        result = cc_question_form(&key, &question);
    return result == CC_SIGNATURE_GOOD
               ? cc_question_believe(ask(&key, &question), ask, &key, &question)
               : result;
}

/* RSA-PSS is not for kept keys: the length of the salt would be written into them. */
static enum cc_signature_result
verify_keeping(void *context, const struct certcheck_signature_algorithm *algorithm, cc_span spki,
               struct cc_keeper *keeper, cc_span message, cc_span signature)
{
    const struct cc_question question = {algorithm, message, signature};
    const struct kept_key *kept = own(cc_keeper_get(keeper));
    struct cc_key key;
    if (!is_known(&question))
        return CC_SIGNATURE_UNSUPPORTED;
    if (kept == NULL && algorithm->kind != CERTCHECK_SIGNATURE_RSA_PSS &&
        cc_question_key(spki, &key) == CC_SIGNATURE_GOOD && !keep_key(&key, keeper, &kept))
        return CC_SIGNATURE_NO_MEMORY;
    if (kept == NULL || algorithm->kind == CERTCHECK_SIGNATURE_RSA_PSS)
        return verify(context, algorithm, spki, message, signature);
    enum cc_signature_result result = cc_question_form(&kept->key, &question);
    if (result != CC_SIGNATURE_GOOD)
        return result;
    result = result_of(verify_data(kept->public_key, &question));
    return cc_question_believe(result, ask, &kept->key, &question);
}

static bool digest(void *context, enum certcheck_digest kind, cc_span message, uint8_t out[64])
{
    gnutls_digest_algorithm_t algorithm = digest_row(kind).digest;
    (void)context;
    return algorithm != GNUTLS_DIG_UNKNOWN &&
           gnutls_hash_fast(algorithm, message.data, message.length, out) >= 0;
}

static enum certcheck_status try_import(const struct cc_key *key, bool *usable)
{
    gnutls_pubkey_t public_key;
    if (gnutls_pubkey_init(&public_key) < 0)
        return CERTCHECK_NO_MEMORY;
    int code = import(public_key, key);
    if (code >= 0 && key->kind == CERTCHECK_KEY_EC)
        code = gnutls_pubkey_verify_params(public_key);
    gnutls_pubkey_deinit(public_key);
    *usable = code >= 0;
    return code == GNUTLS_E_MEMORY_ERROR ? CERTCHECK_NO_MEMORY : CERTCHECK_OK;
}

static enum certcheck_status key_info(void *context, cc_span spki, struct cc_key_info *info)
{
    struct cc_key key;
    enum cc_key_state state;
    (void)context;
    *info = (struct cc_key_info){0};
    enum certcheck_status status = cc_key_read(spki, &key, &state);
    if (status != CERTCHECK_OK)
        return status;
    info->bits = key.bits;
    if (state == CC_KEY_SIGNING)
        return try_import(&key, &info->usable);
    info->usable = state == CC_KEY_NOT_SIGNING;
    return CERTCHECK_OK;
}

const struct cc_crypto *cc_crypto_gnutls(void)
{
    static const struct cc_crypto crypto = {NULL, verify, digest, key_info, verify_keeping};
    return &crypto;
}
