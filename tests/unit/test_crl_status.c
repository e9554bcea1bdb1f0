/* SPDX-License-Identifier: MIT */
/* lib/check/crl_status.c: whether a CRL may be used, and what it says (RFC 5280 6.3.3). */
#include "support/failing_alloc.h"
#include "support/revocation_writer.h"
#include "support/run_suite.h"

#include "check/crl_status.h"

#include <check.h>

#define THIS_UPDATE 1767225600 /* 2026-01-01, what the writer writes */
#define NEXT_UPDATE (THIS_UPDATE + 31 * 86400)

static struct der_writer scratch[8], subject;
static struct certcheck_crl *complete, *delta;
static struct certcheck_certificate *certificate;
static struct certcheck_crl_entry entry;
static const struct certcheck_crl *by;

static void tear_down(void)
{
    for (size_t i = 0; i < sizeof scratch / sizeof *scratch; i++)
        writer_release(&scratch[i]);
    writer_release(&subject);
    certcheck_crl_free(complete);
    certcheck_crl_free(delta);
    certcheck_certificate_free(certificate);
    complete = delta = NULL;
    certificate = NULL;
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static cc_span hex(size_t slot, const char *text)
{
    writer_release(&scratch[slot]);
    writer_hex(&scratch[slot], text);
    return writer_span(&scratch[slot]);
}

static struct certcheck_crl *read(const struct crl_parts *parts)
{
    struct der_writer whole = {0};
    struct certcheck_crl *crl;
    struct certcheck_parse_error error;
    writer_crl(&whole, parts);
    ck_assert_int_eq(certcheck_crl_parse(whole.data, whole.length, &crl, &error), CERTCHECK_OK);
    writer_release(&whole);
    return crl;
}

static enum cc_crl_usability usability(const char *extensions, const char *entries,
                                       certcheck_time at)
{
    struct crl_parts parts = {0};
    if (extensions != NULL)
        parts.extensions = hex(0, extensions);
    if (entries != NULL)
        parts.entries = hex(1, entries);
    certcheck_crl_free(complete);
    complete = read(&parts);
    return cc_crl_usability(complete, at);
}

START_TEST(crl_counts_from_this_update_to_next_update)
{
    ck_assert_int_eq(usability(NULL, NULL, THIS_UPDATE), CC_CRL_USABLE);
    ck_assert_int_eq(usability(NULL, NULL, NEXT_UPDATE), CC_CRL_USABLE);
    ck_assert_int_eq(usability(NULL, NULL, NEXT_UPDATE + 1), CC_CRL_STALE);
    ck_assert_int_eq(usability(NULL, NULL, THIS_UPDATE - CC_REVOCATION_SKEW), CC_CRL_USABLE);
    ck_assert_int_eq(usability(NULL, NULL, THIS_UPDATE - CC_REVOCATION_SKEW - 1),
                     CC_CRL_FROM_THE_FUTURE);
    ck_assert_int_eq(usability(NULL, NULL, INT64_MIN), CC_CRL_FROM_THE_FUTURE);
    ck_assert_int_eq(usability(NULL, NULL, INT64_MAX), CC_CRL_STALE);
}
END_TEST

START_TEST(crl_without_next_update_is_stale)
{
    struct crl_parts parts = {.updates = hex(0, "170D3236303130313030303030305A")};
    complete = read(&parts);
    ck_assert_int_eq(cc_crl_usability(complete, THIS_UPDATE), CC_CRL_STALE);
}
END_TEST

START_TEST(unknown_critical_extension_keeps_a_crl_from_counting)
{
    ck_assert_int_eq(usability("300C 06032A0304 0101FF 0402 0500", NULL, THIS_UPDATE),
                     CC_CRL_CRITICAL_UNKNOWN);
    ck_assert_int_eq(usability("3009 06032A0304 0402 0500", NULL, THIS_UPDATE), CC_CRL_USABLE);
    /* subjectKeyIdentifier is known, but not in a CRL */
    ck_assert_int_eq(usability("300D 0603551D0E 0101FF 0403 040101", NULL, THIS_UPDATE),
                     CC_CRL_CRITICAL_UNKNOWN);
    ck_assert_int_eq(usability("300D 0603551D14 0101FF 0403 020105", NULL, THIS_UPDATE),
                     CC_CRL_USABLE);
    ck_assert_int_eq(usability("300F 0603551D23 0101FF 0405 30038001AB", NULL, THIS_UPDATE),
                     CC_CRL_USABLE);
}
END_TEST

START_TEST(unknown_critical_extension_of_an_entry_does_too)
{
    ck_assert_int_eq(usability(NULL,
                               "3022 020105 170D3236303130313030303030305A"
                               "300E 300C 06032A0304 0101FF 0402 0500",
                               THIS_UPDATE),
                     CC_CRL_CRITICAL_UNKNOWN);
    ck_assert_int_eq(usability(NULL,
                               "301F 020105 170D3236303130313030303030305A"
                               "300B 3009 06032A0304 0402 0500",
                               THIS_UPDATE),
                     CC_CRL_USABLE);
}
END_TEST

START_TEST(malformed_extension_keeps_a_crl_from_counting)
{
    ck_assert_int_eq(usability("3009 0603551D14 0402 0500", NULL, THIS_UPDATE),
                     CC_CRL_EXTENSION_MALFORMED);
}
END_TEST

START_TEST(two_algorithms_keep_a_crl_from_counting)
{
    complete = read(&(struct crl_parts){.inner_algorithm = hex(0, "3005 06032B6571")});
    ck_assert_int_eq(cc_crl_usability(complete, THIS_UPDATE), CC_CRL_ALGORITHMS_DIFFER);
}
END_TEST

/* ---- deltas ---- */

#define NUMBER(N) "300A 0603551D14 0403 0201" N
#define BASE(N) "300D 0603551D1B 0101FF 0403 0201" N
#define KEY_ID(N) "300E 0603551D23 0407 3005 8003 0000" N
#define ONLY_USERS "300F 0603551D1C 0101FF 0405 3003 8101FF"

static bool fits(const char *of_complete, const char *of_delta)
{
    certcheck_crl_free(complete);
    certcheck_crl_free(delta);
    struct crl_parts whole = {.extensions = hex(0, of_complete)};
    struct crl_parts part = {.extensions = hex(1, of_delta)};
    complete = read(&whole);
    delta = read(&part);
    return cc_crl_delta_fits(complete, delta);
}

START_TEST(delta_fits_by_its_numbers)
{
    ck_assert(fits(NUMBER("05"), NUMBER("06") BASE("05")));
    ck_assert(fits(NUMBER("05"), NUMBER("09") BASE("03")));
    ck_assert(!fits(NUMBER("05"), NUMBER("09") BASE("06")));
    ck_assert(!fits(NUMBER("05"), NUMBER("05") BASE("03")));
    ck_assert(!fits(NUMBER("05"), NUMBER("06")));
    ck_assert(!fits(KEY_ID("01"), NUMBER("06") BASE("05") KEY_ID("01")));
}
END_TEST

START_TEST(delta_fits_by_issuer_scope_and_key)
{
    ck_assert(fits(NUMBER("05") KEY_ID("01"), NUMBER("06") BASE("05") KEY_ID("01")));
    ck_assert(!fits(NUMBER("05") KEY_ID("01"), NUMBER("06") BASE("05") KEY_ID("02")));
    ck_assert(!fits(NUMBER("05") KEY_ID("01"), NUMBER("06") BASE("05")));
    ck_assert(fits(NUMBER("05") ONLY_USERS, NUMBER("06") BASE("05") ONLY_USERS));
    ck_assert(!fits(NUMBER("05"), NUMBER("06") BASE("05") ONLY_USERS));
    certcheck_crl_free(delta);
    delta = read(&(struct crl_parts){.extensions = hex(1, NUMBER("06") BASE("05")),
                                     .issuer = hex(2, "3000")});
    ck_assert(!cc_crl_delta_fits(complete, delta));
}
END_TEST

/* ---- status ---- */

#define ENTRY "3012 020105 170D3236303130313030303030305A"
#define OTHER_ENTRY "3012 020106 170D3236303130313030303030305A"
#define REMOVED "3020 020105 170D3236303130313030303030305A 300C 300A 0603551D15 0403 0A0108"
#define ON_HOLD "3020 020105 170D3236303130313030303030305A 300C 300A 0603551D15 0403 0A0106"

static enum cc_crl_status status(const char *in_complete, const char *in_delta)
{
    struct crl_parts whole = {0}, part = {0};
    writer_release(&subject);
    writer_certificate(&subject, &(struct certificate_parts){.serial = hex(2, "020105")});
    certcheck_certificate_free(certificate);
    ck_assert_int_eq(certcheck_certificate_parse(subject.data, subject.length, &certificate, NULL),
                     CERTCHECK_OK);
    if (in_complete != NULL)
        whole.entries = hex(0, in_complete);
    certcheck_crl_free(complete);
    certcheck_crl_free(delta);
    complete = read(&whole);
    delta = NULL;
    if (in_delta != NULL) {
        part.entries = hex(1, in_delta);
        delta = read(&part);
    }
    return cc_crl_status(NULL, certificate, complete, delta, &entry, &by);
}

START_TEST(entry_of_the_complete_crl_revokes)
{
    ck_assert_int_eq(status(NULL, NULL), CC_CRL_UNREVOKED);
    ck_assert_int_eq(status(OTHER_ENTRY, NULL), CC_CRL_UNREVOKED);
    ck_assert_int_eq(status(OTHER_ENTRY ENTRY, NULL), CC_CRL_REVOKED);
    ck_assert_ptr_eq(by, complete);
    ck_assert(!entry.has_reason);
    ck_assert_int_eq(status(ENTRY, OTHER_ENTRY), CC_CRL_REVOKED);
    ck_assert_ptr_eq(by, complete);
}
END_TEST

START_TEST(entry_of_the_delta_comes_first)
{
    ck_assert_int_eq(status(OTHER_ENTRY, ON_HOLD), CC_CRL_REVOKED);
    ck_assert_ptr_eq(by, delta);
    ck_assert_int_eq(entry.reason, CERTCHECK_REASON_CERTIFICATE_HOLD);
    ck_assert_int_eq(status(ON_HOLD, REMOVED), CC_CRL_UNREVOKED);
    ck_assert_int_eq(status(ON_HOLD, ENTRY), CC_CRL_REVOKED);
    ck_assert_ptr_eq(by, delta);
}
END_TEST

START_TEST(removal_takes_back_nothing_but_holds)
{
    ck_assert_int_eq(status(ENTRY, REMOVED), CC_CRL_REVOKED);
    ck_assert_ptr_eq(by, complete);
    ck_assert(!entry.has_reason);
    ck_assert_int_eq(status(OTHER_ENTRY, REMOVED), CC_CRL_UNREVOKED);
}
END_TEST

START_TEST(removal_in_a_complete_crl_revokes)
{
    ck_assert_int_eq(status(REMOVED, NULL), CC_CRL_REVOKED);
}
END_TEST

START_TEST(crl_whose_issuer_has_no_name_breaks_a_rule)
{
    struct cc_crl_flaw flaws[CC_CRL_FLAWS_MAX];
    const struct crl_parts parts = {0};
    complete = read(&parts);
    size_t count = cc_crl_flaws(complete, flaws);
    complete->issuer_empty = true;
    ck_assert_uint_eq(cc_crl_flaws(complete, flaws), count + 1);
    ck_assert_int_eq(flaws[count].code, CERTCHECK_FINDING_CRL_FIELD_FORM);
    ck_assert_str_eq(flaws[count].why, "the issuer's name is empty");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("crl_status");
    TCase *tests = tcase_create("crl_status");
    tcase_add_checked_fixture(tests, NULL, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, crl_counts_from_this_update_to_next_update);
    tcase_add_test(tests, crl_without_next_update_is_stale);
    tcase_add_test(tests, unknown_critical_extension_keeps_a_crl_from_counting);
    tcase_add_test(tests, unknown_critical_extension_of_an_entry_does_too);
    tcase_add_test(tests, malformed_extension_keeps_a_crl_from_counting);
    tcase_add_test(tests, two_algorithms_keep_a_crl_from_counting);
    tcase_add_test(tests, delta_fits_by_its_numbers);
    tcase_add_test(tests, delta_fits_by_issuer_scope_and_key);
    tcase_add_test(tests, entry_of_the_complete_crl_revokes);
    tcase_add_test(tests, entry_of_the_delta_comes_first);
    tcase_add_test(tests, removal_takes_back_nothing_but_holds);
    tcase_add_test(tests, removal_in_a_complete_crl_revokes);
    tcase_add_test(tests, crl_whose_issuer_has_no_name_breaks_a_rule);
    return run_suite(suite);
}
