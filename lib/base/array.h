/* SPDX-License-Identifier: MIT */
/* Arrays that grow. */
#ifndef CC_BASE_ARRAY_H
#define CC_BASE_ARRAY_H

#include <stddef.h>

/* Twice the room for the elements, which are of `size` bytes; for `first` of them where there was
 * none. Returns where they are then. NULL: memory ran out, and nothing has changed. */
void *cc_array_grow(void *elements, size_t *capacity, size_t first, size_t size);

#endif
