/* SPDX-License-Identifier: MIT */
/* lib/check/policies.c: against RFC 5280's own tree, and against paths that are made to explode. */
#include "support/check_fixture.h"
#include "support/failing_alloc.h"
#include "support/policy_path.h"
#include "support/run_suite.h"

#include <check.h>

#define RANDOM_PATHS 10000
#define DEPTH 100 /* certificates of a path that is made to explode */

static struct cc_policy_sets sets;

static void begin(void)
{
    fixture_begin();
    sets = (struct cc_policy_sets){0};
    fixture.check.policy_sets = &sets;
}

/* Forgets the certificates, too. */
static void again(void)
{
    cc_arena_release(&fixture.arena);
    fixture_again();
    sets = (struct cc_policy_sets){0};
    fixture.check.policy_sets = &sets;
}

/* ---- random paths ---- */

static uint32_t seed;

static unsigned any_below(unsigned limit)
{
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 10) % limit;
}

static bool once_in(unsigned times)
{
    return any_below(times) == 0;
}

static int skip_certs(void)
{
    return once_in(4) ? (int)any_below(4) : -1;
}

static void random_certificate(struct tree_certificate *c)
{
    *c = (struct tree_certificate){.self_issued = once_in(5), .has_policies = !once_in(12)};
    c->policies = 1 + any_below((1U << TREE_POLICIES) - 1);
    for (unsigned policy = 1; policy < TREE_POLICIES; policy++)
        if (once_in(3))
            c->mapped[policy] = (1 + any_below((1U << (TREE_POLICIES - 1)) - 1)) << 1;
    c->require_explicit = skip_certs();
    c->inhibit_mapping = skip_certs();
    c->inhibit_any = skip_certs();
}

static void random_path(struct tree_path *path)
{
    *path = (struct tree_path){
        .explicit_policy = once_in(2), .mapping_inhibit = once_in(8), .any_inhibit = once_in(8)};
    path->initial = once_in(2) ? TREE_SET(TREE_ANY) : 1 + any_below((1U << TREE_POLICIES) - 1);
    path->count = 1 + any_below(TREE_PATH_MAX - 1);
    for (unsigned i = 0; i < path->count; i++)
        random_certificate(&path->certificates[i]);
}

START_TEST(the_graph_says_what_the_tree_of_rfc_5280_says)
{
    unsigned valid = 0;
    unsigned with_policies = 0;
    seed = 1;
    for (int i = 0; i < RANDOM_PATHS; i++) {
        struct tree_path path;
        again();
        random_path(&path);
        policy_path_ask(&path);
        struct tree_result expected = policy_tree(&path);
        struct tree_result actual = policy_path_judge(&path);
        ck_assert_msg(actual.valid == expected.valid, "path %d: valid %d, not %d", i, actual.valid,
                      expected.valid);
        if (!expected.valid)
            continue;
        ck_assert_msg(actual.user == expected.user && actual.authority == expected.authority,
                      "path %d: policies %x of %x, not %x of %x", i, actual.user, actual.authority,
                      expected.user, expected.authority);
        valid++;
        with_policies += expected.user != 0;
    }
    /* Or nothing was compared. */
    ck_assert_uint_gt(valid, RANDOM_PATHS / 5);
    ck_assert_uint_lt(valid, RANDOM_PATHS - RANDOM_PATHS / 5);
    ck_assert_uint_gt(with_policies, RANDOM_PATHS / 20);
}
END_TEST

/* ---- paths that are made to explode ---- */

/* An authority with policies 1 to `count`, each mapped to each. */
static struct certcheck_certificate *multiplier(unsigned count)
{
    struct certcheck_certificate *c = make_authority("multiplier");
    uint8_t *policies = cc_arena_array(&fixture.arena, count, 7);
    uint8_t *mappings = cc_arena_array(&fixture.arena, (size_t)count * count, 12);
    ck_assert_ptr_nonnull(policies);
    ck_assert_ptr_nonnull(mappings);
    for (unsigned i = 0; i < count; i++) {
        memcpy(policies + 7 * i, der(0x30, policy_oid(i + 1)).data, 7);
        for (unsigned k = 0; k < count; k++)
            memcpy(mappings + 12 * (i * count + k), policy_mapping(i + 1, k + 1).data, 12);
    }
    make_policies(c, cc_span_of(policies, 7 * (size_t)count));
    make_mappings(c, cc_span_of(mappings, 12 * (size_t)count * count));
    return c;
}

