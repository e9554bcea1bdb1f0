/* SPDX-License-Identifier: MIT */
/* Enumerates paths, depth first from the leaf. */
#include "path/builder.h"

void cc_builder_start(struct cc_builder *builder, enum cc_search search)
{
    builder->search = search;
    builder->depth_hit = false;
    builder->length_hit = false;
    builder->no_memory = false;
    builder->started = false;
    builder->length = 0;
}

struct cc_edge *cc_builder_edge(const struct cc_builder *builder, size_t i)
{
    return &builder->graph->nodes[builder->frames[i].node].edges[builder->frames[i + 1].edge];
}

static struct cc_node *node_at(const struct cc_builder *builder, size_t i)
{
    return &builder->graph->nodes[builder->frames[i].node];
}

static void push(struct cc_builder *builder, uint32_t node, uint32_t edge)
{
    const struct cc_node *n = &builder->graph->nodes[node];
    builder->frames[builder->length] = (struct cc_frame){.node = node, .edge = edge};
    builder->steps[builder->length] =
        (struct cc_path_step){.certificate = n->certificate, .source = n->source};
    builder->length++;
}

/* A certificate with the same subject, key and alternative names occurs once in a path. */
static bool on_path(const struct cc_builder *builder, uint32_t candidate)
{
    const struct cc_node *nodes = builder->graph->nodes;
    for (size_t i = builder->length; i-- > 0;)
        if (nodes[builder->frames[i].node].entity == nodes[candidate].entity)
            return true;
    return false;
}

static bool admissible(const struct cc_builder *builder, const struct cc_edge *edge)
{
    const struct cc_node *issuer = &builder->graph->nodes[edge->node];
    bool refused = edge->state == CC_EDGE_REFUSED;
    bool other_key = edge->key_identifier == CC_KEY_IDENTIFIER_DIFFERENT;
    switch (builder->search) {
    case CC_SEARCH_SOUND:
    case CC_SEARCH_SIGNED:
        if (refused || !issuer->reaches_anchor)
            return false;
        break;
    case CC_SEARCH_ANY:
        if ((refused && other_key) || !issuer->reaches_anchor)
            return false;
        break;
    case CC_SEARCH_DEAD_ENDS:
        if (refused || other_key)
            return false;
        break;
    }
    return !on_path(builder, edge->node);
}

/* RFC 5280 6.1.4 (l): intermediates are what lies between the leaf and the anchor. */
static uint32_t intermediates(const struct cc_builder *builder)
{
    uint32_t count = 0;
    for (size_t i = 1; i < builder->length; i++)
        count += builder->steps[i].certificate->self_issued ? 0 : 1;
    return count;
}

static enum cc_soundness ask(const struct cc_builder *builder, uint32_t node, enum cc_role role)
{
    if (builder->search != CC_SEARCH_SOUND)
        return CC_SOUND;
    return builder->sound(builder->context, node, role);
}

/* Whether the last certificate may have an issuer above it. */
static enum cc_soundness open_frame(struct cc_builder *builder, struct cc_frame *frame)
{
    if (frame->opened)
        return frame->passable ? CC_SOUND : CC_UNSOUND;
    frame->opened = true;
    if (builder->search == CC_SEARCH_SOUND && intermediates(builder) > builder->max_depth) {
        builder->depth_hit = true;
        return CC_UNSOUND;
    }
    if (builder->length == CC_PATH_LENGTH_MAX) {
        builder->length_hit = true;
        return CC_UNSOUND;
    }
    enum cc_role role = builder->length == 1 ? CC_ROLE_LEAF : CC_ROLE_INTERMEDIATE;
    enum cc_soundness soundness = ask(builder, frame->node, role);
    frame->passable = soundness == CC_SOUND;
    if (cc_graph_sort(builder->graph, frame->node))
        return soundness;
    builder->no_memory = true;
    return CC_SOUND_STOP;
}

