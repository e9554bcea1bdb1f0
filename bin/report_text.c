/* SPDX-License-Identifier: MIT */
/* The report for people: the verdict, its main cause, what to do, the chain. */
#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "fetch.h"
#include "tool.h"

#define FIELD_COLUMN 15

char *report_position(const struct certcheck_report_path *path, size_t index)
{
    if (index == 0)
        return must_copy("the leaf");
    if (path->entries[index].anchor)
        return must_copy("the anchor");
    size_t top = path->entry_count - 1;
    bool anchored = path->entries[top].anchor;
    bool rooted = !anchored && certcheck_certificate_is_self_issued(path->entries[top].certificate);
    if (rooted && index == top)
        return must_copy("the root at the top of the chain, which is no anchor");
    return must_print("intermediate %zu of %zu, counted from the leaf", index,
                      anchored || rooted ? top - 1 : top);
}

static const struct certcheck_report_path *path_of(const struct certcheck_report *report,
                                                   const struct certcheck_finding *finding)
{
    return finding->path == CERTCHECK_NO_INDEX ? NULL
                                               : certcheck_report_path(report, finding->path);
}

/* The message with a capital letter and a full stop: it stands alone as a paragraph. */
static char *sentence(const struct certcheck_finding *finding)
{
    char *message = must_have(certcheck_finding_message(finding));
    char *text = must_print("%s.", message);
    certcheck_free(message);
    if (text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - 'a' + 'A');
    return text;
}

int report_exit_status(const struct certcheck_report *report)
{
    switch (certcheck_report_verdict(report)) {
    case CERTCHECK_VALID:
        return EXIT_VALID;
    case CERTCHECK_UNDETERMINED:
        return EXIT_UNCHECKED;
    case CERTCHECK_NOT_VALID:
        break;
    }
    return EXIT_NOT_VALID;
}

char *report_verdict_text(const struct certcheck_report *report)
{
    enum certcheck_verdict verdict = certcheck_report_verdict(report);
    const struct certcheck_finding *main_finding = certcheck_report_main_finding(report);
    if (verdict != CERTCHECK_VALID)
        return must_print("%s: %s", verdict == CERTCHECK_NOT_VALID ? "not valid" : "undetermined",
                          main_finding == NULL ? "no finding says why"
                                               : certcheck_finding_info(main_finding->code)->id);
    certcheck_time until = certcheck_report_path(report, 0)->valid_until;
    char text[CERTCHECK_TIME_SIZE];
    certcheck_time_format(until, text);
    /* A caller may tolerate what has expired. */
    return until >= certcheck_report_time(report)
               ? must_print("valid until %s", text)
               : must_copy("valid, but only because the caller tolerates what has expired");
}

static void print_verdict(const struct terminal *terminal, const struct certcheck_report *report)
{
    enum certcheck_verdict verdict = certcheck_report_verdict(report);
    enum style style = verdict == CERTCHECK_VALID       ? STYLE_GOOD
                       : verdict == CERTCHECK_NOT_VALID ? STYLE_BAD
                                                        : STYLE_DOUBT;
    enum mark mark = verdict == CERTCHECK_VALID       ? MARK_GOOD
                     : verdict == CERTCHECK_NOT_VALID ? MARK_BAD
                                                      : MARK_DOUBT;
    terminal_style(terminal, style);
    if (terminal->utf8)
        fprintf(terminal->out, "%s ", terminal_mark(terminal, mark));
    char *text = report_verdict_text(report);
    fputs(text, terminal->out);
    free(text);
    terminal_style(terminal, STYLE_PLAIN);
    fputc('\n', terminal->out);
}

static void print_certificate_of(const struct terminal *terminal,
                                 const struct certcheck_report *report,
                                 const struct certcheck_finding *finding)
{
    const struct certcheck_report_path *path = path_of(report, finding);
    if (path == NULL || finding->certificate >= path->entry_count)
        return;
    const struct certcheck_certificate *certificate =
        path->entries[finding->certificate].certificate;
    char *subject = name_text(certcheck_certificate_subject(certificate));
    char *position = report_position(path, finding->certificate);
    char *serial = hex(certcheck_certificate_serial(certificate));
    terminal_field(terminal, 2, FIELD_COLUMN, "Certificate", subject);
    char *where = finding->length == 0
                      ? must_copy(position)
                      : must_print("%s; bytes %zu to %zu of its DER", position, finding->offset,
                                   finding->offset + finding->length - 1);
    terminal_field(terminal, 2, FIELD_COLUMN, "Position", where);
    terminal_field(terminal, 2, FIELD_COLUMN, "Serial", serial);
    free(where);
    free(serial);
    free(position);
    free(subject);
}

