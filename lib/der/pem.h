/* SPDX-License-Identifier: MIT */
/* PEM (RFC 7468, read laxly as its section 3 allows): several blocks with text between them. */
#ifndef CC_DER_PEM_H
#define CC_DER_PEM_H

#include "base/span.h"

struct cc_pem_block {
    cc_span label; /* "CERTIFICATE"; points into the input */
    uint8_t *der;  /* decoded bytes, the caller frees with cc_free; NULL when malformed */
    size_t der_length;
    size_t offset; /* of "-----BEGIN" in the input; without one, of "-----END" */
    size_t line;   /* 1-based line of it */
    struct certcheck_parse_error
        error; /* rule != NULL: the block is malformed; offset in the input */
};

struct cc_pem {
    cc_span input;
    size_t next; /* where to go on */
    size_t line; /* 1-based line of `next` */
};

void cc_pem_init(struct cc_pem *pem, cc_span input);

/* Finds the next block. *found = false at the end of the input. A malformed block (bad base64,
 * no END line, no BEGIN line, one that is damaged, END of another label, a label that is nearly one
 * that is read, encrypted) is returned with its error; the search goes on behind it, at the latest
 * at the next BEGIN line. Returns false only when memory ran out. */
bool cc_pem_next(struct cc_pem *pem, struct cc_pem_block *block, bool *found);

/* Whether the input holds a BEGIN or END line at all, damaged or not. */
bool cc_pem_looks_like(cc_span input);

#endif
