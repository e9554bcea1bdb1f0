/* SPDX-License-Identifier: MIT */
/* One CRL from the line that describes it. */
#include "revocation.h"

#include <stdlib.h>
#include <string.h>

static const char *const ordinary[][2] = {
    {"crl", "issuer=ca this=2026-05-01T00:00:00Z next=2026-07-01T00:00:00Z number=1"},
    {"root-crl", "issuer=root this=2026-05-01T00:00:00Z next=2026-07-01T00:00:00Z number=1"},
    {NULL, NULL},
};

static const char known[] = "issuer issuer-name signer sign signature version this next revoked "
                            "number base idp fresh aki ext field";

static struct der entry_extension(const char *part)
{
    if (strncmp(part, "issuers:", 8) == 0)
        return extension("2.5.29.29", "c", der_hex(part + 8));
    if (strncmp(part, "issuer:", 7) == 0)
        return extension("2.5.29.29", "c", der_tlv(0x30, der_tlv(0xa4, name_of(part + 7))));
    if (strncmp(part, "invalid:", 8) == 0)
        return extension("2.5.29.24", "n", der_generalized_time(part + 8));
    if (strncmp(part, "ext:", 4) == 0)
        return free_extensions(part + 4);
    const uint8_t reason = (uint8_t)reason_number(part);
    if (reason_number(part) < 0)
        refuse("no such part of an entry", part);
    return extension("2.5.29.21", "n", der_tlv(0x0a, der_bytes(&reason, 1)));
}

static struct der entry(const struct test_case *test, const char *item)
{
    const char *which = next_part(&item, '|');
    struct der serial = strncmp(which, "serial:", 7) == 0 ? der_tlv(0x02, der_hex(which + 7))
                                                          : certificate_serial(test, which);
    struct der time = der_time("2026-05-01T00:00:00Z"), all = {NULL, 0};
    for (char *part; (part = next_part(&item, '|')) != NULL;) {
        if (part[0] >= '0' && part[0] <= '9')
            time = der_time(part);
        else
            all = DER_JOIN(all, entry_extension(part));
    }
    return DER_SEQUENCE(serial, time, all.length > 0 ? der_tlv(0x30, all) : all);
}

static struct der entries(const struct test_case *test, const char *list)
{
    struct der all = {NULL, 0};
    for (char *one; (one = next_part(&list, ',')) != NULL;)
        all = DER_JOIN(all, entry(test, one));
    return all.length > 0 ? der_tlv(0x30, all) : all;
}

static struct der flag_of(const char *part)
{
    static const char *const flags[][2] = {
        {"user", "8101ff"}, {"ca", "8201ff"}, {"indirect", "8401ff"}, {"attribute", "8501ff"}};
    for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
        if (strcmp(flags[i][0], part) == 0)
            return der_hex(flags[i][1]);
    return (struct der){NULL, 0};
}

/* In the order of the ASN.1: a name, user, ca, reasons, indirect, attribute. */
static struct der issuing_distribution_point(const char *value)
{
    if (strncmp(value, "hex:", 4) == 0)
        return der_hex(value + 4);
    struct der name = point_name(value);
    struct der contents = name.length > 0 ? der_tlv(0xa0, name) : name;
    static const char *const order[] = {"user", "ca", "reasons:", "indirect", "attribute"};
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        const char *rest = value;
        for (char *part; (part = next_part(&rest, '|')) != NULL;) {
            if (strncmp(part, order[i], strlen(order[i])) != 0)
                continue;
            contents =
                DER_JOIN(contents, strcmp(order[i], "reasons:") == 0 ? reason_flags(0x83, part + 8)
                                                                     : flag_of(part));
        }
    }
    return der_tlv(0x30, contents);
}

static struct der number_of(const char *decimal)
{
    return der_integer(strtoull(decimal, NULL, 10));
}

static struct der list_extensions(const struct words *words, struct der issuer_key_identifier)
{
    static const struct {
        const char *name;
        const char *oid;
        const char *critical;
        struct der (*make)(const char *);
    } simple[] = {
        {"number", "2.5.29.20", "n", number_of},
        {"base", "2.5.29.27", "c", number_of},
        {"idp", "2.5.29.28", "c", issuing_distribution_point},
        {"fresh", "2.5.29.46", "n", distribution_points},
    };
    const char *aki = word(words, "aki");
    struct der all = {NULL, 0};
    if (aki != NULL)
        issuer_key_identifier = der_hex(aki);
    if (strstr(words->own, "aki=none") == NULL)
        all = extension("2.5.29.35", "n", der_tlv(0x30, der_tlv(0x80, issuer_key_identifier)));
    for (size_t i = 0; i < sizeof(simple) / sizeof(simple[0]); i++) {
        const char *value = word(words, simple[i].name);
        if (value != NULL)
            all =
                DER_JOIN(all, extension(simple[i].oid, simple[i].critical, simple[i].make(value)));
    }
    return DER_JOIN(all, free_extensions(word(words, "ext")));
}

/* RFC 5280 5.1 */
struct der issue_crl(const struct test_case *test, const char *line)
{
    const struct words words = words_of(line, ordinary, known);
    const struct spec issuer = certificate_spec(test, word(&words, "issuer"));
    const char *name = word(&words, "issuer-name");
    const char *signer = word(&words, "signer");
    const char *version = word(&words, "version");
    const char *next = word(&words, "next");
    int is_old = version != NULL && strcmp(version, "1") == 0;
    struct der none = {NULL, 0};
    if (signer == NULL)
        signer = issuer.value[KEY];
    struct der algorithm = signature_algorithm(word(&words, "sign"), signer);
    struct der all = list_extensions(&words, key_identifier(key_info(issuer.value[KEY])));
    struct der to_be_signed = DER_SEQUENCE(
        field_or(&words, "version", is_old ? none : der_integer(1)),
        field_or(&words, "algorithm", algorithm),
        field_or(&words, "issuer", name_of(name != NULL ? name : issuer.value[SUBJECT])),
        field_or(&words, "updates",
                 DER_JOIN(der_time(word(&words, "this")), next != NULL ? der_time(next) : none)),
        field_or(&words, "entries", entries(test, word(&words, "revoked"))),
        field_or(&words, "extensions",
                 is_old || all.length == 0 ? none : der_tlv(0xa0, der_tlv(0x30, all))));
    struct der crl =
        DER_SEQUENCE(to_be_signed, field_or(&words, "outer", algorithm),
                     field_or(&words, "signature", signed_by(&words, to_be_signed, signer)));
    return DER_JOIN(crl, field_or(&words, "after", none));
}
