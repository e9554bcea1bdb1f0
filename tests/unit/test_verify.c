/* SPDX-License-Identifier: MIT */
/* The search for paths and its reports, on graphs of certificates that a test draws. */
#include "base/alloc.h"
#include "support/der_writer.h"
#include "support/failing_alloc.h"
#include "support/fake_certificate.h"
#include "verify/revocation.h"
#include "verify/verify.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static struct certcheck_store *store;
static struct certcheck_pool *pool;
static struct certcheck_policy *policy;
static struct certcheck_report *report;
static struct fake_crypto crypto;

static void set_up(void)
{
    ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_policy_new(&policy), CERTCHECK_OK);
    certcheck_policy_set_time(policy, FAKE_NOW);
    fake_crypto_init(&crypto);
    report = NULL;
}

static void tear_down(void)
{
    failing_alloc_in_blocks(false);
    certcheck_report_free(report);
    certcheck_policy_free(policy);
    certcheck_pool_free(pool);
    certcheck_store_free(store);
    fake_release();
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static struct certcheck_certificate *trust(struct certcheck_certificate *certificate)
{
    ck_assert_int_eq(certcheck_store_add(store, certificate, "anchors"), CERTCHECK_OK);
    return certificate;
}

static struct certcheck_certificate *offer(struct certcheck_certificate *certificate)
{
    ck_assert_int_eq(certcheck_pool_add(pool, certificate, "offered"), CERTCHECK_OK);
    return certificate;
}

static enum certcheck_status try_verify(const struct certcheck_certificate *leaf)
{
    certcheck_store_seal(store);
    return cc_verify_with(&crypto.crypto, store, pool, leaf, policy, &report);
}

static enum certcheck_verdict verify(const struct certcheck_certificate *leaf)
{
    ck_assert_int_eq(try_verify(leaf), CERTCHECK_OK);
    return certcheck_report_verdict(report);
}

static void assert_main(enum certcheck_finding_code code, size_t certificate)
{
    const struct certcheck_finding *main_finding = certcheck_report_main_finding(report);
    ck_assert_ptr_nonnull(main_finding);
    ck_assert_str_eq(certcheck_finding_info(main_finding->code)->id,
                     certcheck_finding_info(code)->id);
    ck_assert_uint_eq(main_finding->certificate, certificate);
}

static void assert_path(size_t path, enum certcheck_path_end end, size_t length)
{
    const struct certcheck_report_path *p = certcheck_report_path(report, path);
    ck_assert_ptr_nonnull(p);
    ck_assert_str_eq(certcheck_path_end_text(p->end), certcheck_path_end_text(end));
    ck_assert_uint_eq(p->entry_count, length);
}

static const struct certcheck_rejected *rejected(const struct certcheck_certificate *candidate)
{
    for (size_t i = 0; i < certcheck_report_rejected_count(report); i++)
        if (certcheck_report_rejected(report, i)->candidate == candidate)
            return certcheck_report_rejected(report, i);
    ck_abort_msg("the candidate was not rejected");
    return NULL;
}

/* ---- finding the way ---- */

START_TEST(leaf_below_an_anchor_is_valid)
{
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_VALID);
    ck_assert_ptr_null(certcheck_report_main_finding(report));
    assert_path(0, CERTCHECK_PATH_VALID, 2);
    ck_assert(certcheck_report_path(report, 0)->entries[1].anchor);
    ck_assert_str_eq(certcheck_report_path(report, 0)->entries[1].source, "anchors");
    ck_assert_uint_eq(crypto.verified, 1);
}
END_TEST

START_TEST(path_goes_through_untrusted_intermediates_in_any_order)
{
    offer(fake_ca("b", "root", 3, 1));
    offer(fake_ca("a", "b", 2, 3));
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 4);
    ck_assert_str_eq(certcheck_report_path(report, 0)->entries[1].source, "offered");
}
END_TEST

START_TEST(valid_until_is_the_first_end_on_the_path)
{
    struct certcheck_certificate *middle = offer(fake_ca("a", "root", 2, 1));
    middle->not_after = FAKE_NOW + 7;
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_VALID);
    ck_assert_int_eq(certcheck_report_path(report, 0)->valid_until, FAKE_NOW + 7);
}
END_TEST

