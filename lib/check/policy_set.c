/* SPDX-License-Identifier: MIT */
/* Sets of certificate policies, sorted by OID, each policy once. */
#include "check/policy_set.h"

#include "der/der_value.h"

#include <stdlib.h>

cc_span cc_policy_any(void)
{
    return cc_oid_contents(CC_OID_ANY_POLICY);
}

bool cc_policy_is_any(cc_span policy)
{
    return cc_oid_is(policy, CC_OID_ANY_POLICY);
}

static int by_policy(const void *left, const void *right)
{
    const struct certcheck_policy_information *a = left;
    const struct certcheck_policy_information *b = right;
    int order = cc_span_compare(a->policy, b->policy);
    return order != 0 ? order : cc_span_compare(a->qualifiers, b->qualifiers);
}

void cc_policy_set_sort(struct cc_policy_set *set)
{
    size_t kept = 0;
    if (set->count > 1)
        qsort(set->items, set->count, sizeof(*set->items), by_policy);
    for (size_t i = 0; i < set->count; i++)
        if (kept == 0 || !cc_span_equal(set->items[kept - 1].policy, set->items[i].policy))
            set->items[kept++] = set->items[i];
    set->count = kept;
}

static size_t count_policies(cc_span policies)
{
    struct certcheck_policy_information policy;
    size_t count = 0;
    while (certcheck_next_policy(&policies, &policy))
        count++;
    return count;
}

enum cc_policy_result cc_policy_set_read(struct cc_policy_set *set, struct cc_arena *arena,
                                         struct cc_budget *budget, cc_span policies)
{
    size_t count = count_policies(policies);
    *set = (struct cc_policy_set){NULL, 0};
    if (!cc_budget_spend(budget, CERTCHECK_BUDGET_POLICY_NODES, count))
        return CC_POLICY_BUDGET;
    set->items = cc_arena_array(arena, count, sizeof(*set->items));
    if (set->items == NULL)
        return CC_POLICY_NO_MEMORY;
    while (set->count < count && certcheck_next_policy(&policies, &set->items[set->count]))
        set->count++;
    cc_policy_set_sort(set);
    return CC_POLICY_OK;
}

const struct certcheck_policy_information *cc_policy_set_find(const struct cc_policy_set *set,
                                                              cc_span policy)
{
    size_t low = 0;
    size_t high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = cc_span_compare(set->items[middle].policy, policy);
        if (order == 0)
            return &set->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* RFC 9618 5.5 (6) (i): remove what is not asked for. (ii): where anyPolicy is in the set, add what
 * is asked for, with anyPolicy's qualifiers. */
static void restrict_to(struct cc_policy_set *result, const struct cc_policy_set *set,
                        const struct certcheck_policy_information *any,
                        const struct cc_policy_set *wanted)
{
    for (size_t i = 0; i < wanted->count; i++) {
        cc_span policy = wanted->items[i].policy;
        const struct certcheck_policy_information *found = cc_policy_set_find(set, policy);
        if (found != NULL)
            result->items[result->count++] = *found;
        else if (any != NULL)
            result->items[result->count++] =
                (struct certcheck_policy_information){policy, any->qualifiers};
    }
}

enum cc_policy_result cc_policy_set_restrict(struct cc_policy_set *result, struct cc_arena *arena,
                                             const struct cc_policy_set *set,
                                             const struct cc_policy_set *wanted)
{
    cc_span any = cc_policy_any();
    bool all = cc_policy_set_find(wanted, any) != NULL;
    size_t most = all ? set->count : wanted->count;
    *result = (struct cc_policy_set){cc_arena_array(arena, most, sizeof(*result->items)), 0};
    if (result->items == NULL)
        return CC_POLICY_NO_MEMORY;
    if (!all)
        restrict_to(result, set, cc_policy_set_find(set, any), wanted);
    for (size_t i = 0; all && i < set->count; i++)
        result->items[result->count++] = set->items[i];
    return CC_POLICY_OK;
}
