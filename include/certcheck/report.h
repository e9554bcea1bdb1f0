/* SPDX-License-Identifier: MIT */
/* What a verification found: verdict, main cause, every path tried, every candidate refused. */
#ifndef CERTCHECK_REPORT_H
#define CERTCHECK_REPORT_H

#include <certcheck/base.h>
#include <certcheck/certificate.h>
#include <certcheck/finding.h>
#include <certcheck/policy.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Immutable. It holds references to its certificates, so it outlives store, pool and policy.
 * Every pointer handed out lives as long as the report. */
struct certcheck_report;

CERTCHECK_API void certcheck_report_free(struct certcheck_report *report);

/* Memory that is all zeroes fails closed. To be compared with CERTCHECK_VALID: whoever asks whether
 * it is zero takes undetermined for valid. */
enum certcheck_verdict {
    CERTCHECK_NOT_VALID = 0,
    /* A budget was spent first (budget-spent), or nothing but what is unknown of revocations, or
     * wrong with the evidence about them, keeps a path from being valid. */
    CERTCHECK_UNDETERMINED,
    CERTCHECK_VALID
};

CERTCHECK_API enum certcheck_verdict certcheck_report_verdict(const struct certcheck_report *report);
/* "not-valid", "undetermined", "valid". Never NULL. */
CERTCHECK_API const char *certcheck_verdict_text(enum certcheck_verdict verdict);

/* ---- findings ---- */

enum certcheck_detail_kind {
    CERTCHECK_DETAIL_TEXT = 0, /* UTF-8, control characters escaped */
    CERTCHECK_DETAIL_NUMBER,
    CERTCHECK_DETAIL_TIME,
    CERTCHECK_DETAIL_OID /* dotted, in text */
};

struct certcheck_detail {
    const char *name; /* "expected", "actual", "not_after", "constraint" */
    enum certcheck_detail_kind kind;
    const char *text;    /* TEXT and OID */
    int64_t number;      /* NUMBER, and TIME in seconds since 1970 */
};

#define CERTCHECK_NO_INDEX ((size_t)-1)

struct certcheck_finding {
    enum certcheck_finding_code code;
    enum certcheck_severity severity;
    size_t path;        /* index of its path; CERTCHECK_NO_INDEX: about the whole verification */
    size_t certificate; /* index in that path, 0 = leaf; CERTCHECK_NO_INDEX: about the whole path */
    size_t offset;      /* bytes into that certificate's DER; 0 with length 0: no one place */
    size_t length;
    const struct certcheck_detail *details;
    size_t detail_count;
};

/* certcheck_report_main_finding returns the main cause when the verdict is not valid or
 * undetermined, NULL when it is valid. It is one of those of the first path or about the whole
 * verification, and the pointer is the same. */
CERTCHECK_API const struct certcheck_finding *
certcheck_report_main_finding(const struct certcheck_report *report);

/* certcheck_report_finding_count and certcheck_report_finding walk the findings about the whole
 * verification (path == CERTCHECK_NO_INDEX). Those of a path are in the path. */
CERTCHECK_API size_t certcheck_report_finding_count(const struct certcheck_report *report);
CERTCHECK_API const struct certcheck_finding *
certcheck_report_finding(const struct certcheck_report *report, size_t index);

/* certcheck_finding_message fills the details into the catalogue's message. The caller gives it
 * back with certcheck_free; NULL: no memory. */
CERTCHECK_API char *certcheck_finding_message(const struct certcheck_finding *finding);

/* ---- paths ---- */

enum certcheck_path_end {
    CERTCHECK_PATH_VALID = 0,      /* reaches an anchor and nothing refuses it */
    CERTCHECK_PATH_REFUSED,        /* reaches an anchor; a check found an error */
    CERTCHECK_PATH_NO_ISSUER,      /* nobody with the last certificate's issuer name was given */
    CERTCHECK_PATH_ISSUERS_REFUSED, /* there were candidates; each was refused as a rejected edge */
    CERTCHECK_PATH_ROOT_UNTRUSTED, /* ends in a self-signed certificate that is no anchor */
    CERTCHECK_PATH_LOOP,           /* every way on leads back into the path */
    CERTCHECK_PATH_DEPTH,          /* without an anchor, and too long to go on: 256 certificates */
    CERTCHECK_PATH_BUDGET,         /* a budget was spent while it was tried */
    CERTCHECK_PATH_ISSUER_DISTRUSTED /* trust settings reject the last certificate's issuer */
};

