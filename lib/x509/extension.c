/* SPDX-License-Identifier: MIT */
/* Reads the list of extensions, and finds the decoder for each. */
#include "x509/extension.h"

#include "der/der_value.h"

static const struct {
    enum cc_oid oid;
    cc_extension_decoder *decode;
    const char *text;
} kinds[CERTCHECK_EXT_KINDS] = {
    [CERTCHECK_EXT_UNKNOWN] = {CC_OID_UNKNOWN, NULL, "unknown"},
    [CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER] = {CC_OID_AUTHORITY_KEY_IDENTIFIER,
                                                cc_authority_key_identifier_decode,
                                                "authorityKeyIdentifier"},
    [CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER] = {CC_OID_SUBJECT_KEY_IDENTIFIER,
                                              cc_subject_key_identifier_decode,
                                              "subjectKeyIdentifier"},
    [CERTCHECK_EXT_KEY_USAGE] = {CC_OID_KEY_USAGE, cc_key_usage_decode, "keyUsage"},
    [CERTCHECK_EXT_CERTIFICATE_POLICIES] = {CC_OID_CERTIFICATE_POLICIES, cc_policies_decode,
                                            "certificatePolicies"},
    [CERTCHECK_EXT_POLICY_MAPPINGS] = {CC_OID_POLICY_MAPPINGS, cc_policy_mappings_decode,
                                       "policyMappings"},
    [CERTCHECK_EXT_SUBJECT_ALT_NAME] = {CC_OID_SUBJECT_ALT_NAME, cc_alternative_names_decode,
                                        "subjectAltName"},
    [CERTCHECK_EXT_ISSUER_ALT_NAME] = {CC_OID_ISSUER_ALT_NAME, cc_alternative_names_decode,
                                       "issuerAltName"},
    [CERTCHECK_EXT_SUBJECT_DIRECTORY_ATTRIBUTES] = {CC_OID_SUBJECT_DIRECTORY_ATTRIBUTES,
                                                    cc_directory_attributes_decode,
                                                    "subjectDirectoryAttributes"},
    [CERTCHECK_EXT_BASIC_CONSTRAINTS] = {CC_OID_BASIC_CONSTRAINTS, cc_basic_constraints_decode,
                                         "basicConstraints"},
    [CERTCHECK_EXT_NAME_CONSTRAINTS] = {CC_OID_NAME_CONSTRAINTS, cc_name_constraints_decode,
                                        "nameConstraints"},
    [CERTCHECK_EXT_POLICY_CONSTRAINTS] = {CC_OID_POLICY_CONSTRAINTS, cc_policy_constraints_decode,
                                          "policyConstraints"},
    [CERTCHECK_EXT_EXTENDED_KEY_USAGE] = {CC_OID_EXT_KEY_USAGE, cc_extended_key_usage_decode,
                                          "extKeyUsage"},
    [CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS] = {CC_OID_CRL_DISTRIBUTION_POINTS,
                                               cc_distribution_points_decode,
                                               "cRLDistributionPoints"},
    [CERTCHECK_EXT_INHIBIT_ANY_POLICY] = {CC_OID_INHIBIT_ANY_POLICY, cc_inhibit_any_policy_decode,
                                          "inhibitAnyPolicy"},
    [CERTCHECK_EXT_FRESHEST_CRL] = {CC_OID_FRESHEST_CRL, cc_distribution_points_decode,
                                    "freshestCRL"},
    [CERTCHECK_EXT_AUTHORITY_INFO_ACCESS] = {CC_OID_AUTHORITY_INFO_ACCESS, cc_access_decode,
                                             "authorityInfoAccess"},
    [CERTCHECK_EXT_SUBJECT_INFO_ACCESS] = {CC_OID_SUBJECT_INFO_ACCESS, cc_access_decode,
                                           "subjectInfoAccess"},
    [CERTCHECK_EXT_TLS_FEATURE] = {CC_OID_TLS_FEATURE, cc_tls_feature_decode, "tlsFeature"},
    [CERTCHECK_EXT_SCT_LIST] = {CC_OID_SCT_LIST, cc_sct_list_decode,
                                "signedCertificateTimestampList"},
    [CERTCHECK_EXT_CT_POISON] = {CC_OID_CT_POISON, cc_null_decode, "precertificatePoison"},
    [CERTCHECK_EXT_OCSP_NO_CHECK] = {CC_OID_OCSP_NO_CHECK, cc_null_decode, "ocspNoCheck"},
    [CERTCHECK_EXT_NO_REV_AVAIL] = {CC_OID_NO_REV_AVAIL, cc_null_decode, "noRevAvail"},
};

