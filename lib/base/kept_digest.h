/* SPDX-License-Identifier: MIT */
/* A place in a shared object for the SHA-256 digest of some of its bytes, made when it is first
 * asked for. Safe to use from several threads at once. */
#ifndef CC_BASE_KEPT_DIGEST_H
#define CC_BASE_KEPT_DIGEST_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define CC_KEPT_DIGEST_LENGTH ((size_t)32)

enum { CC_DIGEST_UNKNOWN = 0, CC_DIGEST_BEING_WRITTEN, CC_DIGEST_KEPT };

/* All zeroes is empty. */
struct cc_kept_digest {
    atomic_uchar state;
    uint8_t bytes[CC_KEPT_DIGEST_LENGTH];
};

/* False: it is not there yet. */
static inline bool cc_kept_digest_get(const struct cc_kept_digest *kept, uint8_t *bytes)
{
    if (atomic_load_explicit(&kept->state, memory_order_acquire) != CC_DIGEST_KEPT)
        return false;
    memcpy(bytes, kept->bytes, CC_KEPT_DIGEST_LENGTH);
    return true;
}

/* Another thread may be about to write the same: then it is left to that one. */
static inline void cc_kept_digest_put(struct cc_kept_digest *kept, const uint8_t *bytes)
{
    unsigned char before = CC_DIGEST_UNKNOWN;
    if (!atomic_compare_exchange_strong_explicit(&kept->state, &before, CC_DIGEST_BEING_WRITTEN,
                                                 memory_order_relaxed, memory_order_relaxed))
        return;
    memcpy(kept->bytes, bytes, CC_KEPT_DIGEST_LENGTH);
    atomic_store_explicit(&kept->state, CC_DIGEST_KEPT, memory_order_release);
}

#endif
