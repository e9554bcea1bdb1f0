/* SPDX-License-Identifier: MIT */
/* The string builder. */
#include "base/text.h"

#include "base/alloc.h"
#include "base/utf8.h"

static const char hex_digits[] = "0123456789ABCDEF";

void cc_text_init(struct cc_text *text, size_t limit)
{
    *text = (struct cc_text){.limit = limit};
}

void cc_text_init_cut(struct cc_text *text)
{
    *text = (struct cc_text){.limit = CC_TEXT_LIMIT, .cuts = true};
}

/* Once, past the limit. */
static void cut(struct cc_text *text)
{
    static const char mark[] = "...";
    text->limit += strlen(mark);
    cc_text_add(text, mark);
    text->cut = true;
}

/* Room for `more` bytes and the NUL. */
static bool reserve(struct cc_text *text, size_t more)
{
    if (text->failed || text->cut)
        return false;
    if (text->limit == SIZE_MAX || more > text->limit - text->length) {
        if (text->cuts)
            cut(text);
        else
            text->failed = true;
        return false;
    }
    size_t needed = text->length + more + 1;
    if (needed <= text->capacity)
        return true;
    size_t capacity = text->capacity > SIZE_MAX / 2 ? needed : text->capacity * 2;
    if (capacity < 64)
        capacity = 64;
    if (capacity < needed)
        capacity = needed;
    char *data = cc_realloc(text->data, capacity);
    if (data == NULL) {
        text->failed = true;
        return false;
    }
    text->data = data;
    text->capacity = capacity;
    return true;
}

void cc_text_bytes(struct cc_text *text, const void *bytes, size_t length)
{
    if (!reserve(text, length))
        return;
    if (length != 0)
        memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void cc_text_char(struct cc_text *text, char c)
{
    cc_text_bytes(text, &c, 1);
}

void cc_text_add(struct cc_text *text, const char *string)
{
    cc_text_bytes(text, string, strlen(string));
}

void cc_text_unsigned(struct cc_text *text, uint64_t number)
{
    char digits[20];
    size_t begin = sizeof digits;
    do {
        digits[--begin] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    cc_text_bytes(text, digits + begin, sizeof digits - begin);
}

void cc_text_signed(struct cc_text *text, int64_t number)
{
    uint64_t magnitude = (uint64_t)number;
    if (number < 0) {
        cc_text_char(text, '-');
        magnitude = 0 - magnitude;
    }
    cc_text_unsigned(text, magnitude);
}

void cc_text_hex(struct cc_text *text, cc_span bytes, char separator)
{
    for (size_t i = 0; i < bytes.length && !text->failed; i++) {
        char group[3] = {separator, hex_digits[bytes.data[i] >> 4],
                         hex_digits[bytes.data[i] & 0x0F]};
        bool separated = i > 0 && separator != '\0';
        cc_text_bytes(text, separated ? group : group + 1, separated ? 3 : 2);
    }
}

/* Characters that change how the text around them is shown. */
static bool is_deceptive(uint32_t c)
{
    bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    bool separator = c == 0x2028 || c == 0x2029;
    bool bidirectional = c == 0x061C || c == 0x200E || c == 0x200F ||
                         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return control || separator || bidirectional;
}

static void add_escaped(struct cc_text *text, const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char escape[3] = {'\\', hex_digits[bytes[i] >> 4], hex_digits[bytes[i] & 0x0F]};
        cc_text_bytes(text, escape, sizeof escape);
    }
}

/* 1 for printable ASCII that stays as it is, else 0; without a branch, for cc_text_is_plain. */
static uint8_t is_plain(uint8_t byte)
{
    return (uint8_t)((uint8_t)(byte >= 0x20) & (uint8_t)(byte < 0x7F) & (uint8_t)(byte != '\\'));
}

/* How many bytes at the front are plain. */
static size_t plain_length(cc_span bytes)
{
    size_t length = 0;
    while (length < bytes.length && is_plain(bytes.data[length]))
        length++;
    return length;
}

/* Most texts are plain: all bytes are looked at, since compilers then take many in one step. */
bool cc_text_is_plain(cc_span bytes)
{
    uint8_t plain = 1;
    for (size_t i = 0; i < bytes.length; i++)
        plain &= is_plain(bytes.data[i]);
    return plain == 1;
}

/* Of a piece that goes past the limit nothing is kept: so pieces are short. */
#define PIECE_LENGTH 4096

void cc_text_escaped(struct cc_text *text, cc_span bytes)
{
    while (bytes.length > 0 && !text->failed) {
        size_t plain = plain_length(bytes);
        if (plain > PIECE_LENGTH)
            plain = PIECE_LENGTH;
        cc_text_bytes(text, bytes.data, plain);
        bytes = cc_span_of(bytes.data + plain, bytes.length - plain);
        if (bytes.length == 0)
            break;
        uint32_t character = 0;
        size_t length = cc_utf8_decode(bytes, &character);
        if (length == 0)
            add_escaped(text, bytes.data, length = 1);
        else if (character == '\\' || is_deceptive(character))
            add_escaped(text, bytes.data, length);
        else
            cc_text_bytes(text, bytes.data, length);
        bytes = cc_span_of(bytes.data + length, bytes.length - length);
    }
}

char *cc_text_take(struct cc_text *text)
{
    cc_text_bytes(text, "", 0);
    if (text->failed) {
        cc_text_release(text);
        return NULL;
    }
    char *data = text->data;
    cc_text_init(text, text->limit);
    return data;
}

void cc_text_release(struct cc_text *text)
{
    cc_free(text->data);
    cc_text_init(text, text->limit);
}
