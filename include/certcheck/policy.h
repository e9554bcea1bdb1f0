/* SPDX-License-Identifier: MIT */
/* What a caller wants of a path: when, for whom, for what, how strictly, within which budgets. */
#ifndef CERTCHECK_POLICY_H
#define CERTCHECK_POLICY_H

#include <certcheck/base.h>
#include <certcheck/certificate.h>
#include <certcheck/finding.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Mutable, not thread-safe while it is being set; any number of threads may verify with it once
 * nobody changes it any more.
 *
 * A policy that could not be given all that was asked of it asks too little of a certificate. So
 * from the first call here that fails (any status but CERTCHECK_OK, or a number that is no value of
 * an enum) nothing is verified with it any more: certcheck_verify, certcheck_lint_certificate and
 * the functions of <certcheck/gnutls.h> return CERTCHECK_BAD_ARGUMENT. Make another. */
struct certcheck_policy;

/* certcheck_policy_new makes a policy without a time (which must be set), any identity, any
 * purpose, the default profile and the default budgets. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_policy_new(struct certcheck_policy **policy);
CERTCHECK_API void certcheck_policy_free(struct certcheck_policy *policy);

/* certcheck_policy_set_time sets the instant at which the path must be valid. Verification
 * without it is CERTCHECK_BAD_ARGUMENT: the library reads no clock. */
CERTCHECK_API void certcheck_policy_set_time(struct certcheck_policy *policy, certcheck_time at);

/* What the leaf must be for. Without any, identity is not checked; with several, each must
 * match. Nothing is ever matched against the subject's common name (RFC 9525 2). */
enum certcheck_identity_kind {
    CERTCHECK_IDENTITY_DNS = 0, /* host name, UTF-8 or A-labels; a final dot is ignored */
    CERTCHECK_IDENTITY_IP,   /* IPv4 dotted decimal, or IPv6 (RFC 4291) without zone or brackets */
    CERTCHECK_IDENTITY_EMAIL /* Local-part@Domain (RFC 5321, RFC 6531) */
};

/* certcheck_policy_add_identity returns CERTCHECK_BAD_ARGUMENT when the text is not a name of
 * that kind (an IP address is not a host name). It asks for no purpose: a host's certificate is to
 * be asked for with certcheck_policy_set_purpose(policy, "serverAuth") as well. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_policy_add_identity(struct certcheck_policy *policy, enum certcheck_identity_kind kind,
                              const char *text);

/* certcheck_policy_add_host adds what a client connects to: as CERTCHECK_IDENTITY_IP where it is an
 * address, else as CERTCHECK_IDENTITY_DNS. The statuses are those of the function above. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_policy_add_host(struct certcheck_policy *policy, const char *host);

/* certcheck_policy_set_purpose takes "serverAuth", "clientAuth", "emailProtection",
 * "codeSigning", "timeStamping", "OCSPSigning", "any", or a dotted OID. "any" (the default) asks
 * for nothing. CERTCHECK_BAD_ARGUMENT for any other text. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_policy_set_purpose(struct certcheck_policy *policy, const char *purpose);

CERTCHECK_API void certcheck_policy_set_profile(struct certcheck_policy *policy,
                                                enum certcheck_profile profile);

/* certcheck_policy_set_severity overrides the profile for one finding, whatever profile is set
 * before or after. CERTCHECK_BAD_ARGUMENT for a finding that is fixed. Whoever signed a CRL or an
 * OCSP response is judged under the default profile, whatever profile is set, and what is stricter
 * than that is not asked of him: else a revocation would be overlooked. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_policy_set_severity(struct certcheck_policy *policy, enum certcheck_finding_code code,
                              enum certcheck_severity severity);

/* certcheck_policy_note_stricter asks that under the default profile every rule that it leaves off,
 * but that another profile makes an error, is reported as a note: what would change under a
 * stricter profile. Verdicts do not depend on it. Default: false. */
CERTCHECK_API void certcheck_policy_note_stricter(struct certcheck_policy *policy, bool note);

/* ---- certificate policies (RFC 5280 6.1.1 (c), (e) to (g)) ---- */

/* certcheck_policy_add_initial_policy adds a policy, as a dotted OID, to the
 * user-initial-policy-set: the policies that the caller accepts. Without any, or with anyPolicy
 * (2.5.29.32.0) among them, every policy is. By itself it refuses nothing: the report says for
 * which of them a path is good. CERTCHECK_BAD_ARGUMENT when the text is no OID. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_policy_add_initial_policy(struct certcheck_policy *policy, const char *oid);

/* certcheck_policy_set_initial_explicit_policy asks that a path be good for at least one of the
 * accepted policies. Default: false, so that only certificates on the path may ask for it. */
CERTCHECK_API void certcheck_policy_set_initial_explicit_policy(struct certcheck_policy *policy,
                                                                bool required);

/* certcheck_policy_set_initial_policy_mapping_inhibit asks that no authority below the anchor map
 * policies onto others. Default: false. */
CERTCHECK_API void
certcheck_policy_set_initial_policy_mapping_inhibit(struct certcheck_policy *policy,
                                                    bool inhibited);

