/* SPDX-License-Identifier: MIT */
/* GnuTLS's trust list. */
#include "bench/peer.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char *version(void)
{
    return gnutls_check_version(NULL);
}

static void *parse(struct der der)
{
    gnutls_x509_crt_t certificate;
    const gnutls_datum_t datum = {(unsigned char *)(uintptr_t)der.data, (unsigned)der.length};
    if (gnutls_x509_crt_init(&certificate) != GNUTLS_E_SUCCESS)
        refuse("no memory", "GnuTLS");
    if (gnutls_x509_crt_import(certificate, &datum, GNUTLS_X509_FMT_DER) == GNUTLS_E_SUCCESS)
        return certificate;
    gnutls_x509_crt_deinit(certificate);
    return NULL;
}

static void parsed_free(void *certificate)
{
    gnutls_x509_crt_deinit(certificate);
}

static void *store(const char *path)
{
    gnutls_x509_trust_list_t list;
    if (gnutls_x509_trust_list_init(&list, 0) != GNUTLS_E_SUCCESS ||
        gnutls_x509_trust_list_add_trust_file(list, path, NULL, GNUTLS_X509_FMT_PEM, 0, 0) <= 0)
        refuse("GnuTLS reads no anchors", path);
    return list;
}

static void store_free(void *list)
{
    gnutls_x509_trust_list_deinit(list, 1);
}

/* The list that the trust list wants begins with the leaf: its place is kept free. */
struct prepared {
    unsigned count;
    gnutls_x509_crt_t chain[];
};

static void *prepare(const struct question *question)
{
    size_t count = question->untrusted.count;
    struct prepared *prepared =
        malloc(sizeof(*prepared) + (count + 1) * sizeof(prepared->chain[0]));
    if (prepared == NULL)
        refuse("no memory", "GnuTLS");
    prepared->count = (unsigned)count + 1;
    for (size_t i = 0; i < count; i++)
        prepared->chain[i + 1] = parse(question->untrusted.items[i]);
    return prepared;
}

static void prepared_free(void *context)
{
    struct prepared *prepared = context;
    for (unsigned i = 1; i < prepared->count; i++)
        gnutls_x509_crt_deinit(prepared->chain[i]);
    free(prepared);
}

static bool verify(void *list, void *context, const struct question *question)
{
    struct prepared *prepared = context;
    gnutls_typed_vdata_st wishes[] = {
        {GNUTLS_DT_KEY_PURPOSE_OID, (unsigned char *)(uintptr_t)GNUTLS_KP_TLS_WWW_SERVER, 0},
        {GNUTLS_DT_DNS_HOSTNAME, (unsigned char *)(uintptr_t)question->host, 0}};
    unsigned status = 0;
    prepared->chain[0] = parse(question->leaf);
    /* The call puts the chain in order, in its own copy of the list. */
    int result = gnutls_x509_trust_list_verify_crt2(list, prepared->chain, prepared->count, wishes,
                                                    2, 0, &status, NULL);
    gnutls_x509_crt_deinit(prepared->chain[0]);
    return result == GNUTLS_E_SUCCESS && status == 0;
}

const struct peer peer_gnutls = {
    "gnutls", version, parse, parsed_free, store, store_free, prepare, prepared_free, verify,
};
