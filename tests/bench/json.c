/* SPDX-License-Identifier: MIT */
#include "bench/peer.h"
#include "bench/results.h"

#include <jansson.h>

static json_t *cell_json(const struct cell *cell)
{
    return json_pack("{s:s, s:f, s:f, s:f, s:f, s:b}", "name", cell->contestant, "median",
                     cell->timing.median, "low", cell->timing.low, "high", cell->timing.high,
                     "ratio", cell->timing.ratio, "refused", cell->refused);
}

static json_t *row_json(const struct row *row)
{
    json_t *cells = json_array();
    for (size_t i = 0; i < row->count; i++)
        json_array_append_new(cells, cell_json(&row->cells[i]));
    return json_pack("{s:s, s:s, s:o}", "id", row->id, "unit", row->unit, "contestants", cells);
}

static json_t *target_json(const struct target_result *result)
{
    static const char *const states[] = {"missed", "met", "not-measured"};
    return json_pack("{s:s, s:s, s:f, s:f, s:s}", "row", result->row, "against", result->against,
                     "required", result->required, "measured", result->measured, "state",
                     states[result->state]);
}

bool results_json(FILE *file)
{
    json_t *versions = json_object(), *rows = json_array(), *targets = json_array();
    for (size_t i = 0; i < peer_count; i++)
        json_object_set_new(versions, peers[i]->name, json_string(peers[i]->version()));
    for (size_t i = 0; i < results_count(); i++)
        json_array_append_new(rows, row_json(results_row(i)));
    for (size_t i = 0; i < targets_count(); i++) {
        struct target_result result = target_result(i);
        json_array_append_new(targets, target_json(&result));
    }
    json_t *whole =
        json_pack("{s:o, s:o, s:o}", "versions", versions, "rows", rows, "targets", targets);
    bool written = json_dumpf(whole, file, JSON_INDENT(2)) == 0 && fputc('\n', file) != EOF;
    json_decref(whole);
    return written;
}
