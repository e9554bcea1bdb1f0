/* SPDX-License-Identifier: MIT */
/* CRLs indexed by the name of who issued them. */
#include "trust/crl_set.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/hash.h"
#include "x509/name.h"

/* The hash of a name has no key: whoever chooses names could have all of them in one bucket. */
static uint64_t hash_of_issuer(const struct cc_crl_set *set, uint64_t issuer_hash)
{
    return cc_hash_keyed(set->key, cc_span_of((const uint8_t *)&issuer_hash, sizeof issuer_hash));
}

static bool reserve(struct cc_crl_set *set)
{
    if (set->count == set->capacity) {
        struct cc_crl_set_entry *entries =
            cc_array_grow(set->entries, &set->capacity, 4, sizeof *entries);
        if (entries == NULL)
            return false;
        if (set->entries == NULL)
            cc_hash_key_choose(set->key, entries);
        set->entries = entries;
    }
    return cc_multimap_reserve(&set->by_bytes, 1) && cc_multimap_reserve(&set->by_issuer, 1);
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
    if (!reserve(set))
        return CERTCHECK_NO_MEMORY;
    uint64_t hash = cc_hash_keyed(set->key, crl->der);
    if (holds(set, crl->der, hash))
        return CERTCHECK_OK;
    const char *kept_source = cc_sources_share(&set->sources, source);
    if (kept_source == NULL)
        return CERTCHECK_NO_MEMORY;
    set->entries[set->count] =
        (struct cc_crl_set_entry){.crl = certcheck_crl_ref(crl), .source = kept_source};
    cc_multimap_add(&set->by_bytes, hash, set->count);
    cc_multimap_add(&set->by_issuer, hash_of_issuer(set, crl->issuer_hash), set->count);
    set->count++;
    return CERTCHECK_OK;
}

void cc_crl_set_release(struct cc_crl_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        certcheck_crl_free(set->entries[i].crl);
    cc_free(set->entries);
    cc_multimap_release(&set->by_bytes);
    cc_multimap_release(&set->by_issuer);
    cc_sources_release(&set->sources);
    *set = (struct cc_crl_set){0};
}

size_t cc_crl_set_first(const struct cc_crl_set *set, cc_span issuer)
{
    return set->count == 0
               ? CC_MULTIMAP_END
               : cc_multimap_first(&set->by_issuer, hash_of_issuer(set, cc_name_hash(issuer)));
}

size_t cc_crl_set_next(const struct cc_crl_set *set, size_t position)
{
    return cc_multimap_next(&set->by_issuer, position);
}

const struct cc_crl_set_entry *cc_crl_set_at(const struct cc_crl_set *set, size_t position)
{
    return &set->entries[set->by_issuer.nodes[position].value];
}
