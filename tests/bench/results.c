/* SPDX-License-Identifier: MIT */
#include "bench/results.h"

#include "der.h"

#include <string.h>

#define ROWS_MAX 64

static struct row rows[ROWS_MAX];
static size_t row_count;

static struct row *find(const char *id)
{
    for (size_t i = 0; i < row_count; i++)
        if (strcmp(rows[i].id, id) == 0)
            return &rows[i];
    return NULL;
}

static struct row *add(const char *id, const char *unit)
{
    if (row_count == ROWS_MAX)
        refuse("too many rows", id);
    rows[row_count] = (struct row){.id = id, .unit = unit};
    return &rows[row_count++];
}

void results_add_times(const char *id, struct contestant *contestants, size_t count,
                       const struct effort *effort)
{
    struct timing timings[CONTESTANTS_MAX];
    struct row *row = add(id, "ns");
    fprintf(stderr, "%s ...\n", id);
    measure(contestants, count, effort, timings);
    for (size_t i = 0; i < count; i++)
        row->cells[row->count++] =
            (struct cell){contestants[i].name, timings[i], contestants[i].refused};
}

void results_add_amount(const char *id, const char *unit, const char *contestant, double amount)
{
    struct row *row = find(id);
    if (row == NULL)
        row = add(id, unit);
    if (row->count == CONTESTANTS_MAX)
        refuse("too many contestants", id);
    double first = row->count == 0 ? amount : row->cells[0].timing.median;
    struct timing timing = {amount, amount, amount, amount != 0 ? first / amount : 0};
    row->cells[row->count++] = (struct cell){contestant, timing, false};
}

size_t results_count(void)
{
    return row_count;
}

const struct row *results_row(size_t index)
{
    return &rows[index];
}

const struct cell *results_cell(const char *id, const char *contestant)
{
    const struct row *row = find(id);
    for (size_t i = 0; row != NULL && i < row->count; i++)
        if (strcmp(row->cells[i].contestant, contestant) == 0)
            return &row->cells[i];
    return NULL;
}
