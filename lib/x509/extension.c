/* SPDX-License-Identifier: MIT */
/* Reads the list of extensions, and finds the decoder for each. */
#include "x509/extension.h"

#include "der/der_value.h"

/* Bits of the places in which a kind is known. */
#define IN(PLACE) (1U << CC_EXTENSION_OF_##PLACE)
#define IN_CRL_ENTRY (IN(CRL_ENTRY) | IN(OCSP_SINGLE)) /* RFC 6960 4.4.5 */

static const struct {
    cc_extension_decoder *decode;
    const char *text;
    unsigned places;
} kinds[CERTCHECK_EXT_KINDS] = {
    [CERTCHECK_EXT_UNKNOWN] = {NULL, "unknown", 0},
    [CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER] = {cc_authority_key_identifier_decode,
                                                "authorityKeyIdentifier",
                                                IN(CERTIFICATE) | IN(CRL)},
    [CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER] = {cc_subject_key_identifier_decode,
                                              "subjectKeyIdentifier", IN(CERTIFICATE)},
    [CERTCHECK_EXT_KEY_USAGE] = {cc_key_usage_decode, "keyUsage", IN(CERTIFICATE)},
    [CERTCHECK_EXT_CERTIFICATE_POLICIES] = {cc_policies_decode, "certificatePolicies",
                                            IN(CERTIFICATE)},
    [CERTCHECK_EXT_POLICY_MAPPINGS] = {cc_policy_mappings_decode, "policyMappings",
                                       IN(CERTIFICATE)},
    [CERTCHECK_EXT_SUBJECT_ALT_NAME] = {cc_alternative_names_decode, "subjectAltName",
                                        IN(CERTIFICATE)},
    [CERTCHECK_EXT_ISSUER_ALT_NAME] = {cc_alternative_names_decode, "issuerAltName",
                                       IN(CERTIFICATE) | IN(CRL)},
    [CERTCHECK_EXT_SUBJECT_DIRECTORY_ATTRIBUTES] = {cc_directory_attributes_decode,
                                                    "subjectDirectoryAttributes", IN(CERTIFICATE)},
    [CERTCHECK_EXT_BASIC_CONSTRAINTS] = {cc_basic_constraints_decode, "basicConstraints",
                                         IN(CERTIFICATE)},
    [CERTCHECK_EXT_NAME_CONSTRAINTS] = {cc_name_constraints_decode, "nameConstraints",
                                        IN(CERTIFICATE)},
    [CERTCHECK_EXT_POLICY_CONSTRAINTS] = {cc_policy_constraints_decode, "policyConstraints",
                                          IN(CERTIFICATE)},
    [CERTCHECK_EXT_EXTENDED_KEY_USAGE] = {cc_extended_key_usage_decode, "extKeyUsage",
                                          IN(CERTIFICATE)},
    [CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS] = {cc_distribution_points_decode,
                                               "cRLDistributionPoints", IN(CERTIFICATE)},
    [CERTCHECK_EXT_INHIBIT_ANY_POLICY] = {cc_inhibit_any_policy_decode, "inhibitAnyPolicy",
                                          IN(CERTIFICATE)},
    [CERTCHECK_EXT_FRESHEST_CRL] = {cc_distribution_points_decode, "freshestCRL",
                                    IN(CERTIFICATE) | IN(CRL)},
    [CERTCHECK_EXT_AUTHORITY_INFO_ACCESS] = {cc_access_decode, "authorityInfoAccess",
                                             IN(CERTIFICATE) | IN(CRL)},
    [CERTCHECK_EXT_SUBJECT_INFO_ACCESS] = {cc_access_decode, "subjectInfoAccess", IN(CERTIFICATE)},
    [CERTCHECK_EXT_TLS_FEATURE] = {cc_tls_feature_decode, "tlsFeature", IN(CERTIFICATE)},
    [CERTCHECK_EXT_SCT_LIST] = {cc_sct_list_decode, "signedCertificateTimestampList",
                                IN(CERTIFICATE)},
    [CERTCHECK_EXT_CT_POISON] = {cc_null_decode, "precertificatePoison", IN(CERTIFICATE)},
    [CERTCHECK_EXT_OCSP_NO_CHECK] = {cc_null_decode, "ocspNoCheck", IN(CERTIFICATE)},
    [CERTCHECK_EXT_NO_REV_AVAIL] = {cc_null_decode, "noRevAvail", IN(CERTIFICATE)},
    [CERTCHECK_EXT_CRL_NUMBER] = {cc_crl_number_decode, "cRLNumber", IN(CRL)},
    [CERTCHECK_EXT_DELTA_CRL_INDICATOR] = {cc_crl_number_decode, "deltaCRLIndicator", IN(CRL)},
    [CERTCHECK_EXT_ISSUING_DISTRIBUTION_POINT] = {cc_issuing_distribution_point_decode,
                                                  "issuingDistributionPoint", IN(CRL)},
    [CERTCHECK_EXT_REASON_CODE] = {cc_reason_code_decode, "reasonCode", IN_CRL_ENTRY},
    [CERTCHECK_EXT_INVALIDITY_DATE] = {cc_time_decode, "invalidityDate", IN_CRL_ENTRY},
    [CERTCHECK_EXT_CERTIFICATE_ISSUER] = {cc_certificate_issuer_decode, "certificateIssuer",
                                          IN_CRL_ENTRY},
    [CERTCHECK_EXT_OCSP_NONCE] = {cc_nonce_decode, "ocspNonce", IN(OCSP_RESPONSE)},
    [CERTCHECK_EXT_OCSP_CRL_REFERENCES] = {cc_any_decode, "ocspCrlReferences", IN(OCSP_SINGLE)},
    [CERTCHECK_EXT_OCSP_ARCHIVE_CUTOFF] = {cc_time_decode, "ocspArchiveCutoff", IN(OCSP_SINGLE)},
    [CERTCHECK_EXT_OCSP_EXTENDED_REVOKE] = {cc_null_decode, "ocspExtendedRevoke",
                                            IN(OCSP_RESPONSE)},
    [CERTCHECK_EXT_OCSP_SCT_LIST] = {cc_sct_list_decode, "ocspSignedCertificateTimestampList",
                                     IN(OCSP_SINGLE)},
};

