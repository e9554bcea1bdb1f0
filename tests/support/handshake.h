/* SPDX-License-Identifier: MIT */
/* A TLS client and a TLS server in one process, on a pair of sockets. */
#ifndef TESTS_SUPPORT_HANDSHAKE_H
#define TESTS_SUPPORT_HANDSHAKE_H

#include <gnutls/gnutls.h>
#include <stdbool.h>

#define TLS12 "NORMAL:-VERS-ALL:+VERS-TLS1.2"
#define TLS13 "NORMAL:-VERS-ALL:+VERS-TLS1.3"

struct end {
    gnutls_session_t session;
    gnutls_certificate_credentials_t credentials;
    int socket;
    bool done;
    int result; /* of gnutls_handshake; GNUTLS_E_AGAIN: it never ended */
    bool alerted;
    gnutls_alert_description_t alert; /* the fatal one that came in */
    char data[64];                    /* application data that came in */
};

struct handshake {
    struct end client;
    struct end server;
};

/* handshake_begin makes both sessions. The server shows the leaf and the untrusted certificates of
 * a folder of testdata, with the leaf's private key of testdata/keys; "ed25519-leaf" is the
 * ordinary one. */
void handshake_begin(struct handshake *h, const char *priority, const char *scenario,
                     const char *key);
void handshake_end(struct handshake *h);

/* The same for what the client shows, if it is asked. */
void handshake_client_shows(struct handshake *h, const char *scenario, const char *key);

/* handshake_run lets both go on until neither can. Then an end whose handshake succeeded sends
 * `words`, as a program would, and both read what has come. */
void handshake_run(struct handshake *h);
#define CLIENT_WORDS "the client's secret"
#define SERVER_WORDS "the server's secret"

#endif
