/* SPDX-License-Identifier: MIT */
/* One function a family of rows; each measures its rows and adds them to the results. */
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H

#include "bench/measure.h"

void rows_parse(const struct effort *effort);
void rows_store(const struct effort *effort);
void rows_verify(const struct effort *effort);
void rows_signature(const struct effort *effort);
void rows_growth(const struct effort *effort);
void rows_memory(void);
/* `tool` is the program to start; `folder` is for its files. */
void rows_process(const struct effort *effort, const char *tool, const char *folder);
void rows_crl(size_t entries);

/* counts.c: work that is counted, so that it may fail: how many counts are above what they are
 * allowed, each of which was printed. */
unsigned counts_check(void);
/* Does one piece of work, for a counter of instructions; false: there is none of that name. */
bool counts_of(const char *work);

#endif
