/* SPDX-License-Identifier: MIT */
/*
 * RFC 5280 4.1: fields that have no family of their own.
 *
 * Findings: unique-identifier, signature-parameters-absent, issuer-empty.
 * Departures: an anchor's fields are not looked at. RFC 4055 5 asks for NULL parameters and in the
 * next sentence for programs to accept that they are absent: that is a warning. Extensions in a
 * certificate of version 1 or 2, and a signature algorithm said in two ways, the reader and
 * check/malformed.c refuse. That version 3 is higher than a certificate needs (4.1.2.1: SHOULD, and
 * MAY in the same breath) is not a finding.
 */
#include "profile/profile.h"

static void check_unique_identifier(struct cc_profile *profile,
                                    const struct certcheck_certificate *certificate, size_t index,
                                    cc_span id, const char *field)
{
    if (id.data == NULL)
        return;
    struct cc_finding *finding = cc_findings_add(
        profile->findings, CERTCHECK_FINDING_UNIQUE_IDENTIFIER, index, certificate->der, id);
    cc_finding_text(profile->findings, finding, "field", field);
}

/* SEQUENCE { OBJECT IDENTIFIER } and nothing behind it */
static bool parameters_absent(const struct certcheck_signature_algorithm *algorithm)
{
    return algorithm->oid.data + algorithm->oid.length ==
           algorithm->whole.data + algorithm->whole.length;
}

void cc_profile_fields(struct cc_profile *profile, const struct certcheck_certificate *certificate,
                       enum cc_role role, size_t index)
{
    if (role == CC_ROLE_ANCHOR)
        return;
    /* RFC 5280 4.1.2.8: CAs conforming to this profile MUST NOT generate certificates with unique
     * identifiers. */
    check_unique_identifier(profile, certificate, index, certificate->issuer_unique_id, "issuer");
    check_unique_identifier(profile, certificate, index, certificate->subject_unique_id, "subject");

    /* RFC 4055 5: the parameters MUST be NULL. */
    const struct certcheck_signature_algorithm *algorithm = &certificate->algorithm;
    if (algorithm->kind == CERTCHECK_SIGNATURE_RSA_PKCS1 && parameters_absent(algorithm))
        cc_findings_add(profile->findings, CERTCHECK_FINDING_SIGNATURE_PARAMETERS_ABSENT, index,
                        certificate->der, algorithm->whole);

    /* RFC 5280 4.1.2.4: the issuer field MUST contain a non-empty distinguished name. */
    if (certificate->issuer.length == 2)
        cc_findings_add(profile->findings, CERTCHECK_FINDING_ISSUER_EMPTY, index, certificate->der,
                        certificate->issuer);
}
