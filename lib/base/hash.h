/* SPDX-License-Identifier: MIT */
/* A keyed hash: whoever writes an input must not be able to choose entries that all fall into one
 * bucket. */
#ifndef CC_BASE_HASH_H
#define CC_BASE_HASH_H

#include "base/span.h"

/* Takes a key out of addresses, which are what a process has that the writer of its input does not
 * know. `fresh` is memory that was just allocated. No result may depend on the key. */
void cc_hash_key_choose(uint64_t key[2], const void *fresh);

/* SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF"). */
uint64_t cc_hash_keyed(const uint64_t key[2], cc_span bytes);

#endif
