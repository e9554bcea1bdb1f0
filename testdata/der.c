/* SPDX-License-Identifier: MIT */
/* The DER writer of the test certificates. */
#include "der.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct room {
    struct room *next;
    max_align_t bytes[];
};

static struct room *rooms;

_Noreturn void refuse(const char *what, const char *which)
{
    fprintf(stderr, "generate: %s: %s\n", what, which);
    exit(1);
}

void *der_room(size_t size)
{
    struct room *room = calloc(1, sizeof(*room) + size + 1);
    if (room == NULL)
        refuse("no memory", "");
    room->next = rooms;
    rooms = room;
    return room->bytes;
}

void der_release(void)
{
    while (rooms != NULL) {
        struct room *next = rooms->next;
        free(rooms);
        rooms = next;
    }
}

struct der der_bytes(const void *data, size_t length)
{
    uint8_t *copy = der_room(length);
    if (length > 0)
        memcpy(copy, data, length);
    return (struct der){copy, length};
}

struct der der_text(const char *text)
{
    return der_bytes(text, strlen(text));
}

static uint8_t digit(const char *digits, size_t at)
{
    if (digits[at] >= '0' && digits[at] <= '9')
        return (uint8_t)(digits[at] - '0');
    if (digits[at] >= 'a' && digits[at] <= 'f')
        return (uint8_t)(digits[at] - 'a' + 10);
    refuse("not hexadecimal", digits);
}

struct der der_hex(const char *digits)
{
    size_t length = strlen(digits) / 2;
    uint8_t *bytes = der_room(length);
    if (strlen(digits) % 2 != 0)
        refuse("half a byte", digits);
    for (size_t i = 0; i < length; i++)
        bytes[i] = (uint8_t)(digit(digits, 2 * i) << 4 | digit(digits, 2 * i + 1));
    return (struct der){bytes, length};
}

struct der der_join(const struct der *parts, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += parts[i].length;
    uint8_t *bytes = der_room(length);
    uint8_t *end = bytes;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].length > 0)
            memcpy(end, parts[i].data, parts[i].length);
        end += parts[i].length;
    }
    return (struct der){bytes, length};
}

struct der der_tlv(uint8_t tag, struct der contents)
{
    uint8_t header[2 + sizeof(size_t)] = {tag};
    size_t octets = 0;
    if (contents.length < 0x80) {
        header[1] = (uint8_t)contents.length;
    } else {
        for (size_t rest = contents.length; rest > 0; rest >>= 8)
            octets++;
        header[1] = (uint8_t)(0x80 | octets);
        for (size_t i = 0; i < octets; i++)
            header[2 + i] = (uint8_t)(contents.length >> 8 * (octets - 1 - i));
    }
    return DER_JOIN(der_bytes(header, 2 + octets), contents);
}

static struct der arc(unsigned long value)
{
    uint8_t octets[10];
    size_t first = sizeof(octets);
    octets[--first] = value & 0x7f;
    while ((value >>= 7) > 0)
        octets[--first] = (uint8_t)(0x80 | (value & 0x7f));
    return der_bytes(octets + first, sizeof(octets) - first);
}

struct der der_oid(const char *dotted)
{
    char *rest;
    unsigned long first = strtoul(dotted, &rest, 10);
    if (*rest != '.')
        refuse("not an object identifier", dotted);
    unsigned long second = strtoul(rest + 1, &rest, 10);
    struct der contents = arc(first * 40 + second);
    while (*rest == '.')
        contents = DER_JOIN(contents, arc(strtoul(rest + 1, &rest, 10)));
    return der_tlv(0x06, contents);
}

struct der der_magnitude(struct der magnitude)
{
    while (magnitude.length > 1 && magnitude.data[0] == 0) {
        magnitude.data++;
        magnitude.length--;
    }
    if (magnitude.data[0] & 0x80)
        magnitude = DER_JOIN(der_hex("00"), magnitude);
    return der_tlv(0x02, magnitude);
}

struct der der_integer(uint64_t value)
{
    uint8_t octets[8];
    for (size_t i = 0; i < 8; i++)
        octets[i] = (uint8_t)(value >> 8 * (7 - i));
    return der_magnitude(der_bytes(octets, 8));
}

struct der der_bit_string(struct der contents)
{
    return der_tlv(0x03, DER_JOIN(der_hex("00"), contents));
}

struct der der_named_bits(unsigned mask)
{
    uint8_t octets[3] = {0};
    unsigned last = 0;
    for (unsigned bit = 0; bit < 16; bit++) {
        if ((mask >> bit & 1) == 0)
            continue;
        octets[1 + bit / 8] |= (uint8_t)(0x80 >> bit % 8);
        last = bit + 1;
    }
    octets[0] = (uint8_t)((8 - last % 8) % 8);
    return der_tlv(0x03, der_bytes(octets, 1 + (last + 7) / 8));
}

/* The digits of the time and the final Z. */
static char *time_digits(const char *rfc3339)
{
    char *digits = der_room(strlen(rfc3339));
    size_t count = 0;
    for (const char *next = rfc3339; *next != '\0'; next++)
        if (isdigit((unsigned char)*next))
            digits[count++] = *next;
    if (count != 14)
        refuse("not a time", rfc3339);
    digits[count] = 'Z';
    return digits;
}

struct der der_generalized_time(const char *rfc3339)
{
    return der_tlv(0x18, der_text(time_digits(rfc3339)));
}

struct der der_time(const char *rfc3339)
{
    if (strncmp(rfc3339, "2050", 4) >= 0)
        return der_generalized_time(rfc3339);
    return der_tlv(0x17, der_text(time_digits(rfc3339) + 2));
}

struct der der_flip(struct der bytes, size_t at)
{
    uint8_t *copy = der_room(bytes.length);
    memcpy(copy, bytes.data, bytes.length);
    copy[at] ^= 1;
    return (struct der){copy, bytes.length};
}
