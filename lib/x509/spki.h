/* SPDX-License-Identifier: MIT */
/* SubjectPublicKeyInfo (RFC 5280 4.1.2.7). */
#ifndef CC_X509_SPKI_H
#define CC_X509_SPKI_H

#include "der/der.h"
#include "x509/quirk.h"
#include <certcheck/certificate.h>

/* *key must be all zeroes. Returns false only where the SubjectPublicKeyInfo itself is broken; a
 * key or parameters that break the algorithm's RFC set key->malformed. */
bool cc_spki_read(struct cc_der *der, struct certcheck_public_key *key, struct cc_quirk *quirks);

/* spki_inherit.c: the SubjectPublicKeyInfo of a key without parameters as if it had these (a whole
 * TLV). Returns the memory that *spki points into, for cc_free; NULL: memory ran out. */
uint8_t *cc_spki_with_parameters(const struct certcheck_public_key *key, cc_span parameters,
                                 cc_span *spki);

#endif
