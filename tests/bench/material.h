/* SPDX-License-Identifier: MIT */
/* What is measured upon: certificates made by the generator of testdata, always the same but for
 * some keys. */
#ifndef BENCH_MATERIAL_H
#define BENCH_MATERIAL_H

#include "bench/peer.h"

#define BENCH_HOST "leaf.example"
#define ROOTS 150

/* Leaf, intermediate and root by their keys: leaf <- intermediate <- root. */
struct chain {
    const char *name;
    const char *keys[3];
    struct question question;
    struct der root;
};

/* ecdsa, rsa, mixr, mixe, ed25519. */
extern struct chain chains[];
extern const size_t chain_count;

/* Makes the chains, and a file of ROOTS anchors in PEM, their roots among them, in `folder`. */
void material_make(const char *folder);
const char *material_roots(void); /* the file's path */

/* Questions that grow. Each is about a leaf under the root of the chain ecdsa, but for the mesh. */
struct growth {
    const char *id;
    struct question (*make)(void);
    struct question question;
    bool valid; /* what certcheck has to say */
};

extern struct growth growths[];
extern const size_t growth_count;
void growth_make(void);
/* Makes only that question; NULL: there is none of that name. */
const struct question *growth_of(const char *id);

/* material.c: one certificate of a few lines of issue.h. */
struct der issue_lines(const char *name, const char *const *lines, size_t count);
/* A line put together as printf does; it lives as long as the rest. */
__attribute__((format(printf, 1, 2))) const char *line(const char *format, ...);
/* The line of the root of the chain ecdsa, named "root". */
const char *ecdsa_root_line(void);

#endif
