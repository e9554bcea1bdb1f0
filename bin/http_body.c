/* SPDX-License-Identifier: MIT */
/* HTTP/1.1 responses from a stream: the head, then the body piece by piece. */
#include "http_body.h"

#include <string.h>

#define INTERIM_MAX 8U
#define CHUNK_LINE_MAX 1024U

static bool cut_short(const struct http_response *response, struct failure *failure)
{
    if (response->framing == HTTP_LENGTH)
        return fail(failure, EXIT_TAMPERED, "the body was cut short: %llu of %llu bytes came",
                    (unsigned long long)response->received, (unsigned long long)response->length);
    return fail(failure, EXIT_TAMPERED,
                "the body was cut short: the connection ended before its last chunk, after %llu "
                "bytes",
                (unsigned long long)response->received);
}

/* Reads more into the buffer, behind what is there. `*ended` where the stream is at its end. */
static bool fill(struct http_response *response, bool *ended, struct failure *failure)
{
    if (response->start == response->end)
        response->start = response->end = 0;
    if (response->end == sizeof response->buffer && response->start > 0) {
        memmove(response->buffer, response->buffer + response->start,
                response->end - response->start);
        response->end -= response->start;
        response->start = 0;
    }
    ssize_t count = response->stream->read(response->stream, response->buffer + response->end,
                                           sizeof response->buffer - response->end, failure);
    if (count < 0)
        return false;
    *ended = count == 0;
    response->end += (size_t)count;
    return true;
}

/* Takes the text up to and with `mark`, which must come within `most` bytes. Each byte is looked at
 * once. */
static bool take_until(struct http_response *response, const char *mark, size_t most,
                       const char **text, size_t *length, bool *ended, struct failure *failure)
{
    size_t width = strlen(mark);
    size_t looked = 0;
    *ended = false;
    for (;;) {
        const char *begin = response->buffer + response->start;
        size_t have = response->end - response->start;
        for (; looked + width <= have && looked + width <= most; looked++) {
            if (memcmp(begin + looked, mark, width) != 0)
                continue;
            *text = begin;
            *length = looked + width;
            response->start += *length;
            return true;
        }
        if (looked + width > most)
            return fail(failure, EXIT_UNCHECKED,
                        "the answer is not HTTP/1.1: a part of it is longer than %zu bytes", most);
        if (!fill(response, ended, failure))
            return false;
        if (*ended)
            return false;
    }
}

/* ---- the head ---- */

/* What does not begin as HTTP does is told at once, not when the limit of a head is reached. */
static bool begins_right(struct http_response *response, struct failure *failure)
{
    static const char begin[] = "HTTP/1.";
    bool ended = false;
    while (response->end - response->start < sizeof begin - 1) {
        if (!fill(response, &ended, failure))
            return false;
        size_t have = response->end - response->start;
        size_t compared = have < sizeof begin - 1 ? have : sizeof begin - 1;
        if (memcmp(response->buffer + response->start, begin, compared) != 0)
            break;
        if (ended && have == 0)
            return fail(failure, EXIT_UNCHECKED,
                        "the server ended the connection without an answer");
        if (ended)
            return fail(failure, EXIT_TAMPERED, "the head of the answer was cut short");
    }
    return memcmp(response->buffer + response->start, begin, sizeof begin - 1) == 0 ||
           fail(failure, EXIT_UNCHECKED, "what answers there does not speak HTTP/1.1");
}

static bool read_head(struct http_response *response, struct failure *failure)
{
    const char *text = NULL;
    size_t length = 0;
    bool ended;
    if (!begins_right(response, failure))
        return false;
    if (!take_until(response, "\r\n\r\n", HTTP_HEAD_MAX, &text, &length, &ended, failure))
        return fail(failure, EXIT_TAMPERED, "the head of the answer was cut short");
    return http_head_parse(text, length, &response->head, failure);
}

bool http_response_open(struct http_response *response, struct stream *stream, const char *method,
                        struct failure *failure)
{
    memset(response, 0, offsetof(struct http_response, buffer));
    response->stream = stream;
    for (;;) {
        if (!read_head(response, failure)) {
            /* Where nothing at all came, nothing was cut short. */
            if (failure->status == EXIT_TAMPERED && !failure->changed && stream->received == 0)
                failure->status = EXIT_UNCHECKED;
            return false;
        }
        if (response->head.status >= 200)
            break;
        if (response->head.status == 101 || ++response->interim > INTERIM_MAX)
            return fail(failure, EXIT_UNCHECKED,
                        "the answer is not HTTP/1.1: a status of %u was not asked for",
                        response->head.status);
        http_head_release(&response->head);
    }
    if (!http_framing(&response->head, method, &response->framing, &response->length, failure))
        return false;
    response->left = response->framing == HTTP_LENGTH ? response->length : 0;
    response->done = response->framing == HTTP_NO_BODY ||
                     (response->framing == HTTP_LENGTH && response->length == 0);
    return true;
}

