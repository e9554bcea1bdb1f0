/* SPDX-License-Identifier: MIT */
/* URLs of http and https (RFC 3986). */
#include "url.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "memory.h"

void url_release(struct url *url)
{
    free(url->host);
    free(url->asked);
    free(url->target);
    *url = (struct url){0};
}

char *host_bracketed(const char *host)
{
    return strchr(host, ':') != NULL ? must_print("[%s]", host) : must_copy(host);
}

char *url_authority(const struct url *url)
{
    char *host = host_bracketed(url->host);
    char *text = url->port == (url->https ? 443U : 80U) ? must_copy(host)
                                                        : must_print("%s:%u", host, url->port);
    free(host);
    return text;
}

char *url_text(const struct url *url)
{
    char *authority = url_authority(url);
    char *text = must_print("%s://%s%s", url->https ? "https" : "http", authority, url->target);
    free(authority);
    return text;
}

bool url_same_origin(const struct url *a, const struct url *b)
{
    return a->https == b->https && a->port == b->port && strcmp(a->host, b->host) == 0;
}

/* RFC 3986 5.2.4, on an absolute path; the query is not part of it. Shrinks the text in place. */
static void remove_dot_segments(char *path)
{
    char *out = path;
    const char *in = path;
    while (*in != '\0') {
        size_t length = 1 + strcspn(in + 1, "/");
        bool last = in[length] == '\0';
        bool one = length == 2 && in[1] == '.';
        bool two = length == 3 && in[1] == '.' && in[2] == '.';
        if (two)
            while (out > path && *--out != '/')
                ;
        if (!one && !two) {
            memmove(out, in, length);
            out += length;
        } else if (last) {
            *out++ = '/';
        }
        in += length;
    }
    *out = '\0';
}

/* Path and query without dot segments, what is not ASCII percent-encoded. `text` begins with '/',
 * '?' or '#', or is empty. */
static char *make_target(const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t length = strcspn(text, "#");
    size_t path_length = strcspn(text, "?#");
    char *path = must_print("%s%.*s", text[0] == '/' ? "" : "/", (int)path_length, text);
    remove_dot_segments(path);
    char *joined = must_print("%s%.*s", path, (int)(length - path_length), text + path_length);
    free(path);
    char *target = must_allocate(strlen(joined) * 3 + 1);
    char *out = target;
    for (const char *at = joined; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte < 0x80) {
            *out++ = *at;
            continue;
        }
        *out++ = '%';
        *out++ = digits[byte >> 4];
        *out++ = digits[byte & 15];
    }
    free(joined);
    return target;
}

static bool check_text(const char *text, struct failure *failure)
{
    if (strlen(text) > URL_MAX)
        return fail(failure, EXIT_USAGE, "the URL is longer than %u bytes", URL_MAX);
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte <= 0x20 || byte == 0x7F || byte == '\\')
            return fail(failure, EXIT_USAGE, "no URL holds %s: '%s'",
                        byte == '\\'  ? "a backslash"
                        : byte == ' ' ? "a space (written %20)"
                                      : "a control character",
                        text);
    }
    return true;
}

/* "//" authority and what follows it; `https` is set. */
static bool parse_hierarchy(const char *text, struct url *url, struct failure *failure)
{
    size_t length = strcspn(text, "/?#");
    char *authority = must_print("%.*s", (int)length, text);
    bool https = url->https;
    bool good = strchr(authority, '@') == NULL
                    ? host_port_parse(authority, https ? 443 : 80, url, failure)
                    : fail(failure, EXIT_USAGE,
                           "the URL holds credentials, which end up in logs and histories: give "
                           "them with --header 'Authorization: ...'");
    free(authority);
    url->https = https;
    if (good)
        url->target = make_target(text + length);
    return good;
}

/* The length of "scheme:", RFC 3986 3.1; 0 when there is none. "host:443" looks like one. */
static size_t scheme_length(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char others[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.";
    size_t length = strspn(text, others);
    return length > 0 && strchr(letters, text[0]) != NULL && text[length] == ':' ? length + 1 : 0;
}

static bool parse_absolute(const char *text, struct url *url, struct failure *failure)
{
    size_t scheme = scheme_length(text);
    url->https = scheme == 6 && strncasecmp(text, "https:", 6) == 0;
    bool http = scheme == 5 && strncasecmp(text, "http:", 5) == 0;
    if (!url->https && !http)
        return fail(failure, EXIT_USAGE, "'%s': only https:// and http:// are known", text);
    if (strncmp(text + scheme, "//", 2) != 0)
        return fail(failure, EXIT_USAGE, "'%s' lacks the // before its host", text);
    return parse_hierarchy(text + scheme + 2, url, failure);
}

bool url_parse(const char *text, bool guess, struct url *url, struct failure *failure)
{
    *url = (struct url){0};
    if (!check_text(text, failure))
        return false;
    /* "https:/host" is a slip of the hand, and no host called https. */
    bool bare = guess && strncmp(text + strcspn(text, ":/?#"), "://", 3) != 0 &&
                strncasecmp(text, "https:", 6) != 0 && strncasecmp(text, "http:", 5) != 0;
    url->https = bare;
    bool good = bare ? parse_hierarchy(text, url, failure) : parse_absolute(text, url, failure);
    if (!good)
        url_release(url);
    return good;
}

/* RFC 3986 5.2.3: all of the base's path but its last segment. */
static char *merge(const struct url *base, const char *reference)
{
    if (reference[0] == '/')
        return must_copy(reference);
    size_t path = strcspn(base->target, "?");
    if (reference[0] == '\0' || reference[0] == '#')
        return must_copy(base->target);
    if (reference[0] != '?')
        while (path > 0 && base->target[path - 1] != '/')
            path--;
    return must_print("%.*s%s", (int)path, base->target, reference);
}

bool url_resolve(const struct url *base, const char *reference, struct url *url,
                 struct failure *failure)
{
    *url = (struct url){0};
    if (!check_text(reference, failure))
        return false;
    bool good = true;
    if (scheme_length(reference) > 0) {
        good = parse_absolute(reference, url, failure);
    } else if (strncmp(reference, "//", 2) == 0) {
        url->https = base->https;
        good = parse_hierarchy(reference + 2, url, failure);
    } else {
        char *merged = merge(base, reference);
        *url = *base;
        url->host = must_copy(base->host);
        url->asked = base->asked == NULL ? NULL : must_copy(base->asked);
        url->target = make_target(merged);
        free(merged);
    }
    if (!good)
        url_release(url);
    return good;
}
