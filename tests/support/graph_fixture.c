/* SPDX-License-Identifier: MIT */
/* Two sets of certificates, and the graph of them. */
#include "support/graph_fixture.h"

#include "support/failing_alloc.h"
#include "support/fake_certificate.h"

#include <check.h>

struct cc_certificate_set anchors, pool;
struct cc_arena arena;
struct cc_budget budget;
struct cc_graph graph;

void graph_set_up(void)
{
    memset(&anchors, 0, sizeof(anchors));
    memset(&pool, 0, sizeof(pool));
    memset(&budget, 0, sizeof(budget));
    cc_arena_init(&arena, 0);
    budget.limit[CERTCHECK_BUDGET_CANDIDATES] = 1000;
}

void graph_tear_down(void)
{
    cc_arena_release(&arena);
    cc_certificate_set_release(&anchors);
    cc_certificate_set_release(&pool);
    fake_release();
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

struct certcheck_certificate *put(struct cc_certificate_set *set,
                                  struct certcheck_certificate *certificate)
{
    bool added;
    ck_assert_int_eq(cc_certificate_set_add(set, certificate, "", &added), CERTCHECK_OK);
    return certificate;
}

void draw(const struct certcheck_certificate *leaf)
{
    ck_assert_int_eq(cc_graph_init(&graph, &arena, &budget, &anchors, &pool, leaf, FAKE_NOW),
                     CERTCHECK_OK);
}
