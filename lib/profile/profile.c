/* SPDX-License-Identifier: MIT */
/* Drives every family of rules for certificates themselves. */
#include "profile/profile.h"

void cc_profile_certificate(struct cc_profile *profile,
                            const struct certcheck_certificate *certificate, enum cc_role role,
                            size_t index)
{
    cc_profile_encoding(profile, certificate, role, index);
    cc_profile_serial_number(profile, certificate, role, index);
}
