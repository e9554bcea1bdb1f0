/* SPDX-License-Identifier: MIT */
/* lib/x509/crl_index.c: every entry is found, by the issuer in force, and nothing else is. */
#include "support/failing_alloc.h"
#include "support/revocation_writer.h"
#include "support/run_suite.h"

#include "x509/crl.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static struct der_writer entries, extensions, whole, name;
static struct certcheck_crl *crl;

static void teardown(void)
{
    certcheck_crl_free(crl);
    crl = NULL;
    writer_release(&entries);
    writer_release(&extensions);
    writer_release(&whole);
    writer_release(&name);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static cc_span serial_of(uint32_t number, uint8_t octets[4])
{
    octets[0] = 0x40;
    octets[1] = (uint8_t)(number >> 16);
    octets[2] = (uint8_t)(number >> 8);
    octets[3] = (uint8_t)number;
    return cc_span_of(octets, 4);
}

/* An entry with a reason (none: -1) and a certificateIssuer (none: NULL). */
static void add(uint32_t serial, int reason, const char *issuer)
{
    uint8_t octets[4];
    writer_release(&extensions);
    if (reason >= 0)
        writer_reason(&extensions, (unsigned)reason);
    if (issuer != NULL)
        writer_certificate_issuer(&extensions, issuer);
    writer_crl_entry(&entries, serial_of(serial, octets), "260101000000Z",
                     extensions.length == 0 ? (cc_span){0} : writer_span(&extensions));
}

static void parse(void)
{
    struct certcheck_parse_error error;
    writer_crl(&whole, &(struct crl_parts){.entries = writer_span(&entries)});
    enum certcheck_status status = certcheck_crl_parse(whole.data, whole.length, &crl, &error);
    ck_assert_msg(status == CERTCHECK_OK, "%s at %zu", error.rule, error.offset);
}

static bool find(const char *issuer, uint32_t serial, struct certcheck_crl_entry *entry)
{
    uint8_t octets[4];
    writer_release(&name);
    writer_name(&name, issuer);
    return certcheck_crl_find(crl, writer_span(&name), serial_of(serial, octets), entry);
}

START_TEST(every_entry_is_found_in_lists_of_any_size)
{
    static const uint32_t sizes[] = {1, 2, 15, 16, 17, 1000, 20000};
    struct certcheck_crl_entry entry;
    uint32_t size = sizes[_i];
    /* Multiplied by an odd number: not in order, and no two the same. */
    for (uint32_t i = 0; i < size; i++)
        add(i * 40503 & 0xFFFFFF, -1, NULL);
    parse();
    for (uint32_t i = 0; i < size; i++) {
        uint8_t octets[4];
        uint32_t serial = i * 40503 & 0xFFFFFF;
        ck_assert(find("issuer", serial, &entry));
        ck_assert(cc_span_equal(entry.serial, serial_of(serial, octets)));
        ck_assert_uint_eq(entry.certificate_issuer.length, 0);
    }
    for (uint32_t i = size; i < size + 1000; i++)
        ck_assert(!find("issuer", i * 40503 & 0xFFFFFF, &entry));
    ck_assert(!find("other", 0, &entry));
    ck_assert(find("ISSUER", 0, &entry)); /* RFC 5280 7.1 */
}
END_TEST

START_TEST(empty_list_has_nothing)
{
    struct certcheck_crl_entry entry;
    size_t position = 0;
    writer_crl(&whole, &(struct crl_parts){0});
    ck_assert_int_eq(certcheck_crl_parse(whole.data, whole.length, &crl, NULL), CERTCHECK_OK);
    ck_assert(!find("issuer", 0, &entry));
    ck_assert(!certcheck_crl_next_entry(crl, &position, &entry));
}
END_TEST

START_TEST(shorter_and_longer_serials_are_others)
{
    struct certcheck_crl_entry entry;
    const uint8_t octets[] = {0x40, 0, 0, 1, 0};
    add(1, -1, NULL);
    parse();
    writer_name(&name, "issuer");
    ck_assert(certcheck_crl_find(crl, writer_span(&name), cc_span_of(octets, 4), &entry));
    ck_assert(!certcheck_crl_find(crl, writer_span(&name), cc_span_of(octets, 5), &entry));
    ck_assert(!certcheck_crl_find(crl, writer_span(&name), cc_span_of(octets, 3), &entry));
    ck_assert(!certcheck_crl_find(crl, writer_span(&name), (cc_span){0}, &entry));
}
END_TEST

START_TEST(certificate_issuer_stays_until_the_next)
{
    struct certcheck_crl_entry entry;
    add(1, -1, NULL);
    add(2, -1, "A");
    add(3, 1, NULL);
    add(4, -1, "A");
    add(5, -1, "B");
    add(6, -1, NULL);
    add(7, -1, "A");
    parse();
    ck_assert_uint_eq(crl->index.issuer_change_count, 3);
    static const char *const expected[] = {"issuer", "A", "A", "A", "B", "B", "A"};
    static const char *const names[] = {"issuer", "A", "B"};
    for (uint32_t i = 0; i < 7; i++) {
        for (size_t j = 0; j < 3; j++)
            ck_assert_int_eq(find(names[j], i + 1, &entry), strcmp(names[j], expected[i]) == 0);
    }
    size_t position = 0;
    for (uint32_t i = 0; i < 7; i++) {
        ck_assert(certcheck_crl_next_entry(crl, &position, &entry));
        writer_release(&name);
        writer_name(&name, expected[i]);
        ck_assert(cc_crl_issuer_is(crl, entry.certificate_issuer, writer_span(&name)));
        ck_assert_int_eq(entry.certificate_issuer.length == 0, i == 0);
    }
}
END_TEST

START_TEST(of_several_entries_one_that_revokes_for_good_counts)
{
    struct certcheck_crl_entry entry;
    add(1, CERTCHECK_REASON_REMOVE_FROM_CRL, NULL);
    add(2, CERTCHECK_REASON_REMOVE_FROM_CRL, NULL);
    add(1, CERTCHECK_REASON_CERTIFICATE_HOLD, NULL);
    add(3, CERTCHECK_REASON_CERTIFICATE_HOLD, NULL);
    add(3, CERTCHECK_REASON_REMOVE_FROM_CRL, NULL);
    add(4, CERTCHECK_REASON_CERTIFICATE_HOLD, NULL);
    add(4, -1, NULL);
    add(1, CERTCHECK_REASON_KEY_COMPROMISE, NULL);
    add(1, CERTCHECK_REASON_REMOVE_FROM_CRL, NULL);
    add(1, CERTCHECK_REASON_SUPERSEDED, NULL);
    parse();
    ck_assert(find("issuer", 1, &entry));
    ck_assert_int_eq(entry.reason, CERTCHECK_REASON_KEY_COMPROMISE);
    ck_assert(find("issuer", 2, &entry));
    ck_assert_int_eq(entry.reason, CERTCHECK_REASON_REMOVE_FROM_CRL);
    ck_assert(find("issuer", 3, &entry));
    ck_assert_int_eq(entry.reason, CERTCHECK_REASON_CERTIFICATE_HOLD);
    ck_assert(find("issuer", 4, &entry));
    ck_assert(!entry.has_reason);
}
END_TEST

START_TEST(entries_of_other_issuers_are_paid)
{
    struct cc_budget budget = {.limit = {[CERTCHECK_BUDGET_CANDIDATES] = 10000}};
    struct certcheck_crl_entry entry;
    uint8_t octets[4];
    for (int i = 0; i < 300; i++)
        add(7, -1, i % 2 == 0 ? "A" : "B");
    add(8, -1, NULL);
    parse();
    writer_name(&name, "issuer");
    ck_assert(!cc_crl_look_up(crl, &budget, writer_span(&name), serial_of(7, octets), &entry));
    ck_assert_uint_ge(budget.used[CERTCHECK_BUDGET_CANDIDATES], 300);
    ck_assert(!budget.spent[CERTCHECK_BUDGET_CANDIDATES]);
    budget.limit[CERTCHECK_BUDGET_CANDIDATES] = budget.used[CERTCHECK_BUDGET_CANDIDATES] + 299;
    ck_assert(!cc_crl_look_up(crl, &budget, writer_span(&name), serial_of(7, octets), &entry));
    ck_assert(budget.spent[CERTCHECK_BUDGET_CANDIDATES]);
}
END_TEST

START_TEST(same_serials_of_many_issuers_are_told_apart)
{
    struct certcheck_crl_entry entry;
    char issuer[16];
    for (int i = 0; i < 300; i++) {
        snprintf(issuer, sizeof issuer, "CA %d", i);
        add(7, i % 7, issuer);
    }
    parse();
    for (int i = 0; i < 300; i++) {
        snprintf(issuer, sizeof issuer, "CA %d", i);
        ck_assert(find(issuer, 7, &entry));
        ck_assert_int_eq((int)entry.reason, i % 7);
    }
    ck_assert(!find("CA 300", 7, &entry));
}
END_TEST

START_TEST(index_takes_a_fifth_of_the_size_at_most)
{
    for (uint32_t i = 0; i < 5000; i++)
        add(i, i % 3 == 0 ? 1 : -1, NULL);
    parse();
    size_t bytes = 4 * (crl->entry_count + crl->index.bucket_count);
    ck_assert_uint_le(bytes, whole.length / 5);
    ck_assert_uint_gt(crl->index.bucket_count, crl->entry_count / 20);
}
END_TEST

START_TEST(index_of_the_shortest_entries_stays_small)
{
    const uint8_t octet = 5;
    for (int i = 0; i < 1000; i++)
        writer_crl_entry(&entries, cc_span_of(&octet, 1), "260101000000Z", (cc_span){0});
    parse();
    ck_assert_uint_eq(crl->index.bucket_count, 1000 / 64);
}
END_TEST

START_TEST(entries_that_are_passed_over_are_paid)
{
    struct cc_budget budget = {.limit = {[CERTCHECK_BUDGET_CANDIDATES] = 10000}};
    struct certcheck_crl_entry entry;
    const uint8_t octet = 5;
    for (int i = 0; i < 100; i++)
        writer_crl_entry(&entries, cc_span_of(&octet, 1), "260101000000Z", (cc_span){0});
    parse(); /* one bucket: this serial number, too, is looked for among all */
    uint8_t other[4];
    ck_assert_uint_eq(crl->index.bucket_count, 1);
    writer_name(&name, "issuer");
    ck_assert(!cc_crl_look_up(crl, &budget, writer_span(&name), serial_of(7, other), &entry));
    ck_assert_uint_eq(budget.used[CERTCHECK_BUDGET_CANDIDATES], 1 + 100 / 8);
    budget.limit[CERTCHECK_BUDGET_CANDIDATES] = 1 + 100 / 8;
    ck_assert(!cc_crl_look_up(crl, &budget, writer_span(&name), cc_span_of(&octet, 1), &entry));
    ck_assert(budget.spent[CERTCHECK_BUDGET_CANDIDATES]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("crl_index");
    TCase *tests = tcase_create("crl_index");
    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    tcase_add_loop_test(tests, every_entry_is_found_in_lists_of_any_size, 0, 7);
    tcase_add_test(tests, empty_list_has_nothing);
    tcase_add_test(tests, shorter_and_longer_serials_are_others);
    tcase_add_test(tests, certificate_issuer_stays_until_the_next);
    tcase_add_test(tests, of_several_entries_one_that_revokes_for_good_counts);
    tcase_add_test(tests, entries_of_other_issuers_are_paid);
    tcase_add_test(tests, entries_that_are_passed_over_are_paid);
    tcase_add_test(tests, same_serials_of_many_issuers_are_told_apart);
    tcase_add_test(tests, index_takes_a_fifth_of_the_size_at_most);
    tcase_add_test(tests, index_of_the_shortest_entries_stays_small);
    return run_suite(suite);
}
