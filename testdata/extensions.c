/* SPDX-License-Identifier: MIT */
/* Names and extensions of the test certificates. */
#include "issue.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct numbered {
    const char *name;
    unsigned number;
};

static unsigned number_of(const struct numbered *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].name, name) == 0)
            return list[i].number;
    refuse("no such word", name);
}

#define NUMBER_OF(list, name) number_of(list, sizeof(list) / sizeof((list)[0]), name)

static const struct numbered string_types[] = {
    {"utf8", 0x0c}, {"printable", 0x13}, {"t61", 0x14}, {"ia5", 0x16}, {"bmp", 0x1e},
    {"numeric", 0x12}, {"visible", 0x1a}, {"general", 0x1b},
};

/* TYPE:TEXT of an attribute. */
static struct der attribute_of(const char *oid, const char *text)
{
    uint8_t type = 0x0c;
    if (strchr(text, ':') != NULL)
        type = (uint8_t)NUMBER_OF(string_types, next_part(&text, ':'));
    return DER_SEQUENCE(der_oid(oid), der_tlv(type, plain(text)));
}

static const char *attribute_oid(const char *name)
{
    static const char *const known[][2] = {
        {"C", "2.5.4.6"},
        {"O", "2.5.4.10"},
        {"OU", "2.5.4.11"},
        {"CN", "2.5.4.3"},
        {"L", "2.5.4.7"},
        {"ST", "2.5.4.8"},
        {"SN", "2.5.4.5"},
        {"E", "1.2.840.113549.1.9.1"},
        {"DC", "0.9.2342.19200300.100.1.25"},
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (strcmp(known[i][0], name) == 0)
            return known[i][1];
    return name;
}

static struct der distinguished_name(const char *rdns)
{
    struct der name = {NULL, 0};
    for (char *rdn; (rdn = next_part(&rdns, '/')) != NULL;) {
        struct der set = {NULL, 0};
        const char *rest = rdn;
        for (char *one; (one = next_part(&rest, '+')) != NULL;) {
            const char *text = one;
            const char *oid = attribute_oid(next_part(&text, '='));
            set = DER_JOIN(set, attribute_of(oid, text));
        }
        name = DER_JOIN(name, der_tlv(0x31, set));
    }
    return der_tlv(0x30, name);
}

struct der name_of(const char *text)
{
    if (strcmp(text, "none") == 0)
        return der_hex("3000");
    if (strncmp(text, "hex:", 4) == 0)
        return der_hex(text + 4);
    if (strncmp(text, "dn:", 3) == 0)
        return distinguished_name(text + 3);
    return der_tlv(0x30, der_tlv(0x31, attribute_of("2.5.4.3", text)));
}

/* SmtpUTF8Mailbox, RFC 9598 section 3 */
static struct der smtp_utf8_mailbox(const char *text)
{
    return der_tlv(
        0xa0, DER_JOIN(der_oid("1.3.6.1.5.5.7.8.9"), der_tlv(0xa0, der_tlv(0x0c, plain(text)))));
}

struct der general_name(const char *text)
{
    static const struct numbered kinds[] = {
        {"EMAIL", 0x81}, {"DNS", 0x82}, {"URI", 0x86}, {"IP", 0x87}, {"RID", 0x88},
    };
    const char *kind = next_part(&text, ':');
    if (strcmp(kind, "hex") == 0)
        return der_hex(text);
    if (strcmp(kind, "DIR") == 0)
        return der_tlv(0xa4, name_of(text));
    if (strcmp(kind, "SMTP") == 0)
        return smtp_utf8_mailbox(text);
    uint8_t tag = (uint8_t)NUMBER_OF(kinds, kind);
    return der_tlv(tag, tag >= 0x87 ? der_hex(text) : plain(text));
}

static struct der general_names(const char *list)
{
    struct der names = {NULL, 0};
    for (char *one; (one = next_part(&list, ',')) != NULL;)
        names = DER_JOIN(names, general_name(one));
    return der_tlv(0x30, names);
}

static struct der name_constraints(const char *list)
{
    struct der permitted = {NULL, 0}, excluded = {NULL, 0};
    for (char *one; (one = next_part(&list, ',')) != NULL;) {
        const char *rest = one;
        struct der *trees =
            strcmp(next_part(&rest, ':'), "permitted") == 0 ? &permitted : &excluded;
        *trees = DER_JOIN(*trees, der_tlv(0x30, general_name(rest)));
    }
    struct der both = {NULL, 0};
    if (permitted.length > 0)
        both = DER_JOIN(both, der_tlv(0xa0, permitted));
    if (excluded.length > 0)
        both = DER_JOIN(both, der_tlv(0xa1, excluded));
    return der_tlv(0x30, both);
}

static struct der basic_constraints(const char *text)
{
    if (strcmp(text, "leaf") == 0)
        return der_hex("3000");
    if (strcmp(text, "ca") == 0)
        return der_hex("30030101ff");
    if (strncmp(text, "ca:", 3) != 0)
        refuse("no basic constraints", text);
    return DER_SEQUENCE(der_hex("0101ff"), der_integer(strtoull(text + 3, NULL, 10)));
}

static struct der key_usage(const char *list)
{
    static const struct numbered bits[] = {
        {"digitalSignature", 0}, {"nonRepudiation", 1}, {"keyEncipherment", 2},
        {"dataEncipherment", 3}, {"keyAgreement", 4},   {"keyCertSign", 5},
        {"cRLSign", 6},          {"encipherOnly", 7},   {"decipherOnly", 8},
    };
    unsigned mask = 0;
    for (char *one; (one = next_part(&list, ',')) != NULL;)
        mask |= 1U << NUMBER_OF(bits, one);
    return der_named_bits(mask);
}

struct der purpose(const char *name)
{
    static const struct numbered purposes[] = {
        {"serverAuth", 1},      {"clientAuth", 2},   {"codeSigning", 3},
        {"emailProtection", 4}, {"timeStamping", 8}, {"OCSPSigning", 9},
    };
    if (strcmp(name, "any") == 0)
        return der_oid("2.5.29.37.0");
    if (name[0] >= '0' && name[0] <= '9')
        return der_oid(name);
    const uint8_t last = (uint8_t)NUMBER_OF(purposes, name);
    return der_tlv(0x06, DER_JOIN(der_hex("2b060105050703"), der_bytes(&last, 1)));
}

static struct der extended_key_usage(const char *list)
{
    struct der purposes = {NULL, 0};
    for (char *one; (one = next_part(&list, ',')) != NULL;)
        purposes = DER_JOIN(purposes, purpose(one));
    return der_tlv(0x30, purposes);
}

static struct der policy_oid(const char *text)
{
    return der_oid(strcmp(text, "any") == 0 ? "2.5.29.32.0" : text);
}

static struct der cps_qualifier(const char *text)
{
    if (strncmp(text, "cps:", 4) != 0)
        refuse("no policy qualifier", text);
    return DER_SEQUENCE(DER_SEQUENCE(der_oid("1.3.6.1.5.5.7.2.1"), der_tlv(0x16, plain(text + 4))));
}

static struct der policies(const char *list)
{
    struct der all = {NULL, 0};
    for (char *one; (one = next_part(&list, ',')) != NULL;) {
        const char *rest = one;
        struct der oid = policy_oid(next_part(&rest, '/'));
        struct der qualifiers = *rest != '\0' ? cps_qualifier(rest) : der_hex("");
        all = DER_JOIN(all, DER_SEQUENCE(oid, qualifiers));
    }
    return der_tlv(0x30, all);
}

static struct der policy_mappings(const char *list)
{
    struct der all = {NULL, 0};
    for (char *one; (one = next_part(&list, ',')) != NULL;) {
        const char *rest = one;
        struct der issuer_domain = policy_oid(next_part(&rest, ':'));
        all = DER_JOIN(all, DER_SEQUENCE(issuer_domain, policy_oid(rest)));
    }
    return der_tlv(0x30, all);
}

static struct der skip_certs(uint8_t tag, const char *hex)
{
    struct der number = der_magnitude(der_hex(hex));
    return der_tlv(tag, der_bytes(number.data + 2, number.length - 2));
}

static struct der policy_constraints(const char *list)
{
    struct der both = {NULL, 0};
    for (char *one; (one = next_part(&list, ',')) != NULL;) {
        const char *rest = one;
        uint8_t tag = strcmp(next_part(&rest, ':'), "explicit") == 0 ? 0x80 : 0x81;
        both = DER_JOIN(both, skip_certs(tag, rest));
    }
    return der_tlv(0x30, both);
}

static struct der inhibit_any_policy(const char *number)
{
    return skip_certs(0x02, number);
}

struct der extension(const char *oid, const char *critical, struct der value)
{
    struct der flag = strcmp(critical, "c") == 0   ? der_hex("0101ff")
                      : strcmp(critical, "n") == 0 ? der_hex("")
                                                   : der_hex(critical);
    return DER_SEQUENCE(der_oid(oid), flag, der_tlv(0x04, value));
}

struct der free_extensions(const char *list)
{
    struct der all = {NULL, 0};
    for (char *one; (one = next_part(&list, ',')) != NULL;) {
        const char *rest = one;
        const char *oid = next_part(&rest, '/');
        const char *critical = next_part(&rest, '/');
        all = DER_JOIN(all, extension(oid, critical, der_hex(rest)));
    }
    return all;
}

static const char *wanted(const struct spec *spec, enum attribute attribute)
{
    const char *value = spec->value[attribute];
    return value == NULL || strcmp(value, "none") == 0 ? NULL : value;
}

static struct der identifier(const struct spec *spec, enum attribute attribute, struct der usual)
{
    const char *given = spec->value[attribute];
    if (given == NULL)
        return usual;
    return strcmp(given, "none") == 0 ? (struct der){NULL, 0} : der_hex(given);
}

static struct der information_access(const char *list)
{
    struct der all = {NULL, 0};
    for (char *one; (one = next_part(&list, ',')) != NULL;) {
        const char *rest = one;
        const char *method = strcmp(next_part(&rest, ':'), "ocsp") == 0 ? "1.3.6.1.5.5.7.48.1"
                                                                        : "1.3.6.1.5.5.7.48.2";
        all = DER_JOIN(all, DER_SEQUENCE(der_oid(method), der_tlv(0x86, plain(rest))));
    }
    return der_tlv(0x30, all);
}

static bool is_flipped(const struct spec *spec, const char *name)
{
    const char *list = spec->value[FLIP];
    for (char *one; (one = next_part(&list, ',')) != NULL;)
        if (strcmp(one, name) == 0)
            return true;
    return false;
}

static const char *criticality(const struct spec *spec, const char *name, const char *usual)
{
    if (!is_flipped(spec, name))
        return usual;
    return strcmp(usual, "c") == 0 ? "n" : "c";
}

struct der extensions(const struct spec *spec, struct der subject_key_identifier,
                      struct der issuer_key_identifier)
{
    static const struct {
        enum attribute attribute;
        const char *name;
        const char *oid;
        const char *critical;
        struct der (*make)(const char *);
    } simple[] = {
        {BASIC_CONSTRAINTS, "bc", "2.5.29.19", "c", basic_constraints},
        {KEY_USAGE, "ku", "2.5.29.15", "c", key_usage},
        {EXTENDED_KEY_USAGE, "eku", "2.5.29.37", "n", extended_key_usage},
        {ALTERNATIVE_NAMES, "san", "2.5.29.17", "n", general_names},
        {NAME_CONSTRAINTS, "nc", "2.5.29.30", "c", name_constraints},
        {DISTRIBUTION_POINTS, "cdp", "2.5.29.31", "n", distribution_points},
        {FRESHEST_CRL, "fresh", "2.5.29.46", "n", distribution_points},
        {INFORMATION_ACCESS, "aia", "1.3.6.1.5.5.7.1.1", "n", information_access},
        {POLICIES, "policies", "2.5.29.32", "n", policies},
        {POLICY_MAPPINGS, "mappings", "2.5.29.33", "c", policy_mappings},
        {POLICY_CONSTRAINTS, "pc", "2.5.29.36", "c", policy_constraints},
        {INHIBIT_ANY_POLICY, "iap", "2.5.29.54", "c", inhibit_any_policy},
    };
    struct der all = {NULL, 0};
    for (size_t i = 0; i < sizeof(simple) / sizeof(simple[0]); i++) {
        const char *value = wanted(spec, simple[i].attribute);
        const char *critical = simple[i].critical;
        /* RFC 5280 4.2.1.6: critical where the subject is empty */
        if (simple[i].attribute == ALTERNATIVE_NAMES && wanted(spec, SUBJECT) == NULL)
            critical = "c";
        critical = criticality(spec, simple[i].name, critical);
        if (value != NULL)
            all = DER_JOIN(all, extension(simple[i].oid, critical, simple[i].make(value)));
    }
    struct der subject = identifier(spec, SUBJECT_KEY_IDENTIFIER, subject_key_identifier);
    if (subject.length > 0)
        all = DER_JOIN(
            all, extension("2.5.29.14", criticality(spec, "ski", "n"), der_tlv(0x04, subject)));
    struct der issuer = identifier(spec, AUTHORITY_KEY_IDENTIFIER, issuer_key_identifier);
    if (issuer.length > 0)
        all = DER_JOIN(all, extension("2.5.29.35", criticality(spec, "aki", "n"),
                                      der_tlv(0x30, der_tlv(0x80, issuer))));
    return DER_JOIN(all, free_extensions(spec->value[EXTENSION]));
}
