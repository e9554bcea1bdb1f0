/* SPDX-License-Identifier: MIT */
/* lib/check/name_constraint_mail.c: one mailbox against one constraint. */
#include "check/name_constraint.h"
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static bool contains(const char *constraint, const char *local, const char *host)
{
    ck_assert_ptr_null(cc_mail_constraint_flaw(cc_span_text(constraint)));
    return cc_mail_constraint_contains(cc_span_text(constraint), cc_span_text(local),
                                       cc_span_text(host));
}

START_TEST(mailbox_contains_itself_alone)
{
    ck_assert(contains("a@example.com", "a", "EXAMPLE.com"));
    ck_assert(!contains("a@example.com", "A", "example.com"));
    ck_assert(!contains("a@example.com", "b", "example.com"));
    ck_assert(!contains("a@example.com", "a", "www.example.com"));
    ck_assert(!contains("a@example.com", "ba", "example.com"));
}
END_TEST

START_TEST(asterisk_stands_for_itself)
{
    ck_assert(contains("*@example.com", "*", "example.com"));
    ck_assert(!contains("*@example.com", "a", "example.com"));
    ck_assert(!contains("**@example.com", "*", "example.com"));
    ck_assert(contains("user*@example.com", "user*", "example.com"));
    ck_assert(!contains("user*@example.com", "username", "example.com"));
}
END_TEST

START_TEST(host_and_domain_contain_mailboxes)
{
    ck_assert(contains("example.com", "a", "example.com"));
    ck_assert(!contains("example.com", "a", "mail.example.com"));
    ck_assert(contains(".example.com", "a", "mail.example.com"));
    ck_assert(!contains(".example.com", "a", "example.com"));
    ck_assert(contains("", "a", "example.com"));
}
END_TEST

START_TEST(what_is_no_mailbox_is_a_flaw)
{
    static const char *const constraints[] = {"@example.com",      "a@",
                                              "a@.example.com",    "a@b@example.com",
                                              "\"a\"@example.com", "a b@example.com",
                                              "a@[192.0.2.1]",     "a@192.0.2.1"};
    for (size_t i = 0; i < sizeof(constraints) / sizeof(*constraints); i++)
        ck_assert_str_eq(cc_mail_constraint_flaw(cc_span_text(constraints[i])),
                         "it is not a mailbox");
    ck_assert_ptr_nonnull(cc_mail_constraint_flaw(cc_span_text("*.example.com")));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name_constraint_mail");
    TCase *cases = tcase_create("name_constraint_mail");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, mailbox_contains_itself_alone);
    tcase_add_test(cases, asterisk_stands_for_itself);
    tcase_add_test(cases, host_and_domain_contain_mailboxes);
    tcase_add_test(cases, what_is_no_mailbox_is_a_flaw);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
