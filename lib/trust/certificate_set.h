/* SPDX-License-Identifier: MIT */
/* Certificates indexed by subject and by their bytes; pool and store are both made of it. */
#ifndef CC_TRUST_CERTIFICATE_SET_H
#define CC_TRUST_CERTIFICATE_SET_H

#include "trust/sources.h"
#include "x509/certificate.h"

struct cc_set_entry {
    const struct certcheck_certificate *certificate; /* a reference */
    const char *source;                              /* owned by the set, shared; never NULL */
    uint64_t bytes_hash;                             /* once the set is hashed */
    size_t next_same_subject; /* index of the next entry in its bucket chain, or CC_SET_END */
    size_t next_same_bytes;
};

#define CC_SET_END ((size_t)-1)

/* A growing hash set with two indexes. All zeroes is empty. */
struct cc_certificate_set {
    struct cc_set_entry *entries;
    size_t count;
    size_t capacity;
    size_t *subject_buckets; /* by subject_hash */
    size_t *bytes_buckets;   /* by a hash of the DER */
    size_t bucket_count;     /* a power of two, or 0 */
    uint64_t key[2];         /* of that hash */
    bool hashed_whole;       /* it is of the whole, not only of its end and the names */
    struct cc_sources sources;
};

/* Takes a reference, unless the set holds the same bytes already: then *added is false. `source`
 * may be NULL. On CERTCHECK_NO_MEMORY the set is as it was. */
enum certcheck_status cc_certificate_set_add(struct cc_certificate_set *set,
                                             const struct certcheck_certificate *certificate,
                                             const char *source, bool *added);
void cc_certificate_set_release(struct cc_certificate_set *set);

/* Walks the entries whose subject hash is `hash`: start with *position = cc_certificate_set_first,
 * go on with entries[position].next_same_subject. Hash collisions are included: compare names. */
size_t cc_certificate_set_first(const struct cc_certificate_set *set, uint64_t subject_hash);

/* Whether this very certificate, byte for byte, is in the set; its index, or CC_SET_END. */
size_t cc_certificate_set_find(const struct cc_certificate_set *set,
                               const struct certcheck_certificate *certificate);

#endif
