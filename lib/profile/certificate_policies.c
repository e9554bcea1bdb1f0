/* SPDX-License-Identifier: MIT */
/*
 * RFC 5280 4.2.1.4, 4.2.1.5, 4.2.1.11 and 4.2.1.14, and RFC 6818 3: the extensions about policies
 * by themselves.
 *
 * Findings: policy-repeated, policy-qualifier-malformed, any-policy-qualifier,
 * user-notice-string-type, user-notice-text, user-notice-reference, policy-mapping-not-asserted,
 * policy-extension-in-leaf, policy-constraints-empty; each once, about the first place.
 * Departures: only the first 64 policies are compared with each other and with what is mapped. A
 * text of more than 200 characters is a warning, for 4.2.1.4 asks readers to handle it gracefully.
 * What paths make of policies is for check/.
 */
#include "profile/profile.h"

#include "der/der_value.h"
#include "x509/name.h"

#define EXPLICIT_TEXT_MAX 200 /* characters */

struct policies {
    struct cc_profile *profile;
    const struct certcheck_certificate *certificate;
    size_t index;
    bool found[CERTCHECK_FINDING_CODES];
    cc_span known[CC_PROFILE_COMPARED_MAX];
    size_t count;
};

static struct cc_finding *add(struct policies *policies, enum certcheck_finding_code code,
                              cc_span where)
{
    if (policies->found[code])
        return NULL;
    policies->found[code] = true;
    return cc_findings_add(policies->profile->findings, code, policies->index,
                           policies->certificate->der, where);
}

static void add_about(struct policies *policies, enum certcheck_finding_code code,
                      const char *detail, cc_span oid)
{
    struct cc_finding *finding = add(policies, code, oid);
    cc_finding_oid(policies->profile->findings, finding, detail, oid);
}

static bool is_known(const struct policies *policies, cc_span policy)
{
    for (size_t i = 0; i < policies->count; i++)
        if (cc_span_equal(policies->known[i], policy))
            return true;
    return false;
}

/* ---- user notices ---- */

/* DisplayText ::= CHOICE {
 *     ia5String  IA5String (SIZE (1..200)),  visibleString  VisibleString (SIZE (1..200)),
 *     bmpString  BMPString (SIZE (1..200)),  utf8String  UTF8String (SIZE (1..200)) } */
static bool is_display_text(const cc_der_value *text)
{
    bool is_listed = text->tag == CC_DER_IA5_STRING || text->tag == CC_DER_VISIBLE_STRING ||
                     text->tag == CC_DER_BMP_STRING || text->tag == CC_DER_UTF8_STRING;
    return is_listed && cc_der_string_fits(text->tag, text->contents);
}

static void check_text(struct policies *policies, const cc_der_value *text)
{
    cc_span rest = text->contents;
    size_t length = 0;
    bool control = false;
    /* RFC 6818 3, which turns RFC 5280 4.2.1.4 round: VisibleString or BMPString are acceptable but
     * less preferred alternatives. Conforming CAs MUST NOT encode explicitText as IA5String. */
    if (text->tag == CC_DER_IA5_STRING)
        add(policies, CERTCHECK_FINDING_USER_NOTICE_STRING_TYPE, text->whole);
    for (; rest.length > 0; length++) {
        uint32_t character;
        bool readable;
        cc_name_next_character(text->tag, &rest, &character, &readable);
        /* RFC 6818 3: The explicitText string SHOULD NOT include any control characters (e.g.,
         * U+0000 to U+001F and U+007F to U+009F). */
        control |= character <= 0x1F || (character >= 0x7F && character <= 0x9F);
    }
    if (length == 0 || length > EXPLICIT_TEXT_MAX || control)
        add(policies, CERTCHECK_FINDING_USER_NOTICE_TEXT, text->whole);
}

/* NoticeReference ::= SEQUENCE {
 *     organization   DisplayText,
 *     noticeNumbers  SEQUENCE OF INTEGER } */
static bool read_reference(struct cc_der *der, cc_der_value *reference)
{
    struct cc_der inside, numbers;
    cc_der_value organization;
    cc_span number;
    if (!cc_der_expect(der, CC_DER_SEQUENCE, reference) || !cc_der_open(der, reference, &inside) ||
        !cc_der_read(&inside, &organization) || !is_display_text(&organization) ||
        !cc_der_enter(&inside, CC_DER_SEQUENCE, &numbers))
        return false;
    while (!cc_der_at_end(&numbers))
        if (!cc_der_integer(&numbers, CC_DER_INTEGER, &number))
            return false;
    return cc_der_at_end(&inside);
}

/* UserNotice ::= SEQUENCE {
 *     noticeRef     NoticeReference OPTIONAL,
 *     explicitText  DisplayText OPTIONAL }
 * False: it is none. */
static bool check_notice(struct policies *policies, cc_span notice)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der, inside;
    cc_der_value value;
    cc_der_init(&der, notice, NULL, &error);
    if (!cc_der_enter(&der, CC_DER_SEQUENCE, &inside))
        return false;
    if (cc_der_peek(&inside) == CC_DER_SEQUENCE) {
        if (!read_reference(&inside, &value))
            return false;
        /* RFC 5280 4.2.1.4: Conforming CAs SHOULD NOT use the noticeRef option. */
        add(policies, CERTCHECK_FINDING_USER_NOTICE_REFERENCE, value.whole);
    }
    if (cc_der_at_end(&inside))
        return true;
    if (!cc_der_read(&inside, &value) || !is_display_text(&value) || !cc_der_at_end(&inside))
        return false;
    check_text(policies, &value);
    return true;
}