START_TEST(search_goes_back_from_an_issuer_with_another_key)
{
    struct certcheck_certificate *wrong = offer(fake_ca("a", "root", 5, 1));
    wrong->not_before = 500; /* newer, so tried first */
    offer(fake_ca("a", "root", 2, 1));
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_VALID);
    ck_assert_int_eq(rejected(wrong)->refusal, CERTCHECK_REFUSAL_SIGNATURE);
    ck_assert_int_eq(rejected(wrong)->code, CERTCHECK_FINDING_SIGNATURE_INVALID);
}
END_TEST

START_TEST(expired_cross_sign_does_not_hide_the_valid_one)
{
    struct certcheck_certificate *old = trust(fake_ca("old root", "old root", 1, 1));
    struct certcheck_certificate *cross = offer(fake_ca("new root", "old root", 2, 1));
    old->not_after = FAKE_NOW - 1;
    cross->not_after = FAKE_NOW + 1;
    trust(fake_ca("new root", "new root", 2, 2));
    offer(fake_ca("a", "new root", 3, 2));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 3)), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 3);
}
END_TEST

START_TEST(anchor_that_is_also_offered_counts_as_anchor)
{
    offer(trust(fake_ca("root", "root", 1, 1)));
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 2);
    ck_assert_uint_eq(certcheck_report_rejected_count(report), 0);
}
END_TEST

START_TEST(search_goes_on_above_an_anchor_that_is_not_sound)
{
    struct certcheck_certificate *middle = trust(fake_ca("a", "root", 2, 1));
    middle->not_after = FAKE_NOW - 1;
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("a", "root", 2, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 3);
}
END_TEST

START_TEST(trusted_leaf_is_its_own_path)
{
    ck_assert_int_eq(verify(trust(fake_leaf("leaf", "nobody", 9, 8))), CERTCHECK_VALID);
    assert_path(0, CERTCHECK_PATH_VALID, 1);
    ck_assert_uint_eq(crypto.verified, 0);
}
END_TEST

START_TEST(all_valid_paths_are_found_when_asked_for)
{
    trust(fake_ca("root", "root", 1, 1));
    trust(fake_ca("other", "other", 4, 4));
    offer(fake_ca("a", "root", 2, 1));
    offer(fake_ca("a", "other", 2, 4));
    certcheck_policy_set_max_paths(policy, 10);
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_VALID);
    ck_assert_uint_eq(certcheck_report_valid_path_count(report), 2);
    ck_assert_uint_eq(crypto.verified, 3); /* the leaf's signature once for both */
}
END_TEST

START_TEST(name_in_other_case_still_finds_its_issuer)
{
    trust(fake_ca("Root  One", "Root  One", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "rOOT one", 9, 1)), CERTCHECK_VALID);
}
END_TEST

START_TEST(same_entity_occurs_once_in_a_path)
{
    offer(fake_ca("a", "b", 2, 3));
    offer(fake_ca("b", "a", 3, 2));
    offer(fake_ca("a", "a", 2, 2));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    for (size_t i = 0; i < certcheck_report_path_count(report); i++)
        ck_assert_uint_le(certcheck_report_path(report, i)->entry_count, 3);
}
END_TEST

/* ---- saying why not ---- */

START_TEST(missing_issuer_is_named)
{
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ISSUER_MISSING, 0);
    assert_path(0, CERTCHECK_PATH_NO_ISSUER, 1);
    char *message = certcheck_finding_message(certcheck_report_main_finding(report));
    ck_assert_ptr_nonnull(strstr(message, "issuer CN=a was given"));
    certcheck_free(message);
}
END_TEST

START_TEST(untrusted_root_is_named)
{
    offer(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ROOT_NOT_TRUSTED, 1);
    assert_path(0, CERTCHECK_PATH_ROOT_UNTRUSTED, 2);
}
END_TEST

