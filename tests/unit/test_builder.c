/* SPDX-License-Identifier: MIT */
/* The enumeration of paths: which come, in which order, and what cuts them off. */
#include "path/builder.h"
#include "support/fake_certificate.h"
#include "support/graph_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static struct cc_builder builder;
static const struct certcheck_certificate *unsound;

static enum cc_soundness sound(void *context, uint32_t node, enum cc_role role)
{
    (void)context;
    (void)role;
    return graph.nodes[node].certificate == unsound ? CC_UNSOUND : CC_SOUND;
}

static enum cc_soundness stop(void *context, uint32_t node, enum cc_role role)
{
    (void)context;
    (void)node;
    (void)role;
    return CC_SOUND_STOP;
}

static void set_up(void)
{
    graph_set_up();
    memset(&builder, 0, sizeof(builder));
    unsound = NULL;
}

static void begin(enum cc_search search, const struct certcheck_certificate *leaf)
{
    draw(leaf);
    builder.graph = &graph;
    builder.sound = sound;
    builder.max_depth = 10;
    cc_builder_start(&builder, search);
}

static size_t count_paths(void)
{
    struct cc_path path;
    size_t count = 0;
    while (cc_builder_next(&builder, &path) == CC_BUILD_PATH)
        count++;
    return count;
}

/* leaf <- a <- root, leaf <- a' <- root, a and a' with different keys */
static struct certcheck_certificate *draw_two_ways(void)
{
    put(&anchors, fake_ca("root", "root", 1, 1));
    put(&pool, fake_ca("a", "root", 2, 1));
    put(&pool, fake_ca("a", "root", 3, 1));
    return fake_leaf("leaf", "a", 9, 2);
}

START_TEST(every_path_comes_once)
{
    begin(CC_SEARCH_SOUND, draw_two_ways());
    ck_assert_uint_eq(count_paths(), 2);
    ck_assert(!builder.depth_hit);
}
END_TEST

START_TEST(refused_edge_cuts_off_what_is_above_it)
{
    struct cc_path path;
    put(&anchors, fake_ca("root", "root", 1, 1));
    put(&anchors, fake_ca("root", "root", 4, 4));
    put(&pool, fake_ca("a", "root", 2, 1));
    begin(CC_SEARCH_SOUND, fake_leaf("leaf", "a", 9, 3));
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_PATH);
    cc_builder_edge(&builder, 0)->state = CC_EDGE_REFUSED;
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_END);
}
END_TEST

START_TEST(refused_edge_further_up_does_too)
{
    struct cc_path path;
    put(&anchors, fake_ca("root", "root", 1, 1));
    put(&anchors, fake_ca("root", "root", 4, 4));
    put(&pool, fake_ca("b", "root", 2, 1));
    put(&pool, fake_ca("a", "b", 3, 2));
    begin(CC_SEARCH_SOUND, fake_leaf("leaf", "a", 9, 3));
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_PATH);
    ck_assert_uint_eq(path.length, 4);
    cc_builder_edge(&builder, 1)->state = CC_EDGE_REFUSED;
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_END);
}
END_TEST

START_TEST(refused_edge_to_an_anchor_cuts_off_what_is_above_the_anchor)
{
    struct cc_path path;
    put(&anchors, fake_ca("root", "root", 1, 1));
    put(&anchors, fake_ca("a", "root", 2, 1));
    begin(CC_SEARCH_SOUND, fake_leaf("leaf", "a", 9, 3));
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_PATH);
    ck_assert_uint_eq(path.length, 2);
    cc_builder_edge(&builder, 0)->state = CC_EDGE_REFUSED;
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_END);
}
END_TEST

/* Once no sound path was found, refused edges are followed to say what is wrong. */
START_TEST(refused_edge_cuts_off_nothing_where_any_path_is_wanted)
{
    struct cc_path path;
    put(&anchors, fake_ca("root", "root", 1, 1));
    put(&anchors, fake_ca("root", "root", 4, 4));
    put(&pool, fake_ca("a", "root", 2, 1));
    begin(CC_SEARCH_ANY, fake_leaf("leaf", "a", 9, 3));
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_PATH);
    cc_builder_edge(&builder, 0)->state = CC_EDGE_REFUSED;
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_PATH);
    ck_assert_uint_eq(path.length, 3);
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_END);
    cc_builder_start(&builder, CC_SEARCH_ANY);
    ck_assert_uint_eq(count_paths(), 2);
}
END_TEST

START_TEST(unsound_certificate_is_not_passed_through)
{
    struct certcheck_certificate *leaf = draw_two_ways();
    unsound = pool.entries[0].certificate;
    begin(CC_SEARCH_SOUND, leaf);
    ck_assert_uint_eq(count_paths(), 1);
    cc_builder_start(&builder, CC_SEARCH_ANY);
    ck_assert_uint_eq(count_paths(), 2);
}
END_TEST

START_TEST(stop_ends_the_enumeration)
{
    struct cc_path path;
    begin(CC_SEARCH_SOUND, draw_two_ways());
    builder.sound = stop;
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_STOPPED);
}
END_TEST

