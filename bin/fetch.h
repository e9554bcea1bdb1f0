/* SPDX-License-Identifier: MIT */
/* Fetching what a report wants: which kinds, within which limits, and what came of it. */
#ifndef FETCH_H
#define FETCH_H

#include <stdbool.h>

#include <certcheck/certcheck.h>

#include "fetch_transport.h"

/* The library's kinds of wants, in its order. A new one is a row of `kinds` in fetch_kind.c. */
enum fetch_kind { FETCH_ISSUER = 0, FETCH_CRL, FETCH_OCSP, FETCH_KINDS };

#define FETCH_BIT(kind) (1U << (kind))

/* What a question is for. Whoever writes a certificate chooses its URLs: what he makes us ask must
 * use up nothing of what it takes to find out whether a certificate of the valid path was revoked.
 * So each purpose has a number of questions and a time of its own in one verification. */
enum fetch_purpose {
    FETCH_PATH = 0,   /* issuers */
    FETCH_REVOCATION, /* CRLs and OCSP responses */
    FETCH_PURPOSES
};

/* At most so many questions are asked for one purpose, those that the cache answers included. */
#define FETCH_MAX 8

#define FETCH_MILLISECONDS 15000 /* for one question, unless --fetch-timeout says otherwise */
#define FETCH_TIME_FACTOR 3      /* all questions for one purpose have so many times as long */

/* What the command line asks. All zeroes: fetch nothing. */
struct fetch_options {
    unsigned kinds;     /* FETCH_BIT of each */
    bool allow_private; /* fetch from addresses that are not public, too */
    bool no_cache;
    const char *cache;    /* NULL: the usual folder */
    int64_t milliseconds; /* for one question; 0: FETCH_MILLISECONDS */
};

/* fetch_patience returns how long one question may take, in milliseconds. */
int64_t fetch_patience(const struct fetch_options *options);

/* fetch_fit_into shortens the time for one question so that all of them together take no longer
 * than `milliseconds`. */
void fetch_fit_into(struct fetch_options *options, int64_t milliseconds);

/* fetch_option takes one of the OPTION_FETCH... of options.h. Returns EXIT_VALID, or EXIT_USAGE
 * after a complaint. */
int fetch_option(struct fetch_options *options, const char *command, int option, const char *value);

/* fetch_default_kinds returns what is fetched for connections unless --fetch says otherwise:
 * issuers, which many servers forget to send; nothing when fetching is not built in. */
unsigned fetch_default_kinds(void);

/* One question and what came of it. */
struct fetch_record {
    enum fetch_kind kind;
    char *url;
    uint8_t *request; /* what was posted, of the library's memory; NULL: nothing */
    size_t request_length;
    enum fetch_result result;
    char *detail;         /* why not; NULL for FETCH_OK */
    size_t bytes;         /* of the answer */
    int64_t milliseconds; /* how long it took */
    unsigned redirects;
    bool cached;  /* it came from the cache */
    size_t added; /* certificates, CRLs or responses that were not known before */
};

/* The questions of one verification. */
struct fetching {
    const struct fetch_options *options;
    struct fetch_transport *transport; /* NULL: not needed yet */
    struct fetch_cache cache;          /* its folder is NULL: there is none */
    struct fetch_record *records;
    size_t record_count;
    struct fetch_share {
        size_t asked;         /* those that count against FETCH_MAX */
        int64_t milliseconds; /* spent */
    } shares[FETCH_PURPOSES];
    struct certcheck_pool *got; /* what came; NULL: nothing was asked yet */
};

/* fetching_open keeps `options`. Each verification needs its own; fetching_close gives it back. */
void fetching_open(struct fetching *fetching, const struct fetch_options *options);
void fetching_close(struct fetching *fetching);

/* fetch_for_report asks one question after another that the report wants and the options allow,
 * until something new is in the pool: then it returns true, and it is worth while to verify again.
 * A fetch that fails is no more than a record. `fetching` is a struct fetching, so that this can be
 * the `fetch` of a struct certcheck_gnutls. */
bool fetch_for_report(void *fetching, const struct certcheck_report *report,
                      struct certcheck_pool *pool);

/* verify_with_fetching is certcheck_verify, and again while fetch_for_report adds to the pool. */
CERTCHECK_MUST_USE enum certcheck_status
verify_with_fetching(struct fetching *fetching, const struct certcheck_store *store,
                     struct certcheck_pool *pool, const struct certcheck_certificate *leaf,
                     const struct certcheck_policy *policy, struct certcheck_report **report);

/* fetching_remark returns what a reader should know of a verdict that stands on what was fetched:
 * "valid only with the fetched issuer: the server does not send it"; NULL when it does not. */
const char *fetching_remark(const struct fetching *fetching, const struct certcheck_report *report);

/* fetching_has_tried says whether a want was asked for already. */
bool fetching_has_tried(const struct fetching *fetching, const struct certcheck_want *want);

/* fetch_kind_of returns the kind of a want, FETCH_KINDS for one that cannot be fetched yet. */
enum fetch_kind fetch_kind_of(const struct certcheck_want *want);

/* "issuer", "crl", "ocsp", as certcheck_want_kind_text has it. */
const char *fetch_kind_text(enum fetch_kind kind);

/* "ok", "url-refused", ... as doc/verdict.schema.json lists them. */
const char *fetch_result_text(enum fetch_result result);

#endif
