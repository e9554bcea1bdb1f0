/* SPDX-License-Identifier: MIT */
/* Extensions that name subjects, issuers and their keys. */
#include "x509/extension.h"

#include "der/der_value.h"
#include "x509/any.h"
#include "x509/general_name.h"
#include "x509/list.h"

/* RFC 5280 4.2.1.1. Its rule that authorityCertIssuer and authorityCertSerialNumber come together
 * is one for issuers: roots in use break it.
 *
 * AuthorityKeyIdentifier ::= SEQUENCE {
 *     keyIdentifier              [0] OCTET STRING OPTIONAL,
 *     authorityCertIssuer        [1] GeneralNames OPTIONAL,
 *     authorityCertSerialNumber  [2] INTEGER OPTIONAL } */
bool cc_authority_key_identifier_decode(struct cc_der *der, struct certcheck_extension_value *value,
                                        struct cc_quirk *quirks)
{
    struct certcheck_authority_key_identifier *identifier = &value->of.authority_key_identifier;
    *identifier = (struct certcheck_authority_key_identifier){0};
    struct cc_der inside;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &inside))
        return false;
    inside.field = "authorityKeyIdentifier.keyIdentifier";
    identifier->has_key_identifier = cc_der_next_is(&inside, CC_DER_CONTEXT(0));
    if (identifier->has_key_identifier &&
        !cc_der_octet_string(&inside, CC_DER_CONTEXT(0), &identifier->key_identifier))
        return false;
    inside.field = "authorityKeyIdentifier.authorityCertIssuer";
    identifier->has_issuer = cc_der_next_is(&inside, CC_DER_CONTEXT_CONSTRUCTED(1));
    if (identifier->has_issuer &&
        !cc_general_names_read(&inside, CC_DER_CONTEXT_CONSTRUCTED(1), &identifier->issuer, quirks))
        return false;
    inside.field = "authorityKeyIdentifier.authorityCertSerialNumber";
    identifier->has_serial = cc_der_next_is(&inside, CC_DER_CONTEXT(2));
    if (identifier->has_serial && !cc_der_integer(&inside, CC_DER_CONTEXT(2), &identifier->serial))
        return false;
    return cc_der_end(&inside);
}

/* RFC 5280 4.2.1.2
 *
 * SubjectKeyIdentifier ::= OCTET STRING */
bool cc_subject_key_identifier_decode(struct cc_der *der, struct certcheck_extension_value *value,
                                      struct cc_quirk *quirks)
{
    (void)quirks;
    return cc_der_octet_string(der, CC_DER_OCTET_STRING, &value->of.subject_key_identifier);
}

/* RFC 5280 4.2.1.6 and 4.2.1.7
 *
 * SubjectAltName ::= GeneralNames
 * IssuerAltName ::= GeneralNames */
bool cc_alternative_names_decode(struct cc_der *der, struct certcheck_extension_value *value,
                                 struct cc_quirk *quirks)
{
    return cc_general_names_read(der, CC_DER_SEQUENCE, &value->of.names, quirks);
}

/* RFC 5280 4.2.1.8
 *
 * SubjectDirectoryAttributes ::= SEQUENCE SIZE (1..MAX) OF Attribute
 * Attribute ::= SEQUENCE {
 *     type    OBJECT IDENTIFIER,
 *     values  SET OF ANY DEFINED BY type }  -- "at least one value is required"
 *
 * Departure: an attribute without values is read. */
bool cc_directory_attributes_decode(struct cc_der *der, struct certcheck_extension_value *value,
                                    struct cc_quirk *quirks)
{
    struct cc_der attributes;
    if (!cc_list_enter(der, CC_DER_SEQUENCE, &attributes, &value->of.attributes))
        return false;
    while (!cc_der_at_end(&attributes)) {
        struct cc_der attribute;
        cc_der_value values;
        cc_span type;
        if (!cc_der_enter(&attributes, CC_DER_SEQUENCE, &attribute) ||
            !cc_der_oid(&attribute, CC_DER_OID, &type) ||
            !cc_der_expect(&attribute, CC_DER_SET, &values) || !cc_any_walk(&attribute, values) ||
            !cc_der_end(&attribute))
            return false;
        if (values.contents.length == 0)
            cc_quirk_note(quirks, CC_QUIRK_SEQUENCE_EMPTY, values.whole, attribute.field);
    }
    return true;
}
