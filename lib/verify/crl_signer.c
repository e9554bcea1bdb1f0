/* SPDX-License-Identifier: MIT */
/*
 * Who signed a CRL, and whether that counts (RFC 5280 6.3.3 (f) and (g)).
 *
 * (f) asks for the certification path of the CRL's issuer, with the same anchor as the
 * certificate's. The certificates above the one in question have theirs already: it is the rest of
 * this path. Any other certificate of the issuer's name (a separate key for CRLs, an authority of
 * indirect CRLs, an older or newer key) must have a valid path of its own.
 *
 * Names are taken to be unique below one anchor, as 6.3.3 (f) takes them: who has an issuer's name
 * and a path to the same anchor answers for it.
 *
 * Departure: of a certificate outside of the path that is no authority's, keyUsage must say that it
 * signs CRLs. 4.2.1.3 wants it there, 6.3.3 (f) does not mind; but a name alone is easily had.
 *
 * Where it has to be known whether such a certificate was revoked, and is not, its CRLs may revoke,
 * but nobody is good because of them.
 *
 * Cost: each certificate of the name is paid from the candidate budget, each signature from the
 * signature budget; a path of its own costs what a path costs. Neither is asked for twice.
 */
#include "verify/revocation.h"
#include "x509/name.h"

/* RFC 5280 6.3.3 (f): If a key usage extension is present in the CRL issuer's certificate, verify
 * that the cRLSign bit is set. */
static bool may_sign(const struct certcheck_certificate *certificate)
{
    return !certificate->has_key_usage ||
           (certificate->key_usage & CERTCHECK_KEY_USAGE_CRL_SIGN) != 0;
}

static enum cc_edge_result check_signature(struct cc_verification *v,
                                           const struct certcheck_crl *crl,
                                           const struct cc_crl_signer *signer)
{
    struct cc_check check = cc_search_check(v, NULL);
    struct cc_signed what = {&crl->algorithm, crl->tbs, crl->signature, NULL};
    enum cc_edge_result result =
        cc_check_signed(&check, &what, signer->certificate, signer->parameters);
    v->no_memory |= result == CC_EDGE_NO_MEMORY;
    return result;
}

/* What is known of a CRL. NULL: no memory. */
static struct cc_crl_memo **memos_of(struct cc_verification *v,
                                     const struct cc_crl_set_entry *entry)
{
    if (v->crl_memos == NULL)
        v->crl_memos = cc_arena_array(&v->scratch, v->crls->count, sizeof(*v->crl_memos));
    return v->crl_memos == NULL ? NULL : &v->crl_memos[entry - v->crls->entries];
}

enum cc_edge_result cc_crl_signature(struct cc_verification *v,
                                     const struct cc_crl_set_entry *entry,
                                     const struct cc_crl_signer *signer)
{
    /* What such a key is depends on the path above it: the answer holds for this path. */
    if (cc_key_inherits(&signer->certificate->key))
        return check_signature(v, entry->crl, signer);
    struct cc_crl_memo **memos = memos_of(v, entry);
    for (const struct cc_crl_memo *memo = memos == NULL ? NULL : *memos; memo != NULL;
         memo = memo->next)
        if (cc_span_equal(memo->signer->key.whole, signer->certificate->key.whole))
            return memo->result;
    uint64_t before = v->budget->used[CERTCHECK_BUDGET_SIGNATURES];
    enum cc_edge_result result = check_signature(v, entry->crl, signer);
    bool free_of_charge = v->budget->used[CERTCHECK_BUDGET_SIGNATURES] == before;
    /* What took no arithmetic is found out again sooner than it is looked up among many. */
    if (result == CC_EDGE_BUDGET || result == CC_EDGE_NO_MEMORY || free_of_charge)
        return result;
    struct cc_crl_memo *memo = cc_arena_alloc(&v->scratch, sizeof(*memo));
    if (memos == NULL || memo == NULL) {
        v->no_memory = true;
        return CC_EDGE_NO_MEMORY;
    }
    *memo = (struct cc_crl_memo){*memos, signer->certificate, result};
    *memos = memo;
    return result;
}

static bool is_above(const struct cc_revocation_query *query,
                     const struct certcheck_certificate *certificate)
{
    for (size_t i = query->index + 1; i < query->path->length; i++)
        if (cc_span_equal(query->path->steps[i].certificate->der, certificate->der))
            return true;
    return false;
}

/* What is known so far: the best that any candidate came to. */
static enum cc_crl_trust better(enum cc_crl_trust a, enum cc_crl_trust b)
{
    static const uint8_t order[] = {
        [CC_CRL_TRUSTED] = 0,         [CC_CRL_NO_MEMORY] = 1,    [CC_CRL_BUDGET] = 2,
        [CC_CRL_SIGNER_UNKNOWN] = 3,  [CC_CRL_SIGNER_UNFIT] = 4, [CC_CRL_UNSUPPORTED] = 5,
        [CC_CRL_SIGNATURE_WRONG] = 6, [CC_CRL_DIGEST_WEAK] = 7,  [CC_CRL_SIGNER_MISSING] = 8};
    return order[a] < order[b] ? a : b;
}

