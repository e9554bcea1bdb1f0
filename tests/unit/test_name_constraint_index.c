/* SPDX-License-Identifier: MIT */
/* lib/check/name_constraint_index.c: many constraints and many names. */
#include "check/name_constraint_index.h"
#include "support/check_fixture.h"
#include "support/der_writer.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdio.h>

/* ---- lists of names ---- */

static cc_span take(struct der_writer *writer)
{
    cc_span copy = bytes(writer_span(writer).data, writer_span(writer).length);
    writer_release(writer);
    return copy;
}

/* GeneralNames of a kind, the format's %zu counted up; or subtrees of them. */
static cc_span many(size_t count, unsigned kind, const char *format, bool subtrees)
{
    struct der_writer writer = {0};
    for (size_t i = 0; i < count; i++) {
        char name[64];
        snprintf(name, sizeof(name), format, i);
        if (subtrees)
            writer_begin(&writer, CC_DER_SEQUENCE);
        writer_text(&writer, CC_DER_CONTEXT(kind), name);
        if (subtrees)
            writer_end(&writer);
    }
    return take(&writer);
}

/* 10.x.y.host, or the networks of 256 addresses with a mask. */
static cc_span many_addresses(size_t count, uint8_t host, bool networks)
{
    struct der_writer writer = {0};
    for (size_t i = 0; i < count; i++) {
        uint8_t octets[8] = {10, (uint8_t)(i / 256), (uint8_t)i, host, 255, 255, 255, 0};
        cc_span address = cc_span_of(octets, networks ? 8 : 4);
        if (networks)
            writer_begin(&writer, CC_DER_SEQUENCE);
        writer_value(&writer, CC_DER_CONTEXT(7), address);
        if (networks)
            writer_end(&writer);
    }
    return take(&writer);
}

static cc_span many_directories(size_t count, const char *format, bool subtrees)
{
    struct der_writer writer = {0};
    for (size_t i = 0; i < count; i++) {
        char name[64];
        snprintf(name, sizeof(name), format, i);
        if (subtrees)
            writer_begin(&writer, CC_DER_SEQUENCE);
        writer_begin(&writer, CC_DER_CONTEXT_CONSTRUCTED(4));
        writer_name(&writer, name);
        writer_end(&writer);
        if (subtrees)
            writer_end(&writer);
    }
    return take(&writer);
}

static cc_span said_again(cc_span one, size_t times)
{
    struct der_writer writer = {0};
    for (size_t i = 0; i < times; i++)
        writer_raw(&writer, one);
    return take(&writer);
}

/* ---- asking ---- */

static uint64_t used(void)
{
    return fixture.budget.used[CERTCHECK_BUDGET_NAME_CONSTRAINTS];
}

struct outcome {
    size_t permitted;
    size_t excluded;
    size_t neither;
};

/* Asks for all names; fails when the budget does not suffice. */
static struct outcome ask(cc_span names, cc_span permitted, cc_span excluded)
{
    struct certcheck_name_constraints constraints = {.permitted = permitted, .excluded = excluded};
    struct cc_name_index index;
    struct outcome outcome = {0};
    fixture.budget.used[CERTCHECK_BUDGET_NAME_CONSTRAINTS] = 0;
    ck_assert_int_eq(cc_name_index_build(&index, &constraints, &fixture.budget),
                     CC_NAME_INDEX_DONE);
    struct certcheck_general_name name;
    while (certcheck_next_general_name(&names, &name)) {
        struct cc_constrained_name read;
        struct cc_name_match match;
        ck_assert_int_eq(cc_constrained_name_read(&read, &name), CC_CONSTRAINED_NAME_READ);
        ck_assert_int_eq(cc_name_index_find(&index, &read, false, &match), CC_NAME_INDEX_DONE);
        outcome.permitted += match.is_permitted && !match.is_excluded;
        outcome.excluded += match.is_excluded;
        outcome.neither += !match.is_permitted && !match.is_excluded;
    }
    cc_name_index_release(&index);
    return outcome;
}

