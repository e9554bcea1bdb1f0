/* SPDX-License-Identifier: MIT */
/* A server of the demo: a thread that answers one caller, and keeps what it saw of him. */
#include "demo_server.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "memory.h"
#include "tls_name.h"

#define REQUEST_MAX 65536U

static void saw(struct demo_server *server, gnutls_session_t session, int code)
{
    if (code == GNUTLS_E_FATAL_ALERT_RECEIVED) {
        server->alerted = true;
        server->alert = gnutls_alert_get(session);
    }
    server->trouble = gnutls_strerror(code);
}

static bool shake_hands(struct demo_server *server, gnutls_session_t session)
{
    int code;
    do {
        code = gnutls_handshake(session);
    } while (code < 0 && !gnutls_error_is_fatal(code));
    if (code < 0) {
        saw(server, session, code);
        (void)gnutls_alert_send_appropriate(session, code);
    }
    server->trusted = code == 0;
    return code == 0;
}

/* Returns false when nothing more will come. */
static bool receive(struct demo_server *server, gnutls_session_t session)
{
    char data[4096];
    ssize_t count;
    do {
        count = gnutls_record_recv(session, data, sizeof data);
    } while (count < 0 && !gnutls_error_is_fatal((int)count));
    if (count > 0)
        demo_bytes_add(&server->received, data, (size_t)count);
    else if (count == 0)
        server->goodbye = true;
    else
        saw(server, session, (int)count);
    return count > 0;
}

static bool receive_request(struct demo_server *server, gnutls_session_t session)
{
    while (!demo_bytes_have(&server->received, "\r\n\r\n"))
        if (server->received.length > REQUEST_MAX || !receive(server, session))
            return false;
    return true;
}

static void answer(const struct demo_server *server, gnutls_session_t session)
{
    for (size_t i = 0; i < 2; i++)
        if (server->answer[i] != NULL &&
            gnutls_record_send(session, server->answer[i], strlen(server->answer[i])) < 0)
            return;
    (void)gnutls_bye(session, GNUTLS_SHUT_WR);
}

static void talk(struct demo_server *server, gnutls_session_t session)
{
    if (!shake_hands(server, session) || !receive_request(server, session))
        return;
    answer(server, session);
    while (server->received.length <= REQUEST_MAX && receive(server, session)) {
    }
}

static int send_staple(gnutls_session_t session, void *context, gnutls_datum_t *response)
{
    const gnutls_datum_t *staple = context;
    (void)session;
    response->data = gnutls_malloc(staple->size);
    if (response->data == NULL)
        return GNUTLS_E_MEMORY_ERROR;
    memcpy(response->data, staple->data, staple->size);
    response->size = staple->size;
    return 0;
}

static gnutls_certificate_credentials_t make_credentials(const struct demo_server *server)
{
    gnutls_certificate_credentials_t credentials;
    gnutls_x509_crt_t chain[] = {server->identity->certificate};
    demo_must(gnutls_certificate_allocate_credentials(&credentials), "a server");
    demo_must(gnutls_certificate_set_x509_key(credentials, chain, 1, server->identity->key),
              "a server");
    if (server->staple != NULL && server->staple->data != NULL)
        gnutls_certificate_set_ocsp_status_request_function(credentials, send_staple,
                                                            (void *)server->staple);
    return credentials;
}

/* Without session tickets every record after the handshake is what the two have to say. */
static void serve(struct demo_server *server, int descriptor)
{
    gnutls_session_t session;
    gnutls_certificate_credentials_t credentials = make_credentials(server);
    demo_must(gnutls_init(&session, GNUTLS_SERVER | GNUTLS_NO_SIGNAL | GNUTLS_NO_TICKETS),
              "a server");
    demo_must(
        gnutls_priority_set_direct(session, "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2", NULL),
        "a server");
    demo_must(gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials), "a server");
    gnutls_handshake_set_timeout(session, DEMO_PATIENCE);
    gnutls_record_set_timeout(session, DEMO_PATIENCE);
    gnutls_transport_set_int(session, descriptor);
    talk(server, session);
    gnutls_deinit(session);
    gnutls_certificate_free_credentials(credentials);
}

static void *run(void *context)
{
    struct demo_server *server = context;
    int descriptor = demo_port_accept(&server->port);
    if (descriptor < 0)
        return NULL;
    server->called = true;
    serve(server, descriptor);
    (void)close(descriptor);
    return NULL;
}

bool demo_server_start(struct demo_server *server, struct failure *failure)
{
    if (!demo_port_open(&server->port, failure))
        return false;
    server->running = pthread_create(&server->thread, NULL, run, server) == 0;
    return server->running || fail(failure, EXIT_UNCHECKED, "no thread for a server");
}

char *demo_alert_name(const struct demo_server *server)
{
    return server->alerted ? tls_alert_name(server->alert) : NULL;
}

void demo_server_end(struct demo_server *server)
{
    if (!server->running)
        return;
    demo_port_stop(&server->port);
    (void)pthread_join(server->thread, NULL);
    server->running = false;
}

void demo_server_release(struct demo_server *server)
{
    demo_server_end(server);
    demo_port_close(&server->port);
    demo_bytes_release(&server->received);
}
