/* SPDX-License-Identifier: MIT */
/* The lines that begin and end PEM blocks (RFC 7468 3), and those that were meant to. */
#ifndef CC_DER_PEM_BOUNDARY_H
#define CC_DER_PEM_BOUNDARY_H

#include "base/span.h"

enum cc_pem_boundary {
    CC_PEM_NO_BOUNDARY = 0,
    CC_PEM_BEGIN,
    CC_PEM_END,
    CC_PEM_DAMAGED_BEGIN, /* as far as a reader can tell */
    CC_PEM_DAMAGED_END,
    CC_PEM_DER /* no line at all */
};

static inline bool cc_pem_is_space(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline uint8_t cc_pem_upper(uint8_t c)
{
    return c >= 'a' && c <= 'z' ? (uint8_t)(c - ('a' - 'A')) : c;
}

static inline bool cc_pem_is_letter_or_digit(uint8_t c)
{
    uint8_t upper = cc_pem_upper(c);
    return (upper >= 'A' && upper <= 'Z') || (c >= '0' && c <= '9');
}

static inline bool cc_pem_begins_with(cc_span text, cc_span prefix)
{
    return text.length >= prefix.length && memcmp(text.data, prefix.data, prefix.length) == 0;
}

bool cc_pem_contains(cc_span text, cc_span part);

/* In any case; `word` is in upper case. */
bool cc_pem_begins_with_word(cc_span text, const char *word);

/* Whether a line that is no boundary has a decorated BEGIN in it, wherever, with a label that is
 * read or nearly one: a sentence about such a line, or one that something else was written to.
 * *label is as far as it can be told. */
bool cc_pem_mentions_begin(cc_span line, cc_span *label);

/* Whether it holds what looks like base64. */
bool cc_pem_holds_base64(cc_span line);

/* The same as cc_pem_boundary_of for a line that begins with neither a letter nor a digit. */
enum cc_pem_boundary cc_pem_boundary_of_decorated(cc_span line, cc_span *label);

/* What a line is, without the white space at its ends; *label is set for boundaries. Nearly all
 * lines are base64, and are looked at here alone. */
static inline enum cc_pem_boundary cc_pem_boundary_of(cc_span line, cc_span *label)
{
    if (line.length == 0 || cc_pem_is_letter_or_digit(line.data[0]))
        return CC_PEM_NO_BOUNDARY;
    return cc_pem_boundary_of_decorated(line, label);
}

#endif
