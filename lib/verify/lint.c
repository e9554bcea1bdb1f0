/* SPDX-License-Identifier: MIT */
/* One certificate by itself: the checks and rules that need no path, in the role that it has. */
#include "verify/lint.h"

#include "base/alloc.h"
#include "check/check.h"
#include "profile/profile.h"
#include "verify/report.h"

struct certcheck_lint {
    struct cc_arena arena;
    enum certcheck_role role;
    struct cc_findings list;
    struct certcheck_finding *findings;
};

const char *certcheck_role_text(enum certcheck_role role)
{
    switch (role) {
    case CERTCHECK_ROLE_AUTOMATIC:
        return "automatic";
    case CERTCHECK_ROLE_LEAF:
        return "leaf";
    case CERTCHECK_ROLE_INTERMEDIATE:
        return "intermediate";
    case CERTCHECK_ROLE_ROOT:
        return "root";
    }
    return "unknown";
}

static enum certcheck_severity strictest(const struct certcheck_finding_info *info)
{
    enum certcheck_severity severity = CERTCHECK_WARNING;
    for (int profile = 0; profile < CERTCHECK_PROFILES; profile++)
        if (info->severity[profile] > severity)
            severity = info->severity[profile];
    return severity;
}

static void lint_severities(const struct certcheck_policy *policy, enum certcheck_lint_rules rules,
                            enum certcheck_severity severity[CERTCHECK_FINDING_CODES])
{
    for (int code = 0; code < CERTCHECK_FINDING_CODES; code++) {
        const struct certcheck_finding_info *info =
            certcheck_finding_info((enum certcheck_finding_code)code);
        enum certcheck_severity asked = info->severity[policy->profile];
        if (policy->overridden[code])
            severity[code] = policy->override[code];
        else if (rules != CERTCHECK_LINT_PROFILE)
            severity[code] = strictest(info);
        else
            severity[code] = asked == CERTCHECK_NOTE ? CERTCHECK_WARNING : asked;
    }
}

/* Whether the authority key identifier (RFC 5280 4.2.1.1) names the certificate's own key. */
static bool names_own_key(const struct certcheck_certificate *certificate)
{
    cc_span own = certificate->subject_key_identifier;
    return own.length > 0 &&
           cc_span_equal(certificate->authority_key_identifier.key_identifier, own);
}

/* A self-issued certificate of a new key, signed with the old one (RFC 5280 3.2), is not
 * self-signed; one that says that it is, but whose signature is wrong, is. */
static bool is_self_signed(const struct certcheck_certificate *certificate,
                           enum cc_edge_result by_itself)
{
    if (!certificate->self_issued)
        return false;
    if (certificate->authority_key_identifier.has_key_identifier)
        return by_itself == CC_EDGE_GOOD || names_own_key(certificate);
    return by_itself != CC_EDGE_BAD;
}

static enum certcheck_role find_role(const struct certcheck_certificate *certificate,
                                     bool self_signed)
{
    bool authority = certificate->has_basic_constraints && certificate->basic_constraints.ca;
    if (self_signed && (authority || certificate->version < 3))
        return CERTCHECK_ROLE_ROOT;
    return authority ? CERTCHECK_ROLE_INTERMEDIATE : CERTCHECK_ROLE_LEAF;
}

static enum cc_role role_in_path(enum certcheck_role role, bool self_signed)
{
    if (role == CERTCHECK_ROLE_ROOT)
        return CC_ROLE_ANCHOR;
    if (role == CERTCHECK_ROLE_INTERMEDIATE)
        return CC_ROLE_INTERMEDIATE;
    return self_signed ? CC_ROLE_TRUSTED_LEAF : CC_ROLE_LEAF;
}

/* BR 6.1.5: "the key represents a valid point". A verification comes upon one off its curve where
 * the key is to verify something. Of compressed points the library that is asked knows nothing. */
static void judge_point(struct cc_check *check, const struct certcheck_certificate *certificate)
{
    const struct certcheck_public_key *key = &certificate->key;
    struct cc_key_info info;
    /* The curves of BR 6.1.5: which others the library has differs from build to build. */
    if (key->kind != CERTCHECK_KEY_EC || key->malformed || key->bits < 256 ||
        key->key.data[0] != 0x04)
        return;
    if (check->crypto->key_info(check->crypto->context, key->whole, &info) == CERTCHECK_NO_MEMORY)
        check->findings->no_memory = true;
    else if (!info.usable)
        cc_findings_add(check->findings, CERTCHECK_FINDING_KEY_MALFORMED, 0, certificate->der,
                        key->whole);
}

/* What a verification says when it comes to check the signature. */
static void judge_algorithm(struct cc_check *check, const struct certcheck_certificate *certificate)
{
    const struct certcheck_signature_algorithm *algorithm = &certificate->algorithm;
    if (algorithm->kind == CERTCHECK_SIGNATURE_UNKNOWN || algorithm->parameters_malformed)
        cc_check_signature_finding(check, certificate, certificate, 0, CC_EDGE_UNSUPPORTED);
}

