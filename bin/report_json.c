/* SPDX-License-Identifier: MIT */
/* The report for programs: certcheck/verdict/1, described by doc/verdict.schema.json. */
#include "report.h"

#include <stdlib.h>

#include "tool.h"
#include "visible.h"

json_t *json_text(const char *text)
{
    json_t *string = json_string(text);
    if (string == NULL) {
        char *visible = text_visible(text, true);
        string = json_string(visible);
        free(visible);
    }
    return must_have(string);
}

json_t *json_time(certcheck_time time)
{
    char text[CERTCHECK_TIME_SIZE];
    certcheck_time_format(time, text);
    return must_have(json_string(text));
}

void json_put(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, must_have(value)) != 0)
        must_have(NULL);
}

void json_append(json_t *array, json_t *value)
{
    if (json_array_append_new(array, must_have(value)) != 0)
        must_have(NULL);
}

void json_print(const json_t *object, FILE *out)
{
    (void)json_dumpf(object, out, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    fputc('\n', out);
}

static json_t *index_or_null(size_t index)
{
    return index == CERTCHECK_NO_INDEX ? json_null() : json_integer((json_int_t)index);
}

static void put_taken(json_t *object, const char *key, char *text)
{
    json_put(object, key, json_text(text));
    free(text);
}

static json_t *certificate_json(const struct certcheck_certificate *certificate)
{
    uint8_t sha256[32];
    must_be_ok(certcheck_certificate_fingerprint(certificate, sha256), "SHA-256");
    json_t *object = must_have(json_object());
    char *subject = certcheck_name_text(certcheck_certificate_subject(certificate));
    char *issuer = certcheck_name_text(certcheck_certificate_issuer(certificate));
    json_put(object, "subject", json_text(must_have(subject)));
    json_put(object, "issuer", json_text(must_have(issuer)));
    certcheck_free(subject);
    certcheck_free(issuer);
    put_taken(object, "serial", hex(certcheck_certificate_serial(certificate)));
    put_taken(object, "sha256", hex((struct certcheck_span){sha256, 32}));
    json_put(object, "not_before", json_time(certcheck_certificate_not_before(certificate)));
    json_put(object, "not_after", json_time(certcheck_certificate_not_after(certificate)));
    return object;
}

static json_t *entry_json(const struct certcheck_report_path *path, size_t index,
                          const struct report_request *request)
{
    const struct certcheck_path_entry *entry = &path->entries[index];
    json_t *object = certificate_json(entry->certificate);
    json_put(object, "source", json_text(report_source(path, index, request)));
    json_put(object, "anchor", json_boolean(entry->anchor));
    return object;
}

static json_t *detail_json(const struct certcheck_detail *detail)
{
    switch (detail->kind) {
    case CERTCHECK_DETAIL_NUMBER:
        return json_integer(detail->number);
    case CERTCHECK_DETAIL_TIME:
        return json_time(detail->number);
    case CERTCHECK_DETAIL_TEXT:
    case CERTCHECK_DETAIL_OID:
        break;
    }
    return json_text(detail->text);
}

static json_t *finding_json(const struct certcheck_finding *finding)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(finding->code);
    bool placed = finding->offset != 0 || finding->length != 0;
    json_t *object = must_have(json_object());
    json_put(object, "id", json_text(info->id));
    json_put(object, "severity", json_text(certcheck_severity_text(finding->severity)));
    json_put(object, "path", index_or_null(finding->path));
    json_put(object, "certificate", index_or_null(finding->certificate));
    json_put(object, "offset", placed ? json_integer((json_int_t)finding->offset) : json_null());
    json_put(object, "length", placed ? json_integer((json_int_t)finding->length) : json_null());
    json_put(object, "clause", json_text(info->clause));
    char *message = must_have(certcheck_finding_message(finding));
    json_put(object, "message", json_text(message));
    certcheck_free(message);
    json_put(object, "advice", json_text(info->advice));
    json_t *details = must_have(json_object());
    for (size_t i = 0; i < finding->detail_count; i++)
        json_put(details, finding->details[i].name, detail_json(&finding->details[i]));
    json_put(object, "details", details);
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
    json_put(object, "end", json_text(certcheck_path_end_text(path->end)));
    json_put(object, "valid_until", until_json(report, path));
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
    json_put(object, "child", certificate_json(rejected->child));
    json_put(object, "candidate", certificate_json(rejected->candidate));
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
    json_put(object, "certificate", certificate_json(want->certificate));
    return object;
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
        /* Keys are snake_case; the library's own word has a hyphen. */
        json_put(object,
                 budget == CERTCHECK_BUDGET_NAME_CONSTRAINTS ? "name_constraints"
                                                             : certcheck_budget_text(budget),
                 pair);
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
    json_put(object, "leaf", leaf == NULL ? json_null() : certificate_json(leaf));
    json_put(object, "valid_path", valid == NULL ? json_null() : entries_json(valid, request));
    put_lists(object, report, request);
    json_put(object, "budgets", budgets_json(report));
    return object;
}
