/* SPDX-License-Identifier: MIT */
/* The verify function: judges the peer's certificates in the midst of a handshake. */
#include "tls/session.h"

#include "base/alloc.h"
#include "path/policy.h"

/* What the policy asks for, and what is ours: the time, the host, the purpose where it has none.
 * The copy borrows all that both policies hold, but for its identities, which are given back with
 * cc_free. */
static bool borrow(struct certcheck_policy *asked, const struct cc_tls *tls)
{
    const struct certcheck_policy *own = tls->own;
    *asked = *tls->with.policy;
    if (tls->with.now != NULL)
        certcheck_policy_set_time(asked, tls->with.now(tls->with.context));
    if (asked->purpose == CC_PURPOSE_ANY) {
        asked->purpose = own->purpose;
        asked->purpose_text = own->purpose_text;
        asked->purpose_oid_length = own->purpose_oid_length;
        memcpy(asked->purpose_oid, own->purpose_oid, sizeof(own->purpose_oid));
    }
    struct cc_identity *identities =
        cc_calloc(asked->identity_count + own->identity_count + 1, sizeof(*identities));
    if (identities == NULL)
        return false;
    for (size_t i = 0; i < own->identity_count; i++)
        identities[i] = own->identities[i];
    for (size_t i = 0; i < asked->identity_count; i++)
        identities[own->identity_count + i] = asked->identities[i];
    asked->identities = identities;
    asked->identity_count += own->identity_count;
    return true;
}

/* GnuTLS may know a key's algorithm by a name that is not known here (RSA has several). Then nobody
 * judged the key that this handshake rests on. */
static void want_known_keys(struct certcheck_policy *asked)
{
    if (asked->overridden[CERTCHECK_FINDING_KEY_UNSUPPORTED])
        return;
    asked->has_overrides = true;
    asked->overridden[CERTCHECK_FINDING_KEY_UNSUPPORTED] = true;
    asked->override[CERTCHECK_FINDING_KEY_UNSUPPORTED] = CERTCHECK_ERROR;
}

static bool fetched(const struct cc_tls *tls, const struct cc_peer *peer,
                    const struct certcheck_report *report)
{
    return tls->with.fetch != NULL && certcheck_report_want_count(report) > 0 &&
           tls->with.fetch(tls->with.context, report, peer->pool);
}

/* The session has no report while one is fetched for: it could be taken. Fetches are counted apart
 * while the verdict is valid and while it is not: the peer's other certificates must use up none of
 * those that find out that it was revoked. */
static enum certcheck_status verify_chain(struct cc_tls *tls, const struct cc_peer *peer,
                                          const struct certcheck_policy *asked)
{
    struct certcheck_report *report;
    enum certcheck_status status =
        certcheck_verify(tls->with.store, peer->pool, peer->leaf, asked, &report);
    int counts[2] = {0};
    while (status == CERTCHECK_OK) {
        int *count = &counts[certcheck_report_verdict(report) == CERTCHECK_VALID];
        if (*count == CERTCHECK_GNUTLS_FETCHES || !fetched(tls, peer, report))
            break;
        ++*count;
        certcheck_report_free(report);
        status = certcheck_verify(tls->with.store, peer->pool, peer->leaf, asked, &report);
    }
    tls->report = report;
    return status;
}

static enum certcheck_status verify_leaf(struct cc_tls *tls, const struct cc_peer *peer)
{
    struct certcheck_policy asked;
    if (!borrow(&asked, tls))
        return CERTCHECK_NO_MEMORY;
    want_known_keys(&asked);
    asked.stapling = tls->peer_is_client ? CERTCHECK_STAPLING_NOT_ASKED : peer->stapling;
    enum certcheck_status status =
        peer->leaf == NULL ? certcheck_verify_unreadable(&peer->error, &asked, &tls->report)
                           : verify_chain(tls, peer, &asked);
    cc_free(asked.identities);
    return status;
}

