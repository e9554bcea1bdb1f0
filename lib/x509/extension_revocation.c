/* SPDX-License-Identifier: MIT */
/* Extensions that say where a certificate's issuer and status are found. */
#include "x509/extension.h"

#include "der/der_value.h"
#include "x509/general_name.h"
#include "x509/list.h"
#include "x509/name.h"

/* DistributionPointName ::= CHOICE {
 *     fullName                 [0] GeneralNames,
 *     nameRelativeToCRLIssuer  [1] RelativeDistinguishedName } */
bool cc_distribution_point_name_read(struct cc_der *der, struct certcheck_distribution_point *point,
                                     struct cc_quirk *quirks)
{
    struct cc_der inside, attributes;
    cc_der_value value;
    if (!cc_der_enter(der, CC_DER_CONTEXT_CONSTRUCTED(0), &inside))
        return false;
    point->has_full_name = cc_der_next_is(&inside, CC_DER_CONTEXT_CONSTRUCTED(0));
    if (point->has_full_name)
        return cc_general_names_read(&inside, CC_DER_CONTEXT_CONSTRUCTED(0), &point->full_name,
                                     quirks) &&
               cc_der_end(&inside);
    if (!cc_der_expect(&inside, CC_DER_CONTEXT_CONSTRUCTED(1), &value) ||
        !cc_der_open(&inside, &value, &attributes) || !cc_name_read_attributes(&attributes, quirks))
        return false;
    point->has_relative_name = true;
    point->relative_name = value.contents;
    return cc_der_end(&inside);
}

/* DistributionPoint ::= SEQUENCE {
 *     distributionPoint  [0] DistributionPointName OPTIONAL,
 *     reasons            [1] ReasonFlags OPTIONAL,
 *     cRLIssuer          [2] GeneralNames OPTIONAL }
 * ReasonFlags ::= BIT STRING { unused (0), ..., aACompromise (8) } */
static bool read_point(struct cc_der *der, struct certcheck_distribution_point *point,
                       struct cc_quirk *quirks)
{
    *point = (struct certcheck_distribution_point){0};
    struct cc_der inside;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &inside))
        return false;
    if (cc_der_next_is(&inside, CC_DER_CONTEXT_CONSTRUCTED(0)) &&
        !cc_distribution_point_name_read(&inside, point, quirks))
        return false;
    point->has_reasons = cc_der_next_is(&inside, CC_DER_CONTEXT(1));
    if (point->has_reasons &&
        !cc_named_bits_read(&inside, CC_DER_CONTEXT(1), &point->reasons, quirks))
        return false;
    point->has_crl_issuer = cc_der_next_is(&inside, CC_DER_CONTEXT_CONSTRUCTED(2));
    if (point->has_crl_issuer &&
        !cc_general_names_read(&inside, CC_DER_CONTEXT_CONSTRUCTED(2), &point->crl_issuer, quirks))
        return false;
    return cc_der_end(&inside);
}

/* RFC 5280 4.2.1.13 and 4.2.1.15
 *
 * CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
 * FreshestCRL ::= CRLDistributionPoints */
bool cc_distribution_points_decode(struct cc_der *der, struct certcheck_extension_value *value,
                                   struct cc_quirk *quirks)
{
    struct cc_der points;
    if (!cc_list_enter(der, CC_DER_SEQUENCE, &points, &value->of.distribution_points))
        return false;
    while (!cc_der_at_end(&points)) {
        struct certcheck_distribution_point point;
        if (!read_point(&points, &point, quirks))
            return false;
    }
    return true;
}

bool certcheck_next_distribution_point(struct certcheck_span *rest,
                                       struct certcheck_distribution_point *point)
{
    struct certcheck_parse_error error;
    struct cc_der der;
    return cc_next_begin(rest, &der, &error) && read_point(&der, point, NULL) &&
           cc_next_end(rest, &der);
}

/* AccessDescription ::= SEQUENCE {
 *     accessMethod    OBJECT IDENTIFIER,
 *     accessLocation  GeneralName } */
static bool read_access(struct cc_der *der, struct certcheck_access_description *description,
                        struct cc_quirk *quirks)
{
    struct cc_der inside;
    return cc_der_enter(der, CC_DER_SEQUENCE, &inside) &&
           cc_der_oid(&inside, CC_DER_OID, &description->method) &&
           cc_general_name_read(&inside, &description->location, quirks) && cc_der_end(&inside);
}

/* RFC 5280 4.2.2.1 and 4.2.2.2
 *
 * AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
 * SubjectInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription */
bool cc_access_decode(struct cc_der *der, struct certcheck_extension_value *value,
                      struct cc_quirk *quirks)
{
    struct cc_der descriptions;
    if (!cc_list_enter(der, CC_DER_SEQUENCE, &descriptions, &value->of.access))
        return false;
    while (!cc_der_at_end(&descriptions)) {
        struct certcheck_access_description description;
        if (!read_access(&descriptions, &description, quirks))
            return false;
    }
    return true;
}

bool certcheck_next_access_description(struct certcheck_span *rest,
                                       struct certcheck_access_description *description)
{
    struct certcheck_parse_error error;
    struct cc_der der;
    return cc_next_begin(rest, &der, &error) && read_access(&der, description, NULL) &&
           cc_next_end(rest, &der);
}

/* A feature is the number of a TLS extension: 16 bits (RFC 7633 4.1). */
static bool read_feature(struct cc_der *der, uint16_t *feature)
{
    const uint8_t *at = der->next;
    uint32_t number;
    if (!cc_der_count(der, CC_DER_INTEGER, CERTCHECK_COUNT_MAX, &number))
        return false;
    if (number > UINT16_MAX)
        return cc_der_fail(der, at, CC_DER_INTEGER, CC_DER_RULE_VALUE_RANGE);
    *feature = (uint16_t)number;
    return true;
}

/* RFC 7633 4.1
 *
 * Features ::= SEQUENCE OF INTEGER */
bool cc_tls_feature_decode(struct cc_der *der, struct certcheck_extension_value *value,
                           struct cc_quirk *quirks)
{
    (void)quirks;
    cc_der_value sequence;
    struct cc_der features;
    if (!cc_der_expect(der, CC_DER_SEQUENCE, &sequence) || !cc_der_open(der, &sequence, &features))
        return false;
    while (!cc_der_at_end(&features)) {
        uint16_t feature;
        if (!read_feature(&features, &feature))
            return false;
    }
    value->of.tls_features = sequence.contents;
    return true;
}

bool certcheck_next_tls_feature(struct certcheck_span *rest, uint16_t *feature)
{
    struct certcheck_parse_error error;
    struct cc_der der;
    return cc_next_begin(rest, &der, &error) && read_feature(&der, feature) &&
           cc_next_end(rest, &der);
}

/* RFC 6960 4.2.2.2.1, RFC 6962 3.1, RFC 9608 3: the extension being there says it all. */
bool cc_null_decode(struct cc_der *der, struct certcheck_extension_value *value,
                    struct cc_quirk *quirks)
{
    (void)value;
    (void)quirks;
    return cc_der_null(der);
}
