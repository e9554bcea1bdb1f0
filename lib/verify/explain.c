/* SPDX-License-Identifier: MIT */
/* Why there is no valid path: the complete paths that come closest, else the ends of the others. */
#include "check/describe.h"
#include "verify/search.h"

/* Dead ends that are shown. */
#define DEAD_ENDS_MAX 8

static bool is_kept(const struct cc_verification *v, const struct cc_path *path)
{
    for (const struct cc_attempt *a = v->report->first_attempt; a != NULL; a = a->next) {
        size_t i = 0;
        if (a->length != path->length)
            continue;
        while (i < a->length && a->entries[i].certificate == path->steps[i].certificate)
            i++;
        if (i == a->length)
            return true;
    }
    return false;
}

static struct cc_attempt *begin(struct cc_verification *v, const struct cc_path *path)
{
    struct cc_attempt *attempt = cc_report_attempt(v->report, path);
    v->no_memory |= attempt == NULL;
    return attempt;
}

static void judge_signatures(struct cc_verification *v, const struct cc_path *path,
                             struct cc_attempt *attempt)
{
    struct cc_check check = {.policy = v->policy,
                             .crypto = v->crypto,
                             .budget = v->budget,
                             .findings = &attempt->findings};
    for (size_t i = path->length - 1; i-- > 0;) {
        enum cc_edge_result result = cc_search_edge(v, i);
        if (result == CC_EDGE_GOOD || result == CC_EDGE_BUDGET || result == CC_EDGE_NO_MEMORY)
            continue;
        cc_check_signature_finding(&check, path->steps[i].certificate,
                                   path->steps[i + 1].certificate, i, result);
        attempt->forged = true;
    }
    v->no_memory |= attempt->findings.no_memory;
}

/* False: enough. */
static bool explain_refused(struct cc_verification *v, const struct cc_path *path)
{
    if (!cc_search_spend_judgments(v, path)) {
        v->untold = v->report->refused_count == 0;
        return false;
    }
    if (is_kept(v, path))
        return true;
    struct cc_attempt *attempt = begin(v, path);
    if (attempt == NULL)
        return false;
    v->report->tried++;
    cc_search_judge(v, path, attempt);
    judge_signatures(v, path, attempt);
    if (attempt->findings.errors > 0)
        cc_report_keep(v->report, attempt, CERTCHECK_PATH_REFUSED);
    return !v->no_memory;
}

static void explain_complete_paths(struct cc_verification *v)
{
    struct cc_path path;
    bool enough = false;
    cc_builder_start(&v->builder, CC_SEARCH_ANY);
    while (!enough && v->report->refused_count < CC_REPORT_TRIED_MAX &&
           cc_builder_next(&v->builder, &path) == CC_BUILD_PATH) {
        struct cc_report_mark mark = cc_report_mark(v->report);
        enough = !explain_refused(v, &path);
        cc_report_drop_unkept(v->report, &mark);
    }
    v->no_memory |= v->builder.no_memory;
}

/* ---- paths without an anchor ---- */

static void end_with_issuer(struct cc_findings *findings, enum certcheck_finding_code code,
                            const struct certcheck_certificate *last, size_t index, size_t count)
{
    struct cc_finding *finding = cc_findings_add(findings, code, index, last->der, last->issuer);
    if (finding == NULL)
        return;
    cc_describe_name(findings, finding, "issuer", last->issuer);
    cc_describe_name(findings, finding, "subject", last->subject);
    if (code == CERTCHECK_FINDING_ISSUER_REFUSED)
        cc_finding_number(findings, finding, "count", (int64_t)count);
}

static void end_with_subject(struct cc_findings *findings, enum certcheck_finding_code code,
                             const struct certcheck_certificate *last, size_t index)
{
    struct cc_finding *finding = cc_findings_add(findings, code, index, last->der, last->subject);
    cc_describe_name(findings, finding, "subject", last->subject);
}

static enum cc_edge_result own_signature(struct cc_verification *v,
                                         const struct certcheck_certificate *last)
{
    struct cc_check check = {.policy = v->policy, .crypto = v->crypto, .budget = v->budget};
    if (!last->self_issued)
        return CC_EDGE_BAD;
    enum cc_edge_result result = cc_check_signature(&check, last, last);
    v->no_memory |= result == CC_EDGE_NO_MEMORY;
    return result;
}

