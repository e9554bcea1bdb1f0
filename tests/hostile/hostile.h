/* SPDX-License-Identifier: MIT */
/* Inputs of just under a megabyte, each made to take as long as it can. */
#ifndef TESTS_HOSTILE_HOSTILE_H
#define TESTS_HOSTILE_HOSTILE_H

#include "support/der_writer.h"
#include <certcheck/certcheck.h>

/* Bytes that an input may fill with what makes it hostile; the rest of a megabyte is for what must
 * stand around it. */
#define HOSTILE_ROOM ((size_t)990000)

enum hostile_kind {
    HOSTILE_LEAF,
    HOSTILE_POOL, /* a certificate, a CRL, an OCSP response, or PEM */
    HOSTILE_ANCHOR
};

struct hostile_part {
    enum hostile_kind kind;
    uint8_t *bytes;
    size_t length;
};

struct hostile_input {
    struct certcheck_policy *policy; /* at 2026-06-01, else as it comes */
    struct hostile_part *parts;
    size_t count;
    size_t length; /* of all parts that are no anchors */
};

/* A row of the table of inputs. */
struct hostile {
    const char *name;
    void (*make)(struct hostile_input *input);
};

extern const struct hostile hostile_names[];
extern const struct hostile hostile_alike[];
extern const struct hostile hostile_paths[];
extern const struct hostile hostile_certificates[];
extern const struct hostile hostile_signatures[];
extern const struct hostile hostile_evidence[];
extern const struct hostile hostile_mixtures[];

/* The keys of testdata. */
void hostile_begin(const char *key_folder);
void hostile_end(void);

void hostile_input_begin(struct hostile_input *input);
void hostile_input_release(struct hostile_input *input);

/* What stays zero is as usual: an authority named `subject`, with the key of that name in
 * testdata/keys, signed with `signer`. */
struct hostile_certificate {
    const char *subject;
    const char *issuer;
    const char *key;    /* "ed25519-ca" */
    const char *signer; /* "ed25519-root"; "none": nobody */
    const char *sign;   /* the algorithm, as in testdata */
    cc_span subject_name, issuer_name;
    cc_span public_key;
    cc_span signature;  /* in place of `signer`'s; its key still tells the algorithm */
    cc_span extensions; /* behind those that say that it is an authority, unless it is the leaf */
    unsigned number;    /* the serial number */
};
void hostile_add(struct hostile_input *input, enum hostile_kind kind,
                 const struct hostile_certificate *certificate);
void hostile_add_bytes(struct hostile_input *input, enum hostile_kind kind, cc_span bytes);
/* The root, the authority below it, and a leaf with these extensions. */
void hostile_add_chain(struct hostile_input *input, cc_span authority_extensions,
                       cc_span leaf_extensions);
void hostile_add_root(struct hostile_input *input);

void hostile_add_leaf(struct hostile_input *input, const char *issuer, const char *signer,
                      cc_span extensions);

/* An SPKI of RSA, of the contents of two INTEGERs. */
void hostile_rsa_key(struct der_writer *to, cc_span modulus, cc_span exponent);
/* The public key of nobody, another one for every number. */
cc_span hostile_key(uint8_t key[44], unsigned number);
/* An extension, what is in it being the contents of a SEQUENCE. */
void hostile_extension(struct der_writer *to, const char *oid, cc_span contents);
/* The signature of `message`, as a BIT STRING. */
void hostile_signature(struct der_writer *to, cc_span message, const char *sign, const char *key);
/* The first element of what is signed: a certificate, a CRL. */
cc_span hostile_tbs(cc_span whole);
/* A number in base 26, of `length` letters. */
void hostile_letters(char *text, size_t length, size_t number);

/* ---- revocation.c ---- */

/* Requires evidence, and adds a sound chain: the root, the authority "CA", and a leaf of serial
 * number 1. */
void hostile_ask_revocation(struct hostile_input *input, cc_span leaf_extensions);

/* What stays zero is as usual: issuer "CA", signed by nobody. */
struct hostile_crl {
    const char *issuer;
    const char *signer;
    cc_span entries, extensions;
    cc_span signature; /* BIT STRING */
};
void hostile_add_crl(struct hostile_input *input, const struct hostile_crl *crl);
void hostile_crl_number(struct der_writer *to, unsigned number);

struct hostile_response {
    const char *responder;
    const char *produced_at;
    cc_span singles, extensions, certificates;
    cc_span signature; /* BIT STRING; else nobody's */
};
void hostile_add_response(struct hostile_input *input, const struct hostile_response *response);
/* A SingleResponse about a certificate of the authority. */
void hostile_single(struct der_writer *to, unsigned serial);
/* A deputy by name and purpose, whom nobody designated. */
void hostile_add_responder(struct hostile_input *input, unsigned number);

#endif
