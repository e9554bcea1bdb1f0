/* SPDX-License-Identifier: MIT */
/* Reads a SubjectPublicKeyInfo down to its numbers, and refuses those that arithmetic must not see.
 */
#include "crypto/key.h"

#include "der/der_value.h"

cc_span cc_magnitude(cc_span number)
{
    while (number.length > 0 && number.data[0] == 0) {
        number.data++;
        number.length--;
    }
    return number;
}

int cc_magnitude_compare(cc_span a, cc_span b)
{
    if (a.length != b.length)
        return a.length < b.length ? -1 : 1;
    return cc_span_compare(a, b);
}

uint32_t cc_magnitude_bits(cc_span number)
{
    if (number.length == 0)
        return 0;
    if (number.length > UINT32_MAX / 8)
        return UINT32_MAX;
    uint32_t bits = (uint32_t)(number.length - 1) * 8;
    for (uint8_t first = number.data[0]; first != 0; first >>= 1)
        bits++;
    return bits;
}

size_t cc_curve_octets(enum certcheck_curve curve)
{
    switch (curve) {
    case CERTCHECK_CURVE_P192:
        return 24;
    case CERTCHECK_CURVE_P224:
        return 28;
    case CERTCHECK_CURVE_P256:
        return 32;
    case CERTCHECK_CURVE_P384:
        return 48;
    case CERTCHECK_CURVE_P521:
        return 66;
    default:
        return 0;
    }
}

static bool is_odd(cc_span number)
{
    return number.length > 0 && (number.data[number.length - 1] & 1) != 0;
}

/* Above 1. */
static bool is_large(cc_span number)
{
    return number.length > 1 || (number.length == 1 && number.data[0] > 1);
}

/* An INTEGER above zero. */
static bool positive(struct cc_der *der, cc_span *magnitude)
{
    cc_span contents;
    if (!cc_der_integer(der, CC_DER_INTEGER, &contents))
        return false;
    *magnitude = cc_magnitude(contents);
    return magnitude->length > 0 && (contents.data[0] & 0x80) == 0;
}

/*
 * RSAPublicKey ::= SEQUENCE {           -- RFC 8017 A.1.1
 *     modulus           INTEGER,  -- n
 *     publicExponent    INTEGER   -- e }
 */
static enum cc_key_state read_rsa(cc_span bytes, struct cc_key *key)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    struct cc_der inside;
    cc_der_init(&der, bytes, NULL, &error);
    if (!cc_der_enter(&der, CC_DER_SEQUENCE, &inside) || !positive(&inside, &key->modulus) ||
        !positive(&inside, &key->exponent) || !cc_der_end(&inside) || !cc_der_end(&der))
        return CC_KEY_BROKEN;
    key->bits = cc_magnitude_bits(key->modulus);
    /* RFC 8017 3.1: n is a product of odd primes, 3 <= e < n, e prime to an even number. An
     * exponent of 1 would make every padded digest its own signature. */
    if (!is_odd(key->modulus) || !is_odd(key->exponent) || !is_large(key->exponent) ||
        cc_magnitude_compare(key->exponent, key->modulus) >= 0)
        return CC_KEY_BROKEN;
    if (key->bits > CC_RSA_MODULUS_BITS_MAX ||
        cc_magnitude_bits(key->exponent) > CC_RSA_EXPONENT_BITS_MAX)
        return CC_KEY_UNSUPPORTED;
    return CC_KEY_SIGNING;
}

static enum certcheck_digest digest_of(cc_span oid)
{
    switch (cc_oid_find(oid)) {
    case CC_OID_SHA1:
        return CERTCHECK_DIGEST_SHA1;
    case CC_OID_SHA224:
        return CERTCHECK_DIGEST_SHA224;
    case CC_OID_SHA256:
        return CERTCHECK_DIGEST_SHA256;
    case CC_OID_SHA384:
        return CERTCHECK_DIGEST_SHA384;
    case CC_OID_SHA512:
        return CERTCHECK_DIGEST_SHA512;
    default:
        return CERTCHECK_DIGEST_NONE;
    }
}

/*
 * HashAlgorithm ::= AlgorithmIdentifier -- RFC 4055 2.1: parameters NULL or absent
 */
static bool read_hash(struct cc_der *der, enum certcheck_digest *digest)
{
    struct cc_der inside;
    cc_span oid;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &inside) || !cc_der_oid(&inside, CC_DER_OID, &oid) ||
        (!cc_der_at_end(&inside) && !cc_der_null(&inside)) || !cc_der_end(&inside))
        return false;
    *digest = digest_of(oid);
    return true;
}

/*
 * MaskGenAlgorithm ::= AlgorithmIdentifier -- id-mgf1 with a HashAlgorithm as its parameters
 */
static bool read_mask(struct cc_der *der, enum certcheck_digest *digest)
{
    struct cc_der inside;
    cc_span oid;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &inside) || !cc_der_oid(&inside, CC_DER_OID, &oid) ||
        !read_hash(&inside, digest) || !cc_der_end(&inside))
        return false;
    if (!cc_oid_is(oid, CC_OID_MGF1))
        *digest = CERTCHECK_DIGEST_NONE;
    return true;
}

