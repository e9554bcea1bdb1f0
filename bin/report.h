/* SPDX-License-Identifier: MIT */
/* Printing the report of a verification. */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>

#include <jansson.h>

#include <certcheck/certcheck.h>

#include "terminal.h"

struct report_request {
    const char *leaf_source; /* the file that the leaf came from */
    const char *asked;       /* identities; NULL: none */
    const char *purpose;     /* "serverAuth" */
    bool explain;
};

void report_text(const struct terminal *terminal, const struct certcheck_report *report,
                 const struct report_request *request);

/* report_explain_text writes what --explain adds: paths, refused candidates, budgets. */
void report_explain_text(const struct terminal *terminal, const struct certcheck_report *report,
                         const struct report_request *request);

/* report_path_text draws a path as a tree, the anchor at the top. */
void report_path_text(const struct terminal *terminal, const struct certcheck_report_path *path,
                      const struct report_request *request);

/* report_source returns where a path's certificate came from, "" when nobody knows: the library
 * is not told of the leaf's file, but the request is. */
const char *report_source(const struct certcheck_report_path *path, size_t index,
                          const struct report_request *request);

/* report_position writes "the leaf", "the anchor", "intermediate 1 of 2". The caller frees it. */
char *report_position(const struct certcheck_report_path *path, size_t index);

/* report_json makes the verdict's object, schema certcheck/verdict/1. */
json_t *report_json(const struct certcheck_report *report, const struct report_request *request);

/* json_text makes a string of any bytes: what is not UTF-8 is escaped. */
json_t *json_text(const char *text);
json_t *json_time(certcheck_time time);

/* json_put sets a member and takes the value over. */
void json_put(json_t *object, const char *key, json_t *value);
void json_append(json_t *array, json_t *value);

/* json_print writes an object as indented text in the order of its keys' insertion. */
void json_print(const json_t *object, FILE *out);

#endif
