/* SPDX-License-Identifier: MIT */
/*
 * BR 7.1.2.7.2 to 7.1.2.7.5, 7.1.4.2 and 7.1.2.10.2: what subjects hold, by what was validated.
 *
 * Findings: web-subject-attribute, web-subject-missing, web-subject-repeated,
 * web-organizational-unit, web-subject-metadata, web-ca-subject.
 * Departures: without a reserved policy, or with several, what was validated is not known, and only
 * the rules for every subject are asked. commonName has a file of its own. Whether values are true
 * nobody can see. The order of attributes (BR 7.1.4.1) is left alone. A root's subject is only
 * looked at where it was made under the Requirements (2012-07-01).
 */
#include "profile/webpki.h"

#define ATTRIBUTES_MAX 5

/* What a kind of validation asks for; CC_OID_UNKNOWN ends a list. */
struct validation {
    enum cc_oid policy;
    enum cc_oid required[ATTRIBUTES_MAX + 1];
    bool place; /* localityName or stateOrProvinceName */
    enum cc_oid forbidden[ATTRIBUTES_MAX + 1];
};

static const struct validation validations[] = {
    /* BR 7.1.2.7.2: no more than countryName and commonName, see is_for_domains */
    {CC_OID_CABF_DOMAIN_VALIDATED, {0}, false, {0}},
    /* BR 7.1.2.7.4 */
    {CC_OID_CABF_ORGANIZATION_VALIDATED,
     {CC_OID_COUNTRY_NAME, CC_OID_ORGANIZATION_NAME},
     true,
     {CC_OID_SURNAME, CC_OID_GIVEN_NAME}},
    /* BR 7.1.2.7.3 */
    {CC_OID_CABF_INDIVIDUAL_VALIDATED,
     {CC_OID_COUNTRY_NAME, CC_OID_SURNAME, CC_OID_GIVEN_NAME},
     true,
     {0}},
    /* BR 7.1.2.7.5, Guidelines for Extended Validation 7.1.4.2 */
    {CC_OID_CABF_EXTENDED_VALIDATION,
     {CC_OID_COUNTRY_NAME, CC_OID_ORGANIZATION_NAME, CC_OID_BUSINESS_CATEGORY,
      CC_OID_JURISDICTION_COUNTRY_NAME, CC_OID_SERIAL_NUMBER},
     true,
     {0}}, /* see is_for_extended_validation */
};

/* What only a validated organization or person may have since the first version of the rules
 * (2012-07-01); any other attribute is left to certificates made from 2023-09-15 on. */
static const enum cc_oid validated[] = {
    CC_OID_ORGANIZATION_NAME, CC_OID_GIVEN_NAME,    CC_OID_SURNAME,
    CC_OID_STREET_ADDRESS,    CC_OID_LOCALITY_NAME, CC_OID_STATE_OR_PROVINCE_NAME,
    CC_OID_POSTAL_CODE,
};

struct subject {
    const struct cc_webpki *web;
    const struct validation *validation; /* NULL: not known */
    bool current;                        /* BR 2.0's profiles hold: effective 2023-09-15 */
    bool seen[CC_OIDS];
    bool found[CERTCHECK_FINDING_CODES];
};

static bool is_in(const enum cc_oid *list, enum cc_oid oid)
{
    for (; *list != CC_OID_UNKNOWN; list++)
        if (*list == oid)
            return true;
    return false;
}

/* The one reserved policy of BR 7.1.6.1 in the certificate, or NULL. */
static const struct validation *find_validation(const struct certcheck_certificate *certificate)
{
    const struct validation *result = NULL;
    struct certcheck_policy_information policy;
    cc_span policies = certificate->policies;
    while (certcheck_next_policy(&policies, &policy))
        for (size_t i = 0; i < sizeof validations / sizeof *validations; i++)
            if (cc_oid_is(policy.policy, validations[i].policy)) {
                if (result != NULL && result != &validations[i])
                    return NULL;
                result = &validations[i];
            }
    return result;
}

static void add(struct subject *subject, enum certcheck_finding_code code,
                const struct cc_name_attribute *attribute)
{
    if (subject->found[code])
        return;
    subject->found[code] = true;
    cc_webpki_oid(subject->web, cc_webpki_add(subject->web, code, attribute->whole), "attribute",
                  attribute->type);
}

static bool is_for_domains(const struct subject *subject, enum cc_oid oid)
{
    if (oid == CC_OID_COUNTRY_NAME || oid == CC_OID_COMMON_NAME ||
        !cc_webpki_since(subject->web, 2012, 7, 1))
        return true;
    for (size_t i = 0; i < sizeof validated / sizeof *validated; i++)
        if (validated[i] == oid)
            return false;
    return !subject->current;
}

/* Guidelines for Extended Validation 7.1.4.2: CAs SHALL NOT include any Subject Distinguished Name
 * attributes except as specified there. organizationalUnitName is another finding. */
static bool is_for_extended_validation(enum cc_oid oid)
{
    static const enum cc_oid list[] = {CC_OID_COMMON_NAME,
                                       CC_OID_COUNTRY_NAME,
                                       CC_OID_STATE_OR_PROVINCE_NAME,
                                       CC_OID_LOCALITY_NAME,
                                       CC_OID_STREET_ADDRESS,
                                       CC_OID_POSTAL_CODE,
                                       CC_OID_ORGANIZATION_NAME,
                                       CC_OID_ORGANIZATION_IDENTIFIER,
                                       CC_OID_BUSINESS_CATEGORY,
                                       CC_OID_SERIAL_NUMBER,
                                       CC_OID_JURISDICTION_COUNTRY_NAME,
                                       CC_OID_JURISDICTION_STATE_OR_PROVINCE_NAME,
                                       CC_OID_JURISDICTION_LOCALITY_NAME,
                                       CC_OID_UNKNOWN};
    return is_in(list, oid);
}

