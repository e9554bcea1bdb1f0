/* SPDX-License-Identifier: MIT */
/*
 * Who signed an OCSP response, and whether that counts (RFC 6960 4.2.2.2).
 *
 * The certificate's issuer may answer, that is the key above it in the path, whatever its keyUsage
 * says; or whoever it designated: with a certificate that this key signed, with id-kp-OCSPSigning
 * by name, which holds as a leaf for that purpose below the issuer at the time of the check (dates,
 * strength, keyUsage, critical extensions, constraints of the path). It is looked for among those
 * sent along and those of the pool.
 *
 * A responder's own revocation: id-pkix-ocsp-nocheck asks for none (4.2.2.2.1). Else it is asked
 * about as the policy asks about any certificate; what it answers for itself is no evidence. Where
 * it has to be known, and is not, the responder may revoke, but not find good.
 *
 * Or whom the caller trusts to answer (4.2.2.2: "matches a local configuration of OCSP signing
 * authority"): of such a certificate only what is wrong with it by itself is asked.
 *
 * Cost: each certificate looked at is paid from the candidate budget, by the bytes read of it; each
 * that may be the responder, from the budgets of any path; each signature from the signature
 * budget. None is asked for twice.
 */
#include "path/builder.h"
#include "verify/revocation.h"
#include "x509/name.h"

#include <stdlib.h>

/* Responders of responders' own revocation, and so on. */
#define LEVELS_MAX 3

/* `bytes`: where its encoding stands for as long as the verification. */
struct responder {
    const struct certcheck_certificate *certificate;
    const uint8_t *bytes;
};

struct search {
    struct cc_revocation_query *query;
    const struct cc_ocsp_set_entry *response;
    struct responder issuer;
    struct cc_ocsp_signer *signer;
};

/* What is known so far: the best that any candidate came to. */
static enum cc_ocsp_trust better(enum cc_ocsp_trust a, enum cc_ocsp_trust b)
{
    return a < b ? a : b;
}

/* ---- signatures ---- */

static struct cc_ocsp_memo **memos_of(const struct search *search)
{
    struct cc_verification *v = cc_search_outermost(search->query->verification);
    if (v->ocsp_memos == NULL)
        v->ocsp_memos =
            cc_arena_array(&v->scratch, v->ocsp_responses->count, sizeof(struct cc_ocsp_memo *));
    if (v->ocsp_memos == NULL)
        return NULL;
    return &v->ocsp_memos[search->response - v->ocsp_responses->entries];
}

static enum cc_edge_result check_signature(const struct search *search,
                                           const struct cc_signed *what, const uint8_t *bytes,
                                           const struct responder *by,
                                           const struct certcheck_public_key *parameters)
{
    struct cc_verification *v = search->query->verification;
    struct cc_check check = cc_search_check(v, NULL);
    /* What such a key is depends on the path above it: the answer holds for this path. */
    if (cc_key_inherits(&by->certificate->key))
        return cc_check_signed(&check, what, by->certificate, parameters);
    struct cc_ocsp_memo **memos = memos_of(search);
    if (memos == NULL)
        return CC_EDGE_NO_MEMORY;
    for (const struct cc_ocsp_memo *memo = *memos; memo != NULL; memo = memo->next)
        if (memo->what == bytes && memo->by == by->bytes)
            return memo->result;
    struct cc_ocsp_memo *memo =
        cc_arena_alloc(&cc_search_outermost(search->query->verification)->scratch, sizeof(*memo));
    if (memo == NULL)
        return CC_EDGE_NO_MEMORY;
    enum cc_edge_result result = cc_check_signed(&check, what, by->certificate, NULL);
    if (result == CC_EDGE_BUDGET || result == CC_EDGE_NO_MEMORY)
        return result;
    *memo = (struct cc_ocsp_memo){*memos, bytes, by->bytes, result};
    *memos = memo;
    return result;
}

