/* SPDX-License-Identifier: MIT */
/* Stands in for lib/base/alloc.c: allocations are counted, as cheaply as can be. */
#include "base/alloc.h"

#include "bench/alloc.h"

#include <stdlib.h>

static size_t count;

void alloc_count_begin(void)
{
    count = 0;
}

size_t alloc_count(void)
{
    return count;
}

void *cc_malloc(size_t size)
{
    count++;
    return malloc(size);
}

void *cc_calloc(size_t number, size_t size)
{
    count++;
    return calloc(number, size);
}

void *cc_realloc(void *memory, size_t size)
{
    count++;
    return realloc(memory, size);
}

void cc_free(void *memory)
{
    free(memory);
}

bool cc_pieces_apart(void)
{
    return false;
}
