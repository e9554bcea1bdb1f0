/* SPDX-License-Identifier: MIT */
/* Every range of RFC 6890 and of the registries since: its first and last address are special, and
 * the addresses on either side are what stands here. */
#include <arpa/inet.h>
#include <check.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>

#include "fetch_address.h"
#include "support/run_suite.h"

static const char *special(const char *text)
{
    struct sockaddr_in ipv4 = {.sin_family = AF_INET};
    struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &ipv4.sin_addr) == 1)
        return special_address((const struct sockaddr *)&ipv4);
    ck_assert_msg(inet_pton(AF_INET6, text, &ipv6.sin6_addr) == 1, "%s is no address", text);
    return special_address((const struct sockaddr *)&ipv6);
}

static const struct special_range {
    const char *first;
    const char *last;
    const char *what;
    const char *before; /* NULL: what stands before it is special, too */
    const char *after;
} ranges[] = {
    {"0.0.0.0", "0.255.255.255", "RFC 791", NULL, "1.0.0.0"},
    {"10.0.0.0", "10.255.255.255", "RFC 1918", "9.255.255.255", "11.0.0.0"},
    {"100.64.0.0", "100.127.255.255", "RFC 6598", "100.63.255.255", "100.128.0.0"},
    {"127.0.0.0", "127.255.255.255", "loopback", "126.255.255.255", "128.0.0.0"},
    {"169.254.0.0", "169.254.255.255", "link-local", "169.253.255.255", "169.255.0.0"},
    {"172.16.0.0", "172.31.255.255", "RFC 1918", "172.15.255.255", "172.32.0.0"},
    {"192.0.0.0", "192.0.0.255", "RFC 6890", "191.255.255.255", "192.0.1.0"},
    {"192.0.2.0", "192.0.2.255", "documentation", "192.0.1.255", "192.0.3.0"},
    {"192.31.196.0", "192.31.196.255", "AS112", "192.31.195.255", "192.31.197.0"},
    {"192.52.193.0", "192.52.193.255", "AMT", "192.52.192.255", "192.52.194.0"},
    {"192.88.99.0", "192.88.99.255", "6to4", "192.88.98.255", "192.88.100.0"},
    {"192.168.0.0", "192.168.255.255", "RFC 1918", "192.167.255.255", "192.169.0.0"},
    {"192.175.48.0", "192.175.48.255", "AS112", "192.175.47.255", "192.175.49.0"},
    {"198.18.0.0", "198.19.255.255", "benchmarking", "198.17.255.255", "198.20.0.0"},
    {"198.51.100.0", "198.51.100.255", "documentation", "198.51.99.255", "198.51.101.0"},
    {"203.0.113.0", "203.0.113.255", "documentation", "203.0.112.255", "203.0.114.0"},
    {"224.0.0.0", "239.255.255.255", "multicast", "223.255.255.255", NULL},
    {"240.0.0.0", "255.255.255.254", "reserved", NULL, NULL},
    {"255.255.255.255", "255.255.255.255", "broadcast", NULL, NULL},
    {"::", "::", "unspecified", NULL, NULL},
    {"::1", "::1", "loopback", NULL, NULL},
    {"::2", "::fffe:ffff:ffff", "not global unicast", NULL, NULL},
    {"::ffff:0.0.0.0", "::ffff:0.255.255.255", "RFC 791", NULL, "::ffff:1.0.0.0"},
    {"::ffff:127.0.0.0", "::ffff:127.255.255.255", "loopback", "::ffff:126.255.255.255",
     "::ffff:128.0.0.0"},
    {"::ffff:192.168.0.0", "::ffff:192.168.255.255", "RFC 1918", "::ffff:192.167.255.255",
     "::ffff:192.169.0.0"},
    {"64:ff9b::10.0.0.0", "64:ff9b::10.255.255.255", "RFC 1918", "64:ff9b::9.255.255.255",
     "64:ff9b::11.0.0.0"},
    {"64:ff9b:0:0:0:1::", "64:ff9b:0:ffff:ffff:ffff:ffff:ffff", "not global unicast",
     "64:ff9b::223.255.255.255", NULL},
    {"64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "RFC 8215", NULL, NULL},
    {"100::", "100::ffff:ffff:ffff:ffff", "RFC 6666", NULL, NULL},
    {"2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", "Teredo", "2000:ffff::", NULL},
    {"2001:1::", "2001:1:ffff:ffff:ffff:ffff:ffff:ffff", "RFC 2928", NULL, NULL},
    {"2001:2::", "2001:2:0:ffff:ffff:ffff:ffff:ffff", "benchmarking", NULL, NULL},
    {"2001:10::", "2001:1f:ffff:ffff:ffff:ffff:ffff:ffff", "RFC 4843", NULL, NULL},
    {"2001:20::", "2001:2f:ffff:ffff:ffff:ffff:ffff:ffff", "RFC 7343", NULL, NULL},
    {"2001:30::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "RFC 2928", NULL, "2001:200::"},
    {"2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "documentation",
     "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"},
    {"2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "6to4",
     "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"},
    {"2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", "AS112",
     "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff", "2620:4f:8001::"},
    {"3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "documentation",
     "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"},
    {"4000::", "5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "not global unicast",
     "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL},
    {"5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "RFC 9602", NULL, NULL},
    {"fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "RFC 4193", NULL, NULL},
    {"fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "link-local", NULL, NULL},
    {"fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "site-local", NULL, NULL},
    {"ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "multicast", NULL, NULL},
};

START_TEST(each_range_is_special_and_ends_where_it_should)
{
    const struct special_range *range = &ranges[_i];
    const char *within[] = {range->first, range->last};
    const char *outside[] = {range->before, range->after};
    for (int i = 0; i < 2; i++) {
        const char *what = special(within[i]);
        ck_assert_msg(what != NULL && strstr(what, range->what) != NULL, "%s is %s", within[i],
                      what == NULL ? "public" : what);
        ck_assert_ptr_eq(special_literal(within[i]), what);
    }
    for (int i = 0; i < 2; i++)
        ck_assert_msg(outside[i] == NULL || special(outside[i]) == NULL, "%s is %s", outside[i],
                      outside[i] == NULL ? "" : special(outside[i]));
}
END_TEST

START_TEST(public_hosts_are_not_special)
{
    static const char *const hosts[] = {"1.1.1.1",
                                        "8.8.8.8",
                                        "193.0.6.139",
                                        "2606:4700:4700::1111",
                                        "2a00:1450:4001:80b::200e",
                                        "::ffff:8.8.8.8",
                                        "64:ff9b::8.8.8.8"};
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
        ck_assert_msg(special(hosts[i]) == NULL, "%s is %s", hosts[i], special(hosts[i]));
}
END_TEST

START_TEST(other_families_are_special)
{
    struct sockaddr_un local = {.sun_family = AF_UNIX};
    char text[ADDRESS_TEXT_SIZE];
    ck_assert_ptr_nonnull(special_address((const struct sockaddr *)&local));
    address_text((const struct sockaddr *)&local, text);
    ck_assert_str_eq(text, "an address of family 1");
}
END_TEST

START_TEST(a_name_is_no_literal)
{
    ck_assert_ptr_null(special_literal("localhost"));
    ck_assert_ptr_null(special_literal("www.example.org."));
    ck_assert_ptr_null(special_literal("7.example"));
    ck_assert_ptr_null(special_literal("."));
    ck_assert_ptr_null(special_literal(""));
}
END_TEST

START_TEST(a_final_dot_makes_no_name_of_an_address)
{
    ck_assert_ptr_eq(special_literal("169.254.169.254."), special("169.254.169.254"));
    ck_assert_ptr_eq(special_literal("127.0.0.1.."), special("127.0.0.1"));
    ck_assert_ptr_null(special_literal("8.8.8.8."));
}
END_TEST

START_TEST(what_others_may_read_as_an_address_is_special)
{
    static const char *const hosts[] = {"127.1",
                                        "127.1.",
                                        "0x7f000001.",
                                        "0x7f.0x1.",
                                        "2130706433.",
                                        "1.2.3.4.5",
                                        "256.1.1.1",
                                        "example.0x",
                                        "\xef\xbc\x91\x32\x37.0.0.1",
                                        "127\xe3\x80\x82\x30.0.1"};
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
        ck_assert_msg(special_literal(hosts[i]) != NULL, "%s is taken for a name", hosts[i]);
}
END_TEST

START_TEST(addresses_are_written)
{
    struct sockaddr_in ipv4 = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000001)};
    struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    char text[ADDRESS_TEXT_SIZE];
    address_text((const struct sockaddr *)&ipv4, text);
    ck_assert_str_eq(text, "127.0.0.1");
    address_text((const struct sockaddr *)&ipv6, text);
    ck_assert_str_eq(text, "::1");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fetch_address");
    TCase *tests = tcase_create("fetch_address");
    tcase_add_loop_test(tests, each_range_is_special_and_ends_where_it_should, 0,
                        sizeof ranges / sizeof ranges[0]);
    tcase_add_test(tests, public_hosts_are_not_special);
    tcase_add_test(tests, other_families_are_special);
    tcase_add_test(tests, a_name_is_no_literal);
    tcase_add_test(tests, a_final_dot_makes_no_name_of_an_address);
    tcase_add_test(tests, what_others_may_read_as_an_address_is_special);
    tcase_add_test(tests, addresses_are_written);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
