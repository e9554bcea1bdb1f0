/* SPDX-License-Identifier: MIT */
/*
 * What the OCSP responses of the pool say of one certificate (RFC 6960 3.2).
 *
 * Every single response about the certificate is asked, the newest first. The first one that counts
 * is the answer; later ones only matter where they revoke for good, which no newer `good` takes
 * back. `unknown` is no answer: the next one is asked.
 *
 * Cost: every response about a certificate's serial number, and each single response in it by its
 * length, is paid from the candidate budget, every signature from the signature budget.
 */
#include "base/alloc.h"
#include "verify/revocation.h"

#include <stdlib.h>

/* Single responses about one certificate that are looked at. */
#define ANSWERS_MAX 1024

struct answer {
    const struct cc_ocsp_set_entry *response;
    struct certcheck_ocsp_single single;
    uint32_t rank; /* of the response, among all of them by their bytes */
};

static int compare_times(certcheck_time a, certcheck_time b)
{
    return (a < b) - (a > b);
}

/* The newest first; then revoked before good before unknown; then by their bytes, so that the order
 * in which they were given never matters. */
static int compare_answers(const void *left, const void *right)
{
    const struct answer *a = left, *b = right;
    int order = compare_times(a->single.this_update, b->single.this_update);
    if (order == 0)
        order = compare_times(a->response->ocsp->produced_at, b->response->ocsp->produced_at);
    if (order == 0)
        order = (int)b->single.status - (int)a->single.status;
    if (order == 0)
        order = (a->rank > b->rank) - (a->rank < b->rank);
    return order != 0 ? order : cc_span_compare(a->single.whole, b->single.whole);
}

static void refuse(struct cc_revocation_query *query, const struct cc_ocsp_set_entry *response,
                   enum certcheck_finding_code code, const char *why, certcheck_time actual)
{
    cc_revocation_refuse(
        query, &(struct cc_refused_evidence){code, response->ocsp, response->source, why, actual});
}

static void refuse_out_of_scope(struct cc_revocation_query *query,
                                const struct cc_ocsp_set_entry *response, enum cc_ocsp_scope scope)
{
    refuse(query, response, CERTCHECK_FINDING_OCSP_OUT_OF_SCOPE,
           scope == CC_OCSP_DIGEST_UNKNOWN
               ? "it names certificates by a digest that nobody here knows"
               : "it is about the same serial number of another issuer",
           0);
}

/* Those about the certificate, into `answers` unless that is NULL. The first walk, which only
 * counts, pays for the bytes. */
static size_t walk_response(struct cc_revocation_query *query, struct cc_ocsp_subject *subject,
                            const struct cc_ocsp_set_entry *response, struct answer *answers,
                            size_t room)
{
    struct cc_budget *budget = query->verification->budget;
    struct answer answer = {.response = response};
    size_t position = 0, count = 0;
    enum cc_ocsp_scope other = CC_OCSP_OTHER_SERIAL;
    while (count < room && certcheck_ocsp_next_single(response->ocsp, &position, &answer.single) &&
           cc_budget_spend(budget, CERTCHECK_BUDGET_CANDIDATES,
                           answers != NULL ? 1 : cc_reading_cost(answer.single.whole.length))) {
        enum cc_ocsp_scope scope = cc_ocsp_scope(subject, &answer.single);
        if (scope != CC_OCSP_IN_SCOPE && scope != CC_OCSP_OTHER_SERIAL)
            other = scope;
        if (scope != CC_OCSP_IN_SCOPE)
            continue;
        if (answers != NULL)
            answers[count] = answer;
        count++;
    }
    if (answers == NULL && count == 0 && other != CC_OCSP_OTHER_SERIAL)
        refuse_out_of_scope(query, response, other);
    return count;
}

/* A response stands in the walk once for each run of its answers about the serial number, one
 * behind the other. */
static size_t walk_responses(struct cc_revocation_query *query, struct cc_ocsp_subject *subject,
                             struct answer *answers, size_t room)
{
    const struct cc_ocsp_set *set = query->verification->ocsp_responses;
    const struct cc_ocsp_set_entry *last = NULL;
    size_t count = 0;
    for (size_t at = cc_ocsp_set_first(set, subject->certificate->serial);
         at != CC_MULTIMAP_END && count < room; at = cc_ocsp_set_next(set, at)) {
        const struct cc_ocsp_set_entry *response = cc_ocsp_set_at(set, at);
        if (response != last)
            count += walk_response(query, subject, response,
                                   answers == NULL ? NULL : answers + count, room - count);
        last = response;
    }
    return count;
}

