/* SPDX-License-Identifier: MIT */
/* Work that is counted, not timed: it is the same on every machine, however busy. */
#include "bench/rows.h"

#include "bench/alloc.h"
#include "bench/certcheck.h"
#include "bench/material.h"

#include <stdio.h>
#include <string.h>

static unsigned failures;

static void at_most(const char *what, const char *of, uint64_t counted, uint64_t limit)
{
    bool holds = counted <= limit;
    printf("%-12s %-24s %-21s %6llu of %6llu\n", holds ? "met" : "TOO MANY", what, of,
           (unsigned long long)counted, (unsigned long long)limit);
    failures += !holds;
}

static void check_parse(void)
{
    alloc_count_begin();
    void *parsed = peer_certcheck.parse(chains[0].question.leaf);
    at_most("allocations, parse", chains[0].name, alloc_count(), 2);
    peer_certcheck.parsed_free(parsed);
}

static void check_question(void *store, const char *name, const struct question *question,
                           uint64_t signature_units, uint64_t allocations)
{
    void *prepared = peer_certcheck.prepare(question);
    alloc_count_begin();
    struct certcheck_report *report = report_on(store, prepared, question);
    at_most("allocations, verify", name, alloc_count(), allocations);
    at_most("signature units, verify", name,
            certcheck_report_budget_used(report, CERTCHECK_BUDGET_SIGNATURES), signature_units);
    certcheck_report_free(report);
    peer_certcheck.prepared_free(prepared);
}

static void check_store(void)
{
    alloc_count_begin();
    void *store = peer_certcheck.store(material_roots());
    /* Two each, and the set's own, which grows by doubling. */
    at_most("allocations, store", "150", alloc_count(), 3 * ROOTS + 40);
    peer_certcheck.store_free(store);
}

unsigned counts_check(void)
{
    /* Units of the budget: three for a check with P-384, and for a leaf of over 128 KiB. */
    static const uint64_t chain_units[] = {2, 2, 2, 6, 2};
    static const uint64_t growth_units[] = {2, 51, 0, 2, 3, 16};
    static const uint64_t growth_allocations[] = {16, 220, 90, 16, 16, 40};
    void *store = peer_certcheck.store(material_roots());
    failures = 0;
    check_parse();
    check_store();
    for (size_t i = 0; i < chain_count; i++)
        check_question(store, chains[i].name, &chains[i].question, chain_units[i], 20);
    for (size_t i = 0; i < growth_count; i++)
        check_question(store, growths[i].id, &growths[i].question, growth_units[i],
                       growth_allocations[i]);
    peer_certcheck.store_free(store);
    return failures;
}

static void parse_once(void *nothing)
{
    (void)nothing;
    for (size_t i = 0; i < chain_count; i++)
        peer_certcheck.parsed_free(peer_certcheck.parse(chains[i].question.leaf));
}

static void store_once(void *nothing)
{
    (void)nothing;
    peer_certcheck.store_free(peer_certcheck.store(material_roots()));
}

struct asked {
    const struct question *question;
    void *store, *pool;
};

static void verify_warm(void *context)
{
    const struct asked *asked = context;
    certcheck_report_free(report_on(asked->store, asked->pool, asked->question));
}

static void verify_cold(void *context)
{
    struct asked *asked = context;
    asked->pool = peer_certcheck.prepare(asked->question);
    verify_warm(context);
    peer_certcheck.prepared_free(asked->pool);
}

/* So that no arithmetic with keys is among what is counted. */
static void use_cache(const struct question *question)
{
    struct certcheck_signature_cache *cache;
    must(certcheck_signature_cache_new(1024, &cache), "cache");
    certcheck_policy_set_signature_cache(policy_for(question->host), cache);
    certcheck_signature_cache_free(cache);
}

/* instructions.sh has all counted that is done in here: not in a copy made for one kind of work. */
#if defined(__GNUC__) && !defined(__clang__)
__attribute__((noipa))
#else
__attribute__((noinline))
#endif
static void
counts_run(void (*work)(void *), void *context)
{
    work(context);
}

static void count_question(const struct question *question, bool warm)
{
    struct asked asked = {question, peer_certcheck.store(material_roots()), NULL};
    use_cache(question);
    verify_cold(&asked);
    if (warm)
        asked.pool = peer_certcheck.prepare(question);
    if (warm)
        verify_warm(&asked);
    counts_run(warm ? verify_warm : verify_cold, &asked);
    if (warm)
        peer_certcheck.prepared_free(asked.pool);
    peer_certcheck.store_free(asked.store);
}

bool counts_of(const char *work)
{
    if (strcmp(work, "parse") == 0)
        counts_run(parse_once, NULL);
    else if (strcmp(work, "store") == 0)
        counts_run(store_once, NULL);
    else if (strcmp(work, "cached") == 0)
        count_question(&chains[0].question, true);
    else if (growth_of(work) != NULL)
        count_question(growth_of(work), false);
    else
        return false;
    return true;
}
