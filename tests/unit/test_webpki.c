/* SPDX-License-Identifier: MIT */
/* lib/profile/webpki*.c: what testdata/webpki does not reach, and its tables row by row. */
#include "profile/webpki.h"
#include "support/check_fixture.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <arpa/inet.h>
#include <check.h>

static void begin(void)
{
    fixture_begin();
    certcheck_policy_set_profile(fixture.policy, CERTCHECK_PROFILE_WEBPKI);
    fixture_again();
}

static struct cc_webpki rules_of(const struct certcheck_certificate *certificate,
                                 enum cc_webpki_kind kind)
{
    return (struct cc_webpki){&fixture.profile, certificate, 0, kind, false};
}

static bool was_found(enum certcheck_finding_code code)
{
    for (const struct cc_finding *f = fixture.findings.first; f != NULL; f = f->next)
        if (f->code == code)
            return true;
    return false;
}

/* ---- addresses ---- */

static const struct {
    const char *text; /* as RFC 3986 or RFC 5952 writes it */
    bool reserved;
} addresses[] = {
    {"0.0.0.0", true},
    {"0.255.255.255", true},
    {"1.0.0.0", false},
    {"9.255.255.255", false},
    {"10.0.0.0", true},
    {"100.63.255.255", false},
    {"100.64.0.0", true},
    {"100.127.255.255", true},
    {"100.128.0.0", false},
    {"126.255.255.255", false},
    {"127.0.0.1", true},
    {"128.0.0.0", false},
    {"169.254.0.1", true},
    {"172.15.255.255", false},
    {"172.16.0.0", true},
    {"192.0.0.255", true},
    {"192.0.1.0", false},
    {"192.0.2.1", true},
    {"192.31.195.255", false},
    {"192.31.196.1", true},
    {"192.31.197.0", false},
    {"192.52.193.1", true},
    {"192.52.194.0", false},
    {"192.167.255.255", false},
    {"192.168.0.0", true},
    {"192.175.48.1", true},
    {"192.175.49.0", false},
    {"198.17.255.255", false},
    {"198.18.0.0", true},
    {"198.19.255.255", true},
    {"198.20.0.0", false},
    {"198.51.100.7", true},
    {"203.0.113.7", true},
    {"223.255.255.255", false},
    {"255.255.255.255", true},
    {"::", true},
    {"::1", true},
    {"::ffff:101:101", true},
    {"64:ff9b::", true},
    {"2001:2::", true},
    {"2001:1::1", true},
    {"2001:1ff:ffff::", true},
    {"2001:200::", false},
    {"2001:db8::1", true},
    {"2001:db8:0:1:1:1:1:1", true},
    {"2001:0:0:1::1", true},
    {"2001:4860:4860::8888", false},
    {"2002::1", true},
    {"2003::1", false},
    {"2606:4700::1:0:0:1", false},
    {"2620:4f:7fff::", false},
    {"2620:4f:8000::", true},
    {"2620:4f:8001::", false},
    {"3fff:fff:ffff::", true},
    {"3fff:1000::", false},
    {"4000::", true},
    {"fc00::", true},
    {"fe80::1", true},
    {"ff02::1", true},
    {"1:2:3:4:5:6:7:8", true},
};

START_TEST(address_is_written_and_told_apart)
{
    uint8_t octets[16];
    struct cc_text text;
    cc_span address = {octets, 4};
    if (inet_pton(AF_INET, addresses[_i].text, octets) != 1) {
        ck_assert_int_eq(inet_pton(AF_INET6, addresses[_i].text, octets), 1);
        address.length = 16;
    }
    cc_text_init(&text, CC_TEXT_LIMIT);
    cc_webpki_address_text(address, &text);
    ck_assert_str_eq(text.data, addresses[_i].text);
    cc_text_release(&text);
    ck_assert_msg(cc_webpki_address_is_reserved(address) == addresses[_i].reserved, "%s",
                  addresses[_i].text);
}
END_TEST