static void refuse_unusable(struct cc_revocation_query *query, const struct answer *answer,
                            enum cc_ocsp_usability usability)
{
    static const char *const why[] = {
        [CC_OCSP_TIMES_INVERTED] = "its nextUpdate is before its thisUpdate",
        [CC_OCSP_ARCHIVE_OVER] = "its responder no longer keeps what it knew of this certificate",
        [CC_OCSP_CRITICAL_UNKNOWN] = "it has a critical extension that nobody here understands",
        [CC_OCSP_EXTENSION_MALFORMED] = "one of its extensions is malformed"};
    const struct certcheck_ocsp *ocsp = answer->response->ocsp;
    switch (usability) {
    case CC_OCSP_STALE:
        refuse(query, answer->response, CERTCHECK_FINDING_OCSP_STALE, NULL,
               cc_ocsp_counts_until(&answer->single));
        break;
    case CC_OCSP_FROM_THE_FUTURE:
        refuse(query, answer->response, CERTCHECK_FINDING_OCSP_FROM_THE_FUTURE, NULL,
               answer->single.this_update > ocsp->produced_at ? answer->single.this_update
                                                              : ocsp->produced_at);
        break;
    case CC_OCSP_NONCE_DIFFERS:
        refuse(query, answer->response, CERTCHECK_FINDING_OCSP_NONCE_MISMATCH, "", 0);
        break;
    case CC_OCSP_TIMES_INVERTED:
    case CC_OCSP_ARCHIVE_OVER:
    case CC_OCSP_CRITICAL_UNKNOWN:
    case CC_OCSP_EXTENSION_MALFORMED:
        refuse(query, answer->response, CERTCHECK_FINDING_OCSP_UNUSABLE, why[usability], 0);
        break;
    case CC_OCSP_USABLE:
        break;
    }
}

static void refuse_untrusted(struct cc_revocation_query *query, const struct answer *answer,
                             enum cc_ocsp_trust trust)
{
    static const char *const why[CC_OCSP_TRUSTS] = {
        [CC_OCSP_BUDGET] = "a budget was spent before its signature was checked",
        [CC_OCSP_RESPONDER_UNKNOWN] =
            "nothing sound tells whether its responder's certificate was revoked",
        [CC_OCSP_RESPONDER_STATUS] =
            "its responder's certificate was revoked, or nothing tells whether it was",
        [CC_OCSP_RESPONDER_PURPOSE] = "its responder's certificate is not for id-kp-OCSPSigning",
        [CC_OCSP_RESPONDER_OTHER] =
            "its responder's certificate is not from the issuer of the certificate",
        [CC_OCSP_UNSUPPORTED] = "the algorithm of its signature, or of its responder's key or "
                                "certificate, is not supported",
        [CC_OCSP_SIGNATURE_WRONG] = "the responder that it names did not make its signature",
        [CC_OCSP_DIGEST_WEAK] = "its signature rests on a weak digest",
        [CC_OCSP_RESPONDER_MISSING] = "the responder that it names is neither the issuer of the "
                                      "certificate nor known as its deputy"};
    if (trust == CC_OCSP_NO_MEMORY)
        query->verification->no_memory = true;
    else
        refuse(query, answer->response, CERTCHECK_FINDING_OCSP_UNTRUSTED, why[trust], 0);
}

static void refuse_unsound(struct cc_revocation_query *query, const struct answer *answer,
                           enum certcheck_finding_code flaw)
{
    static const char begin[] = "its responder's certificate does not hold: ";
    char why[sizeof(begin) + 64];
    memcpy(why, begin, sizeof(begin));
    strncat(why, certcheck_finding_info(flaw)->id, sizeof(why) - sizeof(begin));
    const char *kept = cc_arena_text(&query->verification->scratch, why, strlen(why));
    query->verification->no_memory |= kept == NULL;
    if (kept != NULL)
        refuse(query, answer->response, CERTCHECK_FINDING_OCSP_UNTRUSTED, kept, 0);
}

/* Evidence that counts. About an OCSP responder only the status is asked. */
static void note_evidence(struct cc_revocation_query *query, const struct answer *answer,
                          const char *signer)
{
    struct certcheck_revocation *to = query->answer;
    const char *source = answer->response->source;
    if (query->outer != NULL)
        return;
    to->evidence = CERTCHECK_EVIDENCE_OCSP;
    to->source = cc_arena_text(&query->verification->report->arena, source, strlen(source));
    to->signer = signer;
    to->number = "";
    to->this_update = answer->single.this_update;
    to->has_next_update = answer->single.has_next_update;
    to->next_update = answer->single.next_update;
    query->verification->no_memory |= to->source == NULL;
}

