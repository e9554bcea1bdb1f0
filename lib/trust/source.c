/* SPDX-License-Identifier: MIT */
/* Finds out by its bytes what an input is, and takes the certificates out of it. */
#include "trust/source.h"

#include "base/alloc.h"
#include "der/der_value.h"
#include "der/pem.h"

#define RULE_NO_CERTIFICATE "no-certificate"
#define RULE_TRUST_LIMITED "trust-limited"

/* One entry of an input: what problems with it are told of. */
struct entry {
    const char *source;
    size_t number;
    size_t line;
    size_t offset;
    const char *label;
};

void cc_source_begin(struct cc_source_sink *sink, struct cc_certificate_set *set, bool anchors,
                     struct certcheck_load *load)
{
    *sink = (struct cc_source_sink){.set = set, .anchors = anchors};
    sink->load = load != NULL ? load : &sink->unheard;
    sink->load->added = 0;
    sink->load->duplicates = 0;
    sink->load->skipped = 0;
}

void cc_source_problem(struct cc_source_sink *sink, const struct certcheck_load_problem *problem)
{
    sink->load->skipped++;
    if (sink->load->problem != NULL)
        sink->load->problem(sink->load->context, problem);
}

static void skip(struct cc_source_sink *sink, const struct entry *entry,
                 enum certcheck_status status, const struct certcheck_parse_error *error)
{
    cc_source_problem(sink, &(struct certcheck_load_problem){
                                .source = entry->source,
                                .entry = entry->number,
                                .line = entry->line,
                                .offset = entry->offset,
                                .label = entry->label,
                                .status = status,
                                .error = *error,
                            });
}

static void tell(struct cc_source_sink *sink, const struct entry *entry,
                 const struct certcheck_certificate *certificate)
{
    if (sink->load->certificate == NULL)
        return;
    struct certcheck_load_place place = {entry->source, entry->number, entry->line, entry->offset};
    sink->load->certificate(sink->load->context, certificate, &place);
}

static enum certcheck_status add_certificate(struct cc_source_sink *sink, const struct entry *entry,
                                             cc_span der)
{
    struct certcheck_certificate *certificate;
    struct certcheck_parse_error error = {0};
    bool added;
    enum certcheck_status status =
        certcheck_certificate_parse(der.data, der.length, &certificate, &error);
    if (status == CERTCHECK_NO_MEMORY && error.rule == NULL)
        return status;
    if (status != CERTCHECK_OK) {
        skip(sink, entry, status, &error);
        return CERTCHECK_OK;
    }
    status = cc_certificate_set_add(sink->set, certificate, entry->source, &added);
    if (status == CERTCHECK_OK)
        tell(sink, entry, certificate);
    certcheck_certificate_free(certificate);
    if (status == CERTCHECK_OK && added)
        sink->load->added++;
    else if (status == CERTCHECK_OK)
        sink->load->duplicates++;
    return status;
}

/* ---- PKCS #7 ---- */

/* CertificateSet ::= SET OF CertificateChoices: a Certificate, or something tagged [0] to [3] that
 * is none (RFC 5652 10.2.2). Its order is not looked at: nothing here depends on it. */
static enum certcheck_status add_set(struct cc_source_sink *sink, const struct entry *whole,
                                     struct cc_der *certificates, bool number_each)
{
    struct entry entry = *whole;
    while (!cc_der_at_end(certificates)) {
        cc_der_value value;
        if (!cc_der_read(certificates, &value)) {
            skip(sink, &entry, CERTCHECK_MALFORMED, certificates->error);
            return CERTCHECK_OK;
        }
        if (number_each)
            entry.offset = (size_t)(value.whole.data - certificates->origin);
        enum certcheck_status status = CERTCHECK_OK;
        if (value.tag == CC_DER_SEQUENCE)
            status = add_certificate(sink, &entry, value.whole);
        else
            skip(sink, &entry, CERTCHECK_BAD_ARGUMENT, &(struct certcheck_parse_error){0});
        if (status != CERTCHECK_OK)
            return status;
        if (number_each)
            entry.number++;
    }
    return CERTCHECK_OK;
}

/*
 * ContentInfo ::= SEQUENCE {                                   -- RFC 2315 7, RFC 5652 3
 *     contentType  OBJECT IDENTIFIER,
 *     content      [0] EXPLICIT ANY DEFINED BY contentType }
 * SignedData ::= SEQUENCE {                                    -- RFC 2315 9.1, RFC 5652 5.1
 *     version           INTEGER,
 *     digestAlgorithms  SET,
 *     contentInfo       SEQUENCE,
 *     certificates      [0] IMPLICIT SET OPTIONAL,
 *     crls              [1] IMPLICIT SET OPTIONAL,
 *     signerInfos       SET }
 */
