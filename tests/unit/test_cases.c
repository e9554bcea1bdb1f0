/* SPDX-License-Identifier: MIT */
/* Every case of testdata through the library: verdict, main cause, and each finding where it
 * belongs. */
#include "support/run_suite.h"
#include "support/scenario.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **names;
static size_t name_count;

static enum certcheck_finding_code code_of(const char *id)
{
    enum certcheck_finding_code code = certcheck_finding_by_id(id);
    ck_assert_msg(code != CERTCHECK_FINDING_CODES, "the catalogue has no finding %s", id);
    return code;
}

/* Calls back for the findings of the whole verification and of every path. */
static bool any_finding(const struct certcheck_report *report,
                        bool (*wanted)(const struct certcheck_finding *, const void *),
                        const void *what)
{
    for (size_t i = 0; i < certcheck_report_finding_count(report); i++)
        if (wanted(certcheck_report_finding(report, i), what))
            return true;
    for (size_t i = 0; i < certcheck_report_path_count(report); i++) {
        const struct certcheck_report_path *path = certcheck_report_path(report, i);
        for (size_t j = 0; j < path->finding_count; j++)
            if (wanted(&path->findings[j], what))
                return true;
    }
    return false;
}

struct place {
    enum certcheck_finding_code code;
    size_t certificate;
};

static bool is_at(const struct certcheck_finding *finding, const void *what)
{
    const struct place *place = what;
    return finding->code == place->code && finding->certificate == place->certificate;
}

static bool is_code(const struct certcheck_finding *finding, const void *what)
{
    return finding->code == *(const enum certcheck_finding_code *)what;
}

static void assert_finding(const struct certcheck_report *report, const char *name,
                           const char *value)
{
    char id[64];
    const char *space = strchr(value, ' ');
    ck_assert_msg(space != NULL && (size_t)(space - value) < sizeof(id), "%s: %s", name, value);
    memcpy(id, value, (size_t)(space - value));
    id[space - value] = '\0';
    struct place place = {code_of(id), CERTCHECK_NO_INDEX};
    if (space[1] != '-')
        place.certificate = strtoul(space + 1, NULL, 10);
    ck_assert_msg(any_finding(report, is_at, &place), "%s: no finding %s; the main one is %s", name,
                  value, main_finding_id(report));
}

/* OIDs joined by commas; "none". */
static void assert_policies(const char *name, const char *expected,
                            const struct certcheck_policy_information *policies, size_t count)
{
    char text[512] = "";
    for (size_t i = 0; i < count; i++) {
        char *oid = certcheck_oid_text(policies[i].policy);
        ck_assert_ptr_nonnull(oid);
        ck_assert_uint_lt(strlen(text) + strlen(oid) + 2, sizeof(text));
        strcat(strcat(text, i > 0 ? "," : ""), oid);
        certcheck_free(oid);
    }
    ck_assert_msg(strcmp(count > 0 ? text : "none", expected) == 0,
                  "%s: the policies are %s, not %s", name, text, expected);
}

static void assert_policy_line(const struct certcheck_report *report, const char *name,
                               const struct scenario_line *line)
{
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    if (strcmp(line->key, "policies") == 0)
        assert_policies(name, line->value, path->policies, path->policy_count);
    if (strcmp(line->key, "authority-policies") == 0)
        assert_policies(name, line->value, path->authority_policies, path->authority_policy_count);
}

/* "0 good": of the certificate with that index in the first path. */
static void assert_status(const struct certcheck_report *report, const char *name,
                          const char *value)
{
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    size_t index = strtoul(value, NULL, 10);
    const char *expected = strchr(value, ' ');
    ck_assert_msg(expected != NULL && path != NULL && index < path->entry_count, "%s: status %s",
                  name, value);
    const char *actual = certcheck_revocation_status_text(path->entries[index].revocation.status);
    ck_assert_msg(strcmp(actual, expected + 1) == 0, "%s: status %s is %s", name, value, actual);
}

/* In the first path. */
static void assert_once(const struct certcheck_report *report, const char *name, const char *id)
{
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    enum certcheck_finding_code code = code_of(id);
    size_t count = 0;
    for (size_t i = 0; i < path->finding_count; i++)
        count += path->findings[i].code == code;
    ck_assert_msg(count == 1, "%s: %zu findings %s", name, count, id);
}