/* certcheck_policy_set_initial_any_policy_inhibit asks that anyPolicy in a certificate not stand
 * for other policies. Default: false. */
CERTCHECK_API void certcheck_policy_set_initial_any_policy_inhibit(struct certcheck_policy *policy,
                                                                   bool inhibited);

/* ---- names (RFC 5280 6.1.1 (h), (i)) ---- */

/* Whether names of a path must lie within a subtree, or must not. */
enum certcheck_subtree_effect { CERTCHECK_SUBTREE_PERMITTED = 0, CERTCHECK_SUBTREE_EXCLUDED };

/* certcheck_policy_add_initial_subtree adds to the initial-permitted-subtrees or to the
 * initial-excluded-subtrees. All of them together hold as the name constraints of an authority
 * above the anchor would: a kind without permitted subtrees is not restricted by those of other
 * kinds, the anchor's own names are exempt, and of an anchor that is the leaf itself the names are
 * looked at. The value, which is copied, is that of a constraint (RFC 5280 4.2.1.10):
 *   CERTCHECK_NAME_DNS        "example.com" (A-labels)
 *   CERTCHECK_NAME_RFC822     "user@example.com", "example.com", ".example.com"
 *   CERTCHECK_NAME_URI        "example.com", ".example.com"
 *   CERTCHECK_NAME_IP         the address and the mask, 8 or 32 octets
 *   CERTCHECK_NAME_DIRECTORY  the DER of a Name
 * Texts end where the length says; a NUL is no part of them. The empty text is a constraint, which
 * every name of its kind lies within. CERTCHECK_BAD_ARGUMENT for another kind, for a value that is
 * no such constraint, and for one of more than half a mebibyte; of a whole one for all that are
 * permitted, or excluded, CERTCHECK_NO_MEMORY. Default: every name is permitted, none excluded. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status certcheck_policy_add_initial_subtree(
    struct certcheck_policy *policy, enum certcheck_subtree_effect effect,
    enum certcheck_general_name_kind kind, const uint8_t *value, size_t length);

/* What is asked of revocation (RFC 5280 6.3, RFC 6960). The evidence is what the pool holds;
 * nothing is fetched. An anchor is never asked about. */
enum certcheck_revocation_mode {
    CERTCHECK_REVOCATION_IF_PRESENT = 0, /* evidence counts, its absence does not */
    CERTCHECK_REVOCATION_OFF,            /* evidence is not looked at */
    /* Each certificate but the anchor needs evidence that it was not revoked; a path on which one
     * has none makes the verdict undetermined, with the finding revocation-unknown. That of a
     * signer about whom nothing is known may still revoke. */
    CERTCHECK_REVOCATION_REQUIRE
};

/* "if-present", "off", "require". Never NULL. */
CERTCHECK_API const char *certcheck_revocation_mode_text(enum certcheck_revocation_mode mode);

/* certcheck_policy_set_revocation sets what is asked. Default: CERTCHECK_REVOCATION_IF_PRESENT. */
CERTCHECK_API void certcheck_policy_set_revocation(struct certcheck_policy *policy,
                                                   enum certcheck_revocation_mode mode);

/* certcheck_policy_set_ocsp_nonce sets the nonce of the OCSP requests whose responses the pool
 * holds, at most 128 bytes, which are copied; none (the default) with a length of 0. A response
 * with another nonce does not count; one without does, as many are made in advance (RFC 6960 4.4.1,
 * RFC 9654). CERTCHECK_BAD_ARGUMENT for a longer one. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_policy_set_ocsp_nonce(struct certcheck_policy *policy, const uint8_t *nonce,
                                size_t length);

/* certcheck_policy_add_ocsp_signer trusts a certificate's key to sign OCSP responses about every
 * certificate, as RFC 6960 4.2.2.2 allows by a local configuration. Without it only the issuer of a
 * certificate may answer, or whom it designated. The policy takes its own reference. The signer's
 * dates, its key and its critical extensions count, and whether the store's trust settings reject it
 * for servers or for any use; its issuer, its purposes and whether it was revoked are not looked at.
 * Default: none. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_policy_add_ocsp_signer(struct certcheck_policy *policy,
                                 const struct certcheck_certificate *signer);

/* Whether a TLS server sent an OCSP response along with its leaf (stapling: RFC 6066 8, RFC 8446
 * 4.4.2.1). */
enum certcheck_stapling {
    CERTCHECK_STAPLING_NOT_ASKED = 0, /* it is no handshake, or nobody asked the server for one */
    CERTCHECK_STAPLING_MISSING,
    CERTCHECK_STAPLING_GIVEN /* it is in the pool */
};

/* certcheck_policy_set_stapling says what a server did whose leaf may promise stapled responses
 * (the status_request of RFC 7633, Must-Staple). Such a leaf without one has the finding
 * must-staple-missing; with one, it needs an OCSP response that says that it was not revoked, as
 * evidence is needed under CERTCHECK_REVOCATION_REQUIRE, unless revocation is off; a CRL that says
 * so is not enough. Default: CERTCHECK_STAPLING_NOT_ASKED, which asks for nothing. A leaf that does
 * not promise what its issuer's certificate demands has the finding tls-feature-narrowed; only its
 * own promises are asked about here. */
