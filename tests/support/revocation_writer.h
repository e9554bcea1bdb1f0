/* SPDX-License-Identifier: MIT */
/* Writes CRLs and OCSP responses, right or wrong, for tests. */
#ifndef TESTS_SUPPORT_REVOCATION_WRITER_H
#define TESTS_SUPPORT_REVOCATION_WRITER_H

#include "support/der_writer.h"

/* Fields as in certificate_parts: {NULL, 0} is a sound one, an empty span with a pointer leaves the
 * field out. */
struct crl_parts {
    cc_span version; /* default: v2 */
    cc_span inner_algorithm;
    cc_span issuer;         /* CN=issuer */
    cc_span updates;        /* 2026-01-01 to 2026-02-01 */
    cc_span entries;        /* contents of revokedCertificates; default: no such field */
    cc_span extensions;     /* contents of SEQUENCE OF Extension; default: no such field */
    cc_span raw_extensions; /* or [0] whole */
    cc_span tbs_trailer;
    cc_span algorithm;
    cc_span signature;
    cc_span trailer;
};
void writer_crl(struct der_writer *writer, const struct crl_parts *parts);

/* An entry of revokedCertificates; `extensions` are the contents of crlEntryExtensions, {NULL, 0}
 * for none. The serial number's octets are given as they are. */
void writer_crl_entry(struct der_writer *writer, cc_span serial, const char *time,
                      cc_span extensions);

/* Extensions of entries. */
void writer_reason(struct der_writer *writer, unsigned reason);
void writer_certificate_issuer(struct der_writer *writer, const char *common_name);

struct ocsp_parts {
    cc_span status;      /* ENUMERATED; default: successful */
    cc_span type;        /* id-pkix-ocsp-basic */
    cc_span version;     /* default: no such field */
    cc_span responder;   /* byName CN=responder */
    cc_span produced_at; /* 2026-01-01 */
    cc_span singles;     /* contents of responses; default: one good certificate, see below */
    cc_span extensions;  /* contents of SEQUENCE OF Extension; default: no such field */
    cc_span algorithm;
    cc_span signature;
    cc_span certificates; /* contents of certs; default: no such field */
    cc_span bytes;        /* or responseBytes whole */
    cc_span basic;        /* or the contents of `response` */
    cc_span trailer;      /* behind responseBytes */
};
void writer_ocsp(struct der_writer *writer, const struct ocsp_parts *parts);

/* A SingleResponse about serial number 05 with SHA-1 hashes 11... and 22..., good from 2026-01-01
 * to 2026-02-01. */
struct ocsp_single_parts {
    cc_span digest_algorithm;
    cc_span serial; /* INTEGER */
    cc_span status;
    cc_span this_update;
    cc_span next_update; /* [0] whole */
    cc_span extensions;  /* contents of SEQUENCE OF Extension; default: no such field */
    cc_span trailer;
};
void writer_ocsp_single(struct der_writer *writer, const struct ocsp_single_parts *parts);

#endif
