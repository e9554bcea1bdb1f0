/* SPDX-License-Identifier: MIT */
/* Reads any input as PEM: blocks lie in the input, in order, and each is read or refused. Reaches
 * all of pem.h. */
#include "fuzz.h"
#include "base/alloc.h"
#include "der/pem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cc_pem pem;
    struct cc_pem_block block;
    bool found = false;
    size_t blocks = 0, boundaries = 0;
    size_t next = 0;
    size_t line = 0;
    cc_pem_init(&pem, cc_span_of(data, size));
    while (cc_pem_next(&pem, &block, &found) && found) {
        blocks++;
        boundaries += block.error.rule == NULL || strcmp(block.error.rule, "pem-der") != 0;
        require((block.der == NULL) == (block.error.rule != NULL));
        require(block.offset >= next && block.offset < size && block.error.offset <= size);
        require(block.line > line && pem.line > block.line);
        require(pem.next > next && pem.next <= size);
        require(block.label.length < size && block.der_length < size);
        next = pem.next;
        line = block.line;
        cc_free(block.der);
    }
    /* DER makes no PEM. */
    bool looks_like = cc_pem_looks_like(cc_span_of(data, size));
    require(looks_like ? blocks > 0 : boundaries == 0);
    return 0;
}
