/* SPDX-License-Identifier: MIT */
/*
 * The rules for CRLs themselves (RFC 5280 5).
 *
 * Findings: none; the caller says what came of it: crl-version-1, crl-number-missing,
 * crl-number-too-long, crl-key-identifier-missing, crl-issuing-point-empty,
 * crl-extension-criticality, crl-field-form, crl-freshest-in-delta, each at most once.
 * Departures: the SHOULDs are not looked for.
 */
#include "check/crl_status.h"

#define NUMBER_LENGTH_MAX 20 /* octets */
#define EMPTY_SEQUENCE_LENGTH 2

/* 5.2.3 Conforming CRL issuers MUST NOT use CRLNumber values longer than 20 octets. */
static bool is_too_long(bool present, cc_span number)
{
    return present && number.length > NUMBER_LENGTH_MAX;
}

/* 5.2.5 CRL issuers MUST NOT issue CRLs where the DER encoding of the issuing distribution point
 * extension is an empty sequence. */
static bool has_empty_point(const struct certcheck_crl *crl)
{
    const struct certcheck_extension *extension =
        certcheck_crl_find_extension(crl, CERTCHECK_EXT_ISSUING_DISTRIBUTION_POINT);
    return crl->has_issuing_distribution_point && extension->value.length == EMPTY_SEQUENCE_LENGTH;
}

/* 5.2.1, 5.2.3 to 5.2.7, 5.3: which extensions are critical and which are not. NULL: each as it is
 * to be. */
static const char *wrong_criticality(const struct certcheck_crl *crl)
{
    static const struct {
        enum certcheck_extension_kind kind;
        bool critical;
        const char *wrong;
    } rules[] = {
        {CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER, false, "authorityKeyIdentifier is critical"},
        {CERTCHECK_EXT_CRL_NUMBER, false, "cRLNumber is critical"},
        {CERTCHECK_EXT_DELTA_CRL_INDICATOR, true, "deltaCRLIndicator is not critical"},
        {CERTCHECK_EXT_ISSUING_DISTRIBUTION_POINT, true,
         "issuingDistributionPoint is not critical"},
        {CERTCHECK_EXT_FRESHEST_CRL, false, "freshestCRL is critical"},
        {CERTCHECK_EXT_AUTHORITY_INFO_ACCESS, false, "authorityInfoAccess is critical"},
    };
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        const struct certcheck_extension *extension =
            certcheck_crl_find_extension(crl, rules[i].kind);
        if (extension != NULL && extension->critical != rules[i].critical)
            return rules[i].wrong;
    }
    return crl->wrongly_critical_entry
               ? "an entry's certificateIssuer is not critical, or another extension of it is"
               : NULL;
}

static const char *wrong_form(const struct certcheck_crl *crl)
{
    /* 5.1.2.3 The issuer field MUST contain a non-empty X.500 distinguished name. */
    if (crl->issuer_empty)
        return "the issuer's name is empty";
    /* 5.1.2.4, 5.1.2.5 CRL issuers conforming to this profile MUST encode [it] as UTCTime for dates
     * through the year 2049; 5.1.2.6 says the same of revocationDate. */
    if (crl->quirks[CC_QUIRK_TIME_FORM].count > 0)
        return "a date before 2050 is written as GeneralizedTime";
    /* 5.1.2.6 When there are no revoked certificates, the revoked certificates list MUST be absent.
     */
    if (crl->quirks[CC_QUIRK_SEQUENCE_EMPTY].count > 0)
        return "an empty list stands where it must be left out";
    return NULL;
}

struct flaws {
    struct cc_crl_flaw *list;
    size_t count;
};

static void add(struct flaws *flaws, enum certcheck_finding_code code, const char *why)
{
    flaws->list[flaws->count++] = (struct cc_crl_flaw){code, why};
}

size_t cc_crl_flaws(const struct certcheck_crl *crl, struct cc_crl_flaw list[CC_CRL_FLAWS_MAX])
{
    struct flaws flaws = {.list = list};
    const char *criticality = wrong_criticality(crl), *form = wrong_form(crl);
    /* 5.1.2.1 when extensions are used, as required by this profile, this field MUST be present and
     * MUST specify version 2 */
    if (crl->version == 1)
        add(&flaws, CERTCHECK_FINDING_CRL_VERSION_1, "");
    /* 5.2.3 [the CRL number] MUST be [in] all CRLs */
    else if (!crl->has_number)
        add(&flaws, CERTCHECK_FINDING_CRL_NUMBER_MISSING, "");
    if (is_too_long(crl->has_number, crl->number) ||
        is_too_long(crl->has_base_number, crl->base_number))
        add(&flaws, CERTCHECK_FINDING_CRL_NUMBER_TOO_LONG, "");
    /* 5.2.1 Conforming CRL issuers MUST use the key identifier method, and MUST include this
     * extension in all CRLs issued. */
    if (crl->version > 1 && !crl->authority_key_identifier.has_key_identifier)
        add(&flaws, CERTCHECK_FINDING_CRL_KEY_IDENTIFIER_MISSING, "");
    if (has_empty_point(crl))
        add(&flaws, CERTCHECK_FINDING_CRL_ISSUING_POINT_EMPTY, "");
    if (criticality != NULL)
        add(&flaws, CERTCHECK_FINDING_CRL_EXTENSION_CRITICALITY, criticality);
    if (form != NULL)
        add(&flaws, CERTCHECK_FINDING_CRL_FIELD_FORM, form);
    /* 5.2.6 [the freshest CRL] extension MUST NOT appear in delta CRLs. */
    if (crl->has_base_number &&
        certcheck_crl_find_extension(crl, CERTCHECK_EXT_FRESHEST_CRL) != NULL)
        add(&flaws, CERTCHECK_FINDING_CRL_FRESHEST_IN_DELTA, "");
    return flaws.count;
}
