/* SPDX-License-Identifier: MIT */
/* Contents octets of the primitive types but OBJECT IDENTIFIER and the times. */
#include "der/der_value.h"

#include "base/utf8.h"

static bool refuse(struct cc_der *der, const cc_der_value *value, enum cc_der_rule rule)
{
    (void)cc_der_fail(der, value->whole.data, value->tag, rule);
    return false;
}

/* X.690 8.3.2: the first nine bits are neither all zero nor all one. */
bool cc_der_integer(struct cc_der *der, uint32_t tag, cc_span *contents)
{
    cc_der_value value;
    if (!cc_der_expect(der, tag, &value))
        return false;
    const uint8_t *octets = value.contents.data;
    if (value.contents.length == 0)
        return refuse(der, &value, CC_DER_RULE_INTEGER_EMPTY);
    if (value.contents.length > 1 &&
        ((octets[0] == 0x00 && octets[1] < 0x80) || (octets[0] == 0xFF && octets[1] >= 0x80)))
        return refuse(der, &value, CC_DER_RULE_INTEGER_NOT_MINIMAL);
    *contents = value.contents;
    return true;
}

bool cc_der_count(struct cc_der *der, uint32_t tag, uint32_t maximum, uint32_t *count)
{
    const uint8_t *at = der->next;
    cc_span contents;
    if (!cc_der_integer(der, tag, &contents))
        return false;
    if (contents.data[0] >= 0x80)
        return cc_der_fail(der, at, tag, CC_DER_RULE_INTEGER_NEGATIVE);
    uint64_t number = 0;
    for (size_t i = 0; i < contents.length && number <= UINT32_MAX; i++)
        number = number << 8 | contents.data[i];
    *count = number < maximum ? (uint32_t)number : maximum;
    return true;
}

/* X.690 8.2, 11.1 */
bool cc_der_boolean(struct cc_der *der, uint32_t tag, bool *value)
{
    cc_der_value read;
    if (!cc_der_expect(der, tag, &read))
        return false;
    if (read.contents.length != 1)
        return refuse(der, &read, CC_DER_RULE_BOOLEAN_LENGTH);
    uint8_t octet = read.contents.data[0];
    if (octet != 0x00 && octet != 0xFF)
        return refuse(der, &read, CC_DER_RULE_BOOLEAN_VALUE);
    *value = octet == 0xFF;
    return true;
}

bool cc_der_null(struct cc_der *der)
{
    cc_der_value value;
    if (!cc_der_expect(der, CC_DER_NULL, &value))
        return false;
    return value.contents.length == 0 || refuse(der, &value, CC_DER_RULE_NULL_LENGTH);
}

static bool read_bits(struct cc_der *der, uint32_t tag, cc_der_value *value, cc_span *bits,
                      unsigned *unused)
{
    if (!cc_der_expect(der, tag, value))
        return false;
    if (value->contents.length == 0)
        return refuse(der, value, CC_DER_RULE_BIT_STRING_EMPTY);
    *unused = value->contents.data[0];
    *bits = cc_span_of(value->contents.data + 1, value->contents.length - 1);
    /* X.690 8.6.2.2, 8.6.2.3 */
    if (*unused > 7 || (*unused != 0 && bits->length == 0))
        return refuse(der, value, CC_DER_RULE_BIT_STRING_UNUSED_BITS);
    /* X.690 11.2.1 */
    if (*unused != 0 && (bits->data[bits->length - 1] & ((1U << *unused) - 1)) != 0)
        return refuse(der, value, CC_DER_RULE_BIT_STRING_PADDING);
    return true;
}

bool cc_der_bit_string(struct cc_der *der, uint32_t tag, cc_span *bits, unsigned *unused)
{
    cc_der_value value;
    return read_bits(der, tag, &value, bits, unused);
}

bool cc_der_bit_octets(struct cc_der *der, uint32_t tag, cc_span *octets)
{
    cc_der_value value;
    unsigned unused = 0;
    if (!read_bits(der, tag, &value, octets, &unused))
        return false;
    return unused == 0 || refuse(der, &value, CC_DER_RULE_BIT_STRING_UNUSED_BITS);
}

bool cc_der_named_bits(struct cc_der *der, uint32_t tag, unsigned count, uint16_t *bits,
                       bool *unknown)
{
    cc_der_value value;
    cc_span octets = {NULL, 0};
    unsigned unused = 0;
    if (!read_bits(der, tag, &value, &octets, &unused))
        return false;
    /* X.690 11.2.2 */
    if (octets.length > 0 && (octets.data[octets.length - 1] >> unused & 1) == 0)
        return refuse(der, &value, CC_DER_RULE_NAMED_BITS_TRAILING_ZERO);
    *bits = 0;
    for (unsigned bit = 0; bit < count && bit / 8 < octets.length; bit++) {
        if ((octets.data[bit / 8] >> (7 - bit % 8) & 1) != 0)
            *bits |= (uint16_t)(1U << bit);
    }
    /* The last bit is a one, so there is a bit past `count` when there is room for it. */
    *unknown = octets.length * 8 - unused > count;
    return true;
}

/* One bit for each of the characters below 80 (X.680 41.4): letters, digits, and " '()+,-./:=?". */
static bool is_printable(uint8_t c)
{
    static const uint64_t allowed[] = {UINT64_C(0xA7FFFB8100000000), UINT64_C(0x07FFFFFE07FFFFFE)};
    return c < 0x80 && (allowed[c / 64] >> c % 64 & 1) != 0;
}

static bool is_numeric(uint8_t c)
{
    return (c >= '0' && c <= '9') || c == ' ';
}

static bool is_visible(uint8_t c)
{
    return c >= 0x20 && c <= 0x7E;
}

static bool all_are(cc_span contents, bool (*is_allowed)(uint8_t))
{
    for (size_t i = 0; i < contents.length; i++) {
        if (!is_allowed(contents.data[i]))
            return false;
    }
    return true;
}

static bool is_utf8(cc_span contents)
{
    if (cc_span_is_ascii(contents))
        return true;
    while (contents.length > 0) {
        uint32_t character = 0;
        size_t length = cc_utf8_decode(contents, &character);
        if (length == 0)
            return false;
        contents = cc_span_of(contents.data + length, contents.length - length);
    }
    return true;
}

/* Characters of `width` octets, big-endian: UCS-2 or UCS-4, without surrogates. */
static bool is_wide(cc_span contents, size_t width)
{
    char encoded[4];
    if (contents.length % width != 0)
        return false;
    for (size_t i = 0; i < contents.length; i += width) {
        uint32_t character = 0;
        for (size_t j = 0; j < width; j++)
            character = character << 8 | contents.data[i + j];
        if (cc_utf8_encode(character, encoded) == 0)
            return false;
    }
    return true;
}

/* X.680 41 */
bool cc_der_string_fits(uint32_t tag, cc_span contents)
{
    switch (tag) {
    case CC_DER_UTF8_STRING:
        return is_utf8(contents);
    case CC_DER_NUMERIC_STRING:
        return all_are(contents, is_numeric);
    case CC_DER_PRINTABLE_STRING:
        return all_are(contents, is_printable);
    case CC_DER_IA5_STRING:
        return cc_span_is_ascii(contents);
    case CC_DER_VISIBLE_STRING:
        return all_are(contents, is_visible);
    case CC_DER_UNIVERSAL_STRING:
        return is_wide(contents, 4);
    case CC_DER_BMP_STRING:
        return is_wide(contents, 2);
    default:
        return true;
    }
}