/* 1,000 of the names are permitted, 10 others not; all constraints and names are looked at about
 * once. */
static void expect_linear(cc_span good, cc_span bad, cc_span permitted, cc_span excluded)
{
    struct outcome outcome = ask(join(good, bad, NOTHING), permitted, excluded);
    ck_assert_uint_eq(outcome.permitted, 1000);
    ck_assert_uint_eq(outcome.neither, 10);
    ck_assert_uint_ge(used(), 2000 + 1000);
    ck_assert_uint_le(used(), 3 * (2000 + 1000));
    outcome = ask(good, NOTHING, permitted);
    ck_assert_uint_eq(outcome.excluded, 1000);
}

START_TEST(work_for_host_names_is_linear)
{
    expect_linear(many(1000, 2, "a%zu.test", false), many(10, 2, "b%zu.test", false),
                  many(1000, 2, "a%zu.test", true), many(1000, 2, "x%zu.test", true));
}
END_TEST

START_TEST(work_for_mailboxes_is_linear)
{
    cc_span good = many(1000, 1, "a%zu@b.test", false), bad = many(10, 1, "b%zu@b.test", false);
    expect_linear(good, bad, many(1000, 1, "a%zu@b.test", true), many(1000, 1, ".a%zu.test", true));
    good = many(1000, 1, "a@b%zu.test", false);
    bad = many(10, 1, "a@c%zu.test", false);
    expect_linear(good, bad, many(1000, 1, "b%zu.test", true), many(1000, 1, ".a%zu.test", true));
}
END_TEST

START_TEST(work_for_uris_is_linear)
{
    expect_linear(many(1000, 6, "x://y.a%zu.test/", false), many(10, 6, "x://a%zu.test", false),
                  many(1000, 6, ".a%zu.test", true), many(1000, 6, "b%zu.test", true));
}
END_TEST

START_TEST(work_for_addresses_is_linear)
{
    expect_linear(many_addresses(1000, 7, false), said_again(address("192.0.2.1"), 10),
                  many_addresses(1000, 0, true),
                  said_again(subtree(network("192.0.3.0", "255.255.255.0")), 1000));
}
END_TEST

START_TEST(work_for_directory_names_is_linear)
{
    expect_linear(many_directories(1000, "a%zu", false), many_directories(10, "b%zu", false),
                  many_directories(1000, "A%zu", true), many_directories(1000, "x%zu", true));
}
END_TEST

START_TEST(excluded_siblings_share_one_entry_for_wildcards)
{
    struct outcome outcome =
        ask(said_again(dns("*.test"), 1000), NOTHING, many(2000, 2, "a%zu.test", true));
    ck_assert_uint_eq(outcome.excluded, 1000);
    ck_assert_uint_le(used(), 12000);
}
END_TEST

START_TEST(constraint_said_a_thousand_times_is_compared_once)
{
    ask(many(1000, 2, "b%zu.test", false), NOTHING, said_again(subtree(dns("test")), 1000));
    ck_assert_uint_le(used(), 5000);
}
END_TEST

/* ---- limits ---- */

START_TEST(constraints_beyond_the_index_hold_too)
{
    cc_span last = subtree(dns("b.test")), many_others = many(3000, 2, "x%zu.test", true);
    cc_span beyond = join(many_others, last, NOTHING);
    ck_assert_uint_eq(ask(dns("b.test"), beyond, NOTHING).permitted, 1);
    ck_assert_uint_eq(ask(dns("c.test"), beyond, NOTHING).neither, 1);
    ck_assert_uint_eq(ask(dns("b.test"), NOTHING, beyond).excluded, 1);
    ck_assert_uint_eq(ask(dns("*.test"), NOTHING, beyond).excluded, 1);
    ck_assert_uint_eq(ask(dns("b.test"), many_others, last).excluded, 1);
    beyond = join(many_others, subtree(directory("b")), NOTHING);
    ck_assert_uint_eq(ask(directory("b"), beyond, NOTHING).permitted, 1);
    ck_assert_uint_eq(ask(directory("b"), NOTHING, beyond).excluded, 1);
    beyond = join(many_others, subtree(network("192.0.2.0", "255.255.255.0")), NOTHING);
    ck_assert_uint_eq(ask(address("192.0.2.1"), beyond, NOTHING).permitted, 1);
    ck_assert_uint_eq(ask(address("192.0.2.1"), NOTHING, beyond).excluded, 1);
}
END_TEST

