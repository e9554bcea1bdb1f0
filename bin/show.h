/* SPDX-License-Identifier: MIT */
/* Printing what certificates say. */
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

/* show_unknown_text writes the first bytes of contents that nobody here can read. */
void show_bytes_text(const struct terminal *terminal, unsigned indent, struct certcheck_span bytes);

json_t *show_json(const struct certcheck_certificate *certificate, const char *source);
json_t *show_extension_json(const struct certcheck_extension *extension);

void show_pem(const struct certcheck_certificate *certificate, FILE *out);

/* show_asn1 writes the tree of a DER input as far as it is canonical, then, when it is not, the
 * offset and the broken rule; returns whether all of it is. `verbose` leaves no value cut off. */
bool show_asn1(const struct terminal *terminal, struct certcheck_span der, bool verbose);

/* show_is_der: the input is one whole value of DER, or at least begins like one and is not PEM. */
bool show_is_der(struct certcheck_span input);

#endif
