/* SPDX-License-Identifier: MIT */
/* Judging test vectors: one store, pool and policy per case, cases spread over threads. */
#include "vectors.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define JOBS_MAX 256U
#define CACHED_SIGNATURES 65536

struct leaf_loading {
    const struct certcheck_pool *pool;
    bool unreadable;
    struct certcheck_parse_error error;
};

static void on_leaf_problem(void *context, const struct certcheck_load_problem *problem)
{
    struct leaf_loading *loading = context;
    if (certcheck_pool_count(loading->pool) > 0 || loading->unreadable)
        return;
    loading->unreadable = true;
    loading->error = problem->error;
}

/* A certificate that cannot be read is as good as absent: the verdict shows whether it mattered. */
static struct certcheck_store *store_of(const json_t *certificates)
{
    struct certcheck_store *store = NULL;
    must_be_ok(certcheck_store_new(&store), "store");
    for (size_t i = 0; i < json_array_size(certificates); i++) {
        const json_t *pem = json_array_get(certificates, i);
        if (json_is_string(pem))
            must_be_ok(certcheck_store_load_memory(store, (const uint8_t *)json_string_value(pem),
                                                   json_string_length(pem), "trusted_certs", NULL),
                       "trusted_certs");
    }
    certcheck_store_seal(store);
    return store;
}

/* The certificates or CRLs of this member of a case. */
static void fill_pool(struct certcheck_pool *pool, const struct vector_case *vector,
                      const char *member)
{
    const json_t *entries = json_object_get(vector->json, member);
    for (size_t i = 0; i < json_array_size(entries); i++) {
        const json_t *pem = json_array_get(entries, i);
        if (json_is_string(pem))
            must_be_ok(certcheck_pool_load_memory(pool, (const uint8_t *)json_string_value(pem),
                                                  json_string_length(pem), member, NULL),
                       member);
    }
}

static bool add_peer_name(struct certcheck_policy *policy, const json_t *name)
{
    static const char *const kinds[] = {[CERTCHECK_IDENTITY_DNS] = "DNS",
                                        [CERTCHECK_IDENTITY_IP] = "IP",
                                        [CERTCHECK_IDENTITY_EMAIL] = "RFC822"};
    const char *kind = json_string_value(json_object_get(name, "kind"));
    const char *value = json_string_value(json_object_get(name, "value"));
    if (kind == NULL || value == NULL)
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kind, kinds[i]) != 0)
            continue;
        enum certcheck_status status =
            certcheck_policy_add_identity(policy, (enum certcheck_identity_kind)i, value);
        if (status != CERTCHECK_BAD_ARGUMENT)
            must_be_ok(status, "expected_peer_name");
        return status == CERTCHECK_OK;
    }
    return false;
}

/* Returns NULL, or why no policy can express the case. */
static const char *fill_policy(struct certcheck_policy *policy, const struct vector_case *vector)
{
    const json_t *name = json_object_get(vector->json, "expected_peer_name");
    const json_t *names = json_object_get(vector->json, "expected_peer_names");
    certcheck_policy_set_time(policy, vector->at);
    certcheck_policy_set_profile(policy, vector->profile);
    certcheck_policy_set_revocation(policy, vector->revocation);
    if (vector->has_max_depth)
        certcheck_policy_set_max_depth(policy, vector->max_depth);
    enum certcheck_status status = certcheck_policy_set_purpose(policy, vector->purpose);
    if (status == CERTCHECK_BAD_ARGUMENT)
        return "purpose-unknown";
    must_be_ok(status, "extended_key_usage");
    if (json_is_object(name) && !add_peer_name(policy, name))
        return "reference-identity-invalid";
    for (size_t i = 0; i < json_array_size(names); i++) {
        if (!add_peer_name(policy, json_array_get(names, i)))
            return "reference-identity-invalid";
    }
    return vector_ask_policies(policy, vector);
}

static int by_text(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;
    return strcmp(*a, *b);
}

static void mark_finding(bool *seen, const struct certcheck_finding *finding)
{
    seen[finding->code] = true;
}

static void keep_findings(struct vector_result *result, const struct certcheck_report *report)
{
    bool seen[CERTCHECK_FINDING_CODES] = {false};
    for (size_t i = 0; i < certcheck_report_finding_count(report); i++)
        mark_finding(seen, certcheck_report_finding(report, i));
    for (size_t i = 0; i < certcheck_report_path_count(report); i++) {
        const struct certcheck_report_path *path = certcheck_report_path(report, i);
        for (size_t k = 0; k < path->finding_count; k++)
            mark_finding(seen, &path->findings[k]);
    }
    result->findings = must_allocate(CERTCHECK_FINDING_CODES * sizeof *result->findings);
    for (int code = 0; code < CERTCHECK_FINDING_CODES; code++) {
        if (seen[code])
            result->findings[result->finding_count++] =
                must_copy(certcheck_finding_info((enum certcheck_finding_code)code)->id);
    }
    qsort(result->findings, result->finding_count, sizeof *result->findings, by_text);
}

