/* SPDX-License-Identifier: MIT */
/* A connection to a server, by the options that https and connect share. */
#ifndef CONNECTION_H
#define CONNECTION_H

#include "fetch.h"
#include "net.h"
#include "options.h"
#include "starttls.h"
#include "tls_client.h"

enum {
    OPTION_CONNECT_TO = OPTION_OWN,
    OPTION_RESOLVE,
    OPTION_PROXY,
    OPTION_SERVERNAME,
    OPTION_ALPN,
    OPTION_TLS_MIN,
    OPTION_TLS_MAX,
    OPTION_PRIORITY,
    OPTION_CERT,
    OPTION_KEY,
    OPTION_RESUME,
    OPTION_KEYLOG,
    OPTION_TRACE,
    OPTION_CONNECT_TIMEOUT,
    OPTION_MAX_TIME,
    OPTION_MAX_SILENCE,
    OPTION_CONNECTION_OWN /* a command's own begin here */
};

/* Those of every connection, and those of one that is verified. */
#define CONNECTION_WAY_OPTIONS                                                \
    {"ipv4", no_argument, NULL, '4'}, {"ipv6", no_argument, NULL, '6'},       \
        {"connect-to", required_argument, NULL, OPTION_CONNECT_TO},           \
        {"resolve", required_argument, NULL, OPTION_RESOLVE},                 \
        {"proxy", required_argument, NULL, OPTION_PROXY},                     \
        {"servername", required_argument, NULL, OPTION_SERVERNAME},           \
        {"alpn", required_argument, NULL, OPTION_ALPN},                       \
        {"tls-min", required_argument, NULL, OPTION_TLS_MIN},                 \
        {"tls-max", required_argument, NULL, OPTION_TLS_MAX},                 \
        {"priority", required_argument, NULL, OPTION_PRIORITY},               \
        {"cert", required_argument, NULL, OPTION_CERT},                       \
        {"key", required_argument, NULL, OPTION_KEY},                         \
        {"connect-timeout", required_argument, NULL, OPTION_CONNECT_TIMEOUT}, \
        {"max-time", required_argument, NULL, OPTION_MAX_TIME},               \
    {                                                                         \
        "max-silence", required_argument, NULL, OPTION_MAX_SILENCE            \
    }

#define CONNECTION_OPTIONS                                                \
    CONNECTION_WAY_OPTIONS, {"resume", no_argument, NULL, OPTION_RESUME}, \
        {"keylog", required_argument, NULL, OPTION_KEYLOG},               \
    {                                                                     \
        "trace", no_argument, NULL, OPTION_TRACE                          \
    }

/* The parts of a command's --help about CONNECTION_WAY_OPTIONS, and about the others. */
extern const char connection_way_help[];
extern const char connection_help[];

struct connection_options {
    struct net_options net;
    const char *proxy;       /* NULL: as the environment says */
    const char *server_name; /* NULL: the host */
    struct tls_choice tls;
    struct tls_settings settings;             /* made of it by connection_options_settle */
    const struct starttls_protocol *starttls; /* NULL: TLS from the first byte */
    bool resume;
    bool trace;
    int64_t connect_timeout; /* milliseconds, as are the next; 0: none */
    int64_t max_time;
    int64_t max_silence;
};

void connection_options_open(struct connection_options *options);
void connection_options_close(struct connection_options *options);

/* connection_option takes one of CONNECTION_OPTIONS; EXIT_USAGE after a complaint. */
int connection_option(struct connection_options *options, struct judge *judge, int option,
                      const char *value);

/* connection_options_settle looks whether they go together, and reads the files that they name;
 * EXIT_USAGE or EXIT_UNCHECKED after a complaint. */
int connection_options_settle(struct connection_options *options, const struct judge *judge);

struct connection {
    const struct connection_options *options;
    const struct judge *judge;
    const struct url *url;
    struct trace *trace;
    struct patience *patience;
    struct stream *stream; /* the uppermost; NULL: none */
    struct tls_stream *tls;
    struct tls_request request;
    struct fetch_options fetch; /* the judge's, within what time there is */
    struct fetching fetching;
    char *source;
    struct tls_taker taker; /* taker.take is NULL: the server is verified */
    bool named_by_user;     /* the server is the one that the user named, not one redirected to */
};

/* connection_open goes as far as TCP, through a proxy if need be, and up to the go-ahead with
 * STARTTLS. What it is given must outlive the
 * connection. */
bool connection_open(struct connection *connection, struct failure *failure);

/* connection_secure does the TLS handshake over it. What came in before is the caller's to have
 * looked at: TLS begins with the next byte. `resume` may be NULL. After a failure the report is
 * there if there is one. */
bool connection_secure(struct connection *connection, const gnutls_datum_t *resume,
                       struct failure *failure);

void connection_close(struct connection *connection);

/* connection_report returns the verification's report, NULL without one. */
const struct certcheck_report *connection_report(const struct connection *connection);

/* connection_resume opens a second connection that offers the first one's session, and tells
 * whether it was resumed and its keys are new. `first` is closed on the way. */
bool connection_resume(struct connection *first, struct failure *failure);

/* connection_failed tells a failure, in the trace where there is one. Returns its exit status. */
int connection_failed(struct trace *trace, const struct failure *failure);

#endif
