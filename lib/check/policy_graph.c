/* SPDX-License-Identifier: MIT */
/* The valid_policy_graph of RFC 9618. */
#include "check/policy_graph.h"

#include <stdlib.h>

/* ---- sorted lists ---- */

static int by_node(const void *left, const void *right)
{
    const struct cc_policy_node *a = left;
    const struct cc_policy_node *b = right;
    return cc_span_compare(a->policy, b->policy);
}

static int by_expected(const void *left, const void *right)
{
    const struct cc_policy_expected *a = left;
    const struct cc_policy_expected *b = right;
    int order = cc_span_compare(a->policy, b->policy);
    return order != 0 ? order : (a->node > b->node) - (a->node < b->node);
}

static int by_mapping(const void *left, const void *right)
{
    const struct certcheck_policy_mapping *a = left;
    const struct certcheck_policy_mapping *b = right;
    int order = cc_span_compare(a->issuer_domain_policy, b->issuer_domain_policy);
    return order != 0 ? order : cc_span_compare(a->subject_domain_policy, b->subject_domain_policy);
}

static void sort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    if (count > 1)
        qsort(items, count, size, compare);
}

static const struct cc_policy_node *find_node(const struct cc_policy_node *nodes, size_t count,
                                              cc_span policy)
{
    struct cc_policy_node key = {.policy = policy};
    return count == 0 ? NULL : bsearch(&key, nodes, count, sizeof(*nodes), by_node);
}

/* The end of the run of entries that begins at `from`. */
static size_t run_end(const struct cc_policy_level *level, size_t from)
{
    size_t end = from + 1;
    while (end < level->expected_count &&
           cc_span_equal(level->expected[end].policy, level->expected[from].policy))
        end++;
    return end;
}

/* The nodes of this depth that expect the policy, as the parents of `node`. */
static bool find_parents(const struct cc_policy_level *level, cc_span policy,
                         struct cc_policy_node *node)
{
    size_t low = 0;
    size_t high = level->expected_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cc_span_compare(level->expected[middle].policy, policy) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == level->expected_count || !cc_span_equal(level->expected[low].policy, policy))
        return false;
    node->parents = low;
    node->parents_end = run_end(level, low);
    return true;
}

/* ---- 6.1.2, 6.1.3: a certificate's policies ---- */

static bool spend(struct cc_policy_graph *graph, size_t amount)
{
    return cc_budget_spend(graph->budget, CERTCHECK_BUDGET_POLICY_NODES, amount);
}

/* Each node expects its own policy. */
static bool expect_themselves(struct cc_policy_graph *graph, struct cc_policy_level *level)
{
    level->expected = cc_arena_array(graph->arena, level->node_count, sizeof(*level->expected));
    if (level->expected == NULL)
        return false;
    for (size_t i = 0; i < level->node_count; i++)
        level->expected[i] = (struct cc_policy_expected){level->nodes[i].policy, i};
    level->expected_count = level->node_count;
    return true;
}

bool cc_policy_graph_begin(struct cc_policy_graph *graph, struct cc_arena *arena,
                           struct cc_budget *budget, size_t depth)
{
    *graph = (struct cc_policy_graph){.arena = arena, .budget = budget};
    graph->levels = cc_arena_array(arena, depth + 1, sizeof(*graph->levels));
    struct cc_policy_node *root = cc_arena_alloc(arena, sizeof(*root));
    if (graph->levels == NULL || root == NULL)
        return false;
    root->policy = cc_policy_any();
    graph->levels[0] = (struct cc_policy_level){.nodes = root, .node_count = 1};
    return expect_themselves(graph, &graph->levels[0]);
}

/* RFC 5280 6.1.3 (d)(1) */
static void add_listed(struct cc_policy_level *level, const struct cc_policy_level *above,
                       const struct cc_policy_set *listed)
{
    for (size_t i = 0; i < listed->count; i++) {
        struct cc_policy_node node = {.policy = listed->items[i].policy,
                                      .qualifiers = listed->items[i].qualifiers};
        /* (i): the nodes above that expect it; (ii): else the node above of anyPolicy */
        if (!cc_policy_is_any(node.policy) && (find_parents(above, node.policy, &node) ||
                                               find_parents(above, cc_policy_any(), &node)))
            level->nodes[level->node_count++] = node;
    }
}

/* RFC 5280 6.1.3 (d)(2): what is expected above and not listed, anyPolicy included */
static void add_unlisted(struct cc_policy_level *level, const struct cc_policy_level *above,
                         cc_span qualifiers)
{
    size_t listed = level->node_count;
    for (size_t i = 0, end; i < above->expected_count; i = end) {
        struct cc_policy_node node = {
            .policy = above->expected[i].policy, .qualifiers = qualifiers, .parents = i};
        node.parents_end = end = run_end(above, i);
        if (find_node(level->nodes, listed, node.policy) == NULL)
            level->nodes[level->node_count++] = node;
    }
}