START_TEST(spent_budget_ends_the_enumeration)
{
    struct cc_path path;
    begin(CC_SEARCH_SOUND, draw_two_ways());
    budget.limit[CERTCHECK_BUDGET_CANDIDATES] = budget.used[CERTCHECK_BUDGET_CANDIDATES] + 1;
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_BUDGET);
    ck_assert(budget.spent[CERTCHECK_BUDGET_CANDIDATES]);
}
END_TEST

START_TEST(max_depth_counts_intermediates_that_are_not_self_issued)
{
    put(&anchors, fake_ca("root", "root", 1, 1));
    put(&pool, fake_ca("a", "a", 3, 1));
    put(&pool, fake_ca("a", "root", 1, 1));
    begin(CC_SEARCH_SOUND, fake_leaf("leaf", "a", 9, 3));
    builder.max_depth = 1;
    ck_assert_uint_eq(count_paths(), 2); /* through a alone, and through a's two certificates */
    builder.max_depth = 0;
    cc_builder_start(&builder, CC_SEARCH_SOUND);
    ck_assert_uint_eq(count_paths(), 0);
    ck_assert(builder.depth_hit);
}
END_TEST

START_TEST(max_depth_counts_all_intermediates)
{
    put(&anchors, fake_ca("root", "root", 1, 1));
    put(&pool, fake_ca("a", "b", 3, 2));
    put(&pool, fake_ca("b", "root", 2, 1));
    begin(CC_SEARCH_SOUND, fake_leaf("leaf", "a", 9, 3));
    builder.max_depth = 2;
    ck_assert_uint_eq(count_paths(), 1);
    builder.max_depth = 1;
    cc_builder_start(&builder, CC_SEARCH_SOUND);
    ck_assert_uint_eq(count_paths(), 0);
    ck_assert(builder.depth_hit);
}
END_TEST

START_TEST(dead_ends_are_where_no_candidate_is_left)
{
    struct cc_path path;
    put(&pool, fake_ca("a", "b", 2, 3));
    begin(CC_SEARCH_DEAD_ENDS, fake_leaf("leaf", "a", 9, 2));
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_PATH);
    ck_assert_uint_eq(path.length, 2);
    ck_assert(!path.anchored);
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_END);
}
END_TEST

START_TEST(dead_ends_do_not_lie_behind_another_key)
{
    static const uint8_t one[] = {1}, two[] = {2};
    struct cc_path path;
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    leaf->authority_key_identifier.has_key_identifier = true;
    leaf->authority_key_identifier.key_identifier = cc_span_of(one, 1);
    put(&pool, fake_ca("a", "b", 2, 3))->subject_key_identifier = cc_span_of(two, 1);
    begin(CC_SEARCH_DEAD_ENDS, leaf);
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_PATH);
    ck_assert_uint_eq(path.length, 1);
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_END);
}
END_TEST

START_TEST(a_new_start_forgets_the_limits_that_were_met)
{
    struct cc_path path;
    begin(CC_SEARCH_SOUND, draw_two_ways());
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_PATH);
    builder.depth_hit = builder.length_hit = true;
    cc_builder_start(&builder, CC_SEARCH_SOUND);
    ck_assert_uint_eq(count_paths(), 2);
    ck_assert(!builder.depth_hit);
    ck_assert(!builder.length_hit);
}
END_TEST

START_TEST(anchor_below_another_anchor_ends_a_path_and_leads_on)
{
    struct cc_path path;
    put(&anchors, fake_ca("root", "root", 1, 1));
    put(&anchors, fake_ca("a", "root", 2, 1));
    begin(CC_SEARCH_SOUND, fake_leaf("leaf", "a", 9, 2));
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_PATH);
    ck_assert_uint_eq(path.length, 2);
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_PATH);
    ck_assert_uint_eq(path.length, 3);
    ck_assert_int_eq(cc_path_role(&path, 1), CC_ROLE_INTERMEDIATE);
    ck_assert_int_eq(cc_builder_next(&builder, &path), CC_BUILD_END);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("builder");
    TCase *tests = tcase_create("builder");
    tcase_add_checked_fixture(tests, set_up, graph_tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, every_path_comes_once);
    tcase_add_test(tests, refused_edge_cuts_off_what_is_above_it);
    tcase_add_test(tests, refused_edge_further_up_does_too);
    tcase_add_test(tests, refused_edge_to_an_anchor_cuts_off_what_is_above_the_anchor);
    tcase_add_test(tests, refused_edge_cuts_off_nothing_where_any_path_is_wanted);
    tcase_add_test(tests, unsound_certificate_is_not_passed_through);
    tcase_add_test(tests, stop_ends_the_enumeration);
    tcase_add_test(tests, spent_budget_ends_the_enumeration);
    tcase_add_test(tests, max_depth_counts_intermediates_that_are_not_self_issued);
    tcase_add_test(tests, max_depth_counts_all_intermediates);
    tcase_add_test(tests, dead_ends_are_where_no_candidate_is_left);
    tcase_add_test(tests, dead_ends_do_not_lie_behind_another_key);
    tcase_add_test(tests, a_new_start_forgets_the_limits_that_were_met);
    tcase_add_test(tests, anchor_below_another_anchor_ends_a_path_and_leads_on);
    return run_suite(suite);
}
