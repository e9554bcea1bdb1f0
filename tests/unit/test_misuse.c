/* SPDX-License-Identifier: MIT */
/* Every public function with arguments that it must not be given: what the headers promise then. */
#include "support/failing_alloc.h"
#include "support/run_suite.h"
#include "support/scenario.h"

#include <check.h>
#include <limits.h>
#include <string.h>

#define REFUSES(call) ck_assert_int_eq((call), CERTCHECK_BAD_ARGUMENT)

static struct scenario scenario; /* with a CRL */
static struct scenario stapled;  /* with an OCSP response */
static struct certcheck_store *store;
static struct certcheck_pool *pool;
static struct certcheck_report *report;
static const struct certcheck_certificate *leaf;
static struct certcheck_policy *policy;

static void set_up(void)
{
    scenario_load(&scenario, "crl/all-reasons-revoked");
    scenario_load(&stapled, "ocsp/good");
    ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    scenario_add_evidence(&scenario, pool);
    scenario_add_evidence(&stapled, pool);
    report = scenario_verify(&scenario, NULL, NULL);
    leaf = scenario.leaf;
    policy = scenario.policy;
}

static void tear_down(void)
{
    certcheck_report_free(report);
    certcheck_pool_free(pool);
    certcheck_store_free(store);
    scenario_release(&stapled);
    scenario_release(&scenario);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

START_TEST(freeing_nothing_does_nothing)
{
    certcheck_free(NULL);
    certcheck_certificate_free(NULL);
    certcheck_crl_free(NULL);
    certcheck_ocsp_free(NULL);
    certcheck_pool_free(NULL);
    certcheck_store_free(NULL);
    certcheck_policy_free(NULL);
    certcheck_report_free(NULL);
    certcheck_lint_free(NULL);
}
END_TEST

/* ---- NULL ---- */

START_TEST(reading_refuses_null)
{
    static const uint8_t byte = 0;
    struct certcheck_certificate *certificate;
    struct certcheck_crl *crl;
    struct certcheck_ocsp *ocsp;
    REFUSES(certcheck_certificate_parse(&byte, 1, NULL, NULL));
    REFUSES(certcheck_certificate_parse(NULL, 1, &certificate, NULL));
    REFUSES(certcheck_crl_parse(&byte, 1, NULL, NULL));
    REFUSES(certcheck_crl_parse(NULL, 1, &crl, NULL));
    REFUSES(certcheck_ocsp_parse(&byte, 1, NULL, NULL));
    REFUSES(certcheck_ocsp_parse(NULL, 1, &ocsp, NULL));
    ck_assert_int_eq(certcheck_certificate_parse(NULL, 0, &certificate, NULL), CERTCHECK_MALFORMED);
    ck_assert_ptr_null(certificate);
}
END_TEST

START_TEST(values_refuse_null)
{
    struct certcheck_span rest = {NULL, 0};
    struct certcheck_der_value der;
    struct certcheck_parse_error error;
    struct certcheck_extension_value value;
    uint8_t sha256[32];
    certcheck_time time;
    REFUSES(certcheck_der_next(NULL, NULL, &der, &error));
    REFUSES(certcheck_der_next(&rest, NULL, NULL, &error));
    REFUSES(certcheck_der_next(&rest, NULL, &der, NULL));
    ck_assert_int_eq(certcheck_der_next(&rest, NULL, &der, &error), CERTCHECK_MALFORMED);
    REFUSES(certcheck_time_parse(NULL, &time));
    REFUSES(certcheck_time_parse("0", NULL));
    REFUSES(certcheck_extension_decode(NULL, &value));
    REFUSES(certcheck_extension_decode(certcheck_certificate_extension(leaf, 0), NULL));
    REFUSES(certcheck_certificate_fingerprint(NULL, sha256));
    REFUSES(certcheck_certificate_fingerprint(leaf, NULL));
}
END_TEST

START_TEST(pools_refuse_null)
{
    static const uint8_t byte = 0;
    const struct certcheck_crl *crl = certcheck_pool_crl(pool, 0);
    const struct certcheck_ocsp *ocsp = certcheck_pool_ocsp(pool, 0);
    ck_assert_ptr_nonnull(crl);
    ck_assert_ptr_nonnull(ocsp);
    REFUSES(certcheck_pool_new(NULL));
    REFUSES(certcheck_pool_add(NULL, leaf, NULL));
    REFUSES(certcheck_pool_add(pool, NULL, NULL));
    REFUSES(certcheck_pool_add_crl(NULL, crl, NULL));
    REFUSES(certcheck_pool_add_crl(pool, NULL, NULL));
    REFUSES(certcheck_pool_add_ocsp(NULL, ocsp, NULL));
    REFUSES(certcheck_pool_add_ocsp(pool, NULL, NULL));
    REFUSES(certcheck_pool_load_memory(NULL, &byte, 1, NULL, NULL));
    REFUSES(certcheck_pool_load_memory(pool, NULL, 1, NULL, NULL));
    REFUSES(certcheck_pool_load_memory(pool, &byte, CERTCHECK_CRL_MAX + 1, NULL, NULL));
    REFUSES(certcheck_pool_load_file(NULL, "file", NULL));
    REFUSES(certcheck_pool_load_file(pool, NULL, NULL));
    ck_assert_int_eq(certcheck_pool_load_memory(pool, NULL, 0, NULL, NULL), CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_pool_count(pool), 0);
}
END_TEST

START_TEST(stores_refuse_null)
{
    static const uint8_t byte = 0;
    REFUSES(certcheck_store_new(NULL));
    REFUSES(certcheck_store_add(NULL, leaf, NULL));
    REFUSES(certcheck_store_add(store, NULL, NULL));
    REFUSES(certcheck_store_load_memory(NULL, &byte, 1, NULL, NULL));
    REFUSES(certcheck_store_load_memory(store, NULL, 1, NULL, NULL));
    REFUSES(certcheck_store_load_file(NULL, "file", NULL));
    REFUSES(certcheck_store_load_file(store, NULL, NULL));
    REFUSES(certcheck_store_load_directory(NULL, "folder", NULL));
    REFUSES(certcheck_store_load_directory(store, NULL, NULL));
    REFUSES(certcheck_store_load_system(NULL, NULL, NULL));
    ck_assert_uint_eq(certcheck_store_count(store), 0);
}
END_TEST

START_TEST(policies_refuse_null)
{
    static const uint8_t nonce[CERTCHECK_OCSP_NONCE_MAX + 1] = {0};
    REFUSES(certcheck_policy_new(NULL));
    REFUSES(certcheck_policy_add_identity(NULL, CERTCHECK_IDENTITY_DNS, "a.example"));
    REFUSES(certcheck_policy_add_identity(policy, CERTCHECK_IDENTITY_DNS, NULL));
    REFUSES(certcheck_policy_add_host(NULL, "a.example"));
    REFUSES(certcheck_policy_add_host(policy, NULL));
    REFUSES(certcheck_policy_set_purpose(NULL, "any"));
    REFUSES(certcheck_policy_set_purpose(policy, NULL));
    REFUSES(certcheck_policy_set_severity(NULL, CERTCHECK_FINDING_EXPIRED, CERTCHECK_OFF));
    REFUSES(certcheck_policy_add_initial_policy(NULL, "2.5.29.32.0"));
    REFUSES(certcheck_policy_add_initial_policy(policy, NULL));
    REFUSES(certcheck_policy_add_initial_subtree(NULL, CERTCHECK_SUBTREE_EXCLUDED,
                                                 CERTCHECK_NAME_DNS, nonce, 0));
    REFUSES(certcheck_policy_add_initial_subtree(policy, CERTCHECK_SUBTREE_EXCLUDED,
                                                 CERTCHECK_NAME_DNS, NULL, 1));
    REFUSES(certcheck_policy_add_ocsp_signer(NULL, leaf));
    REFUSES(certcheck_policy_add_ocsp_signer(policy, NULL));
    REFUSES(certcheck_policy_set_ocsp_nonce(NULL, nonce, 1));
    REFUSES(certcheck_policy_set_ocsp_nonce(policy, NULL, 1));
    REFUSES(certcheck_policy_set_ocsp_nonce(policy, nonce, sizeof(nonce)));
}
END_TEST

START_TEST(verification_refuses_null)
{
    struct certcheck_report *made = report;
    certcheck_store_seal(store);
    REFUSES(certcheck_verify(NULL, pool, leaf, policy, &made));
    ck_assert_ptr_null(made);
    REFUSES(certcheck_verify(store, pool, NULL, policy, &made));
    REFUSES(certcheck_verify(store, pool, leaf, NULL, &made));
    REFUSES(certcheck_verify(store, pool, leaf, policy, NULL));
    REFUSES(certcheck_verify_unreadable(NULL, policy, &made));
    REFUSES(certcheck_verify_unreadable(&scenario.error, NULL, &made));
    REFUSES(certcheck_verify_unreadable(&scenario.error, policy, NULL));
    ck_assert_int_eq(certcheck_verify(store, NULL, leaf, policy, &made), CERTCHECK_OK);
    certcheck_report_free(made);
}
END_TEST

START_TEST(linting_refuses_null)
{
    struct certcheck_lint *lint;
    REFUSES(
        certcheck_lint_certificate(NULL, CERTCHECK_ROLE_LEAF, CERTCHECK_LINT_ALL, policy, &lint));
    REFUSES(certcheck_lint_certificate(leaf, CERTCHECK_ROLE_LEAF, CERTCHECK_LINT_ALL, NULL, &lint));
    REFUSES(
        certcheck_lint_certificate(leaf, CERTCHECK_ROLE_LEAF, CERTCHECK_LINT_ALL, policy, NULL));
    REFUSES(certcheck_lint_unreadable(NULL, &lint));
    REFUSES(certcheck_lint_unreadable(&scenario.error, NULL));
}
END_TEST

START_TEST(requests_refuse_null_and_too_much)
{
    struct certcheck_ocsp_question questions[CERTCHECK_OCSP_QUESTIONS_MAX + 1];
    struct certcheck_span none = {NULL, 0}, lost = {NULL, 1};
    uint8_t *der;
    size_t length;
    for (size_t i = 0; i < CERTCHECK_OCSP_QUESTIONS_MAX + 1; i++)
        questions[i] = (struct certcheck_ocsp_question){leaf, leaf};
    REFUSES(certcheck_ocsp_request(NULL, 1, CERTCHECK_DIGEST_SHA1, none, &der, &length));
    REFUSES(certcheck_ocsp_request(questions, 0, CERTCHECK_DIGEST_SHA1, none, &der, &length));
    REFUSES(certcheck_ocsp_request(questions, CERTCHECK_OCSP_QUESTIONS_MAX + 1,
                                   CERTCHECK_DIGEST_SHA1, none, &der, &length));
    REFUSES(certcheck_ocsp_request(questions, 1, CERTCHECK_DIGEST_MD5, none, &der, &length));
    REFUSES(certcheck_ocsp_request(questions, 1, CERTCHECK_DIGEST_SHA1, lost, &der, &length));
    REFUSES(certcheck_ocsp_request(questions, 1, CERTCHECK_DIGEST_SHA1, none, NULL, &length));
    REFUSES(certcheck_ocsp_request(questions, 1, CERTCHECK_DIGEST_SHA1, none, &der, NULL));
    questions[0].issuer = NULL;
    REFUSES(certcheck_ocsp_request(questions, 1, CERTCHECK_DIGEST_SHA1, none, &der, &length));
}
END_TEST

START_TEST(what_was_not_made_is_null)
{
    struct certcheck_policy *no_policy = policy;
    struct certcheck_signature_cache *cache, *no_cache;
    struct certcheck_report *no_report = report;
    struct certcheck_lint *lint, *no_lint;
    ck_assert_int_eq(certcheck_signature_cache_new(1, &cache), CERTCHECK_OK);
    no_cache = cache;
    REFUSES(certcheck_signature_cache_new(0, &no_cache));
    ck_assert_ptr_null(no_cache);
    REFUSES(certcheck_verify_unreadable(NULL, policy, &no_report));
    ck_assert_ptr_null(no_report);
    ck_assert_int_eq(certcheck_lint_unreadable(&scenario.error, &lint), CERTCHECK_OK);
    no_lint = lint;
    REFUSES(certcheck_lint_unreadable(NULL, &no_lint));
    ck_assert_ptr_null(no_lint);
    failing_alloc_at(1);
    ck_assert_int_eq(certcheck_policy_new(&no_policy), CERTCHECK_NO_MEMORY);
    failing_alloc_at(0);
    ck_assert_ptr_null(no_policy);
    certcheck_lint_free(lint);
    certcheck_signature_cache_free(cache);
}
END_TEST

/* ---- out of order ---- */

START_TEST(store_without_a_seal_judges_nothing)
{
    struct certcheck_report *made;
    REFUSES(certcheck_verify(store, pool, leaf, policy, &made));
    ck_assert_ptr_null(made);
}
END_TEST

START_TEST(sealed_store_takes_nothing)
{
    certcheck_store_seal(store);
    certcheck_store_seal(store);
    REFUSES(certcheck_store_add(store, leaf, NULL));
    REFUSES(certcheck_store_load_memory(store, NULL, 0, NULL, NULL));
    REFUSES(certcheck_store_load_file(store, "/dev/null", NULL));
    REFUSES(certcheck_store_load_directory(store, "/", NULL));
    REFUSES(certcheck_store_load_system(store, NULL, NULL));
    ck_assert_uint_eq(certcheck_store_count(store), 0);
}
END_TEST

START_TEST(policy_without_a_time_judges_nothing)
{
    struct certcheck_policy *timeless;
    struct certcheck_report *made;
    struct certcheck_lint *lint;
    ck_assert_int_eq(certcheck_policy_new(&timeless), CERTCHECK_OK);
    certcheck_store_seal(store);
    REFUSES(certcheck_verify(store, pool, leaf, timeless, &made));
    REFUSES(
        certcheck_lint_certificate(leaf, CERTCHECK_ROLE_LEAF, CERTCHECK_LINT_ALL, timeless, &lint));
    ck_assert_ptr_null(lint);
    certcheck_policy_free(timeless);
}
END_TEST

/* ---- numbers that are no value ---- */

static const int nonsense[] = {INT_MIN, -1, 1000, INT_MAX};

START_TEST(every_number_has_a_text)
{
#define HAS_TEXT(text, type) \
    ck_assert_msg(text((enum type)number) != NULL && *text((enum type)number) != '\0', #text)
    int number = nonsense[_i];
    HAS_TEXT(certcheck_status_text, certcheck_status);
    HAS_TEXT(certcheck_key_kind_text, certcheck_key_kind);
    HAS_TEXT(certcheck_curve_text, certcheck_curve);
    HAS_TEXT(certcheck_digest_text, certcheck_digest);
    HAS_TEXT(certcheck_signature_kind_text, certcheck_signature_kind);
    HAS_TEXT(certcheck_extension_kind_text, certcheck_extension_kind);
    HAS_TEXT(certcheck_reason_text, certcheck_reason);
    HAS_TEXT(certcheck_severity_text, certcheck_severity);
    HAS_TEXT(certcheck_profile_text, certcheck_profile);
    HAS_TEXT(certcheck_role_text, certcheck_role);
    HAS_TEXT(certcheck_ocsp_response_status_text, certcheck_ocsp_response_status);
    HAS_TEXT(certcheck_ocsp_certificate_status_text, certcheck_ocsp_certificate_status);
    HAS_TEXT(certcheck_revocation_mode_text, certcheck_revocation_mode);
    HAS_TEXT(certcheck_budget_text, certcheck_budget);
    HAS_TEXT(certcheck_verdict_text, certcheck_verdict);
    HAS_TEXT(certcheck_path_end_text, certcheck_path_end);
    HAS_TEXT(certcheck_revocation_status_text, certcheck_revocation_status);
    HAS_TEXT(certcheck_evidence_text, certcheck_evidence);
    HAS_TEXT(certcheck_refusal_text, certcheck_refusal);
    HAS_TEXT(certcheck_want_kind_text, certcheck_want_kind);
#undef HAS_TEXT
    ck_assert_ptr_null(certcheck_key_usage_text((unsigned)number));
    ck_assert_ptr_null(certcheck_reason_flag_text((unsigned)number));
    ck_assert_ptr_null(certcheck_finding_info((enum certcheck_finding_code)number));
}
END_TEST

START_TEST(nonsense_is_no_setting)
{
    int number = nonsense[_i];
    struct certcheck_lint *lint;
    REFUSES(
        certcheck_policy_set_severity(policy, (enum certcheck_finding_code)number, CERTCHECK_OFF));
    REFUSES(certcheck_policy_add_initial_subtree(policy, (enum certcheck_subtree_effect)number,
                                                 CERTCHECK_NAME_DNS, NULL, 0));
    REFUSES(certcheck_policy_set_severity(policy, CERTCHECK_FINDING_EXPIRED,
                                          (enum certcheck_severity)number));
    REFUSES(
        certcheck_policy_add_identity(policy, (enum certcheck_identity_kind)number, "a.example"));
    REFUSES(certcheck_lint_certificate(leaf, (enum certcheck_role)number, CERTCHECK_LINT_ALL,
                                       policy, &lint));
    REFUSES(certcheck_lint_certificate(leaf, CERTCHECK_ROLE_LEAF, (enum certcheck_lint_rules)number,
                                       policy, &lint));
    certcheck_policy_set_profile(policy, (enum certcheck_profile)number);
    certcheck_policy_set_revocation(policy, (enum certcheck_revocation_mode)number);
    certcheck_policy_set_stapling(policy, (enum certcheck_stapling)number);
    certcheck_policy_set_budget(policy, (enum certcheck_budget)number, 0);
    struct certcheck_report *again = report;
    certcheck_store_seal(store);
    REFUSES(certcheck_verify(store, pool, leaf, policy, &again));
    ck_assert_ptr_null(again);
}
END_TEST

/* ---- past the end ---- */

START_TEST(past_the_end_there_is_nothing)
{
    const struct certcheck_crl *crl = certcheck_pool_crl(pool, 0);
    const struct certcheck_ocsp *ocsp = certcheck_pool_ocsp(pool, 0);
    size_t past = _i == 0 ? 1000 : SIZE_MAX;
    ck_assert_ptr_null(certcheck_pool_certificate(pool, past));
    ck_assert_str_eq(certcheck_pool_source(pool, past), "");
    ck_assert_ptr_null(certcheck_pool_crl(pool, past));
    ck_assert_str_eq(certcheck_pool_crl_source(pool, past), "");
    ck_assert_ptr_null(certcheck_pool_ocsp(pool, past));
    ck_assert_str_eq(certcheck_pool_ocsp_source(pool, past), "");
    ck_assert_ptr_null(certcheck_store_certificate(store, past));
    ck_assert_str_eq(certcheck_store_source(store, past), "");
    ck_assert_ptr_null(certcheck_certificate_extension(leaf, past));
    ck_assert_ptr_null(certcheck_crl_extension(crl, past));
    ck_assert_ptr_null(certcheck_ocsp_extension(ocsp, past));
    ck_assert_ptr_null(certcheck_report_finding(report, past));
    ck_assert_ptr_null(certcheck_report_path(report, past));
    ck_assert_ptr_null(certcheck_report_rejected(report, past));
    ck_assert_ptr_null(certcheck_report_want(report, past));
    struct certcheck_crl_entry entry;
    struct certcheck_ocsp_single single;
    ck_assert(!certcheck_crl_next_entry(crl, &past, &entry));
    past = _i == 0 ? 1000 : SIZE_MAX;
    ck_assert(!certcheck_ocsp_next_single(ocsp, &past, &single));
}
END_TEST

START_TEST(lint_ends_where_its_findings_end)
{
    struct certcheck_lint *lint;
    ck_assert_int_eq(certcheck_lint_certificate(leaf, CERTCHECK_ROLE_AUTOMATIC, CERTCHECK_LINT_ALL,
                                                policy, &lint),
                     CERTCHECK_OK);
    size_t count = certcheck_lint_finding_count(lint);
    ck_assert_uint_gt(count, 0);
    ck_assert_ptr_nonnull(certcheck_lint_finding(lint, count - 1));
    ck_assert_ptr_null(certcheck_lint_finding(lint, count));
    ck_assert_ptr_null(certcheck_lint_finding(lint, SIZE_MAX));
    ck_assert_int_eq(certcheck_lint_role(lint), CERTCHECK_ROLE_LEAF);
    certcheck_lint_free(lint);
}
END_TEST

START_TEST(budgets_that_are_none_are_not_spent)
{
    enum certcheck_budget none = (enum certcheck_budget)nonsense[_i];
    ck_assert_uint_eq(certcheck_report_budget_used(report, none), 0);
    ck_assert_uint_eq(certcheck_report_budget_limit(report, none), 0);
}
END_TEST

START_TEST(empty_lists_have_no_element)
{
    struct certcheck_span rest = {NULL, 0};
    struct certcheck_general_name name;
    struct certcheck_policy_information information;
    struct certcheck_policy_qualifier qualifier;
    struct certcheck_policy_mapping mapping;
    struct certcheck_subtree subtree;
    struct certcheck_distribution_point point;
    struct certcheck_access_description description;
    struct certcheck_extension extension;
    struct certcheck_sct sct;
    struct certcheck_span span;
    uint16_t feature;
    ck_assert(!certcheck_next_general_name(&rest, &name));
    ck_assert(!certcheck_next_oid(&rest, &span));
    ck_assert(!certcheck_next_policy(&rest, &information));
    ck_assert(!certcheck_next_policy_qualifier(&rest, &qualifier));
    ck_assert(!certcheck_next_policy_mapping(&rest, &mapping));
    ck_assert(!certcheck_next_subtree(&rest, &subtree));
    ck_assert(!certcheck_next_distribution_point(&rest, &point));
    ck_assert(!certcheck_next_access_description(&rest, &description));
    ck_assert(!certcheck_next_tls_feature(&rest, &feature));
    ck_assert(!certcheck_next_sct(&rest, &sct));
    ck_assert(!certcheck_crl_next_entry_extension(&rest, &extension));
    ck_assert(!certcheck_ocsp_next_certificate(&rest, &span));
    ck_assert(
        !certcheck_ocsp_next_single_extension(certcheck_pool_ocsp(pool, 0), &rest, &extension));
}
END_TEST

START_TEST(empty_spans_are_no_names)
{
    struct certcheck_span none = {NULL, 0};
    ck_assert_ptr_null(certcheck_oid_text(none));
    ck_assert_ptr_null(certcheck_oid_name(none));
    ck_assert_ptr_null(certcheck_name_text(none));
    ck_assert_ptr_null(certcheck_name_attribute(none, none));
    ck_assert(!certcheck_name_equal(none, certcheck_certificate_subject(leaf)));
    ck_assert_int_eq(certcheck_finding_by_id(""), CERTCHECK_FINDING_CODES);
}
END_TEST

int main(void)
{
    int count = sizeof(nonsense) / sizeof(nonsense[0]);
    Suite *suite = suite_create("misuse");
    TCase *tcase = tcase_create("misuse");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, freeing_nothing_does_nothing);
    tcase_add_test(tcase, reading_refuses_null);
    tcase_add_test(tcase, values_refuse_null);
    tcase_add_test(tcase, pools_refuse_null);
    tcase_add_test(tcase, stores_refuse_null);
    tcase_add_test(tcase, policies_refuse_null);
    tcase_add_test(tcase, verification_refuses_null);
    tcase_add_test(tcase, linting_refuses_null);
    tcase_add_test(tcase, requests_refuse_null_and_too_much);
    tcase_add_test(tcase, what_was_not_made_is_null);
    tcase_add_test(tcase, store_without_a_seal_judges_nothing);
    tcase_add_test(tcase, sealed_store_takes_nothing);
    tcase_add_test(tcase, policy_without_a_time_judges_nothing);
    tcase_add_loop_test(tcase, every_number_has_a_text, 0, count);
    tcase_add_loop_test(tcase, nonsense_is_no_setting, 0, count);
    tcase_add_loop_test(tcase, past_the_end_there_is_nothing, 0, 2);
    tcase_add_test(tcase, lint_ends_where_its_findings_end);
    tcase_add_loop_test(tcase, budgets_that_are_none_are_not_spent, 0, count);
    tcase_add_test(tcase, empty_lists_have_no_element);
    tcase_add_test(tcase, empty_spans_are_no_names);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
