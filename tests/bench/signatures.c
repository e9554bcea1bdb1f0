/* SPDX-License-Identifier: MIT */
#include "bench/signatures.h"

#include "bench/certcheck.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <stdint.h>
#include <stdlib.h>

struct one {
    struct certcheck_certificate *child, *issuer;
    gnutls_sign_algorithm_t algorithm;
    gnutls_pubkey_t key; /* NULL: imported each time */
};

struct signatures {
    struct one ones[2];
};

static gnutls_datum_t datum(struct certcheck_span span)
{
    return (gnutls_datum_t){(unsigned char *)(uintptr_t)span.data, (unsigned)span.length};
}

static gnutls_pubkey_t import(const struct certcheck_certificate *issuer)
{
    const struct certcheck_public_key *key = certcheck_certificate_public_key(issuer);
    gnutls_datum_t spki = datum(key->whole);
    gnutls_pubkey_t made;
    if (gnutls_pubkey_init(&made) < 0 || gnutls_pubkey_import(made, &spki, GNUTLS_X509_FMT_DER) < 0)
        refuse("no key", "GnuTLS");
    return made;
}

static bool check(const struct one *one)
{
    gnutls_datum_t message = datum(certcheck_certificate_to_be_signed(one->child));
    gnutls_datum_t signature = datum(certcheck_certificate_signature(one->child));
    gnutls_pubkey_t key = one->key != NULL ? one->key : import(one->issuer);
    int result = gnutls_pubkey_verify_data2(key, one->algorithm, 0, &message, &signature);
    if (one->key == NULL)
        gnutls_pubkey_deinit(key);
    return result >= 0;
}

bool signatures_check(void *context)
{
    const struct signatures *signatures = context;
    return check(&signatures->ones[0]) && check(&signatures->ones[1]);
}

static gnutls_sign_algorithm_t algorithm_of(struct der der)
{
    const gnutls_datum_t all = {(unsigned char *)(uintptr_t)der.data, (unsigned)der.length};
    gnutls_x509_crt_t certificate;
    if (gnutls_x509_crt_init(&certificate) < 0 ||
        gnutls_x509_crt_import(certificate, &all, GNUTLS_X509_FMT_DER) < 0)
        refuse("cannot be read", "GnuTLS");
    int algorithm = gnutls_x509_crt_get_signature_algorithm(certificate);
    gnutls_x509_crt_deinit(certificate);
    return (gnutls_sign_algorithm_t)algorithm;
}

static struct certcheck_certificate *parsed(struct der der)
{
    struct certcheck_certificate *certificate;
    must(certcheck_certificate_parse(der.data, der.length, &certificate, NULL), "certificate");
    return certificate;
}

static struct one one_of(struct der child, struct der issuer, bool keep)
{
    struct one one = {parsed(child), parsed(issuer), algorithm_of(child), NULL};
    one.key = keep ? import(one.issuer) : NULL;
    return one;
}

struct signatures *signatures_of(const struct chain *chain, bool keep_keys)
{
    struct signatures *signatures = malloc(sizeof(*signatures));
    if (signatures == NULL)
        refuse("no memory", "");
    struct der intermediate = chain->question.untrusted.items[0];
    signatures->ones[0] = one_of(chain->question.leaf, intermediate, keep_keys);
    signatures->ones[1] = one_of(intermediate, chain->root, true);
    return signatures;
}

void signatures_free(struct signatures *signatures)
{
    for (size_t i = 0; i < 2; i++) {
        certcheck_certificate_free(signatures->ones[i].child);
        certcheck_certificate_free(signatures->ones[i].issuer);
        if (signatures->ones[i].key != NULL)
            gnutls_pubkey_deinit(signatures->ones[i].key);
    }
    free(signatures);
}
