/* SPDX-License-Identifier: MIT */
/* Who is valid has shown the key as well: a verdict of VALID is had when the handshake is over, and
 * not for a later one without certificates. */
#include "support/handshake.h"
#include "support/run_suite.h"

#include <check.h>

static const char *const versions[] = {TLS12, TLS13};

#define ANONYMOUS TLS12 ":+ANON-ECDH"

static void assert_nothing_is_valid(gnutls_session_t session)
{
    ck_assert_int_eq(certcheck_gnutls_verdict(session), CERTCHECK_NOT_VALID);
    ck_assert_ptr_null(certcheck_gnutls_report(session));
    ck_assert_ptr_null(certcheck_gnutls_take_report(session));
}

START_TEST(server_without_the_key_is_not_valid)
{
    struct certcheck_report *report;
    begin(versions[_i], "path/ordinary", "ed25519-other");
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    ck_assert_int_eq(h.client.result, GNUTLS_E_PK_SIG_VERIFY_FAILED);
    assert_nothing_is_valid(h.client.session);
    ck_assert_int_eq(certcheck_gnutls_check_server(h.client.session, &with, HOST, &report),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_ptr_null(report);
    end();
}
END_TEST

START_TEST(client_without_the_key_is_not_valid)
{
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    handshake_client_shows("extended-key-usage/wrong-purpose", "ed25519-other");
    gnutls_certificate_server_set_request(h.server.session, GNUTLS_CERT_REQUIRE);
    ck_assert_int_eq(certcheck_gnutls_verify_client(h.server.session, &with), CERTCHECK_OK);
    handshake_run();
    ck_assert_int_eq(h.server.result, GNUTLS_E_PK_SIG_VERIFY_FAILED);
    assert_nothing_is_valid(h.server.session);
    end();
}
END_TEST

static int verifications;
static int messages_since;

static certcheck_time count_verifications(void *context)
{
    (void)context;
    verifications++;
    return NOW;
}

static int ask_in_the_midst(gnutls_session_t session, unsigned type, unsigned when,
                            unsigned incoming, const gnutls_datum_t *message)
{
    (void)type;
    (void)when;
    (void)incoming;
    (void)message;
    messages_since += verifications;
    assert_nothing_is_valid(session);
    return 0;
}

START_TEST(nothing_is_valid_in_the_midst_of_a_handshake)
{
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    verifications = messages_since = 0;
    with.now = count_verifications;
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    gnutls_handshake_set_hook_function(h.client.session, GNUTLS_HANDSHAKE_ANY, GNUTLS_HOOK_POST,
                                       ask_in_the_midst);
    while (h.client.result != 0 && !gnutls_error_is_fatal(h.client.result)) {
        h.client.result = gnutls_handshake(h.client.session);
        h.server.result = gnutls_handshake(h.server.session);
    }
    gnutls_handshake_set_hook_function(h.client.session, GNUTLS_HANDSHAKE_ANY, GNUTLS_HOOK_POST,
                                       NULL);
    ck_assert_int_eq(h.client.result, 0);
    ck_assert_int_eq(verifications, 1);
    ck_assert_int_gt(messages_since, 0);
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_VALID);
    ck_assert_ptr_nonnull(certcheck_gnutls_report(h.client.session));
    end();
}
END_TEST

/* A client's session that sends application data before the server's Finished has come. */
static void begin_false_start(const char *key)
{
    begin(TLS12, "path/ordinary", key);
    gnutls_deinit(h.client.session);
    ck_assert_int_eq(gnutls_init(&h.client.session, GNUTLS_CLIENT | GNUTLS_NONBLOCK |
                                                        GNUTLS_NO_SIGNAL |
                                                        GNUTLS_ENABLE_FALSE_START),
                     0);
    ck_assert_int_eq(gnutls_priority_set_direct(h.client.session, TLS12, NULL), 0);
    ck_assert_int_eq(
        gnutls_credentials_set(h.client.session, GNUTLS_CRD_CERTIFICATE, h.client.credentials), 0);
    gnutls_transport_set_int(h.client.session, h.client.socket);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
}

START_TEST(server_is_valid_at_a_false_start)
{
    begin_false_start("ed25519-leaf");
    ck_assert_int_eq(gnutls_handshake(h.client.session), GNUTLS_E_AGAIN);
    ck_assert_int_eq(gnutls_handshake(h.server.session), GNUTLS_E_AGAIN);
    ck_assert_int_eq(gnutls_handshake(h.client.session), 0);
    ck_assert(gnutls_session_get_flags(h.client.session) & GNUTLS_SFLAGS_FALSE_START);
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_VALID);
    ck_assert_ptr_nonnull(certcheck_gnutls_report(h.client.session));
    end();
}
END_TEST

START_TEST(server_without_the_key_gets_no_false_start)
{
    begin_false_start("ed25519-other");
    handshake_run();
    ck_assert_int_eq(h.client.result, GNUTLS_E_PK_SIG_VERIFY_FAILED);
    assert_nothing_is_valid(h.client.session);
    end();
}
END_TEST

static void run_again(void)
{
    char word[8];
    ck_assert_int_eq(gnutls_rehandshake(h.server.session), 0);
    ck_assert_int_eq(gnutls_record_recv(h.client.session, word, sizeof(word)),
                     GNUTLS_E_REHANDSHAKE);
    h.client.done = h.server.done = false;
    h.client.data[0] = h.server.data[0] = '\0';
    handshake_run();
    assert_talked();
}

START_TEST(verdict_does_not_outlive_a_renegotiation_without_certificates)
{
    gnutls_anon_client_credentials_t of_client;
    gnutls_anon_server_credentials_t of_server;
    begin(TLS12, "path/ordinary", "ed25519-leaf");
    ck_assert_int_eq(gnutls_priority_set_direct(h.client.session, ANONYMOUS, NULL), 0);
    ck_assert_int_eq(gnutls_anon_allocate_client_credentials(&of_client), 0);
    ck_assert_int_eq(gnutls_anon_allocate_server_credentials(&of_server), 0);
    ck_assert_int_eq(gnutls_credentials_set(h.client.session, GNUTLS_CRD_ANON, of_client), 0);
    ck_assert_int_eq(gnutls_credentials_set(h.server.session, GNUTLS_CRD_ANON, of_server), 0);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    run_again();
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_VALID);

    ck_assert_int_eq(gnutls_priority_set_direct(h.server.session,
                                                ANONYMOUS ":-ECDHE-ECDSA:-ECDHE-RSA:-DHE-RSA:-RSA",
                                                NULL),
                     0);
    run_again();
    ck_assert_int_eq(gnutls_kx_get(h.client.session), GNUTLS_KX_ANON_ECDH);
    assert_nothing_is_valid(h.client.session);
    end();
    gnutls_anon_free_client_credentials(of_client);
    gnutls_anon_free_server_credentials(of_server);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gnutls_key");
    TCase *cases = tcase_create("gnutls_key");
    suite_add_tcase(suite, cases);
    tcase_add_loop_test(cases, server_without_the_key_is_not_valid, 0, 2);
    tcase_add_loop_test(cases, client_without_the_key_is_not_valid, 0, 2);
    tcase_add_loop_test(cases, nothing_is_valid_in_the_midst_of_a_handshake, 0, 2);
    tcase_add_test(cases, server_is_valid_at_a_false_start);
    tcase_add_test(cases, server_without_the_key_gets_no_false_start);
    tcase_add_test(cases, verdict_does_not_outlive_a_renegotiation_without_certificates);
    return run_suite(suite);
}
