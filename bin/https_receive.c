/* SPDX-License-Identifier: MIT */
/* The body of an answer, written to its place. */
#include "https.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "progress.h"
#include "tls_trace.h"
#include "tool.h"

static bool write_head(const struct http_head *head, struct output *output, struct failure *failure)
{
    char *text = must_print("HTTP/1.%u %u %s\r\n", head->minor, head->status, head->reason);
    bool good = output_write(output, text, strlen(text), failure);
    free(text);
    for (size_t i = 0; good && i < head->count; i++) {
        text = must_print("%s: %s\r\n", head->headers[i].name, head->headers[i].value);
        good = output_write(output, text, strlen(text), failure);
        free(text);
    }
    return good && output_write(output, "\r\n", 2, failure);
}

static bool too_large(const struct https *https, uint64_t size, struct failure *failure)
{
    return https->max_size != 0 && size > https->max_size &&
           !fail(failure, EXIT_UNCHECKED, "the body is larger than %llu bytes (--max-size)",
                 (unsigned long long)https->max_size);
}

static bool copy_body(struct exchange *exchange, struct failure *failure)
{
    struct https *https = exchange->https;
    struct output *output = &https->to;
    struct http_response *response = exchange->response;
    struct progress progress;
    bool quiet = https->quiet || https->trace.mode != TRACE_OFF;
    progress_start(&progress, quiet, output->file == stdout && isatty(STDOUT_FILENO));
    bool good = !too_large(https, response->length, failure);
    size_t length = 1;
    while (good && length > 0) {
        const char *data = NULL;
        good = http_response_read(response, &data, &length, failure) &&
               !too_large(https, response->received, failure) &&
               output_write(output, data, length, failure);
        progress_show(&progress, response->received, response->length);
    }
    progress_end(&progress);
    return good;
}

bool https_open_output(struct https *https, struct failure *failure)
{
    https->to = (struct output){0};
    if (https->output != NULL)
        return output_open(&https->to, https->output, failure);
    /* Standard output has the steps. */
    if (https->trace.mode == TRACE_OFF)
        output_open_terminal(&https->to);
    return true;
}

static void trace_body(const struct exchange *exchange)
{
    struct trace *trace = exchange->connection.trace;
    const struct https *https = exchange->https;
    const struct http_response *response = exchange->response;
    const struct tls_stream *tls = exchange->connection.tls;
    const struct stream *stream = exchange->connection.stream;
    trace_begin(trace, "body", "body");
    trace_say(trace, "%llu bytes, whole%s%s", (unsigned long long)response->received,
              https->output == NULL ? "; --output FILE keeps it" : ", in ",
              https->output == NULL ? "" : https->output);
    trace_number(trace, NULL, "bytes", response->received);
    trace_number(trace, NULL, "clear_bytes", stream->received);
    trace_number(trace, NULL, "wire_bytes", tls == NULL ? stream->received : tls->below->received);
    char *bytes =
        must_print("%llu in clear with the head, %llu on the wire with the handshake",
                   (unsigned long long)stream->received,
                   (unsigned long long)(tls == NULL ? stream->received : tls->below->received));
    trace_remark(trace, "bytes", bytes);
    if (response->trailers.count > 0)
        trace_remark(trace, "trailers", "came, and are not shown");
    trace_end(trace);
    free(bytes);
}

/* An answer is an answer; but who looks at the body alone should know of which kind. */
static void tell_status(const struct exchange *exchange)
{
    const struct https *https = exchange->https;
    const struct http_head *head = &exchange->response->head;
    const char *location = http_header(head, "Location");
    if (https->quiet || https->include || https->trace.mode != TRACE_OFF || head->status / 100 == 2)
        return;
    complain("the server answered %u %s%s%s", head->status, head->reason,
             location == NULL ? "" : "; --location goes on to ", location == NULL ? "" : location);
}

bool https_receive(struct exchange *exchange, struct failure *failure)
{
    struct https *https = exchange->https;
    struct http_response *response = exchange->response;
    patience_no_phase(&https->patience, "receiving the body");
    tell_status(exchange);
    if ((https->include && !write_head(&response->head, &https->to, failure)) ||
        !copy_body(exchange, failure) || !output_commit(&https->to, failure))
        return false;
    trace_body(exchange);
    size_t excess = http_response_excess(response);
    if (excess > 0)
        complain("https: %zu byte%s came after the end of the answer, and %s left out", excess,
                 plural(excess), excess == 1 ? "was" : "were");
    return true;
}
