/* SPDX-License-Identifier: MIT */
/* Many threads and one sealed store: what they report, what they free, what they wait for. Built
 * with
 * --enable-sanitizers=thread, every race here is an error. */
#include "fetch.h"
#include "report.h"
#include "support/failing_alloc.h"
#include "support/fake_certificate.h"
#include "support/run_suite.h"
#include "support/scenario.h"
#include "verify/verify.h"

#include <check.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define THREADS 8
/* One case of testdata in so many: enough of all areas, and fast under ThreadSanitizer. */
#define STRIDE 6
/* Fewer than there are, so that threads replace what others look up. */
#define CACHED 16

struct job {
    struct scenario scenario;
    struct certcheck_pool *pool;
    char *expected; /* what one thread alone reports */
};

static struct job *jobs;
static size_t job_count;
static struct certcheck_store *shared;

/* ---- what the tool's report asks of its other parts: nothing was fetched, no file was named ----
 */

const char *fetching_remark(const struct fetching *fetching, const struct certcheck_report *report)
{
    (void)fetching;
    (void)report;
    return NULL;
}

json_t *report_fetches_json(const struct fetching *fetching)
{
    (void)fetching;
    return json_array();
}

const char *report_source(const struct certcheck_report_path *path, size_t index,
                          const struct report_request *request)
{
    (void)request;
    return path->entries[index].source;
}

/* ---- one job ---- */

static void add_lint(json_t *object, const struct job *job)
{
    struct certcheck_lint *lint = NULL;
    json_t *findings = json_array();
    if (certcheck_lint_certificate(job->scenario.leaf, CERTCHECK_ROLE_AUTOMATIC, CERTCHECK_LINT_ALL,
                                   job->scenario.policy, &lint) == CERTCHECK_OK)
        for (size_t i = 0; i < certcheck_lint_finding_count(lint); i++) {
            json_t *finding = json_object();
            json_put_finding(finding, certcheck_lint_finding(lint, i));
            json_append(findings, finding);
        }
    json_put(object, "lint", findings);
    certcheck_lint_free(lint);
}

/* Everything that is said of the job's leaf; a short text where nothing could be said. */
static char *report_of(const struct certcheck_store *store, const struct job *job)
{
    struct certcheck_report *report = NULL;
    struct report_request request = {.leaf_source = "leaf", .explain = true, .policies = true};
    enum certcheck_status status =
        certcheck_verify(store, job->pool, job->scenario.leaf, job->scenario.policy, &report);
    if (status != CERTCHECK_OK)
        return strdup(certcheck_status_text(status));
    json_t *object = report_json(report, &request);
    add_lint(object, job);
    char *text = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    certcheck_report_free(report);
    return text;
}

static bool reports_as_expected(const struct certcheck_store *store, const struct job *job)
{
    char *text = report_of(store, job);
    bool same = text != NULL && strcmp(text, job->expected) == 0;
    free(text);
    return same;
}

/* ---- all jobs, and the store of all their anchors ---- */

static bool load_job(struct job *job, const char *name)
{
    scenario_load(&job->scenario, name);
    if (job->scenario.leaf == NULL) {
        scenario_release(&job->scenario);
        return false;
    }
    ck_assert_int_eq(certcheck_pool_new(&job->pool), CERTCHECK_OK);
    for (size_t i = 0; i < job->scenario.untrusted.count; i++)
        ck_assert_int_eq(
            certcheck_pool_add(job->pool, job->scenario.untrusted.certificates[i], "untrusted"),
            CERTCHECK_OK);
    scenario_add_evidence(&job->scenario, job->pool);
    return true;
}

static struct certcheck_store *new_store(void)
{
    struct certcheck_store *store;
    ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
    for (size_t i = 0; i < job_count; i++)
        for (size_t j = 0; j < jobs[i].scenario.trusted.count; j++)
            ck_assert_int_eq(
                certcheck_store_add(store, jobs[i].scenario.trusted.certificates[j], "trusted"),
                CERTCHECK_OK);
    certcheck_store_seal(store);
    return store;
}

/* Every job from now on with one cache. */
static void share_cache(void)
{
    struct certcheck_signature_cache *cache;
    ck_assert_int_eq(certcheck_signature_cache_new(CACHED, &cache), CERTCHECK_OK);
    for (size_t i = 0; i < job_count; i++)
        certcheck_policy_set_signature_cache(jobs[i].scenario.policy, cache);
    certcheck_signature_cache_free(cache);
}

