/* SPDX-License-Identifier: MIT */
/* certcheck lint: each certificate by itself against every rule of the catalogue. */
#include <stdlib.h>
#include <string.h>

#include "lint.h"
#include "options.h"

static const char usage[] =
    "usage: certcheck lint [OPTION...] FILE...\n"
    "\n"
    "Holds every certificate in the files, each by itself, against every rule of the\n"
    "catalogue. Files are PEM, DER or PKCS #7, found out by their bytes; '-' is\n"
    "standard input. No chain is built: what depends on other certificates is not\n"
    "checked, nor the issuer's signature. A self-signed authority is judged as a\n"
    "root, to which fewer rules apply.\n"
    "\n"
    "  --profile PROFILE     only the rules of default, rfc5280 or webpki, as grave\n"
    "                        as there; without it all rules, as grave as the\n"
    "                        strictest profile has them (those for the web's servers\n"
    "                        only of what may be one's). A note becomes a warning\n"
    "  --role ROLE           judge as leaf, intermediate or root; default: automatic\n"
    "  --deny ID, --warn ID, --allow ID\n"
    "                        make a finding an error, a warning, or nothing;\n"
    "                        repeatable\n"
    "  --at TIME             RFC 3339 or seconds since 1970; default: now\n"
    "  --min-rsa-bits N      smallest RSA and DSA modulus; default 2048\n"
    "  --format text|json|junit|sarif\n"
    "                        json: see certcheck(1) for its schema\n"
    "                        sarif: SARIF 2.1.0\n"
    "  --json                the same as --format json\n"
    "  --color auto|always|never\n"
    "\n"
    "Examples\n"
    "  certcheck lint server.pem\n"
    "  certcheck lint --profile rfc5280 --allow expired old/*.pem\n"
    "  certcheck lint --format sarif certificates.pem >lint.sarif\n"
    "\n"
    "Exit status: 0 no errors, 1 errors, 2 usage error, 3 a file could not be read.\n";

enum { OPTION_ROLE = OPTION_OWN };

struct request {
    struct judge judge; /* of which lint uses policy, time, format and colour */
    enum certcheck_role role;
    struct lint_run run;
};

const char *lint_rules_text(const struct lint_run *run)
{
    return run->rules == CERTCHECK_LINT_PROFILE ? certcheck_profile_text(run->profile) : "all";
}

size_t lint_count(const struct certcheck_lint *lint, enum certcheck_severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < certcheck_lint_finding_count(lint); i++)
        count += certcheck_lint_finding(lint, i)->severity == severity;
    return count;
}

static void judge_entry(struct request *request, const struct input_entry *entry,
                        struct certcheck_lint **lint)
{
    struct lint_run *run = &request->run;
    enum certcheck_status status =
        entry->certificate == NULL
            ? certcheck_lint_unreadable(&entry->error, lint)
            : certcheck_lint_certificate(entry->certificate, request->role, run->rules,
                                         request->judge.policy, lint);
    must_be_ok(status, "a certificate could not be judged");
    run->certificates++;
    run->errors += lint_count(*lint, CERTCHECK_ERROR);
    run->warnings += lint_count(*lint, CERTCHECK_WARNING);
}

/* False: there is nothing in the file that could be judged. */
static bool judge_file(struct request *request, const char *path, struct lint_file *file)
{
    struct input input;
    *file = (struct lint_file){.name = input_name(path)};
    if (!input_read(path, &input))
        return false;
    input_load_entries(&input, &file->entries);
    input_release(&input);
    file->lints = must_allocate((file->entries.count + 1) * sizeof(struct certcheck_lint *));
    for (size_t i = 0; i < file->entries.count; i++)
        judge_entry(request, &file->entries.entries[i], &file->lints[i]);
    return file->entries.count > 0;
}

