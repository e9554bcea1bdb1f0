/* SPDX-License-Identifier: MIT */
/* TLS as a stream over another stream, as a client that verifies its server. */
#include "tls_client.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <certcheck/gnutls.h>

#include "tls_error.h"
#include "tls_hello.h"
#include "tls_trace.h"
#include "tool.h"

static ssize_t pull(gnutls_transport_ptr_t context, void *buffer, size_t size)
{
    struct tls_stream *tls = context;
    ssize_t count = tls->below->read(tls->below, buffer, size, &tls->transport);
    if (count < 0)
        gnutls_transport_set_errno(tls->session, EIO);
    return count;
}

static ssize_t push(gnutls_transport_ptr_t context, const void *data, size_t length)
{
    struct tls_stream *tls = context;
    if (tls->below->write(tls->below, data, length, &tls->transport))
        return (ssize_t)length;
    gnutls_transport_set_errno(tls->session, EIO);
    return -1;
}

static int pull_timeout(gnutls_transport_ptr_t context, unsigned milliseconds)
{
    struct tls_stream *tls = context;
    bool forever = milliseconds == GNUTLS_INDEFINITE_TIMEOUT || milliseconds > 3600000;
    return tls->below->ready(tls->below, forever ? -1 : (int)milliseconds) ? 1 : 0;
}

/* ---- setting up ---- */

static bool set_name(struct tls_stream *tls, struct failure *failure)
{
    const char *name = tls->request->server_name;
    if (name != NULL &&
        gnutls_server_name_set(tls->session, GNUTLS_NAME_DNS, name, strlen(name)) != 0)
        return fail(failure, EXIT_USAGE, "--servername: '%s' is no host name", name);
    return true;
}

static void set_credentials(struct tls_stream *tls)
{
    const struct tls_request *request = tls->request;
    gnutls_certificate_credentials_t client = request->show_ours ? request->settings->client : NULL;
    if (client == NULL && gnutls_certificate_allocate_credentials(&tls->credentials) != 0)
        must_have(NULL);
    gnutls_certificate_credentials_t credentials = client != NULL ? client : tls->credentials;
    if (request->taker == NULL)
        certcheck_gnutls_guard(credentials);
    if (gnutls_credentials_set(tls->session, GNUTLS_CRD_CERTIFICATE, credentials) != 0)
        must_have(NULL);
}

/* The one place where certcheck's verification is put into the session. */
static bool set_verification(struct tls_stream *tls, struct failure *failure)
{
    const struct tls_request *request = tls->request;
    if (request->taker != NULL)
        return true;
    struct certcheck_gnutls with = {.store = request->store,
                                    .policy = request->policy,
                                    .untrusted = request->untrusted,
                                    .fetch = request->fetch,
                                    .context = request->fetch_context};
    enum certcheck_status status =
        certcheck_gnutls_verify_server(tls->session, &with, request->host);
    return status == CERTCHECK_OK ||
           fail(failure, EXIT_UNCHECKED, "the verification cannot be set up: %s",
                certcheck_status_text(status));
}

static int keylog(gnutls_session_t session, const char *label, const gnutls_datum_t *secret)
{
    const struct tls_stream *tls = gnutls_session_get_ptr(session);
    FILE *file = tls->request->settings->keylog;
    gnutls_datum_t random;
    gnutls_datum_t unused;
    gnutls_session_get_random(session, &random, &unused);
    char *client = must_allocate(2 * (size_t)random.size + 1);
    char *value = must_allocate(2 * (size_t)secret->size + 1);
    for (unsigned i = 0; i < random.size; i++)
        (void)snprintf(client + 2 * (size_t)i, 3, "%02x", random.data[i]);
    for (unsigned i = 0; i < secret->size; i++)
        (void)snprintf(value + 2 * (size_t)i, 3, "%02x", secret->data[i]);
    fprintf(file, "%s %s %s\n", label, client, value);
    (void)fflush(file);
    gnutls_memset(value, 0, 2 * (size_t)secret->size);
    free(client);
    free(value);
    return 0;
}

/* GnuTLS has not read the message yet: what it would refuse to read is taken, too. */
static void take_certificates(const struct tls_stream *tls, const gnutls_datum_t *message)
{
    const struct tls_taker *taker = tls->request->taker;
    gnutls_datum_t list[TLS_TAKEN_MAX];
    bool tls13 = gnutls_protocol_get_version(tls->session) == GNUTLS_TLS1_3;
    size_t most = taker->most < TLS_TAKEN_MAX ? taker->most : TLS_TAKEN_MAX;
    size_t sent = tls_certificate_list(message->data, message->size, tls13, list, most);
    taker->take(taker->context, list, sent < most ? sent : most, sent);
}

