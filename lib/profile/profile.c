/* SPDX-License-Identifier: MIT */
/* Drives every family of rules for certificates themselves. */
#include "profile/profile.h"

/* Families none of whose findings is on in the default profile need not be asked there;
 * tests/findings.sh holds them against finding.def. */
#define SOME_IN_DEFAULT true
#define NONE_IN_DEFAULT false

static const struct {
    cc_profile_family *ask;
    bool in_default;
} families[] = {
    /* X.690, and RFC 5280 section 4 in its order */
    {cc_profile_encoding, SOME_IN_DEFAULT},
    {cc_profile_serial_number, SOME_IN_DEFAULT},
    {cc_profile_fields, SOME_IN_DEFAULT},
    {cc_profile_subject, SOME_IN_DEFAULT},
    {cc_profile_subject_attributes, NONE_IN_DEFAULT},
    {cc_profile_criticality, NONE_IN_DEFAULT},
    {cc_profile_key_identifiers, NONE_IN_DEFAULT},
    {cc_profile_key_usage, SOME_IN_DEFAULT},
    {cc_profile_policies, NONE_IN_DEFAULT},
    {cc_profile_alternative_names, NONE_IN_DEFAULT},
    {cc_profile_constraints, SOME_IN_DEFAULT},
    {cc_profile_distribution_points, NONE_IN_DEFAULT},
    {cc_profile_no_rev_avail, SOME_IN_DEFAULT},
    /* the Baseline Requirements */
    {cc_profile_webpki, SOME_IN_DEFAULT},
};

void cc_profile_certificate(struct cc_profile *profile,
                            const struct certcheck_certificate *certificate, enum cc_role role,
                            size_t index)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (families[i].in_default || !profile->default_only)
            families[i].ask(profile, certificate, role, index);
}

void cc_profile_path(struct cc_profile *profile, const struct cc_path *path)
{
    for (size_t i = 0; i + 1 < path->length; i++) {
        const struct certcheck_certificate *certificate = path->steps[i].certificate;
        const struct certcheck_certificate *issuer = path->steps[i + 1].certificate;
        if (!profile->default_only)
            cc_profile_key_identifier_pair(profile, certificate, issuer, i);
        cc_profile_tls_feature_pair(profile, certificate, issuer, i);
    }
}
