/* SPDX-License-Identifier: MIT */
/* lib/check/policy_graph.c and policy_set.c: one node for each policy and depth, paid for. */
#include "support/check_fixture.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include "check/policy_graph.h"

#include <check.h>

#define ANY 0U

static struct cc_policy_graph graph;
static struct cc_policy_set set;

static void begin(void)
{
    fixture_begin();
    ck_assert(cc_policy_graph_begin(&graph, &fixture.arena, &fixture.budget, 5));
}

static cc_span oid(unsigned policy)
{
    return policy == ANY ? OCTETS(0x06, 0x04, 0x55, 0x1D, 0x20, 0x00)
                         : OCTETS(0x06, 0x03, 0x88, 0x37, (uint8_t)policy);
}

static cc_span policy(unsigned number)
{
    return der(0x30, oid(number));
}

static cc_span mapping(unsigned issuer_domain, unsigned subject_domain)
{
    return der(0x30, join(oid(issuer_domain), oid(subject_domain), NOTHING));
}

static void add(cc_span policies)
{
    ck_assert_int_eq(cc_policy_graph_add(&graph, policies, true), CC_POLICY_OK);
}

static void map(cc_span mappings)
{
    ck_assert_int_eq(cc_policy_graph_map(&graph, mappings), CC_POLICY_OK);
}

static const struct cc_policy_level *last(void)
{
    return &graph.levels[graph.depth];
}

/* The authority-constrained policies as digits; "*" is anyPolicy. */
static const char *policies(void)
{
    static char text[16];
    size_t length = 0;
    ck_assert_int_eq(cc_policy_graph_policies(&graph, &set), CC_POLICY_OK);
    for (; length < set.count; length++) {
        cc_span octets = set.items[length].policy;
        text[length] =
            cc_policy_is_any(octets) ? '*' : (char)('0' + octets.data[octets.length - 1]);
    }
    text[length] = '\0';
    return text;
}

static uint64_t spent(void)
{
    return fixture.budget.used[CERTCHECK_BUDGET_POLICY_NODES];
}

START_TEST(the_beginning_is_any_policy)
{
    ck_assert_uint_eq(graph.depth, 0);
    ck_assert_uint_eq(last()->node_count, 1);
    ck_assert(cc_policy_is_any(last()->nodes[0].policy));
    ck_assert(!graph.null);
    ck_assert_uint_eq(spent(), 0);
}
END_TEST

START_TEST(a_policy_that_stands_twice_has_one_node)
{
    add(join(policy(2), policy(1), policy(2), NOTHING));
    ck_assert_uint_eq(last()->node_count, 2);
    ck_assert_uint_eq(spent(), 3);
    ck_assert_str_eq(policies(), "12");
}
END_TEST

START_TEST(a_node_has_each_policy_that_was_mapped_to_it_as_a_parent)
{
    add(join(policy(1), policy(2), policy(3), NOTHING));
    map(join(mapping(1, 4), mapping(2, 4), mapping(2, 4), mapping(2, 5), NOTHING));
    add(policy(4));
    ck_assert_uint_eq(last()->node_count, 1);
    ck_assert_uint_eq(last()->nodes[0].parents_end - last()->nodes[0].parents, 2);
    ck_assert_str_eq(policies(), "12");
    ck_assert_uint_eq(spent(), 3 + 4 + 1);
}
END_TEST

START_TEST(any_policy_keeps_what_is_expected_and_itself)
{
    add(join(policy(ANY), policy(1), NOTHING));
    add(join(policy(ANY), policy(2), NOTHING));
    ck_assert_uint_eq(last()->node_count, 3);
    ck_assert_str_eq(policies(), "*12");
}
END_TEST

START_TEST(any_policy_counts_only_where_it_is_allowed)
{
    add(join(policy(1), policy(2), NOTHING));
    ck_assert_int_eq(cc_policy_graph_add(&graph, join(policy(ANY), policy(2), NOTHING), false),
                     CC_POLICY_OK);
    ck_assert_str_eq(policies(), "2");
    ck_assert_int_eq(cc_policy_graph_add(&graph, policy(ANY), false), CC_POLICY_OK);
    ck_assert(graph.null);
    ck_assert_str_eq(policies(), "");
}
END_TEST