START_TEST(what_lies_beyond_is_paid_for_with_each_name)
{
    ask(said_again(dns("c.test"), 10), NOTHING, many(CC_NAME_INDEX_MAX, 2, "x%zu.test", true));
    ck_assert_uint_le(used(), 3 * CC_NAME_INDEX_MAX);
    ask(said_again(dns("c.test"), 10), NOTHING,
        many(CC_NAME_INDEX_MAX + 1000, 2, "x%zu.test", true));
    ck_assert_uint_ge(used(), CC_NAME_INDEX_MAX + 1000 + 10 * 1000);
}
END_TEST

/* 2,000 x 1,000 is judged. */
START_TEST(a_path_with_many_constraints_and_names_is_judged)
{
    struct certcheck_certificate *leaf = make_certificate("leaf"), *root = make_authority("root");
    make_constraints(root, many(1000, 2, "a%zu.test", true), many(1000, 2, "x%zu.test", true));
    make_alternative_names(leaf, many(1000, 2, "a%zu.test", false));
    struct cc_path path = make_path(leaf, root, NULL);
    cc_check_name_constraints(&fixture.check, &path);
    expect_nothing();
    ck_assert_uint_le(used(), 10000);

    leaf->subject_alt_name = join(leaf->subject_alt_name, dns("b.x7.test"), NOTHING);
    cc_check_name_constraints(&fixture.check, &path);
    expect_text(expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_EXCLUDED, 0), "constraint",
                "DNS:x7.test");
}
END_TEST

START_TEST(a_path_with_too_many_is_not_judged)
{
    struct certcheck_certificate *leaf = make_certificate("leaf"), *root = make_authority("root");
    make_constraints(root, NOTHING, many(4096, 2, "x%zu.test", true));
    make_alternative_names(leaf, many(1000, 2, "a%zu.test", false));
    struct cc_path path = make_path(leaf, root, NULL);
    cc_check_name_constraints(&fixture.check, &path);
    expect_only(CERTCHECK_FINDING_BUDGET_SPENT, CERTCHECK_NO_INDEX);
}
END_TEST

/* One SmtpUTF8Mailbox under a constraint on hosts. */
static uint64_t cost_of_mailbox(const char *text)
{
    cc_span type = OCTETS(0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, 0x09);
    cc_span value = der(0xA0, der(0x0C, cc_span_text(text)));
    struct certcheck_certificate *leaf = make_certificate("leaf"), *root = make_authority("root");
    make_constraints(root, subtree(mailbox("")), NOTHING);
    make_alternative_names(leaf, der(0xA0, join(type, value, NOTHING)));
    struct cc_path path = make_path(leaf, root, NULL);
    fixture.budget.used[CERTCHECK_BUDGET_NAME_CONSTRAINTS] = 0;
    cc_check_name_constraints(&fixture.check, &path);
    expect_nothing();
    return used();
}

START_TEST(u_labels_are_dear)
{
    ck_assert_uint_le(cost_of_mailbox("\xC3\xA9@b.test"), 5);
    ck_assert_uint_ge(cost_of_mailbox("a@\xC3\xA9.test"), 200);
}
END_TEST

START_TEST(building_stops_with_the_budget)
{
    struct certcheck_name_constraints constraints = {.excluded = many(10, 2, "x%zu.test", true)};
    struct cc_name_index index;
    fixture.budget.limit[CERTCHECK_BUDGET_NAME_CONSTRAINTS] = 9;
    ck_assert_int_eq(cc_name_index_build(&index, &constraints, &fixture.budget),
                     CC_NAME_INDEX_BUDGET);
    cc_name_index_release(&index);
    ck_assert_uint_eq(used(), 9);
}
END_TEST

