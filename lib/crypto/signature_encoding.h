/* SPDX-License-Identifier: MIT */
/* Whether a signature's own encoding is the one and only, before any arithmetic. */
#ifndef CC_CRYPTO_SIGNATURE_ENCODING_H
#define CC_CRYPTO_SIGNATURE_ENCODING_H

#include "crypto/key.h"

/* GnuTLS takes several encodings of one ECDSA or DSA signature for good; a certificate whose bytes
 * can change while it stays valid has no fingerprint. `key` is one that cc_key_read finds
 * CC_KEY_SIGNING. */
bool cc_signature_is_canonical(const struct cc_key *key, cc_span signature);

#endif
