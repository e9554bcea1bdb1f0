/* SPDX-License-Identifier: MIT */
/* A connection to a server: TCP, a proxy, TLS, and a second one that resumes its session. */
#include "connection.h"

#include <stdlib.h>
#include <string.h>

#include "proxy.h"
#include "tls_trace.h"

static const struct url *next_hop(const struct url *url, const struct proxy *proxy, bool proxied)
{
    return proxied ? &proxy->url : url;
}

static bool begin_in_clear(struct connection *connection, struct failure *failure)
{
    const struct connection_options *options = connection->options;
    bool named = options->server_name != NULL && options->server_name[0] != '\0';
    patience_phase(connection->patience, "asking for TLS (--starttls)");
    bool good =
        starttls_negotiate(options->starttls, named ? options->server_name : connection->url->host,
                           connection->stream, connection->trace, failure);
    patience_no_phase(connection->patience, "connected");
    return good;
}

/* --hostname and the like say whom the user wants to talk to instead; where that one redirects to
 * is for itself. */
static const char *whom_to_verify(const struct connection *connection)
{
    return connection->named_by_user && connection->judge->asked != NULL ? NULL
                                                                         : connection->url->host;
}

/* What no certificate can be for is told before anybody is talked to. */
static bool can_be_verified(const struct connection *connection, struct failure *failure)
{
    const char *host = whom_to_verify(connection);
    if (!connection->url->https || connection->taker.take != NULL || host == NULL)
        return true;
    struct certcheck_policy *policy = NULL;
    must_be_ok(certcheck_policy_new(&policy), "policy");
    enum certcheck_status status = certcheck_policy_add_host(policy, host);
    certcheck_policy_free(policy);
    if (status != CERTCHECK_BAD_ARGUMENT)
        must_be_ok(status, host);
    return status == CERTCHECK_OK ||
           fail(failure, connection->named_by_user ? EXIT_USAGE : EXIT_UNCHECKED,
                "no certificate can be for '%s': it is no host name", host);
}

bool connection_open(struct connection *connection, struct failure *failure)
{
    const struct url *url = connection->url;
    struct proxy proxy = {0};
    bool proxied;
    if (!can_be_verified(connection, failure))
        return false;
    if (!proxy_find(connection->options->proxy, url->host, &proxy, &proxied, failure))
        return false;
    const struct url *hop = next_hop(url, &proxy, proxied);
    struct tcp_stream *tcp = net_connect(&connection->options->net, hop->host, hop->port,
                                         connection->patience, connection->trace, failure);
    connection->stream = tcp == NULL ? NULL : &tcp->stream;
    bool good = tcp != NULL;
    if (good && proxied) {
        patience_phase(connection->patience, "the proxy");
        good = proxy_connect(&proxy, url, connection->stream, connection->trace, failure);
        patience_no_phase(connection->patience, "connected");
    }
    if (proxied)
        proxy_release(&proxy);
    return good && (connection->options->starttls == NULL || begin_in_clear(connection, failure));
}

/* RFC 6066 3: "Literal IPv4 and IPv6 addresses are not permitted in 'HostName'." */
static const char *server_name(const struct connection *connection)
{
    const char *given = connection->options->server_name;
    if (given != NULL && (connection->named_by_user || given[0] == '\0'))
        return given[0] == '\0' ? NULL : given;
    return connection->url->is_address ? NULL : connection->url->host;
}

/* <certcheck/gnutls.h>: a policy that asks for no purpose is read as asking for serverAuth. */
static const char *purpose_of(const struct judge *judge)
{
    return judge->purpose != NULL && strcmp(judge->purpose, "any") != 0 ? judge->purpose
                                                                        : judge->default_purpose;
}

/* ---- fetching, in the midst of the handshake ---- */

static void trace_fetch(struct trace *trace, const struct fetch_record *record)
{
    char *outcome = report_fetch_outcome(record);
    trace_begin(trace, "fetch", "fetch");
    trace_say(trace, "%s, %s", record->url, outcome);
    free(outcome);
    trace_text(trace, NULL, "kind", fetch_kind_text(record->kind));
    trace_text(trace, NULL, "url", record->url);
    trace_text(trace, NULL, "result", fetch_result_text(record->result));
    trace_number(trace, NULL, "bytes", record->bytes);
    trace_put(trace, NULL, "cached", json_boolean(record->cached));
    trace_end(trace);
}

/* The server waits meanwhile, but the handshake's own limit does not run. What --max-time leaves is
 * shared before the first question: the first ones must not take it from the last. */
static bool fetch(void *context, const struct certcheck_report *report, struct certcheck_pool *pool)
{
    struct connection *connection = context;
    struct fetching *fetching = &connection->fetching;
    size_t before = fetching->record_count;
    if (before == 0)
        fetch_fit_into(&connection->fetch, patience_left_in_all(connection->patience));
    bool got = fetch_for_report(fetching, report, pool);
    for (size_t i = before; i < fetching->record_count; i++)
        trace_fetch(connection->trace, &fetching->records[i]);
    patience_phase(connection->patience, "the TLS handshake");
    return got;
}

