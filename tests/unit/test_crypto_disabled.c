/* SPDX-License-Identifier: MIT */
/* lib/crypto on a machine whose GnuTLS configuration disables curves: whichever library checks
 * signatures, those on such a curve are not supported. */
#include "crypto/crypto.h"

#include "support/run_suite.h"
#include "support/signature_sample.h"

#include <check.h>
#include <stdlib.h>
#include <unistd.h>

START_TEST(disabled_curves_are_not_supported)
{
    static const char *const names[] = {"ecdsa-p256-sha256", "ed25519"};
    struct sample sample;
    struct cc_keeper keeper = {NULL};
    sample_load(names[_i], &sample);
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_UNSUPPORTED);
    ck_assert_int_eq(sample_verify_keeping(&sample, &keeper), CC_SIGNATURE_UNSUPPORTED);
    cc_keeper_release(&keeper);
    ck_assert(!sample_key_info(sample.key_span).usable);
}
END_TEST

START_TEST(others_are)
{
    struct sample sample;
    sample_load("ecdsa-p384-sha384", &sample);
    ck_assert_int_eq(sample_verify(&sample), CC_SIGNATURE_GOOD);
    ck_assert(sample_key_info(sample.key_span).usable);
}
END_TEST

static bool write_configuration(char *path)
{
    static const char text[] = "[overrides]\n"
                               "disabled-curve = secp256r1\n"
                               "disabled-curve = ed25519\n";
    int file = mkstemp(path);
    return file >= 0 && write(file, text, sizeof text - 1) == sizeof text - 1 && close(file) == 0;
}

/* GnuTLS reads it before main: the program starts itself once more. */
static int start_again(char **argv)
{
    char path[] = "/tmp/certcheck-gnutls-XXXXXX";
    if (!write_configuration(path) || setenv("GNUTLS_SYSTEM_PRIORITY_FILE", path, 1) != 0 ||
        setenv("CERTCHECK_TEST_CONFIGURATION", path, 1) != 0)
        return 2;
    (void)execv("/proc/self/exe", argv);
    return 2;
}

int main(int argc, char **argv)
{
    const char *path = getenv("CERTCHECK_TEST_CONFIGURATION");
    (void)argc;
    if (path == NULL)
        return start_again(argv);
    Suite *suite = suite_create("crypto_disabled");
    TCase *tests = tcase_create("crypto_disabled");
    tcase_add_loop_test(tests, disabled_curves_are_not_supported, 0, 2);
    tcase_add_test(tests, others_are);
    suite_add_tcase(suite, tests);
    int status = run_suite(suite);
    (void)unlink(path);
    return status;
}
