/* SPDX-License-Identifier: MIT */
/* Graphs of certificates under a signature scheme of one byte, so that paths are explored and not
 * signatures. Reaches cc_verify_with: cc_graph_init, cc_builder_next, cc_search_valid, cc_explain,
 * the report, and below them the checks of dates, authorities, key usage, path length and excluded
 * names.
 *
 * The bytes are a few budgets, and then a certificate after another: names, keys, who signs, key
 * identifiers, limits, whether it is an anchor or in the pool or both. Names and keys are few, so
 * that there are cycles, cross-signatures and dead ends.
 *
 * Every path that is called valid is one by the rules as they are written here; a small graph has
 * one if and only if an exhaustive search finds one; the order in which certificates were given
 * does not matter; one certificate more makes nothing not valid; no budget is overspent. */
#include "fuzz.h"

#include "support/choices.h"
#include "support/der_writer.h"
#include "support/fake_certificate.h"
#include "verify/verify.h"

#define CERTIFICATES_MAX 32
#define SMALL 8 /* so many are searched exhaustively */
#define NAMES 6
#define KEYS 6
#define PATHS_MAX 4

struct node {
    struct certcheck_certificate *certificate;
    bool anchor;
    bool pooled;
    char excluded; /* a common name; 0: none */
};

static struct node nodes[CERTIFICATES_MAX];
static unsigned count; /* nodes[0] is the leaf */
static struct certcheck_policy *policy;
static uint32_t max_depth;
static bool few_budgets;
static struct der_writer excluded[NAMES];

/* ---- the rules ---- */

/* The one letter of a fake's name, in lower case: RFC 5280 7.1 ignores it. */
static char letter(cc_span name)
{
    return (char)(name.data[name.length - 1] | 0x20);
}

static bool issued(const struct certcheck_certificate *child,
                   const struct certcheck_certificate *issuer)
{
    return letter(child->issuer) == letter(issuer->subject) &&
           child->signature.data[0] == issuer->key.whole.data[0];
}

static bool in_time(const struct certcheck_certificate *c)
{
    return c->not_before <= FAKE_NOW && FAKE_NOW <= c->not_after;
}

static bool may_issue(const struct certcheck_certificate *c, bool anchor)
{
    if (c->has_key_usage && (c->key_usage & CERTCHECK_KEY_USAGE_KEY_CERT_SIGN) == 0)
        return false;
    return c->version < 3 ? anchor : c->has_basic_constraints && c->basic_constraints.ca;
}

static bool excludes(char name, const unsigned *path, unsigned below)
{
    for (unsigned i = 0; name != 0 && i < below; i++) {
        const struct certcheck_certificate *c = nodes[path[i]].certificate;
        if ((i == 0 || !c->self_issued) && letter(c->subject) == name)
            return true;
    }
    return false;
}

static bool is_valid(const unsigned *path, unsigned length)
{
    uint32_t below = 0;
    if (!in_time(nodes[path[0]].certificate) || !nodes[path[length - 1]].anchor)
        return false;
    for (unsigned i = 1; i < length; i++) {
        const struct certcheck_certificate *c = nodes[path[i]].certificate;
        bool last = i + 1 == length;
        if (!issued(nodes[path[i - 1]].certificate, c) || !in_time(c) || !may_issue(c, last))
            return false;
        if (c->basic_constraints.has_path_length && below > c->basic_constraints.path_length)
            return false;
        if (excludes(nodes[path[i]].excluded, path, i))
            return false;
        below += last || c->self_issued ? 0 : 1;
    }
    return below <= max_depth;
}

/* What has a subject and a key in common with the leaf stands in no path above it. For any other
 * two such certificates there is a shorter path that is no worse, so that nothing is missed. */
static bool is_leaf_again(const struct certcheck_certificate *c)
{
    const struct certcheck_certificate *leaf = nodes[0].certificate;
    return letter(c->subject) == letter(leaf->subject) &&
           c->key.whole.data[0] == leaf->key.whole.data[0];
}

/* Every path without repetition, from path[length - 1] on. */
static bool exists(unsigned *path, unsigned length, unsigned used)
{
    const struct certcheck_certificate *top = nodes[path[length - 1]].certificate;
    if (is_valid(path, length))
        return true;
    for (unsigned i = 0; i < count; i++) {
        if ((used & 1U << i) != 0 || !(nodes[i].anchor || nodes[i].pooled) ||
            !issued(top, nodes[i].certificate) || is_leaf_again(nodes[i].certificate))
            continue;
        path[length] = i;
        if (exists(path, length + 1, used | 1U << i))
            return true;
    }
    return false;
}

/* ---- the language ---- */

