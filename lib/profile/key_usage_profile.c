/* SPDX-License-Identifier: MIT */
/*
 * RFC 5280 4.2.1.3: keyUsage by itself, beside the key, and beside extKeyUsage.
 *
 * Findings: key-usage-missing, key-usage-empty, key-usage-cert-sign-without-ca,
 * key-usage-agreement-missing, key-usage-unfit, key-usage-signs-and-enciphers,
 * key-usages-inconsistent.
 * Departures: an extKeyUsage with a purpose that RFC 5280 does not define is consistent with every
 * keyUsage. What the purpose that was asked for needs is for check/key_usage.c.
 */
#include "profile/profile.h"

#include "base/text.h"
#include "der/der_value.h"

#define SIGNATURE CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE
#define REPUDIATION CERTCHECK_KEY_USAGE_NON_REPUDIATION
#define KEY_ENCIPHERMENT CERTCHECK_KEY_USAGE_KEY_ENCIPHERMENT
#define DATA_ENCIPHERMENT CERTCHECK_KEY_USAGE_DATA_ENCIPHERMENT
#define AGREEMENT CERTCHECK_KEY_USAGE_KEY_AGREEMENT
#define CERT_SIGN CERTCHECK_KEY_USAGE_KEY_CERT_SIGN
#define CRL_SIGN CERTCHECK_KEY_USAGE_CRL_SIGN
#define ONLY (CERTCHECK_KEY_USAGE_ENCIPHER_ONLY | CERTCHECK_KEY_USAGE_DECIPHER_ONLY)
#define SIGNS (SIGNATURE | REPUDIATION | CERT_SIGN | CRL_SIGN)
#define EVERY_BIT 0x1FFU

static void add(struct cc_profile *profile, const struct certcheck_certificate *certificate,
                size_t index, enum certcheck_finding_code code)
{
    cc_profile_add(profile, certificate, index, code, CERTCHECK_EXT_KEY_USAGE);
}

/* ---- the key ---- */

static unsigned bits_of_key(const struct certcheck_public_key *key)
{
    switch (key->kind) {
    case CERTCHECK_KEY_RSA: /* RFC 3279 2.3.1 */
        return SIGNS | KEY_ENCIPHERMENT | DATA_ENCIPHERMENT;
    case CERTCHECK_KEY_RSA_PSS: /* RFC 4055 1.2 */
    case CERTCHECK_KEY_DSA:     /* RFC 3279 2.3.2 */
    case CERTCHECK_KEY_ED25519: /* RFC 9295 3, which updates RFC 8410 5 */
    case CERTCHECK_KEY_ED448:
        return SIGNS;
    case CERTCHECK_KEY_EC: /* RFC 5480 3, RFC 8813 3 */
        return SIGNS | AGREEMENT | ONLY;
    case CERTCHECK_KEY_X25519: /* RFC 9295 3 */
    case CERTCHECK_KEY_X448:
        return AGREEMENT | ONLY;
    case CERTCHECK_KEY_UNKNOWN:
        break;
    }
    if (cc_oid_is(key->algorithm_oid, CC_OID_RSAES_OAEP)) /* RFC 4055 1.2 */
        return KEY_ENCIPHERMENT | DATA_ENCIPHERMENT;
    if (cc_oid_is(key->algorithm_oid, CC_OID_EC_DH)) /* RFC 5480 3 */
        return AGREEMENT | ONLY;
    return EVERY_BIT;
}

static char *names_of_bits(unsigned bits)
{
    struct cc_text text;
    cc_text_init(&text, CC_TEXT_LIMIT);
    for (unsigned bit = 0; certcheck_key_usage_text(bit) != NULL; bit++) {
        if ((bits >> bit & 1U) == 0)
            continue;
        cc_text_add(&text, text.length > 0 ? ", " : "");
        cc_text_add(&text, certcheck_key_usage_text(bit));
    }
    return cc_text_take(&text);
}

