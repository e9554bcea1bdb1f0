/* SPDX-License-Identifier: MIT */
/* The entries of an input, one by one: what source.c and its parts share. */
#ifndef CC_TRUST_SOURCE_ENTRY_H
#define CC_TRUST_SOURCE_ENTRY_H

#include "der/der.h"
#include "trust/source.h"

/* One entry of an input: what problems with it are told of. */
struct cc_source_entry {
    const char *source;
    size_t number;
    size_t line;
    size_t offset;
    const char *label;
};

enum cc_source_kind {
    CC_SOURCE_NO_DER = 0,
    CC_SOURCE_CERTIFICATE, /* or whatever else */
    CC_SOURCE_CRL,
    CC_SOURCE_OCSP,
    CC_SOURCE_PKCS7
};

/* Only looks at how it begins. */
enum cc_source_kind cc_source_kind_of(cc_span input);

/* What it is in a person's words if it begins like what is often given for a certificate; NULL:
 * like nothing that is known. */
const char *cc_source_stranger(cc_span der);

void cc_source_skip(struct cc_source_sink *sink, const struct cc_source_entry *entry,
                    enum certcheck_status status, const struct certcheck_parse_error *error);
void cc_source_skip_for_no_certificate(struct cc_source_sink *sink,
                                       const struct cc_source_entry *entry);

/* *certificate is the caller's to free; NULL: it cannot be read, and that was told. */
enum certcheck_status cc_source_read_certificate(struct cc_source_sink *sink,
                                                 const struct cc_source_entry *entry, cc_span der,
                                                 struct certcheck_certificate **certificate);

/* Each adds what stands in `der`, or tells why not; anything but CERTCHECK_OK ends the loading. */
enum certcheck_status cc_source_add_certificate(struct cc_source_sink *sink,
                                                const struct cc_source_entry *entry, cc_span der);
/* *owned is memory from cc_malloc that begins where `der` does, and is set to NULL when the CRL has
 * taken it over; `owned` may be NULL. */
enum certcheck_status cc_source_add_crl(struct cc_source_sink *sink,
                                        const struct cc_source_entry *entry, cc_span der,
                                        uint8_t **owned);
enum certcheck_status cc_source_add_ocsp(struct cc_source_sink *sink,
                                         const struct cc_source_entry *entry, cc_span der);
/* source_trusted.c: a certificate with OpenSSL's trust settings. */
enum certcheck_status cc_source_add_trusted(struct cc_source_sink *sink,
                                            const struct cc_source_entry *entry, cc_span bytes);
/* Certificates, CRLs and OCSP responses. `number_each`: each is an entry of its own. */
enum certcheck_status cc_source_add_pkcs7(struct cc_source_sink *sink,
                                          const struct cc_source_entry *entry, cc_span bytes,
                                          bool number_each);

#endif
