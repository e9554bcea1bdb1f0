/* SPDX-License-Identifier: MIT */
/*
 * Why there is no valid path: the complete paths that come closest, else the ends of the others.
 *
 * Anybody can stuff a pool, or what a server sends, with certificates that bear the right names,
 * and whose faults are milder than the true one's. So the paths that somebody signed are looked for
 * first, and those that nobody signed fill what room is left.
 */
#include "verify/search.h"

static size_t count_with(const struct cc_verification *v, enum cc_signatures signatures)
{
    size_t count = 0;
    for (const struct cc_attempt *a = v->report->first_attempt; a != NULL; a = a->next)
        count += a->signatures == signatures;
    return count;
}

static bool enough_are_signed(const struct cc_verification *v)
{
    return count_with(v, CC_SIGNATURES_HELD) >= CC_REPORT_TRIED_MAX;
}

/* Complete paths that nobody signed are easily had, too. */
static bool none_is_signed(const struct cc_verification *v)
{
    return count_with(v, CC_SIGNATURES_BROKEN) == v->report->refused_count;
}

static bool is_refusal(enum cc_edge_result result)
{
    return result != CC_EDGE_GOOD && result != CC_EDGE_BUDGET && result != CC_EDGE_NO_MEMORY;
}

/* Without a budget for all of them, any that is known to be refused says enough. */
static enum cc_edge_result check_signatures(struct cc_verification *v, const struct cc_path *path,
                                            size_t *at)
{
    enum cc_edge_result result = cc_search_signatures(v, path, at);
    if (result != CC_EDGE_BUDGET)
        return result;
    for (size_t i = path->length - 1; i-- > 0;) {
        *at = i;
        enum cc_edge_result one = cc_search_edge(v, i);
        if (is_refusal(one))
            return one;
    }
    return result;
}

static void judge_signatures(struct cc_verification *v, const struct cc_path *path,
                             struct cc_attempt *attempt)
{
    struct cc_check check = cc_search_check(v, &attempt->findings);
    size_t at;
    enum cc_edge_result result = check_signatures(v, path, &at);
    if (result == CC_EDGE_GOOD)
        attempt->signatures = CC_SIGNATURES_HELD;
    if (!is_refusal(result))
        return;
    cc_check_signature_finding(&check, path->steps[at].certificate, path->steps[at + 1].certificate,
                               at, result);
    attempt->signatures = CC_SIGNATURES_BROKEN;
    v->no_memory |= attempt->findings.no_memory;
}

/* Those that the search kept because a check refused them before any signature was looked at. */
static void judge_those_kept(struct cc_verification *v)
{
    struct cc_path path;
    for (struct cc_attempt *a = v->report->first_attempt; a != NULL && !v->no_memory; a = a->next) {
        if (a->signatures != CC_SIGNATURES_UNCHECKED)
            continue;
        cc_builder_return(&v->builder, a->edges, a->length, &path);
        judge_signatures(v, &path, a);
    }
}

/* False: enough. */
static bool explain(struct cc_verification *v, const struct cc_path *path)
{
    struct cc_attempt *attempt = cc_search_attempt(v, path);
    if (attempt == NULL)
        return false;
    v->report->tried++;
    cc_search_judge(v, path, attempt);
    judge_signatures(v, path, attempt);
    if (attempt->findings.errors > 0)
        cc_report_keep(v->report, attempt, CERTCHECK_PATH_REFUSED);
    return !v->no_memory;
}

static bool spend(struct cc_verification *v, const struct cc_path *path)
{
    bool left = cc_search_spend_judgments(v, path);
    v->untold |= !left && v->report->refused_count == 0;
    return left;
}

/* Of those that nobody signed one is kept, so that a reason is told should the budget end here. */
static bool explain_signed(struct cc_verification *v, const struct cc_path *path)
{
    size_t at;
    if (cc_report_has(v->report, path))
        return true;
    if (!cc_budget_spend(v->budget, CERTCHECK_BUDGET_CANDIDATES, path->length))
        return false;
    enum cc_edge_result result = cc_search_signatures(v, path, &at);
    if (result == CC_EDGE_BUDGET || result == CC_EDGE_NO_MEMORY)
        return false;
    if (result != CC_EDGE_GOOD && v->report->refused_count > 0)
        return true;
    return spend(v, path) && explain(v, path) && !enough_are_signed(v);
}

static bool explain_any(struct cc_verification *v, const struct cc_path *path)
{
    if (cc_report_has(v->report, path))
        return true;
    return spend(v, path) && explain(v, path) && v->report->refused_count < CC_REPORT_TRIED_MAX;
}

static void walk(struct cc_verification *v, enum cc_search search,
                 bool (*visit)(struct cc_verification *v, const struct cc_path *path))
{
    struct cc_path path;
    bool enough = false;
    cc_builder_start(&v->builder, search);
    while (!enough && cc_builder_next(&v->builder, &path) == CC_BUILD_PATH) {
        struct cc_report_mark mark = cc_report_mark(v->report);
        enough = !visit(v, &path);
        cc_report_drop_unkept(v->report, &mark);
    }
    v->no_memory |= v->builder.no_memory;
}

static void explain_complete_paths(struct cc_verification *v)
{
    judge_those_kept(v);
    if (!v->no_memory && !enough_are_signed(v))
        walk(v, CC_SEARCH_SIGNED, explain_signed);
    if (!v->no_memory && v->report->refused_count < CC_REPORT_TRIED_MAX)
        walk(v, CC_SEARCH_ANY, explain_any);
}

/* Not even that was possible within the budgets: the leaf alone. */
static void explain_leaf(struct cc_verification *v)
{
    const struct cc_node *leaf = &v->graph.nodes[0];
    struct cc_path_step step = {leaf->certificate, leaf->source};
    struct cc_path path = {.steps = &step, .length = 1};
    struct cc_attempt *attempt = cc_report_attempt(v->report, &path);
    v->no_memory |= attempt == NULL;
    if (attempt == NULL)
        return;
    cc_search_judge(v, &path, attempt);
    cc_report_keep(v->report, attempt, CERTCHECK_PATH_BUDGET);
    v->untold = attempt->findings.errors == 0;
}

void cc_explain(struct cc_verification *v)
{
    explain_complete_paths(v);
    if (!v->no_memory && none_is_signed(v))
        cc_explain_dead_ends(v);
    if (!v->no_memory && v->report->refused_count == 0)
        explain_leaf(v);
}