START_TEST(self_signed_leaf_is_called_so)
{
    ck_assert_int_eq(verify(fake_leaf("leaf", "leaf", 9, 9)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_SELF_SIGNED, 0);
}
END_TEST

START_TEST(self_issued_leaf_signed_by_another_key_misses_its_issuer)
{
    ck_assert_int_eq(verify(fake_leaf("leaf", "leaf", 9, 8)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ISSUER_MISSING, 0);
}
END_TEST

START_TEST(candidate_with_another_key_identifier_is_refused_by_name)
{
    static const uint8_t one[] = {1}, two[] = {2};
    struct certcheck_certificate *other = trust(fake_ca("a", "a", 5, 5));
    other->subject_key_identifier = cc_span_of(one, 1);
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    leaf->authority_key_identifier.has_key_identifier = true;
    leaf->authority_key_identifier.key_identifier = cc_span_of(two, 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ISSUER_REFUSED, 0);
    ck_assert_int_eq(rejected(other)->refusal, CERTCHECK_REFUSAL_KEY_IDENTIFIER);
}
END_TEST

START_TEST(key_identifiers_are_hints_only)
{
    static const uint8_t one[] = {1}, two[] = {2};
    trust(fake_ca("a", "a", 5, 5))->subject_key_identifier = cc_span_of(one, 1);
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 5);
    leaf->authority_key_identifier.has_key_identifier = true;
    leaf->authority_key_identifier.key_identifier = cc_span_of(two, 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_VALID);
}
END_TEST

START_TEST(wrong_signature_is_about_the_child)
{
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("a", "root", 2, 7));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_SIGNATURE_INVALID, 1);
    assert_path(0, CERTCHECK_PATH_REFUSED, 3);
}
END_TEST

START_TEST(expired_intermediate_is_the_main_cause)
{
    trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *middle = offer(fake_ca("a", "root", 2, 1));
    middle->not_after = FAKE_NOW - 1;
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_EXPIRED, 1);
    assert_path(0, CERTCHECK_PATH_REFUSED, 3);
    ck_assert_int_eq(rejected(middle)->refusal, CERTCHECK_REFUSAL_UNUSABLE);
    ck_assert_int_eq(rejected(middle)->code, CERTCHECK_FINDING_EXPIRED);
}
END_TEST

START_TEST(path_closest_to_valid_comes_first)
{
    trust(fake_ca("root", "root", 1, 1));
    trust(fake_ca("other", "other", 4, 4));
    struct certcheck_certificate *twice = offer(fake_ca("a", "root", 2, 1));
    twice->not_after = FAKE_NOW - 1;
    twice->basic_constraints.ca = false;
    offer(fake_ca("a", "other", 2, 4))->not_after = FAKE_NOW - 2;
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    ck_assert_uint_eq(certcheck_report_path_count(report), 2);
    ck_assert_int_eq(certcheck_report_path(report, 0)->entries[1].certificate->not_after,
                     FAKE_NOW - 2);
    assert_main(CERTCHECK_FINDING_EXPIRED, 1);
}
END_TEST

START_TEST(issuer_that_is_no_authority_is_refused)
{
    trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *middle = offer(fake_leaf("a", "root", 2, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_NOT_A_CA, 1);
    ck_assert_int_eq(rejected(middle)->refusal, CERTCHECK_REFUSAL_NOT_A_CA);
}
END_TEST

START_TEST(loop_without_an_anchor_ends)
{
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("a", "b", 2, 3));
    offer(fake_ca("b", "a", 3, 2));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ANCHOR_MISSING, 2);
    assert_path(0, CERTCHECK_PATH_LOOP, 3);
    ck_assert_uint_eq(crypto.verified, 0);
}
END_TEST

START_TEST(path_over_max_depth_is_refused_and_just_at_it_is_not)
{
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("b", "root", 3, 1));
    offer(fake_ca("a", "b", 2, 3));
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    certcheck_policy_set_max_depth(policy, 2);
    ck_assert_int_eq(verify(leaf), CERTCHECK_VALID);
    certcheck_report_free(report);
    certcheck_policy_set_max_depth(policy, 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_PATH_TOO_LONG, CERTCHECK_NO_INDEX);
}
END_TEST

