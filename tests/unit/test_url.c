/* SPDX-License-Identifier: MIT */
/* URLs and hosts: what is read, what is refused, and where references lead. */
#include "url.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct url url;
static struct failure failure;

static void set_up(void)
{
    url = (struct url){0};
    failure = (struct failure){0};
}

static void tear_down(void)
{
    url_release(&url);
}

/* How the URL reads when it is written again; NULL when it is refused. */
static const char *read_url(const char *text)
{
    static char *again;
    free(again);
    again = NULL;
    url_release(&url);
    failure = (struct failure){0};
    if (url_parse(text, true, &url, &failure)) {
        again = url_text(&url);
        ck_assert_int_eq(failure.status, 0);
    } else {
        ck_assert_int_eq(failure.status, EXIT_USAGE);
        ck_assert_ptr_null(url.host);
    }
    return again;
}

static void assert_read(const char *text, const char *expected)
{
    const char *again = read_url(text);
    ck_assert_msg(again != NULL, "%s is refused: %s", text, failure.text);
    ck_assert_str_eq(again, expected);
}

static void assert_refused(const char *text)
{
    const char *again = read_url(text);
    ck_assert_msg(again == NULL, "%s is read as %s", text, again);
}

START_TEST(parts_are_found)
{
    assert_read("https://www.example.org/a/b?c=d#e", "https://www.example.org/a/b?c=d");
    ck_assert(url.https);
    ck_assert_str_eq(url.host, "www.example.org");
    ck_assert_str_eq(url.target, "/a/b?c=d");
    ck_assert_uint_eq(url.port, 443);
    ck_assert(!url.port_given);
    assert_read("http://example.org:8080", "http://example.org:8080/");
    ck_assert(!url.https);
    ck_assert(url.port_given);
    assert_read("HTTPS://WWW.Example.ORG", "https://www.example.org/");
    assert_read("https://example.org?a", "https://example.org/?a");
    assert_read("https://example.org:443/", "https://example.org/");
    assert_read("https://example.org:/", "https://example.org/");
    assert_read("https://example.org./", "https://example.org/");
}
END_TEST

START_TEST(without_a_scheme_it_is_https)
{
    assert_read("example.org", "https://example.org/");
    assert_read("example.org:8443/a?b=http://c", "https://example.org:8443/a?b=http://c");
    assert_refused("https:/example.org");
    struct failure why = {0};
    struct url strict;
    ck_assert(!url_parse("example.org", false, &strict, &why));
}
END_TEST

START_TEST(addresses_have_one_spelling)
{
    assert_read("https://[2001:DB8:0:0::1]:8443/", "https://[2001:db8::1]:8443/");
    ck_assert_str_eq(url.host, "2001:db8::1");
    ck_assert(url.is_address);
    assert_read("https://192.0.2.1/", "https://192.0.2.1/");
    ck_assert(url.is_address);
    assert_read("https://192.0.2.1.example/", "https://192.0.2.1.example/");
    ck_assert(!url.is_address);
}
END_TEST

START_TEST(hosts_that_some_take_for_an_address_are_refused)
{
    static const char *const hosts[] = {"127.1",      "0x7f000001", "2130706433", "1.2.3.4.5",
                                        "0177.0.0.1", "a.0x1",      "256.1.1.1"};
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        char text[64] = "https://";
        assert_refused(strcat(strcat(text, hosts[i]), "/"));
    }
}
END_TEST

START_TEST(u_labels_become_a_labels)
{
    assert_read("https://b\xC3\xBC"
                "cher.example/",
                "https://xn--bcher-kva.example/");
    ck_assert_str_eq(url.asked, "b\xC3\xBC"
                                "cher.example");
    /* not transitional: ß stays itself */
    assert_read("https://fa\xC3\x9F.example/", "https://xn--fa-hia.example/");
    assert_refused("https://a\xFF.example/");
    assert_refused("https://\xE2\x80\xAE.example/");
}
END_TEST

