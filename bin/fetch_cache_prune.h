/* SPDX-License-Identifier: MIT */
/* Keeping the cache within its bounds. */
#ifndef FETCH_CACHE_PRUNE_H
#define FETCH_CACHE_PRUNE_H

#include "fetch_cache.h"

/* What mkstemp makes of this follows the name of an entry that is being written. */
#define CACHE_UNFINISHED ".XXXXXX"

/* fetch_cache_prune removes the oldest entries until the rest is within the bounds, and unfinished
 * ones whose writer must have died. `newest`, an entry just written, goes last. Files with other
 * names are somebody else's. */
void fetch_cache_prune(const struct fetch_cache *cache, const char *newest);

#endif
