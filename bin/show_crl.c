/* SPDX-License-Identifier: MIT */
/* A CRL for people: what it says of itself, its first entries, and how many there are. */
#include "show.h"

#include <stdlib.h>

#include "tool.h"

#define REASONS 11U

static void field(const struct terminal *terminal, const char *label, char *text)
{
    terminal_field(terminal, 2, SHOW_COLUMN, label, text);
    free(text);
}

static void time_field(const struct terminal *terminal, const char *label, certcheck_time time)
{
    char text[CERTCHECK_TIME_SIZE];
    certcheck_time_format(time, text);
    terminal_field(terminal, 2, SHOW_COLUMN, label, text);
}

static void print_extensions(const struct terminal *terminal, const struct certcheck_crl *crl,
                             bool verbose)
{
    size_t count = certcheck_crl_extension_count(crl);
    terminal_text(terminal, STYLE_DIM, count == 0 ? "  No extensions" : "  Extensions");
    fputc('\n', terminal->out);
    for (size_t i = 0; i < count; i++)
        show_extension(terminal, certcheck_crl_extension(crl, i), certcheck_crl_der(crl), verbose);
}

/* Only where the issuer is another one than before: it stays in force. */
static void print_issuer(const struct terminal *terminal, struct certcheck_span names,
                         struct certcheck_span *before)
{
    struct certcheck_general_name name;
    if (names.data == before->data)
        return;
    *before = names;
    while (certcheck_next_general_name(&names, &name)) {
        char *text = must_have(certcheck_general_name_text(&name));
        char *whole = must_print("issued by %s", text);
        terminal_spaces(terminal, 4);
        terminal_wrap(terminal, 4, 6, whole);
        free(whole);
        certcheck_free(text);
    }
}

static void print_entry(const struct terminal *terminal, const struct certcheck_crl_entry *entry)
{
    char revoked[CERTCHECK_TIME_SIZE], invalid[CERTCHECK_TIME_SIZE];
    certcheck_time_format(entry->revocation_date, revoked);
    certcheck_time_format(entry->invalidity_date, invalid);
    char *serial = hex(entry->serial);
    char *text = must_print("%s  %s%s%s%s%s%s", revoked, serial, entry->has_reason ? "  " : "",
                            entry->has_reason ? certcheck_reason_text(entry->reason) : "",
                            entry->has_invalidity_date ? "  invalid since " : "",
                            entry->has_invalidity_date ? invalid : "",
                            entry->unknown_critical ? "  with an unknown critical extension" : "");
    terminal_spaces(terminal, 4);
    terminal_wrap(terminal, 4, 6, text);
    free(text);
    free(serial);
}

static void print_summary(const struct terminal *terminal, size_t more,
                          const size_t by_reason[REASONS], size_t without)
{
    if (more > 0) {
        char *text = must_print("and %zu more, which --all shows; of all:", more);
        terminal_spaces(terminal, 4);
        terminal_wrap(terminal, 4, 6, text);
        free(text);
        for (unsigned reason = 0; reason < REASONS; reason++) {
            if (by_reason[reason] > 0)
                fprintf(terminal->out, "    %9zu %s\n", by_reason[reason],
                        certcheck_reason_text((enum certcheck_reason)reason));
        }
        if (without > 0)
            fprintf(terminal->out, "    %9zu without a reason\n", without);
    }
}

static void print_entries(const struct terminal *terminal, const struct certcheck_crl *crl,
                          bool all)
{
    struct certcheck_crl_entry entry;
    struct certcheck_span issuer = {0};
    size_t position = 0, shown = 0, without = 0, by_reason[REASONS] = {0};
    size_t count = certcheck_crl_entry_count(crl);
    char *heading = count == 0 ? must_copy("  No entries") : must_print("  Entries: %zu", count);
    terminal_text(terminal, STYLE_DIM, heading);
    fputc('\n', terminal->out);
    free(heading);
    while (certcheck_crl_next_entry(crl, &position, &entry)) {
        if (!entry.has_reason)
            without++;
        else if ((unsigned)entry.reason < REASONS)
            by_reason[entry.reason]++;
        if (!all && shown == SHOW_ENTRIES)
            continue;
        print_issuer(terminal, entry.certificate_issuer, &issuer);
        print_entry(terminal, &entry);
        shown++;
    }
    print_summary(terminal, count - shown, by_reason, without);
}

void show_crl_text(const struct terminal *terminal, const struct certcheck_crl *crl, bool verbose,
                   bool all)
{
    certcheck_time next;
    field(terminal, "Issuer", name_text(certcheck_crl_issuer(crl)));
    time_field(terminal, "This update", certcheck_crl_this_update(crl));
    if (certcheck_crl_next_update(crl, &next))
        time_field(terminal, "Next update", next);
    else
        terminal_field(terminal, 2, SHOW_COLUMN, "Next update", "(it does not say)");
    field(terminal, "Version", must_print("%d", certcheck_crl_version(crl)));
    field(terminal, "Signature algorithm",
          show_signature_text(certcheck_crl_signature_algorithm(crl)));
    field(terminal, "Size", must_print("%zu bytes", certcheck_crl_der(crl).length));
    print_extensions(terminal, crl, verbose);
    print_entries(terminal, crl, all);
}
