/* SPDX-License-Identifier: MIT */
/* Which certificates count as one in a path: those with the same subject, key and alternative
 * names. What differs between two such certificates cannot make a path valid that would not be
 * without. Told once for each node, because names and keys may be long and paths are many. */
#include "path/graph.h"

#include <stdlib.h>

/* What is compared first stands in it: a certificate is far away in memory. */
struct member {
    uint64_t subject_hash;
    const struct certcheck_certificate *certificate;
    uint32_t node;
};

/* Puts side by side what may be one entity. */
static int compare(const void *left, const void *right)
{
    const struct member *a = left;
    const struct member *b = right;
    if (a->subject_hash != b->subject_hash)
        return a->subject_hash < b->subject_hash ? -1 : 1;
    int order = cc_span_compare(a->certificate->key.whole, b->certificate->key.whole);
    if (order == 0)
        order = cc_span_compare(a->certificate->subject_alt_name, b->certificate->subject_alt_name);
    if (order == 0)
        order = a->node < b->node ? -1 : 1;
    return order;
}

static bool same_entity(const struct certcheck_certificate *a,
                        const struct certcheck_certificate *b)
{
    return a->subject_hash == b->subject_hash && cc_span_equal(a->key.whole, b->key.whole) &&
           cc_span_equal(a->subject_alt_name, b->subject_alt_name) &&
           certcheck_name_equal(a->subject, b->subject);
}

bool cc_graph_number_entities(struct cc_graph *graph)
{
    struct member *members = cc_arena_array(graph->arena, graph->node_count, sizeof(struct member));
    if (members == NULL)
        return false;
    for (uint32_t n = 0; n < graph->node_count; n++) {
        const struct certcheck_certificate *certificate = graph->nodes[n].certificate;
        members[n] = (struct member){certificate->subject_hash, certificate, n};
    }
    qsort(members, graph->node_count, sizeof(struct member), compare);
    uint32_t first = 0; /* of the entity */
    for (uint32_t i = 0; i < graph->node_count; i++) {
        if (!same_entity(members[i].certificate, members[first].certificate))
            first = i;
        graph->nodes[members[i].node].entity = members[first].node;
    }
    return true;
}
