/* SPDX-License-Identifier: MIT */
/*
 * Dates.
 *
 * Findings: expired, not-yet-valid, validity-inverted.
 * Departures: an anchor's dates count too, though RFC 5280 6.1.1 (d) takes only its name and key:
 * who trusts a certificate trusts it for as long as it says.
 */
#include "check/check.h"

static struct cc_finding *add(struct cc_check *check,
                              const struct certcheck_certificate *certificate, size_t index,
                              enum certcheck_finding_code code)
{
    return cc_findings_add(check->findings, code, index, certificate->der, certificate->validity);
}

void cc_check_validity(struct cc_check *check, const struct certcheck_certificate *certificate,
                       enum cc_role role, size_t index)
{
    (void)role;
    struct cc_findings *findings = check->findings;
    certcheck_time at = check->policy->at;
    if (certificate->not_after < certificate->not_before) {
        struct cc_finding *finding =
            add(check, certificate, index, CERTCHECK_FINDING_VALIDITY_INVERTED);
        cc_finding_time(findings, finding, "not_before", certificate->not_before);
        cc_finding_time(findings, finding, "not_after", certificate->not_after);
    }
    /* RFC 5280 4.1.2.5: the period from notBefore through notAfter, inclusive. */
    if (at < certificate->not_before) {
        struct cc_finding *finding =
            add(check, certificate, index, CERTCHECK_FINDING_NOT_YET_VALID);
        cc_finding_time(findings, finding, "not_before", certificate->not_before);
        cc_finding_time(findings, finding, "at", at);
    }
    if (at > certificate->not_after) {
        struct cc_finding *finding = add(check, certificate, index, CERTCHECK_FINDING_EXPIRED);
        cc_finding_time(findings, finding, "not_after", certificate->not_after);
        cc_finding_time(findings, finding, "at", at);
    }
}
