/* SPDX-License-Identifier: MIT */
/* struct cc_crypto through OpenSSL's libcrypto where that is faster than GnuTLS, and through GnuTLS
 * for the rest: doc/performance.md has the figures.
 *
 * libcrypto checks ECDSA signatures over P-224, P-256 and P-521, and RSA's of version 1.5 (RFC 8017
 * 8.2) under keys that are kept and used again, all with SHA-2. It gets numbers and digests that
 * were read here. One library alone answers a question: GnuTLS is not asked about what libcrypto
 * refused.
 *
 * Not through libcrypto, since GnuTLS is faster or as fast: digests, P-192, P-384, Ed25519, RSA
 * keys that are used once. Nor what certificates hardly hold: RSA-PSS, DSA, Ed448, SHA-1, SHA-3.
 */
#include "crypto/crypto.h"

#include "base/alloc.h"
#include "crypto/crypto_gnutls.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <stdatomic.h>

/* ---- what is set up once ---- */

enum curve { P224, P256, P521, CURVES };

static const char *const curve_names[CURVES] = {"P-224", "P-256", "P-521"};

/* CURVES: one that is GnuTLS's. */
static enum curve curve_of(const struct cc_key *key)
{
    switch (key->curve) {
    case CERTCHECK_CURVE_P224:
        return P224;
    case CERTCHECK_CURVE_P256:
        return P256;
    case CERTCHECK_CURVE_P521:
        return P521;
    default:
        return CURVES;
    }
}

struct library {
    OSSL_LIB_CTX *context;
    _Atomic(EVP_PKEY *) parameters[CURVES]; /* keys without a point; NULL: not made yet */
};

static EVP_PKEY *import(OSSL_LIB_CTX *context, const char *type, int selection, OSSL_PARAM *numbers)
{
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *importer = EVP_PKEY_CTX_new_from_name(context, type, NULL);
    if (importer == NULL || EVP_PKEY_fromdata_init(importer) <= 0 ||
        EVP_PKEY_fromdata(importer, &key, selection, numbers) <= 0)
        key = NULL;
    EVP_PKEY_CTX_free(importer);
    return key;
}

static EVP_PKEY *import_parameters(OSSL_LIB_CTX *context, const char *curve)
{
    OSSL_PARAM numbers[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)(uintptr_t)curve, 0),
        OSSL_PARAM_construct_end()};
    return import(context, "EC", EVP_PKEY_KEY_PARAMETERS, numbers);
}

static void library_free(struct library *library)
{
    OSSL_LIB_CTX_free(library->context);
    OPENSSL_free(library);
}

static struct library *library_new(void)
{
    struct library *library = OPENSSL_zalloc(sizeof *library);
    if (library == NULL)
        return NULL;
    for (size_t i = 0; i < CURVES; i++)
        atomic_init(&library->parameters[i], NULL);
    library->context = OSSL_LIB_CTX_new();
    if (library->context != NULL)
        return library;
    library_free(library);
    return NULL;
}

/* A context of its own, into which no configuration file is loaded: OPENSSL_CONF and what other
 * parts of the program set up decide about TLS and engines, not about which signatures are good.
 * It is made when it is first needed and never freed: at the program's end libcrypto may be gone
 * already. NULL: no memory. */
static struct library *library_get(void)
{
    static _Atomic(struct library *) made;
    struct library *library = atomic_load_explicit(&made, memory_order_acquire);
    struct library *before = NULL;
    if (library != NULL)
        return library;
    library = library_new();
    if (library == NULL || atomic_compare_exchange_strong_explicit(
                               &made, &before, library, memory_order_acq_rel, memory_order_acquire))
        return library;
    library_free(library); /* another thread was faster */
    return before;
}

/* NULL: no memory, or a curve that this libcrypto lacks. It does not tell which: nothing is kept of
 * it, so that it is asked again the next time. */
static EVP_PKEY *parameters_of(struct library *library, enum curve curve)
{
    _Atomic(EVP_PKEY *) *made = &library->parameters[curve];
    EVP_PKEY *parameters = atomic_load_explicit(made, memory_order_acquire);
    EVP_PKEY *before = NULL;
    if (parameters != NULL)
        return parameters;
    parameters = import_parameters(library->context, curve_names[curve]);
    if (parameters == NULL ||
        atomic_compare_exchange_strong_explicit(made, &before, parameters, memory_order_acq_rel,
                                                memory_order_acquire))
        return parameters;
    EVP_PKEY_free(parameters); /* another thread was faster */
    return before;
}

/* ---- keys ---- */

