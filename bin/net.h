/* SPDX-License-Identifier: MIT */
/* TCP connections to a host: look-up, then an attempt to each address until one answers. */
#ifndef NET_H
#define NET_H

#include "resolve.h"
#include "tcp.h"
#include "trace.h"
#include "url.h"

struct net_options {
    int family;              /* AF_UNSPEC, or what -4 and -6 ask for */
    const char **connect_to; /* checked by net_add_connect_to */
    size_t connect_to_count;
    const char **resolve;
    size_t resolve_count;
};

/* net_add_connect_to takes curl's HOST1:PORT1:HOST2:PORT2: who asks for the first is connected to
 * the second; what is left empty means any, or the same. net_add_resolve takes curl's
 * HOST:PORT:ADDRESS[,ADDRESS...], '*' being any other host. Hosts of IPv6 stand in brackets,
 * addresses may. Both keep the pointer, and fail with EXIT_USAGE. */
bool net_add_connect_to(struct net_options *options, const char *value, struct failure *failure);
bool net_add_resolve(struct net_options *options, const char *value, struct failure *failure);
void net_options_release(struct net_options *options);

/* net_route finds where connections to a host and port go instead (--connect-to), into memory that
 * the caller frees; itself without such an option. */
char *net_route(const struct net_options *options, const char *host, unsigned *port);

/* net_resolved takes the addresses that --resolve gives a host; false when there are none. */
bool net_resolved(const struct net_options *options, const char *host, unsigned port,
                  struct addresses *addresses);

/* net_connect looks a host up and connects to it. Attempts at several addresses begin 250 ms apart
 * (RFC 8305 5), and the first that is answered wins. Both steps are traced. The patience must
 * outlive the stream. */
struct tcp_stream *net_connect(const struct net_options *options, const char *host, unsigned port,
                               struct patience *patience, struct trace *trace,
                               struct failure *failure);

#endif