/* Reading them is paid for; looking at the first once more, for the sake of the second, is not.
 * What is left would do for names of any other kind. */
START_TEST(building_stops_with_the_budget_where_constraints_share_a_bucket)
{
    char host[250];
    memset(host, 'a', sizeof host - 1);
    for (size_t i = 49; i < sizeof host - 1; i += 50)
        host[i] = '.';
    host[sizeof host - 1] = '\0';
    cc_span one = subtree(dns(host)), both = join(one, one, NOTHING);
    uint64_t units = cc_name_index_units(one);
    ck_assert_uint_gt(units, 3);
    for (int excluded = 0; excluded <= 1; excluded++) {
        struct certcheck_name_constraints constraints = {0};
        struct cc_name_index index;
        *(excluded ? &constraints.excluded : &constraints.permitted) = both;
        fixture.budget.used[CERTCHECK_BUDGET_NAME_CONSTRAINTS] = 0;
        fixture.budget.limit[CERTCHECK_BUDGET_NAME_CONSTRAINTS] = 3 * units - 2;
        ck_assert_int_eq(cc_name_index_build(&index, &constraints, &fixture.budget),
                         CC_NAME_INDEX_BUDGET);
        cc_name_index_release(&index);
        fixture.budget.used[CERTCHECK_BUDGET_NAME_CONSTRAINTS] = 0;
        fixture.budget.limit[CERTCHECK_BUDGET_NAME_CONSTRAINTS] = 100;
        ck_assert_int_eq(cc_name_index_build(&index, &constraints, &fixture.budget),
                         CC_NAME_INDEX_DONE);
        cc_name_index_release(&index);
    }
}
END_TEST

START_TEST(building_without_memory_is_told_apart)
{
    struct certcheck_name_constraints constraints = {.excluded = many(10, 2, "x%zu.test", true)};
    for (size_t n = 1; n <= 2; n++) {
        struct cc_name_index index;
        failing_alloc_at(n);
        ck_assert_int_eq(cc_name_index_build(&index, &constraints, &fixture.budget),
                         CC_NAME_INDEX_NO_MEMORY);
        cc_name_index_release(&index);
    }
}
END_TEST

/* ---- what holds ---- */

START_TEST(kind_without_permitted_subtrees_is_permitted)
{
    ck_assert_uint_eq(ask(dns("a.test"), subtree(mailbox("b.test")), NOTHING).permitted, 1);
    ck_assert_uint_eq(ask(dns("a.test"), NOTHING, subtree(dns("b.test"))).permitted, 1);
    ck_assert_uint_eq(ask(dns("a.test"), subtree(dns("b.test")), NOTHING).neither, 1);
}
END_TEST

START_TEST(forms_are_told_apart)
{
    ck_assert_uint_eq(ask(mailbox("a@b.test"), subtree(mailbox(".b.test")), NOTHING).neither, 1);
    ck_assert_uint_eq(ask(mailbox("a@c.b.test"), subtree(mailbox("b.test")), NOTHING).neither, 1);
    ck_assert_uint_eq(ask(uri("x://b.test"), subtree(uri(".b.test")), NOTHING).neither, 1);
    ck_assert_uint_eq(ask(dns("b.test"), subtree(dns(".b.test")), NOTHING).neither, 1);
    ck_assert_uint_eq(ask(dns("c.b.test"), subtree(dns(".b.test")), NOTHING).permitted, 1);
    ck_assert_uint_eq(ask(dns("b.test"), subtree(dns("")), NOTHING).permitted, 1);
    ck_assert_uint_eq(ask(mailbox("a@b.test"), NOTHING, subtree(mailbox(""))).excluded, 1);
    ck_assert_uint_eq(ask(uri("x://b.test"), NOTHING, subtree(uri(""))).excluded, 1);
}
END_TEST

