/* SPDX-License-Identifier: MIT */
/* lib/trust/certificate_set.c: the set keeps order, finds by bytes and by subject, and holds
 * nothing twice. */
#include "trust/certificate_set.h"

#include "support/der_writer.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdio.h>

#define MANY 1000

/* Views whose DER is a number; the set looks at nothing but bytes and subject_hash. */
static struct certcheck_certificate many[MANY];
static uint8_t bytes[MANY][9];
static struct cc_certificate_set set;

static void set_up(void)
{
    memset(&set, 0, sizeof set);
    memset(many, 0, sizeof many);
    for (size_t i = 0; i < MANY; i++) {
        atomic_init(&many[i].references, 1);
        bytes[i][0] = (uint8_t)i;
        bytes[i][1] = (uint8_t)(i >> 8);
        many[i].der = cc_span_of(bytes[i], 2 + i % 8);
        many[i].subject_hash = i % 10;
    }
}

static void tear_down(void)
{
    failing_alloc_at(0);
    cc_certificate_set_release(&set);
    for (size_t i = 0; i < MANY; i++)
        ck_assert_uint_eq(atomic_load(&many[i].references), 1);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static bool add(const struct certcheck_certificate *certificate, const char *source)
{
    bool added;
    ck_assert_int_eq(cc_certificate_set_add(&set, certificate, source, &added), CERTCHECK_OK);
    return added;
}

START_TEST(empty_set_finds_nothing)
{
    ck_assert_uint_eq(cc_certificate_set_first(&set, 1), CC_SET_END);
    ck_assert_uint_eq(cc_certificate_set_find(&set, &many[0]), CC_SET_END);
    cc_certificate_set_release(&set);
    ck_assert_uint_eq(set.count, 0);
}
END_TEST

START_TEST(order_of_adding_is_kept_while_the_set_grows)
{
    for (size_t i = 0; i < MANY; i++)
        ck_assert(add(&many[i], "many"));
    ck_assert_uint_eq(set.count, MANY);
    for (size_t i = 0; i < MANY; i++) {
        ck_assert_ptr_eq(set.entries[i].certificate, &many[i]);
        ck_assert_uint_eq(cc_certificate_set_find(&set, &many[i]), i);
    }
}
END_TEST

START_TEST(same_bytes_are_held_once)
{
    struct certcheck_certificate copy = {.der = many[3].der, .subject_hash = many[3].subject_hash};
    atomic_init(&copy.references, 1);
    ck_assert(add(&many[3], "first"));
    ck_assert(!add(&many[3], "second"));
    ck_assert(!add(&copy, "third"));
    ck_assert_uint_eq(set.count, 1);
    ck_assert_str_eq(set.entries[0].source, "first");
    ck_assert_uint_eq(atomic_load(&copy.references), 1);
}
END_TEST

START_TEST(those_with_one_end_are_hashed_as_wholes)
{
    static uint8_t alike[100][20];
    ck_assert(add(&many[0], "many"));
    ck_assert(add(&many[10], "many"));
    ck_assert(!set.hashed_whole);
    for (size_t i = 0; i < 100; i++) {
        alike[i][0] = (uint8_t)i;
        many[i].der = cc_span_of(alike[i], sizeof alike[i]);
        many[i].subject_hash = 7;
    }
    cc_certificate_set_release(&set);
    for (size_t i = 0; i < 50; i++) {
        ck_assert(add(&many[i], "many"));
        ck_assert(!add(&many[i], "many"));
        ck_assert_int_eq(set.hashed_whole, i > 0);
    }
    for (size_t i = 0; i < 100; i++)
        ck_assert_uint_eq(cc_certificate_set_find(&set, &many[i]), i < 50 ? i : CC_SET_END);
}
END_TEST

/* 10 subjects: the chain of one holds all of its certificates, whatever else shares the bucket. */
START_TEST(chain_of_a_subject_holds_all_of_its_certificates)
{
    for (size_t i = 0; i < MANY; i++)
        add(&many[i], "many");
    for (uint64_t subject = 0; subject < 10; subject++) {
        size_t found = 0;
        size_t steps = 0;
        size_t index = cc_certificate_set_first(&set, subject);
        for (; index != CC_SET_END; index = set.entries[index].next_same_subject) {
            ck_assert_uint_lt(steps++, MANY);
            found += set.entries[index].certificate->subject_hash == subject;
        }
        ck_assert_uint_eq(found, MANY / 10);
    }
    ck_assert_uint_eq(cc_certificate_set_first(&set, 11), CC_SET_END);
}
END_TEST

START_TEST(longest_chain_of_bytes_stays_short)
{
    size_t longest = 0;
    for (size_t i = 0; i < MANY; i++)
        add(&many[i], "many");
    for (size_t bucket = 0; bucket < set.bucket_count; bucket++) {
        size_t length = 0;
        size_t index = set.bytes_buckets[bucket];
        for (; index != CC_SET_END; index = set.entries[index].next_same_bytes)
            length++;
        longest = length > longest ? length : longest;
    }
    ck_assert_uint_le(longest, 16);
}
END_TEST

START_TEST(sources_are_copied_and_shared)
{
    char name[] = "a.pem";
    add(&many[0], name);
    add(&many[1], name);
    name[0] = 'b';
    add(&many[2], name);
    add(&many[3], NULL);
    ck_assert_str_eq(set.entries[0].source, "a.pem");
    ck_assert_ptr_eq(set.entries[0].source, set.entries[1].source);
    ck_assert_str_eq(set.entries[2].source, "b.pem");
    ck_assert_str_eq(set.entries[3].source, "");
    ck_assert_uint_eq(set.sources.count, 2);
}
END_TEST

START_TEST(failed_allocation_changes_nothing)
{
    for (size_t i = 0; i < 40; i++) {
        char source[16];
        bool added;
        snprintf(source, sizeof source, "source %zu", i);
        for (size_t nth = 1;; nth++) {
            failing_alloc_at(nth);
            enum certcheck_status status = cc_certificate_set_add(&set, &many[i], source, &added);
            bool failed = failing_alloc_count() >= nth;
            failing_alloc_at(0);
            ck_assert_int_eq(status, failed ? CERTCHECK_NO_MEMORY : CERTCHECK_OK);
            ck_assert(added == !failed);
            ck_assert_uint_eq(set.count, i + !failed);
            if (!failed)
                break;
        }
        for (size_t j = 0; j <= i; j++)
            ck_assert_uint_eq(cc_certificate_set_find(&set, &many[j]), j);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("certificate_set");
    TCase *tests = tcase_create("certificate_set");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, empty_set_finds_nothing);
    tcase_add_test(tests, order_of_adding_is_kept_while_the_set_grows);
    tcase_add_test(tests, same_bytes_are_held_once);
    tcase_add_test(tests, those_with_one_end_are_hashed_as_wholes);
    tcase_add_test(tests, chain_of_a_subject_holds_all_of_its_certificates);
    tcase_add_test(tests, longest_chain_of_bytes_stays_short);
    tcase_add_test(tests, sources_are_copied_and_shared);
    tcase_add_test(tests, failed_allocation_changes_nothing);
    return run_suite(suite);
}
