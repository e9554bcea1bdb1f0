/* SPDX-License-Identifier: MIT */
/* What lines of CRLs and OCSP responses have in common, and distribution points. */
#include "revocation.h"

#include <stdlib.h>
#include <string.h>

static void check_names(const char *line, const char *known)
{
    for (char *one; (one = next_part(&line, ' ')) != NULL;) {
        const char *rest = one;
        const char *name = next_part(&rest, '=');
        const char *list = known;
        const char *next;
        while ((next = next_part(&list, ' ')) != NULL && strcmp(next, name) != 0)
            continue;
        if (next == NULL)
            refuse("no such attribute", one);
    }
}

struct words words_of(const char *line, const char *const (*ordinary)[2], const char *known)
{
    const char *name = next_part(&line, ' ');
    const char *own_name = next_part(&name, ':');
    if (*name == '\0')
        name = own_name;
    check_names(line, known);
    for (; (*ordinary)[0] != NULL; ordinary++)
        if (strcmp((*ordinary)[0], name) == 0)
            return (struct words){(*ordinary)[1], line};
    refuse("nothing ordinary has this name", name);
}

static const char *last_value(const char *line, const char *name, const char *value)
{
    for (char *one; (one = next_part(&line, ' ')) != NULL;) {
        const char *rest = one;
        if (strcmp(next_part(&rest, '='), name) != 0)
            continue;
        if (value != NULL && (strcmp(name, "ext") == 0 || strcmp(name, "field") == 0))
            rest = (const char *)DER_JOIN(der_text(value), der_text(","), der_text(rest),
                                          der_bytes("", 1))
                       .data;
        value = rest;
    }
    return value;
}

const char *word(const struct words *words, const char *name)
{
    const char *value = last_value(words->own, name, last_value(words->ordinary, name, NULL));
    return value == NULL || strcmp(value, "none") == 0 ? NULL : value;
}

struct der field_or(const struct words *words, const char *name, struct der usual)
{
    const char *list = word(words, "field");
    for (char *one; (one = next_part(&list, ',')) != NULL;) {
        const char *rest = one;
        if (strcmp(next_part(&rest, ':'), name) == 0)
            return der_hex(rest);
    }
    return usual;
}

struct der signed_by(const struct words *words, struct der to_be_signed, const char *key)
{
    const char *wish = word(words, "signature");
    if (wish != NULL && strcmp(wish, "broken") != 0)
        return der_bit_string(der_hex(wish));
    struct der signature = signature_of(to_be_signed, word(words, "sign"), key);
    if (wish != NULL)
        signature = der_flip(signature, signature.length / 2 - 1);
    return der_bit_string(signature);
}

/* RFC 5280 5.3.1 */
int reason_number(const char *text)
{
    static const char *const names[] = {
        "unspecified",   "keyCompromise",        "cACompromise",    "affiliationChanged",
        "superseded",    "cessationOfOperation", "certificateHold", "",
        "removeFromCRL", "privilegeWithdrawn",   "aACompromise",
    };
    if (strncmp(text, "reason:", 7) == 0)
        return atoi(text + 7);
    for (int i = 0; i < (int)(sizeof(names) / sizeof(names[0])); i++)
        if (*text != '\0' && strcmp(names[i], text) == 0)
            return i;
    return -1;
}

/* RFC 5280 4.2.1.13: the bits are not numbered as the reasons are. */
struct der reason_flags(uint8_t tag, const char *names)
{
    unsigned mask = 0;
    for (char *one; (one = next_part(&names, '+')) != NULL;) {
        int reason = strcmp(one, "unused") == 0 ? 0 : reason_number(one);
        if (reason < 0 || reason == 8)
            refuse("no such flag", one);
        mask |= 1U << (reason > 8 ? reason - 2 : reason);
    }
    struct der bits = der_named_bits(mask);
    return der_tlv(tag, der_bytes(bits.data + 2, bits.length - 2));
}

static int is_general_name(const char *part)
{
    static const char *const kinds[] = {"URI:", "DNS:", "DIR:", "EMAIL:", "IP:", "RID:"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strncmp(part, kinds[i], strlen(kinds[i])) == 0)
            return 1;
    return 0;
}

struct der point_name(const char *item)
{
    struct der full = {NULL, 0};
    for (char *part; (part = next_part(&item, '|')) != NULL;) {
        if (strncmp(part, "relative:", 9) == 0)
            return der_tlv(0xa1, DER_SEQUENCE(der_oid("2.5.4.3"), der_tlv(0x0c, plain(part + 9))));
        if (is_general_name(part))
            full = DER_JOIN(full, general_name(part));
    }
    return full.length > 0 ? der_tlv(0xa0, full) : full;
}

static struct der distribution_point(const char *item)
{
    if (strncmp(item, "hex:", 4) == 0)
        return der_hex(item + 4);
    struct der name = point_name(item);
    struct der reasons = {NULL, 0}, issuers = {NULL, 0};
    for (char *part; (part = next_part(&item, '|')) != NULL;) {
        if (strncmp(part, "reasons:", 8) == 0)
            reasons = reason_flags(0x81, part + 8);
        else if (strncmp(part, "issuer:", 7) == 0)
            issuers = DER_JOIN(issuers, general_name(part + 7));
        else if (!is_general_name(part) && strncmp(part, "relative:", 9) != 0)
            refuse("no such part of a distribution point", part);
    }
    if (name.length > 0)
        name = der_tlv(0xa0, name);
    if (issuers.length > 0)
        issuers = der_tlv(0xa2, issuers);
    return DER_SEQUENCE(name, reasons, issuers);
}

struct der distribution_points(const char *list)
{
    struct der points = {NULL, 0};
    for (char *one; (one = next_part(&list, ',')) != NULL;)
        points = DER_JOIN(points, distribution_point(one));
    return der_tlv(0x30, points);
}
