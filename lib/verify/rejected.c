/* SPDX-License-Identifier: MIT */
/* Which candidate issuers were refused and why. */
#include "verify/search.h"

static enum certcheck_finding_code code_of_reason(uint8_t reason)
{
    switch ((enum cc_edge_result)reason) {
    case CC_EDGE_UNSUPPORTED:
        return CERTCHECK_FINDING_SIGNATURE_ALGORITHM_UNSUPPORTED;
    case CC_EDGE_KEY_UNUSABLE:
        return CERTCHECK_FINDING_KEY_MALFORMED;
    default:
        return CERTCHECK_FINDING_SIGNATURE_INVALID;
    }
}

static enum certcheck_refusal refusal_of_code(enum certcheck_finding_code code)
{
    switch (code) {
    case CERTCHECK_FINDING_NOT_A_CA:
    case CERTCHECK_FINDING_CA_VERSION:
        return CERTCHECK_REFUSAL_NOT_A_CA;
    case CERTCHECK_FINDING_KEY_USAGE_NO_CERT_SIGN:
        return CERTCHECK_REFUSAL_KEY_USAGE;
    default:
        return CERTCHECK_REFUSAL_UNUSABLE;
    }
}

/* Whether the candidate was refused in the role in which it would have stood above the child. */
static bool is_unsound(const struct cc_verification *v, uint32_t node)
{
    const struct cc_judgment *judgment = &v->judgments[node];
    uint8_t role = v->graph.nodes[node].anchor ? CC_ROLE_ANCHOR : CC_ROLE_INTERMEDIATE;
    return (judgment->unsound & (1U << role)) != 0;
}

/* False: the candidate was not refused. */
static bool refuse(const struct cc_verification *v, const struct cc_edge *edge,
                   struct certcheck_rejected *out)
{
    bool other_key = edge->key_identifier == CC_KEY_IDENTIFIER_DIFFERENT;
    bool valid = v->report->verdict == CERTCHECK_VALID;
    out->code = CERTCHECK_FINDING_CODES;
    if (edge->state == CC_EDGE_REFUSED ||
        (other_key && edge->state == CC_EDGE_UNCHECKED && !valid)) {
        out->refusal = other_key ? CERTCHECK_REFUSAL_KEY_IDENTIFIER : CERTCHECK_REFUSAL_SIGNATURE;
        if (edge->state == CC_EDGE_REFUSED)
            out->code = code_of_reason(edge->reason);
        return true;
    }
    if (is_unsound(v, edge->node)) {
        out->code = v->judgments[edge->node].worst;
        out->refusal = refusal_of_code(out->code);
        return true;
    }
    /* Of issuers that no budget was left to look for nobody knows where they lead. */
    out->refusal = CERTCHECK_REFUSAL_NO_ANCHOR;
    return !valid && !v->graph.truncated && !v->graph.nodes[edge->node].reaches_anchor;
}

static bool keep_rejected(struct cc_verification *v, const struct cc_node *child,
                          const struct cc_edge *edge, struct certcheck_rejected *rejected)
{
    struct certcheck_report *report = v->report;
    const char *source = v->graph.nodes[edge->node].source;
    rejected->child = child->certificate;
    rejected->candidate = edge->issuer;
    rejected->candidate_source = cc_arena_text(&report->arena, source, strlen(source));
    report->rejected[report->rejected_count++] = *rejected;
    return rejected->candidate_source != NULL && cc_report_hold(report, child->certificate) &&
           cc_report_hold(report, edge->issuer);
}

static size_t count_edges(const struct cc_graph *graph)
{
    size_t count = 0;
    for (uint32_t n = 0; n < graph->node_count && count < CC_REPORT_REJECTED_MAX; n++)
        count += graph->nodes[n].edge_count;
    return count < CC_REPORT_REJECTED_MAX ? count : CC_REPORT_REJECTED_MAX;
}

void cc_explain_rejected(struct cc_verification *v)
{
    struct certcheck_report *report = v->report;
    size_t room = count_edges(&v->graph);
    report->rejected = cc_arena_array(&report->arena, room, sizeof(*report->rejected));
    if (report->rejected == NULL) {
        v->no_memory = true;
        return;
    }
    for (uint32_t n = 0; n < v->graph.node_count && report->rejected_count < room; n++) {
        const struct cc_node *child = &v->graph.nodes[n];
        if (!cc_graph_open(&v->graph, n)) {
            v->no_memory = true;
            return;
        }
        for (uint32_t e = 0; e < child->edge_count; e++) {
            struct certcheck_rejected rejected;
            if (report->rejected_count == room)
                return;
            if (refuse(v, &child->edges[e], &rejected) &&
                !keep_rejected(v, child, &child->edges[e], &rejected))
                v->no_memory = true;
        }
    }
}
