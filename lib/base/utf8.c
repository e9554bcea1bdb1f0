/* SPDX-License-Identifier: MIT */
/* UTF-8, one character at a time. */
#include "base/utf8.h"

static bool is_character(uint32_t character)
{
    return character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
}

size_t cc_utf8_decode(cc_span bytes, uint32_t *character)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (bytes.length == 0)
        return 0;
    uint8_t first = bytes.data[0];
    if (first < 0x80) {
        *character = first;
        return 1;
    }
    size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || length > bytes.length)
        return 0;
    uint32_t decoded = first & (0x7FU >> length);
    for (size_t i = 1; i < length; i++) {
        if ((bytes.data[i] & 0xC0) != 0x80)
            return 0;
        decoded = decoded << 6 | (bytes.data[i] & 0x3FU);
    }
    if (decoded < smallest[length] || !is_character(decoded))
        return 0;
    *character = decoded;
    return length;
}

size_t cc_utf8_encode(uint32_t character, char bytes[4])
{
    if (!is_character(character))
        return 0;
    if (character < 0x80) {
        bytes[0] = (char)character;
        return 1;
    }
    size_t length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    bytes[0] = (char)((0xF00U >> length & 0xFF) | character);
    return length;
}
