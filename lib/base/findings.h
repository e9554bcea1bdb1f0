/* SPDX-License-Identifier: MIT */
/* Where checks write what they find. */
#ifndef CC_BASE_FINDINGS_H
#define CC_BASE_FINDINGS_H

#include "base/arena.h"
#include "base/span.h"
#include <certcheck/report.h>

#define CC_DETAILS_MAX 6
/* Past this many findings in one list only errors of a code that is not in it yet are kept. */
#define CC_FINDINGS_MAX 128
/* At most so many of them are notes, so that notes leave room for what is graver. */
#define CC_NOTES_MAX 64

struct cc_finding {
    struct cc_finding *next;
    enum certcheck_finding_code code;
    enum certcheck_severity severity;
    size_t certificate; /* index in the path; CERTCHECK_NO_INDEX: the whole path */
    size_t offset;      /* bytes into that certificate's DER */
    size_t length;
    size_t detail_count;
    struct certcheck_detail details[CC_DETAILS_MAX];
};

/* One list of findings, in the order they were made. Texts live in the arena. Without an arena
 * nothing is kept, only counted: every addition returns NULL. */
struct cc_findings {
    struct cc_arena *arena;                  /* NULL: count only */
    const enum certcheck_severity *severity; /* by code: the profile with the caller's overrides */
    struct cc_finding *first;
    struct cc_finding *last;
    size_t count;
    bool any;      /* something was found, whether it was kept or not */
    size_t notes;  /* among those kept */
    size_t errors; /* counted even where the finding itself is not kept */
    enum certcheck_finding_code
        worst;      /* the error of the highest rank; CERTCHECK_FINDING_CODES: none */
    bool no_memory; /* sticky: whoever owns the list must give up with CERTCHECK_NO_MEMORY */
};

void cc_findings_init(struct cc_findings *findings, struct cc_arena *arena,
                      const enum certcheck_severity *severity);

/* Adds a finding about certificate `index` of the path; `where` is the part of its DER `der` that
 * the finding is about (empty: no one place). Returns NULL when the severity is off, the list is
 * full, or memory ran out (then no_memory is set); the detail functions take NULL and do nothing.
 */
CC_COLD struct cc_finding *cc_findings_add(struct cc_findings *findings,
                                           enum certcheck_finding_code code, size_t index,
                                           cc_span der, cc_span where);

/* The finding budget-spent, which is about no certificate. */
void cc_findings_add_spent(struct cc_findings *findings, const char *budget, uint64_t limit);

void cc_finding_number(struct cc_findings *findings, struct cc_finding *finding, const char *name,
                       int64_t number);
void cc_finding_time(struct cc_findings *findings, struct cc_finding *finding, const char *name,
                     certcheck_time time);
/* Copied; control characters are escaped; cut off at 1,000 bytes with "..." behind. */
void cc_finding_text(struct cc_findings *findings, struct cc_finding *finding, const char *name,
                     const char *text);
/* Takes over a string from certcheck_name_text and its like, frees it, and treats NULL as memory
 * that ran out. */
void cc_finding_take(struct cc_findings *findings, struct cc_finding *finding, const char *name,
                     char *text);
/* Dotted form of an OID's contents octets. */
void cc_finding_oid(struct cc_findings *findings, struct cc_finding *finding, const char *name,
                    cc_span oid);

#endif