static enum cc_ocsp_trust trust_of(enum cc_edge_result result, enum cc_ocsp_trust otherwise)
{
    switch (result) {
    case CC_EDGE_GOOD:
        return CC_OCSP_TRUSTED;
    case CC_EDGE_BUDGET:
        return CC_OCSP_BUDGET;
    case CC_EDGE_NO_MEMORY:
        return CC_OCSP_NO_MEMORY;
    case CC_EDGE_UNSUPPORTED:
        return CC_OCSP_UNSUPPORTED;
    case CC_EDGE_BAD:
    case CC_EDGE_KEY_UNUSABLE:
        break;
    }
    return otherwise;
}

/* RFC 6960 3.2 (2) The signature on the response is valid. */
static enum cc_ocsp_trust trust_response(const struct search *search, const struct responder *by,
                                         const struct certcheck_public_key *parameters)
{
    const struct certcheck_ocsp *ocsp = search->response->ocsp;
    struct cc_signed what = {&ocsp->algorithm, ocsp->tbs, ocsp->signature, NULL};
    return trust_of(check_signature(search, &what, ocsp->der.data, by, parameters),
                    CC_OCSP_SIGNATURE_WRONG);
}

/* Whether the response says that this is its responder. Its name is compared, or its key hashed. */
static bool is_named(const struct search *search, const struct certcheck_certificate *certificate)
{
    const struct cc_verification *v = search->query->verification;
    const struct certcheck_ocsp *ocsp = search->response->ocsp;
    bool paid = ocsp->responder_name.length > 0
                    ? cc_name_pay(v->budget, ocsp->responder_name, certificate->subject)
                    : cc_budget_spend(v->budget, CERTCHECK_BUDGET_CANDIDATES,
                                      cc_reading_cost(certificate->key.key.length));
    return paid && cc_ocsp_responder_is(v->crypto, ocsp, certificate);
}

/* ---- the issuer ---- */

static enum cc_ocsp_trust trust_issuer(const struct search *search)
{
    const struct cc_revocation_query *query = search->query;
    if (!is_named(search, search->issuer.certificate))
        return CC_OCSP_RESPONDER_MISSING;
    return trust_response(
        search, &search->issuer,
        cc_inherited_parameters(query->path->steps, query->path->length, query->index + 1));
}

/* ---- a designated responder ---- */

/* 4.2.2.2: This certificate MUST be issued directly by the CA that is identified in the request. */
static enum cc_ocsp_trust trust_designation(const struct search *search,
                                            const struct responder *responder)
{
    const struct cc_revocation_query *query = search->query;
    const struct certcheck_certificate *certificate = responder->certificate;
    struct cc_signed what = {&certificate->algorithm, certificate->tbs, certificate->signature,
                             certificate};
    const struct certcheck_public_key *parameters =
        cc_inherited_parameters(query->path->steps, query->path->length, query->index + 1);
    return trust_of(check_signature(search, &what, responder->bytes, &search->issuer, parameters),
                    CC_OCSP_RESPONDER_OTHER);
}

static void ask_for_responder(struct certcheck_policy *policy)
{
    static const uint8_t ocsp_signing[] = {0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x09};
    policy->purpose = CC_PURPOSE_OCSP_SIGNING;
    memcpy(policy->purpose_oid, ocsp_signing, sizeof(ocsp_signing));
    policy->purpose_oid_length = sizeof(ocsp_signing);
}

/* What is stricter than the default profile is not asked of a responder, and no more than the
 * caller asks of anybody: else a revocation would be overlooked. */
static void relax(const struct cc_verification *v, const struct certcheck_policy *policy,
                  enum certcheck_severity severity[CERTCHECK_FINDING_CODES])
{
    cc_policy_severities(policy, severity);
    for (int code = 0; code < CERTCHECK_FINDING_CODES; code++)
        if (severity[code] > v->severity[code])
            severity[code] = v->severity[code];
}

