/* SPDX-License-Identifier: MIT */
/* Runs a command again and again, each time with another system call (or allocation) failing, and
 * holds each run to what must be true of any: it ends by itself, and it either does everything that
 * it does undisturbed, to the last byte, or says why not and exits with 3.
 *
 * usage: torture [OPTION...] -- PROGRAM [ARGUMENT...]
 *   --runs N          so many of all faults, evenly spread; without it all
 *   --input FILE      the standard input
 *   --output FILE     written by the program, in a folder of its own: there whole, or not at all
 *   --also STATUS     another exit status for 'it could not be done'
 *   --malloc LIBRARY  allocations fail: failing_malloc.so
 *
 * Exit status: 0 all is well; 1 it isn't; 2 the command fails undisturbed; 77 the kernel does not
 * let us. */
#define _GNU_SOURCE

#include "support/failing_malloc.h"
#include "support/fault.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COULD_NOT 3
#define COMPLAINTS_MAX 20

static struct {
    size_t runs;
    const char *input;
    const char *output;
    const char *library;
    int also;
    char **command;
} options = {.input = "/dev/null", .also = COULD_NOT};

/* In memory that the program shares when its allocations fail. */
static struct failing_malloc *allocations;

static size_t complaints;

static _Noreturn void give_up(int status, const char *what)
{
    fprintf(stderr, "torture: %s: %s\n", what, strerror(errno));
    exit(status);
}

/* ---- bytes ---- */

struct bytes {
    char *data; /* NULL: there is no file; else ends with NUL */
    size_t length;
};

static struct bytes bytes_of(int descriptor)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0 || lseek(descriptor, 0, SEEK_SET) != 0)
        give_up(2, "output");
    struct bytes bytes = {calloc(1, (size_t)status.st_size + 1), (size_t)status.st_size};
    if (bytes.data == NULL || read(descriptor, bytes.data, bytes.length) != (ssize_t)bytes.length)
        give_up(2, "output");
    return bytes;
}

static struct bytes bytes_of_file(const char *path)
{
    int descriptor = path == NULL ? -1 : open(path, O_RDONLY);
    if (descriptor < 0)
        return (struct bytes){0};
    struct bytes bytes = bytes_of(descriptor);
    (void)close(descriptor);
    return bytes;
}

static bool equal(const struct bytes *a, const struct bytes *b)
{
    return (a->data == NULL) == (b->data == NULL) && a->length == b->length &&
           (a->data == NULL || memcmp(a->data, b->data, a->length) == 0);
}

/* ---- one run ---- */

struct ending {
    struct fault_run run;
    struct bytes out;
    struct bytes err;
    struct bytes file; /* --output */
    size_t others;     /* files beside it */
};

/* Empties the folder of --output, and counts the files in it that have another name. */
static size_t clear_folder(void)
{
    char path[4096];
    if (options.output == NULL)
        return 0;
    const char *name = strrchr(options.output, '/');
    if (name == NULL || (size_t)(name - options.output) >= sizeof(path) - 300)
        give_up(2, "--output needs a folder");
    int length = (int)(name++ - options.output);
    (void)snprintf(path, sizeof(path), "%.*s", length, options.output);
    DIR *folder = opendir(path);
    if (folder == NULL)
        give_up(2, path);
    size_t others = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        others += strcmp(entry->d_name, name) != 0;
        (void)snprintf(path + length, sizeof(path) - (size_t)length, "/%s", entry->d_name);
        (void)unlink(path);
    }
    (void)closedir(folder);
    return others;
}

static void end_release(struct ending *ending)
{
    free(ending->out.data);
    free(ending->err.data);
    free(ending->file.data);
}

static void run(const struct fault *fault, struct ending *ending)
{
    FILE *out = tmpfile(), *err = tmpfile();
    int input = open(options.input, O_RDONLY);
    if (out == NULL || err == NULL || input < 0)
        give_up(2, options.input);
    const int descriptors[] = {input, fileno(out), fileno(err)};
    if (!fault_run_program(options.command, descriptors, fault, &ending->run))
        give_up(77, "system calls cannot be watched here");
    ending->out = bytes_of(fileno(out));
    ending->err = bytes_of(fileno(err));
    ending->file = bytes_of_file(options.output);
    ending->others = clear_folder();
    (void)fclose(out);
    (void)fclose(err);
    (void)close(input);
}