static void check_key(struct cc_profile *profile, const struct certcheck_certificate *certificate,
                      size_t index)
{
    const struct certcheck_public_key *key = &certificate->key;
    unsigned unfit = certificate->key_usage & ~bits_of_key(key);
    if (unfit != 0) {
        struct cc_finding *finding =
            cc_profile_add(profile, certificate, index, CERTCHECK_FINDING_KEY_USAGE_UNFIT,
                           CERTCHECK_EXT_KEY_USAGE);
        if (finding != NULL)
            cc_finding_take(profile->findings, finding, "actual", names_of_bits(unfit));
        /* Of the unknown kinds those have unfit bits whose OIDs are known. */
        cc_finding_text(profile->findings, finding, "algorithm",
                        key->kind == CERTCHECK_KEY_UNKNOWN ? certcheck_oid_name(key->algorithm_oid)
                                                           : certcheck_key_kind_text(key->kind));
    }
    /* RFC 3279 2.3.1: this specification RECOMMENDS that if keyCertSign or cRLSign is present, both
     * keyEncipherment and dataEncipherment SHOULD NOT be present. */
    if (key->kind == CERTCHECK_KEY_RSA && (certificate->key_usage & (CERT_SIGN | CRL_SIGN)) != 0 &&
        (certificate->key_usage & (KEY_ENCIPHERMENT | DATA_ENCIPHERMENT)) != 0)
        add(profile, certificate, index, CERTCHECK_FINDING_KEY_USAGE_SIGNS_AND_ENCIPHERS);
}

/* ---- extKeyUsage ---- */

/* RFC 5280 4.2.1.12: key usage bits that may be consistent with the purpose; all for others */
static unsigned bits_of_purpose(cc_span purpose)
{
    static const struct {
        enum cc_oid oid;
        unsigned bits;
    } purposes[] = {
        {CC_OID_SERVER_AUTH, SIGNATURE | KEY_ENCIPHERMENT | AGREEMENT},
        {CC_OID_CLIENT_AUTH, SIGNATURE | AGREEMENT},
        {CC_OID_CODE_SIGNING, SIGNATURE},
        {CC_OID_EMAIL_PROTECTION, SIGNATURE | REPUDIATION | KEY_ENCIPHERMENT | AGREEMENT},
        {CC_OID_TIME_STAMPING, SIGNATURE | REPUDIATION},
        {CC_OID_OCSP_SIGNING, SIGNATURE | REPUDIATION},
    };
    enum cc_oid known = cc_oid_find(purpose);
    for (size_t i = 0; i < sizeof purposes / sizeof *purposes; i++)
        if (purposes[i].oid == known)
            return purposes[i].bits;
    return EVERY_BIT;
}

/* RFC 5280 4.2.1.12: If there is no purpose consistent with both extensions, then the certificate
 * MUST NOT be used for any purpose. An authority's keyUsage is about what it signs, and its
 * extKeyUsage in use is about what those certificates are for. */
static void check_purposes(struct cc_profile *profile,
                           const struct certcheck_certificate *certificate, size_t index)
{
    cc_span rest = certificate->purposes, purpose;
    if (!certificate->has_purposes || cc_profile_is_authority(certificate))
        return;
    while (certcheck_next_oid(&rest, &purpose))
        if ((certificate->key_usage & bits_of_purpose(purpose)) != 0)
            return;
    cc_profile_add(profile, certificate, index, CERTCHECK_FINDING_KEY_USAGES_INCONSISTENT,
                   CERTCHECK_EXT_EXTENDED_KEY_USAGE);
}

/* ---- all of it ---- */

void cc_profile_key_usage(struct cc_profile *profile,
                          const struct certcheck_certificate *certificate, enum cc_role role,
                          size_t index)
{
    (void)role;
    bool authority = cc_profile_is_authority(certificate);
    /* RFC 5280 4.2.1.3: Conforming CAs MUST include this extension in certificates that contain
     * public keys that are used to validate digital signatures on other public key certificates or
     * CRLs. */
    if (authority && certificate->by_kind[CERTCHECK_EXT_KEY_USAGE] == NULL)
        add(profile, certificate, index, CERTCHECK_FINDING_KEY_USAGE_MISSING);
    if (!certificate->has_key_usage)
        return;
    unsigned usage = certificate->key_usage;
    /* RFC 5280 4.2.1.3: When the keyUsage extension appears in a certificate, at least one of the
     * bits MUST be set to 1. */
    if (usage == 0) {
        add(profile, certificate, index, CERTCHECK_FINDING_KEY_USAGE_EMPTY);
        return;
    }
    /* RFC 5280 4.2.1.3: If the keyCertSign bit is asserted, then the cA bit in the basic
     * constraints extension MUST also be asserted. */
    if ((usage & CERT_SIGN) != 0 && !authority)
        add(profile, certificate, index, CERTCHECK_FINDING_KEY_USAGE_CERT_SIGN_WITHOUT_CA);
    /* RFC 5280 4.2.1.3: The meaning of the encipherOnly bit is undefined in the absence of the
     * keyAgreement bit; so is that of decipherOnly. */
    if ((usage & ONLY) != 0 && (usage & AGREEMENT) == 0)
        add(profile, certificate, index, CERTCHECK_FINDING_KEY_USAGE_AGREEMENT_MISSING);
    check_key(profile, certificate, index);
    check_purposes(profile, certificate, index);
}
