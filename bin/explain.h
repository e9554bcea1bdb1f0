/* SPDX-License-Identifier: MIT */
/* The catalogue of findings as Markdown. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <stdbool.h>
#include <stdio.h>

#include <certcheck/certcheck.h>

/* explain_markdown writes a section for each finding, and before them, when `whole`, a title and a
 * table of all. */
void explain_markdown(const enum certcheck_finding_code *codes, size_t count, bool whole,
                      FILE *out);

#endif