START_TEST(a_graph_that_is_null_stays_so_and_costs_nothing)
{
    struct certcheck_policy_mapping removed;
    add(policy(1));
    add(policy(2));
    ck_assert(graph.null);
    uint64_t before = spent();
    add(policy(ANY));
    map(mapping(1, 2));
    ck_assert_int_eq(cc_policy_graph_unmap(&graph, mapping(1, 2), &removed), CC_POLICY_OK);
    ck_assert_uint_eq(removed.issuer_domain_policy.length, 0);
    ck_assert(graph.null);
    ck_assert_uint_eq(spent(), before);
}
END_TEST

START_TEST(a_mapping_of_a_policy_that_only_any_policy_stands_for_makes_a_node)
{
    add(join(policy(ANY), policy(1), NOTHING));
    map(join(mapping(1, 3), mapping(2, 4), mapping(2, 5), NOTHING));
    ck_assert_uint_eq(last()->node_count, 3);
    add(join(policy(3), policy(5), policy(6), NOTHING));
    ck_assert_str_eq(policies(), "126");
}
END_TEST

START_TEST(mappings_of_and_to_any_policy_are_passed_over)
{
    add(join(policy(ANY), policy(1), NOTHING));
    map(join(mapping(ANY, 3), mapping(1, ANY), NOTHING));
    ck_assert_uint_eq(last()->node_count, 2);
    ck_assert_uint_eq(last()->expected_count, 2);
    add(policy(1));
    ck_assert_str_eq(policies(), "1");
}
END_TEST

START_TEST(an_inhibited_mapping_takes_its_policy_away)
{
    struct certcheck_policy_mapping removed;
    add(join(policy(1), policy(2), policy(3), NOTHING));
    cc_span mappings = join(mapping(3, 7), mapping(2, 9), mapping(2, 8), mapping(5, 6), NOTHING);
    ck_assert_int_eq(cc_policy_graph_unmap(&graph, mappings, &removed), CC_POLICY_OK);
    ck_assert_uint_eq(removed.issuer_domain_policy.data[2], 2);
    ck_assert_uint_eq(removed.subject_domain_policy.data[2], 8);
    add(join(policy(1), policy(2), policy(8), NOTHING));
    ck_assert_str_eq(policies(), "1");
}
END_TEST

START_TEST(what_leads_nowhere_is_no_policy_of_the_path)
{
    add(join(policy(1), policy(2), policy(ANY), NOTHING));
    add(join(policy(1), policy(2), policy(3), NOTHING));
    add(join(policy(2), policy(3), NOTHING));
    ck_assert_str_eq(policies(), "23");
}
END_TEST

/* ---- the budget, and memory ---- */

static void limit(uint64_t more)
{
    fixture.budget.limit[CERTCHECK_BUDGET_POLICY_NODES] = spent() + more;
}

START_TEST(a_spent_budget_stops_before_the_work)
{
    struct certcheck_policy_mapping removed;
    limit(1);
    ck_assert_int_eq(cc_policy_graph_add(&graph, join(policy(1), policy(2), NOTHING), true),
                     CC_POLICY_BUDGET);
    ck_assert_uint_eq(graph.depth, 0);
    limit(2);
    add(join(policy(1), policy(2), NOTHING));
    limit(1);
    cc_span two = join(mapping(1, 3), mapping(2, 4), NOTHING);
    ck_assert_int_eq(cc_policy_graph_map(&graph, two), CC_POLICY_BUDGET);
    ck_assert_int_eq(cc_policy_graph_unmap(&graph, two, &removed), CC_POLICY_BUDGET);
    /* What anyPolicy stands for is paid for, too. */
    limit(2);
    ck_assert_int_eq(cc_policy_graph_add(&graph, policy(ANY), true), CC_POLICY_BUDGET);
}
END_TEST

static bool build(struct cc_arena *arena)
{
    struct certcheck_policy_mapping removed;
    cc_span some = bytes(NULL, 0);
    for (unsigned i = 1; i < 120; i++)
        some = join(some, policy(i), NOTHING);
    return cc_policy_graph_begin(&graph, arena, &fixture.budget, 5) &&
           cc_policy_graph_add(&graph, some, true) == CC_POLICY_OK &&
           cc_policy_graph_map(&graph, join(mapping(1, 2), mapping(4, 5), NOTHING)) ==
               CC_POLICY_OK &&
           cc_policy_graph_add(&graph, policy(ANY), true) == CC_POLICY_OK &&
           cc_policy_graph_unmap(&graph, mapping(2, 3), &removed) == CC_POLICY_OK &&
           cc_policy_graph_policies(&graph, &set) == CC_POLICY_OK;
}

