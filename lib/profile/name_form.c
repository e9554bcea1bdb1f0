/* SPDX-License-Identifier: MIT */
/* The forms of names in subjectAltName, byte by byte. */
#include "profile/name_form.h"

#include <arpa/inet.h>

#define LABEL_MAX 63   /* octets */
#define DOMAIN_MAX 253 /* octets */

static bool is_letter(uint8_t byte)
{
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_hex(uint8_t byte)
{
    return is_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f');
}

static bool is_one_of(uint8_t byte, const char *list)
{
    return byte != '\0' && strchr(list, byte) != NULL;
}

static cc_span tail(cc_span name, size_t from)
{
    return cc_span_of(name.data + from, name.length - from);
}

/* The length of the front that does not hold `stop`. */
static size_t until(cc_span name, char stop)
{
    const uint8_t *found = name.length == 0 ? NULL : memchr(name.data, stop, name.length);
    return found == NULL ? name.length : (size_t)(found - name.data);
}

/* ---- domain names ---- */

static bool is_number(cc_span label)
{
    for (size_t i = 0; i < label.length; i++)
        if (!is_digit(label.data[i]))
            return false;
    return true;
}

/* <let-dig> [ [ <ldh-str> ] <let-dig> ], of whose octets each was looked at */
static bool is_label_end(cc_span name, size_t begin, size_t end)
{
    return begin < end && end - begin <= LABEL_MAX && name.data[begin] != '-' &&
           name.data[end - 1] != '-';
}

bool cc_name_form_domain(cc_span name, bool wildcard)
{
    if (name.length == 0 || name.length > DOMAIN_MAX)
        return false;
    if (wildcard && name.length > 2 && name.data[0] == '*' && name.data[1] == '.')
        name = tail(name, 2);
    size_t begin = 0; /* of the label */
    bool number = true;
    for (size_t i = 0; i < name.length; i++) {
        uint8_t byte = name.data[i];
        if (byte == '.') {
            if (!is_label_end(name, begin, i))
                return false;
            begin = i + 1;
            number = true;
        } else if (is_letter(byte) || byte == '-') {
            number = false;
        } else if (!is_digit(byte)) {
            return false;
        }
    }
    return is_label_end(name, begin, name.length) && !number;
}

/* ---- addresses ---- */

static bool is_ipv4(cc_span text)
{
    for (int parts = 1;; parts++) {
        cc_span part = cc_span_of(text.data, until(text, '.'));
        unsigned number = 0;
        if (part.length == 0 || part.length > 3 || !is_number(part) || parts > 4)
            return false;
        for (size_t i = 0; i < part.length; i++)
            number = number * 10 + (unsigned)(part.data[i] - '0');
        if (number > 255)
            return false;
        if (part.length == text.length)
            return parts == 4;
        text = tail(text, part.length + 1);
    }
}

/* RFC 4291 2.2 */
static bool is_ipv6(cc_span text)
{
    char copy[INET6_ADDRSTRLEN];
    struct in6_addr address;
    if (text.length >= sizeof copy)
        return false;
    memcpy(copy, text.data, text.length);
    copy[text.length] = '\0';
    return strlen(copy) == text.length && inet_pton(AF_INET6, copy, &address) == 1;
}

static bool has_zero_in_front(cc_span address)
{
    for (size_t i = 0; i + 1 < address.length; i++)
        if (address.data[i] == '0' && is_digit(address.data[i + 1]) &&
            (i == 0 || address.data[i - 1] == '.'))
            return true;
    return false;
}

/* What stands between "[" and "]"; empty: it is not in brackets. */
static cc_span in_brackets(cc_span text)
{
    if (text.length < 2 || text.data[0] != '[' || text.data[text.length - 1] != ']')
        return cc_span_of(text.data, 0);
    return cc_span_of(text.data + 1, text.length - 2);
}

/* ---- mailboxes ---- */

/* atext (RFC 2822 3.2.4); RFC 6531 3.3 adds all that is not ASCII. */
static bool is_atext(uint8_t byte)
{
    return is_letter(byte) || is_digit(byte) || is_one_of(byte, "!#$%&'*+-/=?^_`{|}~") ||
           byte >= 0x80;
}

/* Dot-string = Atom *("." Atom) */
static bool is_dot_string(cc_span text)
{
    if (text.length == 0 || text.data[0] == '.' || text.data[text.length - 1] == '.')
        return false;
    for (size_t i = 0; i < text.length; i++) {
        bool dot = text.data[i] == '.';
        if (dot ? text.data[i - 1] == '.' : !is_atext(text.data[i]))
            return false;
    }
    return true;
}

/* Quoted-string = DQUOTE *qcontent DQUOTE */
static bool is_quoted(cc_span text)
{
    if (text.length < 2 || text.data[0] != '"' || text.data[text.length - 1] != '"')
        return false;
    for (size_t i = 1; i + 1 < text.length; i++) {
        if (text.data[i] == '"' || text.data[i] < 0x20 || text.data[i] == 0x7F)
            return false;
        if (text.data[i] == '\\' && ++i + 1 == text.length)
            return false;
    }
    return true;
}

/* Cuts at the last "@": a quoted local part may hold one, a domain may not. */
static bool cut_mailbox(cc_span name, cc_span *local, cc_span *domain)
{
    for (size_t i = name.length; i-- > 0;) {
        if (name.data[i] != '@')
            continue;
        *local = cc_span_of(name.data, i);
        *domain = tail(name, i + 1);
        return true;
    }
    return false;
}

/* Address-literal = "[" IPv4-address-literal / IPv6-address-literal "]"; of the general ones, whose
 * tags are registered, there are none. */
static bool is_address_literal(cc_span text)
{
    static const char tag[] = "ipv6:";
    const size_t length = sizeof tag - 1;
    cc_span address = in_brackets(text);
    if (address.length <= length)
        return false;
    for (size_t i = 0; i < length; i++)
        if ((address.data[i] | (is_letter(address.data[i]) ? 0x20 : 0)) != tag[i])
            return is_ipv4(address);
    return is_ipv6(tail(address, length));
}

static bool is_mail_domain(cc_span text)
{
    return cc_name_form_domain(text, false) || is_address_literal(text);
}

bool cc_name_form_mailbox(cc_span name)
{
    cc_span local, domain;
    return cut_mailbox(name, &local, &domain) && (is_dot_string(local) || is_quoted(local)) &&
           is_mail_domain(domain);
}

bool cc_name_form_smtp_utf8(cc_span name)
{
    static const uint8_t byte_order_mark[] = {0xEF, 0xBB, 0xBF};
    cc_span local, domain;
    if (!cut_mailbox(name, &local, &domain) || !is_mail_domain(domain) ||
        (!is_dot_string(local) && !is_quoted(local)) ||
        (local.length >= 3 && memcmp(local.data, byte_order_mark, 3) == 0))
        return false;
    for (size_t i = 0; i < local.length; i++)
        if (local.data[i] >= 0x80)
            return true;
    return false;
}

/* ---- URIs ---- */

/* scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) */
static bool is_scheme(cc_span text)
{
    if (text.length == 0 || !is_letter(text.data[0]))
        return false;
    for (size_t i = 1; i < text.length; i++)
        if (!is_letter(text.data[i]) && !is_digit(text.data[i]) && !is_one_of(text.data[i], "+-."))
            return false;
    return true;
}

/* They stand around addresses and nowhere else (RFC 3986 3.2.2). */
static bool has_brackets(cc_span text)
{
    return until(text, '[') < text.length || until(text, ']') < text.length;
}

/* unreserved, reserved and percent-encoded characters */
static bool has_uri_characters(cc_span text)
{
    for (size_t i = 0; i < text.length; i++) {
        uint8_t byte = text.data[i];
        if (byte == '%') {
            if (text.length - i < 3 || !is_hex(text.data[i + 1]) || !is_hex(text.data[i + 2]))
                return false;
        } else if (!is_letter(byte) && !is_digit(byte) &&
                   !is_one_of(byte, "-._~:/?#[]@!$&'()*+,;=")) {
            return false;
        }
    }
    return true;
}

/* RFC 5280 4.2.1.6: URIs that include an authority MUST include a fully qualified domain name or IP
 * address as the host. A dec-octet (RFC 3986 3.2.2) has no zero in front; "the rightmost domain
 * label of a fully qualified domain name in DNS may be followed by a single "."". */
static bool is_full_host(cc_span host)
{
    bool rooted = host.length > 0 && host.data[host.length - 1] == '.';
    cc_span name = cc_span_of(host.data, host.length - rooted);
    return is_ipv6(in_brackets(host)) || (is_ipv4(host) && !has_zero_in_front(host)) ||
           (cc_name_form_domain(name, false) && until(name, '.') < name.length);
}

/* authority = [ userinfo "@" ] host [ ":" port ], port = *DIGIT */
static bool is_authority(cc_span authority)
{
    size_t user = until(authority, '@');
    if (user < authority.length) {
        if (has_brackets(cc_span_of(authority.data, user)))
            return false;
        authority = tail(authority, user + 1);
    }
    bool bracket = authority.length > 0 && authority.data[0] == '[';
    size_t end = until(authority, bracket ? ']' : ':');
    if (bracket && end < authority.length)
        end++;
    cc_span port = tail(authority, end);
    return is_full_host(cc_span_of(authority.data, end)) &&
           (port.length == 0 || (port.data[0] == ':' && is_number(tail(port, 1))));
}

/* hier-part [ "?" query ] [ "#" fragment ] without the authority */
static bool is_behind_authority(cc_span text)
{
    size_t fragment = until(text, '#');
    return !has_brackets(text) &&
           (fragment == text.length ||
            until(tail(text, fragment + 1), '#') == text.length - fragment - 1);
}

bool cc_name_form_uri(cc_span name)
{
    cc_span scheme = cc_span_of(name.data, until(name, ':'));
    if (scheme.length == name.length || !is_scheme(scheme))
        return false;
    cc_span rest = tail(name, scheme.length + 1);
    if (rest.length == 0 || !has_uri_characters(rest))
        return false;
    if (rest.length < 2 || rest.data[0] != '/' || rest.data[1] != '/')
        return is_behind_authority(rest);
    cc_span authority = tail(rest, 2);
    size_t end = until(authority, '/');
    for (size_t i = 0; i < end; i++)
        if (authority.data[i] == '?' || authority.data[i] == '#')
            end = i;
    return is_authority(cc_span_of(authority.data, end)) &&
           is_behind_authority(tail(authority, end));
}
