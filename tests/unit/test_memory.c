/* SPDX-License-Identifier: MIT */
/* Every allocation of a whole verification fails in turn, for every case of the test data: that is
 * a status, or the very same answer, and never another verdict. */
#include "support/failing_alloc.h"
#include "support/scenario.h"
#include "support/scenario_main.h"

#include <check.h>

/* Everything that goes into a verification, made while memory lasts. */
struct verification {
    struct scenario scenario;
    struct certcheck_store *store;
    struct certcheck_pool *pool;
};

static void begin(struct verification *v, const char *name)
{
    scenario_load(&v->scenario, name);
    ck_assert_int_eq(certcheck_store_new(&v->store), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_new(&v->pool), CERTCHECK_OK);
    for (size_t i = 0; i < v->scenario.trusted.count; i++)
        ck_assert_int_eq(
            certcheck_store_add(v->store, v->scenario.trusted.certificates[i], "trusted"),
            CERTCHECK_OK);
    for (size_t i = 0; i < v->scenario.untrusted.count; i++)
        ck_assert_int_eq(
            certcheck_pool_add(v->pool, v->scenario.untrusted.certificates[i], "untrusted"),
            CERTCHECK_OK);
    scenario_add_evidence(&v->scenario, v->pool);
    certcheck_store_seal(v->store);
}

static void end(struct verification *v)
{
    certcheck_pool_free(v->pool);
    certcheck_store_free(v->store);
    scenario_release(&v->scenario);
}

static enum certcheck_status verify(const struct verification *v, struct certcheck_report **report)
{
    const struct scenario *scenario = &v->scenario;
    *report = NULL;
    return scenario->leaf == NULL
               ? certcheck_verify_unreadable(&scenario->error, scenario->policy, report)
               : certcheck_verify(v->store, v->pool, scenario->leaf, scenario->policy, report);
}

static void assert_same_answer(const struct verification *v, const struct certcheck_report *report,
                               const struct certcheck_report *expected)
{
    ck_assert_msg(certcheck_report_verdict(report) == certcheck_report_verdict(expected),
                  "%s: %s instead of %s", v->scenario.name,
                  certcheck_verdict_text(certcheck_report_verdict(report)),
                  certcheck_verdict_text(certcheck_report_verdict(expected)));
    ck_assert_str_eq(main_finding_id(report), main_finding_id(expected));
    ck_assert_uint_eq(certcheck_report_path_count(report), certcheck_report_path_count(expected));
    ck_assert_uint_eq(certcheck_report_rejected_count(report),
                      certcheck_report_rejected_count(expected));
    ck_assert_uint_eq(certcheck_report_want_count(report), certcheck_report_want_count(expected));
}

/* Returns whether there were so many allocations. */
static bool fail_the(size_t nth, const struct verification *v,
                     const struct certcheck_report *expected)
{
    struct certcheck_report *report;
    size_t before = failing_alloc_live();
    failing_alloc_at(nth);
    enum certcheck_status status = verify(v, &report);
    bool failed = failing_alloc_count() >= nth;
    failing_alloc_at(0);
    ck_assert_msg(status == CERTCHECK_OK || (failed && status == CERTCHECK_NO_MEMORY),
                  "%s: status %d", v->scenario.name, status);
    ck_assert_msg((status == CERTCHECK_OK) == (report != NULL), "%s: status %d, report %p",
                  v->scenario.name, status, (void *)report);
    if (report != NULL)
        assert_same_answer(v, report, expected);
    certcheck_report_free(report);
    ck_assert_uint_eq(failing_alloc_live(), before);
    return failed;
}

/* `cache` may be NULL. */
static void fail_each(const char *name, struct certcheck_signature_cache *cache)
{
    struct verification v;
    struct certcheck_report *expected;
    size_t nth = 1;
    begin(&v, name);
    certcheck_policy_set_signature_cache(v.scenario.policy, cache);
    ck_assert_int_eq(verify(&v, &expected), CERTCHECK_OK);
    while (fail_the(nth, &v, expected))
        nth++;
    ck_assert_uint_gt(nth, 2);
    certcheck_report_free(expected);
    end(&v);
}

/* In blocks as outside of tests; then each piece, which are many, so that a cache of signatures
 * makes each verification short. */
static void fail_each_allocation(const char *name)
{
    struct certcheck_signature_cache *cache;
    failing_alloc_in_blocks(true);
    fail_each(name, NULL);
    failing_alloc_in_blocks(false);
    ck_assert_int_eq(certcheck_signature_cache_new(64, &cache), CERTCHECK_OK);
    fail_each(name, cache);
    certcheck_signature_cache_free(cache);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

START_TEST(failed_allocation_never_changes_the_verdict)
{
    scenario_batch(_i, fail_each_allocation);
}
END_TEST

int main(void)
{
    return scenario_main("memory", failed_allocation_never_changes_the_verdict);
}
