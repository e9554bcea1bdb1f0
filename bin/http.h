/* SPDX-License-Identifier: MIT */
/* HTTP/1.1 requests. */
#ifndef HTTP_H
#define HTTP_H

#include "stream.h"
#include "url.h"

struct http_request {
    const char *method;
    const char **headers; /* "Name: value", checked by http_check_header */
    size_t header_count;
    const char *data; /* of the body; NULL: none */
    size_t data_length;
    bool same_origin; /* the server that the user named; others get none of these headers */
};

/* http_check_header fails with EXIT_USAGE for what is no header, and for those that say where a
 * message ends. */
bool http_check_header(const char *header, struct failure *failure);
bool http_check_method(const char *method, struct failure *failure);

/* http_request_head writes the head of a request for a URL, freed by the caller. */
char *http_request_head(const struct http_request *request, const struct url *url);

/* http_send sends it, and its body. */
bool http_send(const struct http_request *request, const struct url *url, struct stream *stream,
               struct failure *failure);

#endif
