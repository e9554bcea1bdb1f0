/* SPDX-License-Identifier: MIT */
/*
 * What the key may do.
 *
 * Findings: key-usage-no-cert-sign, key-usage-not-allowed.
 * Departures: an anchor's key usage counts as an intermediate's does. Which bits a purpose needs is
 * RFC 5280 4.2.1.12's table, where any one of the bits that it calls consistent is enough; for a
 * purpose that it does not name, none is asked for.
 */
#include "check/check.h"
#include "check/describe.h"

/* RFC 5280 4.2.1.12. 0: nothing is asked for. */
static uint16_t consistent_bits(enum cc_purpose purpose)
{
    switch (purpose) {
    case CC_PURPOSE_SERVER_AUTH:
        return CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE | CERTCHECK_KEY_USAGE_KEY_ENCIPHERMENT |
               CERTCHECK_KEY_USAGE_KEY_AGREEMENT;
    case CC_PURPOSE_CLIENT_AUTH:
        return CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE | CERTCHECK_KEY_USAGE_KEY_AGREEMENT;
    case CC_PURPOSE_CODE_SIGNING:
        return CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE;
    case CC_PURPOSE_EMAIL_PROTECTION:
        return CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE | CERTCHECK_KEY_USAGE_NON_REPUDIATION |
               CERTCHECK_KEY_USAGE_KEY_ENCIPHERMENT | CERTCHECK_KEY_USAGE_KEY_AGREEMENT;
    case CC_PURPOSE_TIME_STAMPING:
    case CC_PURPOSE_OCSP_SIGNING:
        return CERTCHECK_KEY_USAGE_DIGITAL_SIGNATURE | CERTCHECK_KEY_USAGE_NON_REPUDIATION;
    case CC_PURPOSE_ANY:
    case CC_PURPOSE_OTHER:
        break;
    }
    return 0;
}

static struct cc_finding *add(struct cc_check *check,
                              const struct certcheck_certificate *certificate, size_t index,
                              enum certcheck_finding_code code)
{
    return cc_findings_add(check->findings, code, index, certificate->der,
                           cc_check_place(certificate, CERTCHECK_EXT_KEY_USAGE));
}

void cc_check_key_usage(struct cc_check *check, const struct certcheck_certificate *certificate,
                        enum cc_role role, size_t index)
{
    if (!certificate->has_key_usage)
        return;
    if (role == CC_ROLE_INTERMEDIATE || role == CC_ROLE_ANCHOR) {
        /* RFC 5280 6.1.4 (n) */
        if (!(certificate->key_usage & CERTCHECK_KEY_USAGE_KEY_CERT_SIGN))
            add(check, certificate, index, CERTCHECK_FINDING_KEY_USAGE_NO_CERT_SIGN);
        return;
    }
    uint16_t wanted = consistent_bits(check->policy->purpose);
    if (wanted == 0 || (certificate->key_usage & wanted) != 0)
        return;
    struct cc_finding *finding =
        add(check, certificate, index, CERTCHECK_FINDING_KEY_USAGE_NOT_ALLOWED);
    cc_describe_key_usage(check->findings, finding, "actual", certificate->key_usage);
    cc_finding_text(check->findings, finding, "expected", check->policy->purpose_text);
}
