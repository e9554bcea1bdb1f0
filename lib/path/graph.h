/* SPDX-License-Identifier: MIT */
/* The certificates that names connect to the leaf, and which of them can lead to an anchor. */
#ifndef CC_PATH_GRAPH_H
#define CC_PATH_GRAPH_H

#include "base/arena.h"
#include "base/budget.h"
#include "trust/pool.h"

enum cc_edge_state {
    CC_EDGE_UNCHECKED = 0,
    CC_EDGE_SIGNED, /* the issuer's key made the child's signature */
    CC_EDGE_REFUSED /* it did not, or that cannot be checked */
};

/* How the child's authority key identifier, or a CRL's, and the candidate's subject key identifier
 * relate. A hint for the order of trying, no more (RFC 5280 4.2.1.1). */
enum cc_key_identifier_match {
    CC_KEY_IDENTIFIER_SAME = 0,
    CC_KEY_IDENTIFIER_UNKNOWN, /* one of them is absent */
    CC_KEY_IDENTIFIER_DIFFERENT
};

enum cc_key_identifier_match
cc_match_key_identifier(const struct certcheck_authority_key_identifier *wanted,
                        const struct certcheck_certificate *candidate);

/* The order of trying those that bear the name: whom the key identifier names before others, then
 * those in time at `at` before others. Smaller is earlier; less than CC_CANDIDATE_ORDERS. */
#define CC_CANDIDATE_ORDERS 6
uint8_t cc_candidate_order(enum cc_key_identifier_match match,
                           const struct certcheck_certificate *candidate, certcheck_time at);

struct cc_edge {
    const struct certcheck_certificate *issuer;
    uint32_t node; /* of the issuer */
    uint8_t order; /* smaller is tried earlier */
    enum cc_key_identifier_match key_identifier;
    enum cc_edge_state state;
    uint8_t reason; /* the caller's, why it is refused */
};

/* Who bears an issuer's name: the same for all that write it in the same bytes. */
struct cc_issuers {
    struct cc_issuers *older;                  /* of all */
    struct cc_issuers *next_in_hash;           /* in the chain of its bucket */
    const struct certcheck_certificate *child; /* one of those that name it */
    uint32_t first_child;                      /* node + 1; 0: none */
    size_t possible;                           /* how many there may be: those with the same hash */
    uint64_t cost;   /* of comparing their names with one child's issuer */
    uint32_t *nodes; /* NULL: not looked for yet */
    uint32_t count;
    bool reaches_anchor; /* one of them does */
};

struct cc_node {
    const struct certcheck_certificate *certificate;
    const char *source;
    uint32_t entity; /* the same for those that count as one in a path */
    bool anchor;
    bool sorted; /* the edges are in the order of trying */
    bool reaches_anchor;
    struct cc_issuers *issuers; /* NULL: nobody looked for them */
    uint32_t next_child;        /* of the same issuers; node + 1, 0: none */
    uint32_t edge_count;
    struct cc_edge *edges; /* candidate issuers, never the node itself; cc_graph_open makes them */
};

#define CC_ISSUERS_BUCKETS 64

struct cc_graph {
    struct cc_arena *arena;
    struct cc_budget *budget;
    const struct cc_certificate_set *anchors;
    const struct cc_certificate_set *pool; /* may be NULL */
    certcheck_time at;
    struct cc_node *nodes; /* nodes[0] is the leaf */
    uint32_t node_count;
    uint32_t node_capacity;
    uint32_t *anchor_nodes; /* by index in the set; node + 1, 0: not met yet */
    uint32_t *pool_nodes;
    struct cc_issuers *issuers; /* the newest */
    struct cc_issuers *issuers_by_hash[CC_ISSUERS_BUCKETS];
    bool truncated; /* the budget ended before every candidate was met */
};

/* Follows issuer names upwards from the leaf, each certificate once, spending at most half of the
 * candidate budget (the search needs the rest), and marks what reaches an anchor. */
enum certcheck_status cc_graph_init(struct cc_graph *graph, struct cc_arena *arena,
                                    struct cc_budget *budget,
                                    const struct cc_certificate_set *anchors,
                                    const struct cc_certificate_set *pool,
                                    const struct certcheck_certificate *leaf, certcheck_time at);

/* entity.c: numbers the nodes so that certificates with the same subject, key and alternative names
 * have the same number. False: memory ran out. */
bool cc_graph_number_entities(struct cc_graph *graph);

/* Makes a node's edges, in the order in which their certificates were given. False: memory ran out.
 */
bool cc_graph_open(struct cc_graph *graph, uint32_t node);

/* Makes them, and puts them in the order of trying: anchors, then matching key identifiers, then
 * those valid at the time, then the newest; ties by their bytes, so that the order in which
 * certificates were given never matters. False: memory ran out. */
bool cc_graph_sort(struct cc_graph *graph, uint32_t node);

#endif
