/* SPDX-License-Identifier: MIT */
/* Reads single responses: RFC 6960 4.2.1. */
#include "x509/ocsp.h"

#include "der/der_value.h"
#include "x509/algorithm.h"

#define FIELD(NAME) "tbsResponseData.responses." NAME

/* CertID ::= SEQUENCE {
 *     hashAlgorithm   AlgorithmIdentifier,
 *     issuerNameHash  OCTET STRING,
 *     issuerKeyHash   OCTET STRING,
 *     serialNumber    CertificateSerialNumber } */
static bool read_id(struct cc_der *der, struct certcheck_ocsp_certificate_id *id)
{
    cc_der_value sequence;
    struct cc_der inside;
    der->field = FIELD("certID");
    if (!cc_der_expect(der, CC_DER_SEQUENCE, &sequence) || !cc_der_open(der, &sequence, &inside))
        return false;
    id->whole = sequence.whole;
    inside.field = FIELD("certID.hashAlgorithm");
    if (!cc_digest_algorithm_read(&inside, &id->digest, &id->digest_oid))
        return false;
    inside.field = FIELD("certID.issuerNameHash");
    if (!cc_der_octet_string(&inside, CC_DER_OCTET_STRING, &id->issuer_name_hash))
        return false;
    inside.field = FIELD("certID.issuerKeyHash");
    if (!cc_der_octet_string(&inside, CC_DER_OCTET_STRING, &id->issuer_key_hash))
        return false;
    inside.field = FIELD("certID.serialNumber");
    return cc_der_integer(&inside, CC_DER_INTEGER, &id->serial) && cc_der_end(&inside);
}

/* RevokedInfo ::= SEQUENCE {
 *     revocationTime    GeneralizedTime,
 *     revocationReason  [0] EXPLICIT CRLReason OPTIONAL } */
static bool read_revoked(struct cc_der *inside, struct certcheck_ocsp_single *single)
{
    cc_der_value value;
    struct cc_der explicit;
    single->status = CERTCHECK_OCSP_REVOKED;
    inside->field = FIELD("certStatus.revocationTime");
    if (!cc_generalized_time_read(inside, &single->revocation_time))
        return false;
    inside->field = FIELD("certStatus.revocationReason");
    if (!cc_der_optional(inside, CC_DER_CONTEXT_CONSTRUCTED(0), &value, &single->has_reason))
        return false;
    if (single->has_reason &&
        (!cc_der_open(inside, &value, &explicit) || !cc_reason_read(&explicit, &single->reason) ||
         !cc_der_end(&explicit)))
        return false;
    return cc_der_end(inside);
}

/* CertStatus ::= CHOICE {
 *     good     [0] IMPLICIT NULL,
 *     revoked  [1] IMPLICIT RevokedInfo,
 *     unknown  [2] IMPLICIT UnknownInfo }  -- NULL */
static bool read_status(struct cc_der *der, struct certcheck_ocsp_single *single)
{
    cc_der_value value;
    struct cc_der inside;
    der->field = FIELD("certStatus");
    if (!cc_der_read(der, &value))
        return false;
    if (value.tag == CC_DER_CONTEXT_CONSTRUCTED(1))
        return cc_der_open(der, &value, &inside) && read_revoked(&inside, single);
    if (value.tag != CC_DER_CONTEXT(0) && value.tag != CC_DER_CONTEXT(2))
        return cc_der_fail(der, value.whole.data, value.tag, CC_DER_RULE_TAG_UNEXPECTED);
    if (value.contents.length != 0)
        return cc_der_fail(der, value.whole.data, value.tag, CC_DER_RULE_NULL_LENGTH);
    single->status = value.tag == CC_DER_CONTEXT(0) ? CERTCHECK_OCSP_GOOD : CERTCHECK_OCSP_UNKNOWN;
    return true;
}

/* thisUpdate GeneralizedTime, nextUpdate [0] EXPLICIT GeneralizedTime OPTIONAL */
static bool read_updates(struct cc_der *der, struct certcheck_ocsp_single *single)
{
    cc_der_value value;
    struct cc_der explicit;
    der->field = FIELD("thisUpdate");
    if (!cc_generalized_time_read(der, &single->this_update))
        return false;
    der->field = FIELD("nextUpdate");
    return cc_der_optional(der, CC_DER_CONTEXT_CONSTRUCTED(0), &value, &single->has_next_update) &&
           (!single->has_next_update ||
            (cc_der_open(der, &value, &explicit) &&
             cc_generalized_time_read(&explicit, &single->next_update) && cc_der_end(&explicit)));
}

