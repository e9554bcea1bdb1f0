/* SPDX-License-Identifier: MIT */
/* Where a body is written: standard output, or a file that is in its place only when it is whole.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "output.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool.h"
#include "visible.h"

/* The temporary file, for whatever ends the tool before its time. There is one output at a time. */
static char *volatile unfinished;

static void remove_unfinished(void)
{
    char *path = unfinished;
    if (path != NULL)
        (void)unlink(path);
}

static void interrupted(int signal_number)
{
    remove_unfinished();
    (void)signal(signal_number, SIG_DFL);
    (void)raise(signal_number);
}

static void watch_ends(void)
{
    static bool watching;
    if (!watching)
        watching = atexit(remove_unfinished) == 0;

    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction before;
        struct sigaction action = {.sa_handler = interrupted};
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            (void)sigaction(signals[i], &action, NULL);
    }
}

static bool cannot(const struct output *output, struct failure *failure)
{
    return fail(failure, EXIT_UNCHECKED, "%s: %s", output->name, strerror(errno));
}

/* What a new file would be allowed: the one that is replaced, else what umask leaves. */
static mode_t wanted_mode(const char *path)
{
    struct stat there;
    if (stat(path, &there) == 0)
        return there.st_mode & 0777;
    mode_t mask = umask(0);
    (void)umask(mask);
    return 0666 & ~mask;
}

static void release(struct output *output)
{
    unfinished = NULL;
    free(output->temporary);
    free(output->path);
    *output = (struct output){0};
}

static bool open_beside(struct output *output, const char *path, struct failure *failure)
{
    char *followed = realpath(path, NULL);
    output->path = followed != NULL ? followed : must_copy(path);
    output->temporary = must_print("%s.XXXXXX", output->path);
    int descriptor = mkstemp(output->temporary);
    if (descriptor < 0) {
        (void)cannot(output, failure);
        release(output);
        return false;
    }
    unfinished = output->temporary;
    watch_ends();
    (void)fchmod(descriptor, wanted_mode(output->path));
    output->file = must_have(fdopen(descriptor, "wb"));
    return true;
}

bool output_open(struct output *output, const char *path, struct failure *failure)
{
    struct stat there;
    *output = (struct output){.name = path};
    if (strcmp(path, "-") == 0) {
        output->name = "standard output";
        output->file = stdout;
        return true;
    }
    if (stat(path, &there) != 0 || S_ISREG(there.st_mode))
        return open_beside(output, path, failure);
    output->file = fopen(path, "wb");
    return output->file != NULL || cannot(output, failure);
}

void output_open_terminal(struct output *output)
{
    *output = (struct output){.name = "standard output", .file = stdout};
    output->visible = isatty(STDOUT_FILENO) != 0;
}

static void write_visible(struct output *output, const char *data, size_t length, bool last)
{
    size_t whole = output->begun_length + length;
    char *all = must_allocate(whole + 1);
    memcpy(all, output->begun, output->begun_length);
    if (length > 0)
        memcpy(all + output->begun_length, data, length);
    size_t taken = visible_write(output->file, all, whole, last, &output->changed);
    output->begun_length = whole - taken;
    memcpy(output->begun, all + taken, output->begun_length);
    free(all);
}

bool output_write(struct output *output, const void *data, size_t length, struct failure *failure)
{
    if (output->visible) {
        write_visible(output, data, length, false);
        return !ferror(output->file) || cannot(output, failure);
    }
    /* Nothing may have no place: fwrite must not be given NULL. */
    return output->file == NULL || length == 0 || fwrite(data, 1, length, output->file) == length ||
           cannot(output, failure);
}

bool output_commit(struct output *output, struct failure *failure)
{
    if (output->file == NULL)
        return true;
    if (output->visible)
        write_visible(output, NULL, 0, true);
    if (output->changed)
        complain("\\x{..} stands for what a terminal could take for a command, or would hide; "
                 "--output - has it as it is");
    bool good = !ferror(output->file);
    good = (output->file == stdout ? fflush(stdout) == 0 : fclose(output->file) == 0) && good;
    if (good && output->temporary != NULL)
        good = rename(output->temporary, output->path) == 0;
    if (!good) {
        (void)cannot(output, failure);
        if (output->temporary != NULL)
            (void)unlink(output->temporary);
    }
    release(output);
    return good;
}

void output_abandon(struct output *output)
{
    if (output->file != NULL && output->file != stdout)
        (void)fclose(output->file);
    if (output->temporary != NULL)
        (void)unlink(output->temporary);
    release(output);
}
