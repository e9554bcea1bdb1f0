/* SPDX-License-Identifier: MIT */
/* The collector: what it keeps, what it only counts, and what it does to texts. */
#include "base/findings.h"
#include "base/alloc.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>

static struct cc_arena arena;
static struct cc_findings findings;
static enum certcheck_severity severity[CERTCHECK_FINDING_CODES];
static const uint8_t bytes[100];

static void set_up(void)
{
    cc_arena_init(&arena, 0);
    for (unsigned code = 0; code < CERTCHECK_FINDING_CODES; code++)
        severity[code] = CERTCHECK_ERROR;
    cc_findings_init(&findings, &arena, severity);
}

static void tear_down(void)
{
    failing_alloc_at(0);
    cc_arena_release(&arena);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static struct cc_finding *add(enum certcheck_finding_code code)
{
    return cc_findings_add(&findings, code, 0, cc_span_of(bytes, 100), (cc_span){0});
}

START_TEST(findings_are_kept_in_order_with_their_place)
{
    cc_span der = cc_span_of(bytes, 100);
    struct cc_finding *first =
        cc_findings_add(&findings, CERTCHECK_FINDING_EXPIRED, 2, der, cc_span_of(bytes + 30, 70));
    struct cc_finding *second = add(CERTCHECK_FINDING_NOT_A_CA);
    ck_assert_ptr_eq(findings.first, first);
    ck_assert_ptr_eq(first->next, second);
    ck_assert_ptr_eq(findings.last, second);
    ck_assert_ptr_null(second->next);
    ck_assert_int_eq(first->code, CERTCHECK_FINDING_EXPIRED);
    ck_assert_int_eq(first->severity, CERTCHECK_ERROR);
    ck_assert_uint_eq(first->certificate, 2);
    ck_assert_uint_eq(first->offset, 30);
    ck_assert_uint_eq(first->length, 70);
    ck_assert_uint_eq(second->length, 0);
    ck_assert_uint_eq(findings.count, 2);
    ck_assert_uint_eq(findings.errors, 2);
}
END_TEST

START_TEST(place_outside_the_certificate_is_no_place)
{
    struct cc_finding *finding = cc_findings_add(&findings, CERTCHECK_FINDING_EXPIRED, 0,
                                                 cc_span_of(bytes, 50), cc_span_of(bytes + 30, 21));
    ck_assert_uint_eq(finding->offset, 0);
    ck_assert_uint_eq(finding->length, 0);
}
END_TEST

START_TEST(finding_that_is_off_is_dropped)
{
    severity[CERTCHECK_FINDING_EXPIRED] = CERTCHECK_OFF;
    ck_assert_ptr_null(add(CERTCHECK_FINDING_EXPIRED));
    ck_assert_uint_eq(findings.count, 0);
    ck_assert_uint_eq(findings.errors, 0);
    ck_assert(!findings.no_memory);
}
END_TEST

START_TEST(warning_is_kept_but_no_error)
{
    severity[CERTCHECK_FINDING_EXPIRED] = CERTCHECK_WARNING;
    ck_assert_int_eq(add(CERTCHECK_FINDING_EXPIRED)->severity, CERTCHECK_WARNING);
    ck_assert_uint_eq(findings.errors, 0);
    ck_assert_int_eq(findings.worst, CERTCHECK_FINDING_CODES);
}
END_TEST

START_TEST(worst_is_the_first_error_of_the_highest_rank)
{
    add(CERTCHECK_FINDING_HOSTNAME_MISMATCH);
    ck_assert_int_eq(findings.worst, CERTCHECK_FINDING_HOSTNAME_MISMATCH);
    add(CERTCHECK_FINDING_SIGNATURE_INVALID);
    add(CERTCHECK_FINDING_EXPIRED);
    ck_assert_int_eq(findings.worst, CERTCHECK_FINDING_SIGNATURE_INVALID);
}
END_TEST

START_TEST(without_an_arena_errors_are_only_counted)
{
    cc_findings_init(&findings, NULL, severity);
    struct cc_finding *finding = add(CERTCHECK_FINDING_EXPIRED);
    ck_assert_ptr_null(finding);
    cc_finding_text(&findings, finding, "name", "text");
    cc_finding_take(&findings, finding, "name", NULL);
    cc_finding_number(&findings, finding, "name", 1);
    cc_finding_time(&findings, finding, "name", 1);
    cc_finding_oid(&findings, finding, "name", (cc_span){0});
    ck_assert_uint_eq(findings.errors, 1);
    ck_assert_int_eq(findings.worst, CERTCHECK_FINDING_EXPIRED);
    ck_assert(!findings.no_memory);
}
END_TEST

START_TEST(full_list_keeps_only_errors_of_new_codes)
{
    severity[CERTCHECK_FINDING_STRING_ALPHABET] = CERTCHECK_WARNING;
    severity[CERTCHECK_FINDING_TIME_FORM] = CERTCHECK_WARNING;
    for (int i = 0; i < CC_FINDINGS_MAX; i++)
        ck_assert_ptr_nonnull(add(CERTCHECK_FINDING_STRING_ALPHABET));
    ck_assert_ptr_null(add(CERTCHECK_FINDING_STRING_ALPHABET));
    ck_assert_ptr_null(add(CERTCHECK_FINDING_TIME_FORM));
    ck_assert_ptr_nonnull(add(CERTCHECK_FINDING_EXPIRED));
    ck_assert_ptr_null(add(CERTCHECK_FINDING_EXPIRED));
    ck_assert_uint_eq(findings.count, CC_FINDINGS_MAX + 1);
    ck_assert_uint_eq(findings.errors, 2);
}
END_TEST

START_TEST(notes_leave_room_for_what_is_graver)
{
    severity[CERTCHECK_FINDING_STRING_ALPHABET] = CERTCHECK_NOTE;
    severity[CERTCHECK_FINDING_TIME_FORM] = CERTCHECK_WARNING;
    for (int i = 0; i < CC_NOTES_MAX; i++)
        ck_assert_ptr_nonnull(add(CERTCHECK_FINDING_STRING_ALPHABET));
    ck_assert_ptr_null(add(CERTCHECK_FINDING_STRING_ALPHABET));
    ck_assert_ptr_nonnull(add(CERTCHECK_FINDING_TIME_FORM));
    ck_assert_uint_eq(findings.count, CC_NOTES_MAX + 1);
}
END_TEST

START_TEST(details_are_typed)
{
    const uint8_t oid[] = {0x55, 0x1D, 0x0F};
    struct cc_finding *finding = add(CERTCHECK_FINDING_EXPIRED);
    cc_finding_number(&findings, finding, "count", -5);
    cc_finding_time(&findings, finding, "at", 1795176000);
    cc_finding_text(&findings, finding, "name", "a\nb\\2C");
    cc_finding_oid(&findings, finding, "extension", cc_span_of(oid, 3));
    ck_assert_uint_eq(finding->detail_count, 4);
    ck_assert_int_eq(finding->details[0].kind, CERTCHECK_DETAIL_NUMBER);
    ck_assert_int_eq(finding->details[0].number, -5);
    ck_assert_str_eq(finding->details[0].name, "count");
    ck_assert_int_eq(finding->details[1].kind, CERTCHECK_DETAIL_TIME);
    ck_assert_int_eq(finding->details[1].number, 1795176000);
    ck_assert_int_eq(finding->details[2].kind, CERTCHECK_DETAIL_TEXT);
    ck_assert_str_eq(finding->details[2].text, "a\\0Ab\\2C");
    ck_assert_int_eq(finding->details[3].kind, CERTCHECK_DETAIL_OID);
    ck_assert_str_eq(finding->details[3].text, "2.5.29.15");
}
END_TEST

START_TEST(oid_that_is_none_is_shown_in_hexadecimal)
{
    const uint8_t oid[] = {0x55, 0x80};
    struct cc_finding *finding = add(CERTCHECK_FINDING_EXPIRED);
    cc_finding_oid(&findings, finding, "extension", cc_span_of(oid, 2));
    ck_assert_str_eq(finding->details[0].text, "55:80");
}
END_TEST

START_TEST(details_past_the_most_are_left_out)
{
    struct cc_finding *finding = add(CERTCHECK_FINDING_EXPIRED);
    for (int i = 0; i < CC_DETAILS_MAX + 3; i++)
        cc_finding_number(&findings, finding, "n", i);
    ck_assert_uint_eq(finding->detail_count, CC_DETAILS_MAX);
}
END_TEST

static const char *kept_text(const char *text)
{
    struct cc_finding *finding = add(CERTCHECK_FINDING_EXPIRED);
    ck_assert_ptr_nonnull(finding);
    cc_finding_text(&findings, finding, "name", text);
    return finding->details[0].text;
}

START_TEST(text_of_a_thousand_bytes_is_kept_whole)
{
    char text[1001] = {0};
    memset(text, 'x', 1000);
    ck_assert_str_eq(kept_text(text), text);
}
END_TEST

START_TEST(longer_text_is_cut_off)
{
    char text[5001] = {0};
    memset(text, 'x', 5000);
    const char *kept = kept_text(text);
    ck_assert_uint_eq(strlen(kept), 1003);
    ck_assert_str_eq(kept + 998, "xx...");
}
END_TEST

START_TEST(cut_splits_no_character_and_no_escape)
{
    char text[1010] = {0};
    memset(text, 'x', 999);
    memcpy(text + 999, "\xC3\xBC", 2);
    ck_assert_str_eq(kept_text(text) + 997, "xx...");
    memset(text, 'x', 1000);
    memcpy(text + 998, "\n\n", 3);
    ck_assert_str_eq(kept_text(text) + 996, "xx...");
    memcpy(text + 998, "x\n", 3);
    ck_assert_str_eq(kept_text(text) + 996, "xxx...");
}
END_TEST

START_TEST(text_taken_over_is_freed)
{
    char *text = cc_malloc(4);
    memcpy(text, "abc", 4);
    struct cc_finding *finding = add(CERTCHECK_FINDING_EXPIRED);
    cc_finding_take(&findings, finding, "name", text);
    ck_assert_str_eq(finding->details[0].text, "abc");
    cc_finding_take(&findings, NULL, "name", cc_malloc(1));
    ck_assert(!findings.no_memory);
}
END_TEST

START_TEST(memory_that_ran_out_sticks)
{
    struct cc_finding *finding = add(CERTCHECK_FINDING_EXPIRED);
    cc_finding_take(&findings, finding, "name", NULL);
    ck_assert(findings.no_memory);
}
END_TEST

START_TEST(every_failed_allocation_shows)
{
    for (size_t nth = 1;; nth++) {
        cc_findings_init(&findings, &arena, severity);
        failing_alloc_at(nth);
        cc_finding_text(&findings, add(CERTCHECK_FINDING_EXPIRED), "name", "text");
        bool reached = failing_alloc_count() >= nth;
        ck_assert_int_eq(findings.no_memory, reached);
        failing_alloc_at(0);
        cc_arena_release(&arena);
        if (!reached)
            break;
        ck_assert_uint_lt(nth, 10);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("findings");
    TCase *tests = tcase_create("findings");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, findings_are_kept_in_order_with_their_place);
    tcase_add_test(tests, place_outside_the_certificate_is_no_place);
    tcase_add_test(tests, finding_that_is_off_is_dropped);
    tcase_add_test(tests, warning_is_kept_but_no_error);
    tcase_add_test(tests, worst_is_the_first_error_of_the_highest_rank);
    tcase_add_test(tests, without_an_arena_errors_are_only_counted);
    tcase_add_test(tests, full_list_keeps_only_errors_of_new_codes);
    tcase_add_test(tests, notes_leave_room_for_what_is_graver);
    tcase_add_test(tests, details_are_typed);
    tcase_add_test(tests, oid_that_is_none_is_shown_in_hexadecimal);
    tcase_add_test(tests, details_past_the_most_are_left_out);
    tcase_add_test(tests, text_of_a_thousand_bytes_is_kept_whole);
    tcase_add_test(tests, longer_text_is_cut_off);
    tcase_add_test(tests, cut_splits_no_character_and_no_escape);
    tcase_add_test(tests, text_taken_over_is_freed);
    tcase_add_test(tests, memory_that_ran_out_sticks);
    tcase_add_test(tests, every_failed_allocation_shows);
    return run_suite(suite);
}
