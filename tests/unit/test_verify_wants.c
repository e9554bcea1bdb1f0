/* SPDX-License-Identifier: MIT */
/* Which issuers a report wants, and in which order. */
#include "support/run_suite.h"
#include "support/verify_fixture.h"

#include "support/der_writer.h"

#include <stdio.h>

#define WRITERS 32
static struct der_writer writers[WRITERS];
static size_t writer_count;

static void set_up(void)
{
    verify_set_up();
    writer_count = 0;
}

static void tear_down(void)
{
    verify_tear_down();
    for (size_t i = 0; i < writer_count; i++)
        writer_release(&writers[i]);
    memset(writers, 0, sizeof(writers));
}

/* So many caIssuers URLs, "http://NAME/0" the first. */
static void give_urls(struct certcheck_certificate *certificate, const char *name, unsigned count)
{
    struct der_writer *access = &writers[writer_count++];
    ck_assert_uint_le(writer_count, WRITERS);
    for (unsigned i = 0; i < count; i++) {
        char url[64];
        snprintf(url, sizeof(url), "http://%s/%u", name, i);
        writer_begin(access, CC_DER_SEQUENCE);
        writer_oid(access, "1.3.6.1.5.5.7.48.2");
        writer_text(access, CC_DER_CONTEXT(6), url);
        writer_end(access);
    }
    certificate->access = writer_span(access);
}

static void assert_want(size_t index, const char *url)
{
    const struct certcheck_want *want = certcheck_report_want(report, index);
    ck_assert_ptr_nonnull(want);
    ck_assert_int_eq(want->kind, CERTCHECK_WANT_ISSUER);
    ck_assert_str_eq(want->url, url);
}

static void assert_want_count(size_t count)
{
    ck_assert_uint_eq(certcheck_report_want_count(report), count);
}

START_TEST(namesakes_of_an_expired_issuer_are_wanted)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    struct certcheck_certificate *root = trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *cross = offer(fake_ca("a", "root", 2, 1));
    cross->not_after = FAKE_NOW - 1;
    give_urls(leaf, "leaf", 1);
    give_urls(cross, "cross", 1);
    give_urls(root, "root", 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_EXPIRED, 1);
    assert_want_count(2);
    assert_want(0, "http://leaf/0");
    assert_want(1, "http://cross/0");
}
END_TEST

START_TEST(a_valid_verdict_wants_no_issuer)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "root", 9, 1);
    trust(fake_ca("root", "root", 1, 1));
    give_urls(leaf, "leaf", 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_VALID);
    assert_want_count(0);
}
END_TEST

START_TEST(no_issuer_helps_a_leaf_that_is_wrong_by_itself)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "root", 9, 1);
    trust(fake_ca("root", "root", 1, 1));
    give_urls(leaf, "leaf", 1);
    leaf->not_after = FAKE_NOW - 1;
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_want_count(0);
}
END_TEST

START_TEST(no_issuer_helps_where_evidence_is_missing)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "root", 9, 1);
    trust(fake_ca("root", "root", 1, 1));
    give_urls(leaf, "leaf", 1);
    certcheck_policy_set_revocation(policy, CERTCHECK_REVOCATION_REQUIRE);
    ck_assert_int_eq(verify(leaf), CERTCHECK_UNDETERMINED);
    assert_want_count(0);
}
END_TEST

START_TEST(ends_of_paths_come_first)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    struct certcheck_certificate *a = offer(fake_ca("a", "b", 2, 3));
    struct certcheck_certificate *b = offer(fake_ca("b", "gone", 3, 4));
    trust(fake_ca("root", "root", 1, 1));
    give_urls(leaf, "leaf", 1);
    give_urls(a, "a", 1);
    give_urls(b, "b", 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_want_count(3);
    assert_want(0, "http://b/0");
    assert_want(1, "http://leaf/0");
    assert_want(2, "http://a/0");
}
END_TEST

/* Nobody signed the forged issuer, and yet it leads to the anchor. */
START_TEST(what_nobody_signed_comes_last)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    struct certcheck_certificate *forged = offer(fake_ca("a", "root", 20, 21));
    struct certcheck_certificate *a = offer(fake_ca("a", "root", 2, 1));
    trust(fake_ca("root", "root", 1, 1));
    forged->not_before = 10;
    a->not_after = FAKE_NOW - 1;
    give_urls(forged, "forged", 20);
    give_urls(a, "a", 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_want_count(CC_REPORT_WANTS_MAX);
    assert_want(0, "http://a/0");
    assert_want(1, "http://forged/0");
}
END_TEST

/* With an authority's key anybody can make certificates that would hold, had they an issuer. */
START_TEST(who_writes_many_urls_pushes_none_out)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    char name[8];
    trust(fake_ca("root", "root", 1, 1));
    for (unsigned i = 0; i < 7; i++) {
        struct certcheck_certificate *junk = offer(fake_ca("a", "nowhere", 2, 30 + i));
        snprintf(name, sizeof(name), "junk%u", i);
        junk->not_before = 10;
        give_urls(junk, name, 20);
    }
    struct certcheck_certificate *a = offer(fake_ca("a", "gone", 2, 3));
    give_urls(a, "a", 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_want_count(CC_REPORT_WANTS_MAX);
    assert_want(7, "http://a/0");
    assert_want(8, "http://junk0/1");
}
END_TEST

START_TEST(a_url_of_several_certificates_is_wanted_once)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    struct certcheck_certificate *a = offer(fake_ca("a", "gone", 2, 3));
    trust(fake_ca("root", "root", 1, 1));
    give_urls(leaf, "same", 1);
    give_urls(a, "same", 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_want_count(1);
    ck_assert_ptr_eq(certcheck_report_want(report, 0)->certificate, a);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verify");
    TCase *tests = tcase_create("wants");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, namesakes_of_an_expired_issuer_are_wanted);
    tcase_add_test(tests, a_valid_verdict_wants_no_issuer);
    tcase_add_test(tests, no_issuer_helps_a_leaf_that_is_wrong_by_itself);
    tcase_add_test(tests, no_issuer_helps_where_evidence_is_missing);
    tcase_add_test(tests, ends_of_paths_come_first);
    tcase_add_test(tests, what_nobody_signed_comes_last);
    tcase_add_test(tests, who_writes_many_urls_pushes_none_out);
    tcase_add_test(tests, a_url_of_several_certificates_is_wanted_once);
    return run_suite(suite);
}
