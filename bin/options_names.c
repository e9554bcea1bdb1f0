/* SPDX-License-Identifier: MIT */
/* Subtrees of names, as a person writes them, into the constraints of RFC 5280 4.2.1.10. */
#include "options_names.h"

#include "tool.h"
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *prefix;
    enum certcheck_general_name_kind kind;
} kinds[] = {{"dns:", CERTCHECK_NAME_DNS},
             {"email:", CERTCHECK_NAME_RFC822},
             {"uri:", CERTCHECK_NAME_URI},
             {"ip:", CERTCHECK_NAME_IP}};

size_t address_octets(const char *text, uint8_t octets[16])
{
    if (inet_pton(AF_INET, text, octets) == 1)
        return 4;
    return inet_pton(AF_INET6, text, octets) == 1 ? 16 : 0;
}

/* The address and as many octets of its mask; 0: it is no ADDRESS/BITS. */
static size_t read_network(const char *text, uint8_t octets[32])
{
    char address[INET6_ADDRSTRLEN];
    const char *slash = strchr(text, '/');
    char *end = NULL;
    if (slash == NULL || (size_t)(slash - text) >= sizeof address)
        return 0;
    memcpy(address, text, (size_t)(slash - text));
    address[slash - text] = '\0';
    size_t length = address_octets(address, octets);
    unsigned long bits = strtoul(slash + 1, &end, 10);
    if (length == 0 || slash[1] < '0' || slash[1] > '9' || *end != '\0' || bits > length * 8)
        return 0;
    for (size_t i = 0; i < length; i++) {
        unsigned ones = bits >= 8 * (i + 1) ? 8 : bits <= 8 * i ? 0 : (unsigned)(bits - 8 * i);
        octets[length + i] = (uint8_t)(0xFF00U >> ones);
    }
    return 2 * length;
}

static enum certcheck_status add(struct certcheck_policy *policy,
                                 enum certcheck_subtree_effect effect,
                                 enum certcheck_general_name_kind kind, const char *text)
{
    uint8_t network[32];
    const uint8_t *value = (const uint8_t *)text;
    size_t length = strlen(text);
    if (kind == CERTCHECK_NAME_IP) {
        value = network;
        length = read_network(text, network);
    }
    return certcheck_policy_add_initial_subtree(policy, effect, kind, value, length);
}

int names_option(struct certcheck_policy *policy, const char *command,
                 enum certcheck_subtree_effect effect, const char *value)
{
    const char *option =
        effect == CERTCHECK_SUBTREE_EXCLUDED ? "--excluded-names" : "--permitted-names";
    enum certcheck_status status = CERTCHECK_BAD_ARGUMENT;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        size_t length = strlen(kinds[i].prefix);
        if (strncmp(value, kinds[i].prefix, length) != 0)
            continue;
        /* The empty subtree holds every name: to permit it is no constraint, but may be a slip. */
        if (effect == CERTCHECK_SUBTREE_EXCLUDED || value[length] != '\0')
            status = add(policy, effect, kinds[i].kind, value + length);
    }
    if (status == CERTCHECK_BAD_ARGUMENT) {
        complain("%s: %s: '%s' is none of dns:example.com, email:example.com, uri:.example.com, "
                 "ip:192.0.2.0/24, ip:2001:db8::/32",
                 command, option, value);
        return EXIT_USAGE;
    }
    must_be_ok(status, option);
    return EXIT_VALID;
}
