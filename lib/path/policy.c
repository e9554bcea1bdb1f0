/* SPDX-License-Identifier: MIT */
/* What a caller wants of a path, and the numbers it gets without asking. */
#include "path/policy.h"

#include "base/alloc.h"
#include "der/der_value.h"
#include "x509/certificate.h"

/* Each default with the reason for its number. */
static const uint64_t default_budget[CERTCHECK_BUDGETS] = {
    [CERTCHECK_BUDGET_SIGNATURES] = 100,          /* tens of milliseconds of public-key work */
    [CERTCHECK_BUDGET_CANDIDATES] = 200000,       /* comparisons: tens of milliseconds */
    [CERTCHECK_BUDGET_JUDGMENTS] = 10000,         /* each walks 256 bytes of a certificate */
    [CERTCHECK_BUDGET_NAME_CONSTRAINTS] = 250000, /* the limit other validators have settled on */
    [CERTCHECK_BUDGET_POLICY_NODES] = 50000}; /* each sorted and looked up: tens of milliseconds */

static const char *const budget_texts[CERTCHECK_BUDGETS] = {
    [CERTCHECK_BUDGET_SIGNATURES] = "signatures",
    [CERTCHECK_BUDGET_CANDIDATES] = "candidates",
    [CERTCHECK_BUDGET_JUDGMENTS] = "judgments",
    [CERTCHECK_BUDGET_NAME_CONSTRAINTS] = "name-constraints",
    [CERTCHECK_BUDGET_POLICY_NODES] = "policy-nodes"};

#define DEFAULT_MAX_DEPTH 100
#define DEFAULT_MIN_RSA_BITS 2048 /* NIST SP 800-131A, BR 6.1.5 */

static const struct {
    const char *text;
    const char *oid; /* RFC 5280 4.2.1.12 */
    enum cc_purpose purpose;
} purposes[] = {{"serverAuth", "1.3.6.1.5.5.7.3.1", CC_PURPOSE_SERVER_AUTH},
                {"clientAuth", "1.3.6.1.5.5.7.3.2", CC_PURPOSE_CLIENT_AUTH},
                {"codeSigning", "1.3.6.1.5.5.7.3.3", CC_PURPOSE_CODE_SIGNING},
                {"emailProtection", "1.3.6.1.5.5.7.3.4", CC_PURPOSE_EMAIL_PROTECTION},
                {"timeStamping", "1.3.6.1.5.5.7.3.8", CC_PURPOSE_TIME_STAMPING},
                {"OCSPSigning", "1.3.6.1.5.5.7.3.9", CC_PURPOSE_OCSP_SIGNING}};

static char *copy_text(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = cc_malloc(size);
    if (copy)
        memcpy(copy, text, size);
    return copy;
}

/* Room for one element behind `count` of them; NULL, and nothing has changed: no memory. */
static void *grow(void *elements, size_t count, size_t size)
{
    return count < SIZE_MAX / size - 1 ? cc_realloc(elements, (count + 1) * size) : NULL;
}

enum certcheck_status certcheck_policy_new(struct certcheck_policy **policy)
{
    if (!policy)
        return CERTCHECK_BAD_ARGUMENT;
    *policy = NULL;
    struct certcheck_policy *made = cc_calloc(1, sizeof *made);
    char *purpose_text = copy_text("any");
    if (!made || !purpose_text) {
        cc_free(made);
        cc_free(purpose_text);
        return CERTCHECK_NO_MEMORY;
    }
    made->purpose_text = purpose_text;
    memcpy(made->budget, default_budget, sizeof made->budget);
    made->max_depth = DEFAULT_MAX_DEPTH;
    made->min_rsa_bits = DEFAULT_MIN_RSA_BITS;
    made->max_paths = 1;
    *policy = made;
    return CERTCHECK_OK;
}

void certcheck_policy_free(struct certcheck_policy *policy)
{
    if (!policy)
        return;
    for (size_t i = 0; i < policy->identity_count; i++)
        cc_identity_release(&policy->identities[i]);
    cc_free(policy->identities);
    cc_free(policy->purpose_text);
    cc_free(policy->initial_policies);
    cc_free(policy->initial_permitted.der);
    cc_free(policy->initial_excluded.der);
    for (size_t i = 0; i < policy->ocsp_signer_count; i++)
        certcheck_certificate_free(policy->ocsp_signers[i]);
    cc_free(policy->ocsp_signers);
    certcheck_signature_cache_free(policy->signature_cache);
    cc_free(policy);
}

/* Less than what was asked for would be asked of the path. */
enum certcheck_status cc_policy_took(struct certcheck_policy *policy, enum certcheck_status status)
{
    policy->incomplete |= status != CERTCHECK_OK;
    return status;
}

