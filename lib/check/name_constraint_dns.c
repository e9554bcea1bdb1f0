/* SPDX-License-Identifier: MIT */
/*
 * Host names against dNSName constraints. RFC 5280 4.2.1.10: any DNS name that can be constructed
 * by simply adding zero or more labels to the left-hand side of the name satisfies the constraint.
 *
 * Departure: '.example.com' is none of these, but authorities write it and most software reads it
 * as "what lies below example.com", without example.com itself. So does this file; what to think
 * of such an authority, the finding name-constraint-leading-dot leaves to the profile.
 */
#include "check/name_constraint.h"
#include "check/dns_name.h"

bool cc_dns_constraint_has_leading_dot(cc_span constraint)
{
    return constraint.length > 0 && constraint.data[0] == '.';
}

static cc_span without_leading_dot(cc_span constraint)
{
    return cc_dns_constraint_has_leading_dot(constraint)
               ? cc_span_of(constraint.data + 1, constraint.length - 1)
               : constraint;
}

const char *cc_dns_constraint_flaw(cc_span constraint)
{
    if (constraint.length == 0 || cc_dns_name_is_valid(without_leading_dot(constraint)))
        return NULL;
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
    if (cc_dns_constraint_has_leading_dot(constraint) && name.length < constraint.length)
        return false;
    return cc_dns_name_is_within(name, without_leading_dot(constraint));
}

/* '*.example.com' may stand for the very host evil.example.com that is excluded. */
bool cc_dns_constraint_excludes(cc_span constraint, cc_span name)
{
    if (cc_dns_constraint_permits(constraint, name))
        return true;
    cc_span parent;
    return !cc_dns_constraint_has_leading_dot(constraint) &&
           cc_dns_name_is_wildcard(name, &parent) &&
           cc_dns_name_equal(parent, cc_dns_name_parent(constraint));
}
