/* SPDX-License-Identifier: MIT */
/* What every check reads and where it writes. A check judges; it never searches. */
#ifndef CC_CHECK_CHECK_H
#define CC_CHECK_CHECK_H

#include "base/budget.h"
#include "base/findings.h"
#include "crypto/crypto.h"
#include "path/path.h"
#include "path/policy.h"
#include "trust/pool.h"

/* No work is done with keys past these limits: OpenSSL's limit for a modulus in bits, 2^64 for a
 * public exponent, where practice is 65537. */
#define CC_MODULUS_MAX_BITS 16384
#define CC_EXPONENT_MAX_LENGTH 8  /* octets */
#define CC_SUBGROUP_MAX_LENGTH 64 /* octets of DSA's q; FIPS 186-4 4.2: 20 to 32 */

/* The policies for which a path is good (RFC 5280 6.1.6), in the findings' arena. */
struct cc_policy_sets {
    const struct certcheck_policy_information *user; /* user-constrained */
    size_t user_count;
    const struct certcheck_policy_information *authority; /* authority-constrained */
    size_t authority_count;
};

struct cc_check {
    const struct certcheck_policy *policy;
    const struct cc_crypto *crypto;
    struct cc_budget *budget;
    struct cc_findings *findings;
    struct cc_policy_sets *policy_sets;     /* policies.c writes them; NULL: nobody asks */
    const struct cc_distrusted *distrusted; /* by the store's trust settings; NULL: nobody is */
    bool precertificates;                   /* one is judged as the certificate that it announces */
};

/* rfc5280.c: everything about one certificate in its role that does not depend on the rest of the
 * path: malformed parts, trust settings, dates, key and algorithm strength, entitlement to issue,
 * key usage, purpose, critical extensions, and for the leaf its identity. */
void cc_check_certificate(struct cc_check *check, const struct certcheck_certificate *certificate,
                          enum cc_role role, size_t index);

/* rfc5280.c: what depends on the path as a whole (inherited keys, path length, name constraints,
 * policies), in the order of section 6.1, from the anchor to the leaf. No signatures, and nothing
 * of the above. */
void cc_check_path(struct cc_check *check, const struct cc_path *path);

/* signature.c: whether `issuer`'s key made `child`'s signature, spending one signature of the
 * budget, where not even that can work (algorithm and key of different kinds) none. Writes
 * nothing. */
enum cc_edge_result {
    CC_EDGE_GOOD = 0,
    CC_EDGE_BAD,
    CC_EDGE_UNSUPPORTED,
    CC_EDGE_KEY_UNUSABLE,
    CC_EDGE_BUDGET,
    CC_EDGE_NO_MEMORY
};
enum cc_edge_result cc_check_signature(struct cc_check *check,
                                       const struct certcheck_certificate *child,
                                       const struct certcheck_certificate *issuer);
/* The same where the issuer's key may inherit its parameters: they are those of `parameters`; NULL:
 * there are none to be had. */
enum cc_edge_result cc_check_signature_inherited(struct cc_check *check,
                                                 const struct certcheck_certificate *child,
                                                 const struct certcheck_certificate *issuer,
                                                 const struct certcheck_public_key *parameters);

/* What a signature is over, whoever made it. */
struct cc_signed {
    const struct certcheck_signature_algorithm *algorithm;
    cc_span message;
    cc_span signature;
    const struct certcheck_certificate *certificate; /* that consists of them; NULL: none */
};
/* signature.c: the same of anything that is signed. */
enum cc_edge_result cc_check_signed(struct cc_check *check, const struct cc_signed *what,
                                    const struct certcheck_certificate *signer,
                                    const struct certcheck_public_key *parameters);

/* must_staple.c: whether the certificate promises stapled OCSP responses. */
bool cc_must_staple(const struct certcheck_certificate *certificate);

/* strength.c: whether evidence of revocation that is signed with this digest is nothing to rely on,
 * whatever the profile: what it does not look at might revoke. */
bool cc_strength_evidence_is_weak(const struct certcheck_policy *policy,
                                  enum certcheck_digest digest);

/* name_constraints.c, policies.c: the subtrees and the mappings of a certificate by themselves,
 * whatever path it is in. */
void cc_check_subtrees(struct cc_check *check, const struct certcheck_certificate *certificate,
                       size_t index);
void cc_check_mappings(struct cc_check *check, const struct certcheck_certificate *certificate,
                       size_t index);

/* distrusted.c: where a path ends for want of an issuer, whether that is one who is distrusted. */
bool cc_check_distrusted_issuer(struct cc_check *check,
                                const struct certcheck_certificate *certificate, size_t index);

/* inherited_key.c: whether the key has no parameters of its own, as only DSA keys may. */
bool cc_key_inherits(const struct certcheck_public_key *key);
/* inherited_key.c: the key whose parameters the key of steps[index] has, be it the same or one
 * above it. NULL: not DSA, or nobody above gives any. */
const struct certcheck_public_key *cc_inherited_parameters(const struct cc_path_step *steps,
                                                           size_t length, size_t index);

/* signature.c: writes the finding for a result that is not good, about path[index] = child. A key
 * that is unusable makes signature-invalid; what is wrong with it, strength.c says about the
 * issuer. */
void cc_check_signature_finding(struct cc_check *check, const struct certcheck_certificate *child,
                                const struct certcheck_certificate *issuer, size_t index,
                                enum cc_edge_result result);

/* signature.c: says that a budget was spent, about no certificate in particular. */
void cc_check_budget_finding(struct cc_check *check, enum certcheck_budget budget);

/* Where an extension stands, for findings; empty when it is not there. */
static inline cc_span cc_check_place(const struct certcheck_certificate *certificate,
                                     enum certcheck_extension_kind kind)
{
    const struct certcheck_extension *extension = certificate->by_kind[kind];
    return extension ? extension->whole : (cc_span){NULL, 0};
}

/* One function a rule family; each in the file of its name. The whole finding catalogue of a
 * family stands in its file's header comment. */
void cc_check_malformed(struct cc_check *, const struct certcheck_certificate *, enum cc_role,
                        size_t index);
void cc_check_distrusted(struct cc_check *, const struct certcheck_certificate *, size_t index);
void cc_check_validity(struct cc_check *, const struct certcheck_certificate *, enum cc_role,
                       size_t index);
void cc_check_strength(struct cc_check *, const struct certcheck_certificate *, enum cc_role,
                       size_t index);
void cc_check_basic_constraints(struct cc_check *, const struct certcheck_certificate *,
                                enum cc_role, size_t index);
void cc_check_key_usage(struct cc_check *, const struct certcheck_certificate *, enum cc_role,
                        size_t index);
void cc_check_extended_key_usage(struct cc_check *, const struct certcheck_certificate *,
                                 enum cc_role, size_t index);
void cc_check_critical_extensions(struct cc_check *, const struct certcheck_certificate *,
                                  enum cc_role, size_t index);
void cc_check_identity(struct cc_check *, const struct certcheck_certificate *, size_t index);
void cc_check_must_staple(struct cc_check *, const struct certcheck_certificate *, size_t index);
void cc_check_inherited_strength(struct cc_check *, const struct cc_path *);
void cc_check_path_length(struct cc_check *, const struct cc_path *);
void cc_check_name_constraints(struct cc_check *, const struct cc_path *);
void cc_check_policies(struct cc_check *, const struct cc_path *);

#endif
