/* SPDX-License-Identifier: MIT */
/*
 * What the CRLs of the pool say of one certificate (RFC 5280 6.3.3).
 *
 * For each distribution point, and at last for one that the certificate does not name, the CRLs of
 * its issuer are asked, the newest first, until all reasons are covered; older ones may then only
 * revoke for good. Steps (b) and (d) are crl_scope.c's, (c) and (i) to (k) crl_status.c's, (f) to
 * (h) crl_signer.c's.
 *
 * Cost: every CRL that bears an issuer's name is paid from the candidate budget, every signature
 * from the signature budget.
 */
#include "base/text.h"
#include "verify/revocation.h"
#include "x509/name.h"

#include <stdlib.h>

/* CRLs that are looked at for one distribution point. */
#define CRLS_MAX 1024

struct candidates {
    const struct cc_crl_set_entry *list[CRLS_MAX];
    size_t count;
};

/* The newest first; then the higher number; then by their bytes, so that the order in which they
 * were given never matters. */
static int compare_crls(const void *left, const void *right)
{
    const struct cc_crl_set_entry *const *l = left, *const *r = right;
    const struct certcheck_crl *a = (*l)->crl, *b = (*r)->crl;
    if (a->this_update != b->this_update)
        return a->this_update > b->this_update ? -1 : 1;
    if (a->has_number && b->has_number) {
        int order = cc_crl_number_compare(b->number, a->number);
        if (order != 0)
            return order;
    }
    return cc_span_compare(a->der, b->der);
}

/* The CRLs of an issuer, complete ones or deltas. */
static void gather(struct cc_revocation_query *query, cc_span issuer, bool deltas,
                   struct candidates *candidates)
{
    struct cc_verification *v = query->verification;
    const struct cc_crl_set *set = v->crls;
    candidates->count = 0;
    for (size_t i = cc_crl_set_first(set, issuer); i != CC_CRL_SET_END;
         i = set->entries[i].next_same_issuer) {
        const struct cc_crl_set_entry *entry = &set->entries[i];
        if (!cc_budget_spend(v->budget, CERTCHECK_BUDGET_CANDIDATES, 1))
            break;
        if (entry->crl->has_base_number != deltas ||
            !certcheck_name_equal(entry->crl->issuer, issuer))
            continue;
        if (candidates->count == CRLS_MAX) {
            v->budget->spent[CERTCHECK_BUDGET_CANDIDATES] = true;
            break;
        }
        candidates->list[candidates->count++] = entry;
    }
    qsort(candidates->list, candidates->count, sizeof(candidates->list[0]), compare_crls);
}

static void refuse_unusable(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry,
                            enum cc_crl_usability usability)
{
    const struct certcheck_crl *crl = entry->crl;
    switch (usability) {
    case CC_CRL_STALE:
        if (crl->has_next_update)
            cc_revocation_refuse(query, CERTCHECK_FINDING_CRL_STALE, entry->source, NULL,
                                 crl->next_update);
        else
            cc_revocation_refuse(query, CERTCHECK_FINDING_CRL_UNUSABLE, entry->source,
                                 "it does not say when the next one comes", 0);
        break;
    case CC_CRL_FROM_THE_FUTURE:
        cc_revocation_refuse(query, CERTCHECK_FINDING_CRL_FROM_THE_FUTURE, entry->source, NULL,
                             crl->this_update);
        break;
    case CC_CRL_CRITICAL_UNKNOWN:
        cc_revocation_refuse(query, CERTCHECK_FINDING_CRL_UNUSABLE, entry->source,
                             "it has a critical extension that nobody here understands", 0);
        break;
    case CC_CRL_EXTENSION_MALFORMED:
        cc_revocation_refuse(query, CERTCHECK_FINDING_CRL_UNUSABLE, entry->source,
                             "one of its extensions is malformed", 0);
        break;
    case CC_CRL_ALGORITHMS_DIFFER:
        cc_revocation_refuse(query, CERTCHECK_FINDING_CRL_UNUSABLE, entry->source,
                             "the signature algorithm inside differs from the one outside", 0);
        break;
    case CC_CRL_USABLE:
        break;
    }
}

