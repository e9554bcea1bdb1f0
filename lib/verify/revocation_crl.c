/* SPDX-License-Identifier: MIT */
/*
 * What the CRLs of the pool say of one certificate (RFC 5280 6.3.3).
 *
 * For each distribution point, and at last for one that the certificate does not name, the CRLs of
 * its issuer are asked, the newest first. Which of them count as evidence that it is good is as
 * 6.3.3 has it; the others, deltas too, are only asked whether they revoke it. Steps (b) and (d)
 * are crl_scope.c's, (c) and (i) to (k) crl_status.c's, (f) to (h) crl_signer.c's.
 *
 * Departures: 6.3.3 ends where all reasons are covered, or a CRL revokes. Here every CRL at hand is
 * asked: RFC 5280 3.3 has no entry removed from CRLs before the certificate has expired, so that no
 * newer CRL, none for another distribution point and no delta takes back a revocation for good,
 * whoever of the issuer's name signed it. What is on hold a newer CRL takes back, an older one does
 * not put there again.
 *
 * Cost: every CRL that bears an issuer's name is paid from the candidate budget, and each name that
 * is compared and each entry that may be the certificate's; every signature from the signature
 * budget.
 */
#include "base/text.h"
#include "verify/revocation.h"
#include "x509/name.h"

#include <stdlib.h>

/* CRLs that are looked at for one distribution point. */
#define CRLS_MAX 1024

struct candidate {
    const struct cc_crl_set_entry *entry;
    uint32_t rank; /* among all CRLs by their bytes, once that is known */
};

struct candidates {
    struct candidate list[CRLS_MAX];
    size_t count;
};

/* The newest first; then the higher number. Without a number nothing tells which is newer. */
static int compare_ages(const struct certcheck_crl *a, const struct certcheck_crl *b)
{
    if (a->this_update != b->this_update)
        return a->this_update > b->this_update ? -1 : 1;
    return a->has_number && b->has_number ? cc_crl_number_compare(b->number, a->number) : 0;
}

/* Then those without a number, for else what is older than one and no older than another would have
 * no place; then by their bytes, so that the order in which they were given never matters. */
static int compare_candidates(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    int order = compare_ages(a->entry->crl, b->entry->crl);
    if (order == 0)
        order = b->entry->crl->has_number - a->entry->crl->has_number;
    return order != 0 ? order : (a->rank > b->rank) - (a->rank < b->rank);
}

static cc_span der_of(const void *set, size_t n)
{
    return ((const struct cc_crl_set *)set)->entries[n].crl->der;
}

static bool any_tie(const struct candidates *candidates)
{
    for (size_t i = 1; i < candidates->count; i++)
        if (compare_candidates(&candidates->list[i - 1], &candidates->list[i]) == 0)
            return true;
    return false;
}

static void add_ranks(struct cc_verification *v, struct candidates *candidates)
{
    if (v->crl_ranks == NULL)
        v->crl_ranks = cc_evidence_ranks(&v->scratch, v->crls, v->crls->count, der_of);
    v->no_memory |= v->crl_ranks == NULL;
    for (size_t i = 0; i < candidates->count && v->crl_ranks != NULL; i++)
        candidates->list[i].rank = v->crl_ranks[candidates->list[i].entry - v->crls->entries];
}

/* Their bytes are only looked at where nothing else tells them apart. */
static void sort(struct cc_verification *v, struct candidates *candidates)
{
    qsort(candidates->list, candidates->count, sizeof(candidates->list[0]), compare_candidates);
    if (!any_tie(candidates))
        return;
    add_ranks(v, candidates);
    qsort(candidates->list, candidates->count, sizeof(candidates->list[0]), compare_candidates);
}

/* The CRLs of an issuer, complete ones or deltas. */
static void gather(struct cc_revocation_query *query, cc_span issuer, bool deltas,
                   struct candidates *candidates)
{
    struct cc_verification *v = query->verification;
    const struct cc_crl_set *set = v->crls;
    candidates->count = 0;
    for (size_t at = cc_crl_set_first(set, issuer); at != CC_MULTIMAP_END;
         at = cc_crl_set_next(set, at)) {
        const struct cc_crl_set_entry *entry = cc_crl_set_at(set, at);
        if (!cc_budget_spend(v->budget, CERTCHECK_BUDGET_CANDIDATES, 1))
            break;
        if (entry->crl->has_base_number != deltas ||
            !cc_name_equal_paid(v->budget, entry->crl->issuer, issuer))
            continue;
        if (candidates->count == CRLS_MAX) {
            v->budget->spent[CERTCHECK_BUDGET_CANDIDATES] = true;
            break;
        }
        candidates->list[candidates->count++] = (struct candidate){entry, 0};
    }
    sort(v, candidates);
}

