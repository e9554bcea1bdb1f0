/* SPDX-License-Identifier: MIT */
/* Runs of bytes by value. */
#ifndef CC_BASE_SPAN_H
#define CC_BASE_SPAN_H

#include "base/inline.h"

#include <certcheck/base.h>
#include <string.h>

typedef struct certcheck_span cc_span;

static inline cc_span cc_span_of(const uint8_t *data, size_t length)
{
    return (cc_span){data, length};
}

/* From `begin` up to but not including `end`; both point into the same bytes. */
static inline cc_span cc_span_between(const uint8_t *begin, const uint8_t *end)
{
    return (cc_span){begin, (size_t)(end - begin)};
}

/* For literals: the final NUL is not part of it. */
static inline cc_span cc_span_text(const char *text)
{
    return (cc_span){(const uint8_t *)text, strlen(text)};
}

static inline bool cc_span_equal(cc_span a, cc_span b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

/* Bytewise, a shorter one before a longer one that it begins: a total order for stable results. */
static inline int cc_span_compare(cc_span a, cc_span b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common == 0 ? 0 : memcmp(a.data, b.data, common);
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

static inline uint32_t cc_word_of_4(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static inline uint64_t cc_word_of_8(const uint8_t *bytes)
{
    return (uint64_t)cc_word_of_4(bytes) | (uint64_t)cc_word_of_4(bytes + 4) << 32;
}

/* Up to eight bytes as a little-endian number; of more than that the first eight. What is less is
 * read in pieces that overlap, without a loop. */
static inline uint64_t cc_span_word(cc_span bytes)
{
    const uint8_t *data = bytes.data;
    size_t length = bytes.length;
    if (length >= 8)
        return cc_word_of_8(data);
    if (length >= 4)
        return (uint64_t)cc_word_of_4(data) | (uint64_t)cc_word_of_4(data + length - 4)
                                                  << 8 * (length - 4);
    if (length == 0)
        return 0;
    return (uint64_t)data[0] | (uint64_t)data[length / 2] << 8 * (length / 2) |
           (uint64_t)data[length - 1] << 8 * (length - 1);
}

/* Whether no byte has its highest bit set. */
static inline bool cc_span_is_ascii(cc_span bytes)
{
    uint64_t all = 0;
    for (; bytes.length > 8; bytes = cc_span_of(bytes.data + 8, bytes.length - 8))
        all |= cc_word_of_8(bytes.data);
    all |= cc_span_word(bytes);
    return (all & UINT64_C(0x8080808080808080)) == 0;
}

#endif
