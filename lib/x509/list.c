/* SPDX-License-Identifier: MIT */
/* Walks SEQUENCE OF element by element, for the certcheck_next_ functions. */
#include "x509/list.h"

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
