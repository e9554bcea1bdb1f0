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
    bool default_only; /* no finding is on that the default profile leaves off */
    bool by_purposes;  /* leaves for other purposes are not asked what is the web's alone */
};

/* Drives every rule family of this folder. */
void cc_profile_certificate(struct cc_profile *, const struct certcheck_certificate *, enum cc_role,
                            size_t index);
/* And those about a certificate beside its issuer's. */
void cc_profile_path(struct cc_profile *, const struct cc_path *);

/* Each family is one function in the file of its name; the findings of a family stand in its
 * file's header comment. An anchor was chosen by the caller as it is: its serial number, name and
 * encodings are not asked about. Its extensions are, as everywhere in this library, since they say
 * what the anchor may be used for. */
typedef void cc_profile_family(struct cc_profile *, const struct certcheck_certificate *,
                               enum cc_role, size_t index);

cc_profile_family cc_profile_encoding;
cc_profile_family cc_profile_serial_number;
cc_profile_family cc_profile_fields;
cc_profile_family cc_profile_subject;
cc_profile_family cc_profile_subject_attributes;
cc_profile_family cc_profile_criticality;
cc_profile_family cc_profile_key_identifiers;
cc_profile_family cc_profile_key_usage;
cc_profile_family cc_profile_constraints;
cc_profile_family cc_profile_policies;
cc_profile_family cc_profile_alternative_names;
cc_profile_family cc_profile_distribution_points;
cc_profile_family cc_profile_no_rev_avail;
cc_profile_family cc_profile_webpki;

/* key_identifiers.c: key-identifier-mismatch. */
void cc_profile_key_identifier_pair(struct cc_profile *, const struct certcheck_certificate *,
                                    const struct certcheck_certificate *issuer, size_t index);

/* tls_feature.c: tls-feature-narrowed. */
void cc_profile_tls_feature_pair(struct cc_profile *, const struct certcheck_certificate *,
                                 const struct certcheck_certificate *issuer, size_t index);

/* ---- what the families share ---- */

/* Lists of a certificate are compared with each other no further than this, so that one that is
 * large costs no more than reading it so often. */
#define CC_PROFILE_COMPARED_MAX 64

static inline bool cc_profile_is_authority(const struct certcheck_certificate *certificate)
{
    return certificate->has_basic_constraints && certificate->basic_constraints.ca;
}

/* Adds a finding where the extension stands; nowhere when it is not there. */
static inline struct cc_finding *cc_profile_add(struct cc_profile *profile,
                                                const struct certcheck_certificate *certificate,
                                                size_t index, enum certcheck_finding_code code,
                                                enum certcheck_extension_kind kind)
{
    const struct certcheck_extension *extension = certificate->by_kind[kind];
    cc_span where = extension ? extension->whole : (cc_span){NULL, 0};
    return cc_findings_add(profile->findings, code, index, certificate->der, where);
}

/* False where the certificate has no such extension, or one that cannot be read. */
static inline bool cc_profile_decode(const struct certcheck_certificate *certificate,
                                     enum certcheck_extension_kind kind,
                                     struct certcheck_extension_value *value)
{
    const struct certcheck_extension *extension = certificate->by_kind[kind];
    return extension != NULL && !extension->malformed &&
           certcheck_extension_decode(extension, value) == CERTCHECK_OK;
}

#endif
