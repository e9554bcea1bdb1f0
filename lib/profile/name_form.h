/* SPDX-License-Identifier: MIT */
/* The forms of names in subjectAltName (RFC 5280 4.2.1.6). Each is linear in the name's length. */
#ifndef CC_PROFILE_NAME_FORM_H
#define CC_PROFILE_NAME_FORM_H

#include "base/span.h"

/* "preferred name syntax" (RFC 1034 3.5, RFC 1123 2.1): labels of letters, digits and inner
 * hyphens, 1 to 63 each, 253 in all. The last one is no number: that would be an address. No final
 * dot. `wildcard`: the first of several labels may be a star. */
bool cc_name_form_domain(cc_span name, bool wildcard);

/* "Mailbox" (RFC 2821 4.1.2): Local-part@Domain, without a phrase, a comment or angle brackets. The
 * domain may be one label (RFC 5321 4.1.2) or an address in brackets. */
bool cc_name_form_mailbox(cc_span name);

/* A scheme and something behind it in the characters of RFC 3986; where there is an authority, its
 * host is a domain name of several labels, which may end in a dot, or an address. */
bool cc_name_form_uri(cc_span name);

/* RFC 9598 3: a Mailbox whose local part has a character outside ASCII, with no byte order mark,
 * and whose domain is in A-labels. */
bool cc_name_form_smtp_utf8(cc_span name);

#endif
