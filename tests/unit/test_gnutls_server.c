/* SPDX-License-Identifier: MIT */
/* Verification inside a server's handshakes: which clients are refused, and what they are told. */
#include "support/handshake.h"
#include "support/run_suite.h"

#include <check.h>

static const char *const versions[] = {TLS12, TLS13};

#define CLIENT_CASE "extended-key-usage/wrong-purpose" /* for servers: its leaf is a client's */

static void begin_server(const char *priority, const char *client, gnutls_certificate_request_t ask)
{
    begin(priority, "path/ordinary", "ed25519-leaf");
    if (client != NULL)
        handshake_client_shows(client, "ed25519-leaf");
    gnutls_certificate_server_set_request(h.server.session, ask);
}

START_TEST(good_client_is_let_in)
{
    begin_server(versions[_i], CLIENT_CASE, GNUTLS_CERT_REQUIRE);
    ck_assert_int_eq(certcheck_gnutls_verify_client(h.server.session, &with), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    ck_assert_int_eq(certcheck_gnutls_verdict(h.server.session), CERTCHECK_VALID);
    ck_assert_ptr_nonnull(certcheck_report_leaf(certcheck_gnutls_report(h.server.session)));
    end();
}
END_TEST

/* It asks for the server's response, and has none of its own to send. */
START_TEST(client_owes_no_response)
{
    begin_server(versions[_i], "ocsp/must-staple-missing", GNUTLS_CERT_REQUIRE);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "serverAuth"), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_gnutls_verify_client(h.server.session, &with), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    end();
}
END_TEST

static const struct bad_client {
    const char *scenario;
    const char *id;
    gnutls_alert_description_t alert;
} bad_clients[] = {
    {"path/ordinary", "purpose-not-allowed", GNUTLS_A_UNSUPPORTED_CERTIFICATE},
    {"validity/expired", "expired", GNUTLS_A_CERTIFICATE_EXPIRED},
    {"path/self-signed", "self-signed", GNUTLS_A_UNKNOWN_CA},
    {"signature/broken-leaf", "signature-invalid", GNUTLS_A_BAD_CERTIFICATE},
};

START_TEST(bad_client_is_refused_and_told_why)
{
    const struct bad_client *bad = &bad_clients[_i / 2];
    begin_server(versions[_i % 2], bad->scenario, GNUTLS_CERT_REQUIRE);
    ck_assert_int_eq(certcheck_gnutls_verify_client(h.server.session, &with), CERTCHECK_OK);
    handshake_run();
    assert_refused_by(&h.server, &h.client, bad->id, bad->alert);
    end();
}
END_TEST

START_TEST(client_of_another_name_is_denied_access)
{
    begin_server(versions[_i], CLIENT_CASE, GNUTLS_CERT_REQUIRE);
    ck_assert_int_eq(certcheck_policy_add_identity(policy, CERTCHECK_IDENTITY_DNS, "other.example"),
                     CERTCHECK_OK);
    ck_assert_int_eq(certcheck_gnutls_verify_client(h.server.session, &with), CERTCHECK_OK);
    handshake_run();
    assert_refused_by(&h.server, &h.client, "hostname-mismatch", GNUTLS_A_ACCESS_DENIED);
    end();
}
END_TEST

START_TEST(client_without_certificate_is_refused)
{
    begin_server(versions[_i], NULL, GNUTLS_CERT_REQUEST);
    ck_assert_int_eq(certcheck_gnutls_verify_client(h.server.session, &with), CERTCHECK_OK);
    handshake_run();
    ck_assert_int_eq(h.server.result, GNUTLS_E_CERTIFICATE_ERROR);
    assert_alert(&h.client, _i == 0 ? GNUTLS_A_HANDSHAKE_FAILURE : GNUTLS_A_CERTIFICATE_REQUIRED);
    ck_assert_str_eq(h.client.data, "");
    ck_assert_ptr_null(certcheck_gnutls_report(h.server.session));
    end();
}
END_TEST

START_TEST(client_without_certificate_is_let_in_where_it_is_optional)
{
    begin_server(versions[_i], NULL, GNUTLS_CERT_REQUEST);
    with.certificate_optional = true;
    ck_assert_int_eq(certcheck_gnutls_verify_client(h.server.session, &with), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    ck_assert_ptr_null(certcheck_gnutls_report(h.server.session));
    ck_assert_int_eq(certcheck_gnutls_verdict(h.server.session), CERTCHECK_NOT_VALID);
    end();
}
END_TEST

START_TEST(optional_certificate_that_is_shown_must_be_valid)
{
    begin_server(versions[_i], "validity/expired", GNUTLS_CERT_REQUEST);
    with.certificate_optional = true;
    ck_assert_int_eq(certcheck_gnutls_verify_client(h.server.session, &with), CERTCHECK_OK);
    handshake_run();
    assert_refused_by(&h.server, &h.client, "expired", GNUTLS_A_CERTIFICATE_EXPIRED);
    end();
}
END_TEST

/* A resumed session shows no certificate: it stands on the first one's verification. */
START_TEST(resumed_client_has_no_report)
{
    gnutls_datum_t key, ticket;
    begin_server(versions[_i], CLIENT_CASE, GNUTLS_CERT_REQUIRE);
    ck_assert_int_eq(gnutls_session_ticket_key_generate(&key), 0);
    ck_assert_int_eq(gnutls_session_ticket_enable_server(h.server.session, &key), 0);
    ck_assert_int_eq(certcheck_gnutls_verify_client(h.server.session, &with), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    ck_assert_int_eq(gnutls_session_get_data2(h.client.session, &ticket), 0);
    handshake_end();

    handshake_begin(versions[_i], "path/ordinary", "ed25519-leaf");
    gnutls_certificate_server_set_request(h.server.session, GNUTLS_CERT_REQUIRE);
    ck_assert_int_eq(gnutls_session_ticket_enable_server(h.server.session, &key), 0);
    ck_assert_int_eq(gnutls_session_set_data(h.client.session, ticket.data, ticket.size), 0);
    ck_assert_int_eq(certcheck_gnutls_verify_client(h.server.session, &with), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    ck_assert(gnutls_session_is_resumed(h.server.session));
    ck_assert_ptr_null(certcheck_gnutls_report(h.server.session));
    /* The state is still there. */
    ck_assert_int_eq(certcheck_gnutls_verify_client(h.server.session, &with),
                     CERTCHECK_BAD_ARGUMENT);
    gnutls_free(key.data);
    gnutls_free(ticket.data);
    end();
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("gnutls_server");
    TCase *servers = tcase_create("servers");
    suite_add_tcase(suite, servers);
    tcase_add_loop_test(servers, good_client_is_let_in, 0, 2);
    tcase_add_loop_test(servers, client_owes_no_response, 0, 2);
    tcase_add_loop_test(servers, bad_client_is_refused_and_told_why, 0,
                        2 * (int)(sizeof(bad_clients) / sizeof(*bad_clients)));
    tcase_add_loop_test(servers, client_of_another_name_is_denied_access, 0, 2);
    tcase_add_loop_test(servers, client_without_certificate_is_refused, 0, 2);
    tcase_add_loop_test(servers, client_without_certificate_is_let_in_where_it_is_optional, 0, 2);
    tcase_add_loop_test(servers, optional_certificate_that_is_shown_must_be_valid, 0, 2);
    tcase_add_loop_test(servers, resumed_client_has_no_report, 0, 2);
    return suite;
}

int main(void)
{
    return run_suite(make_suite());
}