static void judge(struct certcheck_lint *lint, struct cc_check *check,
                  const struct certcheck_certificate *certificate, enum certcheck_lint_rules rules)
{
    struct cc_profile profile = {.policy = check->policy,
                                 .findings = check->findings,
                                 .by_purposes = rules == CERTCHECK_LINT_ALL};
    enum cc_edge_result by_itself = CC_EDGE_BAD;
    if (certificate->self_issued)
        by_itself = cc_check_signature(check, certificate, certificate);
    if (by_itself == CC_EDGE_NO_MEMORY) {
        check->findings->no_memory = true;
        return;
    }
    bool self_signed = is_self_signed(certificate, by_itself) ||
                       (certificate->self_issued && lint->role == CERTCHECK_ROLE_ROOT);
    if (lint->role == CERTCHECK_ROLE_AUTOMATIC)
        lint->role = find_role(certificate, self_signed);
    enum cc_role role = role_in_path(lint->role, self_signed);
    /* Nobody relies on this signature, but what is wrong is wrong. */
    if (self_signed && by_itself == CC_EDGE_BAD)
        cc_check_signature_finding(check, certificate, certificate, 0, by_itself);
    /* Nobody looks at an anchor's mappings, nor at its signature by another. */
    bool anchor = role == CC_ROLE_ANCHOR;
    if (!anchor || self_signed)
        judge_algorithm(check, certificate);
    judge_point(check, certificate);
    cc_check_certificate(check, certificate, role, 0);
    cc_check_subtrees(check, certificate, 0);
    if (!anchor)
        cc_check_mappings(check, certificate, 0);
    cc_profile_certificate(&profile, certificate, role, 0);
}

static struct certcheck_lint *new_lint(const enum certcheck_severity *severity)
{
    struct certcheck_lint *lint = cc_calloc(1, sizeof *lint);
    if (lint == NULL)
        return NULL;
    cc_arena_init(&lint->arena, CC_REPORT_LIMIT);
    cc_findings_init(&lint->list, &lint->arena, severity);
    return lint;
}

static enum certcheck_status finish(struct certcheck_lint *made, struct certcheck_lint **lint)
{
    made->list.severity = NULL; /* the caller's, and about to go */
    if (made->list.no_memory || !cc_report_lay_out_findings(&made->arena, &made->list,
                                                            CERTCHECK_NO_INDEX, &made->findings)) {
        certcheck_lint_free(made);
        return CERTCHECK_NO_MEMORY;
    }
    *lint = made;
    return CERTCHECK_OK;
}

enum certcheck_status cc_lint_with(const struct cc_crypto *crypto,
                                   const struct certcheck_certificate *certificate,
                                   enum certcheck_role role, enum certcheck_lint_rules rules,
                                   const struct certcheck_policy *policy,
                                   struct certcheck_lint **lint)
{
    enum certcheck_severity severity[CERTCHECK_FINDING_CODES];
    if (lint == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *lint = NULL;
    if (certificate == NULL || policy == NULL || !cc_policy_is_ready(policy) ||
        (unsigned)role > CERTCHECK_ROLE_ROOT || (unsigned)rules > CERTCHECK_LINT_PROFILE)
        return CERTCHECK_BAD_ARGUMENT;
    lint_severities(policy, rules, severity);
    struct certcheck_lint *made = new_lint(severity);
    if (made == NULL)
        return CERTCHECK_NO_MEMORY;
    made->role = role;
    /* One signature, with any key that a verification would pay for. */
    const uint64_t signatures = policy->budget[CERTCHECK_BUDGET_SIGNATURES];
    struct cc_budget budget = {.limit = {[CERTCHECK_BUDGET_SIGNATURES] = signatures}};
    judge(made,
          &(struct cc_check){.policy = policy,
                             .crypto = crypto,
                             .budget = &budget,
                             .findings = &made->list,
                             .precertificates = true},
          certificate, rules);
    return finish(made, lint);
}

enum certcheck_status certcheck_lint_certificate(const struct certcheck_certificate *certificate,
                                                 enum certcheck_role role,
                                                 enum certcheck_lint_rules rules,
                                                 const struct certcheck_policy *policy,
                                                 struct certcheck_lint **lint)
{
    return cc_lint_with(cc_crypto_default(), certificate, role, rules, policy, lint);
}

enum certcheck_status certcheck_lint_unreadable(const struct certcheck_parse_error *error,
                                                struct certcheck_lint **lint)
{
    enum certcheck_severity severity[CERTCHECK_FINDING_CODES] = {
        [CERTCHECK_FINDING_CERTIFICATE_MALFORMED] = CERTCHECK_ERROR};
    if (lint == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *lint = NULL;
    if (error == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    struct certcheck_lint *made = new_lint(severity);
    if (made == NULL)
        return CERTCHECK_NO_MEMORY;
    cc_report_malformed(&made->list, error);
    return finish(made, lint);
}

void certcheck_lint_free(struct certcheck_lint *lint)
{
    if (lint == NULL)
        return;
    cc_arena_release(&lint->arena);
    cc_free(lint);
}

enum certcheck_role certcheck_lint_role(const struct certcheck_lint *lint)
{
    return lint->role;
}

size_t certcheck_lint_finding_count(const struct certcheck_lint *lint)
{
    return lint->list.count;
}

const struct certcheck_finding *certcheck_lint_finding(const struct certcheck_lint *lint,
                                                       size_t index)
{
    return index < lint->list.count ? &lint->findings[index] : NULL;
}
