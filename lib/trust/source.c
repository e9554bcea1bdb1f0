/* SPDX-License-Identifier: MIT */
/* Takes certificates, CRLs and OCSP responses out of an input. */
#include "trust/source_entry.h"

#include "base/alloc.h"
#include "der/pem.h"
#include "der/pem_label.h"

#define RULE_NO_CERTIFICATE "no-certificate"

void cc_source_begin(struct cc_source_sink *sink, struct cc_certificate_set *set,
                     struct certcheck_load *load)
{
    *sink = (struct cc_source_sink){.set = set};
    sink->load = load != NULL ? load : &sink->unheard;
    sink->load->added = 0;
    sink->load->crls = 0;
    sink->load->ocsp_responses = 0;
    sink->load->duplicates = 0;
    sink->load->skipped = 0;
    sink->load->distrusted = 0;
}

void cc_source_problem(struct cc_source_sink *sink, const struct certcheck_load_problem *problem)
{
    sink->load->skipped++;
    if (sink->load->problem != NULL)
        sink->load->problem(sink->load->context, problem);
}

void cc_source_skip(struct cc_source_sink *sink, const struct cc_source_entry *entry,
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

static void tell(struct cc_source_sink *sink, const struct cc_source_entry *entry,
                 const struct certcheck_certificate *certificate)
{
    if (sink->load->certificate == NULL)
        return;
    struct certcheck_load_place place = {entry->source, entry->number, entry->line, entry->offset};
    sink->load->certificate(sink->load->context, certificate, &place);
}

enum certcheck_status cc_source_read_certificate(struct cc_source_sink *sink,
                                                 const struct cc_source_entry *entry, cc_span der,
                                                 struct certcheck_certificate **certificate)
{
    struct certcheck_parse_error error = {0};
    enum certcheck_status status =
        certcheck_certificate_parse(der.data, der.length, certificate, &error);
    if (status == CERTCHECK_OK || (status == CERTCHECK_NO_MEMORY && error.rule == NULL))
        return status;
    const char *stranger = cc_source_stranger(der);
    error.text = stranger != NULL ? stranger : error.text;
    cc_source_skip(sink, entry, status, &error);
    *certificate = NULL;
    return CERTCHECK_OK;
}

enum certcheck_status cc_source_add_certificate(struct cc_source_sink *sink,
                                                const struct cc_source_entry *entry, cc_span der)
{
    struct certcheck_certificate *certificate;
    bool added;
    enum certcheck_status status = cc_source_read_certificate(sink, entry, der, &certificate);
    if (status != CERTCHECK_OK || certificate == NULL)
        return status;
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

/* ---- evidence of revocation ---- */

static enum certcheck_status parse_crl(cc_span der, uint8_t **owned, struct certcheck_crl **crl,
                                       struct certcheck_parse_error *error)
{
    if (owned == NULL || *owned == NULL || *owned != der.data)
        return certcheck_crl_parse(der.data, der.length, crl, error);
    enum certcheck_status status = cc_crl_adopt(*owned, der.length, crl, error);
    if (status == CERTCHECK_OK)
        *owned = NULL;
    return status;
}

/* Counts one that is there now; `status` is that of adding it. */
static enum certcheck_status count(struct cc_source_sink *sink, size_t *counted,
                                   enum certcheck_status status, bool added)
{
    if (status == CERTCHECK_OK && added)
        ++*counted;
    else if (status == CERTCHECK_OK)
        sink->load->duplicates++;
    return status;
}

enum certcheck_status cc_source_add_crl(struct cc_source_sink *sink,
                                        const struct cc_source_entry *entry, cc_span der,
                                        uint8_t **owned)
{
    struct certcheck_crl *crl;
    struct certcheck_parse_error error = {0};
    if (sink->crls == NULL) {
        cc_source_skip(sink, entry, CERTCHECK_BAD_ARGUMENT, &error);
        return CERTCHECK_OK;
    }
    enum certcheck_status status = parse_crl(der, owned, &crl, &error);
    if (status == CERTCHECK_NO_MEMORY)
        return status;
    if (status != CERTCHECK_OK) {
        cc_source_skip(sink, entry, status, &error);
        return CERTCHECK_OK;
    }
    size_t before = sink->crls->count;
    status = cc_crl_set_add(sink->crls, crl, entry->source);
    certcheck_crl_free(crl);
    return count(sink, &sink->load->crls, status, sink->crls->count > before);
}

enum certcheck_status cc_source_add_ocsp(struct cc_source_sink *sink,
                                         const struct cc_source_entry *entry, cc_span der)
{
    struct certcheck_ocsp *ocsp;
    struct certcheck_parse_error error = {0};
    if (sink->ocsp_responses == NULL) {
        cc_source_skip(sink, entry, CERTCHECK_BAD_ARGUMENT, &error);
        return CERTCHECK_OK;
    }
    enum certcheck_status status = certcheck_ocsp_parse(der.data, der.length, &ocsp, &error);
    if (status == CERTCHECK_NO_MEMORY)
        return status;
    if (status != CERTCHECK_OK) {
        cc_source_skip(sink, entry, status, &error);
        return CERTCHECK_OK;
    }
    size_t before = sink->ocsp_responses->count;
    status = cc_ocsp_set_add(sink->ocsp_responses, ocsp, entry->source);
    certcheck_ocsp_free(ocsp);
    return count(sink, &sink->load->ocsp_responses, status, sink->ocsp_responses->count > before);
}

void cc_source_skip_for_no_certificate(struct cc_source_sink *sink,
                                       const struct cc_source_entry *entry)
{
    cc_source_skip(sink, entry, CERTCHECK_MALFORMED,
                   &(struct certcheck_parse_error){.rule = RULE_NO_CERTIFICATE,
                                                   .text = "there is no certificate in it"});
}

/* ---- PEM ---- */

static enum certcheck_status add_block(struct cc_source_sink *sink,
                                       const struct cc_source_entry *entry,
                                       struct cc_pem_block *block)
{
    cc_span der = cc_span_of(block->der, block->der_length);
    if (block->error.rule != NULL) {
        cc_source_skip(sink, entry, CERTCHECK_MALFORMED, &block->error);
        return CERTCHECK_OK;
    }
    switch (cc_pem_label_of(block->label)) {
    case CC_PEM_LABEL_CERTIFICATE:
        return cc_source_add_certificate(sink, entry, der);
    case CC_PEM_LABEL_TRUSTED_CERTIFICATE:
        return cc_source_add_trusted(sink, entry, der);
    case CC_PEM_LABEL_PKCS7:
        return cc_source_add_pkcs7(sink, entry, der, false);
    case CC_PEM_LABEL_CRL:
        return cc_source_add_crl(sink, entry, der, &block->der);
    case CC_PEM_LABEL_OCSP_RESPONSE:
        return cc_source_add_ocsp(sink, entry, der);
    case CC_PEM_LABEL_UNKNOWN:
        break;
    }
    cc_source_skip(sink, entry, CERTCHECK_BAD_ARGUMENT, &(struct certcheck_parse_error){0});
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
        struct cc_source_entry entry = {source, number, block.line, block.offset, label};
        enum certcheck_status status = add_block(sink, &entry, &block);
        cc_free(block.der);
        if (status != CERTCHECK_OK)
            return status;
    }
}

/* ---- any input ---- */

enum certcheck_status cc_source_owned(struct cc_source_sink *sink, cc_span input, uint8_t **owned,
                                      const char *source)
{
    struct cc_source_entry entry = {source != NULL ? source : "", 1, 0, 0, ""};
    if (input.length > CC_SOURCE_MAX)
        return CERTCHECK_BAD_ARGUMENT;
    switch (cc_source_kind_of(input)) {
    case CC_SOURCE_CERTIFICATE:
        return cc_source_add_certificate(sink, &entry, input);
    case CC_SOURCE_CRL:
        return cc_source_add_crl(sink, &entry, input, owned);
    case CC_SOURCE_OCSP:
        return cc_source_add_ocsp(sink, &entry, input);
    case CC_SOURCE_PKCS7:
        return cc_source_add_pkcs7(sink, &entry, input, true);
    case CC_SOURCE_NO_DER:
        break;
    }
    if (cc_pem_looks_like(input))
        return add_pem(sink, entry.source, input);
    cc_source_skip_for_no_certificate(sink, &entry);
    return CERTCHECK_OK;
}

enum certcheck_status cc_source_memory(struct cc_source_sink *sink, cc_span input,
                                       const char *source)
{
    return cc_source_owned(sink, input, NULL, source);
}