START_TEST(five_octets_are_no_address)
{
    struct cc_text text;
    cc_text_init(&text, CC_TEXT_LIMIT);
    cc_webpki_address_text(OCTETS(10, 0, 0, 1, 0), &text);
    ck_assert_uint_eq(text.length, 0);
    cc_text_release(&text);
    ck_assert(!cc_webpki_address_is_reserved(OCTETS(10, 0, 0, 1, 0)));
    ck_assert(!cc_webpki_address_is_reserved(OCTETS(10)));
}
END_TEST

/* ---- commonName ---- */

#define MISMATCH CERTCHECK_FINDING_WEB_COMMON_NAME_MISMATCH
#define OTHER_KIND CERTCHECK_FINDING_WEB_COMMON_NAME_KIND
#define FITS CERTCHECK_FINDING_CODES

static const struct {
    const char *common_name;
    const char *host; /* NULL: none */
    const char *ip;
    enum certcheck_finding_code expected;
} common_names[] = {
    {"www.example.com", "www.example.com", NULL, FITS},
    {"www.example.com", "example.com", NULL, MISMATCH},
    {"www.example.com.", "www.example.com", NULL, MISMATCH},
    {"WWW.example.com", "WWW.example.com", NULL, FITS},
    {"xn--bcher-kva.com", "www.example.com", NULL, MISMATCH},
    {"example.com", "*.example.com", NULL, OTHER_KIND},
    {"*.example.com", "example.com", NULL, OTHER_KIND},
    {"*.example.com", "*.example.com", NULL, FITS},
    {"example.com", "localhost", NULL, OTHER_KIND},
    {"example.com", NULL, "127.0.0.1", OTHER_KIND},
    {"example.com", "www.example.com", "127.0.0.1", MISMATCH},
    {"My Server", "www.example.com", NULL, MISMATCH},
    {"My Server", NULL, "1.1.1.1", MISMATCH},
    {"My Server", "localhost", NULL, OTHER_KIND},
    {"localhost", "www.example.com", NULL, MISMATCH},
    {"printer.local", "www.example.com", NULL, OTHER_KIND},
    {"b\xC3\xBC"
     "cher.com",
     "localhost", NULL, MISMATCH},
    {"192.168.1.1", NULL, "192.168.1.1", FITS},
    {"192.168.001.001", NULL, "192.168.1.1", MISMATCH},
    {"192.168.257", NULL, "192.168.1.1", MISMATCH},
    {"0xC0A80101", NULL, "192.168.1.1", MISMATCH},
    {"0xc0.0xa8.1.1", NULL, "192.168.1.1", MISMATCH},
    {"3232235777", NULL, "192.168.1.1", MISMATCH},
    {"192.168.1.2", NULL, "192.168.1.1", MISMATCH},
    {"printer.local", "Printer.local", NULL, MISMATCH},
    {"*.example.org", "*.example.com", NULL, MISMATCH},
    {"localhost", "localhost", NULL, FITS},
    {"1.1.1.2", NULL, "1.1.1.1", MISMATCH},
    {"1.1.1.1", NULL, "127.0.0.1", OTHER_KIND},
    {"1.1.1.1", "www.example.com", NULL, OTHER_KIND},
    {"2606:4700::1", NULL, "2606:4700::1", FITS},
    {"2606:4700:0:0:0:0:0:1", NULL, "2606:4700::1", MISMATCH},
    {"2606:4700::0001", NULL, "2606:4700::1", MISMATCH},
    {"2606:4700::ABCD", NULL, "2606:4700::abcd", MISMATCH},
    {"::ffff:1.1.1.1", NULL, "::ffff:101:101", MISMATCH},
    {"::ffff:101:101", NULL, "::ffff:101:101", FITS},
    {"[2606:4700::1]", NULL, "2606:4700::1", MISMATCH},
};

START_TEST(common_name_is_a_copy_or_is_none)
{
    struct certcheck_certificate *c = make_certificate(common_names[_i].common_name);
    cc_span host = common_names[_i].host ? dns(common_names[_i].host) : OCTETS();
    cc_span ip = common_names[_i].ip ? address(common_names[_i].ip) : OCTETS();
    make_alternative_names(c, join(host, ip, NOTHING));
    struct cc_webpki web = rules_of(c, CC_WEBPKI_SUBSCRIBER);
    cc_webpki_common_name(&web);
    if (common_names[_i].expected == FITS)
        expect_nothing();
    else
        expect_only(common_names[_i].expected, 0);
}
END_TEST

