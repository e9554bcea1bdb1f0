/* SPDX-License-Identifier: MIT */
/* Arrays that grow: how far, and what happens where they cannot. */
#include "base/array.h"
#include "base/alloc.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdint.h>

START_TEST(room_is_doubled)
{
    size_t capacity = 0;
    int *numbers = cc_array_grow(NULL, &capacity, 3, sizeof *numbers);
    ck_assert_ptr_nonnull(numbers);
    ck_assert_uint_eq(capacity, 3);
    for (int i = 0; i < 3; i++)
        numbers[i] = i;
    numbers = cc_array_grow(numbers, &capacity, 3, sizeof *numbers);
    ck_assert_ptr_nonnull(numbers);
    ck_assert_uint_eq(capacity, 6);
    numbers[5] = 5;
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(numbers[i], i);
    cc_free(numbers);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}
END_TEST

START_TEST(nothing_changes_without_memory)
{
    size_t capacity = 0;
    char *letters = cc_array_grow(NULL, &capacity, 4, 1);
    failing_alloc_at(1);
    ck_assert_ptr_null(cc_array_grow(letters, &capacity, 4, 1));
    failing_alloc_at(0);
    ck_assert_uint_eq(capacity, 4);
    cc_free(letters);
}
END_TEST

START_TEST(room_that_overflows_is_refused)
{
    static const size_t sizes[] = {1, 3, 24};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t capacity = SIZE_MAX / 2 / sizes[i] + 1, before = capacity;
        failing_alloc_at(0);
        ck_assert_ptr_null(cc_array_grow(NULL, &capacity, 4, sizes[i]));
        ck_assert_uint_eq(failing_alloc_count(), 0);
        ck_assert_uint_eq(capacity, before);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("array");
    TCase *tests = tcase_create("array");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, room_is_doubled);
    tcase_add_test(tests, nothing_changes_without_memory);
    tcase_add_test(tests, room_that_overflows_is_refused);
    return run_suite(suite);
}
