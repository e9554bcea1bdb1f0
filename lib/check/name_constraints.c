/* SPDX-License-Identifier: MIT */
/*
 * Name constraints (RFC 5280 4.2.1.10, 6.1.3 (b) and (c), 6.1.4 (g)).
 *
 * Section 6.1 carries two sets down the path: permitted subtrees, intersected at each authority,
 * and excluded ones, united. That comes to this, which needs no sets: the names of a certificate
 * must satisfy the constraints of each authority above it, each taken by itself. So every authority
 * with constraints is put in an index once, and each name below it asks that index. The caller's
 * own subtrees (6.1.1 (h) and (i)) are those of one more authority, above the anchor.
 *
 * Names are those of subjectAltName, the subject itself as a directoryName, and, where there is no
 * subjectAltName, the subject's emailAddress attributes as rfc822Names. A common name is none,
 * whatever it looks like, because nobody here takes it for one (RFC 9525 2). A self-issued
 * certificate is exempt unless it is the leaf.
 *
 * Cost: one unit of the budget for each constraint that is read, for each name below it, and for
 * each constraint that such a name is compared with, of which the index leaves few; what is longer
 * than 64 bytes counts for several. All is paid before it is done.
 *
 * Findings: name-constraint-excluded, name-constraint-not-permitted, name-constraint-unsupported,
 * name-unreadable, uri-without-host (about the certificate with the name);
 * name-constraint-invalid, name-constraint-leading-dot (about the authority); budget-spent.
 *
 * Departures:
 * - An anchor's constraints count.
 * - A name of a kind for which constraints cannot be checked (otherName, x400Address,
 *   ediPartyName, registeredID), under a constraint of that kind: the path is refused, as 4.2.1.10
 *   demands for critical constraints, whether or not this one is critical. All otherNames are one
 *   kind, but an SmtpUTF8Mailbox is an rfc822Name as well (RFC 9598 6).
 * - A minimum other than 0 or a maximum is refused likewise.
 * - A wildcard is within a permitted subtree when all that it stands for is, within an excluded one
 *   when any of it is.
 * - A dNSName constraint '.example.com' means what lies below example.com; the profile says how bad
 *   it is to write it so.
 * - A directory name of which a part can only be compared byte for byte is unreadable under an
 *   excluded subtree: others may read it as the excluded name. Under permitted ones it is told from
 *   them, which is enough. What else names escape by: name_compare.c.
 * - An IPv4-mapped IPv6 address is held against excluded networks of IPv4, too.
 * - Mailboxes with quoted local parts, and those at addresses in place of hosts, are unreadable.
 */
#include "check/check.h"
#include "check/certificate_names.h"
#include "check/describe.h"
#include "check/name_constraint_index.h"
#include "x509/name.h"

/* Turning U-labels into A-labels takes as long as so many comparisons. */
#define A_LABELS_UNITS 256

/* An authority with constraints, or the caller. */
struct authority {
    struct cc_check *check;
    const struct certcheck_certificate *certificate; /* NULL: the caller */
    size_t index;                                    /* those before it are constrained */
    struct cc_name_index constraints;
};

/* The certificate below it that is being looked at. */
struct subject {
    const struct certcheck_certificate *certificate;
    size_t index;
};

/* ---- constraints by themselves ---- */

static const char *flaw(const struct certcheck_subtree *subtree)
{
    /* RFC 5280 4.2.1.10: minimum MUST be zero, and maximum MUST be absent. */
    if (subtree->minimum != 0)
        return "it has a minimum";
    if (subtree->has_maximum)
        return "it has a maximum";
    return cc_name_constraint_flaw(&subtree->base);
}

static struct cc_finding *add_about_constraint(const struct authority *authority,
                                               const struct certcheck_subtree *subtree,
                                               enum certcheck_finding_code code)
{
    struct cc_findings *findings = authority->check->findings;
    struct cc_finding *finding = cc_findings_add(findings, code, authority->index,
                                                 authority->certificate->der, subtree->whole);
    cc_describe_general_name(findings, finding, "constraint", &subtree->base);
    return finding;
}

