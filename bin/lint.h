/* SPDX-License-Identifier: MIT */
/* What `certcheck lint` found, and the ways to print it. */
#ifndef LINT_H
#define LINT_H

#include <stdio.h>

#include "input.h"
#include "json.h"
#include "terminal.h"

/* What is told of a file without certificates; standard error says why. */
#define LINT_UNJUDGED "nothing in it could be judged"

struct lint_file {
    const char *name;              /* for people; "standard input" */
    struct input_entries entries;  /* none: nothing in it could be judged */
    struct certcheck_lint **lints; /* one for each entry */
};

struct lint_run {
    struct lint_file *files;
    size_t file_count;
    bool all_judged; /* something could be judged in every file that was named */
    certcheck_time at;
    enum certcheck_lint_rules rules;
    enum certcheck_profile profile; /* counts with CERTCHECK_LINT_PROFILE */
    size_t certificates;
    size_t errors;
    size_t warnings;
};

/* lint_rules_text returns "all", or the profile's name. */
const char *lint_rules_text(const struct lint_run *run);

/* lint_label writes "leaf: CN=www.example.org" or "unreadable" for an entry. The caller frees it.
 */
char *lint_label(const struct lint_file *file, size_t index);

size_t lint_count(const struct certcheck_lint *lint, enum certcheck_severity severity);

void lint_print_text(const struct terminal *terminal, const struct lint_run *run);

/* lint_print_json writes schema certcheck/lint/1, see doc/lint.schema.json. */
void lint_print_json(const struct lint_run *run, FILE *out);

/* lint_print_junit writes one test case for each certificate, of which an error is a failure, and
 * one for each file in which nothing could be judged, which is an error. */
void lint_print_junit(const struct lint_run *run, FILE *out);

/* lint_print_sarif writes SARIF 2.1.0 with every rule of the catalogue. */
void lint_print_sarif(const struct lint_run *run, FILE *out);

#endif
