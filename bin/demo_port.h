/* SPDX-License-Identifier: MIT */
/* A port of loopback on which one of the demo's parties waits for a caller. */
#ifndef DEMO_PORT_H
#define DEMO_PORT_H

#include <stdbool.h>

#include "failure.h"

/* Nobody waits longer than that for anything: milliseconds. */
#define DEMO_PATIENCE 10000

struct demo_port {
    int listener; /* -1: none */
    int stop[2];  /* a pipe: its end tells the party to wait no more */
    unsigned number;
};

#define DEMO_PORT_NONE ((struct demo_port){.listener = -1, .stop = {-1, -1}})

/* demo_port_open takes a port that is free. To be closed in any case. */
bool demo_port_open(struct demo_port *port, struct failure *failure);
void demo_port_close(struct demo_port *port);

/* demo_port_stop ends a wait in demo_port_accept, from another thread. */
void demo_port_stop(struct demo_port *port);

/* demo_port_accept waits for a caller, and returns a socket without delay; -1: nobody came. */
int demo_port_accept(const struct demo_port *port);

/* demo_port_call connects to a port; -1: it cannot. */
int demo_port_call(unsigned number);

#endif
