/* SPDX-License-Identifier: MIT */
/* lib/path/policy.c and policy_identity.c: what a caller may ask for, and how it is kept. */
#include "support/check_fixture.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdlib.h>

static enum certcheck_status add(enum certcheck_identity_kind kind, const char *text)
{
    return certcheck_policy_add_identity(fixture.policy, kind, text);
}

static const struct cc_identity *last(void)
{
    return &fixture.policy->identities[fixture.policy->identity_count - 1];
}

static void expect_dns(const char *text, const char *ascii)
{
    ck_assert_int_eq(add(CERTCHECK_IDENTITY_DNS, text), CERTCHECK_OK);
    ck_assert_str_eq(last()->ascii, ascii);
    ck_assert_str_eq(last()->text, text);
}

static void expect_refused(enum certcheck_identity_kind kind, const char *text)
{
    size_t before = fixture.policy->identity_count;
    ck_assert_msg(add(kind, text) == CERTCHECK_BAD_ARGUMENT, "accepted %s", text);
    ck_assert_uint_eq(fixture.policy->identity_count, before);
}

START_TEST(host_names_become_lower_case_without_a_final_dot)
{
    expect_dns("WWW.Example.COM", "www.example.com");
    expect_dns("example.com.", "example.com");
    expect_dns("localhost", "localhost");
    expect_dns("_under.example.com", "_under.example.com");
    expect_dns("3com.com", "3com.com");
    expect_dns("AZ.az09", "az.az09");
    expect_dns("a.", "a");
}
END_TEST

START_TEST(international_host_names_become_a_labels)
{
    expect_dns("b\xC3\xBC"
               "cher.example",
               "xn--bcher-kva.example");
    expect_dns("B\xC3\x9C"
               "CHER.example",
               "xn--bcher-kva.example");
    /* Sharp s is kept: non-transitional processing. */
    expect_dns("stra\xC3\x9F"
               "e.example",
               "xn--strae-oqa.example");
    /* IDEOGRAPHIC FULL STOP is a dot. */
    expect_dns("b\xC3\xBC"
               "cher\xE3\x80\x82"
               "example",
               "xn--bcher-kva.example");
    expect_dns("XN--Bcher-KVA.example", "xn--bcher-kva.example");
}
END_TEST

START_TEST(labels_and_names_of_full_length_are_accepted)
{
    char name[300];
    memset(name, 'a', sizeof(name));
    name[63] = name[127] = name[191] = '.';
    name[253] = '\0';
    ck_assert_int_eq(add(CERTCHECK_IDENTITY_DNS, name), CERTCHECK_OK);
    name[253] = 'a';
    name[254] = '\0';
    expect_refused(CERTCHECK_IDENTITY_DNS, name);
    name[63] = 'a';
    name[100] = '\0';
    expect_refused(CERTCHECK_IDENTITY_DNS, name);
}
END_TEST

START_TEST(what_only_begins_like_a_number_is_a_host_name)
{
    expect_dns("a.0x7g", "a.0x7g");
    expect_dns("0x-1", "0x-1");
    expect_dns("0y1", "0y1");
    expect_dns("1x1", "1x1");
    expect_dns("0x1.example", "0x1.example");
}
END_TEST