static bool took_number(struct certcheck_policy *policy, unsigned number, unsigned numbers)
{
    return cc_policy_took(policy, number < numbers ? CERTCHECK_OK : CERTCHECK_BAD_ARGUMENT) ==
           CERTCHECK_OK;
}

bool cc_policy_is_ready(const struct certcheck_policy *policy)
{
    return policy->has_time && !policy->incomplete;
}

void certcheck_policy_set_time(struct certcheck_policy *policy, certcheck_time at)
{
    policy->has_time = true;
    policy->at = at;
}

static enum certcheck_status add_identity(struct certcheck_policy *policy,
                                          enum certcheck_identity_kind kind, const char *text)
{
    struct cc_identity identity;
    enum certcheck_status status = cc_identity_read(&identity, kind, text);
    if (status != CERTCHECK_OK)
        return status;

    size_t count = policy->identity_count;
    struct cc_identity *grown = grow(policy->identities, count, sizeof *grown);
    if (!grown) {
        cc_identity_release(&identity);
        return CERTCHECK_NO_MEMORY;
    }
    grown[count] = identity;
    policy->identities = grown;
    policy->identity_count = count + 1;
    return CERTCHECK_OK;
}

enum certcheck_status certcheck_policy_add_identity(struct certcheck_policy *policy,
                                                    enum certcheck_identity_kind kind,
                                                    const char *text)
{
    if (!policy)
        return CERTCHECK_BAD_ARGUMENT;
    return cc_policy_took(policy, add_identity(policy, kind, text));
}

enum certcheck_status certcheck_policy_add_host(struct certcheck_policy *policy, const char *host)
{
    if (!policy)
        return CERTCHECK_BAD_ARGUMENT;
    enum certcheck_status status = add_identity(policy, CERTCHECK_IDENTITY_IP, host);
    if (status == CERTCHECK_BAD_ARGUMENT)
        status = add_identity(policy, CERTCHECK_IDENTITY_DNS, host);
    return cc_policy_took(policy, status);
}

/* Finds the purpose that a text names, by its word or by its dotted OID. */
static enum certcheck_status read_purpose(const char *text, enum cc_purpose *purpose,
                                          uint8_t oid[128], size_t *oid_length)
{
    const size_t size = 128;
    *oid_length = 0;
    if (strcmp(text, "any") == 0) {
        *purpose = CC_PURPOSE_ANY;
        return CERTCHECK_OK;
    }
    for (size_t i = 0; i < sizeof purposes / sizeof *purposes; i++) {
        if (strcmp(text, purposes[i].text) != 0 && strcmp(text, purposes[i].oid) != 0)
            continue;
        *purpose = purposes[i].purpose;
        *oid_length = cc_oid_from_text(purposes[i].oid, oid, size);
        return CERTCHECK_OK;
    }
    *purpose = CC_PURPOSE_OTHER;
    *oid_length = cc_oid_from_text(text, oid, size);
    return *oid_length > 0 ? CERTCHECK_OK : CERTCHECK_BAD_ARGUMENT;
}

static enum certcheck_status set_purpose(struct certcheck_policy *policy, const char *purpose)
{
    enum cc_purpose read;
    uint8_t oid[sizeof policy->purpose_oid];
    size_t oid_length;
    if (!purpose)
        return CERTCHECK_BAD_ARGUMENT;
    enum certcheck_status status = read_purpose(purpose, &read, oid, &oid_length);
    if (status != CERTCHECK_OK)
        return status;
    char *text = copy_text(purpose);
    if (!text)
        return CERTCHECK_NO_MEMORY;

    cc_free(policy->purpose_text);
    policy->purpose_text = text;
    policy->purpose = read;
    memcpy(policy->purpose_oid, oid, oid_length);
    policy->purpose_oid_length = oid_length;
    return CERTCHECK_OK;
}

enum certcheck_status certcheck_policy_set_purpose(struct certcheck_policy *policy,
                                                   const char *purpose)
{
    if (!policy)
        return CERTCHECK_BAD_ARGUMENT;
    return cc_policy_took(policy, set_purpose(policy, purpose));
}

void certcheck_policy_set_profile(struct certcheck_policy *policy, enum certcheck_profile profile)
{
    if (took_number(policy, profile, CERTCHECK_PROFILES))
        policy->profile = profile;
}

enum certcheck_status certcheck_policy_set_severity(struct certcheck_policy *policy,
                                                    enum certcheck_finding_code code,
                                                    enum certcheck_severity severity)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(code);
    if (!policy)
        return CERTCHECK_BAD_ARGUMENT;
    if (!info || info->fixed || (unsigned)severity > CERTCHECK_ERROR)
        return cc_policy_took(policy, CERTCHECK_BAD_ARGUMENT);
    policy->has_overrides = true;
    policy->overridden[code] = true;
    policy->override[code] = severity;
    return CERTCHECK_OK;
}

