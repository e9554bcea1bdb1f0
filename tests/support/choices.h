/* SPDX-License-Identifier: MIT */
/* What a fuzzer's bytes decide. */
#ifndef TESTS_SUPPORT_CHOICES_H
#define TESTS_SUPPORT_CHOICES_H

#include <stdint.h>

/* The fuzzer's bytes; 0 for ever when they are used up. */
struct choices {
    const uint8_t *next;
    const uint8_t *end;
};

/* One byte, as a number below `below`, which is 256 at most. */
static inline unsigned choose(struct choices *choices, unsigned below)
{
    return choices->next == choices->end ? 0 : *choices->next++ % below;
}

#endif
