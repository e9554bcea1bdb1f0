/* SPDX-License-Identifier: MIT */
/* What all hostile inputs are made of. */
#include "hostile/hostile.h"

#include "issue.h"

#include <stdlib.h>
#include <string.h>

#define AT 1780272000 /* 2026-06-01T00:00:00Z */

static const cc_span none;

void hostile_begin(const char *key_folder)
{
    keys_open(key_folder);
}

void hostile_end(void)
{
    keys_close();
    der_release();
}

void hostile_input_begin(struct hostile_input *input)
{
    *input = (struct hostile_input){NULL, NULL, 0, 0};
    if (certcheck_policy_new(&input->policy) != CERTCHECK_OK)
        abort();
    certcheck_policy_set_time(input->policy, AT);
}

void hostile_input_release(struct hostile_input *input)
{
    for (size_t i = 0; i < input->count; i++)
        free(input->parts[i].bytes);
    free(input->parts);
    certcheck_policy_free(input->policy);
}

void hostile_add_bytes(struct hostile_input *input, enum hostile_kind kind, cc_span bytes)
{
    struct hostile_part *parts = realloc(input->parts, (input->count + 1) * sizeof(*parts));
    uint8_t *copy = malloc(bytes.length);
    if (parts == NULL || copy == NULL)
        abort();
    memcpy(copy, bytes.data, bytes.length);
    input->parts = parts;
    input->parts[input->count++] = (struct hostile_part){kind, copy, bytes.length};
    if (kind != HOSTILE_ANCHOR)
        input->length += bytes.length;
}

static cc_span span_of(struct der bytes)
{
    return cc_span_of(bytes.data, bytes.length);
}

void hostile_extension(struct der_writer *to, const char *oid, cc_span contents)
{
    struct der_writer value = {0};
    writer_value(&value, CC_DER_SEQUENCE, contents);
    writer_extension(to, oid, false, writer_span(&value));
    writer_release(&value);
}

void hostile_signature(struct der_writer *to, cc_span message, const char *sign, const char *key)
{
    struct der signature = signature_of((struct der){message.data, message.length}, sign, key);
    writer_bits(to, span_of(signature));
}

/* Of basicConstraints and keyUsage (RFC 5280 4.2.1.9, 4.2.1.3). */
static void authority_extensions(struct der_writer *to)
{
    writer_hex(to, "300f 0603551d13 0101ff 0405 30030101ff");
    writer_hex(to, "300e 0603551d0f 0101ff 0404 03020106");
}

cc_span hostile_tbs(cc_span whole)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der, inside;
    cc_der_value tbs;
    cc_der_init(&der, whole, NULL, &error);
    if (!cc_der_enter(&der, CC_DER_SEQUENCE, &inside) ||
        !cc_der_expect(&inside, CC_DER_SEQUENCE, &tbs))
        abort();
    return tbs.whole;
}

static void write_certificate(struct der_writer *to, struct certificate_parts *parts,
                              const char *sign, const char *signer)
{
    struct der_writer signature = {0};
    writer_certificate(to, parts);
    if (strcmp(signer, "none") == 0 || parts->signature.data != NULL)
        return;
    hostile_signature(&signature, hostile_tbs(writer_span(to)), sign, signer);
    parts->signature = writer_span(&signature);
    writer_release(to);
    *to = (struct der_writer){0};
    writer_certificate(to, parts);
    writer_release(&signature);
}

static const char * or (const char *given, const char *usual)
{
    return given != NULL ? given : usual;
}

/* The name that is given whole, or the one made of its text. */
static cc_span name_of_text(struct der_writer *to, cc_span whole, const char *text)
{
    if (whole.data != NULL)
        return whole;
    writer_name(to, text);
    return writer_span(to);
}

void hostile_add(struct hostile_input *input, enum hostile_kind kind,
                 const struct hostile_certificate *certificate)
{
    struct der_writer serial = {0}, issuer = {0}, subject = {0}, extensions = {0}, whole = {0};
    struct der_writer signature = {0};
    const char *signer = or (certificate->signer, "ed25519-root");
    const char *algorithm_key = strcmp(signer, "none") == 0 ? "ed25519-root" : signer;
    struct der key = key_info(or (certificate->key, "ed25519-ca"));
    struct der algorithm = signature_algorithm(certificate->sign, algorithm_key);
    writer_integer(&serial, certificate->number + 1);
    if (kind != HOSTILE_LEAF)
        authority_extensions(&extensions);
    writer_raw(&extensions, certificate->extensions);
    struct certificate_parts parts = {
        .serial = writer_span(&serial),
        .issuer = name_of_text(&issuer, certificate->issuer_name, or (certificate->issuer, "Root")),
        .subject =
            name_of_text(&subject, certificate->subject_name, or (certificate->subject, "CA")),
        .public_key = certificate->public_key.data != NULL ? certificate->public_key : span_of(key),
        .extensions = extensions.length > 0 ? writer_span(&extensions) : none,
        .inner_algorithm = span_of(algorithm),
        .algorithm = span_of(algorithm),
    };
    if (certificate->signature.data != NULL) {
        writer_bits(&signature, certificate->signature);
        parts.signature = writer_span(&signature);
    }
    write_certificate(&whole, &parts, certificate->sign, signer);
    hostile_add_bytes(input, kind, writer_span(&whole));
    writer_release(&serial);
    writer_release(&issuer);
    writer_release(&subject);
    writer_release(&extensions);
    writer_release(&signature);
    writer_release(&whole);
}

void hostile_add_root(struct hostile_input *input)
{
    hostile_add(input, HOSTILE_ANCHOR,
                &(struct hostile_certificate){.subject = "Root", .key = "ed25519-root"});
}

void hostile_add_leaf(struct hostile_input *input, const char *issuer, const char *signer,
                      cc_span extensions)
{
    hostile_add(input, HOSTILE_LEAF,
                &(struct hostile_certificate){.subject = "Leaf",
                                              .issuer = issuer,
                                              .key = "ed25519-leaf",
                                              .signer = signer,
                                              .extensions = extensions});
}

void hostile_add_chain(struct hostile_input *input, cc_span authority_extensions_more,
                       cc_span leaf_extensions)
{
    hostile_add_root(input);
    hostile_add(input, HOSTILE_POOL,
                &(struct hostile_certificate){.extensions = authority_extensions_more});
    hostile_add_leaf(input, "CA", "ed25519-ca", leaf_extensions);
}

void hostile_letters(char *text, size_t length, size_t number)
{
    for (size_t i = length; i-- > 0; number /= 26)
        text[i] = (char)('a' + number % 26);
    text[length] = '\0';
}

cc_span hostile_key(uint8_t key[44], unsigned number)
{
    static const uint8_t header[12] = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                       0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    memcpy(key, header, sizeof(header));
    memset(key + sizeof(header), 0x55, 32);
    memcpy(key + sizeof(header), &number, sizeof(number));
    return cc_span_of(key, 44);
}

void hostile_rsa_key(struct der_writer *to, cc_span modulus, cc_span exponent)
{
    struct der_writer numbers = {0}, sequence = {0};
    writer_value(&numbers, CC_DER_INTEGER, modulus);
    writer_value(&numbers, CC_DER_INTEGER, exponent);
    writer_value(&sequence, CC_DER_SEQUENCE, writer_span(&numbers));
    writer_begin(to, CC_DER_SEQUENCE);
    writer_hex(to, "300d 06092a864886f70d010101 0500");
    writer_bits(to, writer_span(&sequence));
    writer_end(to);
    writer_release(&numbers);
    writer_release(&sequence);
}
