/* SPDX-License-Identifier: MIT */
/* The catalogue of findings as Markdown: what doc/findings.md is made by. */
#include "explain.h"

#include <string.h>

static const char introduction[] =
    "# Findings\n"
    "\n"
    "What certcheck can find about a certificate or a path, how grave it is in each profile, "
    "which\n"
    "rule it is, and what to do. Words in {braces} stand for what was found. An error refuses the\n"
    "path; a warning and a note change nothing; what is off is not looked for. `--deny`, `--warn`\n"
    "and `--allow` change the severity of a finding, unless it is *fixed*. `certcheck lint` takes\n"
    "each as gravely as the strictest profile does, and at least as a warning.\n"
    "\n"
    "Made by `certcheck explain --all --format markdown` from the catalogue,\n"
    "include/certcheck/finding.def: change that, then run `make findings`.\n"
    "\n";

/* Characters that could begin markup, or end a table's cell. */
static void print_text(const char *text, FILE *out)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (strchr("\\`*_[]<>|", *at) != NULL)
            fputc('\\', out);
        fputc(*at, out);
    }
}

static void print_row(const struct certcheck_finding_info *info, FILE *out)
{
    fprintf(out, "| [%s](#%s) |", info->id, info->id);
    for (int i = 0; i < CERTCHECK_PROFILES; i++)
        fprintf(out, " %s |", certcheck_severity_text(info->severity[i]));
    fputc(' ', out);
    print_text(info->clause, out);
    fputs(" |\n", out);
}

static void print_table(const enum certcheck_finding_code *codes, size_t count, FILE *out)
{
    fputs("| Finding |", out);
    for (int i = 0; i < CERTCHECK_PROFILES; i++)
        fprintf(out, " %s |", certcheck_profile_text((enum certcheck_profile)i));
    fputs(" Rule |\n|---|", out);
    for (int i = 0; i < CERTCHECK_PROFILES; i++)
        fputs("---|", out);
    fputs("---|\n", out);
    for (size_t i = 0; i < count; i++)
        print_row(certcheck_finding_info(codes[i]), out);
    fputc('\n', out);
}

static void print_section(const struct certcheck_finding_info *info, FILE *out)
{
    fprintf(out, "## %s\n\n", info->id);
    print_text(info->message, out);
    fputs(".\n\n- What to do: ", out);
    print_text(info->advice, out);
    fputs("\n- Rule: ", out);
    print_text(info->clause, out);
    fputs("\n- Severity: ", out);
    for (int i = 0; i < CERTCHECK_PROFILES; i++)
        fprintf(out, "%s%s in %s", i == 0 ? "" : ", ", certcheck_severity_text(info->severity[i]),
                certcheck_profile_text((enum certcheck_profile)i));
    fputs(info->fixed ? "; fixed\n" : "\n", out);
}

void explain_markdown(const enum certcheck_finding_code *codes, size_t count, bool whole, FILE *out)
{
    if (whole) {
        fputs(introduction, out);
        print_table(codes, count, out);
    }
    for (size_t i = 0; i < count; i++) {
        print_section(certcheck_finding_info(codes[i]), out);
        if (i + 1 < count)
            fputc('\n', out);
    }
}
