/* SPDX-License-Identifier: MIT */
/* The steps of a connection as they happen: numbered text for people, or one JSON object a line. */
#ifndef TRACE_H
#define TRACE_H

#include <stdint.h>

#include "json.h"
#include "terminal.h"

/* TRACE_KEPT prints nothing: the same objects as TRACE_JSON's stay in trace->kept. */
enum trace_mode { TRACE_OFF = 0, TRACE_TEXT, TRACE_JSON, TRACE_KEPT };

struct trace {
    enum trace_mode mode;
    struct terminal terminal;
    int64_t start;       /* microseconds of clock_us */
    unsigned step;       /* counted from 1 */
    unsigned connection; /* which of the connections a step belongs to, counted from 1 */
    unsigned told;       /* the connection of the step before; 0: there was none */
    const char *title;
    json_t *event; /* the step that is being described */
    json_t *kept;  /* array of all steps so far; NULL but in mode TRACE_KEPT */
    struct trace_line {
        const char *label;
        char *text;
    } * lines;
    size_t line_count;
};

void trace_open(struct trace *trace, enum trace_mode mode, FILE *out, enum color_mode color);
void trace_close(struct trace *trace);

/* trace_begin begins a step that happens now: `event` names it in JSON, `title` in text. Between it
 * and trace_end its summary and its facts are told. All of them do nothing when mode is
 * TRACE_OFF. */
void trace_begin(struct trace *trace, const char *event, const char *title);
void trace_end(struct trace *trace);

/* trace_say sets the one line that sums the step up. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void trace_say(struct trace *trace, const char *format, ...);

/* trace_put adds a fact, and takes `value` over: text, a number, a boolean, null, or an array of
 * texts. With label NULL it is in the JSON only. trace_remark adds a line of text only. */
void trace_put(struct trace *trace, const char *label, const char *key, json_t *value);
void trace_remark(struct trace *trace, const char *label, const char *text);

/* trace_number and trace_text are the common cases; a text of NULL is null. */
void trace_number(struct trace *trace, const char *label, const char *key, uint64_t number);
void trace_text(struct trace *trace, const char *label, const char *key, const char *text);

#endif
