/* SPDX-License-Identifier: MIT */
/* What a verdict does not depend on: notes, and what a stricter profile would make of a finding. */
#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "tool.h"

/* More than so many rules are counted, unless --explain asks for all: the verdict must not drown.
 */
#define NOTES_SHOWN 3

/* A caller who has overridden a severity has decided for every profile. */
static bool is_overridden(enum certcheck_severity now, enum certcheck_severity in_profile)
{
    return now != in_profile && !(now == CERTCHECK_NOTE && in_profile == CERTCHECK_OFF);
}

/* "an error under rfc5280 and webpki", or NULL when no profile makes it a `severity`. */
static char *profiles_with(const struct certcheck_finding_info *info,
                           enum certcheck_severity severity)
{
    char *text = NULL;
    for (int i = 0; i < CERTCHECK_PROFILES; i++) {
        if (info->severity[i] != severity)
            continue;
        const char *name = certcheck_profile_text((enum certcheck_profile)i);
        char *longer =
            text == NULL ? must_print("%s under %s",
                                      severity == CERTCHECK_ERROR ? "an error" : "a warning", name)
                         : must_print("%s and %s", text, name);
        free(text);
        text = longer;
    }
    return text;
}

char *report_stricter(const struct certcheck_finding *finding, enum certcheck_profile profile)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(finding->code);
    char *text = NULL;
    if (is_overridden(finding->severity, info->severity[profile]))
        return NULL;
    for (int severity = CERTCHECK_ERROR; severity > (int)finding->severity; severity--) {
        char *more = severity < CERTCHECK_WARNING
                         ? NULL
                         : profiles_with(info, (enum certcheck_severity)severity);
        if (more == NULL)
            continue;
        char *longer = text == NULL ? must_copy(more) : must_print("%s, %s", text, more);
        free(text);
        free(more);
        text = longer;
    }
    return text;
}

/* Every rule once, about the first certificate that breaks it. */
struct note {
    const struct certcheck_finding *finding;
    size_t others; /* further certificates and places */
    int order;
};

struct notes {
    struct note notes[CERTCHECK_FINDING_CODES];
    size_t count;
};

/* What is worth knowing under any profile comes first, then what the profile itself notes, then
 * what only others ask. */
#define ORDER_OTHERS 2
static int order_of(const struct certcheck_finding *finding, enum certcheck_profile profile)
{
    char *stricter = report_stricter(finding, profile);
    bool plain = stricter == NULL;
    free(stricter);
    if (plain)
        return 0;
    return certcheck_finding_info(finding->code)->severity[profile] == CERTCHECK_NOTE
               ? 1
               : ORDER_OTHERS;
}

/* `all`: what only other profiles ask too. */
static void add_note(struct notes *notes, const struct certcheck_finding *finding,
                     enum certcheck_profile profile, bool all)
{
    if (finding->severity != CERTCHECK_NOTE || (!all && order_of(finding, profile) == ORDER_OTHERS))
        return;
    for (size_t i = 0; i < notes->count; i++) {
        if (notes->notes[i].finding->code != finding->code)
            continue;
        notes->notes[i].others++;
        return;
    }
    struct note note = {.finding = finding, .order = order_of(finding, profile)};
    size_t place = notes->count++;
    for (; place > 0 && notes->notes[place - 1].order > note.order; place--)
        notes->notes[place] = notes->notes[place - 1];
    notes->notes[place] = note;
}

/* Why evidence of revocation does not count: whoever gave it wants to know what to give instead. */
static bool is_about_evidence(const struct certcheck_finding_info *info)
{
    return strncmp(info->id, "crl-", 4) == 0 || strncmp(info->id, "ocsp-", 5) == 0;
}

static void print_advice(const struct terminal *terminal, const struct certcheck_finding_info *info)
{
    char *text = must_print("What to do: %s", info->advice);
    terminal_spaces(terminal, 11);
    terminal_wrap(terminal, 11, 11, text);
    free(text);
}

