/* SPDX-License-Identifier: MIT */
/* Extensions: each known kind with contents that just keep its ASN.1 and contents that break it. */
#include "support/der_writer.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include "x509/certificate.h"

#include <check.h>
#include <stdlib.h>

static struct der_writer contents, list, whole;
static struct certcheck_certificate *certificate;

static void teardown(void)
{
    writer_release(&contents);
    writer_release(&list);
    writer_release(&whole);
    certcheck_certificate_free(certificate);
    certificate = NULL;
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

/* A certificate with one extension. */
static const struct certcheck_extension *extension_of(const char *oid, const char *hex)
{
    teardown();
    writer_hex(&contents, hex);
    cc_span value = contents.data == NULL ? cc_span_text("") : writer_span(&contents);
    writer_extension(&list, oid, false, value);
    writer_certificate(&whole, &(struct certificate_parts){.extensions = writer_span(&list)});
    struct certcheck_parse_error error;
    ck_assert_int_eq(certcheck_certificate_parse(whole.data, whole.length, &certificate, &error),
                     CERTCHECK_OK);
    return certcheck_certificate_extension(certificate, 0);
}

static struct certcheck_extension_value decoded(const char *oid, const char *hex)
{
    struct certcheck_extension_value value;
    const struct certcheck_extension *extension = extension_of(oid, hex);
    ck_assert(!extension->malformed);
    ck_assert_int_eq(certcheck_extension_decode(extension, &value), CERTCHECK_OK);
    ck_assert_int_eq(value.kind, extension->kind);
    return value;
}

static bool span_is(cc_span span, const char *hex)
{
    struct der_writer expected = {0};
    writer_hex(&expected, hex);
    bool equal = cc_span_equal(span, writer_span(&expected));
    writer_release(&expected);
    return equal;
}

#define AKI "2.5.29.35"
#define SKI "2.5.29.14"
#define KEY_USAGE "2.5.29.15"
#define POLICIES "2.5.29.32"
#define MAPPINGS "2.5.29.33"
#define SAN "2.5.29.17"
#define IAN "2.5.29.18"
#define ATTRIBUTES "2.5.29.9"
#define BASIC "2.5.29.19"
#define NAMES "2.5.29.30"
#define POLICY_CONSTRAINTS "2.5.29.36"
#define EKU "2.5.29.37"
#define CRLDP "2.5.29.31"
#define INHIBIT "2.5.29.54"
#define FRESHEST "2.5.29.46"
#define AIA "1.3.6.1.5.5.7.1.1"
#define SIA "1.3.6.1.5.5.7.1.11"
#define FEATURE "1.3.6.1.5.5.7.1.24"
#define POISON "1.3.6.1.4.1.11129.2.4.3"
#define NO_CHECK "1.3.6.1.5.5.7.48.1.5"
#define NO_REV_AVAIL "2.5.29.56"

/* ---- contents that keep the ASN.1 ---- */

static const struct {
    const char *oid;
    enum certcheck_extension_kind kind;
    const char *hex;
} sound[] = {
    {AKI, CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER, "3000"},
    {AKI, CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER, "3003 8001 AB"},
    {AKI, CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER, "300B 8001AB A103820161 820105"},
    /* 4.2.1.1 asks for both or none; that is not for a view to judge. */
    {AKI, CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER, "3005 A103820161"},
    {SKI, CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER, "0401 AB"},
    {SKI, CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER, "0400"},
    {KEY_USAGE, CERTCHECK_EXT_KEY_USAGE, "03020780"},
    {KEY_USAGE, CERTCHECK_EXT_KEY_USAGE, "030100"},
    {POLICIES, CERTCHECK_EXT_CERTIFICATE_POLICIES, "3006 3004 06022A03"},
    {POLICIES, CERTCHECK_EXT_CERTIFICATE_POLICIES, "300C 3004 06022A03 3004 06022A03"},
    {POLICIES, CERTCHECK_EXT_CERTIFICATE_POLICIES, "300F 300D 06022A03 3007 3005 06012A0500"},
    {MAPPINGS, CERTCHECK_EXT_POLICY_MAPPINGS, "300A 3008 06022A03 06022A04"},
    {SAN, CERTCHECK_EXT_SUBJECT_ALT_NAME, "3003 820161"},
    {SAN, CERTCHECK_EXT_SUBJECT_ALT_NAME, "3002 8200"},
    {SAN, CERTCHECK_EXT_SUBJECT_ALT_NAME, "3005 8703 010203"},
    {IAN, CERTCHECK_EXT_ISSUER_ALT_NAME, "3003 820161"},
    {ATTRIBUTES, CERTCHECK_EXT_SUBJECT_DIRECTORY_ATTRIBUTES, "300B 3009 06022A03 3103 0C0161"},
    {ATTRIBUTES, CERTCHECK_EXT_SUBJECT_DIRECTORY_ATTRIBUTES, "3008 3006 06022A03 3100"},
    {BASIC, CERTCHECK_EXT_BASIC_CONSTRAINTS, "3000"},
    {BASIC, CERTCHECK_EXT_BASIC_CONSTRAINTS, "3006 0101FF 020100"},
    {BASIC, CERTCHECK_EXT_BASIC_CONSTRAINTS, "3003 020105"},
    {NAMES, CERTCHECK_EXT_NAME_CONSTRAINTS, "3007 A005 3003 820161"},
    {NAMES, CERTCHECK_EXT_NAME_CONSTRAINTS, "3006 A104 3002 8700"},
    {POLICY_CONSTRAINTS, CERTCHECK_EXT_POLICY_CONSTRAINTS, "3000"},
    {POLICY_CONSTRAINTS, CERTCHECK_EXT_POLICY_CONSTRAINTS, "3006 800100 810101"},
    {EKU, CERTCHECK_EXT_EXTENDED_KEY_USAGE, "3004 06022A03"},
    {CRLDP, CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS, "3002 3000"},
    {CRLDP, CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS,
     "3014 3012 A007 A005 8603613A62 81020640 A203 820161"},
    {FRESHEST, CERTCHECK_EXT_FRESHEST_CRL, "3002 3000"},
    {INHIBIT, CERTCHECK_EXT_INHIBIT_ANY_POLICY, "020100"},
    {AIA, CERTCHECK_EXT_AUTHORITY_INFO_ACCESS, "3009 3007 06022A03 860161"},
    {SIA, CERTCHECK_EXT_SUBJECT_INFO_ACCESS, "3009 3007 06022A03 860161"},
    {FEATURE, CERTCHECK_EXT_TLS_FEATURE, "3003 020105"},
    {FEATURE, CERTCHECK_EXT_TLS_FEATURE, "3000"},
    {FEATURE, CERTCHECK_EXT_TLS_FEATURE, "3005 0203 00FFFF"},
    {POISON, CERTCHECK_EXT_CT_POISON, "0500"},
    {NO_CHECK, CERTCHECK_EXT_OCSP_NO_CHECK, "0500"},
    {NO_REV_AVAIL, CERTCHECK_EXT_NO_REV_AVAIL, "0500"},
};

START_TEST(sound_contents_are_decoded)
{
    const struct certcheck_extension *extension = extension_of(sound[_i].oid, sound[_i].hex);
    ck_assert_int_eq(extension->kind, sound[_i].kind);
    ck_assert_msg(!extension->malformed, "%s: %s", sound[_i].hex, extension->error.rule);
    ck_assert_ptr_null(extension->error.rule);
    ck_assert_ptr_null(certificate->malformed_extension);
    ck_assert_ptr_eq(certcheck_certificate_find_extension(certificate, sound[_i].kind), extension);
}
END_TEST

/* ---- contents that break it ---- */

static const struct {
    const char *oid;
    const char *hex;
    const char *rule;
    size_t offset; /* into the contents */
    const char *field;
} broken[] = {
    {AKI, "", "input-ended", 0, "authorityKeyIdentifier"},
    {AKI, "3000 00", "trailing-data", 2, "authorityKeyIdentifier"},
    {AKI, "3004 A100 8200", "sequence-empty", 2, "authorityKeyIdentifier.authorityCertIssuer"},
    {AKI, "3004 8202 0001", "integer-not-minimal", 2,
     "authorityKeyIdentifier.authorityCertSerialNumber"},
    {AKI, "3006 8001AB 8001AB", "trailing-data", 5,
     "authorityKeyIdentifier.authorityCertSerialNumber"},
    {SKI, "0301 00", "tag-unexpected", 0, "subjectKeyIdentifier"},
    {SKI, "0401 AB 00", "trailing-data", 3, "subjectKeyIdentifier"},
    {KEY_USAGE, "03020781", "bit-string-padding", 0, "keyUsage"},
    {KEY_USAGE, "0300", "bit-string-empty", 0, "keyUsage"},
    {POLICIES, "3000", "sequence-empty", 0, "certificatePolicies"},
    {POLICIES, "3008 3006 06022A03 3000", "sequence-empty", 8,
     "certificatePolicies.policyQualifiers"},
    {POLICIES, "3008 3006 06022A03 0500", "tag-unexpected", 8,
     "certificatePolicies.policyQualifiers"},
    {POLICIES, "300C 300A 06022A03 3004 3002 0500", "tag-unexpected", 12,
     "certificatePolicies.policyQualifiers"},
    {MAPPINGS, "3000", "sequence-empty", 0, "policyMappings"},
    {MAPPINGS, "3006 3004 06022A03", "input-ended", 8, "policyMappings"},
    {MAPPINGS, "300C 300A 06022A03 06022A04 0500", "trailing-data", 12, "policyMappings"},
    {SAN, "3000", "sequence-empty", 0, "subjectAltName"},
    {SAN, "3003 8201 80", "string-alphabet", 2, "subjectAltName"},
    {SAN, "3003 820161 00", "trailing-data", 5, "subjectAltName"},
    {SAN, "3006 820161 890161", "tag-unexpected", 5, "subjectAltName"},
    {IAN, "3000", "sequence-empty", 0, "issuerAltName"},
    {ATTRIBUTES, "3000", "sequence-empty", 0, "subjectDirectoryAttributes"},
    {ATTRIBUTES, "3008 3006 06022A03 3000", "tag-unexpected", 8, "subjectDirectoryAttributes"},
    {BASIC, "", "input-ended", 0, "basicConstraints"},
    {BASIC, "3003 0101 01", "boolean-value", 2, "basicConstraints.cA"},
    {BASIC, "3006 0101FF 0201FF", "integer-negative", 5, "basicConstraints.pathLenConstraint"},
    {BASIC, "3006 020100 0101FF", "trailing-data", 5, "basicConstraints.pathLenConstraint"},
    {BASIC, "3000 00", "trailing-data", 2, "basicConstraints"},
    {NAMES, "3000", "sequence-empty", 0, "nameConstraints"},
    {NAMES, "3002 A000", "sequence-empty", 2, "nameConstraints.permittedSubtrees"},
    {NAMES, "3002 A100", "sequence-empty", 2, "nameConstraints.excludedSubtrees"},
    {NAMES, "300A A008 3006 820161 8001FF", "integer-negative", 9, "nameConstraints.minimum"},
    {NAMES, "300A A008 3006 820161 8101FF", "integer-negative", 9, "nameConstraints.maximum"},
    {NAMES, "3008 A006 3004 820161 00", "trailing-data", 9, "nameConstraints.maximum"},
    {NAMES, "300E A105 3003820161 A005 3003820161", "trailing-data", 9,
     "nameConstraints.excludedSubtrees"},
    {POLICY_CONSTRAINTS, "3003 8001FF", "integer-negative", 2,
     "policyConstraints.requireExplicitPolicy"},
    {POLICY_CONSTRAINTS, "3004 81020001", "integer-not-minimal", 2,
     "policyConstraints.inhibitPolicyMapping"},
    {POLICY_CONSTRAINTS, "3003 820100", "trailing-data", 2,
     "policyConstraints.inhibitPolicyMapping"},
    {EKU, "3000", "sequence-empty", 0, "extKeyUsage"},
    {EKU, "3006 06022A03 0500", "tag-unexpected", 6, "extKeyUsage"},
    {CRLDP, "3000", "sequence-empty", 0, "cRLDistributionPoints"},
    {CRLDP, "3004 3002 A000", "input-ended", 6, "cRLDistributionPoints"},
    {CRLDP, "3006 3004 A002 A000", "sequence-empty", 6, "cRLDistributionPoints"},
    {CRLDP, "3006 3004 A002 A100", "sequence-empty", 8, "cRLDistributionPoints"},
    {CRLDP, "3006 3004 81020781", "bit-string-padding", 4, "cRLDistributionPoints"},
    {CRLDP, "3004 3002 A200", "sequence-empty", 4, "cRLDistributionPoints"},
    {FRESHEST, "3000", "sequence-empty", 0, "freshestCRL"},
    {INHIBIT, "0201FF", "integer-negative", 0, "inhibitAnyPolicy"},
    {INHIBIT, "020100 00", "trailing-data", 3, "inhibitAnyPolicy"},
    {AIA, "3000", "sequence-empty", 0, "authorityInfoAccess"},
    {AIA, "3006 3004 06022A03", "input-ended", 8, "authorityInfoAccess"},
    {SIA, "300B 3009 06022A03 860161 0500", "trailing-data", 11, "subjectInfoAccess"},
    {FEATURE, "3005 0203 010000", "value-range", 2, "tlsFeature"},
    {FEATURE, "3003 0201FF", "integer-negative", 2, "tlsFeature"},
    {POISON, "0501 00", "null-length", 0, "precertificatePoison"},
    {NO_CHECK, "", "input-ended", 0, "ocspNoCheck"},
    {NO_REV_AVAIL, "0500 00", "trailing-data", 2, "noRevAvail"},
};

START_TEST(broken_contents_mark_the_extension_only)
{
    const struct certcheck_extension *extension = extension_of(broken[_i].oid, broken[_i].hex);
    struct certcheck_extension_value value;
    ck_assert_msg(extension->malformed, "%s was read", broken[_i].hex);
    ck_assert_str_eq(extension->error.rule, broken[_i].rule);
    ck_assert_str_eq(extension->error.field, broken[_i].field);
    size_t begin = (size_t)(extension->value.data - certcheck_certificate_der(certificate).data);
    ck_assert_uint_eq(extension->error.offset, begin + broken[_i].offset);
    ck_assert_ptr_eq(certificate->malformed_extension, extension);
    ck_assert_ptr_eq(certcheck_certificate_find_extension(certificate, extension->kind), extension);
    ck_assert_int_eq(certcheck_extension_decode(extension, &value), CERTCHECK_MALFORMED);
}
END_TEST

START_TEST(broken_contents_are_not_kept)
{
    extension_of(BASIC, "3006 0101FF 0201FF");
    ck_assert(!certificate->has_basic_constraints && !certificate->basic_constraints.ca);
    extension_of(SAN, "3006 820161 890161");
    ck_assert(!certificate->has_subject_alt_name && certificate->subject_alt_name.length == 0);
    extension_of(NAMES, "300E A105 3003820161 A005 3003820161");
    ck_assert(!certificate->name_constraints.has_excluded);
    extension_of(EKU, "3006 06022A03 0500");
    ck_assert(!certificate->has_purposes);
    extension_of(KEY_USAGE, "03020781");
    ck_assert(!certificate->has_key_usage);
}
END_TEST

START_TEST(unknown_kinds_cannot_be_decoded)
{
    struct certcheck_extension_value value;
    const struct certcheck_extension *extension = extension_of("2.5.29.99", "00");
    ck_assert(!extension->malformed);
    ck_assert_int_eq(certcheck_extension_decode(extension, &value), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_extension_decode(NULL, &value), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_extension_decode(extension, NULL), CERTCHECK_BAD_ARGUMENT);
}
END_TEST

/* ---- what they say ---- */

START_TEST(basic_constraints_are_kept)
{
    struct certcheck_basic_constraints constraints =
        decoded(BASIC, "3006 0101FF 020103").of.basic_constraints;
    ck_assert(constraints.ca && constraints.has_path_length);
    ck_assert_uint_eq(constraints.path_length, 3);
    ck_assert(certificate->has_basic_constraints && certificate->basic_constraints.ca);
    constraints = decoded(BASIC, "3000").of.basic_constraints;
    ck_assert(!constraints.ca && !constraints.has_path_length);
    ck_assert(certificate->has_basic_constraints);
}
END_TEST

START_TEST(huge_path_length_is_cut_off)
{
    ck_assert_uint_eq(
        decoded(BASIC, "300B 0209 00FFFFFFFFFFFFFFFF").of.basic_constraints.path_length,
        CERTCHECK_COUNT_MAX);
    ck_assert_uint_eq(decoded(INHIBIT, "0204 7FFFFFFE").of.inhibit_any_policy,
                      CERTCHECK_COUNT_MAX - 1);
    ck_assert_uint_eq(decoded(INHIBIT, "0205 0080000000").of.inhibit_any_policy,
                      CERTCHECK_COUNT_MAX);
}
END_TEST

static void noted(enum cc_quirk_kind kind, const char *field, const char *where)
{
    ck_assert_uint_eq(certificate->quirks[kind].count, 1);
    ck_assert_str_eq(certificate->quirks[kind].field, field);
    ck_assert(span_is(certificate->quirks[kind].where, where));
}

START_TEST(encoded_defaults_are_noted)
{
    decoded(BASIC, "3003 010100");
    noted(CC_QUIRK_ENCODED_DEFAULT, "basicConstraints.cA", "010100");
    decoded(NAMES, "300A A008 3006 820161 800100");
    noted(CC_QUIRK_ENCODED_DEFAULT, "nameConstraints.minimum", "800100");
    decoded(NAMES, "300A A008 3006 820161 800101");
    ck_assert_uint_eq(certificate->quirks[CC_QUIRK_ENCODED_DEFAULT].count, 0);
}
END_TEST

START_TEST(names_inside_extensions_are_looked_at_too)
{
    decoded(SAN, "3010 A40E 300C 310A 3008 0603550403 130140");
    noted(CC_QUIRK_STRING_ALPHABET, "subjectAltName", "130140");
    decoded(CRLDP, "3010 300E A00C A10A 3008 0603550403 130140");
    noted(CC_QUIRK_STRING_ALPHABET, "cRLDistributionPoints", "130140");
}
END_TEST

START_TEST(key_usage_bits_keep_their_numbers)
{
    ck_assert_uint_eq(decoded(KEY_USAGE, "03020780").of.key_usage,
                      CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE);
    ck_assert_uint_eq(decoded(KEY_USAGE, "03020106").of.key_usage,
                      CERTCHECK_KEY_USAGE_KEY_CERT_SIGN | CERTCHECK_KEY_USAGE_CRL_SIGN);
    ck_assert_uint_eq(decoded(KEY_USAGE, "0303070080").of.key_usage,
                      CERTCHECK_KEY_USAGE_DECIPHER_ONLY);
    ck_assert_uint_eq(decoded(KEY_USAGE, "030100").of.key_usage, 0);
    ck_assert(certificate->has_key_usage);
    ck_assert_uint_eq(certificate->quirks[CC_QUIRK_NAMED_BITS].count, 0);
    /* Bits that no standard names. */
    ck_assert_uint_eq(decoded(KEY_USAGE, "0303 06 8040").of.key_usage,
                      CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE);
    ck_assert_str_eq(certcheck_key_usage_text(5), "keyCertSign");
    ck_assert_str_eq(certcheck_key_usage_text(8), "decipherOnly");
    ck_assert_ptr_null(certcheck_key_usage_text(9));
}
END_TEST

START_TEST(zero_bits_at_the_end_are_noted)
{
    ck_assert_uint_eq(decoded(KEY_USAGE, "03020006").of.key_usage,
                      CERTCHECK_KEY_USAGE_KEY_CERT_SIGN | CERTCHECK_KEY_USAGE_CRL_SIGN);
    noted(CC_QUIRK_NAMED_BITS, "keyUsage", "03020006");
    ck_assert_uint_eq(decoded(KEY_USAGE, "03020700").of.key_usage, 0);
    noted(CC_QUIRK_NAMED_BITS, "keyUsage", "03020700");
}
END_TEST

START_TEST(authority_key_identifier_has_three_parts)
{
    struct certcheck_authority_key_identifier identifier =
        decoded(AKI, "300B 8001AB A103820161 820105").of.authority_key_identifier;
    ck_assert(identifier.has_key_identifier && identifier.has_issuer && identifier.has_serial);
    ck_assert(span_is(identifier.key_identifier, "AB"));
    ck_assert(span_is(identifier.issuer, "820161"));
    ck_assert(span_is(identifier.serial, "05"));
    ck_assert(certificate->authority_key_identifier.has_key_identifier);
    decoded(SKI, "0402 0102");
    ck_assert(span_is(certificate->subject_key_identifier, "0102"));
}
END_TEST

START_TEST(subtrees_are_walked)
{
    struct certcheck_name_constraints constraints =
        decoded(NAMES, "301C A013 3003820161 300C 820162 800101 81040080 0000 A105 3003 870101")
            .of.name_constraints;
    struct certcheck_subtree subtree;
    ck_assert(constraints.has_permitted && constraints.has_excluded);
    ck_assert(certcheck_next_subtree(&constraints.permitted, &subtree));
    ck_assert(span_is(subtree.whole, "3003820161"));
    ck_assert(span_is(subtree.base.value, "61"));
    ck_assert(subtree.minimum == 0 && !subtree.has_maximum);
    ck_assert(certcheck_next_subtree(&constraints.permitted, &subtree));
    ck_assert(subtree.minimum == 1 && subtree.has_maximum && subtree.maximum == 0x800000);
    ck_assert(!certcheck_next_subtree(&constraints.permitted, &subtree));
    ck_assert(certcheck_next_subtree(&constraints.excluded, &subtree));
    ck_assert_int_eq(subtree.base.kind, CERTCHECK_NAME_IP);
}
END_TEST

START_TEST(policies_are_walked)
{
    cc_span rest =
        decoded(POLICIES, "3015 300D 06022A03 3007 3005 06012A0500 3004 06022A04").of.policies;
    struct certcheck_policy_information policy;
    struct certcheck_policy_qualifier qualifier;
    ck_assert(certcheck_next_policy(&rest, &policy));
    ck_assert(span_is(policy.policy, "2A03"));
    ck_assert(certcheck_next_policy_qualifier(&policy.qualifiers, &qualifier));
    ck_assert(span_is(qualifier.qualifier, "2A"));
    ck_assert(span_is(qualifier.value, "0500"));
    ck_assert(!certcheck_next_policy_qualifier(&policy.qualifiers, &qualifier));
    ck_assert(certcheck_next_policy(&rest, &policy));
    ck_assert(span_is(policy.policy, "2A04"));
    ck_assert_uint_eq(policy.qualifiers.length, 0);
    ck_assert(!certcheck_next_policy(&rest, &policy));
    ck_assert(certificate->has_policies);
}
END_TEST

START_TEST(policy_numbers_and_mappings_are_read)
{
    struct certcheck_policy_constraints constraints =
        decoded(POLICY_CONSTRAINTS, "3003 810102").of.policy_constraints;
    ck_assert(!constraints.has_require_explicit && constraints.has_inhibit_mapping);
    ck_assert_uint_eq(constraints.inhibit_mapping, 2);
    constraints = decoded(POLICY_CONSTRAINTS, "3003 800100").of.policy_constraints;
    ck_assert(constraints.has_require_explicit && !constraints.has_inhibit_mapping);
    cc_span rest = decoded(MAPPINGS, "300A 3008 06022A03 06022A04").of.policy_mappings;
    struct certcheck_policy_mapping mapping;
    ck_assert(certcheck_next_policy_mapping(&rest, &mapping));
    ck_assert(span_is(mapping.issuer_domain_policy, "2A03"));
    ck_assert(span_is(mapping.subject_domain_policy, "2A04"));
    ck_assert(!certcheck_next_policy_mapping(&rest, &mapping));
}
END_TEST

START_TEST(purposes_access_and_features_are_walked)
{
    cc_span rest = decoded(EKU, "3008 06022A03 06022A04").of.purposes, oid;
    ck_assert(certcheck_next_oid(&rest, &oid) && span_is(oid, "2A03"));
    ck_assert(certcheck_next_oid(&rest, &oid) && span_is(oid, "2A04"));
    ck_assert(!certcheck_next_oid(&rest, &oid));
    ck_assert(certificate->has_purposes);

    struct certcheck_access_description description;
    rest = decoded(AIA, "3009 3007 06022A03 860161").of.access;
    ck_assert(cc_span_equal(rest, certificate->access));
    ck_assert(certcheck_next_access_description(&rest, &description));
    ck_assert(span_is(description.method, "2A03"));
    ck_assert_int_eq(description.location.kind, CERTCHECK_NAME_URI);
    ck_assert(!certcheck_next_access_description(&rest, &description));

    uint16_t feature;
    rest = decoded(FEATURE, "3008 020105 0203 00FFFF").of.tls_features;
    ck_assert(certcheck_next_tls_feature(&rest, &feature));
    ck_assert_uint_eq(feature, 5);
    ck_assert(certcheck_next_tls_feature(&rest, &feature));
    ck_assert_uint_eq(feature, 0xFFFF);
    ck_assert(!certcheck_next_tls_feature(&rest, &feature));
}
END_TEST

START_TEST(distribution_points_are_walked)
{
    cc_span rest = decoded(CRLDP, "3023 3010 A005 A003 860161 81020640 A203 820161 "
                                  "300F A00D A10B 3009 0603550403 0C026162")
                       .of.distribution_points;
    struct certcheck_distribution_point point;
    ck_assert(certcheck_next_distribution_point(&rest, &point));
    ck_assert(point.has_full_name && !point.has_relative_name);
    ck_assert(span_is(point.full_name, "860161"));
    ck_assert(point.has_reasons);
    ck_assert_uint_eq(point.reasons, 1U << 1);
    ck_assert(point.has_crl_issuer && span_is(point.crl_issuer, "820161"));
    ck_assert(certcheck_next_distribution_point(&rest, &point));
    ck_assert(!point.has_full_name && point.has_relative_name && !point.has_reasons);
    ck_assert(span_is(point.relative_name, "3009 0603550403 0C026162"));
    ck_assert(!certcheck_next_distribution_point(&rest, &point));
}
END_TEST

START_TEST(next_functions_stop_at_what_is_broken)
{
    static const uint8_t bytes[] = {0x30, 0x05, 0x01};
    cc_span rest = cc_span_of(bytes, sizeof bytes);
    struct certcheck_policy_information policy;
    struct certcheck_policy_qualifier qualifier;
    struct certcheck_policy_mapping mapping;
    struct certcheck_subtree subtree;
    struct certcheck_distribution_point point;
    struct certcheck_access_description description;
    cc_span oid;
    uint16_t feature;
    ck_assert(!certcheck_next_policy(&rest, &policy));
    ck_assert(!certcheck_next_policy_qualifier(&rest, &qualifier));
    ck_assert(!certcheck_next_policy_mapping(&rest, &mapping));
    ck_assert(!certcheck_next_subtree(&rest, &subtree));
    ck_assert(!certcheck_next_distribution_point(&rest, &point));
    ck_assert(!certcheck_next_access_description(&rest, &description));
    ck_assert(!certcheck_next_oid(&rest, &oid));
    ck_assert(!certcheck_next_tls_feature(&rest, &feature));
    ck_assert_uint_eq(rest.length, sizeof bytes);
}
END_TEST

static void add_values(TCase *tests)
{
    tcase_add_test(tests, basic_constraints_are_kept);
    tcase_add_test(tests, huge_path_length_is_cut_off);
    tcase_add_test(tests, encoded_defaults_are_noted);
    tcase_add_test(tests, names_inside_extensions_are_looked_at_too);
    tcase_add_test(tests, key_usage_bits_keep_their_numbers);
    tcase_add_test(tests, zero_bits_at_the_end_are_noted);
    tcase_add_test(tests, authority_key_identifier_has_three_parts);
    tcase_add_test(tests, subtrees_are_walked);
    tcase_add_test(tests, policies_are_walked);
    tcase_add_test(tests, policy_numbers_and_mappings_are_read);
    tcase_add_test(tests, purposes_access_and_features_are_walked);
    tcase_add_test(tests, distribution_points_are_walked);
    tcase_add_test(tests, next_functions_stop_at_what_is_broken);
}

int main(void)
{
    Suite *suite = suite_create("extension");
    TCase *tests = tcase_create("extension");
    tcase_add_checked_fixture(tests, NULL, teardown);
    suite_add_tcase(suite, tests);
    tcase_add_loop_test(tests, sound_contents_are_decoded, 0, (int)(sizeof sound / sizeof *sound));
    tcase_add_loop_test(tests, broken_contents_mark_the_extension_only, 0,
                        (int)(sizeof broken / sizeof *broken));
    tcase_add_test(tests, broken_contents_are_not_kept);
    tcase_add_test(tests, unknown_kinds_cannot_be_decoded);
    add_values(tests);
    return run_suite(suite);
}
