/* SPDX-License-Identifier: MIT */
/* HTTP/1.1 requests. */
#include "http.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <certcheck/base.h>

#include "memory.h"

static const char token_letters[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~";

static bool is_named(const char *header, const char *name)
{
    size_t length = strlen(name);
    return strncasecmp(header, name, length) == 0 && header[length] == ':';
}

bool http_check_method(const char *method, struct failure *failure)
{
    if (method[0] == '\0' || method[strspn(method, token_letters)] != '\0')
        return fail(failure, EXIT_USAGE, "--method: '%s' is no method of HTTP", method);
    return strcmp(method, "CONNECT") != 0 ||
           fail(failure, EXIT_USAGE, "--method: CONNECT is for proxies only");
}

bool http_check_header(const char *header, struct failure *failure)
{
    static const char *const framing[] = {
        "Content-Length", "Transfer-Encoding", "Connection", "TE", "Upgrade", "Expect", "Trailer"};
    size_t name = strspn(header, token_letters);
    if (name == 0 || header[name] != ':')
        return fail(failure, EXIT_USAGE, "--header: '%s' is not 'Name: value'", header);
    for (const char *at = header; *at != '\0'; at++)
        if (((unsigned char)*at < 0x20 && *at != '\t') || *at == 0x7F)
            return fail(failure, EXIT_USAGE, "--header: '%.*s' holds a control character",
                        (int)name, header);
    for (size_t i = 0; i < sizeof framing / sizeof framing[0]; i++)
        if (is_named(header, framing[i]))
            return fail(failure, EXIT_USAGE, "--header: %s is certcheck's to set", framing[i]);
    return true;
}

/* What the user gave for the server that he named may be a secret, whatever its name. */
static size_t header_count(const struct http_request *request)
{
    return request->same_origin ? request->header_count : 0;
}

static bool given(const struct http_request *request, const char *name)
{
    for (size_t i = 0; i < header_count(request); i++)
        if (is_named(request->headers[i], name))
            return true;
    return false;
}

static void append(char **text, char *more)
{
    char *longer = must_print("%s%s\r\n", *text, more);
    free(*text);
    free(more);
    *text = longer;
}

char *http_request_head(const struct http_request *request, const struct url *url)
{
    char *authority = url_authority(url);
    char *text = must_print("%s %s HTTP/1.1\r\n", request->method, url->target);
    if (!given(request, "Host"))
        append(&text, must_print("Host: %s", authority));
    if (!given(request, "User-Agent"))
        append(&text, must_print("User-Agent: certcheck/%s", certcheck_version()));
    if (!given(request, "Accept"))
        append(&text, must_copy("Accept: */*"));
    append(&text, must_copy("Connection: close"));
    if (request->data != NULL) {
        append(&text, must_print("Content-Length: %zu", request->data_length));
        if (!given(request, "Content-Type"))
            append(&text, must_copy("Content-Type: application/x-www-form-urlencoded"));
    }
    for (size_t i = 0; i < header_count(request); i++)
        append(&text, must_copy(request->headers[i]));
    append(&text, must_copy(""));
    free(authority);
    return text;
}

bool http_send(const struct http_request *request, const struct url *url, struct stream *stream,
               struct failure *failure)
{
    char *head = http_request_head(request, url);
    bool good = stream->write(stream, head, strlen(head), failure);
    free(head);
    return good && (request->data == NULL ||
                    stream->write(stream, request->data, request->data_length, failure));
}
