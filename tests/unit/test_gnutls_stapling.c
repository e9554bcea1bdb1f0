/* SPDX-License-Identifier: MIT */
/* OCSP responses that servers send along in a handshake, and those that they owe; CRLs that are
 * fetched meanwhile. */
#include "support/handshake.h"
#include "support/run_suite.h"

#include <check.h>
#include <gnutls/abstract.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const versions[] = {TLS12, TLS13};

static struct certcheck_pool *responses;

static int give(gnutls_datum_t *response, const void *bytes, size_t length)
{
    response->data = gnutls_malloc(length);
    ck_assert_ptr_nonnull(response->data);
    memcpy(response->data, bytes, length);
    response->size = (unsigned)length;
    return 0;
}

/* A function of the server's, as GnuTLS sends none of a file that is over by its own clock. */
static int staple(gnutls_session_t session, void *context, gnutls_datum_t *response)
{
    (void)session;
    (void)context;
    struct certcheck_span der = certcheck_ocsp_der(certcheck_pool_ocsp(responses, 0));
    return give(response, der.data, der.length);
}

static int staple_nonsense(gnutls_session_t session, void *context, gnutls_datum_t *response)
{
    (void)session;
    (void)context;
    return give(response, "no response", 11);
}

static void staple_first_of(const char *scenario)
{
    char path[1024];
    snprintf(path, sizeof(path), "%s/%s/ocsp.pem", getenv("TESTDATA"), scenario);
    ck_assert_int_eq(certcheck_pool_new(&responses), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_load_file(responses, path, NULL), CERTCHECK_OK);
    ck_assert_int_eq(
        gnutls_certificate_set_ocsp_status_request_function2(h.server.credentials, 0, staple, NULL),
        0);
}

static void run_stapled(void)
{
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    certcheck_pool_free(responses);
    responses = NULL;
}

START_TEST(stapled_response_is_evidence)
{
    begin(versions[_i], "ocsp/must-staple", "ed25519-leaf");
    staple_first_of("ocsp/must-staple");
    run_stapled();
    assert_talked();
    const struct certcheck_revocation *revocation =
        &certcheck_report_path(certcheck_gnutls_report(h.client.session), 0)->entries[0].revocation;
    ck_assert_int_eq(revocation->status, CERTCHECK_REVOCATION_GOOD);
    ck_assert_int_eq(revocation->evidence, CERTCHECK_EVIDENCE_OCSP);
    ck_assert_str_eq(revocation->source, "sent by the peer");
    end();
}
END_TEST

START_TEST(stapled_revocation_is_refused)
{
    begin(versions[_i], "ocsp/revoked", "ed25519-leaf");
    staple_first_of("ocsp/revoked");
    run_stapled();
    assert_refused_by(&h.client, &h.server, "certificate-revoked", GNUTLS_A_CERTIFICATE_REVOKED);
    end();
}
END_TEST

/* RFC 8446 4.4.2.1: each certificate with its response. GnuTLS takes none that revokes from files.
 */
static gnutls_pcert_st chain[2];
static gnutls_ocsp_data_st chain_responses[2];
static gnutls_privkey_t chain_key;

static int show_chain(gnutls_session_t session, const struct gnutls_cert_retr_st *info,
                      gnutls_pcert_st **certificates, unsigned *certificate_count,
                      gnutls_ocsp_data_st **stapled, unsigned *stapled_count, gnutls_privkey_t *key,
                      unsigned *flags)
{
    (void)session;
    (void)info;
    *certificates = chain;
    *stapled = chain_responses;
    *certificate_count = *stapled_count = 2;
    *key = chain_key;
    *flags = 0;
    return 0;
}

static void staple_to_each(const char *scenario)
{
    gnutls_x509_crt_t *shown;
    gnutls_x509_privkey_t secret;
    unsigned count;
    staple_first_of(scenario);
    ck_assert_int_eq(gnutls_certificate_get_x509_crt(h.server.credentials, 0, &shown, &count), 0);
    ck_assert_uint_eq(count, 2);
    for (unsigned i = 0; i < count; i++) {
        struct certcheck_span der = certcheck_ocsp_der(certcheck_pool_ocsp(responses, i));
        ck_assert_int_eq(gnutls_pcert_import_x509(&chain[i], shown[i], 0), 0);
        chain_responses[i] = (gnutls_ocsp_data_st){.exptime = INT32_MAX};
        chain_responses[i].response.data = (unsigned char *)(uintptr_t)der.data;
        chain_responses[i].response.size = (unsigned)der.length;
        gnutls_x509_crt_deinit(shown[i]);
    }
    gnutls_free(shown);
    ck_assert_int_eq(gnutls_certificate_get_x509_key(h.server.credentials, 0, &secret), 0);
    ck_assert_int_eq(gnutls_privkey_init(&chain_key), 0);
    ck_assert_int_eq(
        gnutls_privkey_import_x509(chain_key, secret, GNUTLS_PRIVKEY_IMPORT_AUTO_RELEASE), 0);
    gnutls_certificate_set_retrieve_function3(h.server.credentials, show_chain);
}