/* GNUTLS_E_CERTIFICATE_ERROR says nothing to the peer by itself. The alert goes out under the keys
 * of this moment, which are those that the peer reads with (RFC 8446 6). */
static int refuse(gnutls_session_t session, struct cc_tls *tls, gnutls_alert_description_t alert)
{
    if (tls != NULL) {
        tls->refused = true;
        tls->alert = alert;
    }
    int code;
    int tries = 8;
    do {
        code = gnutls_alert_send(session, GNUTLS_AL_FATAL, alert);
    } while (code == GNUTLS_E_INTERRUPTED && --tries > 0);
    return GNUTLS_E_CERTIFICATE_ERROR;
}

static gnutls_alert_description_t no_certificate_alert(gnutls_session_t session)
{
    /* RFC 8446 4.4.2.4; RFC 5246 7.4.6 has handshake_failure for it */
    return gnutls_protocol_get_version(session) == GNUTLS_TLS1_3 ? GNUTLS_A_CERTIFICATE_REQUIRED
                                                                 : GNUTLS_A_HANDSHAKE_FAILURE;
}

static void forget(struct cc_tls *tls)
{
    certcheck_report_free(tls->report);
    tls->report = NULL;
    tls->verdict = CERTCHECK_NOT_VALID;
    tls->status = CERTCHECK_OK;
    tls->refused = false;
}

static bool shows_nothing(const struct cc_peer *peer)
{
    return peer->leaf == NULL && peer->error.rule == NULL;
}

static int judge(gnutls_session_t session, struct cc_tls *tls, const struct cc_peer *peer)
{
    if (tls->status == CERTCHECK_OK && shows_nothing(peer))
        return tls->peer_is_client && tls->with.certificate_optional
                   ? 0
                   : refuse(session, tls, no_certificate_alert(session));
    if (tls->status == CERTCHECK_OK)
        tls->status = verify_leaf(tls, peer);
    if (tls->status != CERTCHECK_OK)
        return refuse(session, tls, GNUTLS_A_INTERNAL_ERROR);
    tls->verdict = certcheck_report_verdict(tls->report);
    if (tls->verdict == CERTCHECK_VALID)
        return 0;
    return refuse(
        session, tls,
        certcheck_gnutls_alert_of(certcheck_report_main_finding(tls->report), tls->peer_is_client));
}

static bool is_x509(gnutls_session_t session)
{
    return gnutls_certificate_type_get2(session, GNUTLS_CTYPE_PEERS) == GNUTLS_CRT_X509;
}

int cc_tls_verify(gnutls_session_t session)
{
    struct cc_tls *tls = cc_tls_of(session);
    if (tls == NULL)
        return refuse(session, NULL, GNUTLS_A_INTERNAL_ERROR);
    forget(tls);
    if (!is_x509(session))
        return refuse(session, tls, GNUTLS_A_UNSUPPORTED_CERTIFICATE);
    struct cc_peer peer;
    tls->status = cc_peer_read(&peer, session, tls->with.untrusted);
    int result = judge(session, tls, &peer);
    cc_peer_release(&peer);
    return result;
}

enum certcheck_status certcheck_gnutls_check_server(gnutls_session_t session,
                                                    const struct certcheck_gnutls *with,
                                                    const char *host,
                                                    struct certcheck_report **report)
{
    if (report == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *report = NULL;
    if (session == NULL || !cc_tls_is_over(session) || !is_x509(session))
        return CERTCHECK_BAD_ARGUMENT;
    struct cc_tls tls;
    struct cc_peer peer = {0};
    enum certcheck_status status = cc_tls_init(&tls, with, false, host);
    if (status == CERTCHECK_OK)
        status = cc_peer_read(&peer, session, with->untrusted);
    if (status == CERTCHECK_OK)
        status = shows_nothing(&peer) ? CERTCHECK_BAD_ARGUMENT : verify_leaf(&tls, &peer);
    *report = tls.report;
    tls.report = NULL;
    cc_peer_release(&peer);
    cc_tls_release(&tls);
    return status;
}
