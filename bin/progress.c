/* SPDX-License-Identifier: MIT */
/* A bar on standard error for bodies that take longer than a moment. */
#include "progress.h"

#include <stdio.h>
#include <unistd.h>

#include "patience.h"

#define FIRST 1000 /* milliseconds without a bar */
#define EVERY 200
#define WIDTH 30

void progress_start(struct progress *progress, bool quiet, bool body_on_terminal)
{
    int64_t now = clock_ms();
    *progress = (struct progress){.wanted = !quiet && !body_on_terminal && isatty(STDERR_FILENO),
                                  .start = now,
                                  .next = now + FIRST};
}

static double megabytes(uint64_t bytes)
{
    return (double)bytes / 1000000;
}

void progress_show(struct progress *progress, uint64_t received, uint64_t total)
{
    int64_t now = clock_ms();
    if (!progress->wanted || now < progress->next)
        return;
    progress->next = now + EVERY;
    progress->drawn = true;
    double speed = megabytes(received) * 1000 / (double)(now - progress->start);
    if (total == 0) {
        fprintf(stderr, "\r%9.1f MB, %.1f MB/s   ", megabytes(received), speed);
        return;
    }
    double part = (double)received / (double)total;
    char bar[WIDTH + 1];
    for (int i = 0; i < WIDTH; i++)
        bar[i] = i < (int)(part * WIDTH) ? '#' : '.';
    bar[WIDTH] = '\0';
    fprintf(stderr, "\r%3.0f %% [%s] %.1f of %.1f MB, %.1f MB/s   ", part * 100, bar,
            megabytes(received), megabytes(total), speed);
}

void progress_end(struct progress *progress)
{
    if (progress->drawn)
        fprintf(stderr, "\r%79s\r", "");
    progress->drawn = false;
}