/* ---- what must be true of it ---- */

static void describe(const struct fault *fault, const struct ending *ending)
{
    const char *onwards = fault->onwards ? " and all later ones" : "";
    if (options.library != NULL)
        printf("allocation %zu%s fails: ", fault->nth, onwards);
    else if (fault->byte_by_byte)
        printf("byte by byte: ");
    else if (fault->nth > ending->run.call_count)
        printf("call %zu, which was not made: ", fault->nth);
    else
        printf("call %zu (%s)%s fails with %s: ", fault->nth,
               fault_kinds[ending->run.calls[fault->nth - 1]].name, onwards,
               strerror(fault->error));
}

static void complain(const struct fault *fault, const struct ending *ending, const char *what)
{
    if (complaints++ >= COMPLAINTS_MAX)
        return;
    describe(fault, ending);
    printf("%s\n  status %x\n%.2000s\n", what, (unsigned)ending->run.status, ending->err.data);
    if (getenv("TOUT"))
        printf("%.3000s\n", ending->out.data);
}

/* GMP, on which GnuTLS stands, aborts without memory, and so without a verdict; no caller can
 * prevent it. */
static bool gmp_gave_up(const struct ending *ending)
{
    return WIFSIGNALED(ending->run.status) && strncmp(ending->err.data, "GNU MP: Cannot ", 15) == 0;
}

static bool same_kind(const struct fault *fault, const struct ending *ending, const char *name)
{
    return fault->nth > 0 && fault->nth <= ending->run.call_count &&
           strncmp(fault_kinds[ending->run.calls[fault->nth - 1]].name, name, strlen(name)) == 0;
}

/* Whether the program did what it does undisturbed. */
static bool judge(const struct fault *fault, const struct ending *ending,
                  const struct ending *undisturbed)
{
    int status = WEXITSTATUS(ending->run.status);
    bool done = status == WEXITSTATUS(undisturbed->run.status);
    if (gmp_gave_up(ending))
        return false;
    if (ending->run.hung)
        complain(fault, ending, "it did not end");
    else if (!WIFEXITED(ending->run.status))
        complain(fault, ending, "it crashed");
    else if (done && !equal(&ending->out, &undisturbed->out))
        complain(fault, ending, "its exit status is as ever, its output isn't");
    else if (done && !equal(&ending->file, &undisturbed->file))
        complain(fault, ending, "its exit status is as ever, its file isn't");
    else if (!done && status != COULD_NOT && status != options.also)
        complain(fault, ending, "its exit status is wrong");
    else if (!done && ending->err.length == 0 && !same_kind(fault, ending, "write"))
        complain(fault, ending, "it does not say why it failed");
    else if (ending->file.data != NULL && !equal(&ending->file, &undisturbed->file))
        complain(fault, ending, "its file is there and not whole");
    else if (ending->others > 0 && !same_kind(fault, ending, "unlink"))
        complain(fault, ending, "it left a file behind");
    return done;
}

/* ---- all of them ---- */

/* How many faults there are, in the order of the calls; the one with this index. */
static size_t choose(const struct ending *undisturbed, size_t index, struct fault *fault)
{
    size_t count = 0;
    for (size_t nth = 1; nth <= undisturbed->run.call_count; nth++) {
        const int *errors = fault_kinds[undisturbed->run.calls[nth - 1]].errors;
        for (size_t i = 0; i < FAULT_ERRORS && errors[i] != 0; i++)
            if (count++ == index)
                *fault = (struct fault){.nth = nth, .error = errors[i]};
        if (count++ == index)
            *fault = (struct fault){.nth = nth, .error = errors[0], .onwards = true};
    }
    return count;
}

