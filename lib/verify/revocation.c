/* SPDX-License-Identifier: MIT */
/*
 * The revocation of a path's certificates (RFC 5280 6.1.3 (a)(3), 6.3, RFC 6960).
 *
 * CRLs and OCSP responses are asked alike: who is revoked by either is revoked, else who is good by
 * either is good.
 *
 * Findings: certificate-revoked, revocation-unknown, and where nothing is known the reasons why
 * what there was does not count: crl-stale, crl-from-the-future, crl-out-of-scope, crl-untrusted,
 * crl-unusable, crl-reasons-partial, and the same of ocsp-, ocsp-nonce-mismatch,
 * ocsp-status-unknown, ocsp-unsuccessful.
 *
 * Departures:
 * - A stale CRL or response by which a certificate is revoked for good still revokes it, and so
 * does one from the future by which it was revoked before the time that is asked about: nothing
 * that comes later takes that back.
 * - A signature that rests on a weak digest is no evidence that anybody is good, but who is revoked
 * by it is revoked: a forged revocation does less harm than one that is overlooked. Whoever signs
 * evidence, and is revoked so, may only revoke.
 * - Who needs no evidence (RFC 9608, short-lived certificates) is revoked by evidence all the same.
 */
#include "verify/revocation.h"

#include "check/describe.h"
#include "profile/webpki.h"

/* RFC 9608 4: the relying party does not look for revocation information; 3: the extension MUST NOT
 * be in a certificate of a CA. */
