/* SPDX-License-Identifier: MIT */
/* Where the paths end that lead to no anchor, and what is missing there. */
#include "check/describe.h"
#include "verify/search.h"

/* Dead ends that are shown. */
#define DEAD_ENDS_MAX 8

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

/* Whether step i of the builder's current path made its own signature; asked once. */
static enum cc_edge_result own_signature(struct cc_verification *v, size_t i)
{
    struct cc_judgment *judgment = &v->judgments[v->builder.frames[i].node];
    const struct certcheck_certificate *certificate = v->builder.steps[i].certificate;
    struct cc_check check = cc_search_check(v, NULL);
    if (!certificate->self_issued)
        return CC_EDGE_BAD;
    if (judgment->own_known)
        return judgment->own_good ? CC_EDGE_GOOD : CC_EDGE_BAD;
    enum cc_edge_result result = cc_check_signature(&check, certificate, certificate);
    v->no_memory |= result == CC_EDGE_NO_MEMORY;
    if (result == CC_EDGE_BUDGET || result == CC_EDGE_NO_MEMORY)
        return result;
    judgment->own_known = true;
    judgment->own_good = result == CC_EDGE_GOOD;
    return result;
}

/* Settings that reject an anchor leave no more of it in the store. */
static bool is_issuer_distrusted(struct cc_verification *v, struct cc_findings *findings,
                                 const struct certcheck_certificate *last, size_t index)
{
    struct cc_check check = cc_search_check(v, findings);
    return cc_check_distrusted_issuer(&check, last, index);
}

/* Candidates that bear the issuer's name but were told apart by key identifier or signature. Of keys
 * that inherit their parameters no answer is kept; where no path leads on, they made none. */
