/* SPDX-License-Identifier: MIT */
/* What differs between the kinds of things that are fetched. */
#include "fetch_kind.h"

/* ---- certificates (RFC 5280 4.2.2.1) ---- */

static enum certcheck_status add_certificate(struct certcheck_pool *pool,
                                             const struct certcheck_pool *from, size_t index,
                                             const char *source)
{
    return certcheck_pool_add(pool, certcheck_pool_certificate(from, index), source);
}

/* ---- CRLs (4.2.1.13) ---- */

static enum certcheck_status add_crl(struct certcheck_pool *pool, const struct certcheck_pool *from,
                                     size_t index, const char *source)
{
    return certcheck_pool_add_crl(pool, certcheck_pool_crl(from, index), source);
}

static bool crl_update(const struct certcheck_pool *from, size_t index, certcheck_time *time)
{
    return certcheck_crl_next_update(certcheck_pool_crl(from, index), time);
}

/* ---- OCSP responses (RFC 6960 A.1) ---- */

static enum certcheck_status add_ocsp(struct certcheck_pool *pool,
                                      const struct certcheck_pool *from, size_t index,
                                      const char *source)
{
    return certcheck_pool_add_ocsp(pool, certcheck_pool_ocsp(from, index), source);
}

/* The first nextUpdate; RFC 6960 2.4: without one, newer information is always there. */
static bool ocsp_update(const struct certcheck_pool *from, size_t index, certcheck_time *time)
{
    const struct certcheck_ocsp *ocsp = certcheck_pool_ocsp(from, index);
    struct certcheck_ocsp_single single;
    size_t position = 0;
    bool first = true;
    while (certcheck_ocsp_next_single(ocsp, &position, &single)) {
        certcheck_time until = single.has_next_update ? single.next_update : single.this_update;
        if (first || until < *time)
            *time = until;
        first = false;
    }
    return !first;
}

static const char *ocsp_useless(const struct certcheck_pool *from, size_t index)
{
    enum certcheck_ocsp_response_status status =
        certcheck_ocsp_response_status(certcheck_pool_ocsp(from, index));
    return status == CERTCHECK_OCSP_SUCCESSFUL ? NULL : certcheck_ocsp_response_status_text(status);
}

static const struct fetch_kind_row kinds[FETCH_KINDS] = {
    [FETCH_ISSUER] = {"issuer",
                      "application/pkix-cert, application/pkcs7-mime, application/x-x509-ca-cert, "
                      "*/*;q=0.5",
                      NULL, (size_t)1024 * 1024, INT64_C(24) * 3600,
                      "there is no certificate in it", certcheck_pool_count, add_certificate, NULL,
                      NULL},
    [FETCH_CRL] = {"crl", "application/pkix-crl, */*;q=0.5", NULL, (size_t)64 * 1024 * 1024, 0,
                   "there is no CRL in it", certcheck_pool_crl_count, add_crl, crl_update, NULL},
    [FETCH_OCSP] = {"ocsp", "application/ocsp-response", "application/ocsp-request",
                    (size_t)64 * 1024, 0, "there is no OCSP response in it",
                    certcheck_pool_ocsp_count, add_ocsp, ocsp_update, ocsp_useless},
};

const struct fetch_kind_row *fetch_kind_row(enum fetch_kind kind)
{
    return &kinds[kind];
}

enum fetch_kind fetch_kind_of(const struct certcheck_want *want)
{
    switch (want->kind) {
    case CERTCHECK_WANT_ISSUER:
        return FETCH_ISSUER;
    case CERTCHECK_WANT_CRL:
        return FETCH_CRL;
    case CERTCHECK_WANT_OCSP:
        return FETCH_OCSP;
    }
    return FETCH_KINDS;
}

const char *fetch_kind_text(enum fetch_kind kind)
{
    return kinds[kind].text;
}
