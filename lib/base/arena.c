/* SPDX-License-Identifier: MIT */
/* The bump allocator: blocks in a list, the newest first, each cut from its front. */
#include "base/arena.h"

#include "base/alloc.h"
#include <stdint.h>
#include <string.h>

/* With the C library's own header such a block fits into a page. */
#define BLOCK_SIZE ((size_t)4000)
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

static bool add_block(struct cc_arena *arena, size_t size)
{
    size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    struct cc_arena_block *block = cc_malloc(sizeof *block + room);
    if (block == NULL)
        return false;
    block->older = arena->blocks;
    arena->blocks = block;
    arena->next = (unsigned char *)block->memory;
    arena->left = room;
    return true;
}

void *cc_arena_array(struct cc_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > PIECE_MAX / size)
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
