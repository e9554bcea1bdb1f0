/* SPDX-License-Identifier: MIT */
/* Walking DER value by value: what `certcheck show --format asn1` stands on. */
#ifndef CERTCHECK_DER_H
#define CERTCHECK_DER_H

#include <certcheck/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An identifier: bits 31-30 the class, bit 29 set when constructed, bits 28-0 the tag number. */
#define CERTCHECK_DER_CLASS(tag) ((tag) >> 30)
#define CERTCHECK_DER_IS_CONSTRUCTED(tag) (((tag) >> 29) & 1U)
#define CERTCHECK_DER_NUMBER(tag) ((tag) & 0x1FFFFFFFU)

/* One tag-length-value. Both spans alias the input. */
struct certcheck_der_value {
    uint32_t tag;
    struct certcheck_span contents;
    struct certcheck_span whole; /* identifier and length octets included */
};

/* certcheck_der_next reads one canonical TLV from the front of *rest and moves *rest behind it.
 * `origin` is the first byte of the whole input: error offsets count from it. Returns
 * CERTCHECK_MALFORMED with *error filled when the front of *rest is not canonical DER (X.690
 * section 10: definite minimal lengths, minimal tag numbers) or *rest is empty. Contents of
 * constructed values are not looked at. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_der_next(struct certcheck_span *rest, const uint8_t *origin,
                   struct certcheck_der_value *value, struct certcheck_parse_error *error);

#ifdef __cplusplus
}
#endif

#endif
