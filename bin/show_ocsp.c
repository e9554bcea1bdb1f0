/* SPDX-License-Identifier: MIT */
/* An OCSP response for people. */
#include "show.h"

#include <stdlib.h>

#include "tool.h"

static void field(const struct terminal *terminal, const char *label, char *text)
{
    terminal_field(terminal, 2, SHOW_COLUMN, label, text);
    free(text);
}

static void time_field(const struct terminal *terminal, unsigned indent, const char *label,
                       certcheck_time time)
{
    char text[CERTCHECK_TIME_SIZE];
    certcheck_time_format(time, text);
    terminal_field(terminal, indent, SHOW_COLUMN, label, text);
}

static void inner_field(const struct terminal *terminal, const char *label, char *text)
{
    terminal_field(terminal, 4, SHOW_COLUMN, label, text);
    free(text);
}

static char *status_text(const struct certcheck_ocsp_single *single)
{
    char when[CERTCHECK_TIME_SIZE];
    const char *status = certcheck_ocsp_certificate_status_text(single->status);
    if (single->status != CERTCHECK_OCSP_REVOKED)
        return must_copy(status);
    certcheck_time_format(single->revocation_time, when);
    return must_print("%s since %s%s%s", status, when, single->has_reason ? ", " : "",
                      single->has_reason ? certcheck_reason_text(single->reason) : "");
}

static void print_single(const struct terminal *terminal, const struct certcheck_ocsp *ocsp,
                         const struct certcheck_ocsp_single *single, bool verbose)
{
    struct certcheck_extension extension;
    struct certcheck_span rest = single->extensions;
    inner_field(terminal, "Serial", hex(single->id.serial));
    inner_field(terminal, "Status", status_text(single));
    time_field(terminal, 4, "This update", single->this_update);
    if (single->has_next_update)
        time_field(terminal, 4, "Next update", single->next_update);
    else
        terminal_field(terminal, 4, SHOW_COLUMN, "Next update", "(it does not say)");
    inner_field(terminal, "Digest of the id", oid_both(single->id.digest_oid));
    inner_field(terminal, "Issuer's name", hex(single->id.issuer_name_hash));
    inner_field(terminal, "Issuer's key", hex(single->id.issuer_key_hash));
    while (certcheck_ocsp_next_single_extension(ocsp, &rest, &extension))
        show_extension(terminal, &extension, certcheck_ocsp_der(ocsp), verbose);
}

static void print_singles(const struct terminal *terminal, const struct certcheck_ocsp *ocsp,
                          bool verbose, bool all)
{
    struct certcheck_ocsp_single single;
    size_t position = 0, index = 0, by_status[3] = {0};
    size_t count = certcheck_ocsp_single_count(ocsp);
    while (certcheck_ocsp_next_single(ocsp, &position, &single)) {
        by_status[single.status]++;
        if (!all && index++ >= SHOW_ENTRIES)
            continue;
        terminal_text(terminal, STYLE_DIM, "  Answer");
        fputc('\n', terminal->out);
        print_single(terminal, ocsp, &single, verbose);
    }
    if (count == 0) {
        terminal_text(terminal, STYLE_DIM, "  No answers");
        fputc('\n', terminal->out);
    }
    if (!all && count > SHOW_ENTRIES)
        fprintf(terminal->out,
                "  and %zu more, which --all shows; of all: %zu good, %zu revoked, %zu unknown\n",
                count - SHOW_ENTRIES, by_status[CERTCHECK_OCSP_GOOD],
                by_status[CERTCHECK_OCSP_REVOKED], by_status[CERTCHECK_OCSP_UNKNOWN]);
}

static void print_certificates(const struct terminal *terminal, const struct certcheck_ocsp *ocsp)
{
    struct certcheck_span rest = certcheck_ocsp_certificates(ocsp), der;
    while (certcheck_ocsp_next_certificate(&rest, &der)) {
        struct certcheck_certificate *certificate;
        struct certcheck_parse_error error;
        enum certcheck_status status =
            certcheck_certificate_parse(der.data, der.length, &certificate, &error);
        if (status == CERTCHECK_OK)
            field(terminal, "Sent along", name_text(certcheck_certificate_subject(certificate)));
        else
            field(terminal, "Sent along",
                  must_print("a certificate that cannot be read: %s at offset %zu",
                             error.rule == NULL ? certcheck_status_text(status) : error.rule,
                             error.offset));
        certcheck_certificate_free(certificate);
    }
}

static void print_extensions(const struct terminal *terminal, const struct certcheck_ocsp *ocsp,
                             bool verbose)
{
    size_t count = certcheck_ocsp_extension_count(ocsp);
    terminal_text(terminal, STYLE_DIM, count == 0 ? "  No extensions" : "  Extensions");
    fputc('\n', terminal->out);
    for (size_t i = 0; i < count; i++)
        show_extension(terminal, certcheck_ocsp_extension(ocsp, i), certcheck_ocsp_der(ocsp),
                       verbose);
}

void show_ocsp_text(const struct terminal *terminal, const struct certcheck_ocsp *ocsp,
                    bool verbose, bool all)
{
    enum certcheck_ocsp_response_status status = certcheck_ocsp_response_status(ocsp);
    terminal_field(terminal, 2, SHOW_COLUMN, "Status", certcheck_ocsp_response_status_text(status));
    if (status != CERTCHECK_OCSP_SUCCESSFUL)
        return;
    struct certcheck_span name = certcheck_ocsp_responder_name(ocsp);
    if (name.length != 0)
        field(terminal, "Responder", name_text(name));
    else
        field(terminal, "Responder's key", hex(certcheck_ocsp_responder_key_hash(ocsp)));
    time_field(terminal, 2, "Produced at", certcheck_ocsp_produced_at(ocsp));
    field(terminal, "Signature algorithm",
          show_signature_text(certcheck_ocsp_signature_algorithm(ocsp)));
    field(terminal, "Size", must_print("%zu bytes", certcheck_ocsp_der(ocsp).length));
    print_certificates(terminal, ocsp);
    print_extensions(terminal, ocsp, verbose);
    print_singles(terminal, ocsp, verbose, all);
}
