/* SPDX-License-Identifier: MIT */
/* Our state in a GnuTLS session: put there, found, freed. */
#include "tls/session.h"

#include "base/alloc.h"
#include "path/policy.h"
#include "trust/pool.h"

/* GnuTLS hands its verify functions the session and nothing else, and the session's pointer is the
 * application's. A TLS extension of our own gives a second place, freed with the session. Its
 * number is of those for private use (RFC 8446 11), and it is never sent. */
#define EXTENSION 65484

static int ignore(gnutls_session_t session, const unsigned char *data, size_t length)
{
    (void)session;
    (void)data;
    (void)length;
    return 0;
}

static int send_nothing(gnutls_session_t session, gnutls_buffer_t buffer)
{
    (void)session;
    (void)buffer;
    return 0;
}

void cc_tls_release(struct cc_tls *tls)
{
    certcheck_report_free(tls->report);
    certcheck_policy_free(tls->own);
    certcheck_store_free(tls->with.store);
}

static void free_state(gnutls_ext_priv_data_t data)
{
    cc_tls_release(data);
    cc_free(data);
}

struct cc_tls *cc_tls_of(gnutls_session_t session)
{
    gnutls_ext_priv_data_t data = NULL;
    if (session == NULL || gnutls_ext_get_data(session, EXTENSION, &data) != 0)
        return NULL;
    return data;
}

static enum certcheck_status keep(gnutls_session_t session, struct cc_tls *tls)
{
    int code = gnutls_session_ext_register(session, "certcheck", EXTENSION, GNUTLS_EXT_NONE, ignore,
                                           send_nothing, free_state, NULL, NULL, 0);
    if (code == GNUTLS_E_MEMORY_ERROR)
        return CERTCHECK_NO_MEMORY;
    if (code != 0)
        return CERTCHECK_INTERNAL;
    gnutls_ext_set_data(session, EXTENSION, tls);
    return cc_tls_of(session) == tls ? CERTCHECK_OK : CERTCHECK_INTERNAL;
}

static enum certcheck_status set_own(struct cc_tls *tls, const char *host)
{
    enum certcheck_status status = certcheck_policy_new(&tls->own);
    if (status == CERTCHECK_OK)
        status = certcheck_policy_set_purpose(tls->own,
                                              tls->peer_is_client ? "clientAuth" : "serverAuth");
    if (status != CERTCHECK_OK || host == NULL)
        return status;
    return certcheck_policy_add_host(tls->own, host);
}

static bool usable(const struct certcheck_gnutls *with)
{
    return with != NULL && with->store != NULL && atomic_load(&with->store->sealed) &&
           with->policy != NULL && !with->policy->incomplete &&
           (with->now != NULL || with->policy->has_time);
}

enum certcheck_status cc_tls_init(struct cc_tls *tls, const struct certcheck_gnutls *with,
                                  bool peer_is_client, const char *host)
{
    *tls = (struct cc_tls){.peer_is_client = peer_is_client};
    if (!usable(with))
        return CERTCHECK_BAD_ARGUMENT;
    /* RFC 9525 6.1: without a name to look for, any server's certificate would do. */
    if (!peer_is_client && host == NULL && with->policy->identity_count == 0)
        return CERTCHECK_BAD_ARGUMENT;
    tls->with = *with;
    certcheck_store_ref(with->store);
    return set_own(tls, host);
}

static enum certcheck_status attach(gnutls_session_t session, const struct certcheck_gnutls *with,
                                    bool peer_is_client, const char *host)
{
    if (session == NULL || cc_tls_of(session) != NULL)
        return CERTCHECK_BAD_ARGUMENT;
    /* Whoever goes on although the rest fails has a session that refuses its peer. */
    gnutls_session_set_verify_function(session, cc_tls_verify);
    struct cc_tls *tls = cc_calloc(1, sizeof(*tls));
    if (tls == NULL)
        return CERTCHECK_NO_MEMORY;
    enum certcheck_status status = cc_tls_init(tls, with, peer_is_client, host);
    if (status == CERTCHECK_OK)
        status = keep(session, tls);
    if (status != CERTCHECK_OK)
        free_state(tls);
    return status;
}

enum certcheck_status certcheck_gnutls_verify_server(gnutls_session_t session,
                                                     const struct certcheck_gnutls *with,
                                                     const char *host)
{
    return attach(session, with, false, host);
}

enum certcheck_status certcheck_gnutls_verify_client(gnutls_session_t session,
                                                     const struct certcheck_gnutls *with)
{
    return attach(session, with, true, NULL);
}

void certcheck_gnutls_guard(gnutls_certificate_credentials_t credentials)
{
    gnutls_certificate_set_verify_function(credentials, cc_tls_verify);
}

bool cc_tls_is_over(gnutls_session_t session)
{
    /* "If initial negotiation is not complete when this function is called, NULL will be returned."
     */
    char *description = gnutls_session_get_desc(session);
    bool complete = description != NULL;
    gnutls_free(description);
    /* RFC 7918: a client that does not wait for the server's Finished has seen it sign its keys. */
    return complete || (gnutls_session_get_flags(session) & GNUTLS_SFLAGS_FALSE_START) != 0;
}

/* The verification comes before the peer shows that it has the certificate's key (RFC 5246 7.4.3,
 * 7.4.8), and a later handshake of the session may do without certificates. Refusals stand. */
static bool stands(gnutls_session_t session, const struct cc_tls *tls)
{
    return tls != NULL &&
           (tls->verdict != CERTCHECK_VALID ||
            (cc_tls_is_over(session) && gnutls_auth_get_type(session) == GNUTLS_CRD_CERTIFICATE));
}

enum certcheck_verdict certcheck_gnutls_verdict(gnutls_session_t session)
{
    const struct cc_tls *tls = cc_tls_of(session);
    return stands(session, tls) ? tls->verdict : CERTCHECK_NOT_VALID;
}

const struct certcheck_report *certcheck_gnutls_report(gnutls_session_t session)
{
    const struct cc_tls *tls = cc_tls_of(session);
    return stands(session, tls) ? tls->report : NULL;
}

struct certcheck_report *certcheck_gnutls_take_report(gnutls_session_t session)
{
    struct cc_tls *tls = cc_tls_of(session);
    if (!stands(session, tls))
        return NULL;
    struct certcheck_report *report = tls->report;
    tls->report = NULL;
    return report;
}

enum certcheck_status certcheck_gnutls_status(gnutls_session_t session)
{
    const struct cc_tls *tls = cc_tls_of(session);
    return tls == NULL ? CERTCHECK_OK : tls->status;
}

bool certcheck_gnutls_alert(gnutls_session_t session, gnutls_alert_description_t *alert)
{
    const struct cc_tls *tls = cc_tls_of(session);
    if (tls == NULL || !tls->refused)
        return false;
    if (alert != NULL)
        *alert = tls->alert;
    return true;
}