/* Candidates that bear the issuer's name but were told apart by key identifier or signature. */
static size_t count_refused(const struct cc_node *node)
{
    size_t count = 0;
    for (uint32_t i = 0; i < node->edge_count; i++)
        count += node->edges[i].state == CC_EDGE_REFUSED ||
                 node->edges[i].key_identifier == CC_KEY_IDENTIFIER_DIFFERENT;
    return count;
}

static enum certcheck_path_end end_of(struct cc_verification *v, const struct cc_path *path,
                                      struct cc_findings *findings)
{
    size_t index = path->length - 1;
    const struct certcheck_certificate *last = path->steps[index].certificate;
    const struct cc_node *node = &v->graph.nodes[v->builder.frames[index].node];
    bool opened = cc_graph_open(&v->graph, v->builder.frames[index].node);
    size_t refused = opened ? count_refused(node) : 0;
    v->no_memory |= !opened;
    enum cc_edge_result by_itself = own_signature(v, last);
    if (by_itself == CC_EDGE_GOOD) {
        end_with_subject(findings,
                         index == 0 ? CERTCHECK_FINDING_SELF_SIGNED
                                    : CERTCHECK_FINDING_ROOT_NOT_TRUSTED,
                         last, index);
        return CERTCHECK_PATH_ROOT_UNTRUSTED;
    }
    /* Whether it is a root, or who bears its issuer's name, nobody has looked at. */
    if (by_itself == CC_EDGE_BUDGET || node->issuers == NULL)
        return CERTCHECK_PATH_BUDGET;
    if (node->edge_count == 0) {
        end_with_issuer(findings, CERTCHECK_FINDING_ISSUER_MISSING, last, index, 0);
        return CERTCHECK_PATH_NO_ISSUER;
    }
    if (refused > 0) {
        end_with_issuer(findings, CERTCHECK_FINDING_ISSUER_REFUSED, last, index, refused);
        return CERTCHECK_PATH_ISSUERS_REFUSED;
    }
    /* Where the way back into the path goes on, nobody has looked at. */
    if (v->graph.truncated)
        return CERTCHECK_PATH_BUDGET;
    end_with_subject(findings, CERTCHECK_FINDING_ANCHOR_MISSING, last, index);
    return path->length == CC_PATH_LENGTH_MAX ? CERTCHECK_PATH_DEPTH : CERTCHECK_PATH_LOOP;
}

static void explain_dead_ends(struct cc_verification *v)
{
    struct cc_path path;
    cc_builder_start(&v->builder, CC_SEARCH_DEAD_ENDS);
    while (v->report->refused_count < DEAD_ENDS_MAX &&
           cc_builder_next(&v->builder, &path) == CC_BUILD_PATH) {
        /* One reason is told whatever it takes. */
        if (v->report->refused_count > 0 && !cc_search_spend_judgments(v, &path))
            break;
        struct cc_attempt *attempt = begin(v, &path);
        if (attempt == NULL)
            return;
        v->report->tried++;
        cc_search_judge(v, &path, attempt);
        cc_report_keep(v->report, attempt, end_of(v, &path, &attempt->findings));
        v->untold |= attempt->findings.errors == 0;
        v->no_memory |= attempt->findings.no_memory;
    }
    v->no_memory |= v->builder.no_memory;
}

/* Not even that was possible within the budgets: the leaf alone. */
static void explain_leaf(struct cc_verification *v)
{
    const struct cc_node *leaf = &v->graph.nodes[0];
    struct cc_path_step step = {leaf->certificate, leaf->source};
    struct cc_path path = {.steps = &step, .length = 1};
    struct cc_attempt *attempt = begin(v, &path);
    if (attempt == NULL)
        return;
    cc_search_judge(v, &path, attempt);
    cc_report_keep(v->report, attempt, CERTCHECK_PATH_BUDGET);
    v->untold = attempt->findings.errors == 0;
}

void cc_explain(struct cc_verification *v)
{
    explain_complete_paths(v);
    if (!v->no_memory && v->report->refused_count == 0)
        explain_dead_ends(v);
    if (!v->no_memory && v->report->refused_count == 0)
        explain_leaf(v);
}
