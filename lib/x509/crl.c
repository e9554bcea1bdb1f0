/* SPDX-License-Identifier: MIT */
/* Reads a CRL: RFC 5280 5.1, in the order of its ASN.1. */
#include "x509/crl.h"

#include "base/alloc.h"
#include "der/der_value.h"
#include "x509/algorithm.h"
#include "x509/name.h"

/* version Version OPTIONAL, "if present, MUST be v2"; Version ::= INTEGER { v2(1) } */
static bool read_version(struct cc_der *tbs, struct certcheck_crl *crl)
{
    const uint8_t *at = tbs->next;
    uint32_t version;
    tbs->field = "tbsCertList.version";
    crl->version = 1;
    if (!cc_der_next_is(tbs, CC_DER_INTEGER))
        return true;
    if (!cc_der_count(tbs, CC_DER_INTEGER, CERTCHECK_COUNT_MAX, &version))
        return false;
    if (version != 1)
        return cc_der_fail(tbs, at, CC_DER_INTEGER, CC_DER_RULE_CRL_VERSION);
    crl->version = 2;
    return true;
}

static bool read_time(struct cc_der *tbs, const char *field, certcheck_time *time,
                      struct cc_quirk *quirks)
{
    const uint8_t *begin = tbs->next;
    bool wrong_form;
    tbs->field = field;
    if (!cc_der_time(tbs, time, &wrong_form))
        return false;
    if (wrong_form)
        cc_quirk_note(quirks, CC_QUIRK_TIME_FORM, cc_span_between(begin, tbs->next), field);
    return true;
}

/* thisUpdate Time, nextUpdate Time OPTIONAL */
static bool read_updates(struct cc_der *tbs, struct certcheck_crl *crl)
{
    const uint8_t *begin = tbs->next;
    if (!read_time(tbs, "tbsCertList.thisUpdate", &crl->this_update, crl->quirks))
        return false;
    uint32_t next = cc_der_peek(tbs);
    crl->has_next_update = next == CC_DER_UTC_TIME || next == CC_DER_GENERALIZED_TIME;
    if (crl->has_next_update &&
        !read_time(tbs, "tbsCertList.nextUpdate", &crl->next_update, crl->quirks))
        return false;
    crl->updates = cc_span_between(begin, tbs->next);
    return true;
}

/* revokedCertificates SEQUENCE OF SEQUENCE { ... } OPTIONAL
 *
 * Departure: an empty list, which RFC 5280 5.1.2.6 wants left out, is read. */
static bool read_entries(struct cc_der *tbs, struct certcheck_crl *crl)
{
    cc_der_value value;
    bool present;
    struct cc_der list;
    tbs->field = "tbsCertList.revokedCertificates";
    if (!cc_der_optional(tbs, CC_DER_SEQUENCE, &value, &present))
        return false;
    if (!present)
        return true;
    if (!cc_der_open(tbs, &value, &list))
        return false;
    if (cc_der_at_end(&list))
        cc_quirk_note(crl->quirks, CC_QUIRK_SEQUENCE_EMPTY, value.whole, tbs->field);
    crl->entries = value.contents;
    cc_span issuer = {0};
    for (; !cc_der_at_end(&list); crl->entry_count++) {
        struct certcheck_crl_entry entry;
        if (!cc_crl_entry_read(&list, crl->version, &entry, crl->quirks))
            return false;
        if (entry.unknown_critical && crl->unknown_critical_entry.length == 0)
            crl->unknown_critical_entry = entry.whole;
        crl->wrongly_critical_entry |= entry.wrongly_critical;
        if (entry.certificate_issuer.length == 0 || cc_span_equal(issuer, entry.certificate_issuer))
            continue;
        issuer = entry.certificate_issuer;
        crl->index.issuer_change_count++;
    }
    return true;
}

