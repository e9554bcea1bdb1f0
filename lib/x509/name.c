/* SPDX-License-Identifier: MIT */
/* Reads Names and walks their attributes and characters. */
#include "x509/name.h"

#include "base/utf8.h"
#include "der/der_value.h"
#include "x509/any.h"

/* AttributeTypeAndValue ::= SEQUENCE {
 *     type   OBJECT IDENTIFIER,
 *     value  ANY DEFINED BY type } */
static bool read_attribute(struct cc_der *attributes, struct cc_name_attribute *attribute)
{
    struct cc_der inside;
    cc_der_value value;
    if (!cc_der_enter(attributes, CC_DER_SEQUENCE, &inside) ||
        !cc_der_oid(&inside, CC_DER_OID, &attribute->type) || !cc_any_read(&inside, &value) ||
        !cc_der_end(&inside))
        return false;
    attribute->tag = value.tag;
    attribute->value = value.contents;
    attribute->whole = value.whole;
    return true;
}

static bool read_attributes(struct cc_der *attributes, struct cc_rdn_hash *hash,
                            struct cc_quirk *quirks)
{
    do {
        struct cc_name_attribute attribute;
        if (!read_attribute(attributes, &attribute))
            return false;
        if (!cc_der_string_fits(attribute.tag, attribute.value))
            cc_quirk_note(quirks, CC_QUIRK_STRING_ALPHABET, attribute.whole, attributes->field);
        if (hash != NULL)
            cc_rdn_hash_attribute(hash, &attribute);
    } while (!cc_der_at_end(attributes));
    return true;
}

bool cc_name_read_attributes(struct cc_der *attributes, struct cc_quirk *quirks)
{
    if (cc_der_at_end(attributes))
        return cc_der_fail(attributes, attributes->next, CC_DER_SET, CC_DER_RULE_SIZE_MINIMUM);
    return read_attributes(attributes, NULL, quirks);
}

/* RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
 *
 * Departures: the order of a SET OF (X.690 11.6) is not asked for, and an RDN without attributes is
 * read: real certificates break both rules, and neither leaves a doubt about what they say. */
static bool read_rdn(struct cc_der *rdns, uint64_t *name_hash, struct cc_quirk *quirks)
{
    struct cc_der attributes;
    cc_der_value rdn;
    struct cc_rdn_hash hash = {0};
    if (!cc_der_expect(rdns, CC_DER_SET, &rdn) || !cc_der_open(rdns, &rdn, &attributes))
        return false;
    if (rdn.contents.length == 0)
        cc_quirk_note(quirks, CC_QUIRK_SEQUENCE_EMPTY, rdn.whole, rdns->field);
    else if (!read_attributes(&attributes, name_hash == NULL ? NULL : &hash, quirks))
        return false;
    if (name_hash != NULL)
        *name_hash = cc_name_hash_rdn(*name_hash, &hash, rdn.contents);
    return true;
}

/* Name ::= CHOICE { rdnSequence RDNSequence }
 * RDNSequence ::= SEQUENCE OF RelativeDistinguishedName */
static bool read_name(struct cc_der *der, cc_span *name, bool *empty, uint64_t *hash,
                      struct cc_quirk *quirks)
{
    cc_der_value sequence;
    struct cc_der rdns;
    if (!cc_der_expect(der, CC_DER_SEQUENCE, &sequence) || !cc_der_open(der, &sequence, &rdns))
        return false;
    *empty = cc_der_at_end(&rdns);
    while (!cc_der_at_end(&rdns)) {
        if (!read_rdn(&rdns, hash, quirks))
            return false;
    }
    *name = sequence.whole;
    return true;
}

bool cc_name_read(struct cc_der *der, cc_span *name, bool *empty, struct cc_quirk *quirks)
{
    return read_name(der, name, empty, NULL, quirks);
}

bool cc_name_read_hashed(struct cc_der *der, cc_span *name, bool *empty, uint64_t *hash,
                         struct cc_quirk *quirks)
{
    *hash = CC_NAME_HASH_EMPTY;
    return read_name(der, name, empty, hash, quirks);
}

/* The same of an attribute that was read before: what is inside of type and value is sound. */
static bool read_attribute_again(struct cc_der *attributes, struct cc_name_attribute *attribute)
{
    struct cc_der inside;
    cc_der_value type, value;
    if (!cc_der_enter(attributes, CC_DER_SEQUENCE, &inside) ||
        !cc_der_expect(&inside, CC_DER_OID, &type) || !cc_der_read(&inside, &value))
        return false;
    attribute->type = type.contents;
    attribute->tag = value.tag;
    attribute->value = value.contents;
    attribute->whole = value.whole;
    return true;
}

bool cc_name_next_attribute(cc_span *rest, cc_span *rdn, struct cc_name_attribute *attribute)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    while (rdn->length == 0) {
        cc_der_value set;
        cc_der_init(&der, *rest, NULL, &error);
        if (cc_der_at_end(&der) || !cc_der_expect(&der, CC_DER_SET, &set))
            return false;
        *rest = cc_span_between(der.next, der.end);
        *rdn = set.contents;
    }
    cc_der_init(&der, *rdn, NULL, &error);
    if (!read_attribute_again(&der, attribute))
        return false;
    *rdn = cc_span_between(der.next, der.end);
    return true;
}

static bool is_unicode_scalar(uint32_t character)
{
    return character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
}

/* Big-endian characters of `width` bytes; a cut-off one at the end is all that is left. */
static size_t next_wide(cc_span text, size_t width, uint32_t *character, bool *readable)
{
    if (text.length < width) {
        *readable = false;
        return text.length;
    }
    *character = 0;
    for (size_t i = 0; i < width; i++)
        *character = *character << 8 | text.data[i];
    *readable = is_unicode_scalar(*character);
    return width;
}

size_t cc_name_next_character(uint32_t tag, cc_span *text, uint32_t *character, bool *readable)
{
    size_t taken = 1;
    if (tag == CC_DER_BMP_STRING) {
        taken = next_wide(*text, 2, character, readable);
    } else if (tag == CC_DER_UNIVERSAL_STRING) {
        taken = next_wide(*text, 4, character, readable);
    } else if (tag == CC_DER_UTF8_STRING) {
        taken = cc_utf8_decode(*text, character);
        *readable = taken != 0;
        taken = taken != 0 ? taken : 1;
    } else {
        *character = text->data[0];
        *readable = tag == CC_DER_TELETEX_STRING || *character < 0x80;
    }
    *text = cc_span_of(text->data + taken, text->length - taken);
    return taken;
}
