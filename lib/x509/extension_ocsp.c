/* SPDX-License-Identifier: MIT */
/* Extensions of OCSP responses: RFC 6960 4.4. */
#include "x509/extension.h"

#include "der/der_value.h"
#include "x509/any.h"

/* RFC 6960 4.4.1, RFC 9654 2.1. How long it is, is for who compares it.
 *
 * Nonce ::= OCTET STRING (SIZE(1..128)) */
bool cc_nonce_decode(struct cc_der *der, struct certcheck_extension_value *value,
                     struct cc_quirk *quirks)
{
    (void)quirks;
    return cc_der_octet_string(der, CC_DER_OCTET_STRING, &value->of.nonce);
}

/* Kinds of which only the presence matters here. */
bool cc_any_decode(struct cc_der *der, struct certcheck_extension_value *value,
                   struct cc_quirk *quirks)
{
    (void)value;
    (void)quirks;
    cc_der_value any;
    return cc_any_read(der, &any);
}
