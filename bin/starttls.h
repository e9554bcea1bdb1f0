/* SPDX-License-Identifier: MIT */
/* STARTTLS: from a protocol in clear to TLS on the same connection. */
#ifndef STARTTLS_H
#define STARTTLS_H

#include "stream.h"
#include "trace.h"

struct starttls_protocol;

/* starttls_find returns the protocol of that name; NULL, and a complaint, for others. */
const struct starttls_protocol *starttls_find(const char *command, const char *name);

/* starttls_port returns the port that the protocol is registered for. */
unsigned starttls_port(const struct starttls_protocol *protocol);

/* starttls_negotiate speaks the protocol up to the server's go-ahead; the next byte is TLS's.
 * `host` is whom XMPP asks for. What the server says is text in clear that anybody could have
 * written: it is held to the protocol's limits, nothing of it is believed, and nothing that comes
 * between the go-ahead and our ClientHello is accepted (EXIT_TAMPERED). Fails with EXIT_UNCHECKED
 * otherwise. */
bool starttls_negotiate(const struct starttls_protocol *protocol, const char *host,
                        struct stream *stream, struct trace *trace, struct failure *failure);

/* The part of a command's --help about --starttls. */
extern const char starttls_help[];

#endif