START_TEST(what_is_no_host_name_is_refused)
{
    static const char *const texts[] = {"",
                                        ".",
                                        "..",
                                        "a..b",
                                        ".a",
                                        "a..",
                                        "a b",
                                        "-a.example",
                                        "a-.example",
                                        "*.example",
                                        "192.0.2.1",
                                        "2001:db8::1",
                                        "[::1]",
                                        "127.1",
                                        "0x7f.0x1",
                                        "0X7F000001",
                                        "1.2.3.0x4",
                                        "0x",
                                        "a.example:1",
                                        "http://a.example",
                                        "a.123",
                                        "\xFF.example",
                                        "a`b",
                                        "a{b",
                                        "a@b",
                                        "a[b",
                                        "a/b"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        expect_refused(CERTCHECK_IDENTITY_DNS, texts[i]);
    expect_refused(CERTCHECK_IDENTITY_DNS, NULL);
}
END_TEST

START_TEST(addresses_become_octets)
{
    ck_assert_int_eq(add(CERTCHECK_IDENTITY_IP, "192.0.2.1"), CERTCHECK_OK);
    ck_assert_uint_eq(last()->address_length, 4);
    ck_assert_mem_eq(last()->address, ((const uint8_t[]){192, 0, 2, 1}), 4);
    ck_assert_int_eq(add(CERTCHECK_IDENTITY_IP, "2001:DB8::1"), CERTCHECK_OK);
    ck_assert_uint_eq(last()->address_length, 16);
    ck_assert_uint_eq(last()->address[1], 1);
    ck_assert_uint_eq(last()->address[15], 1);
}
END_TEST

START_TEST(what_is_no_address_is_refused)
{
    static const char *const texts[] = {"",      "example.com", "192.0.2",    "192.0.2.256",
                                        "[::1]", "fe80::1%lo",  "192.0.2.01", "::1/128"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        expect_refused(CERTCHECK_IDENTITY_IP, texts[i]);
}
END_TEST

START_TEST(hosts_are_addresses_or_else_names)
{
    ck_assert_int_eq(certcheck_policy_add_host(fixture.policy, "192.0.2.1"), CERTCHECK_OK);
    ck_assert_int_eq(last()->kind, CERTCHECK_IDENTITY_IP);
    ck_assert_uint_eq(last()->address_length, 4);
    ck_assert_int_eq(certcheck_policy_add_host(fixture.policy, "2001:db8::1"), CERTCHECK_OK);
    ck_assert_int_eq(last()->kind, CERTCHECK_IDENTITY_IP);
    ck_assert_uint_eq(last()->address_length, 16);
    ck_assert_int_eq(certcheck_policy_add_host(fixture.policy, "WWW.Example.org."), CERTCHECK_OK);
    ck_assert_int_eq(last()->kind, CERTCHECK_IDENTITY_DNS);
    ck_assert_str_eq(last()->ascii, "www.example.org");
    static const char *const texts[] = {"",         "192.0.2",    "192.0.2.256", "[::1]",
                                        "a@b.test", "fe80::1%lo", "two words"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        ck_assert_msg(certcheck_policy_add_host(fixture.policy, texts[i]) == CERTCHECK_BAD_ARGUMENT,
                      "accepted %s", texts[i]);
    ck_assert_uint_eq(fixture.policy->identity_count, 3);
}
END_TEST

START_TEST(mailboxes_keep_their_local_part_and_have_two_domains)
{
    ck_assert_int_eq(add(CERTCHECK_IDENTITY_EMAIL, "John.Doe@B\xC3\xBC"
                                                   "cher.Example"),
                     CERTCHECK_OK);
    ck_assert_str_eq(last()->ascii, "John.Doe@xn--bcher-kva.example");
    ck_assert_str_eq(last()->unicode, "John.Doe@b\xC3\xBC"
                                      "cher.example");
    ck_assert_int_eq(add(CERTCHECK_IDENTITY_EMAIL, "m\xC3\xA4x@xn--bcher-kva.example"),
                     CERTCHECK_OK);
    ck_assert_str_eq(last()->unicode, "m\xC3\xA4x@b\xC3\xBC"
                                      "cher.example");
    ck_assert_int_eq(add(CERTCHECK_IDENTITY_EMAIL, "!#~@b.test"), CERTCHECK_OK);
    /* Letters of full width, which stand for evil.example. */
    ck_assert_int_eq(add(CERTCHECK_IDENTITY_EMAIL, "a@xn--qi7ciaj2b.example"), CERTCHECK_OK);
    ck_assert_str_eq(last()->unicode, "a@xn--qi7ciaj2b.example");
}
END_TEST

/* RFC 5321 4.5.3.1.1 */
START_TEST(local_parts_have_64_octets)
{
    char text[80];
    memset(text, 'a', sizeof text);
    strcpy(text + 64, "@b.test");
    ck_assert_int_eq(add(CERTCHECK_IDENTITY_EMAIL, text), CERTCHECK_OK);
    text[64] = 'a';
    strcpy(text + 65, "@b.test");
    expect_refused(CERTCHECK_IDENTITY_EMAIL, text);
}
END_TEST

START_TEST(what_is_no_mailbox_is_refused)
{
    static const char *const texts[] = {"",
                                        "example.com",
                                        "@example.com",
                                        "a@",
                                        "a b@example",
                                        "a@b@example.com",
                                        ".a@b.test",
                                        "a.@b.test",
                                        "a..b@c.test",
                                        "a@[::1]",
                                        "a@192.0.2.1",
                                        "\"a\"@b.test",
                                        "\xCFr@b.test",
                                        "a\x7F@b.test"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        expect_refused(CERTCHECK_IDENTITY_EMAIL, texts[i]);
    expect_refused((enum certcheck_identity_kind)17, "a");
}
END_TEST

START_TEST(purposes_are_known_by_word_and_by_identifier)
{
    struct certcheck_policy *policy = fixture.policy;
    ck_assert_int_eq(policy->purpose, CC_PURPOSE_ANY);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "serverAuth"), CERTCHECK_OK);
    ck_assert_int_eq(policy->purpose, CC_PURPOSE_SERVER_AUTH);
    ck_assert_uint_eq(policy->purpose_oid_length, 8);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "1.3.6.1.5.5.7.3.9"), CERTCHECK_OK);
    ck_assert_int_eq(policy->purpose, CC_PURPOSE_OCSP_SIGNING);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "1.2.3.4"), CERTCHECK_OK);
    ck_assert_int_eq(policy->purpose, CC_PURPOSE_OTHER);
    ck_assert_str_eq(policy->purpose_text, "1.2.3.4");
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "1.2"), CERTCHECK_OK);
    ck_assert_uint_eq(policy->purpose_oid_length, 1);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "any"), CERTCHECK_OK);
    ck_assert_int_eq(policy->purpose, CC_PURPOSE_ANY);
    ck_assert_uint_eq(policy->purpose_oid_length, 0);
}
END_TEST

