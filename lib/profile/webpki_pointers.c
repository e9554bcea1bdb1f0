/* SPDX-License-Identifier: MIT */
/*
 * BR 7.1.2.7.7, 7.1.2.10.3 and 7.1.2.11.2: where a certificate says its issuer's certificate, CRLs
 * and OCSP responder are.
 *
 * Findings: web-access-form, web-crl-point-form, web-revocation-missing.
 * Departures: both forms are asked for of certificates made from 2023-09-15 on; older ones could
 * have ldap: URLs beside the others. That revocation can be learnt at all is a warning.
 */
#include "profile/webpki.h"

#define DAY 86400 /* seconds */

/* "http" in any case, RFC 3986 3.1 */
static bool is_http(const struct certcheck_general_name *name)
{
    static const char scheme[] = "http://";
    if (name->kind != CERTCHECK_NAME_URI || name->value.length <= strlen(scheme))
        return false;
    for (size_t i = 0; scheme[i] != '\0'; i++) {
        uint8_t c = name->value.data[i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != scheme[i])
            return false;
    }
    return true;
}

/* BR 7.1.2.7.7: each AccessDescription MUST only contain a permitted accessMethod, and each
 * accessLocation MUST be encoded as the specified GeneralName type: a uniformResourceIdentifier
 * with the scheme "http". */
static void check_access(const struct cc_webpki *web)
{
    struct certcheck_access_description access;
    cc_span rest = web->certificate->access;
    while (certcheck_next_access_description(&rest, &access)) {
        bool known = cc_oid_is(access.method, CC_OID_PKIX_OCSP) ||
                     cc_oid_is(access.method, CC_OID_PKIX_CA_ISSUERS);
        if (known && is_http(&access.location))
            continue;
        struct cc_finding *finding =
            cc_webpki_add(web, CERTCHECK_FINDING_WEB_ACCESS_FORM, access.location.whole);
        cc_webpki_oid(web, finding, "method", access.method);
        cc_webpki_name(web, finding, "name", &access.location);
        return;
    }
}

static bool all_http(cc_span names)
{
    struct certcheck_general_name name;
    while (certcheck_next_general_name(&names, &name))
        if (!is_http(&name))
            return false;
    return true;
}

/* BR 7.1.2.11.2: distributionPoint MUST be present with fullName, of uniformResourceIdentifiers
 * with the scheme "http"; reasons and cRLIssuer MUST NOT. */
static void check_points(const struct cc_webpki *web)
{
    const struct certcheck_extension *extension =
        web->certificate->by_kind[CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS];
    struct certcheck_extension_value value;
    struct certcheck_distribution_point point;
    if (extension == NULL || extension->malformed ||
        certcheck_extension_decode(extension, &value) != CERTCHECK_OK)
        return;
    while (certcheck_next_distribution_point(&value.of.distribution_points, &point)) {
        const char *reason = NULL;
        if (!point.has_full_name)
            reason = "it has no fullName";
        else if (point.has_reasons)
            reason = "it is for some reasons only";
        else if (point.has_crl_issuer)
            reason = "it names an issuer of its own";
        else if (!all_http(point.full_name))
            reason = "it has a name that is no http: URL";
        if (reason == NULL)
            continue;
        struct cc_finding *finding =
            cc_webpki_add(web, CERTCHECK_FINDING_WEB_CRL_POINT_FORM, extension->whole);
        cc_webpki_text(web, finding, "reason", reason);
        return;
    }
}

static bool has_responder(const struct certcheck_certificate *certificate)
{
    struct certcheck_access_description access;
    cc_span rest = certificate->access;
    while (certcheck_next_access_description(&rest, &access))
        if (cc_oid_is(access.method, CC_OID_PKIX_OCSP))
            return true;
    return false;
}

bool cc_webpki_is_short_lived(const struct certcheck_certificate *certificate)
{
    const struct cc_webpki web = {.certificate = certificate};
    int64_t seconds = certificate->not_after - certificate->not_before + 1;
    if (!cc_webpki_since(&web, 2024, 3, 15))
        return false;
    return seconds <= (cc_webpki_since(&web, 2026, 3, 15) ? 7 : 10) * (int64_t)DAY;
}

void cc_webpki_pointers(const struct cc_webpki *web)
{
    const struct certcheck_certificate *certificate = web->certificate;
    if (web->kind == CC_WEBPKI_ROOT)
        return;
    if (cc_webpki_since(web, 2023, 9, 15)) {
        check_access(web);
        check_points(web);
    }
    /* BR 7.1.2.11.2: a Subscriber Certificate that is not short-lived and has no id-ad-ocsp MUST
     * have CRL Distribution Points; before, it had to have id-ad-ocsp (2012-07-01). So MUST each
     * Subordinate CA Certificate, and had to from that day on. */
    bool may_do_without = web->kind == CC_WEBPKI_SUBSCRIBER &&
                          (cc_webpki_is_short_lived(certificate) || has_responder(certificate));
    if (cc_webpki_since(web, 2012, 7, 1) && !may_do_without &&
        certificate->by_kind[CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS] == NULL)
        cc_webpki_add(web, CERTCHECK_FINDING_WEB_REVOCATION_MISSING, certificate->tbs);
}
