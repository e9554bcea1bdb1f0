/* SPDX-License-Identifier: MIT */
/* What went wrong in a TLS session, in words. */
#ifndef TLS_ERROR_H
#define TLS_ERROR_H

#include "tls_client.h"

/* Both fail for an error of GnuTLS, and return false: tls_failed after the handshake, where what
 * does not hold together was changed on the way (EXIT_TAMPERED). */
bool tls_failed(struct tls_stream *tls, int code, struct failure *failure);
bool tls_handshake_failed(struct tls_stream *tls, int code, struct failure *failure);

#endif
