/* SPDX-License-Identifier: MIT */
/* Reads an OCSP response: RFC 6960 4.2.1, in the order of its ASN.1. */
#include "x509/ocsp.h"

#include "base/alloc.h"
#include "der/der_value.h"
#include "x509/algorithm.h"
#include "x509/name.h"

/* Version ::= INTEGER { v1(0) }, [0] EXPLICIT, DEFAULT v1 */
static bool read_version(struct cc_der *data, struct cc_quirk *quirks)
{
    cc_der_value value;
    bool present;
    struct cc_der inside;
    uint32_t version = 0;
    data->field = "tbsResponseData.version";
    if (!cc_der_optional(data, CC_DER_CONTEXT_CONSTRUCTED(0), &value, &present))
        return false;
    if (!present)
        return true;
    if (!cc_der_open(data, &value, &inside) ||
        !cc_der_count(&inside, CC_DER_INTEGER, CERTCHECK_COUNT_MAX, &version) ||
        !cc_der_end(&inside))
        return false;
    if (version != 0)
        return cc_der_fail(data, value.whole.data, value.tag, CC_DER_RULE_VALUE_RANGE);
    cc_quirk_note(quirks, CC_QUIRK_ENCODED_DEFAULT, value.whole, data->field);
    return true;
}

/* ResponderID ::= CHOICE {
 *     byName  [1] Name,      -- a CHOICE, so that the tag is explicit
 *     byKey   [2] KeyHash }
 * KeyHash ::= OCTET STRING, under an explicit tag as all are in RFC 6960 */
static bool read_responder(struct cc_der *data, struct certcheck_ocsp *ocsp)
{
    cc_der_value value;
    struct cc_der inside;
    bool empty;
    data->field = "tbsResponseData.responderID";
    if (!cc_der_read(data, &value))
        return false;
    if (value.tag != CC_DER_CONTEXT_CONSTRUCTED(1) && value.tag != CC_DER_CONTEXT_CONSTRUCTED(2))
        return cc_der_fail(data, value.whole.data, value.tag, CC_DER_RULE_TAG_UNEXPECTED);
    if (!cc_der_open(data, &value, &inside))
        return false;
    bool read = value.tag == CC_DER_CONTEXT_CONSTRUCTED(1)
                    ? cc_name_read(&inside, &ocsp->responder_name, &empty, ocsp->quirks)
                    : cc_der_octet_string(&inside, CC_DER_OCTET_STRING, &ocsp->responder_key_hash);
    return read && cc_der_end(&inside);
}

static bool read_singles(struct cc_der *data, struct certcheck_ocsp *ocsp)
{
    cc_der_value value;
    struct cc_der list;
    data->field = "tbsResponseData.responses";
    if (!cc_der_expect(data, CC_DER_SEQUENCE, &value) || !cc_der_open(data, &value, &list))
        return false;
    ocsp->singles = value.contents;
    for (; !cc_der_at_end(&list); ocsp->single_count++) {
        struct certcheck_ocsp_single single;
        if (!cc_ocsp_single_read(&list, &single, ocsp->quirks))
            return false;
    }
    return true;
}

/* responseExtensions [1] EXPLICIT Extensions OPTIONAL */
static enum certcheck_status read_extensions(struct cc_der *data, struct certcheck_ocsp *ocsp)
{
    cc_der_value value;
    bool present;
    struct cc_der explicit;
    data->field = "tbsResponseData.responseExtensions";
    if (!cc_der_optional(data, CC_DER_CONTEXT_CONSTRUCTED(1), &value, &present))
        return CERTCHECK_MALFORMED;
    if (!present)
        return CERTCHECK_OK;
    if (!cc_der_open(data, &value, &explicit))
        return CERTCHECK_MALFORMED;
    return cc_extension_list_read(&explicit, CC_EXTENSION_OF_OCSP_RESPONSE, &ocsp->extensions,
                                  ocsp->quirks);
}

/* ResponseData ::= SEQUENCE {
 *     version             [0] EXPLICIT Version DEFAULT v1,
 *     responderID         ResponderID,
 *     producedAt          GeneralizedTime,
 *     responses           SEQUENCE OF SingleResponse,
 *     responseExtensions  [1] EXPLICIT Extensions OPTIONAL } */
