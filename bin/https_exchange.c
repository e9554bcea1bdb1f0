/* SPDX-License-Identifier: MIT */
/* One request over HTTPS and its answer, with its steps. */
#include "https.h"

#include <stdlib.h>
#include <string.h>

#include "report.h"
#include "verdict.h"

static void print_refusal(const struct connection *connection)
{
    const struct certcheck_report *report = connection_report(connection);
    if (report == NULL || connection->trace->mode != TRACE_OFF)
        return;
    struct terminal terminal = terminal_open(stderr, connection->judge->color);
    report_text(&terminal, report, &connection->request.report);
}

/* RFC 7301 3.2: the protocol that the server chose "SHALL be used". */
static bool speaks_http1(const struct connection *connection, struct failure *failure)
{
    char *protocol = tls_protocol(connection->tls);
    bool good = protocol == NULL || strcmp(protocol, "http/1.1") == 0 ||
                strcmp(protocol, "http/1.0") == 0 ||
                fail(failure, EXIT_UNCHECKED,
                     "the server chose to speak %s (--alpn), and certcheck https speaks HTTP/1.1 "
                     "alone, so nothing was asked of it",
                     protocol);
    free(protocol);
    return good;
}

static bool secure(struct exchange *exchange, struct failure *failure)
{
    struct connection *connection = &exchange->connection;
    bool quiet = exchange->https->quiet || connection->trace->mode != TRACE_OFF;
    if (!connection_secure(connection, NULL, failure)) {
        if (failure->status == EXIT_NOT_VALID || failure->status == EXIT_UNCHECKED)
            print_refusal(connection);
        return false;
    }
    if (!quiet)
        verdict_line(connection);
    return speaks_http1(connection, failure);
}

static const struct stream *wire(const struct connection *connection)
{
    return connection->tls == NULL ? connection->stream : connection->tls->below;
}

static bool send_request(struct exchange *exchange, struct failure *failure)
{
    struct trace *trace = exchange->connection.trace;
    struct stream *stream = exchange->connection.stream;
    const struct http_request *request = &exchange->https->request;
    uint64_t before = wire(&exchange->connection)->sent;
    patience_no_phase(exchange->connection.patience, "sending the request");
    if (!http_send(request, exchange->url, stream, failure))
        return false;
    uint64_t on_wire = wire(&exchange->connection)->sent - before;
    trace_begin(trace, "request", "request");
    trace_say(trace, "%s %s", request->method, exchange->url->target);
    trace_text(trace, NULL, "method", request->method);
    trace_text(trace, NULL, "target", exchange->url->target);
    trace_number(trace, NULL, "clear_bytes", stream->sent);
    trace_number(trace, NULL, "wire_bytes", on_wire);
    char *bytes =
        must_print("%llu in clear, %llu on the wire, %s", (unsigned long long)stream->sent,
                   (unsigned long long)on_wire,
                   exchange->connection.tls == NULL ? "readable by anyone between" : "encrypted");
    trace_remark(trace, "bytes", bytes);
    trace_end(trace);
    free(bytes);
    return true;
}

static void trace_response(const struct exchange *exchange)
{
    static const char *const framings[] = {[HTTP_NO_BODY] = "none",
                                           [HTTP_LENGTH] = "length",
                                           [HTTP_CHUNKED] = "chunked",
                                           [HTTP_UNTIL_CLOSE] = "until-close"};
    struct trace *trace = exchange->connection.trace;
    const struct http_response *response = exchange->response;
    const char *hsts = http_header(&response->head, "Strict-Transport-Security");
    trace_begin(trace, "response", "response");
    trace_say(trace, "HTTP/1.%u %u %s", response->head.minor, response->head.status,
              response->head.reason);
    trace_number(trace, NULL, "status", response->head.status);
    trace_text(trace, "type", "content_type", http_header(&response->head, "Content-Type"));
    trace_text(trace, NULL, "framing", framings[response->framing]);
    trace_put(trace, response->framing == HTTP_LENGTH ? "length" : NULL, "length",
              response->framing == HTTP_LENGTH ? json_integer((json_int_t)response->length)
                                               : json_null());
    trace_text(trace, "location", "location", http_header(&response->head, "Location"));
    if (exchange->connection.tls != NULL)
        trace_text(trace, "HSTS", "hsts", hsts);
    trace_end(trace);
}

bool https_ask(struct exchange *exchange, struct failure *failure)
{
    struct https *https = exchange->https;
    exchange->connection = (struct connection){.options = &https->options,
                                               .judge = &https->judge,
                                               .url = exchange->url,
                                               .trace = &https->trace,
                                               .patience = &https->patience,
                                               .named_by_user = exchange->named_by_user};
    https->request.same_origin = exchange->named_by_user;
    if (!connection_open(&exchange->connection, failure))
        return false;
    if (exchange->url->https && !secure(exchange, failure))
        return false;
    if (!send_request(exchange, failure))
        return false;
    patience_no_phase(&https->patience, "waiting for the answer");
    exchange->response = must_allocate(sizeof *exchange->response);
    if (!http_response_open(exchange->response, exchange->connection.stream, https->request.method,
                            failure))
        return false;
    trace_response(exchange);
    return true;
}

void https_close(struct exchange *exchange)
{
    connection_close(&exchange->connection);
    if (exchange->response != NULL)
        http_response_release(exchange->response);
    free(exchange->response);
    url_release(&exchange->next);
    exchange->response = NULL;
}

static bool is_redirect(unsigned status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* RFC 9110 15.4: 303 asks for GET; 301 and 302 after POST are answered so by everybody; 307 and 308
 * keep the method. */
static void change_method(struct http_request *request, unsigned status)
{
    bool post = strcmp(request->method, "POST") == 0;
    bool head = strcmp(request->method, "HEAD") == 0;
    if ((status == 303 && !head) || ((status == 301 || status == 302) && post)) {
        request->method = "GET";
        request->data = NULL;
        request->data_length = 0;
    }
}

bool https_redirect(struct exchange *exchange, struct failure *failure)
{
    struct https *https = exchange->https;
    const struct http_head *head = &exchange->response->head;
    const char *location = http_header(head, "Location");
    if (!is_redirect(head->status) || location == NULL || !https->location)
        return true;
    if (http_header_differs(head, "Location"))
        return fail(failure, EXIT_UNCHECKED,
                    "the server redirects to several places, of which others may follow another");
    if (!url_resolve(exchange->url, location, &exchange->next, failure)) {
        failure->status = EXIT_UNCHECKED;
        return false;
    }
    if (exchange->url->https && !exchange->next.https && !https->insecure_http)
        return fail(failure, EXIT_UNCHECKED,
                    "the server redirects from https to http, where anyone between can read and "
                    "change everything: %s (to go on there: --insecure-http)",
                    location);
    change_method(&https->request, head->status);
    if (https->request.data != NULL && !url_same_origin(exchange->url, &exchange->next))
        return fail(failure, EXIT_UNCHECKED,
                    "the server redirects the body of the request to another server, which --data "
                    "is not for: %s",
                    location);
    char *text = url_text(&exchange->next);
    struct trace *trace = &https->trace;
    trace_begin(trace, "redirect", "redirect");
    trace_say(trace, "to %s", text);
    trace_text(trace, NULL, "url", text);
    trace_end(trace);
    free(text);
    return true;
}
