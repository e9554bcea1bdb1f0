/* SPDX-License-Identifier: MIT */
/* lib/trust/pool.c: the pool hands out what it was given. */
#include "trust/pool.h"

#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>

/* Views with one byte each; the pool looks at nothing else. */
static struct certcheck_certificate many[3];
static const uint8_t bytes[3] = {0, 1, 2};

static void set_up(void)
{
    memset(many, 0, sizeof many);
    for (size_t i = 0; i < 3; i++) {
        atomic_init(&many[i].references, 1);
        many[i].der = cc_span_of(&bytes[i], 1);
    }
}

static void tear_down(void)
{
    failing_alloc_at(0);
    for (size_t i = 0; i < 3; i++)
        ck_assert_uint_eq(atomic_load(&many[i].references), 1);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

START_TEST(pool_hands_out_what_it_was_given)
{
    struct certcheck_pool *pool;
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_pool_count(pool), 0);
    ck_assert_int_eq(certcheck_pool_add(pool, &many[1], "one"), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_add(pool, &many[2], NULL), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_add(pool, &many[1], "again"), CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_pool_count(pool), 2);
    ck_assert_ptr_eq(certcheck_pool_certificate(pool, 0), &many[1]);
    ck_assert_ptr_eq(certcheck_pool_certificate(pool, 1), &many[2]);
    ck_assert_str_eq(certcheck_pool_source(pool, 0), "one");
    ck_assert_str_eq(certcheck_pool_source(pool, 1), "");
    ck_assert_ptr_null(certcheck_pool_certificate(pool, 2));
    ck_assert_str_eq(certcheck_pool_source(pool, 2), "");
    ck_assert_uint_eq(atomic_load(&many[1].references), 2);
    certcheck_pool_free(pool);
    certcheck_pool_free(NULL);
}
END_TEST

START_TEST(pool_without_memory_is_no_pool)
{
    struct certcheck_pool *pool;
    failing_alloc_at(1);
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_NO_MEMORY);
    ck_assert_ptr_null(pool);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pool");
    TCase *tests = tcase_create("pool");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, pool_hands_out_what_it_was_given);
    tcase_add_test(tests, pool_without_memory_is_no_pool);
    return run_suite(suite);
}
