/* SPDX-License-Identifier: MIT */
/* Times of several contestants, taken in turns, so that a busy moment of the machine hits all. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#define CONTESTANTS_MAX 8

struct contestant {
    const char *name;
    /* Does the work once; false: the contestant did not do it (its time is shown all the same). */
    bool (*run)(void *context);
    void *context;
    bool refused; /* set by measure: it did not do it */
};

/* Nanoseconds of the processor for one time. */
struct timing {
    double low, median, high; /* quartiles */
    double ratio; /* the first contestant's time over this one's, by round; the median */
};

struct effort {
    size_t rounds; /* at most */
    double sample; /* nanoseconds that one sample takes, at least */
    double row;    /* nanoseconds that a row may take; three rounds are run whatever that is */
};

void measure(struct contestant *contestants, size_t count, const struct effort *effort,
             struct timing *timings);

/* Nanoseconds that the processor spent on this program and on those that it waited for: what others
 * do on the machine meanwhile does not count. */
double now(void);

#endif