static int on_message(gnutls_session_t session, unsigned type, unsigned when, unsigned incoming,
                      const gnutls_datum_t *message)
{
    const struct tls_stream *tls = gnutls_session_get_ptr(session);
    if (tls->request->taker != NULL && type == GNUTLS_HANDSHAKE_CERTIFICATE_PKT && incoming)
        take_certificates(tls, message);
    return tls_trace_hook(session, type, when, incoming, message);
}

static struct tls_stream *new_session(struct stream *below, const struct tls_request *request)
{
    struct tls_stream *tls = must_allocate(sizeof *tls);
    tls->below = below;
    tls->request = request;
    /* A certificate that was asked for with --cert is sent, whatever authorities the server names:
     * its alert then tells more than certificate_required. */
    if (gnutls_init(&tls->session, GNUTLS_CLIENT | GNUTLS_NO_SIGNAL | GNUTLS_FORCE_CLIENT_CERT) !=
        0)
        must_have(NULL);
    gnutls_session_set_ptr(tls->session, tls);
    gnutls_transport_set_ptr(tls->session, tls);
    gnutls_transport_set_pull_function(tls->session, pull);
    gnutls_transport_set_pull_timeout_function(tls->session, pull_timeout);
    gnutls_transport_set_push_function(tls->session, push);
    gnutls_handshake_set_hook_function(tls->session, GNUTLS_HANDSHAKE_ANY, GNUTLS_HOOK_POST,
                                       on_message);
    return tls;
}

static bool set_up(struct tls_stream *tls, struct failure *failure)
{
    const struct tls_settings *settings = tls->request->settings;
    if (gnutls_priority_set(tls->session, settings->priority) != 0 ||
        (settings->protocol_count > 0 &&
         gnutls_alpn_set_protocols(tls->session, settings->protocols, settings->protocol_count,
                                   0) != 0))
        must_have(NULL);
    if (!set_name(tls, failure))
        return false;
    if (settings->dh_bits != 0)
        gnutls_dh_set_prime_bits(tls->session, settings->dh_bits);
    set_credentials(tls);
    if (settings->keylog != NULL)
        gnutls_session_set_keylog_function(tls->session, keylog);
    const gnutls_datum_t *resume = tls->request->resume;
    if (resume != NULL && gnutls_session_set_data(tls->session, resume->data, resume->size) != 0)
        return fail(failure, EXIT_UNCHECKED, "the old session cannot be offered again");
    return set_verification(tls, failure);
}

/* ---- the stream ---- */

/* RFC 8446 6.2: "Whenever an implementation encounters a fatal error condition, it SHOULD send an
 * appropriate fatal alert"; for a record that was changed on the way 5.2 has "MUST". */
static void tell_server(struct tls_stream *tls, int code)
{
    gnutls_alert_description_t alert;
    if (certcheck_gnutls_alert(tls->session, &alert))
        tls->refused = true; /* the verification has told it */
    else if (tls->transport.status == 0 && code != GNUTLS_E_FATAL_ALERT_RECEIVED &&
             code != GNUTLS_E_PREMATURE_TERMINATION)
        tls->refused = gnutls_alert_send_appropriate(tls->session, code) == 0;
}

/* A socket that is closed while bytes lie in it unread resets the connection, and the server never
 * reads the alert. Waits until the server ends it, for as long as the patience allows. */
static void await_end(struct tls_stream *tls)
{
    char rest[512];
    struct failure ignored = {0};
    while (tls->below->read(tls->below, rest, sizeof rest, &ignored) > 0) {
    }
}

static ssize_t tls_read(struct stream *stream, void *buffer, size_t size, struct failure *failure)
{
    struct tls_stream *tls = (struct tls_stream *)stream;
    if (tls->peer_closed)
        return 0;
    ssize_t count;
    do {
        count = gnutls_record_recv(tls->session, buffer, size);
    } while (count < 0 && !gnutls_error_is_fatal((int)count));
    if (count < 0) {
        tls->open = false;
        tell_server(tls, (int)count);
        (void)tls_failed(tls, (int)count, failure);
        return -1;
    }
    tls->peer_closed = count == 0;
    stream->received += (uint64_t)count;
    return count;
}

