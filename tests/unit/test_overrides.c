/* SPDX-License-Identifier: MIT */
/* A severity is the same whether a profile gives it or the caller: every case judged under a
 * profile has the same findings under another one whose severities are all overridden with the
 * first one's. */
#include "support/scenario.h"
#include "support/scenario_main.h"

#include <check.h>
#include <string.h>

static void override_all(struct certcheck_policy *policy, enum certcheck_profile like)
{
    for (int number = 0; number < CERTCHECK_FINDING_CODES; number++) {
        enum certcheck_finding_code code = (enum certcheck_finding_code)number;
        const struct certcheck_finding_info *info = certcheck_finding_info(code);
        if (!info->fixed)
            ck_assert_int_eq(certcheck_policy_set_severity(policy, code, info->severity[like]),
                             CERTCHECK_OK);
    }
}

static void assert_same_finding(const char *name, const struct certcheck_finding *a,
                                const struct certcheck_finding *b)
{
    ck_assert_msg(a->code == b->code && a->severity == b->severity &&
                      a->certificate == b->certificate && a->offset == b->offset,
                  "%s: %s, but %s where its severity is the caller's", name,
                  certcheck_finding_info(a->code)->id, certcheck_finding_info(b->code)->id);
}

static void assert_same_path(const char *name, const struct certcheck_report_path *a,
                             const struct certcheck_report_path *b)
{
    ck_assert_msg(a->finding_count == b->finding_count, "%s: %zu findings, but %zu", name,
                  a->finding_count, b->finding_count);
    for (size_t i = 0; i < a->finding_count; i++)
        assert_same_finding(name, &a->findings[i], &b->findings[i]);
}

static void assert_same(const char *name, const struct certcheck_report *a,
                        const struct certcheck_report *b)
{
    ck_assert_msg(certcheck_report_verdict(a) == certcheck_report_verdict(b) &&
                      strcmp(main_finding_id(a), main_finding_id(b)) == 0,
                  "%s: %s, but %s", name, main_finding_id(a), main_finding_id(b));
    ck_assert_uint_eq(certcheck_report_path_count(a), certcheck_report_path_count(b));
    for (size_t i = 0; i < certcheck_report_path_count(a); i++)
        assert_same_path(name, certcheck_report_path(a, i), certcheck_report_path(b, i));
}

static void assert_overrides_are_like(const char *name, enum certcheck_profile like)
{
    enum certcheck_profile other =
        like == CERTCHECK_PROFILE_DEFAULT ? CERTCHECK_PROFILE_RFC5280 : CERTCHECK_PROFILE_DEFAULT;
    struct scenario scenario;
    scenario_load(&scenario, name);
    certcheck_policy_set_profile(scenario.policy, like);
    struct certcheck_report *given = scenario_verify(&scenario, NULL, NULL);
    certcheck_policy_set_profile(scenario.policy, other);
    override_all(scenario.policy, like);
    struct certcheck_report *overridden = scenario_verify(&scenario, NULL, NULL);
    assert_same(name, given, overridden);
    certcheck_report_free(given);
    certcheck_report_free(overridden);
    scenario_release(&scenario);
}

static void assert_both(const char *name)
{
    assert_overrides_are_like(name, CERTCHECK_PROFILE_RFC5280);
    assert_overrides_are_like(name, CERTCHECK_PROFILE_DEFAULT);
}

START_TEST(overrides_are_as_good_as_a_profile)
{
    scenario_batch(_i, assert_both);
}
END_TEST

int main(void)
{
    return scenario_main("overrides", overrides_are_as_good_as_a_profile);
}