static void check_each(const struct authority *authority, cc_span subtrees)
{
    struct certcheck_subtree subtree;
    while (certcheck_next_subtree(&subtrees, &subtree)) {
        const char *reason = flaw(&subtree);
        if (reason)
            cc_finding_text(authority->check->findings,
                            add_about_constraint(authority, &subtree,
                                                 CERTCHECK_FINDING_NAME_CONSTRAINT_INVALID),
                            "reason", reason);
        else if (subtree.base.kind == CERTCHECK_NAME_DNS &&
                 cc_dns_constraint_has_leading_dot(subtree.base.value))
            add_about_constraint(authority, &subtree,
                                 CERTCHECK_FINDING_NAME_CONSTRAINT_LEADING_DOT);
    }
}

static void check_subtrees(const struct authority *authority)
{
    check_each(authority, authority->certificate->name_constraints.permitted);
    check_each(authority, authority->certificate->name_constraints.excluded);
}

void cc_check_subtrees(struct cc_check *check, const struct certcheck_certificate *certificate,
                       size_t index)
{
    check_subtrees(&(struct authority){.check = check, .certificate = certificate, .index = index});
}

/* ---- one name against one authority ---- */

static struct cc_finding *add(const struct authority *authority, const struct subject *subject,
                              const struct certcheck_general_name *name,
                              enum certcheck_finding_code code)
{
    struct cc_findings *findings = authority->check->findings;
    struct cc_finding *finding =
        cc_findings_add(findings, code, subject->index, subject->certificate->der, name->whole);
    cc_describe_general_name(findings, finding, "name", name);
    if (authority->certificate)
        cc_describe_name(findings, finding, "issuer", authority->certificate->subject);
    else
        cc_finding_text(findings, finding, "issuer", "the caller");
    return finding;
}

/* Like every function below that returns a bool: false when the budget was spent or memory ran
 * out, and nothing more should be done. */
static bool ask_index(const struct authority *authority, const struct subject *subject,
                      const struct certcheck_general_name *name,
                      const struct cc_constrained_name *read)
{
    struct cc_name_match match;
    struct cc_findings *findings = authority->check->findings;
    /* Whoever tolerates the one has not tolerated the other. */
    bool both = findings->severity[CERTCHECK_FINDING_NAME_CONSTRAINT_EXCLUDED] != CERTCHECK_ERROR;
    if (cc_name_index_find(&authority->constraints, read, both, &match) != CC_NAME_INDEX_DONE)
        return false;
    /* RFC 5280 6.1.3 (c) */
    if (match.is_excluded)
        cc_describe_general_name(
            findings, add(authority, subject, name, CERTCHECK_FINDING_NAME_CONSTRAINT_EXCLUDED),
            "constraint", &match.excluded);
    /* RFC 5280 6.1.3 (b) */
    if (!match.is_permitted && (both || !match.is_excluded))
        add(authority, subject, name, CERTCHECK_FINDING_NAME_CONSTRAINT_NOT_PERMITTED);
    return true;
}

static bool may_be_excluded_unseen(const struct authority *authority,
                                   const struct certcheck_general_name *name)
{
    return name->kind == CERTCHECK_NAME_DIRECTORY &&
           (authority->constraints.excluded_kinds & CC_NAME_KIND(CERTCHECK_NAME_DIRECTORY)) != 0;
}

static bool check_constrained_name(const struct authority *authority, const struct subject *subject,
                                   const struct certcheck_general_name *name)
{
    struct cc_constrained_name read;
    switch (cc_constrained_name_read(&read, name)) {
    case CC_CONSTRAINED_NAME_READ:
        if (may_be_excluded_unseen(authority, name) && !cc_name_is_comparable(name->value))
            add(authority, subject, name, CERTCHECK_FINDING_NAME_UNREADABLE);
        return ask_index(authority, subject, name, &read);
    case CC_CONSTRAINED_NAME_UNREADABLE:
        add(authority, subject, name, CERTCHECK_FINDING_NAME_UNREADABLE);
        return true;
    case CC_CONSTRAINED_NAME_WITHOUT_HOST:
        add(authority, subject, name, CERTCHECK_FINDING_URI_WITHOUT_HOST);
        return true;
    case CC_CONSTRAINED_NAME_UNSUPPORTED:
        add(authority, subject, name, CERTCHECK_FINDING_NAME_CONSTRAINT_UNSUPPORTED);
        return true;
    case CC_CONSTRAINED_NAME_NO_MEMORY:
        break;
    }
    authority->check->findings->no_memory = true;
    return false;
}

