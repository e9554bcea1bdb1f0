/* SPDX-License-Identifier: MIT */
/* Which certificates names connect, in which order they are tried, and what reaches an anchor. */
#include "path/graph.h"
#include "support/failing_alloc.h"
#include "support/fake_certificate.h"
#include "support/graph_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static const struct cc_edge *edge_to(uint32_t node, const struct certcheck_certificate *issuer)
{
    ck_assert(cc_graph_open(&graph, node));
    for (uint32_t i = 0; i < graph.nodes[node].edge_count; i++)
        if (graph.nodes[node].edges[i].issuer == issuer)
            return &graph.nodes[node].edges[i];
    return NULL;
}

START_TEST(only_certificates_with_the_issuers_name_are_candidates)
{
    struct certcheck_certificate *a = put(&pool, fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *b = put(&pool, fake_ca("b", "root", 3, 1));
    draw(fake_leaf("leaf", "a", 9, 2));
    ck_assert_uint_eq(graph.node_count, 2);
    ck_assert_ptr_nonnull(edge_to(0, a));
    ck_assert_ptr_null(edge_to(0, b));
}
END_TEST

START_TEST(no_certificate_is_its_own_candidate)
{
    struct certcheck_certificate *self = put(&pool, fake_ca("a", "a", 2, 2));
    draw(self);
    ck_assert_uint_eq(graph.node_count, 1);
    ck_assert_uint_eq(graph.nodes[0].edge_count, 0);
}
END_TEST

START_TEST(only_what_leads_to_an_anchor_reaches_it)
{
    put(&anchors, fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *good = put(&pool, fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *lost = put(&pool, fake_ca("a", "lost too", 2, 1));
    put(&pool, fake_ca("lost too", "gone", 3, 1));
    draw(fake_leaf("leaf", "a", 9, 2));
    ck_assert(graph.nodes[0].reaches_anchor);
    ck_assert(graph.nodes[edge_to(0, good)->node].reaches_anchor);
    ck_assert(!graph.nodes[edge_to(0, lost)->node].reaches_anchor);
}
END_TEST

START_TEST(what_the_leaf_issued_reaches_nothing_through_it)
{
    struct certcheck_certificate *leaf = put(&pool, fake_leaf("leaf", "a", 9, 2));
    struct certcheck_certificate *issued = put(&pool, fake_ca("a", "leaf", 2, 9));
    draw(leaf);
    uint32_t node = edge_to(0, issued)->node;
    ck_assert_ptr_nonnull(edge_to(node, leaf));
    ck_assert(!graph.nodes[node].reaches_anchor);
    ck_assert(!graph.nodes[0].reaches_anchor);
}
END_TEST

START_TEST(anchors_then_key_identifiers_then_dates_decide_the_order)
{
    static const uint8_t one[] = {1}, two[] = {2};
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    struct certcheck_certificate *expected[] = {
        put(&anchors, fake_ca("a", "a", 6, 6)), put(&pool, fake_ca("a", "root", 2, 1)),
        put(&pool, fake_ca("a", "root", 2, 1)), put(&pool, fake_ca("a", "root", 2, 1)),
        put(&pool, fake_ca("a", "root", 2, 1)), put(&pool, fake_ca("a", "root", 2, 1)),
    };
    leaf->authority_key_identifier.has_key_identifier = true;
    leaf->authority_key_identifier.key_identifier = cc_span_of(one, 1);
    expected[0]->subject_key_identifier = cc_span_of(two, 1); /* an anchor all the same */
    expected[1]->subject_key_identifier = cc_span_of(one, 1);
    expected[1]->not_before = 1;
    expected[2]->subject_key_identifier = cc_span_of(one, 1); /* the same, but older */
    expected[3]->subject_key_identifier = cc_span_of(one, 1);
    expected[3]->not_before = 2;
    expected[3]->not_after = FAKE_NOW - 1; /* out of time */
    expected[5]->subject_key_identifier = cc_span_of(two, 1);
    draw(leaf);
    ck_assert(cc_graph_sort(&graph, 0));
    ck_assert_uint_eq(graph.nodes[0].edge_count, 6);
    for (size_t i = 0; i < 6; i++)
        ck_assert_msg(graph.nodes[0].edges[i].issuer == expected[i], "at place %zu", i);
}
END_TEST

START_TEST(budget_cuts_the_drawing_short_and_says_so)
{
    for (unsigned i = 0; i < 6; i++)
        put(&pool, fake_ca("a", "root", i, 1));
    budget.limit[CERTCHECK_BUDGET_CANDIDATES] = 11;
    draw(fake_leaf("leaf", "a", 9, 2));
    ck_assert(!graph.truncated);
    budget.used[CERTCHECK_BUDGET_CANDIDATES] = 0;
    budget.limit[CERTCHECK_BUDGET_CANDIDATES] = 10;
    draw(fake_leaf("leaf", "a", 9, 2));
    ck_assert(graph.truncated);
    ck_assert_uint_eq(graph.nodes[0].edge_count, 0);
}
END_TEST

static void begin_anew(struct certcheck_certificate *first, struct certcheck_certificate *second)
{
    cc_certificate_set_release(&pool);
    memset(&pool, 0, sizeof(pool));
    put(&pool, first);
    put(&pool, second);
    budget.used[CERTCHECK_BUDGET_CANDIDATES] = 0;
}

static const struct certcheck_certificate *last_met(struct certcheck_certificate *first,
                                                    struct certcheck_certificate *second,
                                                    const struct certcheck_certificate *leaf)
{
    begin_anew(first, second);
    put(&pool, fake_ca("left", "root", 3, 1));
    put(&pool, fake_ca("right", "root", 4, 1));
    draw(leaf);
    ck_assert(graph.truncated);
    ck_assert_uint_eq(graph.node_count, 4);
    return graph.nodes[3].certificate;
}

START_TEST(where_the_budget_ends_does_not_depend_on_the_order_given)
{
    /* It suffices to look for the issuers of one of the two. */
    budget.limit[CERTCHECK_BUDGET_CANDIDATES] = 6;
    struct certcheck_certificate *a = fake_ca("a", "left", 2, 3), *b = fake_ca("a", "right", 2, 4);
    const struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    const struct certcheck_certificate *met = last_met(a, b, leaf);
    ck_assert(certcheck_name_equal(met->subject, last_met(b, a, leaf)->subject));
}
END_TEST

START_TEST(where_the_budget_ends_what_is_in_time_comes_first)
{
    budget.limit[CERTCHECK_BUDGET_CANDIDATES] = 6;
    const struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    for (int late = 0; late <= 1; late++) {
        struct certcheck_certificate *a = fake_ca("a", "left", 2, 3);
        struct certcheck_certificate *b = fake_ca("a", "right", 2, 4);
        (late == 0 ? a : b)->not_after = FAKE_NOW - 1;
        cc_span in_time = late == 0 ? b->issuer : a->issuer;
        ck_assert(certcheck_name_equal(last_met(a, b, leaf)->subject, in_time));
        ck_assert(certcheck_name_equal(last_met(b, a, leaf)->subject, in_time));
    }
}
END_TEST

/* Which of the two has its issuer looked for. */
static const struct certcheck_certificate *expanded(struct certcheck_certificate *first,
                                                    struct certcheck_certificate *second,
                                                    const struct certcheck_certificate *leaf)
{
    begin_anew(first, second);
    put(&pool, fake_ca("root", "root", 3, 3));
    draw(leaf);
    ck_assert(graph.truncated);
    ck_assert_uint_eq(graph.nodes[1].edge_count + graph.nodes[2].edge_count, 1);
    return graph.nodes[graph.nodes[1].edge_count == 1 ? 1 : 2].certificate;
}

START_TEST(where_the_budget_ends_among_namesakes_does_not_depend_on_the_order_given)
{
    budget.limit[CERTCHECK_BUDGET_CANDIDATES] = 6;
    struct certcheck_certificate *a = fake_ca("a", "root", 4, 3), *b = fake_ca("a", "root", 5, 3);
    const struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 4);
    const struct certcheck_certificate *chosen = expanded(a, b, leaf);
    ck_assert_uint_eq(chosen->key.whole.data[0], expanded(b, a, leaf)->key.whole.data[0]);
}
END_TEST

/* A Name of one attribute that cannot be told from another by its first bytes. */
static cc_span long_name(uint8_t name[1018])
{
    static const uint8_t head[] = {0x30, 0x82, 0x03, 0xF6, 0x31, 0x82, 0x03, 0xF2, 0x30, 0x82, 0x03,
                                   0xEE, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0C, 0x82, 0x03, 0xE5};
    memset(name, 'x', 1018);
    memcpy(name, head, sizeof(head));
    return cc_span_of(name, 1018);
}

/* What it costs to find that the issuer of these names is a candidate. */
static uint64_t cost_of(cc_span issuer, cc_span subject)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    struct certcheck_certificate *a = fake_ca("a", "root", 2, 1);
    leaf->issuer = issuer;
    a->subject = subject;
    put(&pool, a);
    draw(leaf);
    ck_assert_ptr_nonnull(edge_to(0, a));
    return budget.used[CERTCHECK_BUDGET_CANDIDATES];
}

START_TEST(long_names_that_differ_in_bytes_cost_as_much_as_several_candidates)
{
    static uint8_t issuer[1018], subject[1018];
    cc_span name = long_name(issuer), other = long_name(subject);
    subject[1017] = 'X';
    ck_assert_uint_eq(cost_of(name, other), 1 + 2 * 1018 / 16);
}
END_TEST

START_TEST(names_of_the_same_bytes_cost_no_more)
{
    static uint8_t issuer[1018], subject[1018];
    ck_assert_uint_eq(cost_of(long_name(issuer), long_name(subject)), 1);
}
END_TEST

static uint32_t entity_of(const struct certcheck_certificate *certificate)
{
    return graph.nodes[edge_to(0, certificate)->node].entity;
}

START_TEST(same_subject_key_and_alternative_names_are_one_entity)
{
    static const uint8_t one[] = {1}, two[] = {2};
    /* None next to its like. */
    struct certcheck_certificate *a = put(&pool, fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *named = put(&pool, fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *other_key = put(&pool, fake_ca("a", "root", 3, 1));
    struct certcheck_certificate *renewed = put(&pool, fake_ca("a", "other", 2, 3));
    struct certcheck_certificate *other_name = put(&pool, fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *named_too = put(&pool, fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *upper_case = put(&pool, fake_ca("A", "root", 2, 1));
    named->subject_alt_name = named_too->subject_alt_name = cc_span_of(one, 1);
    other_name->subject_alt_name = cc_span_of(two, 1);
    draw(fake_leaf("leaf", "a", 9, 2));
    ck_assert_uint_eq(entity_of(a), entity_of(renewed));
    ck_assert_uint_eq(entity_of(a), entity_of(upper_case));
    ck_assert_uint_eq(entity_of(named), entity_of(named_too));
    ck_assert_uint_ne(entity_of(a), entity_of(other_key));
    ck_assert_uint_ne(entity_of(a), entity_of(named));
    ck_assert_uint_ne(entity_of(named), entity_of(other_name));
    ck_assert_uint_ne(entity_of(a), graph.nodes[0].entity);
}
END_TEST

/* leaf <- other <- renewed, where renewed is the leaf once more. */
static void expect_renewed_leaf(const char *subject, const char *other)
{
    graph_tear_down();
    graph_set_up();
    put(&pool, fake_ca(other, subject, 2, 2));
    struct certcheck_certificate *renewed = put(&pool, fake_ca(subject, "root", 2, 1));
    draw(fake_leaf(subject, other, 2, 2));
    ck_assert_uint_eq(graph.node_count, 3);
    ck_assert_ptr_eq(graph.nodes[2].certificate, renewed);
    ck_assert_uint_eq(graph.nodes[2].entity, graph.nodes[0].entity);
    ck_assert_uint_ne(graph.nodes[1].entity, graph.nodes[0].entity);
}

START_TEST(the_leaf_is_one_entity_with_its_like_further_up)
{
    expect_renewed_leaf("a", "b");
    expect_renewed_leaf("b", "a");
}
END_TEST

START_TEST(certificate_that_is_met_twice_is_one_node)
{
    put(&anchors, fake_ca("root", "root", 1, 1));
    put(&pool, fake_ca("a", "root", 2, 1));
    put(&pool, fake_ca("a", "root", 3, 1));
    draw(fake_leaf("leaf", "a", 9, 2));
    ck_assert_uint_eq(graph.node_count, 4);
}
END_TEST

START_TEST(names_in_other_bytes_lead_to_the_same_nodes)
{
    put(&anchors, fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *one = put(&pool, fake_ca("a", "b", 2, 4));
    struct certcheck_certificate *two = put(&pool, fake_ca("a", "B", 3, 4));
    struct certcheck_certificate *b = put(&pool, fake_ca("b", "root", 4, 1));
    draw(fake_leaf("leaf", "a", 9, 2));
    ck_assert_uint_eq(graph.node_count, 5);
    uint32_t first = edge_to(0, one)->node, second = edge_to(0, two)->node;
    ck_assert_uint_eq(edge_to(first, b)->node, edge_to(second, b)->node);
    ck_assert(graph.nodes[first].reaches_anchor && graph.nodes[second].reaches_anchor);
}
END_TEST

START_TEST(leaf_that_is_an_anchor_reaches_one)
{
    struct certcheck_certificate *leaf = put(&anchors, fake_leaf("leaf", "a", 9, 2));
    draw(leaf);
    ck_assert(graph.nodes[0].anchor);
    ck_assert(graph.nodes[0].reaches_anchor);
}
END_TEST

START_TEST(failed_allocation_is_reported)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    put(&anchors, fake_ca("root", "root", 1, 1));
    put(&pool, fake_ca("a", "root", 2, 1));
    failing_alloc_at(1);
    ck_assert_int_eq(cc_graph_init(&graph, &arena, &budget, &anchors, &pool, leaf, FAKE_NOW),
                     CERTCHECK_NO_MEMORY);
    failing_alloc_at(0);
}
END_TEST

/* Whatever it is that an arena has no room for. */
START_TEST(an_arena_that_is_too_small_is_reported)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    put(&anchors, fake_ca("root", "root", 1, 1));
    for (unsigned i = 0; i < 9; i++)
        put(&pool, fake_ca("a", "root", 2, i));
    enum certcheck_status status = CERTCHECK_NO_MEMORY;
    size_t room = 1;
    for (; room < 100000 && status == CERTCHECK_NO_MEMORY; room += 8) {
        cc_arena_release(&arena);
        cc_arena_init(&arena, room);
        memset(budget.used, 0, sizeof(budget.used));
        status = cc_graph_init(&graph, &arena, &budget, &anchors, &pool, leaf, FAKE_NOW);
    }
    ck_assert_int_eq(status, CERTCHECK_OK);
    ck_assert_uint_gt(room, 1000);
    ck_assert_uint_eq(graph.node_count, 11);
    ck_assert(graph.nodes[0].reaches_anchor);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("graph");
    TCase *tests = tcase_create("graph");
    tcase_add_checked_fixture(tests, graph_set_up, graph_tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, only_certificates_with_the_issuers_name_are_candidates);
    tcase_add_test(tests, no_certificate_is_its_own_candidate);
    tcase_add_test(tests, only_what_leads_to_an_anchor_reaches_it);
    tcase_add_test(tests, what_the_leaf_issued_reaches_nothing_through_it);
    tcase_add_test(tests, anchors_then_key_identifiers_then_dates_decide_the_order);
    tcase_add_test(tests, budget_cuts_the_drawing_short_and_says_so);
    tcase_add_test(tests, where_the_budget_ends_does_not_depend_on_the_order_given);
    tcase_add_test(tests, where_the_budget_ends_among_namesakes_does_not_depend_on_the_order_given);
    tcase_add_test(tests, where_the_budget_ends_what_is_in_time_comes_first);
    tcase_add_test(tests, long_names_that_differ_in_bytes_cost_as_much_as_several_candidates);
    tcase_add_test(tests, names_of_the_same_bytes_cost_no_more);
    tcase_add_test(tests, same_subject_key_and_alternative_names_are_one_entity);
    tcase_add_test(tests, the_leaf_is_one_entity_with_its_like_further_up);
    tcase_add_test(tests, certificate_that_is_met_twice_is_one_node);
    tcase_add_test(tests, names_in_other_bytes_lead_to_the_same_nodes);
    tcase_add_test(tests, leaf_that_is_an_anchor_reaches_one);
    tcase_add_test(tests, failed_allocation_is_reported);
    tcase_add_test(tests, an_arena_that_is_too_small_is_reported);
    return run_suite(suite);
}
