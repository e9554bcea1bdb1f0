/* SPDX-License-Identifier: MIT */
/* What extensions say, for people. */
#include "show.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

#define BYTES_SHOWN 64U

struct place {
    const struct terminal *terminal;
    unsigned indent;
};

static void line(const struct place *place, const char *text)
{
    terminal_spaces(place->terminal, place->indent);
    terminal_wrap(place->terminal, place->indent, place->indent + 2, text);
}

static void line_taken(const struct place *place, char *text)
{
    line(place, text);
    free(text);
}

static void labelled(const struct place *place, const char *label, char *text)
{
    line_taken(place, must_print("%s%s", label, text));
    free(text);
}

void show_bytes_text(const struct terminal *terminal, unsigned indent, struct certcheck_span bytes)
{
    struct place place = {terminal, indent};
    struct certcheck_span shown = bytes;
    if (shown.length > BYTES_SHOWN)
        shown.length = BYTES_SHOWN;
    for (size_t at = 0; at < shown.length; at += 24) {
        size_t left = shown.length - at;
        line_taken(&place, hex((struct certcheck_span){shown.data + at, left < 24 ? left : 24}));
    }
    if (shown.length < bytes.length)
        line_taken(&place, must_print("and %zu more bytes", bytes.length - shown.length));
    if (bytes.length == 0)
        line(&place, "(no contents)");
}

static void names(const struct place *place, const char *label, struct certcheck_span list)
{
    struct certcheck_general_name name;
    while (certcheck_next_general_name(&list, &name)) {
        char *text = must_have(certcheck_general_name_text(&name));
        line_taken(place, must_print("%s%s", label, text));
        certcheck_free(text);
    }
}

static void key_usage(const struct place *place, uint16_t bits)
{
    char *text = must_copy("");
    for (unsigned bit = 0; bit < 9; bit++) {
        if ((bits >> bit & 1U) == 0)
            continue;
        char *longer =
            must_print("%s%s%s", text, text[0] == '\0' ? "" : ", ", certcheck_key_usage_text(bit));
        free(text);
        text = longer;
    }
    line(place, text[0] == '\0' ? "(none)" : text);
    free(text);
}

static void basic_constraints(const struct place *place,
                              const struct certcheck_basic_constraints *constraints)
{
    if (!constraints->ca)
        line(place, "not a certificate authority");
    else if (!constraints->has_path_length)
        line(place, "certificate authority");
    else
        line_taken(place,
                   must_print("certificate authority, at most %" PRIu32 " intermediates below it",
                              constraints->path_length));
}

static void authority_key(const struct place *place,
                          const struct certcheck_authority_key_identifier *authority)
{
    if (authority->has_key_identifier)
        labelled(place, "key ", hex(authority->key_identifier));
    if (authority->has_issuer)
        names(place, "issuer ", authority->issuer);
    if (authority->has_serial)
        labelled(place, "serial ", hex(authority->serial));
}

/* DER's tags: UTF8String, IA5String, VisibleString. */
static bool is_ascii_or_utf8(uint32_t tag)
{
    return tag == 12 || tag == 22 || tag == 26;
}

/* CPSuri ::= IA5String
 * UserNotice ::= SEQUENCE {
 *     noticeRef        NoticeReference OPTIONAL,
 *     explicitText     DisplayText OPTIONAL } */
char *show_qualifier_text(const struct certcheck_policy_qualifier *qualifier)
{
    struct certcheck_span rest = qualifier->value;
    struct certcheck_der_value value;
    struct certcheck_parse_error error;
    bool good = certcheck_der_next(&rest, rest.data, &value, &error) == CERTCHECK_OK;
    if (good && CERTCHECK_DER_IS_CONSTRUCTED(value.tag)) {
        struct certcheck_span parts = value.contents;
        while (parts.length > 0 && good)
            good = certcheck_der_next(&parts, parts.data, &value, &error) == CERTCHECK_OK;
    }
    return good && is_ascii_or_utf8(value.tag) ? show_string(value.contents) : NULL;
}

static void policies(const struct place *place, struct certcheck_span list)
{
    struct certcheck_policy_information policy;
    while (certcheck_next_policy(&list, &policy)) {
        line_taken(place, oid_both(policy.policy));
        struct place inner = {place->terminal, place->indent + 2};
        struct certcheck_policy_qualifier qualifier;
        while (certcheck_next_policy_qualifier(&policy.qualifiers, &qualifier)) {
            char *name = oid_text(qualifier.qualifier);
            char *text = show_qualifier_text(&qualifier);
            line_taken(&inner, must_print("%s%s%s", name, text == NULL ? "" : " ",
                                          text == NULL ? "" : text));
            free(text);
            free(name);
        }
    }
}

