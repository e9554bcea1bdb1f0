/* SPDX-License-Identifier: MIT */
/* Whether the certificates of a path were revoked, by the evidence in the pool. */
#ifndef CC_VERIFY_REVOCATION_H
#define CC_VERIFY_REVOCATION_H

#include "check/crl_status.h"
#include "check/ocsp_status.h"
#include "verify/search.h"

/* Evidence that does not count, kept until it is clear whether any other does. */
struct cc_refused_evidence {
    enum certcheck_finding_code code;
    const void *evidence; /* the CRL or the response */
    const char *source;
    const char *why;
    certcheck_time actual; /* the stale and those from the future */
};

#define CC_REFUSED_EVIDENCE_MAX 8

/* The question about one certificate of a path: path->steps[index]. */
struct cc_revocation_query {
    struct cc_verification *verification;
    const struct cc_revocation_query
        *outer; /* whose OCSP responder this one is about; NULL: none */
    const struct cc_path *path;
    size_t index;
    struct cc_findings *findings;
    struct certcheck_revocation *answer;
    uint16_t reasons;                      /* RFC 5280 6.3.2 (a): the reasons_mask */
    const struct cc_crl_set_entry *newest; /* of the complete CRLs behind it; NULL: none */
    certcheck_time until; /* GOOD: the last second at which all that it rests on counts */
    bool weak;            /* a weak digest is what the revocation rests on */
    bool response_counts; /* an OCSP response says that it is good */
    bool cut_short;       /* a budget kept evidence from being looked at */
    struct cc_refused_evidence refused[CC_REFUSED_EVIDENCE_MAX];
    size_t refused_count;
};

static inline const struct certcheck_certificate *
cc_revocation_subject(const struct cc_revocation_query *query)
{
    return query->path->steps[query->index].certificate;
}

/* revocation.c: judges every certificate of a path but its anchor, from the anchor down. The path
 * is valid so far, signatures included. Writes findings, and what it learned into the attempt. */
void cc_revocation_judge(struct cc_verification *verification, const struct cc_path *path,
                         struct cc_attempt *attempt);

/* revocation.c: one question, without findings; `answer` is to be cc_no_evidence. */
void cc_revocation_ask(struct cc_revocation_query *query);

/* revocation.c: the answer, if it is GOOD, rests on what counts until then. */
void cc_revocation_rest_on(struct cc_revocation_query *query, certcheck_time until);

/* revocation.c: RFC 7633 4.3.3: a server that promised a response, and sent one, is held to it: one
 * that does not count must not pass for one that does, whatever a CRL says. */
bool cc_revocation_owes_response(const struct cc_revocation_query *query);

/* revocation.c: a certificate whose own revocation is in question cannot answer for it, nor can it
 * vouch for who does. */
bool cc_revocation_is_in_question(const struct cc_revocation_query *query,
                                  const struct certcheck_certificate *certificate);

/* revocation.c: a Name as RFC 4514 has it. NULL: no memory. */
const char *cc_revocation_name_text(struct cc_arena *arena, cc_span name);

/* revocation.c: whether what was looked at so far leaves the status of the certificate open. */
bool cc_revocation_is_open(const struct cc_revocation_query *query);

/* revocation.c: `why` and `source` live as long as the verification. */
void cc_revocation_refuse(struct cc_revocation_query *query,
                          const struct cc_refused_evidence *refused);

/* revocation_crl.c: RFC 5280 6.3.3 with every CRL of the pool. Ends when the certificate is
 * revoked.
 */
void cc_revocation_ask_crls(struct cc_revocation_query *query);

struct cc_crl_signer {
    const struct certcheck_certificate *certificate;
    const struct certcheck_public_key *parameters; /* of a key that inherits them; may be NULL */
    certcheck_time until; /* the last second at which a path of its own is valid */
};

enum cc_crl_trust {
    CC_CRL_TRUSTED = 0,
    CC_CRL_SIGNER_UNKNOWN,  /* nothing sound tells its signer's status: it may only revoke */
    CC_CRL_SIGNATURE_WRONG, /* no certificate of its issuer's name made the signature */
    CC_CRL_UNSUPPORTED,     /* nothing here can tell who made the signature */
    CC_CRL_SIGNER_MISSING,  /* there is no certificate of its issuer's name */
    CC_CRL_SIGNER_UNFIT,    /* whoever made it may not sign CRLs, or has no valid path */
    CC_CRL_DIGEST_WEAK,     /* its signature rests on a weak digest: it may only revoke */
    CC_CRL_BUDGET,
    CC_CRL_NO_MEMORY
};

/* Whoever wants more evidence, or better evidence, must not overlook a revocation for it. */
static inline bool cc_crl_may_revoke(enum cc_crl_trust trust)
{
    return trust == CC_CRL_TRUSTED || trust == CC_CRL_SIGNER_UNKNOWN || trust == CC_CRL_DIGEST_WEAK;
}

/* crl_signer.c: 6.3.3 (f) and (g). Looks for the certificate whose key made the signature: among
 * those above the query's in its path, then among all that bear the name and have a valid path of
 * their own to the same anchor. */
enum cc_crl_trust cc_crl_find_signer(struct cc_revocation_query *query,
                                     const struct cc_crl_set_entry *entry,
                                     struct cc_crl_signer *signer);

/* crl_namesakes.c: of the anchors or of the pool, those that bear the name of a CRL's issuer. */
struct cc_crl_namesake {
    const struct certcheck_certificate *certificate;
    size_t index;  /* in the set */
    uint8_t order; /* smaller is asked earlier; then the later notAfter */
    uint32_t rank; /* in the set by its bytes, where nothing else tells two apart */
};

