/* SPDX-License-Identifier: MIT */
/* lib/check/name_constraint_name.c: names taken apart for comparison. */
#include "check/name_constraint.h"
#include "support/check_fixture.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdio.h>

static struct certcheck_general_name general_name(enum certcheck_general_name_kind kind,
                                                  const char *value)
{
    return (struct certcheck_general_name){.kind = kind, .value = cc_span_text(value)};
}

static struct certcheck_general_name smtp(const char *value)
{
    struct certcheck_general_name name = general_name(CERTCHECK_NAME_OTHER, value);
    name.is_smtp_utf8 = true;
    return name;
}

static enum cc_constrained_name_result result(struct certcheck_general_name name)
{
    struct cc_constrained_name read;
    return cc_constrained_name_read(&read, &name);
}

static void expect_mail(struct certcheck_general_name name, const char *local, const char *host)
{
    struct cc_constrained_name read;
    ck_assert_int_eq(cc_constrained_name_read(&read, &name), CC_CONSTRAINED_NAME_READ);
    ck_assert_int_eq(read.kind, CERTCHECK_NAME_RFC822);
    ck_assert(cc_span_equal(read.local, cc_span_text(local)));
    ck_assert(cc_span_equal(read.host, cc_span_text(host)));
}

START_TEST(mailbox_is_split_at_its_only_at_sign)
{
    expect_mail(general_name(CERTCHECK_NAME_RFC822, "a.b+c@example.com"), "a.b+c", "example.com");
    static const char *const unreadable[] = {"a",
                                             "@example.com",
                                             "a@",
                                             "a@b@example.com",
                                             "\"a\"@example.com",
                                             "a@[192.0.2.1]",
                                             "a@example.com."};
    for (size_t i = 0; i < sizeof(unreadable) / sizeof(*unreadable); i++)
        ck_assert_int_eq(result(general_name(CERTCHECK_NAME_RFC822, unreadable[i])),
                         CC_CONSTRAINED_NAME_UNREADABLE);
}
END_TEST

START_TEST(u_labels_become_a_labels)
{
    expect_mail(smtp("\xC3\xA9@example.com"), "\xC3\xA9", "example.com");
    expect_mail(smtp("a@xn--bcher-kva.example"), "a", "xn--bcher-kva.example");
    expect_mail(smtp("a@b\xC3\xBC"
                     "cher.example"),
                "a", "xn--bcher-kva.example");
    expect_mail(smtp("a@B\xC3\x9C"
                     "cher.EXAMPLE"),
                "a", "xn--bcher-kva.example");
    /* the ideographic full stop */
    expect_mail(smtp("a@b\xC3\xBC"
                     "cher\xE3\x80\x82"
                     "example"),
                "a", "xn--bcher-kva.example");
}
END_TEST

/* A host of five labels, the last of which becomes xn--tda, 253 octets long when `fourth` is 53. */
static enum cc_constrained_name_result result_of_long_host(int fourth)
{
    static const char sixty_three[] =
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    char mailbox[300];
    snprintf(mailbox, sizeof(mailbox), "a@%s.%s.%s.%.*s.\xC3\xBC", sixty_three, sixty_three,
             sixty_three, fourth, sixty_three);
    return result(smtp(mailbox));
}

START_TEST(a_labels_may_be_as_long_as_a_host_name_and_no_longer)
{
    ck_assert_int_eq(result_of_long_host(53), CC_CONSTRAINED_NAME_READ);
    ck_assert_int_eq(result_of_long_host(54), CC_CONSTRAINED_NAME_UNREADABLE);
}
END_TEST

START_TEST(only_u_labels_need_to_become_a_labels)
{
    struct certcheck_general_name name = smtp("\xC3\xA9@example.com");
    ck_assert(!cc_constrained_name_needs_a_labels(&name));
    name = smtp("a@\xC3\xA9.test");
    ck_assert(cc_constrained_name_needs_a_labels(&name));
    name.is_smtp_utf8 = false;
    ck_assert(!cc_constrained_name_needs_a_labels(&name));
    name = smtp("\xC3\xA9");
    ck_assert(!cc_constrained_name_needs_a_labels(&name));
}
END_TEST

