/* SPDX-License-Identifier: MIT */
/* Which addresses are no place to fetch from unless somebody says so. */
#ifndef FETCH_ADDRESS_H
#define FETCH_ADDRESS_H

#include <stdbool.h>

#include <sys/socket.h>

/* special_address returns what an address is reserved for ("private use (RFC 1918)") when it is not
 * one of a public host: everything in the registries of RFC 6890 and what was added to them since,
 * multicast, IPv6 outside of 2000::/3, and every family but IPv4 and IPv6. NULL: a public one. An
 * IPv4 address inside an IPv6 one (mapped, or behind NAT64) is judged as itself. */
const char *special_address(const struct sockaddr *address);

/* special_literal does the same with the host of a URL, as libcurl writes it but without brackets;
 * NULL also when it is a name. A final dot makes no name of an address. What ends in a number
 * without being one (127.1), or has letters that IDNA may map to digits, is refused as special: a
 * proxy may read it as an address. */
const char *special_literal(const char *text);

/* Room for address_text's text with its final NUL. */
#define ADDRESS_TEXT_SIZE 64

/* address_text writes an IPv4 or IPv6 address without its port. */
void address_text(const struct sockaddr *address, char text[ADDRESS_TEXT_SIZE]);

#endif
