/* SPDX-License-Identifier: MIT */
/* lib/profile: rules for certificates themselves. */
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static void profile(enum certcheck_profile wanted)
{
    certcheck_policy_set_profile(fixture.policy, wanted);
    fixture_again();
}

static struct certcheck_certificate *with_serial(cc_span serial)
{
    struct certcheck_certificate *c = make_certificate("c");
    c->serial = serial;
    return c;
}

static void check(const struct certcheck_certificate *c, enum cc_role role)
{
    cc_profile_serial_number(&fixture.profile, c, role, 1);
}

START_TEST(one_and_the_largest_serial_number_are_fine)
{
    check(with_serial(OCTETS(1)), CC_ROLE_LEAF);
    check(with_serial(OCTETS(0x7F, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0)),
          CC_ROLE_INTERMEDIATE);
    expect_nothing();
}
END_TEST

START_TEST(zero_is_not_positive)
{
    check(with_serial(OCTETS(0)), CC_ROLE_LEAF);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_SERIAL_NOT_POSITIVE, 1);
    expect_text(finding, "serial", "0");
    ck_assert_int_eq(finding->severity, CERTCHECK_WARNING);
}
END_TEST

START_TEST(negative_serial_numbers_are_written_out)
{
    static const struct {
        uint8_t octets[3];
        size_t length;
        const char *text;
    } rows[] = {{{0xFF}, 1, "-01"},
                {{0x80}, 1, "-80"},
                {{0xFF, 0x00}, 2, "-0100"},
                {{0x80, 0x00, 0x00}, 3, "-800000"}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        fixture_again();
        check(with_serial(bytes(rows[i].octets, rows[i].length)), CC_ROLE_LEAF);
        expect_text(expect_only(CERTCHECK_FINDING_SERIAL_NOT_POSITIVE, 1), "serial", rows[i].text);
    }
}
END_TEST

START_TEST(twenty_one_octets_are_too_long)
{
    uint8_t octets[21] = {1};
    check(with_serial(bytes(octets, 21)), CC_ROLE_LEAF);
    expect_number(expect_only(CERTCHECK_FINDING_SERIAL_TOO_LONG, 1), "actual", 21);
    fixture_again();
    octets[0] = 0x80;
    check(with_serial(bytes(octets, 21)), CC_ROLE_LEAF);
    expect_among(CERTCHECK_FINDING_SERIAL_TOO_LONG, 1);
    expect_text(expect_among(CERTCHECK_FINDING_SERIAL_NOT_POSITIVE, 1), "serial", "negative");
}
END_TEST

START_TEST(the_serial_number_of_an_anchor_is_left_alone)
{
    check(with_serial(OCTETS(0)), CC_ROLE_ANCHOR);
    expect_nothing();
    check(with_serial(OCTETS(0)), CC_ROLE_TRUSTED_LEAF);
    expect_only(CERTCHECK_FINDING_SERIAL_NOT_POSITIVE, 1);
}
END_TEST

START_TEST(each_quirk_is_found_at_its_place)
{
    static const struct {
        enum cc_quirk_kind quirk;
        enum certcheck_finding_code code;
        enum certcheck_severity in_default, in_rfc5280;
    } rows[] = {{CC_QUIRK_ENCODED_DEFAULT, CERTCHECK_FINDING_ENCODED_DEFAULT, CERTCHECK_NOTE,
                 CERTCHECK_WARNING},
                {CC_QUIRK_STRING_ALPHABET, CERTCHECK_FINDING_STRING_ALPHABET, CERTCHECK_NOTE,
                 CERTCHECK_WARNING},
                {CC_QUIRK_TIME_FORM, CERTCHECK_FINDING_TIME_FORM, CERTCHECK_NOTE, CERTCHECK_ERROR}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct certcheck_certificate *c = make_certificate("c");
        c->quirks[rows[i].quirk].count = 2;
        c->quirks[rows[i].quirk].field = "field";
        c->quirks[rows[i].quirk].where = cc_span_of(c->der.data + 77, 5);
        profile(CERTCHECK_PROFILE_DEFAULT);
        cc_profile_encoding(&fixture.profile, c, CC_ROLE_LEAF, 1);
        const struct cc_finding *finding = expect_only(rows[i].code, 1);
        expect_text(finding, "field", "field");
        ck_assert_uint_eq(finding->offset, 77);
        ck_assert_uint_eq(finding->length, 5);
        ck_assert_int_eq(finding->severity, rows[i].in_default);
        profile(CERTCHECK_PROFILE_RFC5280);
        cc_profile_encoding(&fixture.profile, c, CC_ROLE_INTERMEDIATE, 1);
        ck_assert_int_eq(expect_only(rows[i].code, 1)->severity, rows[i].in_rfc5280);
        fixture_again();
        cc_profile_encoding(&fixture.profile, c, CC_ROLE_ANCHOR, 1);
        expect_nothing();
    }
}
END_TEST

