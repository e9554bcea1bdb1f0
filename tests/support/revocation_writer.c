/* SPDX-License-Identifier: MIT */
/* Writes CRLs and OCSP responses for tests. */
#include "support/revocation_writer.h"

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

static void default_signature(struct der_writer *writer)
{
    static const uint8_t signature[64] = {1};
    writer_bits(writer, cc_span_of(signature, sizeof signature));
}

static void write_tbs(struct der_writer *writer, const struct crl_parts *parts)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    if (!given(writer, parts->version))
        writer_integer(writer, 1);
    if (!given(writer, parts->inner_algorithm))
        default_algorithm(writer);
    if (!given(writer, parts->issuer))
        writer_name(writer, "issuer");
    if (!given(writer, parts->updates)) {
        writer_time(writer, "260101000000Z");
        writer_time(writer, "260201000000Z");
    }
    if (parts->entries.data != NULL)
        writer_value(writer, CC_DER_SEQUENCE, parts->entries);
    if (!given(writer, parts->raw_extensions) && parts->extensions.data != NULL) {
        writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(0));
        writer_value(writer, CC_DER_SEQUENCE, parts->extensions);
        writer_end(writer);
    }
    writer_raw(writer, parts->tbs_trailer);
    writer_end(writer);
}

void writer_crl(struct der_writer *writer, const struct crl_parts *parts)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    write_tbs(writer, parts);
    if (!given(writer, parts->algorithm))
        default_algorithm(writer);
    if (!given(writer, parts->signature))
        default_signature(writer);
    writer_raw(writer, parts->trailer);
    writer_end(writer);
}

void writer_crl_entry(struct der_writer *writer, cc_span serial, const char *time,
                      cc_span extensions)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_value(writer, CC_DER_INTEGER, serial);
    writer_time(writer, time);
    if (extensions.data != NULL)
        writer_value(writer, CC_DER_SEQUENCE, extensions);
    writer_end(writer);
}

void writer_reason(struct der_writer *writer, unsigned reason)
{
    const uint8_t value[] = {0x0A, 0x01, (uint8_t)reason};
    writer_extension(writer, "2.5.29.21", false, cc_span_of(value, sizeof value));
}

void writer_certificate_issuer(struct der_writer *writer, const char *common_name)
{
    struct der_writer names = {0};
    writer_begin(&names, CC_DER_SEQUENCE);
    writer_begin(&names, CC_DER_CONTEXT_CONSTRUCTED(4));
    writer_name(&names, common_name);
    writer_end(&names);
    writer_end(&names);
    writer_extension(writer, "2.5.29.29", true, writer_span(&names));
    writer_release(&names);
}

/* ---- OCSP ---- */

static void write_extensions(struct der_writer *writer, unsigned number, cc_span extensions)
{
    if (extensions.data == NULL)
        return;
    writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(number));
    writer_value(writer, CC_DER_SEQUENCE, extensions);
    writer_end(writer);
}

static void write_id(struct der_writer *writer, const struct ocsp_single_parts *parts)
{
    uint8_t name_hash[20], key_hash[20];
    memset(name_hash, 0x11, sizeof name_hash);
    memset(key_hash, 0x22, sizeof key_hash);
    writer_begin(writer, CC_DER_SEQUENCE);
    if (!given(writer, parts->digest_algorithm))
        writer_hex(writer, "3009 06052B0E03021A 0500");
    writer_value(writer, CC_DER_OCTET_STRING, cc_span_of(name_hash, sizeof name_hash));
    writer_value(writer, CC_DER_OCTET_STRING, cc_span_of(key_hash, sizeof key_hash));
    if (!given(writer, parts->serial))
        writer_integer(writer, 5);
    writer_end(writer);
}

void writer_ocsp_single(struct der_writer *writer, const struct ocsp_single_parts *parts)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    write_id(writer, parts);
    if (!given(writer, parts->status))
        writer_hex(writer, "8000");
    if (!given(writer, parts->this_update))
        writer_time(writer, "20260101000000Z");
    if (!given(writer, parts->next_update)) {
        writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(0));
        writer_time(writer, "20260201000000Z");
        writer_end(writer);
    }
    write_extensions(writer, 1, parts->extensions);
    writer_raw(writer, parts->trailer);
    writer_end(writer);
}

static void write_data(struct der_writer *writer, const struct ocsp_parts *parts)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_raw(writer, parts->version);
    if (!given(writer, parts->responder)) {
        writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(1));
        writer_name(writer, "responder");
        writer_end(writer);
    }
    if (!given(writer, parts->produced_at))
        writer_time(writer, "20260101000000Z");
    writer_begin(writer, CC_DER_SEQUENCE);
    if (!given(writer, parts->singles))
        writer_ocsp_single(writer, &(struct ocsp_single_parts){0});
    writer_end(writer);
    write_extensions(writer, 1, parts->extensions);
    writer_end(writer);
}

static void write_basic(struct der_writer *writer, const struct ocsp_parts *parts)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    write_data(writer, parts);
    if (!given(writer, parts->algorithm))
        default_algorithm(writer);
    if (!given(writer, parts->signature))
        default_signature(writer);
    write_extensions(writer, 0, parts->certificates);
    writer_end(writer);
}

static void write_bytes(struct der_writer *writer, const struct ocsp_parts *parts)
{
    writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(0));
    writer_begin(writer, CC_DER_SEQUENCE);
    if (!given(writer, parts->type))
        writer_oid(writer, "1.3.6.1.5.5.7.48.1.1");
    writer_begin(writer, CC_DER_OCTET_STRING);
    if (!given(writer, parts->basic))
        write_basic(writer, parts);
    writer_end(writer);
    writer_end(writer);
    writer_end(writer);
}

void writer_ocsp(struct der_writer *writer, const struct ocsp_parts *parts)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    if (!given(writer, parts->status))
        writer_hex(writer, "0A0100");
    if (!given(writer, parts->bytes))
        write_bytes(writer, parts);
    writer_raw(writer, parts->trailer);
    writer_end(writer);
}
