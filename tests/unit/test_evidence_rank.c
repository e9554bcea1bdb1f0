/* SPDX-License-Identifier: MIT */
/* lib/verify/evidence_rank.c */
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include "verify/revocation.h"

#include <check.h>

static struct cc_arena arena;

static void tear_down(void)
{
    failing_alloc_at(0);
    cc_arena_release(&arena);
}

static cc_span text_at(const void *set, size_t n)
{
    return cc_span_text(((const char *const *)set)[n]);
}

START_TEST(rank_is_the_place_among_the_sorted)
{
    static const char *const texts[] = {"bb", "", "ba", "b", "c"};
    static const uint32_t places[] = {3, 0, 2, 1, 4};
    const uint32_t *ranks = cc_evidence_ranks(&arena, texts, 5, text_at);
    ck_assert_ptr_nonnull(ranks);
    ck_assert_mem_eq(ranks, places, sizeof(places));
}
END_TEST

START_TEST(failed_allocation_gives_none)
{
    static const char *const texts[] = {"b", "a"};
    failing_alloc_at(1);
    ck_assert_ptr_null(cc_evidence_ranks(&arena, texts, 2, text_at));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evidence_rank");
    TCase *tests = tcase_create("evidence_rank");
    tcase_add_checked_fixture(tests, NULL, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, rank_is_the_place_among_the_sorted);
    tcase_add_test(tests, failed_allocation_gives_none);
    return run_suite(suite);
}
