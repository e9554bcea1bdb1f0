/* SPDX-License-Identifier: MIT */
/* openssl_client HOST PORT ANCHORS.pem: a page from a server that certcheck verifies, for programs
 * that use OpenSSL. SSL_CTX_set_cert_verify_callback puts verify() in the place of OpenSSL's own
 * verification; the error that it leaves is what OpenSSL chooses the alert by. */
#include <certcheck/certcheck.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

struct wanted {
    struct certcheck_store *store;
    struct certcheck_policy *policy; /* with the host in it */
};

static struct certcheck_certificate *read(X509 *from)
{
    unsigned char *der = NULL;
    struct certcheck_certificate *certificate = NULL;
    int length = i2d_X509(from, &der);
    if (length <= 0 ||
        certcheck_certificate_parse(der, (size_t)length, &certificate, NULL) != CERTCHECK_OK)
        certificate = NULL;
    OPENSSL_free(der);
    return certificate;
}

static int error_of(const struct certcheck_finding *finding)
{
    switch (finding == NULL ? CERTCHECK_FINDING_CODES : finding->code) {
    case CERTCHECK_FINDING_EXPIRED:
    case CERTCHECK_FINDING_NOT_YET_VALID:
        return X509_V_ERR_CERT_HAS_EXPIRED; /* certificate_expired */
    case CERTCHECK_FINDING_ISSUER_MISSING:
    case CERTCHECK_FINDING_ISSUER_REFUSED:
    case CERTCHECK_FINDING_ROOT_NOT_TRUSTED:
    case CERTCHECK_FINDING_SELF_SIGNED:
        return X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY; /* unknown_ca */
    case CERTCHECK_FINDING_PURPOSE_NOT_ALLOWED:
        return X509_V_ERR_INVALID_PURPOSE; /* unsupported_certificate */
    default:
        return X509_V_ERR_CERT_REJECTED; /* bad_certificate */
    }
}

/* Whatever fails on the way, the answer is 0: the handshake ends there. */
static int verify(X509_STORE_CTX *context, void *argument)
{
    const struct wanted *wanted = argument;
    STACK_OF(X509) *chain = X509_STORE_CTX_get0_untrusted(context);
    struct certcheck_certificate *leaf = read(X509_STORE_CTX_get0_cert(context));
    struct certcheck_pool *pool = NULL;
    struct certcheck_report *report = NULL;
    int valid = 0;
    X509_STORE_CTX_set_error(context, X509_V_ERR_UNSPECIFIED);
    if (certcheck_pool_new(&pool) != CERTCHECK_OK)
        return 0;
    for (int i = 0; i < sk_X509_num(chain); i++) {
        struct certcheck_certificate *other = read(sk_X509_value(chain, i));
        if (other != NULL && certcheck_pool_add(pool, other, "the server") != CERTCHECK_OK)
            fputs("no memory\n", stderr);
        certcheck_certificate_free(other);
    }
    if (leaf != NULL &&
        certcheck_verify(wanted->store, pool, leaf, wanted->policy, &report) == CERTCHECK_OK) {
        const struct certcheck_finding *why = certcheck_report_main_finding(report);
        char *message = why == NULL ? NULL : certcheck_finding_message(why);
        valid = certcheck_report_verdict(report) == CERTCHECK_VALID;
        X509_STORE_CTX_set_error(context, valid ? X509_V_OK : error_of(why));
        if (message != NULL)
            fputs(message, stderr);
        certcheck_free(message);
    }
    certcheck_report_free(report);
    certcheck_pool_free(pool);
    certcheck_certificate_free(leaf);
    return valid;
}

int main(int count, char **arguments)
{
    struct wanted wanted;
    if (count != 4 || certcheck_store_new(&wanted.store) != CERTCHECK_OK ||
        certcheck_store_load_file(wanted.store, arguments[3], NULL) != CERTCHECK_OK ||
        certcheck_policy_new(&wanted.policy) != CERTCHECK_OK ||
        certcheck_policy_add_identity(wanted.policy, CERTCHECK_IDENTITY_DNS, arguments[1]) !=
            CERTCHECK_OK ||
        certcheck_policy_set_purpose(wanted.policy, "serverAuth") != CERTCHECK_OK)
        return 3;
    certcheck_store_seal(wanted.store);
    certcheck_policy_set_time(wanted.policy, time(NULL));

    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_cert_verify_callback(context, verify, &wanted);
    BIO *server = BIO_new_ssl_connect(context);
    SSL *ssl = NULL;
    BIO_get_ssl(server, &ssl);
    SSL_set_tlsext_host_name(ssl, arguments[1]);
    BIO_set_conn_hostname(server, arguments[1]);
    BIO_set_conn_port(server, arguments[2]);
    int done = BIO_do_handshake(server) == 1;
    if (done) {
        char page[4096] = "GET / HTTP/1.0\r\n\r\n";
        int length = BIO_write(server, page, (int)strlen(page));
        while (length > 0 && (length = BIO_read(server, page, sizeof(page))) > 0)
            fwrite(page, 1, (size_t)length, stdout);
    }
    BIO_free_all(server);
    SSL_CTX_free(context);
    certcheck_policy_free(wanted.policy);
    certcheck_store_free(wanted.store);
    return done ? 0 : 1;
}
