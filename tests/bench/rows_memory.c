/* SPDX-License-Identifier: MIT */
/* Bytes that stay allocated: by one certificate that is kept, and by a store of anchors. */
#include "bench/rows.h"

#include "bench/material.h"
#include "bench/results.h"

#include <malloc.h>

#define COPIES 100

static double live(void)
{
    struct mallinfo2 info = mallinfo2();
    return (double)(info.uordblks + info.hblkhd);
}

static double of_certificate(const struct peer *peer)
{
    void *copies[COPIES];
    double before = live();
    for (size_t i = 0; i < COPIES; i++)
        copies[i] = peer->parse(chains[0].question.leaf);
    double taken = live() - before;
    for (size_t i = 0; i < COPIES; i++)
        peer->parsed_free(copies[i]);
    return taken / COPIES;
}

static double of_store(const struct peer *peer)
{
    double before = live();
    void *store = peer->store(material_roots());
    double taken = live() - before;
    peer->store_free(store);
    return taken;
}

void rows_memory(void)
{
    for (size_t i = 0; i < peer_count; i++)
        results_add_amount("memory-certificate", "bytes", peers[i]->name, of_certificate(peers[i]));
    for (size_t i = 0; i < peer_count; i++)
        results_add_amount("memory-store-150", "bytes", peers[i]->name, of_store(peers[i]));
}
