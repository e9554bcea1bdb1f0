/* SPDX-License-Identifier: MIT */
/* One verification at work: the search for valid paths, then for the reasons why there are none. */
#ifndef CC_VERIFY_SEARCH_H
#define CC_VERIFY_SEARCH_H

#include "check/check.h"
#include "path/builder.h"
#include "verify/report.h"

/* Bytes of scratch memory that one verification may take. */
#define CC_SCRATCH_LIMIT ((size_t)512 * 1024 * 1024)

/* What is known of one certificate by itself, in each role: asked once, kept. */
struct cc_judgment {
    uint8_t known;   /* bit n: role n was judged */
    uint8_t unsound; /* bit n: it has an error in role n */
    uint8_t silent;  /* bit n: nothing at all was found in role n */
    bool own_known;  /* whether it made its own signature */
    bool own_good;
    enum certcheck_finding_code worst; /* of the last role judged unsound */
};

/* Whether a key made the signature of a CRL. */
struct cc_crl_memo {
    struct cc_crl_memo *next;
    const struct certcheck_certificate *signer; /* or any other with its key */
    enum cc_edge_result result;
};

/* Whether the key of `by` made the signature of `what`: both are known by where their bytes are. */
struct cc_ocsp_memo {
    struct cc_ocsp_memo *next;
    const uint8_t *what;
    const uint8_t *by;
    enum cc_edge_result result;
};

/* Whether a signer of evidence has a valid path to an anchor. */
enum cc_signer_path {
    CC_SIGNER_PATH_NONE = 0,
    CC_SIGNER_PATH_UNKNOWN, /* but for what is unknown of a revocation; no budget was spent */
    CC_SIGNER_PATH_VALID
};

struct cc_signer_memo {
    struct cc_signer_memo *next;
    const struct certcheck_certificate *anchor;
    enum cc_signer_path path;
    certcheck_time until;          /* VALID: the last second at which it is */
    bool spent[CERTCHECK_BUDGETS]; /* kept the search from its end */
};

struct cc_revocation_query;

struct cc_verification {
    const struct certcheck_policy *policy;
    const struct cc_crypto *crypto;
    enum certcheck_severity severity[CERTCHECK_FINDING_CODES];
    bool default_only; /* cc_policy_is_default_only */
    struct cc_arena scratch;
    struct cc_graph graph;
    struct cc_judgment *judgments; /* by node */
    struct certcheck_report *report;
    struct cc_budget *budget;                 /* the report's, or the outer verification's */
    const struct cc_distrusted *distrusted;   /* the store's */
    const struct cc_crl_set *crls;            /* may be NULL */
    struct cc_crl_memo **crl_memos;           /* by index in that set; NULL: not asked yet */
    struct cc_signer_memo **signer_memos;     /* the anchors, then the pool; the same */
    const struct cc_ocsp_set *ocsp_responses; /* may be NULL */
    /* Where each CRL and each response stands when all of them are sorted by their bytes; NULL: not
     * asked yet. */
    uint32_t *crl_ranks;
    uint32_t *ocsp_ranks;
    /* The outermost verification's, for all: by index in that set; NULL: not asked yet. */
    struct cc_ocsp_memo **ocsp_memos;
    /* The same: those of the pool's certificates that are for OCSP responders, the last notAfter
     * first. */
    const struct certcheck_certificate **responders;
    size_t responder_count;
    /* The same: where each certificate stands when all of its set are sorted by their bytes. */
    uint32_t *anchor_ranks;
    uint32_t *pool_ranks;
    const struct cc_revocation_query
        *asking;                   /* the innermost question about revocation; NULL: none */
    struct cc_verification *outer; /* whose evidence this one is about; NULL: none */
    const struct certcheck_certificate *only_anchor; /* NULL: any */
    bool unknown;     /* a path is valid but for what is unknown of its revocation */
    bool revoked;     /* a path is valid but for a revocation */
    size_t dead_ends; /* that the report keeps */
    bool no_memory;
    bool complete;   /* the search saw every path that could be valid */
    bool length_hit; /* but those of more than CC_PATH_LENGTH_MAX certificates */
    bool untold;     /* no budget was left to find out why there is no valid path */
    struct cc_builder builder;
};

static inline struct cc_verification *cc_search_outermost(struct cc_verification *verification)
{
    while (verification->outer != NULL)
        verification = verification->outer;
    return verification;
}

/* Empty; the caller gives it back with cc_free. NULL: memory ran out. */
struct cc_verification *cc_verification_new(void);

/* What the checks of this verification go by. `findings` may be NULL where none is added. */
struct cc_check cc_search_check(const struct cc_verification *verification,
                                struct cc_findings *findings);

/* Finds valid paths, as many as the policy asks for. */
void cc_search_valid(struct cc_verification *verification);

/* How many that is. */
size_t cc_search_wanted(const struct cc_verification *verification);

/* Whether the leaf by itself rules every path out. */
bool cc_search_leaf_unsound(const struct cc_verification *verification);

/* Without a valid path: records those that come closest, or those that end without an anchor. */
void cc_explain(struct cc_verification *verification);

/* dead_ends.c: the latter; beside complete paths, those that tell of something missing. */
void cc_explain_dead_ends(struct cc_verification *verification);

/* Fills the report's refused candidates and its wants. */
void cc_explain_rejected(struct cc_verification *verification);
void cc_explain_wants(struct cc_verification *verification);

/* A new attempt at the builder's current path. NULL: memory ran out. */
struct cc_attempt *cc_search_attempt(struct cc_verification *verification,
                                     const struct cc_path *path);

/* Pays for judging every certificate of the path. */
bool cc_search_spend_judgments(struct cc_verification *verification, const struct cc_path *path);

/* Judges every certificate of the path, and the path as a whole when it has an anchor. */
void cc_search_judge(struct cc_verification *verification, const struct cc_path *path,
                     struct cc_attempt *attempt);

/* The signature of edge i of the builder's current path, checked at most once for each child and
 * issuer key, unless the key inherits its parameters. */
enum cc_edge_result cc_search_edge(struct cc_verification *verification, size_t i);

/* The signatures of the builder's current path, up to the first that is not good: *at is its edge.
 */
enum cc_edge_result cc_search_signatures(struct cc_verification *verification,
                                         const struct cc_path *path, size_t *at);

#endif
