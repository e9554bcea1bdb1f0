/* SPDX-License-Identifier: MIT */
/* Questions that grow, beside the plain chain. */
#include "bench/rows.h"

#include "bench/material.h"
#include "bench/results.h"

struct work {
    const struct peer *peer;
    void *store;
    const struct question *question;
};

static bool verify(void *context)
{
    const struct work *work = context;
    void *prepared = work->peer->prepare(work->question);
    bool valid = work->peer->verify(work->store, prepared, work->question);
    work->peer->prepared_free(prepared);
    return valid;
}

void rows_growth(const struct effort *effort)
{
    struct work works[CONTESTANTS_MAX] = {0}, plain;
    struct contestant contestants[CONTESTANTS_MAX];
    for (size_t i = 0; i < peer_count; i++)
        works[i] = (struct work){peers[i], peers[i]->store(material_roots()), NULL};
    plain = (struct work){&peer_certcheck, works[0].store, &chains[0].question};
    for (size_t g = 0; g < growth_count; g++) {
        size_t count = 0;
        for (size_t i = 0; i < peer_count; i++) {
            works[i].question = &growths[g].question;
            contestants[count++] = (struct contestant){peers[i]->name, verify, &works[i], false};
        }
        contestants[count++] = (struct contestant){"plain", verify, &plain, false};
        results_add_times(growths[g].id, contestants, count, effort);
        if (contestants[0].refused == growths[g].valid)
            refuse("certcheck does not say what it has to", growths[g].id);
    }
    for (size_t i = 0; i < peer_count; i++)
        peers[i]->store_free(works[i].store);
}
