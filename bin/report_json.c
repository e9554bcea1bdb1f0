/* SPDX-License-Identifier: MIT */
/* The report for programs: certcheck/verdict/1, described by doc/verdict.schema.json. */
#include "report.h"

#include "fetch.h"
#include "tool.h"

static json_t *index_or_null(size_t index)
{
    return index == CERTCHECK_NO_INDEX ? json_null() : json_integer((json_int_t)index);
}

static json_t *text_or_null(const char *text)
{
    return text == NULL || text[0] == '\0' ? json_null() : json_text(text);
}

static json_t *revocation_json(const struct certcheck_revocation *revocation)
{
    json_t *object = must_have(json_object());
    bool evidence = revocation->evidence != CERTCHECK_EVIDENCE_NONE;
    bool good = evidence && revocation->status == CERTCHECK_REVOCATION_GOOD;
    bool revoked = revocation->status == CERTCHECK_REVOCATION_REVOKED;
    json_put(object, "status", json_text(certcheck_revocation_status_text(revocation->status)));
    json_put(object, "evidence",
             evidence ? json_text(certcheck_evidence_text(revocation->evidence)) : json_null());
    json_put(object, "source", text_or_null(revocation->source));
    json_put(object, "signer", text_or_null(revocation->signer));
    json_put(object, "number", text_or_null(revocation->number));
    json_put(object, "this_update", evidence ? json_time(revocation->this_update) : json_null());
    json_put(object, "next_update",
             revocation->has_next_update ? json_time(revocation->next_update) : json_null());
    json_put(object, "counts_until", good ? json_time(revocation->counts_until) : json_null());
    json_put(object, "revoked_on", revoked ? json_time(revocation->revocation_date) : json_null());
    json_put(object, "reason",
             revoked && revocation->has_reason
                 ? json_text(certcheck_reason_text(revocation->reason))
                 : json_null());
    return object;
}

static json_t *entry_json(const struct certcheck_report_path *path, size_t index,
                          const struct report_request *request)
{
    const struct certcheck_path_entry *entry = &path->entries[index];
    json_t *object = json_certificate(entry->certificate);
    json_put(object, "source", json_text(report_source(path, index, request)));
    json_put(object, "anchor", json_boolean(entry->anchor));
    json_put(object, "revocation", revocation_json(&entry->revocation));
    return object;
}

static json_t *finding_json(const struct certcheck_finding *finding)
{
    json_t *object = must_have(json_object());
    json_put(object, "path", index_or_null(finding->path));
    json_put(object, "certificate", index_or_null(finding->certificate));
    json_put_finding(object, finding);
    return object;
}

static json_t *entries_json(const struct certcheck_report_path *path,
                            const struct report_request *request)
{
    json_t *array = must_have(json_array());
    for (size_t i = 0; i < path->entry_count; i++)
        json_append(array, entry_json(path, i, request));
    return array;
}

/* anyPolicy is 2.5.29.32.0 like any other. */
static json_t *policies_json(const struct certcheck_policy_information *policies, size_t count)
{
    json_t *array = must_have(json_array());
    for (size_t i = 0; i < count; i++) {
        char *oid = must_have(certcheck_oid_text(policies[i].policy));
        json_append(array, json_text(oid));
        certcheck_free(oid);
    }
    return array;
}

/* Null where the path is valid only because the caller tolerates what has expired. */
static json_t *until_json(const struct certcheck_report *report,
                          const struct certcheck_report_path *path)
{
    bool known = path != NULL && path->end == CERTCHECK_PATH_VALID &&
                 path->valid_until >= certcheck_report_time(report);
    return known ? json_time(path->valid_until) : json_null();
}

static json_t *path_json(const struct certcheck_report *report,
                         const struct certcheck_report_path *path,
                         const struct report_request *request)
{
    json_t *object = must_have(json_object());
    bool valid = path->end == CERTCHECK_PATH_VALID;
    json_put(object, "end", json_text(certcheck_path_end_text(path->end)));
    json_put(object, "valid_until", until_json(report, path));
    json_put(object, "policies",
             valid ? policies_json(path->policies, path->policy_count) : json_null());
    json_put(object, "authority_policies",
             valid ? policies_json(path->authority_policies, path->authority_policy_count)
                   : json_null());
    json_put(object, "certificates", entries_json(path, request));
    json_t *findings = must_have(json_array());
    for (size_t i = 0; i < path->finding_count; i++)
        json_append(findings, finding_json(&path->findings[i]));
    json_put(object, "findings", findings);
    return object;
}

