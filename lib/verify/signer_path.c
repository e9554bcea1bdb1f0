/* SPDX-License-Identifier: MIT */
/*
 * A path for whoever signed evidence: a verification inside a verification.
 *
 * It spends the same budgets, asks for no identity, purpose or policy, accepts one anchor only, and
 * asks about revocation as the outer one does, four levels deep at most. Its profile is the default
 * one, with those overrides of the caller's that ask for less, and no longer keys are asked for:
 * RFC 5280 6.3.3 (f) asks for section 6. Whoever signs CRLs is no TLS server, and evidence that
 * stricter rules do not look at would let revoked certificates pass.
 */
#include "base/alloc.h"
#include "verify/revocation.h"

#define LEVELS_MAX 4

static unsigned level_of(const struct cc_verification *v)
{
    unsigned level = 0;
    for (; v->outer != NULL; v = v->outer)
        level++;
    return level;
}

struct certcheck_policy cc_signer_policy(const struct certcheck_policy *outer)
{
    struct certcheck_policy policy = *outer;
    cc_policy_relax(&policy);
    policy.identities = NULL;
    policy.identity_count = 0;
    policy.purpose = CC_PURPOSE_ANY;
    policy.purpose_oid_length = 0;
    policy.max_paths = 1;
    policy.initial_policies = NULL;
    policy.initial_policy_count = 0;
    policy.initial_explicit_policy = false;
    policy.initial_policy_mapping_inhibit = false;
    policy.initial_any_policy_inhibit = false;
    policy.initial_permitted = (struct cc_initial_subtrees){0};
    policy.initial_excluded = (struct cc_initial_subtrees){0};
    policy.stapling = CERTCHECK_STAPLING_NOT_ASKED;
    return policy;
}

/* False: no memory. */
static bool search(struct cc_verification *inner, const struct certcheck_certificate *signer)
{
    const struct cc_verification *outer = inner->outer;
    inner->report->leaf = signer;
    if (cc_graph_init(&inner->graph, &inner->scratch, inner->budget, outer->graph.anchors,
                      outer->graph.pool, signer, inner->policy->at) != CERTCHECK_OK)
        return false;
    inner->budget->spent[CERTCHECK_BUDGET_CANDIDATES] |= inner->graph.truncated;
    inner->judgments =
        cc_arena_array(&inner->scratch, inner->graph.node_count, sizeof(*inner->judgments));
    if (inner->judgments == NULL)
        return false;
    cc_search_valid(inner);
    return !inner->no_memory;
}

static enum cc_signer_path outcome(const struct cc_verification *inner, certcheck_time *until)
{
    for (const struct cc_attempt *a = inner->report->first_attempt; a != NULL; a = a->next)
        if (a->end == CERTCHECK_PATH_VALID) {
            *until = cc_report_valid_until(a);
            return CC_SIGNER_PATH_VALID;
        }
    return inner->unknown ? CC_SIGNER_PATH_UNKNOWN : CC_SIGNER_PATH_NONE;
}

static enum cc_signer_path verify(struct cc_verification *outer,
                                  const struct certcheck_certificate *signer,
                                  const struct certcheck_certificate *anchor, certcheck_time *until)
{
    struct certcheck_policy policy = cc_signer_policy(outer->policy);
    struct cc_verification *inner = cc_verification_new();
    enum certcheck_severity severity[CERTCHECK_FINDING_CODES];
    cc_policy_severities(&policy, severity);
    struct certcheck_report *report = cc_report_new(severity);
    enum cc_signer_path path = CC_SIGNER_PATH_NONE;
    if (inner != NULL && report != NULL) {
        inner->policy = &policy;
        inner->crypto = outer->crypto;
        memcpy(inner->severity, severity, sizeof(inner->severity));
        inner->default_only = cc_policy_is_default_only(&policy, severity);
        cc_arena_init(&inner->scratch, CC_SCRATCH_LIMIT);
        inner->report = report;
        inner->budget = outer->budget;
        inner->distrusted = outer->distrusted;
        inner->crls = outer->crls;
        inner->ocsp_responses = outer->ocsp_responses;
        inner->outer = outer;
        inner->only_anchor = anchor;
        outer->no_memory |= !search(inner, signer);
        path = outcome(inner, until);
        cc_arena_release(&inner->scratch);
    } else {
        outer->no_memory = true;
    }
    certcheck_report_free(report);
    cc_free(inner);
    return path;
}

/* What is known of a signer: the anchors come first, then the pool. NULL: no memory. */
static struct cc_signer_memo **memos_of(struct cc_verification *v,
                                        const struct cc_certificate_set *set, size_t index)
{
    size_t anchor_count = v->graph.anchors->count;
    size_t pool_count = v->graph.pool == NULL ? 0 : v->graph.pool->count;
    if (v->signer_memos == NULL)
        v->signer_memos =
            cc_arena_array(&v->scratch, anchor_count + pool_count, sizeof(*v->signer_memos));
    if (v->signer_memos == NULL)
        return NULL;
    return &v->signer_memos[set == v->graph.anchors ? index : anchor_count + index];
}

/* Whoever relies on the answer again must learn, too, that a budget kept it from being found. */
static enum cc_signer_path recall(const struct cc_signer_memo *memo, struct cc_budget *budget,
                                  certcheck_time *until)
{
    enum cc_signer_path path = memo->path;
    *until = memo->until;
    for (int kind = 0; kind < CERTCHECK_BUDGETS; kind++) {
        budget->spent[kind] |= memo->spent[kind];
        if (memo->spent[kind] && path == CC_SIGNER_PATH_UNKNOWN)
            path = CC_SIGNER_PATH_NONE;
    }
    return path;
}

static void ask(struct cc_verification *v, const struct certcheck_certificate *signer,
                struct cc_signer_memo *memo)
{
    bool spent_before[CERTCHECK_BUDGETS];
    memcpy(spent_before, v->budget->spent, sizeof(spent_before));
    memset(v->budget->spent, 0, sizeof(v->budget->spent));
    memo->path = verify(v, signer, memo->anchor, &memo->until);
    memcpy(memo->spent, v->budget->spent, sizeof(memo->spent));
    memcpy(v->budget->spent, spent_before, sizeof(spent_before));
}

enum cc_signer_path cc_signer_path(struct cc_verification *v, const struct cc_certificate_set *set,
                                   size_t index, const struct certcheck_certificate *anchor,
                                   certcheck_time *until)
{
    struct cc_signer_memo **memos = memos_of(v, set, index), *memo;
    if (memos == NULL) {
        v->no_memory = true;
        return CC_SIGNER_PATH_NONE;
    }
    for (memo = *memos; memo != NULL; memo = memo->next)
        if (memo->anchor == anchor)
            return recall(memo, v->budget, until);
    if (level_of(v) >= LEVELS_MAX)
        return CC_SIGNER_PATH_NONE;
    memo = cc_arena_alloc(&v->scratch, sizeof(*memo));
    if (memo == NULL) {
        v->no_memory = true;
        return CC_SIGNER_PATH_NONE;
    }
    *memo = (struct cc_signer_memo){.next = *memos, .anchor = anchor};
    ask(v, set->entries[index].certificate, memo);
    *memos = memo;
    return recall(memo, v->budget, until);
}
