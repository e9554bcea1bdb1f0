/* SPDX-License-Identifier: MIT */
/* One verification with everything that goes into it, read from a folder of testdata. */
#ifndef SUPPORT_SCENARIO_H
#define SUPPORT_SCENARIO_H

#include <certcheck/certcheck.h>

#define SCENARIO_LINES 64

/* A line of the file `expect`: the first word, and what follows it. */
struct scenario_line {
    const char *key;
    const char *value;
};

struct certificate_list {
    struct certcheck_certificate **certificates; /* each holds a reference */
    size_t count;
};

struct scenario {
    char *name; /* "validity/expired" */
    char *text;
    struct scenario_line lines[SCENARIO_LINES];
    size_t line_count;
    struct certcheck_certificate *leaf; /* NULL: unreadable, and error says why */
    struct certcheck_parse_error error;
    struct certificate_list untrusted;
    struct certificate_list trusted;
    char *trust_settings; /* the path of the file that holds some; NULL: there are none */
    struct certcheck_pool *evidence; /* the CRLs and OCSP responses */
    bool evidence_reversed;          /* they are given in the opposite order */
    struct certcheck_policy *policy;
};

/* The names of all cases below $TESTDATA, sorted, for scenario_names_free. Ends the program where
 * there are none. Whatever goes wrong in the other functions fails the test that runs. */
char **scenario_names(size_t *count);
void scenario_names_free(char **names, size_t count);

void scenario_load(struct scenario *scenario, const char *name);
void scenario_release(struct scenario *scenario);

/* Every readable certificate of a PEM file; a file that is not there has none. The first problem is
 * kept in *error, which may be NULL. */
struct certificate_list certificates_of_file(const char *path, struct certcheck_parse_error *error);
struct certificate_list certificates_of_memory(const char *pem,
                                               struct certcheck_parse_error *error);
void certificates_release(struct certificate_list *list);
/* The same list in an order that depends on *seed alone, which moves on. */
void certificates_shuffle(struct certificate_list *list, uint32_t *seed);
void certificates_reverse(struct certificate_list *list);

/* Into a pool of the caller's, where the certificates of the scenario are not wanted. */
void scenario_add_evidence(const struct scenario *scenario, struct certcheck_pool *pool);

/* Verifies with more_untrusted and more_trusted added, both of which may be NULL. The caller frees
 * the report. */
struct certcheck_report *scenario_verify(const struct scenario *scenario,
                                         const struct certificate_list *more_untrusted,
                                         const struct certificate_list *more_trusted);

/* The id of the main finding; "none" when there is none. */
const char *main_finding_id(const struct certcheck_report *report);

#endif
