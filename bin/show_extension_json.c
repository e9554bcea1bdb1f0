/* SPDX-License-Identifier: MIT */
/* What extensions say, for programs. */
#include "show.h"

#include "json.h"
#include "tool.h"

static json_t *library_text(char *text)
{
    json_t *string = json_text(must_have(text));
    certcheck_free(text);
    return string;
}

static json_t *names(struct certcheck_span list)
{
    struct certcheck_general_name name;
    json_t *array = must_have(json_array());
    while (certcheck_next_general_name(&list, &name))
        json_append(array, library_text(certcheck_general_name_text(&name)));
    return array;
}

static json_t *key_usage(uint16_t bits)
{
    json_t *array = must_have(json_array());
    for (unsigned bit = 0; bit < 9; bit++) {
        if ((bits >> bit & 1U) != 0)
            json_append(array, json_text(certcheck_key_usage_text(bit)));
    }
    return array;
}

static json_t *basic_constraints(const struct certcheck_basic_constraints *constraints)
{
    json_t *object = must_have(json_object());
    json_put(object, "ca", json_boolean(constraints->ca));
    json_put(object, "path_length",
             constraints->has_path_length ? json_integer(constraints->path_length) : json_null());
    return object;
}

static json_t *authority_key(const struct certcheck_authority_key_identifier *authority)
{
    json_t *object = must_have(json_object());
    if (authority->has_key_identifier)
        json_put_taken(object, "key_identifier", hex(authority->key_identifier));
    if (authority->has_issuer)
        json_put(object, "issuer", names(authority->issuer));
    if (authority->has_serial)
        json_put_taken(object, "serial", hex(authority->serial));
    return object;
}

static json_t *qualifiers(struct certcheck_span list)
{
    struct certcheck_policy_qualifier qualifier;
    json_t *array = must_have(json_array());
    while (certcheck_next_policy_qualifier(&list, &qualifier)) {
        json_t *object = must_have(json_object());
        char *text = show_qualifier_text(&qualifier);
        json_put_taken(object, "qualifier", oid_text(qualifier.qualifier));
        json_put(object, "text", text == NULL ? json_null() : json_taken(text));
        json_put_taken(object, "der", hex(qualifier.value));
        json_append(array, object);
    }
    return array;
}

static json_t *policies(struct certcheck_span list)
{
    struct certcheck_policy_information policy;
    json_t *array = must_have(json_array());
    while (certcheck_next_policy(&list, &policy)) {
        json_t *object = must_have(json_object());
        json_put_taken(object, "policy", oid_text(policy.policy));
        json_put(object, "qualifiers", qualifiers(policy.qualifiers));
        json_append(array, object);
    }
    return array;
}

static json_t *policy_mappings(struct certcheck_span list)
{
    struct certcheck_policy_mapping mapping;
    json_t *array = must_have(json_array());
    while (certcheck_next_policy_mapping(&list, &mapping)) {
        json_t *object = must_have(json_object());
        json_put(object, "issuer_domain_policy",
                 json_taken(oid_text(mapping.issuer_domain_policy)));
        json_put(object, "subject_domain_policy",
                 json_taken(oid_text(mapping.subject_domain_policy)));
        json_append(array, object);
    }
    return array;
}

static json_t *policy_constraints(const struct certcheck_policy_constraints *constraints)
{
    json_t *object = must_have(json_object());
    if (constraints->has_require_explicit)
        json_put(object, "require_explicit_policy", json_integer(constraints->require_explicit));
    if (constraints->has_inhibit_mapping)
        json_put(object, "inhibit_policy_mapping", json_integer(constraints->inhibit_mapping));
    return object;
}

static json_t *subtrees(struct certcheck_span list)
{
    struct certcheck_subtree subtree;
    json_t *array = must_have(json_array());
    while (certcheck_next_subtree(&list, &subtree))
        json_append(array, library_text(certcheck_general_name_text(&subtree.base)));
    return array;
}