static struct cc_path explosive(unsigned count)
{
    struct certcheck_certificate *c = multiplier(count);
    struct cc_path_step *steps = cc_arena_array(&fixture.arena, DEPTH + 1, sizeof(*steps));
    ck_assert_ptr_nonnull(steps);
    for (size_t i = 0; i < DEPTH; i++)
        steps[i] = (struct cc_path_step){c, ""};
    steps[DEPTH] = (struct cc_path_step){make_authority("anchor"), ""};
    return (struct cc_path){steps, DEPTH + 1, true};
}

START_TEST(mappings_that_double_with_every_certificate_are_judged)
{
    struct cc_path path = explosive(2);
    certcheck_policy_set_initial_explicit_policy(fixture.policy, true);
    cc_check_policies(&fixture.check, &path);
    expect_nothing();
    ck_assert_uint_eq(sets.user_count, 2);
    ck_assert_uint_lt(fixture.budget.used[CERTCHECK_BUDGET_POLICY_NODES], 1000);
}
END_TEST

START_TEST(mappings_that_multiply_by_twenty_are_judged)
{
    struct cc_path path = explosive(20);
    certcheck_policy_set_initial_explicit_policy(fixture.policy, true);
    cc_check_policies(&fixture.check, &path);
    expect_nothing();
    ck_assert_uint_eq(sets.user_count, 20);
    ck_assert(!fixture.budget.spent[CERTCHECK_BUDGET_POLICY_NODES]);
}
END_TEST

START_TEST(mappings_past_the_budget_spend_it)
{
    struct cc_path path = explosive(100);
    cc_check_policies(&fixture.check, &path);
    expect_text(expect_only(CERTCHECK_FINDING_BUDGET_SPENT, CERTCHECK_NO_INDEX), "budget",
                "policy-nodes");
    ck_assert(fixture.budget.spent[CERTCHECK_BUDGET_POLICY_NODES]);
    ck_assert_uint_eq(sets.user_count, 0);
}
END_TEST

/* Each certificate may hand its own policies on besides those of all above it. */
START_TEST(any_policy_does_not_let_the_graph_grow)
{
    struct cc_path path = explosive(2);
    struct certcheck_certificate *c =
        (struct certcheck_certificate *)(uintptr_t)path.steps[0].certificate;
    c->policies = join(c->policies, der(0x30, policy_oid(TREE_ANY)), NOTHING);
    cc_check_policies(&fixture.check, &path);
    expect_nothing();
    ck_assert_uint_eq(sets.authority_count, 3);
    ck_assert_uint_lt(fixture.budget.used[CERTCHECK_BUDGET_POLICY_NODES], 2000);
}
END_TEST

START_TEST(memory_may_run_out_at_any_point)
{
    bool ran_out = true;
    struct cc_path path = explosive(6);
    certcheck_policy_set_initial_explicit_policy(fixture.policy, true);
    fixture_again();
    struct cc_arena_mark mark = cc_arena_mark(&fixture.arena);
    size_t nth = 0, live = failing_alloc_live();
    while (ran_out) {
        sets = (struct cc_policy_sets){0};
        fixture.check.policy_sets = &sets;
        memset(fixture.budget.used, 0, sizeof(fixture.budget.used));
        failing_alloc_at(++nth);
        cc_check_policies(&fixture.check, &path);
        failing_alloc_at(0);
        ran_out = fixture.findings.no_memory;
        ck_assert(ran_out || sets.user_count == 6);
        cc_arena_rewind(&fixture.arena, &mark); /* to without the sets, which are kept there */
        fixture_again();
        ck_assert_uint_eq(failing_alloc_live(), live);
    }
    ck_assert_uint_gt(nth, 10);
}
END_TEST

/* ---- what the cases of testdata do not show ---- */

static struct certcheck_certificate *with_qualifiers(unsigned policy, uint8_t qualifier)
{
    struct certcheck_certificate *c = make_authority("qualified");
    cc_span info = der(
        0x30, join(OCTETS(0x06, 0x03, 0x88, 0x37, 0x63), OCTETS(0x04, 0x01, qualifier), NOTHING));
    make_policies(c, der(0x30, join(policy_oid(policy), der(0x30, info), NOTHING)));
    return c;
}

START_TEST(qualifiers_are_those_of_the_leaf)
{
    struct cc_path path =
        make_path(with_qualifiers(1, 7), with_qualifiers(1, 9), make_authority("anchor"), NULL);
    cc_check_policies(&fixture.check, &path);
    ck_assert_uint_eq(sets.user_count, 1);
    cc_span qualifiers = sets.user[0].qualifiers;
    ck_assert_uint_gt(qualifiers.length, 0);
    ck_assert_uint_eq(qualifiers.data[qualifiers.length - 1], 7);
}
END_TEST

