/* SPDX-License-Identifier: MIT */
/*
 * Certificates that the store's trust settings reject.
 *
 * Findings: certificate-distrusted.
 * Departures: RFC 5280 6.2 speaks of paths below one anchor. Here a certificate is refused wherever
 * it stands in a path: who takes his trust from it means it, whatever leads to it.
 */
#include "check/check.h"
#include "check/describe.h"
#include "der/der_value.h"
#include "path/graph.h"

/* Who asks for no purpose may have a server before him. */
static cc_span use_of(const struct certcheck_policy *policy)
{
    if (policy->purpose == CC_PURPOSE_ANY)
        return cc_oid_contents(CC_OID_SERVER_AUTH);
    return cc_span_of(policy->purpose_oid, policy->purpose_oid_length);
}

static void describe_use(struct cc_findings *findings, struct cc_finding *finding,
                         const struct cc_rejected_use *use)
{
    cc_span oid = {use->oid, use->oid_length};
    if (use->every_use)
        cc_finding_text(findings, finding, "use", "any use");
    else if (cc_oid_is(oid, CC_OID_SERVER_AUTH))
        cc_finding_text(findings, finding, "use", "TLS servers");
    else
        cc_describe_oid(findings, finding, "use", oid);
}

static void add_finding(struct cc_check *check, const struct certcheck_certificate *distrusted,
                        const struct cc_rejected_use *use, size_t index,
                        const struct certcheck_certificate *about, cc_span where)
{
    struct cc_finding *finding = cc_findings_add(
        check->findings, CERTCHECK_FINDING_CERTIFICATE_DISTRUSTED, index, about->der, where);
    cc_describe_name(check->findings, finding, "subject", distrusted->subject);
    cc_finding_text(check->findings, finding, "source", use->source);
    describe_use(check->findings, finding, use);
}

/* RFC 5280 6.2: an implementation MAY further limit the set of valid certification paths. What was
 * signed counts, for anybody can write an ECDSA signature (r, s) as (r, n - s). */
void cc_check_distrusted(struct cc_check *check, const struct certcheck_certificate *certificate,
                         size_t index)
{
    if (check->distrusted == NULL)
        return;
    const struct cc_certificate_set *set = &check->distrusted->set;
    size_t at = cc_certificate_set_first(set, certificate->subject_hash);
    for (; at != CC_SET_END; at = set->entries[at].next_same_subject) {
        if (!cc_span_equal(set->entries[at].certificate->tbs, certificate->tbs))
            continue;
        const struct cc_rejected_use *use =
            cc_distrusted_for(check->distrusted, at, use_of(check->policy));
        if (use == NULL)
            continue;
        add_finding(check, certificate, use, index, certificate, certificate->subject);
        return;
    }
}

/* Of one name, those of which it is asked whether they signed. */
#define ISSUERS_ASKED 8

struct namesake {
    const struct certcheck_certificate *certificate;
    const struct cc_rejected_use *use;
    enum cc_key_identifier_match match;
};

/* As candidates of a path, then by their bytes, so that the order of the settings never matters. */
static bool comes_before(const struct namesake *a, const struct namesake *b)
{
    if (a->match != b->match)
        return a->match < b->match;
    return cc_span_compare(a->certificate->der, b->certificate->der) < 0;
}

/* Keeps the first ones. */
static size_t insert(struct namesake *list, size_t count, struct namesake namesake)
{
    if (count == ISSUERS_ASKED && !comes_before(&namesake, &list[count - 1]))
        return count;
    size_t at = count < ISSUERS_ASKED ? count++ : count - 1;
    for (; at > 0 && comes_before(&namesake, &list[at - 1]); at--)
        list[at] = list[at - 1];
    list[at] = namesake;
    return count;
}

static size_t gather(const struct cc_check *check, const struct certcheck_certificate *certificate,
                     struct namesake *list)
{
    const struct cc_certificate_set *set = &check->distrusted->set;
    size_t at = cc_certificate_set_first(set, certificate->issuer_hash);
    size_t count = 0;
    for (; at != CC_SET_END; at = set->entries[at].next_same_subject) {
        struct namesake namesake = {
            .certificate = set->entries[at].certificate,
            .use = cc_distrusted_for(check->distrusted, at, use_of(check->policy))};
        if (namesake.use == NULL ||
            !certcheck_name_equal(certificate->issuer, namesake.certificate->subject))
            continue;
        namesake.match =
            cc_match_key_identifier(&certificate->authority_key_identifier, namesake.certificate);
        count = insert(list, count, namesake);
    }
    return count;
}

bool cc_check_distrusted_issuer(struct cc_check *check,
                                const struct certcheck_certificate *certificate, size_t index)
{
    struct namesake namesakes[ISSUERS_ASKED];
    size_t count = gather(check, certificate, namesakes);
    for (size_t i = 0; i < count; i++) {
        const struct namesake *issuer = &namesakes[i];
        enum cc_edge_result result = cc_check_signature(check, certificate, issuer->certificate);
        check->findings->no_memory |= result == CC_EDGE_NO_MEMORY;
        if (result != CC_EDGE_GOOD)
            continue;
        add_finding(check, issuer->certificate, issuer->use, index, certificate,
                    certificate->issuer);
        return true;
    }
    return false;
}
