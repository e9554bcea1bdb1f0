/* SPDX-License-Identifier: MIT */
/* The chains of every day. Cold: all but the store is read anew each time. Warm: the intermediate
 * is kept. Beside it, the signatures alone. */
#include "bench/rows.h"

#include "bench/certcheck.h"
#include "bench/material.h"
#include "bench/results.h"
#include "bench/signatures.h"

#include <string.h>

struct work {
    const struct peer *peer;
    void *store;
    void *prepared;
    const struct question *question;
};

static bool verify_warm(void *context)
{
    const struct work *work = context;
    return work->peer->verify(work->store, work->prepared, work->question);
}

static bool verify_cold(void *context)
{
    const struct work *work = context;
    void *prepared = work->peer->prepare(work->question);
    bool valid = work->peer->verify(work->store, prepared, work->question);
    work->peer->prepared_free(prepared);
    return valid;
}

static const char *row_id(const char *kind, const char *chain)
{
    return line("%s-%s", kind, chain);
}

static size_t contest(struct contestant *contestants, struct work *works, bool (*run)(void *))
{
    for (size_t i = 0; i < peer_count; i++)
        contestants[i] = (struct contestant){peers[i]->name, run, &works[i], false};
    return peer_count;
}

/* The same chain again, of which the cache knows the signatures. */
static void measure_cached(const struct chain *chain, struct work *work,
                           const struct effort *effort)
{
    struct certcheck_policy *policy = policy_for(chain->question.host);
    struct certcheck_signature_cache *cache;
    struct contestant contestant = {"certcheck", verify_warm, work, false};
    must(certcheck_signature_cache_new(1024, &cache), "cache");
    certcheck_policy_set_signature_cache(policy, cache);
    certcheck_signature_cache_free(cache);
    results_add_times(row_id("cached", chain->name), &contestant, 1, effort);
    certcheck_policy_set_signature_cache(policy, NULL);
}

static void measure_chain(const struct chain *chain, struct work *works,
                          const struct effort *effort)
{
    struct contestant contestants[CONTESTANTS_MAX];
    struct signatures *kept = signatures_of(chain, true), *fresh = signatures_of(chain, false);
    for (size_t i = 0; i < peer_count; i++) {
        works[i].question = &chain->question;
        works[i].prepared = works[i].peer->prepare(&chain->question);
    }
    size_t count = contest(contestants, works, verify_cold);
    contestants[count++] = (struct contestant){"signatures", signatures_check, fresh, false};
    results_add_times(row_id("cold", chain->name), contestants, count, effort);
    if (contestants[0].refused)
        refuse("certcheck does not find it valid", chain->name);
    count = contest(contestants, works, verify_warm);
    contestants[count++] = (struct contestant){"signatures", signatures_check, kept, false};
    results_add_times(row_id("warm", chain->name), contestants, count, effort);
    measure_cached(chain, &works[0], effort);
    for (size_t i = 0; i < peer_count; i++)
        works[i].peer->prepared_free(works[i].prepared);
    signatures_free(kept);
    signatures_free(fresh);
}

void rows_verify(const struct effort *effort)
{
    struct work works[CONTESTANTS_MAX];
    for (size_t i = 0; i < peer_count; i++)
        works[i] = (struct work){.peer = peers[i], .store = peers[i]->store(material_roots())};
    for (size_t i = 0; i < chain_count; i++)
        measure_chain(&chains[i], works, effort);
    for (size_t i = 0; i < peer_count; i++)
        peers[i]->store_free(works[i].store);
}
