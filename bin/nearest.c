/* SPDX-License-Identifier: MIT */
/* What somebody may have meant who typed a word that is none. */
#include "nearest.h"

#include <stdint.h>
#include <string.h>

#include <certcheck/certcheck.h>

/* Whatever is longer is near to nothing. */
#define LONGEST 63

/* Levenshtein's distance. */
static size_t distance(const char *a, size_t height, const char *b, size_t width)
{
    size_t row[LONGEST + 1];
    if (width > LONGEST || height > LONGEST)
        return SIZE_MAX;
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; i <= height; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[width];
}

struct nearest nearest_begin(const char *word)
{
    return (struct nearest){.word = word, .edits = (strlen(word) + 2) / 3 + 1};
}

void nearest_consider(struct nearest *nearest, const char *candidate, size_t length)
{
    size_t edits = distance(nearest->word, strlen(nearest->word), candidate, length);
    if (edits >= nearest->edits || edits >= length)
        return;
    nearest->edits = edits;
    nearest->best = candidate;
    nearest->length = length;
}

const char *nearest_finding(const char *id)
{
    struct nearest nearest = nearest_begin(id);
    for (int code = 0; code < CERTCHECK_FINDING_CODES; code++) {
        const char *candidate = certcheck_finding_info((enum certcheck_finding_code)code)->id;
        nearest_consider(&nearest, candidate, strlen(candidate));
    }
    return nearest.best;
}
