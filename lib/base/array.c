/* SPDX-License-Identifier: MIT */
/* Arrays that grow. */
#include "base/array.h"

#include "base/alloc.h"

#include <stdint.h>

void *cc_array_grow(void *elements, size_t *capacity, size_t first, size_t size)
{
    if (*capacity > SIZE_MAX / 2 / size)
        return NULL;
    size_t grown = *capacity == 0 ? first : *capacity * 2;
    elements = cc_realloc(elements, grown * size);
    if (elements != NULL)
        *capacity = grown;
    return elements;
}
