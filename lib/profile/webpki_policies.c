/* SPDX-License-Identifier: MIT */
/*
 * BR 7.1.2.7.9, 7.1.2.10.5 and 7.1.6.1: certificatePolicies; and which extensions are critical.
 *
 * Findings: web-policies-missing, web-policy-reserved, web-extension-critical.
 * Departures: that there are policies at all is a warning. The critical flags of extensions that
 * RFC 5280 has rules for are other findings.
 */
#include "profile/webpki.h"

/* BR 7.1.6.1 */
static bool is_reserved(cc_span policy)
{
    enum cc_oid oid = cc_oid_find(policy);
    return oid == CC_OID_CABF_DOMAIN_VALIDATED || oid == CC_OID_CABF_ORGANIZATION_VALIDATED ||
           oid == CC_OID_CABF_INDIVIDUAL_VALIDATED || oid == CC_OID_CABF_EXTENDED_VALIDATION;
}

/* BR 7.1.2.7.9: MUST include exactly one Reserved Certificate Policy Identifier. At least one from
 * 2020-09-30 on, exactly one from 2023-09-15 on. */
static void check_reserved(const struct cc_webpki *web)
{
    struct certcheck_policy_information policy;
    cc_span policies = web->certificate->policies;
    int64_t count = 0;
    while (certcheck_next_policy(&policies, &policy))
        count += is_reserved(policy.policy);
    bool wrong = count == 0  ? cc_webpki_since(web, 2020, 9, 30)
                 : count > 1 ? cc_webpki_since(web, 2023, 9, 15)
                             : false;
    if (!wrong)
        return;
    struct cc_finding *finding = cc_webpki_add_extension(web, CERTCHECK_FINDING_WEB_POLICY_RESERVED,
                                                         CERTCHECK_EXT_CERTIFICATE_POLICIES);
    cc_finding_number(web->profile->findings, finding, "actual", count);
}

/* BR 7.1.2.7.6, 7.1.2.10: extKeyUsage of subscribers, certificatePolicies and the list of signed
 * certificate timestamps MUST NOT be critical. */
static void check_critical(const struct cc_webpki *web)
{
    static const enum certcheck_extension_kind kinds[] = {CERTCHECK_EXT_EXTENDED_KEY_USAGE,
                                                          CERTCHECK_EXT_CERTIFICATE_POLICIES,
                                                          CERTCHECK_EXT_SCT_LIST};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct certcheck_extension *extension = web->certificate->by_kind[kinds[i]];
        if (extension == NULL || !extension->critical)
            continue;
        cc_webpki_text(
            web, cc_webpki_add(web, CERTCHECK_FINDING_WEB_EXTENSION_CRITICAL, extension->whole),
            "extension", certcheck_extension_kind_text(kinds[i]));
    }
}

void cc_webpki_policies(const struct cc_webpki *web)
{
    if (web->kind == CC_WEBPKI_ROOT)
        return;
    if (web->kind == CC_WEBPKI_SUBSCRIBER)
        check_critical(web);
    if (web->certificate->has_policies) {
        if (web->kind == CC_WEBPKI_SUBSCRIBER)
            check_reserved(web);
    } else if (cc_webpki_since(web, 2012, 7, 1)) {
        cc_webpki_add(web, CERTCHECK_FINDING_WEB_POLICIES_MISSING, web->certificate->tbs);
    }
}
