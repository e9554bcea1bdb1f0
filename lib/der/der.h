/* SPDX-License-Identifier: MIT */
/* A cursor over canonical DER (X.690 sections 8 and 10). The first error sticks. */
#ifndef CC_DER_DER_H
#define CC_DER_DER_H

#include "base/span.h"
#include <certcheck/der.h>

/* der_rule.def has RULE(NAME, "id", "text"), a row for each way in which input is refused. */
enum cc_der_rule {
    CC_DER_RULE_NONE = 0,
#define RULE(name, id, text) CC_DER_RULE_##name,
#include "der/der_rule.def"
#undef RULE
    CC_DER_RULES
};

#define CC_DER_DEPTH_MAX 32

#define CC_DER_UNIVERSAL(number) ((uint32_t)(number))
#define CC_DER_CONSTRUCTED ((uint32_t)1 << 29)
#define CC_DER_CONTEXT(number) (((uint32_t)2 << 30) | (uint32_t)(number))
#define CC_DER_CONTEXT_CONSTRUCTED(number) (CC_DER_CONTEXT(number) | CC_DER_CONSTRUCTED)

#define CC_DER_BOOLEAN CC_DER_UNIVERSAL(1)
#define CC_DER_INTEGER CC_DER_UNIVERSAL(2)
#define CC_DER_BIT_STRING CC_DER_UNIVERSAL(3)
#define CC_DER_OCTET_STRING CC_DER_UNIVERSAL(4)
#define CC_DER_NULL CC_DER_UNIVERSAL(5)
#define CC_DER_OID CC_DER_UNIVERSAL(6)
#define CC_DER_ENUMERATED CC_DER_UNIVERSAL(10)
#define CC_DER_UTF8_STRING CC_DER_UNIVERSAL(12)
#define CC_DER_SEQUENCE (CC_DER_UNIVERSAL(16) | CC_DER_CONSTRUCTED)
#define CC_DER_SET (CC_DER_UNIVERSAL(17) | CC_DER_CONSTRUCTED)
#define CC_DER_NUMERIC_STRING CC_DER_UNIVERSAL(18)
#define CC_DER_PRINTABLE_STRING CC_DER_UNIVERSAL(19)
#define CC_DER_TELETEX_STRING CC_DER_UNIVERSAL(20)
#define CC_DER_VIDEOTEX_STRING CC_DER_UNIVERSAL(21)
#define CC_DER_IA5_STRING CC_DER_UNIVERSAL(22)
#define CC_DER_UTC_TIME CC_DER_UNIVERSAL(23)
#define CC_DER_GENERALIZED_TIME CC_DER_UNIVERSAL(24)
#define CC_DER_GRAPHIC_STRING CC_DER_UNIVERSAL(25)
#define CC_DER_VISIBLE_STRING CC_DER_UNIVERSAL(26)
#define CC_DER_GENERAL_STRING CC_DER_UNIVERSAL(27)
#define CC_DER_UNIVERSAL_STRING CC_DER_UNIVERSAL(28)
#define CC_DER_BMP_STRING CC_DER_UNIVERSAL(30)

typedef struct certcheck_der_value cc_der_value;

struct cc_der {
    const uint8_t *next;
    const uint8_t *end;
    const uint8_t *origin;               /* offsets in errors count from here */
    struct certcheck_parse_error *error; /* shared by the cursors of one parse; never NULL */
    const char *field;                   /* ASN.1 name for errors; set by the parser as it goes */
    unsigned depth;                      /* how many values this cursor is inside of */
};

/* Every reader returns false once *error is set (error->rule != NULL), and sets it at the first
 * failure. A cursor does not allocate and does not own. */

/* `origin` is the start of the outermost input, or NULL: the start of `input`. *error is left as
 * it is, since several inputs may share one: whoever owns it zeroes it first. */
static inline void cc_der_init(struct cc_der *der, cc_span input, const uint8_t *origin,
                               struct certcheck_parse_error *error)
{
    *der = (struct cc_der){
        .next = input.data,
        .end = input.length == 0 ? input.data : input.data + input.length,
        .origin = origin == NULL ? input.data : origin,
        .error = error,
    };
}

static inline bool cc_der_at_end(const struct cc_der *der)
{
    return der->next == der->end;
}

/* Fills *error unless it is set already. For errors that no cursor is at, those of PEM say. */
void cc_der_set_error(struct certcheck_parse_error *error, size_t offset, uint32_t tag,
                      enum cc_der_rule rule, const char *field);

/* Sets the error (unless one is set already) and returns false. */
CC_COLD bool cc_der_fail(const struct cc_der *der, const uint8_t *at, uint32_t tag,
                         enum cc_der_rule rule);

/* What stands before a value: 0 octets where it was refused. */
struct cc_der_header {
    uint32_t tag;
    uint32_t octets;
    size_t length; /* of the contents, which are there */
};

/* Reads any header, however long it is, or sets the error; the cursor stays where it is. */
struct cc_der_header cc_der_header_any(const struct cc_der *der);
/* The same of a value that must have this identifier. */
struct cc_der_header cc_der_header_expected(const struct cc_der *der, uint32_t tag);

/* The universal types that are constructed in DER (X.690 8.18, 8.9 to 8.12); all others are
 * primitive (X.690 10.2). */