/* crlExtensions [0] EXPLICIT Extensions OPTIONAL, "if present, version MUST be v2" */
static enum certcheck_status read_extensions(struct cc_der *tbs, struct certcheck_crl *crl)
{
    cc_der_value value;
    bool present;
    struct cc_der explicit;
    tbs->field = "tbsCertList.crlExtensions";
    if (!cc_der_optional(tbs, CC_DER_CONTEXT_CONSTRUCTED(0), &value, &present))
        return CERTCHECK_MALFORMED;
    if (!present)
        return CERTCHECK_OK;
    if (crl->version < 2) {
        cc_der_fail(tbs, value.whole.data, value.tag, CC_DER_RULE_EXTENSIONS_NEED_VERSION_2);
        return CERTCHECK_MALFORMED;
    }
    if (!cc_der_open(tbs, &value, &explicit))
        return CERTCHECK_MALFORMED;
    return cc_extension_list_read(&explicit, CC_EXTENSION_OF_CRL, &crl->extensions, crl->quirks);
}

/* TBSCertList ::= SEQUENCE {
 *     version              Version OPTIONAL,
 *     signature            AlgorithmIdentifier,
 *     issuer               Name,
 *     thisUpdate           Time,
 *     nextUpdate           Time OPTIONAL,
 *     revokedCertificates  SEQUENCE OF SEQUENCE { ... } OPTIONAL,
 *     crlExtensions        [0] EXPLICIT Extensions OPTIONAL } */
static enum certcheck_status read_tbs(struct cc_der *outer, struct certcheck_crl *crl)
{
    cc_der_value sequence;
    struct cc_der tbs;
    outer->field = "tbsCertList";
    if (!cc_der_expect(outer, CC_DER_SEQUENCE, &sequence) || !cc_der_open(outer, &sequence, &tbs))
        return CERTCHECK_MALFORMED;
    crl->tbs = sequence.whole;
    if (!read_version(&tbs, crl))
        return CERTCHECK_MALFORMED;
    tbs.field = "tbsCertList.signature";
    if (!cc_algorithm_read(&tbs, &crl->inner_algorithm, crl->quirks))
        return CERTCHECK_MALFORMED;
    tbs.field = "tbsCertList.issuer";
    if (!cc_name_read_hashed(&tbs, &crl->issuer, &crl->issuer_empty, &crl->issuer_hash,
                             crl->quirks) ||
        !read_updates(&tbs, crl) || !read_entries(&tbs, crl))
        return CERTCHECK_MALFORMED;
    enum certcheck_status status = read_extensions(&tbs, crl);
    tbs.field = "tbsCertList";
    if (status == CERTCHECK_OK && !cc_der_end(&tbs))
        status = CERTCHECK_MALFORMED;
    return status;
}

/* CertificateList ::= SEQUENCE {
 *     tbsCertList         TBSCertList,
 *     signatureAlgorithm  AlgorithmIdentifier,
 *     signatureValue      BIT STRING } */
static enum certcheck_status read_crl(struct cc_der *der, struct certcheck_crl *crl)
{
    struct cc_der inside;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &inside) || !cc_der_end(der))
        return CERTCHECK_MALFORMED;
    enum certcheck_status status = read_tbs(&inside, crl);
    if (status != CERTCHECK_OK)
        return status;
    inside.field = "signatureAlgorithm";
    if (!cc_algorithm_read(&inside, &crl->algorithm, crl->quirks))
        return CERTCHECK_MALFORMED;
    inside.field = "signatureValue";
    if (!cc_der_bit_octets(&inside, CC_DER_BIT_STRING, &crl->signature))
        return CERTCHECK_MALFORMED;
    inside.field = "certificateList";
    return cc_der_end(&inside) ? CERTCHECK_OK : CERTCHECK_MALFORMED;
}

