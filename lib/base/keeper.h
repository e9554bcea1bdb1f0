/* SPDX-License-Identifier: MIT */
/* A place in a shared object for something that a floor above makes of it, once, and that goes when
 * the object goes. Safe to use from several threads at once. */
#ifndef CC_BASE_KEEPER_H
#define CC_BASE_KEEPER_H

#include <stdatomic.h>
#include <stddef.h>

/* The first member of what is kept. */
struct cc_kept {
    void (*release)(struct cc_kept *kept);
};

/* All zeroes is empty. */
struct cc_keeper {
    _Atomic(struct cc_kept *) kept;
};

/* NULL: nothing is kept yet. */
static inline struct cc_kept *cc_keeper_get(struct cc_keeper *keeper)
{
    return atomic_load_explicit(&keeper->kept, memory_order_acquire);
}

/* Takes `made` over and returns what is kept from now on: another thread may have been faster, then
 * `made` is released. */
static inline struct cc_kept *cc_keeper_offer(struct cc_keeper *keeper, struct cc_kept *made)
{
    struct cc_kept *before = NULL;
    if (atomic_compare_exchange_strong_explicit(&keeper->kept, &before, made, memory_order_acq_rel,
                                                memory_order_acquire))
        return made;
    made->release(made);
    return before;
}

/* Nobody may use the object any more. */
static inline void cc_keeper_release(struct cc_keeper *keeper)
{
    struct cc_kept *kept = cc_keeper_get(keeper);
    if (kept != NULL)
        kept->release(kept);
}

#endif
