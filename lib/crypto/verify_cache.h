/* SPDX-License-Identifier: MIT */
/* Signatures that were found good. Only good ones: that one is bad is never remembered. */
#ifndef CC_CRYPTO_VERIFY_CACHE_H
#define CC_CRYPTO_VERIFY_CACHE_H

#include "base/kept_digest.h"
#include "crypto/crypto.h"
#include <certcheck/policy.h>

/* Who made a signature, if it is good: a SubjectPublicKeyInfo, and what is kept beside it. */
struct cc_cached_key {
    cc_span spki;
    struct cc_keeper *imported;    /* may be NULL */
    struct cc_kept_digest *digest; /* of spki; may be NULL */
};

/* What it is over. */
struct cc_cached_message {
    const struct certcheck_signature_algorithm *algorithm;
    cc_span message;
    cc_span signature;
    cc_span whole;                 /* SEQUENCE { message, algorithm, signature }, or empty */
    struct cc_kept_digest *digest; /* of whole; may be NULL */
};

/* As crypto->verify, but a signature that was found good before, by the same key over the same
 * bytes and with the same algorithm, is good without arithmetic. */
enum cc_signature_result cc_verify_cached(struct certcheck_signature_cache *cache,
                                          const struct cc_crypto *crypto,
                                          const struct cc_cached_key *by,
                                          const struct cc_cached_message *what);

#endif
