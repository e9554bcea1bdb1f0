/* SPDX-License-Identifier: MIT */
/* Certificates that a store's trust settings reject, whoever else speaks for them, and the uses. */
#ifndef CC_TRUST_DISTRUSTED_H
#define CC_TRUST_DISTRUSTED_H

#include "trust/certificate_set.h"

/* Uses kept of one certificate; with one more it is rejected for any use. */
#define CC_REJECTED_USES_MAX 32

struct cc_rejected_use {
    struct cc_rejected_use *next;
    const char *source; /* the first that said so; owned by the set */
    bool every_use;     /* anyExtendedKeyUsage, or too many to keep */
    size_t oid_length;
    uint8_t oid[]; /* contents octets */
};

/* All zeroes is empty. */
struct cc_distrusted {
    struct cc_certificate_set set;
    struct cc_rejected_use **uses; /* a list for each entry of `set`, by its index */
    size_t capacity;
};

/* `uses` are well-formed OIDs, tags and all. What was kept of other entries for the same bytes
 * stays, so that their order does not matter. On CERTCHECK_NO_MEMORY some uses may be kept. */
enum certcheck_status cc_distrusted_add(struct cc_distrusted *distrusted,
                                        const struct certcheck_certificate *certificate,
                                        cc_span uses, const char *source);
void cc_distrusted_release(struct cc_distrusted *distrusted);

/* Why the certificate at `index` of the set is rejected for the use `oid` (contents octets): that
 * it is for every use comes first. NULL: it is not. */
const struct cc_rejected_use *cc_distrusted_for(const struct cc_distrusted *distrusted,
                                                size_t index, cc_span oid);

#endif
