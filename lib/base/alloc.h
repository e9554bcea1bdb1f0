/* SPDX-License-Identifier: MIT */
/* The one seam through which the library allocates, so that tests can fail the n-th allocation. */
#ifndef CC_BASE_ALLOC_H
#define CC_BASE_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

void *cc_malloc(size_t size);
void *cc_calloc(size_t count, size_t size); /* NULL on overflow of count x size */
void *cc_realloc(void *memory, size_t size);
void cc_free(void *memory);

/* Whether arenas take a block for each piece: only in tests, so that each can fail. */
bool cc_pieces_apart(void);

#endif
