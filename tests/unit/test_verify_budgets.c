/* SPDX-License-Identifier: MIT */
/* Verifications that end within their budgets, and what they say then. */
#include "support/run_suite.h"
#include "support/verify_fixture.h"

#include "support/failing_alloc.h"
#include "verify/revocation.h"

#include <stdio.h>

static void budget(enum certcheck_budget kind, uint64_t limit)
{
    certcheck_policy_set_budget(policy, kind, limit);
}

START_TEST(spent_signatures_leave_it_undetermined)
{
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    budget(CERTCHECK_BUDGET_SIGNATURES, 2);
    ck_assert_int_eq(verify(leaf), CERTCHECK_VALID);
    certcheck_report_free(report);
    budget(CERTCHECK_BUDGET_SIGNATURES, 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_UNDETERMINED);
    assert_main(CERTCHECK_FINDING_BUDGET_SPENT, CERTCHECK_NO_INDEX);
    ck_assert_str_eq(certcheck_report_main_finding(report)->details[0].text, "signatures");
    ck_assert_uint_eq(
        certcheck_report_budget_used(report, (enum certcheck_budget)CERTCHECK_BUDGETS), 0);
}
END_TEST

/* Above each of the others stands a chain that holds: nobody looks. */
START_TEST(rivals_cost_one_signature_each)
{
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("b", "root", 2, 1));
    for (unsigned i = 0; i < 10; i++)
        offer(fake_ca("a", "b", 20 + i, 2));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 24)), CERTCHECK_VALID);
    ck_assert_uint_le(certcheck_report_budget_used(report, CERTCHECK_BUDGET_SIGNATURES), 9 + 3);
    /* Newer ones are tried first, and are rivals all the same. */
    certcheck_report_free(report);
    for (unsigned i = 0; i < 5; i++)
        offer(fake_ca("c", "b", 30 + i, 2))->not_before = i;
    ck_assert_int_eq(verify(fake_leaf("leaf", "c", 9, 30)), CERTCHECK_VALID);
    ck_assert_uint_eq(certcheck_report_budget_used(report, CERTCHECK_BUDGET_SIGNATURES), 4 + 3);
}
END_TEST

/* Forged: nobody signed them. With other keys than the issuer's, then with its own. */
START_TEST(forged_rivals_on_two_floors_hide_no_issuer)
{
    trust(fake_ca("root", "root", 1, 1));
    for (unsigned i = 0; i < 11; i++) {
        offer(fake_ca("a", "s", 20 + i, 200))->not_before = 10;
        offer(fake_ca("c", "s", 3, 200))->not_before = 10;
        offer(fake_ca("s", "root", 60 + i, 201));
    }
    offer(fake_ca("a", "root", 2, 1));
    offer(fake_ca("c", "root", 3, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_VALID);
    certcheck_report_free(report);
    ck_assert_int_eq(verify(fake_leaf("leaf", "c", 9, 3)), CERTCHECK_VALID);
    ck_assert_uint_le(certcheck_report_budget_used(report, CERTCHECK_BUDGET_SIGNATURES), 11 + 2);
}
END_TEST

START_TEST(spent_candidates_leave_it_undetermined)
{
    trust(fake_ca("root", "root", 1, 1));
    budget(CERTCHECK_BUDGET_CANDIDATES, 0);
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_UNDETERMINED);
    ck_assert_str_eq(certcheck_report_main_finding(report)->details[0].text, "candidates");
}
END_TEST

START_TEST(candidate_whose_issuers_no_budget_was_left_for_is_not_refused)
{
    trust(fake_ca("root", "root", 1, 1));
    for (unsigned key = 2; key < 5; key++)
        offer(fake_ca("root", "root", key, key));
    offer(fake_ca("ca", "root", 5, 1));
    budget(CERTCHECK_BUDGET_CANDIDATES, 6);
    ck_assert_int_eq(verify(fake_leaf("leaf", "ca", 9, 5)), CERTCHECK_UNDETERMINED);
    ck_assert_uint_eq(certcheck_report_rejected_count(report), 0);
}
END_TEST

