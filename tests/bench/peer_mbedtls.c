/* SPDX-License-Identifier: MIT */
/* mbedTLS, which reads without copying where it is let. It knows no Ed25519. */
#include "config.h"

#include "bench/peer.h"

#ifdef HAVE_MBEDTLS
#include <mbedtls/oid.h>
#include <mbedtls/version.h>
#include <mbedtls/x509_crt.h>

#include <stdlib.h>

static const char *version(void)
{
    return MBEDTLS_VERSION_STRING;
}

static mbedtls_x509_crt *empty(void)
{
    mbedtls_x509_crt *list = malloc(sizeof(*list));
    if (list == NULL)
        refuse("no memory", "mbedTLS");
    mbedtls_x509_crt_init(list);
    return list;
}

static void list_free(void *list)
{
    mbedtls_x509_crt_free(list);
    free(list);
}

static void *parse(struct der der)
{
    mbedtls_x509_crt *certificate = empty();
    if (mbedtls_x509_crt_parse_der_nocopy(certificate, der.data, der.length) == 0)
        return certificate;
    list_free(certificate);
    return NULL;
}

static void *store(const char *path)
{
    mbedtls_x509_crt *list = empty();
    /* A positive number counts those that it could not read. */
    if (mbedtls_x509_crt_parse_file(list, path) < 0)
        refuse("mbedTLS reads no anchors", path);
    return list;
}

/* Reading appends to the end of a list, which it looks for from the front each time: fairer is to
 * link them here. */
static void *prepare(const struct question *question)
{
    mbedtls_x509_crt *first = NULL, **end = &first;
    for (size_t i = 0; i < question->untrusted.count; i++) {
        *end = parse(question->untrusted.items[i]);
        if (*end != NULL)
            end = &(*end)->next;
    }
    return first;
}

/* Each was allocated by itself, as mbedtls_x509_crt_free expects of all but the first. */
static void prepared_free(void *first)
{
    if (first != NULL)
        list_free(first);
}

static bool verify(void *anchors, void *prepared, const struct question *question)
{
    mbedtls_x509_crt leaf;
    uint32_t flags = 0;
    mbedtls_x509_crt_init(&leaf);
    bool valid =
        mbedtls_x509_crt_parse_der_nocopy(&leaf, question->leaf.data, question->leaf.length) == 0;
    leaf.next = prepared;
    valid = valid &&
            mbedtls_x509_crt_verify_with_profile(&leaf, anchors, NULL,
                                                 &mbedtls_x509_crt_profile_default, question->host,
                                                 &flags, NULL, NULL) == 0 &&
            mbedtls_x509_crt_check_extended_key_usage(
                &leaf, MBEDTLS_OID_SERVER_AUTH, MBEDTLS_OID_SIZE(MBEDTLS_OID_SERVER_AUTH)) == 0;
    leaf.next = NULL;
    mbedtls_x509_crt_free(&leaf);
    return valid;
}

const struct peer peer_mbedtls = {
    "mbedtls", version, parse, list_free, store, list_free, prepare, prepared_free, verify,
};
#endif
