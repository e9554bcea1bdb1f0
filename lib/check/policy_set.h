/* SPDX-License-Identifier: MIT */
/* Sets of certificate policies, sorted by OID, each policy once. */
#ifndef CC_CHECK_POLICY_SET_H
#define CC_CHECK_POLICY_SET_H

#include "base/arena.h"
#include "base/budget.h"
#include "base/span.h"
#include <certcheck/certificate.h>

/* Policies and qualifiers alias what they were made of. */
struct cc_policy_set {
    struct certcheck_policy_information *items;
    size_t count;
};

enum cc_policy_result { CC_POLICY_OK = 0, CC_POLICY_BUDGET, CC_POLICY_NO_MEMORY };

/* anyPolicy, RFC 5280 4.2.1.4. */
cc_span cc_policy_any(void);
bool cc_policy_is_any(cc_span policy);

/* Sorts the items and drops all but one of each policy: of several, the one whose qualifiers come
 * first, so that nothing depends on the order of certificates. */
void cc_policy_set_sort(struct cc_policy_set *set);

/* Reads the contents of certificatePolicies, paying one policy node for each. */
enum cc_policy_result cc_policy_set_read(struct cc_policy_set *set, struct cc_arena *arena,
                                         struct cc_budget *budget, cc_span policies);

/* NULL: it is not in the set. */
const struct certcheck_policy_information *cc_policy_set_find(const struct cc_policy_set *set,
                                                              cc_span policy);

/* Of the policies of `set` those that `wanted` asks for, where anyPolicy stands for every policy in
 * either (RFC 9618 5.5 (6)). Qualifiers are those of `set`. */
enum cc_policy_result cc_policy_set_restrict(struct cc_policy_set *result, struct cc_arena *arena,
                                             const struct cc_policy_set *set,
                                             const struct cc_policy_set *wanted);

#endif
