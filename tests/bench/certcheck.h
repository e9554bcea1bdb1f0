/* SPDX-License-Identifier: MIT */
/* What is asked of certcheck beside what is asked of every peer. */
#ifndef BENCH_CERTCHECK_H
#define BENCH_CERTCHECK_H

#include "bench/peer.h"

#include <certcheck/certcheck.h>

/* Peers take the clock's; the certificates are good at both. */
#define BENCH_TIME "2026-06-01T00:00:00Z"

void must(enum certcheck_status status, const char *what);
/* One for all questions: they are about the same host. */
struct certcheck_policy *policy_for(const char *host);
/* The caller frees it. */
struct certcheck_report *report_on(void *store, void *pool, const struct question *question);

#endif
