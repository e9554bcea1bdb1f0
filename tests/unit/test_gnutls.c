/* SPDX-License-Identifier: MIT */
/* Verification inside a client's handshakes: who is refused, with which finding, and what the peer
 * is told. */
#include "support/failing_alloc.h"
#include "support/handshake.h"
#include "support/run_suite.h"
#include "support/scenario.h"
#include "tls/session.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static certcheck_time read_time(void *context)
{
    return *(certcheck_time *)context;
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
    {"strength/key-renamed", "rsa1024", HOST, "key-unsupported", GNUTLS_A_UNSUPPORTED_CERTIFICATE},
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
    handshake_run();
    assert_talked();
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_VALID);
    ck_assert(!certcheck_gnutls_alert(h.client.session, NULL));
    const struct certcheck_report *report = certcheck_gnutls_report(h.client.session);
    ck_assert_uint_eq(certcheck_report_path(report, 0)->entry_count, 3);
    ck_assert_str_eq(certcheck_report_path(report, 0)->entries[1].source, "sent by the peer");
    end();
}
END_TEST

/* What came of it the first time is forgotten, and given back. */
START_TEST(server_that_is_judged_again_may_be_refused)
{
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    certcheck_policy_set_time(policy, NOW + (certcheck_time)10 * 365 * 86400);
    ck_assert_int_eq(cc_tls_verify(h.client.session), GNUTLS_E_CERTIFICATE_ERROR);
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_NOT_VALID);
    certcheck_policy_set_time(policy, NOW);
    ck_assert_int_eq(cc_tls_verify(h.client.session), 0);
    ck_assert(!certcheck_gnutls_alert(h.client.session, NULL));
    end();
}
END_TEST

/* Only of clients are certificates optional. */
START_TEST(server_that_shows_nothing_is_refused)
{
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    with.certificate_optional = true;
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    ck_assert_int_eq(cc_tls_verify(h.client.session), GNUTLS_E_CERTIFICATE_ERROR);
    ck_assert(certcheck_gnutls_alert(h.client.session, NULL));
    end();
}
END_TEST

START_TEST(bad_server_is_refused_and_told_why)
{
    const struct bad_server *bad = &bad_servers[_i / 2];
    begin(versions[_i % 2], bad->scenario, bad->key);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, bad->host),
                     CERTCHECK_OK);
    handshake_run();
    assert_refused_by(&h.client, &h.server, bad->id, bad->alert);
    end();
}
END_TEST

START_TEST(time_is_asked_for_in_each_verification)
{
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    certcheck_time late = NOW + (certcheck_time)10 * 365 * 86400;
    with.now = read_time;
    with.context = &late;
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_refused_by(&h.client, &h.server, "expired", GNUTLS_A_CERTIFICATE_EXPIRED);
    ck_assert_int_eq(certcheck_report_time(certcheck_gnutls_report(h.client.session)), late);
    end();
}
END_TEST

START_TEST(identities_of_the_policy_count_beside_the_host)
{
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    ck_assert_int_eq(certcheck_policy_add_identity(policy, CERTCHECK_IDENTITY_DNS, "other.example"),
                     CERTCHECK_OK);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_refused_by(&h.client, &h.server, "hostname-mismatch", GNUTLS_A_CERTIFICATE_UNKNOWN);
    end();
}
END_TEST

START_TEST(purpose_of_the_policy_stands)
{
    begin(versions[_i], "extended-key-usage/wrong-purpose", "ed25519-leaf");
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "clientAuth"), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    end();
}
END_TEST

START_TEST(missing_intermediate_is_taken_from_the_callers_pool)
{
    begin(versions[_i], "path/issuer-missing", "ed25519-leaf");
    struct certcheck_pool *pool;
    char path[1024];
    snprintf(path, sizeof(path), "%s/path/ordinary/untrusted.pem", getenv("TESTDATA"));
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_load_file(pool, path, NULL), CERTCHECK_OK);
    with.untrusted = pool;
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    const struct certcheck_report *report = certcheck_gnutls_report(h.client.session);
    ck_assert_str_eq(certcheck_report_path(report, 0)->entries[1].source, path);
    certcheck_pool_free(pool);
    end();
}
END_TEST

/* ---- what the caller fetches meanwhile ---- */

static int fetches;
static const char *to_fetch;

static bool fetch(void *context, const struct certcheck_report *report, struct certcheck_pool *pool)
{
    char path[1024];
    size_t before = certcheck_pool_count(pool);
    ck_assert_ptr_eq(context, &fetches);
    fetches++;
    ck_assert_str_eq(certcheck_report_want(report, 0)->url, "http://ca.example/intermediate.cer");
    snprintf(path, sizeof(path), "%s/%s", getenv("TESTDATA"), to_fetch);
    ck_assert_int_eq(certcheck_pool_load_file(pool, path, NULL), CERTCHECK_OK);
    return certcheck_pool_count(pool) > before;
}