/* A rule for CRLs themselves that the profile makes an error keeps a CRL from counting. */
static bool breaks(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry,
                   enum certcheck_finding_code code, bool broken)
{
    if (broken)
        cc_revocation_refuse(query, code, entry->source, "", 0);
    return broken && query->verification->severity[code] == CERTCHECK_ERROR;
}

/* RFC 5280 5.2.1, 5.2.3 to 5.2.7: which extensions are critical and which are not. */
static const char *wrong_criticality(const struct certcheck_crl *crl)
{
    static const struct {
        enum certcheck_extension_kind kind;
        bool critical;
        const char *wrong;
    } rules[] = {
        {CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER, false, "authorityKeyIdentifier is critical"},
        {CERTCHECK_EXT_CRL_NUMBER, false, "cRLNumber is critical"},
        {CERTCHECK_EXT_DELTA_CRL_INDICATOR, true, "deltaCRLIndicator is not critical"},
        {CERTCHECK_EXT_ISSUING_DISTRIBUTION_POINT, true,
         "issuingDistributionPoint is not critical"},
        {CERTCHECK_EXT_FRESHEST_CRL, false, "freshestCRL is critical"},
        {CERTCHECK_EXT_AUTHORITY_INFO_ACCESS, false, "authorityInfoAccess is critical"},
    };
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        const struct certcheck_extension *extension =
            certcheck_crl_find_extension(crl, rules[i].kind);
        if (extension != NULL && extension->critical != rules[i].critical)
            return rules[i].wrong;
    }
    return NULL;
}

static bool breaks_criticality(struct cc_revocation_query *query,
                               const struct cc_crl_set_entry *entry)
{
    const enum certcheck_finding_code code = CERTCHECK_FINDING_CRL_EXTENSION_CRITICALITY;
    const char *wrong = wrong_criticality(entry->crl);
    if (wrong != NULL)
        cc_revocation_refuse(query, code, entry->source, wrong, 0);
    return wrong != NULL && query->verification->severity[code] == CERTCHECK_ERROR;
}

/* RFC 5280 5.1.2.1: when extensions are used, as required by this profile, this field MUST be
 * present and MUST specify version 2. 5.2.1: conforming CRL issuers MUST include [the authority key
 * identifier] in all CRLs issued. 5.2.3: [the CRL number] MUST be in all CRLs. */
static bool breaks_a_rule(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry)
{
    const struct certcheck_crl *crl = entry->crl;
    bool key_identifier =
        certcheck_crl_find_extension(crl, CERTCHECK_EXT_AUTHORITY_KEY_IDENTIFIER) != NULL;
    return breaks(query, entry, CERTCHECK_FINDING_CRL_VERSION_1, crl->version == 1) ||
           breaks(query, entry, CERTCHECK_FINDING_CRL_NUMBER_MISSING,
                  crl->version > 1 && !crl->has_number) ||
           breaks(query, entry, CERTCHECK_FINDING_CRL_KEY_IDENTIFIER_MISSING,
                  crl->version > 1 && !key_identifier) ||
           breaks_criticality(query, entry);
}

static void refuse_out_of_scope(struct cc_revocation_query *query,
                                const struct cc_crl_set_entry *entry, enum cc_crl_scope scope)
{
    static const char *const why[] = {
        [CC_CRL_OTHER_ISSUER] = "its issuer is another one",
        [CC_CRL_NOT_INDIRECT] = "it does not say that it speaks for other issuers",
        [CC_CRL_OTHER_POINT] = "it is for another distribution point",
        [CC_CRL_OTHER_KIND] = "it is about certificates of another kind"};
    cc_revocation_refuse(query, CERTCHECK_FINDING_CRL_OUT_OF_SCOPE, entry->source, why[scope], 0);
}

static void refuse_untrusted(struct cc_revocation_query *query,
                             const struct cc_crl_set_entry *entry, enum cc_crl_trust trust)
{
    static const char *const why[] = {
        [CC_CRL_SIGNATURE_WRONG] = "no certificate of its issuer made its signature",
        [CC_CRL_SIGNER_MISSING] = "there is no certificate of its issuer",
        [CC_CRL_SIGNER_UNFIT] = "its signer may not sign CRLs, or has no valid path to the anchor",
        [CC_CRL_DIGEST_WEAK] = "its signature rests on a weak digest",
        [CC_CRL_BUDGET] = "a budget was spent before its signature was checked"};
    if (trust == CC_CRL_NO_MEMORY)
        query->verification->no_memory = true;
    else
        cc_revocation_refuse(query, CERTCHECK_FINDING_CRL_UNTRUSTED, entry->source, why[trust], 0);
}

