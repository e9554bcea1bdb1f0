/* SPDX-License-Identifier: MIT */
/* The search for valid paths: cheap checks first, then signatures from the anchor down. */
#include "profile/profile.h"
#include "verify/revocation.h"
#include "verify/search.h"

struct cc_check cc_search_check(const struct cc_verification *v, struct cc_findings *findings)
{
    return (struct cc_check){
        .policy = v->policy,
        .crypto = v->crypto,
        .budget = v->budget,
        .findings = findings,
        .distrusted = v->distrusted,
    };
}

/* Judging walks the names and extensions several times, at worst for 20 nanoseconds a byte: a
 * certificate costs as many judgments as it has begun units of this many bytes. */
#define JUDGMENT_LENGTH 256

static uint64_t judgment_cost(const struct certcheck_certificate *certificate)
{
    return 1 + certificate->der.length / JUDGMENT_LENGTH;
}

bool cc_search_spend_judgments(struct cc_verification *v, const struct cc_path *path)
{
    uint64_t cost = 0;
    for (size_t i = 0; i < path->length; i++)
        cost += judgment_cost(path->steps[i].certificate);
    return cc_budget_spend(v->budget, CERTCHECK_BUDGET_JUDGMENTS, cost);
}

static void judge_certificate(struct cc_verification *v, struct cc_findings *findings,
                              const struct certcheck_certificate *certificate, enum cc_role role,
                              size_t index)
{
    struct cc_check check = cc_search_check(v, findings);
    struct cc_profile profile = {
        .policy = v->policy, .findings = findings, .default_only = v->default_only};
    cc_check_certificate(&check, certificate, role, index);
    cc_profile_certificate(&profile, certificate, role, index);
}

/* Whether it was judged before, and nothing was found. */
static bool is_silent(const struct cc_verification *v, uint32_t node, enum cc_role role)
{
    return (v->judgments[node].silent & (1U << role)) != 0;
}

void cc_search_judge(struct cc_verification *v, const struct cc_path *path,
                     struct cc_attempt *attempt)
{
    struct cc_findings *findings = &attempt->findings;
    struct cc_check check = cc_search_check(v, findings);
    check.policy_sets = &attempt->policy_sets;
    for (size_t i = path->length; i-- > 0;)
        if (!is_silent(v, v->builder.frames[i].node, cc_path_role(path, i)))
            judge_certificate(v, findings, path->steps[i].certificate, cc_path_role(path, i), i);
    if (path->anchored) {
        struct cc_profile profile = {
            .policy = v->policy, .findings = findings, .default_only = v->default_only};
        cc_check_path(&check, path);
        cc_profile_path(&profile, path);
    }
    v->no_memory |= findings->no_memory;
}

static enum cc_soundness is_sound(void *context, uint32_t node, enum cc_role role)
{
    struct cc_verification *v = context;
    bool last = role == CC_ROLE_ANCHOR || role == CC_ROLE_TRUSTED_LEAF;
    if (last && v->only_anchor != NULL &&
        !cc_span_equal(v->graph.nodes[node].certificate->der, v->only_anchor->der))
        return CC_UNSOUND;
    struct cc_judgment *judgment = &v->judgments[node];
    uint8_t bit = (uint8_t)(1U << role);
    if ((judgment->known & bit) == 0) {
        struct cc_findings count;
        const struct certcheck_certificate *certificate = v->graph.nodes[node].certificate;
        if (!cc_budget_spend(v->budget, CERTCHECK_BUDGET_JUDGMENTS, judgment_cost(certificate)))
            return CC_SOUND_STOP;
        cc_findings_init(&count, NULL, v->severity);
        judge_certificate(v, &count, certificate, role, 0);
        v->no_memory |= count.no_memory;
        judgment->known |= bit;
        if (!count.any)
            judgment->silent |= bit;
        if (count.errors > 0) {
            judgment->unsound |= bit;
            judgment->worst = count.worst;
        }
    }
    return (judgment->unsound & bit) != 0 ? CC_UNSOUND : CC_SOUND;
}