static void revoke(struct cc_revocation_query *query, const struct answer *answer)
{
    const struct certcheck_ocsp_single *single = &answer->single;
    query->weak = cc_revocation_is_weak(query->verification, &answer->response->ocsp->algorithm);
    query->answer->status = CERTCHECK_REVOCATION_REVOKED;
    query->answer->revocation_date = single->revocation_time;
    query->answer->has_reason = single->has_reason;
    query->answer->reason = single->reason;
}

/* Of what CRLs say about some reasons alone nothing is left; where they say it about all, they are
 * enough, but for a response that is owed. */
static void rest_on(struct cc_revocation_query *query, const struct answer *answer,
                    const struct cc_ocsp_signer *signer)
{
    bool good_already = query->answer->status == CERTCHECK_REVOCATION_GOOD;
    if (good_already && !cc_revocation_owes_response(query))
        return;
    if (!good_already)
        query->until = CC_TIME_MAX;
    cc_revocation_rest_on(query, cc_ocsp_counts_until(&answer->single));
    cc_revocation_rest_on(query, signer->until);
}

/* What a CRL has found good stays its evidence. True: it was an answer. */
static bool take(struct cc_revocation_query *query, const struct answer *answer,
                 const struct cc_ocsp_signer *signer)
{
    switch (answer->single.status) {
    case CERTCHECK_OCSP_REVOKED:
        note_evidence(query, answer, signer->name);
        revoke(query, answer);
        return true;
    case CERTCHECK_OCSP_GOOD:
        rest_on(query, answer, signer);
        if (query->answer->status == CERTCHECK_REVOCATION_UNKNOWN)
            note_evidence(query, answer, signer->name);
        query->answer->status = CERTCHECK_REVOCATION_GOOD;
        query->response_counts = true;
        return true;
    case CERTCHECK_OCSP_UNKNOWN:
        break;
    }
    refuse(query, answer->response, CERTCHECK_FINDING_OCSP_STATUS_UNKNOWN, "", 0);
    return false;
}

/* Whether an answer may revoke although it does not count as evidence of a good certificate. */
static bool still_revokes(const struct cc_revocation_query *query, const struct answer *answer,
                          enum cc_ocsp_usability usability)
{
    if (!cc_ocsp_revoked_for_good(&answer->single))
        return false;
    switch (usability) {
    case CC_OCSP_STALE:
    case CC_OCSP_NONCE_DIFFERS:
    case CC_OCSP_TIMES_INVERTED:
    case CC_OCSP_ARCHIVE_OVER:
        return true;
    case CC_OCSP_FROM_THE_FUTURE:
        return answer->single.revocation_time <= query->verification->policy->at;
    case CC_OCSP_USABLE:
    case CC_OCSP_CRITICAL_UNKNOWN:
    case CC_OCSP_EXTENSION_MALFORMED:
        break;
    }
    return false;
}

/* Who signed the response that was asked about last: it may hold answers by the thousand. */
struct known_signer {
    const struct cc_ocsp_set_entry *response; /* NULL: none yet */
    struct cc_ocsp_signer signer;
    enum cc_ocsp_trust trust;
};

static void know_signer(struct cc_revocation_query *query, const struct cc_ocsp_set_entry *response,
                        struct known_signer *known)
{
    if (known->response == response)
        return;
    known->response = response;
    known->trust = cc_ocsp_find_signer(query, response, &known->signer);
}

/* True: it was an answer. */
static bool consider(struct cc_revocation_query *query, const struct answer *answer,
                     struct known_signer *known)
{
    const struct certcheck_policy *policy = query->verification->policy;
    enum cc_ocsp_usability usability =
        cc_ocsp_usability(answer->response->ocsp, &answer->single, cc_revocation_subject(query),
                          policy->at, cc_span_of(policy->ocsp_nonce, policy->ocsp_nonce_length));
    if (usability != CC_OCSP_USABLE && !still_revokes(query, answer, usability)) {
        refuse_unusable(query, answer, usability);
        return false;
    }
    know_signer(query, answer->response, known);
    /* Whoever wants more evidence, or better evidence, must not overlook a revocation for it. */
    bool revokes =
        cc_ocsp_may_revoke(known->trust) && answer->single.status == CERTCHECK_OCSP_REVOKED;
    if (known->trust == CC_OCSP_TRUSTED || revokes)
        return take(query, answer, &known->signer);
    if (known->trust == CC_OCSP_RESPONDER_UNSOUND)
        refuse_unsound(query, answer, known->signer.flaw);
    else
        refuse_untrusted(query, answer, known->trust);
    return false;
}

