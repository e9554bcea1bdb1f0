/* SPDX-License-Identifier: MIT */
/* Which alert refuses a peer because of which finding. */
#include <certcheck/gnutls.h>

/* RFC 8446 6.2 describes the alerts; RFC 5246 7.2.2 has the same. */
gnutls_alert_description_t certcheck_gnutls_alert_of(const struct certcheck_finding *finding,
                                                     bool of_client)
{
    if (finding == NULL)
        return GNUTLS_A_INTERNAL_ERROR;
    switch (finding->code) {
    /* "A certificate was corrupt, contained signatures that did not verify correctly, etc." */
    case CERTCHECK_FINDING_CERTIFICATE_MALFORMED:
    case CERTCHECK_FINDING_EXTENSION_MALFORMED:
    case CERTCHECK_FINDING_ALGORITHM_MISMATCH:
    case CERTCHECK_FINDING_SIGNATURE_INVALID:
    case CERTCHECK_FINDING_KEY_MALFORMED:
    case CERTCHECK_FINDING_KEY_TOO_LARGE:
    case CERTCHECK_FINDING_KEY_EXPONENT_INVALID:
    case CERTCHECK_FINDING_NAME_UNREADABLE:
    /* RFC 8446 4.4.2.4 asks for this alert at MD5, and recommends it at SHA-1; keys alike. */
    case CERTCHECK_FINDING_SIGNATURE_DIGEST_WEAK:
    case CERTCHECK_FINDING_KEY_TOO_WEAK:
    case CERTCHECK_FINDING_KEY_CURVE_WEAK:
    /* The chain leads to an anchor, so it is not unknown_ca, but not by right. */
    case CERTCHECK_FINDING_VALIDITY_INVERTED:
    case CERTCHECK_FINDING_NOT_A_CA:
    case CERTCHECK_FINDING_CA_VERSION:
    case CERTCHECK_FINDING_KEY_USAGE_NO_CERT_SIGN:
    case CERTCHECK_FINDING_PATH_LENGTH_EXCEEDED:
    case CERTCHECK_FINDING_NAME_CONSTRAINT_EXCLUDED:
    case CERTCHECK_FINDING_NAME_CONSTRAINT_NOT_PERMITTED:
    case CERTCHECK_FINDING_NAME_CONSTRAINT_INVALID:
        return GNUTLS_A_BAD_CERTIFICATE;

    /* "A certificate was of an unsupported type." */
    case CERTCHECK_FINDING_SIGNATURE_ALGORITHM_UNSUPPORTED:
    case CERTCHECK_FINDING_KEY_UNSUPPORTED:
    case CERTCHECK_FINDING_KEY_CURVE_EXPLICIT:
    case CERTCHECK_FINDING_CRITICAL_EXTENSION_UNKNOWN:
    case CERTCHECK_FINDING_NAME_CONSTRAINT_UNSUPPORTED:
    case CERTCHECK_FINDING_PURPOSE_NOT_ALLOWED:
    case CERTCHECK_FINDING_KEY_USAGE_NOT_ALLOWED:
    case CERTCHECK_FINDING_LEAF_IS_CA:
        return GNUTLS_A_UNSUPPORTED_CERTIFICATE;

    /* "A certificate was revoked by its signer." */
    case CERTCHECK_FINDING_CERTIFICATE_REVOKED:
        return GNUTLS_A_CERTIFICATE_REVOKED;

    /* "A certificate has expired or is not currently valid." */
    case CERTCHECK_FINDING_EXPIRED:
    case CERTCHECK_FINDING_NOT_YET_VALID:
        return GNUTLS_A_CERTIFICATE_EXPIRED;

    /* "... the CA certificate could not be located or could not be matched with a known trust
     * anchor." */
    case CERTCHECK_FINDING_ISSUER_MISSING:
    case CERTCHECK_FINDING_ISSUER_REFUSED:
    case CERTCHECK_FINDING_ROOT_NOT_TRUSTED:
    case CERTCHECK_FINDING_SELF_SIGNED:
    case CERTCHECK_FINDING_ANCHOR_MISSING:
        return GNUTLS_A_UNKNOWN_CA;

    /* "A valid certificate or PSK was received, but when access control was applied, the sender
     * decided not to proceed with negotiation." That is a server's to decide; to a client another
     * host's certificate is unacceptable, no more. */
    case CERTCHECK_FINDING_HOSTNAME_MISMATCH:
    case CERTCHECK_FINDING_IP_MISMATCH:
    case CERTCHECK_FINDING_EMAIL_MISMATCH:
    case CERTCHECK_FINDING_SUBJECT_ALT_NAME_MISSING:
        return of_client ? GNUTLS_A_ACCESS_DENIED : GNUTLS_A_CERTIFICATE_UNKNOWN;

    /* "Some other (unspecified) issue arose in processing the certificate, rendering it
     * unacceptable." */
    default:
        return GNUTLS_A_CERTIFICATE_UNKNOWN;
    }
}
