/* SPDX-License-Identifier: MIT */
/* Fields of single certificates, changed before they are signed. */
#include "differential/chain.h"

#include <ctype.h>
#include <string.h>

enum { LEAF = 1, CA = 2, ANCHOR = 4, ALL = 7 };

static const struct mutation {
    const char *id;
    unsigned roles;
    const char *text, *issuer_text;
} mutations[] = {
#define MUTATION(id, roles, text, issuer_text) {id, roles, text, issuer_text},
#include "differential/mutations.def"
#undef MUTATION
};

static const char *drawn_time(struct draw *draw)
{
    char text[64];
    snprintf(text, sizeof(text), "%d-%02d-%02dT%02d:00:00Z", 1950 + (int)draw_below(draw, 150),
             1 + (int)draw_below(draw, 12), 1 + (int)draw_below(draw, 28),
             (int)draw_below(draw, 24));
    return (const char *)der_text(text).data;
}

static const char *drawn_octets(struct draw *draw)
{
    char text[2 * 24 + 1];
    size_t count = 1 + draw_below(draw, 24);
    for (size_t i = 0; i < count; i++)
        snprintf(text + 2 * i, 3, "%02x", (unsigned)draw_below(draw, 256));
    return (const char *)der_text(text).data;
}

/* The issuer's name, when it is of one commonName; else NULL. */
static const char *issuer_name(const struct chain *chain, const char *certificate)
{
    const char *issuer = certificate_spec(&chain->test, certificate).value[ISSUER];
    const char *subject = certificate_spec(&chain->test, issuer).value[SUBJECT];
    return strchr(subject, ':') != NULL || strcmp(subject, "none") == 0 ? NULL : subject;
}

static const char *capitals(const char *text)
{
    char *copy = der_room(strlen(text));
    for (size_t i = 0; text[i] != '\0'; i++)
        copy[i] = (char)toupper((unsigned char)text[i]);
    return copy;
}

/* What stands for a word that begins with @; NULL: nothing can. */
static const char *filled_in(const struct chain *chain, const char *certificate, const char *word,
                             struct draw *draw)
{
    if (strcmp(word, "@time") == 0)
        return drawn_time(draw);
    if (strcmp(word, "@octets") == 0)
        return drawn_octets(draw);
    const char *name = issuer_name(chain, certificate);
    return name == NULL || strcmp(word, "@issuer") == 0 ? name : capitals(name);
}

/* The text with every word that begins with @ filled in; NULL: that cannot be done. */
static const char *expanded(const struct chain *chain, const char *certificate, const char *text,
                            struct draw *draw)
{
    struct der all = der_text("");
    while (*text != '\0') {
        size_t plain_length = strcspn(text, "@");
        all = DER_JOIN(all, der_bytes(text, plain_length));
        text += plain_length;
        if (*text == '\0')
            break;
        size_t length = 1 + strspn(text + 1, "abcdefghijklmnopqrstuvwxyzIRUES");
        const char *value =
            filled_in(chain, certificate, (const char *)der_bytes(text, length).data, draw);
        if (value == NULL)
            return NULL;
        all = DER_JOIN(all, der_text(value));
        text += length;
    }
    return (const char *)DER_JOIN(all).data;
}

/* What was changed already, as "certificate attribute": a second change would undo the first. */
struct changed {
    const char *items[4 * CHAIN_CHANGES];
    size_t count;
};

static const char *item_of(const char *certificate, const char *attribute)
{
    /* The signature algorithm must fit the key that signs: the two change together. */
    if (strcmp(attribute, "signer") == 0)
        attribute = "sign";
    return (const char *)DER_JOIN(der_text(certificate), der_text(" "), der_text(attribute)).data;
}

static bool is_free(const struct changed *changed, const char *certificate, const char *text)
{
    for (char *word; (word = next_part(&text, ' ')) != NULL;) {
        const char *rest = word;
        const char *item = item_of(certificate, next_part(&rest, '='));
        for (size_t i = 0; i < changed->count; i++)
            if (strcmp(changed->items[i], item) == 0)
                return false;
    }
    return true;
}

static void take(struct changed *changed, const char *certificate, const char *text)
{
    for (char *word; (word = next_part(&text, ' ')) != NULL;) {
        const char *rest = word;
        changed->items[changed->count++] = item_of(certificate, next_part(&rest, '='));
    }
}

static const char *drawn_certificate(const struct chain *chain, struct draw *draw)
{
    size_t count = 0;
    while (count < CASE_CERTIFICATES && chain->test.certificates[count] != NULL)
        count++;
    const char *line = chain->test.certificates[draw_below(draw, count)];
    return (const char *)der_bytes(line, strcspn(line, ": ")).data;
}

static void mutate(struct chain *chain, struct changed *changed, struct draw *draw)
{
    const struct mutation *mutation =
        &mutations[draw_below(draw, sizeof(mutations) / sizeof(mutations[0]))];
    const char *certificate = drawn_certificate(chain, draw);
    const char *issuer = certificate_spec(&chain->test, certificate).value[ISSUER];
    if ((mutation->roles >> chain_role(chain, certificate) & 1) == 0)
        return;
    const char *text = expanded(chain, certificate, mutation->text, draw);
    if (text == NULL || !is_free(changed, certificate, text) ||
        !is_free(changed, issuer, mutation->issuer_text))
        return;
    take(changed, certificate, text);
    chain_amend(chain, certificate, text);
    if (*mutation->issuer_text != '\0') {
        take(changed, issuer, mutation->issuer_text);
        chain_amend(chain, issuer, mutation->issuer_text);
    }
    chain_note(chain, certificate, mutation->id);
}

void chain_mutate(struct chain *chain, struct draw *draw)
{
    static const size_t how_many[] = {0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4};
    struct changed changed = {.count = 0};
    size_t wanted = how_many[draw_below(draw, sizeof(how_many) / sizeof(how_many[0]))];
    wanted += chain->change_count;
    for (size_t tries = 0; chain->change_count < wanted && tries < 100; tries++)
        mutate(chain, &changed, draw);
}