const char *certcheck_extension_kind_text(enum certcheck_extension_kind kind)
{
    return (size_t)kind < CERTCHECK_EXT_KINDS ? kinds[kind].text : "unknown";
}

/* The names of the fields, for errors. */
static const struct {
    const char *id;
    const char *critical;
    const char *value;
} fields[CC_EXTENSION_PLACES] = {
#define FIELDS(PATH)                                        \
    {                                                       \
        PATH ".extnID", PATH ".critical", PATH ".extnValue" \
    }
    [CC_EXTENSION_OF_CERTIFICATE] = FIELDS("tbsCertificate.extensions"),
    [CC_EXTENSION_OF_CRL] = FIELDS("tbsCertList.crlExtensions"),
    [CC_EXTENSION_OF_CRL_ENTRY] = FIELDS("tbsCertList.revokedCertificates.crlEntryExtensions"),
    [CC_EXTENSION_OF_OCSP_RESPONSE] = FIELDS("tbsResponseData.responseExtensions"),
    [CC_EXTENSION_OF_OCSP_SINGLE] = FIELDS("tbsResponseData.responses.singleExtensions"),
#undef FIELDS
};

/* The other way round; CERTCHECK_EXT_UNKNOWN for all others. */
static const uint8_t kind_of_oid[CC_OIDS] = {
    [CC_OID_AUTHORITY_KEY_IDENTIFIER] = CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER,
    [CC_OID_SUBJECT_KEY_IDENTIFIER] = CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER,
    [CC_OID_KEY_USAGE] = CERTCHECK_EXT_KEY_USAGE,
    [CC_OID_CERTIFICATE_POLICIES] = CERTCHECK_EXT_CERTIFICATE_POLICIES,
    [CC_OID_POLICY_MAPPINGS] = CERTCHECK_EXT_POLICY_MAPPINGS,
    [CC_OID_SUBJECT_ALT_NAME] = CERTCHECK_EXT_SUBJECT_ALT_NAME,
    [CC_OID_ISSUER_ALT_NAME] = CERTCHECK_EXT_ISSUER_ALT_NAME,
    [CC_OID_SUBJECT_DIRECTORY_ATTRIBUTES] = CERTCHECK_EXT_SUBJECT_DIRECTORY_ATTRIBUTES,
    [CC_OID_BASIC_CONSTRAINTS] = CERTCHECK_EXT_BASIC_CONSTRAINTS,
    [CC_OID_NAME_CONSTRAINTS] = CERTCHECK_EXT_NAME_CONSTRAINTS,
    [CC_OID_POLICY_CONSTRAINTS] = CERTCHECK_EXT_POLICY_CONSTRAINTS,
    [CC_OID_EXT_KEY_USAGE] = CERTCHECK_EXT_EXTENDED_KEY_USAGE,
    [CC_OID_CRL_DISTRIBUTION_POINTS] = CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS,
    [CC_OID_INHIBIT_ANY_POLICY] = CERTCHECK_EXT_INHIBIT_ANY_POLICY,
    [CC_OID_FRESHEST_CRL] = CERTCHECK_EXT_FRESHEST_CRL,
    [CC_OID_AUTHORITY_INFO_ACCESS] = CERTCHECK_EXT_AUTHORITY_INFO_ACCESS,
    [CC_OID_SUBJECT_INFO_ACCESS] = CERTCHECK_EXT_SUBJECT_INFO_ACCESS,
    [CC_OID_TLS_FEATURE] = CERTCHECK_EXT_TLS_FEATURE,
    [CC_OID_SCT_LIST] = CERTCHECK_EXT_SCT_LIST,
    [CC_OID_CT_POISON] = CERTCHECK_EXT_CT_POISON,
    [CC_OID_OCSP_NO_CHECK] = CERTCHECK_EXT_OCSP_NO_CHECK,
    [CC_OID_NO_REV_AVAIL] = CERTCHECK_EXT_NO_REV_AVAIL,
    [CC_OID_CRL_NUMBER] = CERTCHECK_EXT_CRL_NUMBER,
    [CC_OID_DELTA_CRL_INDICATOR] = CERTCHECK_EXT_DELTA_CRL_INDICATOR,
    [CC_OID_ISSUING_DISTRIBUTION_POINT] = CERTCHECK_EXT_ISSUING_DISTRIBUTION_POINT,
    [CC_OID_CRL_REASON] = CERTCHECK_EXT_REASON_CODE,
    [CC_OID_INVALIDITY_DATE] = CERTCHECK_EXT_INVALIDITY_DATE,
    [CC_OID_CERTIFICATE_ISSUER] = CERTCHECK_EXT_CERTIFICATE_ISSUER,
    [CC_OID_OCSP_NONCE] = CERTCHECK_EXT_OCSP_NONCE,
    [CC_OID_OCSP_CRL_REFERENCES] = CERTCHECK_EXT_OCSP_CRL_REFERENCES,
    [CC_OID_OCSP_ARCHIVE_CUTOFF] = CERTCHECK_EXT_OCSP_ARCHIVE_CUTOFF,
    [CC_OID_OCSP_EXTENDED_REVOKE] = CERTCHECK_EXT_OCSP_EXTENDED_REVOKE,
    [CC_OID_OCSP_SCT_LIST] = CERTCHECK_EXT_OCSP_SCT_LIST,
};

