/* SPDX-License-Identifier: MIT */
/* Text in which nothing hides, and nothing that a terminal could take as a command. */
#include "visible.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

bool environment_is_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value == NULL || value[0] == '\0')
            continue;
        return strstr(value, "UTF-8") != NULL || strstr(value, "utf8") != NULL ||
               strstr(value, "utf-8") != NULL || strstr(value, "UTF8") != NULL;
    }
    return false;
}

/* Returns the bytes of the first character (RFC 3629), 0 where there is none. */
static size_t decode_utf8(const unsigned char *text, uint32_t *character)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = text[0] < 0x80   ? 1
                    : text[0] < 0xC2 ? 0
                    : text[0] < 0xE0 ? 2
                    : text[0] < 0xF0 ? 3
                    : text[0] < 0xF5 ? 4
                                     : 0;
    if (length <= 1) {
        *character = text[0];
        return length;
    }
    uint32_t value = text[0] & (0x7FU >> length);
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (text[i] & 0x3FU);
    }
    *character = value;
    bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value < least[length] || value > 0x10FFFF || surrogate ? 0 : length;
}

/* Controls of C0 and C1, separators of lines, Unicode's Default_Ignorable_Code_Point (marks of
 * writing direction, spaces without width, fillers, variations, tags), annotations, and U+FFFE and
 * U+FFFF, which are no characters (and XML 1.0 2.2 does not know them). */
static const struct {
    uint32_t first;
    uint32_t last;
} deceptive[] = {{0x0, 0x1F},      {0x7F, 0x9F},       {0xAD, 0xAD},       {0x34F, 0x34F},
                 {0x61C, 0x61C},   {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
                 {0x200B, 0x200F}, {0x2028, 0x202E},   {0x2060, 0x206F},   {0x3164, 0x3164},
                 {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},
                 {0xFFFE, 0xFFFF}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

static bool is_deceptive(uint32_t character)
{
    size_t i = 0;
    while (i < sizeof deceptive / sizeof deceptive[0] && character > deceptive[i].last)
        i++;
    return i < sizeof deceptive / sizeof deceptive[0] && character >= deceptive[i].first;
}

char *text_visible(const char *text, bool utf8)
{
    static const char longest[] = "\\x{10FFFF}";
    size_t room = strlen(text);
    if (room > SIZE_MAX / sizeof longest - 1)
        return must_have(NULL);
    char *visible = must_allocate(room * sizeof longest + 1);
    size_t used = 0;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0';) {
        uint32_t character = *at;
        size_t length = decode_utf8(at, &character);
        if (length == 0) {
            used += (size_t)sprintf(visible + used, "\\x%02X", (unsigned)*at);
            length = 1;
        } else if (is_deceptive(character) || (length > 1 && !utf8)) {
            used += (size_t)sprintf(visible + used, "\\x{%X}", (unsigned)character);
        } else {
            memcpy(visible + used, at, length);
            used += length;
        }
        at += length;
    }
    visible[used] = '\0';
    return visible;
}

/* As decode_utf8, within so many bytes. */
static size_t decode_within(const char *data, size_t length, char text[5], uint32_t *character)
{
    memset(text, 0, 5);
    memcpy(text, data, length < 4 ? length : 4);
    return decode_utf8((const unsigned char *)text, character);
}

/* RFC 8259 7: beyond U+FFFF as a surrogate pair */
static void json_escape(uint32_t character, FILE *out)
{
    if (character > 0xFFFF)
        fprintf(out, "\\u%04X\\u%04X", (unsigned)(0xD7C0 + (character >> 10)),
                (unsigned)(0xDC00 + (character & 0x3FF)));
    else
        fprintf(out, "\\u%04X", (unsigned)character);
}

int visible_json(const char *json, size_t length, void *out)
{
    size_t written = 0;
    for (size_t at = 0; at < length;) {
        if ((unsigned char)json[at] < 0x7F) {
            at++;
            continue;
        }
        char text[5];
        uint32_t character = 0;
        size_t bytes = decode_within(json + at, length - at, text, &character);
        if (bytes > 0 && is_deceptive(character)) {
            (void)fwrite(json + written, 1, at - written, out);
            json_escape(character, out);
            written = at + bytes;
        }
        at += bytes == 0 ? 1 : bytes;
    }
    (void)fwrite(json + written, 1, length - written, out);
    return ferror((FILE *)out) ? -1 : 0;
}

/* The bytes of `data` up to the first that is not printable ASCII, a tab or a line feed. */
static size_t plain_length(const char *data, size_t length)
{
    size_t plain = 0;
    while (plain < length && ((data[plain] >= 0x20 && data[plain] < 0x7F) || data[plain] == '\t' ||
                              data[plain] == '\n'))
        plain++;
    return plain;
}

/* Whether the bytes could go on as a character, or as the end of a line. */
static bool is_begun(const char *data, size_t length)
{
    unsigned char first = (unsigned char)data[0];
    size_t whole = first == '\r' ? 2 : first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return length < whole && first < 0xF5;
}

size_t visible_write(FILE *out, const char *data, size_t length, bool last, bool *changed)
{
    bool utf8 = environment_is_utf8();
    size_t at = 0;
    while (at < length) {
        size_t plain = plain_length(data + at, length - at);
        (void)fwrite(data + at, 1, plain, out);
        at += plain;
        if (at == length || (!last && is_begun(data + at, length - at)))
            break;
        if (length - at > 1 && data[at] == '\r' && data[at + 1] == '\n') {
            at++;
            continue;
        }
        char next[5];
        uint32_t character;
        size_t bytes = decode_within(data + at, length - at, next, &character);
        next[bytes == 0 ? 1 : bytes] = '\0';
        char *visible = next[0] == '\0' ? must_copy("\\x{0}") : text_visible(next, utf8);
        *changed = *changed || strcmp(visible, next) != 0;
        fputs(visible, out);
        free(visible);
        at += bytes == 0 ? 1 : bytes;
    }
    return at;
}