static json_t *name_constraints(const struct certcheck_name_constraints *constraints)
{
    json_t *object = must_have(json_object());
    json_put(object, "permitted", subtrees(constraints->permitted));
    json_put(object, "excluded", subtrees(constraints->excluded));
    return object;
}

static json_t *purposes(struct certcheck_span list)
{
    struct certcheck_span oid;
    json_t *array = must_have(json_array());
    while (certcheck_next_oid(&list, &oid))
        json_append(array, json_taken(oid_text(oid)));
    return array;
}

static json_t *reasons(uint16_t bits)
{
    json_t *array = must_have(json_array());
    for (unsigned bit = 0; bit < 9; bit++) {
        if ((bits >> bit & 1U) != 0)
            json_append(array, json_text(certcheck_reason_flag_text(bit)));
    }
    return array;
}

static json_t *distribution_point(const struct certcheck_distribution_point *point)
{
    json_t *object = must_have(json_object());
    if (point->has_full_name)
        json_put(object, "full_name", names(point->full_name));
    if (point->has_relative_name)
        json_put_taken(object, "relative_name", hex(point->relative_name));
    if (point->has_reasons)
        json_put(object, "reasons", reasons(point->reasons));
    if (point->has_crl_issuer)
        json_put(object, "crl_issuer", names(point->crl_issuer));
    return object;
}

static json_t *distribution_points(struct certcheck_span list)
{
    struct certcheck_distribution_point point;
    json_t *array = must_have(json_array());
    while (certcheck_next_distribution_point(&list, &point))
        json_append(array, distribution_point(&point));
    return array;
}

static json_t *issuing_point(const struct certcheck_issuing_distribution_point *issuing)
{
    json_t *object = distribution_point(&issuing->point);
    json_put(object, "only_user_certificates", json_boolean(issuing->only_user_certificates));
    json_put(object, "only_ca_certificates", json_boolean(issuing->only_ca_certificates));
    json_put(object, "only_attribute_certificates",
             json_boolean(issuing->only_attribute_certificates));
    json_put(object, "indirect", json_boolean(issuing->indirect));
    return object;
}

static json_t *access_descriptions(struct certcheck_span list)
{
    struct certcheck_access_description description;
    json_t *array = must_have(json_array());
    while (certcheck_next_access_description(&list, &description)) {
        json_t *object = must_have(json_object());
        json_put_taken(object, "method", oid_text(description.method));
        json_put(object, "location",
                 library_text(certcheck_general_name_text(&description.location)));
        json_append(array, object);
    }
    return array;
}

static json_t *tls_features(struct certcheck_span list)
{
    uint16_t feature;
    json_t *array = must_have(json_array());
    while (certcheck_next_tls_feature(&list, &feature))
        json_append(array, json_integer(feature));
    return array;
}

static json_t *scts(struct certcheck_span list)
{
    struct certcheck_sct sct;
    json_t *array = must_have(json_array());
    while (certcheck_next_sct(&list, &sct)) {
        json_t *object = must_have(json_object());
        json_put(object, "version", json_integer(sct.version + 1));
        if (sct.version == 0) {
            uint64_t seconds = sct.timestamp / 1000;
            json_put_taken(object, "log_id", hex(sct.log_id));
            json_put(object, "time",
                     json_time(seconds > INT64_MAX ? INT64_MAX : (certcheck_time)seconds));
        }
        json_append(array, object);
    }
    return array;
}

/* Kinds that only CRLs and OCSP responses have. */
static json_t *revocation_json(const struct certcheck_extension_value *value)
{
    switch (value->kind) {
    case CERTCHECK_EXT_CRL_NUMBER:
    case CERTCHECK_EXT_DELTA_CRL_INDICATOR:
        return json_taken(hex(value->of.number));
    case CERTCHECK_EXT_ISSUING_DISTRIBUTION_POINT:
        return issuing_point(&value->of.issuing_distribution_point);
    case CERTCHECK_EXT_REASON_CODE:
        return json_text(certcheck_reason_text(value->of.reason));
    case CERTCHECK_EXT_INVALIDITY_DATE:
    case CERTCHECK_EXT_OCSP_ARCHIVE_CUTOFF:
        return json_time(value->of.time);
    case CERTCHECK_EXT_CERTIFICATE_ISSUER:
        return names(value->of.names);
    case CERTCHECK_EXT_OCSP_NONCE:
        return json_taken(hex(value->of.nonce));
    case CERTCHECK_EXT_OCSP_SCT_LIST:
        return scts(value->of.scts);
    default:
        return NULL;
    }
}

