/* SPDX-License-Identifier: MIT */
/*
 * Certificate policies: RFC 5280 6.1.3 (d) to (f), 6.1.4 (a), (b) and (h) to (j), 6.1.5 (a), (b)
 * and (g), with the graph of RFC 9618 in place of the tree.
 *
 * Findings: policy-required, policy-not-accepted, policy-mapping-invalid, policy-mapping-inhibited,
 * any-policy-inhibited, budget-spent.
 *
 * An anchor is no certificate of the path (6.1): it has no depth, and its mappings do nothing. What
 * else its certificate says about policies are inputs of 6.1.1, as RFC 5937 section 3 has it:
 * - its policyConstraints and inhibitAnyPolicy are initial values of explicit_policy,
 * policy_mapping and inhibit_anyPolicy where they are stricter than the caller's; SkipCerts counts
 * certificates below it as it would anywhere;
 * - its certificatePolicies, unless anyPolicy is among them, leave of the caller's
 *   user-initial-policy-set only what they list.
 * A leaf that is an anchor itself is judged as a path of one certificate below no anchor: trusted
 * though it is, it must assert the policy that the caller requires.
 *
 * Departures: SkipCerts past 2^31 - 1 counts as that, which no path reaches. Of the policy
 * qualifiers that 6.1.5 (g) collects along the path only those of the last certificate are given.
 * Mappings of and to anyPolicy make policy-mapping-invalid, and are passed over where the caller
 * has made that less than an error. Whether an extension may be there, or is critical, the
 * certificate profiles say.
 */
#include "check/check.h"
#include "check/describe.h"
#include "check/policy_graph.h"

/* A state variable of 6.1.2 (d) to (f), and whose word made it what it is. */
struct counter {
    uint32_t left; /* certificates that are not self-issued, until it holds */
    size_t by;     /* index in the path; CERTCHECK_NO_INDEX: the caller */
};

struct policies {
    struct cc_check *check;
    const struct cc_path *path;
    size_t count; /* n of 6.1: certificates without the anchor */
    struct cc_arena arena;
    struct cc_policy_graph graph;
    struct counter explicit_policy;
    struct counter policy_mapping;
    struct counter inhibit_any;
    size_t null_at;               /* index of the certificate that made the graph NULL */
    bool refused;                 /* policy-required was said */
    struct cc_policy_set initial; /* user-initial-policy-set, within what the anchor allows */
};

static const struct certcheck_certificate *at(const struct policies *p, size_t index)
{
    return p->path->steps[index].certificate;
}

/* ---- what is found ---- */

static struct cc_finding *add(const struct policies *p, enum certcheck_finding_code code,
                              size_t index, enum certcheck_extension_kind kind)
{
    const struct certcheck_certificate *certificate = at(p, index);
    return cc_findings_add(p->check->findings, code, index, certificate->der,
                           cc_check_place(certificate, kind));
}

static void describe_requirer(const struct policies *p, struct cc_finding *finding, size_t by)
{
    if (by == CERTCHECK_NO_INDEX)
        cc_finding_text(p->check->findings, finding, "requirer", "the caller");
    else
        cc_describe_name(p->check->findings, finding, "requirer", at(p, by)->subject);
}

/* RFC 5280 6.1.3 (f): said once, of the certificate that left no policy valid. */
static void check_required(struct policies *p)
{
    if (p->explicit_policy.left > 0 || !p->graph.null || p->refused)
        return;
    struct cc_finding *finding =
        add(p, CERTCHECK_FINDING_POLICY_REQUIRED, p->null_at, CERTCHECK_EXT_CERTIFICATE_POLICIES);
    describe_requirer(p, finding, p->explicit_policy.by);
    cc_describe_policies(p->check->findings, finding, "actual", at(p, p->null_at)->policies);
    p->refused = true;
}

