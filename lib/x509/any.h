/* SPDX-License-Identifier: MIT */
/* ANY: a value of which no more is known than that it is DER. */
#ifndef CC_X509_ANY_H
#define CC_X509_ANY_H

#include "der/der.h"

/* Walks through what is inside of a value already read. It is given as it is, so that the caller's
 * can stay in registers. */
bool cc_any_walk(const struct cc_der *der, cc_der_value value);

/* Reads one value and walks through all that is inside of it: every TLV must be canonical, and
 * no deeper than CC_DER_DEPTH_MAX. */
static inline bool cc_any_read(struct cc_der *der, cc_der_value *value)
{
    return cc_der_read(der, value) &&
           (!CERTCHECK_DER_IS_CONSTRUCTED(value->tag) || cc_any_walk(der, *value));
}

#endif
