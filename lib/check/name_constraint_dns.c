/* SPDX-License-Identifier: MIT */
/* Host names against dNSName constraints. RFC 5280 4.2.1.10: any DNS name that can be constructed
 * by simply adding zero or more labels to the left-hand side of the name satisfies the constraint.
 */
#include "check/name_constraint.h"
#include "check/dns_name.h"

const char *cc_dns_constraint_flaw(cc_span constraint)
{
    if (constraint.length == 0 || cc_dns_name_is_valid(constraint))
        return NULL;
    /* The form of a URI constraint; for host names RFC 5280 knows no such thing. */
    if (constraint.data[0] == '.')
        return "it begins with a dot";
    return "it is not a host name";
}

bool cc_dns_constraint_can_read(cc_span name)
{
    cc_span parent;
    return cc_dns_name_is_valid(cc_dns_name_is_wildcard(name, &parent) ? parent : name);
}

/* All that '*.example.com' stands for lies below example.com: within the constraint if that is. */
bool cc_dns_constraint_permits(cc_span constraint, cc_span name)
{
    return !cc_dns_constraint_flaw(constraint) && cc_dns_name_is_within(name, constraint);
}

/* '*.example.com' may stand for the very host evil.example.com that is excluded. */
bool cc_dns_constraint_excludes(cc_span constraint, cc_span name)
{
    if (cc_dns_constraint_flaw(constraint))
        return false;
    if (cc_dns_name_is_within(name, constraint))
        return true;
    cc_span parent;
    return cc_dns_name_is_wildcard(name, &parent) &&
           cc_dns_name_equal(parent, cc_dns_name_parent(constraint));
}
