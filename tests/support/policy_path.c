/* SPDX-License-Identifier: MIT */
/* Certificates that say something about policies. */
#include "support/policy_path.h"

#include "fuzz/fuzz.h"

cc_span policy_oid(unsigned policy)
{
    if (policy == TREE_ANY)
        return OCTETS(0x06, 0x04, 0x55, 0x1D, 0x20, 0x00);
    return OCTETS(0x06, 0x03, 0x88, 0x37, (uint8_t)policy);
}

void make_policies(struct certcheck_certificate *c, cc_span contents)
{
    make_extension(c, CERTCHECK_EXT_CERTIFICATE_POLICIES);
    c->has_policies = true;
    c->policies = contents;
}

void make_mappings(struct certcheck_certificate *c, cc_span contents)
{
    make_extension(c, CERTCHECK_EXT_POLICY_MAPPINGS);
    c->has_policy_mappings = true;
    c->policy_mappings = contents;
}

cc_span policy_mapping(unsigned issuer_domain, unsigned subject_domain)
{
    return der(0x30, join(policy_oid(issuer_domain), policy_oid(subject_domain), NOTHING));
}

static void set_constraints(struct certcheck_certificate *c, const struct tree_certificate *from)
{
    struct certcheck_policy_constraints *constraints = &c->policy_constraints;
    constraints->has_require_explicit = from->require_explicit >= 0;
    constraints->require_explicit = (uint32_t)from->require_explicit;
    constraints->has_inhibit_mapping = from->inhibit_mapping >= 0;
    constraints->inhibit_mapping = (uint32_t)from->inhibit_mapping;
    c->has_inhibit_any_policy = from->inhibit_any >= 0;
    c->inhibit_any_policy = (uint32_t)from->inhibit_any;
}

static struct certcheck_certificate *encode(const struct tree_certificate *from)
{
    struct certcheck_certificate *c = make_authority("certificate");
    cc_span policies = bytes(NULL, 0);
    cc_span mappings = bytes(NULL, 0);
    for (unsigned policy = 0; policy < TREE_POLICIES; policy++) {
        if ((from->policies & TREE_SET(policy)) != 0)
            policies = join(policies, der(0x30, policy_oid(policy)), NOTHING);
        for (unsigned to = 1; to < TREE_POLICIES; to++)
            if ((from->mapped[policy] & TREE_SET(to)) != 0)
                mappings = join(policy_mapping(policy, to), mappings, NOTHING);
    }
    c->self_issued = from->self_issued;
    if (from->has_policies)
        make_policies(c, policies);
    if (mappings.length > 0)
        make_mappings(c, mappings);
    set_constraints(c, from);
    return c;
}

void policy_path_ask(const struct tree_path *path)
{
    static const char *const names[TREE_POLICIES] = {"2.5.29.32.0", "2.999.1", "2.999.2",
                                                     "2.999.3"};
    struct certcheck_policy *policy = fixture.policy;
    policy->initial_policy_count = 0;
    for (unsigned i = 0; i < TREE_POLICIES; i++)
        if ((path->initial & TREE_SET(i)) != 0)
            require(certcheck_policy_add_initial_policy(policy, names[i]) == CERTCHECK_OK);
    certcheck_policy_set_initial_explicit_policy(policy, path->explicit_policy);
    certcheck_policy_set_initial_policy_mapping_inhibit(policy, path->mapping_inhibit);
    certcheck_policy_set_initial_any_policy_inhibit(policy, path->any_inhibit);
}

static unsigned policies_of(const struct certcheck_policy_information *policies, size_t count)
{
    unsigned set = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned last = policies[i].policy.data[policies[i].policy.length - 1];
        require((set & TREE_SET(last)) == 0);
        set |= TREE_SET(last);
    }
    return set;
}

struct tree_result policy_path_judge(const struct tree_path *tree)
{
    struct cc_path_step steps[TREE_PATH_MAX + 1];
    struct cc_path path = {steps, tree->count + 1, true};
    struct cc_policy_sets sets = {0};
    for (unsigned i = 0; i < tree->count; i++)
        steps[tree->count - 1 - i] = (struct cc_path_step){encode(&tree->certificates[i]), ""};
    steps[tree->count] = (struct cc_path_step){make_authority("anchor"), ""};
    memset(fixture.budget.used, 0, sizeof(fixture.budget.used));
    fixture.check.policy_sets = &sets;
    cc_check_policies(&fixture.check, &path);
    fixture.check.policy_sets = NULL;
    require(!fixture.findings.no_memory);
    require(!fixture.budget.spent[CERTCHECK_BUDGET_POLICY_NODES]);
    return (struct tree_result){fixture.findings.errors == 0,
                                policies_of(sets.user, sets.user_count),
                                policies_of(sets.authority, sets.authority_count)};
}
