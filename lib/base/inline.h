/* SPDX-License-Identifier: MIT */
/* Where the compiler is to put code: inline, apart, or out of the way. */
#ifndef CC_BASE_INLINE_H
#define CC_BASE_INLINE_H

/* For the few functions whose cost is that of being called. */
#ifndef CC_ALWAYS_INLINE
#ifdef __GNUC__
#define CC_ALWAYS_INLINE inline __attribute__((always_inline))
#else
#define CC_ALWAYS_INLINE inline
#endif
#endif

/* For what is rarely called by a function that is often: its locals are then its own. */
#ifdef __GNUC__
#define CC_NEVER_INLINE __attribute__((noinline))
#else
#define CC_NEVER_INLINE
#endif

/* For what is said of flaws: whatever leads there is kept out of the way of what is in order. */
#ifdef __GNUC__
#define CC_COLD __attribute__((cold))
#else
#define CC_COLD
#endif

#endif
