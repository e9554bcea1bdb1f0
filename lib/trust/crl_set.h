/* SPDX-License-Identifier: MIT */
/* CRLs indexed by the name of who issued them. */
#ifndef CC_TRUST_CRL_SET_H
#define CC_TRUST_CRL_SET_H

#include "base/multimap.h"
#include "trust/sources.h"
#include "x509/crl.h"

struct cc_crl_set_entry {
    const struct certcheck_crl *crl; /* a reference */
    const char *source;              /* owned by the set, shared; never NULL */
    size_t next_same_issuer;         /* index of the next in its bucket, or CC_CRL_SET_END */
};

#define CC_CRL_SET_END ((size_t)-1)

/* All zeroes is empty. */
struct cc_crl_set {
    struct cc_crl_set_entry *entries;
    size_t count;
    size_t capacity;             /* a power of two, or 0; as many buckets */
    size_t *buckets;             /* by issuer_hash */
    struct cc_multimap by_bytes; /* by a keyed hash of the whole DER */
    uint64_t key[2];
    struct cc_sources sources;
};

/* Takes a reference, unless the set holds the same bytes already. `source` may be NULL. On
 * CERTCHECK_NO_MEMORY the set is as it was. */
enum certcheck_status cc_crl_set_add(struct cc_crl_set *set, const struct certcheck_crl *crl,
                                     const char *source);
void cc_crl_set_release(struct cc_crl_set *set);

/* Walks the entries of an issuer (a whole Name): begin with cc_crl_set_first, go on with the
 * entry's next_same_issuer. Others whose names have the same hash are among them: compare names. */
size_t cc_crl_set_first(const struct cc_crl_set *set, cc_span issuer);

#endif
