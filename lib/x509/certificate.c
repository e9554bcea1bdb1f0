/* SPDX-License-Identifier: MIT */
/* Reads a certificate: RFC 5280 4.1, in the order of its ASN.1. */
#include "x509/certificate.h"

#include "base/alloc.h"
#include "der/der_value.h"
#include "x509/algorithm.h"
#include "x509/extension.h"
#include "x509/name.h"
#include "x509/spki.h"

/* Version ::= INTEGER { v1(0), v2(1), v3(2) }, [0] EXPLICIT, DEFAULT v1 */
static bool read_version(struct cc_der *tbs, struct certcheck_certificate *certificate)
{
    cc_der_value value = {0};
    bool present;
    struct cc_der inside;
    uint32_t version = 0;
    tbs->field = "tbsCertificate.version";
    if (!cc_der_optional(tbs, CC_DER_CONTEXT_CONSTRUCTED(0), &value, &present))
        return false;
    if (present && (!cc_der_open(tbs, &value, &inside) ||
                    !cc_der_count(&inside, CC_DER_INTEGER, CERTCHECK_COUNT_MAX, &version) ||
                    !cc_der_end(&inside)))
        return false;
    if (version > 2)
        return cc_der_fail(tbs, value.whole.data, value.tag, CC_DER_RULE_VERSION_UNKNOWN);
    if (present && version == 0)
        cc_quirk_note(certificate->quirks, CC_QUIRK_ENCODED_DEFAULT, value.whole, tbs->field);
    certificate->version = (int)version + 1;
    return true;
}

static bool read_time(struct cc_der *validity, const char *field, certcheck_time *time,
                      struct cc_quirk *quirks)
{
    const uint8_t *begin = validity->next;
    bool wrong_form;
    validity->field = field;
    if (!cc_der_time(validity, time, &wrong_form))
        return false;
    if (wrong_form)
        cc_quirk_note(quirks, CC_QUIRK_TIME_FORM, cc_span_between(begin, validity->next), field);
    return true;
}

/* Validity ::= SEQUENCE { notBefore Time, notAfter Time } */
static bool read_validity(struct cc_der *tbs, struct certcheck_certificate *certificate)
{
    cc_der_value sequence;
    struct cc_der validity;
    tbs->field = "tbsCertificate.validity";
    if (!cc_der_expect(tbs, CC_DER_SEQUENCE, &sequence) || !cc_der_open(tbs, &sequence, &validity))
        return false;
    certificate->validity = sequence.whole;
    if (!read_time(&validity, "tbsCertificate.validity.notBefore", &certificate->not_before,
                   certificate->quirks) ||
        !read_time(&validity, "tbsCertificate.validity.notAfter", &certificate->not_after,
                   certificate->quirks))
        return false;
    validity.field = "tbsCertificate.validity";
    return cc_der_end(&validity);
}

/* UniqueIdentifier ::= BIT STRING, [number] IMPLICIT, "If present, version MUST be v2 or v3" */
static bool read_unique_id(struct cc_der *tbs, unsigned number, const char *field, int version,
                           cc_span *id)
{
    unsigned unused;
    tbs->field = field;
    if (!cc_der_next_is(tbs, CC_DER_CONTEXT(number)))
        return true;
    if (version < 2)
        return cc_der_fail(tbs, tbs->next, CC_DER_CONTEXT(number),
                           CC_DER_RULE_UNIQUE_ID_NEEDS_VERSION_2);
    return cc_der_bit_string(tbs, CC_DER_CONTEXT(number), id, &unused);
}

/* ---- extensions ---- */

/* One by one: for a struct of this size compilers take an instruction that is slow to begin. */
static void keep_key_identifier(struct certcheck_authority_key_identifier *kept,
                                const struct certcheck_authority_key_identifier *identifier)
{
    kept->has_key_identifier = identifier->has_key_identifier;
    kept->key_identifier = identifier->key_identifier;
    kept->has_issuer = identifier->has_issuer;
    kept->issuer = identifier->issuer;
    kept->has_serial = identifier->has_serial;
    kept->serial = identifier->serial;
}

