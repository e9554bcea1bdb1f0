/* SPDX-License-Identifier: MIT */
/* lib/profile/name_form.c */
#include "profile/name_form.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdio.h>

static const struct row {
    const char *name;
    bool fits;
} domains[] =
    {
        {"leaf.example", true},
        {"example", true},
        {"1and1.example", true},
        {"a-b.c", true},
        {"xn--bcher-kva.example", true},
        {"", false},
        {" ", false},
        {".", false},
        {"leaf.example.", false},
        {".leaf.example", false},
        {"leaf..example", false},
        {"-leaf.example", false},
        {"leaf-.example", false},
        {"my_leaf.example", false},
        {"leaf.example\n", false},
        {"192.0.2.1", false},
        {"leaf.42", false},
        {"*.example", false},
        {"abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0.example", true},
        {"abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz012.example", false},
},
  wildcards[] =
      {
          {"*.example", true},    {"leaf.example", true},    {"*", false},           {"*.", false},
          {"*.*.example", false}, {"leaf.*.example", false}, {"le*.example", false},
},
  mailboxes[] =
      {
          {"anna@example.com", true},
          {"anna.b+c@example", true},
          {"*@example.com", true},
          {"\"anna b\"@example.com", true},
          {"\"a\\\"@b\"@example.com", true},
          {"anna@[192.0.2.1]", true},
          {"anna@[192.0.2.001]", true},
          {"anna@[IPv6:2001:db8::1]", true},
          {"anna@[ipV6:::ffff:192.0.2.1]", true},
          {"anna", false},
          {"@example.com", false},
          {"anna@", false},
          {".anna@example.com", false},
          {"anna.@example.com", false},
          {"an..na@example.com", false},
          {"anna b@example.com", false},
          {"anna@b@example.com", false},
          {"<anna@example.com>", false},
          {"Anna <anna@example.com>", false},
          {"anna@example.com (Anna)", false},
          {"\"anna@example.com", false},
          {"\"an\"na\"@example.com", false},
          {"\"anna\\\"@example.com", false},
          {"anna@-example.com", false},
          {"anna@[]", false},
          {"anna@[a b]", false},
          {"anna@[example]", false},
          {"anna@[2001:db8::1]", false},
          {"anna@[IPv6:]", false},
          {"anna@[IPv6:2001:db8::g]", false},
          {"anna@[192.0.2.1", false},
},
  uris[] =
      {
          {"http://leaf.example/", true},
          {"http://leaf.example", true},
          {"http://leaf.example:8080?a=b#c", true},
          {"https://user@leaf.example/%20", true},
          {"http://192.0.2.1/", true},
          {"http://[2001:db8::1]:80/", true},
          {"http://[::ffff:192.0.2.1]", true},
          {"http://leaf.example:/", true},
          {"http://leaf.example./", true},
          {"http://leaf.example.:80", true},
          {"http://leaf.example../", false},
          {"http://leaf./", false},
          {"http://./", false},
          {"http://192.0.2.1./", false},
          {"http://192.0.2.10/", true},
          {"http://leaf.example/a?b#c?d/e", true},
          {"urn:uuid:1", true},
          {"mailto:anna@leaf.example", true},
          {"sip+x-1.0:leaf", true},
          {"", false},
          {":", false},
          {"http:", false},
          {"http", false},
          {"/index.html", false},
          {"//leaf.example/", false},
          {"1http://leaf.example/", false},
          {"ht tp://leaf.example/", false},
          {"http://", false},
          {"http:///path", false},
          {"http://leaf/", false},
          {"http://192.0.2/", false},
          {"http://192.0.2.256/", false},
          {"http://192.0.2.1.1/", false},
          {"http://*.leaf.example/", false},
          {"http://leaf.example/a b", false},
          {"http://leaf.example/%2", false},
          {"http://leaf.example/%zz", false},
          {"http://[2001:db8::1/", false},
          {"http://user@/", false},
          {"http://[leaf]/", false},
          {"http://[192.0.2.1]/", false},
          {"http://[]/", false},
          {"http://[2001:db8:0000:0000:0000:0000:0000:0000:192.0.2.1]/", false},
          {"http://[2001:db8::1]leaf.example/", false},
          {"http://192.0.2.01/", false},
          {"http://00.0.2.1/", false},
          {"http://leaf.example:http/", false},
          {"http://leaf.example:80:80/", false},
          {"http://us[er@leaf.example/", false},
          {"http://leaf.example/[a]", false},
          {"http://leaf.example/a]", false},
          {"http://leaf.example#a#b", false},
          {"urn:[a]", false},
},
  utf8_mailboxes[] = {
      {"\xC3\xA4@leaf.example", true},
      {"a.\xC3\xA4@leaf.example", true},
      {"anna@leaf.example", false},
      {"anna@\xC3\xA4.example", false},
      {"\xC3\xA4", false},
      {"\xC3\xA4@", false},
      {"\xC3\xA4@xn--4ca.example", true},
      {"\xC3\xA4@[192.0.2.1]", true},
      {"\xC3\xA4@\xC3\xA4.example", false},
      {"\xC3\xA4@leaf..example", false},
      {"\xEF\xBB\xBF\xC3\xA4@leaf.example", false},
      {"\xC3\xA4..a@leaf.example", false},
};

