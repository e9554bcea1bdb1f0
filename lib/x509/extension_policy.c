/* SPDX-License-Identifier: MIT */
/* Extensions about certificate policies. */
#include "x509/extension.h"

#include "der/der_value.h"
#include "x509/any.h"
#include "x509/list.h"

/* PolicyQualifierInfo ::= SEQUENCE {
 *     policyQualifierId  OBJECT IDENTIFIER,
 *     qualifier          ANY DEFINED BY policyQualifierId } */
static bool read_qualifier(struct cc_der *der, struct certcheck_policy_qualifier *qualifier)
{
    struct cc_der inside;
    cc_der_value value;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &inside) ||
        !cc_der_oid(&inside, CC_DER_OID, &qualifier->qualifier) || !cc_any_read(&inside, &value))
        return false;
    qualifier->value = value.whole;
    return cc_der_end(&inside);
}

bool certcheck_next_policy_qualifier(struct certcheck_span *rest,
                                     struct certcheck_policy_qualifier *qualifier)
{
    struct certcheck_parse_error error;
    struct cc_der der;
    return cc_next_begin(rest, &der, &error) && read_qualifier(&der, qualifier) &&
           cc_next_end(rest, &der);
}

/* PolicyInformation ::= SEQUENCE {
 *     policyIdentifier  OBJECT IDENTIFIER,
 *     policyQualifiers  SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL } */
static bool read_policy(struct cc_der *der, struct certcheck_policy_information *policy)
{
    *policy = (struct certcheck_policy_information){0};
    struct cc_der inside, qualifiers;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &inside) ||
        !cc_der_oid(&inside, CC_DER_OID, &policy->policy))
        return false;
    if (cc_der_at_end(&inside))
        return true;
    inside.field = "certificatePolicies.policyQualifiers";
    if (!cc_list_enter(&inside, CC_DER_SEQUENCE, &qualifiers, &policy->qualifiers))
        return false;
    while (!cc_der_at_end(&qualifiers)) {
        struct certcheck_policy_qualifier qualifier;
        if (!read_qualifier(&qualifiers, &qualifier))
            return false;
    }
    return cc_der_end(&inside);
}

/* RFC 5280 4.2.1.4
 *
 * certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation */
bool cc_policies_decode(struct cc_der *der, struct certcheck_extension_value *value,
                        struct cc_quirk *quirks)
{
    (void)quirks;
    struct cc_der policies;
    if (!cc_list_enter(der, CC_DER_SEQUENCE, &policies, &value->of.policies))
        return false;
    while (!cc_der_at_end(&policies)) {
        struct certcheck_policy_information policy;
        if (!read_policy(&policies, &policy))
            return false;
    }
    return true;
}

bool certcheck_next_policy(struct certcheck_span *rest, struct certcheck_policy_information *policy)
{
    struct certcheck_parse_error error;
    struct cc_der der;
    return cc_next_begin(rest, &der, &error) && read_policy(&der, policy) &&
           cc_next_end(rest, &der);
}

static bool read_mapping(struct cc_der *der, struct certcheck_policy_mapping *mapping)
{
    struct cc_der inside;
    return cc_der_enter(der, CC_DER_SEQUENCE, &inside) &&
           cc_der_oid(&inside, CC_DER_OID, &mapping->issuer_domain_policy) &&
           cc_der_oid(&inside, CC_DER_OID, &mapping->subject_domain_policy) && cc_der_end(&inside);
}

/* RFC 5280 4.2.1.5
 *
 * PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
 *     issuerDomainPolicy   CertPolicyId,
 *     subjectDomainPolicy  CertPolicyId } */
bool cc_policy_mappings_decode(struct cc_der *der, struct certcheck_extension_value *value,
                               struct cc_quirk *quirks)
{
    (void)quirks;
    struct cc_der mappings;
    if (!cc_list_enter(der, CC_DER_SEQUENCE, &mappings, &value->of.policy_mappings))
        return false;
    while (!cc_der_at_end(&mappings)) {
        struct certcheck_policy_mapping mapping;
        if (!read_mapping(&mappings, &mapping))
            return false;
    }
    return true;
}

bool certcheck_next_policy_mapping(struct certcheck_span *rest,
                                   struct certcheck_policy_mapping *mapping)
{
    struct certcheck_parse_error error;
    struct cc_der der;
    return cc_next_begin(rest, &der, &error) && read_mapping(&der, mapping) &&
           cc_next_end(rest, &der);
}

/* RFC 5280 4.2.1.11, which leaves open what an empty sequence means: it constrains nothing
 *
 * PolicyConstraints ::= SEQUENCE {
 *     requireExplicitPolicy  [0] SkipCerts OPTIONAL,
 *     inhibitPolicyMapping   [1] SkipCerts OPTIONAL }
 * SkipCerts ::= INTEGER (0..MAX) */
bool cc_policy_constraints_decode(struct cc_der *der, struct certcheck_extension_value *value,
                                  struct cc_quirk *quirks)
{
    (void)quirks;
    struct certcheck_policy_constraints *constraints = &value->of.policy_constraints;
    *constraints = (struct certcheck_policy_constraints){0};
    struct cc_der inside;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &inside))
        return false;
    inside.field = "policyConstraints.requireExplicitPolicy";
    constraints->has_require_explicit = cc_der_next_is(&inside, CC_DER_CONTEXT(0));
    if (constraints->has_require_explicit &&
        !cc_der_count(&inside, CC_DER_CONTEXT(0), CERTCHECK_COUNT_MAX,
                      &constraints->require_explicit))
        return false;
    inside.field = "policyConstraints.inhibitPolicyMapping";
    constraints->has_inhibit_mapping = cc_der_next_is(&inside, CC_DER_CONTEXT(1));
    if (constraints->has_inhibit_mapping &&
        !cc_der_count(&inside, CC_DER_CONTEXT(1), CERTCHECK_COUNT_MAX,
                      &constraints->inhibit_mapping))
        return false;
    return cc_der_end(&inside);
}

/* RFC 5280 4.2.1.14
 *
 * InhibitAnyPolicy ::= SkipCerts */
bool cc_inhibit_any_policy_decode(struct cc_der *der, struct certcheck_extension_value *value,
                                  struct cc_quirk *quirks)
{
    (void)quirks;
    return cc_der_count(der, CC_DER_INTEGER, CERTCHECK_COUNT_MAX, &value->of.inhibit_any_policy);
}
