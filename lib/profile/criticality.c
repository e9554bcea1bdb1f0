/* SPDX-License-Identifier: MIT */
/*
 * RFC 5280 4.2: which extensions are critical and which are not.
 *
 * Findings: a row each in the table below.
 * Departures: none. An anchor's extensions are asked about as well.
 */
#include "profile/profile.h"

#include "der/der_value.h"

typedef bool condition(const struct certcheck_certificate *certificate);

static bool always(const struct certcheck_certificate *certificate)
{
    (void)certificate;
    return true;
}

static bool subject_is_empty(const struct certcheck_certificate *certificate)
{
    return certificate->subject_empty;
}

static bool subject_is_not_empty(const struct certcheck_certificate *certificate)
{
    return !certificate->subject_empty;
}

static bool signs_certificates(const struct certcheck_certificate *certificate)
{
    return cc_profile_is_authority(certificate) &&
           (!certificate->has_key_usage ||
            (certificate->key_usage & CERTCHECK_KEY_USAGE_KEY_CERT_SIGN) != 0);
}

static bool allows_any_purpose(const struct certcheck_certificate *certificate)
{
    cc_span rest = certificate->purposes, oid;
    while (certificate->has_purposes && certcheck_next_oid(&rest, &oid))
        if (cc_oid_is(oid, CC_OID_ANY_EXTENDED_KEY_USAGE))
            return true;
    return false;
}

static const struct {
    enum certcheck_extension_kind kind;
    bool critical; /* what breaks the rule */
    condition *applies;
    enum certcheck_finding_code code;
} rules[] = {
    /* RFC 5280 4.2.1.1: Conforming CAs MUST mark this extension as non-critical. */
    {CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER, true, always,
     CERTCHECK_FINDING_AUTHORITY_KEY_IDENTIFIER_CRITICAL},
    /* RFC 5280 4.2.1.2: Conforming CAs MUST mark this extension as non-critical. */
    {CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER, true, always,
     CERTCHECK_FINDING_SUBJECT_KEY_IDENTIFIER_CRITICAL},
    /* RFC 5280 4.2.1.3: When present, conforming CAs SHOULD mark this extension as critical. */
    {CERTCHECK_EXT_KEY_USAGE, false, always, CERTCHECK_FINDING_KEY_USAGE_NOT_CRITICAL},
    /* RFC 5280 4.2.1.5: Conforming CAs SHOULD mark this extension as critical. */
    {CERTCHECK_EXT_POLICY_MAPPINGS, false, always, CERTCHECK_FINDING_POLICY_MAPPINGS_NOT_CRITICAL},
    /* RFC 5280 4.1.2.6: the subject name MUST be an empty sequence and the subjectAltName extension
     * MUST be critical. */
    {CERTCHECK_EXT_SUBJECT_ALT_NAME, false, subject_is_empty,
     CERTCHECK_FINDING_SUBJECT_ALT_NAME_NOT_CRITICAL},
    /* RFC 5280 4.2.1.6: in a certificate that has a non-empty subject distinguished name,
     * conforming CAs SHOULD mark the subjectAltName extension as non-critical. */
    {CERTCHECK_EXT_SUBJECT_ALT_NAME, true, subject_is_not_empty,
     CERTCHECK_FINDING_SUBJECT_ALT_NAME_CRITICAL},
    /* RFC 5280 4.2.1.7: Where present, conforming CAs SHOULD mark this extension as non-critical.
     */
    {CERTCHECK_EXT_ISSUER_ALT_NAME, true, always, CERTCHECK_FINDING_ISSUER_ALT_NAME_CRITICAL},
    /* RFC 5280 4.2.1.8: Conforming CAs MUST mark this extension as non-critical. */
    {CERTCHECK_EXT_SUBJECT_DIRECTORY_ATTRIBUTES, true, always,
     CERTCHECK_FINDING_DIRECTORY_ATTRIBUTES_CRITICAL},
    /* RFC 5280 4.2.1.9: in all CA certificates that contain public keys used to validate digital
     * signatures on certificates, and MUST mark the extension as critical in such certificates. */
    {CERTCHECK_EXT_BASIC_CONSTRAINTS, false, signs_certificates,
     CERTCHECK_FINDING_BASIC_CONSTRAINTS_NOT_CRITICAL},
    /* RFC 5280 4.2.1.10: Conforming CAs MUST mark this extension as critical. */
    {CERTCHECK_EXT_NAME_CONSTRAINTS, false, always,
     CERTCHECK_FINDING_NAME_CONSTRAINTS_NOT_CRITICAL},
    /* RFC 5280 4.2.1.11: Conforming CAs MUST mark this extension as critical. */
    {CERTCHECK_EXT_POLICY_CONSTRAINTS, false, always,
     CERTCHECK_FINDING_POLICY_CONSTRAINTS_NOT_CRITICAL},
    /* RFC 5280 4.2.1.12: Conforming CAs SHOULD NOT mark this extension as critical if the
     * anyExtendedKeyUsage KeyPurposeId is present. */
    {CERTCHECK_EXT_EXTENDED_KEY_USAGE, true, allows_any_purpose,
     CERTCHECK_FINDING_EXTENDED_KEY_USAGE_ANY_CRITICAL},
    /* RFC 5280 4.2.1.13: The extension SHOULD be non-critical. */
    {CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS, true, always,
     CERTCHECK_FINDING_CRL_DISTRIBUTION_POINTS_CRITICAL},
    /* RFC 5280 4.2.1.14: Conforming CAs MUST mark this extension as critical. */
    {CERTCHECK_EXT_INHIBIT_ANY_POLICY, false, always,
     CERTCHECK_FINDING_INHIBIT_ANY_POLICY_NOT_CRITICAL},
    /* RFC 5280 4.2.1.15: The extension MUST be marked as non-critical by conforming CAs. */
    {CERTCHECK_EXT_FRESHEST_CRL, true, always, CERTCHECK_FINDING_FRESHEST_CRL_CRITICAL},
    /* RFC 5280 4.2.2.1: Conforming CAs MUST mark this extension as non-critical. */
    {CERTCHECK_EXT_AUTHORITY_INFO_ACCESS, true, always,
     CERTCHECK_FINDING_AUTHORITY_INFO_ACCESS_CRITICAL},
    /* RFC 5280 4.2.2.2: Conforming CAs MUST mark this extension as non-critical. */
    {CERTCHECK_EXT_SUBJECT_INFO_ACCESS, true, always,
     CERTCHECK_FINDING_SUBJECT_INFO_ACCESS_CRITICAL},
    /* RFC 9608 2: Conforming CAs MUST mark this extension as non-critical. */
    {CERTCHECK_EXT_NO_REV_AVAIL, true, always, CERTCHECK_FINDING_NO_REV_AVAIL_CRITICAL},
};

void cc_profile_criticality(struct cc_profile *profile,
                            const struct certcheck_certificate *certificate, enum cc_role role,
                            size_t index)
{
    (void)role;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const struct certcheck_extension *extension = certificate->by_kind[rules[i].kind];
        if (extension != NULL && extension->critical == rules[i].critical &&
            rules[i].applies(certificate))
            cc_profile_add(profile, certificate, index, rules[i].code, rules[i].kind);
    }
}
