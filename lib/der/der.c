/* SPDX-License-Identifier: MIT */
/* The cursor: what der.h does not do in line, and every way to fail. */
#include "der/der.h"

struct rule {
    const char *id;
    const char *text;
};

static const struct rule rules[CC_DER_RULES] = {
#define RULE(NAME, ID, TEXT) [CC_DER_RULE_##NAME] = {ID, TEXT},
#include "der/der_rule.def"
#undef RULE
};

void cc_der_set_error(struct certcheck_parse_error *error, size_t offset, uint32_t tag,
                      enum cc_der_rule rule, const char *field)
{
    if (error->rule != NULL)
        return;
    *error = (struct certcheck_parse_error){
        .offset = offset,
        .tag = tag,
        .rule = rules[rule].id,
        .text = rules[rule].text,
        .field = field,
    };
}

bool cc_der_fail(const struct cc_der *der, const uint8_t *at, uint32_t tag, enum cc_der_rule rule)
{
    cc_der_set_error(der->error, (size_t)(at - der->origin), tag, rule, der->field);
    return false;
}

/* X.690 8.1.2.4: identifier octets 1F 81 00 and the like. `at` is behind the first octet. */
static enum cc_der_rule read_high_tag(const uint8_t **at, const uint8_t *end, uint32_t *tag)
{
    uint32_t number = 0;
    if (*at < end && **at == 0x80)
        return CC_DER_RULE_TAG_NOT_MINIMAL;
    for (;;) {
        if (*at == end)
            return CC_DER_RULE_INPUT_ENDED;
        uint8_t octet = *(*at)++;
        if (number >> 22 != 0)
            return CC_DER_RULE_TAG_TOO_LARGE;
        number = number << 7 | (octet & 0x7FU);
        if ((octet & 0x80) == 0)
            break;
    }
    if (number < 0x1F)
        return CC_DER_RULE_TAG_NOT_MINIMAL;
    *tag = (*tag & UINT32_C(0xE0000000)) | number;
    return CC_DER_RULE_NONE;
}

static enum cc_der_rule read_tag(const uint8_t **at, const uint8_t *end, uint32_t *tag)
{
    if (*at == end)
        return CC_DER_RULE_INPUT_ENDED;
    uint8_t octet = *(*at)++;
    *tag = cc_der_short_tag(octet);
    if (cc_der_identifier_is_short(octet))
        return CC_DER_RULE_NONE;
    if ((octet & 0x1F) == 0x1F)
        return read_high_tag(at, end, tag);
    return (octet & 0x1F) == 0 ? CC_DER_RULE_TAG_END_OF_CONTENTS : CC_DER_RULE_TAG_FORM;
}

/* X.690 8.1.3.5, 10.1: the length in the fewest octets. */
static enum cc_der_rule read_length(const uint8_t **at, const uint8_t *end, size_t *length)
{
    if (*at == end)
        return CC_DER_RULE_INPUT_ENDED;
    uint8_t first = *(*at)++;
    *length = first;
    if (first < 0x80)
        return CC_DER_RULE_NONE;
    if (first == 0x80)
        return CC_DER_RULE_LENGTH_INDEFINITE;
    if (first == 0xFF)
        return CC_DER_RULE_LENGTH_RESERVED;
    size_t octets = first & 0x7FU;
    if (*at == end)
        return CC_DER_RULE_INPUT_ENDED;
    if (**at == 0 || (octets == 1 && **at < 0x80))
        return CC_DER_RULE_LENGTH_NOT_MINIMAL;
    if (octets > 4)
        return CC_DER_RULE_LENGTH_TOO_LARGE;
    if (octets > (size_t)(end - *at))
        return CC_DER_RULE_INPUT_ENDED;
    *length = 0;
    for (; octets > 0; octets--)
        *length = *length << 8 | *(*at)++;
    return CC_DER_RULE_NONE;
}

static struct cc_der_header refuse(const struct cc_der *der, uint32_t tag, enum cc_der_rule rule)
{
    (void)cc_der_fail(der, der->next, tag, rule);
    return (struct cc_der_header){0};
}

struct cc_der_header cc_der_header_any(const struct cc_der *der)
{
    const uint8_t *at = der->next;
    uint32_t tag = 0;
    size_t length = 0;
    if (der->error->rule != NULL)
        return (struct cc_der_header){0};
    enum cc_der_rule rule = read_tag(&at, der->end, &tag);
    if (rule == CC_DER_RULE_NONE)
        rule = read_length(&at, der->end, &length);
    if (rule == CC_DER_RULE_NONE && length > (size_t)(der->end - at))
        rule = CC_DER_RULE_INPUT_ENDED;
    if (rule != CC_DER_RULE_NONE)
        return refuse(der, tag, rule);
    return (struct cc_der_header){tag, (uint32_t)(at - der->next), length};
}

/* Lengths of one octet behind 81 and of two behind 82: those of larger SEQUENCEs. */
static inline bool is_medium(const uint8_t *at, size_t left, struct cc_der_header *header)
{
    if (left < 4)
        return false;
    header->octets = at[1] == 0x82 ? 4 : 3;
    header->length = at[1] == 0x82 ? (size_t)at[2] << 8 | at[3] : at[2];
    bool minimal = at[1] == 0x82 ? at[2] != 0 : at[1] == 0x81 && at[2] >= 0x80;
    return minimal && header->length <= left - header->octets;
}

struct cc_der_header cc_der_header_expected(const struct cc_der *der, uint32_t tag)
{
    struct cc_der_header header = {.tag = tag};
    if (cc_der_next_is(der, tag) && der->error->rule == NULL &&
        is_medium(der->next, (size_t)(der->end - der->next), &header))
        return header;
    header = cc_der_header_any(der);
    if (header.octets != 0 && header.tag != tag)
        return refuse(der, header.tag, CC_DER_RULE_TAG_UNEXPECTED);
    return header;
}

uint32_t cc_der_peek_long(const struct cc_der *der)
{
    const uint8_t *at = der->next;
    uint32_t tag = 0;
    return read_tag(&at, der->end, &tag) == CC_DER_RULE_NONE ? tag : 0;
}

enum certcheck_status certcheck_der_next(struct certcheck_span *rest, const uint8_t *origin,
                                         struct certcheck_der_value *value,
                                         struct certcheck_parse_error *error)
{
    struct cc_der der;
    if (rest == NULL || value == NULL || error == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *error = (struct certcheck_parse_error){0};
    cc_der_init(&der, *rest, origin, error);
    if (!cc_der_read(&der, value))
        return CERTCHECK_MALFORMED;
    *rest = cc_span_between(der.next, der.end);
    return CERTCHECK_OK;
}
