/* SPDX-License-Identifier: MIT */
/* HTTP proxies, which are asked with CONNECT (RFC 9110 9.3.6) for a way to the server. */
#ifndef PROXY_H
#define PROXY_H

#include "stream.h"
#include "trace.h"
#include "url.h"

struct proxy {
    struct url url;      /* host and port */
    char *authorization; /* "Basic ...", or NULL */
};

/* proxy_find tells which proxy leads to a host: `option` when it isn't NULL ("none" for none), else
 * what https_proxy, HTTPS_PROXY, all_proxy or ALL_PROXY say, unless no_proxy or NO_PROXY names the
 * host. `*used` is whether there is one; only then the proxy is to be released. */
bool proxy_find(const char *option, const char *host, struct proxy *proxy, bool *used,
                struct failure *failure);
void proxy_release(struct proxy *proxy);

/* proxy_excepted tells whether a list as no_proxy's names a host: "*", or names and addresses with
 * commas between; a name stands for all below it as well. */
bool proxy_excepted(const char *list, const char *host);

/* proxy_connect asks for a connection to the URL's host and port; from then on the stream leads
 * there. */
bool proxy_connect(const struct proxy *proxy, const struct url *url, struct stream *stream,
                   struct trace *trace, struct failure *failure);

#endif
