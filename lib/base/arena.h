/* SPDX-License-Identifier: MIT */
/* A capped bump allocator: many small pieces, freed at once. */
#ifndef CC_BASE_ARENA_H
#define CC_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct cc_arena_block;

/* All zeroes is an empty arena without a cap. */
struct cc_arena {
    struct cc_arena_block *blocks;
    unsigned char *next; /* free space of the newest block */
    size_t left;         /* bytes */
    size_t used;         /* bytes handed out */
    size_t limit;        /* bytes that may be handed out; 0: no cap */
};

void cc_arena_init(struct cc_arena *arena, size_t limit);

/* Zeroed memory for `count` objects of `size` bytes, aligned for any type; NULL when memory ran
 * out, the cap is reached, or count x size overflows. A count of 0 gives a valid pointer. */
void *cc_arena_array(struct cc_arena *arena, size_t count, size_t size);

static inline void *cc_arena_alloc(struct cc_arena *arena, size_t size)
{
    return cc_arena_array(arena, 1, size);
}

/* A copy with a final NUL behind it; NULL as above. */
char *cc_arena_text(struct cc_arena *arena, const char *text, size_t length);

/* A place to go back to. */
struct cc_arena_mark {
    struct cc_arena_block *blocks;
    unsigned char *next;
    size_t left;
    size_t used;
};

struct cc_arena_mark cc_arena_mark(const struct cc_arena *arena);
/* Frees what was handed out since the mark was taken; marks taken later are void. */
void cc_arena_rewind(struct cc_arena *arena, const struct cc_arena_mark *mark);

/* Frees everything; the arena is empty again and keeps its cap. */
void cc_arena_release(struct cc_arena *arena);

#endif