/* libcrypto refuses a point that is off the curve. */
static EVP_PKEY *import_ec(struct library *library, const struct cc_key *key)
{
    uint8_t point[1 + 2 * 66] = {0x04}; /* SEC 1 2.3.3: not compressed */
    EVP_PKEY *parameters = parameters_of(library, curve_of(key));
    EVP_PKEY *public_key = parameters == NULL ? NULL : EVP_PKEY_dup(parameters);
    memcpy(point + 1, key->point.data, key->point.length);
    if (public_key != NULL &&
        EVP_PKEY_set1_encoded_public_key(public_key, point, 1 + key->point.length) > 0)
        return public_key;
    EVP_PKEY_free(public_key);
    return NULL;
}

#define RSA_OCTETS_MAX (CC_RSA_MODULUS_BITS_MAX / 8)

/* Into the machine's order of octets, as OSSL_PARAM wants it. */
static bool to_native(cc_span number, uint8_t *out)
{
    BIGNUM *read = BN_bin2bn(number.data, (int)number.length, NULL);
    bool done = read != NULL && BN_bn2nativepad(read, out, (int)number.length) > 0;
    BN_free(read);
    return done;
}

static EVP_PKEY *import_rsa(const struct library *library, const struct cc_key *key)
{
    uint8_t modulus[RSA_OCTETS_MAX];
    uint8_t exponent[8];
    if (!to_native(key->modulus, modulus) || !to_native(key->exponent, exponent))
        return NULL;
    OSSL_PARAM numbers[] = {
        OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_RSA_N, modulus, key->modulus.length),
        OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_RSA_E, exponent, key->exponent.length),
        OSSL_PARAM_construct_end()};
    return import(library->context, "RSA", EVP_PKEY_PUBLIC_KEY, numbers);
}

/* Ready to check signatures: PKCS #1 version 1.5 is what RSA keys begin with. */
static EVP_PKEY_CTX *verifier_of(const struct library *library, EVP_PKEY *public_key)
{
    EVP_PKEY_CTX *verifier = EVP_PKEY_CTX_new_from_pkey(library->context, public_key, NULL);
    if (verifier != NULL && EVP_PKEY_verify_init(verifier) > 0)
        return verifier;
    EVP_PKEY_CTX_free(verifier);
    return NULL;
}

static EVP_PKEY *import_key(struct library *library, const struct cc_key *key)
{
    return key->kind == CERTCHECK_KEY_EC ? import_ec(library, key) : import_rsa(library, key);
}

/* NULL: no memory, a curve that this libcrypto lacks, a point off its curve. GnuTLS tells which. */
static EVP_PKEY_CTX *verifier_new(const struct cc_key *key)
{
    (void)ERR_set_mark();
    struct library *library = library_get();
    EVP_PKEY *public_key = library == NULL ? NULL : import_key(library, key);
    EVP_PKEY_CTX *verifier = public_key == NULL ? NULL : verifier_of(library, public_key);
    EVP_PKEY_free(public_key);
    (void)ERR_pop_to_mark();
    return verifier;
}

/* ---- what is taken ---- */

/* The last arc of id-sha224 to id-sha512 (RFC 8017 B.1): other digests are left to GnuTLS. 0: such
 * a digest. */
static uint8_t arc_of(enum certcheck_digest digest)
{
    switch (digest) {
    case CERTCHECK_DIGEST_SHA256:
        return 1;
    case CERTCHECK_DIGEST_SHA384:
        return 2;
    case CERTCHECK_DIGEST_SHA512:
        return 3;
    case CERTCHECK_DIGEST_SHA224:
        return 4;
    default:
        return 0;
    }
}

/* Below 1024 bits a digest may be too long for the modulus. With more than 3072 libcrypto refuses
 * exponents of more than 64 bits. */
static bool takes_rsa(const struct cc_key *key, const struct cc_question *question)
{
    return question->algorithm->kind == CERTCHECK_SIGNATURE_RSA_PKCS1 &&
           key->kind == CERTCHECK_KEY_RSA && key->bits >= 1024 && key->exponent.length <= 8;
}

static bool takes_ecdsa(const struct cc_key *key, const struct cc_question *question)
{
    return question->algorithm->kind == CERTCHECK_SIGNATURE_ECDSA &&
           key->kind == CERTCHECK_KEY_EC && curve_of(key) != CURVES;
}

static bool takes(const struct cc_key *key, const struct cc_question *question)
{
    return (takes_rsa(key, question) || takes_ecdsa(key, question)) &&
           arc_of(question->algorithm->digest) != 0 && cc_gnutls_allows(key, question);
}

/* ---- signatures ---- */

#define PREFIX_OCTETS 19