START_TEST(a_cap_on_memory_stops_it_anywhere)
{
    size_t cap = 1;
    for (bool built = false; !built; cap += 200) {
        struct cc_arena arena;
        cc_arena_init(&arena, cap);
        built = build(&arena);
        cc_arena_release(&arena);
        ck_assert_uint_lt(cap, 1000000);
    }
    ck_assert_uint_gt(cap, 10000);
    ck_assert_uint_eq(set.count, 117);
}
END_TEST

/* ---- sets ---- */

static struct cc_policy_set read(cc_span contents)
{
    struct cc_policy_set made;
    ck_assert_int_eq(cc_policy_set_read(&made, &fixture.arena, &fixture.budget, contents),
                     CC_POLICY_OK);
    return made;
}

static size_t restricted(cc_span contents, cc_span wanted)
{
    struct cc_policy_set from = read(contents);
    struct cc_policy_set by = read(wanted);
    ck_assert_int_eq(cc_policy_set_restrict(&set, &fixture.arena, &from, &by), CC_POLICY_OK);
    return set.count;
}

START_TEST(a_set_is_sorted_and_searched)
{
    struct cc_policy_set some = read(join(policy(3), policy(ANY), policy(1), NOTHING));
    ck_assert_uint_eq(some.count, 3);
    for (unsigned i = 0; i < 5; i++) {
        cc_span number = oid(i);
        number = cc_span_of(number.data + 2, number.length - 2);
        ck_assert_int_eq(cc_policy_set_find(&some, number) != NULL, i == ANY || i == 1 || i == 3);
    }
    struct cc_policy_set none = read(bytes(NULL, 0));
    ck_assert_ptr_null(cc_policy_set_find(&none, cc_policy_any()));
}
END_TEST

START_TEST(any_policy_stands_for_all_on_either_side)
{
    cc_span some = join(policy(1), policy(2), NOTHING);
    ck_assert_uint_eq(restricted(some, join(policy(2), policy(3), NOTHING)), 1);
    ck_assert_uint_eq(restricted(some, policy(ANY)), 2);
    ck_assert_uint_eq(restricted(some, join(policy(ANY), policy(3), NOTHING)), 2);
    ck_assert_uint_eq(restricted(policy(ANY), some), 2);
    ck_assert_uint_eq(restricted(policy(ANY), policy(ANY)), 1);
    ck_assert_uint_eq(restricted(bytes(NULL, 0), some), 0);
    ck_assert_uint_eq(restricted(some, bytes(NULL, 0)), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("policy_graph");
    TCase *cases = tcase_create("policy_graph");
    tcase_add_checked_fixture(cases, begin, fixture_end);
    tcase_add_test(cases, the_beginning_is_any_policy);
    tcase_add_test(cases, a_policy_that_stands_twice_has_one_node);
    tcase_add_test(cases, a_node_has_each_policy_that_was_mapped_to_it_as_a_parent);
    tcase_add_test(cases, any_policy_keeps_what_is_expected_and_itself);
    tcase_add_test(cases, any_policy_counts_only_where_it_is_allowed);
    tcase_add_test(cases, a_graph_that_is_null_stays_so_and_costs_nothing);
    tcase_add_test(cases, a_mapping_of_a_policy_that_only_any_policy_stands_for_makes_a_node);
    tcase_add_test(cases, mappings_of_and_to_any_policy_are_passed_over);
    tcase_add_test(cases, an_inhibited_mapping_takes_its_policy_away);
    tcase_add_test(cases, what_leads_nowhere_is_no_policy_of_the_path);
    tcase_add_test(cases, a_spent_budget_stops_before_the_work);
    tcase_add_test(cases, a_cap_on_memory_stops_it_anywhere);
    tcase_add_test(cases, a_set_is_sorted_and_searched);
    tcase_add_test(cases, any_policy_stands_for_all_on_either_side);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
