/* SPDX-License-Identifier: MIT */
/* AlgorithmIdentifier (RFC 5280 4.1.1.2) of signatures. */
#ifndef CC_X509_ALGORITHM_H
#define CC_X509_ALGORITHM_H

#include "der/der_value.h"
#include "x509/quirk.h"
#include <certcheck/certificate.h>

/* An AlgorithmIdentifier of any kind, not interpreted. */
struct cc_algorithm_identifier {
    cc_span oid;             /* contents octets */
    enum cc_oid known;       /* the same in the catalogue */
    cc_der_value parameters; /* all zeroes: absent */
    bool has_parameters;
    cc_span whole;
};
bool cc_algorithm_identifier_read(struct cc_der *der, struct cc_algorithm_identifier *identifier);

/* Reads a signature algorithm. Returns false only where the AlgorithmIdentifier itself is broken;
 * parameters that its algorithm does not allow set parameters_malformed. */
bool cc_algorithm_read(struct cc_der *der, struct certcheck_signature_algorithm *algorithm,
                       struct cc_quirk *quirks);

/* AlgorithmIdentifier of a hash; CERTCHECK_DIGEST_NONE for an unknown one. */
bool cc_digest_algorithm_read(struct cc_der *der, enum certcheck_digest *digest, cc_span *oid);

/* RSASSA-PSS-params (RFC 4055 3.1) into digest, mask_digest and salt_length. */
bool cc_algorithm_read_pss(struct cc_der *der, struct certcheck_signature_algorithm *algorithm,
                           struct cc_quirk *quirks);

#endif
