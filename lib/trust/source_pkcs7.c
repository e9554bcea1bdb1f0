/* SPDX-License-Identifier: MIT */
/* Takes certificates, CRLs and OCSP responses out of PKCS #7. */
#include "trust/source_entry.h"

#include "der/der_value.h"

/* The members of a SignedData: cursors, at their ends where there is none. */
struct members {
    struct cc_der certificates;
    struct cc_der crls;
};

#define RULE_UNKNOWN "revocation-info-unknown"

/* A store has no use for any of it; in a pool what is not known might revoke. */
static enum certcheck_status skip_unknown(struct cc_source_sink *sink,
                                          const struct cc_source_entry *entry)
{
    cc_source_skip(sink, entry, sink->crls == NULL ? CERTCHECK_BAD_ARGUMENT : CERTCHECK_MALFORMED,
                   &(struct certcheck_parse_error){
                       .rule = RULE_UNKNOWN, .text = "this is neither a CRL nor an OCSP response"});
    return CERTCHECK_OK;
}

/*
 * OtherRevocationInfoFormat ::= SEQUENCE {                     -- RFC 5652 10.2.1
 *     otherRevInfoFormat  OBJECT IDENTIFIER,
 *     otherRevInfo        ANY DEFINED BY otherRevInfoFormat }
 *
 * Of id-ri-ocsp-response it is an OCSPResponse (RFC 5940 2.1).
 */
static enum certcheck_status add_other_evidence(struct cc_source_sink *sink,
                                                const struct cc_source_entry *entry, cc_span whole)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der, other;
    cc_der_value info;
    cc_span format;
    cc_der_init(&der, whole, NULL, &error);
    der.field = "otherRevocationInfo";
    if (!cc_der_enter(&der, CC_DER_CONTEXT_CONSTRUCTED(1), &other) ||
        !cc_der_oid(&other, CC_DER_OID, &format) || !cc_der_read(&other, &info) ||
        !cc_der_end(&other)) {
        cc_source_skip(sink, entry, CERTCHECK_MALFORMED, &error);
        return CERTCHECK_OK;
    }
    return cc_oid_is(format, CC_OID_RI_OCSP_RESPONSE) ? cc_source_add_ocsp(sink, entry, info.whole)
                                                      : skip_unknown(sink, entry);
}

static enum certcheck_status add_evidence(struct cc_source_sink *sink,
                                          const struct cc_source_entry *entry,
                                          const cc_der_value *value)
{
    if (value->tag == CC_DER_SEQUENCE)
        return cc_source_add_crl(sink, entry, value->whole, NULL);
    if (value->tag == CC_DER_CONTEXT_CONSTRUCTED(1))
        return add_other_evidence(sink, entry, value->whole);
    return skip_unknown(sink, entry);
}

static enum certcheck_status add_certificate(struct cc_source_sink *sink,
                                             const struct cc_source_entry *entry,
                                             const cc_der_value *value)
{
    if (value->tag == CC_DER_SEQUENCE)
        return cc_source_add_certificate(sink, entry, value->whole);
    cc_source_skip(sink, entry, CERTCHECK_BAD_ARGUMENT, &(struct certcheck_parse_error){0});
    return CERTCHECK_OK;
}

/* CertificateSet ::= SET OF CertificateChoices: a Certificate, or something tagged [0] to [3] that
 * is none (RFC 5652 10.2.2).
 * RevocationInfoChoices ::= SET OF RevocationInfoChoice: a CertificateList, or
 * OtherRevocationInfoFormat tagged [1] (10.2.1).
 *
 * The order of a set is not looked at: nothing here depends on it. */
static enum certcheck_status add_set(struct cc_source_sink *sink, struct cc_source_entry *entry,
                                     struct cc_der set, bool is_evidence, bool number_each)
{
    struct certcheck_parse_error error = {0};
    set.error = &error;
    while (!cc_der_at_end(&set)) {
        cc_der_value value;
        if (!cc_der_read(&set, &value)) {
            cc_source_skip(sink, entry, CERTCHECK_MALFORMED, &error);
            return CERTCHECK_OK;
        }
        if (number_each)
            entry->offset = (size_t)(value.whole.data - set.origin);
        enum certcheck_status status =
            is_evidence ? add_evidence(sink, entry, &value) : add_certificate(sink, entry, &value);
        if (status != CERTCHECK_OK)
            return status;
        if (number_each)
            entry->number++;
    }
    return CERTCHECK_OK;
}

/*
 * ContentInfo ::= SEQUENCE {                                   -- RFC 2315 7, RFC 5652 3
 *     contentType  OBJECT IDENTIFIER,
 *     content      [0] EXPLICIT ANY DEFINED BY contentType }
 * SignedData ::= SEQUENCE {                                    -- RFC 2315 9.1, RFC 5652 5.1
 *     version           INTEGER,
 *     digestAlgorithms  SET,
 *     contentInfo       SEQUENCE,
 *     certificates      [0] IMPLICIT SET OPTIONAL,
 *     crls              [1] IMPLICIT SET OPTIONAL,
 *     signerInfos       SET }
 */
static bool enter_optional(struct cc_der *der, unsigned number, struct cc_der *inside)
{
    if (cc_der_peek(der) == CC_DER_CONTEXT_CONSTRUCTED(number))
        return cc_der_enter(der, CC_DER_CONTEXT_CONSTRUCTED(number), inside);
    *inside = *der;
    inside->end = inside->next;
    return true;
}

/* *found = false: it is no SignedData. */
static bool find_members(struct cc_der *der, struct members *members, bool *found)
{
    struct cc_der info;
    struct cc_der content;
    struct cc_der signed_data;
    cc_der_value ignored;
    cc_span type;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &info) || !cc_der_end(der) ||
        !cc_der_oid(&info, CC_DER_OID, &type))
        return false;
    *found = cc_oid_is(type, CC_OID_PKCS7_SIGNED_DATA);
    if (!*found)
        return true;
    return cc_der_enter(&info, CC_DER_CONTEXT_CONSTRUCTED(0), &content) && cc_der_end(&info) &&
           cc_der_enter(&content, CC_DER_SEQUENCE, &signed_data) && cc_der_end(&content) &&
           cc_der_expect(&signed_data, CC_DER_INTEGER, &ignored) &&
           cc_der_expect(&signed_data, CC_DER_SET, &ignored) &&
           cc_der_expect(&signed_data, CC_DER_SEQUENCE, &ignored) &&
           enter_optional(&signed_data, 0, &members->certificates) &&
           enter_optional(&signed_data, 1, &members->crls) &&
           cc_der_expect(&signed_data, CC_DER_SET, &ignored) && cc_der_end(&signed_data);
}

enum certcheck_status cc_source_add_pkcs7(struct cc_source_sink *sink,
                                          const struct cc_source_entry *entry, cc_span bytes,
                                          bool number_each)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    struct members members;
    bool found;
    cc_der_init(&der, bytes, NULL, &error);
    der.field = "contentInfo";
    if (!find_members(&der, &members, &found)) {
        cc_source_skip(sink, entry, CERTCHECK_MALFORMED, &error);
        return CERTCHECK_OK;
    }
    if (!found || (cc_der_at_end(&members.certificates) && cc_der_at_end(&members.crls))) {
        cc_source_skip_for_no_certificate(sink, entry);
        return CERTCHECK_OK;
    }
    struct cc_source_entry member = *entry;
    enum certcheck_status status = add_set(sink, &member, members.certificates, false, number_each);
    return status != CERTCHECK_OK ? status
                                  : add_set(sink, &member, members.crls, true, number_each);
}
