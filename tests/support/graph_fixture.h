/* SPDX-License-Identifier: MIT */
/* What tests of the graph and of the paths in it are set up with. */
#ifndef SUPPORT_GRAPH_FIXTURE_H
#define SUPPORT_GRAPH_FIXTURE_H

#include "path/graph.h"

extern struct cc_certificate_set anchors, pool;
extern struct cc_arena arena;
extern struct cc_budget budget; /* 1000 candidates */
extern struct cc_graph graph;

void graph_set_up(void);
void graph_tear_down(void);

/* Returns the certificate. */
struct certcheck_certificate *put(struct cc_certificate_set *set,
                                  struct certcheck_certificate *certificate);
/* The graph of the leaf, at FAKE_NOW. */
void draw(const struct certcheck_certificate *leaf);

#endif
