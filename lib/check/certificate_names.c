/* SPDX-License-Identifier: MIT */
/* The names of a certificate that constraints are about (RFC 5280 4.2.1.10). */
#include "check/certificate_names.h"

#include "x509/name.h"

/* 1.2.840.113549.1.9.1 */
static const uint8_t email_address[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01};

static cc_span contents_of(cc_span whole)
{
    struct certcheck_der_value value;
    cc_span rest = whole;
    struct certcheck_parse_error error;
    if (certcheck_der_next(&rest, whole.data, &value, &error) != CERTCHECK_OK)
        return (cc_span){NULL, 0};
    return value.contents;
}

void cc_certificate_names_begin(struct cc_certificate_names *names,
                                const struct certcheck_certificate *certificate)
{
    *names = (struct cc_certificate_names){.alternative = certificate->subject_alt_name};
    if (!certificate->subject_empty)
        names->subject = certificate->subject;
    /* RFC 5280 4.2.1.10: when the certificate does not include a subject alternative name, the
     * rfc822Name constraint MUST be applied to the attribute of type emailAddress. */
    if (!certificate->by_kind[CERTCHECK_EXT_SUBJECT_ALT_NAME])
        names->attributes = contents_of(certificate->subject);
}

static bool next_email_attribute(struct cc_certificate_names *names,
                                 struct certcheck_general_name *name)
{
    cc_span email = {email_address, sizeof email_address};
    struct cc_name_attribute attribute;
    while (cc_name_next_attribute(&names->attributes, &names->rdn, &attribute)) {
        if (!cc_span_equal(attribute.type, email))
            continue;
        *name = (struct certcheck_general_name){
            .kind = CERTCHECK_NAME_RFC822, .value = attribute.value, .whole = attribute.whole};
        return true;
    }
    return false;
}

bool cc_certificate_names_next(struct cc_certificate_names *names,
                               struct certcheck_general_name *name)
{
    if (certcheck_next_general_name(&names->alternative, name))
        return true;
    if (names->subject.length > 0) {
        *name = (struct certcheck_general_name){
            .kind = CERTCHECK_NAME_DIRECTORY, .value = names->subject, .whole = names->subject};
        names->subject = (cc_span){NULL, 0};
        return true;
    }
    return next_email_attribute(names, name);
}
