/* SPDX-License-Identifier: MIT */
/* Asks certcheck, OpenSSL and GnuTLS about thousands of chains, and wants a reason for every
 * difference:
 *
 *     differential KEYS SEED CHAINS          all of them
 *     differential KEYS SEED - NUMBER        that one, whatever is said of it
 *
 * The work is done by as many processes as there are processors. */
#include "differential/classes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A run this long must hit every class. */
#define FULL_RUN 100000
/* Each process stops after so many failures. */
#define FAILURES_MAX 10

static const struct peer *const peers[] = {&peer_openssl, &peer_gnutls};
#define PEERS (sizeof(peers) / sizeof(peers[0]))

struct totals {
    uint64_t chains, valid, disagreements, failures;
    uint64_t hits[]; /* of each class */
};

static size_t totals_size(void)
{
    return sizeof(struct totals) + classes_count() * sizeof(uint64_t);
}

static struct totals *totals_new(void)
{
    struct totals *totals = calloc(1, totals_size());
    if (totals == NULL)
        refuse("no memory", "");
    return totals;
}

void opinion_add(struct opinion *opinion, const char *reason)
{
    for (size_t i = 0; i < opinion->reason_count; i++)
        if (strcmp(opinion->reasons[i], reason) == 0)
            return;
    if (opinion->reason_count < OPINION_REASONS)
        opinion->reasons[opinion->reason_count++] = reason;
}

static void print_judgment(const struct judgment *judgment)
{
    printf("  certcheck  %s\n", certcheck_verdict_text(judgment->verdict));
    for (size_t i = 0; i < judgment->refused_count; i++) {
        printf("             path %zu:", i);
        for (size_t k = 0; k < judgment->refused[i].finding_count; k++)
            printf(" %s", judgment->refused[i].findings[k]);
        printf("\n");
    }
}

static void print_opinion(const char *name, const struct opinion *opinion)
{
    printf("  %-9s  %s\n", name, opinion->valid ? "valid" : "not-valid");
    for (size_t i = 0; i < opinion->reason_count; i++)
        printf("             %s\n", opinion->reasons[i]);
}

static void print_verdicts(const struct judgment *judgment, const struct opinion *opinions)
{
    print_judgment(judgment);
    for (size_t i = 0; i < PEERS; i++)
        print_opinion(peers[i]->name, &opinions[i]);
    for (size_t i = 0; judgment->verdict == CERTCHECK_VALID && i < PEERS; i++) {
        const struct opinion alone = peers[i]->opinion(&judgment->path);
        printf("  and of certcheck's path alone:\n");
        print_opinion(peers[i]->name, &alone);
    }
}

/* What only some can read is left out of the question, so that all are asked the same. */
static bool settle_reading(const struct chain *chain, const char *certificate, struct der der,
                           struct totals *totals, bool *all_read)
{
    const char *rule = unreadable(der);
    bool explained = true;
    *all_read = rule == NULL;
    for (size_t i = 0; i < PEERS; i++) {
        bool read = peers[i]->reads(der);
        *all_read = *all_read && read;
        if (read == (rule == NULL))
            continue;
        totals->disagreements++;
        if (classes_explain_reading(chain, certificate, rule, peers[i], totals->hits))
            continue;
        printf("\nNobody explains why certcheck %s %s (%s) and %s %s:\n",
               rule == NULL ? "reads" : "does not read", certificate, rule == NULL ? "-" : rule,
               peers[i]->name, read ? "does" : "does not");
        explained = false;
    }
    return explained;
}

static bool settle_list(const struct chain *chain, const char *const *names,
                        struct certificates *list, struct totals *totals)
{
    bool explained = true, all_read;
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        explained = settle_reading(chain, names[i], list->items[i], totals, &all_read) && explained;
        if (all_read)
            list->items[count++] = list->items[i];
    }
    list->count = count;
    return explained;
}

/* Asks all of them for a verdict. */
static bool compare(const struct chain *chain, const struct question *question, bool always_print,
                    struct totals *totals)
{
    const struct judgment judgment = judge(question);
    struct opinion opinions[PEERS];
    bool explained = judgment.verdict != CERTCHECK_UNDETERMINED;
    for (size_t i = 0; i < PEERS; i++) {
        opinions[i] = peers[i]->opinion(question);
        if (opinions[i].valid == (judgment.verdict == CERTCHECK_VALID))
            continue;
        totals->disagreements++;
        if (!classes_explain(chain, &judgment, peers[i], &opinions[i], totals->hits)) {
            printf("\nNobody explains why certcheck and %s differ:\n", peers[i]->name);
            explained = false;
        }
    }
    if (!explained || always_print)
        print_verdicts(&judgment, opinions);
    totals->valid += judgment.verdict == CERTCHECK_VALID;
    return explained;
}

