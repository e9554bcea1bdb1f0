/* SPDX-License-Identifier: MIT */
/* HTTP/1.1 responses from a stream: the head, then the body piece by piece. */
#ifndef HTTP_BODY_H
#define HTTP_BODY_H

#include "http_head.h"
#include "stream.h"

struct http_response {
    struct stream *stream;
    struct http_head head;
    enum http_framing framing;
    uint64_t length;   /* HTTP_LENGTH: of the whole body; else 0 */
    uint64_t received; /* bytes of the body so far */
    uint64_t left;     /* of the body, or of the present chunk */
    bool in_chunk;
    bool done;
    size_t interim; /* answers 1xx before this one */
    struct http_head trailers;
    size_t start; /* what is buffered and not taken yet */
    size_t end;
    char buffer[HTTP_HEAD_MAX];
};

/* http_response_open reads the head of the answer to `method`, past those of status 1xx. To be
 * released in any case. */
bool http_response_open(struct http_response *response, struct stream *stream, const char *method,
                        struct failure *failure);

/* http_response_read returns the next bytes of the body, which are valid until the next call;
 * length 0 is its end, and then all of it has come. Fails with EXIT_TAMPERED where it ends early or
 * is not chunked as it must be. */
bool http_response_read(struct http_response *response, const char **data, size_t *length,
                        struct failure *failure);

/* http_response_excess tells how many bytes came after the end of the answer. */
size_t http_response_excess(const struct http_response *response);

void http_response_release(struct http_response *response);

#endif
