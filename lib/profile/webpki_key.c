/* SPDX-License-Identifier: MIT */
/*
 * BR 6.1.5, 6.1.6 and 7.1.3: keys, signature algorithms, version and serial number.
 *
 * Findings: web-key-algorithm, web-key-modulus-bits, web-key-exponent, web-signature-algorithm,
 * web-version, web-serial-short.
 * Departures: that RSA has 2048 bits, that curves are known and named, and that digests are not
 * broken, check/strength.c sees to. The digest is not held against the size of the ECDSA key that
 * signed (BR 7.1.3.2.2), which another certificate has. The signature of a root is not looked at:
 * nobody relies on it. Random bits (BR 7.1) cannot be counted, only octets.
 */
#include "profile/webpki.h"

#define SERIAL_MIN_LENGTH 8 /* octets: 64 bits */
#define PSS_LENGTH 67       /* octets of each AlgorithmIdentifier for PSS in BR 7.1.3.2.1 */

static bool is_listed_key(const struct certcheck_public_key *key)
{
    /* BR 7.1.3.1.1: The CA SHALL indicate an RSA key using the rsaEncryption algorithm identifier.
     * [...] The CA SHALL NOT use a different algorithm, such as the id-RSASSA-PSS algorithm
     * identifier, to indicate an RSA key. */
    if (key->kind == CERTCHECK_KEY_RSA)
        return true;
    /* BR 6.1.5: For ECDSA key pairs, the CA SHALL ensure that the key represents a valid point on
     * the NIST P-256, NIST P-384 or NIST P-521 elliptic curve. */
    return key->kind == CERTCHECK_KEY_EC && key->curve != CERTCHECK_CURVE_P224;
}

static void check_algorithm(const struct cc_webpki *web)
{
    const struct certcheck_public_key *key = &web->certificate->key;
    /* Unknown kinds are another finding. */
    if (key->kind == CERTCHECK_KEY_UNKNOWN || is_listed_key(key))
        return;
    struct cc_finding *finding =
        cc_webpki_add(web, CERTCHECK_FINDING_WEB_KEY_ALGORITHM, key->whole);
    cc_webpki_text(web, finding, "algorithm",
                   key->kind == CERTCHECK_KEY_EC ? certcheck_curve_text(key->curve)
                                                 : certcheck_key_kind_text(key->kind));
}

static void check_rsa(const struct cc_webpki *web)
{
    const struct certcheck_public_key *key = &web->certificate->key;
    if (key->kind != CERTCHECK_KEY_RSA || key->malformed)
        return;
    /* BR 6.1.5: [ensure that] the modulus size, in bits, is evenly divisible by 8 */
    if (key->bits % 8 != 0) {
        struct cc_finding *finding =
            cc_webpki_add(web, CERTCHECK_FINDING_WEB_KEY_MODULUS_BITS, key->whole);
        cc_finding_number(web->profile->findings, finding, "actual", key->bits);
    }
    /* BR 6.1.6: the public exponent SHOULD be in the range between 2^16 + 1 and 2^256 - 1 */
    cc_span e = key->exponent;
    if (e.length < 3 || (e.length == 3 && e.data[0] == 1 && e.data[1] == 0 && e.data[2] == 0))
        cc_webpki_add(web, CERTCHECK_FINDING_WEB_KEY_EXPONENT, key->whole);
}

static bool is_sha2(enum certcheck_digest digest)
{
    return digest == CERTCHECK_DIGEST_SHA256 || digest == CERTCHECK_DIGEST_SHA384 ||
           digest == CERTCHECK_DIGEST_SHA512;
}

static bool is_broken(enum certcheck_digest digest)
{
    return digest == CERTCHECK_DIGEST_MD2 || digest == CERTCHECK_DIGEST_MD4 ||
           digest == CERTCHECK_DIGEST_MD5 || digest == CERTCHECK_DIGEST_SHA1;
}

static uint32_t digest_length(enum certcheck_digest digest)
{
    return digest == CERTCHECK_DIGEST_SHA256 ? 32 : digest == CERTCHECK_DIGEST_SHA384 ? 48 : 64;
}

/* BR 7.1.3.2.1 and 7.1.3.2.2 */
static bool is_listed_signature(const struct certcheck_signature_algorithm *algorithm)
{
    if (!is_sha2(algorithm->digest))
        return false;
    /* RSASSA-PSS with SHA-256, MGF-1 with SHA-256, and a salt length of 32 bytes, and so on. "The
     * encoded AlgorithmIdentifier MUST match the following hex-encoded bytes": with these values
     * only those are as long, in which both hash algorithms have the parameters NULL. */
    if (algorithm->kind == CERTCHECK_SIGNATURE_RSA_PSS)
        return algorithm->mask_digest == algorithm->digest &&
               algorithm->salt_length == digest_length(algorithm->digest) &&
               algorithm->whole.length == PSS_LENGTH;
    return algorithm->kind == CERTCHECK_SIGNATURE_RSA_PKCS1 ||
           algorithm->kind == CERTCHECK_SIGNATURE_ECDSA;
}

static void check_signature(const struct cc_webpki *web)
{
    const struct certcheck_signature_algorithm *algorithm = &web->certificate->algorithm;
    if (web->kind == CC_WEBPKI_ROOT || algorithm->kind == CERTCHECK_SIGNATURE_UNKNOWN ||
        is_broken(algorithm->digest) || is_listed_signature(algorithm))
        return;
    struct cc_finding *finding =
        cc_webpki_add(web, CERTCHECK_FINDING_WEB_SIGNATURE_ALGORITHM, algorithm->whole);
    cc_webpki_oid(web, finding, "algorithm", algorithm->oid);
}

/* BR 7.1: CAs SHALL generate non-sequential Certificate serial numbers greater than zero and less
 * than 2^159 containing at least 64 bits of output from a CSPRNG. Effective 2016-09-30. */
static void check_serial(const struct cc_webpki *web)
{
    cc_span serial = web->certificate->serial;
    if (web->kind == CC_WEBPKI_ROOT || serial.length >= SERIAL_MIN_LENGTH ||
        !cc_webpki_since(web, 2016, 9, 30))
        return;
    struct cc_finding *finding = cc_webpki_add(web, CERTCHECK_FINDING_WEB_SERIAL_SHORT, serial);
    cc_finding_number(web->profile->findings, finding, "actual", (int64_t)serial.length);
}

void cc_webpki_key(const struct cc_webpki *web)
{
    check_algorithm(web);
    check_rsa(web);
    if (web->kind == CC_WEBPKI_OTHER)
        return;
    check_signature(web);
    check_serial(web);
    /* BR 7.1.1: Certificates MUST be of type X.509 v3. Other findings say it of authorities. */
    if (web->kind == CC_WEBPKI_SUBSCRIBER && web->certificate->version != 3) {
        struct cc_finding *finding =
            cc_webpki_add(web, CERTCHECK_FINDING_WEB_VERSION, web->certificate->tbs);
        cc_finding_number(web->profile->findings, finding, "actual", web->certificate->version);
    }
}