static void print_note(const struct terminal *terminal, const struct certcheck_report_path *path,
                       const struct note *note, enum certcheck_profile profile)
{
    const struct certcheck_finding *finding = note->finding;
    const struct certcheck_finding_info *info = certcheck_finding_info(finding->code);
    char *stricter = report_stricter(finding, profile);
    char *rule = must_print("(%s)%s%s", info->clause, stricter == NULL ? "" : ": ",
                            stricter == NULL ? "" : stricter);
    char *message = report_finding_text(path, finding);
    char *more = note->others == 0 ? must_copy("") : must_print(" (and %zu more)", note->others);
    char *text = must_print("%s%s", message, more);
    fputs("  ", terminal->out);
    terminal_text(terminal, STYLE_STRONG, info->id);
    fputc(' ', terminal->out);
    terminal_wrap(terminal, 3 + (unsigned)strlen(info->id), 11, rule);
    terminal_spaces(terminal, 11);
    terminal_wrap(terminal, 11, 11, text);
    if (is_about_evidence(info))
        print_advice(terminal, info);
    free(text);
    free(more);
    free(message);
    free(rule);
    free(stricter);
}

/* How many rules that only another profile asks make an error there. */
static size_t rules_broken(const struct certcheck_report *report,
                           const struct certcheck_report_path *path, enum certcheck_profile other)
{
    enum certcheck_profile profile = certcheck_report_profile(report);
    bool broken[CERTCHECK_FINDING_CODES] = {false};
    size_t count = 0;
    for (size_t i = 0; i < path->finding_count; i++) {
        const struct certcheck_finding *finding = &path->findings[i];
        if (finding->severity != CERTCHECK_NOTE || broken[finding->code] ||
            order_of(finding, profile) != ORDER_OTHERS ||
            certcheck_finding_info(finding->code)->severity[other] != CERTCHECK_ERROR)
            continue;
        broken[finding->code] = true;
        count++;
    }
    return count;
}

/* One line, however many there are: a good private chain is not to look like a bad public one. */
static void print_stricter_profiles(const struct terminal *terminal,
                                    const struct certcheck_report *report,
                                    const struct certcheck_report_path *path)
{
    char *text = NULL;
    for (int i = 0; i < CERTCHECK_PROFILES; i++) {
        size_t count = rules_broken(report, path, (enum certcheck_profile)i);
        const char *name = certcheck_profile_text((enum certcheck_profile)i);
        if (count == 0)
            continue;
        char *longer = text == NULL ? must_print("%zu %s of profile %s", count,
                                                 count == 1 ? "rule" : "rules", name)
                                    : must_print("%s and %zu of %s", text, count, name);
        free(text);
        text = longer;
    }
    if (text != NULL)
        fprintf(terminal->out, "\n%s would refuse it: --explain shows them.\n", text);
    free(text);
}

void report_notes_text(const struct terminal *terminal, const struct certcheck_report *report,
                       const struct certcheck_report_path *path, bool all)
{
    enum certcheck_profile profile = certcheck_report_profile(report);
    struct notes *notes = must_allocate(sizeof *notes);
    for (size_t i = 0; path != NULL && i < path->finding_count; i++)
        add_note(notes, &path->findings[i], profile, all);
    for (size_t i = 0; i < certcheck_report_finding_count(report); i++)
        add_note(notes, certcheck_report_finding(report, i), profile, all);
    size_t shown = all || notes->count <= NOTES_SHOWN ? notes->count : NOTES_SHOWN;
    if (shown > 0) {
        fputc('\n', terminal->out);
        terminal_text(terminal, STYLE_STRONG, "Notes");
        fputc('\n', terminal->out);
    }
    for (size_t i = 0; i < shown; i++)
        print_note(terminal, path, &notes->notes[i], profile);
    if (shown < notes->count)
        fprintf(terminal->out, "  and %zu more: --explain shows all\n", notes->count - shown);
    free(notes);
    /* Who is told why a certificate is refused has no use for what else could be against it. */
    if (!all && path != NULL && certcheck_report_verdict(report) == CERTCHECK_VALID)
        print_stricter_profiles(terminal, report, path);
}
