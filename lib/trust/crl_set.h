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
};

/* All zeroes is empty. */
struct cc_crl_set {
    struct cc_crl_set_entry *entries; /* in the order of adding */
    size_t count;
    size_t capacity;
    struct cc_multimap by_issuer; /* by a keyed hash of issuer_hash */
    struct cc_multimap by_bytes;  /* by a keyed hash of the whole DER */
    uint64_t key[2];
    struct cc_sources sources;
};

/* Takes a reference, unless the set holds the same bytes already. `source` may be NULL. On
 * CERTCHECK_NO_MEMORY the set is as it was. */
enum certcheck_status cc_crl_set_add(struct cc_crl_set *set, const struct certcheck_crl *crl,
                                     const char *source);
void cc_crl_set_release(struct cc_crl_set *set);

/* Walk the CRLs of an issuer (a whole Name), the newest first: positions for cc_crl_set_next and
 * cc_crl_set_at, at last CC_MULTIMAP_END. Others whose names have the same hash are among them:
 * compare names. */
size_t cc_crl_set_first(const struct cc_crl_set *set, cc_span issuer);
size_t cc_crl_set_next(const struct cc_crl_set *set, size_t position);
const struct cc_crl_set_entry *cc_crl_set_at(const struct cc_crl_set *set, size_t position);

#endif
