/* SPDX-License-Identifier: MIT */
/* Whoever sits between client and server in the demo: he hears every byte, and may do worse. */
#ifndef DEMO_MIDDLE_H
#define DEMO_MIDDLE_H

#include <pthread.h>

#include "demo_bytes.h"
#include "demo_port.h"

enum demo_deed {
    DEED_LISTEN = 0, /* passes everything on */
    DEED_CHANGE,     /* changes one bit of the server's answer */
    DEED_DOWNGRADE,  /* takes TLS 1.3 out of what the client offers */
    DEED_CUT         /* ends the connection after the first piece of the answer */
};

enum demo_direction { TO_SERVER = 0, TO_CLIENT };

struct demo_middle {
    enum demo_deed deed;
    unsigned server; /* the port to connect to */

    /* What he heard and did: to be read when he has ended. */
    struct demo_bytes heard;   /* in both directions, as it came */
    struct demo_bytes came[2]; /* in each direction, before he touched it */
    struct demo_bytes went[2]; /* and after */

    struct demo_way {
        struct demo_bytes pending; /* the beginning of a record */
        int from;
        int to;
        bool ended;
        unsigned protected_records; /* of type application_data, so far */
    } ways[2];
    unsigned answer_records; /* of the server's answer, so far */
    bool cut;
    struct demo_port port;
    pthread_t thread;
    bool running;
};

/* demo_middle_start begins to wait for a client on middle->port. */
bool demo_middle_start(struct demo_middle *middle, struct failure *failure);

/* demo_middle_end waits until both have ended their connections. */
void demo_middle_end(struct demo_middle *middle);
void demo_middle_release(struct demo_middle *middle);

#endif
