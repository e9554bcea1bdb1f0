/* SPDX-License-Identifier: MIT */
/* What differs between the kinds of things that are fetched. */
#ifndef FETCH_KIND_H
#define FETCH_KIND_H

#include "fetch.h"

struct fetch_kind_row {
    const char *text;         /* as certcheck_want_kind_text has it */
    const char *accept;       /* media types */
    const char *request_type; /* NULL: a GET */
    size_t limit;             /* bytes */
    int64_t usual;            /* seconds for which it is kept when nothing says for how long */
    const char *wrong;        /* what to say when the answer holds no such thing */
    /* How many there are in a pool, and adding one of them to another. */
    size_t (*count)(const struct certcheck_pool *pool);
    enum certcheck_status (*add)(struct certcheck_pool *pool, const struct certcheck_pool *from,
                                 size_t index, const char *source);
    /* Until when the one at `index` says that it is good; false: it does not say. May be NULL. */
    bool (*update)(const struct certcheck_pool *from, size_t index, certcheck_time *time);
    /* Why the one at `index` is of no use; NULL: it is. May be NULL. */
    const char *(*useless)(const struct certcheck_pool *from, size_t index);
};

const struct fetch_kind_row *fetch_kind_row(enum fetch_kind kind);

#endif
