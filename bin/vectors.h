/* SPDX-License-Identifier: MIT */
/* Suites of test vectors: read, run, compared, printed. */
#ifndef VECTORS_H
#define VECTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include <certcheck/certcheck.h>

#include "tool.h"

/* One test case in the x509-limbo schema. Texts belong to the suite's JSON. */
struct vector_case {
    const char *id;
    char *group; /* the id's namespace; two levels for bettertls */
    const json_t *json;
    bool expect_success;
    certcheck_time at;
    enum certcheck_profile profile;
    const char *purpose;
    bool has_max_depth;
    uint32_t max_depth;
    bool asks_revocation;
    enum certcheck_revocation_mode revocation; /* as it is run */
    const char *unsupported;                   /* why it cannot be run, NULL: it can */
    const char *divergence; /* why a wrong result is known and listed, NULL: it is not */
};

enum vector_outcome { VECTOR_FAILURE = 0, VECTOR_SUCCESS, VECTOR_SKIPPED };

struct vector_result {
    enum vector_outcome outcome;
    enum certcheck_verdict verdict;
    bool policies_differ; /* valid, but not for the policies that the case expects */
    char *context;        /* the main finding's id, or why it was skipped or refused; NULL: none */
    char *message;        /* the main finding's sentence; NULL: none */
    char **findings;      /* ids of all findings, sorted, each once */
    size_t finding_count;
    uint64_t nanoseconds;
};

/* The context of a result whose policies differ. */
#define VECTOR_POLICIES_DIFFER "policies-differ"

struct vector_suite {
    bool revocation_off; /* set before reading: cases are run without the revocation they ask for */
    json_t **documents;
    size_t document_count;
    struct vector_case *cases; /* in the order of the suites */
    struct vector_result *results;
    size_t count;
};

/* vectors_read adds a suite's cases; false after a complaint. "-" is standard input. */
bool vectors_read(struct vector_suite *suite, const char *path);

/* The same of a suite in memory, which complaints call `name`. */
bool vectors_add(struct vector_suite *suite, const void *data, size_t length, const char *name);

/* vectors_keep drops the cases whose id does not begin with `prefix`. */
void vectors_keep(struct vector_suite *suite, const char *prefix);
void vectors_free(struct vector_suite *suite);

/* vectors_unrevoked counts the cases that are run without the revocation that they ask for. */
size_t vectors_unrevoked(const struct vector_suite *suite);

/* vectors_divergences reads lines "ID REASON"; an id unknown to the suite is said and makes
 * *stale true. False after a complaint about the file. */
bool vectors_divergences(struct vector_suite *suite, const char *path, bool *stale);

/* vectors_policies.c: the suite's field `policy`. It is readable where its members, if any, have
 * the right types. Asking returns NULL, or why no policy can express it; comparing changes a result
 * whose user-constrained policy set is not the expected one. */
bool vector_policy_is_readable(const json_t *policy);
const char *vector_ask_policies(struct certcheck_policy *policy, const struct vector_case *vector);
void vector_compare_policies(const struct vector_case *vector,
                             const struct certcheck_report *report, struct vector_result *result);

/* vectors_run judges every case, on `jobs` threads. */
void vectors_run(struct vector_suite *suite, unsigned jobs);

const char *vector_outcome_text(enum vector_outcome outcome);
const char *vector_expected_text(const struct vector_case *vector);

enum vector_standing {
    VECTOR_RIGHT = 0,
    VECTOR_WRONG,
    VECTOR_KNOWN, /* wrong, and listed as a divergence */
    VECTOR_STALE, /* right, although listed as a divergence */
    VECTOR_NOT_RUN
};
enum vector_standing vector_standing(const struct vector_case *vector,
                                     const struct vector_result *result);

/* vectors_say writes a line for people, and frees it. What a suite calls its cases is escaped. */
void vectors_say(FILE *out, char *line);

/* vectors_print_ writes the results in one format. */
void vectors_print_text(const struct vector_suite *suite, FILE *out);
void vectors_print_slowest(const struct vector_suite *suite, FILE *out);
void vectors_print_tap(const struct vector_suite *suite, FILE *out);
void vectors_print_junit(const struct vector_suite *suite, FILE *out);
void vectors_print_json(const struct vector_suite *suite, FILE *out);
void vectors_print_harness(const struct vector_suite *suite, FILE *out);

/* vectors_compare says what changed since the results that vectors_print_json wrote to a file;
 * *worse: something that was right is wrong now. False after a complaint about the file. */
bool vectors_compare(const struct vector_suite *suite, const char *path, FILE *out, bool *worse);

#endif