#define CC_DER_CONSTRUCTED_TYPES                                                            \
    ((UINT32_C(1) << 8) | (UINT32_C(1) << 11) | (UINT32_C(1) << 16) | (UINT32_C(1) << 17) | \
     (UINT32_C(1) << 29))

/* An identifier octet of the one-octet form: any but 1F's kind, end-of-contents, or a universal
 * type in the wrong form. */
static inline bool cc_der_identifier_is_short(uint8_t octet)
{
    uint32_t number = octet & 0x1FU;
    if (number == 0x1F)
        return false;
    if (octet > 0x3F)
        return true;
    return number != 0 && ((CC_DER_CONSTRUCTED_TYPES >> number) & 1U) == (uint32_t)(octet >> 5);
}

static inline uint32_t cc_der_short_tag(uint8_t octet)
{
    return (uint32_t)(octet & 0xE0U) << 24 | (octet & 0x1FU);
}

/* The identifier octet of a tag below 31. */
static inline uint8_t cc_der_identifier(uint32_t tag)
{
    return (uint8_t)(tag >> 24 | (tag & 0x1FU));
}

/* Whether the length is what it is in nearly all values, one octet, and the contents are there. */
static CC_ALWAYS_INLINE bool cc_der_length_is_short(const struct cc_der *der)
{
    size_t left = (size_t)(der->end - der->next);
    return left >= 2 && der->next[1] < 0x80 && der->next[1] <= left - 2 && der->error->rule == NULL;
}

/* Moves behind the value whose header was read. */
static CC_ALWAYS_INLINE bool cc_der_take(struct cc_der *der, struct cc_der_header header,
                                         cc_der_value *value)
{
    if (header.octets == 0)
        return false;
    value->tag = header.tag;
    value->contents = cc_span_of(der->next + header.octets, header.length);
    value->whole = cc_span_of(der->next, header.octets + header.length);
    der->next += header.octets + header.length;
    return true;
}

/* Reads any TLV. */
static CC_ALWAYS_INLINE bool cc_der_read(struct cc_der *der, cc_der_value *value)
{
    struct cc_der_header header;
    if (cc_der_length_is_short(der) && cc_der_identifier_is_short(*der->next))
        header = (struct cc_der_header){cc_der_short_tag(*der->next), 2, der->next[1]};
    else
        header = cc_der_header_any(der);
    return cc_der_take(der, header, value);
}

/* The identifier of what comes next; 0 at the end or when it is not canonical. Sets no error. */
uint32_t cc_der_peek_long(const struct cc_der *der);

static inline uint32_t cc_der_peek(const struct cc_der *der)
{
    bool short_form = der->next != der->end && cc_der_identifier_is_short(*der->next);
    return short_form ? cc_der_short_tag(*der->next) : cc_der_peek_long(der);
}

/* Whether a value with this identifier, its number below 31, comes next. Sets no error. */
static inline bool cc_der_next_is(const struct cc_der *der, uint32_t tag)
{
    return der->next != der->end && *der->next == cc_der_identifier(tag);
}

/* Reads a TLV that must have this identifier, its number below 31: rule tag-unexpected (or
 * input-ended). */
static CC_ALWAYS_INLINE bool cc_der_expect(struct cc_der *der, uint32_t tag, cc_der_value *value)
{
    struct cc_der_header header;
    if (cc_der_length_is_short(der) && *der->next == cc_der_identifier(tag))
        header = (struct cc_der_header){tag, 2, der->next[1]};
    else
        header = cc_der_header_expected(der, tag);
    return cc_der_take(der, header, value);
}

/* The same when the identifier matches; else *present = false and nothing is read. */
static inline bool cc_der_optional(struct cc_der *der, uint32_t tag, cc_der_value *value,
                                   bool *present)
{
    *present = der->error->rule == NULL && cc_der_next_is(der, tag);
    return *present ? cc_der_expect(der, tag, value) : der->error->rule == NULL;
}

/* Opens a cursor over the contents of a value already read. */
static inline bool cc_der_open(const struct cc_der *der, const cc_der_value *value,
                               struct cc_der *inside)
{
    if (der->error->rule != NULL)
        return false;
    /* Not copied as a whole: of what was just written in halves a processor waits for the rest. */
    inside->next = value->contents.data;
    inside->end = value->contents.data + value->contents.length;
    inside->origin = der->origin;
    inside->error = der->error;
    inside->field = der->field;
    inside->depth = der->depth;
    if (der->depth == CC_DER_DEPTH_MAX)
        return cc_der_fail(inside, value->whole.data, value->tag, CC_DER_RULE_DEPTH_EXCEEDED);
    inside->depth++;
    return true;
}

/* Reads a constructed TLV with this identifier and opens a cursor over its contents. */
static inline bool cc_der_enter(struct cc_der *der, uint32_t tag, struct cc_der *inside)
{
    cc_der_value value;
    return cc_der_expect(der, tag, &value) && cc_der_open(der, &value, inside);
}

/* Nothing may be left: rule trailing-data. */
static inline bool cc_der_end(struct cc_der *der)
{
    if (der->error->rule != NULL)
        return false;
    if (cc_der_at_end(der))
        return true;
    return cc_der_fail(der, der->next, cc_der_peek(der), CC_DER_RULE_TRAILING_DATA);
}

#endif
