/* SPDX-License-Identifier: MIT */
/* A path drawn as a tree, and what --explain adds to the report. */
#include "report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

/* However long the path, the tree stays on the screen. */
#define INDENT_MAX 12U

static enum certcheck_severity worst_at(const struct certcheck_report_path *path, size_t index)
{
    enum certcheck_severity worst = CERTCHECK_OFF;
    for (size_t i = 0; i < path->finding_count; i++) {
        if (path->findings[i].certificate == index && path->findings[i].severity > worst)
            worst = path->findings[i].severity;
    }
    return worst;
}

static void print_mark(const struct terminal *terminal, enum certcheck_severity worst)
{
    enum mark mark = worst == CERTCHECK_ERROR     ? MARK_BAD
                     : worst == CERTCHECK_WARNING ? MARK_DOUBT
                                                  : MARK_NONE;
    enum style style = worst == CERTCHECK_ERROR ? STYLE_BAD : STYLE_DOUBT;
    if (mark != MARK_NONE)
        terminal_style(terminal, style);
    fprintf(terminal->out, "%s ", terminal_mark(terminal, mark));
    if (mark != MARK_NONE)
        terminal_style(terminal, STYLE_PLAIN);
}

static unsigned indent_at(unsigned depth)
{
    return 2 + 3 * (depth < INDENT_MAX ? depth : INDENT_MAX);
}

static void print_name_line(const struct terminal *terminal, enum certcheck_severity worst,
                            unsigned depth, const char *name)
{
    print_mark(terminal, worst);
    if (depth > 0) {
        terminal_spaces(terminal, indent_at(depth - 1) - 2);
        fputs(terminal_mark(terminal, MARK_BRANCH), terminal->out);
    }
    terminal_wrap(terminal, indent_at(depth), indent_at(depth), name);
}

/* The line below a name; a stem leads on to the next certificate. */
static void print_detail(const struct terminal *terminal, unsigned depth, bool last,
                         enum style style, const char *text)
{
    terminal_spaces(terminal, indent_at(depth));
    if (last || depth >= INDENT_MAX)
        fputs("  ", terminal->out);
    else
        fprintf(terminal->out, "%s ", terminal_mark(terminal, MARK_STEM));
    terminal_style(terminal, style);
    terminal_wrap(terminal, indent_at(depth) + 2, indent_at(depth) + 2, text);
    if (style != STYLE_PLAIN)
        terminal_style(terminal, STYLE_PLAIN);
}

const char *report_source(const struct certcheck_report_path *path, size_t index,
                          const struct report_request *request)
{
    const char *source = path->entries[index].source;
    return index == 0 && source[0] == '\0' ? request->leaf_source : source;
}

/* "", or ", counts until 2026-06-01" where that is before the next update. */
static char *earlier_end(const struct certcheck_revocation *revocation)
{
    char until[DATE_SIZE];
    if (revocation->status != CERTCHECK_REVOCATION_GOOD || !revocation->has_next_update ||
        revocation->counts_until >= revocation->next_update)
        return must_copy("");
    date(revocation->counts_until, until);
    return must_print(", counts until %s", until);
}

/* "good by CRL 17 of CN=CA, next 2026-07-01"; NULL: nothing to tell. */
static char *revocation_line(const struct certcheck_revocation *revocation)
{
    const char *status = certcheck_revocation_status_text(revocation->status);
    char next[DATE_SIZE] = "";
    if (revocation->status == CERTCHECK_REVOCATION_NOT_CHECKED ||
        revocation->status == CERTCHECK_REVOCATION_UNKNOWN)
        return NULL;
    if (revocation->evidence == CERTCHECK_EVIDENCE_NONE)
        return must_print("revocation: %s", status);
    if (revocation->has_next_update)
        date(revocation->next_update, next);
    char *until = earlier_end(revocation);
    char *line = must_print("revocation: %s by %s%s%s of %s%s%s%s", status,
                            revocation->evidence == CERTCHECK_EVIDENCE_CRL ? "CRL" : "OCSP",
                            revocation->number[0] == '\0' ? "" : " ", revocation->number,
                            revocation->signer, next[0] == '\0' ? "" : ", next ", next, until);
    free(until);
    return line;
}