static void print(const struct request *request)
{
    switch (request->judge.format) {
    case FORMAT_JSON:
        lint_print_json(&request->run, stdout);
        break;
    case FORMAT_JUNIT:
        lint_print_junit(&request->run, stdout);
        break;
    case FORMAT_SARIF:
        lint_print_sarif(&request->run, stdout);
        break;
    default: {
        struct terminal terminal = terminal_open(stdout, request->judge.color);
        lint_print_text(&terminal, &request->run);
    }
    }
}

static void release(struct lint_run *run)
{
    for (size_t i = 0; i < run->file_count; i++) {
        struct lint_file *file = &run->files[i];
        for (size_t k = 0; k < file->entries.count; k++)
            certcheck_lint_free(file->lints[k]);
        free(file->lints);
        input_entries_release(&file->entries);
    }
    free(run->files);
}

static int lint_files(struct request *request, char **paths, int count)
{
    struct lint_run *run = &request->run;
    int status = judge_settle_time(&request->judge);
    if (status != EXIT_VALID)
        return status;
    run->at = request->judge.at;
    run->profile = request->judge.profile;
    run->rules = request->judge.profile_given ? CERTCHECK_LINT_PROFILE : CERTCHECK_LINT_ALL;
    run->files = must_allocate((size_t)count * sizeof *run->files);
    run->file_count = (size_t)count;
    run->all_judged = true;
    for (int i = 0; i < count; i++) {
        if (!judge_file(request, paths[i], &run->files[i]))
            run->all_judged = false;
    }
    print(request);
    release(run);
    return !run->all_judged ? EXIT_UNCHECKED : run->errors > 0 ? EXIT_NOT_VALID : EXIT_VALID;
}

static bool parse_role(const char *text, enum certcheck_role *role)
{
    for (int i = CERTCHECK_ROLE_AUTOMATIC; i <= CERTCHECK_ROLE_ROOT; i++) {
        if (strcmp(text, certcheck_role_text((enum certcheck_role)i)) != 0)
            continue;
        *role = (enum certcheck_role)i;
        return true;
    }
    return not_one_of("lint", "--role", text, "automatic, leaf, intermediate, root");
}

static int run(struct request *request, int argc, char **argv)
{
    static const struct option options[] = {
        {"at", required_argument, NULL, OPTION_AT},
        {"profile", required_argument, NULL, OPTION_PROFILE},
        {"role", required_argument, NULL, OPTION_ROLE},
        {"deny", required_argument, NULL, OPTION_DENY},
        {"warn", required_argument, NULL, OPTION_WARN},
        {"allow", required_argument, NULL, OPTION_ALLOW},
        {"min-rsa-bits", required_argument, NULL, OPTION_MIN_RSA_BITS},
        {"format", required_argument, NULL, OPTION_FORMAT},
        {"json", no_argument, NULL, OPTION_JSON},
        {"color", required_argument, NULL, OPTION_COLOR},
        {"colour", required_argument, NULL, OPTION_COLOR},
        {"help", no_argument, NULL, OPTION_HELP},
        {NULL, 0, NULL, 0}};
    int option;
    while ((option = option_next(argc, argv, "h", options)) != -1) {
        if (option == OPTION_HELP || option == 'h') {
            fputs(usage, stdout);
            return EXIT_VALID;
        }
        bool good = option != '?';
        if (option == OPTION_ROLE)
            good = parse_role(optarg, &request->role);
        else if (option == OPTION_FORMAT)
            good = parse_format("lint", optarg, "text, json, junit, sarif", &request->judge.format);
        else if (good)
            good = judge_option(&request->judge, option, optarg) == EXIT_VALID;
        if (!good)
            return usage_error("lint");
    }
    if (optind == argc) {
        complain("lint: no file was given");
        return usage_error("lint");
    }
    return lint_files(request, argv + optind, argc - optind);
}

int cmd_lint(int argc, char **argv)
{
    struct request request = {.role = CERTCHECK_ROLE_AUTOMATIC};
    judge_open(&request.judge, "lint");
    int status = run(&request, argc, argv);
    judge_close(&request.judge);
    return status;
}
