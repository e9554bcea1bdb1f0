/* SPDX-License-Identifier: MIT */
/* Every budget ends early in turn, for every case of the test data: that leaves it undetermined, or
 * the verdict is the very same, and never another one. */
#include "support/failing_alloc.h"
#include "support/scenario.h"
#include "support/scenario_main.h"

#include <check.h>

/* So many of the smallest limits are tried, one in the middle, and the largest that may not do. */
#define SMALL_LIMITS 8

static uint64_t next_limit(uint64_t limit, uint64_t used)
{
    if (limit + 1 < SMALL_LIMITS)
        return limit + 1;
    if (limit < used / 2)
        return used / 2;
    return limit + 1 < used ? used - 1 : used;
}

static void assert_same_or_undetermined(const struct scenario *scenario, const char *budget,
                                        uint64_t limit, enum certcheck_verdict expected)
{
    struct certcheck_report *report = scenario_verify(scenario, NULL, NULL);
    enum certcheck_verdict verdict = certcheck_report_verdict(report);
    ck_assert_msg(verdict == expected || verdict == CERTCHECK_UNDETERMINED,
                  "%s: %s instead of %s with %s %llu", scenario->name,
                  certcheck_verdict_text(verdict), certcheck_verdict_text(expected), budget,
                  (unsigned long long)limit);
    certcheck_report_free(report);
}

static void end_budget(const struct scenario *scenario, enum certcheck_budget budget,
                       const struct certcheck_report *whole)
{
    uint64_t used = certcheck_report_budget_used(whole, budget);
    for (uint64_t limit = 0; limit < used; limit = next_limit(limit, used)) {
        certcheck_policy_set_budget(scenario->policy, budget, limit);
        assert_same_or_undetermined(scenario, certcheck_budget_text(budget), limit,
                                    certcheck_report_verdict(whole));
    }
    certcheck_policy_set_budget(scenario->policy, budget,
                                certcheck_report_budget_limit(whole, budget));
}

/* With a cache of signatures, which are paid for all the same. */
static void end_each_budget(const char *name)
{
    struct scenario scenario;
    struct certcheck_signature_cache *cache;
    scenario_load(&scenario, name);
    ck_assert_int_eq(certcheck_signature_cache_new(64, &cache), CERTCHECK_OK);
    certcheck_policy_set_signature_cache(scenario.policy, cache);
    certcheck_signature_cache_free(cache);
    struct certcheck_report *whole = scenario_verify(&scenario, NULL, NULL);
    for (int budget = 0; budget < CERTCHECK_BUDGETS; budget++)
        end_budget(&scenario, (enum certcheck_budget)budget, whole);
    certcheck_report_free(whole);
    scenario_release(&scenario);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

START_TEST(spent_budget_never_changes_the_verdict)
{
    scenario_batch(_i, end_each_budget);
}
END_TEST

int main(void)
{
    return scenario_main("budgets", spent_budget_never_changes_the_verdict);
}
