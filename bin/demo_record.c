/* SPDX-License-Identifier: MIT */
/* What somebody without keys can read and change of TLS: records (RFC 8446 5.1), and the hellos. */
#include "demo_record.h"

#include <string.h>

#define HEADER 5U         /* type, legacy version, length */
#define MESSAGE_HEADER 4U /* type, length */
#define RANDOM 32U

enum { CLIENT_HELLO = 1, SERVER_HELLO = 2, SUPPORTED_VERSIONS = 43 };

static size_t number(const unsigned char *at)
{
    return (size_t)at[0] << 8 | at[1];
}

size_t demo_record_size(const unsigned char *data, size_t length)
{
    if (length < HEADER)
        return 0;
    size_t size = HEADER + number(data + 3);
    return size <= length ? size : 0;
}

static bool is_hello(const unsigned char *record, size_t length, unsigned char type)
{
    return length > HEADER + MESSAGE_HEADER + 2 + RANDOM && record[0] == RECORD_HANDSHAKE &&
           record[HEADER] == type;
}

/* Steps over a vector whose length stands in one byte or two; NULL behind the end. */
static unsigned char *skip(unsigned char *at, const unsigned char *end, size_t width)
{
    if (at == NULL || (size_t)(end - at) < width)
        return NULL;
    size_t length = width == 1 ? at[0] : number(at);
    return (size_t)(end - at) - width < length ? NULL : at + width + length;
}

static bool hide(unsigned char *versions, size_t length)
{
    bool hidden = false;
    for (size_t i = 1; i + 1 < length; i += 2) {
        if (number(versions + i) != 0x0304)
            continue;
        versions[i + 1] = 3;
        hidden = true;
    }
    return hidden;
}

bool demo_record_hide_tls13(unsigned char *record, size_t length)
{
    const unsigned char *end = record + length;
    if (!is_hello(record, length, CLIENT_HELLO))
        return false;
    /* legacy_session_id, cipher_suites, legacy_compression_methods, extensions */
    unsigned char *at = record + HEADER + MESSAGE_HEADER + 2 + RANDOM;
    at = skip(skip(skip(at, end, 1), end, 2), end, 1);
    if (at == NULL || skip(at, end, 2) == NULL)
        return false;
    for (at += 2; end - at >= 4;) {
        size_t type = number(at);
        unsigned char *next = skip(at + 2, end, 2);
        if (next == NULL)
            return false;
        if (type == SUPPORTED_VERSIONS)
            return hide(at + 4, (size_t)(next - at) - 4);
        at = next;
    }
    return false;
}

bool demo_record_warns_of_downgrade(const unsigned char *record, size_t length)
{
    static const char warning[] = "DOWNGRD\x01";
    return is_hello(record, length, SERVER_HELLO) &&
           memcmp(record + HEADER + MESSAGE_HEADER + 2 + RANDOM - 8, warning, 8) == 0;
}
