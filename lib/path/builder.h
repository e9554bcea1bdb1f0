/* SPDX-License-Identifier: MIT */
/* Enumerates paths, depth first from the leaf. It never judges: who may be in a path is asked of
 * the caller, and which edges are refused the caller writes into the graph. */
#ifndef CC_PATH_BUILDER_H
#define CC_PATH_BUILDER_H

#include "path/graph.h"
#include "path/path.h"

/* Certificates in one path at most, self-issued ones included. */
#define CC_PATH_LENGTH_MAX 256

enum cc_search {
    /* Paths to an anchor whose certificates are called sound, along edges that are not refused. */
    CC_SEARCH_SOUND = 0,
    /* Any path to an anchor, to explain why none is valid: refused edges only where the key
     * identifiers do not already tell that the candidate is another one. No depth limit. */
    CC_SEARCH_ANY,
    /* The same along edges that are not refused: those that somebody signed. */
    CC_SEARCH_SIGNED,
    /* Paths that end without an anchor, to explain what is missing; along edges that are not
     * refused. */
    CC_SEARCH_DEAD_ENDS
};

enum cc_build {
    CC_BUILD_PATH = 0, /* *path is the next one */
    CC_BUILD_END,      /* there are no more */
    CC_BUILD_BUDGET,   /* the candidate budget is spent */
    CC_BUILD_STOPPED   /* `sound` asked to stop, or memory ran out */
};

enum cc_soundness { CC_SOUND = 0, CC_UNSOUND, CC_SOUND_STOP };

struct cc_frame {
    uint32_t node;
    uint32_t edge;      /* of the frame below, by which this node was reached */
    uint32_t next_edge; /* to try */
    bool offered;       /* as the end of a path */
    bool opened;        /* asked whether it may be passed through */
    bool passable;
    bool ended;       /* told as a dead end */
    uint32_t ways_on; /* edges that were followed from here and are not refused */
};

struct cc_builder {
    struct cc_graph *graph;
    enum cc_search search;
    uint32_t max_depth; /* intermediates that are not self-issued */
    enum cc_soundness (*sound)(void *context, uint32_t node, enum cc_role role);
    void *context;
    bool depth_hit;  /* a path was cut off by max_depth */
    bool length_hit; /* a path was cut off by CC_PATH_LENGTH_MAX */
    bool no_memory;
    bool started;
    size_t length;
    struct cc_frame frames[CC_PATH_LENGTH_MAX];
    struct cc_path_step steps[CC_PATH_LENGTH_MAX];
};

/* Begins an enumeration anew. The other fields above `depth_hit` are the caller's to set. */
void cc_builder_start(struct cc_builder *builder, enum cc_search search);

/* The next path. Its steps live until the next call. Edges that the caller marked refused since
 * the last call cut off every path through them. */
enum cc_build cc_builder_next(struct cc_builder *builder, struct cc_path *path);

/* Takes down by which edge each of the first `length` certificates of the current path was reached;
 * the leaf's means nothing. */
void cc_builder_note(const struct cc_builder *builder, uint32_t *edges, size_t length);

/* Makes the path to an anchor that was taken down the current one, whatever the enumeration was at;
 * only cc_builder_start goes on from there. */
void cc_builder_return(struct cc_builder *builder, const uint32_t *edges, size_t length,
                       struct cc_path *path);

/* The edge from step i to step i + 1 of the current path. */
struct cc_edge *cc_builder_edge(const struct cc_builder *builder, size_t i);

#endif
