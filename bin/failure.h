/* SPDX-License-Identifier: MIT */
/* Why something on the network did not come about: one text, and how the tool then ends. */
#ifndef FAILURE_H
#define FAILURE_H

#include <stdbool.h>

#include "exit_status.h"

struct failure {
    int status;   /* an exit status; 0: nothing has failed */
    bool changed; /* EXIT_TAMPERED: not only cut short, but changed */
    char text[2048]; /* as much as a host of sixteen addresses needs */
};

/* fail keeps a failure unless there is one already, the first being the cause of the rest. Always
 * returns false. A text too long for its place is cut off, and ends in "...". */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
bool fail(struct failure *failure, enum exit_status status, const char *format, ...);

#endif
