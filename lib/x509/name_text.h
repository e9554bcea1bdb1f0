/* SPDX-License-Identifier: MIT */
/* Names as text for people. */
#ifndef CC_X509_NAME_TEXT_H
#define CC_X509_NAME_TEXT_H

#include "base/text.h"

/* Appends a Name as certcheck_name_text writes it. Returns false when it is not a Name. */
bool cc_name_text_add(struct cc_text *text, cc_span name);

#endif
