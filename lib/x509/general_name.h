/* SPDX-License-Identifier: MIT */
/* GeneralName and GeneralNames (RFC 5280 4.2.1.6). */
#ifndef CC_X509_GENERAL_NAME_H
#define CC_X509_GENERAL_NAME_H

#include "der/der.h"
#include "x509/quirk.h"
#include <certcheck/certificate.h>

/* How long an iPAddress is, is not looked at. */
bool cc_general_name_read(struct cc_der *der, struct certcheck_general_name *name,
                          struct cc_quirk *quirks);

/* GeneralNames under any identifier (it is often tagged implicitly); *names gets the contents. */
bool cc_general_names_read(struct cc_der *der, uint32_t tag, cc_span *names,
                           struct cc_quirk *quirks);

#endif
