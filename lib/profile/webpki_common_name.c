/* SPDX-License-Identifier: MIT */
/*
 * BR 7.1.4.3: the subscriber's commonName, which is deprecated but allowed.
 *
 * Findings: web-common-name-repeated, web-common-name-mismatch, web-common-name-kind.
 * Departures: a commonName is a warning where subjectAltName has no name of its kind that it could
 * be a wrong copy of: public and internal host names, wildcards, public and reserved addresses are
 * kinds. Only the first commonName is compared.
 */
#include "profile/webpki.h"

#include "base/text.h"
#include <arpa/inet.h>

#define NAME_MAX_LENGTH 253 /* octets */

/* What a name may be. */
enum kind {
    KIND_TEXT = 0,      /* no full name of a host */
    KIND_PUBLIC_NAME,   /* several labels, the last a top-level domain */
    KIND_INTERNAL_NAME, /* several labels, the last none */
    KIND_WILDCARD,
    KIND_PUBLIC_ADDRESS,
    KIND_RESERVED_ADDRESS,
    KIND_BROKEN, /* no characters of a host name, or an address in a form of its own */
    KINDS
};

struct common_name {
    char text[NAME_MAX_LENGTH + 1];
    size_t length;
    enum kind kind;
};

/* Into ASCII; false where that cannot be. */
static bool read_text(struct common_name *name, uint32_t tag, cc_span value)
{
    name->length = 0;
    if (!cc_name_is_text(tag))
        return false;
    while (value.length > 0) {
        uint32_t character;
        bool readable = true;
        (void)cc_name_next_character(tag, &value, &character, &readable);
        if (!readable || character == 0 || character >= 0x80 || name->length == NAME_MAX_LENGTH)
            return false;
        name->text[name->length++] = (char)character;
    }
    name->text[name->length] = '\0';
    return name->length > 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Numbers with dots between, hexadecimal ones too: what programs of old read as an IPv4 address. */
static bool is_like_ipv4(const char *text)
{
    for (;;) {
        bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
        const char *digits = hex ? "0123456789abcdefABCDEF" : "0123456789";
        if (hex)
            text += 2;
        size_t length = strspn(text, digits);
        text += length;
        if (length == 0 || *text == '\0')
            return length > 0;
        if (*text++ != '.')
            return false;
    }
}

/* Several labels of letters, digits and hyphens, the last one no number. */
static bool is_full_host_name(const char *text)
{
    size_t labels = 1, label = 0;
    bool number = true;
    for (; *text != '\0'; text++) {
        if (*text == '.') {
            if (label == 0)
                return false;
            labels++;
            label = 0;
            number = true;
            continue;
        }
        bool letter = (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z');
        if (!letter && !is_digit(*text) && *text != '-')
            return false;
        number = number && is_digit(*text);
        label++;
    }
    return labels > 1 && label > 0 && !number;
}

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c | 0x20);
    return c;
}

static enum kind kind_of_host(const char *text)
{
    char host[NAME_MAX_LENGTH + 1];
    size_t length = 0;
    if (strncmp(text, "*.", 2) == 0)
        return KIND_WILDCARD;
    if (!is_full_host_name(text))
        return KIND_TEXT;
    for (; text[length] != '\0'; length++)
        host[length] = lower(text[length]);
    host[length] = '\0';
    return cc_webpki_name_is_internal(host) ? KIND_INTERNAL_NAME : KIND_PUBLIC_NAME;
}

/* Whether `text` is the one text of the address. */
static bool is_address(const struct cc_webpki *web, const char *name, cc_span address)
{
    struct cc_text text;
    cc_text_init_cut(&text);
    cc_webpki_address_text(address, &text);
    web->profile->findings->no_memory |= text.failed;
    bool same = text.data != NULL && !text.failed && strcmp(text.data, name) == 0;
    cc_text_release(&text);
    return same;
}

static enum kind kind_of_address(cc_span address)
{
    return cc_webpki_address_is_reserved(address) ? KIND_RESERVED_ADDRESS : KIND_PUBLIC_ADDRESS;
}

static enum kind kind_of_address_text(const struct cc_webpki *web, const char *name)
{
    uint8_t octets[16];
    cc_span address = {octets, 0};
    if (inet_pton(AF_INET, name, octets) == 1)
        address.length = 4;
    else if (inet_pton(AF_INET6, name, octets) == 1)
        address.length = 16;
    if (address.length == 0 || !is_address(web, name, address))
        return KIND_BROKEN;
    return kind_of_address(address);
}

