/* SPDX-License-Identifier: MIT */
/* The names of a certificate that constraints are about, one after the other. */
#ifndef CC_CHECK_CERTIFICATE_NAMES_H
#define CC_CHECK_CERTIFICATE_NAMES_H

#include "x509/certificate.h"

struct cc_certificate_names {
    cc_span alternative; /* what is left of subjectAltName */
    cc_span subject;     /* whole Name; empty once it was handed out */
    cc_span attributes;  /* what is left of the subject's contents */
    cc_span rdn;
};

void cc_certificate_names_begin(struct cc_certificate_names *names,
                                const struct certcheck_certificate *certificate);

/* Those of subjectAltName; then the subject as a directoryName, unless it is empty; then, where
 * there is no subjectAltName, the subject's emailAddress attributes as rfc822Names, whose `whole`
 * is the attribute's value and which need not be IA5. */
bool cc_certificate_names_next(struct cc_certificate_names *names,
                               struct certcheck_general_name *name);

#endif
