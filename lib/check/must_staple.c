/* SPDX-License-Identifier: MIT */
/*
 * A server that promised to send its OCSP response (RFC 7633, Must-Staple).
 *
 * Findings: must-staple-missing.
 * Departures: status_request (5) alone is looked at, of the leaf alone; status_request_v2 (17) is
 * gone from TLS (RFC 8446 4.4.2.1).
 */
#include "check/check.h"

#define STATUS_REQUEST 5 /* RFC 6066 8 */

bool cc_must_staple(const struct certcheck_certificate *certificate)
{
    const struct certcheck_extension *extension = certificate->by_kind[CERTCHECK_EXT_TLS_FEATURE];
    struct certcheck_extension_value value;
    uint16_t feature;
    if (extension == NULL || certcheck_extension_decode(extension, &value) != CERTCHECK_OK)
        return false;
    while (certcheck_next_tls_feature(&value.of.tls_features, &feature))
        if (feature == STATUS_REQUEST)
            return true;
    return false;
}

/* RFC 7633 4.3.3: a client MUST treat a certificate as invalid if the features offered by the
 * server do not contain those present in both its own ClientHello and the certificate. */
void cc_check_must_staple(struct cc_check *check, const struct certcheck_certificate *certificate,
                          size_t index)
{
    if (check->policy->stapling == CERTCHECK_STAPLING_MISSING && cc_must_staple(certificate))
        cc_findings_add(check->findings, CERTCHECK_FINDING_MUST_STAPLE_MISSING, index,
                        certificate->der, cc_check_place(certificate, CERTCHECK_EXT_TLS_FEATURE));
}
