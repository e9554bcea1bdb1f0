/* SPDX-License-Identifier: MIT */
/* lib/check/mailbox.c: mail addresses as certificates carry them. */
#include "check/mailbox.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdlib.h>

START_TEST(the_last_at_sign_divides)
{
    cc_span local, domain;
    ck_assert(cc_mailbox_split(cc_span_text("a@b@c.test"), &local, &domain));
    ck_assert(cc_span_equal(local, cc_span_text("a@b")));
    ck_assert(cc_span_equal(domain, cc_span_text("c.test")));
    ck_assert(cc_mailbox_split(cc_span_text("@"), &local, &domain));
    ck_assert_uint_eq(local.length + domain.length, 0);
    ck_assert(!cc_mailbox_split(cc_span_text("a.test"), &local, &domain));
}
END_TEST

static bool is_local_part(const char *text)
{
    return cc_mailbox_is_local_part(cc_span_text(text));
}

START_TEST(what_may_be_quoted_is_no_local_part_wherever_it_stands)
{
    static const char others[] = " \"(),:;<>@[\\]\t\x1F\x7F";
    for (size_t i = 0; i < sizeof others - 1; i++) {
        ck_assert_msg(!is_local_part((char[]){others[i], 'a', '\0'}), "octet %d", others[i]);
        ck_assert_msg(!is_local_part((char[]){'a', others[i], '\0'}), "octet %d", others[i]);
    }
    ck_assert(!is_local_part(""));
}
END_TEST

START_TEST(their_neighbours_and_what_is_not_ascii_are_taken)
{
    ck_assert(is_local_part("!#$%&'*+-/=?^_`{|}~.a"));
    ck_assert(is_local_part("\xC2\x80\xC3\xA4"));
    ck_assert(is_local_part("a"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("mailbox");
    TCase *tests = tcase_create("mailbox");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, the_last_at_sign_divides);
    tcase_add_test(tests, what_may_be_quoted_is_no_local_part_wherever_it_stands);
    tcase_add_test(tests, their_neighbours_and_what_is_not_ascii_are_taken);
    return run_suite(suite);
}
