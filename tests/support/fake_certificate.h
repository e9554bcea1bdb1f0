/* SPDX-License-Identifier: MIT */
/* Certificates that exist only as views, and a signature scheme of one byte, so that tests of the
 * path builder and of the search draw graphs and not encodings. */
#ifndef TESTS_SUPPORT_FAKE_CERTIFICATE_H
#define TESTS_SUPPORT_FAKE_CERTIFICATE_H

#include "crypto/crypto.h"
#include "x509/certificate.h"

/* The time at which fakes are valid unless a test changes their dates. */
#define FAKE_NOW 1000

/* Gives back all certificates made so far; call it at the end of a test. */
void fake_release(void);

/* A sound certificate authority. `subject` and `issuer` are short names; `key` and `signer` are
 * numbers below 256: the certificate holds `key`, and `signer`'s key made its signature. */
struct certcheck_certificate *fake_ca(const char *subject, const char *issuer, unsigned key,
                                      unsigned signer);
/* The same without the right to issue. */
struct certcheck_certificate *fake_leaf(const char *subject, const char *issuer, unsigned key,
                                        unsigned signer);

/* Verifies these signatures and counts how often it was asked. */
struct fake_crypto {
    struct cc_crypto crypto;
    unsigned verified;
};
void fake_crypto_init(struct fake_crypto *fake);

#endif
