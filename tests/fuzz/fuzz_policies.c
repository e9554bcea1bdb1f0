/* SPDX-License-Identifier: MIT */
/* Policies along a path: certificatePolicies, policyMappings, policyConstraints, inhibitAnyPolicy
 * and what the caller asks. Reaches cc_check_policies, and so all of policy_graph.h and
 * policy_set.h.
 *
 * The bytes choose one of two languages. Short paths of four policies are judged by RFC 5280's own
 * tree (support/policy_tree.h) as well, and must come out the same. Long paths of many policies end
 * within the budget, and come out the same when every list in them is turned round. */
#include "fuzz.h"

#include "support/choices.h"
#include "support/der_writer.h"
#include "support/policy_path.h"

/* ---- short paths ---- */

/* Policies to one of which a policy is mapped, or none: nothing maps to anyPolicy. */
static unsigned choose_mapped(struct choices *choices)
{
    return choose(choices, 2) == 0 ? 0 : choose(choices, 1U << (TREE_POLICIES - 1)) << 1;
}

static int choose_skip(struct choices *choices)
{
    return (int)choose(choices, 8) - 4 < -1 ? -1 : (int)choose(choices, TREE_PATH_MAX);
}

static void choose_certificate(struct choices *choices, struct tree_certificate *c)
{
    c->self_issued = choose(choices, 4) == 3;
    c->policies = choose(choices, 1U << TREE_POLICIES);
    c->has_policies = c->policies != 0;
    for (unsigned policy = 1; policy < TREE_POLICIES; policy++)
        c->mapped[policy] = choose_mapped(choices);
    c->require_explicit = choose_skip(choices);
    c->inhibit_mapping = choose_skip(choices);
    c->inhibit_any = choose_skip(choices);
}

static void compare_with_tree(struct choices *choices)
{
    unsigned flags = choose(choices, 8);
    struct tree_path path = {.explicit_policy = (flags & 1) != 0,
                             .mapping_inhibit = (flags & 2) != 0,
                             .any_inhibit = (flags & 4) != 0,
                             .initial = choose(choices, 1U << TREE_POLICIES)};
    if (path.initial == 0)
        path.initial = TREE_SET(TREE_ANY);
    path.count = 1 + choose(choices, TREE_PATH_MAX - 1);
    for (unsigned i = 0; i < path.count; i++)
        choose_certificate(choices, &path.certificates[i]);
    policy_path_ask(&path);
    struct tree_result expected = policy_tree(&path), actual = policy_path_judge(&path);
    require(actual.valid == expected.valid);
    require(!actual.valid ||
            (actual.user == expected.user && actual.authority == expected.authority));
}

/* ---- long paths ---- */

#define PATH_MAX_LENGTH 40
#define LIST_MAX 60
#define POLICIES 128U

struct lists {
    uint8_t policies[LIST_MAX];
    size_t policy_count;
    uint8_t mappings[LIST_MAX][2];
    size_t mapping_count;
};

static struct lists lists[PATH_MAX_LENGTH];
static struct certcheck_certificate *certificates[PATH_MAX_LENGTH];
static size_t length;

static void choose_lists(struct choices *choices, struct lists *l)
{
    l->policy_count = choose(choices, LIST_MAX);
    for (size_t i = 0; i < l->policy_count; i++)
        l->policies[i] = (uint8_t)choose(choices, POLICIES);
    l->mapping_count = choose(choices, LIST_MAX);
    for (size_t i = 0; i < l->mapping_count; i++)
        for (size_t side = 0; side < 2; side++)
            l->mappings[i][side] = (uint8_t)choose(choices, POLICIES);
}

static void choose_path(struct choices *choices)
{
    length = 2 + choose(choices, PATH_MAX_LENGTH - 1);
    for (size_t i = 0; i < length; i++) {
        struct certcheck_certificate *c = make_authority("certificate");
        certificates[i] = c;
        choose_lists(choices, &lists[i]);
        unsigned flags = choose(choices, 16);
        c->self_issued = (flags & 1) != 0;
        c->policy_constraints.has_require_explicit = (flags & 2) != 0;
        c->policy_constraints.has_inhibit_mapping = (flags & 4) != 0;
        c->has_inhibit_any_policy = (flags & 8) != 0;
        if (flags < 2)
            continue;
        c->policy_constraints.require_explicit = choose(choices, 256);
        c->policy_constraints.inhibit_mapping = choose(choices, 256);
        c->inhibit_any_policy = choose(choices, 256);
    }
}

