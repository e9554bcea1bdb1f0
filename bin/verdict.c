/* SPDX-License-Identifier: MIT */
/* The verdict about a server, in one line. */
#include "verdict.h"

#include <stdlib.h>

#include "tls_trace.h"

bool verdict_told(const struct connection *connection, const struct failure *failure)
{
    const struct certcheck_report *report = connection_report(connection);
    return failure->status != 0 && connection->trace->mode == TRACE_OFF && report != NULL &&
           certcheck_report_verdict(report) != CERTCHECK_VALID;
}

void verdict_line(const struct connection *connection)
{
    const struct certcheck_report *report = connection_report(connection);
    if (report == NULL || certcheck_report_verdict(report) != CERTCHECK_VALID)
        return;
    char *verdict = report_verdict_text(report);
    struct terminal terminal = terminal_open(stderr, connection->judge->color);
    char *summary = tls_summary(connection->tls);
    char *text = must_print("%s%s is %s; %s", terminal.utf8 ? "\xE2\x9C\x93 " : "",
                            connection->request.report.asked, verdict, summary);
    terminal_text(&terminal, STYLE_GOOD, text);
    fputc('\n', stderr);
    free(text);
    free(summary);
    free(verdict);
    report_fetch_remark_text(&terminal, &connection->fetching, report);
}
