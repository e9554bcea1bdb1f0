/* SPDX-License-Identifier: MIT */
/* Servers that send what is no certificate: bytes that cannot be read, a key alone. */
#include "support/handshake.h"
#include "support/run_suite.h"

#include <check.h>
#include <gnutls/abstract.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const versions[] = {TLS12, TLS13};

/* The server goes on with its key, and sends these, which are its credentials' from now on. */
static void send_instead(gnutls_pcert_st *sent, int count)
{
    gnutls_certificate_credentials_t credentials;
    gnutls_x509_privkey_t key;
    gnutls_privkey_t copy;
    ck_assert_int_eq(gnutls_certificate_get_x509_key(h.server.credentials, 0, &key), 0);
    ck_assert_int_eq(gnutls_privkey_init(&copy), 0);
    ck_assert_int_eq(gnutls_privkey_import_x509(copy, key, GNUTLS_PRIVKEY_IMPORT_COPY), 0);
    ck_assert_int_eq(gnutls_certificate_allocate_credentials(&credentials), 0);
    ck_assert_int_ge(gnutls_certificate_set_key(credentials, NULL, 0, sent, count, copy), 0);
    ck_assert_int_eq(gnutls_credentials_set(h.server.session, GNUTLS_CRD_CERTIFICATE, credentials),
                     0);
    gnutls_certificate_free_credentials(h.server.credentials);
    h.server.credentials = credentials;
    gnutls_x509_privkey_deinit(key);
}

static void load(gnutls_pcert_st *certificate, const char *name)
{
    char path[1024];
    unsigned one = 1;
    snprintf(path, sizeof(path), "%s/%s.pem", getenv("TESTDATA"), name);
    ck_assert_int_eq(gnutls_pcert_list_import_x509_file(certificate, &one, path,
                                                        GNUTLS_X509_FMT_PEM, NULL, NULL, 0),
                     0);
}

/* GnuTLS itself can read it. */
START_TEST(certificate_that_cannot_be_read_is_as_one_not_sent)
{
    gnutls_pcert_st sent[3];
    unsigned count;
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    load(&sent[0], "path/ordinary/leaf");
    load(&sent[1], "encoding/boolean-not-canonical/leaf");
    load(&sent[2], "path/ordinary/untrusted");
    send_instead(sent, 3);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    ck_assert_ptr_nonnull(gnutls_certificate_get_peers(h.client.session, &count));
    ck_assert_uint_eq(count, 3);
    end();
}
END_TEST

static void send_key_alone(void)
{
    gnutls_pcert_st certificate, alone;
    load(&certificate, "path/ordinary/leaf");
    ck_assert_int_eq(gnutls_pcert_import_rawpk(&alone, certificate.pubkey, 0), 0);
    certificate.pubkey = NULL;
    gnutls_pcert_deinit(&certificate);
    send_instead(&alone, 1);
}

/* RFC 7250. Whose keys they are nothing here can tell. */
START_TEST(server_that_shows_a_key_alone_is_refused)
{
    char priority[128];
    struct certcheck_report *report;
    snprintf(priority, sizeof(priority), "%s:-CTYPE-SRV-X.509:+CTYPE-SRV-RAWPK", versions[_i]);
    begin(priority, "path/ordinary", "ed25519-leaf");
    send_key_alone();
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    ck_assert_int_eq(gnutls_certificate_type_get2(h.client.session, GNUTLS_CTYPE_PEERS),
                     GNUTLS_CRT_RAWPK);
    ck_assert_int_eq(h.client.result, GNUTLS_E_CERTIFICATE_ERROR);
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_NOT_VALID);
    ck_assert_ptr_null(certcheck_gnutls_report(h.client.session));
    assert_alert(&h.server, GNUTLS_A_UNSUPPORTED_CERTIFICATE);
    ck_assert_str_eq(h.server.data, "");
    ck_assert_int_eq(certcheck_gnutls_check_server(h.client.session, &with, HOST, &report),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_ptr_null(report);
    end();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gnutls_peer");
    TCase *cases = tcase_create("gnutls_peer");
    suite_add_tcase(suite, cases);
    tcase_add_loop_test(cases, certificate_that_cannot_be_read_is_as_one_not_sent, 0, 2);
    tcase_add_loop_test(cases, server_that_shows_a_key_alone_is_refused, 0, 2);
    return run_suite(suite);
}
