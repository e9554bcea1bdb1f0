/* SPDX-License-Identifier: MIT */
/* The head of an HTTP/1.1 response (RFC 9112): status line, headers, and how its body ends. */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"

#define HTTP_HEAD_MAX 65536U /* bytes, of the head and likewise of trailers */
#define HTTP_HEADERS_MAX 256U

struct http_header {
    char *name;
    char *value; /* without white space around it */
};

struct http_head {
    unsigned minor; /* HTTP/1.minor: 0 or 1 */
    unsigned status;
    char *reason;
    struct http_header *headers;
    size_t count;
};

enum http_framing { HTTP_NO_BODY = 0, HTTP_LENGTH, HTTP_CHUNKED, HTTP_UNTIL_CLOSE };

/* http_head_parse reads a head up to and with its empty line. Strict where two programs could read
 * it otherwise: every line ends with CRLF, no line is continued on the next, no space stands before
 * a colon, no controls. Fails with EXIT_UNCHECKED: what speaks there is not HTTP. */
bool http_head_parse(const char *data, size_t length, struct http_head *head,
                     struct failure *failure);
void http_head_release(struct http_head *head);

/* http_header returns the first value of a header, NULL without one. */
const char *http_header(const struct http_head *head, const char *name);

/* http_header_differs: it has a header several times, and not each with the same value. */
bool http_header_differs(const struct http_head *head, const char *name);

/* http_headers_parse adds header lines to a head: also those of trailers. `data` ends before the
 * empty line. */
bool http_headers_parse(const char *data, size_t length, struct http_head *head,
                        struct failure *failure);

/* http_framing tells how the body of an answer to `method` ends (RFC 9112 6.3). Refused: Content-
 * Length together with Transfer-Encoding, differing Content-Lengths, other encodings than chunked,
 * and chunked in HTTP/1.0: each lets somebody smuggle a second answer in. */
bool http_framing(const struct http_head *head, const char *method, enum http_framing *framing,
                  uint64_t *length, struct failure *failure);

#endif
