/* SPDX-License-Identifier: MIT */
/* Runs of bytes by value. */
#ifndef CC_BASE_SPAN_H
#define CC_BASE_SPAN_H

#include <certcheck/base.h>
#include <string.h>

typedef struct certcheck_span cc_span;

/* For the few functions whose cost is that of being called. */
#ifndef CC_ALWAYS_INLINE
#ifdef __GNUC__
#define CC_ALWAYS_INLINE inline __attribute__((always_inline))
#else
#define CC_ALWAYS_INLINE inline
#endif
#endif

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

/* Whether no byte has its highest bit set. */
static inline bool cc_span_is_ascii(cc_span bytes)
{
    uint64_t all = 0, word;
    size_t i = 0;
    for (; i + sizeof word <= bytes.length; i += sizeof word) {
        memcpy(&word, bytes.data + i, sizeof word);
        all |= word;
    }
    for (; i < bytes.length; i++)
        all |= bytes.data[i];
    return (all & UINT64_C(0x8080808080808080)) == 0;
}

#endif
