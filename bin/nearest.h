/* SPDX-License-Identifier: MIT */
/* What somebody may have meant who typed a word that is none. */
#ifndef NEAREST_H
#define NEAREST_H

#include <stddef.h>

/* A search for the candidate that is written most like a word. */
struct nearest {
    const char *word;
    const char *best; /* one of the candidates; NULL: none of them is near */
    size_t length;    /* of best */
    size_t edits;     /* fewer than these are near */
};

struct nearest nearest_begin(const char *word);
void nearest_consider(struct nearest *nearest, const char *candidate, size_t length);

/* nearest_finding returns the id of the catalogue that is written most like `id`, or NULL. */
const char *nearest_finding(const char *id);

#endif
