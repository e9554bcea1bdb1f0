/* SPDX-License-Identifier: MIT */
/*
 * BR 7.1.2.7.12, 4.2.2 and 3.2.2.6: one dNSName of a subscriber.
 *
 * Findings: web-dns-label-reserved, web-dns-a-label, web-dns-idna, web-wildcard-public-suffix,
 * web-wildcard-private-suffix, web-name-internal.
 * Departures: names that are no host names at all (RFC 5280 4.2.1.6) are another finding, and are
 * left alone here. BR 3.2.2.6 lets a registry have a wildcard for its whole suffix when it shows
 * that it is its own; nobody can see that in the certificate, so that it is refused. No more than
 * A_LABELS_MAX A-labels of a certificate are decoded, and no more than SUFFIXES_MAX of its names
 * looked up in the Public Suffix List. Without that list only wildcards right under a top-level
 * domain are found, and of internal names single labels and those of special-use domains.
 */
#include "profile/public_suffix.h"
#include "profile/webpki.h"

#include <idn2.h>

#define NAME_MAX_LENGTH 253 /* octets, RFC 1035 2.3.4 */
#define LABEL_MAX 63

/* A-labels decoded in one certificate: each takes some microseconds. */
#define A_LABELS_MAX 500

/* Names of one certificate that are looked up: each takes a microsecond. */
#define SUFFIXES_MAX 2000

struct dns_name {
    const struct cc_webpki *web;
    const struct certcheck_general_name *name;
    struct cc_webpki_names *names;
};

static void add(const struct dns_name *dns, enum certcheck_finding_code code)
{
    if (dns->names->found[code])
        return;
    dns->names->found[code] = true;
    cc_webpki_name(dns->web, cc_webpki_add(dns->web, code, dns->name->whole), "name", dns->name);
}

/* The name in lower case; false where it cannot be a host name. */
static bool lower_case(cc_span name, char text[NAME_MAX_LENGTH + 1])
{
    if (name.length == 0 || name.length > NAME_MAX_LENGTH)
        return false;
    for (size_t i = 0; i < name.length; i++) {
        uint8_t c = name.data[i];
        bool upper = c >= 'A' && c <= 'Z';
        bool known = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                     c == '_' || c == '*';
        if (!upper && !known)
            return false;
        text[i] = (char)(upper ? c - 'A' + 'a' : c);
    }
    text[name.length] = '\0';
    return true;
}

/* Whether idn2's answer is about Punycode (RFC 3492) itself, not about what it stands for. */
static bool is_punycode_error(int result)
{
    return (result <= IDN2_ENCODING_ERROR && result > IDN2_NOT_NFC) ||
           result == IDN2_ALABEL_ROUNDTRIP_FAILED;
}

/* BR 1.6.1: P-Label: An XN-Label that contains valid output of the Punycode algorithm (as defined
 * in RFC 3492, Section 6.3) from the fifth and subsequent positions. */
static void check_a_label(const struct dns_name *dns, const char *label)
{
    uint8_t *ascii = NULL;
    int result = idn2_lookup_u8((const uint8_t *)label, &ascii, IDN2_NO_TR46 | IDN2_NFC_INPUT);
    idn2_free(ascii);
    if (result == IDN2_MALLOC)
        dns->web->profile->findings->no_memory = true;
    else if (is_punycode_error(result))
        add(dns, CERTCHECK_FINDING_WEB_DNS_A_LABEL);
    else if (result != IDN2_OK)
        add(dns, CERTCHECK_FINDING_WEB_DNS_IDNA);
}

static void check_label(const struct dns_name *dns, const char *begin, size_t length)
{
    char label[LABEL_MAX + 1];
    if (length < 4 || length > LABEL_MAX || begin[2] != '-' || begin[3] != '-')
        return;
    memcpy(label, begin, length);
    label[length] = '\0';
    if (strncmp(label, "xn--", 4) == 0) {
        if (dns->names->a_labels++ < A_LABELS_MAX)
            check_a_label(dns, label);
    } else if (cc_webpki_since(dns->web, 2021, 10, 1)) {
        /* BR 7.1.2.7.12: the Domain Labels are P-Labels or Non-Reserved LDH Labels. Effective
         * 2021-10-01. */
        add(dns, CERTCHECK_FINDING_WEB_DNS_LABEL_RESERVED);
    }
}

/* BR 3.2.2.6: If the FQDN portion of any Wildcard Domain Name is "registry-controlled" or is a
 * "public suffix", CAs MUST refuse issuance [...]. */
static void check_wildcard(const struct dns_name *dns, const char *parent)
{
    if (dns->names->suffixes++ >= SUFFIXES_MAX)
        return;
    enum cc_suffix suffix = cc_public_suffix_of(parent);
    if (suffix == CC_SUFFIX_ICANN || strchr(parent, '.') == NULL)
        add(dns, CERTCHECK_FINDING_WEB_WILDCARD_PUBLIC_SUFFIX);
    else if (suffix == CC_SUFFIX_PRIVATE)
        add(dns, CERTCHECK_FINDING_WEB_WILDCARD_PRIVATE_SUFFIX);
}

/* RFC 6761, RFC 6762, RFC 9476, and ICANN's resolution of 2024-07-29 */
static bool is_special_use(const char *top_level)
{
    static const char *const list[] = {"alt",   "example",   "internal", "invalid",
                                       "local", "localhost", "test"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(list[i], top_level) == 0)
            return true;
    return false;
}

/* BR 1.6.1: Internal Name: [...] cannot be verified as globally unique within the public DNS at the
 * time of certificate issuance because it does not end with a Top-Level Domain registered in IANA's
 * Root Zone Database. */
bool cc_webpki_name_is_internal(const char *host)
{
    const char *dot = strrchr(host, '.');
    return dot == NULL || is_special_use(dot + 1) ||
           (cc_public_suffix_is_known() && !cc_public_suffix_has_top_level(host));
}

void cc_webpki_dns_name(const struct cc_webpki *web, const struct certcheck_general_name *name,
                        struct cc_webpki_names *names)
{
    const struct dns_name dns = {web, name, names};
    bool wildcard =
        name->value.length > 2 && name->value.data[0] == '*' && name->value.data[1] == '.';
    bool labels = cc_webpki_wants(web, CERTCHECK_FINDING_WEB_DNS_LABEL_RESERVED) ||
                  cc_webpki_wants(web, CERTCHECK_FINDING_WEB_DNS_A_LABEL) ||
                  cc_webpki_wants(web, CERTCHECK_FINDING_WEB_DNS_IDNA);
    bool internal = cc_webpki_wants(web, CERTCHECK_FINDING_WEB_NAME_INTERNAL);
    char text[NAME_MAX_LENGTH + 1];
    /* The default profile only asks about wildcards. */
    if ((!wildcard && !labels && !internal) || !lower_case(name->value, text))
        return;
    const char *host = wildcard ? text + 2 : text;
    if (wildcard)
        check_wildcard(&dns, host);
    if (labels)
        for (const char *label = host; label != NULL;) {
            const char *dot = strchr(label, '.');
            check_label(&dns, label, dot ? (size_t)(dot - label) : strlen(label));
            label = dot ? dot + 1 : NULL;
        }
    if (internal && !names->found[CERTCHECK_FINDING_WEB_NAME_INTERNAL] &&
        names->suffixes++ < SUFFIXES_MAX && cc_webpki_name_is_internal(text))
        add(&dns, CERTCHECK_FINDING_WEB_NAME_INTERNAL);
}
