/* SPDX-License-Identifier: MIT */
/* --connect-to and --resolve: connections that go elsewhere than the name says. */
#include "net.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "memory.h"

/* Takes the next part up to a colon, where brackets protect those of IPv6; NULL when there is none.
 * The brackets are not part of it. */
static char *next_part(const char **at)
{
    if (*at == NULL)
        return NULL;
    const char *begin = *at;
    bool bracketed = begin[0] == '[' && strchr(begin, ']') != NULL;
    const char *end = bracketed ? strchr(begin, ']') : begin + strcspn(begin, ":");
    char *part = bracketed ? must_print("%.*s", (int)(end - begin - 1), begin + 1)
                           : must_print("%.*s", (int)(end - begin), begin);
    end += bracketed;
    *at = *end == ':' ? end + 1 : NULL;
    return part;
}

static bool is_port(const char *text, bool may_be_empty)
{
    if (text[0] == '\0')
        return may_be_empty;
    size_t length = strlen(text);
    return length <= 5 && text[strspn(text, "0123456789")] == '\0' && strtoul(text, NULL, 10) > 0 &&
           strtoul(text, NULL, 10) <= 65535;
}

bool net_add_connect_to(struct net_options *options, const char *value, struct failure *failure)
{
    const char *at = value;
    char *part[4];
    for (size_t i = 0; i < 4; i++)
        part[i] = next_part(&at);
    bool good = part[3] != NULL && at == NULL && is_port(part[1], true) && is_port(part[3], true);
    for (size_t i = 0; i < 4; i++)
        free(part[i]);
    if (!good)
        return fail(failure, EXIT_USAGE, "'%s' is not HOST1:PORT1:HOST2:PORT2", value);
    options->connect_to =
        must_grow(options->connect_to, options->connect_to_count + 1, sizeof(char *));
    options->connect_to[options->connect_to_count++] = value;
    return true;
}

char *net_route(const struct net_options *options, const char *host, unsigned *port)
{
    char *to = NULL;
    for (size_t i = 0; i < options->connect_to_count && to == NULL; i++) {
        const char *at = options->connect_to[i];
        char *from_host = next_part(&at);
        char *from_port = next_part(&at);
        char *to_host = next_part(&at);
        char *to_port = next_part(&at);
        bool meant = to_port != NULL && /* all four were there when it was added */
                     (from_host[0] == '\0' || strcasecmp(from_host, host) == 0) &&
                     (from_port[0] == '\0' || strtoul(from_port, NULL, 10) == *port);
        if (meant) {
            to = must_copy(to_host[0] == '\0' ? host : to_host);
            *port = to_port[0] == '\0' ? *port : (unsigned)strtoul(to_port, NULL, 10);
        }
        free(from_host);
        free(from_port);
        free(to_host);
        free(to_port);
    }
    return to != NULL ? to : must_copy(host);
}

/* Adds each address of "ADDRESS,ADDRESS"; false when one is none. */
static bool add_addresses(const char *text, unsigned port, int family, struct addresses *addresses)
{
    bool good = true;
    while (good && text != NULL) {
        size_t length = strcspn(text, ",");
        bool bracketed = text[0] == '[' && length > 2 && text[length - 1] == ']';
        char *one = bracketed ? must_print("%.*s", (int)length - 2, text + 1)
                              : must_print("%.*s", (int)length, text);
        struct addresses any = {0};
        good = resolve_address(one, port, AF_UNSPEC, &any);
        (void)resolve_address(one, port, family, addresses);
        free(one);
        text = text[length] == ',' ? text + length + 1 : NULL;
    }
    return good;
}

bool net_add_resolve(struct net_options *options, const char *value, struct failure *failure)
{
    /* curl's entries that time out begin so; nothing here lives long enough. */
    const char *entry = value + (value[0] == '+');
    const char *at = entry;
    struct addresses addresses = {0};
    char *host = next_part(&at);
    char *port = next_part(&at);
    bool good = port != NULL && at != NULL && host[0] != '\0' && is_port(port, false) &&
                add_addresses(at, 1, AF_UNSPEC, &addresses);
    free(host);
    free(port);
    if (!good)
        return fail(failure, EXIT_USAGE, "'%s' is not HOST:PORT:ADDRESS[,ADDRESS...]", value);
    options->resolve = must_grow(options->resolve, options->resolve_count + 1, sizeof(char *));
    options->resolve[options->resolve_count++] = entry;
    return true;
}

/* Of several about one host and port the last counts. */
static bool find_resolved(const struct net_options *options, const char *host, unsigned port,
                          struct addresses *addresses)
{
    bool meant = false;
    for (size_t i = options->resolve_count; i-- > 0 && !meant;) {
        const char *at = options->resolve[i];
        char *for_host = next_part(&at);
        char *for_port = next_part(&at);
        meant = for_port != NULL && strcasecmp(for_host, host) == 0 &&
                strtoul(for_port, NULL, 10) == port;
        if (meant)
            (void)add_addresses(at, port, options->family, addresses);
        free(for_host);
        free(for_port);
    }
    return meant;
}

bool net_resolved(const struct net_options *options, const char *host, unsigned port,
                  struct addresses *addresses)
{
    *addresses = (struct addresses){0};
    return find_resolved(options, host, port, addresses) ||
           find_resolved(options, "*", port, addresses);
}

void net_options_release(struct net_options *options)
{
    free(options->connect_to);
    free(options->resolve);
}