static bool domain(cc_span name)
{
    return cc_name_form_domain(name, false);
}

static bool wildcard(cc_span name)
{
    return cc_name_form_domain(name, true);
}

static void assert_rows(const struct row *rows, size_t count, bool (*fits)(cc_span))
{
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(fits(cc_span_text(rows[i].name)) == rows[i].fits, "'%s' %s", rows[i].name,
                      rows[i].fits ? "is refused" : "fits");
}

#define ASSERT_ROWS(rows, fits) assert_rows(rows, sizeof(rows) / sizeof(*(rows)), fits)

START_TEST(domain_is_in_the_preferred_name_syntax)
{
    ASSERT_ROWS(domains, domain);
}
END_TEST

START_TEST(star_may_be_the_first_of_several_labels)
{
    ASSERT_ROWS(wildcards, wildcard);
}
END_TEST

START_TEST(domain_has_at_most_253_octets)
{
    char name[256];
    for (size_t i = 0; i < sizeof(name); i++)
        name[i] = i % 2 == 0 ? 'a' : '.';
    ck_assert(cc_name_form_domain(cc_span_of((const uint8_t *)name, 253), false));
    ck_assert(!cc_name_form_domain(cc_span_of((const uint8_t *)name, 255), false));
}
END_TEST

START_TEST(mailbox_is_an_address_alone)
{
    ASSERT_ROWS(mailboxes, cc_name_form_mailbox);
}
END_TEST

START_TEST(uri_is_absolute_with_a_full_host)
{
    ASSERT_ROWS(uris, cc_name_form_uri);
}
END_TEST

START_TEST(utf8_mailbox_needs_utf8)
{
    ASSERT_ROWS(utf8_mailboxes, cc_name_form_smtp_utf8);
}
END_TEST

START_TEST(nul_is_no_character)
{
    ck_assert(!cc_name_form_domain(cc_span_of((const uint8_t *)"a\0b", 3), false));
    ck_assert(!cc_name_form_mailbox(cc_span_of((const uint8_t *)"a\0@b", 4)));
    ck_assert(!cc_name_form_uri(cc_span_of((const uint8_t *)"urn:a\0", 6)));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name_form");
    TCase *cases = tcase_create("name_form");
    tcase_add_test(cases, domain_is_in_the_preferred_name_syntax);
    tcase_add_test(cases, star_may_be_the_first_of_several_labels);
    tcase_add_test(cases, domain_has_at_most_253_octets);
    tcase_add_test(cases, mailbox_is_an_address_alone);
    tcase_add_test(cases, uri_is_absolute_with_a_full_host);
    tcase_add_test(cases, utf8_mailbox_needs_utf8);
    tcase_add_test(cases, nul_is_no_character);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