static void print_main_cause(const struct terminal *terminal, const struct certcheck_report *report)
{
    const struct certcheck_finding *finding = certcheck_report_main_finding(report);
    if (finding == NULL)
        return;
    const struct certcheck_finding_info *info = certcheck_finding_info(finding->code);
    char *text = sentence(finding);
    fputc('\n', terminal->out);
    terminal_wrap(terminal, 0, 0, text);
    free(text);
    /* The search ended within its budgets, and only telling why did not. */
    if (finding->code == CERTCHECK_FINDING_BUDGET_SPENT &&
        certcheck_report_verdict(report) == CERTCHECK_NOT_VALID)
        terminal_wrap(terminal, 0, 0,
                      "That no path is valid is certain: it is the reason that was not found.");
    fputc('\n', terminal->out);
    print_certificate_of(terminal, report, finding);
    terminal_field(terminal, 2, FIELD_COLUMN, "Rule", info->clause);
    terminal_field(terminal, 2, FIELD_COLUMN, "What to do", info->advice);
}

static void print_heading(const struct terminal *terminal, const char *heading)
{
    fputc('\n', terminal->out);
    terminal_text(terminal, STYLE_STRONG, heading);
    fputc('\n', terminal->out);
}

static void print_chain(const struct terminal *terminal, const struct certcheck_report *report,
                        const struct report_request *request)
{
    size_t valid = certcheck_report_valid_path_count(report);
    const struct certcheck_finding *main_finding = certcheck_report_main_finding(report);
    const struct certcheck_report_path *path =
        valid == 0 && main_finding != NULL ? path_of(report, main_finding) : NULL;
    if (path == NULL)
        path = certcheck_report_path(report, 0);
    if (path == NULL)
        return;
    print_heading(terminal, "Chain");
    report_path_text(terminal, path, request);
    for (size_t i = 1; i < valid; i++) {
        char *heading = must_print("Another valid chain (%zu of %zu)", i + 1, valid);
        print_heading(terminal, heading);
        free(heading);
        report_path_text(terminal, certcheck_report_path(report, i), request);
    }
}

/* Whoever asks for all chains must not take these for all. */
static void print_incomplete(const struct terminal *terminal, const struct certcheck_report *report)
{
    if (certcheck_report_verdict(report) != CERTCHECK_VALID || certcheck_report_is_complete(report))
        return;
    fputc('\n', terminal->out);
    terminal_style(terminal, STYLE_DOUBT);
    terminal_wrap(terminal, 0, 0,
                  "There may be more valid chains: a limit ended the search for them.");
    terminal_style(terminal, STYLE_PLAIN);
}

static void print_finding(const struct terminal *terminal, const struct certcheck_report *report,
                          const struct certcheck_report_path *path,
                          const struct certcheck_finding *finding)
{
    static const enum style styles[] = {[CERTCHECK_OFF] = STYLE_DIM,
                                        [CERTCHECK_NOTE] = STYLE_DIM,
                                        [CERTCHECK_WARNING] = STYLE_DOUBT,
                                        [CERTCHECK_ERROR] = STYLE_BAD};
    fputs("  ", terminal->out);
    terminal_text(terminal, styles[finding->severity], certcheck_severity_text(finding->severity));
    terminal_spaces(terminal, 9 - (unsigned)strlen(certcheck_severity_text(finding->severity)));
    char *stricter = report_stricter(finding, certcheck_report_profile(report));
    terminal_text(terminal, STYLE_STRONG, certcheck_finding_info(finding->code)->id);
    fprintf(terminal->out, "%s%s\n", stricter == NULL ? "" : ": ",
            stricter == NULL ? "" : stricter);
    free(stricter);
    char *text = report_finding_text(path, finding);
    terminal_spaces(terminal, 11);
    terminal_wrap(terminal, 11, 11, text);
    free(text);
}

/* The path that the verdict is about. */
static const struct certcheck_report_path *main_path(const struct certcheck_report *report)
{
    const struct certcheck_finding *finding = certcheck_report_main_finding(report);
    const struct certcheck_report_path *path = finding != NULL ? path_of(report, finding) : NULL;
    return path != NULL ? path : certcheck_report_path(report, 0);
}

