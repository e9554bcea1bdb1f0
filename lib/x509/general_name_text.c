/* SPDX-License-Identifier: MIT */
/* Writes GeneralNames for people. */
#include "base/text.h"
#include "x509/name_text.h"

#include <certcheck/certificate.h>

static void add_ipv4(struct cc_text *text, const uint8_t address[4])
{
    for (size_t i = 0; i < 4; i++) {
        if (i != 0)
            cc_text_char(text, '.');
        cc_text_unsigned(text, address[i]);
    }
}

static void add_hex_group(struct cc_text *text, unsigned group)
{
    static const char digits[] = "0123456789abcdef";
    bool begun = false;
    for (unsigned shift = 16; shift != 0;) {
        shift -= 4;
        unsigned digit = (group >> shift) & 0xF;
        begun = begun || digit != 0 || shift == 0;
        if (begun)
            cc_text_char(text, digits[digit]);
    }
}

/* RFC 5952: lower case, no leading zeros, "::" for the longest run of two or more zero groups, the
 * first of several as long. */
static void add_ipv6(struct cc_text *text, const uint8_t address[16])
{
    unsigned groups[8];
    size_t longest = 0, longest_at = 8, run = 0;
    for (size_t i = 0; i < 8; i++) {
        groups[i] = (unsigned)address[2 * i] << 8 | address[2 * i + 1];
        run = groups[i] == 0 ? run + 1 : 0;
        if (run >= 2 && run > longest) {
            longest = run;
            longest_at = i + 1 - run;
        }
    }
    for (size_t i = 0; i < 8; i++) {
        if (i == longest_at) {
            cc_text_add(text, "::");
            i += longest - 1;
            continue;
        }
        if (i != 0 && i != longest_at + longest)
            cc_text_char(text, ':');
        add_hex_group(text, groups[i]);
    }
}

static void add_address(struct cc_text *text, cc_span address)
{
    if (address.length == 4)
        add_ipv4(text, address.data);
    else
        add_ipv6(text, address.data);
}

/* How many ones the mask begins with; false when there are more behind the first zero. */
static bool prefix_length(cc_span mask, unsigned *prefix)
{
    bool ended = false;
    *prefix = 0;
    for (size_t bit = 0; bit < mask.length * 8; bit++) {
        bool one = (mask.data[bit / 8] >> (7 - bit % 8) & 1) != 0;
        if (one && ended)
            return false;
        ended = ended || !one;
        *prefix += one;
    }
    return true;
}

/* RFC 5280 4.2.1.6 has addresses of 4 or 16 octets, 4.2.1.10 pairs of address and mask. */
static void add_ip(struct cc_text *text, cc_span value)
{
    unsigned prefix;
    cc_span mask = cc_span_of(value.data, 0);
    if (value.length == 8 || value.length == 32) {
        mask = cc_span_of(value.data + value.length / 2, value.length / 2);
        value.length /= 2;
    }
    if (value.length != 4 && value.length != 16) {
        cc_text_char(text, '#');
        cc_text_hex(text, value, '\0');
        return;
    }
    add_address(text, value);
    if (mask.length == 0)
        return;
    cc_text_char(text, '/');
    if (prefix_length(mask, &prefix))
        cc_text_unsigned(text, prefix);
    else
        add_address(text, mask);
}

static void add_other(struct cc_text *text, const struct certcheck_general_name *name)
{
    if (name->is_smtp_utf8) {
        cc_text_add(text, "SmtpUTF8Mailbox:");
        cc_text_escaped(text, name->value);
    } else {
        cc_text_add(text, "otherName:");
        cc_text_oid(text, name->type_id);
    }
}

static void add_prefixed(struct cc_text *text, const char *prefix, cc_span value)
{
    cc_text_add(text, prefix);
    cc_text_escaped(text, value);
}

char *certcheck_general_name_text(const struct certcheck_general_name *name)
{
    struct cc_text text;
    cc_text_init_cut(&text);
    switch (name->kind) {
    case CERTCHECK_NAME_OTHER:
        add_other(&text, name);
        break;
    case CERTCHECK_NAME_RFC822:
        add_prefixed(&text, "email:", name->value);
        break;
    case CERTCHECK_NAME_DNS:
        add_prefixed(&text, "DNS:", name->value);
        break;
    case CERTCHECK_NAME_X400:
        cc_text_add(&text, "x400Address");
        break;
    case CERTCHECK_NAME_DIRECTORY:
        cc_text_add(&text, "directory:");
        (void)cc_name_text_add(&text, name->value);
        break;
    case CERTCHECK_NAME_EDI_PARTY:
        cc_text_add(&text, "ediPartyName");
        break;
    case CERTCHECK_NAME_URI:
        add_prefixed(&text, "URI:", name->value);
        break;
    case CERTCHECK_NAME_IP:
        cc_text_add(&text, "IP:");
        add_ip(&text, name->value);
        break;
    case CERTCHECK_NAME_REGISTERED_ID:
        cc_text_add(&text, "registeredID:");
        cc_text_oid(&text, name->value);
        break;
    }
    return cc_text_take(&text);
}
