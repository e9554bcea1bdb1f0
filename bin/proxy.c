/* SPDX-License-Identifier: MIT */
/* HTTP proxies, which are asked with CONNECT (RFC 9110 9.3.6) for a way to the server. */
#include "proxy.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http_body.h"
#include "tool.h"

#define PADDING 64

/* RFC 4648 4 */
static char *base64(const char *text)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    size_t length = strlen(text);
    char *coded = must_allocate(length / 3 * 4 + 5);
    char *out = coded;
    for (size_t i = 0; i < length; i += 3) {
        unsigned char byte[3] = {(unsigned char)text[i], 0, 0};
        size_t have = length - i < 3 ? length - i : 3;
        for (size_t j = 1; j < have; j++)
            byte[j] = (unsigned char)text[i + j];
        *out++ = letters[byte[0] >> 2];
        *out++ = letters[(byte[0] & 3) << 4 | byte[1] >> 4];
        *out++ = letters[have > 1 ? (byte[1] & 15) << 2 | byte[2] >> 6 : PADDING];
        *out++ = letters[have > 2 ? byte[2] & 63 : PADDING];
    }
    return coded;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Percent-decoding in place (RFC 3986 2.1). */
static void decode(char *text)
{
    char *out = text;
    for (const char *in = text; *in != '\0'; in++) {
        int high = in[0] == '%' ? hex_digit(in[1]) : -1;
        int low = high >= 0 ? hex_digit(in[2]) : -1;
        if (low >= 0) {
            *out++ = (char)(high << 4 | low);
            in += 2;
        } else {
            *out++ = *in;
        }
    }
    *out = '\0';
}

/* [http://][USER:PASSWORD@]HOST[:PORT][/] */
static bool parse(const char *text, struct proxy *proxy, struct failure *failure)
{
    *proxy = (struct proxy){0};
    const char *scheme = text + strcspn(text, ":@");
    if (strncmp(scheme, "://", 3) != 0)
        scheme = NULL;
    if (scheme != NULL && strncasecmp(text, "http://", 7) != 0)
        return fail(failure, EXIT_USAGE, "a proxy of the kind '%.*s' is not known: http:// is",
                    (int)(scheme - text) + 3, text);
    const char *rest = scheme == NULL ? text : scheme + 3;
    char *authority = must_print("%.*s", (int)strcspn(rest, "/"), rest);
    char *at = strrchr(authority, '@');
    /* What seems to be the host is a part of a password then: neither to be shown nor asked for. */
    bool hidden = strchr(rest + strlen(authority), '@') != NULL;
    bool good = hidden ? fail(failure, EXIT_USAGE, "a '/' in its user or password is written %%2F")
                       : host_port_parse(at == NULL ? authority : at + 1,
                                         scheme == NULL ? 1080 : 80, &proxy->url, failure);
    if (good && at != NULL) {
        *at = '\0';
        decode(authority);
        char *coded = base64(authority);
        proxy->authorization = must_print("Basic %s", coded);
        free(coded);
    }
    free(authority);
    return good;
}

bool proxy_excepted(const char *list, const char *host)
{
    static const char between[] = ", \t";
    size_t host_length = strlen(host);
    for (list += strspn(list, between); *list != '\0'; list += strspn(list, between)) {
        size_t length = strcspn(list, between);
        const char *name = list;
        size_t rest = length;
        list += length;
        if (length == 1 && name[0] == '*')
            return true;
        if (name[0] == '[' && name[length - 1] == ']') {
            name++;
            rest -= 2;
        } else if (name[0] == '.') {
            name++;
            rest--;
        }
        if (rest == 0 || rest > host_length ||
            strncasecmp(host + host_length - rest, name, rest) != 0)
            continue;
        if (rest == host_length || host[host_length - rest - 1] == '.')
            return true;
    }
    return false;
}

/* The first of these that is set and not empty; NULL: none is. */
static const char *variable(const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return names[i];
    }
    return NULL;
}

/* The variable that names a proxy for this host; NULL: none does. */
static const char *variable_for(const char *host)
{
    static const char *const proxies[] = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    static const char *const exceptions[] = {"no_proxy", "NO_PROXY"};
    const char *except = variable(exceptions, sizeof exceptions / sizeof exceptions[0]);
    return except != NULL && proxy_excepted(getenv(except), host)
               ? NULL
               : variable(proxies, sizeof proxies / sizeof proxies[0]);
}

bool proxy_find(const char *option, const char *host, struct proxy *proxy, bool *used,
                struct failure *failure)
{
    const char *from = option != NULL ? "--proxy" : variable_for(host);
    const char *text = option != NULL || from == NULL ? option : getenv(from);
    *used = false;
    if (text == NULL || strcmp(text, "none") == 0)
        return true;
    struct failure why = {0};
    *used = parse(text, proxy, &why);
    return *used || fail(failure, (enum exit_status)why.status, "%s: %s", from, why.text);
}

void proxy_release(struct proxy *proxy)
{
    url_release(&proxy->url);
    free(proxy->authorization);
}

static bool read_answer(struct stream *stream, const char *proxy, char **status,
                        struct failure *failure)
{
    struct http_response *response = must_allocate(sizeof *response);
    bool good = http_response_open(response, stream, "CONNECT", failure);
    if (good) {
        *status = must_print("%u %s", response->head.status, response->head.reason);
        if (response->head.status / 100 != 2)
            good = fail(failure, EXIT_UNCHECKED, "the proxy %s refused: %s", proxy, *status);
        else if (http_response_excess(response) > 0)
            good = fail(failure, EXIT_UNCHECKED,
                        "the proxy %s sent something before the server could", proxy);
    }
    http_response_release(response);
    free(response);
    return good;
}

bool proxy_connect(const struct proxy *proxy, const struct url *url, struct stream *stream,
                   struct trace *trace, struct failure *failure)
{
    char *host = host_bracketed(url->host);
    char *target = must_print("%s:%u", host, url->port);
    char *name = must_print("%s:%u", proxy->url.host, proxy->url.port);
    char *head = must_print(
        "CONNECT %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: certcheck/%s\r\n%s%s%s\r\n", target, target,
        certcheck_version(), proxy->authorization == NULL ? "" : "Proxy-Authorization: ",
        proxy->authorization == NULL ? "" : proxy->authorization,
        proxy->authorization == NULL ? "" : "\r\n");
    char *status = NULL;
    bool good = stream->write(stream, head, strlen(head), failure) &&
                read_answer(stream, name, &status, failure);
    if (good) {
        trace_begin(trace, "proxy", "proxy");
        trace_say(trace, "%s leads on to %s", name, target);
        trace_text(trace, NULL, "proxy", name);
        trace_text(trace, NULL, "target", target);
        trace_text(trace, "its answer", "status", status);
        trace_end(trace);
    } else {
        failure->status = EXIT_UNCHECKED;
    }
    free(status);
    free(head);
    free(name);
    free(target);
    free(host);
    return good;
}
