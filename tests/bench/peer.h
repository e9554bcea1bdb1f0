/* SPDX-License-Identifier: MIT */
/* Who is measured: each through its best interface, from the same bytes to the same answer. */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include "der.h"

#include <stdbool.h>

struct certificates {
    struct der *items;
    size_t count;
};

/* Whether the leaf is good for the host as a TLS server, now. */
struct question {
    struct der leaf;
    struct certificates untrusted;
    const char *host;
};

/* Whatever a peer makes out of bytes is its own; it is freed by the function beside it. */
struct peer {
    const char *name;
    const char *(*version)(void);
    void *(*parse)(struct der certificate); /* NULL: it cannot be read */
    void (*parsed_free)(void *parsed);
    void *(*store)(const char *path); /* anchors in PEM, ready to be used */
    void (*store_free)(void *store);
    /* The intermediates, which may be used again. */
    void *(*prepare)(const struct question *question);
    void (*prepared_free)(void *prepared);
    /* From the bytes of the leaf to the verdict. */
    bool (*verify)(void *store, void *prepared, const struct question *question);
};

extern const struct peer peer_certcheck;
extern const struct peer peer_gnutls;
extern const struct peer peer_openssl; /* where configure found it */
extern const struct peer peer_mbedtls; /* the same */

/* All of them, certcheck first. */
extern const struct peer *const peers[];
extern const size_t peer_count;

#endif
