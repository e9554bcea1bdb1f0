/* SPDX-License-Identifier: MIT */
/* Signatures that were found good. Only good ones: that one is bad is never remembered. */
#ifndef CC_CRYPTO_VERIFY_CACHE_H
#define CC_CRYPTO_VERIFY_CACHE_H

#include "crypto/crypto.h"
#include <certcheck/policy.h>

/* As crypto->verify, but a signature that was found good before, by the same key over the same
 * bytes and with the same algorithm, is good without arithmetic. */
enum cc_signature_result cc_verify_cached(struct certcheck_signature_cache *cache,
                                          const struct cc_crypto *crypto,
                                          const struct certcheck_signature_algorithm *algorithm,
                                          cc_span spki, struct cc_keeper *keeper, cc_span message,
                                          cc_span signature);

#endif
