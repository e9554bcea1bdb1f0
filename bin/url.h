/* SPDX-License-Identifier: MIT */
/* URLs of http and https (RFC 3986), and hosts. */
#ifndef URL_H
#define URL_H

#include <stdbool.h>

#include "failure.h"

#define URL_MAX 8192U /* bytes of a whole URL */

struct url {
    bool https;
    char *host;   /* lower-case A-labels, or an IP address without brackets */
    char *asked;  /* the host as it was written, when it was written with U-labels; else NULL */
    char *target; /* path and query as the request has them: "/a?b" */
    unsigned port;
    bool port_given;
    bool is_address; /* the host is an IPv4 or IPv6 address */
};

/* url_parse reads an absolute URL. One without a scheme is read as https when `guess` is set.
 * Refused: other schemes, credentials (they would end up in logs), hosts that only some programs
 * take for an IPv4 address (127.1, 0x7f000001), controls and spaces. The fragment is left out, and
 * what is not ASCII in a target is percent-encoded. Fails with EXIT_USAGE. */
bool url_parse(const char *text, bool guess, struct url *url, struct failure *failure);

/* url_resolve reads a reference relative to a base, RFC 3986 5.2: the value of Location. */
bool url_resolve(const struct url *base, const char *reference, struct url *url,
                 struct failure *failure);

/* host_port_parse reads "HOST:PORT", "HOST", "[2001:db8::1]:443". `url->https` and `target` are not
 * set. A port of 0 is refused; without one it is `port`. */
bool host_port_parse(const char *text, unsigned port, struct url *url, struct failure *failure);

/* host_ends_in_number says whether a name ends in a label that some programs read as a part of an
 * IPv4 address. */
bool host_ends_in_number(const char *name);

void url_release(struct url *url);

/* url_text writes a URL, url_authority its host and its port where that isn't the scheme's own,
 * into memory that the caller frees. */
char *url_text(const struct url *url);
char *url_authority(const struct url *url);

/* host_bracketed writes "[2001:db8::1]", or other hosts as they are; freed by the caller. */
char *host_bracketed(const char *host);

/* url_same_origin compares scheme, host and port (RFC 6454). */
bool url_same_origin(const struct url *a, const struct url *b);

#endif
