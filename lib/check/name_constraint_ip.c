/* SPDX-License-Identifier: MIT */
/*
 * Addresses against iPAddress constraints. RFC 5280 4.2.1.10: 8 octets for IPv4 and 32 for IPv6, in
 * the style of RFC 4632: an address and a mask.
 *
 * Departure, towards refusing: an address in IPv6 that stands for one in IPv4 (RFC 4291 2.5.5.2) is
 * excluded where that is, for the host that it leads to is the same. Otherwise the families are
 * told apart, as the RFC does and the identity asked for: ::/0 excludes no address of four octets.
 */
#include "check/name_constraint.h"

#define IPV4_LENGTH 4
#define IPV6_LENGTH 16

static bool is_address_length(size_t length)
{
    return length == IPV4_LENGTH || length == IPV6_LENGTH;
}

/* RFC 4632 3.1: the mask's ones stand on the left. */
static bool is_prefix_mask(const uint8_t *mask, size_t length)
{
    bool ended = false;
    for (size_t i = 0; i < length; i++) {
        unsigned zeroes = 0xFFU & ~mask[i]; /* must be 2^n - 1 */
        if ((ended && mask[i] != 0) || (zeroes & (zeroes + 1)) != 0)
            return false;
        ended = zeroes != 0;
    }
    return true;
}

const char *cc_ip_constraint_flaw(cc_span constraint)
{
    size_t length = constraint.length / 2;
    if (constraint.length % 2 != 0 || !is_address_length(length))
        return "it does not have 8 or 32 octets";
    if (!is_prefix_mask(constraint.data + length, length))
        return "its mask is not contiguous";
    return NULL;
}

bool cc_ip_constraint_can_read(cc_span address)
{
    return is_address_length(address.length);
}

bool cc_ip_constraint_contains(cc_span constraint, cc_span address)
{
    if (constraint.length != 2 * address.length)
        return false;
    const uint8_t *mask = constraint.data + address.length;
    for (size_t i = 0; i < address.length; i++)
        if (((constraint.data[i] ^ address.data[i]) & mask[i]) != 0)
            return false;
    return true;
}

bool cc_ip_is_mapped(cc_span address, cc_span *ipv4)
{
    static const uint8_t prefix[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (address.length != IPV6_LENGTH || memcmp(address.data, prefix, sizeof prefix) != 0)
        return false;
    *ipv4 = cc_span_of(address.data + sizeof prefix, IPV4_LENGTH);
    return true;
}

bool cc_ip_constraint_excludes(cc_span constraint, cc_span address)
{
    cc_span ipv4;
    return cc_ip_constraint_contains(constraint, address) ||
           (cc_ip_is_mapped(address, &ipv4) && cc_ip_constraint_contains(constraint, ipv4));
}

unsigned cc_ip_constraint_prefix(cc_span constraint)
{
    unsigned bits = 0;
    for (size_t i = constraint.length / 2; i < constraint.length; i++)
        for (unsigned octet = constraint.data[i]; octet != 0; octet = (octet << 1) & 0xFFU)
            bits++;
    return bits;
}
