/* SPDX-License-Identifier: MIT */
/* What certcheck and its peers say to the same question. */
#ifndef DIFFERENTIAL_OPINION_H
#define DIFFERENTIAL_OPINION_H

#include "differential/question.h"

#include <certcheck/certcheck.h>

#define OPINION_REASONS 16
#define JUDGMENT_PATHS 32

/* A peer's. Its reasons are empty when the chain is valid. */
struct opinion {
    bool valid;
    const char
        *reasons[OPINION_REASONS]; /* in the peer's words, each once; live as long as `peer` */
    size_t reason_count;
};

/* The errors of one path that certcheck refused, as ids of the catalogue. */
struct refused_path {
    const char *findings[OPINION_REASONS];
    size_t finding_count;
};

struct judgment {
    enum certcheck_verdict verdict;
    const char *main_finding; /* "" when valid */
    struct refused_path refused[JUDGMENT_PATHS];
    size_t refused_count;
    struct question path; /* valid: the same question with only what is on the path found */
};

struct peer {
    const char *name;
    const char *(*version)(void);
    bool (*reads)(struct der certificate);
    struct opinion (*opinion)(const struct question *question);
};

extern const struct peer peer_openssl, peer_gnutls;

void opinion_add(struct opinion *opinion, const char *reason);

/* judge.c: the rule that a certificate breaks so that certcheck does not read it; NULL: it does. */
const char *unreadable(struct der certificate);
struct judgment judge(const struct question *question);

#endif