static void read_common_name(const struct cc_webpki *web, const struct cc_name_attribute *attribute,
                             struct common_name *name)
{
    uint8_t octets[16];
    if (!read_text(name, attribute->tag, attribute->value))
        name->kind = KIND_BROKEN;
    else if (is_like_ipv4(name->text) || inet_pton(AF_INET6, name->text, octets) == 1)
        name->kind = kind_of_address_text(web, name->text);
    else
        name->kind = kind_of_host(name->text);
}

/* What subjectAltName holds. */
struct comparison {
    bool equal; /* a name that the commonName is a copy of */
    bool has[KINDS];
};

static void compare_dns(struct comparison *result, const struct common_name *common, cc_span value)
{
    char text[NAME_MAX_LENGTH + 1];
    if (value.length == 0 || value.length > NAME_MAX_LENGTH)
        return;
    if (common->kind != KIND_BROKEN &&
        cc_span_equal(value, cc_span_of((const uint8_t *)common->text, common->length)))
        result->equal = true;
    /* Both are as much as is asked for below. */
    if (result->has[KIND_PUBLIC_NAME] && result->has[common->kind])
        return;
    memcpy(text, value.data, value.length);
    text[value.length] = '\0';
    result->has[kind_of_host(text)] = true;
}

static struct comparison compare(const struct cc_webpki *web, const struct common_name *common)
{
    struct comparison result = {.equal = false};
    struct certcheck_general_name name;
    cc_span names = web->certificate->subject_alt_name;
    while (!result.equal && certcheck_next_general_name(&names, &name)) {
        if (name.kind == CERTCHECK_NAME_DNS) {
            compare_dns(&result, common, name.value);
        } else if (name.kind == CERTCHECK_NAME_IP) {
            enum kind kind = kind_of_address(name.value);
            result.has[kind] = true;
            result.equal = kind == common->kind && is_address(web, common->text, name.value);
        }
    }
    return result;
}

/* Whether it could have been a copy of what is there. */
static bool is_mismatch(enum kind kind, const struct comparison *names)
{
    if (kind == KIND_BROKEN)
        return true;
    if (kind == KIND_TEXT)
        return names->has[KIND_PUBLIC_NAME] || names->has[KIND_PUBLIC_ADDRESS];
    return names->has[kind];
}

/* BR 7.1.4.3: this field MUST contain exactly one entry that is one of the values contained in the
 * Certificate's subjectAltName extension; an IPv4 address as RFC 3986 3.2.2 writes it, an IPv6
 * address as RFC 5952 section 4 does, a domain name as a character-for-character copy of the
 * dNSName. */
static void check_value(const struct cc_webpki *web, const struct cc_name_attribute *attribute)
{
    struct common_name common;
    read_common_name(web, attribute, &common);
    struct comparison names = compare(web, &common);
    if (names.equal)
        return;
    struct cc_finding *finding =
        cc_webpki_add(web,
                      is_mismatch(common.kind, &names) ? CERTCHECK_FINDING_WEB_COMMON_NAME_MISMATCH
                                                       : CERTCHECK_FINDING_WEB_COMMON_NAME_KIND,
                      attribute->whole);
    if (finding == NULL)
        return;
    struct cc_text text;
    cc_text_init_cut(&text);
    cc_text_escaped(&text, attribute->value);
    cc_finding_take(web->profile->findings, finding, "name", cc_text_take(&text));
}

void cc_webpki_common_name(const struct cc_webpki *web)
{
    cc_span rest = cc_webpki_attributes(web->certificate->subject), rdn = {NULL, 0};
    struct cc_name_attribute attribute;
    size_t count = 0;
    /* Without subjectAltName there is nothing to compare with: web-san-missing. */
    if (!web->certificate->has_subject_alt_name)
        return;
    while (cc_name_next_attribute(&rest, &rdn, &attribute)) {
        if (!cc_oid_is(attribute.type, CC_OID_COMMON_NAME))
            continue;
        if (++count == 1)
            check_value(web, &attribute);
        if (count == 2)
            cc_webpki_add(web, CERTCHECK_FINDING_WEB_COMMON_NAME_REPEATED, attribute.whole);
    }
}
