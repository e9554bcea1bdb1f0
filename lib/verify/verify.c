/* SPDX-License-Identifier: MIT */
/* The entry point: sets a verification up, runs it, and draws the verdict. */
#include "verify/verify.h"
#include "base/alloc.h"
#include "verify/search.h"

#include <stddef.h>

/* The frames, which are most of it, are written before they are read. */
struct cc_verification *cc_verification_new(void)
{
    struct cc_verification *v = cc_malloc(sizeof(*v));
    if (v != NULL)
        memset(v, 0, offsetof(struct cc_verification, builder.frames));
    return v;
}

static void add_budget_findings(struct cc_verification *v)
{
    struct cc_findings *global = &v->report->global;
    for (int kind = 0; kind < CERTCHECK_BUDGETS; kind++)
        if (v->budget->spent[kind])
            cc_findings_add_spent(global, certcheck_budget_text((enum certcheck_budget)kind),
                                  v->budget->limit[kind]);
    if (v->length_hit)
        cc_findings_add_spent(global, "certificates in one path", CC_PATH_LENGTH_MAX);
}

static bool any_spent(const struct cc_budget *budget)
{
    for (int kind = 0; kind < CERTCHECK_BUDGETS; kind++)
        if (budget->spent[kind])
            return true;
    return false;
}

static bool saw_every_path(const struct cc_verification *v)
{
    return v->complete && !v->length_hit && !any_spent(v->budget);
}

/* A leaf that is wrong by itself is not valid whatever a larger budget might have found above it;
 * else a search that was cut short decides nothing. */
static enum certcheck_verdict verdict_of(const struct cc_verification *v)
{
    if (v->report->valid_count > 0)
        return CERTCHECK_VALID;
    if (cc_search_leaf_unsound(v))
        return CERTCHECK_NOT_VALID;
    return saw_every_path(v) && !v->unknown ? CERTCHECK_NOT_VALID : CERTCHECK_UNDETERMINED;
}

static bool run(struct cc_verification *v)
{
    v->judgments = cc_arena_array(&v->scratch, v->graph.node_count, sizeof(*v->judgments));
    if (v->judgments == NULL)
        return false;
    v->budget->spent[CERTCHECK_BUDGET_CANDIDATES] |= v->graph.truncated;
    cc_search_valid(v);
    if (v->no_memory)
        return false;
    v->report->verdict = verdict_of(v);
    v->report->complete = saw_every_path(v) || v->report->valid_count >= cc_search_wanted(v);
    if (v->report->verdict == CERTCHECK_UNDETERMINED)
        add_budget_findings(v);
    if (v->report->verdict != CERTCHECK_VALID)
        cc_explain(v);
    if (v->report->verdict == CERTCHECK_NOT_VALID && v->untold)
        add_budget_findings(v);
    if (!v->no_memory)
        cc_explain_rejected(v);
    cc_report_sort(v->report);
    if (!v->no_memory)
        cc_explain_wants(v);
    return !v->no_memory && cc_report_finish(v->report);
}

static struct certcheck_report *new_report(const struct certcheck_policy *policy,
                                           const enum certcheck_severity *severity)
{
    struct certcheck_report *report = cc_report_new(severity);
    if (report == NULL)
        return NULL;
    report->at = policy->at;
    report->profile = policy->profile;
    memcpy(report->budget.limit, policy->budget, sizeof(policy->budget));
    return report;
}

static enum certcheck_status verify(struct cc_verification *v, const struct certcheck_store *store,
                                    const struct certcheck_pool *pool,
                                    const struct certcheck_certificate *leaf)
{
    v->budget = &v->report->budget;
    v->report->leaf = leaf;
    v->distrusted = &store->distrusted;
    v->crls = pool == NULL ? NULL : &pool->crls;
    v->ocsp_responses = pool == NULL ? NULL : &pool->ocsp_responses;
    if (!cc_report_hold(v->report, leaf))
        return CERTCHECK_NO_MEMORY;
    enum certcheck_status status =
        cc_graph_init(&v->graph, &v->scratch, v->budget, &store->set,
                      pool == NULL ? NULL : &pool->set, leaf, v->policy->at);
    if (status != CERTCHECK_OK)
        return status;
    return run(v) ? CERTCHECK_OK : CERTCHECK_NO_MEMORY;
}

enum certcheck_status
cc_verify_with(const struct cc_crypto *crypto, const struct certcheck_store *store,
               const struct certcheck_pool *pool, const struct certcheck_certificate *leaf,
               const struct certcheck_policy *policy, struct certcheck_report **report)
{
    if (report == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *report = NULL;
    if (store == NULL || leaf == NULL || policy == NULL || !cc_policy_is_ready(policy) ||
        !atomic_load(&store->sealed))
        return CERTCHECK_BAD_ARGUMENT;
    struct cc_verification *v = cc_verification_new();
    if (v == NULL)
        return CERTCHECK_NO_MEMORY;
    v->policy = policy;
    v->crypto = crypto;
    cc_policy_severities(policy, v->severity);
    v->default_only = cc_policy_is_default_only(policy, v->severity);
    cc_arena_init(&v->scratch, CC_SCRATCH_LIMIT);
    v->report = new_report(policy, v->severity);
    enum certcheck_status status =
        v->report == NULL ? CERTCHECK_NO_MEMORY : verify(v, store, pool, leaf);
    if (status == CERTCHECK_OK)
        *report = v->report;
    else
        certcheck_report_free(v->report);
    cc_arena_release(&v->scratch);
    cc_free(v);
    return status;
}

enum certcheck_status certcheck_verify(const struct certcheck_store *store,
                                       const struct certcheck_pool *pool,
                                       const struct certcheck_certificate *leaf,
                                       const struct certcheck_policy *policy,
                                       struct certcheck_report **report)
{
    return cc_verify_with(cc_crypto_default(), store, pool, leaf, policy, report);
}

enum certcheck_status certcheck_verify_unreadable(const struct certcheck_parse_error *error,
                                                  const struct certcheck_policy *policy,
                                                  struct certcheck_report **report)
{
    enum certcheck_severity severity[CERTCHECK_FINDING_CODES];
    if (report == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    *report = NULL;
    if (error == NULL || policy == NULL)
        return CERTCHECK_BAD_ARGUMENT;
    cc_policy_severities(policy, severity);
    *report = new_report(policy, severity);
    if (*report == NULL)
        return CERTCHECK_NO_MEMORY;
    (*report)->complete = true;
    cc_report_malformed(&(*report)->global, error);
    if (cc_report_finish(*report))
        return CERTCHECK_OK;
    certcheck_report_free(*report);
    *report = NULL;
    return CERTCHECK_NO_MEMORY;
}
