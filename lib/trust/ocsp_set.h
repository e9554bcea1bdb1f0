/* SPDX-License-Identifier: MIT */
/* OCSP responses indexed by the serial numbers that they are about. */
#ifndef CC_TRUST_OCSP_SET_H
#define CC_TRUST_OCSP_SET_H

#include "base/multimap.h"
#include "trust/sources.h"
#include "x509/ocsp.h"

struct cc_ocsp_set_entry {
    const struct certcheck_ocsp *ocsp; /* a reference */
    const char *source;                /* owned by the set, shared; never NULL */
};

/* All zeroes is empty. */
struct cc_ocsp_set {
    struct cc_ocsp_set_entry *entries; /* in the order of adding */
    size_t count;
    size_t capacity;
    size_t unsuccessful_count;    /* those without an answer, among them */
    struct cc_multimap by_serial; /* by a keyed hash of each serial number */
    struct cc_multimap by_bytes;  /* by a keyed hash of the whole DER */
    uint64_t key[2];
    struct cc_sources sources;
};

/* Takes a reference, unless the set holds the same bytes already. `source` may be NULL. On
 * CERTCHECK_NO_MEMORY the set is as it was. */
enum certcheck_status cc_ocsp_set_add(struct cc_ocsp_set *set, const struct certcheck_ocsp *ocsp,
                                      const char *source);
void cc_ocsp_set_release(struct cc_ocsp_set *set);

/* Walk the responses about a serial number, the newest first: positions for cc_ocsp_set_next and
 * cc_ocsp_set_at, at last CC_MULTIMAP_END. Others whose serial numbers have the same hash are among
 * them: compare. */
size_t cc_ocsp_set_first(const struct cc_ocsp_set *set, cc_span serial);
size_t cc_ocsp_set_next(const struct cc_ocsp_set *set, size_t position);
const struct cc_ocsp_set_entry *cc_ocsp_set_at(const struct cc_ocsp_set *set, size_t position);

#endif
