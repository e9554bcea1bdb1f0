/* SPDX-License-Identifier: MIT */
/* Valid chains, from which the others are made. */
#include "differential/chain.h"

#include <string.h>

/* Names in the lists are joined by commas. */
static const struct {
    const char *change;
    const char *certificates[CASE_CERTIFICATES];
    const char *untrusted, *trusted;
} shapes[] = {
    {"shape-direct", {"root", "leaf issuer=root"}, "", "root"},
    {"shape-usual", {"root", "ca", "leaf"}, "ca", "root"},
    {"shape-p256", {"root key=p256-a", "ca key=p256-b", "leaf key=p256-c"}, "ca", "root"},
    {"shape-two-intermediates",
     {"root", "ca", "sub:ca subject=Sub issuer=ca key=ed25519-other", "leaf issuer=sub"},
     "sub,ca",
     "root"},
    {"shape-path-lengths",
     {"root", "ca bc=ca:2", "sub:ca subject=Sub issuer=ca key=ed25519-other bc=ca:1",
      "low:ca subject=Low issuer=sub key=p256-a bc=ca:0", "leaf issuer=low"},
     "low,sub,ca",
     "root"},
    /* two roots certify one intermediate */
    {"shape-two-roots",
     {"root", "old:root subject=Old issuer=old key=ed25519-cross", "ca",
      "cross:ca issuer=old until=2035-01-01T00:00:00Z", "leaf"},
     "ca,cross",
     "root,old"},
    /* two intermediates certify another one */
    {"shape-two-issuers",
     {"root", "ca", "twin:ca subject=Twin key=ed25519-cross",
      "sub:ca subject=Sub issuer=ca key=ed25519-other",
      "cross:ca subject=Sub issuer=twin key=ed25519-other from=2023-01-01T00:00:00Z",
      "leaf issuer=sub"},
     "sub,cross,ca,twin",
     "root"},
    /* a root's new key, certified by its old one */
    {"shape-new-key",
     {"root", "next:ca subject=Root issuer=root key=ed25519-other", "ca issuer=next", "leaf"},
     "ca,next",
     "root"},
    {"shape-new-key-unnamed",
     {"root", "next:ca subject=Root issuer=root key=ed25519-other aki=none", "ca issuer=next",
      "leaf"},
     "ca,next",
     "root"},
    {"shape-trusted-intermediate",
     {"root", "ca", "sub:ca subject=Sub issuer=ca key=ed25519-other", "leaf issuer=sub"},
     "sub",
     "ca"},
    {"shape-constrained",
     {"root", "ca nc=permitted:DNS:example,excluded:DNS:bad.example eku=serverAuth,clientAuth",
      "leaf"},
     "ca",
     "root"},
    /* a name of every kind, and a name that stands for many */
    {"shape-names",
     {"root", "ca",
      "leaf san=DNS:leaf.example,IP:c0000201,EMAIL:anna%40leaf.example,URI:https://leaf.example/"},
     "ca",
     "root"},
    {"shape-named-authority", {"root", "ca san=DNS:ca.example", "leaf"}, "ca", "root"},
    {"shape-urn", {"root", "ca", "leaf san=DNS:leaf.example,URI:urn:example:leaf"}, "ca", "root"},
    {"shape-self-issued-leaf", {"root", "ca", "leaf subject=Intermediate"}, "ca", "root"},
    {"shape-wildcard", {"root", "ca", "leaf san=DNS:*.example"}, "ca", "root"},
    {"shape-policies",
     {"root", "ca policies=1.3.6.1.4.1.99999.1,1.3.6.1.4.1.99999.2 pc=explicit:00",
      "leaf policies=1.3.6.1.4.1.99999.1"},
     "ca",
     "root"},
    {"shape-mapped-policies",
     {"root", "ca policies=any mappings=1.3.6.1.4.1.99999.1:1.3.6.1.4.1.99999.2 iap=01",
      "sub:ca subject=Sub issuer=ca key=ed25519-other policies=1.3.6.1.4.1.99999.2 pc=explicit:00",
      "leaf issuer=sub policies=1.3.6.1.4.1.99999.2"},
     "sub,ca",
     "root"},
};

static size_t split(const char *list, const char **names)
{
    size_t count = 0;
    for (char *name; (name = next_part(&list, ',')) != NULL;)
        names[count++] = name;
    return count;
}

