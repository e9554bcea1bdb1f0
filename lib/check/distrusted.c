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

/* Of one name, those that are looked at. */
#define ISSUERS_LOOKED_AT 8

bool cc_check_distrusted_issuer(struct cc_check *check,
                                const struct certcheck_certificate *certificate, size_t index)
{
    const struct cc_certificate_set *set = &check->distrusted->set;
    size_t at = cc_certificate_set_first(set, certificate->issuer_hash);
    for (size_t looked = 0; at != CC_SET_END && looked < ISSUERS_LOOKED_AT; looked++) {
        const struct cc_set_entry *entry = &set->entries[at];
        const struct cc_rejected_use *use =
            cc_distrusted_for(check->distrusted, at, use_of(check->policy));
        at = entry->next_same_subject;
        if (use == NULL || !certcheck_name_equal(certificate->issuer, entry->certificate->subject))
            continue;
        enum cc_edge_result result = cc_check_signature(check, certificate, entry->certificate);
        check->findings->no_memory |= result == CC_EDGE_NO_MEMORY;
        if (result != CC_EDGE_GOOD)
            continue;
        add_finding(check, entry->certificate, use, index, certificate, certificate->issuer);
        return true;
    }
    return false;
}
