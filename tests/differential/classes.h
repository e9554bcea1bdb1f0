/* SPDX-License-Identifier: MIT */
/* The disagreements that have a reason. */
#ifndef DIFFERENTIAL_CLASSES_H
#define DIFFERENTIAL_CLASSES_H

#include "differential/chain.h"
#include "differential/opinion.h"

/* How many there are. Hits are counted in an array of that many. */
size_t classes_count(void);

/* Whether a class explains that only one of the two reads the certificate; counts it when so. */
bool classes_explain_reading(const struct chain *chain, const char *certificate, const char *rule,
                             const struct peer *peer, uint64_t *hits);

/* Whether classes explain all of what the two say differently; counts those that do. */
bool classes_explain(const struct chain *chain, const struct judgment *judgment,
                     const struct peer *peer, const struct opinion *opinion, uint64_t *hits);

/* Prints how often each was hit; returns how many never were. */
size_t classes_print(const uint64_t *hits, FILE *file);

#endif
