/* SPDX-License-Identifier: MIT */
/*
 * BR 7.1.2.7.10, 7.1.2.7.11, 7.1.2.10.6, 7.1.2.10.7 and 7.1.2.1.2: extKeyUsage and keyUsage.
 *
 * Findings: web-eku-missing, web-eku-server-missing, web-eku-any, web-eku-forbidden, web-root-eku,
 * web-ca-eku-missing, web-key-usage-bit, web-key-usage-signature, web-ca-key-usage.
 * Departures: an intermediate that may not issue for servers is not asked about its purposes; nor
 * is one made before the profiles of BR 2.0 (2023-09-15). One that may issue for any purpose is a
 * warning: that is allowed in cross-certificates (BR 7.1.2.2.4). What authorities' keyUsage lacks
 * or has too much is a warning: many test and private authorities only sign certificates.
 */
#include "profile/webpki.h"

struct purposes {
    size_t count;
    bool server;
    bool any;
    cc_span forbidden; /* the first that may not stand beside serverAuth; empty: none */
};

/* BR 7.1.2.7.10, 7.1.2.10.6: id-kp-codeSigning, id-kp-emailProtection, id-kp-timeStamping,
 * id-kp-OCSPSigning and the Precertificate Signing Certificate's purpose MUST NOT be included. */
static bool is_forbidden(cc_span purpose)
{
    static const enum cc_oid list[] = {CC_OID_CODE_SIGNING, CC_OID_EMAIL_PROTECTION,
                                       CC_OID_TIME_STAMPING, CC_OID_OCSP_SIGNING,
                                       CC_OID_CT_PRECERTIFICATE_SIGNING};
    enum cc_oid oid = cc_oid_find(purpose);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (list[i] == oid)
            return true;
    return false;
}

static struct purposes read_purposes(const struct certcheck_certificate *certificate)
{
    struct purposes result = {.count = 0};
    cc_span rest = certificate->purposes, purpose;
    while (certcheck_next_oid(&rest, &purpose)) {
        result.count++;
        result.server |= cc_oid_is(purpose, CC_OID_SERVER_AUTH);
        result.any |= cc_oid_is(purpose, CC_OID_ANY_EXTENDED_KEY_USAGE);
        if (result.forbidden.length == 0 && is_forbidden(purpose))
            result.forbidden = purpose;
    }
    return result;
}

static void add_forbidden(const struct cc_webpki *web, const struct purposes *purposes)
{
    if (purposes->any)
        cc_webpki_add_extension(web, CERTCHECK_FINDING_WEB_EKU_ANY,
                                CERTCHECK_EXT_EXTENDED_KEY_USAGE);
    if (purposes->forbidden.length > 0)
        cc_webpki_oid(web,
                      cc_webpki_add(web, CERTCHECK_FINDING_WEB_EKU_FORBIDDEN, purposes->forbidden),
                      "actual", purposes->forbidden);
}

static void check_subscriber_purposes(const struct cc_webpki *web)
{
    const struct certcheck_certificate *certificate = web->certificate;
    /* BR 7.1.2.7.6: extKeyUsage: MUST be present */
    if (certificate->by_kind[CERTCHECK_EXT_EXTENDED_KEY_USAGE] == NULL) {
        cc_webpki_add(web, CERTCHECK_FINDING_WEB_EKU_MISSING, certificate->tbs);
        return;
    }
    if (!certificate->has_purposes)
        return;
    struct purposes purposes = read_purposes(certificate);
    /* BR 7.1.2.7.10: id-kp-serverAuth: MUST; anyExtendedKeyUsage: MUST NOT */
    if (!purposes.server)
        cc_webpki_add_extension(web, CERTCHECK_FINDING_WEB_EKU_SERVER_MISSING,
                                CERTCHECK_EXT_EXTENDED_KEY_USAGE);
    if (!cc_webpki_since(web, 2023, 9, 15))
        purposes.forbidden.length = 0;
    add_forbidden(web, &purposes);
}

static void check_authority_purposes(const struct cc_webpki *web)
{
    const struct certcheck_certificate *certificate = web->certificate;
    if (!cc_webpki_since(web, 2023, 9, 15))
        return;
    if (certificate->by_kind[CERTCHECK_EXT_EXTENDED_KEY_USAGE] == NULL) {
        /* BR 7.1.2.6.1: MUST be present */
        cc_webpki_add(web, CERTCHECK_FINDING_WEB_CA_EKU_MISSING, certificate->tbs);
        return;
    }
    /* BR 7.1.2.10.6: with id-kp-serverAuth, the others MUST NOT stand */
    struct purposes purposes = read_purposes(certificate);
    /* BR 7.1.2.2.4: in an unrestricted cross-certificate anyExtendedKeyUsage "MUST be the only key
     * usage present"; what is one cannot be seen. */
    if (purposes.any && purposes.count == 1) {
        cc_webpki_add_extension(web, CERTCHECK_FINDING_WEB_CA_EKU_MISSING,
                                CERTCHECK_EXT_EXTENDED_KEY_USAGE);
        return;
    }
    if (!purposes.server)
        purposes.forbidden.length = 0;
    add_forbidden(web, &purposes);
}

