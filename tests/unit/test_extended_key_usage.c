/* SPDX-License-Identifier: MIT */
/* lib/check/extended_key_usage.c: purposes, down the whole path. */
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

#define SERVER_AUTH OCTETS(0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01)
#define CLIENT_AUTH OCTETS(0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02)
#define ANY_PURPOSE OCTETS(0x06, 0x04, 0x55, 0x1D, 0x25, 0x00)
#define PRIVATE OCTETS(0x06, 0x03, 0x2A, 0x03, 0x04)

static void check(cc_span purposes, enum cc_role role)
{
    struct certcheck_certificate *c = make_certificate("c");
    make_extension(c, CERTCHECK_EXT_EXTENDED_KEY_USAGE);
    c->has_purposes = true;
    c->purposes = purposes;
    cc_check_extended_key_usage(&fixture.check, c, role, 1);
}

static void purpose(const char *text)
{
    ck_assert_int_eq(certcheck_policy_set_purpose(fixture.policy, text), CERTCHECK_OK);
}

START_TEST(the_purpose_among_others_is_allowed)
{
    purpose("serverAuth");
    check(join(CLIENT_AUTH, SERVER_AUTH, NOTHING), CC_ROLE_LEAF);
    check(SERVER_AUTH, CC_ROLE_INTERMEDIATE);
    expect_nothing();
}
END_TEST

START_TEST(another_purpose_is_not_allowed)
{
    purpose("serverAuth");
    check(join(CLIENT_AUTH, PRIVATE, NOTHING), CC_ROLE_LEAF);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_PURPOSE_NOT_ALLOWED, 1);
    expect_text(finding, "expected", "serverAuth");
    expect_text(finding, "actual", "clientAuth, 1.2.3.4");
    ck_assert_uint_eq(finding->offset, 300);
}
END_TEST

START_TEST(an_intermediate_limits_the_purposes_below_it)
{
    purpose("serverAuth");
    check(CLIENT_AUTH, CC_ROLE_INTERMEDIATE);
    expect_only(CERTCHECK_FINDING_PURPOSE_NOT_ALLOWED, 1);
}
END_TEST

START_TEST(an_anchor_limits_the_purposes_below_it)
{
    purpose("serverAuth");
    check(CLIENT_AUTH, CC_ROLE_ANCHOR);
    expect_only(CERTCHECK_FINDING_PURPOSE_NOT_ALLOWED, 1);
}
END_TEST

START_TEST(any_extended_key_usage_allows_every_purpose)
{
    purpose("serverAuth");
    check(ANY_PURPOSE, CC_ROLE_LEAF);
    purpose("1.2.3.4");
    check(ANY_PURPOSE, CC_ROLE_LEAF);
    expect_nothing();
}
END_TEST

START_TEST(a_private_purpose_is_found_by_its_identifier)
{
    purpose("1.2.3.4");
    check(PRIVATE, CC_ROLE_LEAF);
    expect_nothing();
    check(SERVER_AUTH, CC_ROLE_LEAF);
    expect_text(expect_only(CERTCHECK_FINDING_PURPOSE_NOT_ALLOWED, 1), "expected", "1.2.3.4");
}
END_TEST

START_TEST(without_the_extension_every_purpose_is_allowed)
{
    purpose("codeSigning");
    cc_check_extended_key_usage(&fixture.check, make_certificate("c"), CC_ROLE_LEAF, 0);
    expect_nothing();
}
END_TEST

START_TEST(no_purpose_asked_for_is_never_refused)
{
    check(CLIENT_AUTH, CC_ROLE_LEAF);
    expect_nothing();
}
END_TEST

START_TEST(a_long_list_is_counted_and_not_written_out)
{
    purpose("serverAuth");
    check(join(PRIVATE, PRIVATE, PRIVATE, PRIVATE, PRIVATE, CLIENT_AUTH, CLIENT_AUTH, NOTHING),
          CC_ROLE_LEAF);
    expect_text(expect_only(CERTCHECK_FINDING_PURPOSE_NOT_ALLOWED, 1), "actual",
                "1.2.3.4, 1.2.3.4, 1.2.3.4, 1.2.3.4, 1.2.3.4 and 2 more");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("extended_key_usage");
    TCase *cases = tcase_create("extended_key_usage");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, the_purpose_among_others_is_allowed);
    tcase_add_test(cases, another_purpose_is_not_allowed);
    tcase_add_test(cases, an_intermediate_limits_the_purposes_below_it);
    tcase_add_test(cases, an_anchor_limits_the_purposes_below_it);
    tcase_add_test(cases, any_extended_key_usage_allows_every_purpose);
    tcase_add_test(cases, a_private_purpose_is_found_by_its_identifier);
    tcase_add_test(cases, without_the_extension_every_purpose_is_allowed);
    tcase_add_test(cases, no_purpose_asked_for_is_never_refused);
    tcase_add_test(cases, a_long_list_is_counted_and_not_written_out);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
