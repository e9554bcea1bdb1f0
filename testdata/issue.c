/* SPDX-License-Identifier: MIT */
/* One certificate from the line that describes it. */
#include "issue.h"

#include <stdio.h>
#include <string.h>

static const char *const attribute_names[ATTRIBUTES] = {
    [SUBJECT] = "subject",
    [ISSUER_NAME] = "issuer-name",
    [ISSUER] = "issuer",
    [KEY] = "key",
    [SIGNER] = "signer",
    [SIGN] = "sign",
    [SIGNATURE] = "signature",
    [VERSION] = "version",
    [SERIAL] = "serial",
    [FROM] = "from",
    [UNTIL] = "until",
    [BASIC_CONSTRAINTS] = "bc",
    [KEY_USAGE] = "ku",
    [EXTENDED_KEY_USAGE] = "eku",
    [ALTERNATIVE_NAMES] = "san",
    [NAME_CONSTRAINTS] = "nc",
    [DISTRIBUTION_POINTS] = "cdp",
    [FRESHEST_CRL] = "fresh",
    [INFORMATION_ACCESS] = "aia",
    [POLICIES] = "policies",
    [POLICY_MAPPINGS] = "mappings",
    [POLICY_CONSTRAINTS] = "pc",
    [INHIBIT_ANY_POLICY] = "iap",
    [SUBJECT_KEY_IDENTIFIER] = "ski",
    [AUTHORITY_KEY_IDENTIFIER] = "aki",
    [EXTENSION] = "ext",
    [FLIP] = "flip",
    [FIELD] = "field",
};

static const struct {
    const char *name;
    const char *line;
} ordinary[] = {
    {"root", "subject=Root issuer=root key=ed25519-root from=2020-01-01T00:00:00Z "
             "until=2040-01-01T00:00:00Z bc=ca ku=keyCertSign,cRLSign aki=none"},
    {"ca", "subject=Intermediate issuer=root key=ed25519-ca from=2022-01-01T00:00:00Z "
           "until=2036-01-01T00:00:00Z bc=ca ku=keyCertSign,cRLSign"},
    {"leaf", "subject=leaf.example issuer=ca key=ed25519-leaf from=2026-01-01T00:00:00Z "
             "until=2027-01-01T00:00:00Z ku=digitalSignature eku=serverAuth "
             "san=DNS:leaf.example"},
};

static void read_attributes(struct spec *spec, const char *line)
{
    for (char *word; (word = next_part(&line, ' ')) != NULL;) {
        const char *rest = word;
        const char *name = next_part(&rest, '=');
        size_t at = 0;
        while (at < ATTRIBUTES && strcmp(attribute_names[at], name) != 0)
            at++;
        if (at == ATTRIBUTES)
            refuse("no such attribute", word);
        if ((at == EXTENSION || at == FIELD) && spec->value[at] != NULL)
            rest = (const char *)DER_JOIN(der_text(spec->value[at]), der_text(","), der_text(rest))
                       .data;
        spec->value[at] = rest;
    }
}

static const char *ordinary_line(const char *name)
{
    for (size_t i = 0; i < sizeof(ordinary) / sizeof(ordinary[0]); i++)
        if (strcmp(ordinary[i].name, name) == 0)
            return ordinary[i].line;
    refuse("no such certificate", name);
}

struct spec certificate_spec(const struct test_case *test, const char *name)
{
    struct spec spec = {.name = name};
    for (size_t i = 0; i < CASE_CERTIFICATES && test->certificates[i] != NULL; i++) {
        const char *rest = test->certificates[i];
        const char *base = next_part(&rest, ' ');
        const char *own = next_part(&base, ':');
        if (strcmp(own, name) != 0)
            continue;
        read_attributes(&spec, ordinary_line(*base != '\0' ? base : own));
        read_attributes(&spec, rest);
        return spec;
    }
    read_attributes(&spec, ordinary_line(name));
    return spec;
}

