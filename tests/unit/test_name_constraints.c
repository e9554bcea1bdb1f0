/* SPDX-License-Identifier: MIT */
/* lib/check/name_constraints.c and its kinds: names below an authority that constrains them. */
#include "support/check_fixture.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>

static struct certcheck_certificate *leaf, *intermediate, *root;

/* leaf -> intermediate -> root, and the root constrains. */
static void check_names(cc_span names, cc_span permitted, cc_span excluded)
{
    fixture_again();
    leaf = make_certificate("leaf");
    intermediate = make_authority("intermediate");
    root = make_authority("root");
    if (names.data)
        make_alternative_names(leaf, names);
    make_constraints(root, permitted, excluded);
    struct cc_path path = make_path(leaf, intermediate, root, NULL);
    cc_check_name_constraints(&fixture.check, &path);
}

static void expect_fine(cc_span names, cc_span permitted, cc_span excluded)
{
    check_names(names, permitted, excluded);
    expect_nothing();
}

static const struct cc_finding *expect_excluded(cc_span names, cc_span constraint)
{
    check_names(names, NOTHING, subtree(constraint));
    return expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_EXCLUDED, 0);
}

static const struct cc_finding *expect_not_permitted(cc_span names, cc_span constraint)
{
    check_names(names, subtree(constraint), NOTHING);
    return expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_NOT_PERMITTED, 0);
}

/* ---- host names ---- */

START_TEST(dns_constraint_permits_itself_and_what_is_below)
{
    cc_span permitted = subtree(dns("Example.com"));
    expect_fine(dns("example.com"), permitted, NOTHING);
    expect_fine(dns("a.b.EXAMPLE.com"), permitted, NOTHING);
}
END_TEST

START_TEST(dns_constraint_refuses_sibling)
{
    const struct cc_finding *finding = expect_not_permitted(dns("other.test"), dns("example.com"));
    expect_text(finding, "name", "DNS:other.test");
    expect_text(finding, "issuer", "CN=root");
}
END_TEST

START_TEST(dns_constraint_excludes_itself_and_what_is_below)
{
    const struct cc_finding *finding = expect_excluded(dns("a.example.com"), dns("example.com"));
    expect_text(finding, "name", "DNS:a.example.com");
    expect_text(finding, "constraint", "DNS:example.com");
    expect_text(finding, "issuer", "CN=root");
    expect_excluded(dns("EXAMPLE.com"), dns("example.com"));
}
END_TEST

START_TEST(every_name_must_be_permitted)
{
    expect_text(expect_not_permitted(join(dns("a.test"), dns("b.test"), NOTHING), dns("a.test")),
                "name", "DNS:b.test");
}
END_TEST

START_TEST(excluded_beats_permitted)
{
    check_names(dns("a.b.test"), subtree(dns("b.test")), subtree(dns("a.b.test")));
    expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_EXCLUDED, 0);
}
END_TEST

START_TEST(host_name_that_is_none_cannot_be_judged)
{
    check_names(dns("a..example.com"), subtree(dns("example.com")), NOTHING);
    expect_only(CERTCHECK_FINDING_NAME_UNREADABLE, 0);
    expect_fine(dns("a..example.com"), subtree(mailbox("example.com")), NOTHING);
}
END_TEST

START_TEST(names_behind_one_that_cannot_be_judged_are_judged)
{
    cc_span registered_id = der(0x88, OCTETS(0x2A, 0x03));
    cc_span broken[] = {dns("a..b"), mailbox("a"), uri("urn:a"), registered_id};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        check_names(join(broken[i], dns("b.test"), NOTHING), NOTHING,
                    join(subtree(dns("b.test")), subtree(mailbox("c.test")), subtree(uri("c.test")),
                         subtree(registered_id), NOTHING));
        expect_among(CERTCHECK_FINDING_NAME_CONSTRAINT_EXCLUDED, 0);
        ck_assert_uint_eq(fixture.findings.count, 2);
    }
}
END_TEST

START_TEST(dns_constraint_with_leading_dot_is_about_what_lies_below)
{
    check_names(dns("a.example.com"), subtree(dns(".example.com")), NOTHING);
    const struct cc_finding *finding =
        expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_LEADING_DOT, 2);
    expect_text(finding, "constraint", "DNS:.example.com");
    ck_assert_int_eq(finding->severity, CERTCHECK_WARNING);
    check_names(dns("example.com"), subtree(dns(".example.com")), NOTHING);
    expect_among(CERTCHECK_FINDING_NAME_CONSTRAINT_LEADING_DOT, 2);
    expect_among(CERTCHECK_FINDING_NAME_CONSTRAINT_NOT_PERMITTED, 0);
}
END_TEST