/* What is wrong with the leaf of a path as `role`; with the path, too, unless it is alone. */
static enum cc_ocsp_trust trust_path_as(const struct search *search,
                                        const struct certcheck_policy *policy,
                                        const struct cc_path *path, enum cc_role role)
{
    struct cc_verification *v = search->query->verification;
    struct cc_findings count;
    enum certcheck_severity severity[CERTCHECK_FINDING_CODES];
    if (!cc_search_spend_judgments(v, path))
        return CC_OCSP_BUDGET;
    relax(v, policy, severity);
    cc_findings_init(&count, NULL, severity);
    struct cc_check check = {.policy = policy,
                             .crypto = v->crypto,
                             .budget = v->budget,
                             .findings = &count,
                             .distrusted = v->distrusted};
    cc_check_certificate(&check, path->steps[0].certificate, role, 0);
    if (path->length > 1)
        cc_check_path(&check, path);
    if (count.no_memory)
        return CC_OCSP_NO_MEMORY;
    if (count.errors == 0)
        return CC_OCSP_TRUSTED;
    search->signer->flaw = count.worst;
    return CC_OCSP_RESPONDER_UNSOUND;
}

/* Section 6.1 of RFC 5280, but for signatures and revocation, of the responder as a leaf. Nothing
 * is asked of the profile: it is about other certificates. */
static enum cc_ocsp_trust trust_certificate(const struct search *search, const struct cc_path *path)
{
    struct certcheck_policy policy = cc_signer_policy(search->query->verification->policy);
    ask_for_responder(&policy);
    return trust_path_as(search, &policy, path, CC_ROLE_LEAF);
}

static unsigned level_of(const struct cc_revocation_query *query)
{
    unsigned level = 0;
    for (; query->outer != NULL; query = query->outer)
        level++;
    return level;
}

static enum cc_ocsp_trust trust_status(const struct search *search, const struct cc_path *path)
{
    const struct cc_revocation_query *query = search->query;
    struct cc_verification *v = query->verification;
    const struct certcheck_certificate *responder = path->steps[0].certificate;
    /* 4.2.2.2.1: the OCSP client can trust the responder for the lifetime of its certificate. */
    if (responder->by_kind[CERTCHECK_EXT_OCSP_NO_CHECK] != NULL)
        return CC_OCSP_TRUSTED;
    if (level_of(query) >= LEVELS_MAX)
        return CC_OCSP_RESPONDER_STATUS;
    struct certcheck_revocation answer = cc_no_evidence;
    struct cc_findings nobody;
    cc_findings_init(&nobody, NULL, v->severity);
    struct cc_revocation_query own = {
        .verification = v, .path = path, .findings = &nobody, .answer = &answer};
    cc_revocation_ask(&own);
    if (v->no_memory)
        return CC_OCSP_NO_MEMORY;
    if (answer.status == CERTCHECK_REVOCATION_UNKNOWN && own.cut_short)
        return CC_OCSP_BUDGET;
    if (answer.status == CERTCHECK_REVOCATION_GOOD)
        search->signer->until = own.until;
    /* A forged revocation must not hide those that the responder tells of. */
    if (answer.status == CERTCHECK_REVOCATION_REVOKED)
        return own.weak ? CC_OCSP_RESPONDER_UNKNOWN : CC_OCSP_RESPONDER_STATUS;
    return answer.status == CERTCHECK_REVOCATION_UNKNOWN &&
                   v->policy->revocation == CERTCHECK_REVOCATION_REQUIRE
               ? CC_OCSP_RESPONDER_UNKNOWN
               : CC_OCSP_TRUSTED;
}

/* The responder's path: the certificate itself below that of its issuer. */
static enum cc_ocsp_trust trust_path(const struct search *search, const struct responder *responder)
{
    const struct cc_path *path = search->query->path;
    struct cc_path_step steps[CC_PATH_LENGTH_MAX + 1];
    size_t above = path->length - search->query->index - 1;
    steps[0] = (struct cc_path_step){responder->certificate, ""};
    memcpy(&steps[1], &path->steps[search->query->index + 1], above * sizeof(steps[0]));
    struct cc_path own = {.steps = steps, .length = above + 1, .anchored = path->anchored};
    search->signer->until = CC_TIME_MAX;
    enum cc_ocsp_trust trust = trust_certificate(search, &own);
    if (trust == CC_OCSP_TRUSTED)
        trust =
            trust_response(search, responder, cc_inherited_parameters(own.steps, own.length, 0));
    if (trust == CC_OCSP_TRUSTED)
        trust = trust_designation(search, responder);
    return trust == CC_OCSP_TRUSTED ? trust_status(search, &own) : trust;
}

