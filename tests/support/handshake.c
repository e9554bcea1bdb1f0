/* SPDX-License-Identifier: MIT */
/* A TLS client and a TLS server in one process, on a pair of sockets. */
#include "support/handshake.h"
#include "support/failing_alloc.h"
#include "support/scenario.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct handshake h;

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
    /* What is shown may be another's. */
    gnutls_certificate_set_flags(end->credentials, GNUTLS_CERTIFICATE_SKIP_KEY_CERT_MATCH);
    /* Keys without certificates are negotiated only where the priority has them, too. */
    flags |= GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL | GNUTLS_ENABLE_RAWPK;
    ck_assert_int_eq(gnutls_init(&end->session, flags), 0);
    ck_assert_int_eq(gnutls_priority_set_direct(end->session, priority, NULL), 0);
    ck_assert_int_eq(gnutls_credentials_set(end->session, GNUTLS_CRD_CERTIFICATE, end->credentials),
                     0);
    gnutls_transport_set_int(end->session, socket);
}

void handshake_begin(const char *priority, const char *scenario, const char *key)
{
    int sockets[2];
    memset(&h, 0, sizeof(h));
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
    begin_end(&h.client, GNUTLS_CLIENT, sockets[0], priority);
    begin_end(&h.server, GNUTLS_SERVER, sockets[1], priority);
    show(h.server.credentials, scenario, key);
}

void handshake_client_shows(const char *scenario, const char *key)
{
    show(h.client.credentials, scenario, key);
}

static void end_end(struct end *end)
{
    gnutls_deinit(end->session);
    gnutls_certificate_free_credentials(end->credentials);
    close(end->socket);
}

void handshake_end(void)
{
    end_end(&h.client);
    end_end(&h.server);
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

void handshake_run(void)
{
    for (int round = 0; round < 50; round++) {
        step(&h.client);
        step(&h.server);
    }
    if (h.client.result == 0)
        gnutls_record_send(h.client.session, CLIENT_WORDS, strlen(CLIENT_WORDS));
    if (h.server.result == 0)
        gnutls_record_send(h.server.session, SERVER_WORDS, strlen(SERVER_WORDS));
    /* Tickets of TLS 1.3 come before the words. */
    for (int round = 0; round < 3; round++) {
        if (h.client.result == 0 && h.client.data[0] == '\0' && !h.client.alerted)
            receive(&h.client);
        if (h.server.result == 0 && h.server.data[0] == '\0' && !h.server.alerted)
            receive(&h.server);
    }
}

/* ---- with a verification ---- */

struct certcheck_store *store;
struct certcheck_policy *policy;
struct certcheck_gnutls with;

static void trust_folder(const char *scenario)
{
    char path[1024];
    snprintf(path, sizeof(path), "%s/%s/trusted.pem", getenv("TESTDATA"), scenario);
    ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_store_load_file(store, path, NULL), CERTCHECK_OK);
    certcheck_store_seal(store);
    ck_assert_int_eq(certcheck_policy_new(&policy), CERTCHECK_OK);
    certcheck_policy_set_time(policy, NOW);
    with = (struct certcheck_gnutls){.store = store, .policy = policy};
}

void begin(const char *priority, const char *scenario, const char *key)
{
    failing_alloc_at(0);
    trust_folder(scenario);
    handshake_begin(priority, scenario, key);
}

/* The store goes first: the session has a reference of its own. */
void end(void)
{
    certcheck_store_free(store);
    handshake_end();
    certcheck_policy_free(policy);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static const char *text_of(bool alerted, gnutls_alert_description_t alert)
{
    const char *name = gnutls_alert_get_strname(alert);
    return !alerted ? "no alert" : name == NULL ? "an unknown alert" : name;
}

void assert_alert(const struct end *peer, gnutls_alert_description_t alert)
{
    ck_assert_str_eq(text_of(peer->alerted, peer->alert), text_of(true, alert));
}

void assert_talked(void)
{
    ck_assert_int_eq(h.client.result, 0);
    ck_assert_int_eq(h.server.result, 0);
    ck_assert_str_eq(h.client.data, SERVER_WORDS);
    ck_assert_str_eq(h.server.data, CLIENT_WORDS);
}

void assert_refused_by(const struct end *judge, const struct end *peer, const char *id,
                       gnutls_alert_description_t alert)
{
    gnutls_alert_description_t sent;
    ck_assert_int_eq(certcheck_gnutls_status(judge->session), CERTCHECK_OK);
    ck_assert_int_ne(certcheck_gnutls_verdict(judge->session), CERTCHECK_VALID);
    ck_assert_str_eq(main_finding_id(certcheck_gnutls_report(judge->session)), id);
    ck_assert_int_eq(judge->result, GNUTLS_E_CERTIFICATE_ERROR);
    ck_assert(certcheck_gnutls_alert(judge->session, &sent));
    ck_assert_int_eq(sent, alert);
    assert_alert(peer, alert);
    ck_assert_str_eq(peer->data, "");
    ck_assert_int_lt(gnutls_record_send(judge->session, "secret", 6), 0);
}
