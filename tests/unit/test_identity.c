/* SPDX-License-Identifier: MIT */
/* lib/check/identity.c: whether the leaf is for whom the caller asks (RFC 9525). */
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static void want(enum certcheck_identity_kind kind, const char *text)
{
    ck_assert_int_eq(certcheck_policy_add_identity(fixture.policy, kind, text), CERTCHECK_OK);
}

static void check(cc_span names)
{
    fixture_again();
    struct certcheck_certificate *c = make_certificate("www.example.com");
    make_alternative_names(c, names);
    cc_check_identity(&fixture.check, c, 0);
}

static void expect_match(cc_span names)
{
    check(names);
    expect_nothing();
}

static void expect_mismatch(cc_span names)
{
    check(names);
    expect_only(CERTCHECK_FINDING_HOSTNAME_MISMATCH, 0);
}

START_TEST(a_host_name_matches_whatever_its_case)
{
    want(CERTCHECK_IDENTITY_DNS, "www.Example.com");
    expect_match(dns("WWW.example.COM"));
    expect_match(join(dns("other.test"), dns("www.example.com"), NOTHING));
}
END_TEST

START_TEST(another_host_name_does_not_match)
{
    want(CERTCHECK_IDENTITY_DNS, "www.example.com");
    check(join(dns("example.com"), dns("ww.example.com"), address("192.0.2.1"), NOTHING));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_HOSTNAME_MISMATCH, 0);
    expect_text(finding, "expected", "www.example.com");
    expect_text(finding, "actual", "DNS:example.com, DNS:ww.example.com, IP:192.0.2.1");
    ck_assert_uint_eq(finding->offset, 300);
}
END_TEST

START_TEST(a_wildcard_stands_for_exactly_one_label)
{
    want(CERTCHECK_IDENTITY_DNS, "www.example.com");
    expect_match(dns("*.example.com"));
    expect_match(dns("*.EXAMPLE.com"));
    expect_mismatch(dns("*.www.example.com"));
    expect_mismatch(dns("*.com"));
    expect_mismatch(dns("*"));
    expect_mismatch(dns("*."));
}
END_TEST

START_TEST(a_wildcard_does_not_stand_for_its_parent_nor_for_a_top_label)
{
    want(CERTCHECK_IDENTITY_DNS, "example.com");
    expect_mismatch(dns("*.example.com"));
    expect_mismatch(dns("*.com"));
}
END_TEST

START_TEST(a_wildcard_does_not_stand_for_two_labels)
{
    want(CERTCHECK_IDENTITY_DNS, "a.b.example.com");
    expect_mismatch(dns("*.example.com"));
    expect_match(dns("*.b.example.com"));
}
END_TEST

START_TEST(a_wildcard_is_the_whole_leftmost_label_only)
{
    want(CERTCHECK_IDENTITY_DNS, "www.example.com");
    expect_mismatch(dns("w*.example.com"));
    expect_mismatch(dns("*w.example.com"));
    expect_mismatch(dns("w*w.example.com"));
    expect_mismatch(dns("www.*.com"));
    expect_mismatch(dns("*.*.com"));
}
END_TEST

START_TEST(a_wildcard_stands_for_an_a_label)
{
    want(CERTCHECK_IDENTITY_DNS, "b\xC3\xBC"
                                 "cher.example.com");
    expect_match(dns("*.example.com"));
    expect_match(dns("xn--bcher-kva.example.com"));
}
END_TEST

START_TEST(broken_names_never_match)
{
    want(CERTCHECK_IDENTITY_DNS, "www.example.com");
    expect_mismatch(dns("www.example.com."));
    expect_mismatch(dns(".www.example.com"));
    expect_mismatch(dns("www..example.com"));
    expect_mismatch(dns("www.example.com "));
    expect_mismatch(der(0x82, bytes("www.example.com\0", 16)));
    expect_mismatch(der(0x82, bytes("www.example.com\0.evil.test", 26)));
    expect_mismatch(der(0x82, bytes("", 0)));
}
END_TEST

