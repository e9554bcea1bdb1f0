/* SPDX-License-Identifier: MIT */
/* Writes PEM for tests; memory as in der_writer.h. */
#ifndef TESTS_SUPPORT_PEM_WRITER_H
#define TESTS_SUPPORT_PEM_WRITER_H

#include "support/der_writer.h"

/* Appends a block with lines of 64 characters (RFC 7468 2). */
void writer_pem(struct der_writer *text, const char *label, cc_span der);
/* Appends text as it is. */
void writer_string(struct der_writer *text, const char *string);

#endif
