/* SPDX-License-Identifier: MIT */
/*
 * BR 7.1.2.7.9, 7.1.2.10.5 and 7.1.6.1: certificatePolicies; and which extensions are critical.
 *
 * Findings: web-policies-missing, web-policy-reserved, web-policy-qualifier, web-ca-policies,
 * web-extension-critical, web-basic-constraints-not-critical.
 * Departures: that there are policies at all is a warning, and so are those of authorities. The
 * critical flags of extensions that RFC 5280 has rules for are other findings. A leaf's extKeyUsage
 * is not to be critical whenever it was made. That CPS pointers are http: or https: URLs is not
 * looked at.
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

/* BR 7.1.2.10.5: without restrictions the extension MUST contain anyPolicy alone; else at least one
 * Reserved Certificate Policy Identifier, and anyPolicy MUST NOT be present. */
static void check_authority_policies(const struct cc_webpki *web)
{
    struct certcheck_policy_information policy;
    cc_span policies = web->certificate->policies;
    bool any = false, reserved = false;
    size_t count = 0;
    for (; certcheck_next_policy(&policies, &policy); count++) {
        any |= cc_oid_is(policy.policy, CC_OID_ANY_POLICY);
        reserved |= is_reserved(policy.policy);
    }
    const char *reason = NULL;
    if (any && count > 1)
        reason = "anyPolicy stands beside others";
    else if (!any && !reserved)
        reason = "none of them says how subjects are validated";
    if (reason != NULL && cc_webpki_since(web, 2023, 9, 15) &&
        cc_webpki_may_be_for_servers(web->certificate))
        cc_webpki_text(web,
                       cc_webpki_add_extension(web, CERTCHECK_FINDING_WEB_CA_POLICIES,
                                               CERTCHECK_EXT_CERTIFICATE_POLICIES),
                       "reason", reason);
}

/* BR 7.1.2.7.9, 7.1.2.10.5: policyQualifiers: id-qt-cps: MAY; any other qualifier: MUST NOT. */
static void check_qualifiers(const struct cc_webpki *web)
{
    struct certcheck_policy_information policy;
    struct certcheck_policy_qualifier qualifier;
    cc_span policies = web->certificate->policies;
    if (!cc_webpki_since(web, 2023, 9, 15))
        return;
    while (certcheck_next_policy(&policies, &policy))
        while (certcheck_next_policy_qualifier(&policy.qualifiers, &qualifier)) {
            if (cc_oid_is(qualifier.qualifier, CC_OID_CPS))
                continue;
            cc_webpki_oid(
                web,
                cc_webpki_add(web, CERTCHECK_FINDING_WEB_POLICY_QUALIFIER, qualifier.qualifier),
                "qualifier", qualifier.qualifier);
            return;
        }
}

/* BR 7.1.2.7.6, 7.1.2.6.1: extKeyUsage, certificatePolicies and the list of signed certificate
 * timestamps MUST NOT be critical. Until 2023-09-15 certificatePolicies SHOULD NOT. */
static void check_critical(const struct cc_webpki *web)
{
    static const struct {
        enum certcheck_extension_kind kind;
        bool in_any_leaf;
    } rules[] = {{CERTCHECK_EXT_EXTENDED_KEY_USAGE, true},
                 {CERTCHECK_EXT_CERTIFICATE_POLICIES, false},
                 {CERTCHECK_EXT_SCT_LIST, false}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const struct certcheck_extension *extension = web->certificate->by_kind[rules[i].kind];
        bool always = rules[i].in_any_leaf && web->kind == CC_WEBPKI_SUBSCRIBER;
        if (extension == NULL || !extension->critical ||
            !(always || cc_webpki_since(web, 2023, 9, 15)))
            continue;
        cc_webpki_text(
            web, cc_webpki_add(web, CERTCHECK_FINDING_WEB_EXTENSION_CRITICAL, extension->whole),
            "extension", certcheck_extension_kind_text(rules[i].kind));
    }
}

/* BR 7.1.2.7.6: basicConstraints MAY be present, and is critical then. */
static void check_basic_constraints(const struct cc_webpki *web)
{
    const struct certcheck_extension *extension =
        web->certificate->by_kind[CERTCHECK_EXT_BASIC_CONSTRAINTS];
    if (extension != NULL && !extension->critical && cc_webpki_since(web, 2023, 9, 15))
        cc_webpki_add(web, CERTCHECK_FINDING_WEB_BASIC_CONSTRAINTS_NOT_CRITICAL, extension->whole);
}

/* BR 7.1.2.3: certificatePolicies MAY be in an intermediate that is not for servers. */
static bool may_do_without(const struct cc_webpki *web)
{
    return web->kind == CC_WEBPKI_SUBORDINATE && cc_webpki_since(web, 2023, 9, 15) &&
           !cc_webpki_may_be_for_servers(web->certificate);
}

void cc_webpki_policies(const struct cc_webpki *web)
{
    const struct certcheck_certificate *certificate = web->certificate;
    if (web->kind == CC_WEBPKI_ROOT)
        return;
    check_critical(web);
    if (web->kind == CC_WEBPKI_SUBSCRIBER)
        check_basic_constraints(web);
    if (certificate->has_policies) {
        check_qualifiers(web);
        if (web->kind == CC_WEBPKI_SUBSCRIBER)
            check_reserved(web);
        else
            check_authority_policies(web);
    } else if (certificate->by_kind[CERTCHECK_EXT_CERTIFICATE_POLICIES] == NULL &&
               cc_webpki_since(web, 2012, 7, 1) && !may_do_without(web)) {
        cc_webpki_add(web, CERTCHECK_FINDING_WEB_POLICIES_MISSING, certificate->tbs);
    }
}
