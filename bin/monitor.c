/* SPDX-License-Identifier: MIT */
/*
 * The verdict for monitoring systems, as the Monitoring Plugins Development Guidelines have it: one
 * line, "SERVICE STATUS - information | performance data", and exit status 0 OK, 1 warning,
 * 2 critical, 3 unknown.
 */
#include "monitor.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "visible.h"

enum state { STATE_OK = 0, STATE_WARNING, STATE_CRITICAL, STATE_UNKNOWN };

static enum state state_of(int status, bool warned)
{
    switch (status) {
    case EXIT_VALID:
        return warned ? STATE_WARNING : STATE_OK;
    case EXIT_NOT_VALID:
    case EXIT_TAMPERED:
        return STATE_CRITICAL;
    default:
        return STATE_UNKNOWN;
    }
}

/* Performance data begin at the first bar. */
static void print_information(enum state state, const char *text)
{
    static const char *const texts[] = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};
    char *visible = text_visible(text, environment_is_utf8());
    printf("CERTCHECK %s - ", texts[state]);
    for (const char *at = visible; *at != '\0'; at++) {
        if (*at == '|')
            fputs("\\x{7C}", stdout);
        else
            putchar(*at);
    }
    free(visible);
}

static bool is_first_of_its_kind(const struct certcheck_report_path *path, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (path->findings[i].code == path->findings[index].code)
            return false;
    return true;
}

/* "; warnings: serial-not-positive, ca-without-key-id", or "" */
static char *warnings_of(const struct certcheck_report_path *path)
{
    char *text = must_copy("");
    for (size_t i = 0; i < path->finding_count; i++) {
        const struct certcheck_finding *finding = &path->findings[i];
        if (finding->severity != CERTCHECK_WARNING || !is_first_of_its_kind(path, i))
            continue;
        char *longer = must_print("%s%s%s", text, text[0] == '\0' ? "; warnings: " : ", ",
                                  certcheck_finding_info(finding->code)->id);
        free(text);
        text = longer;
    }
    return text;
}

/* ": the certificate expired at ...", or "" */
static char *cause_of(const struct certcheck_report *report)
{
    const struct certcheck_finding *finding = certcheck_report_main_finding(report);
    if (finding == NULL)
        return must_copy("");
    char *message = must_have(certcheck_finding_message(finding));
    char *text = must_print(": %s", message);
    certcheck_free(message);
    return text;
}

static void print_seconds_left(const struct certcheck_report *report)
{
    certcheck_time until = certcheck_report_path(report, 0)->valid_until;
    certcheck_time at = certcheck_report_time(report);
    if (until >= at)
        printf(" | valid_for=%" PRId64 "s", until - at);
}

void monitor_line(struct judge *judge, const struct certcheck_report *report,
                  const struct report_request *request)
{
    int status = report_exit_status(report);
    bool valid = status == EXIT_VALID;
    char *more = valid ? warnings_of(certcheck_report_path(report, 0)) : cause_of(report);
    char *text = report_verdict_text(report);
    char *line = must_print(
        "%s: %s%s", request->asked != NULL ? request->asked : request->leaf_source, text, more);
    judge->monitor_told = true;
    judge->monitor_warned = valid && more[0] != '\0';
    print_information(state_of(status, judge->monitor_warned), line);
    if (valid)
        print_seconds_left(report);
    putchar('\n');
    free(line);
    free(text);
    free(more);
}

void monitor_failure(struct judge *judge, const char *server, const struct failure *failure)
{
    char *line = must_print("%s: %s", server, failure->text);
    judge->monitor_told = true;
    print_information(state_of(failure->status, false), line);
    putchar('\n');
    free(line);
}

/* Where a word is refused, what follows is left unread. */
static bool is_among(char **words)
{
    for (; *words != NULL; words++)
        if (strcmp(words[0], "--format=nagios") == 0 ||
            (strcmp(words[0], "--format") == 0 && words[1] != NULL &&
             strcmp(words[1], "nagios") == 0))
            return true;
    return false;
}

int monitor_end(const struct judge *judge, char **unread, int status)
{
    if (judge->format != FORMAT_NAGIOS && !is_among(unread))
        return status;
    enum state state = state_of(status, judge->monitor_warned);
    if (!judge->monitor_told && state != STATE_OK) {
        print_information(state, "standard error says why");
        putchar('\n');
    }
    return (int)state;
}
