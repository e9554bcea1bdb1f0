/* SPDX-License-Identifier: MIT */
/* Addresses: which ones IANA keeps for special purposes, and the one text of each. */
#include "profile/webpki.h"

#include <stdio.h>

#define GROUPS 8 /* of an IPv6 address */

struct network {
    uint8_t prefix[16];
    unsigned bits;
};

/* IANA IPv4 Special-Purpose Address Registry, all of it (BR 1.6.1: any entry); and multicast. */
static const struct network reserved4[] = {
    {{0}, 8},
    {{10}, 8},
    {{100, 64}, 10},
    {{127}, 8},
    {{169, 254}, 16},
    {{172, 16}, 12},
    {{192, 0, 0}, 24},
    {{192, 0, 2}, 24},
    {{192, 31, 196}, 24},
    {{192, 52, 193}, 24},
    {{192, 88, 99}, 24},
    {{192, 168}, 16},
    {{192, 175, 48}, 24},
    {{198, 18}, 15},
    {{198, 51, 100}, 24},
    {{203, 0, 113}, 24},
    {{224}, 3}, /* multicast, 240.0.0.0/4 and the broadcast address */
};

/* Of IPv6 everything is reserved but the global unicast addresses, and of them these. */
static const struct network unicast6 = {{0x20}, 3};
static const struct network reserved6[] = {
    {{0x20, 0x01}, 23}, {{0x20, 0x01, 0x0D, 0xB8}, 32},
    {{0x20, 0x02}, 16}, {{0x26, 0x20, 0x00, 0x4F, 0x80}, 48},
    {{0x3F, 0xFF}, 20},
};

static bool is_within(cc_span address, const struct network *network)
{
    for (unsigned bit = 0; bit < network->bits; bit += 8) {
        unsigned left = network->bits - bit;
        uint8_t mask = left >= 8 ? 0xFF : (uint8_t)(0xFF << (8 - left));
        if ((address.data[bit / 8] & mask) != network->prefix[bit / 8])
            return false;
    }
    return true;
}

static bool is_within_any(cc_span address, const struct network *networks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_within(address, &networks[i]))
            return true;
    return false;
}

bool cc_webpki_address_is_reserved(cc_span address)
{
    if (address.length == 4)
        return is_within_any(address, reserved4, sizeof reserved4 / sizeof *reserved4);
    if (address.length != 16)
        return false;
    return !is_within(address, &unicast6) ||
           is_within_any(address, reserved6, sizeof reserved6 / sizeof *reserved6);
}

/* RFC 5952 section 4: no leading zeros, lower case, "::" for the longest run of two groups of zeros
 * or more, the first one of equals. */
static void write_ipv6(const uint8_t *octets, struct cc_text *text)
{
    unsigned groups[GROUPS], best = GROUPS, best_length = 1;
    for (size_t i = 0; i < GROUPS; i++)
        groups[i] = (unsigned)octets[2 * i] << 8 | octets[2 * i + 1];
    for (unsigned i = 0; i < GROUPS; i++) {
        unsigned end = i;
        while (end < GROUPS && groups[end] == 0)
            end++;
        if (end - i > best_length) {
            best = i;
            best_length = end - i;
        }
    }
    for (unsigned i = 0; i < GROUPS; i++) {
        char group[8];
        if (i == best) {
            cc_text_add(text, "::");
            i += best_length - 1;
            continue;
        }
        if (i > 0 && i != best + best_length)
            cc_text_char(text, ':');
        (void)snprintf(group, sizeof group, "%x", groups[i]);
        cc_text_add(text, group);
    }
}

static void write_ipv4(const uint8_t *octets, struct cc_text *text)
{
    for (unsigned i = 0; i < 4; i++) {
        if (i > 0)
            cc_text_char(text, '.');
        cc_text_unsigned(text, octets[i]);
    }
}

void cc_webpki_address_text(cc_span address, struct cc_text *text)
{
    if (address.length == 4)
        write_ipv4(address.data, text);
    else if (address.length == 16)
        write_ipv6(address.data, text);
}
