/* SPDX-License-Identifier: MIT */
/* Walks values of unknown type, so that nothing that is accepted hides broken DER. */
#include "x509/any.h"

bool cc_any_walk(const struct cc_der *der, cc_der_value value)
{
    if (!CERTCHECK_DER_IS_CONSTRUCTED(value.tag))
        return true;
    struct cc_der inside;
    if (!cc_der_open(der, &value, &inside))
        return false;
    cc_der_value element;
    while (!cc_der_at_end(&inside)) {
        if (!cc_any_read(&inside, &element))
            return false;
    }
    return true;
}