static bool run_and_judge(const struct fault *fault, const struct ending *undisturbed)
{
    struct ending *ending = calloc(1, sizeof(*ending));
    if (ending == NULL)
        give_up(2, "memory");
    const struct fault none = {0};
    if (allocations != NULL)
        *allocations = (struct failing_malloc){.nth = fault->nth, .onwards = fault->onwards};
    run(allocations != NULL ? &none : fault, ending);
    bool done = judge(fault, ending, undisturbed);
    end_release(ending);
    free(ending);
    return done;
}

static size_t torture(const struct ending *undisturbed)
{
    struct fault fault = {0};
    size_t asked = allocations != NULL ? allocations->count : 0;
    size_t total = allocations != NULL ? 2 * asked : choose(undisturbed, SIZE_MAX, &fault);
    size_t runs = options.runs == 0 || options.runs > total ? total : options.runs;
    size_t done = 0;
    for (size_t i = 0; i < runs; i++) {
        size_t index = i * total / runs;
        if (allocations != NULL)
            fault = (struct fault){.nth = index / 2 + 1, .onwards = index % 2 != 0};
        else
            (void)choose(undisturbed, index, &fault);
        done += run_and_judge(&fault, undisturbed);
    }
    printf("%zu of %zu faults in %zu %s: %zu made no difference\n", runs, total,
           allocations != NULL ? asked : undisturbed->run.call_count,
           allocations != NULL ? "allocations" : "calls", done);
    if (runs == 0)
        give_up(2, "nothing can fail");
    return runs;
}

/* Short reads and short writes are no faults: they must make no difference. */
static void dribble(const struct ending *undisturbed)
{
    const struct fault fault = {.byte_by_byte = true};
    if (allocations == NULL && !run_and_judge(&fault, undisturbed)) {
        printf("byte by byte it cannot be done\n");
        complaints++;
    }
}

static void preload(void)
{
    char number[16];
    FILE *file = tmpfile();
    if (file == NULL || ftruncate(fileno(file), sizeof(*allocations)) != 0)
        give_up(2, "temporary file");
    allocations =
        mmap(NULL, sizeof(*allocations), PROT_READ | PROT_WRITE, MAP_SHARED, fileno(file), 0);
    (void)snprintf(number, sizeof(number), "%d", fileno(file));
    if (allocations == MAP_FAILED || setenv("LD_PRELOAD", options.library, 1) != 0 ||
        setenv(FAILING_MALLOC_DESCRIPTOR, number, 1) != 0)
        give_up(2, options.library);
}

static bool parse(int argc, char **argv)
{
    int at = 1;
    for (; at + 1 < argc && strcmp(argv[at], "--") != 0; at += 2) {
        if (strcmp(argv[at], "--runs") == 0)
            options.runs = strtoul(argv[at + 1], NULL, 10);
        else if (strcmp(argv[at], "--input") == 0)
            options.input = argv[at + 1];
        else if (strcmp(argv[at], "--output") == 0)
            options.output = argv[at + 1];
        else if (strcmp(argv[at], "--also") == 0)
            options.also = atoi(argv[at + 1]);
        else if (strcmp(argv[at], "--malloc") == 0)
            options.library = argv[at + 1];
        else
            return false;
    }
    options.command = argv + at + 1;
    return at + 1 < argc && strcmp(argv[at], "--") == 0;
}

int main(int argc, char **argv)
{
    if (!parse(argc, argv)) {
        fputs("usage: torture [OPTION...] -- PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    struct ending *undisturbed = calloc(1, sizeof(*undisturbed));
    if (undisturbed == NULL)
        give_up(2, "memory");
    if (options.library != NULL)
        preload();
    const struct fault none = {0};
    (void)clear_folder();
    run(&none, undisturbed);
    if (!WIFEXITED(undisturbed->run.status) || WEXITSTATUS(undisturbed->run.status) > 1) {
        printf("undisturbed: status %x\n%s", (unsigned)undisturbed->run.status,
               undisturbed->err.data);
        return 2;
    }
    (void)torture(undisturbed);
    dribble(undisturbed);
    end_release(undisturbed);
    free(undisturbed);
    return complaints == 0 ? 0 : 1;
}
