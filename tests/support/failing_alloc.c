/* SPDX-License-Identifier: MIT */
/* Stands in for lib/base/alloc.c in tests. Atomic, because some tests use threads. */
#include "support/failing_alloc.h"

#include "base/alloc.h"

#include <stdatomic.h>
#include <stdlib.h>

static atomic_size_t asked;
static atomic_size_t failing;
static atomic_size_t live;
static atomic_bool in_blocks;

void failing_alloc_at(size_t nth)
{
    atomic_store(&asked, 0);
    atomic_store(&failing, nth);
}

size_t failing_alloc_count(void)
{
    return atomic_load(&asked);
}

size_t failing_alloc_live(void)
{
    return atomic_load(&live);
}

void failing_alloc_in_blocks(bool blocks)
{
    atomic_store(&in_blocks, blocks);
}

static bool this_one_fails(void)
{
    return atomic_fetch_add(&asked, 1) + 1 == atomic_load(&failing);
}

static void *counted(void *memory)
{
    if (memory != NULL) {
        atomic_fetch_add(&live, 1);
    }
    return memory;
}

void *cc_malloc(size_t size)
{
    return this_one_fails() ? NULL : counted(malloc(size));
}

void *cc_calloc(size_t count, size_t size)
{
    return this_one_fails() ? NULL : counted(calloc(count, size));
}

void *cc_realloc(void *memory, size_t size)
{
    if (this_one_fails()) {
        return NULL;
    }
    return memory == NULL ? counted(malloc(size)) : realloc(memory, size);
}

void cc_free(void *memory)
{
    if (memory != NULL) {
        atomic_fetch_sub(&live, 1);
        free(memory);
    }
}

bool cc_pieces_apart(void)
{
    return !atomic_load(&in_blocks);
}