START_TEST(dns_constraint_with_leading_dot_is_an_error_where_section_4_is_asked_for)
{
    static const enum certcheck_profile profiles[] = {CERTCHECK_PROFILE_RFC5280,
                                                      CERTCHECK_PROFILE_WEBPKI};
    for (size_t i = 0; i < 2; i++) {
        certcheck_policy_set_profile(fixture.policy, profiles[i]);
        check_names(dns("a.example.com"), subtree(dns(".example.com")), NOTHING);
        ck_assert_int_eq(expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_LEADING_DOT, 2)->severity,
                         CERTCHECK_ERROR);
    }
}
END_TEST

/* ---- addresses ---- */

START_TEST(address_within_the_network_is_permitted)
{
    expect_fine(address("192.0.2.255"), subtree(network("192.0.2.0", "255.255.255.0")), NOTHING);
}
END_TEST

START_TEST(address_outside_the_network_is_not_permitted)
{
    expect_text(expect_not_permitted(address("192.0.3.0"), network("192.0.2.0", "255.255.255.0")),
                "name", "IP:192.0.3.0");
}
END_TEST

START_TEST(address_of_no_known_length_cannot_be_judged)
{
    check_names(network("192.0.2.0", "255.255.255.0"),
                subtree(network("192.0.2.0", "255.255.255.0")), NOTHING);
    expect_only(CERTCHECK_FINDING_NAME_UNREADABLE, 0);
}
END_TEST

/* ---- directory names ---- */

START_TEST(directory_constraint_is_about_subject_and_alternative_names)
{
    fixture_again();
    leaf = make_certificate("Leaf");
    root = make_authority("root");
    make_constraints(root, subtree(directory("leaf")), NOTHING);
    struct cc_path path = make_path(leaf, root, NULL);
    cc_check_name_constraints(&fixture.check, &path);
    expect_nothing();

    make_alternative_names(leaf, directory("other"));
    cc_check_name_constraints(&fixture.check, &path);
    expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_NOT_PERMITTED, 0);
}
END_TEST

START_TEST(directory_constraint_excludes_a_subject)
{
    check_names(NOTHING, NOTHING, subtree(directory("leaf")));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_EXCLUDED, 0);
    ck_assert_uint_eq(finding->length, 0);
    expect_fine(NOTHING, NOTHING, subtree(directory("someone")));
}
END_TEST

START_TEST(empty_subject_is_no_name)
{
    leaf = make_certificate("leaf");
    leaf->subject = OCTETS(0x30, 0x00);
    leaf->subject_empty = true;
    root = make_authority("root");
    make_constraints(root, subtree(directory("someone")), NOTHING);
    struct cc_path path = make_path(leaf, root, NULL);
    cc_check_name_constraints(&fixture.check, &path);
    expect_nothing();
}
END_TEST

/* ---- other kinds ---- */

static cc_span registered_id(void)
{
    return der(0x88, OCTETS(0x2A, 0x03));
}

static cc_span other_name(void)
{
    return der(0xA0, join(OCTETS(0x06, 0x02, 0x2A, 0x03), der(0xA0, der(0x0C, cc_span_text("x"))),
                          NOTHING));
}

START_TEST(names_of_a_constrained_kind_that_is_not_checked_are_refused)
{
    const cc_span names[] = {registered_id(), other_name(), der(0xA3, der(0x30, bytes("", 0))),
                             der(0xA5, der(0xA1, der(0x0C, cc_span_text("x"))))};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        check_names(names[i], subtree(names[i]), NOTHING);
        const struct cc_finding *finding =
            expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_UNSUPPORTED, 0);
        expect_text(finding, "issuer", "CN=root");
        check_names(names[i], NOTHING, subtree(names[i]));
        expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_UNSUPPORTED, 0);
        expect_fine(dns("a.test"), subtree(names[i]), NOTHING);
    }
}
END_TEST

START_TEST(constraints_on_kinds_that_do_not_occur_are_harmless)
{
    expect_fine(dns("a.test"), subtree(mailbox("b.test")), subtree(uri("c.test")));
    expect_fine(mailbox("a@b.test"), subtree(dns("c.test")), NOTHING);
}
END_TEST

static cc_span international(const char *address)
{
    return der(0xA0, join(OCTETS(0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, 0x09),
                          der(0xA0, der(0x0C, cc_span_text(address))), NOTHING));
}

