/* SPDX-License-Identifier: MIT */
/* One OCSP response from the line that describes it. */
#include "revocation.h"

#include <stdlib.h>
#include <string.h>

static const char *const ordinary[][2] = {
    {"ocsp", "status=successful responder=ca by=name produced=2026-05-31T00:00:00Z answers=leaf"},
    {NULL, NULL},
};

static const char known[] = "status responder by signer sign signature produced answers nonce send "
                            "ext field";

static const char *part_of(const char *item, const char *name, const char *usual)
{
    for (char *part; (part = next_part(&item, '|')) != NULL;)
        if (strncmp(part, name, strlen(name)) == 0)
            return part + strlen(name);
    return usual;
}

static const char *digest_name(const char *item)
{
    static const char *const names[] = {"sha256", "sha384", "sha512"};
    for (char *part; (part = next_part(&item, '|')) != NULL;)
        for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
            if (strcmp(names[i], part) == 0)
                return names[i];
    return "sha1";
}

static struct der digest_identifier(const char *digest)
{
    static const char *const oids[][2] = {{"sha1", "1.3.14.3.2.26"},
                                          {"sha256", "2.16.840.1.101.3.4.2.1"},
                                          {"sha384", "2.16.840.1.101.3.4.2.2"},
                                          {"sha512", "2.16.840.1.101.3.4.2.3"}};
    for (size_t i = 0; i < sizeof(oids) / sizeof(oids[0]); i++)
        if (strcmp(oids[i][0], digest) == 0)
            return DER_SEQUENCE(der_oid(oids[i][1]), der_hex("0500"));
    refuse("no such digest", digest);
}

static struct der hash(const char *item, const char *given, const char *digest, struct der message)
{
    const char *hex = part_of(item, given, NULL);
    return der_tlv(0x04, hex != NULL ? der_hex(hex) : digest_by(digest, message));
}

/* CertID ::= SEQUENCE { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } */
static struct der certificate_id(const struct test_case *test, const char *which, const char *item)
{
    const char *digest = digest_name(item);
    int by_serial = strncmp(which, "serial:", 7) == 0;
    const char *issuer_name =
        part_of(item, "issuer:", by_serial ? "ca" : certificate_spec(test, which).value[ISSUER]);
    struct spec issuer = certificate_spec(test, issuer_name);
    return DER_SEQUENCE(
        digest_identifier(digest), hash(item, "name-hash:", digest, name_of(issuer.value[SUBJECT])),
        hash(item, "key-hash:", digest, public_key_bits(key_info(issuer.value[KEY]))),
        by_serial ? der_tlv(0x02, der_hex(which + 7)) : certificate_serial(test, which));
}

static struct der revoked_info(const char *item)
{
    struct der reason = {NULL, 0};
    const char *rest = item;
    for (char *part; (part = next_part(&rest, '|')) != NULL;) {
        const uint8_t number = (uint8_t)reason_number(part);
        if (reason_number(part) >= 0)
            reason = der_tlv(0xa0, der_tlv(0x0a, der_bytes(&number, 1)));
    }
    return der_tlv(
        0xa1, DER_JOIN(der_generalized_time(part_of(item, "at:", "2026-05-01T00:00:00Z")), reason));
}

static struct der certificate_status(const char *item)
{
    const char *rest = item;
    for (char *part; (part = next_part(&rest, '|')) != NULL;) {
        if (strcmp(part, "revoked") == 0)
            return revoked_info(item);
        if (strcmp(part, "unknown") == 0)
            return der_hex("8200");
    }
    return der_hex("8000");
}

static struct der single_extensions(const char *item)
{
    struct der all = {NULL, 0};
    for (char *part; (part = next_part(&item, '|')) != NULL;)
        if (strncmp(part, "ext:", 4) == 0)
            all = DER_JOIN(all, free_extensions(part + 4));
    return all.length > 0 ? der_tlv(0xa1, der_tlv(0x30, all)) : all;
}

