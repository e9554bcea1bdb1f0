/* SPDX-License-Identifier: MIT */
/* lib/check/key_usage.c: what the key may do. */
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static void check(uint16_t usage, enum cc_role role)
{
    struct certcheck_certificate *c = make_certificate("c");
    make_extension(c, CERTCHECK_EXT_KEY_USAGE);
    c->has_key_usage = true;
    c->key_usage = usage;
    cc_check_key_usage(&fixture.check, c, role, 1);
}

static void purpose(const char *text)
{
    ck_assert_int_eq(certcheck_policy_set_purpose(fixture.policy, text), CERTCHECK_OK);
}

START_TEST(an_issuer_with_key_cert_sign_may_issue)
{
    check(CERTCHECK_KEY_USAGE_KEY_CERT_SIGN, CC_ROLE_INTERMEDIATE);
    check(CERTCHECK_KEY_USAGE_KEY_CERT_SIGN, CC_ROLE_ANCHOR);
    expect_nothing();
}
END_TEST

START_TEST(an_intermediate_without_key_cert_sign_may_not_issue)
{
    check(CERTCHECK_KEY_USAGE_CRL_SIGN, CC_ROLE_INTERMEDIATE);
    ck_assert_uint_eq(expect_only(CERTCHECK_FINDING_KEY_USAGE_NO_CERT_SIGN, 1)->offset, 300);
}
END_TEST

START_TEST(an_anchor_without_key_cert_sign_may_not_issue)
{
    check(CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE, CC_ROLE_ANCHOR);
    expect_only(CERTCHECK_FINDING_KEY_USAGE_NO_CERT_SIGN, 1);
}
END_TEST

START_TEST(no_key_usage_restricts_nothing)
{
    purpose("serverAuth");
    cc_check_key_usage(&fixture.check, make_certificate("c"), CC_ROLE_LEAF, 0);
    cc_check_key_usage(&fixture.check, make_authority("c"), CC_ROLE_INTERMEDIATE, 1);
    expect_nothing();
}
END_TEST

START_TEST(a_server_needs_one_of_three_bits)
{
    purpose("serverAuth");
    check(CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE, CC_ROLE_LEAF);
    check(CERTCHECK_KEY_USAGE_KEY_ENCIPHERMENT, CC_ROLE_LEAF);
    check(CERTCHECK_KEY_USAGE_KEY_AGREEMENT, CC_ROLE_TRUSTED_LEAF);
    expect_nothing();
    check(CERTCHECK_KEY_USAGE_KEY_CERT_SIGN | CERTCHECK_KEY_USAGE_CRL_SIGN, CC_ROLE_LEAF);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_KEY_USAGE_NOT_ALLOWED, 1);
    expect_text(finding, "actual", "keyCertSign, cRLSign");
    expect_text(finding, "expected", "serverAuth");
}
END_TEST

START_TEST(a_client_cannot_make_do_with_encipherment)
{
    purpose("clientAuth");
    check(CERTCHECK_KEY_USAGE_KEY_AGREEMENT, CC_ROLE_LEAF);
    expect_nothing();
    check(CERTCHECK_KEY_USAGE_KEY_ENCIPHERMENT, CC_ROLE_LEAF);
    expect_only(CERTCHECK_FINDING_KEY_USAGE_NOT_ALLOWED, 1);
}
END_TEST

START_TEST(each_other_purpose_has_its_bits)
{
    static const struct {
        const char *purpose;
        uint16_t fits, fails;
    } rows[] = {
        {"codeSigning", CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE, CERTCHECK_KEY_USAGE_NON_REPUDIATION},
        {"emailProtection", CERTCHECK_KEY_USAGE_NON_REPUDIATION,
         CERTCHECK_KEY_USAGE_DATA_ENCIPHERMENT},
        {"timeStamping", CERTCHECK_KEY_USAGE_NON_REPUDIATION, CERTCHECK_KEY_USAGE_KEY_ENCIPHERMENT},
        {"OCSPSigning", CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE, 0},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        purpose(rows[i].purpose);
        fixture_again();
        check(rows[i].fits, CC_ROLE_LEAF);
        expect_nothing();
        check(rows[i].fails, CC_ROLE_LEAF);
        expect_text(expect_only(CERTCHECK_FINDING_KEY_USAGE_NOT_ALLOWED, 1), "expected",
                    rows[i].purpose);
    }
    expect_text(expect_only(CERTCHECK_FINDING_KEY_USAGE_NOT_ALLOWED, 1), "actual", "none");
}
END_TEST

START_TEST(any_purpose_and_a_private_one_ask_for_no_bit)
{
    check(0, CC_ROLE_LEAF);
    purpose("1.2.3.4");
    check(0, CC_ROLE_LEAF);
    expect_nothing();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("key_usage");
    TCase *cases = tcase_create("key_usage");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, an_issuer_with_key_cert_sign_may_issue);
    tcase_add_test(cases, an_intermediate_without_key_cert_sign_may_not_issue);
    tcase_add_test(cases, an_anchor_without_key_cert_sign_may_not_issue);
    tcase_add_test(cases, no_key_usage_restricts_nothing);
    tcase_add_test(cases, a_server_needs_one_of_three_bits);
    tcase_add_test(cases, a_client_cannot_make_do_with_encipherment);
    tcase_add_test(cases, each_other_purpose_has_its_bits);
    tcase_add_test(cases, any_purpose_and_a_private_one_ask_for_no_bit);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
