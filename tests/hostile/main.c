/* SPDX-License-Identifier: MIT */
/* What hostile inputs cost:
 *
 *     hostile KEYS [NAME]          how long all of them take, or those whose names begin so
 *     hostile KEYS --count         what each takes of the budgets, the same on every machine
 *     hostile KEYS --write OUT     the inputs as files, for other programs
 *
 * Times are milliseconds of the processor's, the best of three: to read all parts, to verify the
 * leaf with the default budgets, and to lint it. Behind them stand what was used of each budget,
 * and the main finding. With $HOSTILE_LIMIT the program ends with 1 when reading and verifying an
 * input, or linting it, takes more milliseconds than that. */
#include "hostile/hostile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define ROUNDS 3
#define MEGABYTE 1000000

static const struct hostile *const tables[] = {
    hostile_certificates, hostile_names,    hostile_alike,   hostile_paths,
    hostile_signatures,   hostile_evidence, hostile_mixtures};

struct times {
    double read, verify, lint; /* milliseconds */
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void expect(enum certcheck_status status)
{
    if (status == CERTCHECK_OK)
        return;
    fprintf(stderr, "hostile: %s\n", certcheck_status_text(status));
    exit(2);
}

/* What was read of an input. */
struct read {
    struct certcheck_store *store;
    struct certcheck_pool *pool;
    struct certcheck_certificate *leaf; /* NULL: unreadable */
    struct certcheck_parse_error error;
};

static void read_part(struct read *read, const struct hostile_part *part)
{
    struct certcheck_load load = {0};
    if (part->kind == HOSTILE_ANCHOR)
        expect(
            certcheck_store_load_memory(read->store, part->bytes, part->length, "anchor", &load));
    else if (part->kind == HOSTILE_POOL)
        expect(certcheck_pool_load_memory(read->pool, part->bytes, part->length, "pool", &load));
    else if (certcheck_certificate_parse(part->bytes, part->length, &read->leaf, &read->error) ==
             CERTCHECK_NO_MEMORY)
        exit(2);
}

static void read_input(struct read *read, const struct hostile_input *input)
{
    *read = (struct read){0};
    expect(certcheck_store_new(&read->store));
    expect(certcheck_pool_new(&read->pool));
    for (size_t i = 0; i < input->count; i++)
        read_part(read, &input->parts[i]);
    certcheck_store_seal(read->store);
}

static struct certcheck_report *verify(const struct read *read, const struct hostile_input *input)
{
    struct certcheck_report *report;
    if (read->leaf != NULL)
        expect(certcheck_verify(read->store, read->pool, read->leaf, input->policy, &report));
    else
        expect(certcheck_verify_unreadable(&read->error, input->policy, &report));
    return report;
}

static void release(struct read *read)
{
    certcheck_store_free(read->store);
    certcheck_pool_free(read->pool);
    certcheck_certificate_free(read->leaf);
}

static void lint(const struct read *read, const struct hostile_input *input)
{
    struct certcheck_lint *lint;
    if (read->leaf == NULL)
        return;
    expect(certcheck_lint_certificate(read->leaf, CERTCHECK_ROLE_AUTOMATIC, CERTCHECK_LINT_ALL,
                                      input->policy, &lint));
    certcheck_lint_free(lint);
}

static struct certcheck_report *measure(const struct hostile_input *input, int rounds,
                                        struct times *best)
{
    struct certcheck_report *report = NULL;
    *best = (struct times){1e9, 1e9, 1e9};
    for (int round = 0; round < rounds; round++) {
        struct read read;
        certcheck_report_free(report);
        double begin = now();
        read_input(&read, input);
        double middle = now();
        report = verify(&read, input);
        double end = now();
        lint(&read, input);
        double linted = now();
        if (end - begin < best->read + best->verify)
            *best = (struct times){middle - begin, end - middle, linted - end};
        release(&read);
    }
    return report;
}

static void print_counts(const struct certcheck_report *report)
{
    const struct certcheck_finding *main_finding = certcheck_report_main_finding(report);
    for (int i = 0; i < CERTCHECK_BUDGETS; i++)
        printf(" %6llu",
               (unsigned long long)certcheck_report_budget_used(report, (enum certcheck_budget)i));
    printf("  %s\n",
           main_finding == NULL ? "valid" : certcheck_finding_info(main_finding->code)->id);
}

static void write_parts(const char *out, const char *name, const struct hostile_input *input)
{
    static const char *const kinds[] = {"leaf", "pool", "anchor"};
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", out, name);
    mkdir(path, 0777);
    for (size_t i = 0; i < input->count; i++) {
        const struct hostile_part *part = &input->parts[i];
        snprintf(path, sizeof(path), "%s/%s/%s-%zu", out, name, kinds[part->kind], i);
        FILE *file = fopen(path, "wb");
        if (file == NULL || fwrite(part->bytes, 1, part->length, file) != part->length ||
            fclose(file) != 0)
            exit(2);
    }
}

enum mode { MODE_TIME, MODE_COUNT, MODE_WRITE };

struct run {
    enum mode mode;
    const char *out;    /* MODE_WRITE */
    const char *prefix; /* of the names wanted */
    double limit;       /* milliseconds */
};

/* False: it took longer than the limit. */
static bool run_input(const struct run *run, const char *name, const struct hostile_input *input)
{
    struct times times = {0, 0, 0};
    if (run->mode == MODE_WRITE) {
        write_parts(run->out, name, input);
        return true;
    }
    struct certcheck_report *report = measure(input, run->mode == MODE_TIME ? ROUNDS : 1, &times);
    printf("%-28s %7zu", name, input->length);
    if (run->mode == MODE_TIME)
        printf(" %8.1f %8.1f %8.1f", times.read, times.verify, times.lint);
    print_counts(report);
    certcheck_report_free(report);
    return times.read + times.verify <= run->limit && times.lint <= run->limit;
}

static bool run_one(const struct run *run, const struct hostile *hostile)
{
    struct hostile_input input;
    hostile_input_begin(&input);
    hostile->make(&input);
    if (input.length > MEGABYTE) {
        fprintf(stderr, "hostile: %s has %zu bytes\n", hostile->name, input.length);
        exit(2);
    }
    bool within = run_input(run, hostile->name, &input);
    hostile_input_release(&input);
    return within;
}

static void print_header(const struct run *run)
{
    if (run->mode == MODE_WRITE)
        return;
    printf("%-28s %7s", "input", "bytes");
    if (run->mode == MODE_TIME)
        printf(" %8s %8s %8s", "read", "verify", "lint");
    for (int i = 0; i < CERTCHECK_BUDGETS; i++)
        printf(" %6.6s", certcheck_budget_text((enum certcheck_budget)i));
    printf("\n");
}

static struct run read_arguments(int argc, char **argv)
{
    const char *limit = getenv("HOSTILE_LIMIT");
    struct run run = {.prefix = "", .limit = limit == NULL ? 1e9 : strtod(limit, NULL)};
    if (argc == 3 && strcmp(argv[2], "--count") == 0)
        run.mode = MODE_COUNT;
    else if (argc == 4 && strcmp(argv[2], "--write") == 0)
        run = (struct run){.mode = MODE_WRITE, .prefix = "", .out = argv[3]};
    else if (argc == 3)
        run.prefix = argv[2];
    else if (argc != 2)
        exit(2);
    return run;
}

int main(int argc, char **argv)
{
    struct run run = read_arguments(argc, argv);
    bool all_within = true;
    hostile_begin(argv[1]);
    print_header(&run);
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
        for (const struct hostile *hostile = tables[i]; hostile->name != NULL; hostile++)
            if (strncmp(hostile->name, run.prefix, strlen(run.prefix)) == 0)
                all_within &= run_one(&run, hostile);
    hostile_end();
    return all_within ? 0 : 1;
}
