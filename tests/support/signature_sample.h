/* SPDX-License-Identifier: MIT */
/* The signatures of testdata/signatures. */
#ifndef TESTS_SUPPORT_SIGNATURE_SAMPLE_H
#define TESTS_SUPPORT_SIGNATURE_SAMPLE_H

#include "crypto/crypto.h"

struct sample {
    struct certcheck_signature_algorithm algorithm;
    uint8_t key[2048];
    uint8_t message[256];
    uint8_t signature[1024];
    cc_span key_span;
    cc_span message_span;
    cc_span signature_span;
};

#define SAMPLE_COUNT 28
extern const char *const sample_names[SAMPLE_COUNT];

/* Reads testdata/signatures/NAME.txt. The spans point into the struct. */
void sample_load(const char *name, struct sample *sample);

/* What is said of it; the keeper is the key's alone. */
enum cc_signature_result sample_ask(const struct cc_crypto *crypto, const struct sample *sample);
enum cc_signature_result sample_ask_keeping(const struct cc_crypto *crypto,
                                            const struct sample *sample, struct cc_keeper *keeper);

/* What the library says of it. */
enum cc_signature_result sample_verify(const struct sample *sample);
enum cc_signature_result sample_verify_keeping(const struct sample *sample,
                                               struct cc_keeper *keeper);
struct cc_key_info sample_key_info(cc_span spki);

/* Hexadecimal digits to at most `size` bytes; returns how many. */
size_t sample_from_hex(const char *text, uint8_t *bytes, size_t size);

#endif