START_TEST(qualifiers_of_any_policy_are_those_of_what_it_stands_for)
{
    ck_assert_int_eq(certcheck_policy_add_initial_policy(fixture.policy, "2.999.5"), CERTCHECK_OK);
    struct cc_path path = make_path(with_qualifiers(TREE_ANY, 7), with_qualifiers(TREE_ANY, 9),
                                    make_authority("anchor"), NULL);
    cc_check_policies(&fixture.check, &path);
    ck_assert_uint_eq(sets.user_count, 1);
    ck_assert_uint_eq(sets.user[0].policy.data[2], 5);
    ck_assert_uint_eq(sets.user[0].qualifiers.data[sets.user[0].qualifiers.length - 1], 7);
}
END_TEST

START_TEST(a_policy_that_is_required_and_tolerated_to_be_absent_leaves_the_rest)
{
    certcheck_policy_set_initial_explicit_policy(fixture.policy, true);
    ck_assert_int_eq(certcheck_policy_set_severity(
                         fixture.policy, CERTCHECK_FINDING_POLICY_REQUIRED, CERTCHECK_WARNING),
                     CERTCHECK_OK);
    again();
    struct certcheck_certificate *authority = make_authority("authority");
    make_mappings(authority, policy_mapping(TREE_ANY, 1));
    struct cc_path path =
        make_path(make_certificate("leaf"), authority, make_authority("anchor"), NULL);
    cc_check_policies(&fixture.check, &path);
    expect_text(expect_among(CERTCHECK_FINDING_POLICY_REQUIRED, 1), "requirer", "the caller");
    const struct cc_finding *finding = expect_among(CERTCHECK_FINDING_POLICY_MAPPING_INVALID, 1);
    expect_text(finding, "issuer_policy", "anyPolicy");
    expect_text(finding, "subject_policy", "2.999.1");
    ck_assert_uint_eq(fixture.findings.count, 2);
}
END_TEST

START_TEST(a_mapping_that_is_inhibited_names_who_did_it)
{
    struct certcheck_certificate *strict = make_authority("strict");
    make_policies(strict, der(0x30, policy_oid(1)));
    strict->policy_constraints.has_inhibit_mapping = true;
    struct certcheck_certificate *authority = make_authority("authority");
    make_policies(authority, der(0x30, policy_oid(1)));
    make_mappings(authority, policy_mapping(1, 2));
    struct certcheck_certificate *leaf = make_certificate("leaf");
    make_policies(leaf, der(0x30, policy_oid(2)));
    struct cc_path path = make_path(leaf, authority, strict, make_authority("anchor"), NULL);
    cc_check_policies(&fixture.check, &path);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_POLICY_MAPPING_INHIBITED, 1);
    expect_text(finding, "requirer", "CN=strict");
    expect_text(finding, "issuer_policy", "2.999.1");
}
END_TEST

START_TEST(any_policy_that_is_inhibited_names_who_did_it)
{
    struct certcheck_certificate *strict = make_authority("strict");
    make_policies(strict, der(0x30, policy_oid(1)));
    strict->has_inhibit_any_policy = true;
    struct certcheck_certificate *leaf = make_certificate("leaf");
    make_policies(leaf, der(0x30, policy_oid(TREE_ANY)));
    struct cc_path path = make_path(leaf, strict, make_authority("anchor"), NULL);
    cc_check_policies(&fixture.check, &path);
    expect_text(expect_only(CERTCHECK_FINDING_ANY_POLICY_INHIBITED, 0), "requirer", "CN=strict");
}
END_TEST

START_TEST(a_policy_that_is_not_accepted_is_told_with_those_that_are)
{
    ck_assert_int_eq(certcheck_policy_add_initial_policy(fixture.policy, "2.999.5"), CERTCHECK_OK);
    certcheck_policy_set_initial_explicit_policy(fixture.policy, true);
    struct certcheck_certificate *leaf = make_certificate("leaf");
    make_policies(leaf, der(0x30, policy_oid(1)));
    struct cc_path path = make_path(leaf, make_authority("anchor"), NULL);
    cc_check_policies(&fixture.check, &path);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_POLICY_NOT_ACCEPTED, 0);
    expect_text(finding, "expected", "2.999.5");
    expect_text(finding, "actual", "2.999.1");
}
END_TEST

START_TEST(invalid_mappings_are_told_once)
{
    struct certcheck_certificate *authority = make_authority("authority");
    make_policies(authority, der(0x30, policy_oid(1)));
    make_mappings(authority,
                  join(policy_mapping(TREE_ANY, 1), policy_mapping(1, TREE_ANY), NOTHING));
    struct cc_path path =
        make_path(make_certificate("leaf"), authority, make_authority("anchor"), NULL);
    cc_check_policies(&fixture.check, &path);
    expect_only(CERTCHECK_FINDING_POLICY_MAPPING_INVALID, 1);
}
END_TEST

