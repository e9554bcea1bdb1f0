/* SPDX-License-Identifier: MIT */
/* What `certcheck lint` found, for people. */
#include "lint.h"

#include <stdlib.h>
#include <string.h>

#include "tool.h"

char *lint_label(const struct lint_file *file, size_t index)
{
    const struct certcheck_certificate *certificate = file->entries.entries[index].certificate;
    if (certificate == NULL)
        return must_copy("unreadable");
    char *name = name_text(certcheck_certificate_subject(certificate));
    char *label =
        must_print("%s: %s", certcheck_role_text(certcheck_lint_role(file->lints[index])), name);
    free(name);
    return label;
}

static void print_finding(const struct terminal *terminal, const struct certcheck_finding *finding)
{
    static const enum style styles[] = {[CERTCHECK_OFF] = STYLE_DIM,
                                        [CERTCHECK_NOTE] = STYLE_DIM,
                                        [CERTCHECK_WARNING] = STYLE_DOUBT,
                                        [CERTCHECK_ERROR] = STYLE_BAD};
    const struct certcheck_finding_info *info = certcheck_finding_info(finding->code);
    const char *severity = certcheck_severity_text(finding->severity);
    bool placed = finding->offset != 0 || finding->length != 0;
    char *rule = placed ? must_print("%s; at byte %zu, %zu long", info->clause, finding->offset,
                                     finding->length)
                        : must_copy(info->clause);
    char *message = must_have(certcheck_finding_message(finding));
    char *advice = must_print("What to do: %s", info->advice);
    fputs("  ", terminal->out);
    terminal_text(terminal, styles[finding->severity], severity);
    terminal_spaces(terminal, 9 - (unsigned)strlen(severity));
    terminal_text(terminal, STYLE_STRONG, info->id);
    fprintf(terminal->out, "\n%11s", "");
    terminal_wrap(terminal, 11, 11, message);
    terminal_spaces(terminal, 11);
    terminal_wrap(terminal, 11, 11, advice);
    terminal_spaces(terminal, 11);
    terminal_style(terminal, STYLE_DIM);
    terminal_wrap(terminal, 11, 11, rule);
    terminal_style(terminal, STYLE_PLAIN);
    certcheck_free(message);
    free(advice);
    free(rule);
}

static void print_entry(const struct terminal *terminal, const struct lint_file *file, size_t index)
{
    const struct certcheck_lint *lint = file->lints[index];
    char *label = lint_label(file, index);
    char *text = file->entries.count == 1 ? must_print(", %s", label)
                                          : must_print(", certificate %zu of %zu, %s", index + 1,
                                                       file->entries.count, label);
    terminal_text(terminal, STYLE_STRONG, file->name);
    terminal_wrap(terminal, (unsigned)strlen(file->name), 2, text);
    if (certcheck_lint_finding_count(lint) == 0)
        fputs("  nothing found\n", terminal->out);
    /* The gravest first. */
    for (int severity = CERTCHECK_ERROR; severity > CERTCHECK_OFF; severity--) {
        for (size_t i = 0; i < certcheck_lint_finding_count(lint); i++) {
            const struct certcheck_finding *finding = certcheck_lint_finding(lint, i);
            if ((int)finding->severity == severity)
                print_finding(terminal, finding);
        }
    }
    fputc('\n', terminal->out);
    free(text);
    free(label);
}

void lint_print_text(const struct terminal *terminal, const struct lint_run *run)
{
    for (size_t i = 0; i < run->file_count; i++) {
        for (size_t k = 0; k < run->files[i].entries.count; k++)
            print_entry(terminal, &run->files[i], k);
    }
    char at[CERTCHECK_TIME_SIZE];
    certcheck_time_format(run->at, at);
    terminal_style(terminal, run->errors > 0     ? STYLE_BAD
                             : run->warnings > 0 ? STYLE_DOUBT
                                                 : STYLE_GOOD);
    fprintf(terminal->out, "%zu error%s, %zu warning%s", run->errors, plural(run->errors),
            run->warnings, plural(run->warnings));
    terminal_style(terminal, STYLE_PLAIN);
    fprintf(terminal->out, " in %zu certificate%s. Rules: %s, at %s.\n", run->certificates,
            plural(run->certificates), lint_rules_text(run), at);
}
