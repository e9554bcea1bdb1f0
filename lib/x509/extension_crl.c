/* SPDX-License-Identifier: MIT */
/* Extensions of CRLs and of their entries: RFC 5280 5.2 and 5.3. */
#include "x509/extension.h"

#include "der/der_value.h"
#include "x509/general_name.h"

/* RFC 5280 5.2.3 and 5.2.4
 *
 * CRLNumber ::= INTEGER (0..MAX)
 * BaseCRLNumber ::= CRLNumber */
bool cc_crl_number_decode(struct cc_der *der, struct certcheck_extension_value *value,
                          struct cc_quirk *quirks)
{
    (void)quirks;
    const uint8_t *at = der->next;
    if (!cc_der_integer(der, CC_DER_INTEGER, &value->of.number))
        return false;
    if (value->of.number.data[0] >= 0x80)
        return cc_der_fail(der, at, CC_DER_INTEGER, CC_DER_RULE_INTEGER_NEGATIVE);
    return true;
}

/* BOOLEAN DEFAULT FALSE under an implicit tag. */
static bool read_flag(struct cc_der *der, unsigned number, const char *field, bool *flag,
                      struct cc_quirk *quirks)
{
    const uint8_t *begin = der->next;
    der->field = field;
    if (!cc_der_next_is(der, CC_DER_CONTEXT(number)))
        return true;
    if (!cc_der_boolean(der, CC_DER_CONTEXT(number), flag))
        return false;
    if (!*flag)
        cc_quirk_note(quirks, CC_QUIRK_ENCODED_DEFAULT, cc_span_between(begin, der->next), field);
    return true;
}

/* RFC 5280 5.2.5. That it is not empty, and that at most one onlyContains is set, is for who
 * judges.
 *
 * IssuingDistributionPoint ::= SEQUENCE {
 *     distributionPoint           [0] DistributionPointName OPTIONAL,
 *     onlyContainsUserCerts       [1] BOOLEAN DEFAULT FALSE,
 *     onlyContainsCACerts         [2] BOOLEAN DEFAULT FALSE,
 *     onlySomeReasons             [3] ReasonFlags OPTIONAL,
 *     indirectCRL                 [4] BOOLEAN DEFAULT FALSE,
 *     onlyContainsAttributeCerts  [5] BOOLEAN DEFAULT FALSE } */
bool cc_issuing_distribution_point_decode(struct cc_der *der,
                                          struct certcheck_extension_value *value,
                                          struct cc_quirk *quirks)
{
    struct certcheck_issuing_distribution_point *issuing = &value->of.issuing_distribution_point;
    *issuing = (struct certcheck_issuing_distribution_point){0};
    struct cc_der inside;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &inside))
        return false;
    inside.field = "issuingDistributionPoint.distributionPoint";
    if (cc_der_next_is(&inside, CC_DER_CONTEXT_CONSTRUCTED(0)) &&
        !cc_distribution_point_name_read(&inside, &issuing->point, quirks))
        return false;
    if (!read_flag(&inside, 1, "issuingDistributionPoint.onlyContainsUserCerts",
                   &issuing->only_user_certificates, quirks) ||
        !read_flag(&inside, 2, "issuingDistributionPoint.onlyContainsCACerts",
                   &issuing->only_ca_certificates, quirks))
        return false;
    inside.field = "issuingDistributionPoint.onlySomeReasons";
    issuing->point.has_reasons = cc_der_next_is(&inside, CC_DER_CONTEXT(3));
    if (issuing->point.has_reasons &&
        !cc_named_bits_read(&inside, CC_DER_CONTEXT(3), &issuing->point.reasons, quirks))
        return false;
    return read_flag(&inside, 4, "issuingDistributionPoint.indirectCRL", &issuing->indirect,
                     quirks) &&
           read_flag(&inside, 5, "issuingDistributionPoint.onlyContainsAttributeCerts",
                     &issuing->only_attribute_certificates, quirks) &&
           cc_der_end(&inside);
}

/* CRLReason ::= ENUMERATED {
 *     unspecified (0), ..., certificateHold (6), removeFromCRL (8), ..., aACompromise (10) } */