static bool fetch_for_ever(void *context, const struct certcheck_report *report,
                           struct certcheck_pool *pool)
{
    (void)context;
    (void)report;
    (void)pool;
    fetches++;
    return true;
}

static bool take_report(void *context, const struct certcheck_report *report,
                        struct certcheck_pool *pool)
{
    (void)context;
    (void)pool;
    fetches++;
    ck_assert_uint_eq(certcheck_report_want_count(report), 1);
    ck_assert_ptr_null(certcheck_gnutls_report(h.client.session));
    certcheck_report_free(certcheck_gnutls_take_report(h.client.session));
    return false;
}

static void begin_fetching(const char *priority, const char *scenario, const char *file)
{
    begin(priority, scenario, "ed25519-leaf");
    fetches = 0;
    to_fetch = file;
    with.fetch = fetch;
    with.context = &fetches;
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
}

START_TEST(missing_intermediate_is_fetched_during_the_handshake)
{
    begin_fetching(versions[_i], "path/issuer-elsewhere", "path/ordinary/untrusted.pem");
    handshake_run();
    assert_talked();
    ck_assert_int_eq(fetches, 1);
    end();
}
END_TEST

START_TEST(fetching_overrules_nothing)
{
    begin_fetching(versions[_i], "path/issuer-elsewhere", "unrelated/hundred.pem");
    handshake_run();
    assert_refused_by(&h.client, &h.server, "issuer-missing", GNUTLS_A_UNKNOWN_CA);
    ck_assert_int_eq(fetches, 2);
    end();
}
END_TEST

START_TEST(nothing_is_fetched_when_nothing_is_wanted)
{
    begin_fetching(versions[_i], "path/issuer-missing", "path/ordinary/untrusted.pem");
    handshake_run();
    assert_refused_by(&h.client, &h.server, "issuer-missing", GNUTLS_A_UNKNOWN_CA);
    ck_assert_int_eq(fetches, 0);
    end();
}
END_TEST

static void refuse_after_fetching(int version,
                                  bool (*by)(void *, const struct certcheck_report *,
                                             struct certcheck_pool *),
                                  int times)
{
    begin(versions[version], "path/issuer-elsewhere", "ed25519-leaf");
    fetches = 0;
    with.fetch = by;
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_refused_by(&h.client, &h.server, "issuer-missing", GNUTLS_A_UNKNOWN_CA);
    ck_assert_int_eq(fetches, times);
    end();
}

START_TEST(fetching_ends)
{
    refuse_after_fetching(_i, fetch_for_ever, CERTCHECK_GNUTLS_FETCHES);
}
END_TEST

START_TEST(report_that_is_fetched_for_cannot_be_taken)
{
    refuse_after_fetching(_i, take_report, 1);
}
END_TEST

START_TEST(server_on_the_callers_crl_is_refused_as_revoked)
{
    char path[1024];
    struct certcheck_pool *pool;
    begin(versions[_i], "crl/revoked", "ed25519-leaf");
    snprintf(path, sizeof(path), "%s/crl/revoked/crl.pem", getenv("TESTDATA"));
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_load_file(pool, path, NULL), CERTCHECK_OK);
    with.untrusted = pool;
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_refused_by(&h.client, &h.server, "certificate-revoked", GNUTLS_A_CERTIFICATE_REVOKED);
    certcheck_pool_free(pool);
    end();
}
END_TEST

START_TEST(spent_budget_is_no_acceptance)
{
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    certcheck_policy_set_budget(policy, CERTCHECK_BUDGET_SIGNATURES, 1);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_refused_by(&h.client, &h.server, "budget-spent", GNUTLS_A_CERTIFICATE_UNKNOWN);
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_UNDETERMINED);
    end();
}
END_TEST

START_TEST(taken_report_outlives_the_session)
{
    begin(versions[_i], "validity/expired", "ed25519-leaf");
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    struct certcheck_report *report = certcheck_gnutls_take_report(h.client.session);
    ck_assert_ptr_null(certcheck_gnutls_report(h.client.session));
    ck_assert_ptr_null(certcheck_gnutls_take_report(h.client.session));
    certcheck_store_free(store);
    handshake_end();
    certcheck_policy_free(policy);
    ck_assert_str_eq(main_finding_id(report), "expired");
    certcheck_report_free(report);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}
END_TEST

