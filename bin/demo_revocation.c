/* SPDX-License-Identifier: MIT */
/* What the demo's authority says of a certificate's revocation: an OCSP response (RFC 6960). */
#include "demo_revocation.h"

#include <gnutls/abstract.h>
#include <gnutls/ocsp.h>
#include <string.h>

#include "demo_bytes.h"

#define HOUR (60L * 60)

enum {
    OCTET_STRING = 0x04,
    BIT_STRING = 0x03,
    INTEGER = 0x02,
    OBJECT_IDENTIFIER = 0x06,
    ENUMERATED = 0x0A,
    GENERALIZED_TIME = 0x18,
    SEQUENCE = 0x30,
    CONTEXT = 0x80,
    CONSTRUCTED = 0xA0 /* context-specific, too */
};

static void put(struct demo_bytes *to, unsigned char tag, const void *data, size_t length)
{
    unsigned char header[] = {tag, 0x82, (unsigned char)(length >> 8), (unsigned char)length};
    if (length < 0x80)
        header[1] = (unsigned char)length;
    else if (length < 0x100)
        memcpy(header + 1, (unsigned char[]){0x81, (unsigned char)length}, 2);
    demo_bytes_add(to, header, length < 0x80 ? 2 : length < 0x100 ? 3 : 4);
    demo_bytes_add(to, data, length);
}

/* Puts what was made, and gives it back. */
static void wrap(struct demo_bytes *to, unsigned char tag, struct demo_bytes *made)
{
    put(to, tag, made->data, made->length);
    demo_bytes_release(made);
}

static void put_datum(struct demo_bytes *to, unsigned char tag, gnutls_datum_t *datum)
{
    put(to, tag, datum->data, datum->size);
    gnutls_free(datum->data);
}

static void put_time(struct demo_bytes *to, time_t time)
{
    struct tm parts;
    char text[32];
    size_t length = strftime(text, sizeof text, "%Y%m%d%H%M%SZ", gmtime_r(&time, &parts));
    put(to, GENERALIZED_TIME, text, length);
}

/* CertID ::= SEQUENCE { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } */
static void put_certificate_id(struct demo_bytes *to, const struct demo_identity *authority,
                               const struct demo_identity *site)
{
    static const unsigned char sha1[] = {0x2B, 0x0E, 0x03, 0x02, 0x1A};
    gnutls_ocsp_req_t request;
    gnutls_datum_t name;
    gnutls_datum_t key;
    gnutls_datum_t serial;
    demo_must(gnutls_ocsp_req_init(&request), "a revocation");
    demo_must(gnutls_ocsp_req_add_cert(request, GNUTLS_DIG_SHA1, authority->certificate,
                                       site->certificate),
              "a revocation");
    demo_must(gnutls_ocsp_req_get_cert_id(request, 0, NULL, &name, &key, &serial), "a revocation");
    gnutls_ocsp_req_deinit(request);
    struct demo_bytes algorithm = {0};
    struct demo_bytes id = {0};
    put(&algorithm, OBJECT_IDENTIFIER, sha1, sizeof sha1);
    wrap(&id, SEQUENCE, &algorithm);
    put_datum(&id, OCTET_STRING, &name);
    put_datum(&id, OCTET_STRING, &key);
    put_datum(&id, INTEGER, &serial);
    wrap(to, SEQUENCE, &id);
}

/* CertStatus ::= CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, ... } */
static void put_status(struct demo_bytes *to, time_t revoked)
{
    static const unsigned char key_compromise = 1;
    if (revoked == 0) {
        put(to, CONTEXT | 0, NULL, 0);
        return;
    }
    struct demo_bytes reason = {0};
    struct demo_bytes info = {0};
    put_time(&info, revoked);
    put(&reason, ENUMERATED, &key_compromise, 1);
    wrap(&info, CONSTRUCTED | 0, &reason);
    wrap(to, CONSTRUCTED | 1, &info);
}