START_TEST(memory_that_runs_out_is_no_mismatch)
{
    struct certcheck_certificate *c = make_certificate("1.1.1.1");
    make_alternative_names(c, address("1.1.1.1"));
    struct cc_webpki web = rules_of(c, CC_WEBPKI_SUBSCRIBER);
    failing_alloc_at(0);
    cc_webpki_common_name(&web);
    expect_nothing();
    for (size_t nth = failing_alloc_count(); nth > 0; nth--) {
        fixture_again();
        failing_alloc_at(nth);
        cc_webpki_common_name(&web);
        ck_assert(fixture.findings.no_memory);
    }
    failing_alloc_at(0);
}
END_TEST

/* ---- what is judged as what ---- */

START_TEST(anchor_in_another_name_is_only_asked_about_its_key)
{
    struct certcheck_certificate *c = make_authority("cross");
    cc_profile_webpki(&fixture.profile, c, CC_ROLE_ANCHOR, 2);
    expect_nothing();
    c->key.kind = CERTCHECK_KEY_ED25519;
    cc_profile_webpki(&fixture.profile, c, CC_ROLE_ANCHOR, 2);
    expect_only(CERTCHECK_FINDING_WEB_KEY_ALGORITHM, 2);
}
END_TEST

START_TEST(authority_asked_about_as_a_leaf_is_an_authority)
{
    struct certcheck_certificate *c = make_authority("ca");
    cc_profile_webpki(&fixture.profile, c, CC_ROLE_LEAF, 0);
    ck_assert(!was_found(CERTCHECK_FINDING_WEB_SAN_MISSING));
    c->self_issued = true;
    make_extension(c, CERTCHECK_EXT_EXTENDED_KEY_USAGE);
    cc_profile_webpki(&fixture.profile, c, CC_ROLE_TRUSTED_LEAF, 0);
    expect_among(CERTCHECK_FINDING_WEB_ROOT_EKU, 0);
}
END_TEST

START_TEST(leaf_for_mail_is_no_servers)
{
    struct certcheck_certificate *c = make_certificate("c");
    cc_profile_webpki(&fixture.profile, c, CC_ROLE_LEAF, 0);
    expect_among(CERTCHECK_FINDING_WEB_SAN_MISSING, 0);
    expect_among(CERTCHECK_FINDING_WEB_EKU_MISSING, 0);
    ck_assert_int_eq(certcheck_policy_set_purpose(fixture.policy, "emailProtection"), CERTCHECK_OK);
    fixture_again();
    cc_profile_webpki(&fixture.profile, c, CC_ROLE_LEAF, 0);
    expect_nothing();
}
END_TEST

/* ---- algorithms and labels ---- */

START_TEST(pss_has_one_salt_and_one_mask_for_each_digest)
{
    static const struct {
        enum certcheck_digest digest, mask;
        uint32_t salt;
        size_t length; /* 63 without the parameters of both hash algorithms */
        bool listed;
    } rows[] = {
        {CERTCHECK_DIGEST_SHA256, CERTCHECK_DIGEST_SHA256, 32, 67, true},
        {CERTCHECK_DIGEST_SHA384, CERTCHECK_DIGEST_SHA384, 48, 67, true},
        {CERTCHECK_DIGEST_SHA512, CERTCHECK_DIGEST_SHA512, 64, 67, true},
        {CERTCHECK_DIGEST_SHA256, CERTCHECK_DIGEST_SHA256, 20, 67, false},
        {CERTCHECK_DIGEST_SHA384, CERTCHECK_DIGEST_SHA384, 32, 67, false},
        {CERTCHECK_DIGEST_SHA512, CERTCHECK_DIGEST_SHA256, 64, 67, false},
        {CERTCHECK_DIGEST_SHA224, CERTCHECK_DIGEST_SHA224, 28, 67, false},
        {CERTCHECK_DIGEST_SHA3_256, CERTCHECK_DIGEST_SHA3_256, 32, 67, false},
        {CERTCHECK_DIGEST_SHA256, CERTCHECK_DIGEST_SHA256, 32, 63, false},
    };
    static const uint8_t whole[67];
    struct certcheck_certificate *c = make_certificate("c");
    struct cc_webpki web = rules_of(c, CC_WEBPKI_SUBSCRIBER);
    c->algorithm.kind = CERTCHECK_SIGNATURE_RSA_PSS;
    c->algorithm.oid = OCTETS(0x2A);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        c->algorithm.digest = rows[i].digest;
        c->algorithm.mask_digest = rows[i].mask;
        c->algorithm.salt_length = rows[i].salt;
        c->algorithm.whole = bytes(whole, rows[i].length);
        fixture_again();
        cc_webpki_key(&web);
        if (rows[i].listed)
            expect_nothing();
        else
            expect_only(CERTCHECK_FINDING_WEB_SIGNATURE_ALGORITHM, 0);
    }
}
END_TEST

