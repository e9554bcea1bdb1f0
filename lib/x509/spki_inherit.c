/* SPDX-License-Identifier: MIT */
/* A SubjectPublicKeyInfo with the parameters that its key inherits put in. */
#include "x509/spki.h"

#include "base/alloc.h"

#define HEADER_MAX 6 /* tag, and a length of up to four octets with their count */

static size_t header(uint8_t *out, uint8_t tag, size_t length)
{
    size_t octets = 0;
    out[0] = tag;
    if (length < 0x80) {
        out[1] = (uint8_t)length;
        return 2;
    }
    for (size_t left = length; left > 0; left >>= 8)
        octets++;
    out[1] = (uint8_t)(0x80 | octets);
    for (size_t i = 0; i < octets; i++)
        out[2 + i] = (uint8_t)(length >> (8 * (octets - 1 - i)));
    return 2 + octets;
}

/* Puts a header in front of what stands behind `at`, where HEADER_MAX bytes are free before it. */
static uint8_t *wrap(uint8_t *at, uint8_t tag, const uint8_t *end)
{
    uint8_t made[HEADER_MAX];
    size_t length = header(made, tag, (size_t)(end - at));
    memcpy(at - length, made, length);
    return at - length;
}

static uint8_t *put(uint8_t *end, cc_span bytes)
{
    memcpy(end - bytes.length, bytes.data, bytes.length);
    return end - bytes.length;
}

/* Written from the end to the beginning, because a header needs the length of what follows it. No
 * part is longer than a certificate, so four octets hold each length. */
uint8_t *cc_spki_with_parameters(const struct certcheck_public_key *key, cc_span parameters,
                                 cc_span *spki)
{
    size_t room =
        4 * HEADER_MAX + 1 + key->algorithm_oid.length + parameters.length + key->key.length;
    uint8_t *memory = cc_malloc(room);
    if (memory == NULL)
        return NULL;
    const uint8_t *end = memory + room;
    uint8_t *at = put(memory + room, key->key);
    *--at = 0; /* unused bits */
    at = wrap(at, 0x03, end);
    const uint8_t *algorithm_end = at;
    const uint8_t *oid_end = at = put(at, parameters);
    at = wrap(put(at, key->algorithm_oid), 0x06, oid_end);
    at = wrap(at, 0x30, algorithm_end);
    at = wrap(at, 0x30, end);
    *spki = cc_span_between(at, end);
    return memory;
}
