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
