/* SPDX-License-Identifier: MIT */
/* lib/base/alloc.h for tests: an allocation can be made to fail, and all are counted. */
#ifndef TESTS_SUPPORT_FAILING_ALLOC_H
#define TESTS_SUPPORT_FAILING_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

/* failing_alloc_at makes the nth allocation from now fail, once, and starts the count of
 * failing_alloc_count anew; 0: none fails. */
void failing_alloc_at(size_t nth);

/* failing_alloc_count returns how many allocations were asked for since failing_alloc_at. */
size_t failing_alloc_count(void);

/* failing_alloc_in_blocks says whether arenas cut their pieces from blocks, as they do outside of
 * tests. Unless told to they take a block for each piece, so that each is an allocation that can
 * fail, and sanitizers see where it ends. */
void failing_alloc_in_blocks(bool blocks);

/* failing_alloc_live returns how many blocks are allocated and not yet freed. */
size_t failing_alloc_live(void);

#endif