static void set_up(void)
{
    size_t name_count;
    char **names = scenario_names(&name_count);
    jobs = calloc(name_count, sizeof(*jobs));
    ck_assert_ptr_nonnull(jobs);
    for (size_t i = 0; i < name_count; i += STRIDE)
        job_count += load_job(&jobs[job_count], names[i]);
    scenario_names_free(names, name_count);
    shared = new_store();
    for (size_t i = 0; i < job_count; i++)
        jobs[i].expected = report_of(shared, &jobs[i]);
    share_cache();
}

static void tear_down(void)
{
    for (size_t i = 0; i < job_count; i++) {
        free(jobs[i].expected);
        certcheck_pool_free(jobs[i].pool);
        scenario_release(&jobs[i].scenario);
    }
    certcheck_store_free(shared);
    free(jobs);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

/* ---- threads ---- */

struct worker {
    pthread_t thread;
    size_t number;
    const char *failed; /* the first case that was reported otherwise */
    void *context;
};

static void start(struct worker workers[THREADS], void *(*work)(void *), void *context)
{
    for (size_t i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){.number = i, .context = context};
        ck_assert_int_eq(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
}

static void finish(struct worker workers[THREADS])
{
    for (size_t i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_join(workers[i].thread, NULL), 0);
    for (size_t i = 0; i < THREADS; i++)
        ck_assert_msg(workers[i].failed == NULL, "thread %zu: %s", i, workers[i].failed);
}

/* A third of the threads begin with each third of the jobs: some do the same at once. */
static const struct job *job_of(const struct worker *worker, size_t step)
{
    return &jobs[(step + worker->number % 3 * job_count / 3) % job_count];
}

static bool has_verdict(const struct job *job, enum certcheck_verdict verdict)
{
    char wanted[64];
    (void)snprintf(wanted, sizeof(wanted), "\"verdict\":\"%s\"", certcheck_verdict_text(verdict));
    return strstr(job->expected, wanted) != NULL;
}

START_TEST(jobs_are_good_and_bad)
{
    size_t count[3] = {0};
    for (size_t i = 0; i < job_count; i++)
        for (int verdict = CERTCHECK_NOT_VALID; verdict <= CERTCHECK_VALID; verdict++)
            count[verdict] += has_verdict(&jobs[i], (enum certcheck_verdict)verdict);
    ck_assert_uint_gt(count[CERTCHECK_VALID], 20);
    ck_assert_uint_gt(count[CERTCHECK_NOT_VALID], 20);
    ck_assert_uint_gt(count[CERTCHECK_UNDETERMINED], 0);
}
END_TEST

static void *judge_all(void *argument)
{
    struct worker *worker = argument;
    for (size_t i = 0; i < job_count && worker->failed == NULL; i++)
        if (!reports_as_expected(shared, job_of(worker, i)))
            worker->failed = job_of(worker, i)->scenario.name;
    return NULL;
}

START_TEST(eight_threads_report_what_one_does)
{
    struct worker workers[THREADS];
    size_t live = failing_alloc_live();
    start(workers, judge_all, NULL);
    finish(workers);
    ck_assert_uint_eq(failing_alloc_live(), live);
}
END_TEST

/* ---- a store that is replaced, as a server does when its anchors change ---- */

struct slot {
    pthread_mutex_t mutex;
    struct certcheck_store *store;
    atomic_size_t working;
};

static struct certcheck_store *take(struct slot *slot)
{
    pthread_mutex_lock(&slot->mutex);
    struct certcheck_store *store = certcheck_store_ref(slot->store);
    pthread_mutex_unlock(&slot->mutex);
    return store;
}

static void replace(struct slot *slot, struct certcheck_store *store)
{
    pthread_mutex_lock(&slot->mutex);
    struct certcheck_store *old = slot->store;
    slot->store = store;
    pthread_mutex_unlock(&slot->mutex);
    certcheck_store_free(old);
}

static void *judge_with_what_there_is(void *argument)
{
    struct worker *worker = argument;
    struct slot *slot = worker->context;
    for (size_t i = 0; i < job_count / 2 && worker->failed == NULL; i++) {
        struct certcheck_store *store = take(slot);
        if (!reports_as_expected(store, job_of(worker, i)))
            worker->failed = job_of(worker, i)->scenario.name;
        certcheck_store_free(store);
    }
    atomic_fetch_sub(&slot->working, 1);
    return NULL;
}

START_TEST(stores_are_replaced_while_others_verify)
{
    struct worker workers[THREADS];
    size_t live = failing_alloc_live();
    struct slot slot = {.mutex = PTHREAD_MUTEX_INITIALIZER, .store = new_store()};
    atomic_init(&slot.working, THREADS);
    start(workers, judge_with_what_there_is, &slot);
    do {
        replace(&slot, new_store());
        (void)sched_yield();
    } while (atomic_load(&slot.working) > 0);
    finish(workers);
    certcheck_store_free(slot.store);
    ck_assert_uint_eq(failing_alloc_live(), live);
}
END_TEST

/* ---- no lock is held while a signature is checked ---- */

/* Signature checks that end only when all threads are in one; or, so that a lock is found and not
 * waited for, after a long time. */
struct meeting {
    struct fake_crypto fake;
    pthread_mutex_t mutex;
    pthread_cond_t all_here;
    unsigned inside;
    const struct certcheck_certificate *leaf;
    struct certcheck_store *store;
    struct certcheck_policy *policy;
};

static enum cc_signature_result
meet_and_verify(void *context, const struct certcheck_signature_algorithm *algorithm, cc_span spki,
                cc_span message, cc_span signature)
{
    struct meeting *meeting = context;
    struct timespec end;
    (void)algorithm;
    (void)message;
    (void)clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += 60;
    pthread_mutex_lock(&meeting->mutex);
    if (++meeting->inside >= THREADS)
        pthread_cond_broadcast(&meeting->all_here);
    int waited = 0;
    while (meeting->inside < THREADS && waited == 0)
        waited = pthread_cond_timedwait(&meeting->all_here, &meeting->mutex, &end);
    pthread_mutex_unlock(&meeting->mutex);
    return waited == 0 && spki.data[0] == signature.data[0] ? CC_SIGNATURE_GOOD : CC_SIGNATURE_BAD;
}

/* One for all: threads that ask a cache for the same signature are not to wait for each other. */
static bool same_digest(void *context, enum certcheck_digest kind, cc_span message, uint8_t out[64])
{
    (void)context;
    (void)kind;
    (void)message;
    memset(out, 1, 64);
    return true;
}

static void *judge_in_company(void *argument)
{
    struct worker *worker = argument;
    struct meeting *meeting = worker->context;
    struct certcheck_report *report = NULL;
    if (cc_verify_with(&meeting->fake.crypto, meeting->store, NULL, meeting->leaf, meeting->policy,
                       &report) != CERTCHECK_OK ||
        certcheck_report_verdict(report) != CERTCHECK_VALID)
        worker->failed = "its signature check ended before all others had begun";
    certcheck_report_free(report);
    return NULL;
}

START_TEST(signatures_are_checked_at_the_same_time)
{
    struct worker workers[THREADS];
    struct meeting meeting = {.mutex = PTHREAD_MUTEX_INITIALIZER,
                              .all_here = PTHREAD_COND_INITIALIZER,
                              .leaf = fake_leaf("leaf", "root", 9, 1)};
    struct certcheck_signature_cache *cache;
    ck_assert_int_eq(certcheck_signature_cache_new(CACHED, &cache), CERTCHECK_OK);
    fake_crypto_init(&meeting.fake);
    meeting.fake.crypto.context = &meeting;
    meeting.fake.crypto.verify = meet_and_verify;
    meeting.fake.crypto.digest = same_digest;
    ck_assert_int_eq(certcheck_store_new(&meeting.store), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_store_add(meeting.store, fake_ca("root", "root", 1, 1), NULL),
                     CERTCHECK_OK);
    certcheck_store_seal(meeting.store);
    ck_assert_int_eq(certcheck_policy_new(&meeting.policy), CERTCHECK_OK);
    certcheck_policy_set_time(meeting.policy, FAKE_NOW);
    if (_i == 1)
        certcheck_policy_set_signature_cache(meeting.policy, cache);
    start(workers, judge_in_company, &meeting);
    finish(workers);
    certcheck_policy_free(meeting.policy);
    certcheck_signature_cache_free(cache);
    certcheck_store_free(meeting.store);
    fake_release();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("threads");
    TCase *tcase = tcase_create("threads");
    tcase_set_timeout(tcase, 300);
    tcase_add_unchecked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, jobs_are_good_and_bad);
    tcase_add_test(tcase, eight_threads_report_what_one_does);
    tcase_add_test(tcase, stores_are_replaced_while_others_verify);
    tcase_add_loop_test(tcase, signatures_are_checked_at_the_same_time, 0, 2); /* 1: with a cache */
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