/* Deltas that go with a complete CRL; NULL: none. */
struct deltas {
    const struct cc_crl_set_entry *newest;
    const struct cc_crl_set_entry *sound; /* the newest that is not unsound */
};

/* Whether a delta, although its signature is good, may only revoke. */
static bool is_unsound(struct cc_revocation_query *query, const struct cc_crl_set_entry *delta)
{
    if (cc_revocation_is_weak(query->verification, &delta->crl->algorithm)) {
        cc_crl_refuse_trust(query, delta, CC_CRL_DIGEST_WEAK);
        return true;
    }
    return cc_crl_refuse_flaws(query, delta);
}

/* (c) the newest delta that goes with the complete CRL, (h) signed with the same key */
static struct deltas find_deltas(struct cc_revocation_query *query,
                                 const struct certcheck_crl *complete,
                                 const struct cc_crl_signer *signer)
{
    struct cc_verification *v = query->verification;
    struct deltas found = {NULL, NULL};
    struct candidates deltas;
    gather(query, complete->issuer, true, &deltas);
    for (size_t i = 0; i < deltas.count && found.sound == NULL; i++) {
        const struct cc_crl_set_entry *entry = deltas.list[i].entry;
        if (!cc_crl_delta_fits(complete, entry->crl) ||
            cc_crl_usability(entry->crl, v->policy->at) != CC_CRL_USABLE ||
            cc_crl_signature(v, entry, signer) != CC_EDGE_GOOD)
            continue;
        bool unsound = is_unsound(query, entry);
        if (unsound && found.newest != NULL)
            continue;
        found.newest = found.newest != NULL ? found.newest : entry;
        found.sound = unsound ? NULL : entry;
    }
    return found;
}

/* Decimal where it is short, else hexadecimal: RFC 5280 5.2.3 allows 20 octets. NULL: no memory. */
static const char *number_text(struct cc_arena *arena, cc_span number)
{
    struct cc_text text;
    uint64_t value = 0;
    cc_text_init(&text, CC_TEXT_LIMIT);
    for (size_t i = 0; i < number.length && i < 8; i++)
        value = value << 8 | number.data[i];
    if (number.length <= 8)
        cc_text_unsigned(&text, value);
    else
        cc_text_hex(&text, number, ':');
    const char *copy = text.failed ? NULL : cc_arena_text(arena, text.data, text.length);
    cc_text_release(&text);
    return copy;
}

/* Evidence that counts. About an OCSP responder only the status is asked. */
static void note_evidence(struct cc_revocation_query *query, const struct cc_crl_set_entry *by,
                          const struct certcheck_certificate *signer)
{
    struct cc_arena *arena = &query->verification->report->arena;
    struct certcheck_revocation *answer = query->answer;
    const struct certcheck_crl *crl = by->crl;
    answer->source = "";
    if (query->outer != NULL)
        return;
    answer->evidence = CERTCHECK_EVIDENCE_CRL;
    answer->source = cc_arena_text(arena, by->source, strlen(by->source));
    answer->signer = cc_revocation_name_text(arena, signer->subject);
    answer->number = crl->has_number ? number_text(arena, crl->number) : "";
    answer->this_update = crl->this_update;
    answer->has_next_update = crl->has_next_update;
    answer->next_update = crl->next_update;
    query->verification->no_memory |=
        answer->source == NULL || answer->signer == NULL || answer->number == NULL;
}

static void revoke(struct cc_revocation_query *query, const struct cc_crl_set_entry *by,
                   const struct certcheck_crl_entry *entry)
{
    query->weak = cc_revocation_is_weak(query->verification, &by->crl->algorithm);
    query->answer->status = CERTCHECK_REVOCATION_REVOKED;
    query->answer->revocation_date = entry->revocation_date;
    query->answer->has_reason = entry->has_reason;
    query->answer->reason = entry->reason;
}