void certcheck_policy_note_stricter(struct certcheck_policy *policy, bool note)
{
    policy->note_stricter = note;
}

static enum certcheck_status add_initial_policy(struct certcheck_policy *policy, const char *oid)
{
    struct cc_initial_policy added;
    if (!oid)
        return CERTCHECK_BAD_ARGUMENT;
    added.length = cc_oid_from_text(oid, added.oid, sizeof(added.oid));
    if (added.length == 0)
        return CERTCHECK_BAD_ARGUMENT;
    size_t count = policy->initial_policy_count;
    struct cc_initial_policy *grown = grow(policy->initial_policies, count, sizeof(*grown));
    if (!grown)
        return CERTCHECK_NO_MEMORY;
    grown[count] = added;
    policy->initial_policies = grown;
    policy->initial_policy_count = count + 1;
    return CERTCHECK_OK;
}

enum certcheck_status certcheck_policy_add_initial_policy(struct certcheck_policy *policy,
                                                          const char *oid)
{
    if (!policy)
        return CERTCHECK_BAD_ARGUMENT;
    return cc_policy_took(policy, add_initial_policy(policy, oid));
}

void certcheck_policy_set_initial_explicit_policy(struct certcheck_policy *policy, bool required)
{
    policy->initial_explicit_policy = required;
}

void certcheck_policy_set_initial_policy_mapping_inhibit(struct certcheck_policy *policy,
                                                         bool inhibited)
{
    policy->initial_policy_mapping_inhibit = inhibited;
}

void certcheck_policy_set_initial_any_policy_inhibit(struct certcheck_policy *policy,
                                                     bool inhibited)
{
    policy->initial_any_policy_inhibit = inhibited;
}

const char *certcheck_revocation_mode_text(enum certcheck_revocation_mode mode)
{
    switch (mode) {
    case CERTCHECK_REVOCATION_IF_PRESENT:
        return "if-present";
    case CERTCHECK_REVOCATION_OFF:
        return "off";
    case CERTCHECK_REVOCATION_REQUIRE:
        return "require";
    }
    return "unknown";
}

void certcheck_policy_set_revocation(struct certcheck_policy *policy,
                                     enum certcheck_revocation_mode mode)
{
    if (took_number(policy, mode, CERTCHECK_REVOCATION_REQUIRE + 1))
        policy->revocation = mode;
}

enum certcheck_status certcheck_policy_set_ocsp_nonce(struct certcheck_policy *policy,
                                                      const uint8_t *nonce, size_t length)
{
    if (!policy)
        return CERTCHECK_BAD_ARGUMENT;
    if (length > sizeof(policy->ocsp_nonce) || (nonce == NULL && length > 0))
        return cc_policy_took(policy, CERTCHECK_BAD_ARGUMENT);
    if (length > 0)
        memcpy(policy->ocsp_nonce, nonce, length);
    policy->ocsp_nonce_length = length;
    return CERTCHECK_OK;
}

/* The first that signed a response says until when it counts, in whatever order they were added. */
static void insert_signer(const struct certcheck_certificate **signers, size_t count,
                          const struct certcheck_certificate *signer)
{
    for (; count > 0 && cc_certificate_compare_ends(signer, signers[count - 1]) < 0; count--)
        signers[count] = signers[count - 1];
    signers[count] = signer;
}

enum certcheck_status certcheck_policy_add_ocsp_signer(struct certcheck_policy *policy,
                                                       const struct certcheck_certificate *signer)
{
    if (!policy)
        return CERTCHECK_BAD_ARGUMENT;
    if (!signer)
        return cc_policy_took(policy, CERTCHECK_BAD_ARGUMENT);
    size_t count = policy->ocsp_signer_count;
    const struct certcheck_certificate **grown = grow(policy->ocsp_signers, count, sizeof(*grown));
    if (!grown)
        return cc_policy_took(policy, CERTCHECK_NO_MEMORY);
    policy->ocsp_signers = grown;
    insert_signer(grown, count, certcheck_certificate_ref(signer));
    policy->ocsp_signer_count = count + 1;
    return CERTCHECK_OK;
}

void certcheck_policy_set_stapling(struct certcheck_policy *policy,
                                   enum certcheck_stapling stapling)
{
    if (took_number(policy, stapling, CERTCHECK_STAPLING_GIVEN + 1))
        policy->stapling = stapling;
}

const char *certcheck_budget_text(enum certcheck_budget budget)
{
    return (unsigned)budget < CERTCHECK_BUDGETS ? budget_texts[budget] : "unknown";
}

