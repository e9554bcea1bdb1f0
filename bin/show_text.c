/* SPDX-License-Identifier: MIT */
/* A certificate for people, as text and as PEM. */
#include "show.h"

#include <stdlib.h>

#include "tool.h"

static void print_taken(const struct terminal *terminal, const char *label, char *text)
{
    terminal_field(terminal, 2, SHOW_COLUMN, label, text);
    free(text);
}

char *show_signature_text(const struct certcheck_signature_algorithm *algorithm)
{
    char *oid = oid_both(algorithm->oid);
    char *text = NULL;
    if (algorithm->kind == CERTCHECK_SIGNATURE_RSA_PSS && !algorithm->parameters_malformed)
        text = must_print(
            "%s, %s, mask %s, salt of %u bytes", oid, certcheck_digest_text(algorithm->digest),
            certcheck_digest_text(algorithm->mask_digest), (unsigned)algorithm->salt_length);
    else
        text = must_print("%s%s", oid,
                          algorithm->parameters_malformed ? ", with malformed parameters" : "");
    free(oid);
    return text;
}

static char *key_text(const struct certcheck_public_key *key)
{
    const char *malformed = key->malformed ? ", malformed" : "";
    if (key->kind == CERTCHECK_KEY_UNKNOWN) {
        char *oid = oid_both(key->algorithm_oid);
        char *text = must_print("unknown algorithm %s%s", oid, malformed);
        free(oid);
        return text;
    }
    const char *kind = certcheck_key_kind_text(key->kind);
    if (key->kind == CERTCHECK_KEY_EC)
        return must_print("%s on %s%s", kind, certcheck_curve_text(key->curve), malformed);
    if (key->exponent.length == 0)
        return must_print("%s, %u bits%s", kind, (unsigned)key->bits, malformed);
    if (key->exponent.length > 4) {
        char *exponent = hex(key->exponent);
        char *text = must_print("%s, %u bits, exponent %s (hex)%s", kind, (unsigned)key->bits,
                                exponent, malformed);
        free(exponent);
        return text;
    }
    unsigned long exponent = 0;
    for (size_t i = 0; i < key->exponent.length; i++)
        exponent = exponent << 8 | key->exponent.data[i];
    return must_print("%s, %u bits, exponent %lu%s", kind, (unsigned)key->bits, exponent,
                      malformed);
}

static void print_validity(const struct terminal *terminal,
                           const struct certcheck_certificate *certificate)
{
    char from[CERTCHECK_TIME_SIZE];
    char to[CERTCHECK_TIME_SIZE];
    certcheck_time_format(certcheck_certificate_not_before(certificate), from);
    certcheck_time_format(certcheck_certificate_not_after(certificate), to);
    terminal_field(terminal, 2, SHOW_COLUMN, "Valid from", from);
    terminal_field(terminal, 2, SHOW_COLUMN, "Valid to", to);
}

void show_extension(const struct terminal *terminal, const struct certcheck_extension *extension,
                    struct certcheck_span der, bool verbose)
{
    char *name = extension->kind == CERTCHECK_EXT_UNKNOWN
                     ? oid_both(extension->oid)
                     : must_copy(certcheck_extension_kind_text(extension->kind));
    fputs("    ", terminal->out);
    terminal_text(terminal, STYLE_STRONG, name);
    if (extension->critical)
        terminal_text(terminal, STYLE_DOUBT, " critical");
    if (verbose)
        fprintf(terminal->out, "  offset %zu, length %zu",
                (size_t)(extension->whole.data - der.data), extension->whole.length);
    fputc('\n', terminal->out);
    if (extension->malformed) {
        char *text = must_print("cannot be read: %s at offset %zu: %s", extension->error.rule,
                                extension->error.offset,
                                extension->error.text == NULL ? "" : extension->error.text);
        terminal_spaces(terminal, 8);
        terminal_style(terminal, STYLE_BAD);
        terminal_wrap(terminal, 8, 8, text);
        terminal_style(terminal, STYLE_PLAIN);
        free(text);
    } else {
        show_extension_text(terminal, 8, extension);
    }
    free(name);
}

void show_text(const struct terminal *terminal, const struct certcheck_certificate *certificate,
               bool verbose)
{
    uint8_t sha256[32];
    must_be_ok(certcheck_certificate_fingerprint(certificate, sha256), "SHA-256");
    struct certcheck_span der = certcheck_certificate_der(certificate);
    print_taken(terminal, "Subject", name_text(certcheck_certificate_subject(certificate)));
    print_taken(terminal, "Issuer", name_text(certcheck_certificate_issuer(certificate)));
    if (certcheck_certificate_is_self_issued(certificate))
        terminal_field(terminal, 2, SHOW_COLUMN, "", "the same name: self-issued");
    print_taken(terminal, "Serial", hex(certcheck_certificate_serial(certificate)));
    print_validity(terminal, certificate);
    print_taken(terminal, "Version", must_print("%d", certcheck_certificate_version(certificate)));
    print_taken(terminal, "Public key", key_text(certcheck_certificate_public_key(certificate)));
    print_taken(terminal, "Signature algorithm",
                show_signature_text(certcheck_certificate_signature_algorithm(certificate)));
    print_taken(terminal, "SHA-256", hex((struct certcheck_span){sha256, sizeof sha256}));
    print_taken(terminal, "Size", must_print("%zu bytes", der.length));
    size_t count = certcheck_certificate_extension_count(certificate);
    terminal_text(terminal, STYLE_DIM, count == 0 ? "  No extensions" : "  Extensions");
    fputc('\n', terminal->out);
    for (size_t i = 0; i < count; i++)
        show_extension(terminal, certcheck_certificate_extension(certificate, i), der, verbose);
}

void show_pem(const char *label, struct certcheck_span der, FILE *out)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    fprintf(out, "-----BEGIN %s-----\n", label);
    for (size_t i = 0; i < der.length; i += 3) {
        size_t left = der.length - i;
        unsigned long group = (unsigned long)der.data[i] << 16;
        group |= left > 1 ? (unsigned long)der.data[i + 1] << 8 : 0;
        group |= left > 2 ? der.data[i + 2] : 0;
        fputc(letters[group >> 18], out);
        fputc(letters[group >> 12 & 63], out);
        fputc(left > 1 ? letters[group >> 6 & 63] : '=', out);
        fputc(left > 2 ? letters[group & 63] : '=', out);
        if ((i + 3) % 48 == 0 || left <= 3)
            fputc('\n', out);
    }
    fprintf(out, "-----END %s-----\n", label);
}
