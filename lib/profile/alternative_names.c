/* SPDX-License-Identifier: MIT */
/*
 * RFC 5280 4.2.1.6 and 4.2.1.7: the names in subjectAltName and issuerAltName.
 *
 * Findings: alt-name-empty, rfc822-name-form, dns-name-form, uri-form, ip-address-length,
 * smtp-utf8-mailbox-form; each once an extension, about the first such name.
 * Departures: a star may be the first label of a host name, which 4.2.1.6 leaves to others.
 * RFC 9549's rule for A-labels is that of the preferred name syntax; whether what follows "xn--" is
 * an A-label is not looked at. What 4.2.1.6 asks the issuer to verify cannot be checked. That a
 * GeneralNames is not empty, and its strings IA5String, the reader makes sure of.
 */
#include "profile/name_form.h"
#include "profile/profile.h"

#include "x509/name_text.h"

#define NO_FINDING CERTCHECK_FINDING_CODES

static bool is_address(cc_span value)
{
    return value.length == 4 || value.length == 16;
}

static enum certcheck_finding_code flaw(const struct certcheck_general_name *name)
{
    cc_span value = name->value;
    /* RFC 5280 4.2.1.6: conforming CAs MUST NOT issue certificates with subjectAltNames containing
     * empty GeneralName fields. */
    bool empty_name = name->kind == CERTCHECK_NAME_DIRECTORY && value.length == 2;
    bool text = name->kind == CERTCHECK_NAME_RFC822 || name->kind == CERTCHECK_NAME_DNS ||
                name->kind == CERTCHECK_NAME_URI || name->is_smtp_utf8;
    if (empty_name || (text && value.length == 0))
        return CERTCHECK_FINDING_ALT_NAME_EMPTY;
    switch (name->kind) {
    case CERTCHECK_NAME_RFC822:
        /* RFC 5280 4.2.1.6: The format of an rfc822Name is a "Mailbox" as defined in Section 4.1.2
         * of RFC 2821. */
        return cc_name_form_mailbox(value) ? NO_FINDING : CERTCHECK_FINDING_RFC822_NAME_FORM;
    case CERTCHECK_NAME_DNS:
        /* RFC 5280 4.2.1.6: The name MUST be in the "preferred name syntax"; subjectAltName
         * extensions with a dNSName of " " MUST NOT be used. */
        return cc_name_form_domain(value, true) ? NO_FINDING : CERTCHECK_FINDING_DNS_NAME_FORM;
    case CERTCHECK_NAME_URI:
        /* RFC 5280 4.2.1.6: The name MUST NOT be a relative URI, and it MUST follow the URI syntax
         * and encoding rules specified in RFC 3986. The name MUST include both a scheme and a
         * scheme-specific-part. */
        return cc_name_form_uri(value) ? NO_FINDING : CERTCHECK_FINDING_URI_FORM;
    case CERTCHECK_NAME_IP:
        /* RFC 5280 4.2.1.6: For IP version 4, the octet string MUST contain exactly four octets.
         * For IP version 6, the octet string MUST contain exactly sixteen octets. */
        return is_address(value) ? NO_FINDING : CERTCHECK_FINDING_IP_ADDRESS_LENGTH;
    case CERTCHECK_NAME_OTHER:
        /* RFC 9598 3 */
        return !name->is_smtp_utf8 || cc_name_form_smtp_utf8(value)
                   ? NO_FINDING
                   : CERTCHECK_FINDING_SMTP_UTF8_MAILBOX_FORM;
    default:
        return NO_FINDING;
    }
}

static void check_names(struct cc_profile *profile, const struct certcheck_certificate *certificate,
                        size_t index, enum certcheck_extension_kind kind)
{
    bool found[CERTCHECK_FINDING_CODES] = {false};
    struct certcheck_extension_value value;
    struct certcheck_general_name name;
    if (!cc_profile_decode(certificate, kind, &value))
        return;
    while (certcheck_next_general_name(&value.of.names, &name)) {
        enum certcheck_finding_code code = flaw(&name);
        if (code == NO_FINDING || found[code])
            continue;
        found[code] = true;
        struct cc_finding *finding =
            cc_findings_add(profile->findings, code, index, certificate->der, name.whole);
        if (finding != NULL)
            cc_finding_take(profile->findings, finding, "name", cc_general_name_text_short(&name));
        cc_finding_text(profile->findings, finding, "extension",
                        certcheck_extension_kind_text(kind));
    }
}

void cc_profile_alternative_names(struct cc_profile *profile,
                                  const struct certcheck_certificate *certificate,
                                  enum cc_role role, size_t index)
{
    (void)role;
    check_names(profile, certificate, index, CERTCHECK_EXT_SUBJECT_ALT_NAME);
    /* RFC 5280 4.2.1.7: Issuer alternative names MUST be encoded as in 4.2.1.6. */
    check_names(profile, certificate, index, CERTCHECK_EXT_ISSUER_ALT_NAME);
}