START_TEST(an_international_mailbox_is_one_under_a_constraint_on_mailboxes)
{
    expect_fine(international("\xC3\xA9@b.test"), subtree(mailbox("b.test")), NOTHING);
    expect_excluded(international("a@b.test"), mailbox("b.test"));
    const struct cc_finding *finding =
        expect_not_permitted(international("a@c.test"), mailbox("b.test"));
    ck_assert_ptr_nonnull(finding);
    expect_fine(international("a@b.test"), subtree(dns("c.test")), NOTHING);
}
END_TEST

START_TEST(an_international_mailbox_cannot_be_judged_under_a_constraint_on_other_names)
{
    check_names(international("a@b.test"), subtree(mailbox("b.test")), subtree(other_name()));
    expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_UNSUPPORTED, 0);
}
END_TEST

START_TEST(mail_constraint_refuses_another_host)
{
    expect_fine(mailbox("a@b.test"), subtree(mailbox("b.test")), NOTHING);
    expect_text(expect_not_permitted(mailbox("a@c.test"), mailbox("b.test")), "name",
                "email:a@c.test");
    expect_text(expect_excluded(mailbox("a@b.test"), mailbox("a@b.test")), "constraint",
                "email:a@b.test");
}
END_TEST

START_TEST(mailbox_that_is_none_cannot_be_judged)
{
    check_names(mailbox("\"a\"@b.test"), subtree(mailbox("b.test")), NOTHING);
    expect_only(CERTCHECK_FINDING_NAME_UNREADABLE, 0);
}
END_TEST

START_TEST(uri_constraint_refuses_another_host)
{
    expect_fine(uri("https://b.test/"), subtree(uri("b.test")), NOTHING);
    expect_not_permitted(uri("https://c.test/"), uri("b.test"));
    expect_excluded(uri("https://a.b.test/"), uri(".b.test"));
}
END_TEST

START_TEST(uri_without_a_host_is_refused_under_a_constraint_only)
{
    check_names(uri("urn:a:b.test"), NOTHING, subtree(uri("c.test")));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_URI_WITHOUT_HOST, 0);
    expect_text(finding, "name", "URI:urn:a:b.test");
    expect_text(finding, "issuer", "CN=root");
    expect_fine(uri("urn:a:b.test"), subtree(mailbox("c.test")), NOTHING);
}
END_TEST

/* A Name with one emailAddress. */
static cc_span email_subject(void)
{
    cc_span type = OCTETS(0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01);
    cc_span value = der(0x16, cc_span_text("a@b.test"));
    return der(0x30, der(0x31, der(0x30, join(type, value, NOTHING))));
}

START_TEST(email_address_in_the_subject_counts_only_without_alternative_names)
{
    leaf = make_certificate("leaf");
    leaf->subject = email_subject();
    root = make_authority("root");
    make_constraints(root, NOTHING, subtree(mailbox("b.test")));
    struct cc_path path = make_path(leaf, root, NULL);
    cc_check_name_constraints(&fixture.check, &path);
    expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_EXCLUDED, 0);

    fixture_again();
    make_alternative_names(leaf, dns("a.test"));
    cc_check_name_constraints(&fixture.check, &path);
    expect_nothing();
}
END_TEST

START_TEST(host_name_as_common_name_is_no_host_name)
{
    leaf = make_certificate("evil.test");
    make_alternative_names(leaf, dns("a.good.test"));
    root = make_authority("root");
    make_constraints(root, subtree(dns("good.test")), subtree(dns("evil.test")));
    struct cc_path path = make_path(leaf, root, NULL);
    cc_check_name_constraints(&fixture.check, &path);
    expect_nothing();
}
END_TEST

/* ---- which certificates ---- */

START_TEST(constraints_hold_for_intermediates_too)
{
    leaf = make_certificate("leaf");
    intermediate = make_authority("intermediate");
    make_alternative_names(intermediate, dns("ca.other.test"));
    root = make_authority("root");
    make_constraints(root, subtree(dns("good.test")), NOTHING);
    struct cc_path path = make_path(leaf, intermediate, root, NULL);
    cc_check_name_constraints(&fixture.check, &path);
    expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_NOT_PERMITTED, 1);

    fixture_again();
    intermediate->self_issued = true;
    cc_check_name_constraints(&fixture.check, &path);
    expect_nothing();
}
END_TEST

