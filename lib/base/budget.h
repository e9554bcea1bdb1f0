/* SPDX-License-Identifier: MIT */
/* Counted work: what makes every verification end. */
#ifndef CC_BASE_BUDGET_H
#define CC_BASE_BUDGET_H

#include <certcheck/policy.h>

struct cc_budget {
    uint64_t limit[CERTCHECK_BUDGETS];
    uint64_t used[CERTCHECK_BUDGETS];
    bool spent[CERTCHECK_BUDGETS]; /* something was refused for want of budget */
};

/* False, and nothing is counted, when less than `amount` is left: the work must not be done. */
static inline bool cc_budget_spend(struct cc_budget *budget, enum certcheck_budget kind,
                                   uint64_t amount)
{
    if (budget->limit[kind] - budget->used[kind] < amount) {
        budget->spent[kind] = true;
        return false;
    }
    budget->used[kind] += amount;
    return true;
}

/* What it costs to compare a candidate's name, or to hash or to parse so many bytes of it: a long
 * one as much as several short ones. */
#define CC_CANDIDATE_LENGTH 32

static inline uint64_t cc_candidate_cost(size_t length)
{
    return 1 + length / CC_CANDIDATE_LENGTH;
}

#endif