static cc_span choose_key_identifier(struct choices *choices)
{
    static const uint8_t identifiers[] = {1, 2, 3};
    unsigned which = choose(choices, 4);
    return which == 3 ? (cc_span){NULL, 0} : cc_span_of(&identifiers[which], 1);
}

static void choose_limits(struct choices *choices, struct node *node)
{
    struct certcheck_certificate *c = node->certificate;
    unsigned which = choose(choices, 16);
    if ((which & 1) != 0) {
        c->basic_constraints.has_path_length = true;
        c->basic_constraints.path_length = choose(choices, 4);
    }
    if ((which & 2) != 0) {
        c->has_key_usage = true;
        c->key_usage = (uint16_t)choose(choices, 256);
    }
    if ((which & 4) != 0)
        c->not_before = FAKE_NOW - 1 + (certcheck_time)choose(choices, 3);
    if ((which & 8) != 0) {
        unsigned name = choose(choices, NAMES);
        node->excluded = (char)('a' + name);
        c->name_constraints.has_excluded = true;
        c->name_constraints.excluded = writer_span(&excluded[name]);
    }
}

static void choose_identifiers(struct choices *choices, struct certcheck_certificate *c)
{
    c->subject_key_identifier = choose_key_identifier(choices);
    c->authority_key_identifier.key_identifier = choose_key_identifier(choices);
    c->authority_key_identifier.has_key_identifier =
        c->authority_key_identifier.key_identifier.length > 0;
}

/* The commonest certificate, of zeroes, is a sound authority in the pool. */
static void choose_certificate(struct choices *choices, struct node *node)
{
    static const char *const names[2][NAMES] = {{"a", "b", "c", "d", "e", "f"},
                                                {"A", "B", "C", "D", "E", "F"}};
    unsigned flags = choose(choices, 256);
    unsigned subject = choose(choices, NAMES), issuer = choose(choices, NAMES);
    unsigned key = choose(choices, KEYS), signer = choose(choices, KEYS);
    struct certcheck_certificate *c =
        fake_ca(names[0][subject], names[flags >> 7][issuer], 0x40 + key, 0x40 + signer);
    *node = (struct node){.certificate = c, .pooled = true};
    c->self_issued = subject == issuer;
    if ((flags & 7) == 1)
        c->basic_constraints.ca = false;
    if ((flags & 7) == 2)
        c->version = 1;
    if ((flags & 7) == 3)
        c->not_after = FAKE_NOW - 1 + (certcheck_time)choose(choices, 2);
    if ((flags & 0x38) == 0x08 || (flags & 0x38) == 0x10)
        node->anchor = true;
    if ((flags & 0x38) == 0x10 || (flags & 0x38) == 0x18)
        node->pooled = false;
    if ((flags & 0x40) != 0) {
        choose_identifiers(choices, c);
        choose_limits(choices, node);
    }
}

static void choose_policy(struct choices *choices)
{
    unsigned flags = choose(choices, 16);
    require(certcheck_policy_new(&policy) == CERTCHECK_OK);
    certcheck_policy_set_time(policy, FAKE_NOW);
    max_depth = (flags & 1) != 0 ? choose(choices, 4) : 100;
    certcheck_policy_set_max_depth(policy, max_depth);
    if ((flags & 2) != 0)
        certcheck_policy_set_max_paths(policy, 1 + choose(choices, PATHS_MAX));
    /* Else nothing is good on a spent budget. */
    if ((flags & 8) != 0)
        certcheck_policy_set_revocation(policy, CERTCHECK_REVOCATION_OFF);
    few_budgets = (flags & 4) != 0;
    for (int kind = 0; few_budgets && kind < CERTCHECK_BUDGETS; kind++) {
        unsigned limit = choose(choices, 256);
        certcheck_policy_set_budget(policy, (enum certcheck_budget)kind,
                                    limit < 128 ? limit : limit * 16);
    }
}

static void write_excluded(void)
{
    for (unsigned name = 0; name < NAMES; name++) {
        const char text[] = {(char)('a' + name), '\0'};
        writer_begin(&excluded[name], CC_DER_SEQUENCE);
        writer_begin(&excluded[name], CC_DER_CONTEXT_CONSTRUCTED(4));
        writer_name(&excluded[name], text);
        writer_end(&excluded[name]);
        writer_end(&excluded[name]);
    }
}

/* ---- what is said ---- */

