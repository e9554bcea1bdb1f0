/* SPDX-License-Identifier: MIT */
/* The steps of a TLS session, told to the trace. */
#include "tls_trace.h"

#include <stdlib.h>
#include <string.h>

#include <certcheck/gnutls.h>
#include <gnutls/x509.h>

#include "fetch.h"
#include "tls_hello.h"
#include "tls_name.h"
#include "tool.h"

#define HELLO_RETRY_SUMMARY "the server wants another key share (HelloRetryRequest)"

static void put_part(struct trace *trace, const char *label, const char *key, const json_t *object)
{
    trace_put(trace, label, key, json_incref(json_object_get(object, key)));
}

static void client_hello(const struct tls_stream *tls, const gnutls_datum_t *message)
{
    struct trace *trace = tls->request->trace;
    json_t *hello = tls_hello_client_json(message->data, message->size);
    const char *name = json_string_value(json_object_get(hello, "server_name"));
    trace_begin(trace, "client-hello", "ClientHello");
    trace_say(trace, "sent in clear: what an observer sees%s%s",
              name == NULL ? "" : ", the name too: ", name == NULL ? "" : name);
    trace_text(trace, "server name", "server_name", name);
    put_part(trace, "versions", "versions", hello);
    /* A second connection offers the same. */
    bool again = tls->request->resume != NULL;
    put_part(trace, again ? NULL : "groups", "groups", hello);
    put_part(trace, again ? NULL : "key shares", "key_shares", hello);
    put_part(trace, again ? NULL : "signatures", "signature_algorithms", hello);
    put_part(trace, again ? NULL : "ALPN", "alpn", hello);
    put_part(trace, NULL, "cipher_suites", hello);
    const json_t *suites = json_object_get(hello, "cipher_suites");
    char *text = must_print("%zu, the first is %s", json_array_size(suites),
                            json_string_value(json_array_get(suites, 0)));
    trace_remark(trace, again ? "resumption" : "cipher suites",
                 again ? "offers the session of the first connection" : text);
    free(text);
    trace_put(trace, NULL, "resumption_offered", json_boolean(again));
    trace_end(trace);
    json_decref(hello);
}

static void server_hello(const struct tls_stream *tls, const gnutls_datum_t *message)
{
    struct trace *trace = tls->request->trace;
    json_t *hello = tls_hello_server_json(message->data, message->size);
    bool retry = json_is_true(json_object_get(hello, "retry"));
    trace_begin(trace, "server-hello", "ServerHello");
    const char *version = json_string_value(json_object_get(hello, "version"));
    const char *suite = json_string_value(json_object_get(hello, "cipher_suite"));
    if (retry)
        trace_say(trace, "%s", HELLO_RETRY_SUMMARY);
    else
        trace_say(trace, "the server chose %s with %s", version, suite);
    put_part(trace, NULL, "version", hello);
    put_part(trace, NULL, "cipher_suite", hello);
    put_part(trace, "group", "group", hello);
    put_part(trace, NULL, "retry", hello);
    if (strcmp(version, "TLS 1.3") == 0 && !retry)
        trace_remark(trace, "from here on", "encrypted, the server's certificate included");
    trace_end(trace);
    json_decref(hello);
}

static json_t *certificate_json(const gnutls_datum_t *der)
{
    struct certcheck_certificate *certificate = NULL;
    enum certcheck_status status =
        certcheck_certificate_parse(der->data, der->size, &certificate, NULL);
    if (status == CERTCHECK_MALFORMED)
        return json_null();
    must_be_ok(status, "certificate");
    json_t *object = json_certificate(certificate);
    certcheck_certificate_free(certificate);
    return object;
}

static void certificate_line(struct trace *trace, size_t index, const json_t *object)
{
    char *text = json_is_null(object)
                     ? must_copy("one that cannot be read")
                     : must_print("%s (%.10s to %.10s), by %s",
                                  json_string_value(json_object_get(object, "subject")),
                                  json_string_value(json_object_get(object, "not_before")),
                                  json_string_value(json_object_get(object, "not_after")),
                                  json_string_value(json_object_get(object, "issuer")));
    trace_remark(trace, index == 0 ? "leaf" : "further", text);
    free(text);
}

/* A message may hold hundreds of certificates; so many are shown. */
#define SHOWN_MAX 10U

/* GnuTLS has not read the message yet. */
static void certificates(const struct tls_stream *tls, const gnutls_datum_t *message)
{
    struct trace *trace = tls->request->trace;
    gnutls_datum_t chain[SHOWN_MAX];
    bool tls13 = gnutls_protocol_get_version(tls->session) == GNUTLS_TLS1_3;
    size_t count = tls_certificate_list(message->data, message->size, tls13, chain, SHOWN_MAX);
    json_t *array = must_have(json_array());
    trace_begin(trace, "certificate", "Certificate");
    trace_say(trace, "the server sent %zu certificate%s%s", count, plural(count),
              tls13 ? "" : ", in clear");
    for (size_t i = 0; i < count && i < SHOWN_MAX; i++) {
        json_t *object = certificate_json(&chain[i]);
        certificate_line(trace, i, object);
        json_append(array, object);
    }
    if (count > SHOWN_MAX)
        trace_remark(trace, "further", "more, which are not shown");
    trace_number(trace, NULL, "count", count);
    trace_put(trace, NULL, "certificates", array);
    trace_end(trace);
}

