/* SPDX-License-Identifier: MIT */
/* Walks SEQUENCE OF: whole while reading, element by element for the certcheck_next_ functions. */
#include "x509/list.h"

bool cc_list_enter(struct cc_der *der, uint32_t tag, struct cc_der *elements, cc_span *contents)
{
    cc_der_value sequence;
    if (!cc_der_expect(der, tag, &sequence) || !cc_der_open(der, &sequence, elements))
        return false;
    if (cc_der_at_end(elements))
        return cc_der_fail(der, sequence.whole.data, tag, CC_DER_RULE_SIZE_MINIMUM);
    *contents = sequence.contents;
    return true;
}

bool cc_next_begin(const struct certcheck_span *rest, struct cc_der *der,
                   struct certcheck_parse_error *error)
{
    *error = (struct certcheck_parse_error){0};
    cc_der_init(der, *rest, NULL, error);
    return !cc_der_at_end(der);
}

bool cc_next_end(struct certcheck_span *rest, const struct cc_der *der)
{
    *rest = cc_span_between(der->next, der->end);
    return true;
}
