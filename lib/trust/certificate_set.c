/* SPDX-License-Identifier: MIT */
/* The set of certificates under pool and store. */
#include "trust/certificate_set.h"

#include "base/alloc.h"
#include "base/hash.h"

/* Octets at the end of a certificate: of its signature, which is like no other. */
#define END_LENGTH 16

/* What tells certificates apart that nobody made alike. */
struct marks {
    uint64_t subject_hash;
    uint64_t issuer_hash;
    uint64_t length;
    uint8_t end[END_LENGTH];
};

static uint64_t hash_of(const struct cc_certificate_set *set,
                        const struct certcheck_certificate *certificate)
{
    cc_span der = certificate->der;
    if (set->hashed_whole)
        return cc_hash_keyed(set->key, der);
    struct marks marks = {certificate->subject_hash, certificate->issuer_hash, der.length, {0}};
    size_t length = der.length < END_LENGTH ? der.length : END_LENGTH;
    if (length > 0)
        memcpy(marks.end, der.data + der.length - length, length);
    return cc_hash_keyed(set->key, cc_span_of((const uint8_t *)&marks, sizeof marks));
}

/* The hash of a name has no key: whoever writes certificates can have them all in one chain, and
 * could if the buckets had a key, for names of one hash are easily made. So a chain is only walked
 * by who pays for each of its entries, as path/graph.c and verify/crl_namesakes.c do, or looks at a
 * few, or where the caller's own store made it: the input names-of-one-hash in tests/hostile shows
 * what it takes. */
static void link_subject(struct cc_certificate_set *set, size_t index)
{
    struct cc_set_entry *entry = &set->entries[index];
    size_t *first =
        &set->subject_buckets[entry->certificate->subject_hash & (set->bucket_count - 1)];
    entry->next_same_subject = *first;
    *first = index;
}

static void link_bytes(struct cc_certificate_set *set, size_t index)
{
    struct cc_set_entry *entry = &set->entries[index];
    size_t *first = &set->bytes_buckets[entry->bytes_hash & (set->bucket_count - 1)];
    entry->next_same_bytes = *first;
    *first = index;
}

/* As many buckets as entries can be held, so that chains stay short. */
static enum certcheck_status grow(struct cc_certificate_set *set)
{
    size_t capacity = set->capacity == 0 ? 16 : set->capacity * 2;
    if (capacity > SIZE_MAX / sizeof(struct cc_set_entry))
        return CERTCHECK_NO_MEMORY;
    struct cc_set_entry *entries = cc_malloc(capacity * sizeof *entries);
    size_t *subject_buckets = cc_malloc(capacity * sizeof *subject_buckets);
    size_t *bytes_buckets = cc_malloc(capacity * sizeof *bytes_buckets);
    if (entries == NULL || subject_buckets == NULL || bytes_buckets == NULL) {
        cc_free(entries);
        cc_free(subject_buckets);
        cc_free(bytes_buckets);
        return CERTCHECK_NO_MEMORY;
    }
    if (set->count > 0)
        memcpy(entries, set->entries, set->count * sizeof *entries);
    else
        cc_hash_key_choose(set->key, entries);
    cc_free(set->entries);
    cc_free(set->subject_buckets);
    cc_free(set->bytes_buckets);
    set->entries = entries;
    set->subject_buckets = subject_buckets;
    set->bytes_buckets = bytes_buckets;
    set->capacity = capacity;
    set->bucket_count = capacity;
    for (size_t i = 0; i < capacity; i++)
        subject_buckets[i] = bytes_buckets[i] = CC_SET_END;
    for (size_t i = 0; i < set->count; i++) {
        link_subject(set, i);
        link_bytes(set, i);
    }
    return CERTCHECK_OK;
}

static void hash_whole(struct cc_certificate_set *set)
{
    set->hashed_whole = true;
    for (size_t i = 0; i < set->bucket_count; i++)
        set->bytes_buckets[i] = CC_SET_END;
    for (size_t i = 0; i < set->count; i++) {
        set->entries[i].bytes_hash = hash_of(set, set->entries[i].certificate);
        link_bytes(set, i);
    }
}

