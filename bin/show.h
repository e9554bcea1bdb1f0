/* SPDX-License-Identifier: MIT */
/* Printing what certificates, CRLs and OCSP responses say. */
#ifndef SHOW_H
#define SHOW_H

#include <stdbool.h>

#include <jansson.h>

#include <certcheck/certcheck.h>

#include "input.h"
#include "terminal.h"

/* show_text writes all fields and extensions; `verbose` adds where each extension stands. */
void show_text(const struct terminal *terminal, const struct certcheck_certificate *certificate,
               bool verbose);

/* show_extension_text writes what one extension says, one fact a line. */
void show_extension_text(const struct terminal *terminal, unsigned indent,
                         const struct certcheck_extension *extension);

/* show_bytes_text writes the first bytes of contents that nobody here can read. */
void show_bytes_text(const struct terminal *terminal, unsigned indent, struct certcheck_span bytes);

json_t *show_json(const struct certcheck_certificate *certificate, const char *source);
json_t *show_extension_json(const struct certcheck_extension *extension);

/* show_crl_text and show_ocsp_text write the first SHOW_ENTRIES entries or single responses, and
 * how many there are of each kind; `all` writes all. The JSON has no more either. */
#define SHOW_ENTRIES 20U
void show_crl_text(const struct terminal *terminal, const struct certcheck_crl *crl, bool verbose,
                   bool all);
json_t *show_crl_json(const struct certcheck_crl *crl, const char *source, bool all);
void show_ocsp_text(const struct terminal *terminal, const struct certcheck_ocsp *ocsp,
                    bool verbose, bool all);
json_t *show_ocsp_json(const struct certcheck_ocsp *ocsp, const char *source, bool all);

/* ---- what they share ---- */

#define SHOW_COLUMN 23
/* show_extension writes an extension with its name; offsets count from the first byte of `der`. */
void show_extension(const struct terminal *terminal, const struct certcheck_extension *extension,
                    struct certcheck_span der, bool verbose);
/* show_signature_text names an algorithm with its parameters; the caller frees it. */
char *show_signature_text(const struct certcheck_signature_algorithm *algorithm);
json_t *show_signature_json(const struct certcheck_signature_algorithm *algorithm);
json_t *show_oid_json(struct certcheck_span oid);
/* show_qualifier_text writes the URI of a CPS pointer, or the explicit text of a user notice; NULL:
 * it has none, or not in ASCII or UTF-8. The caller frees it. */
char *show_qualifier_text(const struct certcheck_policy_qualifier *qualifier);
/* show_string copies the bytes of a string, NUL as \x00; the caller frees it. */
char *show_string(struct certcheck_span bytes);

void show_pem(const char *label, struct certcheck_span der, FILE *out);

/* show_asn1 writes the tree of a DER input as far as it is canonical, then, when it is not, the
 * offset and the broken rule; returns whether all of it is. `verbose` leaves no value cut off. */
bool show_asn1(const struct terminal *terminal, struct certcheck_span der, bool verbose);

/* show_is_der: the input is one whole value of DER, or at least begins like one and is not PEM. */
bool show_is_der(struct certcheck_span input);

#endif
