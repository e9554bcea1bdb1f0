/* SPDX-License-Identifier: MIT */
/* certcheck explain: the catalogue of findings. */
#include <stdlib.h>
#include <string.h>

#include "command_line.h"
#include "explain.h"
#include "json.h"
#include "terminal.h"
#include "tool.h"

static const char usage[] =
    "usage: certcheck explain [OPTION...] [ID...]\n"
    "\n"
    "Says what a finding means, which rule it is, how grave it is in each profile and\n"
    "what to do. Without an ID it lists all findings.\n"
    "\n"
    "  --all                 list also how grave each is in the profiles default,\n"
    "                        rfc5280 and webpki, and its rule\n"
    "  --format text|json|markdown\n"
    "                        json: see certcheck(1) for its schema\n"
    "  --json                the same as --format json\n"
    "  --color auto|always|never\n"
    "\n"
    "Examples\n"
    "  certcheck explain\n"
    "  certcheck explain issuer-missing\n"
    "  certcheck explain --all --format markdown >findings.md\n"
    "\n"
    "Exit status: 0 explained, 2 usage error or no such finding, 3 it could not be\n"
    "written.\n";

#define ID_COLUMN 34
#define SEVERITY_COLUMN 9

enum detail { DETAIL_LINE, DETAIL_ROW, DETAIL_FULL };

static void explain_line(const struct terminal *terminal, enum certcheck_finding_code code)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(code);
    terminal_field(terminal, 0, 34, info->id, info->message);
}

/* A row of the catalogue: id, how grave, which rule; below it the message. */
static void explain_row(const struct terminal *terminal, enum certcheck_finding_code code)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(code);
    size_t length = strlen(info->id);
    terminal_text(terminal, STYLE_STRONG, info->id);
    terminal_spaces(terminal, length < ID_COLUMN ? ID_COLUMN - (unsigned)length : 1);
    for (int i = 0; i < CERTCHECK_PROFILES; i++)
        fprintf(terminal->out, "%-*s", SEVERITY_COLUMN, certcheck_severity_text(info->severity[i]));
    unsigned column = ID_COLUMN + CERTCHECK_PROFILES * SEVERITY_COLUMN;
    terminal_wrap(terminal, column, column, info->clause);
    fputs("    ", terminal->out);
    terminal_wrap(terminal, 4, 4, info->message);
}

static void explain_heading(const struct terminal *terminal)
{
    fprintf(terminal->out, "%-*s", ID_COLUMN, "finding");
    for (int i = 0; i < CERTCHECK_PROFILES; i++)
        fprintf(terminal->out, "%-*s", SEVERITY_COLUMN,
                certcheck_profile_text((enum certcheck_profile)i));
    fputs("rule\n", terminal->out);
}

static void explain_text(const struct terminal *terminal, enum certcheck_finding_code code)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(code);
    terminal_text(terminal, STYLE_STRONG, info->id);
    fputs("\n", terminal->out);
    terminal_field(terminal, 2, 15, "Message", info->message);
    terminal_field(terminal, 2, 15, "What to do", info->advice);
    terminal_field(terminal, 2, 15, "Rule", info->clause);
    char *severity = must_print("%s in default, %s in rfc5280, %s in webpki%s",
                                certcheck_severity_text(info->severity[CERTCHECK_PROFILE_DEFAULT]),
                                certcheck_severity_text(info->severity[CERTCHECK_PROFILE_RFC5280]),
                                certcheck_severity_text(info->severity[CERTCHECK_PROFILE_WEBPKI]),
                                info->fixed ? "; nobody can overrule it" : "");
    terminal_field(terminal, 2, 15, "Severity", severity);
    free(severity);
}