START_TEST(an_unknown_purpose_changes_nothing)
{
    struct certcheck_policy *policy = fixture.policy;
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "clientAuth"), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "ServerAuth"), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "1"), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, ""), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(policy->purpose, CC_PURPOSE_CLIENT_AUTH);
    ck_assert_str_eq(policy->purpose_text, "clientAuth");
}
END_TEST

START_TEST(an_override_holds_whatever_profile_is_set)
{
    struct certcheck_policy *policy = fixture.policy;
    ck_assert_int_eq(
        certcheck_policy_set_severity(policy, CERTCHECK_FINDING_TIME_FORM, CERTCHECK_WARNING),
        CERTCHECK_OK);
    certcheck_policy_set_profile(policy, CERTCHECK_PROFILE_RFC5280);
    fixture_again();
    ck_assert_int_eq(fixture.severity[CERTCHECK_FINDING_TIME_FORM], CERTCHECK_WARNING);
    ck_assert_int_eq(fixture.severity[CERTCHECK_FINDING_SERIAL_NOT_POSITIVE], CERTCHECK_ERROR);
    certcheck_policy_set_profile(policy, CERTCHECK_PROFILE_DEFAULT);
    fixture_again();
    ck_assert_int_eq(fixture.severity[CERTCHECK_FINDING_TIME_FORM], CERTCHECK_WARNING);
    ck_assert_int_eq(fixture.severity[CERTCHECK_FINDING_SERIAL_NOT_POSITIVE], CERTCHECK_WARNING);
}
END_TEST

START_TEST(what_is_fixed_cannot_be_overridden)
{
    struct certcheck_policy *policy = fixture.policy;
    static const enum certcheck_finding_code fixed[] = {
        CERTCHECK_FINDING_SIGNATURE_INVALID, CERTCHECK_FINDING_ISSUER_MISSING,
        CERTCHECK_FINDING_ROOT_NOT_TRUSTED, CERTCHECK_FINDING_BUDGET_SPENT,
        CERTCHECK_FINDING_EXTENSION_MALFORMED};
    for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
        ck_assert_int_eq(certcheck_policy_set_severity(policy, fixed[i], CERTCHECK_OFF),
                         CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_policy_set_severity(policy, CERTCHECK_FINDING_CODES, CERTCHECK_OFF),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_policy_set_severity(policy, CERTCHECK_FINDING_EXPIRED,
                                                   (enum certcheck_severity)4),
                     CERTCHECK_BAD_ARGUMENT);
}
END_TEST

/* Whether some profile makes a rule an error that the default profile leaves off. */
static bool is_error_elsewhere(enum certcheck_finding_code code)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(code);
    return info->severity[CERTCHECK_PROFILE_DEFAULT] == CERTCHECK_OFF &&
           (info->severity[CERTCHECK_PROFILE_RFC5280] == CERTCHECK_ERROR ||
            info->severity[CERTCHECK_PROFILE_WEBPKI] == CERTCHECK_ERROR);
}

