/* SPDX-License-Identifier: MIT */
/* The certificates that a server sends, as it sends them. */
#ifndef SHOW_SERVER_H
#define SHOW_SERVER_H

#include "connection.h"

struct show_chain {
    char *source; /* "www.example.org:443" */
    struct show_sent {
        uint8_t *data;
        size_t length;
    } * certificates; /* in the order in which they came; nobody has looked into them */
    size_t count;
    size_t sent; /* how many the server sent: `count` or more */
};

/* show_is_server tells whether an argument is a URL or a host, and not a file. */
bool show_is_server(const char *argument);

/* show_chain_fetch connects to a URL or HOST[:PORT] and keeps the server's certificates, judging
 * nothing. Returns EXIT_VALID, or another after a complaint; the chain is to be released in any
 * case. */
int show_chain_fetch(const char *target, const struct connection_options *options,
                     struct show_chain *chain);
void show_chain_release(struct show_chain *chain);

/* show_chain_add adds them to a pool; false after complaints about those that cannot be read. */
bool show_chain_add(const struct show_chain *chain, struct certcheck_pool *pool);

#endif