/* Below a certificate without policies nothing changes that there are none. */
START_TEST(an_inhibited_mapping_does_not_take_the_blame_for_missing_policies)
{
    certcheck_policy_set_initial_policy_mapping_inhibit(fixture.policy, true);
    struct certcheck_certificate *authority = make_authority("authority");
    make_mappings(authority, policy_mapping(1, 2));
    struct certcheck_certificate *leaf = make_certificate("leaf");
    leaf->policy_constraints.has_require_explicit = true;
    struct cc_path path =
        make_path(leaf, authority, make_authority("without"), make_authority("anchor"), NULL);
    cc_check_policies(&fixture.check, &path);
    expect_among(CERTCHECK_FINDING_POLICY_REQUIRED, 2);
}
END_TEST

/* What an anchor says about what stands below it does not hold for itself. */
START_TEST(a_leaf_that_is_an_anchor_is_not_below_itself)
{
    struct certcheck_certificate *leaf = make_authority("leaf");
    leaf->has_inhibit_any_policy = true;
    make_policies(leaf, der(0x30, policy_oid(TREE_ANY)));
    struct cc_path path = make_path(leaf, NULL);
    cc_check_policies(&fixture.check, &path);
    expect_nothing();
}
END_TEST

START_TEST(a_finding_names_the_certificate_that_requires)
{
    struct certcheck_certificate *authority = make_authority("strict");
    make_policies(authority, der(0x30, policy_oid(2)));
    authority->policy_constraints.has_require_explicit = true;
    struct certcheck_certificate *leaf = make_certificate("leaf");
    make_policies(leaf, join(der(0x30, policy_oid(3)), der(0x30, policy_oid(1)), NOTHING));
    struct certcheck_certificate *strict_too = make_authority("strict, too");
    make_policies(strict_too, der(0x30, policy_oid(2)));
    strict_too->policy_constraints.has_require_explicit = true;
    struct cc_path path = make_path(leaf, strict_too, authority, make_authority("anchor"), NULL);
    cc_check_policies(&fixture.check, &path);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_POLICY_REQUIRED, 0);
    expect_text(finding, "requirer", "CN=strict");
    expect_text(finding, "actual", "2.999.3, 2.999.1");
    ck_assert_uint_eq(finding->offset, 300);
}
END_TEST

/* An arena for nothing: findings are only counted while certificates are looked at by themselves.
 */
START_TEST(without_room_for_sets_none_are_kept)
{
    struct cc_path path = make_path(with_qualifiers(1, 7), make_authority("anchor"), NULL);
    fixture.check.policy_sets = NULL;
    cc_check_policies(&fixture.check, &path);
    fixture.check.policy_sets = &sets;
    fixture.findings.arena = NULL;
    cc_check_policies(&fixture.check, &path);
    ck_assert_ptr_null(sets.user);
    expect_nothing();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("policies");
    TCase *cases = tcase_create("policies");
    tcase_add_checked_fixture(cases, begin, fixture_end);
    tcase_add_test(cases, the_graph_says_what_the_tree_of_rfc_5280_says);
    tcase_add_test(cases, mappings_that_double_with_every_certificate_are_judged);
    tcase_add_test(cases, mappings_that_multiply_by_twenty_are_judged);
    tcase_add_test(cases, mappings_past_the_budget_spend_it);
    tcase_add_test(cases, any_policy_does_not_let_the_graph_grow);
    tcase_add_test(cases, memory_may_run_out_at_any_point);
    tcase_add_test(cases, qualifiers_are_those_of_the_leaf);
    tcase_add_test(cases, qualifiers_of_any_policy_are_those_of_what_it_stands_for);
    tcase_add_test(cases, a_policy_that_is_required_and_tolerated_to_be_absent_leaves_the_rest);
    tcase_add_test(cases, a_mapping_that_is_inhibited_names_who_did_it);
    tcase_add_test(cases, any_policy_that_is_inhibited_names_who_did_it);
    tcase_add_test(cases, a_policy_that_is_not_accepted_is_told_with_those_that_are);
    tcase_add_test(cases, invalid_mappings_are_told_once);
    tcase_add_test(cases, an_inhibited_mapping_does_not_take_the_blame_for_missing_policies);
    tcase_add_test(cases, a_leaf_that_is_an_anchor_is_not_below_itself);
    tcase_add_test(cases, a_finding_names_the_certificate_that_requires);
    tcase_add_test(cases, without_room_for_sets_none_are_kept);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
