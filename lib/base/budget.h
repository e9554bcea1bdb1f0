/* SPDX-License-Identifier: MIT */
/* Counted work: what makes every verification end. */
#ifndef CC_BASE_BUDGET_H
#define CC_BASE_BUDGET_H

#include "base/span.h"

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

/* Bytes that are looked at one by one for the price of one candidate, and those that are compared
 * as they are. */
#define CC_BYTES_READ 16
#define CC_BYTES_COMPARED 1024

/* What it costs to fold, hash or parse so many bytes: a long name or key costs as much as several
 * short ones. */
static inline uint64_t cc_reading_cost(size_t length)
{
    return 1 + length / CC_BYTES_READ;
}

/* What it costs to find out whether two names are equal. */
static inline uint64_t cc_comparing_cost(cc_span a, cc_span b)
{
    return cc_span_equal(a, b) ? 1 + a.length / CC_BYTES_COMPARED
                               : cc_reading_cost(a.length + b.length);
}

#endif
