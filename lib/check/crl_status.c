/* SPDX-License-Identifier: MIT */
/*
 * What a complete CRL, alone or with its delta, says of a certificate (RFC 5280 6.3.3).
 *
 * Findings: none; the caller says what came of it.
 * Departures: a CRL without nextUpdate never counts as current: 5.1.2.5 demands the field. Times: a
 * thisUpdate up to CC_REVOCATION_SKEW in the future counts as now; nextUpdate counts as it stands.
 * removeFromCRL in a complete CRL, where 5.3.1 does not allow it, revokes. In a delta it takes back
 * what is on hold and nothing else: 3.3 and 5.3.1 know no other reason to take back a revocation
 * before the certificate has expired.
 */
#include "check/crl_status.h"

static bool is_understood(const struct certcheck_extension *extension)
{
    switch (extension->kind) {
    case CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER:
    case CERTCHECK_EXT_ISSUER_ALT_NAME:
    case CERTCHECK_EXT_CRL_NUMBER:
    case CERTCHECK_EXT_DELTA_CRL_INDICATOR:
    case CERTCHECK_EXT_ISSUING_DISTRIBUTION_POINT:
    case CERTCHECK_EXT_FRESHEST_CRL:
    case CERTCHECK_EXT_AUTHORITY_INFO_ACCESS:
        return true;
    default:
        return false;
    }
}

/* 5.2 If a CRL contains a critical extension that the application cannot process, then the
 * application MUST NOT use that CRL to determine the status of certificates. 5.3 says the same of
 * entries. */
static enum cc_crl_usability extensions_usability(const struct certcheck_crl *crl)
{
    for (size_t i = 0; i < certcheck_crl_extension_count(crl); i++) {
        const struct certcheck_extension *extension = certcheck_crl_extension(crl, i);
        if (extension->malformed)
            return CC_CRL_EXTENSION_MALFORMED;
        if (extension->critical && !is_understood(extension))
            return CC_CRL_CRITICAL_UNKNOWN;
    }
    return crl->unknown_critical_entry.length > 0 ? CC_CRL_CRITICAL_UNKNOWN : CC_CRL_USABLE;
}

/* 5.3.3 knows certificateIssuer in entries of indirect CRLs. Elsewhere it leaves open whether the
 * entries behind it are about the CRL's own issuer. */
static bool hides_its_issuers(const struct certcheck_crl *crl)
{
    return crl->index.issuer_change_count > 0 && !crl->issuing_distribution_point.indirect;
}

enum cc_crl_usability cc_crl_usability(const struct certcheck_crl *crl, certcheck_time at)
{
    if (crl->algorithms_differ)
        return CC_CRL_ALGORITHMS_DIFFER;
    enum cc_crl_usability usability = extensions_usability(crl);
    if (usability != CC_CRL_USABLE)
        return usability;
    if (crl->this_update - CC_REVOCATION_SKEW > at)
        return CC_CRL_FROM_THE_FUTURE;
    if (!crl->has_next_update || crl->next_update < at)
        return CC_CRL_STALE;
    return hides_its_issuers(crl) ? CC_CRL_ISSUERS_UNSAID : CC_CRL_USABLE;
}

static bool same_extension(const struct certcheck_crl *a, const struct certcheck_crl *b,
                           enum certcheck_extension_kind kind)
{
    const struct certcheck_extension *left = certcheck_crl_find_extension(a, kind);
    const struct certcheck_extension *right = certcheck_crl_find_extension(b, kind);
    if (left == NULL || right == NULL)
        return left == right;
    return cc_span_equal(left->value, right->value);
}

/* 5.2.4: (a) the same issuer, (b) the same scope, (c) the complete CRL's number is equal to or
 * greater than the delta's BaseCRLNumber, (d) and less than the delta's own number. 6.3.3 (c)(3)
 * adds: the same authority key identifier. */
bool cc_crl_delta_fits(const struct certcheck_crl *complete, const struct certcheck_crl *delta)
{
    return delta->has_base_number && delta->has_number && complete->has_number &&
           certcheck_name_equal(complete->issuer, delta->issuer) &&
           same_extension(complete, delta, CERTCHECK_EXT_ISSUING_DISTRIBUTION_POINT) &&
           same_extension(complete, delta, CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER) &&
           cc_crl_number_compare(complete->number, delta->base_number) >= 0 &&
           cc_crl_number_compare(complete->number, delta->number) < 0;
}

bool cc_crl_revoked_for_good(const struct certcheck_crl_entry *entry)
{
    return !entry->has_reason || (entry->reason != CERTCHECK_REASON_CERTIFICATE_HOLD &&
                                  entry->reason != CERTCHECK_REASON_REMOVE_FROM_CRL);
}

enum cc_crl_status cc_crl_status(struct cc_budget *budget,
                                 const struct certcheck_certificate *certificate,
                                 const struct certcheck_crl *complete,
                                 const struct certcheck_crl *delta,
                                 struct certcheck_crl_entry *entry, const struct certcheck_crl **by)
{
    /* (i) search for the certificate on the delta CRL */
    bool in_delta = delta != NULL &&
                    cc_crl_look_up(delta, budget, certificate->issuer, certificate->serial, entry);
    bool removed =
        in_delta && entry->has_reason && entry->reason == CERTCHECK_REASON_REMOVE_FROM_CRL;
    *by = delta;
    if (in_delta && !removed)
        return CC_CRL_REVOKED;
    /* (j) If the cert_status is set to UNREVOKED, then search the complete CRL. */
    struct certcheck_crl_entry first;
    bool in_complete =
        cc_crl_look_up(complete, budget, certificate->issuer, certificate->serial, &first);
    /* (k) If the cert_status is removeFromCRL, then set cert_status to UNREVOKED. */
    if (removed && (!in_complete || !cc_crl_revoked_for_good(&first)))
        return CC_CRL_UNREVOKED;
    *by = complete;
    if (!in_complete)
        return CC_CRL_UNREVOKED;
    *entry = first;
    return CC_CRL_REVOKED;
}