/* NULL: nothing to say besides its presence. */
static json_t *value_json(const struct certcheck_extension_value *value)
{
    switch (value->kind) {
    case CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER:
        return authority_key(&value->of.authority_key_identifier);
    case CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER:
        return json_taken(hex(value->of.subject_key_identifier));
    case CERTCHECK_EXT_KEY_USAGE:
        return key_usage(value->of.key_usage);
    case CERTCHECK_EXT_CERTIFICATE_POLICIES:
        return policies(value->of.policies);
    case CERTCHECK_EXT_POLICY_MAPPINGS:
        return policy_mappings(value->of.policy_mappings);
    case CERTCHECK_EXT_SUBJECT_ALT_NAME:
    case CERTCHECK_EXT_ISSUER_ALT_NAME:
        return names(value->of.names);
    case CERTCHECK_EXT_BASIC_CONSTRAINTS:
        return basic_constraints(&value->of.basic_constraints);
    case CERTCHECK_EXT_NAME_CONSTRAINTS:
        return name_constraints(&value->of.name_constraints);
    case CERTCHECK_EXT_POLICY_CONSTRAINTS:
        return policy_constraints(&value->of.policy_constraints);
    case CERTCHECK_EXT_EXTENDED_KEY_USAGE:
        return purposes(value->of.purposes);
    case CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS:
    case CERTCHECK_EXT_FRESHEST_CRL:
        return distribution_points(value->of.distribution_points);
    case CERTCHECK_EXT_INHIBIT_ANY_POLICY:
        return json_integer(value->of.inhibit_any_policy);
    case CERTCHECK_EXT_AUTHORITY_INFO_ACCESS:
    case CERTCHECK_EXT_SUBJECT_INFO_ACCESS:
        return access_descriptions(value->of.access);
    case CERTCHECK_EXT_TLS_FEATURE:
        return tls_features(value->of.tls_features);
    case CERTCHECK_EXT_SCT_LIST:
        return scts(value->of.scts);
    default:
        return revocation_json(value);
    }
}

static json_t *error_json(const struct certcheck_parse_error *error)
{
    json_t *object = must_have(json_object());
    json_put(object, "rule", json_text(error->rule == NULL ? "" : error->rule));
    json_put(object, "offset", json_integer((json_int_t)error->offset));
    return object;
}

json_t *show_extension_json(const struct certcheck_extension *extension)
{
    struct certcheck_extension_value value;
    const char *name = extension->kind == CERTCHECK_EXT_UNKNOWN
                           ? certcheck_oid_name(extension->oid)
                           : certcheck_extension_kind_text(extension->kind);
    char *oid = must_have(certcheck_oid_text(extension->oid));
    bool known = extension->kind != CERTCHECK_EXT_UNKNOWN && !extension->malformed &&
                 certcheck_extension_decode(extension, &value) == CERTCHECK_OK;
    json_t *decoded = known ? value_json(&value) : NULL;
    json_t *object = must_have(json_object());
    json_put(object, "oid", json_text(oid));
    json_put(object, "name", name == NULL ? json_null() : json_text(name));
    json_put(object, "critical", json_boolean(extension->critical));
    json_put(object, "value", decoded == NULL ? json_null() : decoded);
    json_put_taken(object, "der", hex(extension->value));
    json_put(object, "error", extension->malformed ? error_json(&extension->error) : json_null());
    certcheck_free(oid);
    return object;
}
