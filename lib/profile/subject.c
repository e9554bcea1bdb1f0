/* SPDX-License-Identifier: MIT */
/*
 * RFC 5280 4.1.2.6 and appendix A.1: the subject's name.
 *
 * Findings: ca-subject-empty, subject-missing, email-address-in-subject, name-string-type,
 * name-string-legacy, name-value-length, country-name-form, name-attribute-repeated; those about
 * attributes each once, about the first place.
 * Departures: an anchor's name is not looked at, and no issuer's: it is the subject of the next
 * certificate. 4.1.2.6 asks new certificates for their mail addresses in subjectAltName with MUST;
 * which were new in 2002 cannot be told, and so that is a warning. TeletexString, BMPString and
 * UniversalString are allowed where a name was in use before, which cannot be told either.
 */
#include "profile/profile.h"

#include "base/text.h"
#include "der/der_value.h"
#include "x509/name.h"

#define DIRECTORY_STRING 0
#define UNBOUNDED 0
#define COUNTRY_LENGTH 2 /* letters */

/* RFC 5280 appendix A.1, with the upper bounds (characters) of its end */
static const struct rule {
    enum cc_oid type;
    uint32_t tag;
    unsigned maximum;
} rules[] = {
    {CC_OID_COMMON_NAME, DIRECTORY_STRING, 64},
    {CC_OID_SURNAME, DIRECTORY_STRING, 32768},
    {CC_OID_SERIAL_NUMBER, CC_DER_PRINTABLE_STRING, 64},
    {CC_OID_LOCALITY_NAME, DIRECTORY_STRING, 128},
    {CC_OID_STATE_OR_PROVINCE_NAME, DIRECTORY_STRING, 128},
    {CC_OID_ORGANIZATION_NAME, DIRECTORY_STRING, 64},
    {CC_OID_ORGANIZATIONAL_UNIT_NAME, DIRECTORY_STRING, 64},
    {CC_OID_TITLE, DIRECTORY_STRING, 64},
    {CC_OID_NAME, DIRECTORY_STRING, 32768},
    {CC_OID_GIVEN_NAME, DIRECTORY_STRING, 32768},
    {CC_OID_INITIALS, DIRECTORY_STRING, 32768},
    {CC_OID_GENERATION_QUALIFIER, DIRECTORY_STRING, 32768},
    {CC_OID_DN_QUALIFIER, CC_DER_PRINTABLE_STRING, UNBOUNDED},
    {CC_OID_PSEUDONYM, DIRECTORY_STRING, 128},
    {CC_OID_EMAIL_ADDRESS, CC_DER_IA5_STRING, 255},
    {CC_OID_DOMAIN_COMPONENT, CC_DER_IA5_STRING, UNBOUNDED},
};

/* Bytes of a mail address that are looked at to show it; findings cut texts off before that. */
#define MAIL_SHOWN_MAX 4096

struct subject {
    struct cc_profile *profile;
    const struct certcheck_certificate *certificate;
    size_t index;
    bool found[CERTCHECK_FINDING_CODES];
};

/* NULL: found before, or not wanted. */
static struct cc_finding *add(struct subject *subject, enum certcheck_finding_code code,
                              const struct cc_name_attribute *attribute)
{
    if (subject->found[code])
        return NULL;
    subject->found[code] = true;
    struct cc_finding *finding = cc_findings_add(subject->profile->findings, code, subject->index,
                                                 subject->certificate->der, attribute->whole);
    const char *name = certcheck_oid_name(attribute->type);
    if (name != NULL)
        cc_finding_text(subject->profile->findings, finding, "attribute", name);
    else
        cc_finding_oid(subject->profile->findings, finding, "attribute", attribute->type);
    return finding;
}

/* X520countryName ::= PrintableString (SIZE (2)) -- IS 3166 codes */
static bool is_country(const struct cc_name_attribute *attribute)
{
    if (attribute->tag != CC_DER_PRINTABLE_STRING || attribute->value.length != COUNTRY_LENGTH)
        return false;
    for (size_t i = 0; i < COUNTRY_LENGTH; i++) {
        uint8_t letter = attribute->value.data[i] | 0x20;
        if (letter < 'a' || letter > 'z')
            return false;
    }
    return true;
}

/* DirectoryString ::= CHOICE {
 *     teletexString  TeletexString (SIZE (1..MAX)),   printableString  PrintableString (...),
 *     universalString  UniversalString (...),         utf8String  UTF8String (...),
 *     bmpString  BMPString (...) } */
static void check_type(struct subject *subject, const struct cc_name_attribute *attribute,
                       uint32_t wanted)
{
    uint32_t tag = attribute->tag;
    bool current = tag == CC_DER_PRINTABLE_STRING || tag == CC_DER_UTF8_STRING;
    bool legacy =
        tag == CC_DER_TELETEX_STRING || tag == CC_DER_BMP_STRING || tag == CC_DER_UNIVERSAL_STRING;
    if (wanted == DIRECTORY_STRING ? !current && !legacy : tag != wanted)
        add(subject, CERTCHECK_FINDING_NAME_STRING_TYPE, attribute);
    /* RFC 5280 4.1.2.4: CAs conforming to this profile MUST use either the PrintableString or
     * UTF8String encoding of DirectoryString, with two exceptions. */
    else if (wanted == DIRECTORY_STRING && legacy)
        add(subject, CERTCHECK_FINDING_NAME_STRING_LEGACY, attribute);
}

