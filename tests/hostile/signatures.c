/* SPDX-License-Identifier: MIT */
/* Signatures that take long to check. */
#include "hostile/hostile.h"

#include <stdlib.h>
#include <string.h>

/* An SPKI of RSA with as many bits as are ever checked, and an exponent of as many. */
static void write_rsa_key(struct der_writer *to, size_t bits, size_t exponent_length, unsigned salt)
{
    static const uint8_t usual[] = {1, 0, 1};
    uint8_t modulus[2049], exponent[16];
    memset(modulus, 0x5a, sizeof(modulus));
    modulus[0] = 0;
    modulus[1] = 0xff;
    memcpy(modulus + 2, &salt, sizeof(salt));
    modulus[bits / 8] = 0xfb;
    memset(exponent, 0xff, sizeof(exponent));
    exponent[0] = 0;
    hostile_rsa_key(to, cc_span_of(modulus, bits / 8 + 1),
                    exponent_length > 3 ? cc_span_of(exponent, exponent_length + 1)
                                        : cc_span_of(usual, 3));
}

/* A leaf whose signature is as long as the key asks for, and 300 authorities of its issuer's name,
 * all signed by the root: each of them might have made it. */
static void signatures(struct hostile_input *input, size_t bits, size_t exponent_length,
                       const char *sign, size_t extension_bytes)
{
    struct der_writer extension = {0};
    uint8_t signature[2048] = {0x12, 0x34};
    uint8_t *rest = calloc(1, extension_bytes + 1);
    if (rest == NULL)
        abort();
    if (extension_bytes > 0)
        writer_extension(&extension, "1.2.3.4", false, cc_span_of(rest, extension_bytes));
    hostile_add_root(input);
    hostile_add(input, HOSTILE_LEAF,
                &(struct hostile_certificate){.subject = "Leaf",
                                              .issuer = "CA",
                                              .key = "ed25519-leaf",
                                              .sign = sign,
                                              .signer = "rsa2048",
                                              .signature = cc_span_of(signature, bits / 8),
                                              .extensions = writer_span(&extension)});
    for (unsigned i = 0; i < 300 && input->length < HOSTILE_ROOM - 3000; i++) {
        struct der_writer key = {0};
        write_rsa_key(&key, bits, exponent_length, i);
        hostile_add(input, HOSTILE_POOL,
                    &(struct hostile_certificate){.public_key = writer_span(&key), .number = i});
        writer_release(&key);
    }
    writer_release(&extension);
    free(rest);
}

static void signatures_rsa_2048(struct hostile_input *input)
{
    signatures(input, 2048, 3, "rsa-sha256", 0);
}

static void signatures_rsa_4096(struct hostile_input *input)
{
    signatures(input, 4096, 3, "rsa-sha256", 0);
}

static void signatures_rsa_16384(struct hostile_input *input)
{
    signatures(input, 16384, 3, "rsa-sha256", 0);
}

static void signatures_rsa_exponent(struct hostile_input *input)
{
    signatures(input, 16384, 8, "rsa-sha256", 0);
}

static void signatures_rsa_2048_exponent(struct hostile_input *input)
{
    signatures(input, 2048, 8, "rsa-sha256", 0);
}

static void signatures_long_message(struct hostile_input *input)
{
    signatures(input, 2048, 3, "rsa-sha512", 850000);
}

/* The same with other kinds of keys: each public key is one of two that are there, and stands in
 * many certificates, but with another last octet of its identifier. */
static void signatures_with(struct hostile_input *input, const char *signer, const char *authority)
{
    uint8_t message = 0;
    struct der_writer signature = {0};
    hostile_add_root(input);
    hostile_signature(&signature, cc_span_of(&message, 1), NULL, signer);
    cc_span bits = writer_span(&signature);
    size_t header = bits.data[1] < 0x80 ? 3 : bits.data[1] == 0x81 ? 4 : 5;
    hostile_add(input, HOSTILE_LEAF,
                &(struct hostile_certificate){
                    .subject = "Leaf",
                    .issuer = "CA",
                    .key = "ed25519-leaf",
                    .signer = signer,
                    .signature = cc_span_of(bits.data + header, bits.length - header)});
    hostile_add(input, HOSTILE_POOL, &(struct hostile_certificate){.key = authority});
    writer_release(&signature);
}

static void signature_p256(struct hostile_input *input)
{
    signatures_with(input, "p256-a", "p256-a");
}

static void signature_p384(struct hostile_input *input)
{
    signatures_with(input, "p384", "p384");
}

static void signature_p521(struct hostile_input *input)
{
    signatures_with(input, "p521", "p521");
}

static void signature_ed25519(struct hostile_input *input)
{
    signatures_with(input, "ed25519-ca", "ed25519-ca");
}

static void signature_ed448(struct hostile_input *input)
{
    signatures_with(input, "ed448", "ed448");
}

static void signature_dsa(struct hostile_input *input)
{
    signatures_with(input, "dsa2048-a", "dsa2048-a");
}

const struct hostile hostile_signatures[] = {
    {"signatures-rsa-2048", signatures_rsa_2048},
    {"signatures-rsa-2048-exponent", signatures_rsa_2048_exponent},
    {"signatures-rsa-4096", signatures_rsa_4096},
    {"signatures-rsa-16384", signatures_rsa_16384},
    {"signatures-rsa-exponent", signatures_rsa_exponent},
    {"signatures-long-message", signatures_long_message},
    {"signature-p256", signature_p256},
    {"signature-p384", signature_p384},
    {"signature-p521", signature_p521},
    {"signature-ed25519", signature_ed25519},
    {"signature-ed448", signature_ed448},
    {"signature-dsa", signature_dsa},
    {NULL, NULL},
};
