/* SPDX-License-Identifier: MIT */
/* What was fetched, in reports. */
#include "report.h"

#include <inttypes.h>
#include <stdlib.h>

#include "fetch.h"
#include "fetch_kind.h"
#include "tool.h"

/* Freed by the caller. */
static char *way_of(const struct fetch_record *record)
{
    if (record->cached)
        return must_copy("from the cache");
    if (record->redirects == 0)
        return must_print("in %" PRId64 " ms", record->milliseconds);
    if (record->redirects == 1)
        return must_print("in %" PRId64 " ms, redirected once", record->milliseconds);
    return must_print("in %" PRId64 " ms, redirected %u times", record->milliseconds,
                      record->redirects);
}

char *report_fetch_outcome(const struct fetch_record *record)
{
    const char *kind = fetch_kind_text(record->kind);
    if (record->result != FETCH_OK)
        return must_print("%s: %s", kind, record->detail);
    char *way = way_of(record);
    char *text = must_print("%s: %zu byte%s %s%s", kind, record->bytes, plural(record->bytes), way,
                            record->added == 0 ? ", nothing new in it" : "");
    free(way);
    return text;
}

void report_fetches_text(const struct terminal *terminal, const struct fetching *fetching)
{
    if (fetching == NULL || fetching->record_count == 0)
        return;
    fputc('\n', terminal->out);
    terminal_text(terminal, STYLE_STRONG, "Fetched");
    fputc('\n', terminal->out);
    for (size_t i = 0; i < fetching->record_count; i++) {
        const struct fetch_record *record = &fetching->records[i];
        bool good = record->result == FETCH_OK;
        char *text = report_fetch_outcome(record);
        terminal_style(terminal, good ? STYLE_GOOD : STYLE_DOUBT);
        fprintf(terminal->out, "%s ", terminal_mark(terminal, good ? MARK_GOOD : MARK_DOUBT));
        terminal_style(terminal, STYLE_PLAIN);
        terminal_text(terminal, STYLE_PLAIN, record->url);
        fputs("\n    ", terminal->out);
        terminal_wrap(terminal, 4, 4, text);
        free(text);
    }
}

void report_fetch_remark_text(const struct terminal *terminal, const struct fetching *fetching,
                              const struct certcheck_report *report)
{
    const char *remark = fetching_remark(fetching, report);
    if (remark == NULL)
        return;
    terminal_style(terminal, STYLE_DOUBT);
    terminal_wrap(terminal, 0, 0, remark);
    terminal_style(terminal, STYLE_PLAIN);
}

static json_t *record_json(const struct fetch_record *record)
{
    json_t *object = must_have(json_object());
    json_put(object, "kind", json_text(fetch_kind_text(record->kind)));
    json_put(object, "url", json_text(record->url));
    json_put(object, "result", json_text(fetch_result_text(record->result)));
    json_put(object, "detail", record->detail == NULL ? json_null() : json_text(record->detail));
    json_put(object, "bytes", json_integer((json_int_t)record->bytes));
    json_put(object, "milliseconds", json_integer((json_int_t)record->milliseconds));
    json_put(object, "redirects", json_integer((json_int_t)record->redirects));
    json_put(object, "cached", json_boolean(record->cached));
    json_put(object, "added", json_integer((json_int_t)record->added));
    return object;
}

json_t *report_fetches_json(const struct fetching *fetching)
{
    json_t *array = must_have(json_array());
    for (size_t i = 0; fetching != NULL && i < fetching->record_count; i++)
        json_append(array, record_json(&fetching->records[i]));
    return array;
}
