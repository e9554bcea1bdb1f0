/* SPDX-License-Identifier: MIT */
/* Asks an OCSP responder about certificates. */
#include "check/certificate_id.h"

#include "base/alloc.h"
#include "x509/certificate.h"

struct question_hashes {
    struct cc_issuer_hashes issuer[CERTCHECK_OCSP_QUESTIONS_MAX];
    struct certcheck_ocsp_certificate_id id[CERTCHECK_OCSP_QUESTIONS_MAX];
};

static bool is_asked_well(const struct certcheck_ocsp_question *questions, size_t count,
                          enum certcheck_digest digest, struct certcheck_span nonce)
{
    if (questions == NULL || count == 0 || count > CERTCHECK_OCSP_QUESTIONS_MAX ||
        nonce.length > CERTCHECK_OCSP_NONCE_MAX || (nonce.data == NULL && nonce.length > 0) ||
        (digest != CERTCHECK_DIGEST_SHA1 && digest != CERTCHECK_DIGEST_SHA256))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (questions[i].certificate == NULL || questions[i].issuer == NULL)
            return false;
    }
    return true;
}

static bool make_ids(struct question_hashes *hashes,
                     const struct certcheck_ocsp_question *questions, size_t count,
                     enum certcheck_digest digest)
{
    for (size_t i = 0; i < count; i++) {
        struct cc_issuer_hashes *issuer = &hashes->issuer[i];
        const struct certcheck_certificate *certificate = questions[i].certificate;
        if (!cc_issuer_hashes_make(cc_crypto_default(), digest, certificate->issuer,
                                   &questions[i].issuer->key, issuer))
            return false;
        hashes->id[i] = (struct certcheck_ocsp_certificate_id){
            .digest = digest,
            .issuer_name_hash = cc_span_of(issuer->name, issuer->length),
            .issuer_key_hash = cc_span_of(issuer->key, issuer->length),
            .serial = certificate->serial,
        };
    }
    return true;
}

enum certcheck_status certcheck_ocsp_request(const struct certcheck_ocsp_question *questions,
                                             size_t count, enum certcheck_digest digest,
                                             struct certcheck_span nonce, uint8_t **der,
                                             size_t *length)
{
    if (der == NULL || length == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *der = NULL;
    *length = 0;
    if (!is_asked_well(questions, count, digest, nonce))
        return CERTCHECK_BAD_ARGUMENT;
    struct question_hashes *hashes = cc_malloc(sizeof *hashes);
    if (hashes == NULL)
        return CERTCHECK_NO_MEMORY;
    enum certcheck_status status = CERTCHECK_INTERNAL;
    if (make_ids(hashes, questions, count, digest)) {
        struct cc_text text;
        cc_text_init(&text, CC_TEXT_LIMIT);
        cc_ocsp_request_encode(&text, hashes->id, count, nonce);
        *length = text.failed ? 0 : text.length;
        *der = (uint8_t *)cc_text_take(&text);
        status = *der != NULL ? CERTCHECK_OK : CERTCHECK_NO_MEMORY;
    }
    cc_free(hashes);
    return status;
}