START_TEST(spent_judgments_leave_it_undetermined)
{
    trust(fake_ca("root", "root", 1, 1));
    budget(CERTCHECK_BUDGET_JUDGMENTS, 3);
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_UNDETERMINED);
    ck_assert_str_eq(certcheck_report_main_finding(report)->details[0].text, "judgments");
}
END_TEST

/* Whether it is not valid for want of a path, with nothing left to tell where paths end. */
static bool is_untold(enum certcheck_budget kind, uint64_t limit,
                      const struct certcheck_certificate *leaf)
{
    budget(kind, limit);
    enum certcheck_verdict verdict = verify(leaf);
    const struct certcheck_finding *finding = certcheck_report_main_finding(report);
    ck_assert_int_ne(verdict, CERTCHECK_VALID);
    ck_assert_ptr_nonnull(finding);
    bool spent = finding->code == CERTCHECK_FINDING_BUDGET_SPENT;
    ck_assert(spent || verdict == CERTCHECK_NOT_VALID);
    ck_assert_uint_gt(certcheck_report_path_count(report), 0);
    /* What the budget kept from being looked for is not missing. */
    for (size_t i = 0; i < certcheck_report_path_count(report); i++)
        ck_assert_int_ne(certcheck_report_path(report, i)->end, CERTCHECK_PATH_NO_ISSUER);
    certcheck_report_free(report);
    report = NULL;
    return spent && verdict == CERTCHECK_NOT_VALID;
}

START_TEST(a_reason_is_given_whatever_is_left)
{
    struct certcheck_certificate *root = trust(fake_ca("root", "root", 1, 1));
    root->basic_constraints.ca = false;
    offer(fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    unsigned candidates = 0, judgments = 0;
    for (uint64_t limit = 0; limit < 30; limit++) {
        candidates += is_untold(CERTCHECK_BUDGET_CANDIDATES, limit, leaf);
        budget(CERTCHECK_BUDGET_CANDIDATES, 200000);
        judgments += is_untold(CERTCHECK_BUDGET_JUDGMENTS, limit, leaf);
        budget(CERTCHECK_BUDGET_JUDGMENTS, 10000);
    }
    ck_assert_uint_gt(candidates, 0);
    ck_assert_uint_gt(judgments, 0);
}
END_TEST

START_TEST(leaf_that_is_wrong_by_itself_needs_no_search)
{
    trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *leaf = fake_leaf("leaf", "root", 9, 1);
    leaf->not_after = FAKE_NOW - 1;
    for (uint64_t limit = 0; limit < 5; limit++) {
        certcheck_report_free(report);
        budget(CERTCHECK_BUDGET_CANDIDATES, limit);
        ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
        assert_main(CERTCHECK_FINDING_EXPIRED, 0);
    }
}
END_TEST

/* CRLs and OCSP responses of one byte each. */
static struct certcheck_crl crls[CC_OTHERS_LOOKED_AT + 1];
static struct certcheck_ocsp responses[CC_OTHERS_LOOKED_AT + 1];
static uint8_t others[CC_OTHERS_LOOKED_AT + 1];

static void offer_evidence_about_others(const char *source, uint8_t begin, uint8_t end)
{
    for (uint8_t i = begin; i < end; i++) {
        others[i] = i;
        crls[i] = (struct certcheck_crl){.der = cc_span_of(&others[i], 1)};
        responses[i] = (struct certcheck_ocsp){.der = cc_span_of(&others[i], 1)};
        atomic_init(&crls[i].references, 1);
        atomic_init(&responses[i].references, 1);
        ck_assert_int_eq(certcheck_pool_add_crl(offered, &crls[i], source), CERTCHECK_OK);
        ck_assert_int_eq(certcheck_pool_add_ocsp(offered, &responses[i], source), CERTCHECK_OK);
    }
}

/* Paths may be thousands, and what is said of the evidence is the same for each. */
START_TEST(of_evidence_about_others_no_more_is_looked_at_than_is_told)
{
    trust(fake_ca("root", "root", 1, 1));
    offer_evidence_about_others("many", 0, CC_OTHERS_LOOKED_AT);
    offer_evidence_about_others("last", CC_OTHERS_LOOKED_AT, CC_OTHERS_LOOKED_AT + 1);
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_VALID);
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    ck_assert_uint_eq(path->finding_count, 2);
    ck_assert_int_eq(path->findings[0].code, CERTCHECK_FINDING_CRL_OUT_OF_SCOPE);
    ck_assert_int_eq(path->findings[1].code, CERTCHECK_FINDING_OCSP_OUT_OF_SCOPE);
    ck_assert_str_eq(path->findings[1].details[0].text, "many");
}
END_TEST