/* What the checks ask for most often is kept decoded. */
static void derive(struct certcheck_crl *crl)
{
    struct certcheck_extension_value value;
    const struct cc_extension_list *list = &crl->extensions;
    crl->algorithms_differ = !cc_span_equal(crl->inner_algorithm.whole, crl->algorithm.whole);
    if (cc_extension_list_value(list, CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER, &value))
        crl->authority_key_identifier = value.of.authority_key_identifier;
    crl->has_number = cc_extension_list_value(list, CERTCHECK_EXT_CRL_NUMBER, &value);
    if (crl->has_number)
        crl->number = value.of.number;
    crl->has_base_number = cc_extension_list_value(list, CERTCHECK_EXT_DELTA_CRL_INDICATOR, &value);
    if (crl->has_base_number)
        crl->base_number = value.of.number;
    crl->has_issuing_distribution_point =
        cc_extension_list_value(list, CERTCHECK_EXT_ISSUING_DISTRIBUTION_POINT, &value);
    if (crl->has_issuing_distribution_point)
        crl->issuing_distribution_point = value.of.issuing_distribution_point;
}

/* Everything but the DER. */
static void release(struct certcheck_crl *crl)
{
    cc_crl_index_release(&crl->index);
    cc_extension_list_release(&crl->extensions);
    cc_free(crl);
}

static enum certcheck_status adopt(uint8_t *der, size_t length, struct certcheck_crl **crl,
                                   struct certcheck_parse_error *error)
{
    struct certcheck_crl *made = cc_calloc(1, sizeof *made);
    if (made == NULL)
        return CERTCHECK_NO_MEMORY;
    atomic_init(&made->references, 1);
    made->der = cc_span_of(der, length);
    struct cc_der cursor;
    cc_der_init(&cursor, made->der, NULL, error);
    cursor.field = "certificateList";
    enum certcheck_status status = read_crl(&cursor, made);
    if (status == CERTCHECK_OK && !cc_crl_index_build(made))
        status = CERTCHECK_NO_MEMORY;
    if (status != CERTCHECK_OK) {
        release(made);
        return status;
    }
    derive(made);
    *crl = made;
    return CERTCHECK_OK;
}

static bool is_too_large(const uint8_t *der, size_t length, struct certcheck_parse_error *error)
{
    if (length <= CERTCHECK_CRL_MAX)
        return false;
    struct cc_der cursor;
    cc_der_init(&cursor, cc_span_of(der, length), NULL, error);
    cursor.field = "certificateList";
    cc_der_fail(&cursor, der, 0, CC_DER_RULE_CRL_TOO_LARGE);
    return true;
}

enum certcheck_status cc_crl_adopt(uint8_t *der, size_t length, struct certcheck_crl **crl,
                                   struct certcheck_parse_error *error)
{
    *crl = NULL;
    *error = (struct certcheck_parse_error){0};
    if (is_too_large(der, length, error))
        return CERTCHECK_MALFORMED;
    return adopt(der, length, crl, error);
}

enum certcheck_status certcheck_crl_parse(const uint8_t *der, size_t length,
                                          struct certcheck_crl **crl,
                                          struct certcheck_parse_error *error)
{
    struct certcheck_parse_error unwanted;
    if (error == NULL)
        error = &unwanted;
    *error = (struct certcheck_parse_error){0};
    if (crl == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *crl = NULL;
    if (der == NULL && length != 0)
        return CERTCHECK_BAD_ARGUMENT;
    if (is_too_large(der, length, error))
        return CERTCHECK_MALFORMED;
    uint8_t *copy = cc_malloc(length);
    if (copy == NULL)
        return CERTCHECK_NO_MEMORY;
    if (length != 0)
        memcpy(copy, der, length);
    enum certcheck_status status = adopt(copy, length, crl, error);
    if (status != CERTCHECK_OK)
        cc_free(copy);
    return status;
}

struct certcheck_crl *certcheck_crl_ref(const struct certcheck_crl *crl)
{
    struct certcheck_crl *counted = (struct certcheck_crl *)crl;
    if (counted != NULL)
        atomic_fetch_add_explicit(&counted->references, 1, memory_order_relaxed);
    return counted;
}

void certcheck_crl_free(const struct certcheck_crl *crl)
{
    struct certcheck_crl *counted = (struct certcheck_crl *)crl;
    if (counted == NULL ||
        atomic_fetch_sub_explicit(&counted->references, 1, memory_order_acq_rel) != 1)
        return;
    cc_free((void *)(uintptr_t)counted->der.data);
    release(counted);
}
