/* SPDX-License-Identifier: MIT */
/*
 * Critical extensions that this library does not process.
 *
 * Findings: critical-extension-unknown.
 * Departures: an anchor's critical extensions count. A precertificate's poison (RFC 6962 3.1),
 * which is there so that nobody relies on it, is no finding where it is only linted. Extensions
 * that only inform (distribution points, access descriptions, ...) are understood as such: nothing
 * about the path depends on them unless revocation or fetching is asked for.
 */
#include "check/check.h"
#include "check/describe.h"

/* Every kind that may be critical without harm. A kind that is not here is not understood. */
static const bool understood[CERTCHECK_EXT_KINDS] = {
    [CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER] = true,
    [CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER] = true,
    [CERTCHECK_EXT_KEY_USAGE] = true,
    [CERTCHECK_EXT_CERTIFICATE_POLICIES] = true,
    [CERTCHECK_EXT_POLICY_MAPPINGS] = true,
    [CERTCHECK_EXT_POLICY_CONSTRAINTS] = true,
    [CERTCHECK_EXT_INHIBIT_ANY_POLICY] = true,
    [CERTCHECK_EXT_SUBJECT_ALT_NAME] = true,
    [CERTCHECK_EXT_ISSUER_ALT_NAME] = true,
    [CERTCHECK_EXT_SUBJECT_DIRECTORY_ATTRIBUTES] = true,
    [CERTCHECK_EXT_BASIC_CONSTRAINTS] = true,
    [CERTCHECK_EXT_NAME_CONSTRAINTS] = true,
    [CERTCHECK_EXT_EXTENDED_KEY_USAGE] = true,
    [CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS] = true,
    [CERTCHECK_EXT_FRESHEST_CRL] = true,
    [CERTCHECK_EXT_AUTHORITY_INFO_ACCESS] = true,
    [CERTCHECK_EXT_SUBJECT_INFO_ACCESS] = true,
    [CERTCHECK_EXT_TLS_FEATURE] = true,
    [CERTCHECK_EXT_SCT_LIST] = true,
    [CERTCHECK_EXT_OCSP_NO_CHECK] = true,
    [CERTCHECK_EXT_NO_REV_AVAIL] = true,
};

void cc_check_critical_extensions(struct cc_check *check,
                                  const struct certcheck_certificate *certificate,
                                  enum cc_role role, size_t index)
{
    (void)role;
    /* RFC 5280 6.1.4 (o), 6.1.5 (f) */
    for (size_t i = 0; i < certificate->extension_count; i++) {
        const struct certcheck_extension *extension = &certificate->extensions[i];
        if (!extension->critical || understood[extension->kind] ||
            (extension->kind == CERTCHECK_EXT_CT_POISON && check->precertificates))
            continue;
        struct cc_finding *finding =
            cc_findings_add(check->findings, CERTCHECK_FINDING_CRITICAL_EXTENSION_UNKNOWN, index,
                            certificate->der, extension->whole);
        cc_describe_extension(check->findings, finding, "extension", extension);
    }
}
