/* SPDX-License-Identifier: MIT */
/* Until when a path is valid that rests on CRLs. */
#include "support/run_suite.h"
#include "support/verify_fixture.h"

#include "x509/crl.h"

#define LEAF_CRL 0
#define SIGNER_CRL 1

/* Nobody is on them. */
static struct certcheck_crl crls[2];
static const uint8_t bytes[2] = {0, 1};

static void offer_crl(size_t i, const struct certcheck_certificate *issuer,
                      const struct certcheck_certificate *signer, certcheck_time next_update)
{
    crls[i] = (struct certcheck_crl){.der = cc_span_of(&bytes[i], 1),
                                     .tbs = cc_span_of(&bytes[i], 1),
                                     .issuer = issuer->subject,
                                     .issuer_hash = issuer->subject_hash,
                                     .algorithm = signer->algorithm,
                                     .signature = signer->key.whole,
                                     .has_next_update = true,
                                     .next_update = next_update};
    atomic_init(&crls[i].references, 1);
    ck_assert_int_eq(certcheck_pool_add_crl(offered, &crls[i], NULL), CERTCHECK_OK);
}

static void assert_valid_until(const struct certcheck_certificate *leaf, certcheck_time until)
{
    certcheck_report_free(report);
    ck_assert_int_eq(verify(leaf), CERTCHECK_VALID);
    ck_assert_int_eq(certcheck_report_path(report, 0)->entries[0].revocation.status,
                     CERTCHECK_REVOCATION_GOOD);
    ck_assert_int_eq(certcheck_report_path(report, 0)->valid_until, until);
}

START_TEST(a_crl_of_the_issuers_key_counts_until_its_next_update)
{
    struct certcheck_certificate *a = offer(fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    offer_crl(LEAF_CRL, a, a, FAKE_NOW + 50);
    assert_valid_until(leaf, FAKE_NOW + 50);
    a->not_after = FAKE_NOW + 40;
    assert_valid_until(leaf, FAKE_NOW + 40);
}
END_TEST

static struct certcheck_certificate *signer_below(const char *authority, unsigned key)
{
    struct certcheck_certificate *signer = fake_leaf("a", authority, 5, key);
    signer->has_key_usage = true;
    signer->key_usage = CERTCHECK_KEY_USAGE_CRL_SIGN;
    return signer;
}

/* A key for CRLs alone, certified by another authority below the same anchor. */
START_TEST(a_crl_counts_as_long_as_the_path_of_its_signer)
{
    struct certcheck_certificate *a = offer(fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *mid = offer(fake_ca("mid", "root", 6, 1));
    struct certcheck_certificate *signer = offer(signer_below("mid", 6));
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    offer_crl(LEAF_CRL, a, signer, FAKE_NOW + 50);
    assert_valid_until(leaf, FAKE_NOW + 50);
    signer->not_after = FAKE_NOW + 40;
    assert_valid_until(leaf, FAKE_NOW + 40);
    mid->not_after = FAKE_NOW + 30;
    assert_valid_until(leaf, FAKE_NOW + 30);
    offer_crl(SIGNER_CRL, mid, mid, FAKE_NOW + 20);
    assert_valid_until(leaf, FAKE_NOW + 20);
}
END_TEST

/* Offers both, in the one order or in the other. */
static void offer_in_order(int order, struct certcheck_certificate *a,
                           struct certcheck_certificate *b)
{
    offer(order == 0 ? a : b);
    offer(order == 0 ? b : a);
}

START_TEST(of_two_certificates_of_a_signer_the_one_that_lasts_counts)
{
    struct certcheck_certificate *a = offer(fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *old = signer_below("root", 1), *new = signer_below("root", 1);
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    old->not_after = FAKE_NOW + 10;
    new->not_after = FAKE_NOW + 20;
    offer_in_order(_i, old, new);
    offer_crl(LEAF_CRL, a, old, FAKE_NOW + 50);
    assert_valid_until(leaf, FAKE_NOW + 20);
}
END_TEST

/* Whichever counts, it is the same one. */
START_TEST(of_two_that_last_as_long_the_order_does_not_tell)
{
    struct certcheck_certificate *a = offer(fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *mid = offer(fake_ca("mid", "root", 6, 1));
    struct certcheck_certificate *other = offer(fake_ca("other", "root", 7, 1));
    struct certcheck_certificate *first = signer_below("mid", 6);
    struct certcheck_certificate *second = signer_below("other", 7);
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    mid->not_after = FAKE_NOW + 10;
    other->not_after = FAKE_NOW + 20;
    offer_in_order(_i, first, second);
    offer_crl(LEAF_CRL, a, first, FAKE_NOW + 50);
    bool first_by_bytes = cc_span_compare(first->der, second->der) < 0;
    assert_valid_until(leaf, first_by_bytes ? mid->not_after : other->not_after);
}
END_TEST

static void name_key(struct certcheck_authority_key_identifier *by, const char *key)
{
    by->has_key_identifier = true;
    by->key_identifier = cc_span_text(key);
}

/* Who forges namesakes that are valid for longer must copy the key identifier, too, to have a
 * signature spent on each before the true one is asked. */
START_TEST(signer_that_the_crl_names_is_asked_before_its_namesakes)
{
    struct certcheck_certificate *a = offer(fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *signer = signer_below("root", 1);
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    signer->subject_key_identifier = cc_span_text("true");
    signer->not_after = FAKE_NOW + 10;
    for (unsigned i = 0; i < 120; i++) {
        struct certcheck_certificate *forged = offer(fake_leaf("a", "root", 20 + i, 1));
        forged->subject_key_identifier = cc_span_text("forged");
    }
    offer(signer);
    offer_crl(LEAF_CRL, a, signer, FAKE_NOW + 50);
    name_key(&crls[LEAF_CRL].authority_key_identifier, "true");
    assert_valid_until(leaf, FAKE_NOW + 10);
}
END_TEST

/* No signature is spent on those that cannot have a valid path. */
START_TEST(signer_in_time_is_asked_before_those_that_are_not)
{
    struct certcheck_certificate *a = offer(fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *signer = signer_below("root", 1);
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    offer(signer);
    for (unsigned i = 0; i < 120; i++)
        offer(fake_leaf("a", "root", 20 + i, 1))->not_before = FAKE_NOW + 1;
    signer->not_after = FAKE_NOW + 10;
    offer_crl(LEAF_CRL, a, signer, FAKE_NOW + 50);
    assert_valid_until(leaf, FAKE_NOW + 10);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verify");
    TCase *tests = tcase_create("until");
    tcase_add_checked_fixture(tests, verify_set_up, verify_tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, a_crl_of_the_issuers_key_counts_until_its_next_update);
    tcase_add_test(tests, a_crl_counts_as_long_as_the_path_of_its_signer);
    tcase_add_loop_test(tests, of_two_certificates_of_a_signer_the_one_that_lasts_counts, 0, 2);
    tcase_add_loop_test(tests, of_two_that_last_as_long_the_order_does_not_tell, 0, 2);
    tcase_add_test(tests, signer_that_the_crl_names_is_asked_before_its_namesakes);
    tcase_add_test(tests, signer_in_time_is_asked_before_those_that_are_not);
    return run_suite(suite);
}
