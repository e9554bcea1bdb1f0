/* SPDX-License-Identifier: MIT */
/* What went wrong in a TLS session, in words. */
#include "tls_error.h"

#include <stdlib.h>
#include <string.h>

#include <certcheck/gnutls.h>

#include "tls_name.h"
#include "tool.h"

static bool refused_by_server(struct tls_stream *tls, struct failure *failure)
{
    gnutls_alert_description_t alert = gnutls_alert_get(tls->session);
    char *name = tls_alert_name(alert);
    bool certificate = gnutls_certificate_client_get_request_status(tls->session) != 0 &&
                       (tls->request->settings->client == NULL || !tls->request->show_ours);
    /* RFC 8446 6.2: what we sent arrived otherwise */
    if (alert == GNUTLS_A_BAD_RECORD_MAC || alert == GNUTLS_A_DECRYPT_ERROR)
        (void)fail(failure, EXIT_TAMPERED,
                   "the server says that what it got was changed on the way (alert %s)", name);
    else
        (void)fail(failure, EXIT_UNCHECKED, "the server refused with the alert %s%s", name,
                   certificate ? ": it asks for a client's certificate (--cert, --key)" : "");
    free(name);
    return false;
}

static bool changed(struct failure *failure, const char *how)
{
    failure->changed = true;
    return fail(failure, EXIT_TAMPERED, "what came was changed on the way: %s", how);
}

bool tls_failed(struct tls_stream *tls, int code, struct failure *failure)
{
    if (tls->transport.status != 0)
        return fail(failure, (enum exit_status)tls->transport.status, "%s", tls->transport.text);
    switch (code) {
    case GNUTLS_E_FATAL_ALERT_RECEIVED:
        return refused_by_server(tls, failure);
    case GNUTLS_E_PREMATURE_TERMINATION:
        /* RFC 8446 6.1: without close_notify anybody could have ended it */
        return fail(failure, EXIT_TAMPERED,
                    "the connection ended without the server's close_notify: what came may have "
                    "been cut short by somebody on the way");
    case GNUTLS_E_DECRYPTION_FAILED:
        return changed(failure, "a record's protection does not hold");
    default:
        return changed(failure, gnutls_strerror(code));
    }
}

/* The verdict is why, when there is one. */
static bool certificate_refused(struct tls_stream *tls, struct failure *failure)
{
    const struct certcheck_report *report = tls_report(tls);
    enum certcheck_status status = certcheck_gnutls_status(tls->session);
    if (report == NULL)
        return fail(failure, EXIT_UNCHECKED, "the server's certificate could not be checked: %s",
                    certcheck_status_text(status));
    const struct certcheck_finding *finding = certcheck_report_main_finding(report);
    bool undetermined = certcheck_report_verdict(report) == CERTCHECK_UNDETERMINED;
    return fail(failure, undetermined ? EXIT_UNCHECKED : EXIT_NOT_VALID,
                "the server's certificate is %s (%s), so nothing was asked of it",
                undetermined ? "undetermined" : "not valid",
                finding == NULL ? "no finding says why"
                                : certcheck_finding_info(finding->code)->id);
}

/* RFC 8446 4.1.3: "TLS 1.3 servers which negotiate TLS 1.2 or below in response to a ClientHello
 * MUST set the last 8 bytes of their Random value specially in their ServerHello." */
static bool downgraded(gnutls_session_t session)
{
    static const char mark[] = "DOWNGRD";
    gnutls_datum_t unused;
    gnutls_datum_t random = {0};
    gnutls_session_get_random(session, &unused, &random);
    return random.size == 32 && memcmp(random.data + 24, mark, sizeof mark - 1) == 0;
}

bool tls_handshake_failed(struct tls_stream *tls, int code, struct failure *failure)
{
    if (code == GNUTLS_E_CERTIFICATE_ERROR || code == GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR)
        return certificate_refused(tls, failure);
    if (tls->transport.status != 0)
        return fail(failure, EXIT_UNCHECKED, "%s", tls->transport.text);
    switch (code) {
    case GNUTLS_E_FATAL_ALERT_RECEIVED:
        (void)refused_by_server(tls, failure);
        failure->status = EXIT_UNCHECKED;
        return false;
    case GNUTLS_E_PREMATURE_TERMINATION:
        return fail(failure, EXIT_UNCHECKED,
                    "the server ended the connection in the midst of the TLS handshake");
    case GNUTLS_E_UNSUPPORTED_VERSION_PACKET:
    case GNUTLS_E_UNEXPECTED_PACKET_LENGTH:
    case GNUTLS_E_UNEXPECTED_PACKET:
    case GNUTLS_E_RECORD_OVERFLOW:
        if (tls->below->received > 0 && gnutls_cipher_get(tls->session) == GNUTLS_CIPHER_NULL)
            return fail(
                failure, EXIT_UNCHECKED,
                "what answers there does not speak TLS, or not from the start (--starttls): %s",
                gnutls_strerror(code));
        break;
    case GNUTLS_E_DECRYPTION_FAILED:
        return fail(failure, EXIT_UNCHECKED,
                    "the TLS handshake was changed on the way: its protection does not hold");
    case GNUTLS_E_RECEIVED_ILLEGAL_PARAMETER:
        if (downgraded(tls->session))
            return fail(failure, EXIT_UNCHECKED,
                        "somebody on the way took TLS 1.3 out of what was offered: the server says "
                        "that it knows it");
        break;
    default:
        break;
    }
    return fail(failure, EXIT_UNCHECKED, "the TLS handshake failed: %s", gnutls_strerror(code));
}
