/* SPDX-License-Identifier: MIT */
/* The OCSP responses of a pool. */
#include "trust/ocsp_set.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/hash.h"

static bool holds(const struct cc_ocsp_set *set, cc_span der, uint64_t hash)
{
    const struct cc_multimap *map = &set->by_bytes;
    for (size_t at = cc_multimap_first(map, hash); at != CC_MULTIMAP_END;
         at = cc_multimap_next(map, at)) {
        if (cc_span_equal(set->entries[map->nodes[at].value].ocsp->der, der))
            return true;
    }
    return false;
}

/* Room for one more response about `serials` serial numbers. */
static bool reserve(struct cc_ocsp_set *set, size_t serials)
{
    if (set->count == set->capacity) {
        struct cc_ocsp_set_entry *entries =
            cc_array_grow(set->entries, &set->capacity, 4, sizeof *entries);
        if (entries == NULL)
            return false;
        if (set->entries == NULL)
            cc_hash_key_choose(set->key, entries);
        set->entries = entries;
    }
    return cc_multimap_reserve(&set->by_bytes, 1) && cc_multimap_reserve(&set->by_serial, serials);
}

/* Once for each serial number, unless several singles in a row are about the same. */
static void link_serials(struct cc_ocsp_set *set, size_t index)
{
    struct certcheck_ocsp_single single;
    size_t position = 0;
    while (certcheck_ocsp_next_single(set->entries[index].ocsp, &position, &single)) {
        uint64_t hash = cc_hash_keyed(set->key, single.id.serial);
        size_t newest = cc_multimap_first(&set->by_serial, hash);
        if (newest == CC_MULTIMAP_END || set->by_serial.nodes[newest].value != index)
            cc_multimap_add(&set->by_serial, hash, index);
    }
}

enum certcheck_status cc_ocsp_set_add(struct cc_ocsp_set *set, const struct certcheck_ocsp *ocsp,
                                      const char *source)
{
    if (!reserve(set, ocsp->single_count))
        return CERTCHECK_NO_MEMORY;
    uint64_t hash = cc_hash_keyed(set->key, ocsp->der);
    if (holds(set, ocsp->der, hash))
        return CERTCHECK_OK;
    const char *kept_source = cc_sources_share(&set->sources, source);
    if (kept_source == NULL)
        return CERTCHECK_NO_MEMORY;
    set->entries[set->count] =
        (struct cc_ocsp_set_entry){.ocsp = certcheck_ocsp_ref(ocsp), .source = kept_source};
    cc_multimap_add(&set->by_bytes, hash, set->count);
    link_serials(set, set->count);
    set->unsuccessful_count += ocsp->status != CERTCHECK_OCSP_SUCCESSFUL;
    set->count++;
    return CERTCHECK_OK;
}

void cc_ocsp_set_release(struct cc_ocsp_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        certcheck_ocsp_free(set->entries[i].ocsp);
    cc_free(set->entries);
    cc_multimap_release(&set->by_serial);
    cc_multimap_release(&set->by_bytes);
    cc_sources_release(&set->sources);
    *set = (struct cc_ocsp_set){0};
}

size_t cc_ocsp_set_first(const struct cc_ocsp_set *set, cc_span serial)
{
    return cc_multimap_first(&set->by_serial, cc_hash_keyed(set->key, serial));
}

size_t cc_ocsp_set_next(const struct cc_ocsp_set *set, size_t position)
{
    return cc_multimap_next(&set->by_serial, position);
}

const struct cc_ocsp_set_entry *cc_ocsp_set_at(const struct cc_ocsp_set *set, size_t position)
{
    return &set->entries[set->by_serial.nodes[position].value];
}
