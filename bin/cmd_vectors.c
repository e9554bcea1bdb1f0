/* SPDX-License-Identifier: MIT */
/* certcheck vectors: run suites of test vectors. */
#include <string.h>

#include "command_line.h"
#include "output.h"
#include "terminal.h"
#include "vectors.h"

#define JOBS_LARGEST 256

static const char usage[] =
    "usage: certcheck vectors [OPTION...] SUITE.json...\n"
    "\n"
    "Runs suites of test vectors in x509-limbo's schema. Prints a line for each case\n"
    "that is not as expected, then a table of the groups. '-' is standard input.\n"
    "\n"
    "  --only PREFIX        only cases whose id begins so\n"
    "  --jobs N             threads; default 1\n"
    "  --format FORMAT      text, tap, junit or json\n"
    "  --json               the same as --format json\n"
    "  --color auto|always|never\n"
    "  --timing             also list the slowest cases (text only)\n"
    "  --divergences FILE   lines 'ID REASON': known differences; a listed case that\n"
    "                       is right, or that no suite has, is an error\n"
    "  --revocation off     run cases without the revocation that they ask for, and\n"
    "                       count them\n"
    "  --results FILE       keep every result, with its findings, as JSON\n"
    "  --baseline FILE      print what changed since such a file\n"
    "  --harness            x509-limbo's harness protocol: suite in, results out;\n"
    "                       goes with --only and --jobs alone\n"
    "\n"
    "Examples\n"
    "  certcheck vectors --jobs 4 limbo.json\n"
    "  certcheck vectors --only rfc5280::nc limbo.json\n"
    "  certcheck vectors --results new.json --baseline old.json limbo.json pkits.json\n"
    "  certcheck vectors --harness <limbo.json >results.json\n"
    "\n"
    "Exit status: 0 all as expected or listed, 1 some not, or worse than the\n"
    "baseline, 2 usage error, 3 a file could not be read.\n";

struct request {
    const char *only;
    const char *divergences;
    const char *results;
    const char *baseline;
    enum output_format format;
    enum color_mode color;
    unsigned jobs;
    bool timing;
    bool harness;
    bool revocation_off;
};

static const struct option long_options[] = {
    {"only", required_argument, NULL, 'o'},     {"jobs", required_argument, NULL, 'j'},
    {"format", required_argument, NULL, 'f'},   {"json", no_argument, NULL, 'J'},
    {"timing", no_argument, NULL, 't'},         {"divergences", required_argument, NULL, 'd'},
    {"results", required_argument, NULL, 'r'},  {"revocation", required_argument, NULL, 'v'},
    {"baseline", required_argument, NULL, 'b'}, {"harness", no_argument, NULL, 'x'},
    {"color", required_argument, NULL, 'c'},    {"colour", required_argument, NULL, 'c'},
    {"help", no_argument, NULL, 'h'},           {NULL, 0, NULL, 0}};

static bool take_jobs(struct request *request, const char *text)
{
    uint64_t jobs;
    if (!parse_number("vectors", "--jobs", text, JOBS_LARGEST, &jobs))
        return false;
    if (jobs == 0)
        complain("vectors: --jobs: at least one thread is needed");
    request->jobs = (unsigned)jobs;
    return jobs > 0;
}

static bool take_results(struct request *request, const char *path)
{
    request->results = path;
    if (strcmp(path, "-") != 0)
        return true;
    complain("vectors: --results: give a file; on standard output the same is --format json");
    return false;
}

static bool take_revocation(struct request *request, const char *text)
{
    request->revocation_off = strcmp(text, "off") == 0;
    if (!request->revocation_off)
        complain("vectors: --revocation: '%s' is not 'off'", text);
    return request->revocation_off;
}

static bool take_option(struct request *request, int option, const char *value)
{
    switch (option) {
    case 'o':
        request->only = value;
        return true;
    case 'j':
        return take_jobs(request, value);
    case 'f':
        return parse_format("vectors", value, "text, tap, junit, json", &request->format);
    case 'J':
        request->format = FORMAT_JSON;
        return true;
    case 'c':
        return parse_color("vectors", value, &request->color);
    case 't':
        request->timing = true;
        return true;
    case 'd':
        request->divergences = value;
        return true;
    case 'r':
        return take_results(request, value);
    case 'v':
        return take_revocation(request, value);
    case 'b':
        request->baseline = value;
        return true;
    case 'x':
        request->harness = true;
        return true;
    default:
        return false;
    }
}

