/* SPDX-License-Identifier: MIT */
/*
 * Whether keys and digests are strong enough to be relied on: the one place that decides it.
 *
 * Findings: key-malformed, key-unsupported, key-too-weak, key-too-large, key-exponent-invalid,
 * key-curve-explicit, key-curve-weak, signature-digest-weak.
 *
 * Departures: RFC 5280 leaves strength to other documents. MD2, MD4, MD5 and SHA-1 are refused
 * everywhere but in the signature of an anchor, on which nobody relies. P-224 is accepted: at 112
 * bits it is as strong as RSA with 2048.
 *
 * NIST SP 800-131A ended SHA-1 in signatures and RSA and DSA with 1024 bits with the year 2013. Up
 * to then they are accepted, so that what was good at the time can be checked as of that time; but
 * not under the Baseline Requirements, whose dates are those of issue, nor below what the caller
 * sets. Whoever checks as of the past must know from elsewhere that the certificate existed then.
 */
#include "check/check.h"
#include "check/describe.h"
#include "base/text.h"

/* FIPS 186-4 4.2: the smallest subgroups of primes of 2048 bits and of 1024. */
#define SUBGROUP_MIN_BITS 224
#define LEGACY_SUBGROUP_MIN_BITS 160

/* NIST SP 800-131A 2 and 3: acceptable or deprecated through 2013, then disallowed. */
#define LEGACY_UNTIL 1388534399 /* 2013-12-31T23:59:59Z */

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

static bool is_legacy_time(const struct certcheck_policy *policy)
{
    return policy->has_time && policy->at <= LEGACY_UNTIL;
}

static bool accepts_legacy(const struct certcheck_policy *policy)
{
    return is_legacy_time(policy) && policy->profile != CERTCHECK_PROFILE_WEBPKI;
}

static uint32_t minimum_bits(const struct certcheck_policy *policy)
{
    return !policy->has_min_rsa_bits && accepts_legacy(policy) ? CC_LEGACY_MIN_RSA_BITS
                                                               : policy->min_rsa_bits;
}

static void check_modulus(const struct key *key, const struct certcheck_public_key *public_key)
{
    const char *algorithm = certcheck_key_kind_text(public_key->kind);
    uint32_t minimum = minimum_bits(key->check->policy);
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

/* The parameters may be those of another key. */
static void check_dsa(const struct key *key, const struct certcheck_public_key *parameters)
{
    check_modulus(key, parameters);
    uint32_t minimum = minimum_bits(key->check->policy) <= CC_LEGACY_MIN_RSA_BITS
                           ? LEGACY_SUBGROUP_MIN_BITS
                           : SUBGROUP_MIN_BITS;
    uint32_t bits = bit_length(parameters->subgroup);
    if (bits < minimum)
        bits_finding(key, CERTCHECK_FINDING_KEY_TOO_WEAK, "DSA subgroup", bits, minimum);
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
        check_modulus(key, public_key);
        check_exponent(key);
        break;
    case CERTCHECK_KEY_DSA:
        /* Else cc_check_inherited_strength looks at it, once there is a path. */
        if (!cc_key_inherits(public_key))
            check_dsa(key, public_key);
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

static bool is_weak(enum certcheck_digest digest, bool legacy)
{
    if (digest == CERTCHECK_DIGEST_SHA1)
        return !legacy;
    return digest == CERTCHECK_DIGEST_MD2 || digest == CERTCHECK_DIGEST_MD4 ||
           digest == CERTCHECK_DIGEST_MD5;
}

static void check_digest(struct cc_check *check, const struct certcheck_certificate *certificate,
                         size_t index)
{
    const struct certcheck_signature_algorithm *algorithm = &certificate->algorithm;
    if (!is_weak(algorithm->digest, accepts_legacy(check->policy)))
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

/* RFC 5280 6.1.4 (e), (f) */
void cc_check_inherited_strength(struct cc_check *check, const struct cc_path *path)
{
    for (size_t i = path->length; i-- > 0;) {
        struct key key = {check, path->steps[i].certificate, i};
        if (!cc_key_inherits(&key.certificate->key))
            continue;
        const struct certcheck_public_key *parameters =
            cc_inherited_parameters(path->steps, path->length, i);
        if (parameters != NULL)
            check_dsa(&key, parameters);
        else
            cc_finding_text(check->findings, add(&key, CERTCHECK_FINDING_KEY_UNSUPPORTED),
                            "algorithm", "DSA with parameters that no key above has");
    }
}

bool cc_strength_evidence_is_weak(const struct certcheck_policy *policy,
                                  enum certcheck_digest digest)
{
    return is_weak(digest, is_legacy_time(policy));
}
