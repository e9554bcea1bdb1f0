/* SPDX-License-Identifier: MIT */
/*
 * Writes Names as RFC 4514 says, with one departure for the sake of people: attribute types beyond
 * its table of section 3 also have their well-known short names, where the value is a string.
 */
#include "x509/name_text.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "der/der_value.h"
#include "x509/list.h"
#include "x509/name.h"

#include <certcheck/certificate.h>

static const struct {
    enum cc_oid type;
    const char *text;
} short_names[] = {
    /* RFC 4514 3 */
    {CC_OID_COMMON_NAME, "CN"},
    {CC_OID_LOCALITY_NAME, "L"},
    {CC_OID_STATE_OR_PROVINCE_NAME, "ST"},
    {CC_OID_ORGANIZATION_NAME, "O"},
    {CC_OID_ORGANIZATIONAL_UNIT_NAME, "OU"},
    {CC_OID_COUNTRY_NAME, "C"},
    {CC_OID_STREET_ADDRESS, "STREET"},
    {CC_OID_DOMAIN_COMPONENT, "DC"},
    {CC_OID_USER_ID, "UID"},
    /* RFC 4519 and others */
    {CC_OID_SURNAME, "SN"},
    {CC_OID_GIVEN_NAME, "GN"},
    {CC_OID_EMAIL_ADDRESS, "emailAddress"},
    {CC_OID_SERIAL_NUMBER, "serialNumber"},
    {CC_OID_TITLE, "title"},
    {CC_OID_DESCRIPTION, "description"},
    {CC_OID_BUSINESS_CATEGORY, "businessCategory"},
    {CC_OID_POSTAL_CODE, "postalCode"},
    {CC_OID_NAME, "name"},
    {CC_OID_INITIALS, "initials"},
    {CC_OID_GENERATION_QUALIFIER, "generationQualifier"},
    {CC_OID_DN_QUALIFIER, "dnQualifier"},
    {CC_OID_PSEUDONYM, "pseudonym"},
    {CC_OID_ORGANIZATION_IDENTIFIER, "organizationIdentifier"},
    {CC_OID_UNSTRUCTURED_NAME, "unstructuredName"},
    {CC_OID_JURISDICTION_LOCALITY_NAME, "jurisdictionLocalityName"},
    {CC_OID_JURISDICTION_STATE_OR_PROVINCE_NAME, "jurisdictionStateOrProvinceName"},
    {CC_OID_JURISDICTION_COUNTRY_NAME, "jurisdictionCountryName"},
};

static const char *short_name(cc_span type)
{
    enum cc_oid oid = cc_oid_find(type);
    for (size_t i = 0; i < sizeof short_names / sizeof *short_names; i++) {
        if (oid != CC_OID_UNKNOWN && short_names[i].type == oid)
            return short_names[i].text;
    }
    return NULL;
}

/* One character as UTF-8, or bytes that are none; what cannot be printed as \HH. */
static void add_character(struct cc_text *text, cc_span bytes, uint32_t character, bool readable)
{
    char utf8[4];
    size_t length = readable ? cc_utf8_encode(character, utf8) : 0;
    if (length != 0) {
        cc_text_escaped(text, cc_span_of((const uint8_t *)utf8, length));
        return;
    }
    for (size_t i = 0; i < bytes.length; i++) {
        cc_text_char(text, '\\');
        cc_text_hex(text, cc_span_of(bytes.data + i, 1), '\0');
    }
}

/* RFC 4514 2.4: these are escaped anywhere, and a space or number sign that comes first, and a
 * space that comes last. */
static bool needs_backslash(uint32_t character, bool first, bool last)
{
    switch (character) {
    case '"':
    case '+':
    case ',':
    case ';':
    case '<':
    case '>':
    case '\\':
        return true;
    case '#':
        return first;
    case ' ':
        return first || last;
    default:
        return false;
    }
}

