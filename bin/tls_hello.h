/* SPDX-License-Identifier: MIT */
/* What a ClientHello and a ServerHello say (RFC 8446 4.1), for the trace. */
#ifndef TLS_HELLO_H
#define TLS_HELLO_H

#include <stddef.h>
#include <stdint.h>

#include <stdbool.h>

#include <gnutls/gnutls.h>
#include <jansson.h>

/* tls_hello_json reads the body of a hello message, without the header of four bytes, and returns
 * an object that the caller owns:
 *
 *     versions, cipher_suites, groups, key_shares, signature_algorithms, alpn: arrays of names
 *     server_name: text or null
 *     psk: whether an old session is offered, or taken up
 *
 * A message that is cut off gives what stands before. It judges nothing: GnuTLS does. */
json_t *tls_hello_client_json(const uint8_t *data, size_t length);

/* The same for a server's: version and cipher_suite are texts, group is text or null, and
 * retry tells whether it is a HelloRetryRequest. */
json_t *tls_hello_server_json(const uint8_t *data, size_t length);

/* tls_certificate_list reads the body of a Certificate message (RFC 8446 4.4.2; RFC 5246 7.4.2 for
 * older versions), and returns how many certificates it holds. The first `most` of them are put
 * into `list`, pointing into the message. */
size_t tls_certificate_list(const uint8_t *data, size_t length, bool tls13, gnutls_datum_t *list,
                            size_t most);

#endif