/* (c) the newest delta that goes with the complete CRL, (h) signed with the same key */
static const struct cc_crl_set_entry *find_delta(struct cc_revocation_query *query,
                                                 const struct certcheck_crl *complete,
                                                 const struct cc_crl_signer *signer)
{
    struct cc_verification *v = query->verification;
    struct candidates deltas;
    gather(query, complete->issuer, true, &deltas);
    for (size_t i = 0; i < deltas.count; i++) {
        const struct certcheck_crl *delta = deltas.list[i]->crl;
        if (cc_crl_delta_fits(complete, delta) &&
            cc_crl_usability(delta, v->policy->at) == CC_CRL_USABLE &&
            cc_crl_signature(v, delta, signer) == CC_EDGE_GOOD)
            return deltas.list[i];
    }
    return NULL;
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
static void note_evidence(struct cc_revocation_query *query, const struct certcheck_crl *crl,
                          const char *source, const struct certcheck_certificate *signer)
{
    struct cc_arena *arena = &query->verification->report->arena;
    struct certcheck_revocation *answer = query->answer;
    answer->source = "";
    if (query->outer != NULL)
        return;
    answer->evidence = CERTCHECK_EVIDENCE_CRL;
    answer->source = cc_arena_text(arena, source, strlen(source));
    answer->signer = cc_revocation_name_text(arena, signer->subject);
    answer->number = crl->has_number ? number_text(arena, crl->number) : "";
    answer->this_update = crl->this_update;
    answer->has_next_update = crl->has_next_update;
    answer->next_update = crl->next_update;
    query->verification->no_memory |=
        answer->source == NULL || answer->signer == NULL || answer->number == NULL;
}

static void revoke(struct cc_revocation_query *query, const struct certcheck_crl_entry *entry)
{
    query->answer->status = CERTCHECK_REVOCATION_REVOKED;
    query->answer->revocation_date = entry->revocation_date;
    query->answer->has_reason = entry->has_reason;
    query->answer->reason = entry->reason;
}

static bool is_for_good(const struct certcheck_crl_entry *entry)
{
    return !entry->has_reason || (entry->reason != CERTCHECK_REASON_CERTIFICATE_HOLD &&
                                  entry->reason != CERTCHECK_REASON_REMOVE_FROM_CRL);
}

/* A CRL that does not count as evidence that a certificate is good, but is its issuer's: it may
 * still revoke, a stale one for good only. */
static void ask_for_revocation(struct cc_revocation_query *query,
                               const struct cc_crl_set_entry *candidate,
                               enum cc_crl_usability usability)
{
    if (usability != CC_CRL_USABLE && usability != CC_CRL_STALE)
        return;
    struct certcheck_crl_entry entry;
    const struct certcheck_crl *by;
    struct cc_crl_signer signer;
    if (cc_crl_status(cc_revocation_subject(query), candidate->crl, NULL, &entry, &by) ==
            CC_CRL_REVOKED &&
        (usability == CC_CRL_USABLE || is_for_good(&entry)) &&
        cc_crl_find_signer(query, candidate->crl, &signer) == CC_CRL_TRUSTED) {
        note_evidence(query, candidate->crl, candidate->source, signer.certificate);
        revoke(query, &entry);
    }
}

static void ask_crl(struct cc_revocation_query *query, const struct cc_crl_set_entry *candidate,
                    uint16_t interim_reasons)
{
    struct cc_crl_signer signer;
    enum cc_crl_trust trust = cc_crl_find_signer(query, candidate->crl, &signer);
    if (trust != CC_CRL_TRUSTED) {
        refuse_untrusted(query, candidate, trust);
        return;
    }
    const struct cc_crl_set_entry *delta = find_delta(query, candidate->crl, &signer);
    struct certcheck_crl_entry entry;
    const struct certcheck_crl *by;
    enum cc_crl_status status = cc_crl_status(cc_revocation_subject(query), candidate->crl,
                                              delta == NULL ? NULL : delta->crl, &entry, &by);
    bool by_delta = delta != NULL && by == delta->crl;
    note_evidence(query, by, by_delta ? delta->source : candidate->source, signer.certificate);
    /* (l) Set the reasons_mask state variable to the union of its previous value and
     * interim_reasons_mask. */
    query->reasons |= interim_reasons;
    if (status == CC_CRL_REVOKED)
        revoke(query, &entry);
}

static bool is_determined(const struct cc_revocation_query *query)
{
    return query->answer->status == CERTCHECK_REVOCATION_REVOKED ||
           query->reasons == CC_ALL_REASONS || query->verification->no_memory;
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
        refuse_out_of_scope(query, candidate, scope);
        return;
    }
    /* (e) Verify that the interim_reasons_mask includes one or more reasons that are not included
     * in the reasons_mask. */
    if ((interim_reasons & ~query->reasons) == 0)
        return;
    enum cc_crl_usability usability = cc_crl_usability(candidate->crl, v->policy->at);
    bool breaks_rule = breaks_a_rule(query, candidate);
    if (usability == CC_CRL_USABLE && !breaks_rule) {
        ask_crl(query, candidate, interim_reasons);
        return;
    }
    if (!breaks_rule)
        refuse_unusable(query, candidate, usability);
    ask_for_revocation(query, candidate, usability);
}