CERTCHECK_API const char *certcheck_path_end_text(enum certcheck_path_end end);

enum certcheck_revocation_status {
    CERTCHECK_REVOCATION_NOT_CHECKED = 0, /* nobody asked, it is the anchor, or the path failed before */
    CERTCHECK_REVOCATION_UNKNOWN,         /* no evidence about all reasons of revocation counts */
    CERTCHECK_REVOCATION_GOOD,
    CERTCHECK_REVOCATION_REVOKED,
    CERTCHECK_REVOCATION_NOT_NEEDED /* RFC 9608's noRevAvail, or a short-lived certificate */
};

/* "not-checked", "unknown", "good", "revoked", "not-needed". Never NULL. */
CERTCHECK_API const char *
certcheck_revocation_status_text(enum certcheck_revocation_status status);

enum certcheck_evidence { CERTCHECK_EVIDENCE_NONE = 0, CERTCHECK_EVIDENCE_CRL, CERTCHECK_EVIDENCE_OCSP };

/* "none", "crl", "ocsp". Never NULL. */
CERTCHECK_API const char *certcheck_evidence_text(enum certcheck_evidence evidence);

/* What is known of a certificate's revocation, and by what. GOOD may rest on several CRLs, each for
 * some reasons: then this is the last one of them. An OCSP response without nextUpdate counts for a
 * day. */
struct certcheck_revocation {
    enum certcheck_revocation_status status;
    enum certcheck_evidence evidence;
    const char *source; /* where the evidence came from; "" unknown or none */
    const char *signer; /* subject of who signed it, RFC 4514; "" none */
    const char *number; /* CRL number: decimal, past 8 octets hexadecimal with colons; "" none */
    certcheck_time this_update;
    bool has_next_update;
    certcheck_time next_update;
    /* GOOD by evidence only: the last second at which all that it rests on counts: nextUpdate, or
     * earlier the end of whoever signed it. */
    certcheck_time counts_until;
    /* REVOKED only */
    certcheck_time revocation_date;
    bool has_reason;
    enum certcheck_reason reason;
};

struct certcheck_path_entry {
    const struct certcheck_certificate *certificate;
    const char *source; /* where it came from; "" unknown */
    bool anchor;
    struct certcheck_revocation revocation;
};

struct certcheck_report_path {
    enum certcheck_path_end end;
    const struct certcheck_path_entry *entries; /* leaf first, anchor (if any) last */
    size_t entry_count;
    const struct certcheck_finding *findings; /* leaf's first, then up; then the whole path's */
    size_t finding_count;
    /* VALID only: the last second at which it would be: the first notAfter on it, nextUpdate of the
     * evidence about it, or end of what that rests on (the notAfter of a responder, or on the path
     * of whoever signed a CRL, and the nextUpdate of the evidence about these); in the past where an
     * expiry is tolerated. Where several certificates of one signer of evidence would do, the order in
     * which they were given does not matter: anchors come before the pool; of a CRL's signers those
     * that its key identifier names before others, those in time before others, then the latest
     * notAfter; of responders those that the caller trusts come first, then what the response brought
     * along, as it did, then the pool, the latest notAfter first. */
    certcheck_time valid_until;
    /* VALID only: the user-constrained policy set (RFC 5280 6.1.6), which are the policies that the
     * caller accepts and for which the path is good; and the authority-constrained one, whatever
     * the caller accepts. Both are sorted by OID. anyPolicy in a set stands for every policy. The
     * qualifiers are those of the leaf alone. */
    const struct certcheck_policy_information *policies;
    size_t policy_count;
    const struct certcheck_policy_information *authority_policies;
    size_t authority_policy_count;
};

/* certcheck_report_path_count and certcheck_report_path walk the paths: the valid ones first,
 * best first; then the tried ones, the most telling first: those that only want evidence about a
 * revocation, those that are revoked, those whose signatures hold; behind them what no budget was
 * left to tell of, and what nobody signed. At most 34 are kept; certcheck_report_paths_tried says
 * how many were tried. */
CERTCHECK_API size_t certcheck_report_path_count(const struct certcheck_report *report);
CERTCHECK_API const struct certcheck_report_path *
certcheck_report_path(const struct certcheck_report *report, size_t index);
CERTCHECK_API size_t certcheck_report_valid_path_count(const struct certcheck_report *report);
CERTCHECK_API size_t certcheck_report_paths_tried(const struct certcheck_report *report);

