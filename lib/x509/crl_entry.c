/* SPDX-License-Identifier: MIT */
/* Reads entries of CRLs: RFC 5280 5.1.2.6 and 5.3. */
#include "x509/crl.h"

#include "der/der_value.h"
#include "x509/name.h"

static bool keep(struct certcheck_crl_entry *entry, const struct certcheck_extension_value *value)
{
    switch (value->kind) {
    case CERTCHECK_EXT_REASON_CODE:
        if (entry->has_reason)
            return false;
        entry->has_reason = true;
        entry->reason = value->of.reason;
        return true;
    case CERTCHECK_EXT_INVALIDITY_DATE:
        if (entry->has_invalidity_date)
            return false;
        entry->has_invalidity_date = true;
        entry->invalidity_date = value->of.time;
        return true;
    case CERTCHECK_EXT_CERTIFICATE_ISSUER:
        if (entry->certificate_issuer.length != 0)
            return false;
        entry->certificate_issuer = value->of.names;
        return true;
    default:
        return true;
    }
}

static bool read_extension(struct cc_der *list, struct certcheck_crl_entry *entry,
                           struct cc_quirk *quirks)
{
    struct certcheck_extension extension;
    struct certcheck_extension_value value;
    if (!cc_extension_read(list, CC_EXTENSION_OF_CRL_ENTRY, &extension, quirks))
        return false;
    if (extension.kind == CERTCHECK_EXT_UNKNOWN) {
        entry->unknown_critical = entry->unknown_critical || extension.critical;
        return true;
    }
    /* RFC 5280 5.3.1, 5.3.2: non-critical; 5.3.3: MUST be critical */
    if (extension.critical != (extension.kind == CERTCHECK_EXT_CERTIFICATE_ISSUER))
        entry->wrongly_critical = true;
    if (!cc_extension_decode(&extension, list->origin, &value, quirks, list->error))
        return false;
    return keep(entry, &value) || cc_der_fail(list, extension.whole.data, CC_DER_SEQUENCE,
                                              CC_DER_RULE_EXTENSION_DUPLICATE);
}

/* crlEntryExtensions Extensions OPTIONAL, "if present, version MUST be v2"
 *
 * Departures: an empty list is read; of extensions of unknown kind it is not looked for two that
 * are the same. */
static bool read_extensions(struct cc_der *inside, int version, struct certcheck_crl_entry *entry,
                            struct cc_quirk *quirks)
{
    cc_der_value sequence;
    struct cc_der list;
    size_t count;
    inside->field = "tbsCertList.revokedCertificates.crlEntryExtensions";
    if (version < 2)
        return cc_der_fail(inside, inside->next, CC_DER_SEQUENCE,
                           CC_DER_RULE_EXTENSIONS_NEED_VERSION_2);
    if (!cc_der_expect(inside, CC_DER_SEQUENCE, &sequence) ||
        !cc_der_open(inside, &sequence, &list) || !cc_extensions_count(&list, &count))
        return false;
    if (count == 0)
        cc_quirk_note(quirks, CC_QUIRK_SEQUENCE_EMPTY, sequence.whole, inside->field);
    entry->extensions = sequence.contents;
    while (!cc_der_at_end(&list)) {
        if (!read_extension(&list, entry, quirks))
            return false;
    }
    return true;
}

/* SEQUENCE {
 *     userCertificate     CertificateSerialNumber,
 *     revocationDate      Time,
 *     crlEntryExtensions  Extensions OPTIONAL } */
bool cc_crl_entry_read(struct cc_der *list, int version, struct certcheck_crl_entry *entry,
                       struct cc_quirk *quirks)
{
    *entry = (struct certcheck_crl_entry){0};
    cc_der_value sequence;
    struct cc_der inside;
    bool wrong_form;
    if (!cc_der_expect(list, CC_DER_SEQUENCE, &sequence) || !cc_der_open(list, &sequence, &inside))
        return false;
    entry->whole = sequence.whole;
    inside.field = "tbsCertList.revokedCertificates.userCertificate";
    if (!cc_der_integer(&inside, CC_DER_INTEGER, &entry->serial))
        return false;
    inside.field = "tbsCertList.revokedCertificates.revocationDate";
    const uint8_t *begin = inside.next;
    if (!cc_der_time(&inside, &entry->revocation_date, &wrong_form))
        return false;
    if (wrong_form)
        cc_quirk_note(quirks, CC_QUIRK_TIME_FORM, cc_span_between(begin, inside.next),
                      inside.field);
    if (!cc_der_at_end(&inside) && !read_extensions(&inside, version, entry, quirks))
        return false;
    return cc_der_end(&inside);
}

/* The entry at an offset into the CRL, which was in order when the CRL was read. */
static bool read_at(const struct certcheck_crl *crl, size_t offset,
                    struct certcheck_crl_entry *entry)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    const uint8_t *end = crl->entries.data + crl->entries.length;
    cc_der_init(&der, cc_span_between(crl->der.data + offset, end), crl->der.data, &error);
    if (!cc_crl_entry_read(&der, crl->version, entry, NULL))
        return false;
    if (entry->certificate_issuer.length == 0)
        entry->certificate_issuer =
            cc_crl_certificate_issuer(crl, cc_crl_issuer_change_at(crl, (uint32_t)offset));
    return true;
}

