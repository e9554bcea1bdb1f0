/* SPDX-License-Identifier: MIT */
/* The one who asks in the demo: what `certcheck https` does, with every step kept. */
#ifndef DEMO_CLIENT_H
#define DEMO_CLIENT_H

#include <gnutls/x509.h>

#include "demo_bytes.h"
#include "https.h"

#define DEMO_HOST "bank.example"

struct demo_client {
    struct https https;
    int status;             /* with which `certcheck https` would exit */
    struct failure failure; /* why; status 0: nothing failed */
    const char *finding;    /* the main finding about the server's certificate; NULL: none */
    char *message;          /* of it */
    struct demo_bytes body; /* what came of the answer's body */
    bool whole;             /* and that is all of it */
};

/* demo_client_ask asks for https://bank.example/account on a port of loopback, with `secret` in a
 * cookie, and trusts that one authority. It does not fail: how it went stands in the client, which
 * is to be released. */
void demo_client_ask(struct demo_client *client, gnutls_x509_crt_t authority, unsigned port,
                     const char *secret);
void demo_client_release(struct demo_client *client);

#endif
