/* SPDX-License-Identifier: MIT */
/* What certcheck keeps in a GnuTLS session. */
#ifndef CC_TLS_SESSION_H
#define CC_TLS_SESSION_H

#include <certcheck/gnutls.h>

struct cc_tls {
    struct certcheck_gnutls with; /* its store: a reference of our own */
    bool peer_is_client;
    struct certcheck_policy *own; /* only its purpose and its identity count: the host, if any */
    /* of the last verification */
    enum certcheck_status status;
    enum certcheck_verdict verdict;
    struct certcheck_report *report;
    bool refused;
    gnutls_alert_description_t alert;
};

/* session.c: NULL where there is none. */
struct cc_tls *cc_tls_of(gnutls_session_t session);

/* session.c: whether the session's first handshake is over, so that its peer has shown that it has
 * the key. */
bool cc_tls_is_over(gnutls_session_t session);

/* session.c: fills *tls in, for cc_tls_release whatever it returns. */
CERTCHECK_MUST_USE enum certcheck_status cc_tls_init(struct cc_tls *tls,
                                                     const struct certcheck_gnutls *with,
                                                     bool peer_is_client, const char *host);
void cc_tls_release(struct cc_tls *tls);

/* verify.c: the function that GnuTLS calls when it has the peer's certificates: 0, or a negative
 * error that ends the handshake. */
int cc_tls_verify(gnutls_session_t session);

/* peer.c: what the peer sent, as the library's own objects. */
struct cc_peer {
    struct certcheck_certificate *leaf; /* NULL: none was sent, or error.rule says why */
    struct certcheck_parse_error error;
    struct certcheck_pool *pool; /* everything else, and the caller's */
    enum certcheck_stapling stapling;
};

/* Whatever it returns, cc_peer_release is due. */
CERTCHECK_MUST_USE enum certcheck_status
cc_peer_read(struct cc_peer *peer, gnutls_session_t session, const struct certcheck_pool *more);
void cc_peer_release(struct cc_peer *peer);

#endif
