/* SPDX-License-Identifier: MIT */
/* A DER writer that also writes what is not DER: the test certificates need both. */
#ifndef TESTDATA_DER_H
#define TESTDATA_DER_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that live until der_release. Whatever cannot be written ends the program. */
struct der {
    const uint8_t *data;
    size_t length;
};

struct der der_bytes(const void *data, size_t length);
struct der der_text(const char *text);
/* Pairs of hexadecimal digits; anything else ends the program. */
struct der der_hex(const char *digits);
struct der der_join(const struct der *parts, size_t count);
struct der der_tlv(uint8_t tag, struct der contents);
/* The contents of an OBJECT IDENTIFIER given as "1.2.840", with its header. */
struct der der_oid(const char *dotted);
/* A non-negative INTEGER. */
struct der der_integer(uint64_t value);
/* The same from big-endian magnitude bytes. */
struct der der_magnitude(struct der magnitude);
/* A BIT STRING without unused bits. */
struct der der_bit_string(struct der contents);
/* A BIT STRING of named bits, bit n of the mask being named bit n: final zero bits cut off. */
struct der der_named_bits(unsigned mask);
/* UTCTime before 2050, else GeneralizedTime, from "2026-06-01T00:00:00Z". */
struct der der_time(const char *rfc3339);
struct der der_generalized_time(const char *rfc3339);
/* The same bytes with one bit of byte `at` flipped. */
struct der der_flip(struct der bytes, size_t at);

#define DER_JOIN(...)                           \
    der_join((const struct der[]){__VA_ARGS__}, \
             sizeof((const struct der[]){__VA_ARGS__}) / sizeof(struct der))
#define DER_SEQUENCE(...) der_tlv(0x30, DER_JOIN(__VA_ARGS__))

/* Memory that lives until der_release, zeroed. */
void *der_room(size_t size);
void der_release(void);

/* Says what is wrong with the tables, and ends the program. */
_Noreturn void refuse(const char *what, const char *which);

#endif
