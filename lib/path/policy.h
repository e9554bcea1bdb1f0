/* SPDX-License-Identifier: MIT */
/* The caller's wishes, ready for use by the checks. */
#ifndef CC_PATH_POLICY_H
#define CC_PATH_POLICY_H

#include "base/budget.h"
#include "base/span.h"
#include <certcheck/ocsp.h>
#include <certcheck/policy.h>

enum cc_purpose {
    CC_PURPOSE_ANY = 0,
    CC_PURPOSE_SERVER_AUTH,
    CC_PURPOSE_CLIENT_AUTH,
    CC_PURPOSE_CODE_SIGNING,
    CC_PURPOSE_EMAIL_PROTECTION,
    CC_PURPOSE_TIME_STAMPING,
    CC_PURPOSE_OCSP_SIGNING,
    CC_PURPOSE_OTHER /* only purpose_oid tells */
};

struct cc_identity {
    enum certcheck_identity_kind kind;
    char *text;    /* as the caller gave it */
    char *ascii;   /* DNS: lower-case A-labels, no final dot. EMAIL: the same for the domain,
                      local part untouched */
    char *unicode; /* EMAIL: as given with a lower-case U-label domain, for SmtpUTF8Mailbox */
    uint8_t address[16];
    size_t address_length; /* IP: 4 or 16 */
};

/* An OID's contents octets. */
struct cc_initial_policy {
    uint8_t oid[128];
    size_t length;
};

/* The DER of GeneralSubtrees, one behind the other. */
struct cc_initial_subtrees {
    uint8_t *der;
    size_t length;
};

/* NIST SP 800-131A 2 and 3: RSA and DSA with as many were accepted through 2013. */
#define CC_LEGACY_MIN_RSA_BITS 1024

struct certcheck_policy {
    bool incomplete; /* something was asked for that it does not hold */
    bool has_time;
    certcheck_time at;
    struct cc_identity *identities;
    size_t identity_count;
    enum cc_purpose purpose;
    uint8_t purpose_oid[128]; /* contents octets; empty for ANY */
    size_t purpose_oid_length;
    char *purpose_text; /* as the caller gave it, for findings */
    enum certcheck_profile profile;
    enum certcheck_revocation_mode revocation;
    enum certcheck_stapling stapling;
    uint8_t ocsp_nonce[CERTCHECK_OCSP_NONCE_MAX];
    size_t ocsp_nonce_length;                          /* 0: none */
    const struct certcheck_certificate **ocsp_signers; /* references */
    size_t ocsp_signer_count;
    bool note_stricter;
    bool has_overrides;
    bool overridden[CERTCHECK_FINDING_CODES];
    enum certcheck_severity override[CERTCHECK_FINDING_CODES];
    uint64_t budget[CERTCHECK_BUDGETS];
    uint32_t max_depth;
    uint32_t min_rsa_bits;
    bool has_min_rsa_bits; /* the caller's, not the default */
    size_t max_paths;
    struct certcheck_signature_cache *signature_cache; /* a reference, or NULL */
    struct cc_initial_policy *initial_policies;        /* none: anyPolicy */
    size_t initial_policy_count;
    bool initial_explicit_policy;
    bool initial_policy_mapping_inhibit;
    bool initial_any_policy_inhibit;
    struct cc_initial_subtrees initial_permitted; /* none: all */
    struct cc_initial_subtrees initial_excluded;
};

/* policy_identity.c: fills *identity from the caller's text; CERTCHECK_BAD_ARGUMENT leaves it
 * empty. cc_identity_release frees what it holds. */
CERTCHECK_MUST_USE enum certcheck_status
cc_identity_read(struct cc_identity *identity, enum certcheck_identity_kind kind, const char *text);
void cc_identity_release(struct cc_identity *identity);

/* policy_identity.c: a name with U-labels into A-labels, as a lookup would; one in ASCII stays as
 * it is. *ascii is given back with cc_free and may still be no host name. CERTCHECK_BAD_ARGUMENT
 * when a label is none. */
CERTCHECK_MUST_USE enum certcheck_status cc_host_a_labels(const char *name, char **ascii);

/* policy_identity.c: whether the last label is a number, or empty, so that resolvers take the host
 * for an IPv4 address: 127.1, 3221225985, 0x7f.0x1, 0xC0000201. */
bool cc_host_ends_in_number(cc_span host);

/* Marks a policy incomplete where what was asked for could not be done; returns the status. */
enum certcheck_status cc_policy_took(struct certcheck_policy *policy, enum certcheck_status status);
/* Whether there is a time, and all that was asked for. */
bool cc_policy_is_ready(const struct certcheck_policy *policy);

/* The profile's severities with the caller's overrides, by finding code. */
void cc_policy_severities(const struct certcheck_policy *policy,
                          enum certcheck_severity severity[CERTCHECK_FINDING_CODES]);
/* Sets the default profile, and keeps of the caller's overrides, of the smallest modulus and of the
 * depth, those that ask for less than it. */
void cc_policy_relax(struct certcheck_policy *policy);
/* Whether no finding is on among them that the default profile leaves off. */
bool cc_policy_is_default_only(const struct certcheck_policy *policy,
                               const enum certcheck_severity severity[CERTCHECK_FINDING_CODES]);

#endif
