/* SPDX-License-Identifier: MIT */
/* A server of the demo: a thread that answers one caller, and keeps what it saw of him. */
#ifndef DEMO_SERVER_H
#define DEMO_SERVER_H

#include <gnutls/gnutls.h>
#include <pthread.h>

#include "demo_authority.h"
#include "demo_bytes.h"
#include "demo_port.h"

struct demo_server {
    /* What it does: to be set before it starts, and to outlive it. */
    const struct demo_identity *identity;
    const gnutls_datum_t *staple; /* an OCSP response to send along; NULL, or none in it: none */
    const char *answer[2];        /* in this order, each in a record of its own; may be NULL */

    /* What it saw: to be read when it has ended. */
    bool called;                /* somebody connected */
    bool trusted;               /* and finished the handshake */
    struct demo_bytes received; /* application data, in clear */
    bool goodbye;               /* the client's close_notify came */
    bool alerted;               /* a fatal alert came: */
    gnutls_alert_description_t alert;
    const char *trouble; /* what GnuTLS said when it failed; NULL: nothing */

    struct demo_port port;
    pthread_t thread;
    bool running;
};

/* demo_server_start begins to wait for a caller on server->port. */
bool demo_server_start(struct demo_server *server, struct failure *failure);

/* demo_server_end waits until the caller has been answered, or stops the wait for one. */
void demo_server_end(struct demo_server *server);
void demo_server_release(struct demo_server *server);

/* demo_alert_name writes the alert as RFC 8446 6 has it: "unknown_ca"; freed by the caller. NULL:
 * it saw none. */
char *demo_alert_name(const struct demo_server *server);

#endif
