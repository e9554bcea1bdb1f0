/* SPDX-License-Identifier: MIT */
/* Reads SubjectPublicKeyInfo: RFC 3279, 4055, 5480, 8410. */
#include "x509/spki.h"

#include "der/der_value.h"
#include "x509/algorithm.h"

static const struct {
    enum cc_oid oid;
    enum certcheck_key_kind kind;
} key_algorithms[] = {
    {CC_OID_RSA_ENCRYPTION, CERTCHECK_KEY_RSA},
    {CC_OID_RSASSA_PSS, CERTCHECK_KEY_RSA_PSS},
    {CC_OID_DSA, CERTCHECK_KEY_DSA},
    {CC_OID_EC_PUBLIC_KEY, CERTCHECK_KEY_EC},
    {CC_OID_ED25519, CERTCHECK_KEY_ED25519},
    {CC_OID_ED448, CERTCHECK_KEY_ED448},
    {CC_OID_X25519, CERTCHECK_KEY_X25519},
    {CC_OID_X448, CERTCHECK_KEY_X448},
};

static const struct {
    enum cc_oid oid;
    enum certcheck_curve curve;
    uint32_t bits;
} named_curves[] = {
    {CC_OID_SECP192R1, CERTCHECK_CURVE_P192, 192}, {CC_OID_SECP224R1, CERTCHECK_CURVE_P224, 224},
    {CC_OID_SECP256R1, CERTCHECK_CURVE_P256, 256}, {CC_OID_SECP384R1, CERTCHECK_CURVE_P384, 384},
    {CC_OID_SECP521R1, CERTCHECK_CURVE_P521, 521},
};

static uint32_t bit_length(cc_span magnitude)
{
    if (magnitude.length == 0)
        return 0;
    uint32_t bits = (uint32_t)(magnitude.length - 1) * 8;
    for (unsigned first = magnitude.data[0]; first != 0; first >>= 1)
        bits++;
    return bits;
}

/* The magnitude of an INTEGER that must be above zero. */
static bool read_positive(struct cc_der *der, cc_span *magnitude)
{
    cc_span contents;
    const uint8_t *at = der->next;
    if (!cc_der_integer(der, CC_DER_INTEGER, &contents))
        return false;
    if ((contents.data[0] & 0x80) != 0 || (contents.length == 1 && contents.data[0] == 0))
        return cc_der_fail(der, at, CC_DER_INTEGER, CC_DER_RULE_VALUE_RANGE);
    size_t zero = contents.data[0] == 0 ? 1 : 0;
    *magnitude = cc_span_of(contents.data + zero, contents.length - zero);
    return true;
}

/* RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER } (RFC 3279 2.3.1). The
 * modulus is a product of odd primes (RFC 8017 3.1). */
static bool read_rsa(struct certcheck_public_key *key)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der, inside;
    cc_der_init(&der, key->key, NULL, &error);
    if (!cc_der_enter(&der, CC_DER_SEQUENCE, &inside) || !read_positive(&inside, &key->modulus))
        return false;
    key->bits = bit_length(key->modulus);
    bool odd = (key->modulus.data[key->modulus.length - 1] & 1) != 0;
    return read_positive(&inside, &key->exponent) && cc_der_end(&inside) && cc_der_end(&der) && odd;
}

/* RFC 4055 1.2: without parameters the key may make any RSASSA-PSS signature. */
static bool read_pss_parameters(struct certcheck_public_key *key, struct cc_quirk *quirks)
{
    if (key->parameters.length == 0)
        return true;
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_der_init(&der, key->parameters, NULL, &error);
    key->has_pss_parameters = true;
    key->pss.kind = CERTCHECK_SIGNATURE_RSA_PSS;
    key->pss.oid = key->algorithm_oid;
    key->pss.parameters_malformed =
        !cc_algorithm_read_pss(&der, &key->pss, quirks) || !cc_der_end(&der);
    return !key->pss.parameters_malformed;
}

/* Dss-Parms ::= SEQUENCE { p INTEGER, q INTEGER, g INTEGER }, absent when inherited;
 * DSAPublicKey ::= INTEGER (RFC 3279 2.3.2) */
static bool read_dsa(struct certcheck_public_key *key)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der, inside;
    cc_span prime = {NULL, 0}, generator, public_value;
    if (key->parameters.length != 0) {
        cc_der_init(&der, key->parameters, NULL, &error);
        if (!cc_der_enter(&der, CC_DER_SEQUENCE, &inside) || !read_positive(&inside, &prime) ||
            !read_positive(&inside, &key->subgroup) || !read_positive(&inside, &generator) ||
            !cc_der_end(&inside) || !cc_der_end(&der))
            return false;
        key->bits = bit_length(prime);
    }
    cc_der_init(&der, key->key, NULL, &error);
    return read_positive(&der, &public_value) && cc_der_end(&der);
}