START_TEST(stapled_revocation_of_an_intermediate_is_refused)
{
    begin(TLS13, "ocsp/revoked-intermediate", "ed25519-leaf");
    staple_to_each("ocsp/revoked-intermediate");
    run_stapled();
    assert_refused_by(&h.client, &h.server, "certificate-revoked", GNUTLS_A_CERTIFICATE_REVOKED);
    const struct certcheck_report_path *path =
        certcheck_report_path(certcheck_gnutls_report(h.client.session), 0);
    ck_assert_int_eq(path->entries[0].revocation.status, CERTCHECK_REVOCATION_GOOD);
    ck_assert_int_eq(path->entries[1].revocation.status, CERTCHECK_REVOCATION_REVOKED);
    for (size_t i = 0; i < 2; i++)
        gnutls_pcert_deinit(&chain[i]);
    gnutls_privkey_deinit(chain_key);
    end();
}
END_TEST

static void load(struct certcheck_pool *pool, const char *file)
{
    char path[1024];
    snprintf(path, sizeof(path), "%s/%s", getenv("TESTDATA"), file);
    ck_assert_int_eq(certcheck_pool_load_file(pool, path, NULL), CERTCHECK_OK);
}

static bool fetch_crl(void *context, const struct certcheck_report *report,
                      struct certcheck_pool *pool)
{
    size_t before = certcheck_pool_crl_count(pool);
    (void)context;
    if (before == 0)
        ck_assert_int_eq(certcheck_report_verdict(report), CERTCHECK_VALID);
    load(pool, "crl/same-point/crl.pem");
    return certcheck_pool_crl_count(pool) > before;
}

/* Fetching is not only for those who are not valid without. */
START_TEST(server_that_is_valid_until_its_crl_is_fetched_is_refused)
{
    begin(versions[_i], "crl/same-point", "ed25519-leaf");
    with.fetch = fetch_crl;
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_refused_by(&h.client, &h.server, "certificate-revoked", GNUTLS_A_CERTIFICATE_REVOKED);
    end();
}
END_TEST

/* Turns while the verdict is not valid, and while it is. */
static int turns[2];

static bool fetch_intermediate_last(void *context, const struct certcheck_report *report,
                                    struct certcheck_pool *pool)
{
    (void)context;
    bool valid = certcheck_report_verdict(report) == CERTCHECK_VALID;
    int turn = ++turns[valid];
    if (valid && turn == CERTCHECK_GNUTLS_FETCHES)
        load(pool, "path/issuer-and-crl-elsewhere/crl.pem");
    if (!valid && turn == CERTCHECK_GNUTLS_FETCHES)
        load(pool, "path/ordinary/untrusted.pem");
    return true;
}

START_TEST(fetching_for_other_certificates_leaves_the_revocation_its_turns)
{
    begin(versions[_i], "path/issuer-and-crl-elsewhere", "ed25519-leaf");
    with.fetch = fetch_intermediate_last;
    memset(turns, 0, sizeof(turns));
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_refused_by(&h.client, &h.server, "certificate-revoked", GNUTLS_A_CERTIFICATE_REVOKED);
    ck_assert_int_eq(turns[false], CERTCHECK_GNUTLS_FETCHES);
    ck_assert_int_eq(turns[true], CERTCHECK_GNUTLS_FETCHES);
    end();
}
END_TEST

START_TEST(server_that_breaks_its_promise_to_staple_is_refused)
{
    begin(versions[_i], "ocsp/must-staple-missing", "ed25519-leaf");
    run_stapled();
    assert_refused_by(&h.client, &h.server, "must-staple-missing", GNUTLS_A_CERTIFICATE_UNKNOWN);
    end();
}
END_TEST

START_TEST(server_that_staples_what_does_not_count_is_refused)
{
    begin(versions[_i], "ocsp/must-staple-garbage", "ed25519-leaf");
    staple_first_of("ocsp/must-staple-garbage");
    run_stapled();
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_UNDETERMINED);
    ck_assert(certcheck_gnutls_alert(h.client.session, NULL));
    end();
}
END_TEST

