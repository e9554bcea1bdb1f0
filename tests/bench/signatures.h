/* SPDX-License-Identifier: MIT */
/* The signatures of a chain and nothing else: what no verification can be faster than. */
#ifndef BENCH_SIGNATURES_H
#define BENCH_SIGNATURES_H

#include "bench/material.h"

struct signatures;

/* With the issuers' keys kept, or with the intermediate's imported each time, as a verification
 * that reads it anew has to. Made by the calls that certcheck makes. */
struct signatures *signatures_of(const struct chain *chain, bool keep_keys);
bool signatures_check(void *signatures);
void signatures_free(struct signatures *signatures);

#endif
