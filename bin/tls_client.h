/* SPDX-License-Identifier: MIT */
/* TLS as a stream over another stream, as a client that verifies its server. */
#ifndef TLS_CLIENT_H
#define TLS_CLIENT_H

#include <certcheck/certcheck.h>
#include <gnutls/gnutls.h>

#include "report.h"
#include "stream.h"
#include "tls_settings.h"
#include "trace.h"

/* Who only wants to see the server's certificates: they are taken as they come, and nothing is
 * verified. At most so many are told; `sent` is how many there were. */
struct tls_taker {
    void (*take)(void *context, const gnutls_datum_t *certificates, size_t count, size_t sent);
    void *context;
    size_t most; /* up to TLS_TAKEN_MAX */
};
#define TLS_TAKEN_MAX 64U

/* What one connection asks for. Nothing is copied; all of it must outlive the stream. */
struct tls_request {
    struct certcheck_store *store;
    const struct certcheck_policy *policy;
    const struct certcheck_pool *untrusted;
    /* As in struct certcheck_gnutls; NULL: nothing is fetched. */
    bool (*fetch)(void *context, const struct certcheck_report *report,
                  struct certcheck_pool *pool);
    void *fetch_context;
    const char *host;        /* what the leaf must be for; NULL: what the policy asks */
    const char *server_name; /* Server Name Indication; NULL: none */
    const struct tls_settings *settings;
    bool show_ours;               /* the certificate in the settings, if the server asks */
    const gnutls_datum_t *resume; /* an old session to offer; NULL: none */
    struct report_request report; /* how the trace prints the report */
    struct trace *trace;
    const struct tls_taker *taker; /* NULL: the server is verified */
};

struct tls_stream {
    struct stream stream;
    struct stream *below; /* owned */
    gnutls_session_t session;
    gnutls_certificate_credentials_t credentials;
    const struct tls_request *request;
    struct failure transport; /* what the stream below said */
    bool verified_told;       /* the verification was traced */
    bool established;         /* the handshake is done */
    bool open;                /* and nothing has failed since */
    bool peer_closed;         /* the server's close_notify came */
    bool awaited;             /* it was waited for */
    bool refused;             /* a fatal alert was sent to the server */
};

/* tls_open does the handshake, and takes `below` over in any case. A certificate that is not valid
 * fails with EXIT_NOT_VALID (or EXIT_UNCHECKED for an undetermined verdict) before anything but the
 * handshake was sent. `tls` is set then, too, as the report stays with it; it is NULL when there
 * was not even a session. */
bool tls_open(struct stream *below, const struct tls_request *request, struct tls_stream **tls,
              struct failure *failure);

/* tls_report returns the report of the verification; NULL in a session that was resumed, when none
 * was done, and where it says valid of a server that has not ended the handshake. */
const struct certcheck_report *tls_report(const struct tls_stream *tls);

/* tls_protocol returns the protocol that the server chose by ALPN, freed by the caller; NULL where
 * nothing. */
char *tls_protocol(const struct tls_stream *tls);

/* tls_forget_environment makes GnuTLS ignore SSLKEYLOGFILE, and says so. To be called before any
 * session. */
void tls_forget_environment(void);

/* tls_session_data returns what a later session can be resumed with, to be freed with gnutls_free;
 * false when the server gave no ticket. It waits a moment for one. */
bool tls_session_data(struct tls_stream *tls, gnutls_datum_t *data);

/* tls_await_close reads up to the server's close_notify. */
void tls_await_close(struct tls_stream *tls, struct failure *failure);

/* tls_fingerprint writes 32 bytes that belong to the session's keys and do not betray them (RFC
 * 5705); false where it can't. */
bool tls_fingerprint(const struct tls_stream *tls, uint8_t bytes[32]);

#endif
