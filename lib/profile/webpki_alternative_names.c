/* SPDX-License-Identifier: MIT */
/*
 * BR 7.1.2.7.12: the kinds of names in a subscriber's subjectAltName, and its addresses.
 *
 * Findings: web-san-missing, web-san-kind, web-address-reserved; those about one dNSName stand in
 * webpki_dns_name.c. Each once a certificate, about the first such name.
 * Departures: BR 4.2.2 forbids internal names and reserved addresses; they are a warning, for
 * certificates with them are made for tests and private networks, and no name on the Internet is
 * taken by them. Forms that RFC 5280 forbids already are other findings.
 */
#include "profile/webpki.h"

static void add_once(const struct cc_webpki *web, const struct certcheck_general_name *name,
                     enum certcheck_finding_code code, struct cc_webpki_names *names)
{
    if (names->found[code])
        return;
    names->found[code] = true;
    cc_webpki_name(web, cc_webpki_add(web, code, name->whole), "name", name);
}

void cc_webpki_alternative_names(const struct cc_webpki *web)
{
    const struct certcheck_certificate *certificate = web->certificate;
    struct cc_webpki_names known = {.a_labels = 0};
    struct certcheck_general_name name;
    /* BR 7.1.2.7.6: subjectAltName: MUST be present */
    if (certificate->by_kind[CERTCHECK_EXT_SUBJECT_ALT_NAME] == NULL)
        cc_webpki_add(web, CERTCHECK_FINDING_WEB_SAN_MISSING, certificate->tbs);
    cc_span names = certificate->subject_alt_name;
    while (certcheck_next_general_name(&names, &name)) {
        /* BR 7.1.2.7.12: MUST contain at least one dNSName or iPAddress GeneralName; all other
         * types MUST NOT be used. */
        if (name.kind == CERTCHECK_NAME_DNS)
            cc_webpki_dns_name(web, &name, &known);
        else if (name.kind != CERTCHECK_NAME_IP)
            add_once(web, &name, CERTCHECK_FINDING_WEB_SAN_KIND, &known);
        else if (cc_webpki_address_is_reserved(name.value))
            add_once(web, &name, CERTCHECK_FINDING_WEB_ADDRESS_RESERVED, &known);
    }
}
