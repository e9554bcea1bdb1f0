/* SPDX-License-Identifier: MIT */
/* All cryptography behind one small interface. Tests and fuzzers pass one of their own. */
#ifndef CC_CRYPTO_CRYPTO_H
#define CC_CRYPTO_CRYPTO_H

#include "base/keeper.h"
#include "base/span.h"
#include <certcheck/certificate.h>

enum cc_signature_result {
    CC_SIGNATURE_BAD = 0,
    CC_SIGNATURE_GOOD,
    CC_SIGNATURE_UNSUPPORTED,  /* algorithm, curve, or key that cannot be used with the algorithm */
    CC_SIGNATURE_KEY_UNUSABLE, /* the key itself is broken: not on its curve, zero modulus */
    CC_SIGNATURE_NO_MEMORY
};

struct cc_key_info {
    uint32_t bits;
    bool usable; /* the cryptographic library imports it */
};

/* Pure functions; safe to call from several threads at once. Strength is not judged here: MD5 and
 * short keys verify. */
struct cc_crypto {
    void *context;
    /* `spki` is a whole SubjectPublicKeyInfo. The signature's own encoding must be canonical
     * (Ecdsa-Sig-Value and Dss-Sig-Value in DER with 0 < r,s < order; RSA as long as the modulus).
     */
    enum cc_signature_result (*verify)(void *context,
                                       const struct certcheck_signature_algorithm *algorithm,
                                       cc_span spki, cc_span message, cc_span signature);
    /* False when the library fails; `out` gets the digest's length in bytes (at most 64). */
    bool (*digest)(void *context, enum certcheck_digest digest, cc_span message, uint8_t out[64]);
    enum certcheck_status (*key_info)(void *context, cc_span spki, struct cc_key_info *info);
    /* As verify; the imported key is kept in `keeper`, which belongs to `spki` alone. NULL: there
     * is no such function. */
    enum cc_signature_result (*verify_keeping)(
        void *context, const struct certcheck_signature_algorithm *algorithm, cc_span spki,
        struct cc_keeper *keeper, cc_span message, cc_span signature);
};

/* The one that configure's --with-crypto chose. */
const struct cc_crypto *cc_crypto_default(void);

/* The one that stands on GnuTLS alone. */
const struct cc_crypto *cc_crypto_gnutls(void);

/* GnuTLS, and OpenSSL's libcrypto for what that does faster; only in a build
 * --with-crypto=libcrypto. */
const struct cc_crypto *cc_crypto_libcrypto(void);

#endif
