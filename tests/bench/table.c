/* SPDX-License-Identifier: MIT */
#include "bench/results.h"

#include <string.h>

static void print_number(FILE *file, double number, const char *unit)
{
    bool time = strcmp(unit, "ns") == 0;
    if (time && number >= 1e6)
        fprintf(file, "%9.2f ms", number / 1e6);
    else if (time)
        fprintf(file, "%9.2f us", number / 1e3);
    else
        fprintf(file, "%9.*f   ", number < 100 ? 2 : 0, number);
}

static void print_row(FILE *file, const struct row *row)
{
    fprintf(file, "\n%s%s%s\n", row->id, strcmp(row->unit, "ns") == 0 ? "" : ", ",
            strcmp(row->unit, "ns") == 0 ? "" : row->unit);
    for (size_t i = 0; i < row->count; i++) {
        const struct cell *cell = &row->cells[i];
        fprintf(file, "  %-14s", cell->contestant);
        print_number(file, cell->timing.median, row->unit);
        if (strcmp(row->unit, "ns") == 0)
            fprintf(file, "  +- %4.1f %%",
                    50 * (cell->timing.high - cell->timing.low) / cell->timing.median);
        /* What it takes to refuse is not to be compared with what it takes to do it. */
        if (cell->refused && !row->cells[0].refused)
            fprintf(file, "  refused it");
        else if (i > 0)
            fprintf(file, "  %s takes %6.3f of it", row->cells[0].contestant, cell->timing.ratio);
        fprintf(file, "%s\n", row->cells[0].refused && cell->refused ? "  (refused)" : "");
    }
}

static void print_target(FILE *file, const struct target_result *result)
{
    static const char *const states[] = {"MISSED", "met", "not measured"};
    const char *unit = result->required >= 100 ? "ns" : "";
    fprintf(file, "  %-12s  %-22s  %-10s", states[result->state], result->row, result->against);
    if (result->state != TARGET_NOT_MEASURED)
        print_number(file, result->measured, unit);
    fprintf(file, "  of");
    print_number(file, result->required, unit);
    fprintf(file, "\n");
}

void results_print(FILE *file)
{
    fprintf(file, "\nMedians; half the distance of the quartiles; medians of the ratios of each "
                  "round.\n");
    for (size_t i = 0; i < results_count(); i++)
        print_row(file, results_row(i));
    fprintf(file, "\nRequired\n");
    for (size_t i = 0; i < targets_count(); i++) {
        struct target_result result = target_result(i);
        print_target(file, &result);
    }
}
