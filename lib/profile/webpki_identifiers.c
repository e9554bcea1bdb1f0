/* SPDX-License-Identifier: MIT */
/*
 * BR 7.1.2.1.3 and 7.1.2.11.1: authorityKeyIdentifier.
 *
 * Findings: web-aki-issuer, web-root-aki-mismatch.
 * Departures: a root's is looked at whenever the root was made, others from 2023-09-15 on. That
 * keyIdentifier is there in certificates that are no roots is another finding.
 */
#include "profile/webpki.h"

/* BR 7.1.2.1.3: keyIdentifier MUST be present and MUST be identical to the subjectKeyIdentifier. */
static void check_root(const struct cc_webpki *web)
{
    const struct certcheck_authority_key_identifier *authority =
        &web->certificate->authority_key_identifier;
    if (!authority->has_key_identifier ||
        !cc_span_equal(authority->key_identifier, web->certificate->subject_key_identifier))
        cc_webpki_add_extension(web, CERTCHECK_FINDING_WEB_ROOT_AKI_MISMATCH,
                                CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER);
}

void cc_webpki_identifiers(const struct cc_webpki *web)
{
    const struct certcheck_certificate *certificate = web->certificate;
    const struct certcheck_extension *extension =
        certificate->by_kind[CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER];
    if (extension == NULL || extension->malformed)
        return;
    if (web->kind == CC_WEBPKI_ROOT)
        check_root(web);
    else if (!cc_webpki_since(web, 2023, 9, 15))
        return;
    /* BR 7.1.2.1.3, 7.1.2.11.1: authorityCertIssuer and authorityCertSerialNumber MUST NOT be
     * present. */
    if (certificate->authority_key_identifier.has_issuer ||
        certificate->authority_key_identifier.has_serial)
        cc_webpki_add_extension(web, CERTCHECK_FINDING_WEB_AKI_ISSUER,
                                CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER);
}
