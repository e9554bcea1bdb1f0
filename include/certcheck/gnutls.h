/* SPDX-License-Identifier: MIT */
/* Verification inside a GnuTLS handshake: one call to a session, and a peer whose certificate is not
 * valid is refused with the right alert before any application data is sent. This is the one header
 * that needs GnuTLS's (3.7 or later), so <certcheck/certcheck.h> does not include it.
 *
 *     gnutls_init(&session, GNUTLS_CLIENT);
 *     struct certcheck_gnutls with = {.store = store, .policy = policy, .now = now};
 *     if (certcheck_gnutls_verify_server(session, &with, "www.example.org") != CERTCHECK_OK)
 *         ... do not go on: every server would be refused
 *     gnutls_handshake(session); GNUTLS_E_CERTIFICATE_ERROR: see certcheck_gnutls_report
 *
 * What is left to the caller:
 * - The end of a refused connection: a socket that is closed while bytes lie in it unread resets the
 *   connection, and the alert may never be read. In TLS 1.3 there are such bytes (the server's
 *   Finished). shutdown(fd, SHUT_WR) first, and read on to the end, for a limited time.
 * - Server Name Indication: gnutls_server_name_set.
 * - The end of the handshake: a certificate can be shown by anybody, and GnuTLS verifies it before
 *   its peer has shown that it has the key as well. Until the first handshake is over no peer is
 *   CERTCHECK_VALID, nor is there a report that says so; where it failed, none ever is. (A client's
 *   false start, GNUTLS_ENABLE_FALSE_START, comes when the server has shown the key, but not yet its
 *   Finished.) Where there is no memory to ask GnuTLS, no peer is CERTCHECK_VALID either.
 * - Cipher suites: where both sides allow one without certificates (anonymous, PSK, SRP), there is
 *   nothing to verify, nor does GnuTLS ask us. After a handshake certcheck_gnutls_verdict says
 *   whether a certificate was found valid in it.
 * - Renegotiation (TLS 1.2): the certificate of a later handshake is verified, too, but whether that
 *   handshake is over cannot be told from the session: wait until gnutls_handshake returns 0. GnuTLS
 *   forgets no certificate: where a client shows none in a later handshake, the one that it showed
 *   before is verified again. With GNUTLS_ALLOW_ID_CHANGE a later handshake may show another one:
 *   where it failed, the verdict may be on a certificate whose key nobody has shown. A program need
 *   not take part (GNUTLS_E_REHANDSHAKE).
 * - Resumption: a resumed session (gnutls_session_is_resumed) shows no certificate and has no
 *   report. It stands on the verification of the session that made the ticket: keep tickets apart by
 *   host, store and policy.
 * - GnuTLS's own verification (gnutls_session_set_verify_cert) takes the place of ours when it is
 *   set later, as does any other verify function; so use only one.
 *
 * A server whose leaf promises a stapled OCSP response (Must-Staple, RFC 7633) is refused without one,
 * and with one that does not count, unless `untrusted` or what was fetched has one that does; a CRL
 * does not take its place. That is asked only where the client asked for it, which GnuTLS does by
 * itself (gnutls_ocsp_status_request_enable_client). Under CERTCHECK_REVOCATION_OFF no response is
 * looked at, so whatever was stapled will do. The policy's stapling is not looked at.
 *
 * Not looked at: signed certificate timestamps. Those of a certificate and of a stapled response can
 * be read (certcheck_next_sct). Those of the TLS extension (RFC 6962 3.3.1) are not even asked for:
 * GnuTLS 3.7 knows no such extension, and a client of TLS 1.3 that asks for it by
 * gnutls_session_ext_register ends the handshake with a server that answers: of the extensions of a
 * Certificate message GnuTLS reads that of stapling alone. */
#ifndef CERTCHECK_GNUTLS_H
#define CERTCHECK_GNUTLS_H

#include <certcheck/policy.h>
#include <certcheck/report.h>
#include <certcheck/store.h>
#include <certcheck/verify.h>
#include <gnutls/gnutls.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CERTCHECK_GNUTLS_FETCHES 32

/* What a peer's certificate is held against. Zero every field that is not set. */
struct certcheck_gnutls {
    struct certcheck_store *store; /* sealed; the session takes a reference of its own */
    /* Not copied: must stay, unchanged, until gnutls_deinit. One policy may serve many sessions. One
     * that asks for no purpose is read as asking for serverAuth of servers, and clientAuth of
     * clients. One that sets no severity of key-unsupported is read as having it an error: the
     * handshake rests on a key that nobody judged. */
    const struct certcheck_policy *policy;
    /* Other certificates, CRLs and OCSP responses, looked at together with the chain and the stapled
     * responses that the peer sends; each handshake takes references of all of them, so this is for
     * some, not for thousands. Must stay, unchanged, until gnutls_deinit. May be NULL. */
    const struct certcheck_pool *untrusted;
    /* Called once in each verification for the time at which the path must be valid. NULL: the
     * policy's time, which fits programs that do not run for long. The library reads no clock. */
    certcheck_time (*now)(void *context);
    void *context; /* for now and fetch */
    /* Called after a verification that wants something (certcheck_report_want_count) to get it and
     * add it to `pool`, which holds what the peer sent and `untrusted`. True: something new is in the
     * pool, so verify again; that is done at most CERTCHECK_GNUTLS_FETCHES times in a handshake while
     * the verdict is not valid, and as many times while it is: what else the peer sends cannot use
     * up what it takes to find out that it was revoked. A function with limits of its own should
     * count so, too, and then ask once more for what it did not get before. It cannot overrule a
     * verdict, only add evidence. The peer waits meanwhile, so mind the time. The report is the
     * library's; the session has none until the verification is over. NULL: nothing is fetched. */
    bool (*fetch)(void *context, const struct certcheck_report *report,
                  struct certcheck_pool *pool);
    /* Servers with GNUTLS_CERT_REQUEST: a client without a certificate is let in, and has no report.
     * Else it is refused. */
    bool certificate_optional;
};

