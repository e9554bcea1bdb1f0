/* SPDX-License-Identifier: MIT */
/* Writing a report: attempts go in as they are made, and come out ordered. */
#include "base/alloc.h"
#include "verify/report.h"

#include <stdlib.h>

struct certcheck_report *cc_report_new(const enum certcheck_severity *severity)
{
    struct certcheck_report *report = cc_calloc(1, sizeof(*report));
    if (report == NULL)
        return NULL;
    cc_arena_init(&report->arena, CC_REPORT_LIMIT);
    cc_findings_init(&report->global, &report->arena, severity);
    return report;
}

bool cc_report_hold(struct certcheck_report *report,
                    const struct certcheck_certificate *certificate)
{
    struct cc_reference *reference = cc_arena_alloc(&report->arena, sizeof(*reference));
    if (reference == NULL)
        return false;
    reference->certificate = certcheck_certificate_ref(certificate);
    reference->next = report->references;
    report->references = reference;
    return true;
}

const struct certcheck_revocation cc_no_evidence = {.source = "", .signer = "", .number = ""};

struct cc_attempt *cc_report_attempt(struct certcheck_report *report, const struct cc_path *path)
{
    struct cc_attempt *attempt = cc_arena_alloc(&report->arena, sizeof(*attempt));
    if (attempt == NULL)
        return NULL;
    attempt->length = path->length;
    attempt->evidence_until = CC_TIME_MAX;
    attempt->entries = cc_arena_array(&report->arena, path->length, sizeof(*attempt->entries));
    if (attempt->entries == NULL)
        return NULL;
    for (size_t i = 0; i < path->length; i++) {
        const struct cc_path_step *step = &path->steps[i];
        struct certcheck_path_entry *entry = &attempt->entries[i];
        entry->certificate = step->certificate;
        entry->source = cc_arena_text(&report->arena, step->source, strlen(step->source));
        entry->anchor = path->anchored && i + 1 == path->length;
        entry->revocation.source = entry->revocation.signer = entry->revocation.number = "";
        if (entry->source == NULL || !cc_report_hold(report, step->certificate))
            return NULL;
    }
    cc_findings_init(&attempt->findings, &report->arena, report->global.severity);
    return attempt;
}

void cc_report_keep(struct certcheck_report *report, struct cc_attempt *attempt,
                    enum certcheck_path_end end)
{
    attempt->end = end;
    if (end == CERTCHECK_PATH_VALID)
        report->valid_count++;
    else
        report->refused_count++;
    if (report->last_attempt != NULL)
        report->last_attempt->next = attempt;
    else
        report->first_attempt = attempt;
    report->last_attempt = attempt;
}

bool cc_report_has(const struct certcheck_report *report, const struct cc_path *path)
{
    for (const struct cc_attempt *a = report->first_attempt; a != NULL; a = a->next) {
        size_t i = 0;
        if (a->length != path->length)
            continue;
        while (i < a->length && a->entries[i].certificate == path->steps[i].certificate)
            i++;
        if (i == a->length)
            return true;
    }
    return false;
}

struct cc_report_mark cc_report_mark(const struct certcheck_report *report)
{
    return (struct cc_report_mark){
        .arena = cc_arena_mark(&report->arena),
        .references = report->references,
        .last_attempt = report->last_attempt,
    };
}

void cc_report_drop_unkept(struct certcheck_report *report, const struct cc_report_mark *mark)
{
    if (report->last_attempt != mark->last_attempt)
        return;
    for (; report->references != mark->references; report->references = report->references->next)
        certcheck_certificate_free(report->references->certificate);
    cc_arena_rewind(&report->arena, &mark->arena);
}

static int worst_rank(const struct cc_attempt *attempt)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(attempt->findings.worst);
    return info == NULL ? 0 : info->rank;
}

/* Nothing is wrong with it, but nobody knows whether one of its certificates was revoked. */
static bool is_undecided(const struct cc_attempt *attempt)
{
    return attempt->findings.errors > 0 && attempt->unknown &&
           attempt->findings.worst == CERTCHECK_FINDING_REVOCATION_UNKNOWN;
}

/* No budget was left to find out what is wrong with it. */
static bool tells_nothing(const struct cc_attempt *attempt)
{
    return attempt->findings.errors == 0;
}

/* What nobody signed tells nothing of what anybody signed, however mild its errors. A revocation is
 * found out where all else is well. */
static int standing(const struct cc_attempt *attempt)
{
    if (is_undecided(attempt))
        return 0;
    if (attempt->revoked)
        return 1;
    switch (attempt->signatures) {
    case CC_SIGNATURES_HELD:
        return 2;
    case CC_SIGNATURES_UNCHECKED:
        return 3;
    case CC_SIGNATURES_BROKEN:
        break;
    }
    return 4;
}

/* The most telling attempt is the one that is closest to valid: by its standing, then with the
 * fewest errors, then with the mildest worst error. */
static bool tells_more(const struct cc_attempt *a, const struct cc_attempt *b)
{
    bool a_valid = a->end == CERTCHECK_PATH_VALID;
    bool b_valid = b->end == CERTCHECK_PATH_VALID;
    if (a_valid || b_valid)
        return a_valid && !b_valid;
    if (tells_nothing(a) != tells_nothing(b))
        return tells_nothing(b);
    if (standing(a) != standing(b))
        return standing(a) < standing(b);
    if (a->findings.errors != b->findings.errors)
        return a->findings.errors < b->findings.errors;
    return worst_rank(a) < worst_rank(b);
}