static bool check_name(const struct authority *authority, const struct subject *subject,
                       const struct certcheck_general_name *name)
{
    unsigned kinds = authority->constraints.permitted_kinds | authority->constraints.excluded_kinds;
    bool constrained = (kinds & CC_NAME_KIND(cc_constrained_kind(name))) != 0;
    uint64_t units = cc_name_index_units(name->whole);
    if (constrained && cc_constrained_name_needs_a_labels(name))
        units += A_LABELS_UNITS;
    if (may_be_excluded_unseen(authority, name))
        units *= 2; /* it is read once more */
    if (!cc_budget_spend(authority->check->budget, CERTCHECK_BUDGET_NAME_CONSTRAINTS, units))
        return false;
    /* An SmtpUTF8Mailbox is an otherName too, and about those nothing can be checked. */
    if (name->is_smtp_utf8 && (kinds & CC_NAME_KIND(CERTCHECK_NAME_OTHER)) != 0)
        add(authority, subject, name, CERTCHECK_FINDING_NAME_CONSTRAINT_UNSUPPORTED);
    return !constrained || check_constrained_name(authority, subject, name);
}

/* ---- all names against all authorities ---- */

/* RFC 5280 6.1.3 (b), (c): unless it is self-issued and not the final certificate. */
static bool is_constrained(const struct cc_path *path, size_t index)
{
    return index == 0 || !path->steps[index].certificate->self_issued;
}

static bool check_names_below(const struct authority *authority, const struct cc_path *path)
{
    for (size_t i = authority->index; i-- > 0;) {
        if (!is_constrained(path, i))
            continue;
        struct subject subject = {path->steps[i].certificate, i};
        struct cc_certificate_names names;
        struct certcheck_general_name name;
        cc_certificate_names_begin(&names, subject.certificate);
        while (cc_certificate_names_next(&names, &name))
            if (!check_name(authority, &subject, &name))
                return false;
    }
    return true;
}

static bool check_below(struct authority *authority, const struct cc_path *path,
                        const struct certcheck_name_constraints *constraints)
{
    struct cc_check *check = authority->check;
    if (check->budget->spent[CERTCHECK_BUDGET_NAME_CONSTRAINTS])
        return false;
    enum cc_name_index_result result =
        cc_name_index_build(&authority->constraints, constraints, check->budget);
    bool goes_on = result == CC_NAME_INDEX_DONE;
    if (goes_on && authority->certificate)
        check_subtrees(authority);
    goes_on = goes_on && check_names_below(authority, path);
    if (result == CC_NAME_INDEX_NO_MEMORY)
        check->findings->no_memory = true;
    cc_name_index_release(&authority->constraints);
    return goes_on;
}

static bool is_constraint(const struct certcheck_name_constraints *constraints)
{
    return constraints->has_permitted || constraints->has_excluded;
}

static bool check_authority(struct cc_check *check, const struct cc_path *path, size_t index)
{
    const struct certcheck_certificate *certificate = path->steps[index].certificate;
    struct authority authority = {.check = check, .certificate = certificate, .index = index};
    return !is_constraint(&certificate->name_constraints) ||
           check_below(&authority, path, &certificate->name_constraints);
}

/* RFC 5280 6.1.1 (h), (i): the anchor is no part of the path there. A leaf that is an anchor
 * itself is looked at all the same. */
static bool check_caller(struct cc_check *check, const struct cc_path *path)
{
    const struct certcheck_policy *policy = check->policy;
    struct certcheck_name_constraints constraints = {
        .has_permitted = policy->initial_permitted.length > 0,
        .permitted = cc_span_of(policy->initial_permitted.der, policy->initial_permitted.length),
        .has_excluded = policy->initial_excluded.length > 0,
        .excluded = cc_span_of(policy->initial_excluded.der, policy->initial_excluded.length)};
    struct authority caller = {.check = check, .index = path->length > 1 ? path->length - 1 : 1};
    return !is_constraint(&constraints) || check_below(&caller, path, &constraints);
}

void cc_check_name_constraints(struct cc_check *check, const struct cc_path *path)
{
    bool goes_on = check_caller(check, path);
    for (size_t i = 1; goes_on && i < path->length; i++)
        goes_on = check_authority(check, path, i);
    if (!goes_on && check->budget->spent[CERTCHECK_BUDGET_NAME_CONSTRAINTS])
        cc_check_budget_finding(check, CERTCHECK_BUDGET_NAME_CONSTRAINTS);
}
