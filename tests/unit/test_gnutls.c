/* SPDX-License-Identifier: MIT */
/* Verification inside handshakes: who is refused, with which finding, and what the peer is told. */
#include "support/failing_alloc.h"
#include "support/handshake.h"
#include "support/scenario.h"

#include <certcheck/gnutls.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOST "leaf.example"
#define NOW 1780272000 /* 2026-06-01T00:00:00Z, the time of testdata */

static struct certcheck_store *store;
static struct certcheck_policy *policy;
static struct certcheck_gnutls with;
static struct handshake h;

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

static void begin(const char *priority, const char *scenario, const char *key)
{
    failing_alloc_at(0);
    trust_folder(scenario);
    handshake_begin(&h, priority, scenario, key);
}

/* The store goes first: the session has a reference of its own. */
static void end(void)
{
    certcheck_store_free(store);
    handshake_end(&h);
    certcheck_policy_free(policy);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static const char *text_of(bool alerted, gnutls_alert_description_t alert)
{
    const char *name = gnutls_alert_get_strname(alert);
    return !alerted ? "no alert" : name == NULL ? "an unknown alert" : name;
}

static void assert_alert(const struct end *peer, gnutls_alert_description_t alert)
{
    ck_assert_str_eq(text_of(peer->alerted, peer->alert), text_of(true, alert));
}

/* One end was let in: both have sent and read application data. */
static void assert_talked(void)
{
    ck_assert_int_eq(h.client.result, 0);
    ck_assert_int_eq(h.server.result, 0);
    ck_assert_str_eq(h.client.data, SERVER_WORDS);
    ck_assert_str_eq(h.server.data, CLIENT_WORDS);
}

static void assert_refused_by(const struct end *judge, const struct end *peer, const char *id,
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

/* ---- clients ---- */

static const char *const versions[] = {TLS12, TLS13};

static const struct bad_server {
    const char *scenario;
    const char *key;
    const char *host;
    const char *id;
    gnutls_alert_description_t alert;
} bad_servers[] = {
    {"validity/expired", "ed25519-leaf", HOST, "expired", GNUTLS_A_CERTIFICATE_EXPIRED},
    {"validity/not-yet-valid", "ed25519-leaf", HOST, "not-yet-valid", GNUTLS_A_CERTIFICATE_EXPIRED},
    {"validity/expired-intermediate", "ed25519-leaf", HOST, "expired",
     GNUTLS_A_CERTIFICATE_EXPIRED},
    {"path/ordinary", "ed25519-leaf", "other.example", "hostname-mismatch",
     GNUTLS_A_CERTIFICATE_UNKNOWN},
    {"path/ordinary", "ed25519-leaf", "192.0.2.1", "ip-mismatch", GNUTLS_A_CERTIFICATE_UNKNOWN},
    {"path/unknown-root", "ed25519-leaf", HOST, "root-not-trusted", GNUTLS_A_UNKNOWN_CA},
    {"path/issuer-missing", "ed25519-leaf", HOST, "issuer-missing", GNUTLS_A_UNKNOWN_CA},
    {"path/self-signed", "ed25519-leaf", HOST, "self-signed", GNUTLS_A_UNKNOWN_CA},
    {"signature/broken-leaf", "ed25519-leaf", HOST, "signature-invalid", GNUTLS_A_BAD_CERTIFICATE},
    {"strength/rsa-2047", "rsa2047", HOST, "key-too-weak", GNUTLS_A_BAD_CERTIFICATE},
    {"strength/sha1", "ed25519-leaf", HOST, "signature-digest-weak", GNUTLS_A_BAD_CERTIFICATE},
    {"key-usage/no-cert-sign", "ed25519-leaf", HOST, "key-usage-no-cert-sign",
     GNUTLS_A_BAD_CERTIFICATE},
    {"encoding/boolean-not-canonical", "ed25519-leaf", HOST, "certificate-malformed",
     GNUTLS_A_BAD_CERTIFICATE},
    {"extended-key-usage/wrong-purpose", "ed25519-leaf", HOST, "purpose-not-allowed",
     GNUTLS_A_UNSUPPORTED_CERTIFICATE},
    {"critical-extensions/unknown-in-the-leaf", "ed25519-leaf", HOST, "critical-extension-unknown",
     GNUTLS_A_UNSUPPORTED_CERTIFICATE},
};
#define BAD_SERVERS ((int)(sizeof(bad_servers) / sizeof(*bad_servers)))

START_TEST(good_server_is_let_in)
{
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run(&h);
    assert_talked();
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_VALID);
    ck_assert(!certcheck_gnutls_alert(h.client.session, NULL));
    const struct certcheck_report *report = certcheck_gnutls_report(h.client.session);
    ck_assert_uint_eq(certcheck_report_path(report, 0)->entry_count, 3);
    ck_assert_str_eq(certcheck_report_path(report, 0)->entries[1].source, "sent by the peer");
    end();
}
END_TEST

START_TEST(bad_server_is_refused_and_told_why)
{
    const struct bad_server *bad = &bad_servers[_i / 2];
    begin(versions[_i % 2], bad->scenario, bad->key);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, bad->host),
                     CERTCHECK_OK);
    handshake_run(&h);
    assert_refused_by(&h.client, &h.server, bad->id, bad->alert);
    end();
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("gnutls");
    TCase *clients = tcase_create("clients");
    tcase_add_loop_test(clients, good_server_is_let_in, 0, 2);
    tcase_add_loop_test(clients, bad_server_is_refused_and_told_why, 0, 2 * BAD_SERVERS);
    suite_add_tcase(suite, clients);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(make_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
