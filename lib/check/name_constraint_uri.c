/* SPDX-License-Identifier: MIT */
/*
 * The host of a URI, to which uniformResourceIdentifier constraints apply (RFC 5280 4.2.1.10).
 *
 *     URI       = scheme ":" "//" authority path-abempty [ "?" query ] [ "#" fragment ]
 *     authority = [ userinfo "@" ] host [ ":" port ]                      -- RFC 3986 3, 3.2
 *
 * Where other readers might find another host than this one (a backslash, a second '@', a percent
 * sign in the host, a control character), there is none: RFC 5280 has such a certificate refused.
 */
#include "check/name_constraint.h"
#include "check/dns_name.h"

static bool is_letter(uint8_t c)
{
    c = cc_dns_name_lower(c);
    return c >= 'a' && c <= 'z';
}

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/* scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ); takes it and its colon off *rest. */
static bool skip_scheme(cc_span *rest)
{
    size_t i = 0;
    while (i < rest->length && (is_letter(rest->data[i]) ||
                                (i > 0 && (is_digit(rest->data[i]) || rest->data[i] == '+' ||
                                           rest->data[i] == '-' || rest->data[i] == '.'))))
        i++;
    if (i == 0 || i == rest->length || rest->data[i] != ':')
        return false;
    *rest = cc_span_of(rest->data + i + 1, rest->length - i - 1);
    return true;
}

/* unreserved / pct-encoded / sub-delims / ":" */
static bool is_userinfo(cc_span text)
{
    static const char others[] = "-._~%!$&'()*+,;=:";
    for (size_t i = 0; i < text.length; i++)
        if (!is_letter(text.data[i]) && !is_digit(text.data[i]) &&
            !memchr(others, text.data[i], sizeof others - 1))
            return false;
    return true;
}

/* "//" authority, which ends at '/', '?', '#' or with the URI. */
static bool read_authority(cc_span rest, cc_span *authority)
{
    if (rest.length < 2 || rest.data[0] != '/' || rest.data[1] != '/')
        return false;
    size_t end = 2;
    while (end < rest.length && rest.data[end] != '/' && rest.data[end] != '?' &&
           rest.data[end] != '#')
        end++;
    *authority = cc_span_of(rest.data + 2, end - 2);
    return true;
}

bool cc_uri_host(cc_span uri, cc_span *host)
{
    cc_span authority;
    if (!skip_scheme(&uri) || !read_authority(uri, &authority))
        return false;
    const uint8_t *begin = authority.data, *end = authority.data + authority.length;
    const uint8_t *at = authority.length > 0 ? memchr(begin, '@', authority.length) : NULL;
    if (at && !is_userinfo(cc_span_between(begin, at)))
        return false;
    begin = at ? at + 1 : begin;

    /* port = *DIGIT; a host name holds no colon. */
    const uint8_t *colon = end;
    while (colon > begin && is_digit(colon[-1]))
        colon--;
    if (colon > begin && colon[-1] == ':')
        end = colon - 1;
    *host = cc_span_between(begin, end);
    return cc_host_constraint_can_read(*host);
}
