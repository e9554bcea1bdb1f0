/* SPDX-License-Identifier: MIT */
/* The store of trust anchors: a set of certificates that is filled, sealed and then shared. */
#include "trust/pool.h"

#include "base/alloc.h"
#include "trust/source.h"

enum certcheck_status certcheck_store_new(struct certcheck_store **store)
{
    if (store == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *store = cc_calloc(1, sizeof **store);
    if (*store == NULL)
        return CERTCHECK_NO_MEMORY;
    atomic_init(&(*store)->references, 1);
    atomic_init(&(*store)->sealed, false);
    return CERTCHECK_OK;
}

struct certcheck_store *certcheck_store_ref(struct certcheck_store *store)
{
    atomic_fetch_add_explicit(&store->references, 1, memory_order_relaxed);
    return store;
}

void certcheck_store_free(struct certcheck_store *store)
{
    if (store == NULL ||
        atomic_fetch_sub_explicit(&store->references, 1, memory_order_acq_rel) != 1)
        return;
    cc_certificate_set_release(&store->set);
    cc_distrusted_release(&store->distrusted);
    cc_free(store);
}

void certcheck_store_seal(struct certcheck_store *store)
{
    atomic_store_explicit(&store->sealed, true, memory_order_release);
}

static bool is_open(const struct certcheck_store *store)
{
    return store != NULL && !atomic_load_explicit(&store->sealed, memory_order_acquire);
}

/* The caller's counts start at zero even where nothing is loaded. */
static bool begin(struct cc_source_sink *sink, struct certcheck_store *store,
                  struct certcheck_load *load)
{
    cc_source_begin(sink, store == NULL ? NULL : &store->set, load);
    if (!is_open(store))
        return false;
    sink->distrusted = &store->distrusted;
    return true;
}

enum certcheck_status certcheck_store_add(struct certcheck_store *store,
                                          const struct certcheck_certificate *certificate,
                                          const char *source)
{
    bool added;
    if (!is_open(store))
        return CERTCHECK_BAD_ARGUMENT;
    return cc_certificate_set_add(&store->set, certificate, source, &added);
}

enum certcheck_status certcheck_store_load_memory(struct certcheck_store *store,
                                                  const uint8_t *data, size_t length,
                                                  const char *source, struct certcheck_load *load)
{
    struct cc_source_sink sink;
    if (!begin(&sink, store, load) || (data == NULL && length > 0))
        return CERTCHECK_BAD_ARGUMENT;
    return cc_source_memory(&sink, cc_span_of(data, length), source);
}

enum certcheck_status certcheck_store_load_file(struct certcheck_store *store, const char *path,
                                                struct certcheck_load *load)
{
    struct cc_source_sink sink;
    if (!begin(&sink, store, load) || path == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    return cc_source_file(&sink, path);
}

enum certcheck_status certcheck_store_load_directory(struct certcheck_store *store,
                                                     const char *path, struct certcheck_load *load)
{
    struct cc_source_sink sink;
    if (!begin(&sink, store, load) || path == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    return cc_source_directory(&sink, path);
}

enum certcheck_status certcheck_store_load_system(struct certcheck_store *store, const char **path,
                                                  struct certcheck_load *load)
{
    struct cc_source_sink sink;
    const char *found;
    if (!begin(&sink, store, load))
        return CERTCHECK_BAD_ARGUMENT;
    return cc_source_system(&sink, path != NULL ? path : &found);
}

size_t certcheck_store_count(const struct certcheck_store *store)
{
    return store->set.count;
}

const struct certcheck_certificate *certcheck_store_certificate(const struct certcheck_store *store,
                                                                size_t index)
{
    return index < store->set.count ? store->set.entries[index].certificate : NULL;
}

const char *certcheck_store_source(const struct certcheck_store *store, size_t index)
{
    return index < store->set.count ? store->set.entries[index].source : "";
}
