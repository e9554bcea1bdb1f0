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

static bool is_all(cc_span label, bool (*holds)(uint8_t c))
{
    for (size_t i = 0; i < label.length; i++)
        if (!holds(label.data[i]))
            return false;
    return true;
}

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_hexadecimal(uint8_t c)
{
    c = cc_dns_name_lower(c);
    return is_digit(c) || (c >= 'a' && c <= 'f');
}

/* What resolvers take for an IPv4 address: 192.0.2.1, 3221225985, 0xC0000201, 192.0x201. */
static bool ends_in_number(cc_span host)
{
    size_t begin = host.length;
    while (begin > 0 && host.data[begin - 1] != '.')
        begin--;
    cc_span label = cc_span_of(host.data + begin, host.length - begin);
    if (label.length >= 2 && label.data[0] == '0' && cc_dns_name_lower(label.data[1]) == 'x')
        return is_all(cc_span_of(label.data + 2, label.length - 2), is_hexadecimal);
    return is_all(label, is_digit);
}

bool cc_host_constraint_can_read(cc_span host)
{
    return cc_dns_name_is_valid(host) && !ends_in_number(host);
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
