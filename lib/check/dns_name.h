/* SPDX-License-Identifier: MIT */
/* Host names as certificates carry them: bytes, compared without regard to ASCII case. */
#ifndef CC_CHECK_DNS_NAME_H
#define CC_CHECK_DNS_NAME_H

#include "base/span.h"

static inline uint8_t cc_dns_name_lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c - 'A' + 'a') : c;
}

/* Letters, digits, hyphens and underscores in labels of 1 to 63 bytes, 253 in all, without a dot at
 * either end. Underscores go beyond RFC 1034 3.5: certificates with them are in use, and nothing
 * about them is ambiguous. */
bool cc_dns_name_is_valid(cc_span name);

/* When the whole leftmost label is '*', sets *parent to what stands behind its dot. */
bool cc_dns_name_is_wildcard(cc_span name, cc_span *parent);

bool cc_dns_name_equal(cc_span a, cc_span b);

/* RFC 5280 4.2.1.10: zero or more labels added to the left of `base` make `name`. The empty base
 * has every name within it. */
bool cc_dns_name_is_within(cc_span name, cc_span base);

/* Takes the leftmost label off `name`; empty when there is only one. */
cc_span cc_dns_name_parent(cc_span name);

#endif
