/* SPDX-License-Identifier: MIT */
/* What is given beside the chain, in which order, and what is asked. */
#include "differential/chain.h"

#include <string.h>

static void shuffle(const char **names, size_t count, struct draw *draw)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = draw_below(draw, i);
        const char *kept = names[i - 1];
        names[i - 1] = names[other];
        names[other] = kept;
    }
}

static void add_untrusted(struct chain *chain, const char *certificate)
{
    chain->untrusted[chain->untrusted_count++] = certificate;
}

static void add_line(struct chain *chain, const char *line)
{
    size_t count = 0;
    while (chain->test.certificates[count] != NULL)
        count++;
    if (count + 1 >= CASE_CERTIFICATES)
        refuse("no room for the certificate", line);
    chain->test.certificates[count] = line;
}

/* One certificate more, which no path needs. */
static void add_extra(struct chain *chain, struct draw *draw)
{
    static const struct {
        const char *change, *name, *line;
    } extras[] = {
        {"extra-stray", "stray", "stray:ca subject=Stray"},
        {"extra-same-name", "namesake", "namesake:ca key=ed25519-cross"},
        {"extra-same-name-later", "namesake",
         "namesake:ca key=ed25519-cross ski=none from=2025-01-01T00:00:00Z"},
        {"extra-same-key", "renamed", "renamed:ca subject=Renamed"},
        {"extra-old", "former", "former:ca from=2010-01-01T00:00:00Z until=2020-01-01T00:00:00Z"},
        {"extra-self-signed", "selfsigned", "selfsigned:ca issuer=selfsigned"},
        {"extra-root", "root", NULL},
        {"extra-leaf", "leaf", NULL},
    };
    size_t which = draw_below(draw, sizeof(extras) / sizeof(extras[0]));
    if (extras[which].line != NULL)
        add_line(chain, extras[which].line);
    add_untrusted(chain, extras[which].name);
    chain_note(chain, "", extras[which].change);
}

static void repeat_one(struct chain *chain, struct draw *draw)
{
    if (chain->untrusted_count == 0)
        return;
    add_untrusted(chain, chain->untrusted[draw_below(draw, chain->untrusted_count)]);
    chain_note(chain, "", "repeated");
}

static void leave_one_out(struct chain *chain, struct draw *draw)
{
    if (chain->untrusted_count == 0)
        return;
    size_t which = draw_below(draw, chain->untrusted_count);
    chain->untrusted[which] = chain->untrusted[--chain->untrusted_count];
    chain_note(chain, "", "left-out");
}

static void change_anchors(struct chain *chain, struct draw *draw)
{
    static const struct {
        const char *change, *certificate;
    } anchors[] = {
        {"trust-root", "root"}, {"trust-old", "old"}, {"trust-next", "next"}, {"trust-ca", "ca"}};
    size_t which = draw_below(draw, sizeof(anchors) / sizeof(anchors[0]));
    if (!chain_has(chain, anchors[which].certificate))
        return;
    chain->trusted[0] = anchors[which].certificate;
    chain->trusted_count = 1;
    chain_note(chain, "", anchors[which].change);
}

static void change_question(struct chain *chain, struct draw *draw)
{
    static const struct {
        const char *change, *purpose, *host;
    } questions[] = {{"ask-nothing", NULL, NULL},
                     {"ask-no-host", "serverAuth", NULL},
                     {"ask-client", "clientAuth", NULL},
                     {"ask-mail", "emailProtection", NULL},
                     {"ask-other-host", "serverAuth", "other.example"},
                     {"ask-below", "serverAuth", "www.leaf.example"},
                     {"ask-above", "serverAuth", "example"},
                     {"ask-capitals", "serverAuth", "LEAF.EXAMPLE"}};
    size_t which = draw_below(draw, sizeof(questions) / sizeof(questions[0]));
    chain->purpose = questions[which].purpose;
    chain->host = questions[which].host;
    chain_note(chain, "", questions[which].change);
}

void chain_rearrange(struct chain *chain, struct draw *draw)
{
    if (draw_once_in(draw, 3))
        change_question(chain, draw);
    if (draw_once_in(draw, 10))
        change_anchors(chain, draw);
    if (draw_once_in(draw, 20))
        leave_one_out(chain, draw);
    if (draw_once_in(draw, 6))
        add_extra(chain, draw);
    if (draw_once_in(draw, 10))
        repeat_one(chain, draw);
    if (draw_once_in(draw, 3))
        shuffle(chain->untrusted, chain->untrusted_count, draw);
}