/* SingleResponse ::= SEQUENCE { certID, certStatus, thisUpdate, nextUpdate [0] EXPLICIT } */
static void put_single(struct demo_bytes *to, const struct demo_identity *authority,
                       const struct demo_identity *site, time_t now, time_t revoked)
{
    struct demo_bytes single = {0};
    struct demo_bytes next = {0};
    put_certificate_id(&single, authority, site);
    put_status(&single, revoked);
    put_time(&single, now - HOUR);
    put_time(&next, now + 24L * HOUR);
    wrap(&single, CONSTRUCTED | 0, &next);
    wrap(to, SEQUENCE, &single);
}

/* ResponseData ::= SEQUENCE { responderID, producedAt, responses SEQUENCE OF SingleResponse } */
static void put_response_data(struct demo_bytes *to, const struct demo_identity *authority,
                              const struct demo_identity *site, time_t now, time_t revoked)
{
    struct demo_bytes data = {0};
    struct demo_bytes responses = {0};
    gnutls_datum_t name;
    demo_must(gnutls_x509_crt_get_raw_dn(authority->certificate, &name), "a revocation");
    put_datum(&data, CONSTRUCTED | 1, &name); /* byName */
    put_time(&data, now - HOUR);
    put_single(&responses, authority, site, now, revoked);
    wrap(&data, SEQUENCE, &responses);
    wrap(to, SEQUENCE, &data);
}

static void put_signature(struct demo_bytes *to, gnutls_x509_privkey_t key,
                          const struct demo_bytes *data)
{
    static const unsigned char ecdsa_with_sha256[] = {0x2A, 0x86, 0x48, 0xCE,
                                                      0x3D, 0x04, 0x03, 0x02};
    gnutls_privkey_t signer;
    gnutls_datum_t message = {data->data, (unsigned)data->length};
    gnutls_datum_t signature;
    demo_must(gnutls_privkey_init(&signer), "a revocation");
    demo_must(gnutls_privkey_import_x509(signer, key, 0), "a revocation");
    demo_must(gnutls_privkey_sign_data(signer, GNUTLS_DIG_SHA256, 0, &message, &signature),
              "a revocation");
    gnutls_privkey_deinit(signer);
    struct demo_bytes algorithm = {0};
    struct demo_bytes bits = {0};
    put(&algorithm, OBJECT_IDENTIFIER, ecdsa_with_sha256, sizeof ecdsa_with_sha256);
    wrap(to, SEQUENCE, &algorithm);
    demo_bytes_add(&bits, "", 1); /* no unused bits */
    demo_bytes_add(&bits, signature.data, signature.size);
    gnutls_free(signature.data);
    wrap(to, BIT_STRING, &bits);
}

/* OCSPResponse ::= SEQUENCE { responseStatus, responseBytes [0] EXPLICIT ResponseBytes } */
void demo_revocation_make(const struct demo_identity *authority, const struct demo_identity *site,
                          time_t now, time_t revoked, gnutls_datum_t *response)
{
    static const unsigned char basic[] = {0x2B, 6, 1, 5, 5, 7, 0x30, 1, 1}; /* id-pkix-ocsp-basic */
    static const unsigned char successful = 0;
    struct demo_bytes data = {0};
    struct demo_bytes signed_data = {0};
    struct demo_bytes bytes = {0};
    struct demo_bytes sequence = {0};
    struct demo_bytes tagged = {0};
    struct demo_bytes whole = {0};
    put_response_data(&data, authority, site, now, revoked);
    demo_bytes_add(&signed_data, data.data, data.length);
    put_signature(&signed_data, authority->key, &data);
    demo_bytes_release(&data);
    wrap(&sequence, SEQUENCE, &signed_data);
    put(&bytes, OBJECT_IDENTIFIER, basic, sizeof basic);
    wrap(&bytes, OCTET_STRING, &sequence);
    wrap(&tagged, SEQUENCE, &bytes);
    put(&sequence, ENUMERATED, &successful, 1);
    wrap(&sequence, CONSTRUCTED | 0, &tagged);
    wrap(&whole, SEQUENCE, &sequence);
    *response = (gnutls_datum_t){whole.data, (unsigned)whole.length};
}
