/* SPDX-License-Identifier: MIT */
/* lib/trust/crl_set.c, and the CRLs of lib/trust/pool.c. */
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include "trust/pool.h"
#include "x509/name.h"

#include <check.h>

#define MANY 100

/* Views with one byte each; the set looks at nothing but that and the hash of the issuer's name. */
static struct certcheck_crl many[MANY];
static uint8_t bytes[MANY];
static struct cc_crl_set set;

static void set_up(void)
{
    memset(&set, 0, sizeof set);
    memset(many, 0, sizeof many);
    for (size_t i = 0; i < MANY; i++) {
        bytes[i] = (uint8_t)i;
        many[i].der = cc_span_of(&bytes[i], 1);
        atomic_init(&many[i].references, 1);
    }
}

static void tear_down(void)
{
    failing_alloc_at(0);
    cc_crl_set_release(&set);
    for (size_t i = 0; i < MANY; i++)
        ck_assert_uint_eq(atomic_load(&many[i].references), 1);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

/* A Name's hash depends on its bytes alone where they are no Name. */
static cc_span issuer(size_t i)
{
    static const char *const names[] = {"a", "b", "c"};
    return cc_span_text(names[i % 3]);
}

START_TEST(empty_set_finds_nothing)
{
    ck_assert_uint_eq(cc_crl_set_first(&set, issuer(0)), CC_MULTIMAP_END);
}
END_TEST

START_TEST(chain_of_an_issuer_holds_all_of_its_crls)
{
    for (size_t i = 0; i < MANY; i++) {
        many[i].issuer_hash = cc_name_hash(issuer(i));
        ck_assert_int_eq(cc_crl_set_add(&set, &many[i], "many"), CERTCHECK_OK);
    }
    ck_assert_uint_eq(set.count, MANY);
    for (size_t i = 0; i < 3; i++) {
        size_t found = 0;
        for (size_t at = cc_crl_set_first(&set, issuer(i)); at != CC_MULTIMAP_END;
             at = cc_crl_set_next(&set, at))
            found += cc_crl_set_at(&set, at)->crl->issuer_hash == cc_name_hash(issuer(i));
        ck_assert_uint_eq(found, (MANY - i + 2) / 3);
    }
}
END_TEST

START_TEST(failed_allocation_changes_nothing)
{
    for (size_t i = 0; i < 40; i++) {
        char source[2] = {(char)('A' + i), '\0'};
        for (size_t nth = 1;; nth++) {
            failing_alloc_at(nth);
            enum certcheck_status status = cc_crl_set_add(&set, &many[i], source);
            failing_alloc_at(0);
            if (status == CERTCHECK_OK)
                break;
            ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
            ck_assert_uint_eq(set.count, i);
        }
        ck_assert_str_eq(set.entries[i].source, source);
    }
}
END_TEST

START_TEST(pool_hands_out_the_crls_it_was_given)
{
    struct certcheck_pool *pool;
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_pool_crl_count(pool), 0);
    ck_assert_int_eq(certcheck_pool_add_crl(pool, &many[1], "one"), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_add_crl(pool, &many[2], NULL), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_add_crl(pool, &many[1], "again"), CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_pool_crl_count(pool), 2);
    ck_assert_ptr_eq(certcheck_pool_crl(pool, 0), &many[1]);
    ck_assert_str_eq(certcheck_pool_crl_source(pool, 0), "one");
    ck_assert_ptr_eq(certcheck_pool_crl(pool, 1), &many[2]);
    ck_assert_str_eq(certcheck_pool_crl_source(pool, 1), "");
    ck_assert_ptr_null(certcheck_pool_crl(pool, 2));
    ck_assert_str_eq(certcheck_pool_crl_source(pool, 2), "");
    ck_assert_uint_eq(certcheck_pool_count(pool), 0);
    ck_assert_uint_eq(atomic_load(&many[1].references), 2);
    certcheck_pool_free(pool);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("crl_set");
    TCase *tests = tcase_create("crl_set");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, empty_set_finds_nothing);
    tcase_add_test(tests, chain_of_an_issuer_holds_all_of_its_crls);
    tcase_add_test(tests, failed_allocation_changes_nothing);
    tcase_add_test(tests, pool_hands_out_the_crls_it_was_given);
    return run_suite(suite);
}
