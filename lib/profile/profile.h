/* SPDX-License-Identifier: MIT */
/* Findings about one certificate against the rules for certificates themselves. */
#ifndef CC_PROFILE_PROFILE_H
#define CC_PROFILE_PROFILE_H

#include "base/findings.h"
#include "path/path.h"
#include "path/policy.h"

struct cc_profile {
    const struct certcheck_policy *policy;
    struct cc_findings *findings;
};

/* Drives every rule family of this folder. */
void cc_profile_certificate(struct cc_profile *, const struct certcheck_certificate *, enum cc_role,
                            size_t index);

/* encoding.c: encoded-default, string-alphabet, time-form. */
void cc_profile_encoding(struct cc_profile *, const struct certcheck_certificate *, enum cc_role,
                         size_t index);
/* serial_number.c: serial-not-positive, serial-too-long. */
void cc_profile_serial_number(struct cc_profile *, const struct certcheck_certificate *,
                              enum cc_role, size_t index);

#endif
