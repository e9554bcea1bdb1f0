/* SPDX-License-Identifier: MIT */
/*
 * The index over a CRL's entries.
 *
 * An entry takes at least 20 bytes of DER, and 4 in the index: its offset. What is then left of a
 * fifth of the DER's size goes to buckets of 4 bytes each, at most one an entry: a bucket of a CRL
 * with serial numbers of 16 bytes has two entries or three. The buckets lie one behind the other,
 * sorted by counting: the entries are walked twice, and nothing is moved.
 *
 * An indirect CRL also has the offset of each entry from which on another certificate issuer is in
 * force (RFC 5280 5.3.3).
 */
#include "x509/crl.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "der/der_value.h"

/* Reads no more of an entry than its serial number. */
static bool next_serial(struct cc_der *list, uint32_t *offset, cc_span *serial)
{
    struct cc_der inside;
    *offset = (uint32_t)(list->next - list->origin);
    return !cc_der_at_end(list) && cc_der_enter(list, CC_DER_SEQUENCE, &inside) &&
           cc_der_integer(&inside, CC_DER_INTEGER, serial);
}

bool cc_crl_serial_at(const struct certcheck_crl *crl, uint32_t offset, cc_span serial)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    uint32_t same;
    cc_span found;
    const uint8_t *end = crl->entries.data + crl->entries.length;
    cc_der_init(&der, cc_span_between(crl->der.data + offset, end), crl->der.data, &error);
    return next_serial(&der, &same, &found) && cc_span_equal(found, serial);
}

static uint32_t bucket_of(const struct cc_crl_index *index, cc_span serial)
{
    uint64_t hash = cc_hash_keyed(index->key, serial);
    return (uint32_t)((hash >> 32) * index->bucket_count >> 32);
}

void cc_crl_index_bucket(const struct cc_crl_index *index, cc_span serial, const uint32_t **begin,
                         const uint32_t **end)
{
    *begin = *end = NULL;
    if (index->bucket_count == 0)
        return;
    uint32_t bucket = bucket_of(index, serial);
    *begin = index->entries + (bucket == 0 ? 0 : index->ends[bucket - 1]);
    *end = index->entries + index->ends[bucket];
}

/* See above. Hostile entries leave nothing for buckets: those get a few. */
static uint32_t choose_bucket_count(const struct certcheck_crl *crl)
{
    enum { BYTES_A_SLOT = 4 * 5, ENTRIES_A_BUCKET_MAX = 64 };
    size_t affordable = crl->entries.length / BYTES_A_SLOT;
    size_t taken = crl->entry_count + crl->index.issuer_change_count;
    size_t count = affordable > taken ? affordable - taken : 0;
    if (count < crl->entry_count / ENTRIES_A_BUCKET_MAX)
        count = crl->entry_count / ENTRIES_A_BUCKET_MAX;
    if (count > crl->entry_count)
        count = crl->entry_count;
    return count == 0 ? 1 : (uint32_t)count;
}

static struct cc_der list_of(const struct certcheck_crl *crl, struct certcheck_parse_error *error)
{
    struct cc_der list;
    *error = (struct certcheck_parse_error){0};
    cc_der_init(&list, crl->entries, crl->der.data, error);
    return list;
}

static void fill_buckets(struct certcheck_crl *crl)
{
    struct cc_crl_index *index = &crl->index;
    struct certcheck_parse_error error;
    uint32_t offset;
    cc_span serial;
    for (struct cc_der list = list_of(crl, &error); next_serial(&list, &offset, &serial);)
        index->ends[bucket_of(index, serial)]++;
    /* From how many there are in each to where each begins, which filling it moves to its end. */
    uint32_t begin = 0;
    for (uint32_t bucket = 0; bucket < index->bucket_count; bucket++) {
        uint32_t count = index->ends[bucket];
        index->ends[bucket] = begin;
        begin += count;
    }
    for (struct cc_der list = list_of(crl, &error); next_serial(&list, &offset, &serial);)
        index->entries[index->ends[bucket_of(index, serial)]++] = offset;
}

/* The same changes that were counted when the entries were read. */
static void fill_issuer_changes(struct certcheck_crl *crl)
{
    struct certcheck_parse_error error;
    struct certcheck_crl_entry entry;
    struct cc_der list = list_of(crl, &error);
    cc_span issuer = {0};
    for (size_t count = 0; count < crl->index.issuer_change_count;) {
        if (!cc_crl_entry_read(&list, crl->version, &entry, NULL))
            return;
        if (entry.certificate_issuer.length == 0 || cc_span_equal(issuer, entry.certificate_issuer))
            continue;
        issuer = entry.certificate_issuer;
        crl->index.issuer_changes[count++] = (uint32_t)(entry.whole.data - crl->der.data);
    }
}

bool cc_crl_index_build(struct certcheck_crl *crl)
{
    struct cc_crl_index *index = &crl->index;
    if (crl->entry_count == 0)
        return true;
    uint32_t bucket_count = choose_bucket_count(crl);
    index->entries = cc_malloc(crl->entry_count * sizeof *index->entries);
    index->ends = cc_calloc(bucket_count, sizeof *index->ends);
    if (index->issuer_change_count != 0)
        index->issuer_changes =
            cc_malloc(index->issuer_change_count * sizeof *index->issuer_changes);
    if (index->entries == NULL || index->ends == NULL ||
        (index->issuer_change_count != 0 && index->issuer_changes == NULL))
        return false;
    index->bucket_count = bucket_count;
    cc_hash_key_choose(index->key, index->entries);
    fill_buckets(crl);
    fill_issuer_changes(crl);
    return true;
}

void cc_crl_index_release(struct cc_crl_index *index)
{
    cc_free(index->entries);
    cc_free(index->ends);
    cc_free(index->issuer_changes);
    *index = (struct cc_crl_index){0};
}

size_t cc_crl_issuer_change_at(const struct certcheck_crl *crl, uint32_t offset)
{
    const struct cc_crl_index *index = &crl->index;
    size_t low = 0, high = index->issuer_change_count;
    /* The first change behind the offset: so many are before it. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->issuer_changes[middle] <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

cc_span cc_crl_certificate_issuer(const struct certcheck_crl *crl, size_t change)
{
    if (change == 0)
        return (cc_span){0};
    struct certcheck_parse_error error;
    struct cc_der list = list_of(crl, &error), inside, extensions, contents;
    struct certcheck_extension extension;
    cc_der_value skipped;
    list.next = crl->der.data + crl->index.issuer_changes[change - 1];
    if (!cc_der_enter(&list, CC_DER_SEQUENCE, &inside) || !cc_der_read(&inside, &skipped) ||
        !cc_der_read(&inside, &skipped) || !cc_der_enter(&inside, CC_DER_SEQUENCE, &extensions))
        return (cc_span){0};
    do {
        if (!cc_extension_read(&extensions, CC_EXTENSION_OF_CRL_ENTRY, &extension, NULL))
            return (cc_span){0};
    } while (extension.kind != CERTCHECK_EXT_CERTIFICATE_ISSUER);
    cc_der_init(&contents, extension.value, crl->der.data, &error);
    return cc_der_expect(&contents, CC_DER_SEQUENCE, &skipped) ? skipped.contents : (cc_span){0};
}
