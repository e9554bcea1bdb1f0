/* SPDX-License-Identifier: MIT */
/* Mail addresses as certificates carry them. */
#ifndef CC_CHECK_MAILBOX_H
#define CC_CHECK_MAILBOX_H

#include "base/span.h"

/* Splits at the last '@', and looks at nothing else; false when there is none. */
bool cc_mailbox_split(cc_span mailbox, cc_span *local, cc_span *domain);

/* Whether it is one whose octets say what it is: atoms and dots of RFC 5321 4.1.2, and what is not
 * ASCII (RFC 6531). A quoted string is none, because one mailbox could be quoted in many ways.
 * Where dots stand is not looked at. */
bool cc_mailbox_is_local_part(cc_span local);

#endif
