/* SPDX-License-Identifier: MIT */
/* The writer, and a minimal certificate. */
#include "support/der_writer.h"

#include "der/der_value.h"

#include <stdlib.h>

static void reserve(struct der_writer *writer, size_t more)
{
    if (writer->length + more <= writer->capacity)
        return;
    writer->capacity = (writer->length + more) * 2;
    writer->data = realloc(writer->data, writer->capacity);
    if (writer->data == NULL)
        abort();
}

void writer_release(struct der_writer *writer)
{
    free(writer->data);
    *writer = (struct der_writer){0};
}

cc_span writer_span(const struct der_writer *writer)
{
    if (writer->depth != 0)
        abort();
    return cc_span_of(writer->data, writer->length);
}

void writer_raw(struct der_writer *writer, cc_span bytes)
{
    reserve(writer, bytes.length + 1);
    if (bytes.length != 0)
        memcpy(writer->data + writer->length, bytes.data, bytes.length);
    writer->length += bytes.length;
}

static void raw_byte(struct der_writer *writer, unsigned byte)
{
    uint8_t octet = (uint8_t)byte;
    writer_raw(writer, cc_span_of(&octet, 1));
}

/* Only tag numbers below 31. */
static void write_header(struct der_writer *writer, uint32_t tag, size_t length)
{
    raw_byte(writer, (tag >> 30) << 6 | CERTCHECK_DER_IS_CONSTRUCTED(tag) << 5 | (tag & 0x1F));
    if (length < 0x80) {
        raw_byte(writer, (unsigned)length);
        return;
    }
    unsigned octets = 0;
    for (size_t rest = length; rest != 0; rest >>= 8)
        octets++;
    raw_byte(writer, 0x80 | octets);
    while (octets-- > 0)
        raw_byte(writer, (unsigned)(length >> (8 * octets)) & 0xFF);
}

void writer_begin(struct der_writer *writer, uint32_t tag)
{
    if (writer->depth == DER_WRITER_DEPTH)
        abort();
    writer->open[writer->depth] = writer->length;
    writer->tags[writer->depth++] = tag;
}

void writer_end(struct der_writer *writer)
{
    if (writer->depth == 0)
        abort();
    size_t begin = writer->open[--writer->depth], length = writer->length - begin;
    struct der_writer header = {0};
    write_header(&header, writer->tags[writer->depth], length);
    reserve(writer, header.length);
    if (length != 0)
        memmove(writer->data + begin + header.length, writer->data + begin, length);
    memcpy(writer->data + begin, header.data, header.length);
    writer->length += header.length;
    writer_release(&header);
}

void writer_value(struct der_writer *writer, uint32_t tag, cc_span contents)
{
    write_header(writer, tag, contents.length);
    writer_raw(writer, contents);
}

void writer_text(struct der_writer *writer, uint32_t tag, const char *contents)
{
    writer_value(writer, tag, cc_span_text(contents));
}

void writer_integer(struct der_writer *writer, int64_t number)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)((uint64_t)number >> (56 - 8 * i));
    size_t skip = 0;
    while (skip < 7 && ((bytes[skip] == 0 && bytes[skip + 1] < 0x80) ||
                        (bytes[skip] == 0xFF && bytes[skip + 1] >= 0x80)))
        skip++;
    writer_value(writer, CC_DER_INTEGER, cc_span_of(bytes + skip, sizeof bytes - skip));
}

void writer_boolean(struct der_writer *writer, bool value)
{
    uint8_t octet = value ? 0xFF : 0;
    writer_value(writer, CC_DER_BOOLEAN, cc_span_of(&octet, 1));
}

void writer_null(struct der_writer *writer)
{
    writer_value(writer, CC_DER_NULL, (cc_span){0});
}

void writer_oid(struct der_writer *writer, const char *dotted)
{
    uint8_t contents[128];
    size_t length = cc_oid_from_text(dotted, contents, sizeof contents);
    if (length == 0)
        abort();
    writer_value(writer, CC_DER_OID, cc_span_of(contents, length));
}

void writer_time(struct der_writer *writer, const char *time)
{
    writer_text(writer, strlen(time) == 13 ? CC_DER_UTC_TIME : CC_DER_GENERALIZED_TIME, time);
}

