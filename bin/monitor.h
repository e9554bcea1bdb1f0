/* SPDX-License-Identifier: MIT */
/* The verdict for monitoring systems: one line, and the exit status of their plugins. */
#ifndef MONITOR_H
#define MONITOR_H

#include "failure.h"
#include "options.h"
#include "report.h"

/* What --format takes where monitors may ask. */
#define MONITOR_FORMATS "text, json, nagios"

/* monitor_line writes what a plugin says of a verdict: "CERTCHECK OK - www.example.org: valid until
 * 2027-01-01T00:00:00Z | valid_for=18489600s". */
void monitor_line(struct judge *judge, const struct certcheck_report *report,
                  const struct report_request *request);

/* monitor_failure writes why there is no verdict about a server. */
void monitor_failure(struct judge *judge, const char *server, const struct failure *failure);

/* monitor_end makes of an exit status that of a plugin where --format nagios was given, and sees to
 * it that there is a line; else it returns the same. `unread` are the words, up to a NULL, that
 * were not looked at when the command ended. */
int monitor_end(const struct judge *judge, char **unread, int status);

#endif