static void assert_line(const struct certcheck_report *report, const char *name,
                        const struct scenario_line *line)
{
    if (strcmp(line->key, "verdict") == 0)
        ck_assert_msg(
            strcmp(line->value, certcheck_verdict_text(certcheck_report_verdict(report))) == 0,
            "%s: %s, not %s: %s", name, certcheck_verdict_text(certcheck_report_verdict(report)),
            line->value, main_finding_id(report));
    assert_policy_line(report, name, line);
    if (strcmp(line->key, "once") == 0)
        assert_once(report, name, line->value);
    if (strcmp(line->key, "status") == 0)
        assert_status(report, name, line->value);
    if (strcmp(line->key, "main") == 0)
        ck_assert_msg(strcmp(line->value, main_finding_id(report)) == 0,
                      "%s: the main finding is %s, not %s", name, main_finding_id(report),
                      line->value);
    if (strcmp(line->key, "finding") == 0)
        assert_finding(report, name, line->value);
    if (strcmp(line->key, "absent") == 0) {
        enum certcheck_finding_code code = code_of(line->value);
        ck_assert_msg(!any_finding(report, is_code, &code), "%s: there is a finding %s", name,
                      line->value);
    }
}

static void assert_expected(const struct scenario *scenario)
{
    struct certcheck_report *report = scenario_verify(scenario, NULL, NULL);
    for (size_t i = 0; i < scenario->line_count; i++)
        assert_line(report, scenario->name, &scenario->lines[i]);
    certcheck_report_free(report);
}

/* "needs public-suffix-list": nothing is expected of a library without it. */
static bool lacks_list(const struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->line_count; i++)
        if (strcmp(scenario->lines[i].key, "needs") == 0)
            return certcheck_public_suffix_list() == NULL;
    return false;
}

START_TEST(case_is_judged_as_expected_in_either_order)
{
    struct scenario scenario;
    scenario_load(&scenario, names[_i]);
    if (lacks_list(&scenario)) {
        scenario_release(&scenario);
        return;
    }
    assert_expected(&scenario);
    certificates_reverse(&scenario.trusted);
    scenario.evidence_reversed = true;
    certificates_reverse(&scenario.untrusted);
    assert_expected(&scenario);
    scenario_release(&scenario);
}
END_TEST

/* Which ids "finding ID INDEX" and "absent ID" name. */
static void note_findings(const struct scenario *scenario, bool *present, bool *absent)
{
    for (size_t i = 0; i < scenario->line_count; i++) {
        const struct scenario_line *line = &scenario->lines[i];
        char id[64];
        snprintf(id, sizeof(id), "%.*s", (int)strcspn(line->value, " "), line->value);
        if (strcmp(line->key, "finding") == 0)
            present[code_of(id)] = true;
        if (strcmp(line->key, "absent") == 0)
            absent[code_of(id)] = true;
    }
}

/* The other half of tests/findings.sh: a finding that is always given would be none. */
START_TEST(every_finding_is_in_one_case_and_absent_from_another)
{
    bool present[CERTCHECK_FINDING_CODES] = {false}, absent[CERTCHECK_FINDING_CODES] = {false};
    for (size_t i = 0; i < name_count; i++) {
        struct scenario scenario;
        scenario_load(&scenario, names[i]);
        note_findings(&scenario, present, absent);
        scenario_release(&scenario);
    }
    for (int code = 0; code < CERTCHECK_FINDING_CODES; code++) {
        const char *id = certcheck_finding_info((enum certcheck_finding_code)code)->id;
        ck_assert_msg(present[code], "no case has %s at a place", id);
        ck_assert_msg(absent[code], "no case is without %s", id);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cases");
    TCase *cases = tcase_create("cases");
    suite_add_tcase(suite, cases);
    names = scenario_names(&name_count);
    tcase_add_loop_test(cases, case_is_judged_as_expected_in_either_order, 0, (int)name_count);
    tcase_add_test(cases, every_finding_is_in_one_case_and_absent_from_another);
    int status = run_suite(suite);
    scenario_names_free(names, name_count);
    return status;
}
