/* SPDX-License-Identifier: MIT */
/* GeneralNames of all kinds: read, refused, written for people. */
#include "support/der_writer.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include "base/alloc.h"
#include "x509/general_name.h"
#include "x509/name_text.h"

#include <check.h>
#include <stdlib.h>

static struct der_writer writer;
static struct certcheck_general_name name;
static struct certcheck_parse_error error;

static void teardown(void)
{
    writer_release(&writer);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static bool read_hex(const char *text)
{
    struct cc_der der;
    writer_release(&writer);
    writer_hex(&writer, text);
    error = (struct certcheck_parse_error){0};
    cc_der_init(&der, writer_span(&writer), NULL, &error);
    return cc_general_name_read(&der, &name, NULL);
}

static void value_is(const char *text, enum certcheck_general_name_kind kind, const char *value)
{
    struct der_writer expected = {0};
    ck_assert(read_hex(text));
    ck_assert_int_eq(name.kind, kind);
    writer_hex(&expected, value);
    ck_assert(cc_span_equal(name.value, writer_span(&expected)));
    ck_assert(cc_span_equal(name.whole, writer_span(&writer)));
    writer_release(&expected);
}

static void refused(const char *text, const char *rule, size_t offset)
{
    ck_assert(!read_hex(text));
    ck_assert_str_eq(error.rule, rule);
    ck_assert_uint_eq(error.offset, offset);
}

START_TEST(each_kind_is_read)
{
    value_is("A009 06035504 03 A002 0500", CERTCHECK_NAME_OTHER, "0500");
    value_is("8103 614062", CERTCHECK_NAME_RFC822, "614062");
    value_is("8201 61", CERTCHECK_NAME_DNS, "61");
    value_is("A302 3000", CERTCHECK_NAME_X400, "3000");
    value_is("A402 3000", CERTCHECK_NAME_DIRECTORY, "3000");
    value_is("A505 A103 0C0161", CERTCHECK_NAME_EDI_PARTY, "A1030C0161");
    value_is("8603 613A62", CERTCHECK_NAME_URI, "613A62");
    value_is("8704 C0000201", CERTCHECK_NAME_IP, "C0000201");
    value_is("8803 550403", CERTCHECK_NAME_REGISTERED_ID, "550403");
}
END_TEST

START_TEST(empty_and_odd_values_are_read)
{
    ck_assert(read_hex("8200"));
    ck_assert(read_hex("8100"));
    ck_assert(read_hex("8201 00"));
    ck_assert(read_hex("8700"));
    ck_assert(read_hex("8703 010203"));
}
END_TEST

START_TEST(byte_outside_ascii_is_refused)
{
    refused("8201 80", "string-alphabet", 0);
    refused("8101 FF", "string-alphabet", 0);
    refused("8601 C3", "string-alphabet", 0);
    ck_assert(read_hex("8201 7F"));
}
END_TEST

START_TEST(unknown_and_misshapen_tags_are_refused)
{
    refused("8901 61", "tag-unexpected", 0);
    refused("A203 820161", "tag-unexpected", 0); /* constructed dNSName */
    refused("8402 3000", "tag-unexpected", 0);   /* primitive directoryName */
    refused("1601 61", "tag-unexpected", 0);
}
END_TEST

START_TEST(other_name_needs_a_type_and_one_value)
{
    refused("A002 0500", "tag-unexpected", 2);
    refused("A005 0603550403", "input-ended", 7);
    refused("A007 0603550403 0500", "tag-unexpected", 7);
    refused("A00B 0603550403 A004 0500 0500", "trailing-data", 11);
    refused("A00B 0603550403 A002 0500 0500", "trailing-data", 11);
}
END_TEST

START_TEST(values_of_unknown_type_must_be_der_throughout)
{
    refused("A00D 0603550403 A006 3004 0281 0101", "length-not-minimal", 11);
    refused("A304 3080 0000", "length-indefinite", 2);
    ck_assert(read_hex("A00C 0603550403 A005 3003 020101"));
}
END_TEST

START_TEST(deep_nesting_is_refused)
{
    writer_release(&writer);
    for (size_t depth = 0; depth < 40; depth++)
        writer_begin(&writer, CC_DER_CONTEXT_CONSTRUCTED(3));
    for (size_t depth = 0; depth < 40; depth++)
        writer_end(&writer);
    struct cc_der der;
    error = (struct certcheck_parse_error){0};
    cc_der_init(&der, writer_span(&writer), NULL, &error);
    ck_assert(!cc_general_name_read(&der, &name, NULL));
    ck_assert_str_eq(error.rule, "depth-exceeded");
}
END_TEST

START_TEST(internationalized_mailbox_is_text)
{
    value_is("A010 06082B06010505070809 A004 0C02 C3A9", CERTCHECK_NAME_OTHER, "C3A9");
    ck_assert(name.is_smtp_utf8);
    ck_assert(read_hex("A009 0603550403 A002 0500"));
    ck_assert(!name.is_smtp_utf8);
}
END_TEST

START_TEST(internationalized_mailbox_of_another_type_is_refused)
{
    refused("A00F 06082B06010505070809 A003 1601 61", "tag-unexpected", 14);
    refused("A00F 06082B06010505070809 A003 0C01 FF", "string-alphabet", 14);
}
END_TEST

START_TEST(registered_id_must_be_canonical)
{
    refused("8802 5581", "oid-unfinished", 0);
    refused("8800", "oid-empty", 0);
}
END_TEST

START_TEST(broken_directory_name_is_refused)
{
    refused("A404 3002 3000", "tag-unexpected", 4);
    refused("A404 3000 3000", "trailing-data", 4);
}
END_TEST

START_TEST(next_stops_at_the_end_and_at_what_is_broken)
{
    writer_release(&writer);
    writer_hex(&writer, "820161 820162 8901 61");
    cc_span rest = writer_span(&writer);
    ck_assert(certcheck_next_general_name(&rest, &name));
    ck_assert_int_eq(name.value.data[0], 'a');
    ck_assert(certcheck_next_general_name(&rest, &name));
    ck_assert_int_eq(name.value.data[0], 'b');
    ck_assert(!certcheck_next_general_name(&rest, &name));
    ck_assert_uint_eq(rest.length, 3);
    rest = (cc_span){0};
    ck_assert(!certcheck_next_general_name(&rest, &name));
}
END_TEST

/* ---- text ---- */

static const struct {
    const char *hex;
    const char *text;
} texts[] = {
    {"8207 6578616D706C65", "DNS:example"},
    {"8203 610062", "DNS:a\\00b"},
    {"8103 614062", "email:a@b"},
    {"8603 613A62", "URI:a:b"},
    {"8803 550403", "registeredID:2.5.4.3"},
    {"A302 3000", "x400Address"},
    {"A505 A103 0C0161", "ediPartyName"},
    {"A009 0603550403 A002 0500", "otherName:2.5.4.3"},
    {"A010 06082B06010505070809 A004 0C02 C3A9", "SmtpUTF8Mailbox:\xC3\xA9"},
    {"A410 300E 310C 300A 0603550403 0C03 612C62", "directory:CN=a\\,b"},
    {"A402 3000", "directory:"},
    {"8704 C0000201", "IP:192.0.2.1"},
    {"8708 C0000200 FFFFFF00", "IP:192.0.2.0/24"},
    {"8708 00000000 00000000", "IP:0.0.0.0/0"},
    {"8708 C0000201 FFFFFFFF", "IP:192.0.2.1/32"},
    {"8708 C0000200 FF00FF00", "IP:192.0.2.0/255.0.255.0"},
    {"8703 010203", "IP:#010203"},
    {"8700", "IP:#"},
    {"8710 20010DB8000000000000000000000001", "IP:2001:db8::1"},
    {"8710 00000000000000000000000000000000", "IP:::"},
    {"8710 00000000000000000000000000000001", "IP:::1"},
    {"8710 20010000000000000000000000000000", "IP:2001::"},
    {"8710 20010DB8000000010001000100010001", "IP:2001:db8:0:1:1:1:1:1"},
    {"8710 20010DB8000000000001000000000001", "IP:2001:db8::1:0:0:1"},
    {"8710 00010002000300040005000600700A00", "IP:1:2:3:4:5:6:70:a00"},
    {"8720 20010DB8000000000000000000000000 FFFFFFFF000000000000000000000000", "IP:2001:db8::/32"},
    {"8720 20010DB8000000000000000000000000 FFFFFFFF000000000000000000000001",
     "IP:2001:db8::/ffff:ffff::1"},
};

START_TEST(text_is_for_people)
{
    ck_assert(read_hex(texts[_i].hex));
    char *text = certcheck_general_name_text(&name);
    ck_assert_str_eq(text, texts[_i].text);
    cc_free(text);
}
END_TEST

START_TEST(text_without_memory_is_null)
{
    ck_assert(read_hex("A410 300E 310C 300A 0603550403 0C03 612C62"));
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        char *text = certcheck_general_name_text(&name);
        failing_alloc_at(0);
        if (text != NULL) {
            cc_free(text);
            break;
        }
        ck_assert_uint_eq(failing_alloc_live(), 0);
        failures++;
    }
    ck_assert_uint_eq(failures, 2);
}
END_TEST

