/* SPDX-License-Identifier: MIT */
/* What the parts of certcheck https share. */
#ifndef HTTPS_H
#define HTTPS_H

#include "connection.h"
#include "http.h"
#include "http_body.h"
#include "output.h"

struct https {
    struct judge judge;
    struct connection_options options;
    struct http_request request;
    const char *output; /* NULL: standard output, or none when that has the trace */
    struct output to;   /* the same, open */
    char *data;         /* of --data @FILE; NULL: none */
    bool include;       /* the head of the answer, too */
    bool location;      /* follow redirects */
    bool insecure_http; /* go on over http:// */
    bool quiet;
    uint64_t max_redirects;
    uint64_t max_size; /* bytes of a body; 0: any */
    struct trace trace;
    struct patience patience;
};

/* One request and its answer. */
struct exchange {
    struct https *https;
    const struct url *url;
    bool named_by_user;
    struct connection connection;
    struct http_response *response;
    struct url next; /* where it redirects to; next.host NULL: nowhere, or not to be followed */
};

/* https_ask opens a connection, sends the request and reads the head of the answer. To be closed in
 * any case. */
bool https_ask(struct exchange *exchange, struct failure *failure);
void https_close(struct exchange *exchange);

/* https_open_output opens the place of the body, before anything is asked for. It is to be
 * abandoned in any case. */
bool https_open_output(struct https *https, struct failure *failure);

/* https_receive writes the body to its place, whole or not at all. */
bool https_receive(struct exchange *exchange, struct failure *failure);

/* https_redirect finds where the answer redirects to. */
bool https_redirect(struct exchange *exchange, struct failure *failure);

/* https_stop_at_http explains what http:// is, asks the server what it does about it, and returns
 * the exit status with which to stop. */
int https_stop_at_http(struct https *https, const struct url *url);

#endif
