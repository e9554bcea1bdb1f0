/* SPDX-License-Identifier: MIT */
/*
 * Name constraints (RFC 5280 4.2.1.10, 6.1.3 (b) and (c), 6.1.4 (g)).
 *
 * Section 6.1 carries two sets down the path: permitted subtrees, intersected at each authority,
 * and excluded ones, united. That comes to this, which needs no sets: the names of a certificate
 * must satisfy the constraints of each authority above it, each taken by itself. So every pair of
 * an authority with constraints and a certificate below it is compared, name by name.
 *
 * Names are those of subjectAltName, the subject itself as a directoryName, and, where there is no
 * subjectAltName, the subject's emailAddress attributes as rfc822Names. A common name is none,
 * whatever it looks like, because nobody here takes it for one (RFC 9525 2). A self-issued
 * certificate is exempt unless it is the leaf.
 *
 * Cost: constraints x names, paid from the budget before the work is done; what is longer than 64
 * bytes counts for several.
 *
 * Findings: name-constraint-excluded, name-constraint-not-permitted, name-constraint-unsupported,
 * name-unreadable (about the certificate with the name); name-constraint-invalid (about the
 * authority); budget-spent.
 *
 * Departures: an anchor's constraints count. Constraints on host names, addresses and directory
 * names are checked; where a name of another kind meets a constraint of its kind, the path is
 * refused, as 4.2.1.10 demands for critical constraints, whether or not this one is critical. A
 * minimum other than 0 or a maximum is refused likewise. A wildcard is within a permitted subtree
 * when all that it stands for is, within an excluded one when any of it is.
 */
#include "check/check.h"
#include "check/describe.h"
#include "check/name_constraint.h"
#include "x509/name.h"

#define UNIT_LENGTH 64 /* bytes that cost as much as one comparison */

#define KIND(kind) (1U << (kind))
#define KINDS_CHECKED \
    (KIND(CERTCHECK_NAME_DNS) | KIND(CERTCHECK_NAME_IP) | KIND(CERTCHECK_NAME_DIRECTORY))

/* 1.2.840.113549.1.9.1 */
static const uint8_t email_address[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01};

/* An authority with constraints. */
struct authority {
    struct cc_check *check;
    const struct certcheck_certificate *certificate;
    size_t index;
    const struct certcheck_name_constraints *constraints;
    unsigned permitted_kinds; /* KIND() of each kind that occurs */
    unsigned excluded_kinds;
};

/* The certificate below it that is being looked at. */
struct subject {
    const struct certcheck_certificate *certificate;
    size_t index;
};

/* ---- the names of a certificate, one after the other ---- */

struct names {
    cc_span alternative; /* what is left of subjectAltName */
    cc_span subject;     /* whole Name; empty once it was handed out */
    cc_span attributes;  /* what is left of the subject's contents */
    cc_span rdn;
};

static cc_span contents_of(cc_span whole)
{
    struct certcheck_der_value value;
    cc_span rest = whole;
    struct certcheck_parse_error error;
    if (certcheck_der_next(&rest, whole.data, &value, &error) != CERTCHECK_OK)
        return (cc_span){NULL, 0};
    return value.contents;
}

static void names_begin(struct names *names, const struct certcheck_certificate *certificate)
{
    *names = (struct names){.alternative = certificate->subject_alt_name};
    if (!certificate->subject_empty)
        names->subject = certificate->subject;
    if (!certificate->by_kind[CERTCHECK_EXT_SUBJECT_ALT_NAME])
        names->attributes = contents_of(certificate->subject);
}

static bool next_email_attribute(struct names *names, struct certcheck_general_name *name)
{
    cc_span email = {email_address, sizeof email_address};
    struct cc_name_attribute attribute;
    while (cc_name_next_attribute(&names->attributes, &names->rdn, &attribute)) {
        if (!cc_span_equal(attribute.type, email))
            continue;
        *name = (struct certcheck_general_name){
            .kind = CERTCHECK_NAME_RFC822, .value = attribute.value, .whole = attribute.value};
        return true;
    }
    return false;
}

static bool names_next(struct names *names, struct certcheck_general_name *name)
{
    if (certcheck_next_general_name(&names->alternative, name))
        return true;
    if (names->subject.length > 0) {
        *name = (struct certcheck_general_name){
            .kind = CERTCHECK_NAME_DIRECTORY, .value = names->subject, .whole = names->subject};
        names->subject = (cc_span){NULL, 0};
        return true;
    }
    return next_email_attribute(names, name);
}