static enum cc_ocsp_trust trust_responder(const struct search *search,
                                          const struct responder *responder)
{
    const struct certcheck_certificate *certificate = responder->certificate;
    const struct certcheck_certificate *issuer = search->issuer.certificate;
    if (!is_named(search, certificate) || cc_span_equal(certificate->key.whole, issuer->key.whole))
        return CC_OCSP_RESPONDER_MISSING;
    if (!cc_name_equal_paid(search->query->verification->budget, certificate->issuer,
                            issuer->subject))
        return CC_OCSP_RESPONDER_OTHER;
    if (!cc_ocsp_signing_is_its_purpose(certificate))
        return CC_OCSP_RESPONDER_PURPOSE;
    if (cc_revocation_is_in_question(search->query, certificate))
        return CC_OCSP_RESPONDER_STATUS;
    return trust_path(search, responder);
}

/* `trust` in it, or that memory ran out. */
static enum cc_ocsp_trust note_signer(const struct search *search,
                                      const struct certcheck_certificate *signer,
                                      enum cc_ocsp_trust trust)
{
    if (signer->not_after < search->signer->until)
        search->signer->until = signer->not_after;
    search->signer->name =
        search->query->outer != NULL
            ? ""
            : cc_revocation_name_text(&search->query->verification->report->arena, signer->subject);
    return search->signer->name == NULL ? CC_OCSP_NO_MEMORY : trust;
}

static enum cc_ocsp_trust try_responder(const struct search *search,
                                        const struct responder *responder)
{
    enum cc_ocsp_trust trust = trust_responder(search, responder);
    return trust == CC_OCSP_TRUSTED || trust == CC_OCSP_RESPONDER_UNKNOWN
               ? note_signer(search, responder->certificate, trust)
               : trust;
}

/* ---- whom the caller trusts ---- */

static enum cc_ocsp_trust trust_by_itself(const struct search *search,
                                          const struct certcheck_certificate *certificate)
{
    struct certcheck_policy policy = cc_signer_policy(search->query->verification->policy);
    struct cc_path_step step = {certificate, ""};
    struct cc_path alone = {.steps = &step, .length = 1, .anchored = true};
    return trust_path_as(search, &policy, &alone, CC_ROLE_TRUSTED_LEAF);
}

static enum cc_ocsp_trust try_trusted(const struct search *search,
                                      const struct responder *responder)
{
    if (!is_named(search, responder->certificate))
        return CC_OCSP_RESPONDER_MISSING;
    enum cc_ocsp_trust trust = trust_by_itself(search, responder->certificate);
    if (trust == CC_OCSP_TRUSTED)
        trust = trust_response(search, responder, NULL);
    return trust == CC_OCSP_TRUSTED ? note_signer(search, responder->certificate, trust) : trust;
}

static enum cc_ocsp_trust among_the_trusted(const struct search *search, enum cc_ocsp_trust trust)
{
    struct cc_verification *v = search->query->verification;
    for (size_t i = 0; i < v->policy->ocsp_signer_count && trust > CC_OCSP_BUDGET; i++) {
        const struct certcheck_certificate *signer = v->policy->ocsp_signers[i];
        struct responder responder = {signer, signer->der.data};
        if (!cc_budget_spend(v->budget, CERTCHECK_BUDGET_CANDIDATES, 1))
            return better(trust, CC_OCSP_BUDGET);
        trust = better(trust, try_trusted(search, &responder));
    }
    return trust;
}

/* ---- where responders are found ---- */

