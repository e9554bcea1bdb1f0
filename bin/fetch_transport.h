/* SPDX-License-Identifier: MIT */
/* One question to one server, over HTTP. */
#ifndef FETCH_TRANSPORT_H
#define FETCH_TRANSPORT_H

#include "fetch_cache.h"
#include "fetch_freshness.h"

enum fetch_result {
    FETCH_OK = 0,
    FETCH_URL_REFUSED,     /* not http or https, or not a URL, or one with a password in it */
    FETCH_ADDRESS_REFUSED, /* not a public host's address: see special_address */
    FETCH_NO_HOST,         /* the name has no address */
    FETCH_NO_CONNECTION,
    FETCH_TLS_FAILED, /* an https server that the system's anchors do not vouch for, say */
    FETCH_HTTP_STATUS,
    FETCH_REDIRECTED, /* too often, or nowhere */
    FETCH_TOO_LARGE,
    FETCH_TIMEOUT,
    FETCH_BROKEN,   /* any other failure on the way */
    FETCH_UNUSABLE, /* what came is not what was asked for */
    FETCH_LIMIT     /* not tried: enough was fetched for this purpose */
};

/* More redirects than these are not followed. */
#define FETCH_REDIRECTS 3

struct fetch_transfer {
    /* what is asked */
    struct fetch_question question;
    const char *accept;       /* the media type wanted */
    const char *request_type; /* the media type of question.request; NULL: a GET */
    size_t limit;             /* bytes of the body */
    int64_t milliseconds;     /* for all, redirects included */
    bool allow_private;
    /* what came of it */
    enum fetch_result result;
    char *detail; /* unless FETCH_OK: one sentence without its full stop; freed by the caller */
    struct fetch_body body;
    unsigned redirects; /* followed */
    struct fetch_freshness freshness;
};

/* fetch_is_built_in says whether this certcheck was built with libcurl. Without it, nothing else of
 * this header may be called. */
bool fetch_is_built_in(void);

/* fetch_url_refused returns why a URL is not even tried, or NULL. */
const char *fetch_url_refused(const char *url);

struct fetch_transport;

/* fetch_transport_open never returns NULL: without libcurl's memory the tool ends. */
struct fetch_transport *fetch_transport_open(void);
void fetch_transport_close(struct fetch_transport *transport);

/* fetch_transfer asks and waits. On FETCH_OK the body is the caller's; else it is empty. */
void fetch_transfer(struct fetch_transport *transport, struct fetch_transfer *transfer);

/* fetch_now_milliseconds reads a clock that nobody sets. */
int64_t fetch_now_milliseconds(void);

#endif