/* (i) to (k), with this delta or none. *by is set to the one that tells. */
static bool is_revoked_with(struct cc_revocation_query *query,
                            const struct cc_crl_set_entry *candidate,
                            const struct cc_crl_set_entry *delta, struct certcheck_crl_entry *entry,
                            const struct cc_crl_set_entry **by)
{
    const struct certcheck_crl *told;
    enum cc_crl_status status =
        cc_crl_status(query->verification->budget, cc_revocation_subject(query), candidate->crl,
                      delta == NULL ? NULL : delta->crl, entry, &told);
    *by = delta != NULL && told == delta->crl ? delta : candidate;
    return status == CC_CRL_REVOKED;
}

/* The same with the delta that goes with the CRL. An unsound one takes nothing back, but revokes
 * all the same. */
static bool is_revoked(struct cc_revocation_query *query, const struct cc_crl_set_entry *candidate,
                       const struct cc_crl_signer *signer, struct certcheck_crl_entry *entry,
                       const struct cc_crl_set_entry **by)
{
    struct deltas deltas = find_deltas(query, candidate->crl, signer);
    return (deltas.newest != deltas.sound &&
            is_revoked_with(query, candidate, deltas.newest, entry, by)) ||
           is_revoked_with(query, candidate, deltas.sound, entry, by);
}

/* What a CRL that is no evidence of a good certificate may still say: what it is about is clear,
 * and nothing that came later can have taken it back. */
static bool may_revoke_for_good(const struct cc_revocation_query *query,
                                const struct certcheck_crl_entry *entry,
                                enum cc_crl_usability usability)
{
    if (!cc_crl_revoked_for_good(entry))
        return false;
    if (usability == CC_CRL_FROM_THE_FUTURE)
        return entry->revocation_date <= query->verification->policy->at;
    return usability == CC_CRL_USABLE || usability == CC_CRL_STALE ||
           usability == CC_CRL_ISSUERS_UNSAID;
}

/* Whether a CRL, although no evidence of a good certificate, is as new as what is. */
static bool is_current(const struct cc_revocation_query *query,
                       const struct cc_crl_set_entry *candidate, enum cc_crl_usability usability,
                       bool more_reasons)
{
    return (usability == CC_CRL_USABLE || usability == CC_CRL_ISSUERS_UNSAID) &&
           !candidate->crl->has_base_number &&
           (more_reasons || query->newest == NULL ||
            compare_ages(candidate->crl, query->newest->crl) <= 0);
}

/* A CRL that is no evidence of a good certificate may revoke it all the same. */
static void ask_for_revocation(struct cc_revocation_query *query,
                               const struct cc_crl_set_entry *candidate,
                               enum cc_crl_usability usability, bool more_reasons)
{
    const struct certcheck_certificate *certificate = cc_revocation_subject(query);
    const struct cc_crl_set_entry *by = candidate;
    struct certcheck_crl_entry entry;
    struct cc_crl_signer signer;
    if (!cc_crl_look_up(candidate->crl, query->verification->budget, certificate->issuer,
                        certificate->serial, &entry))
        return;
    bool for_good = may_revoke_for_good(query, &entry, usability);
    if ((!for_good && !is_current(query, candidate, usability, more_reasons)) ||
        !cc_crl_may_revoke(cc_crl_find_signer(query, candidate, &signer)))
        return;
    if (for_good || is_revoked(query, candidate, &signer, &entry, &by)) {
        note_evidence(query, by, signer.certificate);
        revoke(query, by, &entry);
    }
}

/* The report tells of the evidence that lapses first. */
static void note_good(struct cc_revocation_query *query, const struct cc_crl_set_entry *by,
                      const struct certcheck_certificate *signer)
{
    if (query->newest == NULL || by->crl->next_update < query->answer->next_update)
        note_evidence(query, by, signer);
}

static void ask_crl(struct cc_revocation_query *query, const struct cc_crl_set_entry *candidate,
                    uint16_t interim_reasons)
{
    const struct cc_crl_set_entry *by;
    struct certcheck_crl_entry entry;
    struct cc_crl_signer signer;
    enum cc_crl_trust trust = cc_crl_find_signer(query, candidate, &signer);
    if (cc_crl_may_revoke(trust) && is_revoked(query, candidate, &signer, &entry, &by)) {
        note_evidence(query, by, signer.certificate);
        revoke(query, by, &entry);
        return;
    }
    if (trust != CC_CRL_TRUSTED) {
        cc_crl_refuse_trust(query, candidate, trust);
        return;
    }
    /* Not before it is clear who signed it: anybody can write a CRL that breaks a rule. */
    if (cc_crl_refuse_flaws(query, candidate))
        return;
    bool lapses_first = candidate->crl->next_update < by->crl->next_update;
    note_good(query, lapses_first ? candidate : by, signer.certificate);
    cc_revocation_rest_on(query, (lapses_first ? candidate : by)->crl->next_update);
    cc_revocation_rest_on(query, signer.until);
    /* (l) Set the reasons_mask state variable to the union of its previous value and
     * interim_reasons_mask. */
    query->reasons |= interim_reasons;
    if (query->newest == NULL || compare_ages(candidate->crl, query->newest->crl) < 0)
        query->newest = candidate;
}

