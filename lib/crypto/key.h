/* SPDX-License-Identifier: MIT */
/* The numbers of a SubjectPublicKeyInfo, as the arithmetic needs them. */
#ifndef CC_CRYPTO_KEY_H
#define CC_CRYPTO_KEY_H

#include "base/span.h"
#include <certcheck/certificate.h>

/* Past these sizes one signature would cost more than a few milliseconds; no such key is in use.
 * FIPS 186-5 5.1 ends RSA's public exponent below 2^256, FIPS 186-4 4.2 the prime p of DSA at 3072
 * bits and q at 256. */
#define CC_RSA_MODULUS_BITS_MAX 16384
#define CC_RSA_EXPONENT_BITS_MAX 256
#define CC_DSA_PRIME_BITS_MAX 8192
#define CC_DSA_SUBGROUP_BITS_MAX 512

enum cc_key_state {
    CC_KEY_BROKEN = 0,  /* no signature can ever be good under it */
    CC_KEY_UNSUPPORTED, /* an algorithm, curve, form or size that is not read here */
    CC_KEY_NOT_SIGNING, /* sound, and made for key agreement only: X25519, X448 */
    CC_KEY_SIGNING
};

/* Integers are magnitudes, big-endian and without leading zeros; they alias the input. */
struct cc_key {
    enum certcheck_key_kind kind;
    enum certcheck_curve curve;
    uint32_t bits; /* of the modulus, the prime p, the field, or an RFC 8410 key; 0: unknown */
    cc_span modulus;
    cc_span exponent;
    cc_span prime;        /* DSA: p */
    cc_span subgroup;     /* DSA: q */
    cc_span generator;    /* DSA: g */
    cc_span public_value; /* DSA: y */
    cc_span point;        /* EC: X then Y, each of the field's size; Ed25519, Ed448: as encoded */
    bool restricted;      /* RSA_PSS: the key fixes what follows */
    enum certcheck_digest digest;
    enum certcheck_digest mask_digest;
    uint32_t salt_length_minimum; /* bytes */
};

/* Reads a whole SubjectPublicKeyInfo. CERTCHECK_MALFORMED when it is not canonical DER of that
 * type; else *state tells of the key inside. A point is not checked to be on its curve. */
enum certcheck_status cc_key_read(cc_span spki, struct cc_key *key, enum cc_key_state *state);

/* Octets of one coordinate (SEC 1 2.3.5); 0 for curves without a name here. */
size_t cc_curve_octets(enum certcheck_curve curve);

/* A magnitude without its leading zeros. */
cc_span cc_magnitude(cc_span number);
/* By value, both as cc_magnitude gives them. */
int cc_magnitude_compare(cc_span a, cc_span b);
uint32_t cc_magnitude_bits(cc_span number);

#endif
