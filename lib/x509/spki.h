/* SPDX-License-Identifier: MIT */
/* SubjectPublicKeyInfo (RFC 5280 4.1.2.7). */
#ifndef CC_X509_SPKI_H
#define CC_X509_SPKI_H

#include "der/der.h"
#include "x509/quirk.h"
#include <certcheck/certificate.h>

/* Returns false only where the SubjectPublicKeyInfo itself is broken; a key or parameters that
 * break the algorithm's RFC set key->malformed. */
bool cc_spki_read(struct cc_der *der, struct certcheck_public_key *key, struct cc_quirk *quirks);

#endif
