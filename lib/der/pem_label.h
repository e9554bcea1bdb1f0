/* SPDX-License-Identifier: MIT */
/* The labels of PEM blocks (RFC 7468 4 to 13): those that are read, and what is nearly one of them.
 */
#ifndef CC_DER_PEM_LABEL_H
#define CC_DER_PEM_LABEL_H

#include "base/span.h"

enum cc_pem_label {
    CC_PEM_LABEL_UNKNOWN = 0,
    CC_PEM_LABEL_CERTIFICATE,
    CC_PEM_LABEL_TRUSTED_CERTIFICATE, /* OpenSSL's */
    CC_PEM_LABEL_PKCS7,
    CC_PEM_LABEL_CRL,
    CC_PEM_LABEL_OCSP_RESPONSE
};

enum cc_pem_label cc_pem_label_of(cc_span label);

/* Whether it is one that is read but for its case and its blanks, which count for nothing here. */
bool cc_pem_label_is_alike(cc_span label);

/* Whether it is none that is read, but may have been meant for one. */
bool cc_pem_label_is_near(cc_span label);

#endif
