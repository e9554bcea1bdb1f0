/* SPDX-License-Identifier: MIT */
/* The lines that begin and end PEM blocks. */
#include "der/pem_boundary.h"

#include "der/pem_label.h"

#define BEGINNING "-----BEGIN "
#define ENDING "-----END "
#define FIVE_HYPHENS "-----"

bool cc_pem_contains(cc_span text, cc_span part)
{
    for (size_t i = 0; i + part.length <= text.length; i++)
        if (memcmp(text.data + i, part.data, part.length) == 0)
            return true;
    return false;
}

/* "-----BEGIN ...-----" and its like: what is between. */
static bool is_framed(cc_span text, const char *opening, cc_span *inside)
{
    cc_span prefix = cc_span_text(opening);
    cc_span dashes = cc_span_text(FIVE_HYPHENS);
    if (text.length < prefix.length + dashes.length || !cc_pem_begins_with(text, prefix) ||
        !cc_span_equal(cc_span_of(text.data + text.length - dashes.length, dashes.length), dashes))
        return false;
    *inside = cc_span_of(text.data + prefix.length, text.length - prefix.length - dashes.length);
    return true;
}

/* RFC 7468 3: the label may be empty. With five hyphens in it there is more than one boundary. */
static bool is_boundary(cc_span text, const char *opening, cc_span *label)
{
    return is_framed(text, opening, label) && !cc_pem_contains(*label, cc_span_text(FIVE_HYPHENS));
}

static bool is_begin(cc_span text, cc_span *label)
{
    return is_boundary(text, BEGINNING, label);
}

static bool is_end(cc_span text, cc_span *label)
{
    return is_boundary(text, ENDING, label);
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

static void cut_decoration(cc_span *text)
{
    while (text->length > 0 && !cc_pem_is_letter_or_digit(text->data[text->length - 1]))
        text->length--;
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
    cut_decoration(&text);
    if (!cc_pem_label_is_alike(text))
        return CC_PEM_NO_BOUNDARY;
    *label = text;
    return begins ? CC_PEM_DAMAGED_BEGIN : CC_PEM_DAMAGED_END;
}

/* What stands behind the word BEGIN in a line that holds more than a boundary. */
#define LABEL_LENGTH_MAX 32

static bool ends_label(cc_span text, size_t i)
{
    return is_decoration(text.data[i]) && i + 1 < text.length && is_decoration(text.data[i + 1]);
}

static bool is_label_read(cc_span text, cc_span *label)
{
    while (text.length > 0 && !cc_pem_is_letter_or_digit(text.data[0]))
        text = without_first(text, 1);
    size_t length = 0;
    while (length < text.length && length < LABEL_LENGTH_MAX && !ends_label(text, length))
        length++;
    *label = cc_span_of(text.data, length);
    cut_decoration(label);
    return cc_pem_label_is_alike(*label) || cc_pem_label_is_near(*label);
}

bool cc_pem_mentions_begin(cc_span text, cc_span *label)
{
    size_t decorations = 0;
    for (; text.length > 0; text = without_first(text, 1)) {
        if (!cc_pem_is_letter_or_digit(text.data[0])) {
            decorations += is_decoration(text.data[0]);
            continue;
        }
        if (decorations >= 2 && cc_pem_begins_with_word(text, "BEGIN") &&
            is_label_read(without_first(text, strlen("BEGIN")), label))
            return true;
        decorations = 0;
    }
    return false;
}

/* Several on one line, as where line ends were lost, or as cat(1) joins files of which the first
 * one's last line has no end. */
static enum cc_pem_boundary several_boundaries(cc_span text, cc_span *label)
{
    cc_span inside;
    bool ends = is_framed(text, ENDING, &inside);
    if (!ends && !is_framed(text, BEGINNING, &inside))
        return CC_PEM_NO_BOUNDARY;
    if (cc_pem_mentions_begin(text, label))
        return CC_PEM_DAMAGED_BEGIN;
    *label = inside;
    return ends ? CC_PEM_DAMAGED_END : CC_PEM_NO_BOUNDARY;
}

enum cc_pem_boundary cc_pem_boundary_of_decorated(cc_span text, cc_span *label)
{
    if (is_begin(text, label))
        return CC_PEM_BEGIN;
    if (is_end(text, label))
        return CC_PEM_END;
    enum cc_pem_boundary damaged = damaged_boundary(text, label);
    return damaged != CC_PEM_NO_BOUNDARY ? damaged : several_boundaries(text, label);
}

/* Words are seldom as long. */
#define BASE64_LENGTH_MIN 24

bool cc_pem_holds_base64(cc_span text)
{
    size_t run = 0;
    for (size_t i = 0; i < text.length && run < BASE64_LENGTH_MIN; i++) {
        uint8_t c = text.data[i];
        run = cc_pem_is_letter_or_digit(c) || c == '+' || c == '/' ? run + 1 : 0;
    }
    return run == BASE64_LENGTH_MIN;
}
