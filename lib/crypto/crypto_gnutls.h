/* SPDX-License-Identifier: MIT */
/* What the other library asks of GnuTLS. */
#ifndef CC_CRYPTO_CRYPTO_GNUTLS_H
#define CC_CRYPTO_CRYPTO_GNUTLS_H

#include "crypto/question.h"

/* Whether GnuTLS would do this arithmetic: its configuration on this machine can disable a curve. A
 * digest that it disables fails in crypto.h's `digest`. */
bool cc_gnutls_allows(const struct cc_key *key, const struct cc_question *question);

#endif
