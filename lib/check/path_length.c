/* SPDX-License-Identifier: MIT */
/*
 * How many intermediates a path may have.
 *
 * Findings: path-length-exceeded (about the authority whose limit is broken), path-too-long (about
 * the whole path).
 * Departures: an anchor's pathLenConstraint counts; RFC 5280 6.2 allows it. The constraint holds
 * whatever cA and keyCertSign say beside it.
 */
#include "check/check.h"

static void path_length_finding(struct cc_check *check,
                                const struct certcheck_certificate *authority, size_t index,
                                size_t actual)
{
    struct cc_finding *finding =
        cc_findings_add(check->findings, CERTCHECK_FINDING_PATH_LENGTH_EXCEEDED, index,
                        authority->der, cc_check_place(authority, CERTCHECK_EXT_BASIC_CONSTRAINTS));
    cc_finding_number(check->findings, finding, "expected",
                      authority->basic_constraints.path_length);
    cc_finding_number(check->findings, finding, "actual", (int64_t)actual);
}

/* RFC 5280 6.1.4 (l) and (m) carry max_path_length down from the anchor. Counting upwards instead
 * holds each authority to its own limit, so that the finding can name the one whose limit it was.
 * The last certificate of a path never counts, be it an authority or not (4.2.1.9). */
void cc_check_path_length(struct cc_check *check, const struct cc_path *path)
{
    size_t below = 0; /* intermediates below path[i] that are not self-issued */
    for (size_t i = 1; i < path->length; i++) {
        const struct certcheck_certificate *authority = path->steps[i].certificate;
        if (authority->has_basic_constraints && authority->basic_constraints.has_path_length &&
            below > authority->basic_constraints.path_length)
            path_length_finding(check, authority, i, below);
        if (cc_path_role(path, i) == CC_ROLE_INTERMEDIATE && !authority->self_issued)
            below++;
    }
    if (below > check->policy->max_depth) {
        cc_span none = {NULL, 0};
        struct cc_finding *finding = cc_findings_add(
            check->findings, CERTCHECK_FINDING_PATH_TOO_LONG, CERTCHECK_NO_INDEX, none, none);
        cc_finding_number(check->findings, finding, "actual", (int64_t)below);
        cc_finding_number(check->findings, finding, "expected", check->policy->max_depth);
    }
}
