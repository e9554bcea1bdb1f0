/* SPDX-License-Identifier: MIT */
/* Writes DER, right or wrong, for tests. Memory comes from libc, so that allocations that are made
 * to fail are the library's; when it runs out, the test ends. */
#ifndef TESTS_SUPPORT_DER_WRITER_H
#define TESTS_SUPPORT_DER_WRITER_H

#include "der/der.h"

#define DER_WRITER_DEPTH 64

/* All zeroes is empty. */
struct der_writer {
    uint8_t *data;
    size_t length;
    size_t capacity;
    size_t open[DER_WRITER_DEPTH]; /* where the contents of the values begun so far start */
    uint32_t tags[DER_WRITER_DEPTH];
    unsigned depth;
};

void writer_release(struct der_writer *writer);
/* What was written; all that was begun must be ended. Valid until the next call. */
cc_span writer_span(const struct der_writer *writer);

/* A value with all that is written until the matching writer_end inside. */
void writer_begin(struct der_writer *writer, uint32_t tag);
void writer_end(struct der_writer *writer);

void writer_value(struct der_writer *writer, uint32_t tag, cc_span contents);
void writer_text(struct der_writer *writer, uint32_t tag, const char *contents);
void writer_integer(struct der_writer *writer, int64_t number);
void writer_boolean(struct der_writer *writer, bool value);
void writer_null(struct der_writer *writer);
void writer_oid(struct der_writer *writer, const char *dotted);
/* "260101000000Z" is a UTCTime, "20500101000000Z" a GeneralizedTime. */
void writer_time(struct der_writer *writer, const char *time);
/* A BIT STRING of whole octets. */
void writer_bits(struct der_writer *writer, cc_span octets);
/* Bytes as they are. */
void writer_raw(struct der_writer *writer, cc_span bytes);
/* "30 03 0201 05": pairs of hexadecimal digits, spaces anywhere. */
void writer_hex(struct der_writer *writer, const char *hex);

/* A Name with one UTF8String commonName. */
void writer_name(struct der_writer *writer, const char *common_name);
/* A GeneralName that is an SmtpUTF8Mailbox (RFC 9598). */
void writer_smtp_utf8(struct der_writer *writer, cc_span mailbox);
/* An Extension. */
void writer_extension(struct der_writer *writer, const char *oid, bool critical, cc_span value);

/* The fields of a certificate, whole TLVs each. {NULL, 0} is a sound one (for optional fields:
 * none); an empty span with a pointer leaves the field out. */
struct certificate_parts {
    cc_span version; /* default: v3 */
    cc_span serial;
    cc_span inner_algorithm; /* Ed25519 */
    cc_span issuer;          /* CN=issuer */
    cc_span validity;        /* 2026 */
    cc_span subject;         /* CN=subject */
    cc_span public_key;      /* Ed25519 */
    cc_span unique_ids;
    cc_span extensions;     /* the contents of SEQUENCE OF Extension */
    cc_span raw_extensions; /* or [3] whole */
    cc_span tbs_trailer;
    cc_span algorithm;
    cc_span signature;
    cc_span trailer; /* behind signatureValue */
};
void writer_certificate(struct der_writer *writer, const struct certificate_parts *parts);

#endif
