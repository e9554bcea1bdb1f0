/* SPDX-License-Identifier: MIT */
/* What was fetched, kept on disk until it is no longer fresh. */
#ifndef FETCH_CACHE_H
#define FETCH_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <certcheck/certcheck.h>

/* A folder with one file per response, named by the SHA-256 digest of what was asked. Files come
 * into being whole, by rename, so any number of processes may share it without locks. Nothing in it
 * is believed: what is read from it is judged as if it came from the network. */
struct fetch_cache {
    char *folder;
    size_t max_files;
    uint64_t max_bytes;
};

struct fetch_question {
    const char *url;
    struct certcheck_span request; /* what is posted; empty: nothing, it is a GET */
};

struct fetch_body {
    uint8_t *data; /* freed by the caller */
    size_t length; /* bytes */
};

/* fetch_cache_open uses a folder, which it makes when it is not there; NULL:
 * XDG_CACHE_HOME/certcheck, or ~/.cache/certcheck. Returns false with errno when there is none to
 * be had, and then the cache must not be used. fetch_cache_close gives back its memory. */
bool fetch_cache_open(struct fetch_cache *cache, const char *folder);
void fetch_cache_close(struct fetch_cache *cache);

/* fetch_cache_get reads the answer to a question when it is there, fresh at `now`, whole, and of at
 * most `limit` bytes. */
bool fetch_cache_get(const struct fetch_cache *cache, const struct fetch_question *question,
                     certcheck_time now, size_t limit, struct fetch_body *body);

/* fetch_cache_put keeps an answer until `until`, replaces what was there, and removes the oldest
 * files beyond the cache's bounds. A failure only means that it is fetched again. */
void fetch_cache_put(const struct fetch_cache *cache, const struct fetch_question *question,
                     const struct fetch_body *body, certcheck_time now, certcheck_time until);

#endif