static void policy_mappings(const struct place *place, struct certcheck_span list)
{
    struct certcheck_policy_mapping mapping;
    while (certcheck_next_policy_mapping(&list, &mapping)) {
        char *from = oid_text(mapping.issuer_domain_policy);
        char *to = oid_text(mapping.subject_domain_policy);
        line_taken(place, must_print("%s counts as %s", from, to));
        free(to);
        free(from);
    }
}

static void policy_constraints(const struct place *place,
                               const struct certcheck_policy_constraints *constraints)
{
    if (constraints->has_require_explicit)
        line_taken(place, must_print("a policy is required after %" PRIu32 " certificates",
                                     constraints->require_explicit));
    if (constraints->has_inhibit_mapping)
        line_taken(place, must_print("no policy mapping after %" PRIu32 " certificates",
                                     constraints->inhibit_mapping));
}

static void subtrees(const struct place *place, const char *label, struct certcheck_span list)
{
    struct certcheck_subtree subtree;
    while (certcheck_next_subtree(&list, &subtree)) {
        char *text = must_have(certcheck_general_name_text(&subtree.base));
        line_taken(place, must_print("%s%s", label, text));
        certcheck_free(text);
    }
}

static void purposes(const struct place *place, struct certcheck_span list)
{
    struct certcheck_span oid;
    while (certcheck_next_oid(&list, &oid))
        line_taken(place, oid_both(oid));
}

static void reasons(const struct place *place, uint16_t bits)
{
    char *text = must_copy("");
    for (unsigned bit = 0; bit < 9; bit++) {
        if ((bits >> bit & 1U) == 0)
            continue;
        char *longer = must_print("%s%s%s", text, text[0] == '\0' ? "" : ", ",
                                  certcheck_reason_flag_text(bit));
        free(text);
        text = longer;
    }
    labelled(place, "only for the reasons ", text);
}

static void distribution_point(const struct place *place,
                               const struct certcheck_distribution_point *point)
{
    if (point->has_full_name)
        names(place, "", point->full_name);
    if (point->has_relative_name)
        labelled(place, "name relative to the issuer: ", hex(point->relative_name));
    if (point->has_reasons)
        reasons(place, point->reasons);
    if (point->has_crl_issuer)
        names(place, "CRL issued by ", point->crl_issuer);
}

static void distribution_points(const struct place *place, struct certcheck_span list)
{
    struct certcheck_distribution_point point;
    while (certcheck_next_distribution_point(&list, &point))
        distribution_point(place, &point);
}

static void issuing_point(const struct place *place,
                          const struct certcheck_issuing_distribution_point *issuing)
{
    distribution_point(place, &issuing->point);
    if (issuing->only_user_certificates)
        line(place, "only for certificates of end entities");
    if (issuing->only_ca_certificates)
        line(place, "only for certificates of authorities");
    if (issuing->only_attribute_certificates)
        line(place, "only for attribute certificates");
    if (issuing->indirect)
        line(place, "indirect: entries may be about other issuers' certificates");
}

static void time_of(const struct place *place, certcheck_time time)
{
    char text[CERTCHECK_TIME_SIZE];
    certcheck_time_format(time, text);
    line(place, text);
}

static void access_descriptions(const struct place *place, struct certcheck_span list)
{
    struct certcheck_access_description description;
    while (certcheck_next_access_description(&list, &description)) {
        char *method = oid_text(description.method);
        char *text = must_have(certcheck_general_name_text(&description.location));
        line_taken(place, must_print("%s %s", method, text));
        certcheck_free(text);
        free(method);
    }
}

static void tls_features(const struct place *place, struct certcheck_span list)
{
    uint16_t feature;
    /* RFC 7633: status_request is 5, status_request_v2 17 */
    while (certcheck_next_tls_feature(&list, &feature))
        line_taken(place, must_print("%s%u",
                                     feature == 5    ? "status_request, must staple: "
                                     : feature == 17 ? "status_request_v2: "
                                                     : "",
                                     (unsigned)feature));
}

static void scts(const struct place *place, struct certcheck_span list)
{
    struct certcheck_sct sct;
    while (certcheck_next_sct(&list, &sct)) {
        if (sct.version != 0) {
            line_taken(place, must_print("of unknown version %u", (unsigned)sct.version + 1));
            continue;
        }
        char when[CERTCHECK_TIME_SIZE];
        uint64_t seconds = sct.timestamp / 1000;
        certcheck_time_format(seconds > INT64_MAX ? INT64_MAX : (certcheck_time)seconds, when);
        char *log = hex(sct.log_id);
        line_taken(place, must_print("%s by log %s", when, log));
        free(log);
    }
}

