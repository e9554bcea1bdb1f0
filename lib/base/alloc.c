/* SPDX-License-Identifier: MIT */
/* Allocation by the C library. Nothing else in lib/ calls malloc. */
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>

/* ISO C lets malloc(0) return NULL, which callers would take for memory that ran out. */
static size_t at_least_one(size_t size)
{
    return size == 0 ? 1 : size;
}

void *cc_malloc(size_t size)
{
    return malloc(at_least_one(size));
}

void *cc_calloc(size_t count, size_t size)
{
    if (count == 0 || size == 0)
        return calloc(1, 1);
    if (count > SIZE_MAX / size)
        return NULL;
    return calloc(count, size);
}

void *cc_realloc(void *memory, size_t size)
{
    return realloc(memory, at_least_one(size));
}

void cc_free(void *memory)
{
    free(memory);
}

bool cc_pieces_apart(void)
{
    return false;
}
