/* SPDX-License-Identifier: MIT */
/* Certificates that nobody signed, stuffed into the pool, do not replace the reason why there is no
 * valid path. */
#include "support/run_suite.h"
#include "support/verify_fixture.h"

#include "support/revocation_writer.h"
#include "x509/crl.h"

/* Siblings of the true issuer: one, as many as paths are kept, and more. Each once before it and
 * once behind it, in the pool and in the order of trying. */
static const unsigned counts[] = {1, 16, 40};
#define CASES 6

static bool comes_first(int number)
{
    return number % 2 == 0;
}

/* The order of trying: the newest first. */
static struct certcheck_certificate *offer_at(struct certcheck_certificate *certificate, bool early)
{
    certificate->not_before = early ? 20 : 10;
    return offer(certificate);
}

#define NOBODY 250

/* Nobody signed them, and they ask for a policy that the leaf does not have. */
static void offer_forged(int number, const char *issuer)
{
    for (unsigned i = 0; i < counts[number / 2]; i++) {
        struct certcheck_certificate *forged = fake_ca("a", issuer, 20 + i, NOBODY);
        forged->policy_constraints.has_require_explicit = true;
        offer_at(forged, comes_first(number));
    }
}

/* A chain, and the forged ones on the chosen side of it. */
static struct certcheck_certificate *offer_among_forged(int number, const char *issuer,
                                                        struct certcheck_certificate *ca)
{
    if (comes_first(number))
        offer_forged(number, issuer);
    offer_at(ca, !comes_first(number));
    if (!comes_first(number))
        offer_forged(number, issuer);
    return ca;
}

/* `ca`, whose key is key 2, revokes the leaf. */
static void revoke(const struct certcheck_certificate *leaf, const struct certcheck_certificate *ca)
{
    static const uint8_t signature[] = {2};
    struct der_writer entry = {0}, written = {0};
    struct certcheck_crl *crl;
    writer_crl_entry(&entry, leaf->serial, "260101000000Z", (cc_span){0});
    writer_crl(&written,
               &(struct crl_parts){.issuer = ca->subject, .entries = writer_span(&entry)});
    ck_assert_int_eq(certcheck_crl_parse(written.data, written.length, &crl, NULL), CERTCHECK_OK);
    crl->signature = cc_span_of(signature, 1);
    crl->algorithm = ca->algorithm;
    crl->this_update = 0;
    crl->next_update = 2 * FAKE_NOW;
    ck_assert_int_eq(certcheck_pool_add_crl(offered, crl, NULL), CERTCHECK_OK);
    certcheck_crl_free(crl);
    writer_release(&entry);
    writer_release(&written);
}

START_TEST(forged_siblings_hide_no_revocation)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    revoke(leaf, offer_among_forged(_i, "root", fake_ca("a", "root", 2, 1)));
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_CERTIFICATE_REVOKED, 0);
    ck_assert_int_eq(certcheck_report_path(report, 0)->entries[0].revocation.status,
                     CERTCHECK_REVOCATION_REVOKED);
}
END_TEST

/* The genuine path has more errors than any forged one. */
START_TEST(forged_siblings_hide_no_expired_issuer)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *ca = offer_among_forged(_i, "root", fake_ca("a", "root", 2, 1));
    ca->not_after = FAKE_NOW - 1;
    ca->policy_constraints.has_require_explicit = true;
    ca->has_key_usage = true;
    ca->key_usage = CERTCHECK_KEY_USAGE_CRL_SIGN;
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    ck_assert_ptr_eq(certcheck_report_path(report, 0)->entries[1].certificate, ca);
    assert_main(CERTCHECK_FINDING_EXPIRED, 1);
}
END_TEST