static void print_revocation(const struct terminal *terminal,
                             const struct certcheck_report_path *path, size_t index, unsigned depth)
{
    char *line = revocation_line(&path->entries[index].revocation);
    if (line != NULL)
        print_detail(terminal, depth, index == 0, STYLE_DIM, line);
    free(line);
}

static void print_entry(const struct terminal *terminal, const struct certcheck_report_path *path,
                        size_t index, unsigned depth, const struct report_request *request)
{
    const struct certcheck_path_entry *entry = &path->entries[index];
    const char *dot = terminal_mark(terminal, MARK_DOT);
    char *name = name_text(certcheck_certificate_subject(entry->certificate));
    char from[DATE_SIZE];
    char to[DATE_SIZE];
    date(certcheck_certificate_not_before(entry->certificate), from);
    date(certcheck_certificate_not_after(entry->certificate), to);
    const char *source = report_source(path, index, request);
    char *anchor = entry->anchor ? must_print(" %s anchor", dot) : must_copy("");
    char *detail = source[0] == '\0'
                       ? must_print("%s to %s%s", from, to, anchor)
                       : must_print("%s to %s%s %s %s", from, to, anchor, dot, source);
    print_name_line(terminal, worst_at(path, index), depth, name);
    print_detail(terminal, depth, index == 0, STYLE_DIM, detail);
    print_revocation(terminal, path, index, depth);
    for (size_t i = 0; i < path->finding_count; i++) {
        const struct certcheck_finding *finding = &path->findings[i];
        if (finding->certificate == index && finding->severity >= CERTCHECK_WARNING)
            print_detail(terminal, depth, index == 0,
                         finding->severity == CERTCHECK_ERROR ? STYLE_BAD : STYLE_DOUBT,
                         certcheck_finding_info(finding->code)->id);
    }
    free(detail);
    free(anchor);
    free(name);
}

void report_path_text(const struct terminal *terminal, const struct certcheck_report_path *path,
                      const struct report_request *request)
{
    static const char *const whys[] = {
        [CERTCHECK_PATH_NO_ISSUER] = "missing: not among the files, not an anchor",
        [CERTCHECK_PATH_ISSUERS_REFUSED] =
            "missing: those with this name did not sign what follows",
        [CERTCHECK_PATH_BUDGET] = "not looked for, or not tried: a budget was spent",
        [CERTCHECK_PATH_ISSUER_DISTRUSTED] = "rejected by trust settings"};
    unsigned depth = 0;
    if (path->entry_count == 0)
        return;
    const struct certcheck_certificate *top = path->entries[path->entry_count - 1].certificate;
    if (whys[path->end] != NULL) {
        char *issuer = name_text(certcheck_certificate_issuer(top));
        print_mark(terminal, CERTCHECK_WARNING);
        terminal_wrap(terminal, 2, 2, issuer);
        print_detail(terminal, 0, false, STYLE_DOUBT, whys[path->end]);
        free(issuer);
        depth = 1;
    }
    for (size_t i = path->entry_count; i-- > 0; depth++)
        print_entry(terminal, path, i, depth, request);
}

char *report_finding_text(const struct certcheck_report_path *path,
                          const struct certcheck_finding *finding)
{
    char *message = must_have(certcheck_finding_message(finding));
    char *subject = NULL;
    if (path != NULL && finding->certificate < path->entry_count)
        subject = name_text(
            certcheck_certificate_subject(path->entries[finding->certificate].certificate));
    char *text = subject == NULL ? must_copy(message) : must_print("%s: %s", subject, message);
    free(subject);
    certcheck_free(message);
    return text;
}

