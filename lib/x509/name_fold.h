/* SPDX-License-Identifier: MIT */
/* Characters of names as they are compared (RFC 5280 7.1, which takes RFC 4518's preparation). */
#ifndef CC_X509_NAME_FOLD_H
#define CC_X509_NAME_FOLD_H

#include <stdint.h>

/* No character: what RFC 4518 2.2 maps to nothing. */
#define CC_NAME_FOLDED_TO_NOTHING 0xFFFFFFFEU

/* The character that stands for this one: ' ' for all that is space, the small letter for a
 * capital, CC_NAME_FOLDED_TO_NOTHING, or, for most, itself. */
uint32_t cc_name_fold(uint32_t character);

#endif