static bool find_set(struct cc_der *der, struct cc_der *certificates, bool *present)
{
    struct cc_der info;
    struct cc_der content;
    struct cc_der signed_data;
    cc_der_value ignored;
    cc_span type;
    bool has_crls;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &info) || !cc_der_end(der) ||
        !cc_der_oid(&info, CC_DER_OID, &type))
        return false;
    if (!cc_oid_is(type, CC_OID_PKCS7_SIGNED_DATA)) {
        *present = false;
        return true;
    }
    if (!cc_der_enter(&info, CC_DER_CONTEXT_CONSTRUCTED(0), &content) || !cc_der_end(&info) ||
        !cc_der_enter(&content, CC_DER_SEQUENCE, &signed_data) || !cc_der_end(&content) ||
        !cc_der_expect(&signed_data, CC_DER_INTEGER, &ignored) ||
        !cc_der_expect(&signed_data, CC_DER_SET, &ignored) ||
        !cc_der_expect(&signed_data, CC_DER_SEQUENCE, &ignored))
        return false;
    *present = cc_der_peek(&signed_data) == CC_DER_CONTEXT_CONSTRUCTED(0);
    return (!*present || cc_der_enter(&signed_data, CC_DER_CONTEXT_CONSTRUCTED(0), certificates)) &&
           cc_der_optional(&signed_data, CC_DER_CONTEXT_CONSTRUCTED(1), &ignored, &has_crls) &&
           cc_der_expect(&signed_data, CC_DER_SET, &ignored) && cc_der_end(&signed_data);
}

static void skip_for_no_certificate(struct cc_source_sink *sink, const struct entry *entry)
{
    skip(sink, entry, CERTCHECK_MALFORMED,
         &(struct certcheck_parse_error){.rule = RULE_NO_CERTIFICATE,
                                         .text = "there is no certificate in it"});
}

static enum certcheck_status add_pkcs7(struct cc_source_sink *sink, const struct entry *entry,
                                       cc_span bytes, bool number_each)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    struct cc_der certificates;
    bool present;
    cc_der_init(&der, bytes, NULL, &error);
    der.field = "contentInfo";
    if (!find_set(&der, &certificates, &present)) {
        skip(sink, entry, CERTCHECK_MALFORMED, &error);
        return CERTCHECK_OK;
    }
    if (!present || cc_der_at_end(&certificates)) {
        skip_for_no_certificate(sink, entry);
        return CERTCHECK_OK;
    }
    return add_set(sink, entry, &certificates, number_each);
}

/* ---- OpenSSL's TRUSTED CERTIFICATE ---- */

static bool names_tls_servers(struct cc_der *uses, bool *found)
{
    *found = false;
    while (!cc_der_at_end(uses)) {
        cc_span oid;
        if (!cc_der_oid(uses, CC_DER_OID, &oid))
            return false;
        *found = *found || cc_oid_is(oid, CC_OID_SERVER_AUTH) ||
                 cc_oid_is(oid, CC_OID_ANY_EXTENDED_KEY_USAGE);
    }
    return true;
}

/*
 * CertAux ::= SEQUENCE {       -- not in any standard; OpenSSL's x509(1), "Trust Settings"
 *     trust   SEQUENCE OF OBJECT IDENTIFIER OPTIONAL,
 *     reject  [0] IMPLICIT SEQUENCE OF OBJECT IDENTIFIER OPTIONAL,
 *     alias, keyid, other: not looked at }
 */
static bool read_trust_settings(struct cc_der *der, bool *trusted)
{
    struct cc_der settings;
    struct cc_der uses;
    bool named;
    *trusted = true;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &settings) || !cc_der_end(der))
        return false;
    if (cc_der_peek(&settings) == CC_DER_SEQUENCE) {
        if (!cc_der_enter(&settings, CC_DER_SEQUENCE, &uses) || !names_tls_servers(&uses, &named))
            return false;
        *trusted = named;
    }
    if (cc_der_peek(&settings) == CC_DER_CONTEXT_CONSTRUCTED(0)) {
        if (!cc_der_enter(&settings, CC_DER_CONTEXT_CONSTRUCTED(0), &uses) ||
            !names_tls_servers(&uses, &named))
            return false;
        *trusted = *trusted && !named;
    }
    return true;
}