/* A whole field as the line gives it, or `usual`. */
static struct der field(const struct spec *spec, const char *name, struct der usual)
{
    const char *list = spec->value[FIELD];
    for (char *one; (one = next_part(&list, ',')) != NULL;) {
        const char *rest = one;
        if (strcmp(next_part(&rest, ':'), name) == 0)
            return der_hex(rest);
    }
    return usual;
}

static struct der version_field(const struct spec *spec)
{
    const char *version = spec->value[VERSION];
    if (version == NULL)
        version = "3";
    if (strcmp(version, "1") == 0)
        return der_hex("");
    return der_tlv(0xa0, der_integer((uint64_t)(version[0] - '1')));
}

/* The same number every time, another one for every certificate. */
static struct der serial_field(const struct test_case *test, const struct spec *spec)
{
    if (spec->value[SERIAL] != NULL)
        return der_tlv(0x02, der_hex(spec->value[SERIAL]));
    char text[256];
    snprintf(text, sizeof(text), "%s/%s/%s", test->area, test->id, spec->name);
    uint8_t octets[16];
    memcpy(octets, digest_of(text).data, sizeof(octets));
    octets[0] = (uint8_t)(0x40 | (octets[0] & 0x3f));
    return der_tlv(0x02, der_bytes(octets, sizeof(octets)));
}

struct der certificate_serial(const struct test_case *test, const char *name)
{
    const struct spec spec = certificate_spec(test, name);
    return field(&spec, "serial", serial_field(test, &spec));
}

static struct der extensions_field(const struct spec *spec, const struct spec *issuer,
                                   struct der key)
{
    if (spec->value[VERSION] != NULL && strcmp(spec->value[VERSION], "3") != 0)
        return der_hex("");
    struct der all =
        extensions(spec, key_identifier(key), key_identifier(key_info(issuer->value[KEY])));
    return all.length > 0 ? der_tlv(0xa3, der_tlv(0x30, all)) : all;
}

static struct der signature_field(const struct spec *spec, struct der to_be_signed,
                                  const char *signer)
{
    const char *wish = spec->value[SIGNATURE];
    if (wish != NULL && strcmp(wish, "broken") != 0)
        return der_bit_string(forged_signature(wish, to_be_signed, signer));
    struct der signature = signature_of(to_be_signed, spec->value[SIGN], signer);
    if (wish != NULL)
        signature = der_flip(signature, signature.length / 2 - 1);
    return der_bit_string(signature);
}

struct der issue(const struct test_case *test, const char *name)
{
    const struct spec spec = certificate_spec(test, name);
    const struct spec issuer = certificate_spec(test, spec.value[ISSUER]);
    const char *signer = spec.value[SIGNER] != NULL ? spec.value[SIGNER] : issuer.value[KEY];
    const char *issuer_name =
        spec.value[ISSUER_NAME] != NULL ? spec.value[ISSUER_NAME] : issuer.value[SUBJECT];
    struct der key = key_info(spec.value[KEY]);
    struct der algorithm = signature_algorithm(spec.value[SIGN], signer);

    /* RFC 5280 4.1 */
    struct der to_be_signed = DER_SEQUENCE(
        field(&spec, "version", version_field(&spec)),
        field(&spec, "serial", serial_field(test, &spec)), field(&spec, "algorithm", algorithm),
        field(&spec, "issuer", name_of(issuer_name)),
        field(&spec, "validity",
              DER_SEQUENCE(der_time(spec.value[FROM]), der_time(spec.value[UNTIL]))),
        field(&spec, "subject", name_of(spec.value[SUBJECT])), field(&spec, "key", key),
        field(&spec, "unique-ids", der_hex("")),
        field(&spec, "extensions", extensions_field(&spec, &issuer, key)));
    struct der certificate =
        DER_SEQUENCE(to_be_signed, field(&spec, "outer", algorithm),
                     field(&spec, "signature", signature_field(&spec, to_be_signed, signer)));
    return DER_JOIN(certificate, field(&spec, "after", der_hex("")));
}