static void tell_path(struct trace *trace, const struct certcheck_report_path *path)
{
    for (size_t i = 0; i < path->entry_count; i++) {
        char *subject = name_text(certcheck_certificate_subject(path->entries[i].certificate));
        trace_remark(trace,
                     i == 0                    ? "leaf"
                     : path->entries[i].anchor ? "anchor"
                                               : "intermediate",
                     subject);
        free(subject);
    }
}

void tls_trace_verified(struct tls_stream *tls)
{
    struct trace *trace = tls->request->trace;
    const struct certcheck_report *report = tls_report(tls);
    if (trace->mode == TRACE_OFF || report == NULL || tls->verified_told)
        return;
    tls->verified_told = true;
    tls_trace_stapled(tls);
    char *verdict = report_verdict_text(report);
    trace_begin(trace, "verification", "verification");
    trace_say(trace, "%s", verdict);
    trace_remark(trace, "asked for", tls->request->report.asked);
    const char *remark = fetching_remark(tls->request->report.fetching, report);
    if (remark != NULL)
        trace_remark(trace, "mind", remark);
    if (certcheck_report_verdict(report) == CERTCHECK_VALID) {
        tell_path(trace, certcheck_report_path(report, 0));
    } else if (certcheck_report_main_finding(report) != NULL) {
        const struct certcheck_finding *finding = certcheck_report_main_finding(report);
        char *message = must_have(certcheck_finding_message(finding));
        trace_remark(trace, "because", message);
        trace_remark(trace, "what to do", certcheck_finding_info(finding->code)->advice);
        certcheck_free(message);
    }
    trace_put(trace, NULL, "report", report_json(report, &tls->request->report));
    gnutls_alert_description_t alert;
    bool refused = certcheck_gnutls_alert(tls->session, &alert);
    char *alert_name = refused ? tls_alert_name(alert) : NULL;
    trace_text(trace, "alert sent", "alert", alert_name);
    trace_end(trace);
    free(alert_name);
    free(verdict);
}

int tls_trace_hook(gnutls_session_t session, unsigned type, unsigned when, unsigned incoming,
                   const gnutls_datum_t *message)
{
    struct tls_stream *tls = gnutls_session_get_ptr(session);
    (void)when;
    if (tls->request->trace->mode == TRACE_OFF)
        return 0;
    /* GnuTLS verifies between two messages. */
    tls_trace_verified(tls);
    if (type == GNUTLS_HANDSHAKE_CLIENT_HELLO && !incoming)
        client_hello(tls, message);
    else if ((type == GNUTLS_HANDSHAKE_SERVER_HELLO ||
              type == GNUTLS_HANDSHAKE_HELLO_RETRY_REQUEST) &&
             incoming)
        server_hello(tls, message);
    else if (type == GNUTLS_HANDSHAKE_CERTIFICATE_PKT && incoming)
        certificates(tls, message);
    return 0;
}

/* ---- after the handshake ---- */

/* RFC 8446 4.2.9: psk_ke, keys from the old session's secret alone */
static bool exchanged_nothing(gnutls_session_t session)
{
    return gnutls_protocol_get_version(session) == GNUTLS_TLS1_3 &&
           gnutls_group_get(session) == GNUTLS_GROUP_INVALID;
}

/* How the two came to their keys, and what becomes of old recordings when a long-lived key is
 * stolen later. */
static const char *secrecy(const struct tls_stream *tls, bool *forward)
{
    gnutls_session_t session = tls->session;
    bool resumed = gnutls_session_is_resumed(session) != 0;
    bool tls13 = gnutls_protocol_get_version(session) == GNUTLS_TLS1_3;
    *forward = true;
    /* RFC 8446 2.2: "PSKs can be used with (EC)DHE key exchange in order to provide forward
     * secrecy" */
    if (tls13 && !exchanged_nothing(session))
        return "ephemeral: who steals the server's key later cannot read this (forward secrecy)";
    if (tls13 || resumed) {
        *forward = false;
        return "from the old session's secret: no forward secrecy of its own";
    }
    gnutls_kx_algorithm_t kx = gnutls_kx_get(session);
    if (kx == GNUTLS_KX_ECDHE_RSA || kx == GNUTLS_KX_ECDHE_ECDSA || kx == GNUTLS_KX_DHE_RSA ||
        kx == GNUTLS_KX_DHE_DSS)
        return "ephemeral: who steals the server's key later cannot read this (forward secrecy)";
    *forward = false;
    return "with the server's long-lived key: who records this and steals that key later can read "
           "it all (no forward secrecy)";
}