static enum cc_ocsp_trust try_encoding(const struct search *search, cc_span der)
{
    struct certcheck_certificate *certificate;
    struct cc_budget *budget = search->query->verification->budget;
    if (!cc_budget_spend(budget, CERTCHECK_BUDGET_CANDIDATES, cc_reading_cost(der.length)))
        return CC_OCSP_BUDGET;
    enum certcheck_status status =
        certcheck_certificate_parse(der.data, der.length, &certificate, NULL);
    if (status != CERTCHECK_OK)
        return status == CERTCHECK_NO_MEMORY ? CC_OCSP_NO_MEMORY : CC_OCSP_RESPONDER_MISSING;
    struct responder responder = {certificate, der.data};
    enum cc_ocsp_trust trust = try_responder(search, &responder);
    certcheck_certificate_free(certificate);
    return trust;
}

static enum cc_ocsp_trust among_those_sent(const struct search *search, enum cc_ocsp_trust trust)
{
    cc_span rest = search->response->ocsp->certificates, der;
    while (trust > CC_OCSP_BUDGET && certcheck_ocsp_next_certificate(&rest, &der))
        trust = better(trust, try_encoding(search, der));
    return trust;
}

static int compare_responders(const void *left, const void *right)
{
    return cc_certificate_compare_ends(*(const struct certcheck_certificate *const *)left,
                                       *(const struct certcheck_certificate *const *)right);
}

/* Once for all responses. What is valid for longer comes first: the first that signed a response
 * says until when it counts, in whatever order they were given. False: memory ran out. */
static bool find_responders(struct cc_verification *v)
{
    const struct cc_certificate_set *pool = v->graph.pool;
    size_t count = pool == NULL ? 0 : pool->count;
    if (v->responders != NULL)
        return true;
    v->responders = cc_arena_array(&v->scratch, count, sizeof(struct certcheck_certificate *));
    if (v->responders == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        if (cc_ocsp_signing_is_its_purpose(pool->entries[i].certificate))
            v->responders[v->responder_count++] = pool->entries[i].certificate;
    qsort(v->responders, v->responder_count, sizeof(v->responders[0]), compare_responders);
    return true;
}

static enum cc_ocsp_trust among_the_pool(const struct search *search, enum cc_ocsp_trust trust)
{
    struct cc_verification *v = cc_search_outermost(search->query->verification);
    if (!find_responders(v))
        return CC_OCSP_NO_MEMORY;
    for (size_t i = 0; i < v->responder_count && trust > CC_OCSP_BUDGET; i++) {
        struct responder responder = {v->responders[i], v->responders[i]->der.data};
        if (!cc_budget_spend(v->budget, CERTCHECK_BUDGET_CANDIDATES, 1))
            return better(trust, CC_OCSP_BUDGET);
        trust = better(trust, try_responder(search, &responder));
    }
    return trust;
}

static enum cc_ocsp_trust look_everywhere(const struct search *search)
{
    enum cc_ocsp_trust trust = trust_issuer(search);
    if (trust == CC_OCSP_TRUSTED)
        return note_signer(search, search->issuer.certificate, trust);
    trust = among_the_trusted(search, trust);
    if (trust > CC_OCSP_BUDGET)
        trust = among_those_sent(search, trust);
    return trust > CC_OCSP_BUDGET ? among_the_pool(search, trust) : trust;
}

enum cc_ocsp_trust cc_ocsp_find_signer(struct cc_revocation_query *query,
                                       const struct cc_ocsp_set_entry *response,
                                       struct cc_ocsp_signer *signer)
{
    const struct certcheck_certificate *issuer = query->path->steps[query->index + 1].certificate;
    struct search search = {query, response, {issuer, issuer->der.data}, signer};
    signer->until = CC_TIME_MAX;
    enum cc_ocsp_trust trust = look_everywhere(&search);
    return cc_ocsp_may_revoke(trust) &&
                   cc_revocation_is_weak(query->verification, &response->ocsp->algorithm)
               ? CC_OCSP_DIGEST_WEAK
               : trust;
}
