/* SPDX-License-Identifier: MIT */
/* What the demo's authority says of a certificate's revocation: an OCSP response (RFC 6960). */
#ifndef DEMO_REVOCATION_H
#define DEMO_REVOCATION_H

#include <gnutls/gnutls.h>

#include "demo_authority.h"

/* demo_revocation_make makes a response that the authority has signed by itself, good from an hour
 * ago until tomorrow. `revoked` is since when the certificate is revoked; 0: it is not. The
 * response's data is to be freed with free. */
void demo_revocation_make(const struct demo_identity *authority, const struct demo_identity *site,
                          time_t now, time_t revoked, gnutls_datum_t *response);

#endif
