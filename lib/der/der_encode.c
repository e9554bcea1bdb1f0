/* SPDX-License-Identifier: MIT */
/* Values from the inside out; libtasn1 writes the lengths. */
#include "der/der_encode.h"

#include <libtasn1.h>

void cc_der_encode(struct cc_text *out, uint32_t tag, cc_span contents)
{
    unsigned char header[ASN1_MAX_LENGTH_SIZE];
    int length = (int)sizeof header;
    asn1_length_der(contents.length, header, &length);
    cc_text_char(out, (char)((tag >> 24 & 0xE0U) | (tag & 0x1FU)));
    cc_text_bytes(out, header, (size_t)length);
    cc_text_bytes(out, contents.data, contents.length);
}

void cc_der_encode_around(struct cc_text *out, uint32_t tag, struct cc_text *contents)
{
    if (contents->failed)
        out->failed = true;
    else
        cc_der_encode(out, tag, cc_span_of((const uint8_t *)contents->data, contents->length));
    cc_text_release(contents);
}
