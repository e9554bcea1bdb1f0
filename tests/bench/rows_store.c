/* SPDX-License-Identifier: MIT */
/* From a file of anchors to a store that is ready. */
#include "bench/rows.h"

#include "bench/material.h"
#include "bench/results.h"

#include <unistd.h>

#define SYSTEM "/etc/ssl/certs/ca-certificates.crt"

struct load {
    const struct peer *peer;
    const char *path;
};

static bool load(void *context)
{
    const struct load *load = context;
    load->peer->store_free(load->peer->store(load->path));
    return true;
}

static void measure_file(const char *id, const char *path, const struct effort *effort)
{
    struct load loads[CONTESTANTS_MAX];
    struct contestant contestants[CONTESTANTS_MAX];
    for (size_t i = 0; i < peer_count; i++) {
        loads[i] = (struct load){peers[i], path};
        contestants[i] = (struct contestant){peers[i]->name, load, &loads[i], false};
    }
    results_add_times(id, contestants, peer_count, effort);
}

void rows_store(const struct effort *effort)
{
    measure_file("store-150", material_roots(), effort);
    if (access(SYSTEM, R_OK) == 0)
        measure_file("store-system", SYSTEM, effort);
}