static const char *exchange_name(gnutls_session_t session)
{
    gnutls_kx_algorithm_t kx = gnutls_kx_get(session);
    return exchanged_nothing(session) ? "PSK"
           : kx == GNUTLS_KX_RSA      ? "RSA"
           : kx == GNUTLS_KX_DHE_RSA  ? "DHE"
           : kx == GNUTLS_KX_ECDHE_RSA || kx == GNUTLS_KX_ECDHE_ECDSA || kx == GNUTLS_KX_ECDHE_PSK
               ? "ECDHE"
               : gnutls_kx_get_name(kx);
}

static const char *group_name(gnutls_session_t session)
{
    gnutls_group_t group = gnutls_group_get(session);
    return group == GNUTLS_GROUP_INVALID ? NULL : gnutls_group_get_name(group);
}

char *tls_summary(const struct tls_stream *tls)
{
    gnutls_session_t session = tls->session;
    const char *group = group_name(session);
    /* GnuTLS counts them one by one, as the protocol does. */
    unsigned version = 0x0300U + gnutls_protocol_get_version(session) - GNUTLS_SSL3;
    char *name = tls_version_name((uint16_t)version);
    char *text =
        must_print("%s, %s%s%s, %s", name, exchange_name(session), group == NULL ? "" : " with ",
                   group == NULL ? "" : group, gnutls_cipher_get_name(gnutls_cipher_get(session)));
    free(name);
    return text;
}

static void key_exchange(struct tls_stream *tls)
{
    struct trace *trace = tls->request->trace;
    gnutls_session_t session = tls->session;
    bool forward;
    const char *text = secrecy(tls, &forward);
    const char *group = group_name(session);
    trace_begin(trace, "key-exchange", "key exchange");
    trace_say(trace, "%s%s%s", exchange_name(session), group == NULL ? "" : " with ",
              group == NULL ? "" : group);
    trace_remark(trace, "keys", text);
    trace_text(trace, NULL, "exchange", exchange_name(session));
    trace_text(trace, NULL, "group", group);
    trace_put(trace, NULL, "forward_secrecy", json_boolean(forward));
    trace_text(trace, "cipher", "cipher", gnutls_cipher_get_name(gnutls_cipher_get(session)));
    bool resumed = gnutls_session_is_resumed(session) != 0;
    int signature = resumed ? 0 : gnutls_sign_algorithm_get(session);
    trace_text(trace, "signed with", "server_signature",
               signature > 0 ? gnutls_sign_get_name((gnutls_sign_algorithm_t)signature) : NULL);
    trace_end(trace);
}

void tls_trace_done(struct tls_stream *tls)
{
    struct trace *trace = tls->request->trace;
    gnutls_session_t session = tls->session;
    if (trace->mode == TRACE_OFF)
        return;
    key_exchange(tls);
    trace_begin(trace, "finished", "Finished");
    trace_say(trace, "both have checked the whole handshake; from here on all is encrypted");
    char *alpn = tls_protocol(tls);
    trace_text(trace, "ALPN", "alpn", alpn);
    free(alpn);
    bool asked = gnutls_certificate_client_get_request_status(session) != 0;
    trace_put(trace, NULL, "client_certificate_asked", json_boolean(asked));
    if (asked)
        trace_remark(trace, "client",
                     gnutls_certificate_get_ours(session) != NULL
                         ? "was asked for a certificate, and sent it"
                         : "was asked for a certificate, and sent none");
    trace_put(trace, "resumed", "resumed", json_boolean(gnutls_session_is_resumed(session) != 0));
    trace_number(trace, NULL, "wire_sent", tls->below->sent);
    trace_number(trace, NULL, "wire_received", tls->below->received);
    char *bytes = must_print("%llu bytes sent, %llu received", (unsigned long long)tls->below->sent,
                             (unsigned long long)tls->below->received);
    trace_remark(trace, "on the wire", bytes);
    free(bytes);
    trace_end(trace);
}

void tls_trace_closed(struct tls_stream *tls, bool said_goodbye)
{
    struct trace *trace = tls->request->trace;
    trace_begin(trace, "close-notify", "close_notify");
    trace_say(trace, "%s; %s", said_goodbye ? "sent" : "not sent",
              tls->peer_closed ? "the server's has come, so nothing is missing"
              : tls->awaited   ? "none came from the server"
                               : "the server's is not waited for");
    trace_put(trace, NULL, "sent", json_boolean(said_goodbye));
    trace_put(trace, NULL, "received", json_boolean(tls->peer_closed));
    trace_end(trace);
    trace_begin(trace, "keys-wiped", "keys wiped");
    trace_say(trace, "%s",
              tls->request->settings->keylog == NULL
                  ? "the session's keys are thrown away: nobody can read it any more"
                  : "thrown away here, but the file of --keylog has them");
    trace_end(trace);
}