static enum certcheck_status read_data(struct cc_der *basic, struct certcheck_ocsp *ocsp)
{
    cc_der_value sequence;
    struct cc_der data;
    basic->field = "tbsResponseData";
    if (!cc_der_expect(basic, CC_DER_SEQUENCE, &sequence) ||
        !cc_der_open(basic, &sequence, &data) || !read_version(&data, ocsp->quirks) ||
        !read_responder(&data, ocsp))
        return CERTCHECK_MALFORMED;
    ocsp->tbs = sequence.whole;
    data.field = "tbsResponseData.producedAt";
    const uint8_t *begin = data.next;
    if (!cc_generalized_time_read(&data, &ocsp->produced_at))
        return CERTCHECK_MALFORMED;
    ocsp->produced_at_value = cc_span_between(begin, data.next);
    if (!read_singles(&data, ocsp))
        return CERTCHECK_MALFORMED;
    enum certcheck_status status = read_extensions(&data, ocsp);
    data.field = "tbsResponseData";
    if (status == CERTCHECK_OK && !cc_der_end(&data))
        status = CERTCHECK_MALFORMED;
    return status;
}

/* certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL */
static bool read_certificates(struct cc_der *basic, struct certcheck_ocsp *ocsp)
{
    cc_der_value value, certificate;
    bool present;
    struct cc_der explicit, list;
    basic->field = "certs";
    if (!cc_der_optional(basic, CC_DER_CONTEXT_CONSTRUCTED(0), &value, &present))
        return false;
    if (!present)
        return true;
    if (!cc_der_open(basic, &value, &explicit) ||
        !cc_der_expect(&explicit, CC_DER_SEQUENCE, &value) || !cc_der_end(&explicit) ||
        !cc_der_open(&explicit, &value, &list))
        return false;
    ocsp->certificates = value.contents;
    for (; !cc_der_at_end(&list); ocsp->certificate_count++) {
        if (!cc_der_expect(&list, CC_DER_SEQUENCE, &certificate))
            return false;
    }
    return true;
}

/* BasicOCSPResponse ::= SEQUENCE {
 *     tbsResponseData     ResponseData,
 *     signatureAlgorithm  AlgorithmIdentifier,
 *     signature           BIT STRING,
 *     certs               [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL } */
static enum certcheck_status read_basic(struct cc_der *der, struct certcheck_ocsp *ocsp)
{
    struct cc_der basic;
    der->field = "basicOCSPResponse";
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &basic) || !cc_der_end(der))
        return CERTCHECK_MALFORMED;
    enum certcheck_status status = read_data(&basic, ocsp);
    if (status != CERTCHECK_OK)
        return status;
    basic.field = "signatureAlgorithm";
    if (!cc_algorithm_read(&basic, &ocsp->algorithm, ocsp->quirks))
        return CERTCHECK_MALFORMED;
    basic.field = "signature";
    if (!cc_der_bit_octets(&basic, CC_DER_BIT_STRING, &ocsp->signature) ||
        !read_certificates(&basic, ocsp))
        return CERTCHECK_MALFORMED;
    basic.field = "basicOCSPResponse";
    return cc_der_end(&basic) ? CERTCHECK_OK : CERTCHECK_MALFORMED;
}

/* ResponseBytes ::= SEQUENCE {
 *     responseType  OBJECT IDENTIFIER,
 *     response      OCTET STRING }  -- holds a BasicOCSPResponse */
static enum certcheck_status read_bytes(struct cc_der *response, struct certcheck_ocsp *ocsp)
{
    struct cc_der explicit, bytes, basic;
    cc_span type, contents;
    response->field = "responseBytes";
    if (!cc_der_enter(response, CC_DER_CONTEXT_CONSTRUCTED(0), &explicit) ||
        !cc_der_enter(&explicit, CC_DER_SEQUENCE, &bytes) || !cc_der_end(&explicit))
        return CERTCHECK_MALFORMED;
    bytes.field = "responseBytes.responseType";
    const uint8_t *at = bytes.next;
    if (!cc_der_oid(&bytes, CC_DER_OID, &type))
        return CERTCHECK_MALFORMED;
    if (!cc_oid_is(type, CC_OID_OCSP_BASIC)) {
        cc_der_fail(&bytes, at, CC_DER_OID, CC_DER_RULE_OCSP_RESPONSE_TYPE);
        return CERTCHECK_MALFORMED;
    }
    bytes.field = "responseBytes.response";
    if (!cc_der_octet_string(&bytes, CC_DER_OCTET_STRING, &contents) || !cc_der_end(&bytes))
        return CERTCHECK_MALFORMED;
    cc_der_init(&basic, contents, response->origin, response->error);
    return read_basic(&basic, ocsp);
}

/* OCSPResponseStatus ::= ENUMERATED {
 *     successful (0), malformedRequest (1), internalError (2), tryLater (3), sigRequired (5),
 *     unauthorized (6) } */
