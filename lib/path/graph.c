/* SPDX-License-Identifier: MIT */
/* The certificates that names connect to the leaf, and which of them can lead to an anchor. */
#include "path/graph.h"

#include <stdlib.h>

/* So that node numbers plus one fit their 32-bit maps. */
#define NODES_MAX 0x7FFFFFFFU

static bool same_name(const struct certcheck_certificate *child,
                      const struct certcheck_certificate *candidate)
{
    return child->issuer_hash == candidate->subject_hash &&
           certcheck_name_equal(child->issuer, candidate->subject);
}

static enum cc_key_identifier_match
match_key_identifier(const struct certcheck_certificate *child,
                     const struct certcheck_certificate *candidate)
{
    const struct certcheck_authority_key_identifier *wanted = &child->authority_key_identifier;
    if (!wanted->has_key_identifier || candidate->subject_key_identifier.length == 0)
        return CC_KEY_IDENTIFIER_UNKNOWN;
    return cc_span_equal(wanted->key_identifier, candidate->subject_key_identifier)
               ? CC_KEY_IDENTIFIER_SAME
               : CC_KEY_IDENTIFIER_DIFFERENT;
}

static bool reserve_node(struct cc_graph *graph)
{
    if (graph->node_count < graph->node_capacity)
        return true;
    if (graph->node_capacity > NODES_MAX / 2)
        return false;
    uint32_t capacity = graph->node_capacity == 0 ? 8 : graph->node_capacity * 2;
    struct cc_node *nodes = cc_arena_array(graph->arena, capacity, sizeof(*nodes));
    if (nodes == NULL)
        return false;
    if (graph->node_count != 0)
        memcpy(nodes, graph->nodes, graph->node_count * sizeof(*nodes));
    graph->nodes = nodes;
    graph->node_capacity = capacity;
    return true;
}

/* Returns the new node's number plus one, or 0 when memory ran out. */
static uint32_t add_node(struct cc_graph *graph, const struct certcheck_certificate *certificate,
                         const char *source, bool anchor)
{
    if (!reserve_node(graph))
        return 0;
    graph->nodes[graph->node_count] =
        (struct cc_node){.certificate = certificate, .source = source, .anchor = anchor};
    return ++graph->node_count;
}

static uint32_t node_of_anchor(struct cc_graph *graph, size_t index)
{
    uint32_t *known = &graph->anchor_nodes[index];
    if (*known == 0) {
        const struct cc_set_entry *entry = &graph->anchors->entries[index];
        *known = add_node(graph, entry->certificate, entry->source, true);
    }
    return *known;
}

/* A certificate that is an anchor too, or the leaf, has one node whatever way it came in. */
static uint32_t node_of_pool(struct cc_graph *graph, size_t index)
{
    uint32_t *known = &graph->pool_nodes[index];
    if (*known != 0)
        return *known;
    const struct cc_set_entry *entry = &graph->pool->entries[index];
    size_t anchor = cc_certificate_set_find(graph->anchors, entry->certificate);
    if (anchor != CC_SET_END)
        *known = node_of_anchor(graph, anchor);
    else if (cc_span_equal(entry->certificate->der, graph->nodes[0].certificate->der))
        *known = 1;
    else
        *known = add_node(graph, entry->certificate, entry->source, false);
    return *known;
}

static bool in_time(const struct cc_graph *graph, const struct certcheck_certificate *certificate)
{
    return certificate->not_before <= graph->at && graph->at <= certificate->not_after;
}

static uint8_t order_of(const struct cc_graph *graph, const struct cc_node *candidate,
                        enum cc_key_identifier_match match)
{
    return (uint8_t)((candidate->anchor ? 0 : 8) + 2 * (int)match +
                     (in_time(graph, candidate->certificate) ? 0 : 1));
}

static bool add_edge(struct cc_graph *graph, uint32_t child, uint32_t node_plus_one)
{
    if (node_plus_one == 0)
        return false;
    uint32_t node = node_plus_one - 1;
    if (node == child)
        return true;
    struct cc_node *from = &graph->nodes[child];
    const struct cc_node *to = &graph->nodes[node];
    enum cc_key_identifier_match match = match_key_identifier(from->certificate, to->certificate);
    from->edges[from->edge_count++] = (struct cc_edge){
        .issuer = to->certificate,
        .node = node,
        .order = order_of(graph, to, match),
        .key_identifier = match,
    };
    return true;
}

