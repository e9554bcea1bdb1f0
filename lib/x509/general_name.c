/* SPDX-License-Identifier: MIT */
/* Reads GeneralName in all its kinds. */
#include "x509/general_name.h"

#include "der/der_value.h"
#include "x509/any.h"
#include "x509/list.h"
#include "x509/name.h"

/* OtherName ::= SEQUENCE {
 *     type-id  OBJECT IDENTIFIER,
 *     value    [0] EXPLICIT ANY DEFINED BY type-id }
 *
 * SmtpUTF8Mailbox ::= UTF8String (SIZE (1..MAX))  -- RFC 9598 3 */
static bool read_other(const struct cc_der *der, const cc_der_value *whole,
                       struct certcheck_general_name *name)
{
    struct cc_der inside, explicit;
    cc_der_value value;
    if (!cc_der_open(der, whole, &inside) || !cc_der_oid(&inside, CC_DER_OID, &name->type_id) ||
        !cc_der_enter(&inside, CC_DER_CONTEXT_CONSTRUCTED(0), &explicit) ||
        !cc_any_read(&explicit, &value) || !cc_der_end(&explicit) || !cc_der_end(&inside))
        return false;
    name->is_smtp_utf8 = cc_oid_is(name->type_id, CC_OID_SMTP_UTF8_MAILBOX);
    name->value = name->is_smtp_utf8 ? value.contents : value.whole;
    if (!name->is_smtp_utf8)
        return true;
    if (value.tag != CC_DER_UTF8_STRING)
        return cc_der_fail(&explicit, value.whole.data, value.tag, CC_DER_RULE_TAG_UNEXPECTED);
    if (!cc_der_string_fits(value.tag, value.contents))
        return cc_der_fail(&explicit, value.whole.data, value.tag, CC_DER_RULE_STRING_ALPHABET);
    return true;
}

/* Name is a CHOICE, so that its tag is explicit. */
static bool read_directory(const struct cc_der *der, const cc_der_value *whole,
                           struct certcheck_general_name *name, struct cc_quirk *quirks)
{
    struct cc_der inside;
    bool empty;
    return cc_der_open(der, whole, &inside) &&
           cc_name_read(&inside, &name->value, &empty, quirks) && cc_der_end(&inside);
}

static bool read_registered_id(const struct cc_der *der, const cc_der_value *whole,
                               struct certcheck_general_name *name)
{
    struct cc_der id;
    cc_der_init(&id, whole->whole, der->origin, der->error);
    id.field = der->field;
    return cc_der_oid(&id, whole->tag, &name->value);
}

/* All kinds but strings of octets. */
static CC_NEVER_INLINE bool read_structured(const struct cc_der *der, cc_der_value value,
                                            struct certcheck_general_name *name,
                                            struct cc_quirk *quirks)
{
    switch (value.tag) {
    case CC_DER_CONTEXT_CONSTRUCTED(0):
        return read_other(der, &value, name);
    case CC_DER_CONTEXT_CONSTRUCTED(3):
    case CC_DER_CONTEXT_CONSTRUCTED(5):
        return cc_any_walk(der, value);
    case CC_DER_CONTEXT_CONSTRUCTED(4):
        return read_directory(der, &value, name, quirks);
    case CC_DER_CONTEXT(8):
        return read_registered_id(der, &value, name);
    default:
        return cc_der_fail(der, value.whole.data, value.tag, CC_DER_RULE_TAG_UNEXPECTED);
    }
}

/* GeneralName ::= CHOICE {
 *     otherName                  [0]  OtherName,
 *     rfc822Name                 [1]  IA5String,
 *     dNSName                    [2]  IA5String,
 *     x400Address                [3]  ORAddress,
 *     directoryName              [4]  Name,
 *     ediPartyName               [5]  EDIPartyName,
 *     uniformResourceIdentifier  [6]  IA5String,
 *     iPAddress                  [7]  OCTET STRING,
 *     registeredID               [8]  OBJECT IDENTIFIER } */
bool cc_general_name_read(struct cc_der *der, struct certcheck_general_name *name,
                          struct cc_quirk *quirks)
{
    cc_der_value value;
    if (!cc_der_read(der, &value))
        return false;
    *name = (struct certcheck_general_name){
        .kind = (enum certcheck_general_name_kind)(CERTCHECK_DER_NUMBER(value.tag) & 0xF),
        .value = value.contents,
        .whole = value.whole,
    };
    switch (value.tag) {
    case CC_DER_CONTEXT(1):
    case CC_DER_CONTEXT(2):
    case CC_DER_CONTEXT(6):
        return cc_span_is_ascii(value.contents) ||
               cc_der_fail(der, value.whole.data, value.tag, CC_DER_RULE_STRING_ALPHABET);
    case CC_DER_CONTEXT(7):
        return true;
    default:
        return read_structured(der, value, name, quirks);
    }
}

/* GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName */
bool cc_general_names_read(struct cc_der *der, uint32_t tag, cc_span *names,
                           struct cc_quirk *quirks)
{
    struct cc_der elements;
    if (!cc_list_enter(der, tag, &elements, names))
        return false;
    while (!cc_der_at_end(&elements)) {
        struct certcheck_general_name name;
        if (!cc_general_name_read(&elements, &name, quirks))
            return false;
    }
    return true;
}

bool certcheck_next_general_name(struct certcheck_span *rest, struct certcheck_general_name *name)
{
    struct certcheck_parse_error error;
    struct cc_der der;
    return cc_next_begin(rest, &der, &error) && cc_general_name_read(&der, name, NULL) &&
           cc_next_end(rest, &der);
}
