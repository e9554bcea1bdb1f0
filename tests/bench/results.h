/* SPDX-License-Identifier: MIT */
/* What was measured, and what of it was promised. */
#ifndef BENCH_RESULTS_H
#define BENCH_RESULTS_H

#include "bench/measure.h"

#include <stdio.h>

/* Rows are times, in nanoseconds, or amounts without spread, in the unit named. */
struct cell {
    const char *contestant;
    struct timing timing;
    bool refused;
};

struct row {
    const char *id;
    const char *unit; /* "ns", "bytes", "times the file" */
    struct cell cells[CONTESTANTS_MAX];
    size_t count;
};

void results_add_times(const char *id, struct contestant *contestants, size_t count,
                       const struct effort *effort);
/* Adds to the row of that id; makes it where there is none. */
void results_add_amount(const char *id, const char *unit, const char *contestant, double amount);
size_t results_count(void);
const struct row *results_row(size_t index);
/* NULL: it was not measured. */
const struct cell *results_cell(const char *id, const char *contestant);

/* targets.c: what performance is required, from targets.def. */
enum target_state { TARGET_MISSED = 0, TARGET_MET, TARGET_NOT_MEASURED };

struct target_result {
    const char *row;
    const char *against;
    double required, measured;
    enum target_state state;
};

size_t targets_count(void);
struct target_result target_result(size_t index);

/* table.c */
void results_print(FILE *file);
/* json.c: false: it could not be written. */
bool results_json(FILE *file);

#endif