bool certcheck_crl_next_entry(const struct certcheck_crl *crl, size_t *position,
                              struct certcheck_crl_entry *entry)
{
    if (*position >= crl->entries.length)
        return false;
    size_t offset = (size_t)(crl->entries.data - crl->der.data) + *position;
    if (!read_at(crl, offset, entry))
        return false;
    *position += entry->whole.length;
    return true;
}

bool certcheck_crl_unknown_critical_entry(const struct certcheck_crl *crl,
                                          struct certcheck_crl_entry *entry)
{
    return crl->unknown_critical_entry.length != 0 &&
           read_at(crl, (size_t)(crl->unknown_critical_entry.data - crl->der.data), entry);
}

bool certcheck_crl_next_entry_extension(struct certcheck_span *rest,
                                        struct certcheck_extension *extension)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_der_init(&der, *rest, NULL, &error);
    if (cc_der_at_end(&der) || !cc_extension_read(&der, CC_EXTENSION_OF_CRL_ENTRY, extension, NULL))
        return false;
    *rest = cc_span_between(der.next, der.end);
    return true;
}

static bool issuer_is(const struct certcheck_crl *crl, cc_span certificate_issuer, cc_span name,
                      struct cc_budget *budget)
{
    struct certcheck_general_name one;
    if (certificate_issuer.length == 0)
        return cc_name_equal_paid(budget, crl->issuer, name);
    while (certcheck_next_general_name(&certificate_issuer, &one)) {
        if (one.kind == CERTCHECK_NAME_DIRECTORY && cc_name_equal_paid(budget, one.value, name))
            return true;
    }
    return false;
}

bool cc_crl_issuer_is(const struct certcheck_crl *crl, cc_span certificate_issuer, cc_span name)
{
    return issuer_is(crl, certificate_issuer, name, NULL);
}

/* Entries with one serial number may stand one behind the other by the million: each certificate
 * issuer is compared once. */
struct look_up {
    const struct certcheck_crl *crl;
    struct cc_budget *budget; /* NULL: nobody pays */
    cc_span issuer;
    bool known;
    size_t change;
    bool matches;
};

/* Finding out whose an entry is costs as much as so many candidates. */
#define ISSUER_COST 4

/* Entries with other serial numbers that are passed over for the price of one: where they are short
 * a hostile CRL has hundreds in one bucket. */
#define ENTRIES_PASSED 8

static bool pay(const struct look_up *look_up, uint64_t cost)
{
    return look_up->budget == NULL ||
           cc_budget_spend(look_up->budget, CERTCHECK_BUDGET_CANDIDATES, cost);
}

/* False, too, when nobody can pay for more. */
static bool has_issuer(struct look_up *look_up, uint32_t offset)
{
    size_t change = cc_crl_issuer_change_at(look_up->crl, offset);
    if (look_up->known && look_up->change == change)
        return look_up->matches && pay(look_up, 1);
    look_up->known = true;
    look_up->change = change;
    look_up->matches = pay(look_up, ISSUER_COST) &&
                       issuer_is(look_up->crl, cc_crl_certificate_issuer(look_up->crl, change),
                                 look_up->issuer, look_up->budget);
    return look_up->matches;
}

/* How much an entry says: that it was removed, that it is on hold, that it is revoked for good. */
static int weight(const struct certcheck_crl_entry *entry)
{
    if (entry->has_reason && entry->reason == CERTCHECK_REASON_REMOVE_FROM_CRL)
        return 1;
    return entry->has_reason && entry->reason == CERTCHECK_REASON_CERTIFICATE_HOLD ? 2 : 3;
}

bool cc_crl_look_up(const struct certcheck_crl *crl, struct cc_budget *budget, cc_span issuer,
                    cc_span serial, struct certcheck_crl_entry *entry)
{
    struct look_up look_up = {.crl = crl, .budget = budget, .issuer = issuer};
    struct certcheck_crl_entry candidate;
    int most = 0;
    const uint32_t *at, *end;
    cc_crl_index_bucket(&crl->index, serial, &at, &end);
    if (!pay(&look_up, 1 + (uint64_t)(end - at) / ENTRIES_PASSED))
        return false;
    for (; at != end && most < 3; at++) {
        if (!cc_crl_serial_at(crl, *at, serial) || !has_issuer(&look_up, *at) ||
            !read_at(crl, *at, &candidate) || weight(&candidate) <= most)
            continue;
        most = weight(&candidate);
        *entry = candidate;
    }
    return most > 0;
}

bool certcheck_crl_find(const struct certcheck_crl *crl, struct certcheck_span issuer,
                        struct certcheck_span serial, struct certcheck_crl_entry *entry)
{
    return cc_crl_look_up(crl, NULL, issuer, serial, entry);
}
