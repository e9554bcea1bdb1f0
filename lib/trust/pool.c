/* SPDX-License-Identifier: MIT */
/* The pool of untrusted certificates and of evidence about them. */
#include "trust/pool.h"

#include "base/alloc.h"
#include "trust/source.h"

enum certcheck_status certcheck_pool_new(struct certcheck_pool **pool)
{
    if (pool == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *pool = cc_calloc(1, sizeof **pool);
    return *pool == NULL ? CERTCHECK_NO_MEMORY : CERTCHECK_OK;
}

void certcheck_pool_free(struct certcheck_pool *pool)
{
    if (pool == NULL)
        return;
    cc_certificate_set_release(&pool->set);
    cc_crl_set_release(&pool->crls);
    cc_ocsp_set_release(&pool->ocsp_responses);
    cc_free(pool);
}

enum certcheck_status certcheck_pool_add(struct certcheck_pool *pool,
                                         const struct certcheck_certificate *certificate,
                                         const char *source)
{
    bool added;
    if (pool == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    return cc_certificate_set_add(&pool->set, certificate, source, &added);
}

/* The caller's counts start at zero even where nothing is loaded. */
static bool begin(struct cc_source_sink *sink, struct certcheck_pool *pool,
                  struct certcheck_load *load)
{
    cc_source_begin(sink, pool == NULL ? NULL : &pool->set, load);
    if (pool == NULL)
        return false;
    sink->crls = &pool->crls;
    sink->ocsp_responses = &pool->ocsp_responses;
    return true;
}

enum certcheck_status certcheck_pool_load_memory(struct certcheck_pool *pool, const uint8_t *data,
                                                 size_t length, const char *source,
                                                 struct certcheck_load *load)
{
    struct cc_source_sink sink;
    if (!begin(&sink, pool, load) || (data == NULL && length > 0))
        return CERTCHECK_BAD_ARGUMENT;
    return cc_source_memory(&sink, cc_span_of(data, length), source);
}

enum certcheck_status certcheck_pool_load_file(struct certcheck_pool *pool, const char *path,
                                               struct certcheck_load *load)
{
    struct cc_source_sink sink;
    if (!begin(&sink, pool, load) || path == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    return cc_source_file(&sink, path);
}

size_t certcheck_pool_count(const struct certcheck_pool *pool)
{
    return pool->set.count;
}

const struct certcheck_certificate *certcheck_pool_certificate(const struct certcheck_pool *pool,
                                                               size_t index)
{
    return index < pool->set.count ? pool->set.entries[index].certificate : NULL;
}

const char *certcheck_pool_source(const struct certcheck_pool *pool, size_t index)
{
    return index < pool->set.count ? pool->set.entries[index].source : "";
}

enum certcheck_status certcheck_pool_add_crl(struct certcheck_pool *pool,
                                             const struct certcheck_crl *crl, const char *source)
{
    if (pool == NULL || crl == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    return cc_crl_set_add(&pool->crls, crl, source);
}

size_t certcheck_pool_crl_count(const struct certcheck_pool *pool)
{
    return pool->crls.count;
}

const struct certcheck_crl *certcheck_pool_crl(const struct certcheck_pool *pool, size_t index)
{
    return index < pool->crls.count ? pool->crls.entries[index].crl : NULL;
}

const char *certcheck_pool_crl_source(const struct certcheck_pool *pool, size_t index)
{
    return index < pool->crls.count ? pool->crls.entries[index].source : "";
}

enum certcheck_status certcheck_pool_add_ocsp(struct certcheck_pool *pool,
                                              const struct certcheck_ocsp *ocsp, const char *source)
{
    if (pool == NULL || ocsp == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    return cc_ocsp_set_add(&pool->ocsp_responses, ocsp, source);
}

size_t certcheck_pool_ocsp_count(const struct certcheck_pool *pool)
{
    return pool->ocsp_responses.count;
}

const struct certcheck_ocsp *certcheck_pool_ocsp(const struct certcheck_pool *pool, size_t index)
{
    return index < pool->ocsp_responses.count ? pool->ocsp_responses.entries[index].ocsp : NULL;
}

const char *certcheck_pool_ocsp_source(const struct certcheck_pool *pool, size_t index)
{
    return index < pool->ocsp_responses.count ? pool->ocsp_responses.entries[index].source : "";
}
