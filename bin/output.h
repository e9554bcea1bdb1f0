/* SPDX-License-Identifier: MIT */
/* Where a body is written: standard output, or a file that is in its place only when it is whole.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdio.h>

#include "failure.h"

struct output {
    FILE *file;       /* NULL: nobody wants it */
    const char *name; /* for people */
    char *path;       /* the file that is replaced; NULL: written as it comes */
    char *temporary;  /* beside it */
    bool visible;     /* a terminal, which takes some bytes for commands */
    bool changed;     /* such bytes came */
    char begun[4];    /* of a character that is not whole yet */
    size_t begun_length;
};

/* output_open opens a path ("-": standard output). What is there and no regular file (a device, a
 * pipe) is written to as it comes; of a link, the file that it leads to is replaced. */
bool output_open(struct output *output, const char *path, struct failure *failure);

/* output_open_terminal opens standard output; where that is a terminal, controls are written as
 * \x{..}
 */
void output_open_terminal(struct output *output);

bool output_write(struct output *output, const void *data, size_t length, struct failure *failure);

/* output_commit puts the whole file into its place; output_abandon leaves what was there before.
 * One of them ends each output. */
bool output_commit(struct output *output, struct failure *failure);
void output_abandon(struct output *output);

#endif
