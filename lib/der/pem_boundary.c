/* SPDX-License-Identifier: MIT */
/* The lines that begin and end PEM blocks. */
#include "der/pem_boundary.h"

#include "der/pem_label.h"

/* Where two hyphens follow each other; the length of `text`: nowhere. */
static size_t find_hyphens(cc_span text)
{
    size_t i = 0;
    while (i + 1 < text.length && (text.data[i] != '-' || text.data[i + 1] != '-'))
        i++;
    return i + 1 < text.length ? i : text.length;
}

/* "-----BEGIN LABEL-----" and its like; the label may be empty, and never has two hyphens in a row
 * (RFC 7468 3). */
static bool is_boundary(cc_span text, const char *opening, cc_span *label)
{
    cc_span prefix = cc_span_text(opening);
    cc_span dashes = cc_span_text("-----");
    if (text.length < prefix.length + dashes.length || !cc_pem_begins_with(text, prefix) ||
        !cc_span_equal(cc_span_of(text.data + text.length - dashes.length, dashes.length), dashes))
        return false;
    *label = cc_span_of(text.data + prefix.length, text.length - prefix.length - dashes.length);
    return find_hyphens(*label) == label->length;
}

static bool is_begin(cc_span text, cc_span *label)
{
    return is_boundary(text, "-----BEGIN ", label);
}

static bool is_end(cc_span text, cc_span *label)
{
    return is_boundary(text, "-----END ", label);
}

static cc_span without_first(cc_span text, size_t count)
{
    return cc_span_of(text.data + count, text.length - count);
}

bool cc_pem_begins_with_word(cc_span text, const char *word)
{
    size_t length = strlen(word);
    if (text.length < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (cc_pem_upper(text.data[i]) != (uint8_t)word[i])
            return false;
    }
    return true;
}

/* What a line is made of, and what dashes become in other hands: beyond ASCII are the typographic
 * ones, the byte order mark and what has no width. */
static bool is_decoration(uint8_t c)
{
    return c == '-' || c == '=' || c == '_' || c == '~' || c == '*' || c >= 0x80;
}

/* Up to the first letter or digit, which everything before it decorates. False: too little does. */
static bool skip_decoration(cc_span *text)
{
    size_t decorations = 0;
    while (text->length > 0 && !cc_pem_is_letter_or_digit(text->data[0])) {
        decorations += is_decoration(text->data[0]);
        *text = without_first(*text, 1);
    }
    return decorations >= 2;
}

/* Whether the block's base64 stands on the line of its boundary: right behind the hyphens, or as what
 * is longer than 127 octets begins. Else it is a sentence about such lines. */
static bool is_base64(cc_span text)
{
    return cc_pem_is_letter_or_digit(text.data[0]) || text.data[0] == '\\' ||
           (text.length > 3 && memcmp(text.data, " MII", 4) == 0);
}

/* The label up to the hyphens behind it. False: there is a sentence behind those. */
static bool cut_at_hyphens(cc_span *label)
{
    size_t length = find_hyphens(*label);
    cc_span rest = without_first(*label, length);
    while (rest.length > 0 && rest.data[0] == '-')
        rest = without_first(rest, 1);
    label->length = length;
    return rest.length == 0 || is_base64(rest);
}

/* A line that was meant to be a boundary, as far as a reader can tell: decoration, the word, and,
 * whole, a label that is read. RFC 7468 5.2 allows text between blocks; as text a damaged block
 * would be gone without a word. */
static enum cc_pem_boundary damaged_boundary(cc_span text, cc_span *label)
{
    if (!skip_decoration(&text))
        return CC_PEM_NO_BOUNDARY;
    bool begins = cc_pem_begins_with_word(text, "BEGIN");
    if (!begins && !cc_pem_begins_with_word(text, "END"))
        return CC_PEM_NO_BOUNDARY;
    text = without_first(text, strlen(begins ? "BEGIN" : "END"));
    while (text.length > 0 && cc_pem_is_space(text.data[0]))
        text = without_first(text, 1);
    while (text.length > 0 && !cc_pem_is_letter_or_digit(text.data[text.length - 1]))
        text.length--;
    if (!cut_at_hyphens(&text) || !cc_pem_label_is_alike(text))
        return CC_PEM_NO_BOUNDARY;
    *label = text;
    return begins ? CC_PEM_DAMAGED_BEGIN : CC_PEM_DAMAGED_END;
}

enum cc_pem_boundary cc_pem_boundary_of_decorated(cc_span text, cc_span *label)
{
    if (is_begin(text, label))
        return CC_PEM_BEGIN;
    return is_end(text, label) ? CC_PEM_END : damaged_boundary(text, label);
}
