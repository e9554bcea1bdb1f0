/* SPDX-License-Identifier: MIT */
/* The anchors of the machine that runs the test: skipped where it has none. */
#include <certcheck/store.h>

#include "config.h"
#include "support/run_suite.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

static struct certcheck_store *store;

static void set_up(void)
{
    ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
}

static void tear_down(void)
{
    certcheck_store_free(store);
}

START_TEST(anchors_of_the_system_are_loaded)
{
    struct certcheck_load load = {0};
    const char *found = NULL;
    ck_assert_int_eq(certcheck_store_load_system(store, &found, &load), CERTCHECK_OK);
    ck_assert_ptr_nonnull(found);
    ck_assert_uint_gt(load.added, 0);
    ck_assert_uint_eq(certcheck_store_count(store), load.added);
}
END_TEST

START_TEST(anchors_of_the_system_are_loaded_once)
{
    ck_assert_int_eq(certcheck_store_load_system(store, NULL, NULL), CERTCHECK_OK);
    size_t count = certcheck_store_count(store);
    ck_assert_int_eq(certcheck_store_load_system(store, NULL, NULL), CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_store_count(store), count);
}
END_TEST

/* Looked for without the library, so that one that finds nothing does not look like such a machine.
 */
static bool machine_has_anchors(void)
{
    static const char *const places[] = {
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/cert.pem",
    };
    struct stat about;
    if (DEFAULT_TRUST_STORE[0] != '\0')
        return stat(DEFAULT_TRUST_STORE, &about) == 0;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (stat(places[i], &about) == 0 && about.st_size > 0)
            return true;
    }
    return false;
}

int main(void)
{
    if (!machine_has_anchors()) {
        puts("this machine has no trust anchors");
        return 77;
    }
    Suite *suite = suite_create("source_system");
    TCase *tests = tcase_create("source_system");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, anchors_of_the_system_are_loaded);
    tcase_add_test(tests, anchors_of_the_system_are_loaded_once);
    return run_suite(suite);
}
