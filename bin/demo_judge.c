/* SPDX-License-Identifier: MIT */
/* Holding what all parties of a scene saw against what must come of it. */
#include "demo.h"

#include <string.h>

#include "demo_record.h"

static void check(struct demo_play *play, const char *claim, bool holds)
{
    play->checks[play->check_count++] = (struct demo_check){claim, holds};
    play->as_it_must = play->as_it_must && holds;
}

static void check_server(struct demo_play *play)
{
    const struct demo_scene *scene = play->scene;
    const struct demo_server *server = demo_shown(play);
    if (scene->detected_by == NULL || scene->deed == DEED_CHANGE || scene->deed == DEED_CUT)
        check(play, "the server got the request, and the secret in it",
              demo_bytes_have(&server->received, play->secret));
    else
        check(play, "the server got nothing of the request", server->received.length == 0);
    if (scene->alert >= 0)
        check(play, "the server was told why",
              server->alerted && server->alert == (gnutls_alert_description_t)scene->alert);
    else
        check(play, "the server was told of no trouble", !server->alerted);
    if (scene->man)
        check(play, "the bank was not even called", !play->bank.called);
}

/* Whoever it was that sent them, what came and what went differ in that many bytes. */
static size_t differences(const struct demo_middle *middle, enum demo_direction direction)
{
    const struct demo_bytes *came = &middle->came[direction];
    const struct demo_bytes *went = &middle->went[direction];
    size_t count = came->length > went->length ? came->length - went->length : 0;
    for (size_t i = 0; i < came->length && i < went->length; i++)
        count += came->data[i] != went->data[i];
    return count;
}

static void check_middle(struct demo_play *play)
{
    const struct demo_middle *middle = &play->middle;
    const struct demo_bytes *answer = &middle->came[TO_CLIENT];
    size_t to_server = differences(middle, TO_SERVER);
    size_t to_client = differences(middle, TO_CLIENT);
    check(play, "the secret is not in what passed", !demo_bytes_have(&middle->heard, play->secret));
    check(play, "the name asked for is, in clear", demo_bytes_have(&middle->heard, DEMO_HOST));
    switch (middle->deed) {
    case DEED_LISTEN:
        check(play, "every byte arrived as it was sent", to_server == 0 && to_client == 0);
        break;
    case DEED_CHANGE:
        check(play, "one byte was changed on the way", to_server == 0 && to_client == 1);
        break;
    case DEED_DOWNGRADE:
        check(play, "TLS 1.3 was taken out of the offer", to_server == 1);
        check(play, "the server's answer has the mark",
              demo_record_warns_of_downgrade(answer->data, answer->length));
        break;
    case DEED_CUT:
        check(play, "the end of the answer was held back", middle->cut && to_client > 0);
        break;
    }
}

static void check_client(struct demo_play *play)
{
    const struct demo_client *client = &play->client;
    const char *finding = play->scene->finding;
    bool same = finding == NULL ? client->finding == NULL
                                : client->finding != NULL && strcmp(finding, client->finding) == 0;
    check(play, "certcheck https exits as it must", client->status == play->scene->status);
    check(play, "the verdict on the certificate is right", same);
    check(play, client->whole ? "the page is whole" : "no page is taken for whole",
          client->whole == (play->scene->status == EXIT_VALID));
}

void demo_judge(struct demo_play *play)
{
    play->as_it_must = true;
    check_client(play);
    check_server(play);
    check_middle(play);
}
