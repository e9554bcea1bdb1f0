/* SPDX-License-Identifier: MIT */
/* For how long an HTTP response may be used again (RFC 9111). */
#ifndef FETCH_FRESHNESS_H
#define FETCH_FRESHNESS_H

#include <stdbool.h>
#include <stddef.h>

#include <certcheck/certcheck.h>

/* All zeroes: no header said anything yet. */
struct fetch_freshness {
    bool never; /* no-store, no-cache, private or Vary: *; or a field that cannot be understood */
    bool has_max_age;
    int64_t max_age; /* seconds */
    bool has_expires;
    certcheck_time expires; /* 0: a date that cannot be read, which is in the past (5.3) */
    bool has_date;
    certcheck_time date;
    int64_t age; /* seconds that it spent in caches on the way */
};

/* freshness_header looks at one line "Name: value", which needs no NUL at its end. Lines that do
 * not matter are passed over. */
void freshness_header(struct fetch_freshness *freshness, const char *line, size_t length);

/* freshness_until returns until when the response received at `now` is fresh: never later than
 * `update`, what the data themselves say (the nextUpdate of a CRL). When neither says anything,
 * that is `usual` seconds from now. At most a week; `now` or earlier: not to be kept. */
certcheck_time freshness_until(const struct fetch_freshness *freshness, certcheck_time now,
                               const certcheck_time *update, int64_t usual);

#endif
