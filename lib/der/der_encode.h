/* SPDX-License-Identifier: MIT */
/* Writing the little DER that the library itself sends: OCSP requests. */
#ifndef CC_DER_DER_ENCODE_H
#define CC_DER_DER_ENCODE_H

#include "base/text.h"
#include "der/der.h"

/* Appends one value with an identifier of one octet: the tag number is below 31. */
void cc_der_encode(struct cc_text *out, uint32_t tag, cc_span contents);

/* Appends a constructed value around what was written into `contents`, which it empties. */
void cc_der_encode_around(struct cc_text *out, uint32_t tag, struct cc_text *contents);

#endif