/* A certificate with the settings behind it, or without. */
static enum certcheck_status add_trusted(struct cc_source_sink *sink, const struct entry *entry,
                                         cc_span bytes)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_der_value certificate;
    bool trusted = true;
    cc_der_init(&der, bytes, NULL, &error);
    if (!cc_der_expect(&der, CC_DER_SEQUENCE, &certificate) ||
        (!cc_der_at_end(&der) && !read_trust_settings(&der, &trusted))) {
        skip(sink, entry, CERTCHECK_MALFORMED, &error);
        return CERTCHECK_OK;
    }
    if (sink->anchors && !trusted) {
        skip(
            sink, entry, CERTCHECK_MALFORMED,
            &(struct certcheck_parse_error){.offset = certificate.whole.length,
                                            .rule = RULE_TRUST_LIMITED,
                                            .text = "its trust settings do not allow TLS servers"});
        return CERTCHECK_OK;
    }
    return add_certificate(sink, entry, certificate.whole);
}

/* ---- PEM ---- */

static bool label_is(cc_span label, const char *text)
{
    return cc_span_equal(label, cc_span_text(text));
}

static enum certcheck_status add_block(struct cc_source_sink *sink, const struct entry *entry,
                                       const struct cc_pem_block *block)
{
    cc_span der = cc_span_of(block->der, block->der_length);
    if (block->error.rule != NULL) {
        skip(sink, entry, CERTCHECK_MALFORMED, &block->error);
        return CERTCHECK_OK;
    }
    if (label_is(block->label, "CERTIFICATE") || label_is(block->label, "X509 CERTIFICATE"))
        return add_certificate(sink, entry, der);
    if (label_is(block->label, "TRUSTED CERTIFICATE"))
        return add_trusted(sink, entry, der);
    if (label_is(block->label, "PKCS7") || label_is(block->label, "CMS"))
        return add_pkcs7(sink, entry, der, false);
    skip(sink, entry, CERTCHECK_BAD_ARGUMENT, &(struct certcheck_parse_error){0});
    return CERTCHECK_OK;
}

/* Labels longer than this are cut off in problems. */
#define LABEL_SIZE 65

static enum certcheck_status add_pem(struct cc_source_sink *sink, const char *source, cc_span input)
{
    struct cc_pem pem;
    struct cc_pem_block block;
    bool found;
    cc_pem_init(&pem, input);
    for (size_t number = 1;; number++) {
        char label[LABEL_SIZE] = "";
        if (!cc_pem_next(&pem, &block, &found))
            return CERTCHECK_NO_MEMORY;
        if (!found)
            return CERTCHECK_OK;
        size_t length = block.label.length < LABEL_SIZE ? block.label.length : LABEL_SIZE - 1;
        if (length > 0)
            memcpy(label, block.label.data, length);
        struct entry entry = {source, number, block.line, block.offset, label};
        enum certcheck_status status = add_block(sink, &entry, &block);
        cc_free(block.der);
        if (status != CERTCHECK_OK)
            return status;
    }
}

/* ---- any input ---- */

/* A SEQUENCE with a length of more than one octet, as every certificate and every SignedData with
 * certificates has. No text begins so: the second octet is outside ASCII, and not UTF-8 there. */
static bool looks_like_der(cc_span input)
{
    return input.length >= 2 && input.data[0] == 0x30 && input.data[1] >= 0x80;
}

/* A ContentInfo begins with an OBJECT IDENTIFIER, a Certificate with a SEQUENCE. */
static bool looks_like_pkcs7(cc_span input)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    struct cc_der inside;
    cc_der_init(&der, input, NULL, &error);
    return cc_der_enter(&der, CC_DER_SEQUENCE, &inside) && cc_der_peek(&inside) == CC_DER_OID;
}

enum certcheck_status cc_source_memory(struct cc_source_sink *sink, cc_span input,
                                       const char *source)
{
    struct entry entry = {source != NULL ? source : "", 1, 0, 0, ""};
    if (input.length > CC_SOURCE_MAX)
        return CERTCHECK_BAD_ARGUMENT;
    if (looks_like_der(input))
        return looks_like_pkcs7(input) ? add_pkcs7(sink, &entry, input, true)
                                       : add_certificate(sink, &entry, input);
    if (cc_pem_looks_like(input))
        return add_pem(sink, entry.source, input);
    skip_for_no_certificate(sink, &entry);
    return CERTCHECK_OK;
}