START_TEST(what_only_stricter_profiles_refuse_is_noted_when_asked)
{
    enum certcheck_severity plain[CERTCHECK_FINDING_CODES];
    enum certcheck_severity noted[CERTCHECK_FINDING_CODES];
    cc_policy_severities(fixture.policy, plain);
    certcheck_policy_note_stricter(fixture.policy, true);
    cc_policy_severities(fixture.policy, noted);
    for (int code = 0; code < CERTCHECK_FINDING_CODES; code++)
        ck_assert_msg(noted[code] == (is_error_elsewhere((enum certcheck_finding_code)code)
                                          ? CERTCHECK_NOTE
                                          : plain[code]),
                      "%s", certcheck_finding_info((enum certcheck_finding_code)code)->id);
    certcheck_policy_set_profile(fixture.policy, CERTCHECK_PROFILE_RFC5280);
    cc_policy_severities(fixture.policy, noted);
    certcheck_policy_note_stricter(fixture.policy, false);
    cc_policy_severities(fixture.policy, plain);
    for (int code = 0; code < CERTCHECK_FINDING_CODES; code++)
        ck_assert_int_eq(noted[code], plain[code]);
}
END_TEST

START_TEST(numbers_are_kept_and_nonsense_is_not)
{
    struct certcheck_policy *policy = fixture.policy;
    ck_assert_uint_eq(policy->max_depth, 100);
    ck_assert_uint_eq(policy->budget[CERTCHECK_BUDGET_SIGNATURES], 100);
    ck_assert_uint_eq(policy->budget[CERTCHECK_BUDGET_CANDIDATES], 200000);
    ck_assert_uint_eq(policy->budget[CERTCHECK_BUDGET_NAME_CONSTRAINTS], 250000);
    ck_assert_uint_eq(policy->budget[CERTCHECK_BUDGET_POLICY_NODES], 50000);
    ck_assert_uint_eq(policy->min_rsa_bits, 2048);
    ck_assert_uint_eq(policy->max_paths, 1);
    certcheck_policy_set_max_paths(policy, 0);
    ck_assert_uint_eq(policy->max_paths, 1);
    certcheck_policy_set_max_paths(policy, 3);
    ck_assert_uint_eq(policy->max_paths, 3);
    certcheck_policy_set_budget(policy, CERTCHECK_BUDGET_SIGNATURES, 7);
    certcheck_policy_set_budget(policy, CERTCHECK_BUDGETS, 8);
    ck_assert_uint_eq(policy->budget[CERTCHECK_BUDGET_SIGNATURES], 7);
    certcheck_policy_set_profile(policy, CERTCHECK_PROFILES);
    ck_assert_int_eq(policy->profile, CERTCHECK_PROFILE_DEFAULT);
    ck_assert_str_eq(certcheck_budget_text(CERTCHECK_BUDGET_NAME_CONSTRAINTS), "name-constraints");
    ck_assert_str_eq(certcheck_budget_text(CERTCHECK_BUDGETS), "unknown");
    ck_assert_str_eq(certcheck_revocation_mode_text(CERTCHECK_REVOCATION_IF_PRESENT), "if-present");
    ck_assert_str_eq(certcheck_revocation_mode_text(CERTCHECK_REVOCATION_OFF), "off");
    ck_assert_str_eq(certcheck_revocation_mode_text(CERTCHECK_REVOCATION_REQUIRE), "require");
}
END_TEST

/* Runs until no allocation fails any more. */
START_TEST(every_allocation_may_fail)
{
    struct certcheck_policy *policy;
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        enum certcheck_status status = certcheck_policy_new(&policy);
        if (status == CERTCHECK_OK) {
            status = certcheck_policy_add_identity(policy, CERTCHECK_IDENTITY_EMAIL, "a@b.test");
            if (status == CERTCHECK_OK)
                status = certcheck_policy_set_purpose(policy, "serverAuth");
            certcheck_policy_free(policy);
        }
        if (failing_alloc_count() < nth) {
            ck_assert_int_eq(status, CERTCHECK_OK);
            break;
        }
        ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
    }
    failing_alloc_at(0);
    certcheck_policy_free(NULL);
}
END_TEST

