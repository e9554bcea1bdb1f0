/* SPDX-License-Identifier: MIT */
/*
 * Purposes.
 *
 * Findings: purpose-not-allowed.
 * Departures: RFC 5280 gives extended key usage a meaning in the leaf only. In a certificate that
 * issues, anchors included, it limits the purposes of everything below it here: so does every
 * validator in use, and authorities rely on it (BR 7.1.2.10.6). anyExtendedKeyUsage allows every
 * purpose, as 4.2.1.12 leaves to the application.
 */
#include "check/check.h"
#include "check/describe.h"

/* 2.5.29.37.0 */
static const uint8_t any_extended_key_usage[] = {0x55, 0x1D, 0x25, 0x00};

static bool allows(cc_span purposes, cc_span wanted)
{
    cc_span any = {any_extended_key_usage, sizeof any_extended_key_usage};
    cc_span purpose;
    while (certcheck_next_oid(&purposes, &purpose))
        if (cc_span_equal(purpose, wanted) || cc_span_equal(purpose, any))
            return true;
    return false;
}

void cc_check_extended_key_usage(struct cc_check *check,
                                 const struct certcheck_certificate *certificate, enum cc_role role,
                                 size_t index)
{
    (void)role;
    const struct certcheck_policy *policy = check->policy;
    if (policy->purpose == CC_PURPOSE_ANY || !certificate->has_purposes)
        return;
    if (allows(certificate->purposes, cc_span_of(policy->purpose_oid, policy->purpose_oid_length)))
        return;
    /* RFC 5280 4.2.1.12: the certificate MUST only be used for one of the purposes indicated. */
    struct cc_finding *finding = cc_findings_add(
        check->findings, CERTCHECK_FINDING_PURPOSE_NOT_ALLOWED, index, certificate->der,
        cc_check_place(certificate, CERTCHECK_EXT_EXTENDED_KEY_USAGE));
    cc_finding_text(check->findings, finding, "expected", policy->purpose_text);
    cc_describe_purposes(check->findings, finding, "actual", certificate->purposes);
}