START_TEST(unreadable_leaf_has_a_report)
{
    struct certcheck_parse_error error = {.offset = 7, .rule = "length-not-minimal", .text = "x"};
    ck_assert_int_eq(certcheck_verify_unreadable(&error, policy, &report), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_report_verdict(report), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_CERTIFICATE_MALFORMED, 0);
    ck_assert_uint_eq(certcheck_report_main_finding(report)->offset, 7);
    ck_assert_ptr_null(certcheck_report_leaf(report));
}
END_TEST

/* ---- within the budgets ---- */

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
    budget(CERTCHECK_BUDGET_CANDIDATES, 0);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
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
        ck_assert_int_eq(certcheck_pool_add_crl(pool, &crls[i], source), CERTCHECK_OK);
        ck_assert_int_eq(certcheck_pool_add_ocsp(pool, &responses[i], source), CERTCHECK_OK);
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
    ck_assert_int_eq(certcheck_pool_add_crl(pool, &crls[0], NULL), CERTCHECK_OK);
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
        offer(fake_ca("a", "gone", i, 1));
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

/* ---- hostile texts ---- */

START_TEST(name_too_long_to_be_told_is_no_lack_of_memory)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "gone", 9, 1);
    struct der_writer name = {0};
    char *common_name = calloc(1, 2000001);
    ck_assert_ptr_nonnull(common_name);
    memset(common_name, 'x', 2000000);
    writer_name(&name, common_name);
    leaf->issuer = writer_span(&name);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ISSUER_MISSING, 0);
    char *message = certcheck_finding_message(certcheck_report_main_finding(report));
    ck_assert_ptr_nonnull(strstr(message, "(a name of 2000025 bytes)"));
    certcheck_free(message);
    writer_release(&name);
    free(common_name);
}
END_TEST

static void write_issuer_url(struct der_writer *access, const char *url)
{
    writer_begin(access, CC_DER_SEQUENCE);
    writer_oid(access, "1.3.6.1.5.5.7.48.2");
    writer_text(access, CC_DER_CONTEXT(6), url);
    writer_end(access);
}

START_TEST(urls_too_long_to_be_fetched_are_not_wanted)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "gone", 9, 1);
    struct der_writer access = {0};
    char *url = calloc(1, 2000001);
    ck_assert_ptr_nonnull(url);
    memset(url, 'x', 2000000);
    write_issuer_url(&access, url);
    write_issuer_url(&access, "http://example.com/a");
    write_issuer_url(&access, "http://example.com/a");
    leaf->access = writer_span(&access);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    ck_assert_uint_eq(certcheck_report_want_count(report), 1);
    ck_assert_str_eq(certcheck_report_want(report, 0)->url, "http://example.com/a");
    writer_release(&access);
    free(url);
}
END_TEST

/* ---- the same whatever the order ---- */

START_TEST(order_of_the_pool_changes_nothing)
{
    struct certcheck_certificate *certificates[] = {
        fake_ca("a", "b", 2, 3), fake_ca("b", "a", 3, 2),    fake_ca("a", "root", 2, 7),
        fake_ca("b", "c", 3, 4), fake_ca("c", "gone", 4, 5), fake_ca("c", "root", 4, 9),
    };
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    enum certcheck_finding_code expected = CERTCHECK_FINDING_CODES;
    trust(fake_ca("root", "root", 1, 1));
    for (size_t turn = 0; turn < 6; turn++) {
        for (size_t i = 0; i < 6; i++)
            offer(certificates[turn % 2 ? 5 - (i + turn) % 6 : (i + turn) % 6]);
        ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
        enum certcheck_finding_code code = certcheck_report_main_finding(report)->code;
        ck_assert(turn == 0 || code == expected);
        expected = code;
        certcheck_report_free(report);
        report = NULL;
        certcheck_pool_free(pool);
        ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    }
}
END_TEST

/* ---- the contract ---- */