/* A resumed session shows no certificate: it stands on the first one's verification. */
START_TEST(resumed_session_has_no_report)
{
    gnutls_datum_t key, ticket;
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    ck_assert_int_eq(gnutls_session_ticket_key_generate(&key), 0);
    ck_assert_int_eq(gnutls_session_ticket_enable_server(h.server.session, &key), 0);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    ck_assert_int_eq(gnutls_session_get_data2(h.client.session, &ticket), 0);
    handshake_end();

    handshake_begin(versions[_i], "path/ordinary", "ed25519-leaf");
    ck_assert_int_eq(gnutls_session_ticket_enable_server(h.server.session, &key), 0);
    ck_assert_int_eq(gnutls_session_set_data(h.client.session, ticket.data, ticket.size), 0);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    ck_assert(gnutls_session_is_resumed(h.client.session));
    ck_assert_ptr_null(certcheck_gnutls_report(h.client.session));
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_NOT_VALID);
    /* The state is still there. */
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST),
                     CERTCHECK_BAD_ARGUMENT);
    gnutls_free(key.data);
    gnutls_free(ticket.data);
    end();
}
END_TEST

START_TEST(session_of_another_can_be_checked_when_its_handshake_is_over)
{
    struct certcheck_report *report;
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    ck_assert_int_eq(certcheck_gnutls_check_server(h.client.session, &with, HOST, &report),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_ptr_null(report);
    handshake_run();
    ck_assert_int_eq(certcheck_gnutls_check_server(h.client.session, &with, HOST, &report),
                     CERTCHECK_OK);
    ck_assert_int_eq(certcheck_report_verdict(report), CERTCHECK_VALID);
    certcheck_report_free(report);
    ck_assert_int_eq(
        certcheck_gnutls_check_server(h.client.session, &with, "other.example", &report),
        CERTCHECK_OK);
    ck_assert_str_eq(main_finding_id(report), "hostname-mismatch");
    certcheck_report_free(report);
    ck_assert_int_eq(certcheck_gnutls_check_server(h.client.session, &with, NULL, &report),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_ptr_null(report);
    end();
}
END_TEST

static void assert_refused_unverified(void)
{
    ck_assert_int_eq(h.client.result, GNUTLS_E_CERTIFICATE_ERROR);
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_NOT_VALID);
    assert_alert(&h.server, GNUTLS_A_INTERNAL_ERROR);
    ck_assert_str_eq(h.server.data, "");
}

START_TEST(guarded_credentials_refuse_without_verification)
{
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    certcheck_gnutls_guard(h.client.credentials);
    handshake_run();
    assert_refused_unverified();
    ck_assert_ptr_null(certcheck_gnutls_report(h.client.session));
    ck_assert(!certcheck_gnutls_alert(h.client.session, NULL));
    end();
}
END_TEST

START_TEST(guarded_credentials_let_in_after_verification)
{
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    certcheck_gnutls_guard(h.client.credentials);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    end();
}
END_TEST

/* ---- the contract ---- */

static void assert_bad(const char *host)
{
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, host),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_NOT_VALID);
}

START_TEST(what_cannot_be_verified_is_a_bad_argument)
{
    struct certcheck_policy *timeless;
    struct certcheck_store *unsealed;
    begin(TLS13, "path/ordinary", "ed25519-leaf");
    assert_bad(NULL);
    assert_bad("");
    assert_bad("two words");
    ck_assert_int_eq(certcheck_gnutls_verify_server(NULL, &with, HOST), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, NULL, HOST),
                     CERTCHECK_BAD_ARGUMENT);
    with.policy = NULL;
    assert_bad(HOST);
    ck_assert_int_eq(certcheck_policy_new(&timeless), CERTCHECK_OK);
    with.policy = timeless;
    assert_bad(HOST);
    certcheck_policy_set_time(timeless, NOW);
    ck_assert_int_eq(certcheck_policy_set_purpose(timeless, ""), CERTCHECK_BAD_ARGUMENT);
    assert_bad(HOST);
    with.policy = policy;
    with.store = NULL;
    assert_bad(HOST);
    ck_assert_int_eq(certcheck_store_new(&unsealed), CERTCHECK_OK);
    with.store = unsealed;
    assert_bad(HOST);
    certcheck_store_free(unsealed);
    certcheck_policy_free(timeless);
    end();
}
END_TEST

START_TEST(session_without_verification_says_nothing)
{
    begin(TLS13, "path/ordinary", "ed25519-leaf");
    handshake_run();
    assert_talked();
    ck_assert_int_eq(certcheck_gnutls_verdict(h.client.session), CERTCHECK_NOT_VALID);
    ck_assert_int_eq(certcheck_gnutls_verdict(NULL), CERTCHECK_NOT_VALID);
    ck_assert_int_eq(certcheck_gnutls_status(h.client.session), CERTCHECK_OK);
    ck_assert_ptr_null(certcheck_gnutls_report(h.client.session));
    ck_assert_ptr_null(certcheck_gnutls_take_report(h.client.session));
    ck_assert(!certcheck_gnutls_alert(h.client.session, NULL));
    end();
}
END_TEST

