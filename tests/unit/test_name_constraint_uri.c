/* SPDX-License-Identifier: MIT */
/* lib/check/name_constraint_uri.c: the host of a URI. */
#include "check/name_constraint.h"
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static void expect_host(const char *text, const char *expected)
{
    cc_span host;
    ck_assert_msg(cc_uri_host(cc_span_text(text), &host), "no host in %s", text);
    ck_assert_msg(cc_span_equal(host, cc_span_text(expected)), "another host in %s", text);
}

static void expect_none(const char *text)
{
    cc_span host;
    ck_assert_msg(!cc_uri_host(cc_span_text(text), &host), "a host in %s", text);
}

START_TEST(host_ends_where_the_authority_does)
{
    expect_host("https://example.com", "example.com");
    expect_host("https://example.com/a@b.test/", "example.com");
    expect_host("https://example.com?a@b.test", "example.com");
    expect_host("https://example.com#a@b.test", "example.com");
    expect_host("a-b.c1://example.com/", "example.com");
    expect_host("svn+ssh://a-b.example.com//c", "a-b.example.com");
}
END_TEST

START_TEST(user_and_port_are_not_the_host)
{
    expect_host("ftp://user@example.com", "example.com");
    expect_host("ftp://user:pass%40word@example.com:21/", "example.com");
    expect_host("https://other.test:80@example.com:443/", "example.com");
    expect_host("https://example.com:", "example.com");
    expect_host("https://example.com:9080", "example.com");
}
END_TEST

START_TEST(uri_without_authority_has_no_host)
{
    static const char *const uris[] = {"",
                                       "example.com",
                                       "//example.com",
                                       "urn:example.com",
                                       "mailto:a@b",
                                       "https:/a.b",
                                       "https:a.b",
                                       "https://",
                                       "https:///a",
                                       "https",
                                       "https:",
                                       "1a://a.b",
                                       "https:/example.com",
                                       "https:a/b.test",
                                       "x///example.com",
                                       "a{://example.com"};
    for (size_t i = 0; i < sizeof(uris) / sizeof(*uris); i++)
        expect_none(uris[i]);
}
END_TEST

START_TEST(address_is_no_host_name)
{
    static const char *const uris[] = {"https://192.0.2.1/", "https://[2001:db8::1]/",
                                       "https://3221225985/", "https://0xC0000201:80",
                                       "https://user@192.0.2.1"};
    for (size_t i = 0; i < sizeof(uris) / sizeof(*uris); i++)
        expect_none(uris[i]);
}
END_TEST

/* Some software would find another host in these than RFC 3986 has it. */
START_TEST(doubtful_host_is_none)
{
    static const char *const uris[] = {"https://other.test\\@example.com/",
                                       "https://a@other.test@example.com/",
                                       "https://example.com\\.other.test/",
                                       "https://ex%61mple.com/",
                                       "https://example.com./",
                                       "https://*.example.com/",
                                       "https://exam\tple.com/",
                                       " https://example.com/",
                                       "https://example.com:80:80/",
                                       "https://example.com:8o/",
                                       "https://other.test @example.com/",
                                       "https://[@example.com/"};
    for (size_t i = 0; i < sizeof(uris) / sizeof(*uris); i++)
        expect_none(uris[i]);
    cc_span host;
    ck_assert(!cc_uri_host(cc_span_of((const uint8_t *)"https://a\0.test/", 16), &host));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name_constraint_uri");
    TCase *cases = tcase_create("name_constraint_uri");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, host_ends_where_the_authority_does);
    tcase_add_test(cases, user_and_port_are_not_the_host);
    tcase_add_test(cases, uri_without_authority_has_no_host);
    tcase_add_test(cases, address_is_no_host_name);
    tcase_add_test(cases, doubtful_host_is_none);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
