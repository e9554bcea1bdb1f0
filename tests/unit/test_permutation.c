/* SPDX-License-Identifier: MIT */
/* The verdict depends neither on the order of the certificates given nor on unrelated ones, under
 * any profile. */
#include "support/run_suite.h"
#include "support/scenario.h"
#include "support/suite.h"

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHUFFLES 3
/* Cases that one test judges: many, as each test is a process of its own, which costs more than the
 * cases do under the sanitizers. */
#define STEP 50
/* BetterTLS varies few things in many ways: every tenth case has them all. */
#define BETTERTLS_STEP 10

static char **names;
static size_t name_count;
static struct suite *limbo, *pkits;

struct judged {
    enum certcheck_verdict verdict;
    const char *main_finding;
    certcheck_time until; /* 0: not valid */
};

static struct judged judge(const struct scenario *scenario,
                           const struct certificate_list *more_untrusted,
                           const struct certificate_list *more_trusted)
{
    struct certcheck_report *report = scenario_verify(scenario, more_untrusted, more_trusted);
    struct judged judged = {certcheck_report_verdict(report), main_finding_id(report), 0};
    if (certcheck_report_valid_path_count(report) > 0)
        judged.until = certcheck_report_path(report, 0)->valid_until;
    certcheck_report_free(report);
    return judged;
}

static void assert_same(const struct scenario *scenario, const char *what, struct judged before,
                        struct judged after)
{
    ck_assert_msg(
        before.verdict == after.verdict && strcmp(before.main_finding, after.main_finding) == 0,
        "%s: %s (%s), but %s (%s) %s", scenario->name, certcheck_verdict_text(before.verdict),
        before.main_finding, certcheck_verdict_text(after.verdict), after.main_finding, what);
    ck_assert_msg(before.until == after.until,
                  "%s: valid until %" PRId64 ", but until %" PRId64 " %s", scenario->name,
                  before.until, after.until, what);
}

static void assert_order_does_not_matter(struct scenario *scenario)
{
    struct judged before = judge(scenario, NULL, NULL);
    uint32_t seed = 1;
    for (int i = 0; i < SHUFFLES; i++) {
        certificates_shuffle(&scenario->untrusted, &seed);
        certificates_shuffle(&scenario->trusted, &seed);
        scenario->evidence_reversed = i % 2 == 0;
        assert_same(scenario, "in another order", before, judge(scenario, NULL, NULL));
    }
}

static void assert_unrelated_do_not_matter(const struct scenario *scenario)
{
    char path[1024];
    snprintf(path, sizeof(path), "%s/unrelated/hundred.pem", getenv("TESTDATA"));
    struct certificate_list hundred = certificates_of_file(path, NULL);
    ck_assert_uint_eq(hundred.count, 100);
    struct judged before = judge(scenario, NULL, NULL);
    assert_same(scenario, "with unrelated certificates", before, judge(scenario, &hundred, NULL));
    assert_same(scenario, "with unrelated anchors", before, judge(scenario, NULL, &hundred));
    certificates_release(&hundred);
}

/* A test's number stands for STEP cases in a row under one profile. */
static size_t first_of(int number)
{
    return (size_t)number / CERTCHECK_PROFILES * STEP;
}

static int steps(size_t cases)
{
    return (int)((cases + STEP - 1) / STEP) * CERTCHECK_PROFILES;
}

static void set_profile(struct scenario *scenario, int number)
{
    certcheck_policy_set_profile(scenario->policy,
                                 (enum certcheck_profile)(number % CERTCHECK_PROFILES));
}

static void assert_nothing_matters(struct scenario *scenario)
{
    assert_order_does_not_matter(scenario);
    assert_unrelated_do_not_matter(scenario);
}

START_TEST(own_cases_depend_on_neither)
{
    size_t first = first_of(_i);
    for (size_t i = first; i < first + STEP && i < name_count; i++) {
        struct scenario scenario;
        scenario_load(&scenario, names[i]);
        set_profile(&scenario, _i);
        assert_nothing_matters(&scenario);
        scenario_release(&scenario);
    }
}
END_TEST

static bool is_left_out(const struct scenario *scenario, size_t index)
{
    return strncmp(scenario->name, "bettertls", 9) == 0 && index % BETTERTLS_STEP != 0;
}

static void assert_step(const struct suite *suite, int number)
{
    size_t first = first_of(number);
    for (size_t i = first; i < first + STEP && i < suite_size(suite); i++) {
        struct scenario scenario;
        suite_load(suite, i, &scenario);
        set_profile(&scenario, number);
        if (!is_left_out(&scenario, i))
            assert_nothing_matters(&scenario);
        scenario_release(&scenario);
    }
}

START_TEST(limbo_depends_on_neither)
{
    assert_step(limbo, _i);
}
END_TEST

START_TEST(pkits_depends_on_neither)
{
    assert_step(pkits, _i);
}
END_TEST

static struct suite *vectors(const char *name)
{
    char path[1024];
    const char *folder = getenv("CERTCHECK_VECTORS");
    if (folder == NULL)
        return NULL;
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    return suite_open(path);
}

static int steps_of(const struct suite *suite)
{
    return suite == NULL ? 0 : steps(suite_size(suite));
}

int main(void)
{
    Suite *suite = suite_create("permutation");
    TCase *own = tcase_create("own"), *others = tcase_create("suites");
    names = scenario_names(&name_count);
    limbo = vectors("limbo/limbo.json");
    pkits = vectors("pkits/pkits.json");
    if (limbo == NULL || pkits == NULL)
        fprintf(stderr, "CERTCHECK_VECTORS does not lead to the suites: they were skipped\n");
    suite_add_tcase(suite, own);
    suite_add_tcase(suite, others);
    tcase_set_timeout(own, 60);
    tcase_set_timeout(others, 60);
    tcase_add_loop_test(own, own_cases_depend_on_neither, 0, steps(name_count));
    tcase_add_loop_test(others, limbo_depends_on_neither, 0, steps_of(limbo));
    tcase_add_loop_test(others, pkits_depends_on_neither, 0, steps_of(pkits));
    int status = run_suite(suite);
    scenario_names_free(names, name_count);
    suite_close(limbo);
    suite_close(pkits);
    return status;
}
