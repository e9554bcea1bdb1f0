/* SPDX-License-Identifier: MIT */
/* lib/trust/ocsp_set.c and crl_set.c, over base/multimap.c: responses by serial number, CRLs by
 * issuer. */
#include "trust/ocsp_set.h"

#include "support/failing_alloc.h"
#include "support/revocation_writer.h"
#include "support/run_suite.h"

#include "trust/crl_set.h"

#include <check.h>
#include <stdio.h>

#define MANY 100

static struct cc_crl_set crls;
static struct cc_ocsp_set responses;
static struct der_writer name, whole, singles;

static void tear_down(void)
{
    failing_alloc_at(0);
    cc_crl_set_release(&crls);
    cc_ocsp_set_release(&responses);
    writer_release(&name);
    writer_release(&whole);
    writer_release(&singles);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static struct certcheck_crl *crl_of(const char *issuer)
{
    struct certcheck_crl *crl;
    writer_release(&name);
    writer_release(&whole);
    writer_name(&name, issuer);
    writer_crl(&whole, &(struct crl_parts){.issuer = writer_span(&name)});
    ck_assert_int_eq(certcheck_crl_parse(whole.data, whole.length, &crl, NULL), CERTCHECK_OK);
    return crl;
}

static struct certcheck_ocsp *ocsp_of(const uint8_t *serials, size_t count)
{
    struct certcheck_ocsp *ocsp;
    writer_release(&singles);
    writer_release(&whole);
    for (size_t i = 0; i < count; i++) {
        const uint8_t serial[] = {0x02, 0x01, serials[i]};
        writer_ocsp_single(&singles, &(struct ocsp_single_parts){.serial = cc_span_of(serial, 3)});
    }
    writer_ocsp(&whole, &(struct ocsp_parts){.singles = writer_span(&singles)});
    ck_assert_int_eq(certcheck_ocsp_parse(whole.data, whole.length, &ocsp, NULL), CERTCHECK_OK);
    return ocsp;
}

static bool add_crl(const char *issuer)
{
    struct certcheck_crl *crl = crl_of(issuer);
    size_t before = crls.count;
    ck_assert_int_eq(cc_crl_set_add(&crls, crl, issuer), CERTCHECK_OK);
    certcheck_crl_free(crl);
    return crls.count > before;
}

static size_t crls_of(const char *issuer)
{
    size_t count = 0;
    writer_release(&name);
    writer_name(&name, issuer);
    cc_span wanted = writer_span(&name);
    for (size_t at = cc_crl_set_first(&crls, wanted); at != CC_MULTIMAP_END;
         at = cc_crl_set_next(&crls, at))
        count += certcheck_name_equal(cc_crl_set_at(&crls, at)->crl->issuer, wanted);
    return count;
}

START_TEST(crls_are_found_by_their_issuer)
{
    char issuer[16];
    ck_assert_uint_eq(crls_of("CA 1"), 0);
    for (int i = 0; i < MANY; i++) {
        snprintf(issuer, sizeof issuer, "CA %d", i);
        ck_assert(add_crl(issuer));
    }
    ck_assert(!add_crl("CA 7"));
    ck_assert(add_crl("ca 7")); /* other bytes, the same name: RFC 5280 7.1 */
    ck_assert_uint_eq(crls.count, MANY + 1);
    for (int i = 0; i < MANY; i++) {
        snprintf(issuer, sizeof issuer, "CA %d", i);
        ck_assert_uint_eq(crls_of(issuer), i == 7 ? 2 : 1);
    }
    ck_assert_uint_eq(crls_of("CA 100"), 0);
    ck_assert_str_eq(crls.entries[3].source, "CA 3");
}
END_TEST

static size_t responses_about(uint8_t serial)
{
    size_t count = 0;
    for (size_t at = cc_ocsp_set_first(&responses, cc_span_of(&serial, 1)); at != CC_MULTIMAP_END;
         at = cc_ocsp_set_next(&responses, at)) {
        ck_assert_ptr_nonnull(cc_ocsp_set_at(&responses, at)->ocsp);
        count++;
    }
    return count;
}

START_TEST(responses_are_found_by_each_serial_number)
{
    static const uint8_t serials[][3] = {{1, 2, 2}, {2, 3, 4}, {5, 5, 5}};
    for (size_t i = 0; i < 3; i++) {
        struct certcheck_ocsp *ocsp = ocsp_of(serials[i], 3);
        ck_assert_int_eq(cc_ocsp_set_add(&responses, ocsp, NULL), CERTCHECK_OK);
        ck_assert_int_eq(cc_ocsp_set_add(&responses, ocsp, NULL), CERTCHECK_OK);
        ck_assert_uint_eq(responses.count, i + 1);
        certcheck_ocsp_free(ocsp);
    }
    ck_assert_str_eq(responses.entries[0].source, "");
    ck_assert_uint_eq(responses_about(1), 1);
    ck_assert_uint_eq(responses_about(2), 2);
    ck_assert_uint_eq(responses_about(4), 1);
    ck_assert_uint_eq(responses_about(5), 1);
    ck_assert_uint_eq(responses_about(6), 0);
}
END_TEST

START_TEST(failed_allocation_changes_nothing)
{
    char issuer[16];
    static const uint8_t serials[20] = {1, 2, 3};
    struct certcheck_ocsp *ocsp = ocsp_of(serials, 20);
    for (int i = 0; i < 16; i++) {
        snprintf(issuer, sizeof issuer, "CA %d", i);
        ck_assert(add_crl(issuer));
    }
    struct certcheck_crl *crl = crl_of("one more");
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        if (cc_crl_set_add(&crls, crl, "source") == CERTCHECK_OK)
            break;
        ck_assert_uint_eq(crls.count, 16);
        ck_assert_uint_eq(crls_of("CA 3"), 1);
    }
    ck_assert_uint_eq(crls_of("one more"), 1);
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        if (cc_ocsp_set_add(&responses, ocsp, "source") == CERTCHECK_OK)
            break;
        ck_assert_uint_eq(responses.count, 0);
        ck_assert_uint_eq(responses_about(1), 0);
    }
    ck_assert_uint_eq(responses_about(1), 1);
    certcheck_crl_free(crl);
    certcheck_ocsp_free(ocsp);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ocsp_set");
    TCase *tests = tcase_create("ocsp_set");
    tcase_add_checked_fixture(tests, NULL, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, crls_are_found_by_their_issuer);
    tcase_add_test(tests, responses_are_found_by_each_serial_number);
    tcase_add_test(tests, failed_allocation_changes_nothing);
    return run_suite(suite);
}