static void not_accepted(const struct policies *p, const struct cc_policy_set *authority)
{
    struct cc_findings *findings = p->check->findings;
    struct cc_finding *finding =
        add(p, CERTCHECK_FINDING_POLICY_NOT_ACCEPTED, 0, CERTCHECK_EXT_CERTIFICATE_POLICIES);
    describe_requirer(p, finding, p->explicit_policy.by);
    cc_describe_policy_set(findings, finding, "actual", authority->items, authority->count);
    cc_describe_policy_set(findings, finding, "expected", p->initial.items, p->initial.count);
}

static void describe_mapping(struct cc_findings *findings, struct cc_finding *finding,
                             const struct certcheck_policy_mapping *mapping)
{
    cc_describe_policy(findings, finding, "issuer_policy", mapping->issuer_domain_policy);
    cc_describe_policy(findings, finding, "subject_policy", mapping->subject_domain_policy);
}

static void mapping_inhibited(const struct policies *p, size_t index,
                              const struct certcheck_policy_mapping *mapping)
{
    struct cc_finding *finding =
        add(p, CERTCHECK_FINDING_POLICY_MAPPING_INHIBITED, index, CERTCHECK_EXT_POLICY_MAPPINGS);
    describe_mapping(p->check->findings, finding, mapping);
    describe_requirer(p, finding, p->policy_mapping.by);
}

/* ---- 6.1.1, 6.1.2 ---- */

/* "requireExplicitPolicy ... is less than explicit_policy" and so on */
static void lower(struct counter *counter, uint32_t skip, size_t by)
{
    if (skip < counter->left)
        *counter = (struct counter){skip, by};
}

/* RFC 5280 6.1.4 (i), (j) */
static void take_constraints(struct policies *p, size_t index)
{
    const struct certcheck_certificate *c = at(p, index);
    if (c->policy_constraints.has_require_explicit)
        lower(&p->explicit_policy, c->policy_constraints.require_explicit, index);
    if (c->policy_constraints.has_inhibit_mapping)
        lower(&p->policy_mapping, c->policy_constraints.inhibit_mapping, index);
    if (c->has_inhibit_any_policy)
        lower(&p->inhibit_any, c->inhibit_any_policy, index);
}

/* RFC 5280 6.1.2 (d), (e), (f) */
static struct counter initial(const struct policies *p, bool holds)
{
    return (struct counter){holds ? 0 : (uint32_t)p->count + 1, CERTCHECK_NO_INDEX};
}

/* RFC 5280 6.1.1 (c): the caller's policies; anyPolicy when there are none. */
static enum cc_policy_result read_wanted(struct policies *p, struct cc_policy_set *wanted)
{
    const struct certcheck_policy *policy = p->check->policy;
    size_t count = policy->initial_policy_count;
    wanted->items = cc_arena_array(&p->arena, count + 1, sizeof(*wanted->items));
    if (wanted->items == NULL)
        return CC_POLICY_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        wanted->items[i].policy =
            cc_span_of(policy->initial_policies[i].oid, policy->initial_policies[i].length);
    if (count == 0)
        wanted->items[count++].policy = cc_policy_any();
    wanted->count = count;
    cc_policy_set_sort(wanted);
    return CC_POLICY_OK;
}

/* RFC 5937 3: the inputs as the anchor narrows them. */
static enum cc_policy_result take_anchor(struct policies *p, const struct cc_policy_set *wanted)
{
    size_t index = p->path->length - 1;
    struct cc_policy_set listed;
    p->initial = *wanted;
    if (index == 0)
        return CC_POLICY_OK;
    take_constraints(p, index);
    if (!at(p, index)->has_policies)
        return CC_POLICY_OK;
    enum cc_policy_result result =
        cc_policy_set_read(&listed, &p->arena, p->check->budget, at(p, index)->policies);
    return result != CC_POLICY_OK ? result
                                  : cc_policy_set_restrict(&p->initial, &p->arena, &listed, wanted);
}