static bool tls_write(struct stream *stream, const void *data, size_t length,
                      struct failure *failure)
{
    struct tls_stream *tls = (struct tls_stream *)stream;
    const char *at = data;
    while (length > 0) {
        ssize_t count = gnutls_record_send(tls->session, at, length);
        if (count < 0 && gnutls_error_is_fatal((int)count)) {
            tls->open = false;
            return tls_failed(tls, (int)count, failure);
        }
        if (count > 0) {
            at += count;
            length -= (size_t)count;
            stream->sent += (uint64_t)count;
        }
    }
    return true;
}

static bool tls_ready(struct stream *stream, int milliseconds)
{
    struct tls_stream *tls = (struct tls_stream *)stream;
    return gnutls_record_check_pending(tls->session) > 0 ||
           tls->below->ready(tls->below, milliseconds);
}

static void tls_close(struct stream *stream)
{
    struct tls_stream *tls = (struct tls_stream *)stream;
    /* RFC 8446 6.1: "Each party MUST send a 'close_notify' alert before closing its write side". */
    bool goodbye = tls->open && gnutls_bye(tls->session, GNUTLS_SHUT_WR) == 0;
    gnutls_deinit(tls->session);
    if (tls->established)
        tls_trace_closed(tls, goodbye);
    if (tls->credentials != NULL)
        gnutls_certificate_free_credentials(tls->credentials);
    if (tls->refused)
        await_end(tls);
    tls->below->close(tls->below);
    free(tls);
}

void tls_await_close(struct tls_stream *tls, struct failure *failure)
{
    char rest[512];
    tls->awaited = true;
    for (int reads = 0; reads < 16 && !tls->peer_closed; reads++)
        if (tls->stream.read(&tls->stream, rest, sizeof rest, failure) < 0)
            return;
}

/* ---- the handshake ---- */

static bool shake_hands(struct tls_stream *tls, struct failure *failure)
{
    int code;
    do {
        code = gnutls_handshake(tls->session);
    } while (code != 0 && !gnutls_error_is_fatal(code));
    tls_trace_verified(tls);
    if (code != 0) {
        tell_server(tls, code);
        return tls_handshake_failed(tls, code, failure);
    }
    tls->open = true;
    tls->established = true;
    /* A handshake without a certificate must not pass for one with a valid one. */
    if (tls->request->taker == NULL && !gnutls_session_is_resumed(tls->session) &&
        certcheck_gnutls_verdict(tls->session) != CERTCHECK_VALID)
        return fail(failure, EXIT_NOT_VALID, "the server showed no certificate");
    tls_trace_done(tls);
    return true;
}

bool tls_open(struct stream *below, const struct tls_request *request, struct tls_stream **tls,
              struct failure *failure)
{
    *tls = new_session(below, request);
    (*tls)->stream = (struct stream){
        .read = tls_read, .write = tls_write, .ready = tls_ready, .close = tls_close};
    return set_up(*tls, failure) && shake_hands(*tls, failure);
}

const struct certcheck_report *tls_report(const struct tls_stream *tls)
{
    return certcheck_gnutls_report(tls->session);
}

char *tls_protocol(const struct tls_stream *tls)
{
    gnutls_datum_t protocol = {0};
    return gnutls_alpn_get_selected_protocol(tls->session, &protocol) == 0
               ? must_print("%.*s", (int)protocol.size, (const char *)protocol.data)
               : NULL;
}

void tls_forget_environment(void)
{
    const char *file = getenv("SSLKEYLOGFILE");
    if (file != NULL && file[0] != '\0')
        complain("SSLKEYLOGFILE is ignored: keys are written to --keylog FILE only");
    (void)unsetenv("SSLKEYLOGFILE");
}

bool tls_session_data(struct tls_stream *tls, gnutls_datum_t *data)
{
    *data = (gnutls_datum_t){0};
    if (!tls->open || gnutls_session_get_data2(tls->session, data) != 0)
        return false;
    bool ticket = gnutls_protocol_get_version(tls->session) != GNUTLS_TLS1_3 ||
                  (gnutls_session_get_flags(tls->session) & GNUTLS_SFLAGS_SESSION_TICKET) != 0;
    if (!ticket) {
        gnutls_free(data->data);
        *data = (gnutls_datum_t){0};
    }
    return ticket;
}

bool tls_fingerprint(const struct tls_stream *tls, uint8_t bytes[32])
{
    static const char label[] = "EXPERIMENTAL certcheck fingerprint";
    return gnutls_prf_rfc5705(tls->session, sizeof label - 1, label, 0, NULL, 32, (char *)bytes) ==
           0;
}
