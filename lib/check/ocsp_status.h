/* SPDX-License-Identifier: MIT */
/* What an OCSP response says of a certificate (RFC 6960 3.2). Nothing here looks at signatures, and
 * nothing searches. */
#ifndef CC_CHECK_OCSP_STATUS_H
#define CC_CHECK_OCSP_STATUS_H

#include "check/certificate_id.h"
#include "check/crl_status.h"

/* How long an answer without nextUpdate counts, from its thisUpdate on. */
#define CC_OCSP_LIFE_UNSAID 86400 /* seconds */

/* A certificate that is asked about, and the hashes of its issuer once they are made. */
struct cc_ocsp_subject {
    const struct cc_crypto *crypto;
    const struct certcheck_certificate *certificate;
    const struct certcheck_public_key *issuer_key;
    struct cc_issuer_hashes hashes[CERTCHECK_DIGEST_SHA3_512 + 1]; /* by digest */
    bool made[CERTCHECK_DIGEST_SHA3_512 + 1];
};

void cc_ocsp_subject_init(struct cc_ocsp_subject *subject, const struct cc_crypto *crypto,
                          const struct certcheck_certificate *certificate,
                          const struct certcheck_public_key *issuer_key);

enum cc_ocsp_scope {
    CC_OCSP_IN_SCOPE = 0,
    CC_OCSP_OTHER_SERIAL,
    CC_OCSP_OTHER_ISSUER, /* the same serial number, under another name or key */
    CC_OCSP_DIGEST_UNKNOWN
};

/* Whether a single response is about the certificate. Each digest is made once for each subject. */
enum cc_ocsp_scope cc_ocsp_scope(struct cc_ocsp_subject *subject,
                                 const struct certcheck_ocsp_single *single);

enum cc_ocsp_usability {
    CC_OCSP_USABLE = 0,
    CC_OCSP_STALE,           /* nextUpdate is over, or thisUpdate long ago where there is none */
    CC_OCSP_NONCE_DIFFERS,   /* it answers another request */
    CC_OCSP_FROM_THE_FUTURE, /* thisUpdate or producedAt is still to come */
    CC_OCSP_TIMES_INVERTED,  /* nextUpdate is before thisUpdate */
    CC_OCSP_ARCHIVE_OVER,    /* the certificate expired before the responder's archive begins */
    CC_OCSP_CRITICAL_UNKNOWN,
    CC_OCSP_EXTENSION_MALFORMED
};

/* Whether a single response may be used at a time. `nonce` is what the request had; empty: none. */
enum cc_ocsp_usability cc_ocsp_usability(const struct certcheck_ocsp *ocsp,
                                         const struct certcheck_ocsp_single *single,
                                         const struct certcheck_certificate *certificate,
                                         certcheck_time at, cc_span nonce);

/* When an answer begins to be stale, exclusive. */
certcheck_time cc_ocsp_counts_until(const struct certcheck_ocsp_single *single);

/* Whether nothing that comes later takes the answer back: revoked, and not only on hold. */
bool cc_ocsp_revoked_for_good(const struct certcheck_ocsp_single *single);

/* Whether the response's responderID names this certificate, by its name or by its key. */
bool cc_ocsp_responder_is(const struct cc_crypto *crypto, const struct certcheck_ocsp *ocsp,
                          const struct certcheck_certificate *certificate);

/* Whether the certificate says by itself that it is for a responder. */
bool cc_ocsp_signing_is_its_purpose(const struct certcheck_certificate *certificate);

#endif