static enum cc_policy_result begin(struct policies *p)
{
    const struct certcheck_policy *policy = p->check->policy;
    struct cc_policy_set wanted;
    p->explicit_policy = initial(p, policy->initial_explicit_policy);
    p->policy_mapping = initial(p, policy->initial_policy_mapping_inhibit);
    p->inhibit_any = initial(p, policy->initial_any_policy_inhibit);
    if (!cc_policy_graph_begin(&p->graph, &p->arena, p->check->budget, p->count))
        return CC_POLICY_NO_MEMORY;
    enum cc_policy_result result = read_wanted(p, &wanted);
    return result != CC_POLICY_OK ? result : take_anchor(p, &wanted);
}

/* ---- 6.1.3 ---- */

static void any_inhibited(const struct policies *p, size_t index)
{
    cc_span rest = at(p, index)->policies;
    struct certcheck_policy_information policy;
    while (certcheck_next_policy(&rest, &policy)) {
        if (!cc_policy_is_any(policy.policy))
            continue;
        struct cc_finding *finding = add(p, CERTCHECK_FINDING_ANY_POLICY_INHIBITED, index,
                                         CERTCHECK_EXT_CERTIFICATE_POLICIES);
        describe_requirer(p, finding, p->inhibit_any.by);
        return;
    }
}

static enum cc_policy_result process(struct policies *p, size_t index)
{
    const struct certcheck_certificate *c = at(p, index);
    enum cc_policy_result result = CC_POLICY_OK;
    bool was_null = p->graph.null;
    /* RFC 5280 6.1.3 (d)(2): "either (a) inhibit_anyPolicy is greater than 0 or (b) i<n and the
     * certificate is self-issued" */
    bool any_allowed = p->inhibit_any.left > 0 || (index > 0 && c->self_issued);
    if (!any_allowed && !was_null)
        any_inhibited(p, index);
    /* 6.1.3 (d), (e) */
    if (c->has_policies)
        result = cc_policy_graph_add(&p->graph, c->policies, any_allowed);
    else
        p->graph.null = true;
    if (!was_null && p->graph.null)
        p->null_at = index;
    if (result == CC_POLICY_OK)
        check_required(p);
    return result;
}

/* ---- 6.1.4 ---- */

/* RFC 5280 6.1.4 (a) */
void cc_check_mappings(struct cc_check *check, const struct certcheck_certificate *certificate,
                       size_t index)
{
    cc_span rest = certificate->policy_mappings;
    struct certcheck_policy_mapping mapping;
    while (certcheck_next_policy_mapping(&rest, &mapping))
        if (cc_policy_is_any(mapping.issuer_domain_policy) ||
            cc_policy_is_any(mapping.subject_domain_policy)) {
            struct cc_finding *finding = cc_findings_add(
                check->findings, CERTCHECK_FINDING_POLICY_MAPPING_INVALID, index, certificate->der,
                cc_check_place(certificate, CERTCHECK_EXT_POLICY_MAPPINGS));
            describe_mapping(check->findings, finding, &mapping);
            return;
        }
}

/* RFC 5280 6.1.4 (b) */
static enum cc_policy_result map(struct policies *p, size_t index)
{
    cc_span mappings = at(p, index)->policy_mappings;
    if (p->policy_mapping.left > 0)
        return cc_policy_graph_map(&p->graph, mappings);
    struct certcheck_policy_mapping removed;
    bool was_null = p->graph.null;
    enum cc_policy_result result = cc_policy_graph_unmap(&p->graph, mappings, &removed);
    if (!was_null && p->graph.null)
        p->null_at = index;
    if (removed.issuer_domain_policy.length > 0)
        mapping_inhibited(p, index, &removed);
    return result;
}

static void count_down(struct counter *counter)
{
    if (counter->left > 0)
        counter->left--;
}