CERTCHECK_API void certcheck_policy_set_stapling(struct certcheck_policy *policy,
                                                 enum certcheck_stapling stapling);

/* Counted work. A spent budget makes the verdict undetermined, with the finding budget-spent; what
 * is seen to be not valid before stays so, and has that finding where nothing was left to tell why.
 * With the defaults no input of a megabyte takes longer than some 100 milliseconds. */
enum certcheck_budget {
    /* signature checks; 100. With Ed448 a check counts for two, with P-384 for three, with P-521 for
     * five, with RSA and DSA keys that are larger than those in use for more, and so do messages
     * over 128 KiB. */
    CERTCHECK_BUDGET_SIGNATURES = 0,
    /* candidate issuers, CRLs and OCSP responses looked at, and names of distribution points
     * compared, long names counting several times; 200,000 */
    CERTCHECK_BUDGET_CANDIDATES,
    /* certificates judged as parts of paths, one for every 256 bytes begun; 10,000 */
    CERTCHECK_BUDGET_JUDGMENTS,
    CERTCHECK_BUDGET_NAME_CONSTRAINTS, /* constraints and names read and compared; 250,000 */
    CERTCHECK_BUDGET_POLICY_NODES,     /* certificate policies and mappings processed; 50,000 */
    CERTCHECK_BUDGETS                  /* how many there are; not a budget */
};

/* "signatures", "candidates", "judgments", "name-constraints", "policy-nodes". Never NULL. */
CERTCHECK_API const char *certcheck_budget_text(enum certcheck_budget budget);

/* certcheck_policy_set_budget sets how much may be spent in one verification; 0 forbids such
 * work altogether. */
CERTCHECK_API void certcheck_policy_set_budget(struct certcheck_policy *policy,
                                               enum certcheck_budget budget, uint64_t limit);

/* certcheck_policy_set_max_depth limits the intermediates that are not self-issued (RFC 5280
 * 6.1.4 (l)); the leaf and the anchor do not count. Default: 100. Whatever the limit, no path of
 * more than 256 certificates is tried, self-issued ones included: where only longer ones are left,
 * the verdict is undetermined. The paths of those who sign evidence of revocation may be as long
 * as by default. */
CERTCHECK_API void certcheck_policy_set_max_depth(struct certcheck_policy *policy,
                                                  uint32_t intermediates);

/* certcheck_policy_set_min_rsa_bits sets the smallest accepted RSA (and DSA) modulus in bits.
 * Default: 2048; when the time is set to 2013 or earlier, and the profile is not webpki, 1024, and
 * SHA-1 in signatures is accepted, too (NIST SP 800-131A). Of who signs evidence of revocation, and
 * is not on the path, no more is asked than by default. */
CERTCHECK_API void certcheck_policy_set_min_rsa_bits(struct certcheck_policy *policy,
                                                     uint32_t bits);

/* Signatures that were found good, so that the same one need not be checked again: of the same
 * bytes, by the same key and with the same algorithm, told by their SHA-256 digests. That a
 * signature is bad is never remembered, and the signature budget is spent all the same, so that no
 * verdict depends on what is in the cache. It takes a fixed amount of memory, about 65 bytes a
 * signature, and forgets some old ones for new ones. Any number of threads may use it at once; it
 * has an atomic reference count. Whoever can write to the memory of the process can add to it. */
struct certcheck_signature_cache;

/* The most signatures that a cache may be made for. */
#define CERTCHECK_SIGNATURE_CACHE_MAX ((size_t)1 << 24)

/* certcheck_signature_cache_new makes an empty cache for at least so many signatures, 1 to
 * CERTCHECK_SIGNATURE_CACHE_MAX (else CERTCHECK_BAD_ARGUMENT); the caller has one reference. */
CERTCHECK_MUST_USE CERTCHECK_API enum certcheck_status
certcheck_signature_cache_new(size_t signatures, struct certcheck_signature_cache **cache);

/* certcheck_signature_cache_ref takes one more reference and returns its argument. NULL does
 * nothing. */
CERTCHECK_API struct certcheck_signature_cache *
certcheck_signature_cache_ref(struct certcheck_signature_cache *cache);

/* certcheck_signature_cache_free gives one reference back. NULL does nothing. */
CERTCHECK_API void certcheck_signature_cache_free(struct certcheck_signature_cache *cache);

/* certcheck_policy_set_signature_cache has signatures looked up in the cache, of which the policy
 * takes a reference. NULL, the default: each is checked. */
CERTCHECK_API void certcheck_policy_set_signature_cache(struct certcheck_policy *policy,
                                                        struct certcheck_signature_cache *cache);

/* certcheck_policy_set_max_paths sets how many valid paths to look for, best first; at most 16 are.
 * Default: 1. */
CERTCHECK_API void certcheck_policy_set_max_paths(struct certcheck_policy *policy, size_t paths);

#ifdef __cplusplus
}
#endif

#endif
