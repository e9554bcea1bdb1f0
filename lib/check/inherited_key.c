/* SPDX-License-Identifier: MIT */
/*
 * DSA keys without parameters, which take them from the key above (RFC 5280 6.1.4 (d) to (f)).
 *
 * Departure: parameters that are NULL instead of absent make the key malformed, as RFC 3279 2.3.2
 * has no such form. Other kinds of keys inherit nothing: RFC 5480 2.1.1 forbids it for EC.
 */
#include "check/check.h"

bool cc_key_inherits(const struct certcheck_public_key *key)
{
    return key->kind == CERTCHECK_KEY_DSA && !key->malformed && key->parameters.length == 0;
}

/* "If the subjectPublicKeyInfo field of the certificate contains an algorithm field with null
 * parameters or parameters are omitted, compare the certificate subjectPublicKey algorithm to the
 * working_public_key_algorithm. If the certificate subjectPublicKey algorithm and the
 * working_public_key_algorithm are different, set the working_public_key_parameters to null." */
const struct certcheck_public_key *cc_inherited_parameters(const struct cc_path_step *steps,
                                                           size_t length, size_t index)
{
    for (; index < length; index++) {
        const struct certcheck_public_key *key = &steps[index].certificate->key;
        if (key->kind != CERTCHECK_KEY_DSA || key->malformed)
            return NULL;
        if (!cc_key_inherits(key))
            return key;
    }
    return NULL;
}