START_TEST(accepted_policies_are_object_identifiers)
{
    struct certcheck_policy *policy = fixture.policy;
    ck_assert_int_eq(certcheck_policy_add_initial_policy(policy, "2.23.140.1.2.1"), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_policy_add_initial_policy(policy, "2.5.29.32.0"), CERTCHECK_OK);
    ck_assert_uint_eq(policy->initial_policy_count, 2);
    ck_assert_uint_eq(policy->initial_policies[1].length, 4);
    ck_assert_mem_eq(policy->initial_policies[1].oid, "\x55\x1D\x20\x00", 4);
    static const char *const wrong[] = {"",    "anyPolicy", "2",      "2.",
                                        "3.1", "1.40",      "2.23.x", " 2.5"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        ck_assert_msg(certcheck_policy_add_initial_policy(policy, wrong[i]) ==
                          CERTCHECK_BAD_ARGUMENT,
                      "accepted '%s'", wrong[i]);
    failing_alloc_at(1);
    ck_assert_int_eq(certcheck_policy_add_initial_policy(policy, "1.2.3"), CERTCHECK_NO_MEMORY);
    failing_alloc_at(0);
    ck_assert_uint_eq(policy->initial_policy_count, 2);
}
END_TEST

static enum certcheck_status permit(struct certcheck_policy *policy,
                                    enum certcheck_general_name_kind kind, const char *value,
                                    size_t length)
{
    return certcheck_policy_add_initial_subtree(policy, CERTCHECK_SUBTREE_PERMITTED, kind,
                                                (const uint8_t *)value, length);
}

START_TEST(initial_subtrees_are_constraints)
{
    static const char name[] = "\x30\x0f\x31\x0d\x30\x0b\x06\x03\x55\x04\x03\x0c\x04leaf";
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_DNS, "example.com", 11), CERTCHECK_OK);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_URI, ".example.com", 12), CERTCHECK_OK);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_RFC822, "a@example.com", 13),
                     CERTCHECK_OK);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_IP, "\xc0\0\2\0\xff\xff\xff\0", 8),
                     CERTCHECK_OK);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_DIRECTORY, name, sizeof(name) - 1),
                     CERTCHECK_OK);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_DNS, NULL, 0), CERTCHECK_OK);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_DNS, NULL, 1), CERTCHECK_BAD_ARGUMENT);
}
END_TEST

START_TEST(what_is_no_constraint_is_no_initial_subtree)
{
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_DNS, "a..b", 4), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_DNS, "a\0b", 3), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_DNS, "\xc3\xbc", 2),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_IP, "\xc0\0\2\0", 4),
                     CERTCHECK_BAD_ARGUMENT);
    /* a mask with a hole */
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_IP, "\xc0\0\2\0\xff\0\xff\0", 8),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_DIRECTORY, "CN=a", 4),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_REGISTERED_ID, "\x2a", 1),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_OTHER, "\x30\0", 2),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_DNS, NULL, 1), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_DNS, "x", SIZE_MAX),
                     CERTCHECK_BAD_ARGUMENT);
}
END_TEST

static uint8_t *put_header(uint8_t *at, uint8_t tag, const uint8_t *end)
{
    size_t length = (size_t)(end - at) - 5;
    const uint8_t header[] = {tag, 0x83, (uint8_t)(length >> 16), (uint8_t)(length >> 8),
                              (uint8_t)length};
    memcpy(at, header, sizeof(header));
    return at + sizeof(header);
}

/* A Name of `length` bytes, which must have three bytes for each length in it. */
static void permit_name(size_t length, enum certcheck_status expected)
{
    static const uint8_t common_name[] = {0x06, 0x03, 0x55, 0x04, 0x03};
    static const uint8_t tags[] = {0x30, 0x31, 0x30};
    uint8_t *name = calloc(1, length), *at = name;
    ck_assert_ptr_nonnull(name);
    for (size_t i = 0; i < sizeof(tags); i++)
        at = put_header(at, tags[i], name + length);
    memcpy(at, common_name, sizeof(common_name));
    at = put_header(at + sizeof(common_name), 0x0c, name + length);
    memset(at, 'a', (size_t)(name + length - at));
    ck_assert_int_eq(permit(fixture.policy, CERTCHECK_NAME_DIRECTORY, (char *)name, length),
                     expected);
    free(name);
}

