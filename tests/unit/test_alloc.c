/* SPDX-License-Identifier: MIT */
/* The real allocator, not the one that other tests put in its place. */
#include "base/alloc.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

START_TEST(size_zero_gives_a_pointer)
{
    void *memory = cc_malloc(0);
    void *zeroed = cc_calloc(0, 8);
    ck_assert_ptr_nonnull(memory);
    ck_assert_ptr_nonnull(zeroed);
    memory = cc_realloc(memory, 0);
    ck_assert_ptr_nonnull(memory);
    cc_free(memory);
    cc_free(zeroed);
}
END_TEST

START_TEST(array_is_zeroed)
{
    unsigned char zeroes[48] = {0};
    unsigned char *array = cc_calloc(6, 8);
    ck_assert_mem_eq(array, zeroes, sizeof zeroes);
    cc_free(array);
}
END_TEST

START_TEST(array_that_overflows_is_refused)
{
    volatile size_t count = SIZE_MAX / 2 + 2;
    ck_assert_ptr_null(cc_calloc(count, 2));
}
END_TEST

START_TEST(growing_keeps_the_contents)
{
    char *text = cc_realloc(NULL, 4);
    memcpy(text, "abc", 4);
    text = cc_realloc(text, 4000);
    ck_assert_str_eq(text, "abc");
    cc_free(text);
}
END_TEST

START_TEST(freeing_nothing_does_nothing)
{
    cc_free(NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("alloc");
    TCase *tests = tcase_create("alloc");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, size_zero_gives_a_pointer);
    tcase_add_test(tests, array_is_zeroed);
    tcase_add_test(tests, array_that_overflows_is_refused);
    tcase_add_test(tests, growing_keeps_the_contents);
    tcase_add_test(tests, freeing_nothing_does_nothing);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