bool cc_search_leaf_unsound(const struct cc_verification *v)
{
    const struct cc_judgment *leaf = &v->judgments[0];
    uint8_t roles = 1U << CC_ROLE_LEAF;
    if (v->graph.nodes[0].anchor)
        roles |= 1U << CC_ROLE_TRUSTED_LEAF;
    return (leaf->unsound & roles) == roles;
}

/* Cross-signed or renewed issuers share their key: the answer for one is the answer for all. */
static const struct cc_edge *same_key(const struct cc_node *child, const struct cc_edge *edge)
{
    for (uint32_t i = 0; i < child->edge_count; i++) {
        const struct cc_edge *other = &child->edges[i];
        if (other->state != CC_EDGE_UNCHECKED &&
            cc_span_equal(other->issuer->key.whole, edge->issuer->key.whole))
            return other;
    }
    return NULL;
}

/* What the key of the issuer is depends on the path above it: the answer holds for this path. */
static enum cc_edge_result inherited_edge(struct cc_verification *v, size_t i)
{
    const struct cc_path_step *steps = v->builder.steps;
    struct cc_check check = cc_search_check(v, NULL);
    enum cc_edge_result result =
        cc_check_signature_inherited(&check, steps[i].certificate, steps[i + 1].certificate,
                                     cc_inherited_parameters(steps, v->builder.length, i + 1));
    v->no_memory |= result == CC_EDGE_NO_MEMORY;
    return result;
}

enum cc_edge_result cc_search_edge(struct cc_verification *v, size_t i)
{
    const struct cc_node *child = &v->graph.nodes[v->builder.frames[i].node];
    struct cc_edge *edge = cc_builder_edge(&v->builder, i);
    if (cc_key_inherits(&edge->issuer->key))
        return inherited_edge(v, i);
    const struct cc_edge *known = edge->state != CC_EDGE_UNCHECKED ? edge : same_key(child, edge);
    if (known != NULL) {
        edge->state = known->state;
        edge->reason = known->reason;
        return (enum cc_edge_result)edge->reason;
    }
    struct cc_check check = cc_search_check(v, NULL);
    enum cc_edge_result result = cc_check_signature(&check, child->certificate, edge->issuer);
    v->no_memory |= result == CC_EDGE_NO_MEMORY;
    if (result == CC_EDGE_BUDGET || result == CC_EDGE_NO_MEMORY)
        return result;
    edge->state = result == CC_EDGE_GOOD ? CC_EDGE_SIGNED : CC_EDGE_REFUSED;
    edge->reason = (uint8_t)result;
    return result;
}

/* Whether only a signature can tell which of two candidates is the issuer. */
static bool are_rivals(const struct cc_edge *a, const struct cc_edge *b)
{
    return a->order == b->order && !cc_span_equal(a->issuer->key.whole, b->issuer->key.whole);
}

/* Whether the issuer of step i has a rival. Keys that inherit their parameters are not among them:
 * what they say is not kept. */
static bool is_contested(const struct cc_verification *v, size_t i)
{
    const struct cc_node *child = &v->graph.nodes[v->builder.frames[i].node];
    uint32_t e = v->builder.frames[i + 1].edge;
    const struct cc_edge *edge = &child->edges[e];
    return !cc_key_inherits(&edge->issuer->key) &&
           ((e > 0 && are_rivals(edge, edge - 1)) ||
            (e + 1 < child->edge_count && are_rivals(edge, edge + 1)));
}

/* From the anchor down: nothing that the anchor did not lead to is worth a signature check. But
 * among rivals the leaf knows its issuer: of those that are not, nothing above is checked, and so
 * each costs one signature, whatever stands above it. Further up it does not pay: forged children
 * with forged rivals above them would cost as many signatures as there are pairs. */
