/* SPDX-License-Identifier: MIT */
/* The parties that are the same in all scenes of the demo. */
#include "demo.h"

#include <stdlib.h>

#define DAY (24L * 60 * 60)

void demo_cast_make(struct demo_cast *cast)
{
    time_t now = time(NULL);
    time_t ago = now - DAY;
    time_t later = now + 90L * DAY;
    *cast = (struct demo_cast){0};
    demo_authority_make("Demo Authority", now, &cast->authority);
    demo_authority_make("An Authority Nobody Knows", now, &cast->stranger);
    demo_authority_make("Demo Authority", now, &cast->impostor);
    const struct {
        const struct demo_identity *authority;
        struct demo_order order;
    } sites[SITE_COUNT] = {
        [SITE_BANK] = {&cast->authority, {DEMO_HOST, ago, later, NULL}},
        [SITE_EXPIRED] = {&cast->authority, {DEMO_HOST, now - 92L * DAY, now - 2L * DAY, NULL}},
        [SITE_OTHER_NAME] = {&cast->authority, {"shop.example", ago, later, NULL}},
        [SITE_STRANGER] = {&cast->stranger, {DEMO_HOST, ago, later, NULL}},
        [SITE_REVOKED] = {&cast->authority, {DEMO_HOST, ago, later, NULL}},
        [SITE_IMPOSTOR] = {&cast->impostor, {DEMO_HOST, ago, later, cast->authority.certificate}},
    };
    for (size_t i = 0; i < SITE_COUNT; i++)
        demo_authority_issue(sites[i].authority, &sites[i].order, &cast->sites[i]);
    demo_revocation_make(&cast->authority, &cast->sites[SITE_BANK], now, 0,
                         &cast->staples[SITE_BANK]);
    demo_revocation_make(&cast->authority, &cast->sites[SITE_REVOKED], now, now - DAY / 2,
                         &cast->staples[SITE_REVOKED]);
}

void demo_cast_release(struct demo_cast *cast)
{
    demo_identity_release(&cast->authority);
    demo_identity_release(&cast->stranger);
    demo_identity_release(&cast->impostor);
    for (size_t i = 0; i < SITE_COUNT; i++)
        demo_identity_release(&cast->sites[i]);
    for (size_t i = 0; i < SITE_COUNT; i++)
        free(cast->staples[i].data);
}