/* Decodes what is known, only to see whether it is in order. */
static bool is_malformed(struct certcheck_extension *extension, const uint8_t *origin)
{
    struct certcheck_extension_value value;
    extension->error = (struct certcheck_parse_error){0};
    return extension->kind != CERTCHECK_EXT_UNKNOWN &&
           !cc_extension_decode(extension, origin, &value, NULL, &extension->error);
}

/* The one of each kind that may stand here; those of unknown kind are not compared. */
static bool is_first(const struct certcheck_extension *extension, uint64_t *seen)
{
    uint64_t bit = UINT64_C(1) << extension->kind;
    bool first = extension->kind == CERTCHECK_EXT_UNKNOWN || (*seen & bit) == 0;
    *seen |= bit;
    return first;
}

/* singleExtensions [1] EXPLICIT Extensions OPTIONAL */
static bool read_extensions(struct cc_der *der, struct certcheck_ocsp_single *single,
                            struct cc_quirk *quirks)
{
    cc_der_value value;
    bool present;
    struct cc_der explicit, list;
    size_t count;
    uint64_t seen = 0;
    der->field = FIELD("singleExtensions");
    if (!cc_der_optional(der, CC_DER_CONTEXT_CONSTRUCTED(1), &value, &present))
        return false;
    if (!present)
        return true;
    if (!cc_der_open(der, &value, &explicit) ||
        !cc_der_expect(&explicit, CC_DER_SEQUENCE, &value) || !cc_der_end(&explicit) ||
        !cc_der_open(&explicit, &value, &list) || !cc_extensions_count(&list, &count))
        return false;
    if (count == 0)
        cc_quirk_note(quirks, CC_QUIRK_SEQUENCE_EMPTY, value.whole, der->field);
    single->extensions = value.contents;
    while (!cc_der_at_end(&list)) {
        struct certcheck_extension extension;
        if (!cc_extension_read(&list, CC_EXTENSION_OF_OCSP_SINGLE, &extension, quirks))
            return false;
        if (!is_first(&extension, &seen))
            return cc_der_fail(&list, extension.whole.data, CC_DER_SEQUENCE,
                               CC_DER_RULE_EXTENSION_DUPLICATE);
        if (extension.kind == CERTCHECK_EXT_UNKNOWN && extension.critical)
            single->unknown_critical = true;
        if (is_malformed(&extension, list.origin))
            single->malformed_extension = true;
    }
    return true;
}

/* SingleResponse ::= SEQUENCE {
 *     certID            CertID,
 *     certStatus        CertStatus,
 *     thisUpdate        GeneralizedTime,
 *     nextUpdate        [0] EXPLICIT GeneralizedTime OPTIONAL,
 *     singleExtensions  [1] EXPLICIT Extensions OPTIONAL } */
bool cc_ocsp_single_read(struct cc_der *list, struct certcheck_ocsp_single *single,
                         struct cc_quirk *quirks)
{
    *single = (struct certcheck_ocsp_single){0};
    cc_der_value sequence;
    struct cc_der inside;
    if (!cc_der_expect(list, CC_DER_SEQUENCE, &sequence) || !cc_der_open(list, &sequence, &inside))
        return false;
    single->whole = sequence.whole;
    return read_id(&inside, &single->id) && read_status(&inside, single) &&
           read_updates(&inside, single) && read_extensions(&inside, single, quirks) &&
           cc_der_end(&inside);
}

bool certcheck_ocsp_next_single(const struct certcheck_ocsp *ocsp, size_t *position,
                                struct certcheck_ocsp_single *single)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    if (*position >= ocsp->singles.length)
        return false;
    cc_der_init(&der, cc_span_of(ocsp->singles.data + *position, ocsp->singles.length - *position),
                ocsp->der.data, &error);
    if (!cc_ocsp_single_read(&der, single, NULL))
        return false;
    *position += single->whole.length;
    return true;
}

bool certcheck_ocsp_next_single_extension(const struct certcheck_ocsp *ocsp,
                                          struct certcheck_span *rest,
                                          struct certcheck_extension *extension)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_der_init(&der, *rest, ocsp->der.data, &error);
    if (cc_der_at_end(&der) ||
        !cc_extension_read(&der, CC_EXTENSION_OF_OCSP_SINGLE, extension, NULL))
        return false;
    extension->malformed = is_malformed(extension, ocsp->der.data);
    *rest = cc_span_between(der.next, der.end);
    return true;
}
