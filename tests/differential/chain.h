/* SPDX-License-Identifier: MIT */
/* A chain: certificates described in the language of testdata/issue.h, and what is asked of them.
 */
#ifndef DIFFERENTIAL_CHAIN_H
#define DIFFERENTIAL_CHAIN_H

#include "differential/draw.h"
#include "differential/question.h"
#include "issue.h"

#include <stdio.h>

#define CHAIN_CHANGES 12

enum role { ROLE_LEAF, ROLE_ISSUER, ROLE_ANCHOR };

/* One change to a valid chain; the first one is its shape. */
struct change {
    const char *certificate; /* "leaf"; "": to no one certificate */
    const char *id;          /* "bc-none" */
};

struct chain {
    uint64_t seed, number;
    struct test_case test; /* its certificates; the other fields are not used */
    const char *untrusted[QUESTION_CERTIFICATES]; /* in the order in which they are given */
    size_t untrusted_count;
    const char *trusted[QUESTION_CERTIFICATES];
    size_t trusted_count;
    const char *at;      /* RFC 3339 */
    const char *purpose; /* as in RFC 5280; NULL: any */
    const char *host;    /* NULL: any */
    struct change changes[CHAIN_CHANGES];
    size_t change_count;
};

/* chain.c: one of the valid chains, with a purpose and a host for which it is good. */
struct chain chain_valid(uint64_t seed, uint64_t number, struct draw *draw);
/* Adds text to the line of one of its certificates. */
void chain_amend(struct chain *chain, const char *certificate, const char *text);
/* Whether the chain has a certificate of that name. */
bool chain_has(const struct chain *chain, const char *certificate);
enum role chain_role(const struct chain *chain, const char *certificate);
void chain_note(struct chain *chain, const char *certificate, const char *id);
/* A change as "ROLE.ID", the role being leaf, ca, anchor, or chain. */
const char *chain_change_text(const struct chain *chain, const struct change *change);
struct question chain_question(const struct chain *chain);
/* The chain as rows of testdata, and its certificates in PEM. */
void chain_print(const struct chain *chain, const struct question *question, FILE *file);

/* mutate.c: changes it once to a few times. */
void chain_mutate(struct chain *chain, struct draw *draw);
/* rearrange.c: changes what is given, in which order, and what is asked. */
void chain_rearrange(struct chain *chain, struct draw *draw);

#endif
