/* SPDX-License-Identifier: MIT */
/* CRLs indexed by the name of who issued them. */
#include "trust/crl_set.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "x509/name.h"

static void link_entry(struct cc_crl_set *set, size_t index)
{
    struct cc_crl_set_entry *entry = &set->entries[index];
    size_t *bucket = &set->buckets[entry->crl->issuer_hash & (set->capacity - 1)];
    entry->next_same_issuer = *bucket;
    *bucket = index;
}

static enum certcheck_status grow(struct cc_crl_set *set)
{
    size_t capacity = set->capacity == 0 ? 4 : set->capacity * 2;
    if (capacity > SIZE_MAX / sizeof *set->entries)
        return CERTCHECK_NO_MEMORY;
    struct cc_crl_set_entry *entries = cc_malloc(capacity * sizeof *entries);
    size_t *buckets = cc_malloc(capacity * sizeof *buckets);
    if (entries == NULL || buckets == NULL) {
        cc_free(entries);
        cc_free(buckets);
        return CERTCHECK_NO_MEMORY;
    }
    if (set->count > 0)
        memcpy(entries, set->entries, set->count * sizeof *entries);
    else
        cc_hash_key_choose(set->key, entries);
    cc_free(set->entries);
    cc_free(set->buckets);
    set->entries = entries;
    set->buckets = buckets;
    set->capacity = capacity;
    for (size_t i = 0; i < capacity; i++)
        buckets[i] = CC_CRL_SET_END;
    for (size_t i = 0; i < set->count; i++)
        link_entry(set, i);
    return CERTCHECK_OK;
}

static bool holds(const struct cc_crl_set *set, cc_span der, uint64_t hash)
{
    const struct cc_multimap *map = &set->by_bytes;
    for (size_t at = cc_multimap_first(map, hash); at != CC_MULTIMAP_END;
         at = cc_multimap_next(map, at)) {
        if (cc_span_equal(set->entries[map->nodes[at].value].crl->der, der))
            return true;
    }
    return false;
}

enum certcheck_status cc_crl_set_add(struct cc_crl_set *set, const struct certcheck_crl *crl,
                                     const char *source)
{
    if (set->count == set->capacity) {
        enum certcheck_status status = grow(set);
        if (status != CERTCHECK_OK)
            return status;
    }
    uint64_t hash = cc_hash_keyed(set->key, crl->der);
    if (holds(set, crl->der, hash))
        return CERTCHECK_OK;
    if (!cc_multimap_reserve(&set->by_bytes, 1))
        return CERTCHECK_NO_MEMORY;
    const char *kept_source = cc_sources_share(&set->sources, source);
    if (kept_source == NULL)
        return CERTCHECK_NO_MEMORY;
    set->entries[set->count] =
        (struct cc_crl_set_entry){.crl = certcheck_crl_ref(crl), .source = kept_source};
    cc_multimap_add(&set->by_bytes, hash, set->count);
    link_entry(set, set->count);
    set->count++;
    return CERTCHECK_OK;
}

void cc_crl_set_release(struct cc_crl_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        certcheck_crl_free(set->entries[i].crl);
    cc_free(set->entries);
    cc_free(set->buckets);
    cc_multimap_release(&set->by_bytes);
    cc_sources_release(&set->sources);
    *set = (struct cc_crl_set){0};
}

size_t cc_crl_set_first(const struct cc_crl_set *set, cc_span issuer)
{
    if (set->capacity == 0)
        return CC_CRL_SET_END;
    return set->buckets[cc_name_hash(issuer) & (set->capacity - 1)];
}
