/* SPDX-License-Identifier: MIT */
/* Signatures that only a careless reader takes for good ones. */
#include "issue.h"

#include <string.h>

#define PADDED "padded:"

/* The order of P-256. */
#define P256_ORDER "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
#define P256_OCTETS 32

/* RFC 8017 9.2: EM = 0x00 || 0x01 || PS || 0x00 || T, with any T at all. */
static struct der padded(const char *pattern, struct der to_be_signed, const char *key)
{
    const char *rest = pattern;
    struct der digest = digest_by("sha256", to_be_signed);
    struct der before = der_hex(next_part(&rest, '*'));
    return padded_signature(DER_JOIN(before, digest, der_hex(rest)), key);
}

/* sum = (a + b) mod the order, for a and b below twice of it. */
static struct der add_modulo(struct der a, struct der b)
{
    struct der order = der_hex(P256_ORDER);
    uint8_t *sum = der_room(P256_OCTETS);
    int carry = 0;
    for (size_t i = P256_OCTETS; i-- > 0; carry >>= 8) {
        carry += a.data[i] + b.data[i];
        sum[i] = (uint8_t)carry;
    }
    while (carry != 0 || memcmp(sum, order.data, P256_OCTETS) >= 0) {
        int borrow = 0;
        for (size_t i = P256_OCTETS; i-- > 0;) {
            int octet = sum[i] - order.data[i] - borrow;
            borrow = octet < 0;
            sum[i] = (uint8_t)octet;
        }
        carry -= borrow;
    }
    return (struct der){sum, P256_OCTETS};
}

/* On a curve whose generator is the public key itself the private key is 1: with k = 1 as well,
 * r is the x coordinate of the key, and s = e + r. */
static struct der with_private_key_one(struct der to_be_signed, const char *key)
{
    struct der info = key_info(key);
    struct der zero = {der_room(P256_OCTETS), P256_OCTETS};
    struct der x = {info.data + info.length - 2 * P256_OCTETS, P256_OCTETS};
    struct der r = add_modulo(x, zero);
    struct der s = add_modulo(digest_by("sha256", to_be_signed), r);
    return DER_SEQUENCE(der_magnitude(r), der_magnitude(s));
}

struct der forged_signature(const char *wish, struct der to_be_signed, const char *key)
{
    if (strncmp(wish, PADDED, strlen(PADDED)) == 0)
        return padded(wish + strlen(PADDED), to_be_signed, key);
    if (strcmp(wish, "private-key-1") == 0)
        return with_private_key_one(to_be_signed, key);
    return der_hex(wish);
}