START_TEST(a_self_issued_leaf_is_not_exempt)
{
    leaf = make_certificate("leaf");
    leaf->self_issued = true;
    make_alternative_names(leaf, dns("other.test"));
    root = make_authority("root");
    make_constraints(root, subtree(dns("good.test")), NOTHING);
    struct cc_path path = make_path(leaf, root, NULL);
    cc_check_name_constraints(&fixture.check, &path);
    expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_NOT_PERMITTED, 0);
}
END_TEST

START_TEST(constraints_do_not_hold_for_the_authority_itself_nor_above_it)
{
    leaf = make_certificate("leaf");
    make_alternative_names(leaf, dns("a.good.test"));
    intermediate = make_authority("intermediate");
    make_alternative_names(intermediate, dns("ca.other.test"));
    make_constraints(intermediate, subtree(dns("good.test")), NOTHING);
    root = make_authority("root");
    make_alternative_names(root, dns("root.other.test"));
    struct cc_path path = make_path(leaf, intermediate, root, NULL);
    cc_check_name_constraints(&fixture.check, &path);
    expect_nothing();
}
END_TEST

START_TEST(every_authority_must_permit)
{
    leaf = make_certificate("leaf");
    make_alternative_names(leaf, dns("a.b.test"));
    intermediate = make_authority("intermediate");
    make_constraints(intermediate, subtree(dns("b.test")), NOTHING);
    root = make_authority("root");
    make_constraints(root, subtree(dns("a.b.test")), NOTHING);
    struct cc_path path = make_path(leaf, intermediate, root, NULL);
    cc_check_name_constraints(&fixture.check, &path);
    expect_nothing();

    intermediate->name_constraints.permitted = subtree(dns("c.test"));
    cc_check_name_constraints(&fixture.check, &path);
    expect_text(expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_NOT_PERMITTED, 0), "issuer",
                "CN=intermediate");
}
END_TEST

START_TEST(minimum_and_maximum_are_refused)
{
    cc_span minimum = der(0x30, join(dns("a.test"), der(0x80, OCTETS(1)), NOTHING));
    check_names(dns("a.test"), minimum, NOTHING);
    expect_text(expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_INVALID, 2), "reason",
                "it has a minimum");
    cc_span maximum = der(0x30, join(dns("a.test"), der(0x81, OCTETS(9)), NOTHING));
    check_names(dns("a.test"), maximum, NOTHING);
    expect_text(expect_only(CERTCHECK_FINDING_NAME_CONSTRAINT_INVALID, 2), "reason",
                "it has a maximum");
}
END_TEST

/* ---- cost ---- */

static uint64_t used(void)
{
    return fixture.budget.used[CERTCHECK_BUDGET_NAME_CONSTRAINTS];
}

START_TEST(reading_and_comparing_are_paid_for)
{
    /* one constraint; two subjects and one address; the one comparison */
    check_names(address("192.0.2.1"), subtree(network("192.0.2.0", "255.255.255.0")), NOTHING);
    expect_nothing();
    ck_assert_uint_eq(used(), 5);
}
END_TEST

START_TEST(a_spent_budget_is_said_once_and_nothing_is_compared)
{
    fixture.budget.limit[CERTCHECK_BUDGET_NAME_CONSTRAINTS] = 1;
    check_names(dns("a.test"), NOTHING, subtree(dns("a.test")));
    const struct cc_finding *finding =
        expect_only(CERTCHECK_FINDING_BUDGET_SPENT, CERTCHECK_NO_INDEX);
    expect_text(finding, "budget", "name-constraints");
    expect_number(finding, "expected", 1);
    ck_assert_uint_eq(fixture.budget.used[CERTCHECK_BUDGET_NAME_CONSTRAINTS], 1);
    ck_assert(fixture.budget.spent[CERTCHECK_BUDGET_NAME_CONSTRAINTS]);

    /* The next path is refused without being looked at, though it would be cheap. */
    check_names(NOTHING, NOTHING, subtree(dns("a.test")));
    expect_only(CERTCHECK_FINDING_BUDGET_SPENT, CERTCHECK_NO_INDEX);
}
END_TEST

