/* SPDX-License-Identifier: MIT */
/* A bar on standard error for bodies that take longer than a moment. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    bool wanted;
    bool drawn;
    int64_t start; /* milliseconds of clock_ms */
    int64_t next;  /* when to draw again */
};

/* progress_start looks whether standard error is a terminal, and the body goes elsewhere. */
void progress_start(struct progress *progress, bool quiet, bool body_on_terminal);

/* progress_show tells how many bytes have come of `total` (0: nobody knows). */
void progress_show(struct progress *progress, uint64_t received, uint64_t total);

/* progress_end wipes the bar. */
void progress_end(struct progress *progress);

#endif