/* certcheck_gnutls_verify_server makes a client's session verify its server. To be called between
 * gnutls_init and the first gnutls_handshake, once. `host` is what the server is asked to be: a host
 * name, or an IP address as text; the leaf must match it and every identity of the policy. It is
 * copied. With NULL the policy's identities are all that is asked, and there must be one.
 *
 * CERTCHECK_BAD_ARGUMENT: `host` is neither, nothing says which server is meant, no store or an
 * unsealed one, no policy or one that a call to set it up has failed for, neither a policy's time
 * nor `now`, or the session has a verification already, which stays. CERTCHECK_NO_MEMORY,
 * CERTCHECK_INTERNAL (GnuTLS refused). A session without a verification of ours that comes out of
 * such a failure refuses whatever certificate its peer shows, with internal_error, unless another
 * verify function is set later.
 *
 * The state is kept in the session, in the place of a TLS extension of the number 65484, of those
 * for private use, which is never sent; gnutls_session_set_ptr stays the application's. It is freed
 * by gnutls_deinit. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_gnutls_verify_server(gnutls_session_t session, const struct certcheck_gnutls *with,
                               const char *host);

/* certcheck_gnutls_verify_client makes a server's session verify the certificates of clients, which
 * it asks for with gnutls_certificate_server_set_request: without that call nobody is asked for one,
 * and everybody is let in. The rest is as above, but no identity need be asked for: whom the
 * certificate names is then for the caller to look at in the report's leaf. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_gnutls_verify_client(gnutls_session_t session, const struct certcheck_gnutls *with);

/* certcheck_gnutls_check_server verifies the server of a client's session whose handshake is over,
 * and leaves the session as it is: for programs that are given one by another library, or want to
 * verify again with more certificates. Whoever calls it must not have sent anything yet, and must
 * refuse the server by himself: certcheck_gnutls_alert_of. On CERTCHECK_OK *report is the caller's,
 * whatever the verdict; else it is NULL. CERTCHECK_BAD_ARGUMENT also when the session shows no X.509
 * certificate, and before its handshake is over. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_gnutls_check_server(gnutls_session_t session, const struct certcheck_gnutls *with,
                              const char *host, struct certcheck_report **report);

/* certcheck_gnutls_guard makes credentials refuse the peer of every session to which neither
 * function above was applied (nor another verify function), so that forgetting it is found at once.
 * It does not verify by itself: GnuTLS keeps nothing of ours in credentials, and a client's session
 * needs its own host name anyway. */
CERTCHECK_API void certcheck_gnutls_guard(gnutls_certificate_credentials_t credentials);

/* ---- after the handshake; of a session without verification all say 'nothing' ---- */

/* certcheck_gnutls_verdict returns the verdict on the peer's certificate; CERTCHECK_NOT_VALID also
 * when none was verified in this session, before the first handshake is over, and where a later one
 * did without certificates. */
CERTCHECK_API enum certcheck_verdict certcheck_gnutls_verdict(gnutls_session_t session);

/* certcheck_gnutls_report returns the report of the last verification, which lives until the next
 * one or gnutls_deinit; NULL when there was none or it could not be done, and one that says
 * CERTCHECK_VALID only while certcheck_gnutls_verdict does. */
CERTCHECK_API const struct certcheck_report *certcheck_gnutls_report(gnutls_session_t session);

/* certcheck_gnutls_take_report returns the same, which is then the caller's to free with
 * certcheck_report_free, at any time. The session keeps the verdict only. */
CERTCHECK_MUST_USE CERTCHECK_API struct certcheck_report *
certcheck_gnutls_take_report(gnutls_session_t session);

/* certcheck_gnutls_status tells whether the last verification could be done: what certcheck_verify
 * returned, CERTCHECK_NO_MEMORY, or CERTCHECK_INTERNAL. CERTCHECK_OK before the first one. */
CERTCHECK_API enum certcheck_status certcheck_gnutls_status(gnutls_session_t session);

/* certcheck_gnutls_alert says whether the last verification refused the peer, and with which alert
 * (RFC 8446 6.2). It was sent from within gnutls_handshake, which then returned
 * GNUTLS_E_CERTIFICATE_ERROR; a second alert (gnutls_alert_send_appropriate) is not needed. On a
 * transport that would block it may not have gone out. */
CERTCHECK_API bool certcheck_gnutls_alert(gnutls_session_t session,
                                          gnutls_alert_description_t *alert);

/* certcheck_gnutls_alert_of returns the alert that refuses a peer because of a finding:
 *
 *     bad_certificate       unreadable, a broken or weak signature or key, an issuer that is not
 *                           entitled to issue it
 *     unsupported_certificate  an unsupported algorithm or critical extension, another purpose
 *     certificate_revoked, certificate_expired (also not yet valid), unknown_ca (no way to an anchor)
 *     access_denied         a client whose certificate does not name whom the policy asks for
 *     certificate_unknown   anything else: another host, say, or a spent budget
 *
 * `finding` NULL: internal_error. */
CERTCHECK_API gnutls_alert_description_t
certcheck_gnutls_alert_of(const struct certcheck_finding *finding, bool of_client);

#ifdef __cplusplus
}
#endif

#endif
