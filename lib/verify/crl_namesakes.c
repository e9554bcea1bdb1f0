/* SPDX-License-Identifier: MIT */
/*
 * The certificates that bear the name of a CRL's issuer.
 *
 * Those whose key the CRL's authority key identifier names come first, as in paths, then those that
 * are in time: who forges others must at least copy the identifier to have them asked, each for a
 * signature, before the true one. Then comes what is valid for longer, then what comes first by its
 * bytes: the first that signed the CRL says until when it counts, in whatever order they were
 * given.
 *
 * Cost: each certificate in the chain of the name's hash is paid from the candidate budget, and
 * each name that is compared.
 */
#include "verify/revocation.h"
#include "x509/name.h"

#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    const struct cc_crl_namesake *a = left, *b = right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    certcheck_time a_end = a->certificate->not_after, b_end = b->certificate->not_after;
    if (a_end != b_end)
        return a_end > b_end ? -1 : 1;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

static bool any_tie(const struct cc_crl_namesakes *namesakes)
{
    for (size_t i = 1; i < namesakes->count; i++)
        if (compare(&namesakes->list[i - 1], &namesakes->list[i]) == 0)
            return true;
    return false;
}

static cc_span der_of(const void *set, size_t n)
{
    return ((const struct cc_certificate_set *)set)->entries[n].certificate->der;
}

/* Of a set that all verifications within one share. NULL: no memory. */
static const uint32_t *ranks_of(struct cc_verification *v, const struct cc_certificate_set *set)
{
    struct cc_verification *shared = cc_search_outermost(v);
    uint32_t **ranks = set == v->graph.anchors ? &shared->anchor_ranks : &shared->pool_ranks;
    if (*ranks == NULL)
        *ranks = cc_evidence_ranks(&shared->scratch, set, set->count, der_of);
    return *ranks;
}

/* Their bytes are only looked at where nothing else tells them apart. False: no memory. */
static bool sort(struct cc_verification *v, const struct cc_certificate_set *set,
                 struct cc_crl_namesakes *namesakes)
{
    qsort(namesakes->list, namesakes->count, sizeof(namesakes->list[0]), compare);
    if (!any_tie(namesakes))
        return true;
    const uint32_t *ranks = ranks_of(v, set);
    if (ranks == NULL)
        return false;
    for (size_t i = 0; i < namesakes->count; i++)
        namesakes->list[i].rank = ranks[namesakes->list[i].index];
    qsort(namesakes->list, namesakes->count, sizeof(namesakes->list[0]), compare);
    return true;
}

static uint8_t order_of(const struct certcheck_certificate *certificate,
                        const struct certcheck_crl *crl, certcheck_time at)
{
    return cc_candidate_order(cc_match_key_identifier(&crl->authority_key_identifier, certificate),
                              certificate, at);
}

bool cc_crl_namesakes(struct cc_verification *v, const struct cc_certificate_set *set,
                      const struct certcheck_crl *crl, struct cc_crl_namesakes *namesakes)
{
    size_t first = set == NULL ? CC_SET_END : cc_certificate_set_first(set, crl->issuer_hash);
    size_t paid = 0;
    *namesakes = (struct cc_crl_namesakes){0};
    for (size_t i = first; i != CC_SET_END && !namesakes->cut_short;
         i = set->entries[i].next_same_subject)
        if (cc_budget_spend(v->budget, CERTCHECK_BUDGET_CANDIDATES, 1))
            paid++;
        else
            namesakes->cut_short = true;
    namesakes->list = cc_arena_array(&v->scratch, paid, sizeof(namesakes->list[0]));
    if (namesakes->list == NULL)
        return false;
    for (size_t i = first; paid > 0; i = set->entries[i].next_same_subject, paid--) {
        const struct certcheck_certificate *certificate = set->entries[i].certificate;
        if (cc_name_equal_paid(v->budget, certificate->subject, crl->issuer))
            namesakes->list[namesakes->count++] = (struct cc_crl_namesake){
                certificate, i, order_of(certificate, crl, v->policy->at), 0};
    }
    return sort(v, set, namesakes);
}