START_TEST(an_address_matches_by_its_octets_only)
{
    want(CERTCHECK_IDENTITY_IP, "192.0.2.1");
    expect_match(address("192.0.2.1"));
    check(join(address("192.0.2.2"), dns("192.0.2.1"), address("::ffff:192.0.2.1"),
               network("192.0.2.1", "255.255.255.255"), NOTHING));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_IP_MISMATCH, 0);
    expect_text(finding, "expected", "192.0.2.1");
}
END_TEST

START_TEST(an_ipv6_address_matches)
{
    want(CERTCHECK_IDENTITY_IP, "2001:DB8::1");
    expect_match(address("2001:db8:0::1"));
    check(address("2001:db8::2"));
    expect_only(CERTCHECK_FINDING_IP_MISMATCH, 0);
}
END_TEST

START_TEST(a_mailbox_matches_but_for_the_case_of_its_domain)
{
    want(CERTCHECK_IDENTITY_EMAIL, "Alice@example.com");
    expect_match(mailbox("Alice@EXAMPLE.com"));
    check(join(mailbox("alice@example.com"), mailbox("Alice@other.test"), mailbox("Alice"),
               dns("example.com"), NOTHING));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_EMAIL_MISMATCH, 0);
    expect_text(finding, "expected", "Alice@example.com");
}
END_TEST

/* An otherName below 1.3.6.1.5.5.7.8: 9 is id-on-SmtpUTF8Mailbox, 5 id-on-xmppAddr. */
static cc_span other_name(uint8_t number, const char *text)
{
    return der(0xA0, join(OCTETS(0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, number),
                          der(0xA0, der(0x0C, cc_span_text(text))), NOTHING));
}

static cc_span utf8_mailbox(const char *text)
{
    return other_name(9, text);
}

START_TEST(an_international_mailbox_matches_in_both_forms_of_its_domain)
{
    want(CERTCHECK_IDENTITY_EMAIL, "m\xC3\xA4x@b\xC3\xBC"
                                   "cher.example");
    expect_match(utf8_mailbox("m\xC3\xA4x@b\xC3\xBC"
                              "cher.example"));
    expect_match(utf8_mailbox("m\xC3\xA4x@xn--bcher-kva.example"));
    check(utf8_mailbox("max@xn--bcher-kva.example"));
    expect_only(CERTCHECK_FINDING_EMAIL_MISMATCH, 0);
}
END_TEST

START_TEST(another_name_of_the_same_form_is_no_mailbox)
{
    want(CERTCHECK_IDENTITY_EMAIL, "max@example.com");
    expect_match(other_name(9, "max@example.com"));
    check(other_name(5, "max@example.com"));
    expect_only(CERTCHECK_FINDING_EMAIL_MISMATCH, 0);
}
END_TEST

START_TEST(the_common_name_does_not_count)
{
    want(CERTCHECK_IDENTITY_DNS, "www.example.com");
    struct certcheck_certificate *c = make_certificate("www.example.com");
    cc_check_identity(&fixture.check, c, 0);
    expect_text(expect_only(CERTCHECK_FINDING_SUBJECT_ALT_NAME_MISSING, 0), "actual",
                "www.example.com");
    fixture_again();
    c->subject = OCTETS(0x30, 0x00);
    cc_check_identity(&fixture.check, c, 0);
    expect_text(expect_only(CERTCHECK_FINDING_SUBJECT_ALT_NAME_MISSING, 0), "actual", "none");
}
END_TEST

