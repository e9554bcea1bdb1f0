/* SPDX-License-Identifier: MIT */
/* The cache of good signatures: a table of pairs of SHA-256 digests, of what was signed and of the
 * key, which are all that the answer depends on. Those of certificates are kept with them.
 *
 * A pair has a few places in which it may stand; the newest takes the place of any of them. Who
 * chooses certificates so that theirs share these places only has others forgotten. A place is
 * guarded by a flag for its part of the table: where another thread is at work there nobody waits,
 * but the signature counts as unknown. */
#include "crypto/verify_cache.h"

#include "base/alloc.h"

#include <stdatomic.h>

#define KEY_LENGTH (2 * CC_KEPT_DIGEST_LENGTH)
#define WAYS 4 /* places for a pair */
#define PARTS 16

struct row {
    uint8_t keys[WAYS][KEY_LENGTH]; /* all zeroes: free, since no digest is known that is */
    uint8_t next;                   /* to be replaced */
};

struct certcheck_signature_cache {
    atomic_size_t references;
    atomic_flag busy[PARTS];
    size_t row_mask;
    struct row rows[];
};

enum certcheck_status certcheck_signature_cache_new(size_t signatures,
                                                    struct certcheck_signature_cache **cache)
{
    size_t rows = 1;
    if (cache == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *cache = NULL;
    if (signatures == 0 || signatures > CERTCHECK_SIGNATURE_CACHE_MAX)
        return CERTCHECK_BAD_ARGUMENT;
    while (rows * WAYS < signatures)
        rows *= 2;
    *cache = cc_calloc(1, sizeof **cache + rows * sizeof(struct row));
    if (*cache == NULL)
        return CERTCHECK_NO_MEMORY;
    atomic_init(&(*cache)->references, 1);
    for (size_t i = 0; i < PARTS; i++)
        atomic_flag_clear(&(*cache)->busy[i]);
    (*cache)->row_mask = rows - 1;
    return CERTCHECK_OK;
}

struct certcheck_signature_cache *
certcheck_signature_cache_ref(struct certcheck_signature_cache *cache)
{
    if (cache != NULL)
        atomic_fetch_add_explicit(&cache->references, 1, memory_order_relaxed);
    return cache;
}

void certcheck_signature_cache_free(struct certcheck_signature_cache *cache)
{
    if (cache != NULL &&
        atomic_fetch_sub_explicit(&cache->references, 1, memory_order_acq_rel) == 1)
        cc_free(cache);
}

/* ---- what an answer depends on ---- */

static uint8_t *put_number(uint8_t *at, size_t number)
{
    for (unsigned shift = 0; shift < 64; shift += 8)
        *at++ = (uint8_t)((uint64_t)number >> shift);
    return at;
}

static bool make_digest(const struct cc_crypto *crypto, cc_span bytes, uint8_t *out)
{
    uint8_t digest[64];
    if (!crypto->digest(crypto->context, CERTCHECK_DIGEST_SHA256, bytes, digest))
        return false;
    memcpy(out, digest, CC_KEPT_DIGEST_LENGTH);
    return true;
}

static bool keep_digest(const struct cc_crypto *crypto, cc_span bytes, struct cc_kept_digest *kept,
                        uint8_t *out)
{
    if (kept != NULL && cc_kept_digest_get(kept, out))
        return true;
    if (!make_digest(crypto, bytes, out))
        return false;
    if (kept != NULL)
        cc_kept_digest_put(kept, out);
    return true;
}

/* Each part with its length in front, so that none can pass for another one's end; and before them
 * an octet with which no SEQUENCE begins. */
static bool digest_parts(const struct cc_crypto *crypto, const cc_span *parts, size_t count,
                         uint8_t *out, bool *no_memory)
{
    size_t length = 1;
    for (size_t i = 0; i < count; i++)
        length += 8 + parts[i].length;
    uint8_t *bytes = cc_malloc(length);
    uint8_t *at = bytes;
    *no_memory = bytes == NULL;
    if (bytes == NULL)
        return false;
    *at++ = 0;
    for (size_t i = 0; i < count; i++) {
        at = put_number(at, parts[i].length);
        if (parts[i].length > 0)
            memcpy(at, parts[i].data, parts[i].length);
        at += parts[i].length;
    }
    bool made = make_digest(crypto, cc_span_of(bytes, length), out);
    cc_free(bytes);
    return made;
}

static bool make_key(const struct cc_crypto *crypto, const struct cc_cached_key *by,
                     const struct cc_cached_message *what, uint8_t key[KEY_LENGTH], bool *no_memory)
{
    const cc_span parts[] = {what->algorithm->whole, what->signature, what->message};
    bool made = what->whole.length > 0 ? keep_digest(crypto, what->whole, what->digest, key)
                                       : digest_parts(crypto, parts, 3, key, no_memory);
    return made && keep_digest(crypto, by->spki, by->digest, key + CC_KEPT_DIGEST_LENGTH);
}

/* ---- the table ---- */

static struct row *row_of(struct certcheck_signature_cache *cache, const uint8_t *key,
                          atomic_flag **busy)
{
    size_t number = 0;
    for (size_t i = 0; i < sizeof number; i++)
        number = number << 8 | key[i];
    number &= cache->row_mask;
    *busy = &cache->busy[number % PARTS];
    return &cache->rows[number];
}

static bool holds(struct certcheck_signature_cache *cache, const uint8_t *key)
{
    atomic_flag *busy;
    bool found = false;
    const struct row *row = row_of(cache, key, &busy);
    if (atomic_flag_test_and_set_explicit(busy, memory_order_acquire))
        return false;
    for (size_t i = 0; i < WAYS; i++)
        found |= memcmp(row->keys[i], key, KEY_LENGTH) == 0;
    atomic_flag_clear_explicit(busy, memory_order_release);
    return found;
}

static void add(struct certcheck_signature_cache *cache, const uint8_t *key)
{
    atomic_flag *busy;
    struct row *row = row_of(cache, key, &busy);
    if (atomic_flag_test_and_set_explicit(busy, memory_order_acquire))
        return;
    memcpy(row->keys[row->next], key, KEY_LENGTH);
    row->next = (uint8_t)((row->next + 1) % WAYS);
    atomic_flag_clear_explicit(busy, memory_order_release);
}

static enum cc_signature_result verify(const struct cc_crypto *crypto,
                                       const struct cc_cached_key *by,
                                       const struct cc_cached_message *what)
{
    return crypto->verify_keeping == NULL
               ? crypto->verify(crypto->context, what->algorithm, by->spki, what->message,
                                what->signature)
               : crypto->verify_keeping(crypto->context, what->algorithm, by->spki, by->imported,
                                        what->message, what->signature);
}

enum cc_signature_result cc_verify_cached(struct certcheck_signature_cache *cache,
                                          const struct cc_crypto *crypto,
                                          const struct cc_cached_key *by,
                                          const struct cc_cached_message *what)
{
    uint8_t key[KEY_LENGTH];
    bool no_memory = false;
    bool has_key = cache != NULL && make_key(crypto, by, what, key, &no_memory);
    if (no_memory)
        return CC_SIGNATURE_NO_MEMORY;
    if (has_key && holds(cache, key))
        return CC_SIGNATURE_GOOD;
    enum cc_signature_result result = verify(crypto, by, what);
    if (has_key && result == CC_SIGNATURE_GOOD)
        add(cache, key);
    return result;
}
