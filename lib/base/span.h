/* SPDX-License-Identifier: MIT */
/* Runs of bytes by value. */
#ifndef CC_BASE_SPAN_H
#define CC_BASE_SPAN_H

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

#endif
