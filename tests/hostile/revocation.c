/* SPDX-License-Identifier: MIT */
/* What hostile evidence is made of. */
#include "hostile/hostile.h"
#include "support/revocation_writer.h"

#include "issue.h"

#include <string.h>

#define UPDATES "170d3236303530313030303030305a 170d3237303530313030303030305a"

static const cc_span none;

void hostile_ask_revocation(struct hostile_input *input, cc_span leaf_extensions)
{
    certcheck_policy_set_revocation(input->policy, CERTCHECK_REVOCATION_REQUIRE);
    hostile_add_chain(input, none, leaf_extensions);
}

void hostile_crl_number(struct der_writer *to, unsigned number)
{
    struct der_writer value = {0};
    writer_integer(&value, number);
    writer_extension(to, "2.5.29.20", false, writer_span(&value));
    writer_release(&value);
}

static const char *text_or(const char *given, const char *usual)
{
    return given != NULL ? given : usual;
}

void hostile_add_crl(struct hostile_input *input, const struct hostile_crl *crl)
{
    struct der_writer issuer = {0}, updates = {0}, signature = {0}, whole = {0};
    const char *signer = text_or(crl->signer, "none");
    writer_name(&issuer, text_or(crl->issuer, "CA"));
    writer_hex(&updates, UPDATES);
    struct crl_parts parts = {.issuer = writer_span(&issuer),
                              .updates = writer_span(&updates),
                              .entries = crl->entries,
                              .extensions = crl->extensions,
                              .signature = crl->signature};
    writer_crl(&whole, &parts);
    if (strcmp(signer, "none") != 0) {
        hostile_signature(&signature, hostile_tbs(writer_span(&whole)), NULL, signer);
        parts.signature = writer_span(&signature);
        writer_release(&whole);
        whole = (struct der_writer){0};
        writer_crl(&whole, &parts);
    }
    hostile_add_bytes(input, HOSTILE_POOL, writer_span(&whole));
    writer_release(&issuer);
    writer_release(&updates);
    writer_release(&signature);
    writer_release(&whole);
}

/* CertID with the real hashes of the authority. */
void hostile_single(struct der_writer *to, unsigned serial)
{
    struct der_writer name = {0};
    struct der key = public_key_bits(key_info("ed25519-ca"));
    writer_name(&name, "CA");
    cc_span bytes = writer_span(&name);
    struct der name_hash = digest_by("sha1", (struct der){bytes.data, bytes.length});
    struct der key_hash = digest_by("sha1", key);
    writer_begin(to, CC_DER_SEQUENCE);
    writer_begin(to, CC_DER_SEQUENCE);
    writer_hex(to, "3009 06052B0E03021A 0500");
    writer_value(to, CC_DER_OCTET_STRING, cc_span_of(name_hash.data, name_hash.length));
    writer_value(to, CC_DER_OCTET_STRING, cc_span_of(key_hash.data, key_hash.length));
    writer_integer(to, serial);
    writer_end(to);
    writer_hex(to, "8000");
    writer_time(to, "20260501000000Z");
    writer_begin(to, CC_DER_CONTEXT_CONSTRUCTED(0));
    writer_time(to, "20270501000000Z");
    writer_end(to);
    writer_end(to);
    writer_release(&name);
}

void hostile_add_response(struct hostile_input *input, const struct hostile_response *response)
{
    struct der_writer name = {0}, whole = {0}, time = {0};
    writer_begin(&name, CC_DER_CONTEXT_CONSTRUCTED(1));
    writer_name(&name, response->responder);
    writer_end(&name);
    writer_time(&time, response->produced_at);
    writer_ocsp(&whole, &(struct ocsp_parts){.responder = writer_span(&name),
                                             .produced_at = writer_span(&time),
                                             .singles = response->singles,
                                             .extensions = response->extensions,
                                             .signature = response->signature,
                                             .certificates = response->certificates});
    hostile_add_bytes(input, HOSTILE_POOL, writer_span(&whole));
    writer_release(&name);
    writer_release(&whole);
    writer_release(&time);
}

void hostile_add_responder(struct hostile_input *input, unsigned number)
{
    struct der_writer purpose = {0}, extension = {0};
    writer_oid(&purpose, "1.3.6.1.5.5.7.3.9");
    hostile_extension(&extension, "2.5.29.37", writer_span(&purpose));
    hostile_add(input, HOSTILE_POOL,
                &(struct hostile_certificate){.subject = "Responder",
                                              .issuer = "CA",
                                              .key = "ed25519-other",
                                              .signer = "none",
                                              .extensions = writer_span(&extension),
                                              .number = number});
    writer_release(&purpose);
    writer_release(&extension);
}
