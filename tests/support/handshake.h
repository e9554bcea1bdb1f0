/* SPDX-License-Identifier: MIT */
/* A TLS client and a TLS server in one process, on a pair of sockets. */
#ifndef TESTS_SUPPORT_HANDSHAKE_H
#define TESTS_SUPPORT_HANDSHAKE_H

#include <certcheck/gnutls.h>

#define CLIENT_WORDS "the client's secret"
#define SERVER_WORDS "the server's secret"

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

/* There is one at a time. */
extern struct handshake h;

/* handshake_begin makes both sessions. The server shows the leaf and the untrusted certificates of
 * a folder of testdata, with the leaf's private key of testdata/keys; "ed25519-leaf" is the
 * ordinary one, and "ed25519-other" is no leaf's. */
void handshake_begin(const char *priority, const char *scenario, const char *key);
void handshake_end(void);

/* The same for what the client shows, if it is asked. */
void handshake_client_shows(const char *scenario, const char *key);

/* handshake_run lets both go on until neither can. Then an end whose handshake succeeded sends
 * its words, as a program would, and both read what has come. */
void handshake_run(void);

/* ---- with a verification: what the end that judges stands on ---- */

#define HOST "leaf.example"
#define NOW 1780272000 /* 2026-06-01T00:00:00Z, the time of testdata */

extern struct certcheck_store *store;
extern struct certcheck_policy *policy;
extern struct certcheck_gnutls with;

/* Begins h, and trusts what the folder says is trusted. */
void begin(const char *priority, const char *scenario, const char *key);
/* Frees everything, and fails if anything is left. */
void end(void);

void assert_alert(const struct end *peer, gnutls_alert_description_t alert);
/* Both were let in, and have sent and read application data. */
void assert_talked(void);
/* One end refused the other because of this, told so, and nothing else was sent. */
void assert_refused_by(const struct end *judge, const struct end *peer, const char *id,
                       gnutls_alert_description_t alert);

#endif
