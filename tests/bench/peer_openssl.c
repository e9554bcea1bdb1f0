/* SPDX-License-Identifier: MIT */
/* OpenSSL's X509_verify_cert. */
#include "config.h"

#include "bench/peer.h"

#ifdef HAVE_LIBSSL
#include <openssl/crypto.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static const char *version(void)
{
    return OpenSSL_version(OPENSSL_VERSION_STRING);
}

static void *parse(struct der der)
{
    const unsigned char *at = der.data;
    return d2i_X509(NULL, &at, (long)der.length);
}

static void parsed_free(void *certificate)
{
    X509_free(certificate);
}

static void *store(const char *path)
{
    X509_STORE *made = X509_STORE_new();
    if (made == NULL || X509_STORE_load_file(made, path) != 1)
        refuse("OpenSSL reads no anchors", path);
    return made;
}

static void store_free(void *made)
{
    X509_STORE_free(made);
}

static void *prepare(const struct question *question)
{
    STACK_OF(X509) *stack = sk_X509_new_null();
    for (size_t i = 0; i < question->untrusted.count; i++)
        sk_X509_push(stack, parse(question->untrusted.items[i]));
    return stack;
}

static void prepared_free(void *stack)
{
    sk_X509_pop_free(stack, X509_free);
}

static bool verify(void *anchors, void *stack, const struct question *question)
{
    X509 *leaf = parse(question->leaf);
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    if (context == NULL || X509_STORE_CTX_init(context, anchors, leaf, stack) != 1)
        refuse("OpenSSL does not start", "");
    X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(context);
    X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set1_host(param, question->host, 0);
    bool valid = X509_verify_cert(context) == 1;
    X509_STORE_CTX_free(context);
    X509_free(leaf);
    return valid;
}

const struct peer peer_openssl = {
    "openssl", version, parse, parsed_free, store, store_free, prepare, prepared_free, verify,
};
#endif