START_TEST(policy_without_a_time_is_a_bad_argument)
{
    struct certcheck_policy *timeless;
    ck_assert_int_eq(certcheck_policy_new(&timeless), CERTCHECK_OK);
    certcheck_store_seal(store);
    ck_assert_int_eq(
        cc_verify_with(&crypto.crypto, store, NULL, fake_leaf("l", "r", 1, 1), timeless, &report),
        CERTCHECK_BAD_ARGUMENT);
    ck_assert_ptr_null(report);
    certcheck_policy_free(timeless);
}
END_TEST

START_TEST(unsealed_store_is_a_bad_argument)
{
    ck_assert_int_eq(
        cc_verify_with(&crypto.crypto, store, pool, fake_leaf("l", "r", 1, 1), policy, &report),
        CERTCHECK_BAD_ARGUMENT);
}
END_TEST

START_TEST(report_outlives_what_it_was_made_of)
{
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_VALID);
    certcheck_store_free(store);
    certcheck_pool_free(pool);
    certcheck_policy_free(policy);
    store = NULL;
    pool = NULL;
    policy = NULL;
    ck_assert_str_eq(certcheck_report_path(report, 0)->entries[1].source, "anchors");
    ck_assert_uint_eq(certcheck_report_path(report, 0)->entries[1].certificate->der.length, 16);
}
END_TEST

START_TEST(null_is_a_bad_argument)
{
    struct certcheck_certificate *leaf = fake_leaf("l", "r", 1, 1);
    struct certcheck_parse_error error = {0};
    certcheck_store_seal(store);
    ck_assert_int_eq(certcheck_verify(NULL, pool, leaf, policy, &report), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify(store, pool, NULL, policy, &report), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify(store, pool, leaf, NULL, &report), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify(store, pool, leaf, policy, NULL), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify_unreadable(NULL, policy, &report), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify_unreadable(&error, NULL, &report), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_verify_unreadable(&error, policy, NULL), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_pool_add(pool, NULL, ""), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, NULL), CERTCHECK_BAD_ARGUMENT);
}
END_TEST

static enum cc_signature_result
verify_without_memory(void *context, const struct certcheck_signature_algorithm *algorithm,
                      cc_span spki, cc_span message, cc_span signature)
{
    (void)context;
    (void)algorithm;
    (void)spki;
    (void)message;
    (void)signature;
    return CC_SIGNATURE_NO_MEMORY;
}

START_TEST(cryptography_without_memory_is_a_status)
{
    crypto.crypto.verify = verify_without_memory;
    ck_assert_int_eq(try_verify(fake_leaf("self", "self", 1, 1)), CERTCHECK_NO_MEMORY);
    ck_assert_ptr_null(report);
}
END_TEST