enum cc_policy_result cc_policy_graph_add(struct cc_policy_graph *graph, cc_span policies,
                                          bool any_allowed)
{
    const struct cc_policy_level *above = &graph->levels[graph->depth];
    struct cc_policy_level *level = &graph->levels[graph->depth + 1];
    struct cc_policy_set listed;
    if (graph->null)
        return CC_POLICY_OK;
    enum cc_policy_result result =
        cc_policy_set_read(&listed, graph->arena, graph->budget, policies);
    if (result != CC_POLICY_OK)
        return result;
    const struct certcheck_policy_information *any =
        any_allowed ? cc_policy_set_find(&listed, cc_policy_any()) : NULL;
    size_t unlisted = any != NULL ? above->expected_count : 0;
    if (!spend(graph, unlisted))
        return CC_POLICY_BUDGET;
    level->nodes = cc_arena_array(graph->arena, listed.count + unlisted, sizeof(*level->nodes));
    if (level->nodes == NULL)
        return CC_POLICY_NO_MEMORY;
    add_listed(level, above, &listed);
    if (any != NULL)
        add_unlisted(level, above, any->qualifiers);
    sort(level->nodes, level->node_count, sizeof(*level->nodes), by_node);
    graph->depth++;
    graph->null = level->node_count == 0;
    return expect_themselves(graph, level) ? CC_POLICY_OK : CC_POLICY_NO_MEMORY;
}

/* ---- 6.1.4: mappings ---- */

struct mappings {
    struct certcheck_policy_mapping *items; /* sorted, each once */
    size_t count;
};

static enum cc_policy_result read_mappings(struct cc_policy_graph *graph, cc_span contents,
                                           struct mappings *mappings)
{
    struct certcheck_policy_mapping mapping;
    size_t count = 0;
    for (cc_span rest = contents; certcheck_next_policy_mapping(&rest, &mapping);)
        count++;
    if (!spend(graph, count))
        return CC_POLICY_BUDGET;
    mappings->count = 0;
    mappings->items = cc_arena_array(graph->arena, count, sizeof(*mappings->items));
    if (mappings->items == NULL)
        return CC_POLICY_NO_MEMORY;
    while (certcheck_next_policy_mapping(&contents, &mapping))
        if (!cc_policy_is_any(mapping.issuer_domain_policy) &&
            !cc_policy_is_any(mapping.subject_domain_policy))
            mappings->items[mappings->count++] = mapping;
    sort(mappings->items, mappings->count, sizeof(*mappings->items), by_mapping);
    count = mappings->count;
    mappings->count = 0;
    for (size_t i = 0; i < count; i++)
        if (mappings->count == 0 ||
            by_mapping(&mappings->items[mappings->count - 1], &mappings->items[i]) != 0)
            mappings->items[mappings->count++] = mappings->items[i];
    return CC_POLICY_OK;
}