/* How many candidates there may be, and what comparing their names with the child's issuer costs.
 */
struct candidates {
    size_t count;
    uint64_t cost;
};

static uint64_t cost_of_candidate(const struct certcheck_certificate *child,
                                  const struct certcheck_certificate *candidate)
{
    return child->issuer_hash != candidate->subject_hash
               ? 1
               : cc_comparing_cost(child->issuer, candidate->subject);
}

static void count_candidates(struct candidates *candidates, const struct cc_certificate_set *set,
                             const struct certcheck_certificate *child)
{
    if (set == NULL)
        return;
    for (size_t i = cc_certificate_set_first(set, child->issuer_hash); i != CC_SET_END;
         i = set->entries[i].next_same_subject) {
        candidates->count++;
        candidates->cost += cost_of_candidate(child, set->entries[i].certificate);
    }
}

static bool add_candidates(struct cc_graph *graph, uint32_t child,
                           const struct cc_certificate_set *set,
                           uint32_t (*node_of)(struct cc_graph *, size_t))
{
    const struct certcheck_certificate *certificate = graph->nodes[child].certificate;
    if (set == NULL)
        return true;
    for (size_t i = cc_certificate_set_first(set, certificate->issuer_hash); i != CC_SET_END;
         i = set->entries[i].next_same_subject) {
        if (!same_name(certificate, set->entries[i].certificate))
            continue;
        /* An anchor that is in the pool as well was met among the anchors. */
        uint32_t node = node_of(graph, i);
        if (set == graph->pool && node != 0 && graph->nodes[node - 1].anchor)
            continue;
        if (!add_edge(graph, child, node))
            return false;
    }
    return true;
}

static enum certcheck_status expand(struct cc_graph *graph, uint32_t child)
{
    const struct cc_node *node = &graph->nodes[child];
    /* Nothing above a self-issued anchor can add to it. */
    if (node->anchor && node->certificate->self_issued)
        return CERTCHECK_OK;
    struct candidates candidates = {0, 0};
    count_candidates(&candidates, graph->anchors, node->certificate);
    count_candidates(&candidates, graph->pool, node->certificate);
    uint64_t limit = graph->budget->limit[CERTCHECK_BUDGET_CANDIDATES];
    if (graph->budget->used[CERTCHECK_BUDGET_CANDIDATES] + candidates.cost >
            limit / 2 + limit % 2 ||
        !cc_budget_spend(graph->budget, CERTCHECK_BUDGET_CANDIDATES, candidates.cost)) {
        graph->truncated = true;
        return CERTCHECK_OK;
    }
    struct cc_edge *edges = cc_arena_array(graph->arena, candidates.count, sizeof(*edges));
    if (edges == NULL)
        return CERTCHECK_NO_MEMORY;
    graph->nodes[child].edges = edges;
    if (!add_candidates(graph, child, graph->anchors, node_of_anchor) ||
        !add_candidates(graph, child, graph->pool, node_of_pool))
        return CERTCHECK_NO_MEMORY;
    return CERTCHECK_OK;
}

/* The edges turned round: children[first[n]] to children[first[n + 1] - 1] name n as an issuer. */
struct reversed {
    uint32_t *first;
    uint32_t *children;
};

static bool reverse(const struct cc_graph *graph, struct reversed *reversed)
{
    size_t edge_count = 0;
    reversed->first = cc_arena_array(graph->arena, (size_t)graph->node_count + 2, sizeof(uint32_t));
    if (reversed->first == NULL)
        return false;
    for (uint32_t n = 0; n < graph->node_count; n++)
        for (uint32_t e = 0; e < graph->nodes[n].edge_count; e++, edge_count++)
            reversed->first[graph->nodes[n].edges[e].node + 2]++;
    for (uint32_t n = 0; n < graph->node_count; n++)
        reversed->first[n + 2] += reversed->first[n + 1];
    reversed->children = cc_arena_array(graph->arena, edge_count, sizeof(uint32_t));
    if (reversed->children == NULL)
        return false;
    for (uint32_t n = 0; n < graph->node_count; n++)
        for (uint32_t e = 0; e < graph->nodes[n].edge_count; e++)
            reversed->children[reversed->first[graph->nodes[n].edges[e].node + 1]++] = n;
    return true;
}