static size_t count_refused(const struct cc_node *node)
{
    size_t count = 0;
    for (uint32_t i = 0; i < node->edge_count; i++)
        count += node->edges[i].state == CC_EDGE_REFUSED ||
                 node->edges[i].key_identifier == CC_KEY_IDENTIFIER_DIFFERENT ||
                 cc_key_inherits(&node->edges[i].issuer->key);
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
    enum cc_edge_result by_itself = own_signature(v, index);
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
    if (is_issuer_distrusted(v, findings, last, index))
        return CERTCHECK_PATH_ISSUER_DISTRUSTED;
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

/* Closed meshes of more certificates than this are shown as they are. */
#define MESH_CHECKED_MAX 64

/* Whether a path can end elsewhere than where it would come round to itself: at who names an issuer
 * that nobody is, or at what may be a root. In a large mesh without either, which no server sends,
 * signatures would only tell forged ways round from true ones. */
static bool signatures_matter(const struct cc_graph *graph)
{
    if (graph->node_count <= MESH_CHECKED_MAX)
        return true;
    for (uint32_t n = 0; n < graph->node_count; n++) {
        const struct cc_node *node = &graph->nodes[n];
        if (node->certificate->self_issued || (node->issuers != NULL && node->issuers->count == 0))
            return true;
    }
    return false;
}

/* Up to where signatures may be spent; 0: none is to be checked. Whoever forges ends must leave
 * enough to find out of the others whether they are roots. */
static uint64_t limit_of_signatures(const struct cc_verification *v)
{
    uint64_t used = v->budget->used[CERTCHECK_BUDGET_SIGNATURES];
    uint64_t left = v->budget->limit[CERTCHECK_BUDGET_SIGNATURES] - used;
    return signatures_matter(&v->graph) ? used + left / 2 : 0;
}

static enum cc_edge_result edge_within(struct cc_verification *v, size_t i, uint64_t limit)
{
    uint64_t *signatures = &v->budget->limit[CERTCHECK_BUDGET_SIGNATURES];
    uint64_t whole = *signatures, used = v->budget->used[CERTCHECK_BUDGET_SIGNATURES];
    if (limit == 0)
        return CC_EDGE_BUDGET;
    bool spent = v->budget->spent[CERTCHECK_BUDGET_SIGNATURES];
    *signatures = limit > used ? limit : used;
    enum cc_edge_result result = cc_search_edge(v, i);
    *signatures = whole;
    v->budget->spent[CERTCHECK_BUDGET_SIGNATURES] = spent;
    return result;
}

/* Where nobody but keys without parameters is left, the path ends below them: the search, which
 * keeps nothing of them, does not end it there. */
static enum cc_edge_result end_below(const struct cc_verification *v, struct cc_path *path, size_t i,
                                     enum cc_edge_result refusal)
{
    const struct cc_node *node = &v->graph.nodes[v->builder.frames[i].node];
    bool unkept = cc_builder_edge(&v->builder, i)->state != CC_EDGE_REFUSED;
    if (v->no_memory || !unkept || count_refused(node) < node->edge_count)
        return refusal;
    path->length = i + 1;
    return CC_EDGE_GOOD;
}

/* From the leaf up: nothing that it does not lead to is worth a signature check. Above a root there
 * is nothing, whoever bears its name: the path is cut off there. */
static enum cc_edge_result check_signatures(struct cc_verification *v, struct cc_path *path,
                                            uint64_t limit)
{
    enum cc_edge_result result = CC_EDGE_GOOD;
    if (!cc_budget_spend(v->budget, CERTCHECK_BUDGET_CANDIDATES, path->length))
        return CC_EDGE_BUDGET;
    for (size_t i = 0; i + 1 < path->length; i++) {
        if (own_signature(v, i) == CC_EDGE_GOOD) {
            path->length = i + 1;
            break;
        }
        if (result == CC_EDGE_GOOD)
            result = edge_within(v, i, limit);
        if (result != CC_EDGE_GOOD && result != CC_EDGE_BUDGET)
            return end_below(v, path, i, result);
    }
    return result;
}

static bool is_beside_complete(const struct cc_verification *v)
{
    return v->report->refused_count > v->dead_ends;
}

/* Beside complete paths that nobody signed, only what is missing from those that somebody did tells
 * more than that their issuers are refused. */
static bool tells_enough(const struct cc_verification *v, const struct cc_attempt *attempt,
                         enum certcheck_path_end end)
{
    if (!is_beside_complete(v))
        return true;
    return attempt->length > 1 &&
           (end == CERTCHECK_PATH_NO_ISSUER || end == CERTCHECK_PATH_ROOT_UNTRUSTED ||
            end == CERTCHECK_PATH_ISSUER_DISTRUSTED);
}

static void judge_end(struct cc_verification *v, const struct cc_path *path,
                      enum cc_signatures signatures)
{
    struct cc_attempt *attempt = cc_search_attempt(v, path);
    if (attempt == NULL)
        return;
    attempt->signatures = signatures;
    v->report->tried++;
    cc_search_judge(v, path, attempt);
    enum certcheck_path_end end = end_of(v, path, &attempt->findings);
    v->no_memory |= attempt->findings.no_memory;
    if (!tells_enough(v, attempt, end))
        return;
    v->dead_ends++;
    v->untold |= attempt->findings.errors == 0;
    cc_report_keep(v->report, attempt, end);
}

/* What nobody signed is told as a refused candidate, and where nothing else is left, as the end of
 * whom it bears the issuer's name. False: enough. */
static bool explain_end(struct cc_verification *v, struct cc_path *path, uint64_t limit)
{
    enum cc_edge_result result = check_signatures(v, path, limit);
    if (result != CC_EDGE_GOOD && result != CC_EDGE_BUDGET)
        return !v->no_memory;
    if (result == CC_EDGE_BUDGET && is_beside_complete(v))
        return false;
    if (cc_report_has(v->report, path))
        return true;
    /* One reason is told whatever it takes. */
    if (v->report->refused_count > 0 && !cc_search_spend_judgments(v, path))
        return false;
    struct cc_report_mark mark = cc_report_mark(v->report);
    judge_end(v, path, result == CC_EDGE_GOOD ? CC_SIGNATURES_HELD : CC_SIGNATURES_UNCHECKED);
    cc_report_drop_unkept(v->report, &mark);
    return !v->no_memory && v->dead_ends < DEAD_ENDS_MAX;
}

void cc_explain_dead_ends(struct cc_verification *v)
{
    struct cc_path path;
    uint64_t limit = limit_of_signatures(v);
    bool enough = false;
    cc_builder_start(&v->builder, CC_SEARCH_DEAD_ENDS);
    while (!enough && cc_builder_next(&v->builder, &path) == CC_BUILD_PATH)
        enough = !explain_end(v, &path, limit);
    v->no_memory |= v->builder.no_memory;
}
