/* SPDX-License-Identifier: MIT */
/*
 * Whether keys and digests are strong enough to be relied on: the one place that decides it.
 *
 * Findings: key-malformed, key-unsupported, key-too-weak, key-too-large, key-exponent-invalid,
 * key-curve-explicit, key-curve-weak, signature-digest-weak.
 *
 * Departures: RFC 5280 leaves strength to other documents. MD2, MD4, MD5 and SHA-1 are refused
 * everywhere but in the signature of an anchor, on which nobody relies. P-224 is accepted: at 112
 * bits it is as strong as RSA with 2048. RFC 5280 6.1.4 (f) lets a DSA key inherit its parameters
 * from its issuer; such a key is unsupported here.
 */
#include "check/check.h"
#include "check/describe.h"
#include "base/text.h"

#define SUBGROUP_MIN_BITS 160 /* FIPS 186-2 */

struct key {
    struct cc_check *check;
    const struct certcheck_certificate *certificate;
    size_t index;
};

static struct cc_finding *add(const struct key *key, enum certcheck_finding_code code)
{
    return cc_findings_add(key->check->findings, code, key->index, key->certificate->der,
                           key->certificate->key.whole);
}

static void bits_finding(const struct key *key, enum certcheck_finding_code code,
                         const char *algorithm, uint32_t actual, uint32_t expected)
{
    struct cc_findings *findings = key->check->findings;
    struct cc_finding *finding = add(key, code);
    cc_finding_text(findings, finding, "algorithm", algorithm);
    cc_finding_number(findings, finding, "actual", actual);
    cc_finding_number(findings, finding, "expected", expected);
}

static uint32_t bit_length(cc_span magnitude)
{
    if (magnitude.length == 0)
        return 0;
    uint32_t bits = magnitude.length > CC_MODULUS_MAX_BITS ? CC_MODULUS_MAX_BITS * 8
                                                           : (uint32_t)(magnitude.length - 1) * 8;
    for (uint8_t top = magnitude.data[0]; top > 0; top >>= 1)
        bits++;
    return bits;
}

static void check_modulus(const struct key *key)
{
    const struct certcheck_public_key *public_key = &key->certificate->key;
    const char *algorithm = certcheck_key_kind_text(public_key->kind);
    uint32_t minimum = key->check->policy->min_rsa_bits;
    if (public_key->bits < minimum)
        bits_finding(key, CERTCHECK_FINDING_KEY_TOO_WEAK, algorithm, public_key->bits, minimum);
    if (public_key->bits > CC_MODULUS_MAX_BITS)
        bits_finding(key, CERTCHECK_FINDING_KEY_TOO_LARGE, algorithm, public_key->bits,
                     CC_MODULUS_MAX_BITS);
}

/* RFC 8017 3.1: e is an odd integer, at least 3. */
static void check_exponent(const struct key *key)
{
    cc_span e = key->certificate->key.exponent;
    bool odd = e.length > 0 && (e.data[e.length - 1] & 1) == 1;
    bool one = e.length == 1 && e.data[0] == 1;
    if (!odd || one || e.length > CC_EXPONENT_MAX_LENGTH)
        add(key, CERTCHECK_FINDING_KEY_EXPONENT_INVALID);
}

static void check_subgroup(const struct key *key)
{
    cc_span q = key->certificate->key.subgroup;
    if (q.length == 0) {
        cc_finding_text(key->check->findings, add(key, CERTCHECK_FINDING_KEY_UNSUPPORTED),
                        "algorithm", "DSA with inherited parameters");
        return;
    }
    check_modulus(key);
    uint32_t bits = bit_length(q);
    if (bits < SUBGROUP_MIN_BITS)
        bits_finding(key, CERTCHECK_FINDING_KEY_TOO_WEAK, "DSA subgroup", bits, SUBGROUP_MIN_BITS);
}

static void check_curve(const struct key *key)
{
    const struct certcheck_public_key *public_key = &key->certificate->key;
    struct cc_findings *findings = key->check->findings;
    switch (public_key->curve) {
    case CERTCHECK_CURVE_EXPLICIT:
        /* RFC 5480 2.1.1: implicitCurve and specifiedCurve MUST NOT be used in PKIX. */
        add(key, CERTCHECK_FINDING_KEY_CURVE_EXPLICIT);
        break;
    case CERTCHECK_CURVE_P192:
        cc_finding_text(findings, add(key, CERTCHECK_FINDING_KEY_CURVE_WEAK), "curve",
                        certcheck_curve_text(public_key->curve));
        break;
    case CERTCHECK_CURVE_NONE:
    case CERTCHECK_CURVE_UNKNOWN:
        cc_finding_text(findings, add(key, CERTCHECK_FINDING_KEY_UNSUPPORTED), "algorithm",
                        "EC on an unknown curve");
        break;
    case CERTCHECK_CURVE_P224:
    case CERTCHECK_CURVE_P256:
    case CERTCHECK_CURVE_P384:
    case CERTCHECK_CURVE_P521:
        break;
    }
}

static void check_key(const struct key *key)
{
    const struct certcheck_public_key *public_key = &key->certificate->key;
    if (public_key->malformed) {
        add(key, CERTCHECK_FINDING_KEY_MALFORMED);
        return;
    }
    switch (public_key->kind) {
    case CERTCHECK_KEY_RSA:
    case CERTCHECK_KEY_RSA_PSS:
        check_modulus(key);
        check_exponent(key);
        break;
    case CERTCHECK_KEY_DSA:
        check_subgroup(key);
        break;
    case CERTCHECK_KEY_EC:
        check_curve(key);
        break;
    case CERTCHECK_KEY_UNKNOWN:
        cc_describe_oid(key->check->findings, add(key, CERTCHECK_FINDING_KEY_UNSUPPORTED),
                        "algorithm", public_key->algorithm_oid);
        break;
    case CERTCHECK_KEY_ED25519:
    case CERTCHECK_KEY_ED448:
    case CERTCHECK_KEY_X25519:
    case CERTCHECK_KEY_X448:
        break;
    }
}

static bool is_weak(enum certcheck_digest digest)
{
    return digest == CERTCHECK_DIGEST_MD2 || digest == CERTCHECK_DIGEST_MD4 ||
           digest == CERTCHECK_DIGEST_MD5 || digest == CERTCHECK_DIGEST_SHA1;
}

static void check_digest(struct cc_check *check, const struct certcheck_certificate *certificate,
                         size_t index)
{
    const struct certcheck_signature_algorithm *algorithm = &certificate->algorithm;
    if (!is_weak(algorithm->digest))
        return;
    struct cc_finding *finding =
        cc_findings_add(check->findings, CERTCHECK_FINDING_SIGNATURE_DIGEST_WEAK, index,
                        certificate->der, algorithm->whole);
    if (!finding)
        return;
    struct cc_text text;
    cc_text_init(&text, CC_TEXT_LIMIT);
    cc_text_add(&text, certcheck_signature_kind_text(algorithm->kind));
    cc_text_add(&text, " with ");
    cc_text_add(&text, certcheck_digest_text(algorithm->digest));
    cc_finding_take(check->findings, finding, "algorithm", cc_text_take(&text));
}

void cc_check_strength(struct cc_check *check, const struct certcheck_certificate *certificate,
                       enum cc_role role, size_t index)
{
    check_key(&(struct key){check, certificate, index});
    if (role == CC_ROLE_LEAF || role == CC_ROLE_INTERMEDIATE)
        check_digest(check, certificate, index);
}
