/* SPDX-License-Identifier: MIT */
/* Which addresses are no place to fetch from unless somebody says so.
 *
 * A certificate names the URLs that are fetched for it, and anybody can write a certificate:
 * without this its author could make us send requests to hosts that only we can reach. */
#include "fetch_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "url.h"

struct range {
    uint8_t prefix[16];
    unsigned bits;
    const char *what; /* NULL: public */
    unsigned inner;   /* not 0: where in it an IPv4 address stands that is to be judged */
};

/* RFC 6890 2.2.2, RFC 5771. The first row that fits decides. */
static const struct range ipv4_ranges[] = {
    {{0}, 8, "this host on this network (RFC 791)", 0},
    {{10}, 8, "private use (RFC 1918)", 0},
    {{100, 64}, 10, "shared by carriers (RFC 6598)", 0},
    {{127}, 8, "loopback (RFC 1122)", 0},
    {{169, 254}, 16, "link-local (RFC 3927)", 0},
    {{172, 16}, 12, "private use (RFC 1918)", 0},
    {{192, 0, 0}, 24, "protocol assignments (RFC 6890)", 0},
    {{192, 0, 2}, 24, "documentation (RFC 5737)", 0},
    {{192, 31, 196}, 24, "AS112 (RFC 7535)", 0},
    {{192, 52, 193}, 24, "AMT (RFC 7450)", 0},
    {{192, 88, 99}, 24, "6to4 relays (RFC 7526)", 0},
    {{192, 168}, 16, "private use (RFC 1918)", 0},
    {{192, 175, 48}, 24, "AS112 (RFC 7534)", 0},
    {{198, 18}, 15, "benchmarking (RFC 2544)", 0},
    {{198, 51, 100}, 24, "documentation (RFC 5737)", 0},
    {{203, 0, 113}, 24, "documentation (RFC 5737)", 0},
    {{224}, 4, "multicast (RFC 5771)", 0},
    {{255, 255, 255, 255}, 32, "broadcast (RFC 919)", 0},
    {{240}, 4, "reserved (RFC 1112)", 0},
    {{0}, 0, NULL, 0},
};

/* RFC 6890 2.2.3, RFC 4291 2.4: global unicast is 2000::/3 but for what stands before it. */
static const struct range ipv6_ranges[] = {
    {{0}, 128, "unspecified (RFC 4291)", 0},
    {{[15] = 1}, 128, "loopback (RFC 4291)", 0},
    {{[10] = 0xff, 0xff}, 96, NULL, 12},
    {{0x00, 0x64, 0xff, 0x9b}, 96, NULL, 12},
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48, "local translation (RFC 8215)", 0},
    {{0x01}, 64, "discarded (RFC 6666)", 0},
    {{0x20, 0x01, 0x00, 0x00}, 32, "Teredo (RFC 4380)", 0},
    {{0x20, 0x01, 0x00, 0x02}, 48, "benchmarking (RFC 5180)", 0},
    {{0x20, 0x01, 0x00, 0x10}, 28, "ORCHID (RFC 4843)", 0},
    {{0x20, 0x01, 0x00, 0x20}, 28, "ORCHIDv2 (RFC 7343)", 0},
    {{0x20, 0x01}, 23, "protocol assignments (RFC 2928)", 0},
    {{0x20, 0x01, 0x0d, 0xb8}, 32, "documentation (RFC 3849)", 0},
    {{0x20, 0x02}, 16, "6to4 (RFC 3056)", 0},
    {{0x26, 0x20, 0x00, 0x4f, 0x80}, 48, "AS112 (RFC 7534)", 0},
    {{0x3f, 0xff}, 20, "documentation (RFC 9637)", 0},
    {{0x5f}, 16, "segment routing (RFC 9602)", 0},
    {{0xfc}, 7, "private use (RFC 4193)", 0},
    {{0xfe, 0x80}, 10, "link-local (RFC 4291)", 0},
    {{0xfe, 0xc0}, 10, "site-local (RFC 3879)", 0},
    {{0xff}, 8, "multicast (RFC 4291)", 0},
    {{0x20}, 3, NULL, 0},
    {{0}, 0, "not global unicast (RFC 4291)", 0},
};

static bool is_within(const uint8_t *octets, const struct range *range)
{
    unsigned whole = range->bits / 8;
    unsigned rest = range->bits % 8;
    uint8_t mask = (uint8_t)(0xff00U >> rest);
    return memcmp(octets, range->prefix, whole) == 0 &&
           (rest == 0 || (octets[whole] & mask) == (range->prefix[whole] & mask));
}

/* Both tables end in a row that fits everything. */
static const struct range *range_of(const struct range *ranges, const uint8_t *octets)
{
    while (!is_within(octets, ranges))
        ranges++;
    return ranges;
}

static const char *special_ipv6(const uint8_t octets[16])
{
    const struct range *range = range_of(ipv6_ranges, octets);
    return range->inner != 0 ? range_of(ipv4_ranges, octets + range->inner)->what : range->what;
}

const char *special_address(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in ipv4;
        uint8_t octets[4];
        memcpy(&ipv4, address, sizeof ipv4);
        memcpy(octets, &ipv4.sin_addr, sizeof octets);
        return range_of(ipv4_ranges, octets)->what;
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 ipv6;
        memcpy(&ipv6, address, sizeof ipv6);
        return special_ipv6(ipv6.sin6_addr.s6_addr);
    }
    return "not an internet address";
}

static const char *special_name(const char *name)
{
    for (const char *at = name; *at != '\0'; at++)
        if ((unsigned char)*at >= 0x80)
            return "a name with letters that may stand for digits";
    return host_ends_in_number(name) ? "a name that ends in a number" : NULL;
}

const char *special_literal(const char *text)
{
    uint8_t octets[16];
    const char *what;
    char *host = must_copy(text);
    for (size_t length = strlen(host); length > 0 && host[length - 1] == '.'; length--)
        host[length - 1] = '\0';
    if (inet_pton(AF_INET, host, octets) == 1)
        what = range_of(ipv4_ranges, octets)->what;
    else if (inet_pton(AF_INET6, host, octets) == 1)
        what = special_ipv6(octets);
    else
        what = special_name(host);
    free(host);
    return what;
}

void address_text(const struct sockaddr *address, char text[ADDRESS_TEXT_SIZE])
{
    struct sockaddr_in ipv4;
    struct sockaddr_in6 ipv6;
    const char *written = NULL;
    if (address->sa_family == AF_INET) {
        memcpy(&ipv4, address, sizeof ipv4);
        written = inet_ntop(AF_INET, &ipv4.sin_addr, text, ADDRESS_TEXT_SIZE);
    } else if (address->sa_family == AF_INET6) {
        memcpy(&ipv6, address, sizeof ipv6);
        written = inet_ntop(AF_INET6, &ipv6.sin6_addr, text, ADDRESS_TEXT_SIZE);
    }
    if (written == NULL)
        (void)snprintf(text, ADDRESS_TEXT_SIZE, "an address of family %d", address->sa_family);
}
