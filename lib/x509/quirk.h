/* SPDX-License-Identifier: MIT */
/* What a certificate carries against the encoding rules but without ambiguity. It is noted here
 * and judged elsewhere (profile/encoding.c). */
#ifndef CC_X509_QUIRK_H
#define CC_X509_QUIRK_H

#include "base/span.h"

enum cc_quirk_kind {
    CC_QUIRK_ENCODED_DEFAULT = 0, /* X.690 11.5 */
    CC_QUIRK_STRING_ALPHABET,     /* X.680 41: a character outside the string type's alphabet */
    CC_QUIRK_TIME_FORM,           /* RFC 5280 4.1.2.5: GeneralizedTime before 2050 */
    CC_QUIRK_NAMED_BITS,          /* X.690 11.2.2: zero bits at the end of a list of named bits */
    CC_QUIRK_SEQUENCE_EMPTY,      /* SIZE (1..MAX): an RDN without attributes, empty Extensions */
    CC_QUIRKS
};

struct cc_quirk {
    unsigned count;    /* 0: none; stops at its largest value */
    cc_span where;     /* the first one, in the certificate's DER */
    const char *field; /* its ASN.1 name */
};

/* `quirks` has CC_QUIRKS elements, or is NULL where nobody wants to know. */
static inline void cc_quirk_note(struct cc_quirk *quirks, enum cc_quirk_kind kind, cc_span where,
                                 const char *field)
{
    if (quirks == NULL)
        return;
    if (quirks[kind].count == 0) {
        quirks[kind].where = where;
        quirks[kind].field = field;
    }
    if (quirks[kind].count < (unsigned)-1)
        quirks[kind].count++;
}

#endif
