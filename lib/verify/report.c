/* SPDX-License-Identifier: MIT */
/* Reading a report. */
#include "verify/report.h"
#include "base/alloc.h"

void certcheck_report_free(struct certcheck_report *report)
{
    if (report == NULL)
        return;
    for (struct cc_reference *r = report->references; r != NULL; r = r->next)
        certcheck_certificate_free(r->certificate);
    cc_arena_release(&report->arena);
    cc_free(report);
}

enum certcheck_verdict certcheck_report_verdict(const struct certcheck_report *report)
{
    return report->verdict;
}

const struct certcheck_finding *certcheck_report_main_finding(const struct certcheck_report *report)
{
    return report->main_finding;
}

size_t certcheck_report_finding_count(const struct certcheck_report *report)
{
    return report->global.count;
}

const struct certcheck_finding *certcheck_report_finding(const struct certcheck_report *report,
                                                         size_t index)
{
    return index < report->global.count ? &report->findings[index] : NULL;
}

size_t certcheck_report_path_count(const struct certcheck_report *report)
{
    return report->path_count;
}

const struct certcheck_report_path *certcheck_report_path(const struct certcheck_report *report,
                                                          size_t index)
{
    return index < report->path_count ? &report->paths[index] : NULL;
}

size_t certcheck_report_valid_path_count(const struct certcheck_report *report)
{
    return report->valid_count;
}

size_t certcheck_report_paths_tried(const struct certcheck_report *report)
{
    return report->tried;
}

bool certcheck_report_is_complete(const struct certcheck_report *report)
{
    return report->complete;
}

size_t certcheck_report_rejected_count(const struct certcheck_report *report)
{
    return report->rejected_count;
}

const struct certcheck_rejected *certcheck_report_rejected(const struct certcheck_report *report,
                                                           size_t index)
{
    return index < report->rejected_count ? &report->rejected[index] : NULL;
}

size_t certcheck_report_want_count(const struct certcheck_report *report)
{
    return report->want_count;
}

const struct certcheck_want *certcheck_report_want(const struct certcheck_report *report,
                                                   size_t index)
{
    return index < report->want_count ? &report->wants[index] : NULL;
}

const struct certcheck_certificate *certcheck_report_leaf(const struct certcheck_report *report)
{
    return report->leaf;
}

certcheck_time certcheck_report_time(const struct certcheck_report *report)
{
    return report->at;
}

enum certcheck_profile certcheck_report_profile(const struct certcheck_report *report)
{
    return report->profile;
}

uint64_t certcheck_report_budget_used(const struct certcheck_report *report,
                                      enum certcheck_budget budget)
{
    return (unsigned)budget < CERTCHECK_BUDGETS ? report->budget.used[budget] : 0;
}

uint64_t certcheck_report_budget_limit(const struct certcheck_report *report,
                                       enum certcheck_budget budget)
{
    return (unsigned)budget < CERTCHECK_BUDGETS ? report->budget.limit[budget] : 0;
}

/* ---- texts ---- */

const char *certcheck_verdict_text(enum certcheck_verdict verdict)
{
    switch (verdict) {
    case CERTCHECK_VALID:
        return "valid";
    case CERTCHECK_UNDETERMINED:
        return "undetermined";
    case CERTCHECK_NOT_VALID:
        break;
    }
    return "not-valid";
}

const char *certcheck_path_end_text(enum certcheck_path_end end)
{
    switch (end) {
    case CERTCHECK_PATH_VALID:
        return "valid";
    case CERTCHECK_PATH_REFUSED:
        return "refused";
    case CERTCHECK_PATH_NO_ISSUER:
        return "no-issuer";
    case CERTCHECK_PATH_ISSUERS_REFUSED:
        return "issuers-refused";
    case CERTCHECK_PATH_ROOT_UNTRUSTED:
        return "root-untrusted";
    case CERTCHECK_PATH_LOOP:
        return "loop";
    case CERTCHECK_PATH_DEPTH:
        return "depth";
    case CERTCHECK_PATH_BUDGET:
        return "budget";
    case CERTCHECK_PATH_ISSUER_DISTRUSTED:
        return "issuer-distrusted";
    }
    return "unknown";
}

const char *certcheck_refusal_text(enum certcheck_refusal refusal)
{
    switch (refusal) {
    case CERTCHECK_REFUSAL_KEY_IDENTIFIER:
        return "key-identifier-differs";
    case CERTCHECK_REFUSAL_SIGNATURE:
        return "signature-wrong";
    case CERTCHECK_REFUSAL_NOT_A_CA:
        return "not-a-ca";
    case CERTCHECK_REFUSAL_KEY_USAGE:
        return "key-usage";
    case CERTCHECK_REFUSAL_UNUSABLE:
        return "unusable";
    case CERTCHECK_REFUSAL_NO_ANCHOR:
        return "no-anchor";
    }
    return "unknown";
}

const char *certcheck_want_kind_text(enum certcheck_want_kind kind)
{
    switch (kind) {
    case CERTCHECK_WANT_ISSUER:
        return "issuer";
    case CERTCHECK_WANT_CRL:
        return "crl";
    case CERTCHECK_WANT_OCSP:
        return "ocsp";
    }
    return "unknown";
}

const char *certcheck_revocation_status_text(enum certcheck_revocation_status status)
{
    switch (status) {
    case CERTCHECK_REVOCATION_NOT_CHECKED:
        return "not-checked";
    case CERTCHECK_REVOCATION_UNKNOWN:
        return "unknown";
    case CERTCHECK_REVOCATION_GOOD:
        return "good";
    case CERTCHECK_REVOCATION_REVOKED:
        return "revoked";
    case CERTCHECK_REVOCATION_NOT_NEEDED:
        return "not-needed";
    }
    return "unknown";
}

const char *certcheck_evidence_text(enum certcheck_evidence evidence)
{
    switch (evidence) {
    case CERTCHECK_EVIDENCE_NONE:
        return "none";
    case CERTCHECK_EVIDENCE_CRL:
        return "crl";
    case CERTCHECK_EVIDENCE_OCSP:
        return "ocsp";
    }
    return "unknown";
}