/* *alike: one of other bytes has the same hash. */
static size_t find(const struct cc_certificate_set *set, cc_span der, uint64_t hash, bool *alike)
{
    *alike = false;
    if (set->bucket_count == 0)
        return CC_SET_END;
    size_t index = set->bytes_buckets[hash & (set->bucket_count - 1)];
    while (index != CC_SET_END) {
        const struct cc_set_entry *entry = &set->entries[index];
        if (entry->bytes_hash == hash && cc_span_equal(entry->certificate->der, der))
            return index;
        *alike |= entry->bytes_hash == hash;
        index = entry->next_same_bytes;
    }
    return CC_SET_END;
}

/* Whether it is there; else it may be added with this hash. Where two are alike all are hashed as
 * wholes from then on: whoever writes them could make many so. */
static bool holds(struct cc_certificate_set *set, const struct certcheck_certificate *certificate,
                  uint64_t *hash)
{
    bool alike;
    *hash = hash_of(set, certificate);
    if (find(set, certificate->der, *hash, &alike) != CC_SET_END)
        return true;
    if (alike && !set->hashed_whole) {
        hash_whole(set);
        *hash = hash_of(set, certificate);
    }
    return false;
}

enum certcheck_status cc_certificate_set_add(struct cc_certificate_set *set,
                                             const struct certcheck_certificate *certificate,
                                             const char *source, bool *added)
{
    uint64_t hash;
    *added = false;
    if (certificate == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    /* The key is chosen with the first memory. */
    enum certcheck_status status = set->capacity == 0 ? grow(set) : CERTCHECK_OK;
    if (status != CERTCHECK_OK || holds(set, certificate, &hash))
        return status;
    if (set->count == set->capacity && (status = grow(set)) != CERTCHECK_OK)
        return status;
    const char *kept_source = cc_sources_share(&set->sources, source);
    if (kept_source == NULL)
        return CERTCHECK_NO_MEMORY;
    set->entries[set->count] = (struct cc_set_entry){
        .certificate = certcheck_certificate_ref(certificate),
        .source = kept_source,
        .bytes_hash = hash,
    };
    link_subject(set, set->count);
    link_bytes(set, set->count);
    set->count++;
    *added = true;
    return CERTCHECK_OK;
}

void cc_certificate_set_release(struct cc_certificate_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        certcheck_certificate_free(set->entries[i].certificate);
    cc_free(set->entries);
    cc_free(set->subject_buckets);
    cc_free(set->bytes_buckets);
    cc_sources_release(&set->sources);
    *set = (struct cc_certificate_set){0};
}

size_t cc_certificate_set_first(const struct cc_certificate_set *set, uint64_t subject_hash)
{
    if (set->bucket_count == 0)
        return CC_SET_END;
    return set->subject_buckets[subject_hash & (set->bucket_count - 1)];
}

/* Entries of a chain that are looked at before it is taken for granted that one has the name. */
#define ENTRIES_LOOKED_AT 8

static bool may_hold(const struct cc_certificate_set *set,
                     const struct certcheck_certificate *certificate)
{
    size_t index = cc_certificate_set_first(set, certificate->subject_hash);
    for (size_t looked = 0; index != CC_SET_END && looked < ENTRIES_LOOKED_AT; looked++) {
        if (set->entries[index].certificate->subject_hash == certificate->subject_hash)
            return true;
        index = set->entries[index].next_same_subject;
    }
    return index != CC_SET_END;
}

size_t cc_certificate_set_find(const struct cc_certificate_set *set,
                               const struct certcheck_certificate *certificate)
{
    bool alike;
    if (!may_hold(set, certificate))
        return CC_SET_END; /* without a hash */
    return find(set, certificate->der, hash_of(set, certificate), &alike);
}