/* BR 7.1.2.7.11. For RSA: digitalSignature SHOULD, keyEncipherment MAY, dataEncipherment NOT
 * RECOMMENDED, all others MUST NOT; for ECC: digitalSignature MUST, keyAgreement NOT RECOMMENDED,
 * all others MUST NOT. That no subscriber signs certificates or CRLs has always been asked. */
static void check_subscriber_bits(const struct cc_webpki *web)
{
    const struct certcheck_certificate *certificate = web->certificate;
    unsigned allowed = CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE;
    unsigned always = CERTCHECK_KEY_USAGE_KEY_CERT_SIGN | CERTCHECK_KEY_USAGE_CRL_SIGN;
    if (certificate->key.kind == CERTCHECK_KEY_RSA)
        allowed |= CERTCHECK_KEY_USAGE_KEY_ENCIPHERMENT | CERTCHECK_KEY_USAGE_DATA_ENCIPHERMENT;
    else
        allowed |= CERTCHECK_KEY_USAGE_KEY_AGREEMENT;
    unsigned wrong = certificate->key_usage & ~allowed;
    bool signs = (certificate->key_usage & CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE) != 0;
    if (!cc_webpki_since(web, 2023, 9, 15))
        wrong &= always;
    else if (certificate->key.kind == CERTCHECK_KEY_EC && !signs)
        cc_webpki_add_extension(web, CERTCHECK_FINDING_WEB_KEY_USAGE_SIGNATURE,
                                CERTCHECK_EXT_KEY_USAGE);
    for (unsigned bit = 0; certcheck_key_usage_text(bit) != NULL; bit++) {
        if (!(wrong & (1U << bit)))
            continue;
        struct cc_finding *finding = cc_webpki_add_extension(
            web, CERTCHECK_FINDING_WEB_KEY_USAGE_BIT, CERTCHECK_EXT_KEY_USAGE);
        cc_webpki_text(web, finding, "actual", certcheck_key_usage_text(bit));
        return;
    }
}

/* BR 7.1.2.10.7: keyCertSign and cRLSign MUST, digitalSignature MAY, all others MUST NOT. */
static void check_authority_bits(const struct cc_webpki *web)
{
    unsigned usage = web->certificate->key_usage;
    unsigned needed = CERTCHECK_KEY_USAGE_KEY_CERT_SIGN | CERTCHECK_KEY_USAGE_CRL_SIGN;
    const char *reason = NULL;
    if ((usage & needed) != needed)
        reason = "keyCertSign and cRLSign must both be set";
    else if ((usage & ~(needed | CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE)) != 0)
        reason = "only digitalSignature may be set beside keyCertSign and cRLSign";
    if (reason == NULL)
        return;
    struct cc_finding *finding =
        cc_webpki_add_extension(web, CERTCHECK_FINDING_WEB_CA_KEY_USAGE, CERTCHECK_EXT_KEY_USAGE);
    cc_webpki_text(web, finding, "reason", reason);
}

bool cc_webpki_may_be_for_servers(const struct certcheck_certificate *certificate)
{
    struct purposes purposes = read_purposes(certificate);
    return !certificate->has_purposes || purposes.server || purposes.any;
}

void cc_webpki_usage(const struct cc_webpki *web)
{
    const struct certcheck_certificate *certificate = web->certificate;
    if (web->kind == CC_WEBPKI_SUBSCRIBER)
        check_subscriber_purposes(web);
    else if (web->kind == CC_WEBPKI_SUBORDINATE)
        check_authority_purposes(web);
    else if (certificate->by_kind[CERTCHECK_EXT_EXTENDED_KEY_USAGE] != NULL)
        /* BR 7.1.2.1.2: extKeyUsage: MUST NOT */
        cc_webpki_add_extension(web, CERTCHECK_FINDING_WEB_ROOT_EKU,
                                CERTCHECK_EXT_EXTENDED_KEY_USAGE);
    if (!certificate->has_key_usage)
        return;
    if (web->kind == CC_WEBPKI_SUBSCRIBER)
        check_subscriber_bits(web);
    else
        check_authority_bits(web);
}
