/* SPDX-License-Identifier: MIT */
/* Writes OCSP requests: RFC 6960 4.1.1, unsigned. */
#include "x509/ocsp.h"

#include "der/der_encode.h"
#include "der/der_value.h"

/* AlgorithmIdentifier; parameters NULL, which RFC 5019 2.1.1's clients and servers write for both
 * digests. */
static void encode_digest(struct cc_text *out, enum certcheck_digest digest)
{
    struct cc_text inside;
    cc_text_init(&inside, CC_TEXT_LIMIT);
    enum cc_oid oid = digest == CERTCHECK_DIGEST_SHA256 ? CC_OID_SHA256 : CC_OID_SHA1;
    cc_der_encode(&inside, CC_DER_OID, cc_oid_contents(oid));
    cc_der_encode(&inside, CC_DER_NULL, (cc_span){0});
    cc_der_encode_around(out, CC_DER_SEQUENCE, &inside);
}

/* Request ::= SEQUENCE {
 *     reqCert                  CertID,
 *     singleRequestExtensions  [0] EXPLICIT Extensions OPTIONAL } */
static void encode_request(struct cc_text *out, const struct certcheck_ocsp_certificate_id *id)
{
    struct cc_text certificate_id, request;
    cc_text_init(&certificate_id, CC_TEXT_LIMIT);
    cc_text_init(&request, CC_TEXT_LIMIT);
    encode_digest(&certificate_id, id->digest);
    cc_der_encode(&certificate_id, CC_DER_OCTET_STRING, id->issuer_name_hash);
    cc_der_encode(&certificate_id, CC_DER_OCTET_STRING, id->issuer_key_hash);
    cc_der_encode(&certificate_id, CC_DER_INTEGER, id->serial);
    cc_der_encode_around(&request, CC_DER_SEQUENCE, &certificate_id);
    cc_der_encode_around(out, CC_DER_SEQUENCE, &request);
}

/* requestExtensions [2] EXPLICIT Extensions OPTIONAL, with the nonce: RFC 9654 2.1 */
static void encode_nonce(struct cc_text *out, cc_span nonce)
{
    struct cc_text value, extension, list, explicit;
    cc_text_init(&value, CC_TEXT_LIMIT);
    cc_text_init(&extension, CC_TEXT_LIMIT);
    cc_text_init(&list, CC_TEXT_LIMIT);
    cc_text_init(&explicit, CC_TEXT_LIMIT);
    cc_der_encode(&value, CC_DER_OCTET_STRING, nonce);
    cc_der_encode(&extension, CC_DER_OID, cc_oid_contents(CC_OID_OCSP_NONCE));
    cc_der_encode_around(&extension, CC_DER_OCTET_STRING, &value);
    cc_der_encode_around(&list, CC_DER_SEQUENCE, &extension);
    cc_der_encode_around(&explicit, CC_DER_SEQUENCE, &list);
    cc_der_encode_around(out, CC_DER_CONTEXT_CONSTRUCTED(2), &explicit);
}

/* OCSPRequest ::= SEQUENCE {
 *     tbsRequest         TBSRequest,
 *     optionalSignature  [0] EXPLICIT Signature OPTIONAL }
 * TBSRequest ::= SEQUENCE {
 *     version            [0] EXPLICIT Version DEFAULT v1,
 *     requestorName      [1] EXPLICIT GeneralName OPTIONAL,
 *     requestList        SEQUENCE OF Request,
 *     requestExtensions  [2] EXPLICIT Extensions OPTIONAL } */
void cc_ocsp_request_encode(struct cc_text *text, const struct certcheck_ocsp_certificate_id *ids,
                            size_t count, cc_span nonce)
{
    struct cc_text list, tbs, request;
    cc_text_init(&list, CC_TEXT_LIMIT);
    cc_text_init(&tbs, CC_TEXT_LIMIT);
    cc_text_init(&request, CC_TEXT_LIMIT);
    for (size_t i = 0; i < count; i++)
        encode_request(&list, &ids[i]);
    cc_der_encode_around(&tbs, CC_DER_SEQUENCE, &list);
    if (nonce.length != 0)
        encode_nonce(&tbs, nonce);
    cc_der_encode_around(&request, CC_DER_SEQUENCE, &tbs);
    cc_der_encode_around(text, CC_DER_SEQUENCE, &request);
}
