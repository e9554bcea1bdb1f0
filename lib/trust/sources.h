/* SPDX-License-Identifier: MIT */
/* Where things came from, in words: texts that many entries share. */
#ifndef CC_TRUST_SOURCES_H
#define CC_TRUST_SOURCES_H

#include <stdbool.h>
#include <stddef.h>

/* All zeroes is empty. */
struct cc_sources {
    char **texts;
    size_t count;
};

/* One copy for all calls that follow each other with the same text; "" for NULL. It lives as long
 * as the list. NULL: memory ran out, and the list is as it was. */
const char *cc_sources_share(struct cc_sources *sources, const char *text);
void cc_sources_release(struct cc_sources *sources);

#endif
