/* SPDX-License-Identifier: MIT */
/* The collector: keeps findings with their details, and counts errors it has no room for. */
#include "base/findings.h"

#include "base/alloc.h"
#include "base/text.h"

#define DETAIL_TEXT_MAX 1000 /* bytes */

void cc_findings_init(struct cc_findings *findings, struct cc_arena *arena,
                      const enum certcheck_severity *severity)
{
    *findings = (struct cc_findings){
        .arena = arena, .severity = severity, .worst = CERTCHECK_FINDING_CODES};
}

static void count_error(struct cc_findings *findings, enum certcheck_finding_code code)
{
    findings->errors++;
    if (findings->worst == CERTCHECK_FINDING_CODES ||
        certcheck_finding_info(code)->rank > certcheck_finding_info(findings->worst)->rank)
        findings->worst = code;
}

static bool holds(const struct cc_findings *findings, enum certcheck_finding_code code)
{
    for (const struct cc_finding *finding = findings->first; finding != NULL;
         finding = finding->next) {
        if (finding->code == code)
            return true;
    }
    return false;
}

static bool has_room(const struct cc_findings *findings, enum certcheck_finding_code code,
                     enum certcheck_severity severity)
{
    if (severity == CERTCHECK_NOTE && findings->notes >= CC_NOTES_MAX)
        return false;
    return findings->count < CC_FINDINGS_MAX ||
           (severity == CERTCHECK_ERROR && !holds(findings, code));
}

/* The place of `where` inside `der`; 0 and 0 when it is not inside. */
static void locate(struct cc_finding *finding, cc_span der, cc_span where)
{
    uintptr_t begin = (uintptr_t)der.data;
    uintptr_t at = (uintptr_t)where.data;
    if (where.length == 0 || at < begin || at - begin > der.length ||
        where.length > der.length - (size_t)(at - begin))
        return;
    finding->offset = (size_t)(at - begin);
    finding->length = where.length;
}

struct cc_finding *cc_findings_add(struct cc_findings *findings, enum certcheck_finding_code code,
                                   size_t index, cc_span der, cc_span where)
{
    enum certcheck_severity severity = findings->severity[code];
    if (severity == CERTCHECK_OFF)
        return NULL;
    findings->any = true;
    if (severity == CERTCHECK_ERROR)
        count_error(findings, code);
    if (findings->arena == NULL)
        return NULL;
    if (!has_room(findings, code, severity))
        return NULL;
    struct cc_finding *finding = cc_arena_alloc(findings->arena, sizeof *finding);
    if (finding == NULL) {
        findings->no_memory = true;
        return NULL;
    }
    finding->code = code;
    finding->severity = severity;
    finding->certificate = index;
    locate(finding, der, where);
    if (findings->last == NULL)
        findings->first = finding;
    else
        findings->last->next = finding;
    findings->last = finding;
    findings->count++;
    findings->notes += severity == CERTCHECK_NOTE;
    return finding;
}

/* NULL when there is no finding or no room in it. */
static struct certcheck_detail *add_detail(struct cc_finding *finding, const char *name,
                                           enum certcheck_detail_kind kind)
{
    if (finding == NULL || finding->detail_count == CC_DETAILS_MAX)
        return NULL;
    struct certcheck_detail *detail = &finding->details[finding->detail_count++];
    detail->name = name;
    detail->kind = kind;
    detail->text = "";
    return detail;
}

void cc_finding_number(struct cc_findings *findings, struct cc_finding *finding, const char *name,
                       int64_t number)
{
    (void)findings;
    struct certcheck_detail *detail = add_detail(finding, name, CERTCHECK_DETAIL_NUMBER);
    if (detail != NULL)
        detail->number = number;
}

void cc_findings_add_spent(struct cc_findings *findings, const char *budget, uint64_t limit)
{
    struct cc_finding *finding = cc_findings_add(findings, CERTCHECK_FINDING_BUDGET_SPENT,
                                                 CERTCHECK_NO_INDEX, (cc_span){0}, (cc_span){0});
    cc_finding_text(findings, finding, "budget", budget);
    cc_finding_number(findings, finding, "expected",
                      limit > INT64_MAX ? INT64_MAX : (int64_t)limit);
}

void cc_finding_time(struct cc_findings *findings, struct cc_finding *finding, const char *name,
                     certcheck_time time)
{
    (void)findings;
    struct certcheck_detail *detail = add_detail(finding, name, CERTCHECK_DETAIL_TIME);
    if (detail != NULL)
        detail->number = time;
}

/* The backslashes of a text are those of escapes made earlier, and stay. */
static void escape_controls(struct cc_text *text, cc_span bytes)
{
    while (bytes.length > 0) {
        const uint8_t *backslash = memchr(bytes.data, '\\', bytes.length);
        size_t run = backslash == NULL ? bytes.length : (size_t)(backslash - bytes.data);
        cc_text_escaped(text, cc_span_of(bytes.data, run));
        if (backslash == NULL)
            return;
        cc_text_char(text, '\\');
        bytes = cc_span_of(bytes.data + run + 1, bytes.length - run - 1);
    }
}

/* Not inside a UTF-8 character, nor inside an escape. */
static size_t place_to_cut(const char *text, size_t at)
{
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    if (at >= 1 && text[at - 1] == '\\')
        return at - 1;
    if (at >= 2 && text[at - 2] == '\\')
        return at - 2;
    return at;
}

/* Memory from the builder, moved into the arena. */
static void keep_text(struct cc_findings *findings, struct certcheck_detail *detail,
                      struct cc_text *text)
{
    if (text->length > DETAIL_TEXT_MAX) {
        text->length = place_to_cut(text->data, DETAIL_TEXT_MAX);
        cc_text_add(text, "...");
    }
    char *kept = text->failed ? NULL
                              : cc_arena_text(findings->arena, text->data == NULL ? "" : text->data,
                                              text->length);
    if (kept == NULL)
        findings->no_memory = true;
    else
        detail->text = kept;
    cc_text_release(text);
}

void cc_finding_text(struct cc_findings *findings, struct cc_finding *finding, const char *name,
                     const char *text)
{
    struct certcheck_detail *detail = add_detail(finding, name, CERTCHECK_DETAIL_TEXT);
    if (detail == NULL)
        return;
    /* Escapes only make it longer, so what is past the cut need not be looked at. The room for
     * one more character tells a text that is cut from one that just fits. */
    struct cc_text escaped;
    size_t length = strnlen(text, DETAIL_TEXT_MAX + 4);
    cc_text_init(&escaped, CC_TEXT_LIMIT);
    escape_controls(&escaped, cc_span_of((const uint8_t *)text, length));
    keep_text(findings, detail, &escaped);
}

void cc_finding_take(struct cc_findings *findings, struct cc_finding *finding, const char *name,
                     char *text)
{
    if (text == NULL)
        findings->no_memory = findings->no_memory || finding != NULL;
    else
        cc_finding_text(findings, finding, name, text);
    cc_free(text);
}

void cc_finding_oid(struct cc_findings *findings, struct cc_finding *finding, const char *name,
                    cc_span oid)
{
    struct certcheck_detail *detail = add_detail(finding, name, CERTCHECK_DETAIL_OID);
    if (detail == NULL)
        return;
    struct cc_text dotted;
    cc_text_init(&dotted, CC_TEXT_LIMIT);
    if (!cc_text_oid(&dotted, oid))
        cc_text_hex(&dotted, oid, ':');
    keep_text(findings, detail, &dotted);
}
