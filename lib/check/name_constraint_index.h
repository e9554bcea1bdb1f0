/* SPDX-License-Identifier: MIT */
/* The constraints of one authority, ordered so that a name meets only those that may hold. */
#ifndef CC_CHECK_NAME_CONSTRAINT_INDEX_H
#define CC_CHECK_NAME_CONSTRAINT_INDEX_H

#include "base/budget.h"
#include "check/name_constraint.h"

/* Constraints that are indexed. What an authority has beyond is compared one by one: memory is
 * bounded, and no authority in use comes near. */
#define CC_NAME_INDEX_MAX 2048

#define CC_NAME_KIND(kind) (1U << (kind))

struct cc_name_index_entry;

/* Points into the constraints' bytes. */
struct cc_name_index {
    struct cc_budget *budget;
    struct cc_name_index_entry *entries;
    struct cc_name_index_entry **buckets;
    size_t entry_count;
    size_t bucket_mask;
    unsigned forms;           /* of the entries, a bit each */
    bool prefixes[2][129];    /* lengths that occur in constraints on IPv4 and IPv6 addresses */
    cc_span permitted_beyond; /* subtrees without an entry */
    cc_span excluded_beyond;
    unsigned permitted_kinds; /* CC_NAME_KIND of all subtrees */
    unsigned excluded_kinds;
};

enum cc_name_index_result { CC_NAME_INDEX_DONE = 0, CC_NAME_INDEX_BUDGET, CC_NAME_INDEX_NO_MEMORY };

/* Where this text counts several: every so many bytes are one unit of the budget. */
static inline uint64_t cc_name_index_units(cc_span bytes)
{
    return 1 + bytes.length / 64;
}

/* Spends one unit for each constraint, or more where they are long or share a bucket. Whatever the
 * result, the index is released with cc_name_index_release. */
enum cc_name_index_result cc_name_index_build(struct cc_name_index *index,
                                              const struct certcheck_name_constraints *constraints,
                                              struct cc_budget *budget);
void cc_name_index_release(struct cc_name_index *index);

/* What holds for one name; without a constraint: base.whole is empty. */
struct cc_name_match {
    bool is_permitted; /* or no permitted subtree is about its kind */
    bool is_excluded;
    struct certcheck_general_name excluded; /* the base of the first subtree found that excludes */
};

/* Spends one unit for each constraint that the name is compared with, or more where they are long,
 * or the name is a long directoryName. Where an excluded subtree was found, it looks for permission
 * only when `both` are asked for. CC_NAME_INDEX_DONE or CC_NAME_INDEX_BUDGET. */
enum cc_name_index_result cc_name_index_find(const struct cc_name_index *index,
                                             const struct cc_constrained_name *name, bool both,
                                             struct cc_name_match *match);

#endif