static json_t *rejected_json(const struct certcheck_rejected *rejected)
{
    json_t *object = must_have(json_object());
    json_put(object, "child", json_certificate(rejected->child));
    json_put(object, "candidate", json_certificate(rejected->candidate));
    json_put(object, "source", json_text(rejected->candidate_source));
    json_put(object, "reason", json_text(certcheck_refusal_text(rejected->refusal)));
    json_put(object, "finding",
             rejected->code == CERTCHECK_FINDING_CODES
                 ? json_null()
                 : json_text(certcheck_finding_info(rejected->code)->id));
    return object;
}

static json_t *want_json(const struct certcheck_want *want)
{
    json_t *object = must_have(json_object());
    json_put(object, "kind", json_text(certcheck_want_kind_text(want->kind)));
    json_put(object, "url", json_text(want->url));
    json_put(object, "certificate", json_certificate(want->certificate));
    return object;
}

/* Keys are snake_case; the library's own words have hyphens. */
static const char *budget_key(enum certcheck_budget budget)
{
    if (budget == CERTCHECK_BUDGET_NAME_CONSTRAINTS)
        return "name_constraints";
    if (budget == CERTCHECK_BUDGET_POLICY_NODES)
        return "policy_nodes";
    return certcheck_budget_text(budget);
}

static json_t *budgets_json(const struct certcheck_report *report)
{
    json_t *object = must_have(json_object());
    for (int i = 0; i < CERTCHECK_BUDGETS; i++) {
        enum certcheck_budget budget = (enum certcheck_budget)i;
        uint64_t limit = certcheck_report_budget_limit(report, budget);
        json_t *pair = must_have(json_object());
        json_put(pair, "used",
                 json_integer((json_int_t)certcheck_report_budget_used(report, budget)));
        json_put(pair, "limit", json_integer(limit > INT64_MAX ? INT64_MAX : (json_int_t)limit));
        json_put(object, budget_key(budget), pair);
    }
    return object;
}

static void put_lists(json_t *object, const struct certcheck_report *report,
                      const struct report_request *request)
{
    json_t *paths = must_have(json_array());
    for (size_t i = 0; i < certcheck_report_path_count(report); i++)
        json_append(paths, path_json(report, certcheck_report_path(report, i), request));
    json_t *findings = must_have(json_array());
    for (size_t i = 0; i < certcheck_report_finding_count(report); i++)
        json_append(findings, finding_json(certcheck_report_finding(report, i)));
    json_t *rejected = must_have(json_array());
    for (size_t i = 0; i < certcheck_report_rejected_count(report); i++)
        json_append(rejected, rejected_json(certcheck_report_rejected(report, i)));
    json_t *wants = must_have(json_array());
    for (size_t i = 0; i < certcheck_report_want_count(report); i++)
        json_append(wants, want_json(certcheck_report_want(report, i)));
    json_put(object, "paths_tried", json_integer((json_int_t)certcheck_report_paths_tried(report)));
    json_put(object, "complete", json_boolean(certcheck_report_is_complete(report)));
    json_put(object, "paths", paths);
    json_put(object, "findings", findings);
    json_put(object, "refused_candidates", rejected);
    json_put(object, "wants", wants);
}

json_t *report_json(const struct certcheck_report *report, const struct report_request *request)
{
    const struct certcheck_finding *main_finding = certcheck_report_main_finding(report);
    const struct certcheck_certificate *leaf = certcheck_report_leaf(report);
    const struct certcheck_report_path *valid = certcheck_report_verdict(report) == CERTCHECK_VALID
                                                    ? certcheck_report_path(report, 0)
                                                    : NULL;
    json_t *object = must_have(json_object());
    json_put(object, "schema", json_text("certcheck/verdict/1"));
    json_put(object, "verdict",
             json_text(certcheck_verdict_text(certcheck_report_verdict(report))));
    json_put(object, "time", json_time(certcheck_report_time(report)));
    json_put(object, "profile",
             json_text(certcheck_profile_text(certcheck_report_profile(report))));
    json_put(object, "valid_until", until_json(report, valid));
    json_put(object, "main_finding",
             main_finding == NULL ? json_null() : finding_json(main_finding));
    json_put(object, "leaf", leaf == NULL ? json_null() : json_certificate(leaf));
    json_put(object, "valid_path", valid == NULL ? json_null() : entries_json(valid, request));
    put_lists(object, report, request);
    const char *remark = fetching_remark(request->fetching, report);
    json_put(object, "fetch_remark", remark == NULL ? json_null() : json_text(remark));
    json_put(object, "fetches", report_fetches_json(request->fetching));
    json_put(object, "budgets", budgets_json(report));
    return object;
}
