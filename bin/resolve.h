/* SPDX-License-Identifier: MIT */
/* From a host's name to its addresses, in the order in which to try them. */
#ifndef RESOLVE_H
#define RESOLVE_H

#include <sys/socket.h>

#include "patience.h"

#define ADDRESSES_MAX 16U     /* of one host; more are left out */
#define ADDRESS_TEXT_SIZE 46U /* INET6_ADDRSTRLEN */

struct address {
    struct sockaddr_storage socket;
    socklen_t length;
    char text[ADDRESS_TEXT_SIZE]; /* "192.0.2.1", without the port */
};

struct addresses {
    struct address list[ADDRESSES_MAX];
    size_t count;
};

/* resolve_address reads an address; false when the text is none, or not of the family. */
bool resolve_address(const char *text, unsigned port, int family, struct addresses *addresses);

/* resolve_name asks the system. `family` is AF_UNSPEC, AF_INET or AF_INET6. The families take
 * turns, as RFC 8305 4 asks for. */
bool resolve_name(const char *host, unsigned port, int family, const struct patience *patience,
                  struct addresses *addresses, struct failure *failure);

#endif