/* The first mapping of the policy; `count` when it is not mapped. */
static size_t first_of(const struct mappings *mappings, cc_span policy)
{
    size_t low = 0;
    size_t high = mappings->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cc_span_compare(mappings->items[middle].issuer_domain_policy, policy) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_mapping_of(const struct mappings *mappings, size_t index, cc_span policy)
{
    return index < mappings->count &&
           cc_span_equal(mappings->items[index].issuer_domain_policy, policy);
}

/* "If no node of depth i in the valid_policy_graph has a valid_policy of ID-P but there is a node
 * of depth i with a valid_policy of anyPolicy, then generate a child node of the node of depth
 * i-1 that has a valid_policy of anyPolicy". `level->nodes` has room. */
static void add_mapped(struct cc_policy_level *level, const struct mappings *mappings)
{
    size_t count = level->node_count;
    const struct cc_policy_node *any = find_node(level->nodes, count, cc_policy_any());
    for (size_t i = 0; any != NULL && i < mappings->count; i++) {
        cc_span policy = mappings->items[i].issuer_domain_policy;
        if ((i > 0 && is_mapping_of(mappings, i - 1, policy)) ||
            find_node(level->nodes, count, policy) != NULL)
            continue;
        level->nodes[level->node_count] = *any;
        level->nodes[level->node_count++].policy = policy;
    }
    sort(level->nodes, level->node_count, sizeof(*level->nodes), by_node);
}

/* A mapped node expects what it is mapped to, the others what they did. `expected` has room. */
static void expect_mapped(struct cc_policy_level *level, const struct mappings *mappings)
{
    level->expected_count = 0;
    for (size_t i = 0; i < level->node_count; i++) {
        cc_span policy = level->nodes[i].policy;
        size_t mapping = first_of(mappings, policy);
        if (!is_mapping_of(mappings, mapping, policy))
            level->expected[level->expected_count++] = (struct cc_policy_expected){policy, i};
        for (; is_mapping_of(mappings, mapping, policy); mapping++)
            level->expected[level->expected_count++] =
                (struct cc_policy_expected){mappings->items[mapping].subject_domain_policy, i};
    }
    sort(level->expected, level->expected_count, sizeof(*level->expected), by_expected);
}

enum cc_policy_result cc_policy_graph_map(struct cc_policy_graph *graph, cc_span contents)
{
    struct cc_policy_level *level = &graph->levels[graph->depth];
    struct mappings mappings;
    if (graph->null)
        return CC_POLICY_OK;
    enum cc_policy_result result = read_mappings(graph, contents, &mappings);
    if (result != CC_POLICY_OK)
        return result;
    size_t most = level->node_count + mappings.count;
    struct cc_policy_node *nodes = cc_arena_array(graph->arena, most, sizeof(*nodes));
    level->expected = cc_arena_array(graph->arena, most, sizeof(*level->expected));
    if (nodes == NULL || level->expected == NULL)
        return CC_POLICY_NO_MEMORY;
    memcpy(nodes, level->nodes, level->node_count * sizeof(*nodes));
    level->nodes = nodes;
    add_mapped(level, &mappings);
    expect_mapped(level, &mappings);
    return CC_POLICY_OK;
}

enum cc_policy_result cc_policy_graph_unmap(struct cc_policy_graph *graph, cc_span contents,
                                            struct certcheck_policy_mapping *removed)
{
    struct cc_policy_level *level = &graph->levels[graph->depth];
    struct mappings mappings;
    *removed = (struct certcheck_policy_mapping){{NULL, 0}, {NULL, 0}};
    if (graph->null)
        return CC_POLICY_OK;
    enum cc_policy_result result = read_mappings(graph, contents, &mappings);
    if (result != CC_POLICY_OK)
        return result;
    size_t kept = 0;
    for (size_t i = 0; i < level->node_count; i++) {
        size_t mapping = first_of(&mappings, level->nodes[i].policy);
        if (!is_mapping_of(&mappings, mapping, level->nodes[i].policy))
            level->nodes[kept++] = level->nodes[i];
        else if (removed->issuer_domain_policy.length == 0)
            *removed = mappings.items[mapping];
    }
    level->node_count = kept;
    graph->null = kept == 0;
    return expect_themselves(graph, level) ? CC_POLICY_OK : CC_POLICY_NO_MEMORY;
}

/* ---- 6.1.5: what came of it ---- */

/* Gives each node that leads to the last depth one of its descendants there. */
static void mark_leaves(struct cc_policy_graph *graph)
{
    struct cc_policy_level *last = &graph->levels[graph->depth];
    for (size_t i = 0; i < last->node_count; i++)
        last->nodes[i].leaf = &last->nodes[i];
    for (size_t depth = graph->depth; depth > 0; depth--) {
        const struct cc_policy_level *level = &graph->levels[depth];
        struct cc_policy_level *above = &graph->levels[depth - 1];
        for (size_t i = 0; i < level->node_count; i++) {
            const struct cc_policy_node *node = &level->nodes[i];
            for (size_t k = node->parents; node->leaf != NULL && k < node->parents_end; k++) {
                struct cc_policy_node *parent = &above->nodes[above->expected[k].node];
                if (parent->leaf == NULL)
                    parent->leaf = node->leaf;
            }
        }
    }
}

/* "the set of policy nodes in the valid_policy_graph where the valid_policy is not anyPolicy and
 * the parent is anyPolicy", and at the last depth anyPolicy itself */
static bool is_of_the_authority(const struct cc_policy_graph *graph, size_t depth,
                                const struct cc_policy_node *node)
{
    if (node->leaf == NULL || depth == 0)
        return false;
    if (cc_policy_is_any(node->policy))
        return depth == graph->depth;
    return cc_policy_is_any(graph->levels[depth - 1].expected[node->parents].policy);
}

enum cc_policy_result cc_policy_graph_policies(struct cc_policy_graph *graph,
                                               struct cc_policy_set *set)
{
    size_t most = 0;
    *set = (struct cc_policy_set){NULL, 0};
    if (graph->null)
        return CC_POLICY_OK;
    mark_leaves(graph);
    for (size_t depth = 1; depth <= graph->depth; depth++)
        most += graph->levels[depth].node_count;
    set->items = cc_arena_array(graph->arena, most, sizeof(*set->items));
    if (set->items == NULL)
        return CC_POLICY_NO_MEMORY;
    for (size_t depth = 1; depth <= graph->depth; depth++) {
        const struct cc_policy_level *level = &graph->levels[depth];
        for (size_t i = 0; i < level->node_count; i++) {
            const struct cc_policy_node *node = &level->nodes[i];
            if (is_of_the_authority(graph, depth, node))
                set->items[set->count++] =
                    (struct certcheck_policy_information){node->policy, node->leaf->qualifiers};
        }
    }
    cc_policy_set_sort(set);
    return CC_POLICY_OK;
}
