/* SPDX-License-Identifier: MIT */
/* The entry point: one leaf, the anchors, everything else that is known, and what is wanted. */
#ifndef CERTCHECK_VERIFY_H
#define CERTCHECK_VERIFY_H

#include <certcheck/certificate.h>
#include <certcheck/policy.h>
#include <certcheck/report.h>
#include <certcheck/store.h>

#ifdef __cplusplus
extern "C" {
#endif

/* certcheck_verify looks for paths from the leaf to an anchor and judges each by RFC 5280 section
 * 6.1, the identity rules of RFC 9525 and the policy's profile. On CERTCHECK_OK *report is the
 * caller's, whatever the verdict; else *report is NULL. `store` must be sealed; `pool` may be NULL.
 * CERTCHECK_BAD_ARGUMENT: no time in the policy, or one that a call to set it up has failed for; an
 * unsealed store; or NULL for anything but the pool.
 *
 * Of the calling thread's stack most verifications take less than 64 KiB; where those who signed
 * evidence of revocation are asked about in turn, as deep as it may be, 300 KiB.
 *
 * Revocation is judged by the CRLs and OCSP responses in the pool, as the policy asks
 * (certcheck_policy_set_revocation); nothing is fetched. Of the kinds of names, otherName (but for
 * SmtpUTF8Mailbox), x400Address, ediPartyName and registeredID cannot be compared with a name
 * constraint: where one is constrained and stands in a certificate, it is refused as
 * name-constraint-unsupported. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_verify(const struct certcheck_store *store, const struct certcheck_pool *pool,
                 const struct certcheck_certificate *leaf, const struct certcheck_policy *policy,
                 struct certcheck_report **report);

/* certcheck_verify_unreadable makes the report for a leaf that certcheck_certificate_parse
 * refused as CERTCHECK_MALFORMED, with `error`: not valid, with the finding certificate-malformed. Any
 * other status says nothing of the leaf. NULL is CERTCHECK_BAD_ARGUMENT. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_verify_unreadable(const struct certcheck_parse_error *error,
                            const struct certcheck_policy *policy,
                            struct certcheck_report **report);

#ifdef __cplusplus
}
#endif

#endif