/* Opens [number] EXPLICIT when it comes next. */
static bool explicit_field(struct cc_der *der, uint32_t number, struct cc_der *inside,
                           bool *present)
{
    *present = cc_der_peek(der) == CC_DER_CONTEXT_CONSTRUCTED(number);
    return !*present || cc_der_enter(der, CC_DER_CONTEXT_CONSTRUCTED(number), inside);
}

/*
 * RSASSA-PSS-params ::= SEQUENCE {                        -- RFC 4055 3.1
 *     hashAlgorithm     [0] HashAlgorithm    DEFAULT sha1Identifier,
 *     maskGenAlgorithm  [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
 *     saltLength        [2] INTEGER          DEFAULT 20,
 *     trailerField      [3] INTEGER          DEFAULT 1 }
 */
static bool read_pss_parameters(struct cc_der *der, struct cc_key *key)
{
    struct cc_der params;
    struct cc_der field;
    bool present;
    uint32_t trailer = 1;
    key->restricted = true;
    key->digest = CERTCHECK_DIGEST_SHA1;
    key->mask_digest = CERTCHECK_DIGEST_SHA1;
    key->salt_length_minimum = 20;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &params) ||
        !explicit_field(&params, 0, &field, &present) ||
        (present && (!read_hash(&field, &key->digest) || !cc_der_end(&field))) ||
        !explicit_field(&params, 1, &field, &present) ||
        (present && (!read_mask(&field, &key->mask_digest) || !cc_der_end(&field))) ||
        !explicit_field(&params, 2, &field, &present) ||
        (present && (!cc_der_count(&field, CC_DER_INTEGER, UINT32_MAX, &key->salt_length_minimum) ||
                     !cc_der_end(&field))) ||
        !explicit_field(&params, 3, &field, &present) ||
        (present &&
         (!cc_der_count(&field, CC_DER_INTEGER, UINT32_MAX, &trailer) || !cc_der_end(&field))))
        return false;
    return trailer == 1 && cc_der_end(&params);
}

static enum cc_key_state read_rsa_pss(struct cc_der *parameters, cc_span bytes, struct cc_key *key)
{
    /* RFC 4055 3.1: absent parameters leave the key free. */
    if (!cc_der_at_end(parameters) &&
        (!read_pss_parameters(parameters, key) || !cc_der_end(parameters)))
        return CC_KEY_BROKEN;
    return read_rsa(bytes, key);
}

/*
 * Dss-Parms ::= SEQUENCE { p INTEGER, q INTEGER, g INTEGER }    -- RFC 3279 2.3.2
 * DSAPublicKey ::= INTEGER -- public key, Y
 */
static enum cc_key_state read_dsa(struct cc_der *parameters, cc_span bytes, struct cc_key *key)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    struct cc_der inside;
    /* RFC 3279 2.3.2: absent parameters are the issuer's, which is not known here. */
    if (cc_der_at_end(parameters))
        return CC_KEY_UNSUPPORTED;
    cc_der_init(&der, bytes, NULL, &error);
    if (!cc_der_enter(parameters, CC_DER_SEQUENCE, &inside) || !positive(&inside, &key->prime) ||
        !positive(&inside, &key->subgroup) || !positive(&inside, &key->generator) ||
        !cc_der_end(&inside) || !cc_der_end(parameters) || !positive(&der, &key->public_value) ||
        !cc_der_end(&der))
        return CC_KEY_BROKEN;
    key->bits = cc_magnitude_bits(key->prime);
    /* FIPS 186-4 4.1: q divides p - 1, both odd primes; 1 < g < p; 1 < y < p. */
    if (!is_odd(key->prime) || !is_odd(key->subgroup) || !is_large(key->subgroup) ||
        cc_magnitude_compare(key->subgroup, key->prime) >= 0 || !is_large(key->generator) ||
        cc_magnitude_compare(key->generator, key->prime) >= 0 || !is_large(key->public_value) ||
        cc_magnitude_compare(key->public_value, key->prime) >= 0)
        return CC_KEY_BROKEN;
    if (key->bits > CC_DSA_PRIME_BITS_MAX ||
        cc_magnitude_bits(key->subgroup) > CC_DSA_SUBGROUP_BITS_MAX)
        return CC_KEY_UNSUPPORTED;
    return CC_KEY_SIGNING;
}

static enum certcheck_curve curve_of(cc_span oid)
{
    switch (cc_oid_find(oid)) {
    case CC_OID_SECP192R1:
        return CERTCHECK_CURVE_P192;
    case CC_OID_SECP224R1:
        return CERTCHECK_CURVE_P224;
    case CC_OID_SECP256R1:
        return CERTCHECK_CURVE_P256;
    case CC_OID_SECP384R1:
        return CERTCHECK_CURVE_P384;
    case CC_OID_SECP521R1:
        return CERTCHECK_CURVE_P521;
    default:
        return CERTCHECK_CURVE_UNKNOWN;
    }
}

