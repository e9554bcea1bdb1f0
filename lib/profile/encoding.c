/* SPDX-License-Identifier: MIT */
/*
 * What the parser read although the encoding rules forbid it, because it is not ambiguous.
 *
 * Findings: encoded-default, string-alphabet, time-form, sequence-empty; each once, about the first
 * place.
 * Departures: none. An anchor was chosen as it is, and is left alone.
 */
#include "profile/profile.h"

static const enum certcheck_finding_code codes[CC_QUIRKS] = {
    [CC_QUIRK_ENCODED_DEFAULT] = CERTCHECK_FINDING_ENCODED_DEFAULT,
    [CC_QUIRK_STRING_ALPHABET] = CERTCHECK_FINDING_STRING_ALPHABET,
    [CC_QUIRK_TIME_FORM] = CERTCHECK_FINDING_TIME_FORM,
    [CC_QUIRK_SEQUENCE_EMPTY] = CERTCHECK_FINDING_SEQUENCE_EMPTY,
    /* A bit that is left out is zero: one that is written as zero is its default. */
    [CC_QUIRK_NAMED_BITS] = CERTCHECK_FINDING_ENCODED_DEFAULT};

void cc_profile_encoding(struct cc_profile *profile,
                         const struct certcheck_certificate *certificate, enum cc_role role,
                         size_t index)
{
    if (role == CC_ROLE_ANCHOR)
        return;
    for (int kind = 0; kind < CC_QUIRKS; kind++) {
        const struct cc_quirk *quirk = &certificate->quirks[kind];
        if (quirk->count == 0)
            continue;
        struct cc_finding *finding =
            cc_findings_add(profile->findings, codes[kind], index, certificate->der, quirk->where);
        cc_finding_text(profile->findings, finding, "field",
                        quirk->field ? quirk->field : "certificate");
    }
}