START_TEST(what_is_not_ascii_in_a_target_is_percent_encoded)
{
    assert_read("https://a.example/\xC3\xBC?\xC3\xBC", "https://a.example/%C3%BC?%C3%BC");
}
END_TEST

START_TEST(what_is_no_url_is_refused)
{
    static const char *const texts[] = {
        "",
        "https://",
        "https:///a",
        "https://:443/",
        "ftp://a.example/",
        "file:///etc/passwd",
        "https:a.example",
        "https://user@a.example/",
        "https://user:word@a.example/",
        "https://a.example\\@b.example/",
        "https://a b/",
        "https://a.example/ ",
        "https://a.example/\r\nX: y",
        "https://a.example:0/",
        "https://a.example:65536/",
        "https://a.example:4294967739/",
        "https://a.example:-1/",
        "https://a.example:44x/",
        "https://[::1/",
        "https://[::1]x/",
        "https://[fe80::1%25eth0]/",
        "https://[1.2.3.4]/",
        "https://::1/",
        "https://a..example/",
        "https://.example/",
        "https://./",
        "https://a../",
        "https://a%2eexample/",
        "https://a*b/",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_refused(texts[i]);
    char *longest = malloc(URL_MAX + 2);
    ck_assert_ptr_nonnull(longest);
    memset(longest, 'a', URL_MAX + 1);
    longest[URL_MAX + 1] = '\0';
    memcpy(longest, "https://a/", 10);
    assert_refused(longest);
    longest[URL_MAX] = '\0';
    ck_assert_ptr_nonnull(read_url(longest));
    free(longest);
}
END_TEST

/* The examples of RFC 3986 5.4, those that are about http. */
START_TEST(references_resolve_as_the_rfc_says)
{
    static const char *const cases[][2] = {
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g/"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q"},
        {"g#s", "http://a/b/c/g"},
        {";x", "http://a/b/c/;x"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/./x", "http://a/b/c/g?y/./x"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"https://h:1/i", "https://h:1/i"},
    };
    struct url base;
    ck_assert(url_parse("http://a/b/c/d;p?q", false, &base, &failure));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct url to;
        ck_assert_msg(url_resolve(&base, cases[i][0], &to, &failure), "%s", cases[i][0]);
        char *text = url_text(&to);
        ck_assert_msg(strcmp(text, cases[i][1]) == 0, "%s: %s instead of %s", cases[i][0], text,
                      cases[i][1]);
        free(text);
        url_release(&to);
    }
    static const char *const refused[] = {"ftp://h/", "mailto:a@b", "//user@h/", "a b", "http:g"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct url to;
        failure = (struct failure){0};
        ck_assert_msg(!url_resolve(&base, refused[i], &to, &failure), "%s", refused[i]);
    }
    url_release(&base);
}
END_TEST

START_TEST(origins_are_scheme_host_and_port)
{
    static const char *const others[] = {"http://a.example:443/", "https://b.example/",
                                         "https://a.example:444/"};
    struct url same;
    ck_assert_ptr_nonnull(read_url("https://a.example/x"));
    ck_assert(url_parse("https://A.example:443/y", false, &same, &failure));
    ck_assert(url_same_origin(&url, &same));
    url_release(&same);
    for (size_t i = 0; i < 3; i++) {
        struct url other;
        ck_assert(url_parse(others[i], false, &other, &failure));
        ck_assert(!url_same_origin(&url, &other));
        url_release(&other);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("url");
    TCase *tests = tcase_create("url");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, parts_are_found);
    tcase_add_test(tests, without_a_scheme_it_is_https);
    tcase_add_test(tests, addresses_have_one_spelling);
    tcase_add_test(tests, hosts_that_some_take_for_an_address_are_refused);
    tcase_add_test(tests, u_labels_become_a_labels);
    tcase_add_test(tests, what_is_not_ascii_in_a_target_is_percent_encoded);
    tcase_add_test(tests, what_is_no_url_is_refused);
    tcase_add_test(tests, references_resolve_as_the_rfc_says);
    tcase_add_test(tests, origins_are_scheme_host_and_port);
    return run_suite(suite);
}
