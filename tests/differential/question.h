/* SPDX-License-Identifier: MIT */
/* What certcheck and its peers are asked. */
#ifndef DIFFERENTIAL_QUESTION_H
#define DIFFERENTIAL_QUESTION_H

#include "der.h"

#define QUESTION_CERTIFICATES 24

/* Certificates in DER, which live until der_release. */
struct certificates {
    struct der items[QUESTION_CERTIFICATES];
    size_t count;
};

struct question {
    struct der leaf;
    struct certificates untrusted, trusted; /* in the order in which they are given */
    const char *at;                         /* RFC 3339 */
    const char *purpose;                    /* as in RFC 5280; NULL: any */
    const char *host;                       /* NULL: any */
};

#endif