/* A CRL says that the leaf is good; still the server broke its promise. */
START_TEST(crl_does_not_stand_for_the_response_that_was_promised)
{
    static const char *const stapled[] = {"ocsp/must-staple-garbage", "ocsp/must-staple"};
    bool keeps = _i % 2 != 0;
    struct certcheck_pool *pool;
    begin(versions[_i / 2], stapled[keeps], "ed25519-leaf");
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    load(pool, "crl/good/crl.pem");
    with.untrusted = pool;
    staple_first_of(stapled[keeps]);
    run_stapled();
    if (keeps)
        assert_talked();
    else
        assert_refused_by(&h.client, &h.server, "revocation-unknown", GNUTLS_A_CERTIFICATE_UNKNOWN);
    const struct certcheck_revocation *revocation =
        &certcheck_report_path(certcheck_gnutls_report(h.client.session), 0)->entries[0].revocation;
    ck_assert_int_eq(revocation->evidence,
                     keeps ? CERTCHECK_EVIDENCE_CRL : CERTCHECK_EVIDENCE_NONE);
    certcheck_pool_free(pool);
    end();
}
END_TEST

START_TEST(no_response_is_looked_at_where_revocation_is_off)
{
    begin(versions[_i], "ocsp/must-staple-garbage", "ed25519-leaf");
    certcheck_policy_set_revocation(policy, CERTCHECK_REVOCATION_OFF);
    staple_first_of("ocsp/must-staple-garbage");
    run_stapled();
    assert_talked();
    end();
}
END_TEST

static void begin_with_nonsense(const char *priority, const char *scenario)
{
    begin(priority, scenario, "ed25519-leaf");
    ck_assert_int_eq(gnutls_certificate_set_ocsp_status_request_function2(h.server.credentials, 0,
                                                                          staple_nonsense, NULL),
                     0);
    run_stapled();
}

START_TEST(stapled_response_that_cannot_be_read_counts_for_nothing)
{
    begin_with_nonsense(versions[_i], "path/ordinary");
    assert_talked();
    end();
    begin_with_nonsense(versions[_i], "ocsp/must-staple");
    assert_refused_by(&h.client, &h.server, "revocation-unknown", GNUTLS_A_CERTIFICATE_UNKNOWN);
    end();
}
END_TEST

START_TEST(client_that_asks_for_no_response_misses_none)
{
    begin(versions[_i], "ocsp/must-staple-missing", "ed25519-leaf");
    gnutls_deinit(h.client.session);
    ck_assert_int_eq(gnutls_init(&h.client.session, GNUTLS_CLIENT | GNUTLS_NONBLOCK |
                                                        GNUTLS_NO_SIGNAL | GNUTLS_NO_EXTENSIONS),
                     0);
    ck_assert_int_eq(gnutls_priority_set_direct(h.client.session, versions[_i], NULL), 0);
    ck_assert_int_eq(
        gnutls_credentials_set(h.client.session, GNUTLS_CRD_CERTIFICATE, h.client.credentials), 0);
    gnutls_transport_set_int(h.client.session, h.client.socket);
    run_stapled();
    assert_talked();
    end();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gnutls_stapling");
    TCase *cases = tcase_create("gnutls_stapling");
    suite_add_tcase(suite, cases);
    tcase_add_loop_test(cases, stapled_response_is_evidence, 0, 2);
    tcase_add_loop_test(cases, stapled_revocation_is_refused, 0, 2);
    tcase_add_test(cases, stapled_revocation_of_an_intermediate_is_refused);
    tcase_add_loop_test(cases, server_that_is_valid_until_its_crl_is_fetched_is_refused, 0, 2);
    tcase_add_loop_test(cases, fetching_for_other_certificates_leaves_the_revocation_its_turns, 0,
                        2);
    tcase_add_loop_test(cases, server_that_breaks_its_promise_to_staple_is_refused, 0, 2);
    tcase_add_loop_test(cases, server_that_staples_what_does_not_count_is_refused, 0, 2);
    tcase_add_loop_test(cases, crl_does_not_stand_for_the_response_that_was_promised, 0, 4);
    tcase_add_loop_test(cases, no_response_is_looked_at_where_revocation_is_off, 0, 2);
    tcase_add_loop_test(cases, stapled_response_that_cannot_be_read_counts_for_nothing, 0, 2);
    tcase_add_loop_test(cases, client_that_asks_for_no_response_misses_none, 0, 2);
    return run_suite(suite);
}
