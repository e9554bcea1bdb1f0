/* SPDX-License-Identifier: MIT */
/* What a CRL says of a certificate (RFC 5280 6.3.3). Nothing here looks at signatures, and nothing
 * searches: CRLs, deltas and who signed them are handed in. */
#ifndef CC_CHECK_CRL_STATUS_H
#define CC_CHECK_CRL_STATUS_H

#include "base/budget.h"
#include "x509/certificate.h"
#include "x509/crl.h"

/* How far in the future thisUpdate, or an OCSP response's producedAt, may lie: clocks differ. It is
 * taken off what was read, whose year is 0 to 9999: the caller's time may be any number. */
#define CC_REVOCATION_SKEW 300 /* seconds */

enum cc_crl_scope {
    CC_CRL_IN_SCOPE = 0,
    CC_CRL_OTHER_ISSUER, /* neither the certificate's issuer nor the distribution point's cRLIssuer
                          */
    CC_CRL_NOT_INDIRECT, /* the cRLIssuer's, but without indirectCRL */
    CC_CRL_OTHER_POINT,  /* for another distribution point */
    CC_CRL_OTHER_KIND    /* only for users, authorities or attributes, and this is none */
};

/* crl_scope.c: 6.3.3 (b) and (d). *reasons is the interim_reasons_mask: bit n is named bit n of
 * ReasonFlags; 0 out of scope. Names are paid from the candidate budget; when that is spent nothing
 * more is in scope. */
enum cc_crl_scope cc_crl_scope(struct cc_budget *budget,
                               const struct certcheck_certificate *certificate,
                               const struct certcheck_distribution_point *point,
                               const struct certcheck_crl *crl, uint16_t *reasons);

enum cc_crl_usability {
    CC_CRL_USABLE = 0,
    CC_CRL_STALE,            /* nextUpdate is over, or there is none */
    CC_CRL_FROM_THE_FUTURE,  /* thisUpdate is still to come */
    CC_CRL_CRITICAL_UNKNOWN, /* an unknown critical extension, of the list or of an entry */
    CC_CRL_EXTENSION_MALFORMED,
    CC_CRL_ALGORITHMS_DIFFER,
    CC_CRL_ISSUERS_UNSAID /* entries name other issuers, and it is not indirect */
};

/* crl_status.c: whether a CRL may be used at all at a time, whatever it is about. */
enum cc_crl_usability cc_crl_usability(const struct certcheck_crl *crl, certcheck_time at);

/* crl_status.c: whether a delta CRL goes with a complete one (5.2.4, 6.3.3 (c)). */
bool cc_crl_delta_fits(const struct certcheck_crl *complete, const struct certcheck_crl *delta);

/* crl_flaws.c: a rule of RFC 5280 5 that a CRL breaks, and what the finding is to say of it ("":
 * nothing more). */
struct cc_crl_flaw {
    enum certcheck_finding_code code;
    const char *why;
};

#define CC_CRL_FLAWS_MAX 8

size_t cc_crl_flaws(const struct certcheck_crl *crl, struct cc_crl_flaw flaws[CC_CRL_FLAWS_MAX]);

enum cc_crl_status { CC_CRL_UNREVOKED = 0, CC_CRL_REVOKED };

/* crl_status.c: whether nothing that comes later takes the entry back: it is not only on hold. */
bool cc_crl_revoked_for_good(const struct certcheck_crl_entry *entry);

/* crl_status.c: 6.3.3 (i) to (k). `delta` may be NULL. Looking entries up is paid from `budget`, as
 * cc_crl_look_up has it: when that is spent nothing is found. *entry is set when it is revoked, *by
 * to the CRL that says so. */
enum cc_crl_status
cc_crl_status(struct cc_budget *budget, const struct certcheck_certificate *certificate,
              const struct certcheck_crl *complete, const struct certcheck_crl *delta,
              struct certcheck_crl_entry *entry, const struct certcheck_crl **by);

#endif
