/* SPDX-License-Identifier: MIT */
/* A fixed path (leaf, issuer, root) and evidence about it that a fuzzer makes up: judged under a
 * signature scheme of one byte, and held to what must be true of any evidence. */
#ifndef TESTS_SUPPORT_EVIDENCE_H
#define TESTS_SUPPORT_EVIDENCE_H

#include "support/choices.h"
#include "support/revocation_writer.h"
#include "x509/crl.h"
#include "x509/ocsp.h"

/* The key of the issuer, and of a responder that it may designate. A signature is good when its
 * first byte is the last one of the key. */
#define ISSUER_KEY 0x31
#define RESPONDER_KEY 0x32

/* The leaf's serial number; of the issuer, one that nobody writes. */
#define LEAF_SERIAL 5

#define EVIDENCE_MAX 8

struct evidence {
    struct certcheck_crl *crls[EVIDENCE_MAX];
    size_t crl_count;
    struct certcheck_ocsp *responses[EVIDENCE_MAX];
    size_t response_count;
};

/* What was written, if it can be read; the writer is released. */
void evidence_add_crl(struct evidence *evidence, struct der_writer *writer);
void evidence_add_ocsp(struct evidence *evidence, struct der_writer *writer);

/* A fuzz target: one to EVIDENCE_MAX pieces are written and damaged as the bytes choose, and judged
 * in two orders and with all their signatures refused, under a mode and at a time that are chosen;
 * aborts where what comes out cannot be. */
void evidence_fuzz(const uint8_t *data, size_t size,
                   void (*write)(struct choices *, struct der_writer *),
                   void (*keep)(struct evidence *, struct der_writer *));

#endif
