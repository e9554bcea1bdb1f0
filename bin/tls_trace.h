/* SPDX-License-Identifier: MIT */
/* The steps of a TLS session, told to the trace. */
#ifndef TLS_TRACE_H
#define TLS_TRACE_H

#include "tls_client.h"

/* tls_trace_hook tells of the handshake's messages as they are made and read. */
int tls_trace_hook(gnutls_session_t session, unsigned type, unsigned when, unsigned incoming,
                   const gnutls_datum_t *message);

/* tls_trace_verified tells of the verification once; tls_trace_done of the keys and the end of the
 * handshake. */
void tls_trace_verified(struct tls_stream *tls);
void tls_trace_done(struct tls_stream *tls);

/* tls_trace_stapled (tls_stapled.c) tells of the OCSP responses that came along, if any. */
void tls_trace_stapled(struct tls_stream *tls);

/* tls_trace_closed tells how the session ended, and that its keys are gone. */
void tls_trace_closed(struct tls_stream *tls, bool said_goodbye);

/* tls_summary writes "TLS 1.3, x25519, AES-256-GCM" into memory that the caller frees. */
char *tls_summary(const struct tls_stream *tls);

#endif