/* ---- the body ---- */

static bool not_chunked(struct failure *failure, const char *what)
{
    return fail(failure, EXIT_TAMPERED, "the body is not chunked as it must be: %s", what);
}

/* RFC 9112 7.1: chunk-size = 1*HEXDIG, then extensions that begin with ";", of which none is known
 */
static bool parse_chunk_size(const char *line, size_t length, uint64_t *size,
                             struct failure *failure)
{
    size_t digits = 0;
    *size = 0;
    for (; digits < length; digits++) {
        char c = line[digits];
        unsigned value = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10
                                                : 16;
        if (value == 16)
            break;
        *size = *size << 4 | value;
    }
    if (digits == 0 || digits > 15)
        return not_chunked(failure, "the size of a chunk is no number");
    size_t at = digits;
    while (at < length && (line[at] == ' ' || line[at] == '\t'))
        at++;
    if ((at < length && line[at] != ';') || (at == length && at != digits))
        return not_chunked(failure, "something else stands behind the size of a chunk");
    for (; at < length; at++)
        if ((unsigned char)line[at] < 0x20 && line[at] != '\t')
            return not_chunked(failure, "a line holds a control character");
    return true;
}

static bool take_line(struct http_response *response, const char **line, size_t *length,
                      struct failure *failure)
{
    bool ended;
    if (!take_until(response, "\r\n", CHUNK_LINE_MAX, line, length, &ended, failure)) {
        if (failure->status == EXIT_UNCHECKED && response->end - response->start >= CHUNK_LINE_MAX)
            failure->status = EXIT_TAMPERED;
        return cut_short(response, failure);
    }
    *length -= 2;
    return memchr(*line, '\n', *length) == NULL ||
           not_chunked(failure, "a line does not end with CR and LF");
}

static bool read_trailers(struct http_response *response, struct failure *failure)
{
    size_t total = 0;
    for (;;) {
        const char *line = "";
        size_t length = 0;
        if (!take_line(response, &line, &length, failure))
            return false;
        if (length == 0)
            break;
        total += length;
        if (total > HTTP_HEAD_MAX)
            return not_chunked(failure, "its trailers are too long");
        if (!http_headers_parse(line, length + 2, &response->trailers, failure)) {
            failure->status = EXIT_TAMPERED;
            return false;
        }
    }
    response->done = true;
    return true;
}

/* The end of the chunk before, and the size of the next. */
static bool next_chunk(struct http_response *response, struct failure *failure)
{
    const char *line = "";
    size_t length = 0;
    if (response->in_chunk) {
        if (!take_line(response, &line, &length, failure))
            return false;
        if (length != 0)
            return not_chunked(failure, "a chunk is longer than its size says");
    }
    if (!take_line(response, &line, &length, failure) ||
        !parse_chunk_size(line, length, &response->left, failure))
        return false;
    response->in_chunk = response->left > 0;
    return response->in_chunk || read_trailers(response, failure);
}

static bool take_buffered(struct http_response *response, const char **data, size_t *length,
                          struct failure *failure)
{
    bool ended = false;
    if (response->start == response->end && !fill(response, &ended, failure))
        return false;
    if (ended && response->framing != HTTP_UNTIL_CLOSE)
        return cut_short(response, failure);
    size_t have = response->end - response->start;
    if (response->framing != HTTP_UNTIL_CLOSE && have > response->left)
        have = (size_t)response->left;
    *data = response->buffer + response->start;
    *length = have;
    response->start += have;
    response->received += have;
    response->left -= response->framing == HTTP_UNTIL_CLOSE ? 0 : have;
    response->done = response->framing == HTTP_UNTIL_CLOSE
                         ? ended
                         : response->framing == HTTP_LENGTH && response->left == 0;
    return true;
}

bool http_response_read(struct http_response *response, const char **data, size_t *length,
                        struct failure *failure)
{
    *length = 0;
    if (!response->done && response->framing == HTTP_CHUNKED && response->left == 0 &&
        !next_chunk(response, failure))
        return false;
    return response->done || take_buffered(response, data, length, failure);
}

size_t http_response_excess(const struct http_response *response)
{
    return response->end - response->start;
}

void http_response_release(struct http_response *response)
{
    http_head_release(&response->head);
    http_head_release(&response->trailers);
}
