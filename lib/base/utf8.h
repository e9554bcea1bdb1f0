/* SPDX-License-Identifier: MIT */
/* UTF-8 as RFC 3629 defines it. */
#ifndef CC_BASE_UTF8_H
#define CC_BASE_UTF8_H

#include "base/span.h"

/* Decodes the character at the front and returns how many bytes it takes, 1 to 4. Returns 0 when
 * `bytes` is empty or its front is no character: a stray or missing continuation byte, an overlong
 * form, a surrogate, or past U+10FFFF. */
size_t cc_utf8_decode(cc_span bytes, uint32_t *character);

/* Encodes a character into at most 4 bytes and returns how many; 0 for a surrogate or a number
 * past U+10FFFF. */
size_t cc_utf8_encode(uint32_t character, char bytes[4]);

#endif