/* A graph that exercises search, explanation and report; every allocation fails once. */
START_TEST(failed_allocation_is_a_status_and_never_a_verdict)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("a", "root", 2, 1))->not_after = FAKE_NOW - 1;
    offer(fake_ca("a", "gone", 2, 1));
    offer(fake_ca("a", "root", 3, 1));
    certcheck_store_seal(store);
    size_t before = failing_alloc_live();
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        enum certcheck_status status = try_verify(leaf);
        bool failed = failing_alloc_count() >= nth;
        failing_alloc_at(0);
        if (!failed) {
            ck_assert_int_eq(status, CERTCHECK_OK);
            ck_assert_uint_gt(nth, 3);
            break;
        }
        ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
        ck_assert_ptr_null(report);
        ck_assert_uint_eq(failing_alloc_live(), before);
    }
    assert_main(CERTCHECK_FINDING_EXPIRED, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verify");
    TCase *search = tcase_create("search");
    TCase *reasons = tcase_create("reasons");
    TCase *budgets = tcase_create("budgets");
    TCase *contract = tcase_create("contract");
    TCase *cases[] = {search, reasons, budgets, contract};
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        tcase_add_checked_fixture(cases[i], set_up, tear_down);
        suite_add_tcase(suite, cases[i]);
    }
    tcase_add_test(search, leaf_below_an_anchor_is_valid);
    tcase_add_test(search, path_goes_through_untrusted_intermediates_in_any_order);
    tcase_add_test(search, valid_until_is_the_first_end_on_the_path);
    tcase_add_test(search, search_goes_back_from_an_issuer_with_another_key);
    tcase_add_test(search, expired_cross_sign_does_not_hide_the_valid_one);
    tcase_add_test(search, anchor_that_is_also_offered_counts_as_anchor);
    tcase_add_test(search, search_goes_on_above_an_anchor_that_is_not_sound);
    tcase_add_test(search, trusted_leaf_is_its_own_path);
    tcase_add_test(search, all_valid_paths_are_found_when_asked_for);
    tcase_add_test(search, name_in_other_case_still_finds_its_issuer);
    tcase_add_test(search, same_entity_occurs_once_in_a_path);
    tcase_add_test(search, order_of_the_pool_changes_nothing);
    tcase_add_test(reasons, missing_issuer_is_named);
    tcase_add_test(reasons, untrusted_root_is_named);
    tcase_add_test(reasons, self_signed_leaf_is_called_so);
    tcase_add_test(reasons, self_issued_leaf_signed_by_another_key_misses_its_issuer);
    tcase_add_test(reasons, candidate_with_another_key_identifier_is_refused_by_name);
    tcase_add_test(reasons, key_identifiers_are_hints_only);
    tcase_add_test(reasons, wrong_signature_is_about_the_child);
    tcase_add_test(reasons, expired_intermediate_is_the_main_cause);
    tcase_add_test(reasons, path_closest_to_valid_comes_first);
    tcase_add_test(reasons, issuer_that_is_no_authority_is_refused);
    tcase_add_test(reasons, loop_without_an_anchor_ends);
    tcase_add_test(reasons, path_over_max_depth_is_refused_and_just_at_it_is_not);
    tcase_add_test(reasons, unreadable_leaf_has_a_report);
    tcase_add_test(budgets, spent_signatures_leave_it_undetermined);
    tcase_add_test(budgets, rivals_cost_one_signature_each);
    tcase_add_test(budgets, forged_rivals_on_two_floors_hide_no_issuer);
    tcase_add_test(budgets, spent_candidates_leave_it_undetermined);
    tcase_add_test(budgets, candidate_whose_issuers_no_budget_was_left_for_is_not_refused);
    tcase_add_test(budgets, of_evidence_about_others_no_more_is_looked_at_than_is_told);
    tcase_add_test(budgets, nothing_is_kept_of_who_cannot_have_signed_a_crl);
    tcase_add_test(budgets, spent_judgments_leave_it_undetermined);
    tcase_add_test(budgets, a_reason_is_given_whatever_is_left);
    tcase_add_test(budgets, leaf_that_is_wrong_by_itself_needs_no_search);
    tcase_add_test(budgets, mesh_without_an_anchor_costs_no_signature);
    tcase_add_test(budgets, mesh_with_an_anchor_finds_the_way);
    tcase_add_test(budgets, exponentially_many_refused_paths_end_within_the_budget);
    tcase_add_test(budgets, judging_a_large_certificate_costs_as_much_as_several);
    tcase_add_test(budgets, reasons_are_told_within_the_budget);
    tcase_add_test(budgets, chain_of_a_hundred_is_valid);
    tcase_add_test(budgets, chain_longer_than_any_path_tried_is_undetermined);
    tcase_add_test(budgets, longest_chain_that_is_tried_is_valid);
    tcase_add_test(budgets, name_too_long_to_be_told_is_no_lack_of_memory);
    tcase_add_test(budgets, urls_too_long_to_be_fetched_are_not_wanted);
    tcase_add_test(budgets, endless_self_issued_chain_is_cut_off);
    tcase_add_test(contract, policy_without_a_time_is_a_bad_argument);
    tcase_add_test(contract, unsealed_store_is_a_bad_argument);
    tcase_add_test(contract, null_is_a_bad_argument);
    tcase_add_test(contract, cryptography_without_memory_is_a_status);
    tcase_add_test(contract, report_outlives_what_it_was_made_of);
    tcase_add_test(contract, failed_allocation_is_a_status_and_never_a_verdict);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