/* SEC 1 2.3.3: 04 X Y, or 02 X and 03 X; the point at infinity is no key. */
static bool point_fits(cc_span point, uint32_t bits)
{
    size_t size = ((size_t)bits + 7) / 8;
    if (point.length == 0)
        return false;
    switch (point.data[0]) {
    case 0x02:
    case 0x03:
        return point.length == 1 + size;
    case 0x04:
        return point.length == 1 + 2 * size;
    default:
        return false;
    }
}

/* ECParameters ::= CHOICE { namedCurve OBJECT IDENTIFIER } (RFC 5480 2.1.1, which forbids
 * implicitCurve NULL and specifiedCurve SEQUENCE) */
static bool read_ec(struct certcheck_public_key *key)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_span oid;
    enum cc_oid known;
    cc_der_init(&der, key->parameters, NULL, &error);
    uint32_t tag = cc_der_peek(&der);
    if (tag == CC_DER_NULL || tag == CC_DER_SEQUENCE) {
        key->curve = CERTCHECK_CURVE_EXPLICIT;
        return true;
    }
    if (!cc_der_known_oid(&der, CC_DER_OID, &oid, &known))
        return false;
    key->curve = CERTCHECK_CURVE_UNKNOWN;
    for (size_t i = 0; i < sizeof named_curves / sizeof *named_curves; i++) {
        if (named_curves[i].oid == known) {
            key->curve = named_curves[i].curve;
            key->bits = named_curves[i].bits;
        }
    }
    return key->curve == CERTCHECK_CURVE_UNKNOWN || point_fits(key->key, key->bits);
}

/* RFC 8410 3 and 4: no parameters, and the key is the octets themselves. */
static bool read_edwards(struct certcheck_public_key *key, uint32_t bits, size_t length)
{
    key->bits = bits;
    return key->parameters.length == 0 && key->key.length == length;
}

static bool read_key(struct certcheck_public_key *key, struct cc_quirk *quirks)
{
    switch (key->kind) {
    case CERTCHECK_KEY_UNKNOWN:
        return true;
    case CERTCHECK_KEY_RSA:
        /* RFC 3279 2.3.1: the parameters MUST be NULL. */
        return read_rsa(key) && key->parameters.length == 2 &&
               key->parameters.data[0] == CC_DER_NULL;
    case CERTCHECK_KEY_RSA_PSS: {
        bool parameters_fit = read_pss_parameters(key, quirks);
        return read_rsa(key) && parameters_fit;
    }
    case CERTCHECK_KEY_DSA:
        return read_dsa(key);
    case CERTCHECK_KEY_EC:
        return read_ec(key);
    case CERTCHECK_KEY_ED25519:
    case CERTCHECK_KEY_X25519:
        return read_edwards(key, 256, 32);
    case CERTCHECK_KEY_ED448:
        return read_edwards(key, 456, 57);
    case CERTCHECK_KEY_X448:
        return read_edwards(key, 448, 56);
    }
    return false;
}

/* SubjectPublicKeyInfo ::= SEQUENCE {
 *     algorithm         AlgorithmIdentifier,
 *     subjectPublicKey  BIT STRING } */
bool cc_spki_read(struct cc_der *der, struct certcheck_public_key *key, struct cc_quirk *quirks)
{
    cc_der_value sequence;
    struct cc_der inside;
    struct cc_algorithm_identifier algorithm;
    unsigned unused_bits;
    if (!cc_der_expect(der, CC_DER_SEQUENCE, &sequence) || !cc_der_open(der, &sequence, &inside) ||
        !cc_algorithm_identifier_read(&inside, &algorithm) ||
        !cc_der_bit_string(&inside, CC_DER_BIT_STRING, &key->key, &unused_bits) ||
        !cc_der_end(&inside))
        return false;
    key->whole = sequence.whole;
    key->algorithm_oid = algorithm.oid;
    key->parameters = algorithm.parameters.whole;
    for (size_t i = 0; i < sizeof key_algorithms / sizeof *key_algorithms; i++) {
        if (key_algorithms[i].oid == algorithm.known)
            key->kind = key_algorithms[i].kind;
    }
    bool readable = read_key(key, quirks);
    key->malformed = !readable || (key->kind != CERTCHECK_KEY_UNKNOWN && unused_bits != 0);
    return true;
}