struct chain chain_valid(uint64_t seed, uint64_t number, struct draw *draw)
{
    size_t shape = draw_below(draw, sizeof(shapes) / sizeof(shapes[0]));
    struct chain chain = {
        .seed = seed,
        .number = number,
        .test = {.area = "differential", .id = "chain"},
        .at = "2026-06-01T00:00:00Z",
        .purpose = "serverAuth",
        .host = "leaf.example",
    };
    memcpy(chain.test.certificates, shapes[shape].certificates, sizeof(chain.test.certificates));
    chain.untrusted_count = split(shapes[shape].untrusted, chain.untrusted);
    chain.trusted_count = split(shapes[shape].trusted, chain.trusted);
    chain_note(&chain, "", shapes[shape].change);
    return chain;
}

/* The line of that certificate; NULL: there is none. */
static const char **line_of(struct chain *chain, const char *certificate)
{
    size_t length = strlen(certificate);
    for (size_t i = 0; i < CASE_CERTIFICATES && chain->test.certificates[i] != NULL; i++) {
        const char **line = &chain->test.certificates[i];
        if (strncmp(*line, certificate, length) == 0 && strcspn(*line, ": ") == length)
            return line;
    }
    return NULL;
}

void chain_amend(struct chain *chain, const char *certificate, const char *text)
{
    const char **line = line_of(chain, certificate);
    if (line == NULL)
        refuse("the chain has no such certificate", certificate);
    *line = (const char *)DER_JOIN(der_text(*line), der_text(" "), der_text(text)).data;
}

bool chain_has(const struct chain *chain, const char *certificate)
{
    struct chain copy = *chain;
    return line_of(&copy, certificate) != NULL;
}

enum role chain_role(const struct chain *chain, const char *certificate)
{
    if (strcmp(certificate, "leaf") == 0)
        return ROLE_LEAF;
    for (size_t i = 0; i < chain->trusted_count; i++)
        if (strcmp(chain->trusted[i], certificate) == 0)
            return ROLE_ANCHOR;
    return ROLE_ISSUER;
}

void chain_note(struct chain *chain, const char *certificate, const char *id)
{
    if (chain->change_count == CHAIN_CHANGES)
        refuse("too many changes", id);
    chain->changes[chain->change_count++] = (struct change){certificate, id};
}

const char *chain_change_text(const struct chain *chain, const struct change *change)
{
    static const char *const roles[] = {"leaf", "ca", "anchor"};
    const char *who =
        *change->certificate == '\0' ? "chain" : roles[chain_role(chain, change->certificate)];
    return (const char *)DER_JOIN(der_text(who), der_text("."), der_text(change->id)).data;
}

static struct certificates issued(const struct chain *chain, const char *const *names, size_t count)
{
    struct certificates all = {.count = count};
    for (size_t i = 0; i < count; i++)
        all.items[i] = issue(&chain->test, names[i]);
    return all;
}

struct question chain_question(const struct chain *chain)
{
    return (struct question){
        .leaf = issue(&chain->test, "leaf"),
        .untrusted = issued(chain, chain->untrusted, chain->untrusted_count),
        .trusted = issued(chain, chain->trusted, chain->trusted_count),
        .at = chain->at,
        .purpose = chain->purpose,
        .host = chain->host,
    };
}

static void print_names(const char *what, const char *const *names, size_t count, FILE *file)
{
    fprintf(file, "  %s ", what);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "%s%s", i > 0 ? "," : "", names[i]);
    fprintf(file, "\n");
}

static void print_pem(const char *what, const struct der *items, size_t count, FILE *file)
{
    for (size_t i = 0; i < count; i++)
        fprintf(file, "%s\n%s", what, (const char *)pem_of("CERTIFICATE", items[i]).data);
}

void chain_print(const struct chain *chain, const struct question *question, FILE *file)
{
    fprintf(file, "seed %llu, chain %llu\n", (unsigned long long)chain->seed,
            (unsigned long long)chain->number);
    for (size_t i = 0; i < CASE_CERTIFICATES && chain->test.certificates[i] != NULL; i++)
        fprintf(file, "  \"%s\"\n", chain->test.certificates[i]);
    print_names("untrusted", chain->untrusted, chain->untrusted_count, file);
    print_names("trusted", chain->trusted, chain->trusted_count, file);
    fprintf(file, "  at %s; purpose %s; hostname %s\n", chain->at,
            chain->purpose != NULL ? chain->purpose : "any",
            chain->host != NULL ? chain->host : "any");
    for (size_t i = 0; i < chain->change_count; i++)
        fprintf(file, "  change %s %s\n", chain_change_text(chain, &chain->changes[i]),
                chain->changes[i].certificate);
    print_pem("leaf", &question->leaf, 1, file);
    print_pem("untrusted", question->untrusted.items, question->untrusted.count, file);
    print_pem("trusted", question->trusted.items, question->trusted.count, file);
}
