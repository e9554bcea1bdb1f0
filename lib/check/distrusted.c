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

/* Who asks for no purpose may have a server before him. */
static const struct cc_certificate_set *distrusted_for(const struct cc_distrusted *distrusted,
                                                       enum cc_purpose purpose)
{
    bool may_be_server = purpose == CC_PURPOSE_SERVER_AUTH || purpose == CC_PURPOSE_ANY;
    return may_be_server ? &distrusted->servers : &distrusted->every_use;
}

static void add_finding(struct cc_check *check, const struct cc_set_entry *distrusted, size_t index,
                        const struct certcheck_certificate *about, cc_span where)
{
    struct cc_finding *finding = cc_findings_add(
        check->findings, CERTCHECK_FINDING_CERTIFICATE_DISTRUSTED, index, about->der, where);
    cc_describe_name(check->findings, finding, "subject", distrusted->certificate->subject);
    cc_finding_text(check->findings, finding, "source", distrusted->source);
}

/* RFC 5280 6.2: an implementation MAY further limit the set of valid certification paths. */
void cc_check_distrusted(struct cc_check *check, const struct certcheck_certificate *certificate,
                         size_t index)
{
    if (check->distrusted == NULL)
        return;
    const struct cc_certificate_set *set =
        distrusted_for(check->distrusted, check->policy->purpose);
    size_t at = cc_certificate_set_find(set, certificate);
    if (at != CC_SET_END)
        add_finding(check, &set->entries[at], index, certificate, certificate->subject);
}

/* Of one name, those that are looked at. */
#define ISSUERS_LOOKED_AT 8

bool cc_check_distrusted_issuer(struct cc_check *check,
                                const struct certcheck_certificate *certificate, size_t index)
{
    if (check->distrusted == NULL)
        return false;
    const struct cc_certificate_set *set =
        distrusted_for(check->distrusted, check->policy->purpose);
    size_t at = cc_certificate_set_first(set, certificate->issuer_hash);
    for (size_t looked = 0; at != CC_SET_END && looked < ISSUERS_LOOKED_AT; looked++) {
        const struct cc_set_entry *entry = &set->entries[at];
        at = entry->next_same_subject;
        if (!certcheck_name_equal(certificate->issuer, entry->certificate->subject))
            continue;
        enum cc_edge_result result = cc_check_signature(check, certificate, entry->certificate);
        check->findings->no_memory |= result == CC_EDGE_NO_MEMORY;
        if (result != CC_EDGE_GOOD)
            continue;
        add_finding(check, entry, index, certificate, certificate->issuer);
        return true;
    }
    return false;
}