/* Whether the current stack ends in an anchor that may end a path. */
static enum cc_soundness offer(struct cc_builder *builder, struct cc_frame *frame)
{
    if (builder->search == CC_SEARCH_DEAD_ENDS || !builder->graph->nodes[frame->node].anchor)
        return CC_UNSOUND;
    return ask(builder, frame->node, builder->length == 1 ? CC_ROLE_TRUSTED_LEAF : CC_ROLE_ANCHOR);
}

static void leave(struct cc_builder *builder, struct cc_path *path, bool anchored)
{
    path->steps = builder->steps;
    path->length = builder->length;
    path->anchored = anchored;
}

/* Everything above the lowest refused edge is given up. */
static void drop_refused(struct cc_builder *builder)
{
    if (builder->search == CC_SEARCH_ANY)
        return;
    for (size_t i = 0; i + 1 < builder->length; i++)
        if (cc_builder_edge(builder, i)->state == CC_EDGE_REFUSED) {
            builder->frames[i].ways_on--;
            builder->length = i + 1;
        }
}

enum follow { FOLLOWED, NO_WAY_ON, FOLLOW_BUDGET };

static enum follow follow(struct cc_builder *builder, struct cc_frame *frame)
{
    const struct cc_node *node = &builder->graph->nodes[frame->node];
    while (frame->next_edge < node->edge_count) {
        if (!cc_budget_spend(builder->graph->budget, CERTCHECK_BUDGET_CANDIDATES, 1))
            return FOLLOW_BUDGET;
        uint32_t edge = frame->next_edge++;
        if (!admissible(builder, &node->edges[edge]))
            continue;
        frame->ways_on++;
        push(builder, node->edges[edge].node, edge);
        return FOLLOWED;
    }
    return NO_WAY_ON;
}

/* Takes one step of the enumeration; true when it produced an outcome for the caller. */
static bool step(struct cc_builder *builder, struct cc_path *path, enum cc_build *outcome)
{
    struct cc_frame *frame = &builder->frames[builder->length - 1];
    if (!frame->offered) {
        frame->offered = true;
        enum cc_soundness end = offer(builder, frame);
        *outcome = end == CC_SOUND ? CC_BUILD_PATH : CC_BUILD_STOPPED;
        leave(builder, path, true);
        if (end != CC_UNSOUND)
            return true;
    }
    enum cc_soundness passable = open_frame(builder, frame);
    *outcome = CC_BUILD_STOPPED;
    if (passable == CC_SOUND_STOP)
        return true;
    enum follow followed = passable == CC_SOUND ? follow(builder, frame) : NO_WAY_ON;
    *outcome = CC_BUILD_BUDGET;
    if (followed == FOLLOW_BUDGET)
        return true;
    if (followed == FOLLOWED)
        return false;
    if (builder->search == CC_SEARCH_DEAD_ENDS && frame->ways_on == 0 && !frame->ended &&
        !node_at(builder, builder->length - 1)->anchor) {
        frame->ended = true;
        leave(builder, path, false);
        *outcome = CC_BUILD_PATH;
        return true;
    }
    builder->length--;
    return false;
}

enum cc_build cc_builder_next(struct cc_builder *builder, struct cc_path *path)
{
    enum cc_build outcome;
    if (!builder->started)
        push(builder, 0, 0);
    builder->started = true;
    drop_refused(builder);
    while (builder->length > 0)
        if (step(builder, path, &outcome))
            return outcome;
    return CC_BUILD_END;
}

void cc_builder_note(const struct cc_builder *builder, uint32_t *edges, size_t length)
{
    for (size_t i = 0; i < length; i++)
        edges[i] = builder->frames[i].edge;
}

void cc_builder_return(struct cc_builder *builder, const uint32_t *edges, size_t length,
                       struct cc_path *path)
{
    builder->length = 0;
    push(builder, 0, 0);
    for (size_t i = 1; i < length; i++)
        push(builder, node_at(builder, i - 1)->edges[edges[i]].node, edges[i]);
    leave(builder, path, true);
}
