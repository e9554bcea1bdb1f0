/* SPDX-License-Identifier: MIT */
/* Interleaved rounds: a round takes one sample of each contestant, and begins with another one. */
#include "bench/measure.h"

#include "der.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define ROUNDS_MAX 101
#define ROUNDS_MIN 3

static double of_children(struct timeval time)
{
    return (double)time.tv_sec * 1e9 + (double)time.tv_usec * 1e3;
}

double now(void)
{
    struct timespec own;
    struct rusage children;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own);
    getrusage(RUSAGE_CHILDREN, &children);
    return (double)own.tv_sec * 1e9 + (double)own.tv_nsec + of_children(children.ru_utime) +
           of_children(children.ru_stime);
}

static double time_of(const struct contestant *contestant, size_t repeats)
{
    double begin = now();
    for (size_t i = 0; i < repeats; i++)
        (void)contestant->run(contestant->context);
    return (now() - begin) / (double)repeats;
}

/* How often the work is done for one sample; warms caches up on the way. */
static size_t repeats_for(struct contestant *contestant, double sample)
{
    double begin = now();
    contestant->refused = !contestant->run(contestant->context);
    double once = now() - begin;
    if (once < sample)
        once = time_of(contestant, 1 + (size_t)(sample / 10 / (once + 1)));
    return once >= sample ? 1 : 1 + (size_t)(sample / (once + 1));
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double quartile(const double *sorted, size_t count, size_t quarter)
{
    return sorted[(count - 1) * quarter / 4];
}

static void sum_up(double *samples, const double *first, size_t rounds, struct timing *timing)
{
    double ratios[ROUNDS_MAX];
    for (size_t i = 0; i < rounds; i++)
        ratios[i] = first[i] / samples[i];
    qsort(ratios, rounds, sizeof(double), compare);
    timing->ratio = quartile(ratios, rounds, 2);
    double sorted[ROUNDS_MAX];
    for (size_t i = 0; i < rounds; i++)
        sorted[i] = samples[i];
    qsort(sorted, rounds, sizeof(double), compare);
    timing->low = quartile(sorted, rounds, 1);
    timing->median = quartile(sorted, rounds, 2);
    timing->high = quartile(sorted, rounds, 3);
}

void measure(struct contestant *contestants, size_t count, const struct effort *effort,
             struct timing *timings)
{
    static double samples[CONTESTANTS_MAX][ROUNDS_MAX];
    size_t repeats[CONTESTANTS_MAX], round = 0;
    if (count > CONTESTANTS_MAX || effort->rounds > ROUNDS_MAX)
        refuse("too many to measure", "");
    double end = now() + effort->row;
    for (size_t i = 0; i < count; i++)
        repeats[i] = repeats_for(&contestants[i], effort->sample);
    for (; round < effort->rounds && (round < ROUNDS_MIN || now() < end); round++)
        for (size_t k = 0; k < count; k++) {
            size_t i = (k + round) % count;
            samples[i][round] = time_of(&contestants[i], repeats[i]);
        }
    for (size_t i = 0; i < count; i++)
        sum_up(samples[i], samples[0], round, &timings[i]);
}
