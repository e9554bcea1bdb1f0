/* SPDX-License-Identifier: MIT */
/* Printing the report of a verification. */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>

#include <certcheck/certcheck.h>

#include "json.h"
#include "terminal.h"

struct fetching;

struct report_request {
    const struct fetching *fetching; /* NULL: nothing can have been fetched */
    const char *leaf_source;         /* the file that the leaf came from */
    const char *asked;               /* identities; NULL: none */
    const char *purpose;             /* "serverAuth" */
    bool explain;
    bool policies; /* say for which policies the path is good */
};

void report_text(const struct terminal *terminal, const struct certcheck_report *report,
                 const struct report_request *request);

/* report_exit_status returns what verify ends with after such a verdict. */
int report_exit_status(const struct certcheck_report *report);

/* report_verdict_text writes "valid until ..." or "not valid: expired"; the caller frees it. */
char *report_verdict_text(const struct certcheck_report *report);

/* report_explain_text writes what --explain adds: paths, refused candidates, budgets. */
void report_explain_text(const struct terminal *terminal, const struct certcheck_report *report,
                         const struct report_request *request);

/* report_finding_text returns a finding's message, behind the name of the certificate of the path
 * (may be NULL) that it is about, if it is about one; the caller frees it. */
char *report_finding_text(const struct certcheck_report_path *path,
                          const struct certcheck_finding *finding);

/* report_path_text draws a path as a tree, the anchor at the top. */
void report_path_text(const struct terminal *terminal, const struct certcheck_report_path *path,
                      const struct report_request *request);

/* report_notes_text writes the notes of a path (may be NULL) and of the whole verification: all, or
 * the first few and how many more there are. */
void report_notes_text(const struct terminal *terminal, const struct certcheck_report *report,
                       const struct certcheck_report_path *path, bool all);

/* report_stricter writes "an error under rfc5280 and webpki" for a finding that other profiles take
 * more seriously than this one, into memory that the caller frees; else NULL. */
char *report_stricter(const struct certcheck_finding *finding, enum certcheck_profile profile);

/* report_source returns where a path's certificate came from, "" when nobody knows: the library
 * is not told of the leaf's file, but the request is. */
const char *report_source(const struct certcheck_report_path *path, size_t index,
                          const struct report_request *request);

/* report_position writes "the leaf", "the anchor", "intermediate 1 of 2". The caller frees it. */
char *report_position(const struct certcheck_report_path *path, size_t index);

/* report_fetches_text lists what was fetched, and what could not be. report_fetch_remark_text says
 * so when the verdict stands on it. `fetching` may be NULL. */
void report_fetches_text(const struct terminal *terminal, const struct fetching *fetching);
void report_fetch_remark_text(const struct terminal *terminal, const struct fetching *fetching,
                              const struct certcheck_report *report);
/* report_fetch_outcome writes what came of one question, freed by the caller. */
struct fetch_record;
char *report_fetch_outcome(const struct fetch_record *record);
json_t *report_fetches_json(const struct fetching *fetching);

/* report_json makes the verdict's object, schema certcheck/verdict/1. */
json_t *report_json(const struct certcheck_report *report, const struct report_request *request);

#endif