const char *certcheck_extension_kind_text(enum certcheck_extension_kind kind)
{
    return (size_t)kind < CERTCHECK_EXT_KINDS ? kinds[kind].text : "unknown";
}

static enum certcheck_extension_kind find_kind(cc_span oid)
{
    enum cc_oid known = cc_oid_find(oid);
    for (size_t kind = CERTCHECK_EXT_UNKNOWN + 1; kind < CERTCHECK_EXT_KINDS; kind++) {
        if (known != CC_OID_UNKNOWN && kinds[kind].oid == known)
            return (enum certcheck_extension_kind)kind;
    }
    return CERTCHECK_EXT_UNKNOWN;
}

/* Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension
 *
 * Departure: an empty one is counted, as 0. */
bool cc_extensions_count(const struct cc_der *list, size_t *count)
{
    struct cc_der der = *list;
    cc_der_value extension;
    for (*count = 0; !cc_der_at_end(&der); (*count)++) {
        if (!cc_der_expect(&der, CC_DER_SEQUENCE, &extension))
            return false;
        if (*count == CERTCHECK_EXTENSIONS_MAX)
            return cc_der_fail(&der, extension.whole.data, extension.tag,
                               CC_DER_RULE_EXTENSIONS_TOO_MANY);
    }
    return true;
}

/* Extension ::= SEQUENCE {
 *     extnID     OBJECT IDENTIFIER,
 *     critical   BOOLEAN DEFAULT FALSE,
 *     extnValue  OCTET STRING } */
bool cc_extension_read(struct cc_der *list, struct certcheck_extension *extension,
                       struct cc_quirk *quirks)
{
    *extension = (struct certcheck_extension){0};
    cc_der_value sequence;
    struct cc_der inside;
    if (!cc_der_expect(list, CC_DER_SEQUENCE, &sequence) || !cc_der_open(list, &sequence, &inside))
        return false;
    extension->whole = sequence.whole;
    inside.field = "tbsCertificate.extensions.extnID";
    if (!cc_der_oid(&inside, CC_DER_OID, &extension->oid))
        return false;
    inside.field = "tbsCertificate.extensions.critical";
    if (cc_der_peek(&inside) == CC_DER_BOOLEAN) {
        const uint8_t *begin = inside.next;
        if (!cc_der_boolean(&inside, CC_DER_BOOLEAN, &extension->critical))
            return false;
        if (!extension->critical)
            cc_quirk_note(quirks, CC_QUIRK_ENCODED_DEFAULT, cc_span_between(begin, inside.next),
                          inside.field);
    }
    inside.field = "tbsCertificate.extensions.extnValue";
    if (!cc_der_octet_string(&inside, CC_DER_OCTET_STRING, &extension->value))
        return false;
    extension->kind = find_kind(extension->oid);
    return cc_der_end(&inside);
}

bool cc_extension_decode(const struct certcheck_extension *extension, const uint8_t *origin,
                         struct certcheck_extension_value *value, struct cc_quirk *quirks,
                         struct certcheck_parse_error *error)
{
    *value = (struct certcheck_extension_value){.kind = extension->kind};
    struct cc_der der;
    cc_der_init(&der, extension->value, origin, error);
    der.field = kinds[extension->kind].text;
    return kinds[extension->kind].decode(&der, value, quirks) && cc_der_end(&der);
}

enum certcheck_status certcheck_extension_decode(const struct certcheck_extension *extension,
                                                 struct certcheck_extension_value *value)
{
    if (extension == NULL || value == NULL || extension->kind == CERTCHECK_EXT_UNKNOWN ||
        (size_t)extension->kind >= CERTCHECK_EXT_KINDS)
        return CERTCHECK_BAD_ARGUMENT;
    struct certcheck_parse_error error = {0};
    return cc_extension_decode(extension, NULL, value, NULL, &error) ? CERTCHECK_OK
                                                                     : CERTCHECK_MALFORMED;
}

bool cc_named_bits_read(struct cc_der *der, uint32_t tag, uint16_t *bits, struct cc_quirk *quirks)
{
    enum { NAMED_BITS = 9 };
    const uint8_t *begin = der->next;
    cc_span octets;
    unsigned unused;
    if (!cc_der_bit_string(der, tag, &octets, &unused))
        return false;
    if (octets.length != 0 && (octets.data[octets.length - 1] >> unused & 1) == 0)
        cc_quirk_note(quirks, CC_QUIRK_NAMED_BITS, cc_span_between(begin, der->next), der->field);
    *bits = 0;
    for (unsigned bit = 0; bit < NAMED_BITS && bit / 8 < octets.length; bit++) {
        if ((octets.data[bit / 8] >> (7 - bit % 8) & 1) != 0)
            *bits = (uint16_t)(*bits | 1U << bit);
    }
    return true;
}