/* RFC 5280 3.3: An entry MUST NOT be removed from the CRL until it appears on one regularly
 * scheduled CRL issued beyond the revoked certificate's validity period. So no newer CRL takes back
 * a revocation for good, whoever of the issuer's name signed it. */
static void reconsider(struct cc_revocation_query *query,
                       const struct certcheck_distribution_point *point,
                       const struct cc_crl_set_entry *candidate)
{
    struct cc_verification *v = query->verification;
    uint16_t interim_reasons;
    enum cc_crl_usability usability = cc_crl_usability(candidate->crl, v->policy->at);
    if ((usability == CC_CRL_USABLE || usability == CC_CRL_STALE) &&
        cc_crl_scope(v->budget, cc_revocation_subject(query), point, candidate->crl,
                     &interim_reasons) == CC_CRL_IN_SCOPE)
        ask_for_revocation(query, candidate, CC_CRL_STALE);
}

static void ask_issuer(struct cc_revocation_query *query,
                       const struct certcheck_distribution_point *point, cc_span issuer)
{
    struct candidates candidates;
    gather(query, issuer, false, &candidates);
    size_t next = 0;
    while (next < candidates.count && !is_determined(query))
        consider(query, point, candidates.list[next++]);
    while (next < candidates.count && query->reasons == CC_ALL_REASONS &&
           query->answer->status != CERTCHECK_REVOCATION_REVOKED && !query->verification->no_memory)
        reconsider(query, point, candidates.list[next++]);
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
    while (!is_determined(query) && certcheck_next_general_name(&rest, &name))
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
    const struct certcheck_certificate *certificate = cc_revocation_subject(query);
    struct certcheck_distribution_point point;
    cc_span points;
    if (query->verification->crls == NULL || query->verification->crls->count == 0)
        return;
    if (points_of(certificate, &points))
        while (!is_determined(query) && certcheck_next_distribution_point(&points, &point))
            ask_point(query, &point);
    /* If the revocation status has not been determined, repeat the process above with any available
     * CRLs not specified in a distribution point but issued by the certificate issuer. For the
     * processing of such a CRL, assume a DP with both the reasons and the cRLIssuer fields omitted
     * and a distribution point name of the certificate issuer. */
    point = (struct certcheck_distribution_point){0};
    if (!is_determined(query))
        ask_point(query, &point);
    if (query->answer->status == CERTCHECK_REVOCATION_REVOKED || query->verification->no_memory)
        return;
    if (query->reasons == CC_ALL_REASONS)
        query->answer->status = CERTCHECK_REVOCATION_GOOD;
    else if (query->reasons != 0)
        cc_revocation_refuse(query, CERTCHECK_FINDING_CRL_REASONS_PARTIAL, query->answer->source,
                             "some reasons of revocation are on no CRL", 0);
}
