/* SPDX-License-Identifier: MIT */
/* Why a CRL does not count, in words. */
#include "verify/revocation.h"

static void refuse(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry,
                   enum certcheck_finding_code code, const char *why, certcheck_time actual)
{
    cc_revocation_refuse(
        query, &(struct cc_refused_evidence){code, entry->crl, entry->source, why, actual});
}

void cc_crl_refuse_scope(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry,
                         enum cc_crl_scope scope)
{
    static const char *const why[] = {
        [CC_CRL_OTHER_ISSUER] =
            "its issuer is not the one that is to tell whether this certificate was revoked",
        [CC_CRL_NOT_INDIRECT] = "it does not say that it speaks for other issuers",
        [CC_CRL_OTHER_POINT] = "it is for another distribution point",
        [CC_CRL_OTHER_KIND] = "it is about certificates of another kind"};
    refuse(query, entry, CERTCHECK_FINDING_CRL_OUT_OF_SCOPE, why[scope], 0);
}

static const char *unusable_text(enum cc_crl_usability usability)
{
    switch (usability) {
    case CC_CRL_CRITICAL_UNKNOWN:
        return "it has a critical extension that nobody here understands";
    case CC_CRL_EXTENSION_MALFORMED:
        return "one of its extensions is malformed";
    case CC_CRL_ALGORITHMS_DIFFER:
        return "the signature algorithm inside differs from the one outside";
    case CC_CRL_ISSUERS_UNSAID:
        return "its entries name other issuers, and it does not say that it speaks for them";
    case CC_CRL_STALE: /* those that say when */
    case CC_CRL_FROM_THE_FUTURE:
    case CC_CRL_USABLE:
        break;
    }
    return "it does not say when the next one comes";
}

void cc_crl_refuse_usability(struct cc_revocation_query *query,
                             const struct cc_crl_set_entry *entry, enum cc_crl_usability usability)
{
    const struct certcheck_crl *crl = entry->crl;
    if (usability == CC_CRL_STALE && crl->has_next_update)
        refuse(query, entry, CERTCHECK_FINDING_CRL_STALE, NULL, crl->next_update);
    else if (usability == CC_CRL_FROM_THE_FUTURE)
        refuse(query, entry, CERTCHECK_FINDING_CRL_FROM_THE_FUTURE, NULL, crl->this_update);
    else
        refuse(query, entry, CERTCHECK_FINDING_CRL_UNUSABLE, unusable_text(usability), 0);
}

bool cc_crl_refuse_flaws(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry)
{
    struct cc_crl_flaw flaws[CC_CRL_FLAWS_MAX];
    size_t count = cc_crl_flaws(entry->crl, flaws);
    bool refused = false;
    for (size_t i = 0; i < count; i++) {
        refuse(query, entry, flaws[i].code, flaws[i].why, 0);
        refused |= query->verification->severity[flaws[i].code] == CERTCHECK_ERROR;
    }
    return refused;
}

void cc_crl_refuse_trust(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry,
                         enum cc_crl_trust trust)
{
    static const char *const why[] = {
        [CC_CRL_SIGNATURE_WRONG] = "no certificate of its issuer made its signature",
        [CC_CRL_UNSUPPORTED] =
            "the algorithm of its signature, or of its signer's key, is not supported",
        [CC_CRL_SIGNER_MISSING] = "there is no certificate of its issuer",
        [CC_CRL_SIGNER_UNKNOWN] =
            "nothing sound tells whether its signer's certificate was revoked",
        [CC_CRL_SIGNER_UNFIT] = "its signer may not sign CRLs, or has no valid path to the anchor",
        [CC_CRL_DIGEST_WEAK] = "its signature rests on a weak digest",
        [CC_CRL_BUDGET] = "a budget was spent before its signature was checked"};
    if (trust == CC_CRL_NO_MEMORY)
        query->verification->no_memory = true;
    else
        refuse(query, entry, CERTCHECK_FINDING_CRL_UNTRUSTED, why[trust], 0);
}

void cc_crl_refuse_reasons(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry)
{
    refuse(query, entry, CERTCHECK_FINDING_CRL_REASONS_PARTIAL,
           "some reasons of revocation are on no CRL", 0);
}

void cc_crl_refuse_delta(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry)
{
    refuse(query, entry, CERTCHECK_FINDING_CRL_UNUSABLE,
           "it is a delta CRL, and no complete one that counts goes with it", 0);
}

void cc_crl_refuse_others(struct cc_revocation_query *query)
{
    const struct cc_crl_set *set = query->verification->crls;
    size_t count = set->count < CC_OTHERS_LOOKED_AT ? set->count : CC_OTHERS_LOOKED_AT;
    for (size_t i = 0; i < count && query->refused_count < CC_REFUSED_EVIDENCE_MAX / 2; i++)
        cc_crl_refuse_scope(query, &set->entries[i], CC_CRL_OTHER_ISSUER);
}
