/* SPDX-License-Identifier: MIT */
/* The lines that begin and end PEM blocks. */
#include "der/pem_boundary.h"

static bool begins_with(cc_span text, cc_span prefix)
{
    return text.length >= prefix.length && memcmp(text.data, prefix.data, prefix.length) == 0;
}

/* "-----BEGIN LABEL-----" and its like; the label may be empty (RFC 7468 3). */
static bool is_boundary(cc_span text, const char *opening, cc_span *label)
{
    cc_span prefix = cc_span_text(opening);
    cc_span dashes = cc_span_text("-----");
    if (text.length < prefix.length + dashes.length || !begins_with(text, prefix) ||
        !begins_with(cc_span_of(text.data + text.length - dashes.length, dashes.length), dashes))
        return false;
    *label = cc_span_of(text.data + prefix.length, text.length - prefix.length - dashes.length);
    return true;
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

static cc_span without_space(cc_span text)
{
    while (text.length > 0 && cc_pem_is_space(text.data[0]))
        text = without_first(text, 1);
    return text;
}

/* In upper or lower case; no part of a longer word, unless all that stands there is in upper case:
 * "-----BEGINCERTIFICATE-----" has lost its space. */
static bool begins_with_word(cc_span text, const char *word)
{
    size_t length = strlen(word);
    bool upper = true;
    if (text.length < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        upper = upper && text.data[i] == (uint8_t)word[i];
        if ((text.data[i] & ~0x20) != word[i])
            return false;
    }
    if (text.length == length)
        return true;
    uint8_t next = text.data[length];
    bool is_lower = next >= 'a' && next <= 'z';
    bool is_upper = next >= 'A' && next <= 'Z';
    return !is_lower && (!is_upper || upper);
}

/* A line that was meant to be a boundary, as far as a reader can tell: four dashes or more and the
 * word, perhaps quoted by mail. RFC 7468 5.2 allows text between blocks; as text a damaged block
 * would be gone without a word. The "---- BEGIN SSH2 " of RFC 4716 3.3.1 is meant so. */
static enum cc_pem_boundary damaged_boundary(cc_span text, cc_span *label)
{
    size_t dashes = 0;
    while (text.length > 0 && (text.data[0] == '>' || cc_pem_is_space(text.data[0])))
        text = without_first(text, 1);
    while (dashes < text.length && text.data[dashes] == '-')
        dashes++;
    if (dashes < 4)
        return CC_PEM_NO_BOUNDARY;
    text = without_first(text, dashes);
    text = without_space(text);
    bool begins = begins_with_word(text, "BEGIN");
    if (!begins && !begins_with_word(text, "END"))
        return CC_PEM_NO_BOUNDARY;
    text = without_first(text, strlen(begins ? "BEGIN" : "END"));
    text = without_space(text);
    while (text.length > 0 &&
           (text.data[text.length - 1] == '-' || cc_pem_is_space(text.data[text.length - 1])))
        text.length--;
    *label = text;
    if (begins_with(text, cc_span_text("SSH2 ")))
        return CC_PEM_NO_BOUNDARY;
    return begins ? CC_PEM_DAMAGED_BEGIN : CC_PEM_DAMAGED_END;
}

enum cc_pem_boundary cc_pem_boundary_of(cc_span text, cc_span *label)
{
    if (text.length == 0 || (text.data[0] != '-' && text.data[0] != '>'))
        return CC_PEM_NO_BOUNDARY; /* nearly all lines */
    if (is_begin(text, label))
        return CC_PEM_BEGIN;
    return is_end(text, label) ? CC_PEM_END : damaged_boundary(text, label);
}
