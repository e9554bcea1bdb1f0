/* SPDX-License-Identifier: MIT */
/* Names as text for people. */
#ifndef CC_X509_NAME_TEXT_H
#define CC_X509_NAME_TEXT_H

#include "base/text.h"
#include <certcheck/certificate.h>

/* Appends a Name as certcheck_name_text writes it. Returns false when it is not a Name. */
bool cc_name_text_add(struct cc_text *text, cc_span name);

/* Names for the details of findings: of one longer than 16 KiB only the size is told. Five of them,
 * each byte written as up to six, fit into one text: a hostile name must not look like memory that
 * ran out. The caller frees with cc_free; NULL: no memory, or it is not a name. */
char *cc_name_text_short(cc_span name);
char *cc_general_name_text_short(const struct certcheck_general_name *name);

#endif