static void short_text_is(size_t length, const char *expected)
{
    char *long_name = calloc(1, length + 1);
    ck_assert_ptr_nonnull(long_name);
    memset(long_name, 1, length); /* written as three each */
    name = (struct certcheck_general_name){.kind = CERTCHECK_NAME_URI};
    name.value = name.whole = cc_span_of((const uint8_t *)long_name, length);
    char *text = cc_general_name_text_short(&name);
    ck_assert_ptr_nonnull(text);
    ck_assert(strncmp(text, expected, strlen(expected)) == 0);
    cc_free(text);
    free(long_name);
}

START_TEST(long_name_is_told_by_its_size)
{
    short_text_is(16384, "URI:\\01\\01");
    short_text_is(16385, "(a name of 16385 bytes)");
    short_text_is(2000000, "(a name of 2000000 bytes)");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("general_name");
    TCase *tests = tcase_create("general_name");
    tcase_add_checked_fixture(tests, NULL, teardown);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, each_kind_is_read);
    tcase_add_test(tests, empty_and_odd_values_are_read);
    tcase_add_test(tests, byte_outside_ascii_is_refused);
    tcase_add_test(tests, unknown_and_misshapen_tags_are_refused);
    tcase_add_test(tests, other_name_needs_a_type_and_one_value);
    tcase_add_test(tests, values_of_unknown_type_must_be_der_throughout);
    tcase_add_test(tests, deep_nesting_is_refused);
    tcase_add_test(tests, internationalized_mailbox_is_text);
    tcase_add_test(tests, internationalized_mailbox_of_another_type_is_refused);
    tcase_add_test(tests, registered_id_must_be_canonical);
    tcase_add_test(tests, broken_directory_name_is_refused);
    tcase_add_test(tests, next_stops_at_the_end_and_at_what_is_broken);
    tcase_add_loop_test(tests, text_is_for_people, 0, (int)(sizeof texts / sizeof *texts));
    tcase_add_test(tests, text_without_memory_is_null);
    tcase_add_test(tests, long_name_is_told_by_its_size);
    return run_suite(suite);
}
