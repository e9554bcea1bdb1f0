/* SPDX-License-Identifier: MIT */
/* The valid_policy_tree as RFC 5280 6.1 writes it down, to compare the graph with. It grows without
 * bound: for short paths and few policies only. */
#ifndef TESTS_SUPPORT_POLICY_TREE_H
#define TESTS_SUPPORT_POLICY_TREE_H

#include <stdbool.h>

/* Policies are numbers; sets of them are bit masks. */
#define TREE_ANY 0U
#define TREE_POLICIES 4U /* anyPolicy included */
#define TREE_SET(policy) (1U << (policy))
#define TREE_PATH_MAX 6

struct tree_certificate {
    bool self_issued;
    bool has_policies;
    unsigned policies;
    unsigned mapped[TREE_POLICIES]; /* to which policies; 0: the policy is not mapped */
    int require_explicit;           /* certificates to skip; -1: absent */
    int inhibit_mapping;
    int inhibit_any;
};

struct tree_path {
    unsigned initial; /* user-initial-policy-set */
    bool explicit_policy;
    bool mapping_inhibit;
    bool any_inhibit;
    struct tree_certificate certificates[TREE_PATH_MAX]; /* from the one below the anchor down */
    unsigned count;
};

struct tree_result {
    bool valid;
    unsigned user; /* both only where it is valid */
    unsigned authority;
};

struct tree_result policy_tree(const struct tree_path *path);

#endif