static void add_string(struct cc_text *text, uint32_t tag, cc_span value, bool distinguished)
{
    bool first = true;
    while (value.length != 0 && !text->failed) {
        cc_span bytes = value;
        uint32_t character = 0;
        bool readable;
        bytes.length = cc_name_next_character(tag, &value, &character, &readable);
        if (distinguished && readable && needs_backslash(character, first, value.length == 0)) {
            cc_text_char(text, '\\');
            cc_text_char(text, (char)character);
        } else {
            add_character(text, bytes, character, readable);
        }
        first = false;
    }
}

static void add_attribute(struct cc_text *text, const struct cc_name_attribute *attribute)
{
    const char *name = short_name(attribute->type);
    if (name != NULL && cc_name_is_string(attribute->tag)) {
        cc_text_add(text, name);
        cc_text_char(text, '=');
        add_string(text, attribute->tag, attribute->value, true);
        return;
    }
    cc_text_oid(text, attribute->type);
    cc_text_add(text, "=#");
    cc_text_hex(text, attribute->whole, '\0');
}

static void add_rdn(struct cc_text *text, cc_span rdn)
{
    cc_span none = {0};
    struct cc_name_attribute attribute;
    bool first = true;
    while (rdn.length != 0 && !text->failed && cc_name_next_attribute(&none, &rdn, &attribute)) {
        if (!first)
            cc_text_char(text, '+');
        add_attribute(text, &attribute);
        first = false;
    }
}

/* The contents of a Name that cc_name_read accepts and behind which nothing stands. */
static bool open_name(cc_span name, struct cc_der *rdns, struct certcheck_parse_error *error)
{
    struct cc_der der;
    bool empty;
    cc_span whole;
    *error = (struct certcheck_parse_error){0};
    cc_der_init(&der, name, NULL, error);
    if (!cc_name_read(&der, &whole, &empty, NULL) || !cc_der_end(&der))
        return false;
    cc_der_init(&der, name, NULL, error);
    return cc_der_enter(&der, CC_DER_SEQUENCE, rdns);
}

/* Lists the contents of the RDNs, so that the last can be written first. */
static cc_span *list_rdns(struct cc_der rdns, size_t *count)
{
    cc_der_value value;
    struct cc_der again = rdns;
    for (*count = 0; !cc_der_at_end(&rdns) && cc_der_read(&rdns, &value);)
        (*count)++;
    cc_span *list = cc_calloc(*count, sizeof *list);
    for (size_t i = 0; list != NULL && i < *count && cc_der_read(&again, &value); i++)
        list[i] = value.contents;
    return list;
}

bool cc_name_text_add(struct cc_text *text, cc_span name)
{
    struct certcheck_parse_error error;
    struct cc_der rdns;
    size_t count;
    if (!open_name(name, &rdns, &error))
        return false;
    cc_text_add(text, "");
    if (cc_der_at_end(&rdns))
        return true;
    cc_span *list = list_rdns(rdns, &count);
    if (list == NULL) {
        text->failed = true;
        return true;
    }
    for (size_t i = count; i-- > 0;) {
        add_rdn(text, list[i]);
        if (i != 0)
            cc_text_char(text, ',');
    }
    cc_free(list);
    return true;
}

char *certcheck_name_text(struct certcheck_span name)
{
    struct cc_text text;
    cc_text_init_cut(&text);
    if (!cc_name_text_add(&text, name))
        return NULL;
    return cc_text_take(&text);
}

char *certcheck_name_attribute(struct certcheck_span name, struct certcheck_span oid)
{
    struct certcheck_parse_error error;
    struct cc_der rdns;
    if (!open_name(name, &rdns, &error))
        return NULL;
    cc_span rest = cc_span_between(rdns.next, rdns.end), rdn = {0};
    struct cc_name_attribute attribute, last = {0};
    while (cc_name_next_attribute(&rest, &rdn, &attribute)) {
        if (cc_span_equal(attribute.type, oid))
            last = attribute;
    }
    if (!cc_name_is_string(last.tag))
        return NULL;
    struct cc_text text;
    cc_text_init_cut(&text);
    cc_text_add(&text, "");
    add_string(&text, last.tag, last.value, false);
    return cc_text_take(&text);
}
