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

enum cc_key_identifier_match
cc_match_key_identifier(const struct certcheck_authority_key_identifier *wanted,
                        const struct certcheck_certificate *candidate)
{
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

static bool in_time(const struct certcheck_certificate *certificate, certcheck_time at)
{
    return certificate->not_before <= at && at <= certificate->not_after;
}

uint8_t cc_candidate_order(enum cc_key_identifier_match match,
                           const struct certcheck_certificate *candidate, certcheck_time at)
{
    return (uint8_t)(2 * (int)match + (in_time(candidate, at) ? 0 : 1));
}

/* Anchors come before all others. */
static uint8_t order_of(const struct cc_graph *graph, const struct cc_node *candidate,
                        enum cc_key_identifier_match match)
{
    return (uint8_t)((candidate->anchor ? 0 : CC_CANDIDATE_ORDERS) +
                     cc_candidate_order(match, candidate->certificate, graph->at));
}

/* ---- who bears an issuer's name ---- */

static uint64_t cost_of_candidate(const struct certcheck_certificate *child,
                                  const struct certcheck_certificate *candidate)
{
    return child->issuer_hash != candidate->subject_hash
               ? 1
               : cc_comparing_cost(child->issuer, candidate->subject);
}

/* How many candidates there may be, and what comparing their names with the child's issuer costs;
 * no further than that fits into `room`, which never grows. */
static void count_candidates(struct cc_issuers *issuers, const struct cc_certificate_set *set,
                             uint64_t room)
{
    const struct certcheck_certificate *child = issuers->child;
    if (set == NULL)
        return;
    for (size_t i = cc_certificate_set_first(set, child->issuer_hash);
         i != CC_SET_END && issuers->cost <= room; i = set->entries[i].next_same_subject) {
        issuers->possible++;
        issuers->cost += cost_of_candidate(child, set->entries[i].certificate);
    }
}

/* Other names with the same hash that are looked at before one is counted anew: whoever writes
 * them could make them many. */
#define NAMES_LOOKED_AT 8

/* NULL: memory ran out. */
static struct cc_issuers *issuers_of(struct cc_graph *graph,
                                     const struct certcheck_certificate *child, uint64_t room)
{
    struct cc_issuers **bucket = &graph->issuers_by_hash[child->issuer_hash % CC_ISSUERS_BUCKETS];
    struct cc_issuers *issuers = *bucket;
    for (int looked = 0; issuers != NULL && looked < NAMES_LOOKED_AT; looked++) {
        if (issuers->child->issuer_hash == child->issuer_hash &&
            cc_span_equal(issuers->child->issuer, child->issuer))
            return issuers;
        issuers = issuers->next_in_hash;
    }
    issuers = cc_arena_alloc(graph->arena, sizeof(*issuers));
    if (issuers == NULL)
        return NULL;
    *issuers =
        (struct cc_issuers){.older = graph->issuers, .next_in_hash = *bucket, .child = child};
    graph->issuers = *bucket = issuers;
    count_candidates(issuers, graph->anchors, room);
    count_candidates(issuers, graph->pool, room);
    return issuers;
}

static bool add_candidates(struct cc_graph *graph, struct cc_issuers *issuers,
                           const struct cc_certificate_set *set,
                           uint32_t (*node_of)(struct cc_graph *, size_t))
{
    if (set == NULL)
        return true;
    for (size_t i = cc_certificate_set_first(set, issuers->child->issuer_hash); i != CC_SET_END;
         i = set->entries[i].next_same_subject) {
        if (!same_name(issuers->child, set->entries[i].certificate))
            continue;
        uint32_t node = node_of(graph, i);
        if (node == 0)
            return false;
        /* An anchor that is in the pool as well was met among the anchors. */
        if (set != graph->pool || !graph->nodes[node - 1].anchor)
            issuers->nodes[issuers->count++] = node - 1;
    }
    return true;
}

/* Once for all children. */
static bool find_candidates(struct cc_graph *graph, struct cc_issuers *issuers)
{
    if (issuers->nodes != NULL)
        return true;
    issuers->nodes = cc_arena_array(graph->arena, issuers->possible, sizeof(*issuers->nodes));
    return issuers->nodes != NULL &&
           add_candidates(graph, issuers, graph->anchors, node_of_anchor) &&
           add_candidates(graph, issuers, graph->pool, node_of_pool);
}

static bool is_among(const struct cc_issuers *issuers, uint32_t node)
{
    for (uint32_t i = 0; i < issuers->count; i++)
        if (issuers->nodes[i] == node)
            return true;
    return false;
}

/* Nothing above an anchor that signed itself can add to it. One that names another key, as that of
 * an authority with a new key does (RFC 5280 3.2), may be worth more below the old one. */
static bool is_by_itself(const struct certcheck_certificate *certificate)
{
    return certificate->self_issued &&
           cc_match_key_identifier(&certificate->authority_key_identifier, certificate) !=
               CC_KEY_IDENTIFIER_DIFFERENT;
}

/* Candidates that are counted, and are too many, for the price of one. */
#define COUNTED 64

static enum certcheck_status expand(struct cc_graph *graph, uint32_t child)
{
    const struct certcheck_certificate *certificate = graph->nodes[child].certificate;
    if (graph->nodes[child].anchor && is_by_itself(certificate))
        return CERTCHECK_OK;
    uint64_t limit = graph->budget->limit[CERTCHECK_BUDGET_CANDIDATES];
    uint64_t used = graph->budget->used[CERTCHECK_BUDGET_CANDIDATES];
    uint64_t half = limit / 2 + limit % 2, room = half > used ? half - used : 0;
    struct cc_issuers *issuers = issuers_of(graph, certificate, room);
    if (issuers == NULL)
        return CERTCHECK_NO_MEMORY;
    bool fits = issuers->cost <= room, counted = issuers->child == certificate;
    uint64_t counting = counted ? 1 + issuers->possible / COUNTED : 0;
    uint64_t cost = fits ? issuers->cost : counting < room ? counting : room;
    if (!cc_budget_spend(graph->budget, CERTCHECK_BUDGET_CANDIDATES, cost) || !fits) {
        graph->truncated = true;
        return CERTCHECK_OK;
    }
    if (!find_candidates(graph, issuers))
        return CERTCHECK_NO_MEMORY;
    struct cc_node *node = &graph->nodes[child];
    node->issuers = issuers;
    node->next_child = issuers->first_child;
    issuers->first_child = child + 1;
    bool itself = certificate->self_issued && is_among(issuers, child);
    node->edge_count = issuers->count - (itself ? 1 : 0);
    return CERTCHECK_OK;
}

/* ---- what reaches an anchor ---- */

/* The lists of issuers turned round: lists[first[n]] to lists[first[n + 1] - 1] hold node n. */
struct memberships {
    uint32_t *first;
    struct cc_issuers **lists;
};

static bool find_memberships(const struct cc_graph *graph, struct memberships *memberships)
{
    size_t count = 0;
    uint32_t *first = cc_arena_array(graph->arena, (size_t)graph->node_count + 2, sizeof(uint32_t));
    if (first == NULL)
        return false;
    for (const struct cc_issuers *list = graph->issuers; list != NULL; list = list->older)
        for (uint32_t i = 0; i < list->count; i++, count++)
            first[list->nodes[i] + 2]++;
    for (uint32_t n = 0; n < graph->node_count; n++)
        first[n + 2] += first[n + 1];
    memberships->first = first;
    memberships->lists = cc_arena_array(graph->arena, count, sizeof(struct cc_issuers *));
    if (memberships->lists == NULL)
        return false;
    for (struct cc_issuers *list = graph->issuers; list != NULL; list = list->older)
        for (uint32_t i = 0; i < list->count; i++)
            memberships->lists[first[list->nodes[i] + 1]++] = list;
    return true;
}

/* Takes the children of issuers that reach an anchor into the queue. */
static void mark_children(struct cc_graph *graph, struct cc_issuers *issuers, uint32_t *queue,
                          uint32_t *tail)
{
    if (issuers->reaches_anchor)
        return;
    issuers->reaches_anchor = true;
    for (uint32_t child = issuers->first_child; child != 0;) {
        struct cc_node *node = &graph->nodes[child - 1];
        if (!node->reaches_anchor)
            queue[(*tail)++] = child - 1;
        node->reaches_anchor = true;
        child = node->next_child;
    }
}

static bool mark_reaching(struct cc_graph *graph)
{
    struct memberships memberships;
    uint32_t *queue = cc_arena_array(graph->arena, graph->node_count, sizeof(uint32_t));
    uint32_t head = 0, tail = 0;
    if (queue == NULL || !find_memberships(graph, &memberships))
        return false;
    for (uint32_t n = 0; n < graph->node_count; n++) {
        graph->nodes[n].reaches_anchor = graph->nodes[n].anchor;
        if (graph->nodes[n].anchor)
            queue[tail++] = n;
    }
    while (head < tail) {
        uint32_t issuer = queue[head++];
        for (uint32_t i = memberships.first[issuer]; i < memberships.first[issuer + 1]; i++)
            mark_children(graph, memberships.lists[i], queue, &tail);
    }
    return true;
}

/* ---- level by level ---- */

/* A node of the level that is being expanded. What is compared first stands in it: a certificate
 * is far away in memory. */
struct member {
    uint64_t names; /* the same where subject and issuer are */
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
    if (a->names != b->names)
        return a->names < b->names ? -1 : 1;
    return cc_span_compare(a->certificate->der, b->certificate->der);
}

/* Where the budget ends must not depend on the order in which certificates were given: those that
 * are as far from the leaf are sorted before their issuers are looked for. */
static enum certcheck_status expand_level(struct cc_graph *graph, uint32_t begin, uint32_t end)
{
    enum certcheck_status status = CERTCHECK_OK;
    if (end - begin == 1)
        return expand(graph, begin);
    struct member *members = cc_arena_array(graph->arena, end - begin, sizeof(*members));
    if (members == NULL)
        return CERTCHECK_NO_MEMORY;
    for (uint32_t n = begin; n < end; n++) {
        const struct certcheck_certificate *certificate = graph->nodes[n].certificate;
        members[n - begin] = (struct member){
            .names = certificate->subject_hash + 3 * certificate->issuer_hash,
            .certificate = certificate,
            .in_time = in_time(certificate, graph->at),
            .node = n,
        };
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

/* ---- edges ---- */

static void add_edge(const struct cc_graph *graph, struct cc_node *child, struct cc_edge *edge,
                     uint32_t node)
{
    const struct cc_node *to = &graph->nodes[node];
    enum cc_key_identifier_match match =
        cc_match_key_identifier(&child->certificate->authority_key_identifier, to->certificate);
    *edge = (struct cc_edge){
        .issuer = to->certificate,
        .node = node,
        .order = order_of(graph, to, match),
        .key_identifier = match,
    };
}

bool cc_graph_open(struct cc_graph *graph, uint32_t node)
{
    struct cc_node *child = &graph->nodes[node];
    if (child->edges != NULL || child->edge_count == 0)
        return true;
    struct cc_edge *edge = cc_arena_array(graph->arena, child->edge_count, sizeof(*edge));
    if (edge == NULL)
        return false;
    child->edges = edge;
    for (uint32_t i = 0; i < child->issuers->count; i++)
        if (child->issuers->nodes[i] != node)
            add_edge(graph, child, edge++, child->issuers->nodes[i]);
    return true;
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

bool cc_graph_sort(struct cc_graph *graph, uint32_t node)
{
    struct cc_node *n = &graph->nodes[node];
    if (!cc_graph_open(graph, node))
        return false;
    if (!n->sorted && n->edge_count > 1)
        qsort(n->edges, n->edge_count, sizeof(*n->edges), compare_edges);
    n->sorted = true;
    return true;
}
