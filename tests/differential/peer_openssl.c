/* SPDX-License-Identifier: MIT */
/* OpenSSL's X509_verify_cert, asked to do what certcheck does: any anchor is one, policies count,
 * 112 bits of security are the least, and names are matched as RFC 9525 has it. */
#include "differential/opinion.h"

#include <openssl/crypto.h>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <string.h>

static const char *version(void)
{
    return OpenSSL_version(OPENSSL_VERSION);
}

static X509 *certificate_of(struct der der)
{
    const unsigned char *at = der.data;
    X509 *certificate = d2i_X509(NULL, &at, (long)der.length);
    if (certificate == NULL || at == der.data + der.length)
        return certificate;
    X509_free(certificate);
    return NULL;
}

static bool reads(struct der der)
{
    X509 *certificate = certificate_of(der);
    X509_free(certificate);
    return certificate != NULL;
}

static STACK_OF(X509) * stack_of(const struct certificates *certificates)
{
    STACK_OF(X509) *stack = sk_X509_new_null();
    for (size_t i = 0; i < certificates->count; i++)
        sk_X509_push(stack, certificate_of(certificates->items[i]));
    return stack;
}

static X509_STORE *store_of(const struct certificates *certificates)
{
    X509_STORE *store = X509_STORE_new();
    for (size_t i = 0; i < certificates->count; i++) {
        X509 *certificate = certificate_of(certificates->items[i]);
        X509_STORE_add_cert(store, certificate);
        X509_free(certificate);
    }
    return store;
}

static int purpose_of(const char *purpose)
{
    static const struct {
        const char *name;
        int number;
    } purposes[] = {{"serverAuth", X509_PURPOSE_SSL_SERVER},
                    {"clientAuth", X509_PURPOSE_SSL_CLIENT},
                    {"emailProtection", X509_PURPOSE_SMIME_SIGN}};
    for (size_t i = 0; i < sizeof(purposes) / sizeof(purposes[0]); i++)
        if (strcmp(purposes[i].name, purpose) == 0)
            return purposes[i].number;
    refuse("no such purpose", purpose);
}

static void ask(X509_STORE_CTX *context, const struct question *question)
{
    X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(context);
    certcheck_time at;
    if (certcheck_time_parse(question->at, &at) != CERTCHECK_OK)
        refuse("not a time", question->at);
    X509_VERIFY_PARAM_set_time(param, (time_t)at);
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_POLICY_CHECK);
    /* Without a user-initial-policy-set it finds no policy to be required good enough. */
    X509_VERIFY_PARAM_add0_policy(param, OBJ_nid2obj(NID_any_policy));
    X509_VERIFY_PARAM_set_auth_level(param, 2);
    X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT |
                                               X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (question->purpose != NULL)
        X509_STORE_CTX_set_purpose(context, purpose_of(question->purpose));
    if (question->host != NULL)
        X509_VERIFY_PARAM_set1_host(param, question->host, 0);
}

/* Goes on after every error, so that all of them are known. */
static int take_reason(int ok, X509_STORE_CTX *context)
{
    struct opinion *opinion = X509_STORE_CTX_get_app_data(context);
    if (ok == 0)
        opinion_add(opinion, X509_verify_cert_error_string(X509_STORE_CTX_get_error(context)));
    return 1;
}

static struct opinion opinion_of(const struct question *question)
{
    struct opinion opinion = {.valid = false};
    X509 *leaf = certificate_of(question->leaf);
    X509_STORE *store = store_of(&question->trusted);
    STACK_OF(X509) *untrusted = stack_of(&question->untrusted);
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    if (context == NULL || X509_STORE_CTX_init(context, store, leaf, untrusted) != 1)
        refuse("OpenSSL does not start", "");
    ask(context, question);
    X509_STORE_CTX_set_app_data(context, &opinion);
    X509_STORE_CTX_set_verify_cb(context, take_reason);
    int result = X509_verify_cert(context);
    if (result != 1 && opinion.reason_count == 0)
        opinion_add(&opinion, X509_verify_cert_error_string(X509_STORE_CTX_get_error(context)));
    opinion.valid = opinion.reason_count == 0;
    X509_STORE_CTX_free(context);
    sk_X509_pop_free(untrusted, X509_free);
    X509_STORE_free(store);
    X509_free(leaf);
    return opinion;
}

const struct peer peer_openssl = {"openssl", version, reads, opinion_of};