static const char *end_of(enum certcheck_path_end end)
{
    static const char *const texts[] = {
        [CERTCHECK_PATH_VALID] = "valid",
        [CERTCHECK_PATH_REFUSED] = "refused",
        [CERTCHECK_PATH_NO_ISSUER] = "the issuer is missing",
        [CERTCHECK_PATH_ISSUERS_REFUSED] = "no candidate is the issuer",
        [CERTCHECK_PATH_ROOT_UNTRUSTED] = "ends in a root that is no anchor",
        [CERTCHECK_PATH_LOOP] = "leads back into itself",
        [CERTCHECK_PATH_DEPTH] = "too long",
        [CERTCHECK_PATH_BUDGET] = "a budget ended it",
        [CERTCHECK_PATH_ISSUER_DISTRUSTED] = "the issuer is distrusted"};
    return texts[end];
}

static void print_paths(const struct terminal *terminal, const struct certcheck_report *report,
                        const struct report_request *request)
{
    size_t kept = certcheck_report_path_count(report);
    size_t tried = certcheck_report_paths_tried(report);
    fprintf(terminal->out, "\n");
    /* Where a budget ended the search before there was a path, the leaf alone is shown. */
    char *heading = kept >= tried ? must_print("Paths tried: %zu", tried)
                                  : must_print("Paths tried: %zu; shown: %zu", tried, kept);
    terminal_text(terminal, STYLE_STRONG, heading);
    fputc('\n', terminal->out);
    free(heading);
    for (size_t i = 0; i < kept; i++) {
        const struct certcheck_report_path *path = certcheck_report_path(report, i);
        fprintf(terminal->out, "\n%zu. %s\n", i + 1, end_of(path->end));
        report_path_text(terminal, path, request);
        for (size_t k = 0; k < path->finding_count; k++) {
            const struct certcheck_finding *finding = &path->findings[k];
            char *message = report_finding_text(path, finding);
            char *text = must_print("%s %s: %s", certcheck_severity_text(finding->severity),
                                    certcheck_finding_info(finding->code)->id, message);
            fputs("    ", terminal->out);
            terminal_wrap(terminal, 4, 8, text);
            free(text);
            free(message);
        }
    }
}

static void print_refusal(const struct terminal *terminal,
                          const struct certcheck_rejected *rejected)
{
    char *candidate = name_text(certcheck_certificate_subject(rejected->candidate));
    char *serial = hex(certcheck_certificate_serial(rejected->candidate));
    char *child = name_text(certcheck_certificate_subject(rejected->child));
    const char *reason = certcheck_refusal_text(rejected->refusal);
    const char *finding = rejected->code == CERTCHECK_FINDING_CODES
                              ? reason
                              : certcheck_finding_info(rejected->code)->id;
    bool both = strcmp(reason, finding) != 0;
    char *text =
        must_print("%s (serial %s%s%s) as the issuer of %s: %s%s%s%s", candidate, serial,
                   rejected->candidate_source[0] == '\0' ? "" : ", ", rejected->candidate_source,
                   child, reason, both ? " (" : "", both ? finding : "", both ? ")" : "");
    fputs("  ", terminal->out);
    terminal_wrap(terminal, 2, 4, text);
    free(text);
    free(child);
    free(serial);
    free(candidate);
}

static void print_rejected(const struct terminal *terminal, const struct certcheck_report *report)
{
    size_t count = certcheck_report_rejected_count(report);
    fputc('\n', terminal->out);
    char *heading = must_print("Candidates refused: %zu", count);
    terminal_text(terminal, STYLE_STRONG, heading);
    fputc('\n', terminal->out);
    free(heading);
    for (size_t i = 0; i < count; i++)
        print_refusal(terminal, certcheck_report_rejected(report, i));
}

void report_explain_text(const struct terminal *terminal, const struct certcheck_report *report,
                         const struct report_request *request)
{
    print_paths(terminal, report, request);
    print_rejected(terminal, report);
    fputc('\n', terminal->out);
    terminal_text(terminal, STYLE_STRONG, "Budgets");
    fputc('\n', terminal->out);
    for (int i = 0; i < CERTCHECK_BUDGETS; i++) {
        enum certcheck_budget budget = (enum certcheck_budget)i;
        fprintf(terminal->out, "  %-17s %" PRIu64 " of %" PRIu64 "\n",
                certcheck_budget_text(budget), certcheck_report_budget_used(report, budget),
                certcheck_report_budget_limit(report, budget));
    }
}