/* certcheck_report_is_complete says whether the search saw every path, or found as many valid ones as
 * the policy asks for. Else a budget was spent first, or a path had more than 256 certificates: there
 * may be more valid paths than the report has. */
CERTCHECK_API bool certcheck_report_is_complete(const struct certcheck_report *report);

/* ---- refused candidates ---- */

enum certcheck_refusal {
    CERTCHECK_REFUSAL_KEY_IDENTIFIER = 0, /* its key identifier is not the one that the child names */
    CERTCHECK_REFUSAL_SIGNATURE,          /* the child's signature does not verify with its key */
    CERTCHECK_REFUSAL_NOT_A_CA,           /* no basicConstraints with cA */
    CERTCHECK_REFUSAL_KEY_USAGE,          /* key usage without keyCertSign */
    CERTCHECK_REFUSAL_UNUSABLE,           /* another finding about it is an error: see `code` */
    CERTCHECK_REFUSAL_NO_ANCHOR           /* it leads to no anchor */
};

CERTCHECK_API const char *certcheck_refusal_text(enum certcheck_refusal refusal);

struct certcheck_rejected {
    const struct certcheck_certificate *child;
    const struct certcheck_certificate *candidate;
    const char *candidate_source;
    enum certcheck_refusal refusal;
    enum certcheck_finding_code code; /* the finding behind it; CERTCHECK_FINDING_CODES: none */
};

/* At most 256 are kept. */
CERTCHECK_API size_t certcheck_report_rejected_count(const struct certcheck_report *report);
CERTCHECK_API const struct certcheck_rejected *
certcheck_report_rejected(const struct certcheck_report *report, size_t index);

/* ---- what could be fetched to change the verdict ---- */

enum certcheck_want_kind {
    CERTCHECK_WANT_ISSUER = 0, /* a certificate from this caIssuers URL (RFC 5280 4.2.2.1) */
    CERTCHECK_WANT_CRL,        /* a CRL from this distribution point (4.2.1.13) */
    CERTCHECK_WANT_OCSP        /* an answer from this responder (RFC 6960 3.1) */
};

CERTCHECK_API const char *certcheck_want_kind_text(enum certcheck_want_kind kind);

struct certcheck_want {
    enum certcheck_want_kind kind;
    const struct certcheck_certificate *certificate; /* whose issuer or status is wanted */
    const struct certcheck_certificate *issuer;      /* OCSP: its issuer; else NULL */
    /* As the certificate writes it, escaped. Nobody vouches yet for who wrote it: before anything is
     * fetched look at its scheme and host, and limit size and time. */
    const char *url;
};

/* At most 16 are kept, none with a URL of more than 8 KiB. A valid verdict wants evidence about its
 * valid paths alone. Without a valid path issuers are wanted, too: of the certificates where a path
 * ends first; then, unless the leaf is wrong by itself or revoked or nothing but evidence is
 * missing, of all others but anchors, for who is refused (an expired cross-certificate) may have a
 * better namesake. Those of the most telling paths come first, what nobody signed last, and the
 * first URL of each certificate before the second of any: who writes many pushes none out. A URL of
 * an issuer is wanted once, whichever certificates give it.
 *
 * Evidence comes before issuers. Of each path, what is about the certificate next to the anchor comes first:
 * whoever fetches within limits and in this order is not led past the revocation of an authority by
 * URLs that it wrote itself. */
CERTCHECK_API size_t certcheck_report_want_count(const struct certcheck_report *report);
CERTCHECK_API const struct certcheck_want *
certcheck_report_want(const struct certcheck_report *report, size_t index);

/* ---- what it was about and what it cost ---- */

/* certcheck_report_leaf returns the leaf; NULL in a report about an unreadable one. */
CERTCHECK_API const struct certcheck_certificate *
certcheck_report_leaf(const struct certcheck_report *report);
CERTCHECK_API certcheck_time certcheck_report_time(const struct certcheck_report *report);
CERTCHECK_API enum certcheck_profile certcheck_report_profile(const struct certcheck_report *report);
CERTCHECK_API uint64_t certcheck_report_budget_used(const struct certcheck_report *report,
                                                    enum certcheck_budget budget);
CERTCHECK_API uint64_t certcheck_report_budget_limit(const struct certcheck_report *report,
                                                     enum certcheck_budget budget);

#ifdef __cplusplus
}
#endif

#endif
