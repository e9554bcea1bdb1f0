/* SPDX-License-Identifier: MIT */
/* A certificate: one allocation for struct and DER, one for its extensions. */
#ifndef CC_X509_CERTIFICATE_H
#define CC_X509_CERTIFICATE_H

#include "base/keeper.h"
#include "base/kept_digest.h"
#include "base/span.h"
#include "x509/quirk.h"
#include <certcheck/certificate.h>
#include <stdatomic.h>

struct certcheck_certificate {
    atomic_size_t references;
    cc_span der;
    cc_span tbs;
    int version;
    cc_span serial;
    struct certcheck_signature_algorithm inner_algorithm; /* tbsCertificate.signature */
    struct certcheck_signature_algorithm algorithm;       /* signatureAlgorithm */
    bool algorithms_differ;                               /* byte for byte */
    cc_span issuer;                                       /* whole Name */
    cc_span subject;
    uint64_t issuer_hash; /* cc_name_hash */
    uint64_t subject_hash;
    bool subject_empty;
    bool self_issued;
    cc_span validity; /* whole Validity, for findings */
    certcheck_time not_before;
    certcheck_time not_after;
    struct certcheck_public_key key;
    struct cc_keeper imported_key;    /* the same as the cryptographic library has it */
    struct cc_kept_digest key_digest; /* of key.whole */
    struct cc_kept_digest digest;     /* of der */
    cc_span issuer_unique_id;         /* empty: absent */
    cc_span subject_unique_id;
    cc_span signature;
    struct certcheck_extension *extensions;
    size_t extension_count;
    /* The one of each known kind, or NULL. [CERTCHECK_EXT_UNKNOWN] is always NULL. */
    const struct certcheck_extension *by_kind[CERTCHECK_EXT_KINDS];
    const struct certcheck_extension *malformed_extension; /* the first one, or NULL */

    /* Decoded, each valid only where by_kind[...] is there and not malformed; else all zero. */
    struct certcheck_authority_key_identifier authority_key_identifier;
    cc_span subject_key_identifier;
    bool has_key_usage;
    uint16_t key_usage;
    bool has_basic_constraints;
    struct certcheck_basic_constraints basic_constraints;
    struct certcheck_name_constraints
        name_constraints; /* has_permitted, has_excluded: false, absent */
    bool has_purposes;
    cc_span purposes; /* certcheck_next_oid */
    bool has_subject_alt_name;
    cc_span subject_alt_name; /* certcheck_next_general_name */
    cc_span policies;
    bool has_policies;
    bool has_policy_mappings;
    cc_span policy_mappings; /* certcheck_next_policy_mapping */
    struct certcheck_policy_constraints policy_constraints;
    bool has_inhibit_any_policy;
    uint32_t inhibit_any_policy; /* certificates to skip */
    cc_span access; /* authority information access; certcheck_next_access_description */
    cc_span distribution_points; /* of CRLs; certcheck_next_distribution_point */

    struct cc_quirk quirks[CC_QUIRKS];
};

/* For sorting: what is valid for longer comes first, then what comes first by its bytes. */
int cc_certificate_compare_ends(const struct certcheck_certificate *a,
                                const struct certcheck_certificate *b);

#endif
