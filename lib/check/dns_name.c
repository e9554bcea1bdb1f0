/* SPDX-License-Identifier: MIT */
/* Host names as certificates carry them: bytes, compared without regard to ASCII case. */
#include "check/dns_name.h"

#define LABEL_MAX 63 /* RFC 1035 2.3.4 */
#define NAME_MAX_LENGTH 253

static bool is_label_byte(uint8_t c)
{
    uint8_t l = cc_dns_name_lower(c);
    return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool cc_dns_name_is_valid(cc_span name)
{
    if (name.length == 0 || name.length > NAME_MAX_LENGTH)
        return false;
    size_t label = 0;
    for (size_t i = 0; i < name.length; i++) {
        if (name.data[i] == '.') {
            if (label == 0)
                return false;
            label = 0;
        } else if (!is_label_byte(name.data[i]) || ++label > LABEL_MAX) {
            return false;
        }
    }
    return label > 0;
}

bool cc_dns_name_is_wildcard(cc_span name, cc_span *parent)
{
    if (name.length < 3 || name.data[0] != '*' || name.data[1] != '.')
        return false;
    *parent = cc_span_of(name.data + 2, name.length - 2);
    return true;
}

bool cc_dns_name_equal(cc_span a, cc_span b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (cc_dns_name_lower(a.data[i]) != cc_dns_name_lower(b.data[i]))
            return false;
    return true;
}

bool cc_dns_name_is_within(cc_span name, cc_span base)
{
    if (base.length == 0)
        return true;
    if (name.length < base.length)
        return false;
    size_t added = name.length - base.length;
    if (added > 0 && name.data[added - 1] != '.')
        return false;
    return cc_dns_name_equal(cc_span_of(name.data + added, base.length), base);
}

cc_span cc_dns_name_parent(cc_span name)
{
    const uint8_t *dot = name.length > 0 ? memchr(name.data, '.', name.length) : NULL;
    return dot ? cc_span_between(dot + 1, name.data + name.length) : (cc_span){NULL, 0};
}