static enum cc_policy_result prepare(struct policies *p, size_t index)
{
    enum cc_policy_result result = CC_POLICY_OK;
    if (at(p, index)->has_policy_mappings) {
        cc_check_mappings(p->check, at(p, index), index);
        result = map(p, index);
    }
    /* RFC 5280 6.1.4 (h) */
    if (!at(p, index)->self_issued) {
        count_down(&p->explicit_policy);
        count_down(&p->policy_mapping);
        count_down(&p->inhibit_any);
    }
    take_constraints(p, index);
    return result;
}

/* ---- 6.1.5 ---- */

/* The set outlives this call and the caller's policy: into the findings' arena with its OIDs. */
static enum cc_policy_result keep(struct cc_arena *arena, const struct cc_policy_set *set,
                                  const struct certcheck_policy_information **policies,
                                  size_t *count)
{
    struct certcheck_policy_information *kept = cc_arena_array(arena, set->count, sizeof(*kept));
    if (kept == NULL)
        return CC_POLICY_NO_MEMORY;
    for (size_t i = 0; i < set->count; i++) {
        cc_span policy = set->items[i].policy;
        char *oid = cc_arena_text(arena, (const char *)policy.data, policy.length);
        if (oid == NULL)
            return CC_POLICY_NO_MEMORY;
        kept[i] = set->items[i];
        kept[i].policy = cc_span_of((const uint8_t *)oid, policy.length);
    }
    *policies = kept;
    *count = set->count;
    return CC_POLICY_OK;
}

static enum cc_policy_result keep_sets(const struct policies *p,
                                       const struct cc_policy_set *authority,
                                       const struct cc_policy_set *user)
{
    struct cc_policy_sets *sets = p->check->policy_sets;
    struct cc_arena *arena = p->check->findings->arena;
    if (sets == NULL || arena == NULL)
        return CC_POLICY_OK;
    enum cc_policy_result result = keep(arena, authority, &sets->authority, &sets->authority_count);
    return result != CC_POLICY_OK ? result : keep(arena, user, &sets->user, &sets->user_count);
}

static enum cc_policy_result wrap_up(struct policies *p)
{
    const struct certcheck_policy_constraints *last = &at(p, 0)->policy_constraints;
    struct cc_policy_set authority;
    struct cc_policy_set user;
    /* RFC 5280 6.1.5 (a), (b) */
    count_down(&p->explicit_policy);
    if (last->has_require_explicit && last->require_explicit == 0)
        lower(&p->explicit_policy, 0, 0);
    check_required(p);
    /* 6.1.5 (g), RFC 9618 5.5 */
    enum cc_policy_result result = cc_policy_graph_policies(&p->graph, &authority);
    if (result == CC_POLICY_OK)
        result = cc_policy_set_restrict(&user, &p->arena, &authority, &p->initial);
    if (result != CC_POLICY_OK)
        return result;
    if (p->explicit_policy.left == 0 && user.count == 0 && !p->graph.null)
        not_accepted(p, &authority);
    return keep_sets(p, &authority, &user);
}

static enum cc_policy_result run(struct policies *p)
{
    enum cc_policy_result result = begin(p);
    for (size_t index = p->count; result == CC_POLICY_OK && index-- > 0;) {
        result = process(p, index);
        if (result == CC_POLICY_OK && index > 0)
            result = prepare(p, index);
    }
    return result == CC_POLICY_OK ? wrap_up(p) : result;
}

void cc_check_policies(struct cc_check *check, const struct cc_path *path)
{
    struct policies p = {.check = check, .path = path};
    p.count = path->length > 1 ? path->length - 1 : 1;
    cc_arena_init(&p.arena, 0);
    enum cc_policy_result result = run(&p);
    cc_arena_release(&p.arena);
    if (result == CC_POLICY_BUDGET)
        cc_check_budget_finding(check, CERTCHECK_BUDGET_POLICY_NODES);
    if (result == CC_POLICY_NO_MEMORY)
        check->findings->no_memory = true;
}