void certcheck_policy_set_budget(struct certcheck_policy *policy, enum certcheck_budget budget,
                                 uint64_t limit)
{
    if (took_number(policy, budget, CERTCHECK_BUDGETS))
        policy->budget[budget] = limit;
}

void certcheck_policy_set_max_depth(struct certcheck_policy *policy, uint32_t intermediates)
{
    policy->max_depth = intermediates;
}

void certcheck_policy_set_min_rsa_bits(struct certcheck_policy *policy, uint32_t bits)
{
    policy->min_rsa_bits = bits;
    policy->has_min_rsa_bits = true;
}

void certcheck_policy_set_max_paths(struct certcheck_policy *policy, size_t paths)
{
    policy->max_paths = paths > 0 ? paths : 1;
}

void certcheck_policy_set_signature_cache(struct certcheck_policy *policy,
                                          struct certcheck_signature_cache *cache)
{
    struct certcheck_signature_cache *before = policy->signature_cache;
    policy->signature_cache = certcheck_signature_cache_ref(cache);
    certcheck_signature_cache_free(before);
}

/* finding.def once more: for every verification, which needs the severities alone and all of them.
 */
static const enum certcheck_severity severities[CERTCHECK_PROFILES][CERTCHECK_FINDING_CODES] = {
#define FINDING(NAME, ID, IN_DEFAULT, IN_RFC5280, IN_WEBPKI, FIXITY, RANK, CLAUSE, MESSAGE, \
                ADVICE)                                                                     \
    [CERTCHECK_PROFILE_DEFAULT][CERTCHECK_FINDING_##NAME] = CERTCHECK_##IN_DEFAULT,         \
    [CERTCHECK_PROFILE_RFC5280][CERTCHECK_FINDING_##NAME] = CERTCHECK_##IN_RFC5280,         \
    [CERTCHECK_PROFILE_WEBPKI][CERTCHECK_FINDING_##NAME] = CERTCHECK_##IN_WEBPKI,
#include <certcheck/finding.def>
#undef FINDING
};

void cc_policy_relax(struct certcheck_policy *policy)
{
    policy->profile = CERTCHECK_PROFILE_DEFAULT;
    policy->note_stricter = false;
    if (policy->min_rsa_bits > DEFAULT_MIN_RSA_BITS)
        policy->min_rsa_bits = DEFAULT_MIN_RSA_BITS;
    /* Else less is the default as of the time up to which that many were accepted. */
    policy->has_min_rsa_bits &= policy->min_rsa_bits < CC_LEGACY_MIN_RSA_BITS;
    if (policy->max_depth < DEFAULT_MAX_DEPTH)
        policy->max_depth = DEFAULT_MAX_DEPTH;
    for (int code = 0; policy->has_overrides && code < CERTCHECK_FINDING_CODES; code++)
        if (policy->override[code] > severities[CERTCHECK_PROFILE_DEFAULT][code])
            policy->overridden[code] = false;
}

static bool is_plain(const struct certcheck_policy *policy)
{
    return policy->profile == CERTCHECK_PROFILE_DEFAULT && !policy->note_stricter &&
           !policy->has_overrides;
}

bool cc_policy_is_default_only(const struct certcheck_policy *policy,
                               const enum certcheck_severity severity[CERTCHECK_FINDING_CODES])
{
    for (int code = 0; !is_plain(policy) && code < CERTCHECK_FINDING_CODES; code++)
        if (severity[code] != CERTCHECK_OFF &&
            severities[CERTCHECK_PROFILE_DEFAULT][code] == CERTCHECK_OFF)
            return false;
    return true;
}

/* What other profiles call an error is noted where the default profile says nothing. */
static void note_stricter(enum certcheck_severity severity[CERTCHECK_FINDING_CODES])
{
    for (int code = 0; code < CERTCHECK_FINDING_CODES; code++)
        for (int profile = 0; profile < CERTCHECK_PROFILES; profile++)
            if (severity[code] == CERTCHECK_OFF && severities[profile][code] == CERTCHECK_ERROR)
                severity[code] = CERTCHECK_NOTE;
}

void cc_policy_severities(const struct certcheck_policy *policy,
                          enum certcheck_severity severity[CERTCHECK_FINDING_CODES])
{
    memcpy(severity, severities[policy->profile], sizeof(severities[policy->profile]));
    if (policy->note_stricter && policy->profile == CERTCHECK_PROFILE_DEFAULT)
        note_stricter(severity);
    for (int code = 0; policy->has_overrides && code < CERTCHECK_FINDING_CODES; code++)
        if (policy->overridden[code])
            severity[code] = policy->override[code];
}