/* The first `given` certificates, in their order or the opposite one. */
static struct certcheck_report *verify(unsigned given, bool reversed)
{
    struct fake_crypto crypto;
    struct certcheck_store *store;
    struct certcheck_pool *pool;
    struct certcheck_report *report;
    fake_crypto_init(&crypto);
    require(certcheck_store_new(&store) == CERTCHECK_OK);
    require(certcheck_pool_new(&pool) == CERTCHECK_OK);
    for (unsigned i = 0; i < given; i++) {
        const struct node *node = &nodes[reversed ? given - 1 - i : i];
        if (node->anchor)
            require(certcheck_store_add(store, node->certificate, NULL) == CERTCHECK_OK);
        if (node->pooled)
            require(certcheck_pool_add(pool, node->certificate, NULL) == CERTCHECK_OK);
    }
    certcheck_store_seal(store);
    require(cc_verify_with(&crypto.crypto, store, pool, nodes[0].certificate, policy, &report) ==
            CERTCHECK_OK);
    for (int kind = 0; kind < CERTCHECK_BUDGETS; kind++)
        require(certcheck_report_budget_used(report, (enum certcheck_budget)kind) <=
                certcheck_report_budget_limit(report, (enum certcheck_budget)kind));
    require(crypto.verified == certcheck_report_budget_used(report, CERTCHECK_BUDGET_SIGNATURES));
    certcheck_pool_free(pool);
    certcheck_store_free(store);
    return report;
}

static unsigned node_of(const struct certcheck_certificate *certificate)
{
    unsigned i = 0;
    while (i < count && nodes[i].certificate != certificate)
        i++;
    require(i < count);
    return i;
}

static void require_real(const struct certcheck_report_path *path)
{
    unsigned indices[CERTIFICATES_MAX];
    require(path->entry_count >= 1 && path->entry_count <= count);
    for (size_t i = 0; i < path->entry_count; i++) {
        indices[i] = node_of(path->entries[i].certificate);
        require(path->entries[i].anchor == (i + 1 == path->entry_count));
    }
    require(indices[0] == 0 && is_valid(indices, (unsigned)path->entry_count));
}

static void require_sense(const struct certcheck_report *report)
{
    const struct certcheck_finding *finding = certcheck_report_main_finding(report);
    enum certcheck_verdict verdict = certcheck_report_verdict(report);
    size_t valid = certcheck_report_valid_path_count(report);
    require((verdict == CERTCHECK_VALID) == (valid > 0));
    require((finding == NULL) == (verdict == CERTCHECK_VALID));
    for (size_t i = 0; i < valid; i++)
        require_real(certcheck_report_path(report, i));
    if (verdict == CERTCHECK_UNDETERMINED)
        require(finding->code == CERTCHECK_FINDING_BUDGET_SPENT);
    unsigned path[SMALL] = {0};
    if (count > SMALL || verdict == CERTCHECK_VALID)
        return;
    require(verdict != CERTCHECK_NOT_VALID || !exists(path, 1, 1));
    require(verdict != CERTCHECK_UNDETERMINED || few_budgets);
}

static void require_same(const struct certcheck_report *a, const struct certcheck_report *b)
{
    size_t paths = certcheck_report_path_count(a);
    require(certcheck_report_verdict(a) == certcheck_report_verdict(b));
    require(paths == certcheck_report_path_count(b));
    for (size_t i = 0; i < paths; i++) {
        const struct certcheck_report_path *left = certcheck_report_path(a, i);
        const struct certcheck_report_path *right = certcheck_report_path(b, i);
        require(left->end == right->end && left->entry_count == right->entry_count);
        for (size_t k = 0; k < left->entry_count; k++)
            require(left->entries[k].certificate == right->entries[k].certificate);
    }
    require(certcheck_report_rejected_count(a) == certcheck_report_rejected_count(b));
}

static void judge(void)
{
    /* Enough for every way through a small graph; in others it only takes time. */
    if (!few_budgets && count > SMALL)
        certcheck_policy_set_budget(policy, CERTCHECK_BUDGET_CANDIDATES, 10000);
    struct certcheck_report *report = verify(count, false), *other = verify(count, true);
    require_sense(report);
    require_same(report, other);
    certcheck_report_free(other);
    if (count > 1) {
        other = verify(count - 1, false);
        require(certcheck_report_verdict(other) != CERTCHECK_VALID ||
                certcheck_report_verdict(report) != CERTCHECK_NOT_VALID);
        certcheck_report_free(other);
    }
    certcheck_report_free(report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct choices choices = {data, data + size};
    write_excluded();
    choose_policy(&choices);
    for (count = 0; count < CERTIFICATES_MAX && (count == 0 || choices.next < choices.end); count++)
        choose_certificate(&choices, &nodes[count]);
    judge();
    certcheck_policy_free(policy);
    fake_release();
    for (unsigned name = 0; name < NAMES; name++)
        writer_release(&excluded[name]);
    return 0;
}