static bool needs_none(const struct cc_revocation_query *query)
{
    const struct certcheck_certificate *certificate = cc_revocation_subject(query);
    const struct certcheck_extension *none = certificate->by_kind[CERTCHECK_EXT_NO_REV_AVAIL];
    bool ca = certificate->has_basic_constraints && certificate->basic_constraints.ca;
    if (ca)
        return false;
    if (none != NULL && !none->malformed)
        return true;
    /* BR 4.9.9, 7.1.2.11.2 */
    return query->verification->policy->profile == CERTCHECK_PROFILE_WEBPKI &&
           cc_webpki_is_short_lived(certificate);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* A CRL may be for one of several distribution points: that it is not for the others says nothing.
 */
static bool is_known_better(const struct cc_refused_evidence *known,
                            const struct cc_refused_evidence *refused)
{
    return known->evidence == refused->evidence &&
           refused->code == CERTCHECK_FINDING_CRL_OUT_OF_SCOPE;
}

static bool is_error(const struct cc_revocation_query *query,
                     const struct cc_refused_evidence *refused)
{
    return query->verification->severity[refused->code] == CERTCHECK_ERROR;
}

/* The place for what is refused. When there is none left, an error takes that of what is none:
 * anybody can add evidence that does not count. NULL: none. */
static struct cc_refused_evidence *place_for(struct cc_revocation_query *query,
                                             const struct cc_refused_evidence *refused)
{
    if (query->refused_count < CC_REFUSED_EVIDENCE_MAX)
        return &query->refused[query->refused_count++];
    for (size_t i = CC_REFUSED_EVIDENCE_MAX; i-- > 0 && is_error(query, refused);)
        if (!is_error(query, &query->refused[i]))
            return &query->refused[i];
    return NULL;
}

/* Said once, although evidence may be looked at for several distribution points. */
void cc_revocation_refuse(struct cc_revocation_query *query,
                          const struct cc_refused_evidence *refused)
{
    for (size_t i = 0; i < query->refused_count; i++) {
        struct cc_refused_evidence *known = &query->refused[i];
        if (is_known_better(known, refused))
            return;
        if (is_known_better(refused, known)) {
            *known = *refused;
            return;
        }
        if (known->code == refused->code && known->actual == refused->actual &&
            same_text(known->source, refused->source) && same_text(known->why, refused->why))
            return;
    }
    struct cc_refused_evidence *free_place = place_for(query, refused);
    if (free_place != NULL)
        *free_place = *refused;
}

static cc_span place(const struct cc_revocation_query *query)
{
    return cc_check_place(cc_revocation_subject(query), CERTCHECK_EXT_CRL_DISTRIBUTION_POINTS);
}

static void add_refused(struct cc_revocation_query *query)
{
    for (size_t i = 0; i < query->refused_count; i++) {
        const struct cc_refused_evidence *refused = &query->refused[i];
        struct cc_finding *finding =
            cc_findings_add(query->findings, refused->code, query->index,
                            cc_revocation_subject(query)->der, place(query));
        cc_finding_text(query->findings, finding, "source",
                        refused->source[0] == '\0' ? "(given)" : refused->source);
        if (refused->why != NULL)
            cc_finding_text(query->findings, finding, "why", refused->why);
        else
            cc_finding_time(query->findings, finding, "actual", refused->actual);
    }
}

void cc_revocation_rest_on(struct cc_revocation_query *query, certcheck_time until)
{
    if (until < query->until)
        query->until = until;
}

bool cc_revocation_owes_response(const struct cc_revocation_query *query)
{
    return query->verification->policy->stapling == CERTCHECK_STAPLING_GIVEN &&
           query->outer == NULL && query->index == 0 &&
           cc_must_staple(cc_revocation_subject(query));
}

static bool lacks_response(const struct cc_revocation_query *query)
{
    return cc_revocation_owes_response(query) && !query->response_counts;
}

bool cc_revocation_is_open(const struct cc_revocation_query *query)
{
    return query->answer->status == CERTCHECK_REVOCATION_UNKNOWN ||
           (query->answer->status == CERTCHECK_REVOCATION_GOOD && lacks_response(query));
}

static bool is_required(const struct cc_revocation_query *query)
{
    return query->verification->policy->revocation == CERTCHECK_REVOCATION_REQUIRE ||
           cc_revocation_owes_response(query);
}

static void add_unknown(struct cc_revocation_query *query)
{
    add_refused(query);
    if (is_required(query) || query->cut_short)
        cc_findings_add(query->findings, CERTCHECK_FINDING_REVOCATION_UNKNOWN, query->index,
                        cc_revocation_subject(query)->der, place(query));
}

static void add_revoked(struct cc_revocation_query *query)
{
    const struct certcheck_certificate *certificate = cc_revocation_subject(query);
    const struct certcheck_revocation *answer = query->answer;
    struct cc_finding *finding =
        cc_findings_add(query->findings, CERTCHECK_FINDING_CERTIFICATE_REVOKED, query->index,
                        certificate->der, place(query));
    cc_finding_time(query->findings, finding, "actual", answer->revocation_date);
    cc_finding_text(
        query->findings, finding, "reason",
        certcheck_reason_text(answer->has_reason ? answer->reason : CERTCHECK_REASON_UNSPECIFIED));
    cc_finding_text(query->findings, finding, "evidence",
                    answer->evidence == CERTCHECK_EVIDENCE_CRL ? "CRL" : "OCSP response");
    cc_finding_text(query->findings, finding, "source",
                    answer->source[0] == '\0' ? "that was given" : answer->source);
}

bool cc_revocation_is_in_question(const struct cc_revocation_query *query,
                                  const struct certcheck_certificate *certificate)
{
    for (const struct cc_verification *v = query->verification; v != NULL; v = v->outer) {
        if (cc_span_equal(v->report->leaf->der, certificate->der))
            return true;
        for (const struct cc_revocation_query *asking = v->asking; asking != NULL;
             asking = asking->outer)
            if (cc_span_equal(cc_revocation_subject(asking)->der, certificate->der))
                return true;
    }
    return false;
}

const char *cc_revocation_name_text(struct cc_arena *arena, cc_span name)
{
    char *text = certcheck_name_text(name);
    const char *copy = text == NULL ? NULL : cc_arena_text(arena, text, strlen(text));
    certcheck_free(text);
    return copy;
}

static void ask(struct cc_revocation_query *query)
{
    struct cc_verification *v = query->verification;
    query->outer = v->asking;
    v->asking = query;
    cc_revocation_ask_crls(query);
    if (query->answer->status != CERTCHECK_REVOCATION_REVOKED && !v->no_memory)
        cc_revocation_ask_ocsp(query);
    v->asking = query->outer;
    /* Whoever gave nothing that is about the certificate wants to know. */
    if (!cc_revocation_is_open(query) || query->refused_count > 0)
        return;
    if (v->crls != NULL && query->answer->status == CERTCHECK_REVOCATION_UNKNOWN)
        cc_crl_refuse_others(query);
    if (v->ocsp_responses != NULL)
        cc_ocsp_refuse_others(query);
}

bool cc_revocation_is_weak(const struct cc_verification *v,
                           const struct certcheck_signature_algorithm *algorithm)
{
    return v->severity[CERTCHECK_FINDING_SIGNATURE_DIGEST_WEAK] == CERTCHECK_ERROR &&
           cc_strength_evidence_is_weak(v->policy, algorithm->digest);
}

/* Whoever adds evidence without end must not hide a revocation behind it: the newer CRL, or the
 * delta, that would have revoked may be among what was left out. */
void cc_revocation_ask(struct cc_revocation_query *query)
{
    struct cc_budget *budget = query->verification->budget;
    bool spent_before[CERTCHECK_BUDGETS];
    enum certcheck_revocation_status *status = &query->answer->status;
    memcpy(spent_before, budget->spent, sizeof(spent_before));
    memset(budget->spent, 0, sizeof(budget->spent));
    *status = CERTCHECK_REVOCATION_UNKNOWN;
    query->until = CC_TIME_MAX;
    ask(query);
    for (int kind = 0; kind < CERTCHECK_BUDGETS; kind++) {
        query->cut_short |= budget->spent[kind];
        budget->spent[kind] |= spent_before[kind];
    }
    bool wanting = query->cut_short || lacks_response(query);
    if (*status == CERTCHECK_REVOCATION_GOOD && wanting)
        *status = CERTCHECK_REVOCATION_UNKNOWN;
    if (*status != CERTCHECK_REVOCATION_UNKNOWN)
        return;
    /* What there is, about some reasons for instance, decided nothing. */
    if (query->answer->evidence != CERTCHECK_EVIDENCE_NONE)
        *query->answer = cc_no_evidence;
    *status = !wanting && needs_none(query) ? CERTCHECK_REVOCATION_NOT_NEEDED
                                            : CERTCHECK_REVOCATION_UNKNOWN;
}

static void judge_one(struct cc_revocation_query *query)
{
    cc_revocation_ask(query);
    /* Then the answer lacks texts. */
    if (query->verification->no_memory)
        return;
    if (query->answer->status == CERTCHECK_REVOCATION_REVOKED)
        add_revoked(query);
    else if (query->answer->status == CERTCHECK_REVOCATION_UNKNOWN)
        add_unknown(query);
}

void cc_revocation_judge(struct cc_verification *v, const struct cc_path *path,
                         struct cc_attempt *attempt)
{
    if (v->policy->revocation == CERTCHECK_REVOCATION_OFF)
        return;
    for (size_t i = path->length - 1; i-- > 0 && !v->no_memory;) {
        struct cc_revocation_query query = {
            .verification = v,
            .path = path,
            .index = i,
            .findings = &attempt->findings,
            .answer = &attempt->entries[i].revocation,
        };
        judge_one(&query);
        if (query.answer->status == CERTCHECK_REVOCATION_GOOD) {
            query.answer->counts_until = query.until;
            if (query.until < attempt->evidence_until)
                attempt->evidence_until = query.until;
        }
        attempt->unknown |= query.answer->status == CERTCHECK_REVOCATION_UNKNOWN;
        /* A forged revocation must not hide those that a signer of evidence tells of. */
        attempt->revoked |= query.answer->status == CERTCHECK_REVOCATION_REVOKED &&
                            !(query.weak && v->outer != NULL);
        v->no_memory |= attempt->findings.no_memory;
    }
}
