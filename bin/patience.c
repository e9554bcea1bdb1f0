/* SPDX-License-Identifier: MIT */
/* How long to wait: in all, for the present phase, and for the next byte. */
#include "patience.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <time.h>

int64_t clock_us(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_ms(void)
{
    return clock_us() / 1000;
}

void patience_start(struct patience *patience, int64_t whole, int64_t phase, int64_t silence)
{
    *patience = (struct patience){.whole_end = whole == 0 ? 0 : clock_ms() + whole,
                                  .whole = whole,
                                  .phase = phase,
                                  .silence = silence,
                                  .doing = "beginning"};
}

void patience_phase(struct patience *patience, const char *doing)
{
    patience->phase_end = patience->phase == 0 ? 0 : clock_ms() + patience->phase;
    patience->doing = doing;
}

void patience_moment(struct patience *patience, int64_t phase, const char *doing)
{
    patience->phase_end = clock_ms() + phase;
    patience->doing = doing;
}

void patience_no_phase(struct patience *patience, const char *doing)
{
    patience->phase_end = 0;
    patience->doing = doing;
}

static int64_t least(int64_t so_far, int64_t end, int64_t now)
{
    if (end == 0)
        return so_far;
    int64_t left = end > now ? end - now : 0;
    return so_far < 0 || left < so_far ? left : so_far;
}

int patience_left(const struct patience *patience, int limit)
{
    int64_t now = clock_ms();
    int64_t left = least(limit, patience->whole_end, now);
    left = least(left, patience->phase_end, now);
    return left > INT_MAX ? INT_MAX : (int)left;
}

int patience_left_in_all(const struct patience *patience)
{
    int64_t left = least(INT_MAX, patience->whole_end, clock_ms());
    return (int)left;
}

bool patience_over(const struct patience *patience, struct failure *failure)
{
    int64_t now = clock_ms();
    if (patience->whole_end != 0 && now >= patience->whole_end)
        return !fail(failure, EXIT_UNCHECKED,
                     "%s: the limit of %g s in all has passed (--max-time)", patience->doing,
                     (double)patience->whole / 1000);
    if (patience->phase_end != 0 && now >= patience->phase_end)
        return !fail(failure, EXIT_UNCHECKED,
                     "%s: not done within %g s, the limit for each step (--connect-timeout)",
                     patience->doing, (double)patience->phase / 1000);
    return false;
}

bool patience_wait(const struct patience *patience, int descriptor, short events,
                   struct failure *failure)
{
    int64_t silence_end = patience->silence == 0 ? 0 : clock_ms() + patience->silence;
    for (;;) {
        if (patience_over(patience, failure))
            return false;
        int64_t now = clock_ms();
        if (silence_end != 0 && now >= silence_end)
            return fail(failure, EXIT_UNCHECKED, "%s: nothing moved for %g s (--max-silence)",
                        patience->doing, (double)patience->silence / 1000);
        struct pollfd ready = {.fd = descriptor, .events = events};
        int64_t left = least(-1, silence_end, now);
        int count = poll(&ready, 1, patience_left(patience, left > INT_MAX ? INT_MAX : (int)left));
        if (count > 0)
            return true;
        if (count < 0 && errno != EINTR)
            return fail(failure, EXIT_UNCHECKED, "%s: %s", patience->doing, strerror(errno));
    }
}