/* CRLs that are looked at for one distribution point. */
#define LOOKED_AT 1024

/* About attribute certificates: they cost no signature. */
static void offer_crl_of_the_root(size_t i, const struct certcheck_certificate *root)
{
    static struct certcheck_crl many[LOOKED_AT + 1];
    static uint8_t numbers[LOOKED_AT + 1][2];
    memcpy(numbers[i], (const uint8_t[]){(uint8_t)(i >> 8), (uint8_t)i}, 2);
    many[i] =
        (struct certcheck_crl){.der = cc_span_of(numbers[i], 2),
                               .issuer = root->subject,
                               .issuer_hash = root->subject_hash,
                               .has_issuing_distribution_point = true,
                               .issuing_distribution_point = {.only_attribute_certificates = true}};
    atomic_init(&many[i].references, 1);
    ck_assert_int_eq(certcheck_pool_add_crl(offered, &many[i], NULL), CERTCHECK_OK);
}

START_TEST(crls_past_those_that_are_looked_at_could_revoke)
{
    struct certcheck_certificate *root = trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *leaf = fake_leaf("leaf", "root", 9, 1);
    for (size_t i = 0; i < LOOKED_AT; i++)
        offer_crl_of_the_root(i, root);
    ck_assert_int_eq(verify(leaf), CERTCHECK_VALID);
    certcheck_report_free(report);
    offer_crl_of_the_root(LOOKED_AT, root);
    ck_assert_int_eq(verify(leaf), CERTCHECK_UNDETERMINED);
    assert_main(CERTCHECK_FINDING_BUDGET_SPENT, CERTCHECK_NO_INDEX);
}
END_TEST

/* They have the name of who issued the CRL, and keys of a kind that cannot have signed it. */
static void offer_namesakes(unsigned begin, unsigned end)
{
    for (unsigned key = begin; key < end; key++)
        offer(fake_ca("ca", "nobody", key, key))->key.kind = CERTCHECK_KEY_RSA;
}

static size_t allocations(const struct certcheck_certificate *leaf)
{
    certcheck_report_free(report);
    failing_alloc_at(0);
    ck_assert_int_eq(verify(leaf), CERTCHECK_VALID);
    return failing_alloc_count();
}

/* Else each would be looked for among all that were kept before it, and nobody would pay. */
START_TEST(nothing_is_kept_of_who_cannot_have_signed_a_crl)
{
    trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *ca = offer(fake_ca("ca", "root", 2, 1));
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 9, 2);
    crls[0] = (struct certcheck_crl){.der = ca->der,
                                     .tbs = ca->der,
                                     .issuer = ca->subject,
                                     .issuer_hash = ca->subject_hash,
                                     .algorithm = ca->algorithm,
                                     .signature = cc_span_of(ca->der.data + 1, 1),
                                     .has_next_update = true,
                                     .next_update = 2 * FAKE_NOW};
    atomic_init(&crls[0].references, 1);
    ck_assert_int_eq(certcheck_pool_add_crl(offered, &crls[0], NULL), CERTCHECK_OK);
    offer_namesakes(10, 27);
    size_t before = allocations(leaf);
    offer_namesakes(27, 38);
    ck_assert_uint_eq(allocations(leaf), before);
    ck_assert_uint_gt(certcheck_report_budget_used(report, CERTCHECK_BUDGET_SIGNATURES), 2);
}
END_TEST

