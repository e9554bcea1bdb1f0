/* SPDX-License-Identifier: MIT */
/* The alerts behind the findings. */
#include "support/run_suite.h"

#include <certcheck/gnutls.h>
#include <check.h>

START_TEST(every_finding_has_an_alert_that_is_one_about_certificates)
{
    ck_assert_int_eq(certcheck_gnutls_alert_of(NULL, false), GNUTLS_A_INTERNAL_ERROR);
    struct certcheck_finding finding = {.code = (enum certcheck_finding_code)_i};
    for (int of_client = 0; of_client < 2; of_client++) {
        gnutls_alert_description_t alert = certcheck_gnutls_alert_of(&finding, of_client);
        ck_assert((alert >= GNUTLS_A_BAD_CERTIFICATE && alert <= GNUTLS_A_CERTIFICATE_UNKNOWN) ||
                  alert == GNUTLS_A_UNKNOWN_CA || alert == GNUTLS_A_ACCESS_DENIED || alert == 113);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("alert");
    TCase *contract = tcase_create("alert");
    suite_add_tcase(suite, contract);
    tcase_add_loop_test(contract, every_finding_has_an_alert_that_is_one_about_certificates, 0,
                        CERTCHECK_FINDING_CODES);
    return suite;
}

int main(void)
{
    return run_suite(make_suite());
}