/* Else whoever tolerates an old certificate without names would take anybody's. */
START_TEST(tolerated_to_have_no_names_it_still_is_not_for_anybody)
{
    static const enum certcheck_severity tolerant[] = {CERTCHECK_WARNING, CERTCHECK_NOTE,
                                                       CERTCHECK_OFF};
    want(CERTCHECK_IDENTITY_DNS, "www.example.com");
    want(CERTCHECK_IDENTITY_IP, "192.0.2.1");
    ck_assert_int_eq(certcheck_policy_set_severity(
                         fixture.policy, CERTCHECK_FINDING_SUBJECT_ALT_NAME_MISSING, tolerant[_i]),
                     CERTCHECK_OK);
    fixture_again();
    cc_check_identity(&fixture.check, make_certificate("www.example.com"), 0);
    expect_text(expect_among(CERTCHECK_FINDING_HOSTNAME_MISMATCH, 0), "actual", "none");
    expect_among(CERTCHECK_FINDING_IP_MISMATCH, 0);
    ck_assert_uint_eq(fixture.findings.errors, 2);
}
END_TEST

START_TEST(several_identities_must_all_match)
{
    want(CERTCHECK_IDENTITY_DNS, "a.test");
    want(CERTCHECK_IDENTITY_DNS, "b.test");
    expect_match(join(dns("a.test"), dns("b.test"), NOTHING));
    check(dns("a.test"));
    expect_text(expect_only(CERTCHECK_FINDING_HOSTNAME_MISMATCH, 0), "expected", "b.test");
}
END_TEST

START_TEST(nobody_asked_for_is_never_refused)
{
    expect_match(dns("a.test"));
    cc_check_identity(&fixture.check, make_certificate("leaf"), 0);
    expect_nothing();
}
END_TEST

START_TEST(unreadable_names_match_nobody)
{
    want(CERTCHECK_IDENTITY_DNS, "a.test");
    struct certcheck_certificate *c = make_certificate("leaf");
    make_extension(c, CERTCHECK_EXT_SUBJECT_ALT_NAME)->malformed = true;
    cc_check_identity(&fixture.check, c, 0);
    expect_text(expect_only(CERTCHECK_FINDING_HOSTNAME_MISMATCH, 0), "actual", "none");
}
END_TEST

START_TEST(ten_thousand_names_are_counted_and_not_written_out)
{
    static uint8_t list[10000 * 8];
    for (size_t i = 0; i < 10000; i++)
        memcpy(list + 8 * i,
               "\x82\x06"
               "a.test",
               8);
    want(CERTCHECK_IDENTITY_DNS, "b.test");
    check(cc_span_of(list, sizeof(list)));
    expect_text(expect_only(CERTCHECK_FINDING_HOSTNAME_MISMATCH, 0), "actual",
                "DNS:a.test, DNS:a.test, DNS:a.test, DNS:a.test, DNS:a.test and 9995 more");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("identity");
    TCase *cases = tcase_create("identity");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, a_host_name_matches_whatever_its_case);
    tcase_add_test(cases, another_host_name_does_not_match);
    tcase_add_test(cases, a_wildcard_stands_for_exactly_one_label);
    tcase_add_test(cases, a_wildcard_does_not_stand_for_its_parent_nor_for_a_top_label);
    tcase_add_test(cases, a_wildcard_does_not_stand_for_two_labels);
    tcase_add_test(cases, a_wildcard_is_the_whole_leftmost_label_only);
    tcase_add_test(cases, a_wildcard_stands_for_an_a_label);
    tcase_add_test(cases, broken_names_never_match);
    tcase_add_test(cases, an_address_matches_by_its_octets_only);
    tcase_add_test(cases, an_ipv6_address_matches);
    tcase_add_test(cases, a_mailbox_matches_but_for_the_case_of_its_domain);
    tcase_add_test(cases, an_international_mailbox_matches_in_both_forms_of_its_domain);
    tcase_add_test(cases, another_name_of_the_same_form_is_no_mailbox);
    tcase_add_test(cases, the_common_name_does_not_count);
    tcase_add_loop_test(cases, tolerated_to_have_no_names_it_still_is_not_for_anybody, 0, 3);
    tcase_add_test(cases, several_identities_must_all_match);
    tcase_add_test(cases, nobody_asked_for_is_never_refused);
    tcase_add_test(cases, unreadable_names_match_nobody);
    tcase_add_test(cases, ten_thousand_names_are_counted_and_not_written_out);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
