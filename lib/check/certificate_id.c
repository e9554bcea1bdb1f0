/* SPDX-License-Identifier: MIT */
/* Makes and compares the hashes of a CertID. */
#include "check/certificate_id.h"

#include "crypto/question.h"

/* issuerNameHash "shall be calculated over the DER encoding of the issuer's name field in the
 * certificate being checked", issuerKeyHash "over the value (excluding tag and length) of the
 * subject public key field in the issuer's certificate". */
bool cc_issuer_hashes_make(const struct cc_crypto *crypto, enum certcheck_digest digest,
                           cc_span issuer_name, const struct certcheck_public_key *issuer_key,
                           struct cc_issuer_hashes *hashes)
{
    *hashes = (struct cc_issuer_hashes){.digest = digest, .length = cc_digest_octets(digest)};
    return hashes->length != 0 &&
           crypto->digest(crypto->context, digest, issuer_name, hashes->name) &&
           crypto->digest(crypto->context, digest, issuer_key->key, hashes->key);
}

bool cc_certificate_id_matches(const struct certcheck_ocsp_certificate_id *id,
                               const struct cc_issuer_hashes *hashes, cc_span serial)
{
    return id->digest == hashes->digest && hashes->length != 0 &&
           cc_span_equal(id->serial, serial) &&
           cc_span_equal(id->issuer_name_hash, cc_span_of(hashes->name, hashes->length)) &&
           cc_span_equal(id->issuer_key_hash, cc_span_of(hashes->key, hashes->length));
}