/* Every family on a certificate with next to nothing in it. */
START_TEST(every_family_is_asked)
{
    profile(CERTCHECK_PROFILE_RFC5280);
    struct certcheck_certificate *c = make_certificate("c");
    c->serial = OCTETS(0);
    c->quirks[CC_QUIRK_TIME_FORM].count = 1;
    cc_profile_certificate(&fixture.profile, c, CC_ROLE_LEAF, 1);
    expect_among(CERTCHECK_FINDING_TIME_FORM, 1);
    expect_among(CERTCHECK_FINDING_SERIAL_NOT_POSITIVE, 1);
    expect_among(CERTCHECK_FINDING_AUTHORITY_KEY_IDENTIFIER_MISSING, 1);
    expect_among(CERTCHECK_FINDING_SUBJECT_KEY_IDENTIFIER_ABSENT, 1);
}
END_TEST

/* The reader has no kind for such keys. */
START_TEST(key_of_no_kind_is_told_by_its_name)
{
    static const uint8_t oaep[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x07};
    profile(CERTCHECK_PROFILE_RFC5280);
    struct certcheck_certificate *c = make_certificate("c");
    c->key.kind = CERTCHECK_KEY_UNKNOWN;
    c->key.algorithm_oid = bytes(oaep, sizeof oaep);
    c->has_key_usage = true;
    c->key_usage = CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE | CERTCHECK_KEY_USAGE_KEY_ENCIPHERMENT;
    cc_profile_key_usage(&fixture.profile, c, CC_ROLE_LEAF, 0);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_KEY_USAGE_UNFIT, 0);
    expect_text(finding, "actual", "digitalSignature");
    expect_text(finding, "algorithm", "id-RSAES-OAEP");
}
END_TEST

/* A Name of `count` RDNs, each an emailAddress, and as many host names with a mailbox behind them.
 */
static void add_mail(struct certcheck_certificate *c, size_t count)
{
    static const uint8_t rdn[] = {0x31, 0x0F, 0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48,
                                  0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01, 0x16, 0x00};
    uint8_t *rdns = cc_arena_array(&fixture.arena, count, sizeof(rdn));
    uint8_t *hosts = cc_arena_array(&fixture.arena, count, 3);
    ck_assert(rdns != NULL && hosts != NULL);
    for (size_t i = 0; i < count; i++) {
        memcpy(rdns + i * sizeof(rdn), rdn, sizeof(rdn));
        memcpy(hosts + i * 3, "\x82\x01x", 3);
    }
    c->subject = der(0x30, cc_span_of(rdns, count * sizeof(rdn)));
    make_alternative_names(c,
                           join(cc_span_of(hosts, count * 3), mailbox("a@example.com"), NOTHING));
}

/* Check ends a test that walks 50,000 names for each of 50,000 attributes. */
START_TEST(many_addresses_and_many_names_take_no_time)
{
    struct certcheck_certificate *c = make_certificate("c");
    add_mail(c, 50000);
    cc_profile_subject_attributes(&fixture.profile, c, CC_ROLE_LEAF, 0);
    for (const struct cc_finding *f = fixture.findings.first; f != NULL; f = f->next)
        ck_assert_int_ne(f->code, CERTCHECK_FINDING_EMAIL_ADDRESS_IN_SUBJECT);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("profile");
    TCase *cases = tcase_create("profile");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, one_and_the_largest_serial_number_are_fine);
    tcase_add_test(cases, zero_is_not_positive);
    tcase_add_test(cases, negative_serial_numbers_are_written_out);
    tcase_add_test(cases, twenty_one_octets_are_too_long);
    tcase_add_test(cases, the_serial_number_of_an_anchor_is_left_alone);
    tcase_add_test(cases, each_quirk_is_found_at_its_place);
    tcase_add_test(cases, every_family_is_asked);
    tcase_add_test(cases, key_of_no_kind_is_told_by_its_name);
    tcase_add_test(cases, many_addresses_and_many_names_take_no_time);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
