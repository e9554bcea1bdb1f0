/* SPDX-License-Identifier: MIT */
/* Certificates that exist only as views, and a signature scheme of one byte. */
#include "support/fake_certificate.h"
#include "x509/name.h"

#include <stdlib.h>

struct fake {
    struct certcheck_certificate certificate;
    struct fake *next;
    uint8_t subject[64];
    uint8_t issuer[64];
    uint8_t bytes[16]; /* stands for the DER: the key, the signer, and a number of its own */
};

static struct fake *fakes;
static unsigned fake_count;

void fake_release(void)
{
    while (fakes != NULL) {
        struct fake *next = fakes->next;
        free(fakes);
        fakes = next;
    }
    fake_count = 0;
}

/* Name with one RDN, one commonName as UTF8String. */
static cc_span make_name(uint8_t out[64], const char *text)
{
    uint8_t length = (uint8_t)strlen(text);
    const uint8_t head[] = {0x30,  (uint8_t)(length + 11),
                            0x31,  (uint8_t)(length + 9),
                            0x30,  (uint8_t)(length + 7),
                            0x06,  0x03,
                            0x55,  0x04,
                            0x03,  0x0C,
                            length};
    if (length > 40)
        abort();
    memcpy(out, head, sizeof(head));
    memcpy(out + sizeof(head), text, length);
    return cc_span_of(out, sizeof(head) + length);
}

struct certcheck_certificate *fake_leaf(const char *subject, const char *issuer, unsigned key,
                                        unsigned signer)
{
    struct fake *fake = calloc(1, sizeof(*fake));
    if (fake == NULL)
        abort();
    fake->next = fakes;
    fakes = fake;
    fake_count++;
    fake->bytes[0] = (uint8_t)key;
    fake->bytes[1] = (uint8_t)signer;
    memcpy(fake->bytes + 2, &fake_count, sizeof(fake_count));
    struct certcheck_certificate *c = &fake->certificate;
    atomic_init(&c->references, 1);
    c->version = 3;
    c->der = cc_span_of(fake->bytes, sizeof(fake->bytes));
    c->tbs = c->der;
    c->serial = cc_span_of(fake->bytes + 2, 1);
    c->subject = make_name(fake->subject, subject);
    c->issuer = make_name(fake->issuer, issuer);
    c->subject_hash = cc_name_hash(c->subject);
    c->issuer_hash = cc_name_hash(c->issuer);
    c->self_issued = strcmp(subject, issuer) == 0;
    c->not_before = 0;
    c->not_after = 2 * FAKE_NOW;
    c->key.kind = CERTCHECK_KEY_EC;
    c->key.curve = CERTCHECK_CURVE_P256;
    c->key.bits = 256;
    c->key.whole = cc_span_of(fake->bytes, 1);
    c->key.key = cc_span_text("\4");
    c->algorithm.kind = CERTCHECK_SIGNATURE_ECDSA;
    c->algorithm.digest = CERTCHECK_DIGEST_SHA256;
    c->inner_algorithm = c->algorithm;
    c->signature = cc_span_of(fake->bytes + 1, 1);
    return c;
}

struct certcheck_certificate *fake_ca(const char *subject, const char *issuer, unsigned key,
                                      unsigned signer)
{
    struct certcheck_certificate *c = fake_leaf(subject, issuer, key, signer);
    c->has_basic_constraints = true;
    c->basic_constraints.ca = true;
    return c;
}

static enum cc_signature_result verify(void *context,
                                       const struct certcheck_signature_algorithm *algorithm,
                                       cc_span spki, cc_span message, cc_span signature)
{
    struct fake_crypto *fake = context;
    (void)algorithm;
    (void)message;
    fake->verified++;
    return spki.data[0] == signature.data[0] ? CC_SIGNATURE_GOOD : CC_SIGNATURE_BAD;
}

static bool digest(void *context, enum certcheck_digest kind, cc_span message, uint8_t out[64])
{
    (void)context;
    (void)kind;
    (void)message;
    memset(out, 0, 64);
    return true;
}

static enum certcheck_status key_info(void *context, cc_span spki, struct cc_key_info *info)
{
    (void)context;
    (void)spki;
    *info = (struct cc_key_info){.bits = 256, .usable = true};
    return CERTCHECK_OK;
}

void fake_crypto_init(struct fake_crypto *fake)
{
    fake->crypto = (struct cc_crypto){
        .context = fake, .verify = verify, .digest = digest, .key_info = key_info};
    fake->verified = 0;
}