static json_t *explain_json(enum certcheck_finding_code code)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(code);
    json_t *object = must_have(json_object());
    json_put(object, "id", json_text(info->id));
    json_put(object, "clause", json_text(info->clause));
    json_put(object, "message", json_text(info->message));
    json_put(object, "advice", json_text(info->advice));
    json_put(object, "severity", json_severities(info));
    json_put(object, "fixed", json_boolean(info->fixed));
    json_put(object, "rank", json_integer(info->rank));
    return object;
}

static void print_json(const enum certcheck_finding_code *codes, size_t count)
{
    json_t *findings = must_have(json_array());
    for (size_t i = 0; i < count; i++)
        json_append(findings, explain_json(codes[i]));
    json_t *object = must_have(json_object());
    json_put(object, "schema", json_text("certcheck/findings/1"));
    json_put(object, "findings", findings);
    json_print(object, stdout);
    json_decref(object);
}

static void print_text(const enum certcheck_finding_code *codes, size_t count, enum detail detail,
                       enum color_mode color)
{
    struct terminal terminal = terminal_open(stdout, color);
    if (detail == DETAIL_ROW)
        explain_heading(&terminal);
    for (size_t i = 0; i < count; i++) {
        if (detail == DETAIL_LINE)
            explain_line(&terminal, codes[i]);
        else if (detail == DETAIL_ROW)
            explain_row(&terminal, codes[i]);
        else
            explain_text(&terminal, codes[i]);
        if (detail == DETAIL_FULL && i + 1 < count)
            fputc('\n', stdout);
    }
}

static void print_codes(const enum certcheck_finding_code *codes, size_t count, enum detail detail,
                        enum output_format format, enum color_mode color)
{
    if (format == FORMAT_JSON)
        print_json(codes, count);
    else if (format == FORMAT_MARKDOWN)
        explain_markdown(codes, count, detail != DETAIL_FULL, stdout);
    else
        print_text(codes, count, detail, color);
}

static int print_named(char **ids, int count, enum output_format format, enum color_mode color)
{
    enum certcheck_finding_code *codes = must_allocate((size_t)count * sizeof *codes);
    int status = EXIT_VALID;
    for (int i = 0; i < count && status == EXIT_VALID; i++) {
        codes[i] = certcheck_finding_by_id(ids[i]);
        if (codes[i] != CERTCHECK_FINDING_CODES)
            continue;
        no_such_finding("explain", ids[i]);
        status = EXIT_USAGE;
    }
    if (status == EXIT_VALID)
        print_codes(codes, (size_t)count, DETAIL_FULL, format, color);
    free(codes);
    return status;
}

int cmd_explain(int argc, char **argv)
{
    static const struct option options[] = {{"all", no_argument, NULL, 'a'},
                                            {"format", required_argument, NULL, 'f'},
                                            {"color", required_argument, NULL, 'c'},
                                            {"colour", required_argument, NULL, 'c'},
                                            {"json", no_argument, NULL, 'j'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    enum output_format format = FORMAT_TEXT;
    enum color_mode color = COLOR_AUTO;
    bool all = false;
    int option;
    while ((option = option_next(argc, argv, "h", options)) != -1) {
        bool good = option != '?';
        if (option == 'h') {
            fputs(usage, stdout);
            return EXIT_VALID;
        }
        if (option == 'a')
            all = true;
        else if (option == 'f')
            good = parse_format("explain", optarg, "text, json, markdown", &format);
        else if (option == 'j')
            format = FORMAT_JSON;
        else if (option == 'c')
            good = parse_color("explain", optarg, &color);
        if (!good)
            return usage_error("explain");
    }
    if (optind < argc)
        return print_named(argv + optind, argc - optind, format, color);
    enum certcheck_finding_code codes[CERTCHECK_FINDING_CODES];
    for (int i = 0; i < CERTCHECK_FINDING_CODES; i++)
        codes[i] = (enum certcheck_finding_code)i;
    print_codes(codes, CERTCHECK_FINDING_CODES, all ? DETAIL_ROW : DETAIL_LINE, format, color);
    return EXIT_VALID;
}