static bool keep_results(const struct vector_suite *suite, const char *path)
{
    struct failure failure = {0};
    struct output output;
    if (output_open(&output, path, &failure)) {
        vectors_print_json(suite, output.file);
        if (output_commit(&output, &failure))
            return true;
    }
    complain("%s", failure.text);
    return false;
}

static void sum_up(const struct vector_suite *suite, enum color_mode color)
{
    size_t count[VECTOR_NOT_RUN + 1] = {0};
    struct terminal terminal = terminal_open(stdout, color);
    for (size_t i = 0; i < suite->count; i++)
        count[vector_standing(&suite->cases[i], &suite->results[i])]++;
    bool good = count[VECTOR_WRONG] + count[VECTOR_STALE] == 0;
    putchar('\n');
    terminal_style(&terminal, good ? STYLE_GOOD : STYLE_BAD);
    printf("%zu of %zu as expected, %zu wrong, %zu listed as divergences, %zu skipped",
           count[VECTOR_RIGHT] + count[VECTOR_STALE], suite->count, count[VECTOR_WRONG],
           count[VECTOR_KNOWN], count[VECTOR_NOT_RUN]);
    terminal_style(&terminal, STYLE_PLAIN);
    putchar('\n');
    if (vectors_unrevoked(suite) > 0)
        printf("%zu of them were run without the revocation that they ask for\n",
               vectors_unrevoked(suite));
}

static void print_results(const struct vector_suite *suite, const struct request *request)
{
    switch (request->format) {
    case FORMAT_TAP:
        vectors_print_tap(suite, stdout);
        break;
    case FORMAT_JUNIT:
        vectors_print_junit(suite, stdout);
        break;
    case FORMAT_JSON:
        vectors_print_json(suite, stdout);
        break;
    default:
        vectors_print_text(suite, stdout);
        sum_up(suite, request->color);
        if (request->timing)
            vectors_print_slowest(suite, stdout);
        break;
    }
}

static bool all_as_expected(const struct vector_suite *suite)
{
    for (size_t i = 0; i < suite->count; i++) {
        enum vector_standing standing = vector_standing(&suite->cases[i], &suite->results[i]);
        if (standing == VECTOR_WRONG || standing == VECTOR_STALE)
            return false;
    }
    return true;
}

static int judge_suite(struct vector_suite *suite, const struct request *request)
{
    bool stale = false;
    bool worse = false;
    if (request->divergences != NULL && !vectors_divergences(suite, request->divergences, &stale))
        return EXIT_UNCHECKED;
    if (request->only != NULL)
        vectors_keep(suite, request->only);
    if (suite->count == 0) {
        complain("vectors: no test case to run");
        return EXIT_UNCHECKED;
    }
    vectors_run(suite, request->jobs);
    if (request->harness) {
        vectors_print_harness(suite, stdout);
        return EXIT_VALID;
    }
    print_results(suite, request);
    if (request->results != NULL && !keep_results(suite, request->results))
        return EXIT_UNCHECKED;
    /* A machine reads standard output in the other formats. */
    if (request->baseline != NULL &&
        !vectors_compare(suite, request->baseline, request->format == FORMAT_TEXT ? stdout : stderr,
                         &worse))
        return EXIT_UNCHECKED;
    return all_as_expected(suite) && !stale && !worse ? EXIT_VALID : EXIT_NOT_VALID;
}

static bool is_reported_otherwise(const struct request *request)
{
    return request->format != FORMAT_TEXT || request->timing || request->divergences != NULL ||
           request->results != NULL || request->baseline != NULL || request->revocation_off;
}

int cmd_vectors(int argc, char **argv)
{
    struct request request = {.jobs = 1};
    int option;
    while ((option = option_next(argc, argv, "h", long_options)) != -1) {
        if (option == 'h') {
            fputs(usage, stdout);
            return EXIT_VALID;
        }
        if (option == '?' || !take_option(&request, option, optarg))
            return usage_error("vectors");
    }
    if (optind == argc && !request.harness) {
        complain("vectors: no suite was given");
        return usage_error("vectors");
    }
    if (request.harness && is_reported_otherwise(&request)) {
        complain("vectors: --harness goes with --only and --jobs alone");
        return usage_error("vectors");
    }
    struct vector_suite suite = {.revocation_off = request.revocation_off};
    bool read = optind < argc || vectors_read(&suite, "-");
    for (int i = optind; i < argc && read; i++)
        read = vectors_read(&suite, argv[i]);
    int status = read ? judge_suite(&suite, &request) : EXIT_UNCHECKED;
    vectors_free(&suite);
    return status;
}