/* ---- certificatePolicies ---- */

/* CPSuri ::= IA5String */
static bool is_cps_pointer(cc_span qualifier)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_der_value pointer;
    cc_der_init(&der, qualifier, NULL, &error);
    return cc_der_expect(&der, CC_DER_IA5_STRING, &pointer) && cc_span_is_ascii(pointer.contents);
}

static void check_qualifier(struct policies *policies, cc_span policy,
                            const struct certcheck_policy_qualifier *qualifier)
{
    bool readable = true;
    if (cc_oid_is(qualifier->qualifier, CC_OID_CPS))
        readable = is_cps_pointer(qualifier->value);
    else if (cc_oid_is(qualifier->qualifier, CC_OID_USER_NOTICE))
        readable = check_notice(policies, qualifier->value);
    /* RFC 5280 4.2.1.4: When qualifiers are used with the special policy anyPolicy, they MUST be
     * limited to the qualifiers identified in this section. */
    else if (cc_oid_is(policy, CC_OID_ANY_POLICY))
        add_about(policies, CERTCHECK_FINDING_ANY_POLICY_QUALIFIER, "qualifier",
                  qualifier->qualifier);
    if (!readable)
        add_about(policies, CERTCHECK_FINDING_POLICY_QUALIFIER_MALFORMED, "policy", policy);
}

static void check_policies(struct policies *policies)
{
    cc_span rest = policies->certificate->policies;
    struct certcheck_policy_information information;
    struct certcheck_policy_qualifier qualifier;
    while (certcheck_next_policy(&rest, &information)) {
        /* RFC 5280 4.2.1.4: A certificate policy OID MUST NOT appear more than once in a
         * certificate policies extension. */
        if (is_known(policies, information.policy))
            add_about(policies, CERTCHECK_FINDING_POLICY_REPEATED, "policy", information.policy);
        else if (policies->count < CC_PROFILE_COMPARED_MAX)
            policies->known[policies->count++] = information.policy;
        while (certcheck_next_policy_qualifier(&information.qualifiers, &qualifier))
            check_qualifier(policies, information.policy, &qualifier);
    }
}

/* ---- the other extensions ---- */

/* RFC 5280 4.2.1.5: Each issuerDomainPolicy named in the policy mappings extension SHOULD also be
 * asserted in a certificate policies extension in the same certificate. */
static void check_mappings(struct policies *policies)
{
    struct certcheck_extension_value value;
    struct certcheck_policy_mapping mapping;
    if (policies->count == CC_PROFILE_COMPARED_MAX ||
        !cc_profile_decode(policies->certificate, CERTCHECK_EXT_POLICY_MAPPINGS, &value))
        return;
    while (certcheck_next_policy_mapping(&value.of.policy_mappings, &mapping))
        if (!is_known(policies, mapping.issuer_domain_policy))
            add_about(policies, CERTCHECK_FINDING_POLICY_MAPPING_NOT_ASSERTED, "policy",
                      mapping.issuer_domain_policy);
}

/* RFC 5280 4.2.1.5: This extension is used in CA certificates. 4.2.1.11 and 4.2.1.14: can be used
 * in certificates issued to CAs. */
static void check_leaf(struct policies *policies)
{
    static const enum certcheck_extension_kind kinds[] = {CERTCHECK_EXT_POLICY_MAPPINGS,
                                                          CERTCHECK_EXT_POLICY_CONSTRAINTS,
                                                          CERTCHECK_EXT_INHIBIT_ANY_POLICY};
    if (cc_profile_is_authority(policies->certificate))
        return;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct certcheck_extension *extension = policies->certificate->by_kind[kinds[i]];
        if (extension == NULL)
            continue;
        struct cc_finding *finding =
            add(policies, CERTCHECK_FINDING_POLICY_EXTENSION_IN_LEAF, extension->whole);
        cc_finding_text(policies->profile->findings, finding, "extension",
                        certcheck_extension_kind_text(kinds[i]));
    }
}

/* RFC 5280 4.2.1.11: Conforming CAs MUST NOT issue certificates where policy constraints is an
 * empty sequence. */
static void check_constraints(struct policies *policies)
{
    struct certcheck_extension_value value;
    if (cc_profile_decode(policies->certificate, CERTCHECK_EXT_POLICY_CONSTRAINTS, &value) &&
        !value.of.policy_constraints.has_require_explicit &&
        !value.of.policy_constraints.has_inhibit_mapping)
        cc_profile_add(policies->profile, policies->certificate, policies->index,
                       CERTCHECK_FINDING_POLICY_CONSTRAINTS_EMPTY,
                       CERTCHECK_EXT_POLICY_CONSTRAINTS);
}

void cc_profile_policies(struct cc_profile *profile,
                         const struct certcheck_certificate *certificate, enum cc_role role,
                         size_t index)
{
    (void)role;
    struct policies policies = {profile, certificate, index, {false}, {{NULL, 0}}, 0};
    check_policies(&policies);
    check_mappings(&policies);
    check_leaf(&policies);
    check_constraints(&policies);
}
