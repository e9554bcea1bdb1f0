/* SPDX-License-Identifier: MIT */
/*
 * RFC 5280 4.2.1.9 and 4.2.1.10: basicConstraints and nameConstraints by themselves.
 *
 * Findings: path-length-meaningless, name-constraints-in-leaf, name-constraints-kind.
 * Departures: an authority without keyUsage may sign whatever it likes, pathLenConstraint or not:
 * that it has none is key-usage-missing. A constraint that is none, one with a minimum or maximum
 * included, check/name_constraints.c refuses; an empty one, the reader.
 */
#include "profile/profile.h"

#include "x509/name_text.h"

/* RFC 5280 4.2.1.9: CAs MUST NOT include the pathLenConstraint field unless the cA boolean is
 * asserted and the key usage extension asserts the keyCertSign bit. */
static void check_path_length(struct cc_profile *profile,
                              const struct certcheck_certificate *certificate, size_t index)
{
    const struct certcheck_basic_constraints *constraints = &certificate->basic_constraints;
    bool signs = !certificate->has_key_usage ||
                 (certificate->key_usage & CERTCHECK_KEY_USAGE_KEY_CERT_SIGN) != 0;
    if (constraints->has_path_length && (!constraints->ca || !signs))
        cc_profile_add(profile, certificate, index, CERTCHECK_FINDING_PATH_LENGTH_MEANINGLESS,
                       CERTCHECK_EXT_BASIC_CONSTRAINTS);
}

/* RFC 5280 4.2.1.10: Conforming CAs [...] SHOULD NOT impose name constraints on the x400Address,
 * ediPartyName, or registeredID name forms. Returns whether it found one. */
static bool check_kinds(struct cc_profile *profile, const struct certcheck_certificate *certificate,
                        size_t index, cc_span subtrees)
{
    struct certcheck_subtree subtree;
    while (certcheck_next_subtree(&subtrees, &subtree)) {
        if (subtree.base.kind != CERTCHECK_NAME_X400 &&
            subtree.base.kind != CERTCHECK_NAME_EDI_PARTY &&
            subtree.base.kind != CERTCHECK_NAME_REGISTERED_ID)
            continue;
        struct cc_finding *finding =
            cc_findings_add(profile->findings, CERTCHECK_FINDING_NAME_CONSTRAINTS_KIND, index,
                            certificate->der, subtree.whole);
        if (finding != NULL)
            cc_finding_take(profile->findings, finding, "constraint",
                            cc_general_name_text_short(&subtree.base));
        return true;
    }
    return false;
}

void cc_profile_constraints(struct cc_profile *profile,
                            const struct certcheck_certificate *certificate, enum cc_role role,
                            size_t index)
{
    (void)role;
    check_path_length(profile, certificate, index);
    /* RFC 5280 4.2.1.10: The name constraints extension, which MUST be used only in a CA
     * certificate */
    if (certificate->by_kind[CERTCHECK_EXT_NAME_CONSTRAINTS] != NULL &&
        !cc_profile_is_authority(certificate))
        cc_profile_add(profile, certificate, index, CERTCHECK_FINDING_NAME_CONSTRAINTS_IN_LEAF,
                       CERTCHECK_EXT_NAME_CONSTRAINTS);
    const struct certcheck_name_constraints *constraints = &certificate->name_constraints;
    if (!check_kinds(profile, certificate, index, constraints->permitted))
        check_kinds(profile, certificate, index, constraints->excluded);
}
