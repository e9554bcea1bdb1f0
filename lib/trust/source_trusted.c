/* SPDX-License-Identifier: MIT */
/*
 * OpenSSL's TRUSTED CERTIFICATE: a certificate with the settings behind it, or without.
 *
 * CertAux ::= SEQUENCE {       -- not in any standard; OpenSSL's x509(1), "Trust Settings"
 *     trust   SEQUENCE OF OBJECT IDENTIFIER OPTIONAL,
 *     reject  [0] IMPLICIT SEQUENCE OF OBJECT IDENTIFIER OPTIONAL,
 *     alias   UTF8String OPTIONAL,
 *     keyid   OCTET STRING OPTIONAL,
 *     other   [1] IMPLICIT SEQUENCE OF AlgorithmIdentifier OPTIONAL }
 *
 * What they trust a store asks for TLS servers alone, what they reject it keeps for every use;
 * <certcheck/store.h> says what follows, and where OpenSSL does otherwise.
 */
#include "trust/source_entry.h"

#include "der/der_value.h"

#define RULE_TRUST_LIMITED "trust-limited"

struct settings {
    bool trusts_servers; /* or nothing in particular */
    bool rejects_servers;
    bool rejects_every_use;
    cc_span rejects; /* the OIDs, tags and all */
};

/* The uses named in `uses`, as far as they matter to an anchor. */
static bool read_uses(struct cc_der *uses, bool *servers, bool *every_use)
{
    *servers = *every_use = false;
    while (!cc_der_at_end(uses)) {
        cc_span oid;
        if (!cc_der_oid(uses, CC_DER_OID, &oid))
            return false;
        *servers |= cc_oid_is(oid, CC_OID_SERVER_AUTH);
        *every_use |= cc_oid_is(oid, CC_OID_ANY_EXTENDED_KEY_USAGE);
    }
    *servers |= *every_use;
    return true;
}

static bool read_rejects(struct cc_der *aux, struct settings *settings)
{
    cc_der_value rejects;
    struct cc_der uses;
    if (!cc_der_expect(aux, CC_DER_CONTEXT_CONSTRUCTED(0), &rejects) ||
        !cc_der_open(aux, &rejects, &uses))
        return false;
    settings->rejects = rejects.contents;
    return read_uses(&uses, &settings->rejects_servers, &settings->rejects_every_use);
}

static bool skip_optional(struct cc_der *der, uint32_t tag)
{
    cc_der_value ignored;
    return cc_der_peek(der) != tag || cc_der_expect(der, tag, &ignored);
}

static bool read_settings(struct cc_der *der, struct settings *settings)
{
    struct cc_der aux;
    struct cc_der uses;
    bool every_use;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &aux) || !cc_der_end(der))
        return false;
    if (cc_der_peek(&aux) == CC_DER_SEQUENCE &&
        (!cc_der_enter(&aux, CC_DER_SEQUENCE, &uses) ||
         !read_uses(&uses, &settings->trusts_servers, &every_use)))
        return false;
    if (cc_der_peek(&aux) == CC_DER_CONTEXT_CONSTRUCTED(0) && !read_rejects(&aux, settings))
        return false;
    /* Else the settings could stand in an order in which they are overlooked. */
    return skip_optional(&aux, CC_DER_UTF8_STRING) && skip_optional(&aux, CC_DER_OCTET_STRING) &&
           skip_optional(&aux, CC_DER_CONTEXT_CONSTRUCTED(1)) && cc_der_end(&aux);
}

static const char *why_limited(const struct settings *settings)
{
    return settings->rejects_every_use ? "its trust settings reject it"
           : settings->rejects_servers ? "its trust settings reject it for TLS servers"
                                       : "its trust settings do not trust it for TLS servers";
}

/* Of a certificate that can be read: what its settings say, and whether it is an anchor. */
static enum certcheck_status heed(struct cc_source_sink *sink, const struct cc_source_entry *entry,
                                  cc_span der, const struct settings *settings)
{
    struct certcheck_certificate *certificate;
    enum certcheck_status status = cc_source_read_certificate(sink, entry, der, &certificate);
    if (status != CERTCHECK_OK || certificate == NULL)
        return status;
    if (settings->rejects.length > 0) {
        status = cc_distrusted_add(sink->distrusted, certificate, settings->rejects, entry->source);
        sink->load->distrusted += status == CERTCHECK_OK;
    }
    certcheck_certificate_free(certificate);
    if (status != CERTCHECK_OK)
        return status;
    if (settings->trusts_servers && !settings->rejects_servers)
        return cc_source_add_certificate(sink, entry, der);
    cc_source_skip(sink, entry, CERTCHECK_BAD_ARGUMENT,
                   &(struct certcheck_parse_error){.offset = der.length,
                                                   .rule = RULE_TRUST_LIMITED,
                                                   .text = why_limited(settings)});
    return CERTCHECK_OK;
}

enum certcheck_status cc_source_add_trusted(struct cc_source_sink *sink,
                                            const struct cc_source_entry *entry, cc_span bytes)
{
    struct certcheck_parse_error error = {0};
    struct settings settings = {.trusts_servers = true};
    struct cc_der der;
    cc_der_value certificate;
    cc_der_init(&der, bytes, NULL, &error);
    if (!cc_der_expect(&der, CC_DER_SEQUENCE, &certificate) ||
        (!cc_der_at_end(&der) && !read_settings(&der, &settings))) {
        cc_source_skip(sink, entry, CERTCHECK_MALFORMED, &error);
        return CERTCHECK_OK;
    }
    if (sink->distrusted != NULL && (!settings.trusts_servers || settings.rejects.length > 0))
        return heed(sink, entry, certificate.whole, &settings);
    return cc_source_add_certificate(sink, entry, certificate.whole);
}
