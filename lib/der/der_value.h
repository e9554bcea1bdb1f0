/* SPDX-License-Identifier: MIT */
/* The contents of primitive DER values. Each function reads one TLV from the cursor. */
#ifndef CC_DER_DER_VALUE_H
#define CC_DER_DER_VALUE_H

#include "der/der.h"

/* Each takes the identifier, so that implicit tags ([0] IMPLICIT INTEGER) read the same way. */

/* Minimal two's complement, at least one byte; sign kept. */
bool cc_der_integer(struct cc_der *der, uint32_t tag, cc_span *contents);
/* A non-negative INTEGER; one above `maximum` is cut off to it. Negative: rule integer-negative. */
bool cc_der_count(struct cc_der *der, uint32_t tag, uint32_t maximum, uint32_t *count);
/* 00 or FF only. */
bool cc_der_boolean(struct cc_der *der, uint32_t tag, bool *value);
bool cc_der_null(struct cc_der *der);
static inline bool cc_der_octet_string(struct cc_der *der, uint32_t tag, cc_span *contents)
{
    cc_der_value value;
    if (!cc_der_expect(der, tag, &value))
        return false;
    *contents = value.contents;
    return true;
}

/* Unused bits 0 to 7, none in an empty string, all zero. */
bool cc_der_bit_string(struct cc_der *der, uint32_t tag, cc_span *bits, unsigned *unused);
/* A BIT STRING of whole bytes: rule bit-string-unused-bits else. */
bool cc_der_bit_octets(struct cc_der *der, uint32_t tag, cc_span *octets);
/* A named bit list of at most 16 named bits: X.690 11.2.2 (no trailing zero bits). Bit n of *bits
 * is named bit n. Bits past `count` are left out, and *unknown is set. */
bool cc_der_named_bits(struct cc_der *der, uint32_t tag, unsigned count, uint16_t *bits,
                       bool *unknown);

/* UTCTime or GeneralizedTime in RFC 5280 4.1.2.5's forms: YYMMDDHHMMSSZ for 1950 to 2049,
 * YYYYMMDDHHMMSSZ for the others. A GeneralizedTime before 2050 is read; *wrong_form says so. */
bool cc_der_time(struct cc_der *der, certcheck_time *time, bool *wrong_form);

/* Contents of a string type against its alphabet (PrintableString, IA5String, UTF8String with no
 * surrogates or overlong forms, BMPString of whole pairs, ...). True for types without a rule. */
bool cc_der_string_fits(uint32_t tag, cc_span contents);

/* ---- OIDs ---- */

/* oid.def has OID(NAME, "standard's name", bytes...). */
enum cc_oid {
    CC_OID_UNKNOWN = 0,
#define OID(name, text, ...) CC_OID_##name,
#include "der/oid.def"
#undef OID
    CC_OIDS
};

enum cc_oid cc_oid_find(cc_span contents);

/* Whether the contents keep the rules; `at` is where an error is, in `der`. */
bool cc_der_unknown_oid_fits(const struct cc_der *der, uint32_t tag, const uint8_t *at,
                             cc_span contents);

/* Minimal arcs, each below 2^64 (UUID arcs of 2.25 excepted: below 2^128), at most 128 bytes;
 * *known as cc_oid_find has it. */
static inline bool cc_der_known_oid(struct cc_der *der, uint32_t tag, cc_span *oid,
                                    enum cc_oid *known)
{
    cc_der_value value;
    if (!cc_der_expect(der, tag, &value))
        return false;
    *oid = value.contents;
    *known = cc_oid_find(value.contents);
    /* Those of the catalogue keep the rules. */
    return *known != CC_OID_UNKNOWN ||
           cc_der_unknown_oid_fits(der, tag, value.whole.data, value.contents);
}
static inline bool cc_der_oid(struct cc_der *der, uint32_t tag, cc_span *oid)
{
    enum cc_oid known;
    return cc_der_known_oid(der, tag, oid, &known);
}

cc_span cc_oid_contents(enum cc_oid oid);
static inline bool cc_oid_is(cc_span contents, enum cc_oid oid)
{
    return cc_span_equal(contents, cc_oid_contents(oid));
}
/* Dotted text into contents octets (at most `size` bytes); 0 when it is not an OID. */
size_t cc_oid_from_text(const char *text, uint8_t *contents, size_t size);

#endif