START_TEST(labels_that_are_none_make_a_mailbox_unreadable)
{
    static char long_host[2000];
    memset(long_host, 0xC3, sizeof(long_host));
    for (size_t i = 3; i < sizeof(long_host) - 1; i += 2)
        long_host[i] = (char)0xA9;
    memcpy(long_host, "a@", 2);
    long_host[sizeof(long_host) - 1] = '\0';
    ck_assert_int_eq(result(smtp(long_host)), CC_CONSTRAINED_NAME_UNREADABLE);
    ck_assert_int_eq(result(smtp("a@-\xC3\xA9-.test")), CC_CONSTRAINED_NAME_UNREADABLE);
    ck_assert_int_eq(result(smtp("a@\xC3\xA9 .test")), CC_CONSTRAINED_NAME_UNREADABLE);
    ck_assert_int_eq(result(smtp("a@\xC3\xA9.1")), CC_CONSTRAINED_NAME_UNREADABLE);
    struct certcheck_general_name name = smtp("a@\xC3\xA9");
    name.value = cc_span_of((const uint8_t *)"a@\xC3\xA9\0.test", 10);
    ck_assert_int_eq(result(name), CC_CONSTRAINED_NAME_UNREADABLE);
}
END_TEST

/* An emailAddress may be a UTF8String, but only an SmtpUTF8Mailbox may have U-labels. */
START_TEST(u_labels_outside_an_international_mailbox_are_unreadable)
{
    ck_assert_int_eq(result(general_name(CERTCHECK_NAME_RFC822, "a@\xC3\xA9.test")),
                     CC_CONSTRAINED_NAME_UNREADABLE);
}
END_TEST

START_TEST(memory_that_ran_out_is_told_apart)
{
    failing_alloc_at(1);
    ck_assert_int_eq(result(smtp("a@\xC3\xA9.test")), CC_CONSTRAINED_NAME_NO_MEMORY);
}
END_TEST

START_TEST(other_kinds_are_unsupported)
{
    static const enum certcheck_general_name_kind kinds[] = {
        CERTCHECK_NAME_OTHER, CERTCHECK_NAME_X400, CERTCHECK_NAME_EDI_PARTY,
        CERTCHECK_NAME_REGISTERED_ID};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        struct certcheck_general_name name = general_name(kinds[i], "a.test");
        ck_assert_int_eq(result(name), CC_CONSTRAINED_NAME_UNSUPPORTED);
        ck_assert_int_eq(cc_constrained_kind(&name), kinds[i]);
        ck_assert_ptr_null(cc_name_constraint_flaw(&name));
    }
}
END_TEST

START_TEST(uri_without_a_host_is_told_apart)
{
    ck_assert_int_eq(result(general_name(CERTCHECK_NAME_URI, "urn:a")),
                     CC_CONSTRAINED_NAME_WITHOUT_HOST);
    ck_assert_int_eq(result(general_name(CERTCHECK_NAME_URI, "https://a.test")),
                     CC_CONSTRAINED_NAME_READ);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name_constraint_name");
    TCase *cases = tcase_create("name_constraint_name");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, mailbox_is_split_at_its_only_at_sign);
    tcase_add_test(cases, u_labels_become_a_labels);
    tcase_add_test(cases, a_labels_may_be_as_long_as_a_host_name_and_no_longer);
    tcase_add_test(cases, only_u_labels_need_to_become_a_labels);
    tcase_add_test(cases, labels_that_are_none_make_a_mailbox_unreadable);
    tcase_add_test(cases, u_labels_outside_an_international_mailbox_are_unreadable);
    tcase_add_test(cases, memory_that_ran_out_is_told_apart);
    tcase_add_test(cases, other_kinds_are_unsupported);
    tcase_add_test(cases, uri_without_a_host_is_told_apart);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
