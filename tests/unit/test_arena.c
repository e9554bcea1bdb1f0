/* SPDX-License-Identifier: MIT */
/* The bump allocator: its alignment, its cap, its end. */
#include "base/arena.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

static struct cc_arena arena;

static void set_up(void)
{
    failing_alloc_in_blocks(true);
    cc_arena_init(&arena, 0);
}

static void tear_down(void)
{
    failing_alloc_in_blocks(false);
    failing_alloc_at(0);
    cc_arena_release(&arena);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

START_TEST(pieces_are_zeroed_and_aligned)
{
    for (size_t size = 1; size < 200; size++) {
        unsigned char *piece = cc_arena_alloc(&arena, size);
        ck_assert_ptr_nonnull(piece);
        ck_assert_uint_eq((uintptr_t)piece % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(piece[i], 0);
        memset(piece, 0xA5, size);
    }
}
END_TEST

START_TEST(pieces_do_not_overlap)
{
    unsigned char *first = cc_arena_alloc(&arena, 24);
    unsigned char *second = cc_arena_alloc(&arena, 24);
    memset(first, 1, 24);
    memset(second, 2, 24);
    ck_assert_uint_eq(first[23], 1);
    ck_assert_uint_eq(second[0], 2);
}
END_TEST

START_TEST(no_objects_still_give_a_pointer)
{
    ck_assert_ptr_nonnull(cc_arena_array(&arena, 0, 100));
    ck_assert_ptr_nonnull(cc_arena_array(&arena, 100, 0));
}
END_TEST

START_TEST(piece_larger_than_a_block_fits)
{
    unsigned char *piece = cc_arena_array(&arena, 1000, 100);
    ck_assert_ptr_nonnull(piece);
    memset(piece, 0xFF, 100000);
    ck_assert_uint_eq(arena.used, 100000);
}
END_TEST

START_TEST(blocks_grow_with_what_is_handed_out)
{
    failing_alloc_at(0);
    for (int i = 0; i < 1 << 16; i++)
        ck_assert_ptr_nonnull(cc_arena_alloc(&arena, 16));
    ck_assert_uint_le(failing_alloc_count(), 7 + (1 << 20) / (16 * 1024));
}
END_TEST

START_TEST(array_that_overflows_is_refused)
{
    ck_assert_ptr_null(cc_arena_array(&arena, SIZE_MAX / 2 + 1, 2));
    ck_assert_ptr_null(cc_arena_array(&arena, 1, SIZE_MAX));
    ck_assert_ptr_null(cc_arena_array(&arena, 1, SIZE_MAX - 64));
    ck_assert_ptr_null(cc_arena_text(&arena, "", SIZE_MAX));
    /* the least factors of half the bits whose product is too large */
    size_t half = (size_t)1 << (sizeof(size_t) * 4 - 1);
    ck_assert_ptr_null(cc_arena_array(&arena, half, half));
    ck_assert_uint_eq(arena.used, 0);
}
END_TEST

START_TEST(cap_is_reached_and_not_passed)
{
    cc_arena_init(&arena, 64);
    ck_assert_ptr_nonnull(cc_arena_alloc(&arena, 48));
    ck_assert_ptr_null(cc_arena_alloc(&arena, 17));
    ck_assert_ptr_nonnull(cc_arena_alloc(&arena, 16));
    ck_assert_ptr_null(cc_arena_alloc(&arena, 1));
}
END_TEST

START_TEST(released_arena_keeps_its_cap)
{
    cc_arena_init(&arena, 64);
    ck_assert_ptr_nonnull(cc_arena_alloc(&arena, 64));
    cc_arena_release(&arena);
    ck_assert_uint_eq(failing_alloc_live(), 0);
    ck_assert_ptr_nonnull(cc_arena_alloc(&arena, 64));
    ck_assert_ptr_null(cc_arena_alloc(&arena, 1));
}
END_TEST

START_TEST(rewound_arena_keeps_what_was_there_before)
{
    unsigned char *kept = cc_arena_alloc(&arena, 100);
    memset(kept, 0xA5, 100);
    struct cc_arena_mark mark = cc_arena_mark(&arena);
    size_t live = failing_alloc_live();
    unsigned char *again = cc_arena_alloc(&arena, 24);
    memset(again, 1, 24);
    ck_assert_ptr_nonnull(cc_arena_alloc(&arena, 10000));
    cc_arena_rewind(&arena, &mark);
    ck_assert_uint_eq(failing_alloc_live(), live);
    ck_assert_uint_eq(kept[99], 0xA5);
    ck_assert_ptr_eq(cc_arena_alloc(&arena, 24), again);
    ck_assert_uint_eq(again[0], 0);
}
END_TEST

START_TEST(arena_rewound_to_its_beginning_is_empty)
{
    struct cc_arena_mark mark = cc_arena_mark(&arena);
    ck_assert_ptr_nonnull(cc_arena_alloc(&arena, 10));
    cc_arena_rewind(&arena, &mark);
    ck_assert_uint_eq(failing_alloc_live(), 0);
    ck_assert_uint_eq(arena.used, 0);
}
END_TEST

START_TEST(text_is_copied_with_a_final_nul)
{
    ck_assert_str_eq(cc_arena_text(&arena, "abcdef", 3), "abc");
    ck_assert_str_eq(cc_arena_text(&arena, NULL, 0), "");
}
END_TEST

START_TEST(failed_allocation_leaves_the_arena_usable)
{
    failing_alloc_at(1);
    ck_assert_ptr_null(cc_arena_alloc(&arena, 8));
    ck_assert_ptr_nonnull(cc_arena_alloc(&arena, 8));
}
END_TEST

START_TEST(piece_with_a_block_of_its_own_can_fail)
{
    failing_alloc_in_blocks(false);
    failing_alloc_at(2);
    ck_assert_ptr_nonnull(cc_arena_alloc(&arena, 8));
    ck_assert_ptr_null(cc_arena_alloc(&arena, 8));
    ck_assert_ptr_nonnull(cc_arena_alloc(&arena, 8));
    ck_assert_uint_eq(failing_alloc_count(), 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("arena");
    TCase *tests = tcase_create("arena");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, pieces_are_zeroed_and_aligned);
    tcase_add_test(tests, pieces_do_not_overlap);
    tcase_add_test(tests, no_objects_still_give_a_pointer);
    tcase_add_test(tests, piece_larger_than_a_block_fits);
    tcase_add_test(tests, blocks_grow_with_what_is_handed_out);
    tcase_add_test(tests, array_that_overflows_is_refused);
    tcase_add_test(tests, cap_is_reached_and_not_passed);
    tcase_add_test(tests, released_arena_keeps_its_cap);
    tcase_add_test(tests, rewound_arena_keeps_what_was_there_before);
    tcase_add_test(tests, arena_rewound_to_its_beginning_is_empty);
    tcase_add_test(tests, text_is_copied_with_a_final_nul);
    tcase_add_test(tests, failed_allocation_leaves_the_arena_usable);
    tcase_add_test(tests, piece_with_a_block_of_its_own_can_fail);
    return run_suite(suite);
}
