/* SPDX-License-Identifier: MIT */
/* Takes certificates and CRLs out of PKCS #7. */
#include "trust/source_entry.h"

#include "der/der_value.h"

/* The members of a SignedData: cursors, at their ends where there is none. */
struct members {
    struct cc_der certificates;
    struct cc_der crls;
};

static enum certcheck_status add_member(struct cc_source_sink *sink,
                                        const struct cc_source_entry *entry,
                                        const cc_der_value *value, bool is_crl)
{
    if (value->tag == CC_DER_SEQUENCE)
        return is_crl ? cc_source_add_crl(sink, entry, value->whole, NULL)
                      : cc_source_add_certificate(sink, entry, value->whole);
    cc_source_skip(sink, entry, CERTCHECK_BAD_ARGUMENT, &(struct certcheck_parse_error){0});
    return CERTCHECK_OK;
}

/* CertificateSet ::= SET OF CertificateChoices: a Certificate, or something tagged [0] to [3] that
 * is none (RFC 5652 10.2.2).
 * RevocationInfoChoices ::= SET OF RevocationInfoChoice: a CertificateList, or something tagged [1]
 * (10.2.1).
 *
 * The order of a set is not looked at: nothing here depends on it. */
static enum certcheck_status add_set(struct cc_source_sink *sink, struct cc_source_entry *entry,
                                     struct cc_der set, bool is_crl, bool number_each)
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
        enum certcheck_status status = add_member(sink, entry, &value, is_crl);
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