static enum cc_crl_trust trust_signature(struct cc_verification *v,
                                         const struct cc_crl_set_entry *entry,
                                         const struct cc_crl_signer *signer)
{
    switch (cc_crl_signature(v, entry, signer)) {
    case CC_EDGE_GOOD:
        return may_sign(signer->certificate) ? CC_CRL_TRUSTED : CC_CRL_SIGNER_UNFIT;
    case CC_EDGE_BUDGET:
        return CC_CRL_BUDGET;
    case CC_EDGE_NO_MEMORY:
        return CC_CRL_NO_MEMORY;
    case CC_EDGE_UNSUPPORTED:
        return CC_CRL_UNSUPPORTED;
    case CC_EDGE_BAD:
    case CC_EDGE_KEY_UNUSABLE:
        break;
    }
    return CC_CRL_SIGNATURE_WRONG;
}

/* Of a certificate whose path is asked for because it signs CRLs, its own CRL may tell the status:
 * RFC 5280 leaves open how else an authority for CRLs alone would be covered, and NIST's PKITS
 * (4.14.30) has it valid. Nobody else answers for himself. */
static bool answers_for_itself(const struct cc_revocation_query *query)
{
    return query->index == 0 && query->outer == NULL && query->verification->outer != NULL;
}

static enum cc_crl_trust among_those_above(struct cc_revocation_query *query,
                                           const struct cc_crl_set_entry *entry,
                                           struct cc_crl_signer *signer)
{
    const struct cc_path *path = query->path;
    enum cc_crl_trust trust = CC_CRL_SIGNER_MISSING;
    size_t first = query->index + (answers_for_itself(query) ? 0 : 1);
    for (size_t i = first; i < path->length && trust != CC_CRL_TRUSTED; i++) {
        signer->certificate = path->steps[i].certificate;
        signer->parameters = cc_inherited_parameters(path->steps, path->length, i);
        signer->until = CC_TIME_MAX; /* the path has its notAfter */
        if (cc_name_equal_paid(query->verification->budget, signer->certificate->subject,
                               entry->crl->issuer))
            trust = better(trust, trust_signature(query->verification, entry, signer));
    }
    return trust;
}

static bool is_meant_to_sign(const struct certcheck_certificate *certificate)
{
    return certificate->has_key_usage ||
           (certificate->has_basic_constraints && certificate->basic_constraints.ca);
}

static enum cc_crl_trust trust_of(enum cc_signer_path path)
{
    switch (path) {
    case CC_SIGNER_PATH_VALID:
        return CC_CRL_TRUSTED;
    case CC_SIGNER_PATH_UNKNOWN:
        return CC_CRL_SIGNER_UNKNOWN;
    case CC_SIGNER_PATH_NONE:
        break;
    }
    return CC_CRL_SIGNER_UNFIT;
}

static enum cc_crl_trust trust_other(struct cc_revocation_query *query,
                                     const struct cc_crl_set_entry *entry,
                                     const struct cc_certificate_set *set, size_t index,
                                     certcheck_time *until)
{
    struct cc_crl_signer signer = {.certificate = set->entries[index].certificate};
    struct cc_verification *v = query->verification;
    const struct certcheck_certificate *anchor =
        query->path->steps[query->path->length - 1].certificate;
    enum cc_crl_trust trust = trust_signature(v, entry, &signer);
    if (trust != CC_CRL_TRUSTED)
        return trust;
    return is_meant_to_sign(signer.certificate)
               ? trust_of(cc_signer_path(v, set, index, anchor, until))
               : CC_CRL_SIGNER_UNFIT;
}

/* Without a budget for signatures no other certificate is the signer, either. */
static bool is_final(enum cc_crl_trust trust)
{
    return trust == CC_CRL_TRUSTED || trust == CC_CRL_BUDGET || trust == CC_CRL_NO_MEMORY;
}

static enum cc_crl_trust among_others(struct cc_revocation_query *query,
                                      const struct cc_crl_set_entry *entry,
                                      const struct cc_certificate_set *set,
                                      struct cc_crl_signer *signer)
{
    struct cc_crl_namesakes namesakes;
    if (!cc_crl_namesakes(query->verification, set, entry->crl, &namesakes)) {
        query->verification->no_memory = true;
        return CC_CRL_NO_MEMORY;
    }
    enum cc_crl_trust trust = CC_CRL_SIGNER_MISSING;
    for (size_t i = 0; i < namesakes.count && !is_final(trust); i++) {
        const struct certcheck_certificate *certificate = namesakes.list[i].certificate;
        if (is_above(query, certificate) || cc_revocation_is_in_question(query, certificate))
            continue;
        certcheck_time until = CC_TIME_MAX;
        enum cc_crl_trust found = trust_other(query, entry, set, namesakes.list[i].index, &until);
        if (cc_crl_may_revoke(found))
            *signer = (struct cc_crl_signer){.certificate = certificate, .until = until};
        trust = better(trust, found);
    }
    return namesakes.cut_short ? better(trust, CC_CRL_BUDGET) : trust;
}

enum cc_crl_trust cc_crl_find_signer(struct cc_revocation_query *query,
                                     const struct cc_crl_set_entry *entry,
                                     struct cc_crl_signer *signer)
{
    struct cc_verification *v = query->verification;
    enum cc_crl_trust trust = among_those_above(query, entry, signer);
    if (!is_final(trust))
        trust = better(trust, among_others(query, entry, v->graph.anchors, signer));
    if (!is_final(trust))
        trust = better(trust, among_others(query, entry, v->graph.pool, signer));
    return cc_crl_may_revoke(trust) && cc_revocation_is_weak(v, &entry->crl->algorithm)
               ? CC_CRL_DIGEST_WEAK
               : trust;
}