/* What the checks ask for most often is kept decoded. */
static void keep_decoded(struct certcheck_certificate *certificate,
                         const struct certcheck_extension_value *value)
{
    switch (value->kind) {
    case CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER:
        keep_key_identifier(&certificate->authority_key_identifier,
                            &value->of.authority_key_identifier);
        break;
    case CERTCHECK_EXT_SUBJECT_KEY_IDENTIFIER:
        certificate->subject_key_identifier = value->of.subject_key_identifier;
        break;
    case CERTCHECK_EXT_KEY_USAGE:
        certificate->has_key_usage = true;
        certificate->key_usage = value->of.key_usage;
        break;
    case CERTCHECK_EXT_BASIC_CONSTRAINTS:
        certificate->has_basic_constraints = true;
        certificate->basic_constraints = value->of.basic_constraints;
        break;
    case CERTCHECK_EXT_NAME_CONSTRAINTS:
        certificate->name_constraints = value->of.name_constraints;
        break;
    case CERTCHECK_EXT_EXTENDED_KEY_USAGE:
        certificate->has_purposes = true;
        certificate->purposes = value->of.purposes;
        break;
    case CERTCHECK_EXT_SUBJECT_ALT_NAME:
        certificate->has_subject_alt_name = true;
        certificate->subject_alt_name = value->of.names;
        break;
    case CERTCHECK_EXT_CERTIFICATE_POLICIES:
        certificate->has_policies = true;
        certificate->policies = value->of.policies;
        break;
    case CERTCHECK_EXT_POLICY_MAPPINGS:
        certificate->has_policy_mappings = true;
        certificate->policy_mappings = value->of.policy_mappings;
        break;
    case CERTCHECK_EXT_POLICY_CONSTRAINTS:
        certificate->policy_constraints = value->of.policy_constraints;
        break;
    case CERTCHECK_EXT_INHIBIT_ANY_POLICY:
        certificate->has_inhibit_any_policy = true;
        certificate->inhibit_any_policy = value->of.inhibit_any_policy;
        break;
    case CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS:
        certificate->distribution_points = value->of.distribution_points;
        break;
    case CERTCHECK_EXT_AUTHORITY_INFO_ACCESS:
        certificate->access = value->of.access;
        break;
    default:
        break;
    }
}

/* RFC 5280 4.2: no more than one instance of a particular extension. At most
 * CERTCHECK_EXTENSIONS_MAX of them are compared, and known ones are looked up. */
static bool is_duplicate(const struct certcheck_certificate *certificate,
                         const struct certcheck_extension *extension)
{
    if (extension->kind != CERTCHECK_EXT_UNKNOWN)
        return certificate->by_kind[extension->kind] != NULL;
    for (size_t i = 0; i < certificate->extension_count; i++) {
        if (cc_span_equal(certificate->extensions[i].oid, extension->oid))
            return true;
    }
    return false;
}

static void decode_extension(struct certcheck_certificate *certificate,
                             struct certcheck_extension *extension)
{
    if (extension->kind == CERTCHECK_EXT_UNKNOWN)
        return;
    certificate->by_kind[extension->kind] = extension;
    struct certcheck_extension_value value;
    extension->malformed = !cc_extension_decode(extension, certificate->der.data, &value,
                                                certificate->quirks, &extension->error);
    if (!extension->malformed)
        keep_decoded(certificate, &value);
    else if (certificate->malformed_extension == NULL)
        certificate->malformed_extension = extension;
}

static enum certcheck_status read_extension_list(struct cc_der *list,
                                                 struct certcheck_certificate *certificate)
{
    size_t count;
    if (!cc_extensions_count(list, &count))
        return CERTCHECK_MALFORMED;
    certificate->extensions = cc_calloc(count, sizeof *certificate->extensions);
    if (certificate->extensions == NULL)
        return CERTCHECK_NO_MEMORY;
    while (certificate->extension_count < count) {
        struct certcheck_extension *extension =
            &certificate->extensions[certificate->extension_count];
        if (!cc_extension_read(list, CC_EXTENSION_OF_CERTIFICATE, extension, certificate->quirks))
            return CERTCHECK_MALFORMED;
        if (is_duplicate(certificate, extension)) {
            cc_der_fail(list, extension->whole.data, CC_DER_SEQUENCE,
                        CC_DER_RULE_EXTENSION_DUPLICATE);
            return CERTCHECK_MALFORMED;
        }
        decode_extension(certificate, extension);
        certificate->extension_count++;
    }
    return CERTCHECK_OK;
}

