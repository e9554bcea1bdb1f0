/* SPDX-License-Identifier: MIT */
/* The report while it is written, and the limits on what it keeps. */
#ifndef CC_VERIFY_REPORT_H
#define CC_VERIFY_REPORT_H

#include "base/arena.h"
#include "base/budget.h"
#include "base/findings.h"
#include "check/check.h"
#include "path/path.h"

/* Nothing ends later. */
#define CC_TIME_MAX ((certcheck_time)INT64_MAX)

/* Bytes that one report may take. */
#define CC_REPORT_LIMIT ((size_t)64 * 1024 * 1024)
#define CC_REPORT_VALID_MAX 16
#define CC_REPORT_TRIED_MAX 16
#define CC_REPORT_REJECTED_MAX 256
#define CC_REPORT_WANTS_MAX 16

/* Whether a path is one at all: anybody can write certificates that name each other. */
enum cc_signatures {
    CC_SIGNATURES_UNCHECKED = 0, /* at least in part */
    CC_SIGNATURES_HELD,          /* each issuer's key made the signature below it */
    CC_SIGNATURES_BROKEN         /* one of them is not what it should be, or cannot be checked */
};

/* One path that was tried. */
struct cc_attempt {
    struct cc_attempt *next;
    enum certcheck_path_end end;
    struct certcheck_path_entry *entries;
    size_t length;
    uint32_t *edges; /* of the builder, see cc_builder_note */
    struct cc_findings findings;
    struct cc_policy_sets policy_sets; /* empty unless it was judged as a whole */
    bool unknown; /* nothing is known of the revocation of one of its certificates */
    bool revoked;
    enum cc_signatures signatures;
    certcheck_time
        evidence_until; /* the last second at which all evidence that it rests on counts */
};

struct cc_reference {
    struct cc_reference *next;
    const struct certcheck_certificate *certificate;
};

struct certcheck_report {
    struct cc_arena arena;
    struct cc_reference *references;
    enum certcheck_verdict verdict;
    const struct certcheck_certificate *leaf;
    certcheck_time at;
    enum certcheck_profile profile;
    struct cc_budget budget;
    struct cc_findings global;

    struct cc_attempt *first_attempt;
    struct cc_attempt *last_attempt;
    size_t valid_count;
    size_t refused_count; /* attempts kept that are not valid */
    size_t tried;
    bool complete; /* every path was seen, or as many valid ones as were asked for */

    /* Made of the above by cc_report_finish. */
    struct certcheck_report_path *paths;
    size_t path_count;
    struct certcheck_finding *findings;
    const struct certcheck_finding *main_finding;

    struct certcheck_rejected *rejected;
    size_t rejected_count;
    struct certcheck_want wants[CC_REPORT_WANTS_MAX];
    size_t want_count;
};

/* NULL: memory ran out. `severity` must live as long as the report is written. */
struct certcheck_report *cc_report_new(const enum certcheck_severity *severity);

/* Holds a reference for the report's life. False: memory ran out. */
bool cc_report_hold(struct certcheck_report *report,
                    const struct certcheck_certificate *certificate);

/* Nobody asked, and nothing is known. */
extern const struct certcheck_revocation cc_no_evidence;

/* A new attempt with its own list of findings, not yet in the report. NULL: memory ran out. */
struct cc_attempt *cc_report_attempt(struct certcheck_report *report, const struct cc_path *path);
void cc_report_keep(struct certcheck_report *report, struct cc_attempt *attempt,
                    enum certcheck_path_end end);

/* The last second at which a valid path is. */
certcheck_time cc_report_valid_until(const struct cc_attempt *attempt);

/* Whether an attempt at this path was kept. */
bool cc_report_has(const struct certcheck_report *report, const struct cc_path *path);

/* Makes an array in the arena of a list of findings, in its order. False: memory ran out. */
bool cc_report_lay_out_findings(struct cc_arena *arena, const struct cc_findings *list, size_t path,
                                struct certcheck_finding **array);

/* Adds certificate-malformed about certificate 0, which could not be read. */
void cc_report_malformed(struct cc_findings *list, const struct certcheck_parse_error *error);

/* Taken before an attempt is made: cc_report_drop_unkept then frees what it took, its findings
 * included, unless it was kept. Attempts may be thousands, and few are kept. */
struct cc_report_mark {
    struct cc_arena_mark arena;
    struct cc_reference *references;
    struct cc_attempt *last_attempt;
};
struct cc_report_mark cc_report_mark(const struct certcheck_report *report);
void cc_report_drop_unkept(struct certcheck_report *report, const struct cc_report_mark *mark);

/* Sorts the attempts, the most telling first; nothing is kept after that. */
void cc_report_sort(struct certcheck_report *report);

/* Lays out the arrays and picks the main finding. False: memory ran out. */
bool cc_report_finish(struct certcheck_report *report);

#endif
