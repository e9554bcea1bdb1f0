/* SPDX-License-Identifier: MIT */
/* The steps of a connection as they happen: numbered text for people, or one JSON object a line. */
#include "trace.h"

#include <stdlib.h>
#include <string.h>

#include "patience.h"
#include "tool.h"

#define TITLE_COLUMN 17U
#define TEXT_COLUMN 33U

void trace_open(struct trace *trace, enum trace_mode mode, FILE *out, enum color_mode color)
{
    *trace = (struct trace){
        .mode = mode, .terminal = terminal_open(out, color), .start = clock_us(), .connection = 1};
    if (mode == TRACE_KEPT)
        trace->kept = must_have(json_array());
}

static void clear(struct trace *trace)
{
    json_decref(trace->event);
    trace->event = NULL;
    for (size_t i = 0; i < trace->line_count; i++)
        free(trace->lines[i].text);
    trace->line_count = 0;
}

void trace_close(struct trace *trace)
{
    clear(trace);
    free(trace->lines);
    json_decref(trace->kept);
    trace->kept = NULL;
}

void trace_begin(struct trace *trace, const char *event, const char *title)
{
    if (trace->mode == TRACE_OFF)
        return;
    clear(trace);
    trace->title = title;
    if (trace->mode == TRACE_TEXT && trace->told != trace->connection && trace->told != 0)
        fputc('\n', trace->terminal.out);
    trace->told = trace->connection;
    trace->event = must_have(json_object());
    json_put(trace->event, "schema", json_text("certcheck/trace/1"));
    json_put(trace->event, "step", json_integer((json_int_t)++trace->step));
    json_put(trace->event, "time_us", json_integer((json_int_t)(clock_us() - trace->start)));
    json_put(trace->event, "connection", json_integer((json_int_t)trace->connection));
    json_put(trace->event, "event", json_text(event));
    json_put(trace->event, "summary", json_text(""));
}

void trace_say(struct trace *trace, const char *format, ...)
{
    if (trace->mode == TRACE_OFF)
        return;
    va_list arguments;
    va_start(arguments, format);
    json_put_taken(trace->event, "summary", must_print_list(format, arguments));
    va_end(arguments);
}

static void add_line(struct trace *trace, const char *label, char *text)
{
    trace->lines = must_grow(trace->lines, trace->line_count + 1, sizeof *trace->lines);
    trace->lines[trace->line_count++] = (struct trace_line){label, text};
}

/* Returns what a value is for people; NULL for one that is not worth a line. */
static char *value_text(const json_t *value)
{
    if (json_is_integer(value))
        return must_print("%lld", (long long)json_integer_value(value));
    if (json_is_boolean(value))
        return must_copy(json_is_true(value) ? "yes" : "no");
    if (json_is_string(value))
        return must_copy(json_string_value(value));
    char *text = NULL;
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *item = json_string_value(json_array_get(value, i));
        char *longer = text == NULL ? must_copy(item) : must_print("%s, %s", text, item);
        free(text);
        text = longer;
    }
    return text;
}

void trace_put(struct trace *trace, const char *label, const char *key, json_t *value)
{
    if (trace->mode == TRACE_OFF) {
        json_decref(value);
        return;
    }
    char *text = label == NULL || trace->mode != TRACE_TEXT ? NULL : value_text(must_have(value));
    if (text != NULL)
        add_line(trace, label, text);
    json_put(trace->event, key, value);
}

void trace_remark(struct trace *trace, const char *label, const char *text)
{
    if (trace->mode == TRACE_TEXT)
        add_line(trace, label, must_copy(text));
}

void trace_number(struct trace *trace, const char *label, const char *key, uint64_t number)
{
    trace_put(trace, label, key, json_integer((json_int_t)number));
}

void trace_text(struct trace *trace, const char *label, const char *key, const char *text)
{
    if (trace->mode != TRACE_OFF)
        trace_put(trace, label, key, text == NULL ? json_null() : json_text(text));
}

static void print_text(const struct trace *trace)
{
    const struct terminal *terminal = &trace->terminal;
    json_int_t time = json_integer_value(json_object_get(trace->event, "time_us"));
    fprintf(terminal->out, "%3u %8.1f ms  ", trace->step, (double)time / 1000);
    terminal_text(terminal, STYLE_STRONG, trace->title);
    unsigned used = TITLE_COLUMN + (unsigned)strlen(trace->title);
    terminal_spaces(terminal, used < TEXT_COLUMN ? TEXT_COLUMN - used : 1);
    terminal_wrap(terminal, TEXT_COLUMN, TEXT_COLUMN,
                  json_string_value(json_object_get(trace->event, "summary")));
    for (size_t i = 0; i < trace->line_count; i++)
        terminal_field(terminal, TITLE_COLUMN, TEXT_COLUMN, trace->lines[i].label,
                       trace->lines[i].text);
}

void trace_end(struct trace *trace)
{
    if (trace->mode == TRACE_OFF)
        return;
    if (trace->mode == TRACE_KEPT) {
        json_append(trace->kept, json_incref(trace->event));
        clear(trace);
        return;
    }
    if (trace->mode == TRACE_JSON) {
        json_print_line(trace->event, trace->terminal.out);
    } else {
        print_text(trace);
    }
    (void)fflush(trace->terminal.out);
    clear(trace);
}