static void keep_report(struct vector_result *result, const struct certcheck_report *report)
{
    const struct certcheck_finding *finding = certcheck_report_main_finding(report);
    result->verdict = certcheck_report_verdict(report);
    result->outcome = result->verdict == CERTCHECK_VALID ? VECTOR_SUCCESS : VECTOR_FAILURE;
    keep_findings(result, report);
    if (finding == NULL)
        return;
    char *message = must_have(certcheck_finding_message(finding));
    result->context = must_copy(certcheck_finding_info(finding->code)->id);
    result->message = must_copy(message);
    certcheck_free(message);
}

static void judge_leaf(const struct vector_case *vector, const struct certcheck_policy *policy,
                       struct vector_result *result)
{
    const json_t *peer = json_object_get(vector->json, "peer_certificate");
    struct certcheck_store *store = store_of(json_object_get(vector->json, "trusted_certs"));
    struct certcheck_pool *pool = NULL;
    must_be_ok(certcheck_pool_new(&pool), "pool");
    struct leaf_loading loading = {.pool = pool};
    struct certcheck_load load = {.problem = on_leaf_problem, .context = &loading};
    must_be_ok(certcheck_pool_load_memory(pool, (const uint8_t *)json_string_value(peer),
                                          json_string_length(peer), "peer_certificate", &load),
               "peer_certificate");
    struct certcheck_report *report = NULL;
    if (loading.unreadable || certcheck_pool_count(pool) == 0) {
        must_be_ok(certcheck_verify_unreadable(&loading.error, policy, &report), vector->id);
    } else {
        fill_pool(pool, vector, "untrusted_intermediates");
        fill_pool(pool, vector, "crls");
        must_be_ok(
            certcheck_verify(store, pool, certcheck_pool_certificate(pool, 0), policy, &report),
            vector->id);
    }
    keep_report(result, report);
    vector_compare_policies(vector, report, result);
    certcheck_report_free(report);
    certcheck_pool_free(pool);
    certcheck_store_free(store);
}

static void run_case(const struct vector_case *vector, struct certcheck_signature_cache *cache,
                     struct vector_result *result)
{
    if (vector->unsupported != NULL) {
        result->outcome = VECTOR_SKIPPED;
        result->context = must_copy(vector->unsupported);
        return;
    }
    struct certcheck_policy *policy = NULL;
    must_be_ok(certcheck_policy_new(&policy), "policy");
    certcheck_policy_set_signature_cache(policy, cache);
    const char *refused = fill_policy(policy, vector);
    if (refused != NULL)
        result->context = must_copy(refused);
    else
        judge_leaf(vector, policy, result);
    certcheck_policy_free(policy);
}

/* Of this thread: what else the machine does is not the case's. */
static uint64_t nanoseconds_now(void)
{
    struct timespec now = {0, 0};
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

struct work {
    struct vector_suite *suite;
    struct certcheck_signature_cache *cache; /* many cases have the same intermediates */
    atomic_size_t next;
};

static void *run_cases(void *context)
{
    struct work *work = context;
    for (;;) {
        size_t index = atomic_fetch_add(&work->next, 1);
        if (index >= work->suite->count)
            return NULL;
        uint64_t begin = nanoseconds_now();
        run_case(&work->suite->cases[index], work->cache, &work->suite->results[index]);
        work->suite->results[index].nanoseconds = nanoseconds_now() - begin;
    }
}

void vectors_run(struct vector_suite *suite, unsigned jobs)
{
    pthread_t threads[JOBS_MAX];
    unsigned started = 0;
    struct work work = {.suite = suite};
    atomic_init(&work.next, 0);
    must_be_ok(certcheck_signature_cache_new(CACHED_SIGNATURES, &work.cache), "cache");
    suite->results = must_allocate(suite->count * sizeof *suite->results);
    count_threads((int)jobs - 1);
    /* This thread works too; fewer threads than asked for only make it slower. */
    while (started + 1 < jobs && started < JOBS_MAX &&
           pthread_create(&threads[started], NULL, run_cases, &work) == 0)
        started++;
    (void)run_cases(&work);
    while (started > 0)
        (void)pthread_join(threads[--started], NULL);
    count_threads(1 - (int)jobs);
    certcheck_signature_cache_free(work.cache);
}