/*
 * DigestInfo ::= SEQUENCE {                                    -- RFC 8017 9.2, note 1
 *     digestAlgorithm  AlgorithmIdentifier, -- with NULL as its parameters
 *     digest           OCTET STRING }
 */
static void put_prefix(uint8_t *out, uint8_t arc, size_t digest_octets)
{
    const uint8_t prefix[PREFIX_OCTETS] = {0x30, (uint8_t)(PREFIX_OCTETS - 2 + digest_octets),
                                           0x30, 0x0D,
                                           0x06, 0x09,
                                           0x60, 0x86,
                                           0x48, 0x01,
                                           0x65, 0x03,
                                           0x04, 0x02,
                                           arc, /* id-sha... */
                                           0x05, 0x00,
                                           0x04, (uint8_t)digest_octets};
    memcpy(out, prefix, sizeof prefix);
}

/* What the signature is about; it aliases `bytes`. Empty where there is no such digest. */
static cc_span signed_bytes(const struct cc_key *key, const struct cc_question *question,
                            uint8_t bytes[PREFIX_OCTETS + 64])
{
    const struct cc_crypto *gnutls = cc_crypto_gnutls();
    enum certcheck_digest digest = question->algorithm->digest;
    size_t octets = cc_digest_octets(digest);
    if (!gnutls->digest(gnutls->context, digest, question->message, bytes + PREFIX_OCTETS))
        return cc_span_of(NULL, 0);
    if (key->kind == CERTCHECK_KEY_EC)
        return cc_span_of(bytes + PREFIX_OCTETS, octets);
    put_prefix(bytes, arc_of(digest), octets);
    return cc_span_of(bytes, PREFIX_OCTETS + octets);
}

/* cc_question_believe's look at the memory does not tell of an allocator that the program gave to
 * libcrypto alone. */
static bool has_memory(void)
{
    void *probe = OPENSSL_malloc((size_t)64 * 1024);
    OPENSSL_free(probe);
    return probe != NULL;
}

struct imported_key {
    const struct cc_key *key;
    const EVP_PKEY_CTX *verifier;
    bool *certain; /* becomes true with an answer that no lack of memory can have made */
};

/* EVP_PKEY_verify gives 1 for a good signature, by its manual page 0 for a bad one alone. ECDSA
 * keeps to that, RSA gives 0 without memory as well. */
static bool is_certain(int code, const struct cc_key *key)
{
    return code == 1 || (code == 0 && key->kind == CERTCHECK_KEY_EC);
}

/* `key` is a struct imported_key. It is only read, so that several threads may have the same one.
 * libcrypto's queue of errors stays as the caller had it: it does not tell for sure whether memory
 * ran out. */
static enum cc_signature_result check(const void *key, const struct cc_question *question)
{
    const struct imported_key *imported = key;
    uint8_t bytes[PREFIX_OCTETS + 64];
    cc_span about = signed_bytes(imported->key, question, bytes);
    if (about.length == 0)
        return CC_SIGNATURE_UNSUPPORTED;
    (void)ERR_set_mark();
    EVP_PKEY_CTX *copy = EVP_PKEY_CTX_dup(imported->verifier);
    int code = copy == NULL ? -1
                            : EVP_PKEY_verify(copy, question->signature.data,
                                              question->signature.length, about.data, about.length);
    EVP_PKEY_CTX_free(copy);
    (void)ERR_pop_to_mark();
    *imported->certain = is_certain(code, imported->key);
    if (*imported->certain)
        return code == 1 ? CC_SIGNATURE_GOOD : CC_SIGNATURE_BAD;
    return copy != NULL && has_memory() ? CC_SIGNATURE_BAD : CC_SIGNATURE_NO_MEMORY;
}

static enum cc_signature_result answer(const struct cc_key *key, const EVP_PKEY_CTX *verifier,
                                       const struct cc_question *question)
{
    bool certain = false;
    const struct imported_key imported = {key, verifier, &certain};
    enum cc_signature_result result = cc_question_form(key, question);
    if (result != CC_SIGNATURE_GOOD)
        return result;
    result = check(&imported, question);
    return certain ? result : cc_question_believe(result, check, &imported, question);
}

static enum cc_signature_result verify(void *context,
                                       const struct certcheck_signature_algorithm *algorithm,
                                       cc_span spki, cc_span message, cc_span signature)
{
    const struct cc_crypto *gnutls = cc_crypto_gnutls();
    const struct cc_question question = {algorithm, message, signature};
    EVP_PKEY_CTX *verifier = NULL;
    struct cc_key key;
    (void)context;
    if (cc_question_key(spki, &key) == CC_SIGNATURE_GOOD && key.kind == CERTCHECK_KEY_EC &&
        takes(&key, &question))
        verifier = verifier_new(&key);
    if (verifier == NULL)
        return gnutls->verify(gnutls->context, algorithm, spki, message, signature);
    enum cc_signature_result result = answer(&key, verifier, &question);
    EVP_PKEY_CTX_free(verifier);
    return result;
}