static void offer_mesh(unsigned names)
{
    char subject[16], issuer[16];
    for (unsigned i = 0; i < names; i++)
        for (unsigned j = 0; j < names; j++) {
            if (i == j)
                continue;
            snprintf(subject, sizeof(subject), "m%u", i);
            snprintf(issuer, sizeof(issuer), "m%u", j);
            offer(fake_ca(subject, issuer, i + 1, j + 1));
        }
}

START_TEST(mesh_without_an_anchor_costs_no_signature)
{
    trust(fake_ca("root", "root", 200, 200));
    offer_mesh(32);
    ck_assert_int_eq(verify(fake_leaf("leaf", "m0", 201, 1)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ANCHOR_MISSING,
                certcheck_report_path(report, 0)->entry_count - 1);
    ck_assert_uint_eq(crypto.verified, 0);
    ck_assert_uint_lt(certcheck_report_budget_used(report, CERTCHECK_BUDGET_CANDIDATES), 100000);
}
END_TEST

START_TEST(mesh_with_an_anchor_finds_the_way)
{
    trust(fake_ca("root", "root", 200, 200));
    offer_mesh(16);
    offer(fake_ca("m15", "root", 16, 200));
    ck_assert_int_eq(verify(fake_leaf("leaf", "m0", 201, 1)), CERTCHECK_VALID);
}
END_TEST

/* Two certificates of each name, all signatures right, and an anchor that allows none of them:
 * 2^20 paths, all to be refused. */
START_TEST(exponentially_many_refused_paths_end_within_the_budget)
{
    char subject[16], issuer[16];
    struct certcheck_certificate *root = trust(fake_ca("n20", "n20", 21, 21));
    root->basic_constraints.has_path_length = true;
    root->basic_constraints.path_length = 0;
    for (unsigned i = 0; i < 20; i++)
        for (unsigned copy = 0; copy < 2; copy++) {
            snprintf(subject, sizeof(subject), "n%u", i);
            snprintf(issuer, sizeof(issuer), "n%u", i + 1);
            offer(fake_ca(subject, issuer, i + 1 + copy * 100, i + 2));
        }
    failing_alloc_in_blocks(true);
    size_t before = failing_alloc_live();
    ck_assert_int_eq(verify(fake_leaf("leaf", "n0", 201, 1)), CERTCHECK_UNDETERMINED);
    ck_assert_uint_le(certcheck_report_budget_used(report, CERTCHECK_BUDGET_JUDGMENTS), 10000);
    ck_assert_uint_le(certcheck_report_path_count(report), 32);
    ck_assert_uint_lt(failing_alloc_live() - before, 50); /* those not kept take no memory */
}
END_TEST

START_TEST(judging_a_large_certificate_costs_as_much_as_several)
{
    static uint8_t large[5 * 256];
    struct certcheck_certificate *leaf = fake_leaf("leaf", "root", 9, 1);
    leaf->der = cc_span_of(large, sizeof(large));
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(leaf), CERTCHECK_VALID);
    /* Leaf and anchor, each by itself and then as part of the path. */
    ck_assert_uint_eq(certcheck_report_budget_used(report, CERTCHECK_BUDGET_JUDGMENTS),
                      2 * (6 + 1));
}
END_TEST

/* The search takes six, the first reason nothing, each further one as much as its path. */
START_TEST(reasons_are_told_within_the_budget)
{
    static uint8_t large[5 * 256];
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 1);
    leaf->der = cc_span_of(large, sizeof(large));
    for (unsigned i = 1; i <= 3; i++)
        offer(fake_ca("a", "gone", 1, i));
    for (size_t told = 1; told <= 3; told++) {
        uint64_t needed = 6 + (told - 1) * (6 + 1);
        certcheck_report_free(report);
        certcheck_policy_set_budget(policy, CERTCHECK_BUDGET_JUDGMENTS, needed);
        ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
        ck_assert_uint_eq(certcheck_report_path_count(report), told);
        assert_main(CERTCHECK_FINDING_ISSUER_MISSING, 1);
        ck_assert_uint_eq(certcheck_report_budget_used(report, CERTCHECK_BUDGET_JUDGMENTS), needed);
    }
}
END_TEST