static void write_lists(size_t index, bool reversed)
{
    const struct lists *l = &lists[index];
    struct der_writer policies = {0}, mappings = {0};
    for (size_t i = 0; i < l->policy_count; i++) {
        size_t at = reversed ? l->policy_count - 1 - i : i;
        writer_raw(&policies, der(0x30, policy_oid(l->policies[at])));
    }
    for (size_t i = 0; i < l->mapping_count; i++) {
        const uint8_t *sides = l->mappings[reversed ? l->mapping_count - 1 - i : i];
        writer_raw(&mappings, policy_mapping(sides[0], sides[1]));
    }
    if (policies.length > 0)
        make_policies(certificates[index], bytes(policies.data, policies.length));
    if (mappings.length > 0)
        make_mappings(certificates[index], bytes(mappings.data, mappings.length));
    writer_release(&policies);
    writer_release(&mappings);
}

struct outcome {
    size_t errors;
    uint64_t used;
    struct cc_policy_sets sets;
};

static struct outcome judge(bool reversed)
{
    struct cc_path_step steps[PATH_MAX_LENGTH];
    struct cc_path path = {steps, length, true};
    struct outcome outcome = {0};
    struct cc_budget *budget = &fixture.budget;
    for (size_t i = 0; i < length; i++) {
        write_lists(i, reversed);
        steps[i] = (struct cc_path_step){certificates[i], ""};
    }
    fixture_again();
    fixture.check.policy_sets = &outcome.sets;
    memset(budget->used, 0, sizeof budget->used);
    memset(budget->spent, 0, sizeof budget->spent);
    cc_check_policies(&fixture.check, &path);
    require(!fixture.findings.no_memory);
    outcome.errors = fixture.findings.errors;
    outcome.used = budget->used[CERTCHECK_BUDGET_POLICY_NODES];
    require(outcome.used <= budget->limit[CERTCHECK_BUDGET_POLICY_NODES]);
    require(!budget->spent[CERTCHECK_BUDGET_POLICY_NODES] ||
            (outcome.errors > 0 && outcome.sets.authority == NULL && outcome.sets.user == NULL));
    return outcome;
}

/* Sorted, so that each policy stands there once. */
static bool same_sets(const struct certcheck_policy_information *a, size_t count,
                      const struct certcheck_policy_information *b, size_t other_count)
{
    for (size_t i = 0; i < count && i < other_count; i++) {
        require(i == 0 || cc_span_compare(a[i - 1].policy, a[i].policy) < 0);
        if (!cc_span_equal(a[i].policy, b[i].policy))
            return false;
    }
    return count == other_count;
}

static void turn_round(struct choices *choices)
{
    unsigned flags = choose(choices, 16);
    certcheck_policy_set_initial_explicit_policy(fixture.policy, (flags & 1) != 0);
    certcheck_policy_set_initial_policy_mapping_inhibit(fixture.policy, (flags & 2) != 0);
    certcheck_policy_set_initial_any_policy_inhibit(fixture.policy, (flags & 4) != 0);
    if ((flags & 8) != 0)
        fixture.budget.limit[CERTCHECK_BUDGET_POLICY_NODES] = choose(choices, 256);
    choose_path(choices);
    struct outcome forward = judge(false), backward = judge(true);
    require(forward.errors == backward.errors && forward.used == backward.used);
    require(same_sets(forward.sets.user, forward.sets.user_count, backward.sets.user,
                      backward.sets.user_count));
    require(same_sets(forward.sets.authority, forward.sets.authority_count, backward.sets.authority,
                      backward.sets.authority_count));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct choices choices = {data, data + size};
    fixture_begin();
    if (choose(&choices, 2) == 0)
        compare_with_tree(&choices);
    else
        turn_round(&choices);
    fixture_release();
    return 0;
}
