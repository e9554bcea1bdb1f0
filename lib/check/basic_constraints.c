/* SPDX-License-Identifier: MIT */
/*
 * Who may issue.
 *
 * Findings: not-a-ca, ca-version, anchor-version, leaf-is-ca, leaf-is-ca-unasked.
 * Departures: an anchor of version 3 must say that it is an authority, as an intermediate must. One
 * of version 1 or 2 cannot, and whoever made it an anchor has said so in its stead (6.1.4 (k):
 * "verify through out-of-band means"). A leaf that is an authority is no breach of RFC 5280, but
 * nearly always the wrong file where a purpose of leaves is asked for; without a purpose it may
 * well be the authority that is asked about. One that is itself an anchor was chosen on purpose.
 */
#include "check/check.h"

static void check_issuer(struct cc_check *check, const struct certcheck_certificate *certificate,
                         enum cc_role role, size_t index)
{
    /* RFC 5280 6.1.4 (k) */
    if (certificate->version < 3) {
        enum certcheck_finding_code code = role == CC_ROLE_ANCHOR ? CERTCHECK_FINDING_ANCHOR_VERSION
                                                                  : CERTCHECK_FINDING_CA_VERSION;
        struct cc_finding *finding =
            cc_findings_add(check->findings, code, index, certificate->der, certificate->tbs);
        cc_finding_number(check->findings, finding, "actual", certificate->version);
        return;
    }
    if (certificate->has_basic_constraints && certificate->basic_constraints.ca)
        return;
    cc_findings_add(check->findings, CERTCHECK_FINDING_NOT_A_CA, index, certificate->der,
                    cc_check_place(certificate, CERTCHECK_EXT_BASIC_CONSTRAINTS));
}

static void check_leaf(struct cc_check *check, const struct certcheck_certificate *certificate,
                       size_t index)
{
    if (!certificate->has_basic_constraints || !certificate->basic_constraints.ca)
        return;
    enum certcheck_finding_code code = check->policy->purpose == CC_PURPOSE_ANY
                                           ? CERTCHECK_FINDING_LEAF_IS_CA_UNASKED
                                           : CERTCHECK_FINDING_LEAF_IS_CA;
    cc_findings_add(check->findings, code, index, certificate->der,
                    cc_check_place(certificate, CERTCHECK_EXT_BASIC_CONSTRAINTS));
}

void cc_check_basic_constraints(struct cc_check *check,
                                const struct certcheck_certificate *certificate, enum cc_role role,
                                size_t index)
{
    switch (role) {
    case CC_ROLE_INTERMEDIATE:
    case CC_ROLE_ANCHOR:
        check_issuer(check, certificate, role, index);
        break;
    case CC_ROLE_LEAF:
        check_leaf(check, certificate, index);
        break;
    case CC_ROLE_TRUSTED_LEAF:
        break;
    }
}
