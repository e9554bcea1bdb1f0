/* SPDX-License-Identifier: MIT */
/* Questions whose cost may grow faster than they do. */
#include "bench/material.h"

#include "issue.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>

#include <stdio.h>
#include <string.h>

#define UNRELATED 1000
#define NAMESAKES 50
#define MESH 32
#define CONSTRAINTS 2000
#define CONSTRAINED_NAMES 1000
#define NAMES 10000
#define DEPTH 15

static struct der *room_for(size_t count)
{
    return der_room(count * sizeof(struct der));
}

/* A new P-256 key, as the word after "key=". */
static const char *fresh_key(void)
{
    gnutls_privkey_t private;
    gnutls_pubkey_t public;
    gnutls_datum_t info;
    if (gnutls_privkey_init(&private) < 0 || gnutls_pubkey_init(&public) < 0 ||
        gnutls_privkey_generate(private, GNUTLS_PK_ECDSA,
                                GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0) < 0 ||
        gnutls_pubkey_import_privkey(public, private, 0, 0) < 0 ||
        gnutls_pubkey_export2(public, GNUTLS_X509_FMT_DER, &info) < 0)
        refuse("no key", "P-256");
    char *word = der_room(4 + 2 * (size_t)info.size + 1);
    memcpy(word, "hex:", 4);
    for (size_t i = 0; i < info.size; i++)
        snprintf(word + 4 + 2 * i, 3, "%02x", info.data[i]);
    gnutls_free(info.data);
    gnutls_pubkey_deinit(public);
    gnutls_privkey_deinit(private);
    return word;
}

/* The plain chain, and intermediates that have nothing to do with it. */
static struct question unrelated(void)
{
    struct question question = chains[0].question;
    struct der *all = room_for(UNRELATED + 1);
    for (size_t i = 0; i < UNRELATED; i++) {
        const char *lines[] = {ecdsa_root_line(),
                               line("ca subject=Unrelated%%20%zu key=p256-d", i)};
        all[i] = issue_lines("ca", lines, 2);
    }
    all[UNRELATED] = question.untrusted.items[0];
    question.untrusted = (struct certificates){all, UNRELATED + 1};
    return question;
}

/* Intermediates with the same name and key identifier, of which the right one is the oldest and the
 * last: whether they are tried by age or as they were given, all have to be. */
static struct question namesakes(void)
{
    struct question question = {.host = BENCH_HOST};
    struct der *all = room_for(NAMESAKES);
    for (size_t i = 0; i < NAMESAKES; i++) {
        const char *lines[] = {
            ecdsa_root_line(),
            line("ca key=%s ski=0102 from=20%02zu-01-01T00:00:00Z", i == 0 ? "p256-b" : fresh_key(),
                 i == 0 ? 22 : (size_t)23),
            "leaf key=p256-c aki=0102 from=2025-01-01T00:00:00Z until=2036-01-01T00:00:00Z"};
        all[NAMESAKES - 1 - i] = issue_lines("ca", lines, 3);
        if (i == 0)
            question.leaf = issue_lines("leaf", lines, 3);
    }
    question.untrusted = (struct certificates){all, NAMESAKES};
    return question;
}

/* Every name certifies every other one, and none of them is trusted. */
static struct question mesh(void)
{
    struct question question = {.host = BENCH_HOST};
    struct der *all = room_for(MESH * (MESH - 1));
    const char *keys[MESH];
    size_t count = 0;
    for (size_t i = 0; i < MESH; i++)
        keys[i] = fresh_key();
    for (size_t above = 0; above < MESH; above++)
        for (size_t below = 0; below < MESH; below++) {
            const char *lines[] = {line("root subject=Mesh%%20%zu key=%s", above, keys[above]),
                                   line("ca subject=Mesh%%20%zu key=%s signer=p256-a sign="
                                        "ecdsa-sha256",
                                        below, keys[below])};
            if (above != below)
                all[count++] = issue_lines("ca", lines, 2);
        }
    const char *lines[] = {line("root subject=Mesh%%200 key=%s", keys[0]),
                           "leaf issuer=root key=p256-c signer=p256-a sign=ecdsa-sha256"};
    question.leaf = issue_lines("leaf", lines, 2);
    question.untrusted = (struct certificates){all, count};
    return question;
}

/* "san=DNS:n0.leaf.example,...", the asked one at the end. */
static const char *names_word(size_t count)
{
    char *word = der_room(count * 32 + 64), *end = word;
    end += sprintf(end, "san=");
    for (size_t i = 1; i < count; i++)
        end += sprintf(end, "DNS:n%zu.leaf.example,", i);
    sprintf(end, "DNS:%s", BENCH_HOST);
    return word;
}

static const char *constraints_word(size_t count)
{
    char *word = der_room(count * 48 + 64), *end = word;
    end += sprintf(end, "nc=");
    for (size_t i = 1; i < count; i++)
        end += sprintf(end, "%s:DNS:c%zu.example,", i % 2 == 0 ? "permitted" : "excluded", i);
    sprintf(end, "permitted:DNS:%s", BENCH_HOST);
    return word;
}

static struct question with_words(const char *ca_words, const char *leaf_words)
{
    const char *lines[] = {ecdsa_root_line(), line("ca key=p256-b %s", ca_words),
                           line("leaf key=p256-c until=2036-01-01T00:00:00Z %s", leaf_words)};
    struct der *all = room_for(1);
    all[0] = issue_lines("ca", lines, 3);
    return (struct question){
        .leaf = issue_lines("leaf", lines, 3), .untrusted = {all, 1}, .host = BENCH_HOST};
}

static struct question deep(void)
{
    static const char *const keys[] = {"p256-a", "p256-b", "p256-c", "p256-d"};
    struct question question = {.host = BENCH_HOST};
    struct der *all = room_for(DEPTH);
    for (size_t i = 0; i < DEPTH; i++) {
        const char *lines[] = {
            i == 0 ? ecdsa_root_line()
                   : line("root subject=Level%%20%zu key=%s", i - 1, keys[(i - 1) % 4]),
            line("ca subject=Level%%20%zu key=%s", i, keys[i % 4]),
            "leaf key=p256-c until=2036-01-01T00:00:00Z"};
        all[i] = issue_lines("ca", lines, 3);
        question.leaf = issue_lines("leaf", lines, 3);
    }
    question.untrusted = (struct certificates){all, DEPTH};
    return question;
}

static struct question constraints(void)
{
    return with_words(constraints_word(CONSTRAINTS), names_word(CONSTRAINED_NAMES));
}

static struct question names(void)
{
    return with_words("", names_word(NAMES));
}

struct growth growths[] = {
    {.id = "unrelated-1000", .make = unrelated, .valid = true},
    {.id = "namesakes-50", .make = namesakes, .valid = true},
    {.id = "mesh-32", .make = mesh, .valid = false},
    {.id = "constraints-2000x1000", .make = constraints, .valid = true},
    {.id = "names-10000", .make = names, .valid = true},
    {.id = "depth-15", .make = deep, .valid = true},
};
const size_t growth_count = sizeof(growths) / sizeof(growths[0]);

void growth_make(void)
{
    for (size_t i = 0; i < growth_count; i++)
        growths[i].question = growths[i].make();
}

const struct question *growth_of(const char *id)
{
    for (size_t i = 0; i < growth_count; i++) {
        if (strcmp(growths[i].id, id) != 0)
            continue;
        growths[i].question = growths[i].make();
        return &growths[i].question;
    }
    return NULL;
}
