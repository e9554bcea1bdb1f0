/* SPDX-License-Identifier: MIT */
/* Reading one certificate, and letting it go. */
#include "bench/rows.h"

#include "bench/material.h"
#include "bench/results.h"

static bool parse(void *context)
{
    const struct peer *peer = context;
    void *parsed = peer->parse(chains[0].question.leaf);
    if (parsed == NULL)
        return false;
    peer->parsed_free(parsed);
    return true;
}

void rows_parse(const struct effort *effort)
{
    struct contestant contestants[CONTESTANTS_MAX];
    for (size_t i = 0; i < peer_count; i++)
        contestants[i] = (struct contestant){peers[i]->name, parse, (void *)peers[i], false};
    results_add_times("parse", contestants, peer_count, effort);
}
