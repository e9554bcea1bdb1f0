/* SPDX-License-Identifier: MIT */
/* How long to wait: in all, for the present phase, and for the next byte. */
#ifndef PATIENCE_H
#define PATIENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "failure.h"

/* Instants and durations are in milliseconds, and 0 is no limit. */
struct patience {
    int64_t whole_end; /* instant: --max-time */
    int64_t whole;     /* the same as a duration, to be told */
    int64_t phase_end; /* instant: --connect-timeout, from the phase's beginning */
    int64_t phase;     /* a duration */
    int64_t silence;   /* a duration: the longest that nothing may come or go */
    const char *doing; /* "the TLS handshake" */
};

/* clock_ms and clock_us return the time of a clock that nobody sets. */
int64_t clock_ms(void);
int64_t clock_us(void);

/* patience_start begins to wait as a whole. */
void patience_start(struct patience *patience, int64_t whole, int64_t phase, int64_t silence);

/* patience_phase begins a phase that may last `phase` long; patience_moment one of another length;
 * patience_no_phase one that may last as long as the whole, if only something goes on. `doing`
 * isn't copied. */
void patience_phase(struct patience *patience, const char *doing);
void patience_moment(struct patience *patience, int64_t phase, const char *doing);
void patience_no_phase(struct patience *patience, const char *doing);

/* patience_left returns for how many milliseconds poll(2) may wait from now on, at most `limit`
 * (-1: no limit): 0 when a limit has passed. */
int patience_left(const struct patience *patience, int limit);

/* patience_left_in_all returns how many milliseconds the whole has left; INT_MAX without a limit.
 */
int patience_left_in_all(const struct patience *patience);

/* patience_over tells whether the whole or the phase has run out, and then fails. */
bool patience_over(const struct patience *patience, struct failure *failure);

/* patience_wait waits until poll(2) reports `events` (or an error) for a descriptor. */
bool patience_wait(const struct patience *patience, int descriptor, short events,
                   struct failure *failure);

#endif