/*
 * ECParameters ::= CHOICE {                                    -- RFC 5480 2.1.1
 *     namedCurve OBJECT IDENTIFIER
 *     -- implicitCurve NULL, specifiedCurve SpecifiedECDomain: must not be used -- }
 * ECPoint ::= OCTET STRING   -- 04 X Y, or compressed: 02 X, 03 X
 */
static enum cc_key_state read_ec(struct cc_der *parameters, cc_span bytes, struct cc_key *key)
{
    cc_span oid;
    if (cc_der_at_end(parameters))
        return CC_KEY_BROKEN;
    if (cc_der_peek(parameters) != CC_DER_OID) {
        key->curve = CERTCHECK_CURVE_EXPLICIT;
        return CC_KEY_UNSUPPORTED;
    }
    if (!cc_der_oid(parameters, CC_DER_OID, &oid) || !cc_der_end(parameters))
        return CC_KEY_BROKEN;
    key->curve = curve_of(oid);
    size_t octets = cc_curve_octets(key->curve);
    if (octets == 0)
        return CC_KEY_UNSUPPORTED;
    key->bits = key->curve == CERTCHECK_CURVE_P521 ? 521 : (uint32_t)octets * 8;
    /* GnuTLS reads no compressed points. */
    if (bytes.length == 1 + octets && (bytes.data[0] == 0x02 || bytes.data[0] == 0x03))
        return CC_KEY_UNSUPPORTED;
    if (bytes.length != 1 + 2 * octets || bytes.data[0] != 0x04)
        return CC_KEY_BROKEN;
    key->point = cc_span_of(bytes.data + 1, 2 * octets);
    return CC_KEY_SIGNING;
}

/* RFC 8410 3 and 4: no parameters, a key of fixed size. */
static enum cc_key_state read_fixed(struct cc_der *parameters, cc_span bytes, struct cc_key *key,
                                    size_t octets, uint32_t bits, enum cc_key_state sound)
{
    key->bits = bits;
    key->point = bytes;
    return cc_der_at_end(parameters) && bytes.length == octets ? sound : CC_KEY_BROKEN;
}

static enum cc_key_state read_by_algorithm(cc_span oid, struct cc_der *parameters, cc_span bytes,
                                           struct cc_key *key)
{
    switch (cc_oid_find(oid)) {
    case CC_OID_RSA_ENCRYPTION:
        /* The parameters are NULL (RFC 3279 2.3.1); a key without them is none the worse. */
        key->kind = CERTCHECK_KEY_RSA;
        return read_rsa(bytes, key);
    case CC_OID_RSASSA_PSS:
        key->kind = CERTCHECK_KEY_RSA_PSS;
        return read_rsa_pss(parameters, bytes, key);
    case CC_OID_DSA:
        key->kind = CERTCHECK_KEY_DSA;
        return read_dsa(parameters, bytes, key);
    case CC_OID_EC_PUBLIC_KEY:
        key->kind = CERTCHECK_KEY_EC;
        return read_ec(parameters, bytes, key);
    case CC_OID_ED25519:
        key->kind = CERTCHECK_KEY_ED25519;
        return read_fixed(parameters, bytes, key, 32, 256, CC_KEY_SIGNING);
    case CC_OID_ED448:
        key->kind = CERTCHECK_KEY_ED448;
        return read_fixed(parameters, bytes, key, 57, 456, CC_KEY_SIGNING);
    case CC_OID_X25519:
        key->kind = CERTCHECK_KEY_X25519;
        return read_fixed(parameters, bytes, key, 32, 256, CC_KEY_NOT_SIGNING);
    case CC_OID_X448:
        key->kind = CERTCHECK_KEY_X448;
        return read_fixed(parameters, bytes, key, 56, 448, CC_KEY_NOT_SIGNING);
    default:
        return CC_KEY_UNSUPPORTED;
    }
}

/*
 * SubjectPublicKeyInfo ::= SEQUENCE {                          -- RFC 5280 4.1
 *     algorithm         AlgorithmIdentifier,
 *     subjectPublicKey  BIT STRING }
 * AlgorithmIdentifier ::= SEQUENCE {
 *     algorithm   OBJECT IDENTIFIER,
 *     parameters  ANY DEFINED BY algorithm OPTIONAL }
 */
enum certcheck_status cc_key_read(cc_span spki, struct cc_key *key, enum cc_key_state *state)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    struct cc_der info;
    struct cc_der algorithm;
    cc_span oid;
    cc_span bytes;
    *key = (struct cc_key){0};
    *state = CC_KEY_BROKEN;
    cc_der_init(&der, spki, NULL, &error);
    if (!cc_der_enter(&der, CC_DER_SEQUENCE, &info) || !cc_der_end(&der) ||
        !cc_der_enter(&info, CC_DER_SEQUENCE, &algorithm) ||
        !cc_der_oid(&algorithm, CC_DER_OID, &oid) ||
        !cc_der_bit_octets(&info, CC_DER_BIT_STRING, &bytes) || !cc_der_end(&info))
        return CERTCHECK_MALFORMED;
    *state = read_by_algorithm(oid, &algorithm, bytes, key);
    return CERTCHECK_OK;
}