static bool read_status(struct cc_der *response, enum certcheck_ocsp_response_status *status)
{
    enum { STATUS_UNUSED = 4 };
    const uint8_t *at = response->next;
    uint32_t number;
    response->field = "responseStatus";
    if (!cc_der_count(response, CC_DER_ENUMERATED, CERTCHECK_COUNT_MAX, &number))
        return false;
    if (number == STATUS_UNUSED || number > CERTCHECK_OCSP_UNAUTHORIZED)
        return cc_der_fail(response, at, CC_DER_ENUMERATED, CC_DER_RULE_VALUE_RANGE);
    *status = (enum certcheck_ocsp_response_status)number;
    return true;
}

/* OCSPResponse ::= SEQUENCE {
 *     responseStatus  OCSPResponseStatus,
 *     responseBytes   [0] EXPLICIT ResponseBytes OPTIONAL }
 *
 * "If the value of responseStatus is one of the error conditions, the responseBytes field is not
 * set." */
static enum certcheck_status read_response(struct cc_der *der, struct certcheck_ocsp *ocsp)
{
    struct cc_der response;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &response) || !cc_der_end(der) ||
        !read_status(&response, &ocsp->status))
        return CERTCHECK_MALFORMED;
    response.field = "responseBytes";
    if (cc_der_at_end(&response) == (ocsp->status == CERTCHECK_OCSP_SUCCESSFUL)) {
        cc_der_fail(&response, response.next, cc_der_peek(&response),
                    CC_DER_RULE_OCSP_RESPONSE_BYTES);
        return CERTCHECK_MALFORMED;
    }
    if (cc_der_at_end(&response))
        return CERTCHECK_OK;
    enum certcheck_status status = read_bytes(&response, ocsp);
    response.field = "ocspResponse";
    if (status == CERTCHECK_OK && !cc_der_end(&response))
        status = CERTCHECK_MALFORMED;
    return status;
}

/* One allocation: the struct, and its copy of the DER behind it. */
static struct certcheck_ocsp *allocate(const uint8_t *der, size_t length)
{
    struct certcheck_ocsp *ocsp = cc_malloc(sizeof *ocsp + length);
    if (ocsp == NULL)
        return NULL;
    memset(ocsp, 0, sizeof *ocsp);
    uint8_t *copy = (uint8_t *)(ocsp + 1);
    if (length != 0)
        memcpy(copy, der, length);
    ocsp->der = cc_span_of(copy, length);
    atomic_init(&ocsp->references, 1);
    return ocsp;
}

static enum certcheck_status parse(const uint8_t *der, size_t length, struct certcheck_ocsp **ocsp,
                                   struct certcheck_parse_error *error)
{
    struct cc_der cursor;
    struct certcheck_extension_value value;
    struct certcheck_ocsp *made = allocate(der, length);
    if (made == NULL)
        return CERTCHECK_NO_MEMORY;
    cc_der_init(&cursor, made->der, NULL, error);
    cursor.field = "ocspResponse";
    enum certcheck_status status = read_response(&cursor, made);
    if (status != CERTCHECK_OK) {
        certcheck_ocsp_free(made);
        return status;
    }
    made->has_nonce = cc_extension_list_value(&made->extensions, CERTCHECK_EXT_OCSP_NONCE, &value);
    if (made->has_nonce)
        made->nonce = value.of.nonce;
    *ocsp = made;
    return CERTCHECK_OK;
}

enum certcheck_status certcheck_ocsp_parse(const uint8_t *der, size_t length,
                                           struct certcheck_ocsp **ocsp,
                                           struct certcheck_parse_error *error)
{
    struct certcheck_parse_error unwanted;
    if (error == NULL)
        error = &unwanted;
    *error = (struct certcheck_parse_error){0};
    if (ocsp == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *ocsp = NULL;
    if (der == NULL && length != 0)
        return CERTCHECK_BAD_ARGUMENT;
    if (length <= CERTCHECK_OCSP_MAX)
        return parse(der, length, ocsp, error);
    struct cc_der cursor;
    cc_der_init(&cursor, cc_span_of(der, length), NULL, error);
    cursor.field = "ocspResponse";
    cc_der_fail(&cursor, der, 0, CC_DER_RULE_OCSP_TOO_LARGE);
    return CERTCHECK_MALFORMED;
}

struct certcheck_ocsp *certcheck_ocsp_ref(const struct certcheck_ocsp *ocsp)
{
    struct certcheck_ocsp *counted = (struct certcheck_ocsp *)ocsp;
    if (counted != NULL)
        atomic_fetch_add_explicit(&counted->references, 1, memory_order_relaxed);
    return counted;
}

void certcheck_ocsp_free(const struct certcheck_ocsp *ocsp)
{
    struct certcheck_ocsp *counted = (struct certcheck_ocsp *)ocsp;
    if (counted == NULL ||
        atomic_fetch_sub_explicit(&counted->references, 1, memory_order_acq_rel) != 1)
        return;
    cc_extension_list_release(&counted->extensions);
    cc_free(counted);
}
