/* SPDX-License-Identifier: MIT */
/* What the public header hands out of an OCSP response. */
#include "x509/ocsp.h"

struct certcheck_span certcheck_ocsp_der(const struct certcheck_ocsp *ocsp)
{
    return ocsp->der;
}

enum certcheck_ocsp_response_status
certcheck_ocsp_response_status(const struct certcheck_ocsp *ocsp)
{
    return ocsp->status;
}

const char *certcheck_ocsp_response_status_text(enum certcheck_ocsp_response_status status)
{
    switch (status) {
    case CERTCHECK_OCSP_SUCCESSFUL:
        return "successful";
    case CERTCHECK_OCSP_MALFORMED_REQUEST:
        return "malformedRequest";
    case CERTCHECK_OCSP_INTERNAL_ERROR:
        return "internalError";
    case CERTCHECK_OCSP_TRY_LATER:
        return "tryLater";
    case CERTCHECK_OCSP_SIG_REQUIRED:
        return "sigRequired";
    case CERTCHECK_OCSP_UNAUTHORIZED:
        return "unauthorized";
    }
    return "unknown";
}

const char *certcheck_ocsp_certificate_status_text(enum certcheck_ocsp_certificate_status status)
{
    return status == CERTCHECK_OCSP_GOOD      ? "good"
           : status == CERTCHECK_OCSP_REVOKED ? "revoked"
                                              : "unknown";
}

struct certcheck_span certcheck_ocsp_to_be_signed(const struct certcheck_ocsp *ocsp)
{
    return ocsp->tbs;
}

struct certcheck_span certcheck_ocsp_responder_name(const struct certcheck_ocsp *ocsp)
{
    return ocsp->responder_name;
}

struct certcheck_span certcheck_ocsp_responder_key_hash(const struct certcheck_ocsp *ocsp)
{
    return ocsp->responder_key_hash;
}

certcheck_time certcheck_ocsp_produced_at(const struct certcheck_ocsp *ocsp)
{
    return ocsp->produced_at;
}

const struct certcheck_signature_algorithm *
certcheck_ocsp_signature_algorithm(const struct certcheck_ocsp *ocsp)
{
    return &ocsp->algorithm;
}

struct certcheck_span certcheck_ocsp_signature(const struct certcheck_ocsp *ocsp)
{
    return ocsp->signature;
}

struct certcheck_span certcheck_ocsp_certificates(const struct certcheck_ocsp *ocsp)
{
    return ocsp->certificates;
}

bool certcheck_ocsp_next_certificate(struct certcheck_span *rest, struct certcheck_span *der)
{
    struct certcheck_parse_error error = {0};
    struct cc_der cursor;
    cc_der_value value;
    cc_der_init(&cursor, *rest, NULL, &error);
    if (cc_der_at_end(&cursor) || !cc_der_expect(&cursor, CC_DER_SEQUENCE, &value))
        return false;
    *der = value.whole;
    *rest = cc_span_between(cursor.next, cursor.end);
    return true;
}

size_t certcheck_ocsp_extension_count(const struct certcheck_ocsp *ocsp)
{
    return ocsp->extensions.count;
}

const struct certcheck_extension *certcheck_ocsp_extension(const struct certcheck_ocsp *ocsp,
                                                           size_t index)
{
    return index < ocsp->extensions.count ? &ocsp->extensions.items[index] : NULL;
}

const struct certcheck_extension *certcheck_ocsp_find_extension(const struct certcheck_ocsp *ocsp,
                                                                enum certcheck_extension_kind kind)
{
    return (size_t)kind < CERTCHECK_EXT_KINDS ? ocsp->extensions.by_kind[kind] : NULL;
}

bool certcheck_ocsp_nonce(const struct certcheck_ocsp *ocsp, struct certcheck_span *nonce)
{
    *nonce = ocsp->nonce;
    return ocsp->has_nonce;
}

size_t certcheck_ocsp_single_count(const struct certcheck_ocsp *ocsp)
{
    return ocsp->single_count;
}