static void lists(const struct place *place, const struct certcheck_extension_value *value)
{
    switch (value->kind) {
    case CERTCHECK_EXT_CERTIFICATE_POLICIES:
        policies(place, value->of.policies);
        break;
    case CERTCHECK_EXT_POLICY_MAPPINGS:
        policy_mappings(place, value->of.policy_mappings);
        break;
    case CERTCHECK_EXT_SUBJECT_ALT_NAME:
    case CERTCHECK_EXT_ISSUER_ALT_NAME:
    case CERTCHECK_EXT_CERTIFICATE_ISSUER:
        names(place, "", value->of.names);
        break;
    case CERTCHECK_EXT_EXTENDED_KEY_USAGE:
        purposes(place, value->of.purposes);
        break;
    case CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS:
    case CERTCHECK_EXT_FRESHEST_CRL:
        distribution_points(place, value->of.distribution_points);
        break;
    case CERTCHECK_EXT_AUTHORITY_INFO_ACCESS:
    case CERTCHECK_EXT_SUBJECT_INFO_ACCESS:
        access_descriptions(place, value->of.access);
        break;
    case CERTCHECK_EXT_TLS_FEATURE:
        tls_features(place, value->of.tls_features);
        break;
    case CERTCHECK_EXT_SCT_LIST:
    case CERTCHECK_EXT_OCSP_SCT_LIST:
        scts(place, value->of.scts);
        break;
    default:
        break;
    }
}

/* Kinds that only CRLs and OCSP responses have. */
static void revocation(const struct place *place, const struct certcheck_extension_value *value)
{
    switch (value->kind) {
    case CERTCHECK_EXT_CRL_NUMBER:
        line_taken(place, hex(value->of.number));
        break;
    case CERTCHECK_EXT_DELTA_CRL_INDICATOR:
        labelled(place, "changes since the CRL with the number ", hex(value->of.number));
        break;
    case CERTCHECK_EXT_ISSUING_DISTRIBUTION_POINT:
        issuing_point(place, &value->of.issuing_distribution_point);
        break;
    case CERTCHECK_EXT_REASON_CODE:
        line(place, certcheck_reason_text(value->of.reason));
        break;
    case CERTCHECK_EXT_INVALIDITY_DATE:
    case CERTCHECK_EXT_OCSP_ARCHIVE_CUTOFF:
        time_of(place, value->of.time);
        break;
    case CERTCHECK_EXT_OCSP_NONCE:
        line_taken(place, hex(value->of.nonce));
        break;
    default:
        lists(place, value);
        break;
    }
}

void show_extension_text(const struct terminal *terminal, unsigned indent,
                         const struct certcheck_extension *extension)
{
    struct place place = {terminal, indent};
    struct certcheck_extension_value value;
    if (extension->kind == CERTCHECK_EXT_UNKNOWN ||
        certcheck_extension_decode(extension, &value) != CERTCHECK_OK) {
        show_bytes_text(terminal, indent, extension->value);
        return;
    }
    switch (value.kind) {
    case CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER:
        authority_key(&place, &value.of.authority_key_identifier);
        break;
    case CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER:
        line_taken(&place, hex(value.of.subject_key_identifier));
        break;
    case CERTCHECK_EXT_KEY_USAGE:
        key_usage(&place, value.of.key_usage);
        break;
    case CERTCHECK_EXT_SUBJECT_DIRECTORY_ATTRIBUTES:
        show_bytes_text(terminal, indent, value.of.attributes);
        break;
    case CERTCHECK_EXT_BASIC_CONSTRAINTS:
        basic_constraints(&place, &value.of.basic_constraints);
        break;
    case CERTCHECK_EXT_NAME_CONSTRAINTS:
        subtrees(&place, "permitted ", value.of.name_constraints.permitted);
        subtrees(&place, "excluded ", value.of.name_constraints.excluded);
        break;
    case CERTCHECK_EXT_POLICY_CONSTRAINTS:
        policy_constraints(&place, &value.of.policy_constraints);
        break;
    case CERTCHECK_EXT_INHIBIT_ANY_POLICY:
        line_taken(&place, must_print("anyPolicy does not count after %" PRIu32 " certificates",
                                      value.of.inhibit_any_policy));
        break;
    default:
        revocation(&place, &value);
        break;
    }
}
