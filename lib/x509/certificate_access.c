/* SPDX-License-Identifier: MIT */
/* What the public header hands out of a certificate, and short names for people. */
#include "x509/certificate.h"

struct certcheck_span certcheck_certificate_der(const struct certcheck_certificate *certificate)
{
    return certificate->der;
}

struct certcheck_span
certcheck_certificate_to_be_signed(const struct certcheck_certificate *certificate)
{
    return certificate->tbs;
}

int certcheck_certificate_version(const struct certcheck_certificate *certificate)
{
    return certificate->version;
}

struct certcheck_span certcheck_certificate_serial(const struct certcheck_certificate *certificate)
{
    return certificate->serial;
}

struct certcheck_span certcheck_certificate_issuer(const struct certcheck_certificate *certificate)
{
    return certificate->issuer;
}

struct certcheck_span certcheck_certificate_subject(const struct certcheck_certificate *certificate)
{
    return certificate->subject;
}

certcheck_time certcheck_certificate_not_before(const struct certcheck_certificate *certificate)
{
    return certificate->not_before;
}

certcheck_time certcheck_certificate_not_after(const struct certcheck_certificate *certificate)
{
    return certificate->not_after;
}

struct certcheck_span
certcheck_certificate_signature(const struct certcheck_certificate *certificate)
{
    return certificate->signature;
}

bool certcheck_certificate_is_self_issued(const struct certcheck_certificate *certificate)
{
    return certificate->self_issued;
}

const struct certcheck_public_key *
certcheck_certificate_public_key(const struct certcheck_certificate *certificate)
{
    return &certificate->key;
}

const struct certcheck_signature_algorithm *
certcheck_certificate_signature_algorithm(const struct certcheck_certificate *certificate)
{
    return &certificate->algorithm;
}

size_t certcheck_certificate_extension_count(const struct certcheck_certificate *certificate)
{
    return certificate->extension_count;
}

const struct certcheck_extension *
certcheck_certificate_extension(const struct certcheck_certificate *certificate, size_t index)
{
    return index < certificate->extension_count ? &certificate->extensions[index] : NULL;
}

const struct certcheck_extension *
certcheck_certificate_find_extension(const struct certcheck_certificate *certificate,
                                     enum certcheck_extension_kind kind)
{
    return (size_t)kind < CERTCHECK_EXT_KINDS ? certificate->by_kind[kind] : NULL;
}

/* ---- short names ---- */

#define TEXT_OF(names, number) \
    ((size_t)(number) < sizeof(names) / sizeof *(names) ? (names)[number] : "unknown")

const char *certcheck_key_kind_text(enum certcheck_key_kind kind)
{
    static const char *const names[] = {
        [CERTCHECK_KEY_UNKNOWN] = "unknown", [CERTCHECK_KEY_RSA] = "RSA",
        [CERTCHECK_KEY_RSA_PSS] = "RSA-PSS", [CERTCHECK_KEY_DSA] = "DSA",
        [CERTCHECK_KEY_EC] = "EC",           [CERTCHECK_KEY_ED25519] = "Ed25519",
        [CERTCHECK_KEY_ED448] = "Ed448",     [CERTCHECK_KEY_X25519] = "X25519",
        [CERTCHECK_KEY_X448] = "X448",
    };
    return TEXT_OF(names, kind);
}

const char *certcheck_curve_text(enum certcheck_curve curve)
{
    static const char *const names[] = {
        [CERTCHECK_CURVE_NONE] = "none",
        [CERTCHECK_CURVE_UNKNOWN] = "unknown",
        [CERTCHECK_CURVE_EXPLICIT] = "explicit parameters",
        [CERTCHECK_CURVE_P192] = "P-192",
        [CERTCHECK_CURVE_P224] = "P-224",
        [CERTCHECK_CURVE_P256] = "P-256",
        [CERTCHECK_CURVE_P384] = "P-384",
        [CERTCHECK_CURVE_P521] = "P-521",
    };
    return TEXT_OF(names, curve);
}

const char *certcheck_digest_text(enum certcheck_digest digest)
{
    static const char *const names[] = {
        [CERTCHECK_DIGEST_NONE] = "none",         [CERTCHECK_DIGEST_MD2] = "MD2",
        [CERTCHECK_DIGEST_MD4] = "MD4",           [CERTCHECK_DIGEST_MD5] = "MD5",
        [CERTCHECK_DIGEST_SHA1] = "SHA-1",        [CERTCHECK_DIGEST_SHA224] = "SHA-224",
        [CERTCHECK_DIGEST_SHA256] = "SHA-256",    [CERTCHECK_DIGEST_SHA384] = "SHA-384",
        [CERTCHECK_DIGEST_SHA512] = "SHA-512",    [CERTCHECK_DIGEST_SHA3_224] = "SHA3-224",
        [CERTCHECK_DIGEST_SHA3_256] = "SHA3-256", [CERTCHECK_DIGEST_SHA3_384] = "SHA3-384",
        [CERTCHECK_DIGEST_SHA3_512] = "SHA3-512",
    };
    return TEXT_OF(names, digest);
}

const char *certcheck_signature_kind_text(enum certcheck_signature_kind kind)
{
    static const char *const names[] = {
        [CERTCHECK_SIGNATURE_UNKNOWN] = "unknown", [CERTCHECK_SIGNATURE_RSA_PKCS1] = "RSA",
        [CERTCHECK_SIGNATURE_RSA_PSS] = "RSA-PSS", [CERTCHECK_SIGNATURE_DSA] = "DSA",
        [CERTCHECK_SIGNATURE_ECDSA] = "ECDSA",     [CERTCHECK_SIGNATURE_ED25519] = "Ed25519",
        [CERTCHECK_SIGNATURE_ED448] = "Ed448",
    };
    return TEXT_OF(names, kind);
}
