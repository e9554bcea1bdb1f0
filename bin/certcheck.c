/* SPDX-License-Identifier: MIT */
/* certcheck: the table of commands. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "json.h"
#include "nearest.h"
#include "tool.h"

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
} commands[] = {
    {"verify", cmd_verify, "say whether a certificate is to be trusted, and why"},
    {"https", cmd_https, "ask a server for a page, and tell each step on the way"},
    {"connect", cmd_connect, "connect with TLS, up to the verdict about the server"},
    {"demo", cmd_demo, "what HTTPS protects against, played on this machine"},
    {"show", cmd_show, "print what a certificate says"},
    {"lint", cmd_lint, "hold each certificate by itself against every rule"},
    {"explain", cmd_explain, "what a finding means, which rule it is, what to do"},
    {"vectors", cmd_vectors, "run suites of test vectors"},
};

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(name, commands[i].name) == 0)
            return &commands[i];
    return NULL;
}

static void print_help(FILE *out)
{
    fputs("usage: certcheck COMMAND [OPTION...] [FILE...]\n\n", out);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        fprintf(out, "  %-9s %s\n", commands[i].name, commands[i].summary);
    fputs("\n"
          "  certcheck help COMMAND      the options of a command, with examples; the same\n"
          "                              as certcheck COMMAND --help\n"
          "  certcheck --version\n\n"
          "Exit status: 0 valid, 1 not valid, 2 usage error, 3 could not be checked,\n"
          "4 cut short or changed on the way.\n",
          out);
}

static int no_such_command(const char *name)
{
    struct nearest nearest = nearest_begin(name);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        nearest_consider(&nearest, commands[i].name, strlen(commands[i].name));
    nearest_consider(&nearest, "help", strlen("help"));
    if (nearest.best != NULL) {
        complain("'%s' is no command of certcheck; did you mean %s?", name, nearest.best);
    } else if (access(name, R_OK) == 0) {
        complain("'%s' is no command of certcheck; did you mean verify or show before the file?",
                 name);
    } else {
        complain("'%s' is no command of certcheck", name);
        print_help(stderr);
    }
    return EXIT_USAGE;
}

static int run(int argc, char **argv)
{
    const struct command *command = find_command(argv[0]);
    return command == NULL ? no_such_command(argv[0]) : command->run(argc, argv);
}

/* certcheck help [COMMAND], and --help */
static int help(int argc, char **argv)
{
    if (argc > 3) {
        complain("help: '%s' is one word too many", argv[3]);
        return EXIT_USAGE;
    }
    if (argc == 3 && strcmp(argv[2], "help") != 0) {
        char option[] = "--help";
        char *asked[] = {argv[2], option, NULL};
        return run(2, asked);
    }
    print_help(stdout);
    return EXIT_VALID;
}

/* Output that did not reach its file must not look like a verdict. */
static int finish(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    complain("standard output: %s", strerror(errno));
    return EXIT_UNCHECKED;
}

/* A file or a connection must not get the number of a standard stream that is closed: what is meant
 * for the stream would go there. What takes the place fails like the closed one. */
static bool keep_standard_streams(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        int mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        if (fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF)
            continue;
        if (open("/dev/null", mode) != descriptor) {
            complain("/dev/null, in the place of a closed stream: %s", strerror(errno));
            return false;
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    if (!keep_standard_streams())
        return EXIT_UNCHECKED;
    json_end_without_memory();
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        const char *list = certcheck_public_suffix_list();
        printf("certcheck %s\n", certcheck_version());
        printf("Signatures: %s\n", certcheck_crypto_provider());
        printf("Public Suffix List: %s\n",
               list ? list : "none, so that not every rule of the profile webpki is applied");
        return finish(EXIT_VALID);
    }
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 ||
        strcmp(argv[1], "-h") == 0)
        return finish(help(argc, argv));
    return finish(run(argc - 1, argv + 1));
}
