/* SPDX-License-Identifier: MIT */
/* A capped string builder. A failure sticks, so only the end needs to be looked at. */
#ifndef CC_BASE_TEXT_H
#define CC_BASE_TEXT_H

#include "base/span.h"

struct cc_text {
    char *data; /* NUL-terminated once anything was appended */
    size_t length;
    size_t capacity;
    size_t limit; /* bytes without the NUL; appending past it fails */
    bool failed;
    bool cuts; /* what goes past the limit is left out, and "..." ends the text */
    bool cut;  /* it was */
};

/* The cap for texts whose size an input decides. */
#define CC_TEXT_LIMIT ((size_t)1 << 20)

void cc_text_init(struct cc_text *text, size_t limit);
/* A text for people, who read no further than CC_TEXT_LIMIT: it fails for want of memory alone. */
void cc_text_init_cut(struct cc_text *text);
void cc_text_char(struct cc_text *text, char c);
void cc_text_add(struct cc_text *text, const char *string);
void cc_text_bytes(struct cc_text *text, const void *bytes, size_t length);
void cc_text_unsigned(struct cc_text *text, uint64_t number);
void cc_text_signed(struct cc_text *text, int64_t number);
/* Upper-case hexadecimal, `separator` between bytes unless it is NUL. */
void cc_text_hex(struct cc_text *text, cc_span bytes, char separator);
/* Bytes for people: valid UTF-8 stays, control characters, broken UTF-8, bidirectional overrides
 * and the backslash become \HH per byte. */
void cc_text_escaped(struct cc_text *text, cc_span bytes);
/* Whether that leaves them as they are, because all are printable ASCII. */
bool cc_text_is_plain(cc_span bytes);
/* The dotted form of an OBJECT IDENTIFIER's contents octets. False, and nothing is appended, when
 * they are not canonical: empty, an arc that is not minimal, not finished, or 2^128 or more. */
bool cc_text_oid(struct cc_text *text, cc_span contents);

/* Hands the string over (free with cc_free) and empties the builder. NULL when anything failed. */
char *cc_text_take(struct cc_text *text);
void cc_text_release(struct cc_text *text);

#endif