START_TEST(session_pointer_stays_the_applications)
{
    int application = 7;
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    gnutls_session_set_ptr(h.client.session, &application);
    ck_assert_int_eq(certcheck_gnutls_verify_server(h.client.session, &with, HOST), CERTCHECK_OK);
    handshake_run();
    assert_talked();
    ck_assert_ptr_eq(gnutls_session_get_ptr(h.client.session), &application);
    end();
}
END_TEST

START_TEST(whoever_goes_on_after_a_bad_argument_lets_nobody_in)
{
    begin(versions[_i], "path/ordinary", "ed25519-leaf");
    assert_bad("two words");
    handshake_run();
    assert_refused_unverified();
    ck_assert_ptr_null(certcheck_gnutls_report(h.client.session));
    end();
}
END_TEST

/* Whichever allocation fails, the server is not let in; returns whether one did. */
static bool refused_when_allocation_fails(const char *priority, size_t nth)
{
    begin(priority, "path/ordinary", "ed25519-leaf");
    failing_alloc_at(nth);
    enum certcheck_status status = certcheck_gnutls_verify_server(h.client.session, &with, HOST);
    handshake_run();
    bool failed = failing_alloc_count() >= nth;
    failing_alloc_at(0);
    if (status == CERTCHECK_OK)
        status = certcheck_gnutls_status(h.client.session);
    if (failed) {
        ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
        assert_refused_unverified();
    } else
        assert_talked();
    end();
    return failed;
}

START_TEST(failed_allocation_lets_nobody_in)
{
    size_t nth = 1;
    while (refused_when_allocation_fails(versions[_i], nth))
        nth++;
    ck_assert_uint_gt(nth, 10);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("gnutls");
    TCase *clients = tcase_create("clients");
    TCase *contract = tcase_create("contract");
    tcase_set_timeout(contract, 60);
    suite_add_tcase(suite, clients);
    suite_add_tcase(suite, contract);
    tcase_add_loop_test(clients, good_server_is_let_in, 0, 2);
    tcase_add_loop_test(clients, server_that_is_judged_again_may_be_refused, 0, 2);
    tcase_add_loop_test(clients, server_that_shows_nothing_is_refused, 0, 2);
    tcase_add_loop_test(clients, bad_server_is_refused_and_told_why, 0, 2 * BAD_SERVERS);
    tcase_add_loop_test(clients, time_is_asked_for_in_each_verification, 0, 2);
    tcase_add_loop_test(clients, identities_of_the_policy_count_beside_the_host, 0, 2);
    tcase_add_loop_test(clients, purpose_of_the_policy_stands, 0, 2);
    tcase_add_loop_test(clients, missing_intermediate_is_taken_from_the_callers_pool, 0, 2);
    tcase_add_loop_test(clients, missing_intermediate_is_fetched_during_the_handshake, 0, 2);
    tcase_add_loop_test(clients, fetching_overrules_nothing, 0, 2);
    tcase_add_loop_test(clients, nothing_is_fetched_when_nothing_is_wanted, 0, 2);
    tcase_add_loop_test(clients, fetching_ends, 0, 2);
    tcase_add_loop_test(clients, report_that_is_fetched_for_cannot_be_taken, 0, 2);
    tcase_add_loop_test(clients, server_on_the_callers_crl_is_refused_as_revoked, 0, 2);
    tcase_add_loop_test(clients, spent_budget_is_no_acceptance, 0, 2);
    tcase_add_loop_test(clients, taken_report_outlives_the_session, 0, 2);
    tcase_add_loop_test(clients, resumed_session_has_no_report, 0, 2);
    tcase_add_loop_test(clients, session_of_another_can_be_checked_when_its_handshake_is_over, 0,
                        2);
    tcase_add_loop_test(clients, guarded_credentials_refuse_without_verification, 0, 2);
    tcase_add_loop_test(clients, guarded_credentials_let_in_after_verification, 0, 2);
    tcase_add_test(contract, what_cannot_be_verified_is_a_bad_argument);
    tcase_add_test(contract, session_without_verification_says_nothing);
    tcase_add_loop_test(contract, whoever_goes_on_after_a_bad_argument_lets_nobody_in, 0, 2);
    tcase_add_loop_test(contract, session_pointer_stays_the_applications, 0, 2);
    tcase_add_loop_test(contract, failed_allocation_lets_nobody_in, 0, 2);
    return suite;
}

int main(void)
{
    return run_suite(make_suite());
}
