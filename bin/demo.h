/* SPDX-License-Identifier: MIT */
/* The scenes of the demo: what each one plays, and what must come of it. */
#ifndef DEMO_H
#define DEMO_H

#include "demo_client.h"
#include "demo_middle.h"
#include "demo_revocation.h"
#include "demo_server.h"

/* Whose certificate the client is shown. */
enum demo_site {
    SITE_BANK = 0,
    SITE_EXPIRED,    /* the bank's, of the day before yesterday */
    SITE_OTHER_NAME, /* another host's */
    SITE_STRANGER,   /* the bank's name, by an authority that the client does not know */
    SITE_IMPOSTOR,   /* the bank's name, by one who calls himself by the authority's name */
    SITE_REVOKED,    /* the bank's, which the authority has taken back */
    SITE_COUNT
};

struct demo_scene {
    const char *name;
    const char *title;
    const char *story;  /* what happens, before it is played */
    const char *ending; /* what was detected */
    const char *how;    /* and how */
    enum demo_site site;
    enum demo_deed deed;
    bool man;            /* the client is led to him instead of the bank */
    const char *finding; /* the main finding that must be there; NULL: none */
    int alert;           /* the fatal alert that the server must see; -1: none */
    int status;          /* the exit status of `certcheck https` */
    const char *detected_by;
};

extern const struct demo_scene demo_scenes[];
extern const size_t demo_scene_count;

/* The parties that are the same in all scenes. */
struct demo_cast {
    struct demo_identity authority; /* the one that the client trusts */
    struct demo_identity stranger;
    struct demo_identity impostor; /* has the authority's name, and another key */
    struct demo_identity sites[SITE_COUNT];
    gnutls_datum_t staples[SITE_COUNT]; /* OCSP responses about them; data NULL: none */
};

void demo_cast_make(struct demo_cast *cast);
void demo_cast_release(struct demo_cast *cast);

#define DEMO_CHECKS_MAX 12U

/* One scene as it was played. */
struct demo_play {
    const struct demo_cast *cast;
    const struct demo_scene *scene;
    char secret[33]; /* in the request, as digits: made anew for each scene */
    struct demo_server bank;
    struct demo_server man;
    struct demo_middle middle;
    struct demo_client client;
    struct demo_check {
        const char *claim;
        bool holds;
    } checks[DEMO_CHECKS_MAX];
    size_t check_count;
    bool as_it_must;
};

/* demo_play plays a scene. False when it could not be played at all. To be released in any case. */
bool demo_play(const struct demo_cast *cast, const struct demo_scene *scene, struct demo_play *play,
               struct failure *failure);
void demo_play_release(struct demo_play *play);

/* demo_judge holds what all parties saw against what must come of the scene. */
void demo_judge(struct demo_play *play);

/* demo_shown is the server that the client spoke with. */
const struct demo_server *demo_shown(const struct demo_play *play);

/* demo_text tells a scene to people, demo_json as an object; demo_evidence writes what each party
 * saw into files of a directory. */
void demo_text(const struct terminal *terminal, size_t number, const struct demo_play *play,
               bool brief);
json_t *demo_json(size_t number, const struct demo_play *play);
/* demo_write puts a file into its place, whole or not at all. */
bool demo_write(const char *path, const void *data, size_t length, struct failure *failure);
bool demo_evidence(const char *directory, const struct demo_play *play, struct failure *failure);

#endif