struct cc_crl_namesakes {
    struct cc_crl_namesake *list; /* in the order of asking; lives as long as the verification */
    size_t count;
    bool cut_short; /* a budget kept others from being found */
};

/* `set` may be NULL. False: no memory. */
bool cc_crl_namesakes(struct cc_verification *verification, const struct cc_certificate_set *set,
                      const struct certcheck_crl *crl, struct cc_crl_namesakes *namesakes);

/* revocation.c: whether what is signed like this, a CRL or an OCSP response, rests on a weak digest
 * where that is an error. */
bool cc_revocation_is_weak(const struct cc_verification *verification,
                           const struct certcheck_signature_algorithm *algorithm);

/* crl_signer.c: whether this key made the signature; asked once for each pair. */
enum cc_edge_result cc_crl_signature(struct cc_verification *verification,
                                     const struct cc_crl_set_entry *entry,
                                     const struct cc_crl_signer *signer);

/* crl_refusal.c: each notes why a CRL does not count. cc_crl_refuse_flaws: whether the rules that
 * it breaks keep it from counting. */
void cc_crl_refuse_scope(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry,
                         enum cc_crl_scope scope);
void cc_crl_refuse_usability(struct cc_revocation_query *query,
                             const struct cc_crl_set_entry *entry, enum cc_crl_usability usability);
bool cc_crl_refuse_flaws(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry);
void cc_crl_refuse_trust(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry,
                         enum cc_crl_trust trust);
void cc_crl_refuse_delta(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry);
void cc_crl_refuse_reasons(struct cc_revocation_query *query, const struct cc_crl_set_entry *entry);

/* revocation_ocsp.c: every OCSP response of the pool about the certificate. `unknown` is no answer.
 */
void cc_revocation_ask_ocsp(struct cc_revocation_query *query);

/* crl_refusal.c, revocation_ocsp.c: evidence that is not about the certificate at all; each leaves
 * room for the other. */
#define CC_OTHERS_LOOKED_AT 64 /* of each, for every certificate of every path */
void cc_crl_refuse_others(struct cc_revocation_query *query);
void cc_ocsp_refuse_others(struct cc_revocation_query *query);

enum cc_ocsp_trust {
    CC_OCSP_TRUSTED = 0,
    CC_OCSP_NO_MEMORY,
    CC_OCSP_BUDGET,
    CC_OCSP_RESPONDER_UNKNOWN, /* nothing sound tells its status: it may only revoke */
    CC_OCSP_RESPONDER_STATUS,  /* the responder's certificate is revoked, or nobody knows */
    CC_OCSP_RESPONDER_UNSOUND, /* expired, weak, not for signatures, outside of constraints, ... */
    CC_OCSP_RESPONDER_PURPOSE, /* the responder's certificate lacks id-kp-OCSPSigning */
    CC_OCSP_RESPONDER_OTHER,   /* another authority issued the responder's certificate */
    CC_OCSP_UNSUPPORTED, /* nothing here can tell who signed it, or its responder's certificate */
    CC_OCSP_SIGNATURE_WRONG,   /* neither the issuer nor a responder of that name or key made it */
    CC_OCSP_DIGEST_WEAK,       /* its signature rests on a weak digest: it may only revoke */
    CC_OCSP_RESPONDER_MISSING, /* there is no certificate of the responder's name or key */
    CC_OCSP_TRUSTS             /* how many there are */
};

struct cc_ocsp_signer {
    const char *name; /* of whoever may revoke: its subject, in the report's memory */
    enum certcheck_finding_code flaw; /* RESPONDER_UNSOUND: the worst of what is wrong with one */
    certcheck_time until; /* the last second at which its certificate, and its status, count */
};

static inline bool cc_ocsp_may_revoke(enum cc_ocsp_trust trust)
{
    return trust == CC_OCSP_TRUSTED || trust == CC_OCSP_RESPONDER_UNKNOWN ||
           trust == CC_OCSP_DIGEST_WEAK;
}

/* ocsp_signer.c: RFC 6960 4.2.2.2: the certificate's issuer itself, or a responder that it
 * designated. */
enum cc_ocsp_trust cc_ocsp_find_signer(struct cc_revocation_query *query,
                                       const struct cc_ocsp_set_entry *response,
                                       struct cc_ocsp_signer *signer);

/* signer_path.c: what is asked of a signer of evidence, apart from its purpose: no identity, no
 * policy. It borrows what the outer one holds. */
struct certcheck_policy cc_signer_policy(const struct certcheck_policy *outer);

/* signer_path.c: whether the certificate at `index` of the anchors or of the pool has a valid path
 * to this anchor, for no purpose in particular, its own revocation included as the policy asks.
 * Asked once for each pair. VALID: *until is the last second at which it is. */
enum cc_signer_path cc_signer_path(struct cc_verification *verification,
                                   const struct cc_certificate_set *set, size_t index,
                                   const struct certcheck_certificate *anchor,
                                   certcheck_time *until);

/* evidence_rank.c: where each of `count` encodings stands when they are sorted by their bytes, so
 * that no result depends on the order in which evidence was given; `der_of` tells the n-th one of
 * `set`. Comparing them again and again would take long where they begin alike. NULL: no memory. */
uint32_t *cc_evidence_ranks(struct cc_arena *arena, const void *set, size_t count,
                            cc_span (*der_of)(const void *set, size_t n));

#endif
