/* SPDX-License-Identifier: MIT */
/* What the public header hands out of a CRL. */
#include "x509/crl.h"

struct certcheck_span certcheck_crl_der(const struct certcheck_crl *crl)
{
    return crl->der;
}

struct certcheck_span certcheck_crl_to_be_signed(const struct certcheck_crl *crl)
{
    return crl->tbs;
}

int certcheck_crl_version(const struct certcheck_crl *crl)
{
    return crl->version;
}

struct certcheck_span certcheck_crl_issuer(const struct certcheck_crl *crl)
{
    return crl->issuer;
}

certcheck_time certcheck_crl_this_update(const struct certcheck_crl *crl)
{
    return crl->this_update;
}

bool certcheck_crl_next_update(const struct certcheck_crl *crl, certcheck_time *time)
{
    *time = crl->next_update;
    return crl->has_next_update;
}

const struct certcheck_signature_algorithm *
certcheck_crl_signature_algorithm(const struct certcheck_crl *crl)
{
    return &crl->algorithm;
}

struct certcheck_span certcheck_crl_signature(const struct certcheck_crl *crl)
{
    return crl->signature;
}

size_t certcheck_crl_extension_count(const struct certcheck_crl *crl)
{
    return crl->extensions.count;
}

const struct certcheck_extension *certcheck_crl_extension(const struct certcheck_crl *crl,
                                                          size_t index)
{
    return index < crl->extensions.count ? &crl->extensions.items[index] : NULL;
}

const struct certcheck_extension *certcheck_crl_find_extension(const struct certcheck_crl *crl,
                                                               enum certcheck_extension_kind kind)
{
    return (size_t)kind < CERTCHECK_EXT_KINDS ? crl->extensions.by_kind[kind] : NULL;
}

bool certcheck_crl_number(const struct certcheck_crl *crl, struct certcheck_span *number)
{
    *number = crl->number;
    return crl->has_number;
}

bool certcheck_crl_base_number(const struct certcheck_crl *crl, struct certcheck_span *number)
{
    *number = crl->base_number;
    return crl->has_base_number;
}

size_t certcheck_crl_entry_count(const struct certcheck_crl *crl)
{
    return crl->entry_count;
}

/* Only a sign octet may stand in front. */
static cc_span magnitude(cc_span number)
{
    if (number.length > 1 && number.data[0] == 0)
        return cc_span_of(number.data + 1, number.length - 1);
    return number;
}

int cc_crl_number_compare(cc_span a, cc_span b)
{
    a = magnitude(a);
    b = magnitude(b);
    if (a.length != b.length)
        return a.length < b.length ? -1 : 1;
    return cc_span_compare(a, b);
}
