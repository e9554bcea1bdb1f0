/* SPDX-License-Identifier: MIT */
/* Drives every family of rules for certificates themselves. */
#include "profile/profile.h"

static cc_profile_family *const families[] = {
    /* X.690, and RFC 5280 section 4 in its order */
    cc_profile_encoding,
    cc_profile_serial_number,
    cc_profile_fields,
    cc_profile_subject,
    cc_profile_criticality,
    cc_profile_key_identifiers,
    cc_profile_key_usage,
    cc_profile_policies,
    cc_profile_alternative_names,
    cc_profile_constraints,
    cc_profile_revocation,
    /* the Baseline Requirements */
    cc_profile_webpki,
};

void cc_profile_certificate(struct cc_profile *profile,
                            const struct certcheck_certificate *certificate, enum cc_role role,
                            size_t index)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        families[i](profile, certificate, role, index);
}

void cc_profile_path(struct cc_profile *profile, const struct cc_path *path)
{
    for (size_t i = 0; i + 1 < path->length; i++)
        cc_profile_key_identifier_pair(profile, path->steps[i].certificate,
                                       path->steps[i + 1].certificate, i);
}
