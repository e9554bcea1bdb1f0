/* SPDX-License-Identifier: MIT */
/*
 * RFC 5280 4.2.1.13 and 4.2.1.15, RFC 9608: where revocation information is said to be.
 *
 * Findings: distribution-point-empty, distribution-point-own-issuer,
 * distribution-point-issuer-kind, distribution-point-relative, distribution-point-ambiguous,
 * distribution-points-partial, no-rev-avail-in-ca, no-rev-avail-contradicted; each once an
 * extension, about the first place.
 * Departures: a certificate whose points leave out a reason is a warning: a reader can live with
 * it, and revocation checking says what is missing. What an LDAP URI must hold is not looked at.
 */
#include "profile/profile.h"

#include "der/der_value.h"
#include "x509/extension.h"

struct points {
    struct cc_profile *profile;
    const struct certcheck_certificate *certificate;
    size_t index;
    enum certcheck_extension_kind kind;
    bool found[CERTCHECK_FINDING_CODES];
};

static void add(struct points *points, enum certcheck_finding_code code)
{
    if (points->found[code])
        return;
    points->found[code] = true;
    struct cc_finding *finding =
        cc_profile_add(points->profile, points->certificate, points->index, code, points->kind);
    cc_finding_text(points->profile->findings, finding, "extension",
                    certcheck_extension_kind_text(points->kind));
}

static void check_issuer(struct points *points, const struct certcheck_distribution_point *point)
{
    cc_span rest = point->crl_issuer;
    struct certcheck_general_name name;
    size_t names = 0;
    while (certcheck_next_general_name(&rest, &name)) {
        /* RFC 5280 4.2.1.13: If present, the cRLIssuer MUST only contain the distinguished name
         * (DN) from the issuer field of the CRL to which the DistributionPoint is pointing. */
        if (name.kind != CERTCHECK_NAME_DIRECTORY) {
            add(points, CERTCHECK_FINDING_DISTRIBUTION_POINT_ISSUER_KIND);
            continue;
        }
        names++;
        /* RFC 5280 4.2.1.13: If the certificate issuer is also the CRL issuer, then conforming CAs
         * MUST omit the cRLIssuer field. */
        if (certcheck_name_equal(name.value, points->certificate->issuer))
            add(points, CERTCHECK_FINDING_DISTRIBUTION_POINT_OWN_ISSUER);
    }
    /* RFC 5280 4.2.1.13: Conforming CAs MUST NOT use the nameRelativeToCRLIssuer form of distPoint
     * when cRLIssuer contains more than one distinguished name. */
    if (point->has_relative_name && names > 1)
        add(points, CERTCHECK_FINDING_DISTRIBUTION_POINT_AMBIGUOUS);
}

static void check_point(struct points *points, const struct certcheck_distribution_point *point)
{
    /* RFC 5280 4.2.1.13: a DistributionPoint MUST NOT consist of only the reasons field; either
     * distributionPoint or cRLIssuer MUST be present. */
    if (!point->has_full_name && !point->has_relative_name && !point->has_crl_issuer)
        add(points, CERTCHECK_FINDING_DISTRIBUTION_POINT_EMPTY);
    /* RFC 5280 4.2.1.13: Conforming CAs SHOULD NOT use nameRelativeToCRLIssuer to specify
     * distribution point names. */
    if (point->has_relative_name)
        add(points, CERTCHECK_FINDING_DISTRIBUTION_POINT_RELATIVE);
    check_issuer(points, point);
}

static void check_points(struct cc_profile *profile,
                         const struct certcheck_certificate *certificate, size_t index,
                         enum certcheck_extension_kind kind)
{
    struct points points = {profile, certificate, index, kind, {false}};
    struct certcheck_extension_value value;
    struct certcheck_distribution_point point;
    bool complete = false;
    if (!cc_profile_decode(certificate, kind, &value))
        return;
    while (certcheck_next_distribution_point(&value.of.distribution_points, &point)) {
        check_point(&points, &point);
        complete |= !point.has_reasons || (point.reasons & CC_ALL_REASONS) == CC_ALL_REASONS;
    }
    /* RFC 5280 4.2.1.13: it MUST include at least one DistributionPoint that points to a CRL that
     * covers the certificate for all reasons. */
    if (!complete && kind == CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS)
        add(&points, CERTCHECK_FINDING_DISTRIBUTION_POINTS_PARTIAL);
}

void cc_profile_distribution_points(struct cc_profile *profile,
                                    const struct certcheck_certificate *certificate,
                                    enum cc_role role, size_t index)
{
    (void)role;
    check_points(profile, certificate, index, CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS);
    check_points(profile, certificate, index, CERTCHECK_EXT_FRESHEST_CRL);
}

static bool has_responder(const struct certcheck_certificate *certificate)
{
    cc_span rest = certificate->access;
    struct certcheck_access_description description;
    while (certcheck_next_access_description(&rest, &description))
        if (cc_oid_is(description.method, CC_OID_PKIX_OCSP))
            return true;
    return false;
}

void cc_profile_no_rev_avail(struct cc_profile *profile,
                             const struct certcheck_certificate *certificate, enum cc_role role,
                             size_t index)
{
    enum certcheck_extension_kind kind = CERTCHECK_EXT_UNKNOWN;
    (void)role;
    if (certificate->by_kind[CERTCHECK_EXT_NO_REV_AVAIL] == NULL)
        return;
    /* RFC 9608 3: the certificate MUST NOT also include the basic constraints extension with the cA
     * BOOLEAN set to TRUE */
    if (cc_profile_is_authority(certificate))
        cc_profile_add(profile, certificate, index, CERTCHECK_FINDING_NO_REV_AVAIL_IN_CA,
                       CERTCHECK_EXT_NO_REV_AVAIL);
    /* RFC 9608 3: nor the CRL distribution points extension, the freshest CRL extension, and the
     * authority information access extension with the id-ad-ocsp access method */
    if (certificate->by_kind[CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS] != NULL)
        kind = CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS;
    else if (certificate->by_kind[CERTCHECK_EXT_FRESHEST_CRL] != NULL)
        kind = CERTCHECK_EXT_FRESHEST_CRL;
    else if (has_responder(certificate))
        kind = CERTCHECK_EXT_AUTHORITY_INFO_ACCESS;
    if (kind == CERTCHECK_EXT_UNKNOWN)
        return;
    struct cc_finding *finding = cc_profile_add(profile, certificate, index,
                                                CERTCHECK_FINDING_NO_REV_AVAIL_CONTRADICTED, kind);
    cc_finding_text(profile->findings, finding, "extension", certcheck_extension_kind_text(kind));
}
