/* SPDX-License-Identifier: MIT */
/*
 * The valid_policy_graph of RFC 9618.
 *
 * RFC 5280 6.1 describes a tree, in which a policy that several policies were mapped to stands once
 * under each of them: it can double with every certificate. In the graph there is one node for
 * each policy and depth, with several parents.
 *
 * Two things are kept otherwise than the RFC writes them down, and come to the same:
 * - A node's parents are the run of entries in the expected policies of the depth above that are
 *   its valid_policy. That run is all there is to an edge, so nodes and edges together are no more
 *   than the policies and mappings that the certificates list, and each is paid for.
 * - Nodes without children are not deleted as the path goes on. Nothing below depends on them, and
 *   the graph is NULL just when the last depth has no node. cc_policy_graph_policies looks only at
 *   what leads to the last depth.
 */
#ifndef CC_CHECK_POLICY_GRAPH_H
#define CC_CHECK_POLICY_GRAPH_H

#include "check/policy_set.h"

struct cc_policy_node {
    cc_span policy;     /* valid_policy */
    cc_span qualifiers; /* contents of policyQualifiers; empty: none */
    size_t parents;     /* index of the first of its run in the depth above's `expected` */
    size_t parents_end;
    const struct cc_policy_node *leaf; /* a descendant at the last depth; NULL: not known or none */
};

/* One policy of a node's expected_policy_set. */
struct cc_policy_expected {
    cc_span policy;
    size_t node;
};

/* Both lists are sorted by policy; of the nodes each policy is there once. */
struct cc_policy_level {
    struct cc_policy_node *nodes;
    size_t node_count;
    struct cc_policy_expected *expected;
    size_t expected_count;
};

struct cc_policy_graph {
    struct cc_arena *arena;
    struct cc_budget *budget;
    struct cc_policy_level *levels; /* levels[0] holds anyPolicy alone */
    size_t depth;
    bool null;
};

/* RFC 5280 6.1.2 (a). At most `depth` certificates may be added. False: memory ran out. */
bool cc_policy_graph_begin(struct cc_policy_graph *graph, struct cc_arena *arena,
                           struct cc_budget *budget, size_t depth);

/* RFC 5280 6.1.3 (d) for the next certificate, whose certificatePolicies (contents) are given.
 * `any_allowed`: anyPolicy among them counts. Does nothing once the graph is NULL. */
enum cc_policy_result cc_policy_graph_add(struct cc_policy_graph *graph, cc_span policies,
                                          bool any_allowed);

/* RFC 5280 6.1.4 (b)(1): policies of the last certificate mean others below it. `mappings` are the
 * contents of policyMappings; mappings of and to anyPolicy are passed over. */
enum cc_policy_result cc_policy_graph_map(struct cc_policy_graph *graph, cc_span mappings);

/* RFC 5280 6.1.4 (b)(2): mappings are inhibited, so what is mapped is not valid below. *removed is
 * the first mapping that took a node away; its spans are empty where none did. */
enum cc_policy_result cc_policy_graph_unmap(struct cc_policy_graph *graph, cc_span mappings,
                                            struct certcheck_policy_mapping *removed);

/* RFC 9618 5.5, 6.1.5 (g) (1) to (4): the authority-constrained policy set. A policy's qualifiers
 * are those that the last certificate gives it, or the first of the policies it was mapped to. */
enum cc_policy_result cc_policy_graph_policies(struct cc_policy_graph *graph,
                                               struct cc_policy_set *set);

#endif