static bool mark_reaching(struct cc_graph *graph)
{
    struct reversed reversed;
    uint32_t *queue = cc_arena_array(graph->arena, graph->node_count, sizeof(uint32_t));
    uint32_t head = 0, tail = 0;
    if (queue == NULL || !reverse(graph, &reversed))
        return false;
    for (uint32_t n = 0; n < graph->node_count; n++) {
        graph->nodes[n].reaches_anchor = graph->nodes[n].anchor;
        if (graph->nodes[n].anchor)
            queue[tail++] = n;
    }
    while (head < tail) {
        uint32_t issuer = queue[head++];
        for (uint32_t i = reversed.first[issuer]; i < reversed.first[issuer + 1]; i++) {
            struct cc_node *child = &graph->nodes[reversed.children[i]];
            if (child->reaches_anchor)
                continue;
            child->reaches_anchor = true;
            queue[tail++] = reversed.children[i];
        }
    }
    return true;
}

/* A node of the level that is being expanded. */
struct member {
    const struct certcheck_certificate *certificate;
    bool in_time;
    uint32_t node;
};

static int compare_members(const void *left, const void *right)
{
    const struct member *a = left;
    const struct member *b = right;
    if (a->in_time != b->in_time)
        return a->in_time ? -1 : 1;
    return cc_span_compare(a->certificate->der, b->certificate->der);
}

/* Where the budget ends must not depend on the order in which certificates were given: those that
 * are as far from the leaf are sorted before their issuers are looked for. */
static enum certcheck_status expand_level(struct cc_graph *graph, uint32_t begin, uint32_t end)
{
    enum certcheck_status status = CERTCHECK_OK;
    struct member *members = cc_arena_array(graph->arena, end - begin, sizeof(*members));
    if (members == NULL)
        return CERTCHECK_NO_MEMORY;
    for (uint32_t n = begin; n < end; n++) {
        const struct certcheck_certificate *certificate = graph->nodes[n].certificate;
        members[n - begin] = (struct member){certificate, in_time(graph, certificate), n};
    }
    qsort(members, end - begin, sizeof(*members), compare_members);
    for (uint32_t i = 0; i < end - begin && status == CERTCHECK_OK; i++)
        status = expand(graph, members[i].node);
    return status;
}

static uint32_t add_leaf(struct cc_graph *graph, const struct certcheck_certificate *leaf)
{
    size_t anchor = cc_certificate_set_find(graph->anchors, leaf);
    if (anchor != CC_SET_END)
        return node_of_anchor(graph, anchor);
    return add_node(graph, leaf, "", false);
}

enum certcheck_status cc_graph_init(struct cc_graph *graph, struct cc_arena *arena,
                                    struct cc_budget *budget,
                                    const struct cc_certificate_set *anchors,
                                    const struct cc_certificate_set *pool,
                                    const struct certcheck_certificate *leaf, certcheck_time at)
{
    size_t pool_count = pool == NULL ? 0 : pool->count;
    *graph = (struct cc_graph){
        .arena = arena, .budget = budget, .anchors = anchors, .pool = pool, .at = at};
    graph->anchor_nodes = cc_arena_array(arena, anchors->count, sizeof(uint32_t));
    graph->pool_nodes = cc_arena_array(arena, pool_count, sizeof(uint32_t));
    if (graph->anchor_nodes == NULL || graph->pool_nodes == NULL || add_leaf(graph, leaf) == 0)
        return CERTCHECK_NO_MEMORY;
    for (uint32_t begin = 0, end; begin < graph->node_count; begin = end) {
        end = graph->node_count;
        enum certcheck_status status = expand_level(graph, begin, end);
        if (status != CERTCHECK_OK)
            return status;
    }
    return cc_graph_number_entities(graph) && mark_reaching(graph) ? CERTCHECK_OK
                                                                   : CERTCHECK_NO_MEMORY;
}

static int compare_edges(const void *left, const void *right)
{
    const struct cc_edge *a = left;
    const struct cc_edge *b = right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    if (a->issuer->not_before != b->issuer->not_before)
        return a->issuer->not_before > b->issuer->not_before ? -1 : 1;
    return cc_span_compare(a->issuer->der, b->issuer->der);
}

void cc_graph_sort(struct cc_graph *graph, uint32_t node)
{
    struct cc_node *n = &graph->nodes[node];
    if (!n->sorted && n->edge_count > 1)
        qsort(n->edges, n->edge_count, sizeof(*n->edges), compare_edges);
    n->sorted = true;
}