static void make_request(struct connection *connection, const gnutls_datum_t *resume)
{
    const struct connection_options *options = connection->options;
    const struct judge *judge = connection->judge;
    const struct url *url = connection->url;
    bool named = connection->named_by_user;
    char *host = host_bracketed(url->host);
    free(connection->source);
    connection->source = must_print("%s:%u", host, url->port);
    free(host);
    connection->fetch = judge->fetch;
    fetching_close(&connection->fetching);
    fetching_open(&connection->fetching, &connection->fetch);
    connection->request = (struct tls_request){
        .store = judge->store,
        .policy = named ? judge->policy : judge->elsewhere,
        .untrusted = judge->pool,
        .fetch = judge->fetch.kinds == 0 ? NULL : fetch,
        .fetch_context = connection,
        .host = whom_to_verify(connection),
        .server_name = server_name(connection),
        .settings = &options->settings,
        .show_ours = named,
        .resume = resume,
        .report = {.fetching = &connection->fetching,
                   .leaf_source = connection->source,
                   .asked = named && judge->asked != NULL ? judge->asked : url->host,
                   .purpose = purpose_of(judge),
                   .explain = judge->explain,
                   .policies = judge->policy_asked || judge->explain},
        .trace = connection->trace,
        .taker = connection->taker.take == NULL ? NULL : &connection->taker};
}

bool connection_secure(struct connection *connection, const gnutls_datum_t *resume,
                       struct failure *failure)
{
    make_request(connection, resume);
    patience_phase(connection->patience, "the TLS handshake");
    bool good = tls_open(connection->stream, &connection->request, &connection->tls, failure);
    connection->stream = &connection->tls->stream;
    patience_no_phase(connection->patience, "connected");
    return good;
}

void connection_close(struct connection *connection)
{
    patience_moment(connection->patience, 1000, "saying goodbye");
    if (connection->stream != NULL)
        connection->stream->close(connection->stream);
    free(connection->source);
    fetching_close(&connection->fetching);
    connection->stream = NULL;
    connection->tls = NULL;
    connection->source = NULL;
}

const struct certcheck_report *connection_report(const struct connection *connection)
{
    return connection->tls == NULL ? NULL : tls_report(connection->tls);
}

int connection_failed(struct trace *trace, const struct failure *failure)
{
    if (trace->mode == TRACE_OFF) {
        complain("%s", failure->text);
        return failure->status;
    }
    trace_begin(trace, "failure", "failed");
    trace_say(trace, "%s", failure->text);
    trace_number(trace, NULL, "exit_status", (uint64_t)failure->status);
    trace_end(trace);
    return failure->status;
}

/* ---- resumption ---- */

static void tell_resumption(struct trace *trace, bool resumed, bool new_keys)
{
    const char *text = !resumed   ? "no: the server did a full handshake again"
                       : new_keys ? "yes: no certificate was needed, and the keys are new ones"
                                  : "yes, but with the very same keys, which must not be";
    if (trace->mode == TRACE_OFF) {
        complain("session resumed: %s", text);
        return;
    }
    trace_begin(trace, "resumption", "resumption");
    trace_say(trace, "%s", text);
    trace_put(trace, NULL, "resumed", json_boolean(resumed));
    trace_put(trace, NULL, "new_keys", json_boolean(new_keys));
    trace_end(trace);
}

static bool resume(struct connection *second, const gnutls_datum_t *data, const uint8_t first[32],
                   struct failure *failure)
{
    uint8_t keys[32];
    if (!connection_open(second, failure) || !connection_secure(second, data, failure))
        return false;
    bool new_keys = !tls_fingerprint(second->tls, keys) || memcmp(keys, first, sizeof keys) != 0;
    tell_resumption(second->trace, gnutls_session_is_resumed(second->tls->session) != 0, new_keys);
    return new_keys || fail(failure, EXIT_UNCHECKED, "the resumed session has the same keys");
}

bool connection_resume(struct connection *first, struct failure *failure)
{
    struct trace *trace = first->trace;
    gnutls_datum_t data;
    uint8_t keys[32] = {0};
    bool ticket = tls_session_data(first->tls, &data) && tls_fingerprint(first->tls, keys);
    struct connection second = *first;
    second.stream = NULL;
    second.tls = NULL;
    second.source = NULL;
    second.fetching = (struct fetching){0};
    connection_close(first);
    if (!ticket) {
        gnutls_free(data.data);
        return fail(failure, EXIT_UNCHECKED,
                    "the session cannot be resumed: the server gave no ticket");
    }
    trace->connection++;
    bool good = resume(&second, &data, keys, failure);
    connection_close(&second);
    gnutls_memset(data.data, 0, data.size);
    gnutls_free(data.data);
    return good;
}
