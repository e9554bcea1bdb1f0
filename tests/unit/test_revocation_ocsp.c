/* SPDX-License-Identifier: MIT */
/* Revocation by OCSP through a whole verification: what the report tells, what it costs, and that
 * it fails closed. What counts is in testdata/ocsp. */
#include "support/failing_alloc.h"
#include "support/run_suite.h"
#include "support/scenario.h"

#include "path/policy.h"
#include "x509/certificate.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static struct scenario scenario;
static struct certcheck_store *store;
static struct certcheck_pool *pool;

static void load(const char *name)
{
    scenario_load(&scenario, name);
    ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
    for (size_t i = 0; i < scenario.trusted.count; i++)
        ck_assert_int_eq(certcheck_store_add(store, scenario.trusted.certificates[i], NULL),
                         CERTCHECK_OK);
    certcheck_store_seal(store);
    pool = scenario.evidence;
    for (size_t i = 0; i < scenario.untrusted.count; i++)
        ck_assert_int_eq(certcheck_pool_add(pool, scenario.untrusted.certificates[i], NULL),
                         CERTCHECK_OK);
}

static void tear_down(void)
{
    certcheck_store_free(store);
    scenario_release(&scenario);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static enum certcheck_status verify(struct certcheck_report **report)
{
    return certcheck_verify(store, pool, scenario.leaf, scenario.policy, report);
}

static uint64_t signatures_spent(void)
{
    struct certcheck_report *report;
    ck_assert_int_eq(verify(&report), CERTCHECK_OK);
    uint64_t used = certcheck_report_budget_used(report, CERTCHECK_BUDGET_SIGNATURES);
    certcheck_report_free(report);
    return used;
}

/* ---- the report ---- */

START_TEST(report_tells_who_answered_and_for_how_long)
{
    struct certcheck_report *report;
    load("ocsp/delegated");
    ck_assert_int_eq(verify(&report), CERTCHECK_OK);
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    const struct certcheck_revocation *leaf = &path->entries[0].revocation;
    ck_assert_int_eq(leaf->status, CERTCHECK_REVOCATION_GOOD);
    ck_assert_int_eq(leaf->evidence, CERTCHECK_EVIDENCE_OCSP);
    ck_assert_str_eq(leaf->signer, "CN=Responder");
    ck_assert_str_eq(leaf->number, "");
    ck_assert_int_eq(leaf->this_update, 1780185600);
    ck_assert(leaf->has_next_update);
    ck_assert_int_eq(leaf->next_update, 1780790400);
    ck_assert_int_eq(path->valid_until, leaf->next_update);
    ck_assert_int_eq(leaf->counts_until, leaf->next_update);
    ck_assert_str_eq(path->entries[1].revocation.signer, "CN=Root");
    certcheck_report_free(report);
}
END_TEST

static certcheck_time valid_until(void)
{
    struct certcheck_report *report;
    ck_assert_int_eq(verify(&report), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_report_verdict(report), CERTCHECK_VALID);
    certcheck_time until = certcheck_report_path(report, 0)->valid_until;
    certcheck_report_free(report);
    return until;
}

/* The response counts until June 7th. */
START_TEST(responder_counts_as_long_as_its_certificate)
{
    load("ocsp/delegated-not-yet-expired");
    ck_assert_int_eq(valid_until(), 1780272000); /* June 1st */
}
END_TEST

START_TEST(responder_counts_as_long_as_its_status)
{
    load("ocsp/delegated-status-good-for-less");
    ck_assert_int_eq(valid_until(), 1780444800); /* June 3rd */
}
END_TEST

/* Their order is tests/unit/test_permutation.c's. */
START_TEST(responder_counts_as_long_as_the_last_of_its_certificates)
{
    load("ocsp/delegated-twice");
    ck_assert_int_eq(valid_until(), 1780444800); /* June 3rd */
}
END_TEST

START_TEST(trusted_responder_counts_as_long_as_the_last_of_its_certificates)
{
    load("ocsp/local-twice");
    ck_assert_int_eq(valid_until(), 1780444800); /* June 3rd */
}
END_TEST

START_TEST(trusted_responder_counts_as_long_as_its_certificate)
{
    load("ocsp/local");
    ck_assert_uint_eq(scenario.policy->ocsp_signer_count, 1);
    ((struct certcheck_certificate *)scenario.policy->ocsp_signers[0])->not_after =
        scenario.policy->at + 7;
    ck_assert_int_eq(valid_until(), scenario.policy->at + 7);
}
END_TEST

/* The CRL is enough for longer, where no response is owed. */
START_TEST(response_that_is_owed_counts_beside_a_crl)
{
    load("ocsp/must-staple-and-crl");
    ck_assert_int_eq(valid_until(), 1780790400); /* June 7th */
    scenario.policy->stapling = CERTCHECK_STAPLING_NOT_ASKED;
    ck_assert_int_eq(valid_until(), 1782864000); /* July 1st */
}
END_TEST

START_TEST(report_tells_when_and_why_it_was_revoked)
{
    struct certcheck_report *report;
    load("ocsp/revoked");
    ck_assert_int_eq(verify(&report), CERTCHECK_OK);
    const struct certcheck_revocation *leaf =
        &certcheck_report_path(report, 0)->entries[0].revocation;
    ck_assert_int_eq(leaf->status, CERTCHECK_REVOCATION_REVOKED);
    ck_assert_int_eq(leaf->revocation_date, 1777593600);
    ck_assert(leaf->has_reason);
    ck_assert_int_eq(leaf->reason, CERTCHECK_REASON_KEY_COMPROMISE);
    certcheck_report_free(report);
}
END_TEST

/* A delta is nothing without its complete CRL. */
START_TEST(delta_counts_no_longer_than_its_complete_crl)
{
    struct certcheck_report *report;
    load("crl/delta-removes-for-longer");
    ck_assert_int_eq(verify(&report), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_report_path(report, 0)->valid_until, 1782864000);
    certcheck_report_free(report);
}
END_TEST

static void assert_rests_on_nothing(const struct certcheck_revocation *revocation,
                                    enum certcheck_revocation_status status)
{
    ck_assert_int_eq(revocation->status, status);
    ck_assert_int_eq(revocation->evidence, CERTCHECK_EVIDENCE_NONE);
    ck_assert_str_eq(revocation->source, "");
    ck_assert_str_eq(revocation->signer, "");
    ck_assert_str_eq(revocation->number, "");
    ck_assert(!revocation->has_next_update);
}

static void assert_leaf_and_root_rest_on_nothing(const char *name,
                                                 enum certcheck_revocation_status leaf)
{
    struct certcheck_report *report;
    load(name);
    ck_assert_int_eq(verify(&report), CERTCHECK_OK);
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    assert_rests_on_nothing(&path->entries[0].revocation, leaf);
    assert_rests_on_nothing(&path->entries[2].revocation, CERTCHECK_REVOCATION_NOT_CHECKED);
    certcheck_report_free(report);
    tear_down();
}

/* Though there is a CRL about some reasons. */
START_TEST(what_no_evidence_decided_rests_on_none)
{
    assert_leaf_and_root_rest_on_nothing("crl/some-reasons", CERTCHECK_REVOCATION_UNKNOWN);
    assert_leaf_and_root_rest_on_nothing("crl/no-rev-avail-some-reasons",
                                         CERTCHECK_REVOCATION_NOT_NEEDED);
    load("crl/good");
}
END_TEST

static void assert_revoked(void)
{
    struct certcheck_report *report;
    ck_assert_int_eq(verify(&report), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_report_verdict(report), CERTCHECK_NOT_VALID);
    ck_assert_str_eq(main_finding_id(report), "certificate-revoked");
    certcheck_report_free(report);
}

/* Who wants long keys on the path would else overlook revocations. */
START_TEST(callers_smallest_modulus_is_not_about_responders)
{
    load("ocsp/delegated-rsa");
    certcheck_policy_set_min_rsa_bits(scenario.policy, 4096);
    assert_revoked();
}
END_TEST

/* Nor do errors that the default profile does not know. */
START_TEST(callers_severities_are_not_about_responders)
{
    load("ocsp/delegated-any-inhibited");
    ck_assert_int_eq(certcheck_policy_set_severity(
                         scenario.policy, CERTCHECK_FINDING_ANY_POLICY_INHIBITED, CERTCHECK_ERROR),
                     CERTCHECK_OK);
    assert_revoked();
}
END_TEST

/* But what the caller tolerates in anybody he tolerates in them. */
START_TEST(callers_tolerance_holds_for_responders)
{
    struct certcheck_report *report;
    load("ocsp/delegated-expired");
    ck_assert_int_eq(certcheck_policy_set_severity(scenario.policy, CERTCHECK_FINDING_EXPIRED,
                                                   CERTCHECK_WARNING),
                     CERTCHECK_OK);
    ck_assert_int_eq(verify(&report), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_report_verdict(report), CERTCHECK_VALID);
    ck_assert_int_eq(certcheck_report_path(report, 0)->entries[0].revocation.status,
                     CERTCHECK_REVOCATION_GOOD);
    certcheck_report_free(report);
}
END_TEST

/* ---- the cost ---- */

START_TEST(issuers_answer_takes_one_signature_and_a_deputys_two)
{
    load("ocsp/good"); /* two of the path, two responses */
    ck_assert_uint_eq(signatures_spent(), 4);
    tear_down();
    load("ocsp/delegated");
    ck_assert_uint_eq(signatures_spent(), 5);
}
END_TEST

START_TEST(answers_that_change_nothing_are_not_checked)
{
    load("ocsp/newest-counts"); /* the old one is only on hold */
    ck_assert_uint_eq(signatures_spent(), 4);
}
END_TEST

/* The first half of the signatures are the leaf's path's. */
START_TEST(spent_budget_is_never_good)
{
    struct certcheck_report *report;
    load("ocsp/delegated-in-a-row");
    uint64_t needed = signatures_spent();
    ck_assert_uint_gt(needed, 5);
    for (uint64_t limit = 0; limit < needed; limit++) {
        certcheck_policy_set_budget(scenario.policy, CERTCHECK_BUDGET_SIGNATURES, limit);
        ck_assert_int_eq(verify(&report), CERTCHECK_OK);
        ck_assert_int_eq(certcheck_report_verdict(report), CERTCHECK_UNDETERMINED);
        certcheck_report_free(report);
    }
}
END_TEST

/* Whatever the evidence costs: where there is too little of anything to look at it, the revocation
 * in it is not taken for none. */
static const char *const revoked[] = {
    "ocsp/delegated-revoked",     "crl/separate-key", "revoked/delta-of-a-later-one",
    "revoked/carried-over-again", "crl/second-point", "crl/relative-point"};

START_TEST(spent_budget_hides_no_revocation)
{
    struct certcheck_report *report;
    load(revoked[_i]);
    ck_assert_int_eq(verify(&report), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_report_verdict(report), CERTCHECK_NOT_VALID);
    for (int kind = 0; kind < CERTCHECK_BUDGETS; kind++) {
        enum certcheck_budget budget = (enum certcheck_budget)kind;
        uint64_t needed = certcheck_report_budget_used(report, budget);
        for (uint64_t limit = 0; limit < needed; limit++) {
            struct certcheck_report *cut;
            certcheck_policy_set_budget(scenario.policy, budget, limit);
            ck_assert_int_eq(verify(&cut), CERTCHECK_OK);
            ck_assert_int_ne(certcheck_report_verdict(cut), CERTCHECK_VALID);
            certcheck_report_free(cut);
        }
        certcheck_policy_set_budget(scenario.policy, budget, 100000);
    }
    certcheck_report_free(report);
}
END_TEST

/* ---- memory ---- */

static const char *const torn[] = {"ocsp/delegated-in-a-row", "ocsp/delegated-pool-by-key",
                                   "ocsp/delegated-expired",  "ocsp/local",
                                   "ocsp/try-later",          "ocsp/revoked",
                                   "ocsp/crl-revokes"};

START_TEST(failed_allocation_is_no_verdict)
{
    struct certcheck_report *report;
    load(torn[_i]);
    ck_assert_int_eq(verify(&report), CERTCHECK_OK);
    enum certcheck_verdict verdict = certcheck_report_verdict(report);
    certcheck_report_free(report);
    enum certcheck_status status = CERTCHECK_NO_MEMORY;
    size_t live = failing_alloc_live(), nth = 0;
    while (status == CERTCHECK_NO_MEMORY) {
        failing_alloc_at(++nth);
        status = verify(&report);
        ck_assert(status == CERTCHECK_OK || (status == CERTCHECK_NO_MEMORY && report == NULL));
        ck_assert(status == CERTCHECK_OK || failing_alloc_live() == live);
    }
    failing_alloc_at(0);
    ck_assert_int_eq(certcheck_report_verdict(report), verdict);
    ck_assert_uint_gt(nth, 10);
    certcheck_report_free(report);
}
END_TEST

/* ---- the policy ---- */

START_TEST(longest_nonce_can_be_taken_back)
{
    uint8_t nonce[CERTCHECK_OCSP_NONCE_MAX] = {0};
    load("ocsp/nonce-mismatch");
    ck_assert_int_eq(certcheck_policy_set_ocsp_nonce(scenario.policy, nonce, sizeof nonce),
                     CERTCHECK_OK);
    /* none: the response counts again */
    ck_assert_int_eq(certcheck_policy_set_ocsp_nonce(scenario.policy, NULL, 0), CERTCHECK_OK);
    struct certcheck_report *report;
    ck_assert_int_eq(verify(&report), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_report_verdict(report), CERTCHECK_VALID);
    certcheck_report_free(report);
}
END_TEST

START_TEST(signer_is_held_by_the_policy)
{
    struct certcheck_policy *policy;
    load("ocsp/local");
    ck_assert_int_eq(certcheck_policy_new(&policy), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_policy_add_ocsp_signer(policy, NULL), CERTCHECK_BAD_ARGUMENT);
    failing_alloc_at(1);
    ck_assert_int_eq(certcheck_policy_add_ocsp_signer(policy, scenario.leaf), CERTCHECK_NO_MEMORY);
    failing_alloc_at(0);
    ck_assert_int_eq(certcheck_policy_add_ocsp_signer(policy, scenario.leaf), CERTCHECK_OK);
    certcheck_certificate_free(scenario.leaf);
    scenario.leaf = NULL;
    certcheck_policy_free(policy);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("revocation_ocsp");
    TCase *cases = tcase_create("revocation_ocsp");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, NULL, tear_down);
    tcase_add_test(cases, report_tells_who_answered_and_for_how_long);
    tcase_add_test(cases, responder_counts_as_long_as_its_certificate);
    tcase_add_test(cases, responder_counts_as_long_as_its_status);
    tcase_add_test(cases, responder_counts_as_long_as_the_last_of_its_certificates);
    tcase_add_test(cases, trusted_responder_counts_as_long_as_the_last_of_its_certificates);
    tcase_add_test(cases, trusted_responder_counts_as_long_as_its_certificate);
    tcase_add_test(cases, response_that_is_owed_counts_beside_a_crl);
    tcase_add_test(cases, report_tells_when_and_why_it_was_revoked);
    tcase_add_test(cases, delta_counts_no_longer_than_its_complete_crl);
    tcase_add_test(cases, what_no_evidence_decided_rests_on_none);
    tcase_add_test(cases, callers_smallest_modulus_is_not_about_responders);
    tcase_add_test(cases, callers_severities_are_not_about_responders);
    tcase_add_test(cases, callers_tolerance_holds_for_responders);
    tcase_add_test(cases, issuers_answer_takes_one_signature_and_a_deputys_two);
    tcase_add_test(cases, answers_that_change_nothing_are_not_checked);
    tcase_add_test(cases, spent_budget_is_never_good);
    tcase_add_loop_test(cases, spent_budget_hides_no_revocation, 0,
                        (int)(sizeof revoked / sizeof *revoked));
    tcase_add_loop_test(cases, failed_allocation_is_no_verdict, 0,
                        (int)(sizeof torn / sizeof *torn));
    tcase_add_test(cases, longest_nonce_can_be_taken_back);
    tcase_add_test(cases, signer_is_held_by_the_policy);
    return run_suite(suite);
}