/* Insertion sort of at most 34 attempts; equal ones stay in the order of trying. */
void cc_report_sort(struct certcheck_report *report)
{
    struct cc_attempt *sorted = NULL;
    struct cc_attempt *attempt = report->first_attempt;
    while (attempt != NULL) {
        struct cc_attempt *next = attempt->next;
        struct cc_attempt **place = &sorted;
        while (*place != NULL && !tells_more(attempt, *place))
            place = &(*place)->next;
        attempt->next = *place;
        *place = attempt;
        attempt = next;
    }
    report->first_attempt = sorted;
}

bool cc_report_lay_out_findings(struct cc_arena *arena, const struct cc_findings *list, size_t path,
                                struct certcheck_finding **array)
{
    struct certcheck_finding *out = cc_arena_array(arena, list->count, sizeof(*out));
    if (out == NULL)
        return false;
    *array = out;
    for (const struct cc_finding *f = list->first; f != NULL; f = f->next)
        *out++ = (struct certcheck_finding){
            .code = f->code,
            .severity = f->severity,
            .path = path,
            .certificate = f->certificate,
            .offset = f->offset,
            .length = f->length,
            .details = f->details,
            .detail_count = f->detail_count,
        };
    return true;
}

/* Where its offset counts from: a PEM block that cannot be decoded has none but the file's. */
static const char *field_of(const struct certcheck_parse_error *error)
{
    if (error->field != NULL)
        return error->field;
    bool is_pem = error->rule != NULL && strncmp(error->rule, "pem-", strlen("pem-")) == 0;
    return is_pem ? "the file" : "Certificate";
}

void cc_report_malformed(struct cc_findings *list, const struct certcheck_parse_error *error)
{
    struct cc_finding *finding = cc_findings_add(list, CERTCHECK_FINDING_CERTIFICATE_MALFORMED, 0,
                                                 (cc_span){0}, (cc_span){0});
    if (finding == NULL)
        return;
    finding->offset = error->offset;
    cc_finding_text(list, finding, "rule", error->rule == NULL ? "unknown" : error->rule);
    cc_finding_number(list, finding, "offset", (int64_t)error->offset);
    cc_finding_text(list, finding, "field", field_of(error));
}

/* Leaf first, then up, then what is about the whole path (CERTCHECK_NO_INDEX is the largest); of
 * one certificate in the order in which they were found. */
static void sort_findings(struct certcheck_finding *findings, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct certcheck_finding moving = findings[i];
        size_t place = i;
        for (; place > 0 && findings[place - 1].certificate > moving.certificate; place--)
            findings[place] = findings[place - 1];
        findings[place] = moving;
    }
}

certcheck_time cc_report_valid_until(const struct cc_attempt *attempt)
{
    certcheck_time first = attempt->evidence_until;
    for (size_t i = 0; i < attempt->length; i++)
        if (attempt->entries[i].certificate->not_after < first)
            first = attempt->entries[i].certificate->not_after;
    return first;
}

/* What only a valid path has. */
static void lay_out_valid(struct certcheck_report_path *path, const struct cc_attempt *attempt)
{
    path->valid_until = cc_report_valid_until(attempt);
    path->policies = attempt->policy_sets.user;
    path->policy_count = attempt->policy_sets.user_count;
    path->authority_policies = attempt->policy_sets.authority;
    path->authority_policy_count = attempt->policy_sets.authority_count;
}

static bool lay_out_path(struct certcheck_report *report, const struct cc_attempt *attempt,
                         size_t index)
{
    struct certcheck_finding *findings;
    if (!cc_report_lay_out_findings(&report->arena, &attempt->findings, index, &findings))
        return false;
    sort_findings(findings, attempt->findings.count);
    report->paths[index] = (struct certcheck_report_path){
        .end = attempt->end,
        .entries = attempt->entries,
        .entry_count = attempt->length,
        .findings = findings,
        .finding_count = attempt->findings.count,
    };
    if (attempt->end == CERTCHECK_PATH_VALID)
        lay_out_valid(&report->paths[index], attempt);
    return true;
}

static const struct certcheck_finding *worst_of(const struct certcheck_finding *findings,
                                                size_t count)
{
    const struct certcheck_finding *worst = NULL;
    for (size_t i = 0; i < count; i++) {
        if (findings[i].severity != CERTCHECK_ERROR)
            continue;
        if (worst == NULL || certcheck_finding_info(findings[i].code)->rank >
                                 certcheck_finding_info(worst->code)->rank)
            worst = &findings[i];
    }
    return worst;
}

static void pick_main_finding(struct certcheck_report *report)
{
    if (report->verdict == CERTCHECK_VALID)
        return;
    const struct certcheck_finding *global = worst_of(report->findings, report->global.count);
    const struct certcheck_finding *first =
        report->path_count == 0
            ? NULL
            : worst_of(report->paths[0].findings, report->paths[0].finding_count);
    bool refused = report->verdict == CERTCHECK_NOT_VALID;
    report->main_finding = first != NULL && (refused || global == NULL) ? first : global;
}

bool cc_report_finish(struct certcheck_report *report)
{
    report->path_count = report->valid_count + report->refused_count;
    report->paths = cc_arena_array(&report->arena, report->path_count, sizeof(*report->paths));
    if (report->paths == NULL || report->global.no_memory ||
        !cc_report_lay_out_findings(&report->arena, &report->global, CERTCHECK_NO_INDEX,
                                    &report->findings))
        return false;
    size_t index = 0;
    for (const struct cc_attempt *a = report->first_attempt; a != NULL; a = a->next, index++)
        if (a->findings.no_memory || !lay_out_path(report, a, index))
            return false;
    pick_main_finding(report);
    return true;
}