static bool is_allowed(const struct subject *subject, enum cc_oid oid)
{
    enum cc_oid policy = subject->validation->policy;
    if (policy == CC_OID_CABF_DOMAIN_VALIDATED)
        return is_for_domains(subject, oid);
    if (!subject->current)
        return true;
    return policy == CC_OID_CABF_EXTENDED_VALIDATION ? is_for_extended_validation(oid)
                                                     : !is_in(subject->validation->forbidden, oid);
}

/* BR 7.1.4.2: Subject attributes MUST NOT contain only metadata such as '.', '-', and ' ' (i.e.
 * space) characters, and/or any other indication that the value is absent, incomplete, or not
 * applicable. */
static bool is_metadata(const struct cc_name_attribute *attribute)
{
    for (size_t i = 0; i < attribute->value.length; i++) {
        uint8_t c = attribute->value.data[i];
        if (c != '.' && c != '-' && c != ' ')
            return false;
    }
    return cc_name_is_text(attribute->tag);
}

static void check_attribute(struct subject *subject, const struct cc_name_attribute *attribute)
{
    const struct cc_webpki *web = subject->web;
    enum cc_oid oid = cc_oid_find(attribute->type);
    /* BR 7.1.4.1: Each Name MUST NOT contain more than one instance of a given
     * AttributeTypeAndValue across all RelativeDistinguishedNames unless explicitly allowed. */
    bool other_finding = oid == CC_OID_COMMON_NAME && web->kind == CC_WEBPKI_SUBSCRIBER;
    bool may_repeat = oid == CC_OID_DOMAIN_COMPONENT || oid == CC_OID_STREET_ADDRESS ||
                      other_finding || oid == CC_OID_UNKNOWN;
    if (subject->seen[oid] && !may_repeat && subject->current)
        add(subject, CERTCHECK_FINDING_WEB_SUBJECT_REPEATED, attribute);
    subject->seen[oid] = true;
    if (is_metadata(attribute))
        add(subject, CERTCHECK_FINDING_WEB_SUBJECT_METADATA, attribute);
    if (web->kind != CC_WEBPKI_SUBSCRIBER)
        return;
    /* BR 7.1.2.7: organizationalUnitName: MUST NOT. Effective 2022-09-01. */
    if (oid == CC_OID_ORGANIZATIONAL_UNIT_NAME) {
        if (cc_webpki_since(web, 2022, 9, 1))
            add(subject, CERTCHECK_FINDING_WEB_ORGANIZATIONAL_UNIT, attribute);
        return;
    }
    if (subject->validation == NULL)
        return;
    if (!is_allowed(subject, oid))
        add(subject, CERTCHECK_FINDING_WEB_SUBJECT_ATTRIBUTE, attribute);
}

static void add_missing(const struct subject *subject, const char *name)
{
    struct cc_finding *finding = cc_webpki_add(subject->web, CERTCHECK_FINDING_WEB_SUBJECT_MISSING,
                                               subject->web->certificate->subject);
    cc_webpki_text(subject->web, finding, "attribute", name);
    cc_webpki_oid(subject->web, finding, "policy", cc_oid_contents(subject->validation->policy));
}

/* The first attribute that is missing. */
static void check_required(const struct subject *subject)
{
    const struct validation *validation = subject->validation;
    if (validation == NULL || !subject->current)
        return;
    for (const enum cc_oid *oid = validation->required; *oid != CC_OID_UNKNOWN; oid++)
        if (!subject->seen[*oid]) {
            add_missing(subject, certcheck_oid_name(cc_oid_contents(*oid)));
            return;
        }
    if (validation->place && !subject->seen[CC_OID_LOCALITY_NAME] &&
        !subject->seen[CC_OID_STATE_OR_PROVINCE_NAME])
        add_missing(subject, "localityName or stateOrProvinceName");
}

/* BR 7.1.2.10.2: countryName, organizationName and commonName MUST be present; commonName since
 * ballot 199 (2017-06-08). */
static void check_authority(const struct subject *subject)
{
    static const struct {
        enum cc_oid oid;
        int year, month, day;
    } required[] = {{CC_OID_COUNTRY_NAME, 2012, 7, 1},
                    {CC_OID_ORGANIZATION_NAME, 2012, 7, 1},
                    {CC_OID_COMMON_NAME, 2017, 6, 8}};
    for (size_t i = 0; i < sizeof required / sizeof *required; i++) {
        if (subject->seen[required[i].oid] ||
            !cc_webpki_since(subject->web, required[i].year, required[i].month, required[i].day))
            continue;
        struct cc_finding *finding = cc_webpki_add(subject->web, CERTCHECK_FINDING_WEB_CA_SUBJECT,
                                                   subject->web->certificate->subject);
        cc_webpki_oid(subject->web, finding, "attribute", cc_oid_contents(required[i].oid));
        return;
    }
}

void cc_webpki_subject(const struct cc_webpki *web)
{
    struct subject subject = {.web = web,
                              .validation = find_validation(web->certificate),
                              .current = cc_webpki_since(web, 2023, 9, 15)};
    cc_span rest = cc_webpki_attributes(web->certificate->subject), rdn = {NULL, 0};
    struct cc_name_attribute attribute;
    while (cc_name_next_attribute(&rest, &rdn, &attribute))
        check_attribute(&subject, &attribute);
    if (web->kind == CC_WEBPKI_SUBSCRIBER)
        check_required(&subject);
    else
        check_authority(&subject);
}
