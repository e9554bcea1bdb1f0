/* SPDX-License-Identifier: MIT */
/* The digest by which people tell certificates apart. */
#include "crypto/crypto.h"

enum certcheck_status
certcheck_certificate_fingerprint(const struct certcheck_certificate *certificate,
                                  uint8_t sha256[32])
{
    const struct cc_crypto *crypto = cc_crypto_default();
    uint8_t digest[64];
    if (certificate == NULL || sha256 == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    if (!crypto->digest(crypto->context, CERTCHECK_DIGEST_SHA256,
                        certcheck_certificate_der(certificate), digest))
        return CERTCHECK_INTERNAL;
    memcpy(sha256, digest, 32);
    return CERTCHECK_OK;
}