void writer_bits(struct der_writer *writer, cc_span octets)
{
    writer_begin(writer, CC_DER_BIT_STRING);
    raw_byte(writer, 0);
    writer_raw(writer, octets);
    writer_end(writer);
}

static unsigned hex_digit(char c)
{
    static const char digits[] = "0123456789ABCDEF";
    const char *found = strchr(digits, c >= 'a' ? c - 'a' + 'A' : c);
    if (c == '\0' || found == NULL)
        abort();
    return (unsigned)(found - digits);
}

void writer_hex(struct der_writer *writer, const char *hex)
{
    for (; *hex != '\0'; hex++) {
        if (*hex == ' ')
            continue;
        raw_byte(writer, hex_digit(hex[0]) << 4 | hex_digit(hex[1]));
        hex++;
    }
}

void writer_name(struct der_writer *writer, const char *common_name)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_begin(writer, CC_DER_SET);
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_oid(writer, "2.5.4.3");
    writer_text(writer, CC_DER_UTF8_STRING, common_name);
    writer_end(writer);
    writer_end(writer);
    writer_end(writer);
}

void writer_smtp_utf8(struct der_writer *writer, cc_span mailbox)
{
    writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(0));
    writer_oid(writer, "1.3.6.1.5.5.7.8.9");
    writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(0));
    writer_value(writer, CC_DER_UTF8_STRING, mailbox);
    writer_end(writer);
    writer_end(writer);
}

void writer_extension(struct der_writer *writer, const char *oid, bool critical, cc_span value)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_oid(writer, oid);
    if (critical)
        writer_boolean(writer, true);
    writer_value(writer, CC_DER_OCTET_STRING, value);
    writer_end(writer);
}

/* ---- a certificate ---- */

/* False: the default must be written. */
static bool given(struct der_writer *writer, cc_span part)
{
    writer_raw(writer, part);
    return part.data != NULL;
}

static void default_algorithm(struct der_writer *writer)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_oid(writer, "1.3.101.112");
    writer_end(writer);
}

static void default_validity(struct der_writer *writer)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_time(writer, "260101000000Z");
    writer_time(writer, "261231235959Z");
    writer_end(writer);
}

static void default_public_key(struct der_writer *writer)
{
    static const uint8_t key[32] = {9};
    writer_begin(writer, CC_DER_SEQUENCE);
    default_algorithm(writer);
    writer_bits(writer, cc_span_of(key, sizeof key));
    writer_end(writer);
}

static void write_extensions(struct der_writer *writer, const struct certificate_parts *parts)
{
    if (given(writer, parts->raw_extensions) || parts->extensions.data == NULL)
        return;
    writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(3));
    writer_value(writer, CC_DER_SEQUENCE, parts->extensions);
    writer_end(writer);
}

static void write_tbs(struct der_writer *writer, const struct certificate_parts *parts)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    if (!given(writer, parts->version))
        writer_hex(writer, "A003 020102");
    if (!given(writer, parts->serial))
        writer_integer(writer, 1);
    if (!given(writer, parts->inner_algorithm))
        default_algorithm(writer);
    if (!given(writer, parts->issuer))
        writer_name(writer, "issuer");
    if (!given(writer, parts->validity))
        default_validity(writer);
    if (!given(writer, parts->subject))
        writer_name(writer, "subject");
    if (!given(writer, parts->public_key))
        default_public_key(writer);
    writer_raw(writer, parts->unique_ids);
    write_extensions(writer, parts);
    writer_raw(writer, parts->tbs_trailer);
    writer_end(writer);
}

void writer_certificate(struct der_writer *writer, const struct certificate_parts *parts)
{
    static const uint8_t signature[64] = {1};
    writer_begin(writer, CC_DER_SEQUENCE);
    write_tbs(writer, parts);
    if (!given(writer, parts->algorithm))
        default_algorithm(writer);
    if (!given(writer, parts->signature))
        writer_bits(writer, cc_span_of(signature, sizeof signature));
    writer_raw(writer, parts->trailer);
    writer_end(writer);
}
