/* SPDX-License-Identifier: MIT */
/* lib/check/rfc5280.c: every family is asked, about every certificate, in every role. */
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static void check(const struct certcheck_certificate *c, enum cc_role role)
{
    fixture_again();
    cc_check_certificate(&fixture.check, c, role, 1);
}

START_TEST(a_sound_path_gives_no_finding)
{
    check(make_certificate("leaf"), CC_ROLE_LEAF);
    expect_nothing();
    check(make_authority("intermediate"), CC_ROLE_INTERMEDIATE);
    expect_nothing();
    check(make_authority("root"), CC_ROLE_ANCHOR);
    expect_nothing();
    check(make_certificate("leaf"), CC_ROLE_TRUSTED_LEAF);
    expect_nothing();
    struct cc_path path = make_path(make_certificate("leaf"), make_authority("root"), NULL);
    cc_check_path(&fixture.check, &path);
    expect_nothing();
}
END_TEST

/* One flaw of each family that holds for every role. */
START_TEST(each_family_is_asked_in_every_role)
{
    for (int role = CC_ROLE_LEAF; role <= CC_ROLE_TRUSTED_LEAF; role++) {
        bool issues = role == CC_ROLE_INTERMEDIATE || role == CC_ROLE_ANCHOR;
        struct certcheck_certificate *c = issues ? make_authority("c") : make_certificate("c");
        c->algorithms_differ = true;
        c->not_after = 1;
        c->key.curve = CERTCHECK_CURVE_P192;
        make_extension(c, CERTCHECK_EXT_CT_POISON)->critical = true;
        make_extension(c, CERTCHECK_EXT_EXTENDED_KEY_USAGE);
        c->has_purposes = true;
        make_extension(c, CERTCHECK_EXT_KEY_USAGE);
        c->has_key_usage = true;
        ck_assert_int_eq(certcheck_policy_set_purpose(fixture.policy, "serverAuth"), CERTCHECK_OK);
        check(c, (enum cc_role)role);
        expect_among(CERTCHECK_FINDING_ALGORITHM_MISMATCH, 1);
        expect_among(CERTCHECK_FINDING_EXPIRED, 1);
        expect_among(CERTCHECK_FINDING_KEY_CURVE_WEAK, 1);
        expect_among(CERTCHECK_FINDING_CRITICAL_EXTENSION_UNKNOWN, 1);
        expect_among(CERTCHECK_FINDING_PURPOSE_NOT_ALLOWED, 1);
        expect_among(issues ? CERTCHECK_FINDING_KEY_USAGE_NO_CERT_SIGN
                            : CERTCHECK_FINDING_KEY_USAGE_NOT_ALLOWED,
                     1);
        ck_assert_uint_eq(fixture.findings.count, 6);
    }
}
END_TEST

START_TEST(identity_is_asked_of_the_leaf_only)
{
    ck_assert_int_eq(
        certcheck_policy_add_identity(fixture.policy, CERTCHECK_IDENTITY_DNS, "a.test"),
        CERTCHECK_OK);
    check(make_authority("ca"), CC_ROLE_INTERMEDIATE);
    check(make_authority("ca"), CC_ROLE_ANCHOR);
    expect_nothing();
    check(make_certificate("leaf"), CC_ROLE_LEAF);
    expect_only(CERTCHECK_FINDING_SUBJECT_ALT_NAME_MISSING, 1);
    check(make_certificate("leaf"), CC_ROLE_TRUSTED_LEAF);
    expect_only(CERTCHECK_FINDING_SUBJECT_ALT_NAME_MISSING, 1);
}
END_TEST

START_TEST(an_issuer_must_be_an_authority)
{
    check(make_certificate("no ca"), CC_ROLE_INTERMEDIATE);
    expect_only(CERTCHECK_FINDING_NOT_A_CA, 1);
}
END_TEST

START_TEST(a_path_is_asked_for_its_length_and_its_names)
{
    struct certcheck_certificate *leaf = make_certificate("leaf");
    make_alternative_names(leaf, dns("a.test"));
    struct certcheck_certificate *root = make_authority("root");
    root->basic_constraints.has_path_length = true;
    make_constraints(root, NOTHING, subtree(dns("a.test")));
    struct cc_path path = make_path(leaf, make_authority("intermediate"), root, NULL);
    cc_check_path(&fixture.check, &path);
    expect_among(CERTCHECK_FINDING_NAME_CONSTRAINT_EXCLUDED, 0);
    expect_among(CERTCHECK_FINDING_PATH_LENGTH_EXCEEDED, 2);
}
END_TEST

START_TEST(memory_that_runs_out_is_never_silent)
{
    struct cc_arena tiny;
    cc_arena_init(&tiny, 1);
    fixture.findings.arena = &tiny;
    struct certcheck_certificate *c = make_certificate("c");
    c->not_after = 1;
    cc_check_certificate(&fixture.check, c, CC_ROLE_LEAF, 0);
    ck_assert(fixture.findings.no_memory);
    ck_assert_uint_eq(fixture.findings.errors, 1);
    cc_arena_release(&tiny);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rfc5280");
    TCase *cases = tcase_create("rfc5280");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, a_sound_path_gives_no_finding);
    tcase_add_test(cases, each_family_is_asked_in_every_role);
    tcase_add_test(cases, identity_is_asked_of_the_leaf_only);
    tcase_add_test(cases, an_issuer_must_be_an_authority);
    tcase_add_test(cases, a_path_is_asked_for_its_length_and_its_names);
    tcase_add_test(cases, memory_that_runs_out_is_never_silent);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
