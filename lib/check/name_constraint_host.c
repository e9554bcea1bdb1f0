/* SPDX-License-Identifier: MIT */
/*
 * Hosts against the hosts of rfc822Name and URI constraints. RFC 5280 4.2.1.10: the constraint is
 * a host or, with a period in front, a domain: when the constraint begins with a period, it MAY be
 * expanded with one or more labels, and is not satisfied by the name behind the period.
 *
 * The empty constraint, about which RFC 5280 says nothing, contains every host, as it does for
 * dNSName; authorities write it to exclude a kind of name altogether.
 */
#include "check/name_constraint.h"
#include "check/dns_name.h"
#include "path/policy.h"

bool cc_host_constraint_can_read(cc_span host)
{
    return cc_dns_name_is_valid(host) && !cc_host_ends_in_number(host);
}

const char *cc_host_constraint_flaw(cc_span constraint)
{
    if (constraint.length == 0)
        return NULL;
    bool domain = constraint.data[0] == '.';
    if (cc_host_constraint_can_read(
            cc_span_of(constraint.data + domain, constraint.length - domain)))
        return NULL;
    return "it is not a host name, nor one with a dot in front";
}

bool cc_host_constraint_contains(cc_span constraint, cc_span host)
{
    if (constraint.length == 0)
        return true;
    if (constraint.data[0] != '.')
        return cc_dns_name_equal(constraint, host);
    if (host.length <= constraint.length)
        return false;
    size_t added = host.length - constraint.length;
    return cc_dns_name_equal(constraint, cc_span_of(host.data + added, constraint.length));
}