static void consider(struct cc_revocation_query *query,
                     const struct certcheck_distribution_point *point,
                     const struct cc_crl_set_entry *candidate)
{
    struct cc_verification *v = query->verification;
    uint16_t interim_reasons;
    enum cc_crl_scope scope = cc_crl_scope(v->budget, cc_revocation_subject(query), point,
                                           candidate->crl, &interim_reasons);
    if (scope != CC_CRL_IN_SCOPE) {
        cc_crl_refuse_scope(query, candidate, scope);
        return;
    }
    enum cc_crl_usability usability = cc_crl_usability(candidate->crl, v->policy->at);
    /* (e) Verify that the interim_reasons_mask includes one or more reasons that are not included
     * in the reasons_mask. */
    bool more_reasons = (interim_reasons & ~query->reasons) != 0;
    if (candidate->crl->has_base_number && query->newest == NULL)
        cc_crl_refuse_delta(query, candidate);
    if (!more_reasons || candidate->crl->has_base_number) {
        ask_for_revocation(query, candidate, usability, false);
        return;
    }
    if (usability == CC_CRL_USABLE) {
        ask_crl(query, candidate, interim_reasons);
        return;
    }
    cc_crl_refuse_usability(query, candidate, usability);
    ask_for_revocation(query, candidate, usability, true);
}

static bool has_ended(const struct cc_revocation_query *query)
{
    return query->answer->status == CERTCHECK_REVOCATION_REVOKED || query->verification->no_memory;
}

/* Deltas last: what a complete CRL counts for is then known. */
static void ask_issuer(struct cc_revocation_query *query,
                       const struct certcheck_distribution_point *point, cc_span issuer)
{
    struct candidates candidates;
    for (int deltas = 0; deltas <= 1 && !has_ended(query); deltas++) {
        gather(query, issuer, deltas == 1, &candidates);
        for (size_t i = 0; i < candidates.count && !has_ended(query); i++)
            consider(query, point, candidates.list[i].entry);
    }
}

static void ask_point(struct cc_revocation_query *query,
                      const struct certcheck_distribution_point *point)
{
    struct certcheck_general_name name;
    cc_span rest = point->crl_issuer;
    if (!point->has_crl_issuer) {
        ask_issuer(query, point, cc_revocation_subject(query)->issuer);
        return;
    }
    while (!has_ended(query) && certcheck_next_general_name(&rest, &name))
        if (name.kind == CERTCHECK_NAME_DIRECTORY)
            ask_issuer(query, point, name.value);
}

static bool points_of(const struct certcheck_certificate *certificate, cc_span *points)
{
    const struct certcheck_extension *extension =
        certificate->by_kind[CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS];
    struct certcheck_extension_value value;
    if (extension == NULL || certcheck_extension_decode(extension, &value) != CERTCHECK_OK)
        return false;
    *points = value.of.distribution_points;
    return true;
}

void cc_revocation_ask_crls(struct cc_revocation_query *query)
{
    struct certcheck_distribution_point point;
    cc_span points;
    if (query->verification->crls == NULL || query->verification->crls->count == 0)
        return;
    if (points_of(cc_revocation_subject(query), &points))
        while (!has_ended(query) && certcheck_next_distribution_point(&points, &point))
            ask_point(query, &point);
    /* If the revocation status has not been determined, repeat the process above with any available
     * CRLs not specified in a distribution point but issued by the certificate issuer. For the
     * processing of such a CRL, assume a DP with both the reasons and the cRLIssuer fields omitted
     * and a distribution point name of the certificate issuer. */
    point = (struct certcheck_distribution_point){0};
    if (!has_ended(query))
        ask_point(query, &point);
    if (has_ended(query))
        return;
    if (query->reasons == CC_ALL_REASONS)
        query->answer->status = CERTCHECK_REVOCATION_GOOD;
    else if (query->reasons != 0)
        cc_crl_refuse_reasons(query, query->newest);
}