/* RFC 6960 2.3: they are not signed, and are about no certificate in particular. */
static void refuse_unsuccessful(struct cc_revocation_query *query)
{
    const struct cc_ocsp_set *set = query->verification->ocsp_responses;
    size_t left = set->unsuccessful_count;
    for (size_t i = 0; i < set->count && left > 0; i++) {
        const struct certcheck_ocsp *ocsp = set->entries[i].ocsp;
        if (ocsp->status == CERTCHECK_OCSP_SUCCESSFUL)
            continue;
        left--;
        if (query->refused_count == CC_REFUSED_EVIDENCE_MAX ||
            !cc_budget_spend(query->verification->budget, CERTCHECK_BUDGET_CANDIDATES, 1))
            return;
        refuse(query, &set->entries[i], CERTCHECK_FINDING_OCSP_UNSUCCESSFUL,
               certcheck_ocsp_response_status_text(ocsp->status), 0);
    }
}

void cc_ocsp_refuse_others(struct cc_revocation_query *query)
{
    const struct cc_ocsp_set *set = query->verification->ocsp_responses;
    size_t count = set->count < CC_OTHERS_LOOKED_AT ? set->count : CC_OTHERS_LOOKED_AT;
    for (size_t i = 0; i < count && query->refused_count < CC_REFUSED_EVIDENCE_MAX; i++)
        if (set->entries[i].ocsp->status == CERTCHECK_OCSP_SUCCESSFUL)
            refuse(query, &set->entries[i], CERTCHECK_FINDING_OCSP_OUT_OF_SCOPE,
                   "it is about other certificates", 0);
}

static void ask_answers(struct cc_revocation_query *query, const struct answer *answers,
                        size_t count)
{
    struct known_signer known = {0};
    bool answered = false;
    for (size_t i = 0; i < count && query->answer->status != CERTCHECK_REVOCATION_REVOKED &&
                       !query->verification->no_memory;
         i++)
        if (!answered || cc_ocsp_revoked_for_good(&answers[i].single))
            answered |= consider(query, &answers[i], &known);
}

static cc_span der_of(const void *set, size_t n)
{
    return ((const struct cc_ocsp_set *)set)->entries[n].ocsp->der;
}

/* Where there is but one response, its answers are ordered by what they say. */
static void add_ranks(struct cc_verification *v, struct answer *answers, size_t count)
{
    const struct cc_ocsp_set *set = v->ocsp_responses;
    if (set->count == 1)
        return;
    if (v->ocsp_ranks == NULL)
        v->ocsp_ranks = cc_evidence_ranks(&v->scratch, set, set->count, der_of);
    v->no_memory |= v->ocsp_ranks == NULL;
    for (size_t i = 0; i < count && v->ocsp_ranks != NULL; i++)
        answers[i].rank = v->ocsp_ranks[answers[i].response - set->entries];
}

/* Counted, then kept: there are seldom more than a few. */
static void ask_about(struct cc_revocation_query *query, struct cc_ocsp_subject *subject)
{
    struct cc_verification *v = query->verification;
    size_t count = walk_responses(query, subject, NULL, ANSWERS_MAX);
    if (count == 0)
        return;
    struct answer *answers = cc_calloc(count, sizeof(*answers));
    if (answers == NULL) {
        v->no_memory = true;
        return;
    }
    if (count == ANSWERS_MAX)
        v->budget->spent[CERTCHECK_BUDGET_CANDIDATES] = true;
    count = walk_responses(query, subject, answers, count);
    add_ranks(v, answers, count);
    qsort(answers, count, sizeof(*answers), compare_answers);
    ask_answers(query, answers, count);
    cc_free(answers);
}

void cc_revocation_ask_ocsp(struct cc_revocation_query *query)
{
    struct cc_verification *v = query->verification;
    struct cc_ocsp_subject subject;
    if (v->ocsp_responses == NULL || v->ocsp_responses->count == 0)
        return;
    cc_ocsp_subject_init(&subject, v->crypto, cc_revocation_subject(query),
                         &query->path->steps[query->index + 1].certificate->key);
    ask_about(query, &subject);
    if (cc_revocation_is_open(query) && !v->no_memory)
        refuse_unsuccessful(query);
}