static void check_length(struct subject *subject, const struct cc_name_attribute *attribute,
                         unsigned maximum)
{
    if (!cc_name_is_text(attribute->tag))
        return;
    cc_span rest = attribute->value;
    uint32_t character;
    bool readable;
    size_t length = 0;
    for (; rest.length > 0; length++)
        cc_name_next_character(attribute->tag, &rest, &character, &readable);
    if (length > 0 && (maximum == UNBOUNDED || length <= maximum))
        return;
    struct cc_finding *finding = add(subject, CERTCHECK_FINDING_NAME_VALUE_LENGTH, attribute);
    cc_finding_number(subject->profile->findings, finding, "actual", (int64_t)length);
    if (maximum == UNBOUNDED)
        cc_finding_text(subject->profile->findings, finding, "expected", "any number");
    else
        cc_finding_number(subject->profile->findings, finding, "expected", (int64_t)maximum);
}

static void check_attribute(struct subject *subject, const struct cc_name_attribute *attribute)
{
    enum cc_oid type = cc_oid_find(attribute->type);
    if (type == CC_OID_COUNTRY_NAME && !is_country(attribute))
        add(subject, CERTCHECK_FINDING_COUNTRY_NAME_FORM, attribute);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (rules[i].type != type)
            continue;
        check_type(subject, attribute, rules[i].tag);
        check_length(subject, attribute, rules[i].maximum);
    }
}

static bool has_mailbox(const struct certcheck_certificate *certificate)
{
    cc_span rest = certificate->subject_alt_name;
    struct certcheck_general_name name;
    while (certcheck_next_general_name(&rest, &name))
        if (name.kind == CERTCHECK_NAME_RFC822 || name.is_smtp_utf8)
            return true;
    return false;
}

/* RFC 5280 4.1.2.6: Conforming implementations generating new certificates with electronic mail
 * addresses MUST use the rfc822Name in the subject alternative name extension. */
static void check_mail(struct subject *subject, const struct cc_name_attribute *attribute)
{
    if (!cc_oid_is(attribute->type, CC_OID_EMAIL_ADDRESS) ||
        subject->found[CERTCHECK_FINDING_EMAIL_ADDRESS_IN_SUBJECT])
        return;
    if (has_mailbox(subject->certificate)) {
        /* Once is enough: there may be many attributes, and many names to walk. */
        subject->found[CERTCHECK_FINDING_EMAIL_ADDRESS_IN_SUBJECT] = true;
        return;
    }
    struct cc_finding *finding =
        add(subject, CERTCHECK_FINDING_EMAIL_ADDRESS_IN_SUBJECT, attribute);
    struct cc_text text;
    cc_span address = attribute->value;
    if (finding == NULL)
        return;
    if (address.length > MAIL_SHOWN_MAX)
        address.length = MAIL_SHOWN_MAX;
    cc_text_init_cut(&text);
    cc_text_escaped(&text, address);
    cc_finding_take(subject->profile->findings, finding, "name", cc_text_take(&text));
}

/* The types of one relative distinguished name. */
struct types {
    cc_span seen[CC_PROFILE_COMPARED_MAX];
    size_t count;
};

/* X.501 9.3: the set that forms an RDN contains exactly one AttributeTypeAndValue for each
 * attribute. */
static void check_repeated(struct subject *subject, struct types *types,
                           const struct cc_name_attribute *attribute)
{
    for (size_t i = 0; i < types->count; i++)
        if (cc_span_equal(types->seen[i], attribute->type)) {
            add(subject, CERTCHECK_FINDING_NAME_ATTRIBUTE_REPEATED, attribute);
            return;
        }
    if (types->count < CC_PROFILE_COMPARED_MAX)
        types->seen[types->count++] = attribute->type;
}

static void check_attributes(struct subject *subject)
{
    struct certcheck_span name = subject->certificate->subject;
    struct certcheck_parse_error error = {0};
    struct cc_der der, inside;
    cc_der_init(&der, name, NULL, &error);
    if (!cc_der_enter(&der, CC_DER_SEQUENCE, &inside))
        return;
    cc_span rest = cc_span_between(inside.next, inside.end), rdn = {NULL, 0};
    struct cc_name_attribute attribute;
    struct types types = {.count = 0};
    while (cc_name_next_attribute(&rest, &rdn, &attribute)) {
        check_attribute(subject, &attribute);
        check_mail(subject, &attribute);
        check_repeated(subject, &types, &attribute);
        if (rdn.length == 0)
            types.count = 0;
    }
}

/* RFC 5280 4.1.2.6: If the subject is a CA [...], then the subject field MUST be populated with a
 * non-empty distinguished name. So must it if the subject is a CRL issuer (e.g., the key usage
 * extension [...] is present and the value of cRLSign is TRUE). If subject naming information is
 * present only in the subjectAltName extension, then the subject name MUST be an empty sequence. */
void cc_profile_subject(struct cc_profile *profile, const struct certcheck_certificate *certificate,
                        enum cc_role role, size_t index)
{
    if (role == CC_ROLE_ANCHOR || !certificate->subject_empty)
        return;
    if (cc_profile_is_authority(certificate) ||
        (certificate->key_usage & CERTCHECK_KEY_USAGE_CRL_SIGN) != 0)
        cc_findings_add(profile->findings, CERTCHECK_FINDING_CA_SUBJECT_EMPTY, index,
                        certificate->der, certificate->subject);
    else if (certificate->by_kind[CERTCHECK_EXT_SUBJECT_ALT_NAME] == NULL)
        cc_findings_add(profile->findings, CERTCHECK_FINDING_SUBJECT_MISSING, index,
                        certificate->der, certificate->subject);
}

void cc_profile_subject_attributes(struct cc_profile *profile,
                                   const struct certcheck_certificate *certificate,
                                   enum cc_role role, size_t index)
{
    struct subject subject = {profile, certificate, index, {false}};
    if (role != CC_ROLE_ANCHOR)
        check_attributes(&subject);
}