START_TEST(broken_digest_and_unknown_algorithm_are_other_findings)
{
    struct certcheck_certificate *c = make_certificate("c");
    struct cc_webpki web = rules_of(c, CC_WEBPKI_SUBSCRIBER);
    c->algorithm.digest = CERTCHECK_DIGEST_SHA1;
    cc_webpki_key(&web);
    c->algorithm.kind = CERTCHECK_SIGNATURE_UNKNOWN;
    c->algorithm.digest = CERTCHECK_DIGEST_NONE;
    cc_webpki_key(&web);
    c->key.kind = CERTCHECK_KEY_UNKNOWN;
    cc_webpki_key(&web);
    expect_nothing();
}
END_TEST

START_TEST(internal_names_need_no_list)
{
    ck_assert(cc_webpki_name_is_internal("localhost"));
    ck_assert(cc_webpki_name_is_internal("a.localhost"));
    ck_assert(cc_webpki_name_is_internal("printer.local"));
    ck_assert(cc_webpki_name_is_internal("a.test"));
    ck_assert(!cc_webpki_name_is_internal("local.example.com"));
    ck_assert(!cc_webpki_name_is_internal("test.com"));
}
END_TEST

START_TEST(no_name_of_a_hostile_certificate_is_read_past_its_end)
{
    char longest[300];
    memset(longest, 'a', sizeof longest);
    memcpy(longest, "xn--", 4);
    longest[sizeof longest - 1] = '\0';
    const char *const names[] = {"",   "*",   "*.",   ".",      "..",     "*..",      "-",    "--",
                                 "xn", "xn-", "xn--", "*.xn--", "a..com", "\x01.com", longest};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct certcheck_certificate *c = make_certificate(names[i]);
        make_alternative_names(c, dns(names[i]));
        struct cc_webpki web = rules_of(c, CC_WEBPKI_SUBSCRIBER);
        cc_webpki_alternative_names(&web);
        cc_webpki_common_name(&web);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("webpki");
    TCase *cases = tcase_create("webpki");
    tcase_add_checked_fixture(cases, begin, fixture_end);
    tcase_add_loop_test(cases, address_is_written_and_told_apart, 0,
                        sizeof addresses / sizeof *addresses);
    tcase_add_test(cases, five_octets_are_no_address);
    tcase_add_loop_test(cases, common_name_is_a_copy_or_is_none, 0,
                        sizeof common_names / sizeof *common_names);
    tcase_add_test(cases, memory_that_runs_out_is_no_mismatch);
    tcase_add_test(cases, anchor_in_another_name_is_only_asked_about_its_key);
    tcase_add_test(cases, authority_asked_about_as_a_leaf_is_an_authority);
    tcase_add_test(cases, leaf_for_mail_is_no_servers);
    tcase_add_test(cases, pss_has_one_salt_and_one_mask_for_each_digest);
    tcase_add_test(cases, broken_digest_and_unknown_algorithm_are_other_findings);
    tcase_add_test(cases, internal_names_need_no_list);
    tcase_add_test(cases, no_name_of_a_hostile_certificate_is_read_past_its_end);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
