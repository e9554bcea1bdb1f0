/* SPDX-License-Identifier: MIT */
/* One name against one constraint, by kind of name (RFC 5280 4.2.1.10). */
#ifndef CC_CHECK_NAME_CONSTRAINT_H
#define CC_CHECK_NAME_CONSTRAINT_H

#include "base/span.h"

/* Each _flaw function says why a constraint cannot be understood, or returns NULL. A constraint
 * with a flaw permits nothing and excludes nothing; the finding about it is enough. */

/* name_constraint_dns.c */
const char *cc_dns_constraint_flaw(cc_span constraint);
/* A host name, or one with a wildcard as its whole leftmost label. */
bool cc_dns_constraint_can_read(cc_span name);
/* Whether every host that `name` stands for lies within the constraint. */
bool cc_dns_constraint_permits(cc_span constraint, cc_span name);
/* Whether some host that `name` stands for lies within the constraint. */
bool cc_dns_constraint_excludes(cc_span constraint, cc_span name);

/* name_constraint_ip.c */
const char *cc_ip_constraint_flaw(cc_span constraint);
bool cc_ip_constraint_can_read(cc_span address);
bool cc_ip_constraint_contains(cc_span constraint, cc_span address);

#endif
