/* SPDX-License-Identifier: MIT */
/* A chained hash table in two arrays. */
#include "base/multimap.h"

#include "base/alloc.h"
#include <string.h>

static void link_node(struct cc_multimap *map, size_t position)
{
    struct cc_multimap_node *node = &map->nodes[position];
    size_t *bucket = &map->buckets[node->hash & (map->capacity - 1)];
    node->next = *bucket;
    *bucket = position;
}

bool cc_multimap_reserve(struct cc_multimap *map, size_t more)
{
    size_t capacity = map->capacity == 0 ? 16 : map->capacity;
    if (more <= map->capacity - map->count)
        return true;
    if (more > SIZE_MAX / 4 / sizeof *map->nodes - map->count)
        return false;
    while (capacity < map->count + more)
        capacity *= 2;
    struct cc_multimap_node *nodes = cc_malloc(capacity * sizeof *nodes);
    size_t *buckets = cc_malloc(capacity * sizeof *buckets);
    if (nodes == NULL || buckets == NULL) {
        cc_free(nodes);
        cc_free(buckets);
        return false;
    }
    if (map->count > 0)
        memcpy(nodes, map->nodes, map->count * sizeof *nodes);
    cc_free(map->nodes);
    cc_free(map->buckets);
    map->nodes = nodes;
    map->buckets = buckets;
    map->capacity = capacity;
    for (size_t i = 0; i < capacity; i++)
        buckets[i] = CC_MULTIMAP_END;
    for (size_t i = 0; i < map->count; i++)
        link_node(map, i);
    return true;
}

void cc_multimap_add(struct cc_multimap *map, uint64_t hash, size_t value)
{
    map->nodes[map->count] = (struct cc_multimap_node){.hash = hash, .value = value};
    link_node(map, map->count);
    map->count++;
}

void cc_multimap_release(struct cc_multimap *map)
{
    cc_free(map->nodes);
    cc_free(map->buckets);
    *map = (struct cc_multimap){0};
}

static size_t with_hash(const struct cc_multimap *map, size_t position, uint64_t hash)
{
    while (position != CC_MULTIMAP_END && map->nodes[position].hash != hash)
        position = map->nodes[position].next;
    return position;
}

size_t cc_multimap_first(const struct cc_multimap *map, uint64_t hash)
{
    if (map->capacity == 0)
        return CC_MULTIMAP_END;
    return with_hash(map, map->buckets[hash & (map->capacity - 1)], hash);
}

size_t cc_multimap_next(const struct cc_multimap *map, size_t position)
{
    return with_hash(map, map->nodes[position].next, map->nodes[position].hash);
}
