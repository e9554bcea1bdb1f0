/* SPDX-License-Identifier: MIT */
/* SEQUENCE OF. */
#ifndef CC_X509_LIST_H
#define CC_X509_LIST_H

#include "der/der.h"

/* SEQUENCE SIZE (1..MAX) OF something, under any identifier: opens a cursor over the elements,
 * and says which contents they make up. Rule sequence-empty. */
static inline bool cc_list_enter(struct cc_der *der, uint32_t tag, struct cc_der *elements,
                                 cc_span *contents)
{
    cc_der_value sequence;
    if (!cc_der_expect(der, tag, &sequence) || !cc_der_open(der, &sequence, elements))
        return false;
    if (cc_der_at_end(elements))
        return cc_der_fail(der, sequence.whole.data, tag, CC_DER_RULE_SIZE_MINIMUM);
    *contents = sequence.contents;
    return true;
}

/* For the certcheck_next_ functions: a cursor over *rest; false at its end. */
bool cc_next_begin(const struct certcheck_span *rest, struct cc_der *der,
                   struct certcheck_parse_error *error);
/* Moves *rest to where the cursor stands. Returns true. */
bool cc_next_end(struct certcheck_span *rest, const struct cc_der *der);

#endif
