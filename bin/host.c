/* SPDX-License-Identifier: MIT */
/* The host and port of a URL: names as A-labels, addresses in one spelling. */
#include "url.h"

#include <arpa/inet.h>
#include <idn2.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

static bool set_ipv6(const char *text, struct url *url, struct failure *failure)
{
    struct in6_addr address;
    char canonical[INET6_ADDRSTRLEN];
    if (inet_pton(AF_INET6, text, &address) != 1)
        return fail(failure, EXIT_USAGE, "'[%s]' is no IPv6 address", text);
    (void)inet_ntop(AF_INET6, &address, canonical, sizeof canonical);
    url->host = must_copy(canonical);
    url->is_address = true;
    return true;
}

bool host_ends_in_number(const char *name)
{
    const char *last = strrchr(name, '.');
    last = last == NULL ? name : last + 1;
    if (last[0] == '0' && (last[1] == 'x' || last[1] == 'X'))
        return last[2 + strspn(last + 2, "0123456789abcdefABCDEF")] == '\0';
    return last[0] != '\0' && last[strspn(last, "0123456789")] == '\0';
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

/* RFC 1123 2.1's letters, digits and hyphens, and the underscores that some hosts have. */
static bool is_host_name(const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
    size_t length = strlen(name);
    return length > 0 && length <= 253 && name[0] != '.' && name[length - 1] != '.' &&
           name[strspn(name, allowed)] == '\0' && strstr(name, "..") == NULL;
}

static bool set_name(const char *text, struct url *url, struct failure *failure)
{
    char *name = NULL;
    /* RFC 5891 through UTS 46, not transitional; plain ASCII needs none of it. */
    if (is_ascii(text)) {
        name = must_copy(text);
        for (char *at = name; *at != '\0'; at++)
            if (*at >= 'A' && *at <= 'Z')
                *at = (char)(*at - 'A' + 'a');
    } else {
        char *ascii = NULL;
        int code = idn2_to_ascii_8z(text, &ascii, IDN2_NONTRANSITIONAL);
        if (code != IDN2_OK)
            return fail(failure, EXIT_USAGE, "'%s' is no host name: %s", text, idn2_strerror(code));
        name = must_copy(ascii);
        idn2_free(ascii);
        url->asked = must_copy(text);
    }
    size_t length = strlen(name);
    if (length > 1 && name[length - 1] == '.')
        name[length - 1] = '\0';
    url->host = name;
    if (!is_host_name(name))
        return fail(failure, EXIT_USAGE, "'%s' is no host name", text);
    struct in_addr address;
    url->is_address = inet_pton(AF_INET, name, &address) == 1;
    if (!url->is_address && host_ends_in_number(name))
        return fail(failure, EXIT_USAGE,
                    "'%s' is neither a host name nor an IPv4 address of four numbers", text);
    return true;
}

static bool set_port(const char *text, struct url *url, struct failure *failure)
{
    size_t length = strlen(text);
    unsigned port = 0;
    bool good = length > 0 && length <= 5 && text[strspn(text, "0123456789")] == '\0';
    for (size_t i = 0; good && i < length; i++)
        port = port * 10 + (unsigned)(text[i] - '0');
    if (!good || port == 0 || port > 65535)
        return fail(failure, EXIT_USAGE, "'%s' is no port: a number from 1 to 65535 is", text);
    url->port = port;
    url->port_given = true;
    return true;
}

/* Parts "host:port" at its colon, in place; `port` is NULL without one. */
static bool split(char *text, char **host, char **port, struct failure *failure)
{
    *host = text;
    *port = NULL;
    if (text[0] == '[') {
        char *end = strchr(text, ']');
        if (end == NULL || (end[1] != '\0' && end[1] != ':'))
            return fail(failure, EXIT_USAGE, "'%s': an IPv6 address is written [2001:db8::1]:443",
                        text);
        *port = end[1] == ':' ? end + 2 : NULL;
        *end = '\0';
        return true;
    }
    char *colon = strchr(text, ':');
    if (colon != NULL && strchr(colon + 1, ':') != NULL)
        return fail(failure, EXIT_USAGE, "'%s': an IPv6 address is written in brackets, [%s]", text,
                    text);
    if (colon != NULL) {
        *colon = '\0';
        *port = colon + 1;
    }
    return true;
}

bool host_port_parse(const char *text, unsigned port, struct url *url, struct failure *failure)
{
    *url = (struct url){.port = port};
    if (strstr(text, "://") != NULL)
        return fail(failure, EXIT_USAGE, "'%s' is a URL: a host, or HOST:PORT, is asked for", text);
    if (strlen(text) > URL_MAX || text[strcspn(text, " \t\r\n/?#@\\")] != '\0')
        return fail(failure, EXIT_USAGE, "'%s' is no host", text);
    char *copy = must_copy(text);
    char *host;
    char *number;
    bool good = split(copy, &host, &number, failure);
    /* RFC 3986 3.2.3 lets the port be empty. */
    if (good && number != NULL && number[0] != '\0')
        good = set_port(number, url, failure);
    if (good && host[0] == '[')
        good = set_ipv6(host + 1, url, failure);
    else if (good && host[0] == '\0')
        good = fail(failure, EXIT_USAGE, "there is no host in '%s'", text);
    else if (good)
        good = set_name(host, url, failure);
    free(copy);
    if (!good)
        url_release(url);
    return good;
}
