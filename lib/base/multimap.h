/* SPDX-License-Identifier: MIT */
/* From hashes to the indexes of what has them: an index beside an array that only grows. */
#ifndef CC_BASE_MULTIMAP_H
#define CC_BASE_MULTIMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cc_multimap_node {
    uint64_t hash;
    size_t value;
    size_t next; /* in the chain of its bucket, or CC_MULTIMAP_END */
};

#define CC_MULTIMAP_END ((size_t)-1)

/* All zeroes is empty. */
struct cc_multimap {
    struct cc_multimap_node *nodes;
    size_t count;
    size_t capacity; /* of nodes, and how many buckets: a power of two, or 0 */
    size_t *buckets;
};

/* Makes room for `more` nodes, so that adding them cannot fail; false: no memory, nothing changed.
 */
bool cc_multimap_reserve(struct cc_multimap *map, size_t more);
/* There must be room. */
void cc_multimap_add(struct cc_multimap *map, uint64_t hash, size_t value);
void cc_multimap_release(struct cc_multimap *map);

/* Walks the nodes with a hash, the newest first: positions of nodes, at last CC_MULTIMAP_END. Equal
 * hashes do not mean equal keys. */
size_t cc_multimap_first(const struct cc_multimap *map, uint64_t hash);
size_t cc_multimap_next(const struct cc_multimap *map, size_t position);

#endif
