/* SPDX-License-Identifier: MIT */
/* The valid_policy_tree as RFC 5280 6.1 writes it down. */
#include "support/policy_tree.h"

#include <stddef.h>
#include <stdlib.h>

#define NODES_MAX 65536U

struct node {
    unsigned policy;
    unsigned expected;
    unsigned depth;
    unsigned parent; /* index; the root's is its own */
    bool deleted;
};

static struct node nodes[NODES_MAX];
static unsigned node_count;

static void add(unsigned policy, unsigned expected, unsigned parent)
{
    if (node_count == NODES_MAX)
        abort();
    nodes[node_count++] = (struct node){policy, expected, nodes[parent].depth + 1, parent, false};
}

static bool is_at(unsigned node, unsigned depth)
{
    return !nodes[node].deleted && nodes[node].depth == depth;
}

static bool has_child(unsigned parent, unsigned policies)
{
    for (unsigned i = 1; i < node_count; i++)
        if (!nodes[i].deleted && nodes[i].parent == parent &&
            (policies & TREE_SET(nodes[i].policy)) != 0)
            return true;
    return false;
}

/* "If there is a node in the valid_policy_tree of depth i-1 or less without any child nodes, delete
 * that node. Repeat this step until there are no nodes of depth i-1 or less without children." */
static void prune(unsigned depth)
{
    for (bool again = true; again;) {
        again = false;
        for (unsigned i = 0; i < node_count; i++)
            if (!nodes[i].deleted && nodes[i].depth < depth && !has_child(i, ~0U))
                nodes[i].deleted = again = true;
    }
}

static bool is_null(void)
{
    return nodes[0].deleted;
}

static bool find(unsigned depth, unsigned policy, unsigned *found)
{
    for (*found = 0; *found < node_count; (*found)++)
        if (is_at(*found, depth) && nodes[*found].policy == policy)
            return true;
    return false;
}

/* 6.1.3 (d) */
static void add_certificate(const struct tree_certificate *c, unsigned depth, bool any_allowed)
{
    unsigned before = node_count;
    for (unsigned policy = 1; policy < TREE_POLICIES; policy++) {
        unsigned any;
        bool matched = false;
        if ((c->policies & TREE_SET(policy)) == 0)
            continue;
        for (unsigned i = 0; i < before; i++)
            if (is_at(i, depth - 1) && (nodes[i].expected & TREE_SET(policy)) != 0) {
                add(policy, TREE_SET(policy), i);
                matched = true;
            }
        if (!matched && find(depth - 1, TREE_ANY, &any))
            add(policy, TREE_SET(policy), any);
    }
    for (unsigned i = 0; i < before; i++)
        for (unsigned policy = 0; policy < TREE_POLICIES; policy++)
            if ((c->policies & TREE_SET(TREE_ANY)) != 0 && any_allowed && is_at(i, depth - 1) &&
                (nodes[i].expected & TREE_SET(policy)) != 0 && !has_child(i, TREE_SET(policy)))
                add(policy, TREE_SET(policy), i);
    prune(depth);
}

/* 6.1.4 (b) */
static void map(const struct tree_certificate *c, unsigned depth, bool inhibited)
{
    for (unsigned policy = 1; policy < TREE_POLICIES; policy++) {
        unsigned found;
        if (c->mapped[policy] == 0)
            continue;
        bool there = find(depth, policy, &found);
        for (unsigned i = 0; i < node_count; i++)
            if (is_at(i, depth) && nodes[i].policy == policy) {
                nodes[i].expected = c->mapped[policy];
                nodes[i].deleted = inhibited;
            }
        if (!there && !inhibited && find(depth, TREE_ANY, &found))
            add(policy, c->mapped[policy], nodes[found].parent);
    }
    prune(depth);
}

/* The valid_policy_node_set, and anyPolicy where it stands at depth n. */
static unsigned top_policies(unsigned depth)
{
    unsigned policies = 0;
    for (unsigned i = 1; i < node_count; i++)
        if (!nodes[i].deleted && nodes[nodes[i].parent].policy == TREE_ANY &&
            (nodes[i].policy != TREE_ANY || nodes[i].depth == depth))
            policies |= TREE_SET(nodes[i].policy);
    return policies;
}

static void delete_below(unsigned node)
{
    nodes[node].deleted = true;
    for (unsigned i = 1; i < node_count; i++)
        if (!nodes[i].deleted && nodes[i].parent == node)
            delete_below(i);
}

/* 6.1.5 (g) (iii) */
static void intersect(unsigned wanted, unsigned depth)
{
    unsigned any;
    unsigned there = top_policies(depth);
    for (unsigned i = 1; i < node_count; i++)
        if (!nodes[i].deleted && nodes[nodes[i].parent].policy == TREE_ANY &&
            nodes[i].policy != TREE_ANY && (wanted & TREE_SET(nodes[i].policy)) == 0)
            delete_below(i);
    if (find(depth, TREE_ANY, &any)) {
        for (unsigned policy = 1; policy < TREE_POLICIES; policy++)
            if ((wanted & TREE_SET(policy)) != 0 && (there & TREE_SET(policy)) == 0)
                add(policy, TREE_SET(policy), nodes[any].parent);
        nodes[any].deleted = true;
    }
    prune(depth);
}

static void lower(unsigned *counter, int value)
{
    if (value >= 0 && (unsigned)value < *counter)
        *counter = (unsigned)value;
}

struct tree_result policy_tree(const struct tree_path *path)
{
    unsigned n = path->count;
    unsigned explicit_policy = path->explicit_policy ? 0 : n + 1;
    unsigned mapping = path->mapping_inhibit ? 0 : n + 1;
    unsigned any = path->any_inhibit ? 0 : n + 1;
    struct tree_result result = {false, 0, 0};
    nodes[0] = (struct node){TREE_ANY, TREE_SET(TREE_ANY), 0, 0, false};
    node_count = 1;
    for (unsigned i = 1; i <= n; i++) {
        const struct tree_certificate *c = &path->certificates[i - 1];
        if (!c->has_policies)
            nodes[0].deleted = true;
        else if (!is_null())
            add_certificate(c, i, any > 0 || (i < n && c->self_issued));
        if (explicit_policy == 0 && is_null())
            return result;
        if (i == n)
            break;
        if (!is_null())
            map(c, i, mapping == 0);
        if (!c->self_issued) {
            explicit_policy -= explicit_policy > 0;
            mapping -= mapping > 0;
            any -= any > 0;
        }
        lower(&explicit_policy, c->require_explicit);
        lower(&mapping, c->inhibit_mapping);
        lower(&any, c->inhibit_any);
    }
    explicit_policy -= explicit_policy > 0;
    if (path->certificates[n - 1].require_explicit == 0)
        explicit_policy = 0;
    if (!is_null())
        result.authority = top_policies(n);
    if (!is_null() && (path->initial & TREE_SET(TREE_ANY)) == 0)
        intersect(path->initial, n);
    if (!is_null())
        result.user = top_policies(n);
    result.valid = explicit_policy > 0 || !is_null();
    return result;
}
