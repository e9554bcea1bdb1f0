/* SPDX-License-Identifier: MIT */
/* SipHash-1-3, for tables whose contents somebody else chooses. */
#include "base/hash.h"

static inline uint64_t rotated(uint64_t word, unsigned by)
{
    return word << by | word >> (64 - by);
}

static CC_ALWAYS_INLINE void mix(uint64_t v[4])
{
    v[0] += v[1];
    v[2] += v[3];
    v[1] = rotated(v[1], 13) ^ v[0];
    v[3] = rotated(v[3], 16) ^ v[2];
    v[0] = rotated(v[0], 32);
    v[2] += v[1];
    v[0] += v[3];
    v[1] = rotated(v[1], 17) ^ v[2];
    v[3] = rotated(v[3], 21) ^ v[0];
    v[2] = rotated(v[2], 32);
}

static CC_ALWAYS_INLINE void take(uint64_t v[4], uint64_t word)
{
    v[3] ^= word;
    mix(v);
    v[0] ^= word;
}

void cc_hash_key_choose(uint64_t key[2], const void *fresh)
{
    key[0] = (uint64_t)(uintptr_t)fresh;
    key[1] = (uint64_t)(uintptr_t)&key ^ rotated((uint64_t)(uintptr_t)cc_hash_key_choose, 32);
}

uint64_t cc_hash_keyed(const uint64_t key[2], cc_span bytes)
{
    uint64_t v[4] = {key[0] ^ 0x736F6D6570736575, key[1] ^ 0x646F72616E646F6D,
                     key[0] ^ 0x6C7967656E657261, key[1] ^ 0x7465646279746573};
    uint64_t word = (uint64_t)bytes.length << 56;
    size_t i = 0;
    for (; bytes.length - i >= 8; i += 8)
        take(v, cc_word_of_8(bytes.data + i));
    for (; i < bytes.length; i++)
        word |= (uint64_t)bytes.data[i] << 8 * (i % 8);
    take(v, word);
    v[2] ^= 0xFF;
    for (int round = 0; round < 3; round++)
        mix(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}
