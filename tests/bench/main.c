/* SPDX-License-Identifier: MIT */
/* Measures certcheck beside GnuTLS, OpenSSL and mbedTLS; see 'bench --help' and doc/performance.md.
 */
#include "bench/material.h"
#include "bench/results.h"
#include "bench/rows.h"

#include "issue.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
    "usage: bench [OPTION...] KEYS\n"
    "\n"
    "Measures certcheck beside its peers. KEYS is the folder testdata/keys.\n"
    "\n"
    "  --quick          few rounds; fails where counted work is above its limit\n"
    "  --row FAMILY     parse, store, verify, signature, growth, memory, process\n"
    "                   or crl; repeatable; default: all\n"
    "  --tool PROGRAM   certcheck, for the family process\n"
    "  --json FILE      the results as JSON, besides the table\n"
    "  --count WORK     only does that work once, for a counter of instructions\n";

enum { PARSE, STORE, VERIFY, SIGNATURES, GROWTH, MEMORY, PROCESS, CRL, FAMILIES };

static const char *const families[FAMILIES] = {"parse",  "store",  "verify",  "signature",
                                               "growth", "memory", "process", "crl"};

struct options {
    bool quick;
    bool family[FAMILIES];
    const char *tool, *json, *count;
};

static const struct effort full = {.rounds = 31, .sample = 3e6, .row = 4e9};
static const struct effort quick = {.rounds = 5, .sample = 5e5, .row = 3e8};

static void measure_all(const struct options *options, const char *folder)
{
    const struct effort *effort = options->quick ? &quick : &full;
    if (options->family[PARSE])
        rows_parse(effort);
    if (options->family[STORE])
        rows_store(effort);
    if (options->family[VERIFY])
        rows_verify(effort);
    if (options->family[SIGNATURES])
        rows_signature(effort);
    if (options->family[GROWTH])
        rows_growth(effort);
    if (options->family[MEMORY])
        rows_memory();
    if (options->family[PROCESS] && options->tool != NULL)
        rows_process(effort, options->tool, folder);
    if (options->family[CRL])
        rows_crl(options->quick ? 10000 : 1000000);
}

static int tell(const struct options *options)
{
    unsigned failed = options->quick ? counts_check() : 0;
    for (size_t i = 0; i < peer_count; i++)
        printf("%s %s%s", peers[i]->name, peers[i]->version(), i + 1 < peer_count ? ", " : "\n");
    results_print(stdout);
    FILE *file = options->json != NULL ? fopen(options->json, "w") : NULL;
    if (options->json != NULL && (file == NULL || !results_json(file) || fclose(file) != 0))
        refuse("cannot be written", options->json);
    return failed > 0 ? 1 : 0;
}

static int run(const struct options *options, const char *keys)
{
    char folder[] = "/tmp/bench-XXXXXX";
    if (mkdtemp(folder) == NULL)
        refuse("no folder for files", folder);
    keys_open(keys);
    material_make(folder);
    int status = 0;
    if (options->count == NULL) {
        growth_make();
        measure_all(options, folder);
        status = tell(options);
    } else if (!counts_of(options->count)) {
        status = 2;
    }
    unlink(material_roots());
    unlink(line("%s/chain.pem", folder));
    rmdir(folder);
    keys_close();
    der_release();
    return status;
}

static bool choose(struct options *options, const char *name)
{
    for (size_t i = 0; i < FAMILIES; i++)
        if (strcmp(families[i], name) == 0)
            return options->family[i] = true;
    return false;
}

static bool read_options(struct options *options, int argc, char **argv)
{
    static const struct option known[] = {
        {"quick", no_argument, NULL, 'q'},       {"row", required_argument, NULL, 'r'},
        {"tool", required_argument, NULL, 't'},  {"json", required_argument, NULL, 'j'},
        {"count", required_argument, NULL, 'c'}, {NULL, 0, NULL, 0}};
    bool chosen = false;
    for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        options->quick |= option == 'q';
        if (option == '?' || (option == 'r' && !choose(options, optarg)))
            return false;
        chosen |= option == 'r';
        if (option == 't')
            options->tool = optarg;
        else if (option == 'j')
            options->json = optarg;
        else if (option == 'c')
            options->count = optarg;
    }
    for (size_t i = 0; !chosen && i < FAMILIES; i++)
        options->family[i] = true;
    return optind + 1 == argc;
}

int main(int argc, char **argv)
{
    struct options options = {0};
    if (read_options(&options, argc, argv))
        return run(&options, argv[optind]);
    fputs(usage, stderr);
    return 2;
}
