/* SPDX-License-Identifier: MIT */
/* What is wrong with one certificate by itself: the catalogue's rules without a path. */
#ifndef CERTCHECK_LINT_H
#define CERTCHECK_LINT_H

#include <certcheck/base.h>
#include <certcheck/certificate.h>
#include <certcheck/finding.h>
#include <certcheck/policy.h>
#include <certcheck/report.h>

#ifdef __cplusplus
extern "C" {
#endif

/* As what a certificate is judged. */
enum certcheck_role {
    CERTCHECK_ROLE_AUTOMATIC = 0, /* as what the certificate says that it is */
    CERTCHECK_ROLE_LEAF,
    CERTCHECK_ROLE_INTERMEDIATE,
    CERTCHECK_ROLE_ROOT
};

/* "automatic", "leaf", "intermediate", "root". Never NULL. */
CERTCHECK_API const char *certcheck_role_text(enum certcheck_role role);

/* Which rules are asked, and how grave each is. What the policy overrides goes before both. */
enum certcheck_lint_rules {
    /* Every rule of the catalogue, as grave as the strictest profile has it, and at least a
     * warning. A leaf whose extended key usage is for others than servers is not asked for what
     * the Baseline Requirements want of servers, unless the policy's purpose is serverAuth; but
     * for what other profiles ask, too, and for findings that the policy overrides. */
    CERTCHECK_LINT_ALL = 0,
    /* The rules of the policy's profile, each at least a warning; what the profile leaves off
     * stays off. */
    CERTCHECK_LINT_PROFILE
};

/* Immutable. It holds no reference to the certificate. */
struct certcheck_lint;

/* certcheck_lint_certificate judges one certificate by itself, in a role. CERTCHECK_ROLE_AUTOMATIC
 * finds the role out: a self-signed authority is a root; so is a self-signed certificate of
 * version 1 or 2, which cannot say that it is one; any other authority is an intermediate;
 * everything else a leaf. A certificate is self-signed when subject and issuer are the same name
 * and its own key made its signature or is the one that its authority key identifier names. A
 * precertificate (RFC 6962 3.1) is judged as the certificate that it announces.
 *
 * Of the policy these count: time, purpose, identities, profile, overrides, min_rsa_bits, and the
 * budget of signatures: a self-signed certificate's own is not checked when it does not suffice.
 * What depends on other certificates is not checked: the issuer's signature, path length, name
 * constraints on names, revocation. A self-signed certificate's own signature is. Rules that are
 * not asked of an anchor are not asked of a root.
 *
 * On CERTCHECK_OK *lint is the caller's. CERTCHECK_BAD_ARGUMENT: no time in the policy, or one
 * that a call to set it up has failed for. At most 128 findings are kept. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_lint_certificate(const struct certcheck_certificate *certificate,
                           enum certcheck_role role, enum certcheck_lint_rules rules,
                           const struct certcheck_policy *policy, struct certcheck_lint **lint);

/* certcheck_lint_unreadable makes the same for a certificate that certcheck_certificate_parse
 * refused with `error`: the one finding certificate-malformed, and the role automatic. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_lint_unreadable(const struct certcheck_parse_error *error, struct certcheck_lint **lint);

CERTCHECK_API void certcheck_lint_free(struct certcheck_lint *lint);

/* certcheck_lint_role returns the role in which the certificate was judged. */
CERTCHECK_API enum certcheck_role certcheck_lint_role(const struct certcheck_lint *lint);

/* certcheck_lint_finding_count and certcheck_lint_finding walk the findings in the order in which
 * they were made. Their path is CERTCHECK_NO_INDEX and their certificate 0. They live as long as
 * the lint. NULL past the end. */
CERTCHECK_API size_t certcheck_lint_finding_count(const struct certcheck_lint *lint);
CERTCHECK_API const struct certcheck_finding *certcheck_lint_finding(const struct certcheck_lint *lint,
                                                                     size_t index);

#ifdef __cplusplus
}
#endif

#endif
