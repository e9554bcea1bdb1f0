/* SPDX-License-Identifier: MIT */
/* lib/check/critical_extensions.c: critical extensions that nobody processes. */
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static void check(enum certcheck_extension_kind kind, bool critical, enum cc_role role)
{
    struct certcheck_certificate *c = make_certificate("c");
    make_extension(c, CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER);
    struct certcheck_extension *extension = make_extension(c, kind);
    extension->critical = critical;
    extension->oid = OCTETS(0x2A, 0x03, 0x04);
    cc_check_critical_extensions(&fixture.check, c, role, 1);
}

START_TEST(an_unknown_critical_extension_is_refused_in_every_role)
{
    for (int role = CC_ROLE_LEAF; role <= CC_ROLE_TRUSTED_LEAF; role++) {
        fixture_again();
        check(CERTCHECK_EXT_UNKNOWN, true, (enum cc_role)role);
        const struct cc_finding *finding =
            expect_only(CERTCHECK_FINDING_CRITICAL_EXTENSION_UNKNOWN, 1);
        expect_text(finding, "extension", "1.2.3.4");
        ck_assert_uint_eq(finding->offset, 350);
        ck_assert_uint_eq(finding->length, 40);
    }
}
END_TEST

START_TEST(an_unknown_extension_that_is_not_critical_is_ignored)
{
    check(CERTCHECK_EXT_UNKNOWN, false, CC_ROLE_LEAF);
    expect_nothing();
}
END_TEST

START_TEST(what_is_processed_may_be_critical)
{
    check(CERTCHECK_EXT_BASIC_CONSTRAINTS, true, CC_ROLE_INTERMEDIATE);
    check(CERTCHECK_EXT_KEY_USAGE, true, CC_ROLE_INTERMEDIATE);
    check(CERTCHECK_EXT_EXTENDED_KEY_USAGE, true, CC_ROLE_LEAF);
    check(CERTCHECK_EXT_NAME_CONSTRAINTS, true, CC_ROLE_INTERMEDIATE);
    check(CERTCHECK_EXT_SUBJECT_ALT_NAME, true, CC_ROLE_LEAF);
    check(CERTCHECK_EXT_CERTIFICATE_POLICIES, true, CC_ROLE_LEAF);
    check(CERTCHECK_EXT_POLICY_CONSTRAINTS, true, CC_ROLE_INTERMEDIATE);
    check(CERTCHECK_EXT_INHIBIT_ANY_POLICY, true, CC_ROLE_INTERMEDIATE);
    check(CERTCHECK_EXT_POLICY_MAPPINGS, true, CC_ROLE_INTERMEDIATE);
    check(CERTCHECK_EXT_OCSP_NO_CHECK, true, CC_ROLE_LEAF);
    expect_nothing();
}
END_TEST

START_TEST(a_precertificate_is_refused)
{
    check(CERTCHECK_EXT_CT_POISON, true, CC_ROLE_LEAF);
    expect_only(CERTCHECK_FINDING_CRITICAL_EXTENSION_UNKNOWN, 1);
}
END_TEST

START_TEST(a_malformed_extension_is_refused_whether_or_not_it_is_critical)
{
    struct certcheck_certificate *c = make_certificate("c");
    struct certcheck_extension *extension = make_extension(c, CERTCHECK_EXT_KEY_USAGE);
    extension->malformed = true;
    extension->error.rule = "tag-unexpected";
    extension->error.offset = 312;
    c->malformed_extension = extension;
    cc_check_malformed(&fixture.check, c, CC_ROLE_ANCHOR, 2);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_EXTENSION_MALFORMED, 2);
    expect_text(finding, "extension", "keyUsage");
    expect_text(finding, "rule", "tag-unexpected");
    expect_number(finding, "offset", 312);
}
END_TEST

START_TEST(two_different_signature_algorithms_are_found)
{
    struct certcheck_certificate *c = make_certificate("c");
    cc_check_malformed(&fixture.check, c, CC_ROLE_LEAF, 0);
    expect_nothing();
    c->algorithms_differ = true;
    cc_check_malformed(&fixture.check, c, CC_ROLE_LEAF, 0);
    ck_assert_uint_eq(expect_only(CERTCHECK_FINDING_ALGORITHM_MISMATCH, 0)->offset, 180);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("critical_extensions");
    TCase *cases = tcase_create("critical_extensions");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, an_unknown_critical_extension_is_refused_in_every_role);
    tcase_add_test(cases, an_unknown_extension_that_is_not_critical_is_ignored);
    tcase_add_test(cases, what_is_processed_may_be_critical);
    tcase_add_test(cases, a_precertificate_is_refused);
    tcase_add_test(cases, a_malformed_extension_is_refused_whether_or_not_it_is_critical);
    tcase_add_test(cases, two_different_signature_algorithms_are_found);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
