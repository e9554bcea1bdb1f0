/* SPDX-License-Identifier: MIT */
/* A TLS client and a TLS server in one process, on a pair of sockets. */
#include "support/handshake.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static size_t append(char *text, size_t size, size_t used, const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof(path), "%s/%s/%s", getenv("TESTDATA"), folder, name);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return used; /* no untrusted.pem: none is needed */
    used += fread(text + used, 1, size - used - 1, file);
    ck_assert_uint_lt(used, size - 1);
    fclose(file);
    return used;
}

static void show(gnutls_certificate_credentials_t credentials, const char *scenario,
                 const char *key)
{
    static char chain[65536], secret[16384];
    size_t length = append(chain, sizeof(chain), 0, scenario, "leaf.pem");
    ck_assert_uint_gt(length, 0);
    length = append(chain, sizeof(chain), length, scenario, "untrusted.pem");
    char name[64];
    snprintf(name, sizeof(name), "%s.pem", key);
    size_t secret_length = append(secret, sizeof(secret), 0, "keys", name);
    ck_assert_uint_gt(secret_length, 0);
    gnutls_datum_t chain_pem = {(unsigned char *)chain, (unsigned)length};
    gnutls_datum_t key_pem = {(unsigned char *)secret, (unsigned)secret_length};
    int code =
        gnutls_certificate_set_x509_key_mem(credentials, &chain_pem, &key_pem, GNUTLS_X509_FMT_PEM);
    ck_assert_msg(code >= 0, "%s: %s", scenario, gnutls_strerror(code));
}

static void begin_end(struct end *end, unsigned flags, int socket, const char *priority)
{
    end->socket = socket;
    end->result = GNUTLS_E_AGAIN;
    fcntl(socket, F_SETFL, O_NONBLOCK);
    ck_assert_int_eq(gnutls_certificate_allocate_credentials(&end->credentials), 0);
    ck_assert_int_eq(gnutls_init(&end->session, flags | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL), 0);
    ck_assert_int_eq(gnutls_priority_set_direct(end->session, priority, NULL), 0);
    ck_assert_int_eq(gnutls_credentials_set(end->session, GNUTLS_CRD_CERTIFICATE, end->credentials),
                     0);
    gnutls_transport_set_int(end->session, socket);
}

void handshake_begin(struct handshake *h, const char *priority, const char *scenario,
                     const char *key)
{
    int sockets[2];
    memset(h, 0, sizeof(*h));
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
    begin_end(&h->client, GNUTLS_CLIENT, sockets[0], priority);
    begin_end(&h->server, GNUTLS_SERVER, sockets[1], priority);
    show(h->server.credentials, scenario, key);
}

void handshake_client_shows(struct handshake *h, const char *scenario, const char *key)
{
    show(h->client.credentials, scenario, key);
}

static void end_end(struct end *end)
{
    gnutls_deinit(end->session);
    gnutls_certificate_free_credentials(end->credentials);
    close(end->socket);
}

void handshake_end(struct handshake *h)
{
    end_end(&h->client);
    end_end(&h->server);
}

static void note_alert(struct end *end, int code)
{
    if (code != GNUTLS_E_FATAL_ALERT_RECEIVED)
        return;
    end->alerted = true;
    end->alert = gnutls_alert_get(end->session);
}

static void step(struct end *end)
{
    if (end->done)
        return;
    end->result = gnutls_handshake(end->session);
    end->done = end->result == 0 || gnutls_error_is_fatal(end->result);
    note_alert(end, end->result);
}

static void receive(struct end *end)
{
    ssize_t length = gnutls_record_recv(end->session, end->data, sizeof(end->data) - 1);
    end->data[length < 0 ? 0 : length] = '\0';
    note_alert(end, (int)length);
}

void handshake_run(struct handshake *h)
{
    for (int round = 0; round < 50; round++) {
        step(&h->client);
        step(&h->server);
    }
    if (h->client.result == 0)
        gnutls_record_send(h->client.session, CLIENT_WORDS, strlen(CLIENT_WORDS));
    if (h->server.result == 0)
        gnutls_record_send(h->server.session, SERVER_WORDS, strlen(SERVER_WORDS));
    /* Tickets of TLS 1.3 come before the words. */
    for (int round = 0; round < 3; round++) {
        if (h->client.result == 0 && h->client.data[0] == '\0' && !h->client.alerted)
            receive(&h->client);
        if (h->server.result == 0 && h->server.data[0] == '\0' && !h->server.alerted)
            receive(&h->server);
    }
}