static enum certcheck_extension_kind find_kind(enum cc_oid oid, enum cc_extension_place place)
{
    enum certcheck_extension_kind kind = (enum certcheck_extension_kind)kind_of_oid[oid];
    return (kinds[kind].places >> place & 1U) != 0 ? kind : CERTCHECK_EXT_UNKNOWN;
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
bool cc_extension_read(struct cc_der *list, enum cc_extension_place place,
                       struct certcheck_extension *extension, struct cc_quirk *quirks)
{
    cc_der_value sequence;
    struct cc_der inside;
    enum cc_oid known;
    extension->critical = false;
    extension->malformed = false;
    extension->error = (struct certcheck_parse_error){0};
    if (!cc_der_expect(list, CC_DER_SEQUENCE, &sequence) || !cc_der_open(list, &sequence, &inside))
        return false;
    extension->whole = sequence.whole;
    inside.field = fields[place].id;
    if (!cc_der_known_oid(&inside, CC_DER_OID, &extension->oid, &known))
        return false;
    inside.field = fields[place].critical;
    if (cc_der_next_is(&inside, CC_DER_BOOLEAN)) {
        const uint8_t *begin = inside.next;
        if (!cc_der_boolean(&inside, CC_DER_BOOLEAN, &extension->critical))
            return false;
        if (!extension->critical)
            cc_quirk_note(quirks, CC_QUIRK_ENCODED_DEFAULT, cc_span_between(begin, inside.next),
                          inside.field);
    }
    inside.field = fields[place].value;
    if (!cc_der_octet_string(&inside, CC_DER_OCTET_STRING, &extension->value))
        return false;
    extension->kind = find_kind(known, place);
    return cc_der_end(&inside);
}

bool cc_extension_decode(const struct certcheck_extension *extension, const uint8_t *origin,
                         struct certcheck_extension_value *value, struct cc_quirk *quirks,
                         struct certcheck_parse_error *error)
{
    struct cc_der der;
    value->kind = extension->kind;
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
    unsigned first = octets.length > 0 ? octets.data[0] : 0;
    unsigned second = octets.length > 1 ? octets.data[1] : 0;
    unsigned all = first << 8 | second, found = 0;
    for (unsigned bit = 0; bit < NAMED_BITS; bit++)
        found |= (all >> (15 - bit) & 1) << bit;
    *bits = (uint16_t)found;
    return true;
}
