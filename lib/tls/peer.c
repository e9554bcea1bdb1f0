/* SPDX-License-Identifier: MIT */
/* What the peer of a session sent: its leaf, its other certificates, its stapled responses. */
#include "tls/session.h"

#define SOURCE "sent by the peer"

/* RFC 8446 4.4.2: the sender's certificate is the first; all others may come in any order. One that
 * cannot be read is as one that was not sent, but for the leaf. */
static enum certcheck_status add_chain(struct cc_peer *peer, gnutls_session_t session,
                                       unsigned *count)
{
    *count = 0;
    const gnutls_datum_t *chain = gnutls_certificate_get_peers(session, count);
    if (chain == NULL || *count == 0)
        return CERTCHECK_OK;
    enum certcheck_status status =
        certcheck_certificate_parse(chain[0].data, chain[0].size, &peer->leaf, &peer->error);
    if (status != CERTCHECK_OK)
        return status == CERTCHECK_MALFORMED ? CERTCHECK_OK : status;
    for (unsigned i = 1; i < *count; i++) {
        struct certcheck_certificate *certificate = NULL;
        status = certcheck_certificate_parse(chain[i].data, chain[i].size, &certificate, NULL);
        if (status == CERTCHECK_MALFORMED)
            continue;
        if (status == CERTCHECK_OK)
            status = certcheck_pool_add(peer->pool, certificate, SOURCE);
        certcheck_certificate_free(certificate);
        if (status != CERTCHECK_OK)
            return status;
    }
    return CERTCHECK_OK;
}

/* RFC 7633 4.3.3: only what the client offered can be missed. A server has asked for nothing. */
static enum certcheck_stapling stapling_of(gnutls_session_t session)
{
    gnutls_datum_t der = {NULL, 0};
    if ((gnutls_session_get_flags(session) & GNUTLS_SFLAGS_CLI_REQUESTED_OCSP) == 0)
        return CERTCHECK_STAPLING_NOT_ASKED;
    return gnutls_ocsp_status_request_get2(session, 0, &der) == 0 ? CERTCHECK_STAPLING_GIVEN
                                                                  : CERTCHECK_STAPLING_MISSING;
}

/* RFC 8446 4.4.2.1: with each certificate its response; RFC 6066 8: the leaf's alone. A response
 * that cannot be read is as one that was not sent. */
static enum certcheck_status add_responses(struct cc_peer *peer, gnutls_session_t session,
                                           unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        gnutls_datum_t der = {NULL, 0};
        struct certcheck_ocsp *ocsp = NULL;
        if (gnutls_ocsp_status_request_get2(session, i, &der) != 0)
            continue;
        enum certcheck_status status = certcheck_ocsp_parse(der.data, der.size, &ocsp, NULL);
        if (status == CERTCHECK_MALFORMED)
            continue;
        if (status == CERTCHECK_OK)
            status = certcheck_pool_add_ocsp(peer->pool, ocsp, SOURCE);
        certcheck_ocsp_free(ocsp);
        if (status != CERTCHECK_OK)
            return status;
    }
    return CERTCHECK_OK;
}

static enum certcheck_status add_pool(struct certcheck_pool *pool,
                                      const struct certcheck_pool *more)
{
    enum certcheck_status status = CERTCHECK_OK;
    for (size_t i = 0; status == CERTCHECK_OK && i < certcheck_pool_count(more); i++)
        status = certcheck_pool_add(pool, certcheck_pool_certificate(more, i),
                                    certcheck_pool_source(more, i));
    for (size_t i = 0; status == CERTCHECK_OK && i < certcheck_pool_crl_count(more); i++)
        status = certcheck_pool_add_crl(pool, certcheck_pool_crl(more, i),
                                        certcheck_pool_crl_source(more, i));
    for (size_t i = 0; status == CERTCHECK_OK && i < certcheck_pool_ocsp_count(more); i++)
        status = certcheck_pool_add_ocsp(pool, certcheck_pool_ocsp(more, i),
                                         certcheck_pool_ocsp_source(more, i));
    return status;
}

enum certcheck_status cc_peer_read(struct cc_peer *peer, gnutls_session_t session,
                                   const struct certcheck_pool *more)
{
    unsigned count;
    *peer = (struct cc_peer){0};
    enum certcheck_status status = certcheck_pool_new(&peer->pool);
    if (status == CERTCHECK_OK)
        status = add_chain(peer, session, &count);
    if (status == CERTCHECK_OK)
        status = add_responses(peer, session, count);
    peer->stapling = stapling_of(session);
    if (status == CERTCHECK_OK && more != NULL)
        status = add_pool(peer->pool, more);
    return status;
}

void cc_peer_release(struct cc_peer *peer)
{
    certcheck_certificate_free(peer->leaf);
    certcheck_pool_free(peer->pool);
}
