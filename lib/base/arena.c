/* SPDX-License-Identifier: MIT */
/* The bump allocator: blocks in a list, the newest first, each cut from its front. */
#include "base/arena.h"

#include "base/alloc.h"
#include <stdint.h>
#include <string.h>

/* The first block is of a size that allocators keep at hand; each later one doubles what there is,
 * up to a limit. */
#define FIRST_BLOCK_SIZE ((size_t)1000)
#define BLOCK_SIZE_MAX ((size_t)16 * 1024)
#define ALIGNMENT _Alignof(max_align_t)
#define PIECE_MAX ((size_t)PTRDIFF_MAX / 2)

struct cc_arena_block {
    struct cc_arena_block *older;
    max_align_t memory[];
};

void cc_arena_init(struct cc_arena *arena, size_t limit)
{
    *arena = (struct cc_arena){.limit = limit};
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static bool add_block(struct cc_arena *arena, size_t size)
{
    size_t usual =
        arena->used < BLOCK_SIZE_MAX ? larger(arena->used, FIRST_BLOCK_SIZE) : BLOCK_SIZE_MAX;
    size_t room = cc_pieces_apart() ? size : larger(size, usual);
    struct cc_arena_block *block = cc_malloc(sizeof *block + room);
    if (block == NULL)
        return false;
    block->older = arena->blocks;
    arena->blocks = block;
    arena->next = (unsigned char *)block->memory;
    arena->left = room;
    return true;
}

/* Divisions take long, and where both factors have but half the bits none is needed. */
static bool fits(size_t count, size_t size)
{
    bool both_small = ((count | size) >> (sizeof(size_t) * 8 / 2)) == 0;
    return (both_small && count * size <= PIECE_MAX) || size == 0 || count <= PIECE_MAX / size;
}

void *cc_arena_array(struct cc_arena *arena, size_t count, size_t size)
{
    if (!fits(count, size))
        return NULL;
    size_t needed = count * size == 0 ? 1 : count * size;
    needed = (needed + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (arena->limit != 0 && needed > arena->limit - arena->used)
        return NULL;
    if (needed > arena->left && !add_block(arena, needed))
        return NULL;
    void *memory = arena->next;
    arena->next += needed;
    arena->left -= needed;
    arena->used += needed;
    return memset(memory, 0, needed);
}

char *cc_arena_text(struct cc_arena *arena, const char *text, size_t length)
{
    if (length >= PIECE_MAX)
        return NULL;
    char *copy = cc_arena_array(arena, length + 1, 1);
    if (copy != NULL && length != 0)
        memcpy(copy, text, length);
    return copy;
}

static void free_blocks(struct cc_arena_block *newest, const struct cc_arena_block *kept)
{
    while (newest != kept) {
        struct cc_arena_block *older = newest->older;
        cc_free(newest);
        newest = older;
    }
}

struct cc_arena_mark cc_arena_mark(const struct cc_arena *arena)
{
    return (struct cc_arena_mark){arena->blocks, arena->next, arena->left, arena->used};
}

void cc_arena_rewind(struct cc_arena *arena, const struct cc_arena_mark *mark)
{
    free_blocks(arena->blocks, mark->blocks);
    arena->blocks = mark->blocks;
    arena->next = mark->next;
    arena->left = mark->left;
    arena->used = mark->used;
}

void cc_arena_release(struct cc_arena *arena)
{
    free_blocks(arena->blocks, NULL);
    cc_arena_init(arena, arena->limit);
}