/* All are refused by the path as a whole: the search keeps them before it knows who signed them. */
START_TEST(forged_siblings_come_after_a_path_that_is_too_long)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    struct certcheck_certificate *root = trust(fake_ca("root", "root", 1, 1));
    root->basic_constraints.has_path_length = true;
    root->basic_constraints.path_length = 1;
    offer(fake_ca("c", "root", 4, 1));
    offer(fake_ca("b", "c", 3, 4));
    struct certcheck_certificate *ca = offer_among_forged(_i, "root", fake_ca("a", "b", 2, 3));
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    ck_assert_ptr_eq(certcheck_report_path(report, 0)->entries[1].certificate, ca);
    assert_main(CERTCHECK_FINDING_PATH_LENGTH_EXCEEDED, 4);
    for (size_t i = 1; i < certcheck_report_path_count(report); i++)
        ck_assert_int_eq(certcheck_report_path(report, i)->findings[0].code,
                         CERTCHECK_FINDING_SIGNATURE_INVALID);
}
END_TEST

/* ---- dead ends ---- */

#define TRUE_URL "http://example.com/true"

static struct der_writer true_url, forged_url;

static void write_issuer_url(struct der_writer *access, const char *url)
{
    writer_begin(access, CC_DER_SEQUENCE);
    writer_oid(access, "1.3.6.1.5.5.7.48.2");
    writer_text(access, CC_DER_CONTEXT(6), url);
    writer_end(access);
}

static void urls_set_up(void)
{
    verify_set_up();
    write_issuer_url(&true_url, TRUE_URL);
    write_issuer_url(&forged_url, "http://example.com/forged");
}

static void urls_tear_down(void)
{
    verify_tear_down();
    writer_release(&true_url);
    writer_release(&forged_url);
}

static void offer_forged_ends(int number)
{
    for (unsigned i = 0; i < counts[number / 2]; i++) {
        struct certcheck_certificate *forged = fake_ca("a", "nowhere", 20 + i, NOBODY);
        forged->access = writer_span(&forged_url);
        offer_at(forged, comes_first(number));
    }
}

static void offer_among_forged_ends(int number, struct certcheck_certificate *ca)
{
    if (comes_first(number))
        offer_forged_ends(number);
    ca->access = writer_span(&true_url);
    offer_at(ca, !comes_first(number));
    if (!comes_first(number))
        offer_forged_ends(number);
}

static void assert_first_want(const char *url)
{
    ck_assert_uint_gt(certcheck_report_want_count(report), 0);
    ck_assert_str_eq(certcheck_report_want(report, 0)->url, url);
}

START_TEST(forged_ends_hide_no_missing_issuer)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *ca = fake_ca("a", "gone", 2, 3);
    offer_among_forged_ends(_i, ca);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    ck_assert_ptr_eq(certcheck_report_path(report, 0)->entries[1].certificate, ca);
    assert_main(CERTCHECK_FINDING_ISSUER_MISSING, 1);
    assert_first_want(TRUE_URL);
}
END_TEST

START_TEST(forged_ends_hide_no_untrusted_root)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    offer_among_forged_ends(_i, fake_ca("a", "a", 2, 2));
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ROOT_NOT_TRUSTED, 1);
}
END_TEST

/* The forged ones lead to an anchor, as nothing else does. */
START_TEST(forged_paths_hide_no_missing_issuer)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    struct certcheck_certificate *ca = fake_ca("a", "gone", 2, 3);
    trust(fake_ca("root", "root", 1, 1));
    ca->access = writer_span(&true_url);
    offer_among_forged(_i, "root", ca);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    ck_assert_ptr_eq(certcheck_report_path(report, 0)->entries[1].certificate, ca);
    assert_main(CERTCHECK_FINDING_ISSUER_MISSING, 1);
    assert_first_want(TRUE_URL);
}
END_TEST

/* Where all candidates are forged, the leaf's own issuer is what is wanted. */
START_TEST(forged_ends_alone_leave_the_leafs_issuer_wanted)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    leaf->access = writer_span(&true_url);
    offer_forged_ends(_i);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ISSUER_REFUSED, 0);
    assert_first_want(TRUE_URL);
}
END_TEST

/* They take half of the signatures at most: whether a root is one is found out with the rest. */
START_TEST(forged_ends_leave_enough_to_tell_a_root)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    certcheck_policy_set_budget(policy, CERTCHECK_BUDGET_SIGNATURES, 4);
    offer_at(fake_ca("a", "nowhere", 20, NOBODY), true);
    offer_at(fake_ca("a", "nowhere", 21, NOBODY), true);
    offer_at(fake_ca("a", "a", 2, 2), false);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ROOT_NOT_TRUSTED, 1);
}
END_TEST