/* ---- keys that are kept ---- */

struct kept_key {
    struct cc_kept kept;
    struct cc_key key;                /* aliases the SubjectPublicKeyInfo beside the keeper */
    _Atomic(EVP_PKEY_CTX *) verifier; /* NULL: not imported yet */
};

static void release_key(struct cc_kept *kept)
{
    struct kept_key *key = (struct kept_key *)kept;
    EVP_PKEY_CTX_free(atomic_load(&key->verifier));
    cc_free(key);
}

/* NULL: nothing is kept, or GnuTLS's key. */
static struct kept_key *own(struct cc_kept *kept)
{
    return kept != NULL && kept->release == release_key ? (struct kept_key *)kept : NULL;
}

/* NULL: memory ran out. */
static struct cc_kept *keep_key(const struct cc_key *key, struct cc_keeper *keeper)
{
    struct kept_key *made = cc_malloc(sizeof *made);
    if (made == NULL)
        return NULL;
    made->kept.release = release_key;
    made->key = *key;
    atomic_init(&made->verifier, NULL);
    return cc_keeper_offer(keeper, &made->kept);
}

static const EVP_PKEY_CTX *verifier_kept(struct kept_key *kept)
{
    EVP_PKEY_CTX *verifier = atomic_load_explicit(&kept->verifier, memory_order_acquire);
    EVP_PKEY_CTX *before = NULL;
    if (verifier != NULL)
        return verifier;
    verifier = verifier_new(&kept->key);
    if (verifier == NULL ||
        atomic_compare_exchange_strong_explicit(&kept->verifier, &before, verifier,
                                                memory_order_acq_rel, memory_order_acquire))
        return verifier;
    EVP_PKEY_CTX_free(verifier); /* another thread was faster */
    return before;
}

/* GnuTLS imports RSA keys faster, libcrypto checks signatures faster: an RSA key is imported when
 * it is used a second time. */
static enum cc_signature_result verify_kept(const struct cc_question *question, cc_span spki,
                                            struct kept_key *kept, bool first)
{
    const struct cc_crypto *gnutls = cc_crypto_gnutls();
    const EVP_PKEY_CTX *verifier =
        first && kept->key.kind == CERTCHECK_KEY_RSA ? NULL : verifier_kept(kept);
    return verifier != NULL ? answer(&kept->key, verifier, question)
                            : gnutls->verify(gnutls->context, question->algorithm, spki,
                                             question->message, question->signature);
}

/* The key is kept by the library that is first asked about it, the other one then imports it each
 * time. */
static enum cc_signature_result
verify_keeping(void *context, const struct certcheck_signature_algorithm *algorithm, cc_span spki,
               struct cc_keeper *keeper, cc_span message, cc_span signature)
{
    const struct cc_crypto *gnutls = cc_crypto_gnutls();
    const struct cc_question question = {algorithm, message, signature};
    struct cc_kept *found = cc_keeper_get(keeper);
    bool first = found == NULL;
    struct cc_key key;
    (void)context;
    if (first && cc_question_key(spki, &key) == CC_SIGNATURE_GOOD && takes(&key, &question)) {
        found = keep_key(&key, keeper);
        if (found == NULL)
            return CC_SIGNATURE_NO_MEMORY;
    }
    struct kept_key *kept = own(found);
    if (kept == NULL || !takes(&kept->key, &question))
        return gnutls->verify_keeping(gnutls->context, algorithm, spki, keeper, message, signature);
    return verify_kept(&question, spki, kept, first);
}

/* ---- what is GnuTLS's ---- */

static bool digest(void *context, enum certcheck_digest kind, cc_span message, uint8_t out[64])
{
    const struct cc_crypto *gnutls = cc_crypto_gnutls();
    (void)context;
    return gnutls->digest(gnutls->context, kind, message, out);
}

static enum certcheck_status key_info(void *context, cc_span spki, struct cc_key_info *info)
{
    const struct cc_crypto *gnutls = cc_crypto_gnutls();
    (void)context;
    return gnutls->key_info(gnutls->context, spki, info);
}

const struct cc_crypto *cc_crypto_libcrypto(void)
{
    static const struct cc_crypto crypto = {NULL, verify, digest, key_info, verify_keeping};
    return &crypto;
}