/* Errors and warnings but for the main cause, the gravest first. */
static void print_other_findings(const struct terminal *terminal,
                                 const struct certcheck_report *report)
{
    const struct certcheck_finding *main_finding = certcheck_report_main_finding(report);
    const struct certcheck_report_path *path = main_path(report);
    bool heading = false;
    for (int severity = CERTCHECK_ERROR; severity > CERTCHECK_NOTE; severity--) {
        size_t own = path == NULL ? 0 : path->finding_count;
        size_t all = own + certcheck_report_finding_count(report);
        for (size_t i = 0; i < all; i++) {
            const struct certcheck_finding *finding =
                i < own ? &path->findings[i] : certcheck_report_finding(report, i - own);
            if ((int)finding->severity != severity || finding == main_finding)
                continue;
            if (!heading)
                print_heading(terminal, main_finding == NULL ? "Found" : "Also found");
            heading = true;
            print_finding(terminal, report, path, finding);
        }
    }
}

/* Evidence of revocation is told of only where it would change what is said here. */
static bool is_worth_telling(const struct certcheck_report *report,
                             const struct certcheck_want *want,
                             const struct report_request *request)
{
    return want->kind == CERTCHECK_WANT_ISSUER || request->explain ||
           certcheck_report_verdict(report) == CERTCHECK_UNDETERMINED;
}

static char *want_text(const struct certcheck_want *want)
{
    static const char *const whats[] = {[CERTCHECK_WANT_ISSUER] = "issuer of",
                                        [CERTCHECK_WANT_CRL] = "CRL about",
                                        [CERTCHECK_WANT_OCSP] = "OCSP about"};
    char *name = name_text(certcheck_certificate_subject(want->certificate));
    char *text = must_print("%s %s", whats[want->kind], name);
    free(name);
    return text;
}

static void print_wants(const struct terminal *terminal, const struct certcheck_report *report,
                        const struct report_request *request)
{
    size_t count = certcheck_report_want_count(report);
    bool heading = false;
    for (size_t i = 0; i < count; i++) {
        const struct certcheck_want *want = certcheck_report_want(report, i);
        bool tried = request->fetching != NULL && fetching_has_tried(request->fetching, want);
        if (tried || !is_worth_telling(report, want, request))
            continue;
        if (!heading)
            print_heading(terminal, "Could be fetched with --fetch");
        heading = true;
        char *text = want_text(want);
        fputs("  ", terminal->out);
        terminal_text(terminal, STYLE_PLAIN, want->url);
        fputs("\n    ", terminal->out);
        terminal_wrap(terminal, 4, 4, text);
        free(text);
    }
}

/* RFC 5280 6.1.6: for which of the accepted policies the path is good. */
static void print_policies(const struct terminal *terminal, const struct certcheck_report *report)
{
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    if (certcheck_report_verdict(report) != CERTCHECK_VALID)
        return;
    print_heading(terminal, "Policies");
    if (path->policy_count == 0)
        fputs(path->authority_policy_count == 0 ? "  none\n" : "  none that is accepted\n",
              terminal->out);
    for (size_t i = 0; i < path->policy_count; i++) {
        const char *name = certcheck_oid_name(path->policies[i].policy);
        char *oid = must_have(certcheck_oid_text(path->policies[i].policy));
        fprintf(terminal->out, name == NULL ? "  %s\n" : "  %s (%s)\n", oid, name);
        certcheck_free(oid);
    }
}

static void print_request(const struct terminal *terminal, const struct certcheck_report *report,
                          const struct report_request *request)
{
    char at[CERTCHECK_TIME_SIZE];
    certcheck_time_format(certcheck_report_time(report), at);
    char *text = must_print("Checked for %s, purpose %s, at %s, profile %s.",
                            request->asked == NULL ? "any name" : request->asked, request->purpose,
                            at, certcheck_profile_text(certcheck_report_profile(report)));
    fputc('\n', terminal->out);
    terminal_style(terminal, STYLE_DIM);
    terminal_wrap(terminal, 0, 0, text);
    terminal_style(terminal, STYLE_PLAIN);
    free(text);
}

void report_text(const struct terminal *terminal, const struct certcheck_report *report,
                 const struct report_request *request)
{
    print_verdict(terminal, report);
    report_fetch_remark_text(terminal, request->fetching, report);
    print_main_cause(terminal, report);
    print_chain(terminal, report, request);
    print_incomplete(terminal, report);
    if (request->policies)
        print_policies(terminal, report);
    print_other_findings(terminal, report);
    report_notes_text(terminal, report, main_path(report), request->explain);
    report_fetches_text(terminal, request->fetching);
    print_wants(terminal, report, request);
    if (request->explain)
        report_explain_text(terminal, report, request);
    print_request(terminal, report, request);
}
