/* SPDX-License-Identifier: MIT */
/* What somebody may have meant who typed an id that is none. */
#include "nearest.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <certcheck/certcheck.h>

/* Levenshtein's distance; ids are short, anything longer than the rows is far from all of them. */
static size_t distance(const char *a, const char *b)
{
    size_t row[64];
    size_t width = strlen(b);
    if (width >= sizeof row / sizeof row[0] || strlen(a) >= sizeof row / sizeof row[0])
        return SIZE_MAX;
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
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

const char *nearest_finding(const char *id)
{
    const char *nearest = NULL;
    size_t least = strlen(id) / 2 + 1;
    for (int code = 0; code < CERTCHECK_FINDING_CODES; code++) {
        const struct certcheck_finding_info *info =
            certcheck_finding_info((enum certcheck_finding_code)code);
        size_t far = distance(id, info->id);
        if (far < least) {
            least = far;
            nearest = info->id;
        }
    }
    return nearest;
}
