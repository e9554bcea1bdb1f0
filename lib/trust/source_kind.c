/* SPDX-License-Identifier: MIT */
/* Finds out what a DER input is by how it begins. */
#include "trust/source_entry.h"

#include "der/der_value.h"

/* An OCSPResponse without an answer is five bytes: SEQUENCE, ENUMERATED. */
static bool looks_like_short_ocsp(cc_span input)
{
    static const uint8_t begin[] = {0x30, 0x03, 0x0A, 0x01};
    return input.length == sizeof begin + 1 && memcmp(input.data, begin, sizeof begin) == 0;
}

/* A SEQUENCE with a length of more than one octet, as everything else that is of use has. No text
 * begins so: the second octet is outside ASCII, and not UTF-8 there. */
static bool looks_like_der(cc_span input)
{
    return (input.length >= 2 && input.data[0] == 0x30 && input.data[1] >= 0x80) ||
           looks_like_short_ocsp(input);
}

/* TBSCertList begins: version INTEGER OPTIONAL, signature SEQUENCE, issuer SEQUENCE, thisUpdate
 * Time. TBSCertificate of version 1 has a SEQUENCE where that Time stands; of later versions it
 * begins with [0]. */
static bool begins_like_crl(struct cc_der *tbs)
{
    cc_der_value value;
    bool has_version;
    if (!cc_der_optional(tbs, CC_DER_INTEGER, &value, &has_version) ||
        !cc_der_expect(tbs, CC_DER_SEQUENCE, &value) ||
        !cc_der_expect(tbs, CC_DER_SEQUENCE, &value))
        return false;
    uint32_t next = cc_der_peek(tbs);
    return next == CC_DER_UTC_TIME || next == CC_DER_GENERALIZED_TIME;
}

enum cc_source_kind cc_source_kind_of(cc_span input)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der, inside, tbs;
    if (!looks_like_der(input))
        return CC_SOURCE_NO_DER;
    cc_der_init(&der, input, NULL, &error);
    if (!cc_der_enter(&der, CC_DER_SEQUENCE, &inside))
        return CC_SOURCE_CERTIFICATE;
    if (cc_der_peek(&inside) == CC_DER_OID)
        return CC_SOURCE_PKCS7;
    if (cc_der_peek(&inside) == CC_DER_ENUMERATED)
        return CC_SOURCE_OCSP;
    if (cc_der_enter(&inside, CC_DER_SEQUENCE, &tbs) && begins_like_crl(&tbs))
        return CC_SOURCE_CRL;
    return CC_SOURCE_CERTIFICATE;
}

/* ---- what people take for a certificate ---- */

/* CertificationRequestInfo (RFC 2986 4.1) has its subject where TBSCertificate has an algorithm. */
static bool begins_like_request(struct cc_der *info)
{
    cc_der_value version;
    struct cc_der subject;
    return cc_der_expect(info, CC_DER_INTEGER, &version) &&
           cc_der_enter(info, CC_DER_SEQUENCE, &subject) && cc_der_peek(&subject) == CC_DER_SET;
}

/* An algorithm, and what it was used for: SubjectPublicKeyInfo (RFC 5280 4.1) and
 * EncryptedPrivateKeyInfo (RFC 5958 3). */
static const char *kind_behind_algorithm(struct cc_der *inside)
{
    uint32_t next = cc_der_peek(inside);
    return next == CC_DER_BIT_STRING     ? "this is a public key, and no certificate"
           : next == CC_DER_OCTET_STRING ? "this is an encrypted private key, and no certificate"
                                         : NULL;
}

/* PFX (RFC 7292 4) has version 3; private keys (RFC 5958 2, RFC 8017 A.1.2, RFC 5915 3) have 0 or
 * 1, and another value behind it than PFX. */
static const char *kind_behind_version(struct cc_der *inside)
{
    cc_der_value version;
    if (!cc_der_expect(inside, CC_DER_INTEGER, &version) || version.contents.length != 1)
        return NULL;
    uint8_t number = version.contents.data[0];
    return number == 3 && cc_der_peek(inside) == CC_DER_SEQUENCE
               ? "this is PKCS #12, out of which the certificates must be taken first"
           : number <= 1 ? "this is a private key, and no certificate"
                         : NULL;
}

const char *cc_source_stranger(cc_span der)
{
    struct certcheck_parse_error error = {0};
    struct cc_der outer, inside, first;
    cc_der_init(&outer, der, NULL, &error);
    if (!cc_der_enter(&outer, CC_DER_SEQUENCE, &inside))
        return NULL;
    if (cc_der_peek(&inside) == CC_DER_INTEGER)
        return kind_behind_version(&inside);
    if (!cc_der_enter(&inside, CC_DER_SEQUENCE, &first))
        return NULL;
    if (cc_der_peek(&first) == CC_DER_OID)
        return kind_behind_algorithm(&inside);
    return begins_like_request(&first) ? "this is a certificate request, and no certificate" : NULL;
}