bool cc_reason_read(struct cc_der *der, enum certcheck_reason *reason)
{
    enum { REASON_UNUSED = 7 };
    const uint8_t *at = der->next;
    uint32_t number;
    if (!cc_der_count(der, CC_DER_ENUMERATED, CERTCHECK_COUNT_MAX, &number))
        return false;
    if (number == REASON_UNUSED || number > CERTCHECK_REASON_AA_COMPROMISE)
        return cc_der_fail(der, at, CC_DER_ENUMERATED, CC_DER_RULE_VALUE_RANGE);
    *reason = (enum certcheck_reason)number;
    return true;
}

bool cc_reason_code_decode(struct cc_der *der, struct certcheck_extension_value *value,
                           struct cc_quirk *quirks)
{
    (void)quirks;
    return cc_reason_read(der, &value->of.reason);
}

bool cc_generalized_time_read(struct cc_der *der, certcheck_time *time)
{
    bool wrong_form; /* that is, before 2050: right where there is no choice */
    if (!cc_der_at_end(der) && !cc_der_next_is(der, CC_DER_GENERALIZED_TIME))
        return cc_der_fail(der, der->next, cc_der_peek(der), CC_DER_RULE_TAG_UNEXPECTED);
    return cc_der_time(der, time, &wrong_form);
}

/* RFC 5280 5.3.2, RFC 6960 4.4.4
 *
 * InvalidityDate ::= GeneralizedTime
 * ArchiveCutoff ::= GeneralizedTime */
bool cc_time_decode(struct cc_der *der, struct certcheck_extension_value *value,
                    struct cc_quirk *quirks)
{
    (void)quirks;
    return cc_generalized_time_read(der, &value->of.time);
}

/* RFC 5280 5.3.3: "the distinguished name (DN) from the issuer field of the certificate"; without
 * one nobody could tell whom the entry is about.
 *
 * CertificateIssuer ::= GeneralNames */
bool cc_certificate_issuer_decode(struct cc_der *der, struct certcheck_extension_value *value,
                                  struct cc_quirk *quirks)
{
    const uint8_t *at = der->next;
    if (!cc_general_names_read(der, CC_DER_SEQUENCE, &value->of.names, quirks))
        return false;
    cc_span rest = value->of.names;
    struct certcheck_general_name name;
    while (certcheck_next_general_name(&rest, &name)) {
        if (name.kind == CERTCHECK_NAME_DIRECTORY)
            return true;
    }
    return cc_der_fail(der, at, CC_DER_SEQUENCE, CC_DER_RULE_CERTIFICATE_ISSUER_NAME);
}

const char *certcheck_reason_text(enum certcheck_reason reason)
{
    static const char *const names[] = {
        [CERTCHECK_REASON_UNSPECIFIED] = "unspecified",
        [CERTCHECK_REASON_KEY_COMPROMISE] = "keyCompromise",
        [CERTCHECK_REASON_CA_COMPROMISE] = "cACompromise",
        [CERTCHECK_REASON_AFFILIATION_CHANGED] = "affiliationChanged",
        [CERTCHECK_REASON_SUPERSEDED] = "superseded",
        [CERTCHECK_REASON_CESSATION_OF_OPERATION] = "cessationOfOperation",
        [CERTCHECK_REASON_CERTIFICATE_HOLD] = "certificateHold",
        [CERTCHECK_REASON_REMOVE_FROM_CRL] = "removeFromCRL",
        [CERTCHECK_REASON_PRIVILEGE_WITHDRAWN] = "privilegeWithdrawn",
        [CERTCHECK_REASON_AA_COMPROMISE] = "aACompromise",
    };
    const char *name =
        (size_t)reason < sizeof names / sizeof names[0] ? names[(size_t)reason] : NULL;
    return name != NULL ? name : "unknown";
}

const char *certcheck_reason_flag_text(unsigned bit)
{
    static const char *const names[] = {
        "unused",       "keyCompromise",        "cACompromise",    "affiliationChanged",
        "superseded",   "cessationOfOperation", "certificateHold", "privilegeWithdrawn",
        "aACompromise",
    };
    return bit < sizeof names / sizeof names[0] ? names[bit] : NULL;
}
