/* SPDX-License-Identifier: MIT */
/* The hashes by which OCSP names an issuer: RFC 6960 4.1.1. */
#ifndef CC_CHECK_CERTIFICATE_ID_H
#define CC_CHECK_CERTIFICATE_ID_H

#include "crypto/crypto.h"
#include "x509/ocsp.h"

struct cc_issuer_hashes {
    enum certcheck_digest digest;
    size_t length; /* bytes of each */
    uint8_t name[64];
    uint8_t key[64];
};

/* Of an issuer that is given by its Name and its key. False when the digest is unknown, or the
 * cryptographic library fails. */
bool cc_issuer_hashes_make(const struct cc_crypto *crypto, enum certcheck_digest digest,
                           cc_span issuer_name, const struct certcheck_public_key *issuer_key,
                           struct cc_issuer_hashes *hashes);

/* Whether a CertID names a certificate by its serial number and its issuer. */
bool cc_certificate_id_matches(const struct certcheck_ocsp_certificate_id *id,
                               const struct cc_issuer_hashes *hashes, cc_span serial);

#endif