START_TEST(networks_of_different_lengths_hold)
{
    cc_span wide = subtree(network("10.0.0.0", "255.0.0.0"));
    cc_span narrow = subtree(network("10.1.2.4", "255.255.255.252"));
    ck_assert_uint_eq(ask(address("10.1.2.7"), wide, narrow).excluded, 1);
    ck_assert_uint_eq(ask(address("10.1.2.8"), wide, narrow).permitted, 1);
    ck_assert_uint_eq(ask(address("11.1.2.7"), wide, narrow).neither, 1);
    cc_span one = subtree(network("10.1.2.8", "255.255.255.255"));
    ck_assert_uint_eq(ask(address("10.1.2.8"), wide, one).excluded, 1);
    ck_assert_uint_eq(ask(address("10.1.2.9"), wide, one).permitted, 1);
    cc_span all = subtree(network("::", "::"));
    ck_assert_uint_eq(ask(address("2001:db8::1"), NOTHING, all).excluded, 1);
    ck_assert_uint_eq(ask(address("10.0.0.1"), NOTHING, all).permitted, 1);
}
END_TEST

START_TEST(mapped_addresses_are_excluded_with_those_of_ipv4)
{
    cc_span wide = subtree(network("10.0.0.0", "255.0.0.0"));
    ck_assert_uint_eq(ask(address("::ffff:10.1.2.3"), NOTHING, wide).excluded, 1);
    ck_assert_uint_eq(ask(address("::ffff:11.1.2.3"), NOTHING, wide).permitted, 1);
    ck_assert_uint_eq(ask(address("::10.1.2.3"), NOTHING, wide).permitted, 1);
    ck_assert_uint_eq(ask(address("::ffff:10.1.2.3"), wide, NOTHING).neither, 1);
    cc_span own = subtree(network("::ffff:0:0", "ffff:ffff:ffff:ffff:ffff:ffff::"));
    ck_assert_uint_eq(ask(address("::ffff:10.1.2.3"), NOTHING, own).excluded, 1);
    ck_assert_uint_eq(ask(address("10.1.2.3"), NOTHING, own).permitted, 1);
}
END_TEST

START_TEST(constraint_with_a_flaw_neither_permits_nor_excludes)
{
    ck_assert_uint_eq(ask(dns("a.test"), subtree(dns("a..test")), NOTHING).neither, 1);
    ck_assert_uint_eq(ask(dns("a.test"), NOTHING, subtree(dns("a.test."))).permitted, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name_constraint_index");
    TCase *cases = tcase_create("name_constraint_index");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, work_for_host_names_is_linear);
    tcase_add_test(cases, work_for_mailboxes_is_linear);
    tcase_add_test(cases, work_for_uris_is_linear);
    tcase_add_test(cases, work_for_addresses_is_linear);
    tcase_add_test(cases, work_for_directory_names_is_linear);
    tcase_add_test(cases, excluded_siblings_share_one_entry_for_wildcards);
    tcase_add_test(cases, constraint_said_a_thousand_times_is_compared_once);
    tcase_add_test(cases, constraints_beyond_the_index_hold_too);
    tcase_add_test(cases, what_lies_beyond_is_paid_for_with_each_name);
    tcase_add_test(cases, a_path_with_many_constraints_and_names_is_judged);
    tcase_add_test(cases, a_path_with_too_many_is_not_judged);
    tcase_add_test(cases, u_labels_are_dear);
    tcase_add_test(cases, building_stops_with_the_budget);
    tcase_add_test(cases, building_stops_with_the_budget_where_constraints_share_a_bucket);
    tcase_add_test(cases, building_without_memory_is_told_apart);
    tcase_add_test(cases, kind_without_permitted_subtrees_is_permitted);
    tcase_add_test(cases, forms_are_told_apart);
    tcase_add_test(cases, networks_of_different_lengths_hold);
    tcase_add_test(cases, mapped_addresses_are_excluded_with_those_of_ipv4);
    tcase_add_test(cases, constraint_with_a_flaw_neither_permits_nor_excludes);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
