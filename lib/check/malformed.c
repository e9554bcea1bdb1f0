/* SPDX-License-Identifier: MIT */
/*
 * Parts that could not be read, and the signature algorithm said twice.
 *
 * Findings: extension-malformed, algorithm-mismatch.
 * Departures: none. A certificate is refused for a malformed extension whether or not it is
 * critical, and an anchor as well: what it meant to restrict is not known.
 */
#include "check/check.h"
#include "check/describe.h"

void cc_check_malformed(struct cc_check *check, const struct certcheck_certificate *certificate,
                        enum cc_role role, size_t index)
{
    (void)role;
    const struct certcheck_extension *extension = certificate->malformed_extension;
    if (extension) {
        struct cc_finding *finding =
            cc_findings_add(check->findings, CERTCHECK_FINDING_EXTENSION_MALFORMED, index,
                            certificate->der, extension->whole);
        cc_describe_extension(check->findings, finding, "extension", extension);
        cc_finding_text(check->findings, finding, "rule",
                        extension->error.rule ? extension->error.rule : "unknown");
        cc_finding_number(check->findings, finding, "offset", (int64_t)extension->error.offset);
    }
    /* RFC 5280 4.1.1.2: signatureAlgorithm MUST contain the same algorithm identifier as the
     * signature field in tbsCertificate. */
    if (certificate->algorithms_differ)
        cc_findings_add(check->findings, CERTCHECK_FINDING_ALGORITHM_MISMATCH, index,
                        certificate->der, certificate->algorithm.whole);
}