/* extensions [3] EXPLICIT Extensions OPTIONAL, "If present, version MUST be v3" */
static enum certcheck_status read_extensions(struct cc_der *tbs,
                                             struct certcheck_certificate *certificate)
{
    cc_der_value value;
    bool present;
    struct cc_der explicit, list;
    tbs->field = "tbsCertificate.extensions";
    if (!cc_der_optional(tbs, CC_DER_CONTEXT_CONSTRUCTED(3), &value, &present))
        return CERTCHECK_MALFORMED;
    if (!present)
        return CERTCHECK_OK;
    if (certificate->version < 3) {
        cc_der_fail(tbs, value.whole.data, value.tag, CC_DER_RULE_EXTENSIONS_NEED_VERSION_3);
        return CERTCHECK_MALFORMED;
    }
    if (!cc_der_open(tbs, &value, &explicit) || !cc_der_enter(&explicit, CC_DER_SEQUENCE, &list))
        return CERTCHECK_MALFORMED;
    if (cc_der_at_end(&list))
        cc_quirk_note(certificate->quirks, CC_QUIRK_SEQUENCE_EMPTY, value.whole, tbs->field);
    enum certcheck_status status = read_extension_list(&list, certificate);
    if (status == CERTCHECK_OK && !cc_der_end(&explicit))
        status = CERTCHECK_MALFORMED;
    return status;
}

/* ---- the certificate ---- */

/* TBSCertificate ::= SEQUENCE {
 *     version               [0] EXPLICIT Version DEFAULT v1,
 *     serialNumber          CertificateSerialNumber,
 *     signature             AlgorithmIdentifier,
 *     issuer                Name,
 *     validity              Validity,
 *     subject               Name,
 *     subjectPublicKeyInfo  SubjectPublicKeyInfo,
 *     issuerUniqueID        [1] IMPLICIT UniqueIdentifier OPTIONAL,
 *     subjectUniqueID       [2] IMPLICIT UniqueIdentifier OPTIONAL,
 *     extensions            [3] EXPLICIT Extensions OPTIONAL } */
static bool read_tbs_fields(struct cc_der *tbs, struct certcheck_certificate *certificate)
{
    bool issuer_empty;
    struct cc_quirk *quirks = certificate->quirks;
    if (!read_version(tbs, certificate))
        return false;
    tbs->field = "tbsCertificate.serialNumber";
    if (!cc_der_integer(tbs, CC_DER_INTEGER, &certificate->serial))
        return false;
    tbs->field = "tbsCertificate.signature";
    if (!cc_algorithm_read(tbs, &certificate->inner_algorithm, quirks))
        return false;
    tbs->field = "tbsCertificate.issuer";
    if (!cc_name_read_hashed(tbs, &certificate->issuer, &issuer_empty, &certificate->issuer_hash,
                             quirks) ||
        !read_validity(tbs, certificate))
        return false;
    tbs->field = "tbsCertificate.subject";
    if (!cc_name_read_hashed(tbs, &certificate->subject, &certificate->subject_empty,
                             &certificate->subject_hash, quirks))
        return false;
    tbs->field = "tbsCertificate.subjectPublicKeyInfo";
    return cc_spki_read(tbs, &certificate->key, quirks) &&
           read_unique_id(tbs, 1, "tbsCertificate.issuerUniqueID", certificate->version,
                          &certificate->issuer_unique_id) &&
           read_unique_id(tbs, 2, "tbsCertificate.subjectUniqueID", certificate->version,
                          &certificate->subject_unique_id);
}

static enum certcheck_status read_tbs(struct cc_der *outer,
                                      struct certcheck_certificate *certificate)
{
    cc_der_value sequence;
    struct cc_der tbs;
    outer->field = "tbsCertificate";
    if (!cc_der_expect(outer, CC_DER_SEQUENCE, &sequence) || !cc_der_open(outer, &sequence, &tbs) ||
        !read_tbs_fields(&tbs, certificate))
        return CERTCHECK_MALFORMED;
    certificate->tbs = sequence.whole;
    enum certcheck_status status = read_extensions(&tbs, certificate);
    tbs.field = "tbsCertificate";
    if (status == CERTCHECK_OK && !cc_der_end(&tbs))
        status = CERTCHECK_MALFORMED;
    return status;
}

