/* SPDX-License-Identifier: MIT */
/*
 * The rules of RFC 5280 section 6.1 in the order of that section.
 *
 * Inputs (6.1.1): the path and whether it ends in an anchor, the time, and what the caller wants.
 * Outputs: findings; whether the path is refused is for whoever counts the errors among them.
 *
 * What stands elsewhere: that issuer names chain (6.1.3 (a)(4)) the builder makes sure of by how it
 * finds candidates; the signatures (6.1.3 (a)(1)) signature.c checks edge by edge, as the search
 * goes on. Revocation (6.1.3 (a)(3)) comes last, in verify/revocation.c: it looks for evidence.
 *
 * Departure: an anchor is held to what its certificate says (6.1.1 (d) and 6.2 leave that to the
 * application).
 */
#include "check/check.h"

void cc_check_certificate(struct cc_check *check, const struct certcheck_certificate *certificate,
                          enum cc_role role, size_t index)
{
    cc_check_malformed(check, certificate, role, index);
    /* 6.2 */
    cc_check_distrusted(check, certificate, index);
    /* 6.1.3 (a)(1): whether the signature, once checked, may be relied on */
    cc_check_strength(check, certificate, role, index);
    /* 6.1.3 (a)(2) */
    cc_check_validity(check, certificate, role, index);
    /* 6.1.4 (k) */
    cc_check_basic_constraints(check, certificate, role, index);
    /* 6.1.4 (n) */
    cc_check_key_usage(check, certificate, role, index);
    /* 6.1.4 (o), 6.1.5 (f) */
    cc_check_critical_extensions(check, certificate, role, index);
    /* 4.2.1.12 */
    cc_check_extended_key_usage(check, certificate, role, index);
    if (role == CC_ROLE_LEAF || role == CC_ROLE_TRUSTED_LEAF) {
        cc_check_identity(check, certificate, index);
        cc_check_must_staple(check, certificate, index);
    }
}

void cc_check_path(struct cc_check *check, const struct cc_path *path)
{
    /* 6.1.4 (e), (f) */
    cc_check_inherited_strength(check, path);
    /* 6.1.3 (b), (c), 6.1.4 (g) */
    cc_check_name_constraints(check, path);
    /* 6.1.3 (d) to (f), 6.1.4 (a), (b), (h) to (j), 6.1.5 (a), (b), (g) */
    cc_check_policies(check, path);
    /* 6.1.4 (l), (m) */
    cc_check_path_length(check, path);
}
