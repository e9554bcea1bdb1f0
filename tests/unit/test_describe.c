/* SPDX-License-Identifier: MIT */
/* lib/check/describe.c: what findings say of OIDs, purposes and policies. */
#include "check/describe.h"
#include "support/check_fixture.h"
#include "support/der_writer.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>

static struct cc_finding *finding;

static void begin(void)
{
    fixture_begin();
    finding = cc_findings_add(&fixture.findings, CERTCHECK_FINDING_EXPIRED, 0, NOTHING, NOTHING);
    ck_assert_ptr_nonnull(finding);
}

START_TEST(known_oids_have_their_names)
{
    cc_describe_oid(&fixture.findings, finding, "known", OCTETS(0x55, 0x1D, 0x13));
    expect_text(finding, "known", "basicConstraints");
}
END_TEST

static const cc_span server_auth = {(const uint8_t *)"\x06\x08\x2B\x06\x01\x05\x05\x07\x03\x01",
                                    10};
static const cc_span any_purpose = {(const uint8_t *)"\x06\x04\x55\x1D\x25\x00", 6};
static const cc_span unknown = {(const uint8_t *)"\x06\x03\x88\x37\x07", 5};

START_TEST(purposes_go_without_the_prefix_that_they_have)
{
    cc_describe_purposes(&fixture.findings, finding, "actual",
                         join(server_auth, any_purpose, unknown, NOTHING));
    expect_text(finding, "actual", "serverAuth, anyExtendedKeyUsage, 2.999.7");
    cc_describe_purposes(&fixture.findings, finding, "expected", NOTHING);
    expect_text(finding, "expected", "none");
}
END_TEST

START_TEST(of_many_policies_the_first_are_listed_and_the_others_counted)
{
    struct certcheck_policy_information policies[CC_DESCRIBE_LISTED_MAX + 2] = {0};
    const size_t count = sizeof policies / sizeof *policies;
    char expected[CC_DESCRIBE_LISTED_MAX * 16] = "";
    for (size_t i = 0; i < count; i++)
        policies[i].policy = cc_span_of(unknown.data + 2, 3);
    for (size_t i = 0; i < CC_DESCRIBE_LISTED_MAX; i++)
        strcat(strcat(expected, i > 0 ? ", " : ""), "2.999.7");
    cc_describe_policy_set(&fixture.findings, finding, "full", policies, CC_DESCRIBE_LISTED_MAX);
    expect_text(finding, "full", expected);
    strcat(expected, " and 2 more");
    cc_describe_policy_set(&fixture.findings, finding, "more", policies, count);
    expect_text(finding, "more", expected);
}
END_TEST

static void names_read(cc_span names, const char *expected)
{
    finding = cc_findings_add(&fixture.findings, CERTCHECK_FINDING_EXPIRED, 0, NOTHING, NOTHING);
    cc_describe_general_names(&fixture.findings, finding, "actual", names);
    expect_text(finding, "actual", expected);
}

START_TEST(a_name_that_reads_as_two_is_quoted)
{
    names_read(join(dns("a.example"), dns("b.example"), NOTHING), "DNS:a.example, DNS:b.example");
    names_read(dns("a.example, DNS:b.example"), "\"DNS:a.example, DNS:b.example\"");
    names_read(join(dns("a.example and 3 more"), dns("a,b"), NOTHING),
               "\"DNS:a.example and 3 more\", DNS:a,b");
    names_read(dns("a\", \"DNS:b"), "\"DNS:a\\\", \\\"DNS:b\"");
    names_read(dns("\""), "\"DNS:\\\"\"");
}
END_TEST

START_TEST(what_has_spaces_for_good_reasons_is_not)
{
    static char longest[17000];
    memset(longest, 'a', sizeof longest - 1);
    names_read(directory("Anna, Ltd"), "directory:CN=Anna\\, Ltd");
    names_read(dns(longest), "(a name of 17003 bytes)");
}
END_TEST

START_TEST(names_without_memory_are_told_as_that)
{
    cc_span names = dns("a.example, DNS:b.example");
    size_t failures = 0;
    for (fixture.findings.no_memory = true; fixture.findings.no_memory; failures++) {
        fixture.findings.no_memory = false;
        failing_alloc_at(failures + 1);
        cc_describe_general_names(&fixture.findings, finding, "actual", names);
        failing_alloc_at(0);
    }
    ck_assert_uint_gt(failures, 3); /* the name, the same in quotes, the list */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("describe");
    TCase *cases = tcase_create("describe");
    tcase_add_checked_fixture(cases, begin, fixture_end);
    tcase_add_test(cases, known_oids_have_their_names);
    tcase_add_test(cases, purposes_go_without_the_prefix_that_they_have);
    tcase_add_test(cases, a_name_that_reads_as_two_is_quoted);
    tcase_add_test(cases, what_has_spaces_for_good_reasons_is_not);
    tcase_add_test(cases, names_without_memory_are_told_as_that);
    tcase_add_test(cases, of_many_policies_the_first_are_listed_and_the_others_counted);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
