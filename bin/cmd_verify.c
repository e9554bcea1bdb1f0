/* SPDX-License-Identifier: MIT */
/* certcheck verify: the verdict about one certificate, offline unless --fetch is given. */
#include <stdlib.h>
#include <string.h>

#include "input.h"
#include "monitor.h"
#include "options.h"
#include "report.h"
#include "show_server.h"

static const char usage[] =
    "usage: certcheck verify [OPTION...] LEAF [MORE...]\n"
    "\n"
    "Says whether a certificate is to be trusted, and why. The first certificate of\n"
    "the first file is the leaf; all others, in any order, are intermediates that may\n"
    "help. Files are PEM, DER or PKCS #7, found out by their bytes; '-' is standard\n"
    "input. Nothing is fetched unless --fetch asks for it.\n"
    "\n";

static const char examples[] =
    "\n"
    "Examples\n"
    "  certcheck verify --hostname www.example.org chain.pem\n"
    "  certcheck verify --trust ca.pem --purpose clientAuth client.pem more.pem\n"
    "  certcheck verify --fetch issuers --hostname www.example.org leaf.pem\n"
    "  certcheck verify --at 2026-01-01T00:00:00Z --explain chain.pem\n"
    "  openssl s_client -connect www.example.org:443 -showcerts </dev/null |\n"
    "      certcheck verify --hostname www.example.org --format json -\n"
    "\n"
    "Exit status: 0 valid, 1 not valid, 2 usage error, 3 could not be checked.\n";

static bool is_authority(const struct certcheck_certificate *certificate)
{
    struct certcheck_extension_value value;
    const struct certcheck_extension *constraints =
        certcheck_certificate_find_extension(certificate, CERTCHECK_EXT_BASIC_CONSTRAINTS);
    return constraints != NULL && certcheck_extension_decode(constraints, &value) == CERTCHECK_OK &&
           value.of.basic_constraints.ca;
}

/* Many bundles begin with their root. A verdict about that says nothing of the certificate that
 * somebody may have meant. */
static void mind_the_order(const struct certcheck_pool *pool, const char *path)
{
    const struct certcheck_certificate *leaf = certcheck_pool_certificate(pool, 0);
    for (size_t i = 1; is_authority(leaf) && i < certcheck_pool_count(pool); i++) {
        const struct certcheck_certificate *other = certcheck_pool_certificate(pool, i);
        if (is_authority(other) || certcheck_certificate_is_self_issued(other))
            continue;
        char *judged = name_text(certcheck_certificate_subject(leaf));
        char *meant = name_text(certcheck_certificate_subject(other));
        complain("%s: what is judged is its first certificate, an authority's: %s. To judge %s, "
                 "put that first",
                 input_name(path), judged, meant);
        free(meant);
        free(judged);
        return;
    }
}

static void mind_a_server(const char *path)
{
    if (!show_is_server(path) || strpbrk(path, ".:") == NULL)
        return;
    complain("verify: only files are read; to judge a server: certcheck %s %s",
             strstr(path, "://") == NULL ? "connect" : "https", path);
}

/* Reads the leaf's file and the others; EXIT_UNCHECKED when one is unusable as a whole. */
static int read_files(struct judge *judge, char **paths, int count, struct input_first *first)
{
    for (int i = 0; i < count; i++) {
        if (!input_load_pool(paths[i], judge->pool, i == 0 ? first : NULL)) {
            mind_a_server(paths[i]);
            return EXIT_UNCHECKED;
        }
        if (i == 0 && !first->unreadable && certcheck_pool_count(judge->pool) == 0) {
            complain("verify: there is no leaf: the first file must begin with it");
            return EXIT_UNCHECKED;
        }
        if (i == 0 && !first->unreadable)
            mind_the_order(judge->pool, paths[0]);
    }
    return EXIT_VALID;
}

static void print_report(struct judge *judge, const struct fetching *fetching,
                         const struct certcheck_report *report, const char *leaf_source)
{
    struct report_request request = {.fetching = fetching,
                                     .leaf_source = input_name(leaf_source),
                                     .asked = judge->asked,
                                     .purpose = judge->purpose != NULL ? judge->purpose
                                                                       : judge->default_purpose,
                                     .explain = judge->explain,
                                     .policies = judge->policy_asked || judge->explain};
    if (judge->format == FORMAT_JSON) {
        json_t *object = report_json(report, &request);
        json_print(object, stdout);
        json_decref(object);
        return;
    }
    if (judge->format == FORMAT_NAGIOS) {
        monitor_line(judge, report, &request);
        return;
    }
    struct terminal terminal = terminal_open(stdout, judge->color);
    report_text(&terminal, report, &request);
}

static int verify_files(struct judge *judge, char **paths, int count)
{
    struct input_first first = {0};
    int status = read_files(judge, paths, count, &first);
    if (status == EXIT_VALID)
        status = judge_ready(judge);
    if (status != EXIT_VALID)
        return status;
    struct certcheck_report *report = NULL;
    struct fetching fetching;
    fetching_open(&fetching, &judge->fetch);
    enum certcheck_status done =
        first.unreadable ? certcheck_verify_unreadable(&first.error, judge->policy, &report)
                         : verify_with_fetching(&fetching, judge->store, judge->pool,
                                                certcheck_pool_certificate(judge->pool, 0),
                                                judge->policy, &report);
    must_be_ok(done, "the verification could not be done");
    print_report(judge, &fetching, report, paths[0]);
    status = report_exit_status(report);
    certcheck_report_free(report);
    fetching_close(&fetching);
    return status;
}

static int run(struct judge *judge, int argc, char **argv)
{
    static const struct option options[] = {JUDGE_OPTIONS, {NULL, 0, NULL, 0}};
    int option;
    while ((option = option_next(argc, argv, "h", options)) != -1) {
        if (option == OPTION_HELP || option == 'h') {
            fputs(usage, stdout);
            fputs(judge_help, stdout);
            fputs(examples, stdout);
            return EXIT_VALID;
        }
        int status = option == '?' ? EXIT_USAGE : judge_option(judge, option, optarg);
        if (status != EXIT_VALID)
            return status == EXIT_USAGE ? usage_error(judge->command) : status;
    }
    if (optind == argc) {
        complain("verify: no file was given");
        return usage_error(judge->command);
    }
    return verify_files(judge, argv + optind, argc - optind);
}

int cmd_verify(int argc, char **argv)
{
    struct judge judge;
    judge_open(&judge, "verify");
    judge.formats = MONITOR_FORMATS;
    int status = run(&judge, argc, argv);
    status = monitor_end(&judge, argv + optind, status);
    judge_close(&judge);
    return status;
}
