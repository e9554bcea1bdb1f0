/* SPDX-License-Identifier: MIT */
/*
 * Certificates that the store's trust settings reject.
 *
 * Findings: certificate-distrusted.
 * Departures: RFC 5280 6.2 speaks of paths below one anchor. Here a certificate is refused wherever
 * it stands in a path: who takes his trust from it means it, whatever leads to it.
 */
#include "check/check.h"
#include "check/describe.h"

/* Who asks for no purpose may have a server before him. */
static const struct cc_certificate_set *distrusted_for(const struct cc_distrusted *distrusted,
                                                       enum cc_purpose purpose)
{
    bool may_be_server = purpose == CC_PURPOSE_SERVER_AUTH || purpose == CC_PURPOSE_ANY;
    return may_be_server ? &distrusted->servers : &distrusted->every_use;
}

/* RFC 5280 6.2: an implementation MAY further limit the set of valid certification paths. */
void cc_check_distrusted(struct cc_check *check, const struct certcheck_certificate *certificate,
                         size_t index)
{
    if (check->distrusted == NULL)
        return;
    const struct cc_certificate_set *set =
        distrusted_for(check->distrusted, check->policy->purpose);
    size_t at = cc_certificate_set_find(set, certificate);
    if (at == CC_SET_END)
        return;
    struct cc_finding *finding =
        cc_findings_add(check->findings, CERTCHECK_FINDING_CERTIFICATE_DISTRUSTED, index,
                        certificate->der, certificate->subject);
    cc_describe_name(check->findings, finding, "subject", certificate->subject);
    cc_finding_text(check->findings, finding, "source", set->entries[at].source);
}