enum cc_edge_result cc_search_signatures(struct cc_verification *v, const struct cc_path *path,
                                         size_t *at)
{
    enum cc_edge_result result = CC_EDGE_GOOD;
    *at = 0;
    if (path->length > 1 && is_contested(v, 0))
        result = cc_search_edge(v, 0);
    for (size_t i = path->length - 1; i-- > 0 && result == CC_EDGE_GOOD;) {
        result = cc_search_edge(v, i);
        *at = i;
    }
    return result;
}

struct cc_attempt *cc_search_attempt(struct cc_verification *v, const struct cc_path *path)
{
    struct cc_attempt *attempt = cc_report_attempt(v->report, path);
    uint32_t *edges = cc_arena_array(&v->report->arena, path->length, sizeof(*edges));
    if (attempt == NULL || edges == NULL) {
        v->no_memory = true;
        return NULL;
    }
    cc_builder_note(&v->builder, edges, path->length);
    attempt->edges = edges;
    return attempt;
}

size_t cc_search_wanted(const struct cc_verification *v)
{
    size_t wanted = v->policy->max_paths;
    return wanted > CC_REPORT_VALID_MAX ? CC_REPORT_VALID_MAX : wanted;
}

/* A path whose signatures hold: only revocation may still refuse it. */
static void keep_signed(struct cc_verification *v, struct cc_attempt *attempt)
{
    if (attempt->findings.errors == 0) {
        cc_report_keep(v->report, attempt, CERTCHECK_PATH_VALID);
        return;
    }
    /* The first of those that decide nothing says why the verdict is none; the first that is
     * revoked says so, however many were refused before anybody looked at their signatures. */
    bool telling = attempt->revoked ? !v->revoked : !v->unknown;
    v->revoked |= attempt->revoked;
    v->unknown |= !attempt->revoked;
    if (telling || v->report->refused_count < CC_REPORT_TRIED_MAX)
        cc_report_keep(v->report, attempt, CERTCHECK_PATH_REFUSED);
}

/* False: stop searching. */
static bool try_path(struct cc_verification *v, const struct cc_path *path)
{
    if (!cc_search_spend_judgments(v, path))
        return false;
    struct cc_attempt *attempt = cc_search_attempt(v, path);
    if (attempt == NULL)
        return false;
    v->report->tried++;
    cc_search_judge(v, path, attempt);
    if (v->no_memory)
        return false;
    if (attempt->findings.errors > 0) {
        if (v->report->refused_count < CC_REPORT_TRIED_MAX)
            cc_report_keep(v->report, attempt, CERTCHECK_PATH_REFUSED);
        return true;
    }
    size_t at;
    enum cc_edge_result result = cc_search_signatures(v, path, &at);
    if (result != CC_EDGE_GOOD)
        return result != CC_EDGE_BUDGET && !v->no_memory;
    attempt->signatures = CC_SIGNATURES_HELD;
    cc_revocation_judge(v, path, attempt);
    keep_signed(v, attempt);
    if (v->report->valid_count >= cc_search_wanted(v)) {
        v->complete = true;
        return false;
    }
    return !v->no_memory;
}

void cc_search_valid(struct cc_verification *v)
{
    struct cc_path path;
    v->builder.graph = &v->graph;
    v->builder.max_depth = v->policy->max_depth;
    v->builder.sound = is_sound;
    v->builder.context = v;
    cc_builder_start(&v->builder, CC_SEARCH_SOUND);
    for (;;) {
        enum cc_build build = cc_builder_next(&v->builder, &path);
        v->length_hit = v->builder.length_hit;
        v->no_memory |= v->builder.no_memory;
        if (build == CC_BUILD_END)
            v->complete = true;
        if (build != CC_BUILD_PATH || v->no_memory)
            return;
        struct cc_report_mark mark = cc_report_mark(v->report);
        bool enough = !try_path(v, &path);
        cc_report_drop_unkept(v->report, &mark);
        if (enough)
            return;
    }
}
