/* SPDX-License-Identifier: MIT */
/* The order of evidence that nothing but its bytes tells apart. */
#include "verify/revocation.h"

#include <stdlib.h>

struct member {
    cc_span der;
    uint32_t index;
};

static int compare(const void *left, const void *right)
{
    const struct member *a = left, *b = right;
    return cc_span_compare(a->der, b->der);
}

uint32_t *cc_evidence_ranks(struct cc_arena *arena, const void *set, size_t count,
                            cc_span (*der_of)(const void *set, size_t n))
{
    struct member *members = cc_arena_array(arena, count, sizeof(*members));
    uint32_t *ranks = cc_arena_array(arena, count, sizeof(*ranks));
    if (members == NULL || ranks == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++)
        members[i] = (struct member){der_of(set, i), (uint32_t)i};
    qsort(members, count, sizeof(*members), compare);
    for (size_t i = 0; i < count; i++)
        ranks[members[i].index] = (uint32_t)i;
    return ranks;
}