/* As trust settings do that reject it for any use. */
static void distrust(const struct certcheck_certificate *certificate)
{
    static const uint8_t any_use[] = {0x06, 0x04, 0x55, 0x1D, 0x25, 0x00};
    ck_assert_int_eq(cc_distrusted_add(&trusted->distrusted, certificate,
                                       cc_span_of(any_use, sizeof any_use), "settings"),
                     CERTCHECK_OK);
}

/* The leaf's issuer, whose bytes come last, is among so many of its name, in one order or the
 * other; none is given. */
static void end_for_want_of_one_among(unsigned namesakes, bool last, bool named)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 200);
    leaf->authority_key_identifier.has_key_identifier = named;
    leaf->authority_key_identifier.key_identifier = cc_span_text("200");
    trust(fake_ca("root", "root", 1, 1));
    for (unsigned i = 0; i < namesakes; i++) {
        bool issuer = i == (last ? namesakes - 1 : 0);
        struct certcheck_certificate *a = fake_ca("a", "root", issuer ? 200 : 20 + i, 1);
        a->subject_key_identifier = cc_span_text(issuer ? "200" : "20");
        distrust(a);
    }
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
}

START_TEST(distrusted_issuer_is_found_among_eight)
{
    end_for_want_of_one_among(8, _i != 0, false);
    assert_main(CERTCHECK_FINDING_CERTIFICATE_DISTRUSTED, 0);
    assert_path(0, CERTCHECK_PATH_ISSUER_DISTRUSTED, 1);
    ck_assert_uint_eq(crypto.verified, 8);
}
END_TEST

START_TEST(distrusted_issuer_is_found_among_many_by_its_key_identifier)
{
    end_for_want_of_one_among(40, _i != 0, true);
    assert_main(CERTCHECK_FINDING_CERTIFICATE_DISTRUSTED, 0);
    ck_assert_uint_eq(crypto.verified, 1);
}
END_TEST

/* Each of them costs a signature. */
START_TEST(no_more_than_eight_distrusted_namesakes_are_asked)
{
    end_for_want_of_one_among(9, _i != 0, false);
    assert_main(CERTCHECK_FINDING_ISSUER_MISSING, 0);
    ck_assert_uint_eq(crypto.verified, 8);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verify");
    TCase *paths = tcase_create("paths"), *ends = tcase_create("ends");
    tcase_add_checked_fixture(paths, verify_set_up, verify_tear_down);
    tcase_add_checked_fixture(ends, urls_set_up, urls_tear_down);
    suite_add_tcase(suite, paths);
    suite_add_tcase(suite, ends);
    tcase_add_loop_test(paths, forged_siblings_hide_no_revocation, 0, CASES);
    tcase_add_loop_test(paths, forged_siblings_hide_no_expired_issuer, 0, CASES);
    tcase_add_loop_test(paths, forged_siblings_come_after_a_path_that_is_too_long, 0, CASES);
    tcase_add_loop_test(ends, forged_ends_hide_no_missing_issuer, 0, CASES);
    tcase_add_loop_test(ends, forged_ends_hide_no_untrusted_root, 0, CASES);
    tcase_add_loop_test(ends, forged_paths_hide_no_missing_issuer, 0, CASES);
    tcase_add_loop_test(ends, forged_ends_alone_leave_the_leafs_issuer_wanted, 0, CASES);
    tcase_add_test(ends, forged_ends_leave_enough_to_tell_a_root);
    tcase_add_loop_test(paths, distrusted_issuer_is_found_among_eight, 0, 2);
    tcase_add_loop_test(paths, distrusted_issuer_is_found_among_many_by_its_key_identifier, 0, 2);
    tcase_add_loop_test(paths, no_more_than_eight_distrusted_namesakes_are_asked, 0, 2);
    return run_suite(suite);
}