/* Certificate ::= SEQUENCE {
 *     tbsCertificate      TBSCertificate,
 *     signatureAlgorithm  AlgorithmIdentifier,
 *     signatureValue      BIT STRING } */
static enum certcheck_status read_certificate(struct cc_der *der,
                                              struct certcheck_certificate *certificate)
{
    struct cc_der inside;
    der->field = "certificate";
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &inside) || !cc_der_end(der))
        return CERTCHECK_MALFORMED;
    enum certcheck_status status = read_tbs(&inside, certificate);
    if (status != CERTCHECK_OK)
        return status;
    inside.field = "signatureAlgorithm";
    if (!cc_algorithm_read(&inside, &certificate->algorithm, certificate->quirks))
        return CERTCHECK_MALFORMED;
    inside.field = "signatureValue";
    if (!cc_der_bit_octets(&inside, CC_DER_BIT_STRING, &certificate->signature))
        return CERTCHECK_MALFORMED;
    inside.field = "certificate";
    return cc_der_end(&inside) ? CERTCHECK_OK : CERTCHECK_MALFORMED;
}

static void derive(struct certcheck_certificate *certificate)
{
    certificate->algorithms_differ =
        !cc_span_equal(certificate->inner_algorithm.whole, certificate->algorithm.whole);
    certificate->self_issued = certificate->issuer_hash == certificate->subject_hash &&
                               certcheck_name_equal(certificate->issuer, certificate->subject);
}

/* One allocation: the struct, and its copy of the DER behind it. */
static struct certcheck_certificate *allocate(const uint8_t *der, size_t length)
{
    struct certcheck_certificate *certificate = cc_malloc(sizeof *certificate + length);
    if (certificate == NULL)
        return NULL;
    memset(certificate, 0, sizeof *certificate);
    uint8_t *copy = (uint8_t *)(certificate + 1);
    if (length != 0)
        memcpy(copy, der, length);
    certificate->der = cc_span_of(copy, length);
    atomic_init(&certificate->references, 1);
    return certificate;
}

enum certcheck_status certcheck_certificate_parse(const uint8_t *der, size_t length,
                                                  struct certcheck_certificate **certificate,
                                                  struct certcheck_parse_error *error)
{
    struct certcheck_parse_error unwanted;
    if (error == NULL)
        error = &unwanted;
    *error = (struct certcheck_parse_error){0};
    if (certificate == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *certificate = NULL;
    if (der == NULL && length != 0)
        return CERTCHECK_BAD_ARGUMENT;

    struct cc_der cursor;
    cc_der_init(&cursor, cc_span_of(der, length), NULL, error);
    cursor.field = "certificate";
    if (length > CERTCHECK_CERTIFICATE_MAX) {
        cc_der_fail(&cursor, der, 0, CC_DER_RULE_CERTIFICATE_TOO_LARGE);
        return CERTCHECK_MALFORMED;
    }
    struct certcheck_certificate *made = allocate(der, length);
    if (made == NULL)
        return CERTCHECK_NO_MEMORY;
    cc_der_init(&cursor, made->der, NULL, error);
    enum certcheck_status status = read_certificate(&cursor, made);
    if (status != CERTCHECK_OK) {
        certcheck_certificate_free(made);
        return status;
    }
    derive(made);
    *certificate = made;
    return CERTCHECK_OK;
}

int cc_certificate_compare_ends(const struct certcheck_certificate *a,
                                const struct certcheck_certificate *b)
{
    if (a->not_after != b->not_after)
        return a->not_after > b->not_after ? -1 : 1;
    return cc_span_compare(a->der, b->der);
}

struct certcheck_certificate *
certcheck_certificate_ref(const struct certcheck_certificate *certificate)
{
    struct certcheck_certificate *counted = (struct certcheck_certificate *)certificate;
    if (counted != NULL)
        atomic_fetch_add_explicit(&counted->references, 1, memory_order_relaxed);
    return counted;
}

void certcheck_certificate_free(const struct certcheck_certificate *certificate)
{
    struct certcheck_certificate *counted = (struct certcheck_certificate *)certificate;
    if (counted == NULL ||
        atomic_fetch_sub_explicit(&counted->references, 1, memory_order_acq_rel) != 1)
        return;
    cc_keeper_release(&counted->imported_key);
    cc_free(counted->extensions);
    cc_free(counted);
}
