/* SPDX-License-Identifier: MIT */
/* Whole processes: from the command to its end, one chain against the file of anchors. */
#include "bench/rows.h"

#include "bench/material.h"
#include "bench/results.h"

#include "issue.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/wait.h>

extern char **environ;

/* Its output is thrown away; true: it ended with 0. */
static bool run(void *context)
{
    char *const *arguments = context;
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    int error = posix_spawnp(&child, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error == 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

static const char *write_chain(const char *folder)
{
    const char *path = line("%s/chain.pem", folder);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        refuse("cannot be written", path);
    fputs((const char *)pem_of("CERTIFICATE", chains[0].question.leaf).data, file);
    fputs((const char *)pem_of("CERTIFICATE", chains[0].question.untrusted.items[0]).data, file);
    if (fclose(file) != 0)
        refuse("cannot be written", path);
    return path;
}

void rows_process(const struct effort *effort, const char *tool, const char *folder)
{
    const char *chain = write_chain(folder), *roots = material_roots();
    const char *certcheck[] = {tool,         "verify",   "--trust", roots,
                               "--hostname", BENCH_HOST, chain,     NULL};
    const char *certtool[] = {
        "certtool", "--verify",         "--load-ca-certificate", roots,      "--verify-hostname",
        BENCH_HOST, "--verify-purpose", "1.3.6.1.5.5.7.3.1",     "--infile", chain,
        NULL};
    const char *openssl[] = {
        "openssl",  "verify",   "-no-CApath", "-no-CAstore", "-CAfile", roots, "-verify_hostname",
        BENCH_HOST, "-purpose", "sslserver",  "-untrusted",  chain,     chain, NULL};
    const char *help[] = {tool, "--help", NULL};
    const char *nothing[] = {"true", NULL};
    struct contestant contestants[] = {
        {"certcheck", run, certcheck, false}, {"certtool", run, certtool, false},
        {"openssl", run, openssl, false},     {"--help", run, help, false},
        {"true", run, nothing, false},
    };
    results_add_times("process", contestants, sizeof(contestants) / sizeof(contestants[0]), effort);
    if (contestants[0].refused)
        refuse("does not find the chain valid", tool);
}