static void run_one(uint64_t seed, uint64_t number, bool always_print, struct totals *totals)
{
    struct draw draw = draw_for(seed, number);
    struct chain chain = chain_valid(seed, number, &draw);
    chain_mutate(&chain, &draw);
    chain_rearrange(&chain, &draw);
    struct question question = chain_question(&chain);
    const struct question whole = question;
    bool leaf_is_read;
    bool explained = settle_reading(&chain, "leaf", question.leaf, totals, &leaf_is_read);
    explained = settle_list(&chain, chain.untrusted, &question.untrusted, totals) && explained;
    explained = settle_list(&chain, chain.trusted, &question.trusted, totals) && explained;
    if (leaf_is_read)
        explained = compare(&chain, &question, always_print, totals) && explained;
    if (!explained || always_print)
        chain_print(&chain, &whole, stdout);
    fflush(stdout);
    totals->chains++;
    totals->failures += !explained;
    der_release();
}

/* Every `step`th chain from `first` on. */
static void run_share(uint64_t seed, uint64_t chains, uint64_t first, uint64_t step, int out)
{
    struct totals *totals = totals_new();
    for (uint64_t i = first; i < chains && totals->failures < FAILURES_MAX; i += step)
        run_one(seed, i, false, totals);
    if (write(out, totals, totals_size()) != (ssize_t)totals_size())
        refuse("cannot tell the totals", "");
    free(totals);
}

static void start_share(uint64_t seed, uint64_t chains, uint64_t first, uint64_t step,
                        const char *keys, int out)
{
    pid_t child = fork();
    if (child < 0)
        refuse("cannot start a process", "");
    if (child > 0)
        return;
    /* What is said of one chain is written at once, not mixed with what the others say. */
    setvbuf(stdout, NULL, _IOFBF, (size_t)1 << 20);
    keys_open(keys);
    run_share(seed, chains, first, step, out);
    keys_close();
    _exit(0);
}

/* Waits for one process; false: it ended before it could tell its totals. */
static bool add_share(struct totals *sum, int in)
{
    struct totals *share = totals_new();
    int status;
    bool told = wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
                read(in, share, totals_size()) == (ssize_t)totals_size();
    for (size_t i = 0; told && i < totals_size() / sizeof(uint64_t); i++)
        ((uint64_t *)sum)[i] += ((const uint64_t *)share)[i];
    free(share);
    return told;
}

static int print_totals(const struct totals *totals, bool told)
{
    size_t stale = classes_print(totals->hits, stdout);
    printf("%llu chains, %llu of them valid, %llu disagreements, %llu not explained\n",
           (unsigned long long)totals->chains, (unsigned long long)totals->valid,
           (unsigned long long)totals->disagreements, (unsigned long long)totals->failures);
    if (!told)
        printf("A process ended early: see above.\n");
    if (stale > 0 && totals->chains >= FULL_RUN)
        printf("%zu classes explain nothing any more: remove them.\n", stale);
    bool failed = !told || totals->failures > 0 || (stale > 0 && totals->chains >= FULL_RUN);
    return failed ? 1 : 0;
}

static int run_all(const char *keys, uint64_t seed, uint64_t chains)
{
    struct totals *totals = totals_new();
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t shares = processors > 1 ? (uint64_t)processors : 1;
    int ends[2];
    bool told = true;
    if (pipe(ends) != 0)
        refuse("cannot make a pipe", "");
    printf("seed %llu; certcheck %s, %s, GnuTLS %s\n", (unsigned long long)seed,
           certcheck_version(), peer_openssl.version(), peer_gnutls.version());
    fflush(stdout);
    for (uint64_t i = 0; i < shares; i++)
        start_share(seed, chains, i, shares, keys, ends[1]);
    for (uint64_t i = 0; i < shares; i++)
        told = add_share(totals, ends[0]) && told;
    int status = print_totals(totals, told);
    free(totals);
    return status;
}

int main(int count, char **arguments)
{
    if (count < 4 || count > 5) {
        fprintf(stderr, "usage: differential KEYS SEED CHAINS\n"
                        "       differential KEYS SEED - NUMBER\n");
        return 2;
    }
    uint64_t seed = strtoull(arguments[2], NULL, 10);
    if (count == 4)
        return run_all(arguments[1], seed, strtoull(arguments[3], NULL, 10));
    struct totals *totals = totals_new();
    keys_open(arguments[1]);
    run_one(seed, strtoull(arguments[4], NULL, 10), true, totals);
    keys_close();
    int status = totals->failures > 0;
    free(totals);
    return status;
}