/* Wherever the budget ends, nothing is said of names that were not compared to the end. */
START_TEST(a_budget_that_ends_anywhere_is_all_that_is_said)
{
    cc_span permitted = join(subtree(dns("a.test")), subtree(dns("b.test")), NOTHING);
    bool spent = true;
    for (uint64_t limit = 0; spent; limit++) {
        ck_assert_uint_lt(limit, 100);
        certcheck_policy_set_budget(fixture.policy, CERTCHECK_BUDGET_NAME_CONSTRAINTS, limit);
        fixture_again();
        memset(&fixture.budget, 0, sizeof fixture.budget);
        fixture.budget.limit[CERTCHECK_BUDGET_NAME_CONSTRAINTS] = limit;
        check_names(join(dns("b.test"), dns("a.b.test"), NOTHING), permitted, NOTHING);
        spent = fixture.budget.spent[CERTCHECK_BUDGET_NAME_CONSTRAINTS];
        if (spent)
            expect_only(CERTCHECK_FINDING_BUDGET_SPENT, CERTCHECK_NO_INDEX);
        else
            expect_nothing();
    }
}
END_TEST

START_TEST(without_memory_there_is_no_verdict)
{
    for (size_t n = 1; n <= 2; n++) {
        check_names(dns("a.test"), subtree(dns("a.test")), NOTHING);
        struct cc_path path = make_path(leaf, intermediate, root, NULL);
        fixture_again();
        failing_alloc_at(n);
        cc_check_name_constraints(&fixture.check, &path);
        failing_alloc_at(0);
        ck_assert(fixture.findings.no_memory);
        ck_assert_uint_eq(fixture.findings.count, 0);
    }
}
END_TEST

START_TEST(without_constraints_nothing_is_paid)
{
    leaf = make_certificate("leaf");
    make_alternative_names(leaf, dns("a.test"));
    struct cc_path path = make_path(leaf, make_authority("root"), NULL);
    cc_check_name_constraints(&fixture.check, &path);
    expect_nothing();
    ck_assert_uint_eq(fixture.budget.used[CERTCHECK_BUDGET_NAME_CONSTRAINTS], 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name_constraints");
    TCase *cases = tcase_create("name_constraints");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, dns_constraint_permits_itself_and_what_is_below);
    tcase_add_test(cases, dns_constraint_refuses_sibling);
    tcase_add_test(cases, dns_constraint_excludes_itself_and_what_is_below);
    tcase_add_test(cases, every_name_must_be_permitted);
    tcase_add_test(cases, excluded_beats_permitted);
    tcase_add_test(cases, host_name_that_is_none_cannot_be_judged);
    tcase_add_test(cases, names_behind_one_that_cannot_be_judged_are_judged);
    tcase_add_test(cases, dns_constraint_with_leading_dot_is_about_what_lies_below);
    tcase_add_test(cases, dns_constraint_with_leading_dot_is_an_error_where_section_4_is_asked_for);
    tcase_add_test(cases, address_within_the_network_is_permitted);
    tcase_add_test(cases, address_outside_the_network_is_not_permitted);
    tcase_add_test(cases, address_of_no_known_length_cannot_be_judged);
    tcase_add_test(cases, directory_constraint_is_about_subject_and_alternative_names);
    tcase_add_test(cases, directory_constraint_excludes_a_subject);
    tcase_add_test(cases, empty_subject_is_no_name);
    tcase_add_test(cases, names_of_a_constrained_kind_that_is_not_checked_are_refused);
    tcase_add_test(cases, constraints_on_kinds_that_do_not_occur_are_harmless);
    tcase_add_test(cases, an_international_mailbox_is_one_under_a_constraint_on_mailboxes);
    tcase_add_test(cases,
                   an_international_mailbox_cannot_be_judged_under_a_constraint_on_other_names);
    tcase_add_test(cases, mail_constraint_refuses_another_host);
    tcase_add_test(cases, mailbox_that_is_none_cannot_be_judged);
    tcase_add_test(cases, uri_constraint_refuses_another_host);
    tcase_add_test(cases, uri_without_a_host_is_refused_under_a_constraint_only);
    tcase_add_test(cases, email_address_in_the_subject_counts_only_without_alternative_names);
    tcase_add_test(cases, host_name_as_common_name_is_no_host_name);
    tcase_add_test(cases, constraints_hold_for_intermediates_too);
    tcase_add_test(cases, a_self_issued_leaf_is_not_exempt);
    tcase_add_test(cases, constraints_do_not_hold_for_the_authority_itself_nor_above_it);
    tcase_add_test(cases, every_authority_must_permit);
    tcase_add_test(cases, minimum_and_maximum_are_refused);
    tcase_add_test(cases, reading_and_comparing_are_paid_for);
    tcase_add_test(cases, a_spent_budget_is_said_once_and_nothing_is_compared);
    tcase_add_test(cases, a_budget_that_ends_anywhere_is_all_that_is_said);
    tcase_add_test(cases, without_memory_there_is_no_verdict);
    tcase_add_test(cases, without_constraints_nothing_is_paid);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