/* ---- the budget ---- */

static uint64_t units(cc_span whole)
{
    return 1 + whole.length / UNIT_LENGTH;
}

static uint64_t count_names(const struct certcheck_certificate *certificate)
{
    struct names names;
    struct certcheck_general_name name;
    uint64_t count = 0;
    names_begin(&names, certificate);
    while (names_next(&names, &name))
        count += units(name.whole);
    return count;
}

static uint64_t count_constraints(cc_span subtrees)
{
    struct certcheck_subtree subtree;
    uint64_t count = 0;
    while (certcheck_next_subtree(&subtrees, &subtree))
        count += units(subtree.whole);
    return count;
}

/* The one added to the names pays for reading the constraints themselves. */
static bool spend(struct cc_check *check, const struct certcheck_name_constraints *constraints,
                  uint64_t names)
{
    uint64_t count =
        count_constraints(constraints->permitted) + count_constraints(constraints->excluded);
    return cc_budget_spend(check->budget, CERTCHECK_BUDGET_NAME_CONSTRAINTS, count * (names + 1));
}

/* ---- constraints by themselves ---- */

static const char *flaw(const struct certcheck_subtree *subtree)
{
    /* RFC 5280 4.2.1.10: minimum MUST be zero, and maximum MUST be absent. */
    if (subtree->minimum != 0)
        return "it has a minimum";
    if (subtree->has_maximum)
        return "it has a maximum";
    if (subtree->base.kind == CERTCHECK_NAME_DNS)
        return cc_dns_constraint_flaw(subtree->base.value);
    if (subtree->base.kind == CERTCHECK_NAME_IP)
        return cc_ip_constraint_flaw(subtree->base.value);
    return NULL;
}

/* Returns which kinds of names the subtrees are about. */
static unsigned read_subtrees(const struct authority *authority, cc_span subtrees)
{
    struct cc_findings *findings = authority->check->findings;
    struct certcheck_subtree subtree;
    unsigned kinds = 0;
    while (certcheck_next_subtree(&subtrees, &subtree)) {
        kinds |= KIND(subtree.base.kind);
        const char *reason = flaw(&subtree);
        if (!reason)
            continue;
        struct cc_finding *finding =
            cc_findings_add(findings, CERTCHECK_FINDING_NAME_CONSTRAINT_INVALID, authority->index,
                            authority->certificate->der, subtree.whole);
        cc_describe_general_name(findings, finding, "constraint", &subtree.base);
        cc_finding_text(findings, finding, "reason", reason);
    }
    return kinds;
}

/* ---- one name against one authority ---- */

static bool can_read(const struct certcheck_general_name *name)
{
    if (name->kind == CERTCHECK_NAME_DNS)
        return cc_dns_constraint_can_read(name->value);
    if (name->kind == CERTCHECK_NAME_IP)
        return cc_ip_constraint_can_read(name->value);
    return true;
}

static bool permits(const struct certcheck_subtree *subtree,
                    const struct certcheck_general_name *name)
{
    if (name->kind == CERTCHECK_NAME_DNS)
        return cc_dns_constraint_permits(subtree->base.value, name->value);
    if (name->kind == CERTCHECK_NAME_IP)
        return cc_ip_constraint_contains(subtree->base.value, name->value);
    return cc_name_is_within(name->value, subtree->base.value);
}

static bool excludes(const struct certcheck_subtree *subtree,
                     const struct certcheck_general_name *name)
{
    if (name->kind == CERTCHECK_NAME_DNS)
        return cc_dns_constraint_excludes(subtree->base.value, name->value);
    return permits(subtree, name);
}

/* The first subtree of the name's kind for which `holds` is true. */
static bool find_subtree(cc_span subtrees, const struct certcheck_general_name *name,
                         bool (*holds)(const struct certcheck_subtree *,
                                       const struct certcheck_general_name *),
                         struct certcheck_subtree *found)
{
    while (certcheck_next_subtree(&subtrees, found))
        if (found->base.kind == name->kind && holds(found, name))
            return true;
    return false;
}