START_TEST(initial_subtrees_are_a_mebibyte_at_most)
{
    enum { LIMIT = 1 << 20, HEADERS = 10 };
    permit_name(LIMIT / 2 + 1, CERTCHECK_BAD_ARGUMENT);
    permit_name(LIMIT / 2, CERTCHECK_OK);
    permit_name(LIMIT / 2 - 2 * HEADERS + 1, CERTCHECK_NO_MEMORY);
    permit_name(LIMIT / 2 - 2 * HEADERS, CERTCHECK_OK);
    ck_assert_uint_eq(fixture.policy->initial_permitted.length, LIMIT);
}
END_TEST

START_TEST(an_initial_subtree_without_memory_is_not_added)
{
    enum certcheck_status status = CERTCHECK_NO_MEMORY;
    for (size_t nth = 1; status == CERTCHECK_NO_MEMORY; nth++) {
        ck_assert_uint_eq(fixture.policy->initial_permitted.length, 0);
        failing_alloc_at(nth);
        status = permit(fixture.policy, CERTCHECK_NAME_DNS, "example.com", 11);
        ck_assert(nth > 1 || status == CERTCHECK_NO_MEMORY);
    }
    failing_alloc_at(0);
    ck_assert_int_eq(status, CERTCHECK_OK);
    ck_assert_uint_eq(fixture.policy->initial_permitted.length, 15);
}
END_TEST

START_TEST(no_other_answer_to_a_request_for_stapling_is_known)
{
    certcheck_policy_set_stapling(fixture.policy, CERTCHECK_STAPLING_GIVEN);
    certcheck_policy_set_stapling(fixture.policy,
                                  (enum certcheck_stapling)(CERTCHECK_STAPLING_GIVEN + 1));
    certcheck_policy_set_stapling(fixture.policy, (enum certcheck_stapling) - 1);
    ck_assert_int_eq(fixture.policy->stapling, CERTCHECK_STAPLING_GIVEN);
}
END_TEST

START_TEST(no_policy_is_asked_for_by_itself)
{
    const struct certcheck_policy *policy = fixture.policy;
    ck_assert_uint_eq(policy->initial_policy_count, 0);
    ck_assert(!policy->initial_explicit_policy);
    ck_assert(!policy->initial_policy_mapping_inhibit);
    ck_assert(!policy->initial_any_policy_inhibit);
    ck_assert(!policy->has_min_rsa_bits);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("policy");
    TCase *cases = tcase_create("policy");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, host_names_become_lower_case_without_a_final_dot);
    tcase_add_test(cases, international_host_names_become_a_labels);
    tcase_add_test(cases, labels_and_names_of_full_length_are_accepted);
    tcase_add_test(cases, what_only_begins_like_a_number_is_a_host_name);
    tcase_add_test(cases, what_is_no_host_name_is_refused);
    tcase_add_test(cases, addresses_become_octets);
    tcase_add_test(cases, what_is_no_address_is_refused);
    tcase_add_test(cases, hosts_are_addresses_or_else_names);
    tcase_add_test(cases, mailboxes_keep_their_local_part_and_have_two_domains);
    tcase_add_test(cases, local_parts_have_64_octets);
    tcase_add_test(cases, what_is_no_mailbox_is_refused);
    tcase_add_test(cases, purposes_are_known_by_word_and_by_identifier);
    tcase_add_test(cases, an_unknown_purpose_changes_nothing);
    tcase_add_test(cases, an_override_holds_whatever_profile_is_set);
    tcase_add_test(cases, what_is_fixed_cannot_be_overridden);
    tcase_add_test(cases, what_only_stricter_profiles_refuse_is_noted_when_asked);
    tcase_add_test(cases, numbers_are_kept_and_nonsense_is_not);
    tcase_add_test(cases, every_allocation_may_fail);
    tcase_add_test(cases, accepted_policies_are_object_identifiers);
    tcase_add_test(cases, initial_subtrees_are_constraints);
    tcase_add_test(cases, what_is_no_constraint_is_no_initial_subtree);
    tcase_add_test(cases, initial_subtrees_are_a_mebibyte_at_most);
    tcase_add_test(cases, an_initial_subtree_without_memory_is_not_added);
    tcase_add_test(cases, no_other_answer_to_a_request_for_stapling_is_known);
    tcase_add_test(cases, no_policy_is_asked_for_by_itself);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
