/* SPDX-License-Identifier: MIT */
/* GnuTLS's trust list, asked to do what certcheck does: 112 bits of security are the least. */
#include "differential/opinion.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <string.h>

/* The time is GnuTLS's only global setting. */
static time_t asked_time;

static time_t time_of_the_question(time_t *also)
{
    if (also != NULL)
        *also = asked_time;
    return asked_time;
}

static const char *version(void)
{
    return gnutls_check_version(NULL);
}

static gnutls_x509_crt_t certificate_of(struct der der)
{
    gnutls_x509_crt_t certificate;
    const gnutls_datum_t datum = {(unsigned char *)(uintptr_t)der.data, (unsigned)der.length};
    if (gnutls_x509_crt_init(&certificate) != GNUTLS_E_SUCCESS)
        refuse("no memory", "");
    if (gnutls_x509_crt_import(certificate, &datum, GNUTLS_X509_FMT_DER) == GNUTLS_E_SUCCESS)
        return certificate;
    gnutls_x509_crt_deinit(certificate);
    return NULL;
}

static bool reads(struct der der)
{
    gnutls_x509_crt_t certificate = certificate_of(der);
    if (certificate == NULL)
        return false;
    gnutls_x509_crt_deinit(certificate);
    return true;
}

static gnutls_x509_trust_list_t trust_list_of(const struct certificates *certificates)
{
    gnutls_x509_trust_list_t list;
    if (gnutls_x509_trust_list_init(&list, 0) != GNUTLS_E_SUCCESS)
        refuse("no memory", "");
    for (size_t i = 0; i < certificates->count; i++) {
        gnutls_x509_crt_t certificate = certificate_of(certificates->items[i]);
        gnutls_x509_trust_list_add_cas(list, &certificate, 1, 0);
    }
    return list;
}

static const char *purpose_of(const char *purpose)
{
    static const char *const purposes[][2] = {
        {"serverAuth", GNUTLS_KP_TLS_WWW_SERVER},
        {"clientAuth", GNUTLS_KP_TLS_WWW_CLIENT},
        {"emailProtection", GNUTLS_KP_EMAIL_PROTECTION},
    };
    for (size_t i = 0; i < sizeof(purposes) / sizeof(purposes[0]); i++)
        if (strcmp(purposes[i][0], purpose) == 0)
            return purposes[i][1];
    refuse("no such purpose", purpose);
}

static void take_reasons(struct opinion *opinion, unsigned status)
{
    static const struct {
        unsigned bit;
        const char *reason;
    } bits[] = {
        {GNUTLS_CERT_REVOKED, "revoked"},
        {GNUTLS_CERT_SIGNER_NOT_FOUND, "signer-not-found"},
        {GNUTLS_CERT_SIGNER_NOT_CA, "signer-not-ca"},
        {GNUTLS_CERT_INSECURE_ALGORITHM, "insecure-algorithm"},
        {GNUTLS_CERT_NOT_ACTIVATED, "not-activated"},
        {GNUTLS_CERT_EXPIRED, "expired"},
        {GNUTLS_CERT_SIGNATURE_FAILURE, "signature-failure"},
        {GNUTLS_CERT_UNEXPECTED_OWNER, "unexpected-owner"},
        {GNUTLS_CERT_SIGNER_CONSTRAINTS_FAILURE, "signer-constraints-failure"},
        {GNUTLS_CERT_MISMATCH, "mismatch"},
        {GNUTLS_CERT_PURPOSE_MISMATCH, "purpose-mismatch"},
        {GNUTLS_CERT_UNKNOWN_CRIT_EXTENSIONS, "unknown-critical-extension"},
    };
    for (size_t i = 0; i < sizeof(bits) / sizeof(bits[0]); i++)
        if ((status & bits[i].bit) != 0)
            opinion_add(opinion, bits[i].reason);
    if (status != 0 && opinion->reason_count == 0)
        opinion_add(opinion, "invalid");
}

static struct opinion verified(gnutls_x509_trust_list_t list, gnutls_x509_crt_t *chain,
                               unsigned count, const struct question *question)
{
    struct opinion opinion = {.valid = false};
    gnutls_typed_vdata_st wishes[2];
    unsigned wish_count = 0, status = 0;
    if (question->purpose != NULL)
        wishes[wish_count++] =
            (gnutls_typed_vdata_st){GNUTLS_DT_KEY_PURPOSE_OID,
                                    (unsigned char *)(uintptr_t)purpose_of(question->purpose), 0};
    if (question->host != NULL)
        wishes[wish_count++] = (gnutls_typed_vdata_st){
            GNUTLS_DT_DNS_HOSTNAME, (unsigned char *)(uintptr_t)question->host, 0};
    int result = gnutls_x509_trust_list_verify_crt2(list, chain, count, wishes, wish_count,
                                                    GNUTLS_PROFILE_TO_VFLAGS(GNUTLS_PROFILE_MEDIUM),
                                                    &status, NULL);
    if (result != GNUTLS_E_SUCCESS)
        opinion_add(&opinion, gnutls_strerror(result));
    else
        take_reasons(&opinion, status);
    opinion.valid = opinion.reason_count == 0;
    return opinion;
}

static struct opinion opinion_of(const struct question *question)
{
    gnutls_x509_crt_t chain[1 + QUESTION_CERTIFICATES];
    unsigned count = 0;
    certcheck_time at;
    if (certcheck_time_parse(question->at, &at) != CERTCHECK_OK)
        refuse("not a time", question->at);
    asked_time = (time_t)at;
    gnutls_global_set_time_function(time_of_the_question);
    chain[count++] = certificate_of(question->leaf);
    for (size_t i = 0; i < question->untrusted.count; i++)
        chain[count++] = certificate_of(question->untrusted.items[i]);
    gnutls_x509_trust_list_t list = trust_list_of(&question->trusted);
    struct opinion opinion = verified(list, chain, count, question);
    gnutls_x509_trust_list_deinit(list, 1);
    for (unsigned i = 0; i < count; i++)
        gnutls_x509_crt_deinit(chain[i]);
    return opinion;
}

const struct peer peer_gnutls = {"gnutls", version, reads, opinion_of};