static void check_parts(const char *item)
{
    static const char *const parts[] = {
        "good", "revoked", "unknown", "sha1",    "sha256",     "sha384",    "sha512",
        "at:",  "this:",   "next:",   "issuer:", "name-hash:", "key-hash:", "ext:"};
    for (char *part; (part = next_part(&item, '|')) != NULL;) {
        size_t i = 0;
        while (i < sizeof(parts) / sizeof(parts[0]) &&
               strncmp(part, parts[i], strlen(parts[i])) != 0)
            i++;
        if (i == sizeof(parts) / sizeof(parts[0]) && reason_number(part) < 0)
            refuse("no such part of an answer", part);
    }
}

/* RFC 6960 4.2.1 */
static struct der single(const struct test_case *test, const char *item)
{
    const char *which = next_part(&item, '|');
    const char *next = part_of(item, "next:", "2026-06-07T00:00:00Z");
    check_parts(item);
    return DER_SEQUENCE(certificate_id(test, which, item), certificate_status(item),
                        der_generalized_time(part_of(item, "this:", "2026-05-31T00:00:00Z")),
                        strcmp(next, "none") == 0 ? der_hex("")
                                                  : der_tlv(0xa0, der_generalized_time(next)),
                        single_extensions(item));
}

static struct der singles(const struct test_case *test, const char *list)
{
    struct der all = {NULL, 0};
    for (char *one; (one = next_part(&list, ',')) != NULL;)
        all = DER_JOIN(all, single(test, one));
    return der_tlv(0x30, all);
}

static struct der responder_id(const struct words *words, const struct spec *responder)
{
    if (strcmp(word(words, "by"), "name") == 0)
        return der_tlv(0xa1, name_of(responder->value[SUBJECT]));
    struct der key = public_key_bits(key_info(responder->value[KEY]));
    return der_tlv(0xa2, der_tlv(0x04, digest_by("sha1", key)));
}

static struct der response_extensions(const struct words *words)
{
    const char *nonce = word(words, "nonce");
    struct der all = {NULL, 0};
    if (nonce != NULL)
        all = extension("1.3.6.1.5.5.7.48.1.2", "n", der_tlv(0x04, der_hex(nonce)));
    all = DER_JOIN(all, free_extensions(word(words, "ext")));
    return all.length > 0 ? der_tlv(0xa1, der_tlv(0x30, all)) : all;
}

static struct der sent_along(const struct test_case *test, const char *names)
{
    struct der all = {NULL, 0};
    for (char *name; (name = next_part(&names, ',')) != NULL;)
        all = DER_JOIN(all, issue(test, name));
    return all.length > 0 ? der_tlv(0xa0, der_tlv(0x30, all)) : all;
}

static struct der basic(const struct test_case *test, const struct words *words)
{
    const struct spec responder = certificate_spec(test, word(words, "responder"));
    const char *signer = word(words, "signer");
    if (signer == NULL)
        signer = responder.value[KEY];
    struct der data =
        DER_SEQUENCE(field_or(words, "version", der_hex("")),
                     field_or(words, "responder", responder_id(words, &responder)),
                     field_or(words, "produced", der_generalized_time(word(words, "produced"))),
                     field_or(words, "answers", singles(test, word(words, "answers"))),
                     field_or(words, "extensions", response_extensions(words)));
    return DER_SEQUENCE(
        data, field_or(words, "algorithm", signature_algorithm(word(words, "sign"), signer)),
        field_or(words, "signature", signed_by(words, data, signer)),
        field_or(words, "certificates", sent_along(test, word(words, "send"))));
}

static uint8_t status_number(const char *status)
{
    static const char *const names[] = {
        "successful", "malformedRequest", "internalError", "tryLater",
        "",           "sigRequired",      "unauthorized"};
    for (uint8_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(names[i], status) == 0)
            return i;
    return (uint8_t)atoi(status);
}

struct der issue_ocsp(const struct test_case *test, const char *line)
{
    const struct words words = words_of(line, ordinary, known);
    const uint8_t status = status_number(word(&words, "status"));
    struct der bytes = {NULL, 0};
    if (status == 0)
        bytes =
            der_tlv(0xa0, DER_SEQUENCE(field_or(&words, "type", der_oid("1.3.6.1.5.5.7.48.1.1")),
                                       der_tlv(0x04, basic(test, &words))));
    struct der response =
        DER_SEQUENCE(der_tlv(0x0a, der_bytes(&status, 1)), field_or(&words, "bytes", bytes));
    return DER_JOIN(response, field_or(&words, "after", der_hex("")));
}
