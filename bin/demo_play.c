/* SPDX-License-Identifier: MIT */
/* Playing one scene of the demo: a bank, somebody on the way, and one who asks. */
#include "demo.h"

#include <gnutls/crypto.h>
#include <stdio.h>

/* The answer has no length: only the end of the connection says where it ends. */
static const char answer_begins[] = "HTTP/1.1 200 OK\r\n"
                                    "Content-Type: text/plain\r\n"
                                    "Connection: close\r\n"
                                    "\r\n"
                                    "You owe us 10";
static const char answer_ends[] = "0 euros less than yesterday.\n";

static void make_secret(char secret[33])
{
    unsigned char bytes[16];
    demo_must(gnutls_rnd(GNUTLS_RND_NONCE, bytes, sizeof bytes), "a secret");
    for (size_t i = 0; i < sizeof bytes; i++)
        (void)snprintf(secret + 2 * i, 3, "%02x", bytes[i]);
}

const struct demo_server *demo_shown(const struct demo_play *play)
{
    return play->scene->man ? &play->man : &play->bank;
}

static bool start(struct demo_play *play, struct failure *failure)
{
    if (!demo_server_start(&play->bank, failure) || !demo_server_start(&play->man, failure))
        return false;
    play->middle.server = demo_shown(play)->port.number;
    return demo_middle_start(&play->middle, failure);
}

bool demo_play(const struct demo_cast *cast, const struct demo_scene *scene, struct demo_play *play,
               struct failure *failure)
{
    *play = (struct demo_play){.cast = cast, .scene = scene};
    play->bank.port = play->man.port = play->middle.port = DEMO_PORT_NONE;
    enum demo_site banks = scene->man ? SITE_BANK : scene->site;
    play->bank.identity = &cast->sites[banks];
    play->bank.staple = &cast->staples[banks];
    play->man.identity = &cast->sites[SITE_IMPOSTOR];
    play->bank.answer[0] = play->man.answer[0] = answer_begins;
    play->bank.answer[1] = play->man.answer[1] = answer_ends;
    play->middle.deed = scene->deed;
    make_secret(play->secret);
    if (!start(play, failure))
        return false;
    demo_client_ask(&play->client, cast->authority.certificate, play->middle.port.number,
                    play->secret);
    demo_middle_end(&play->middle);
    demo_server_end(&play->bank);
    demo_server_end(&play->man);
    demo_judge(play);
    return true;
}

void demo_play_release(struct demo_play *play)
{
    demo_middle_release(&play->middle);
    demo_server_release(&play->bank);
    demo_server_release(&play->man);
    demo_client_release(&play->client);
}