/* RFC 9598 6: an SmtpUTF8Mailbox is subject to constraints on rfc822Names as well. */
static unsigned kinds_of(const struct certcheck_general_name *name)
{
    return KIND(name->kind) | (name->is_smtp_utf8 ? KIND(CERTCHECK_NAME_RFC822) : 0);
}

static struct cc_finding *add(const struct authority *authority, const struct subject *subject,
                              const struct certcheck_general_name *name,
                              enum certcheck_finding_code code)
{
    struct cc_findings *findings = authority->check->findings;
    struct cc_finding *finding =
        cc_findings_add(findings, code, subject->index, subject->certificate->der, name->whole);
    cc_describe_general_name(findings, finding, "name", name);
    cc_describe_name(findings, finding, "issuer", authority->certificate->subject);
    return finding;
}

static void check_name(const struct authority *authority, const struct subject *subject,
                       const struct certcheck_general_name *name)
{
    unsigned constrained =
        kinds_of(name) & (authority->permitted_kinds | authority->excluded_kinds);
    if (constrained == 0)
        return;
    if ((constrained & ~KINDS_CHECKED) != 0) {
        add(authority, subject, name, CERTCHECK_FINDING_NAME_CONSTRAINT_UNSUPPORTED);
        return;
    }
    if (!can_read(name)) {
        add(authority, subject, name, CERTCHECK_FINDING_NAME_UNREADABLE);
        return;
    }
    struct certcheck_subtree found;
    /* RFC 5280 6.1.3 (c) */
    if (find_subtree(authority->constraints->excluded, name, excludes, &found)) {
        struct cc_finding *finding =
            add(authority, subject, name, CERTCHECK_FINDING_NAME_CONSTRAINT_EXCLUDED);
        cc_describe_general_name(authority->check->findings, finding, "constraint", &found.base);
        return;
    }
    /* RFC 5280 6.1.3 (b) */
    if ((authority->permitted_kinds & KIND(name->kind)) != 0 &&
        !find_subtree(authority->constraints->permitted, name, permits, &found))
        add(authority, subject, name, CERTCHECK_FINDING_NAME_CONSTRAINT_NOT_PERMITTED);
}

/* ---- all names against all authorities ---- */

/* RFC 5280 6.1.3 (b), (c): unless it is self-issued and not the final certificate. */
static bool is_constrained(const struct cc_path *path, size_t index)
{
    return index == 0 || !path->steps[index].certificate->self_issued;
}

static void check_names_below(const struct authority *authority, const struct cc_path *path)
{
    for (size_t i = authority->index; i-- > 0;) {
        if (!is_constrained(path, i))
            continue;
        struct subject subject = {path->steps[i].certificate, i};
        struct names names;
        struct certcheck_general_name name;
        names_begin(&names, subject.certificate);
        while (names_next(&names, &name))
            check_name(authority, &subject, &name);
    }
}

static void check_authority(struct cc_check *check, const struct cc_path *path, size_t index)
{
    const struct certcheck_certificate *certificate = path->steps[index].certificate;
    struct authority authority = {.check = check,
                                  .certificate = certificate,
                                  .index = index,
                                  .constraints = &certificate->name_constraints};
    authority.permitted_kinds = read_subtrees(&authority, authority.constraints->permitted);
    authority.excluded_kinds = read_subtrees(&authority, authority.constraints->excluded);
    check_names_below(&authority, path);
}

void cc_check_name_constraints(struct cc_check *check, const struct cc_path *path)
{
    uint64_t names = 0; /* of path[0] to path[counted - 1] */
    size_t counted = 0;
    for (size_t i = 1; i < path->length; i++) {
        const struct certcheck_name_constraints *constraints =
            &path->steps[i].certificate->name_constraints;
        if (!constraints->has_permitted && !constraints->has_excluded)
            continue;
        if (check->budget->spent[CERTCHECK_BUDGET_NAME_CONSTRAINTS]) {
            cc_check_budget_finding(check, CERTCHECK_BUDGET_NAME_CONSTRAINTS);
            return;
        }
        for (; counted < i; counted++)
            if (is_constrained(path, counted))
                names += count_names(path->steps[counted].certificate);
        if (!spend(check, constraints, names)) {
            cc_check_budget_finding(check, CERTCHECK_BUDGET_NAME_CONSTRAINTS);
            return;
        }
        check_authority(check, path, i);
    }
}