/* Certificates "n0" to "n99" and so on, each issued by the next, the last an anchor. */
static void offer_chain(unsigned length)
{
    char subject[16], issuer[16];
    snprintf(issuer, sizeof(issuer), "n%u", length - 1);
    trust(fake_ca(issuer, issuer, length % 200, length % 200));
    for (unsigned i = 0; i + 1 < length; i++) {
        snprintf(subject, sizeof(subject), "n%u", i);
        snprintf(issuer, sizeof(issuer), "n%u", i + 1);
        offer(fake_ca(subject, issuer, (i + 1) % 200, (i + 2) % 200));
    }
}

START_TEST(chain_of_a_hundred_is_valid)
{
    offer_chain(100);
    ck_assert_int_eq(verify(fake_leaf("leaf", "n0", 201, 1)), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 101);
}
END_TEST

START_TEST(chain_longer_than_any_path_tried_is_undetermined)
{
    certcheck_policy_set_max_depth(policy, 1000);
    certcheck_policy_set_budget(policy, CERTCHECK_BUDGET_SIGNATURES, 1000);
    offer_chain(256);
    ck_assert_int_eq(verify(fake_leaf("leaf", "n0", 201, 1)), CERTCHECK_UNDETERMINED);
    assert_main(CERTCHECK_FINDING_BUDGET_SPENT, CERTCHECK_NO_INDEX);
}
END_TEST

START_TEST(longest_chain_that_is_tried_is_valid)
{
    certcheck_policy_set_max_depth(policy, 1000);
    certcheck_policy_set_budget(policy, CERTCHECK_BUDGET_SIGNATURES, 1000);
    offer_chain(255);
    ck_assert_int_eq(verify(fake_leaf("leaf", "n0", 201, 1)), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 256);
}
END_TEST

START_TEST(endless_self_issued_chain_is_cut_off)
{
    struct certcheck_certificate *last = NULL;
    for (unsigned i = 0; i < 400; i++) {
        last = fake_ca("self", "self", i % 250, (i + 1) % 250);
        last->subject_alt_name = last->der; /* all of them different entities */
        offer(last);
    }
    trust(fake_ca("root", "root", 251, 251));
    ck_assert_int_ne(verify(fake_leaf("leaf", "self", 252, 0)), CERTCHECK_VALID);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verify");
    TCase *tests = tcase_create("budgets");
    tcase_add_checked_fixture(tests, verify_set_up, verify_tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, spent_signatures_leave_it_undetermined);
    tcase_add_test(tests, rivals_cost_one_signature_each);
    tcase_add_test(tests, forged_rivals_on_two_floors_hide_no_issuer);
    tcase_add_test(tests, spent_candidates_leave_it_undetermined);
    tcase_add_test(tests, candidate_whose_issuers_no_budget_was_left_for_is_not_refused);
    tcase_add_test(tests, spent_judgments_leave_it_undetermined);
    tcase_add_test(tests, a_reason_is_given_whatever_is_left);
    tcase_add_test(tests, leaf_that_is_wrong_by_itself_needs_no_search);
    tcase_add_test(tests, of_evidence_about_others_no_more_is_looked_at_than_is_told);
    tcase_add_test(tests, crls_past_those_that_are_looked_at_could_revoke);
    tcase_add_test(tests, nothing_is_kept_of_who_cannot_have_signed_a_crl);
    tcase_add_test(tests, mesh_without_an_anchor_costs_no_signature);
    tcase_add_test(tests, mesh_with_an_anchor_finds_the_way);
    tcase_add_test(tests, exponentially_many_refused_paths_end_within_the_budget);
    tcase_add_test(tests, judging_a_large_certificate_costs_as_much_as_several);
    tcase_add_test(tests, reasons_are_told_within_the_budget);
    tcase_add_test(tests, chain_of_a_hundred_is_valid);
    tcase_add_test(tests, chain_longer_than_any_path_tried_is_undetermined);
    tcase_add_test(tests, longest_chain_that_is_tried_is_valid);
    tcase_add_test(tests, endless_self_issued_chain_is_cut_off);
    return run_suite(suite);
}
