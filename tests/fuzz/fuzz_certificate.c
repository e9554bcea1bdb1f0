/* SPDX-License-Identifier: MIT */
/* Parses a certificate, and walks all that was accepted: what is in order once must be so again.
 * Reaches certcheck_certificate_parse, certcheck_extension_decode and, below it, the decoder of
 * every extension; the certcheck_next_ functions; certcheck_name_text, certcheck_general_name_text
 * and certcheck_oid_text. */
#include "fuzz.h"
#include "x509/certificate.h"

static void walk_names(cc_span rest)
{
    struct certcheck_general_name name;
    while (certcheck_next_general_name(&rest, &name))
        certcheck_free(certcheck_general_name_text(&name));
    require(rest.length == 0);
}

static void walk_subtrees(cc_span rest)
{
    struct certcheck_subtree subtree;
    while (certcheck_next_subtree(&rest, &subtree))
        certcheck_free(certcheck_general_name_text(&subtree.base));
    require(rest.length == 0);
}

static void walk_points(cc_span rest)
{
    struct certcheck_distribution_point point;
    while (certcheck_next_distribution_point(&rest, &point)) {
        walk_names(point.full_name);
        walk_names(point.crl_issuer);
    }
    require(rest.length == 0);
}

static void walk_policies(cc_span rest)
{
    struct certcheck_policy_information policy;
    struct certcheck_policy_qualifier qualifier;
    while (certcheck_next_policy(&rest, &policy)) {
        while (certcheck_next_policy_qualifier(&policy.qualifiers, &qualifier))
            continue;
        require(policy.qualifiers.length == 0);
    }
    require(rest.length == 0);
}

/* The lists of one kind of element each. */
static void walk_list(const struct certcheck_extension_value *value)
{
    struct certcheck_policy_mapping mapping;
    struct certcheck_access_description description;
    struct certcheck_sct sct;
    cc_span oid, rest = {0};
    uint16_t feature;
    if (value->kind == CERTCHECK_EXT_POLICY_MAPPINGS)
        for (rest = value->of.policy_mappings; certcheck_next_policy_mapping(&rest, &mapping);)
            continue;
    else if (value->kind == CERTCHECK_EXT_EXTENDED_KEY_USAGE)
        for (rest = value->of.purposes; certcheck_next_oid(&rest, &oid);)
            certcheck_free(certcheck_oid_text(oid));
    else if (value->kind == CERTCHECK_EXT_AUTHORITY_INFO_ACCESS)
        for (rest = value->of.access; certcheck_next_access_description(&rest, &description);)
            continue;
    else if (value->kind == CERTCHECK_EXT_TLS_FEATURE)
        for (rest = value->of.tls_features; certcheck_next_tls_feature(&rest, &feature);)
            continue;
    else if (value->kind == CERTCHECK_EXT_SCT_LIST)
        for (rest = value->of.scts; certcheck_next_sct(&rest, &sct);)
            continue;
    require(rest.length == 0);
}

static void walk_value(const struct certcheck_extension_value *value)
{
    switch (value->kind) {
    case CERTCHECK_EXT_SUBJECT_ALT_NAME:
    case CERTCHECK_EXT_ISSUER_ALT_NAME:
        walk_names(value->of.names);
        break;
    case CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER:
        walk_names(value->of.authority_key_identifier.issuer);
        break;
    case CERTCHECK_EXT_NAME_CONSTRAINTS:
        walk_subtrees(value->of.name_constraints.permitted);
        walk_subtrees(value->of.name_constraints.excluded);
        break;
    case CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS:
    case CERTCHECK_EXT_FRESHEST_CRL:
        walk_points(value->of.distribution_points);
        break;
    case CERTCHECK_EXT_CERTIFICATE_POLICIES:
        walk_policies(value->of.policies);
        break;
    default:
        walk_list(value);
    }
}

static void walk(const struct certcheck_certificate *certificate)
{
    certcheck_free(certcheck_name_text(certificate->subject));
    certcheck_free(certcheck_name_text(certificate->issuer));
    for (size_t i = 0; i < certificate->extension_count; i++) {
        const struct certcheck_extension *extension = &certificate->extensions[i];
        struct certcheck_extension_value value;
        enum certcheck_status status = certcheck_extension_decode(extension, &value);
        require(extension->kind == CERTCHECK_EXT_UNKNOWN ||
                (status == CERTCHECK_OK) == !extension->malformed);
        require(!extension->malformed || extension->error.offset <= certificate->der.length);
        if (status == CERTCHECK_OK)
            walk_value(&value);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct certcheck_certificate *certificate;
    struct certcheck_parse_error error;
    enum certcheck_status status = certcheck_certificate_parse(data, size, &certificate, &error);
    if (status == CERTCHECK_OK) {
        walk(certificate);
        certcheck_certificate_free(certificate);
    } else {
        require(status == CERTCHECK_MALFORMED && error.rule != NULL && error.offset <= size);
    }
    return 0;
}
