/* SPDX-License-Identifier: MIT */
/* Names: comparison by RFC 5280 7.1, the hash that agrees with it, and RFC 4514 text. */
#include "support/der_writer.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include "base/alloc.h"
#include "x509/name.h"

#include <certcheck/certificate.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#define CN "0603550403"
#define O "060355040A"

/* What a test wrote; given back after it. */
static struct der_writer written[32];
static size_t used;

static void teardown(void)
{
    while (used > 0)
        writer_release(&written[--used]);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static struct der_writer *fresh(void)
{
    ck_assert_uint_lt(used, sizeof written / sizeof *written);
    return &written[used++];
}

static cc_span hex(const char *text)
{
    struct der_writer *writer = fresh();
    writer_hex(writer, text);
    return writer_span(writer);
}

/* An AttributeTypeAndValue with its own tag for the value. */
static void attribute(struct der_writer *writer, const char *type, uint32_t tag, cc_span value)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_oid(writer, type);
    writer_value(writer, tag, value);
    writer_end(writer);
}

/* One RDN with one commonName. */
static cc_span name_of(uint32_t tag, cc_span value)
{
    struct der_writer *writer = fresh();
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_begin(writer, CC_DER_SET);
    attribute(writer, "2.5.4.3", tag, value);
    writer_end(writer);
    writer_end(writer);
    return writer_span(writer);
}

static cc_span utf8(const char *text)
{
    return name_of(CC_DER_UTF8_STRING, cc_span_text(text));
}

/* RDNs of one organizationName each. */
static cc_span organizations(size_t count, const char *const names[])
{
    struct der_writer *writer = fresh();
    writer_begin(writer, CC_DER_SEQUENCE);
    for (size_t i = 0; i < count; i++) {
        writer_begin(writer, CC_DER_SET);
        attribute(writer, "2.5.4.10", CC_DER_UTF8_STRING, cc_span_text(names[i]));
        writer_end(writer);
    }
    writer_end(writer);
    return writer_span(writer);
}

/* One RDN of several commonNames. */
static cc_span multi_valued(size_t count, const char *const names[])
{
    struct der_writer *writer = fresh();
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_begin(writer, CC_DER_SET);
    for (size_t i = 0; i < count; i++)
        attribute(writer, "2.5.4.3", CC_DER_UTF8_STRING, cc_span_text(names[i]));
    writer_end(writer);
    writer_end(writer);
    return writer_span(writer);
}

/* The hash that reading finds on its way is that of the name. */
static void assert_hash_of_reading(cc_span name)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_span read;
    bool empty;
    uint64_t hash = 0;
    cc_der_init(&der, name, NULL, &error);
    if (cc_name_read_hashed(&der, &read, &empty, &hash, NULL) && cc_der_at_end(&der))
        ck_assert_uint_eq(hash, cc_name_hash(name));
}

static void same(cc_span a, cc_span b)
{
    assert_hash_of_reading(a);
    assert_hash_of_reading(b);
    ck_assert(certcheck_name_equal(a, b));
    ck_assert(certcheck_name_equal(b, a));
    ck_assert_uint_eq(cc_name_hash(a), cc_name_hash(b));
}

static void different(cc_span a, cc_span b)
{
    ck_assert(!certcheck_name_equal(a, b));
    ck_assert(!certcheck_name_equal(b, a));
}

/* ---- comparison ---- */

START_TEST(ascii_case_does_not_matter)
{
    same(utf8("Example CA"), utf8("eXAMPLE ca"));
    different(utf8("Example CA"), utf8("Example CB"));
    different(utf8("@"), utf8("`")); /* 0x20 apart, but no letters */
    different(utf8("["), utf8("{"));
}
END_TEST

START_TEST(case_does_not_matter_outside_ascii)
{
    same(utf8("Ä"), utf8("ä"));
    same(utf8("ΑΘΉΝΑ"), utf8("Αθήνα"));
    same(utf8("ПРИМЕР"), utf8("пример"));
    same(utf8("Ä"), name_of(CC_DER_TELETEX_STRING, cc_span_text("\xE4")));
    different(utf8("Ä"), utf8("ö"));
}
END_TEST

/* The departure that name_compare.c tells. */
START_TEST(characters_are_not_normalised)
{
    different(utf8("\xC3\xA4"), utf8("a\xCC\x88")); /* an accent apart from its letter */
    different(utf8("a"), utf8("\xEF\xBD\x81"));     /* full width */
    different(utf8("\xF0\x90\x90\x80"), utf8("\xF0\x90\x90\xA8")); /* another script */
}
END_TEST

/* RFC 4518 2.2 */
START_TEST(invisible_characters_are_nothing)
{
    static const char *const invisible[] = {"\x01",         "\x1F",         "\x7F",
                                            "\xC2\x80",     "\xC2\xAD",     "\xE2\x80\x8B",
                                            "\xE2\x80\x8F", "\xEF\xBB\xBF", "\xF3\xA0\x81\x81"};
    for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++) {
        char inside[32], around[32], with_space[32];
        snprintf(inside, sizeof inside, "Exam%sple", invisible[i]);
        snprintf(around, sizeof around, "%s%sExample%s", invisible[i], invisible[i], invisible[i]);
        snprintf(with_space, sizeof with_space, "Exam %s ple %s", invisible[i], invisible[i]);
        same(utf8("example"), utf8(inside));
        same(utf8("example"), utf8(around));
        same(utf8("exam ple"), utf8(with_space));
        same(utf8(""), utf8(invisible[i]));
        teardown();
    }
    same(utf8("ab"), name_of(CC_DER_UTF8_STRING, cc_span_of((const uint8_t *)"a\0b\0", 4)));
    same(utf8("ab"), name_of(CC_DER_BMP_STRING, hex("0041 0000 00AD 0042")));
}
END_TEST

START_TEST(separators_are_space)
{
    static const char *const separators[] = {
        "\t",       "\n",           "\v",           "\f",           "\r",           "\xC2\x85",
        "\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\x8A", "\xE2\x80\xA8", "\xE2\x80\xAF", "\xE3\x80\x80"};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        char between[32], around[32], beside[32];
        snprintf(between, sizeof between, "a%sb", separators[i]);
        snprintf(around, sizeof around, "%sa b%s", separators[i], separators[i]);
        snprintf(beside, sizeof beside, " a %s b %s", separators[i], separators[i]);
        same(utf8("a b"), utf8(between));
        same(utf8("a b"), utf8(around));
        same(utf8("a b"), utf8(beside));
        different(utf8("ab"), utf8(between));
        teardown();
    }
}
END_TEST

START_TEST(space_at_the_ends_does_not_matter)
{
    same(utf8("  Example "), utf8("Example"));
    same(utf8("Example   "), utf8("   Example"));
}
END_TEST

START_TEST(run_of_spaces_is_one_space)
{
    same(utf8("a   b  c"), utf8("a b c"));
    different(utf8("a b c"), utf8("ab c"));
    different(utf8("a b c"), utf8("a bc"));
}
END_TEST

/* Text is hashed by eight characters. */
START_TEST(space_and_control_characters_are_seen_at_every_place)
{
    const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (int length = 2; length <= 26; length++) {
        for (int at = 1; at < length; at++) {
            char one[32], two[32];
            snprintf(one, sizeof one, "%.*s %.*s", at, letters, length - at, letters + at);
            snprintf(two, sizeof two, "%.*s  %.*s", at, letters, length - at, letters + at);
            same(utf8(one), utf8(two));
            teardown();
        }
        for (int at = 0; at <= length; at++) {
            char plain[32], delete[32];
            snprintf(plain, sizeof plain, "%.*s", length, letters);
            snprintf(delete, sizeof delete, "%.*s\x7F%.*s", at, letters, length - at, letters + at);
            same(utf8(plain), utf8(delete));
            delete[at] = '\x1F';
            same(utf8(plain), utf8(delete));
            teardown();
        }
        char all[32], behind[32];
        snprintf(all, sizeof all, "%.*s", length, letters);
        snprintf(behind, sizeof behind, "%.*s ", length, letters);
        same(utf8(all), utf8(behind));
        teardown();
    }
}
END_TEST

START_TEST(nothing_but_space_equals_the_empty_string)
{
    same(utf8("    "), utf8(""));
    different(utf8(" "), utf8("a"));
    different(utf8(""), utf8("a"));
}
END_TEST

START_TEST(prefix_is_not_equal)
{
    different(utf8("Example"), utf8("Example CA"));
    different(utf8("Example"), utf8("Example C"));
}
END_TEST

START_TEST(string_type_does_not_matter)
{
    cc_span text = utf8("Aa1");
    same(text, name_of(CC_DER_PRINTABLE_STRING, cc_span_text("aA1")));
    same(text, name_of(CC_DER_IA5_STRING, cc_span_text("AA1")));
    same(text, name_of(CC_DER_TELETEX_STRING, cc_span_text("aa1")));
    same(text, name_of(CC_DER_VISIBLE_STRING, cc_span_text("Aa1")));
    same(utf8("12"), name_of(CC_DER_NUMERIC_STRING, cc_span_text("12")));
    same(text, name_of(CC_DER_BMP_STRING, hex("0041 0061 0031")));
    same(text, name_of(CC_DER_UNIVERSAL_STRING, hex("00000041 00000061 00000031")));
}
END_TEST

START_TEST(teletex_is_read_as_latin_1)
{
    same(utf8("\xC3\xA9"), name_of(CC_DER_TELETEX_STRING, cc_span_text("\xE9")));
    same(utf8("\xC3\xA9"), name_of(CC_DER_BMP_STRING, hex("00E9")));
    same(utf8("\xF0\x9F\x98\x80"), name_of(CC_DER_UNIVERSAL_STRING, hex("0001F600")));
}
END_TEST

START_TEST(types_that_are_no_text_compare_byte_by_byte)
{
    cc_span octets = name_of(CC_DER_OCTET_STRING, cc_span_text("abc"));
    same(octets, name_of(CC_DER_OCTET_STRING, cc_span_text("abc")));
    different(octets, name_of(CC_DER_OCTET_STRING, cc_span_text("ABC")));
    different(octets, utf8("abc"));
    different(name_of(CC_DER_GENERAL_STRING, cc_span_text("1")), utf8("1"));
}
END_TEST

START_TEST(broken_text_compares_byte_by_byte)
{
    cc_span broken = name_of(CC_DER_UTF8_STRING, cc_span_text("a\xFF"));
    same(broken, name_of(CC_DER_UTF8_STRING, cc_span_text("a\xFF")));
    different(broken, name_of(CC_DER_UTF8_STRING, cc_span_text("A\xFF")));
    different(broken, name_of(CC_DER_PRINTABLE_STRING, cc_span_text("a\xFF")));
    different(name_of(CC_DER_BMP_STRING, hex("0041 00")),
              name_of(CC_DER_BMP_STRING, hex("0061 00")));
    different(name_of(CC_DER_BMP_STRING, hex("0041 D800")),
              name_of(CC_DER_BMP_STRING, hex("0061 D800")));
    different(name_of(CC_DER_UNIVERSAL_STRING, hex("00110000")),
              name_of(CC_DER_UNIVERSAL_STRING, hex("00110001")));
}
END_TEST

START_TEST(attribute_type_matters)
{
    different(utf8("a"), organizations(1, (const char *const[]){"a"}));
}
END_TEST

START_TEST(order_of_rdns_matters)
{
    cc_span name = organizations(2, (const char *const[]){"a", "b"});
    same(name, organizations(2, (const char *const[]){"A", "B"}));
    different(name, organizations(2, (const char *const[]){"b", "a"}));
}
END_TEST

START_TEST(number_of_rdns_matters)
{
    cc_span name = organizations(2, (const char *const[]){"a", "b"});
    different(name, organizations(1, (const char *const[]){"A"}));
    different(name, organizations(3, (const char *const[]){"A", "b", "c"}));
    different(name, hex("3000"));
    same(hex("3000"), hex("3000"));
}
END_TEST

START_TEST(attributes_of_one_rdn_are_a_set)
{
    cc_span name = multi_valued(3, (const char *const[]){"a", "b", "c"});
    same(name, multi_valued(3, (const char *const[]){"C", "A", "b"}));
    different(name, multi_valued(3, (const char *const[]){"c", "a", "a"}));
    different(name, multi_valued(2, (const char *const[]){"a", "b"}));
    different(multi_valued(3, (const char *const[]){"a", "a", "b"}),
              multi_valued(3, (const char *const[]){"a", "b", "b"}));
}
END_TEST

START_TEST(one_rdn_of_two_is_not_two_rdns_of_one)
{
    cc_span one = hex("3018 3116 3009" CN "0C0261613009" CN "0C026262");
    cc_span two = hex("301A 310B 3009" CN "0C026161 310B 3009" CN "0C026262");
    different(one, two);
}
END_TEST

START_TEST(rdn_of_very_many_attributes_compares_byte_by_byte)
{
    const char *lower[17], *upper[17];
    for (size_t i = 0; i < 17; i++) {
        lower[i] = "a";
        upper[i] = "A";
    }
    same(multi_valued(16, lower), multi_valued(16, upper));
    different(multi_valued(17, lower), multi_valued(17, upper));
    same(multi_valued(17, lower), multi_valued(17, lower));
}
END_TEST

START_TEST(what_is_no_name_equals_only_itself)
{
    same(hex("0500"), hex("0500"));
    different(hex("0500"), hex("3000"));
    different(utf8("a"), hex("3003 020105"));
    different(hex("3003 020105"), hex("3003 020106"));
    /* Something behind a Name. */
    different(hex("3000 00"), hex("3000"));
    ck_assert(certcheck_name_equal((cc_span){0}, (cc_span){0}));
}
END_TEST

START_TEST(hashes_differ_where_names_do)
{
    ck_assert_uint_ne(cc_name_hash(utf8("a")), cc_name_hash(utf8("b")));
    ck_assert_uint_ne(cc_name_hash(utf8("a")),
                      cc_name_hash(organizations(1, (const char *const[]){"a"})));
    ck_assert_uint_ne(cc_name_hash(organizations(2, (const char *const[]){"a", "b"})),
                      cc_name_hash(organizations(2, (const char *const[]){"b", "a"})));
}
END_TEST

START_TEST(subtree_is_a_prefix_of_rdns)
{
    cc_span name = organizations(3, (const char *const[]){"a", "b", "c"});
    ck_assert(cc_name_is_within(name, name));
    ck_assert(cc_name_is_within(name, organizations(2, (const char *const[]){"A", " B "})));
    ck_assert(cc_name_is_within(name, hex("3000")));
    ck_assert(!cc_name_is_within(name, organizations(2, (const char *const[]){"b", "c"})));
    ck_assert(!cc_name_is_within(organizations(1, (const char *const[]){"a"}), name));
    ck_assert(!cc_name_is_within(hex("0500"), hex("3000")));
    ck_assert(!cc_name_is_within(name, hex("0500")));
}
END_TEST

START_TEST(what_is_compared_as_bytes_is_not_comparable)
{
    const char *many[17];
    for (size_t i = 0; i < 17; i++)
        many[i] = "a";
    ck_assert(cc_name_is_comparable(utf8("Ä\x7F")));
    ck_assert(cc_name_is_comparable(hex("3000")));
    ck_assert(cc_name_is_comparable(multi_valued(16, many)));
    ck_assert(cc_name_is_comparable(name_of(CC_DER_OCTET_STRING, cc_span_text("a"))));
    ck_assert(cc_name_is_comparable(name_of(CC_DER_BIT_STRING, hex("00"))));
    ck_assert(cc_name_is_comparable(name_of(CC_DER_TELETEX_STRING, cc_span_text("\xFF"))));

    ck_assert(!cc_name_is_comparable(multi_valued(17, many)));
    ck_assert(!cc_name_is_comparable(organizations(2, (const char *const[]){"a", "\xFF"})));
    ck_assert(!cc_name_is_comparable(multi_valued(2, (const char *const[]){"a", "\xFF"})));
    ck_assert(!cc_name_is_comparable(name_of(CC_DER_PRINTABLE_STRING, cc_span_text("\xE9"))));
    ck_assert(!cc_name_is_comparable(name_of(CC_DER_BMP_STRING, hex("0041 00"))));
    ck_assert(cc_name_is_comparable(name_of(CC_DER_NUMERIC_STRING, cc_span_text("1"))));
    ck_assert(cc_name_is_comparable(name_of(CC_DER_VISIBLE_STRING, cc_span_text("a"))));
    ck_assert(!cc_name_is_comparable(name_of(CC_DER_VISIBLE_STRING, cc_span_text("\xE9"))));
    ck_assert(!cc_name_is_comparable(name_of(CC_DER_VIDEOTEX_STRING, cc_span_text("a"))));
    ck_assert(!cc_name_is_comparable(name_of(CC_DER_GRAPHIC_STRING, cc_span_text("a"))));
    ck_assert(!cc_name_is_comparable(name_of(CC_DER_GENERAL_STRING, cc_span_text("a"))));
    ck_assert(!cc_name_is_comparable(hex("0500")));
}
END_TEST

/* ---- text ---- */

static void text_is(cc_span name, const char *expected)
{
    char *text = certcheck_name_text(name);
    ck_assert_ptr_nonnull(text);
    ck_assert_str_eq(text, expected);
    cc_free(text);
}

START_TEST(last_rdn_comes_first)
{
    text_is(organizations(3, (const char *const[]){"a", "b", "c"}), "O=c,O=b,O=a");
}
END_TEST

START_TEST(empty_name_is_the_empty_text)
{
    text_is(hex("3000"), "");
}
END_TEST

START_TEST(attributes_of_one_rdn_are_joined_by_plus)
{
    text_is(multi_valued(2, (const char *const[]){"a", "b"}), "CN=a+CN=b");
}
END_TEST

START_TEST(special_characters_are_escaped)
{
    text_is(utf8("a,b+c\"d\\e<f>g;h=i"), "CN=a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h=i");
}
END_TEST

START_TEST(space_and_number_sign_are_escaped_at_the_ends_only)
{
    text_is(utf8("#a# "), "CN=\\#a#\\ ");
    text_is(utf8("  a b  "), "CN=\\  a b \\ ");
    text_is(utf8(" "), "CN=\\ ");
}
END_TEST

START_TEST(control_characters_and_broken_bytes_are_hexadecimal)
{
    text_is(utf8("a\n\x7F"), "CN=a\\0A\\7F");
    text_is(name_of(CC_DER_UTF8_STRING, cc_span_of((const uint8_t *)"a\0b", 3)), "CN=a\\00b");
    text_is(utf8("a\xFF\xC3"), "CN=a\\FF\\C3");
    text_is(name_of(CC_DER_PRINTABLE_STRING, cc_span_text("a\xE9")), "CN=a\\E9");
    text_is(name_of(CC_DER_BMP_STRING, hex("0041 D800 42")), "CN=A\\D8\\00\\42");
    text_is(utf8("\xE2\x80\xAE"), "CN=\\E2\\80\\AE"); /* right-to-left override */
}
END_TEST

START_TEST(other_string_types_become_utf8)
{
    text_is(name_of(CC_DER_TELETEX_STRING, cc_span_text("caf\xE9")), "CN=caf\xC3\xA9");
    text_is(name_of(CC_DER_BMP_STRING, hex("0063 00E9")), "CN=c\xC3\xA9");
    text_is(name_of(CC_DER_UNIVERSAL_STRING, hex("0001F600")), "CN=\xF0\x9F\x98\x80");
    text_is(name_of(CC_DER_NUMERIC_STRING, cc_span_text("12")), "CN=12");
}
END_TEST

START_TEST(unknown_types_and_values_are_dotted_with_hexadecimal)
{
    struct der_writer *writer = fresh();
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_begin(writer, CC_DER_SET);
    attribute(writer, "1.3.6.1.4.1.99999.1", CC_DER_UTF8_STRING, cc_span_text("Hi"));
    writer_end(writer);
    writer_end(writer);
    text_is(writer_span(writer), "1.3.6.1.4.1.99999.1=#0C024869");
    text_is(name_of(CC_DER_OCTET_STRING, cc_span_text("Hi")), "2.5.4.3=#04024869");
}
END_TEST

START_TEST(well_known_types_have_short_names)
{
    static const char *const rows[][2] = {
        {"2.5.4.6", "C=x"},
        {"2.5.4.7", "L=x"},
        {"2.5.4.8", "ST=x"},
        {"2.5.4.9", "STREET=x"},
        {"2.5.4.11", "OU=x"},
        {"0.9.2342.19200300.100.1.25", "DC=x"},
        {"0.9.2342.19200300.100.1.1", "UID=x"},
        {"1.2.840.113549.1.9.1", "emailAddress=x"},
        {"2.5.4.5", "serialNumber=x"},
        {"2.5.4.42", "GN=x"},
        {"2.5.4.4", "SN=x"},
        {"2.5.4.12", "title=x"},
        {"1.3.6.1.4.1.311.60.2.1.3", "jurisdictionCountryName=x"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct der_writer *writer = fresh();
        writer_begin(writer, CC_DER_SEQUENCE);
        writer_begin(writer, CC_DER_SET);
        attribute(writer, rows[i][0], CC_DER_IA5_STRING, cc_span_text("x"));
        writer_end(writer);
        writer_end(writer);
        text_is(writer_span(writer), rows[i][1]);
    }
}
END_TEST

START_TEST(what_is_no_name_has_no_text)
{
    ck_assert_ptr_null(certcheck_name_text(hex("0500")));
    ck_assert_ptr_null(certcheck_name_text(hex("3000 00")));
    ck_assert_ptr_null(certcheck_name_text((cc_span){0}));
    ck_assert_ptr_null(certcheck_name_text(hex("3003 020105")));
}
END_TEST

START_TEST(text_without_memory_is_null)
{
    cc_span name = organizations(3, (const char *const[]){"a", "b", "c"});
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        char *text = certcheck_name_text(name);
        failing_alloc_at(0);
        if (text != NULL) {
            cc_free(text);
            break;
        }
        ck_assert_uint_eq(failing_alloc_live(), 0);
        failures++;
    }
    ck_assert_uint_gt(failures, 1);
}
END_TEST

START_TEST(attribute_text_is_that_of_the_last_one)
{
    cc_span type = hex("55040A"), name = organizations(2, (const char *const[]){"a", "b,\x01"});
    char *text = certcheck_name_attribute(name, type);
    ck_assert_str_eq(text, "b,\\01");
    cc_free(text);
    text = certcheck_name_attribute(organizations(1, (const char *const[]){""}), type);
    ck_assert_str_eq(text, "");
    cc_free(text);
}
END_TEST

START_TEST(attribute_that_is_absent_or_no_text_is_null)
{
    ck_assert_ptr_null(certcheck_name_attribute(utf8("a"), hex("55040A")));
    ck_assert_ptr_null(certcheck_name_attribute(hex("0500"), hex("550403")));
    ck_assert_ptr_null(
        certcheck_name_attribute(name_of(CC_DER_OCTET_STRING, cc_span_text("a")), hex("550403")));
}
END_TEST

static void add_comparison(TCase *tests)
{
    tcase_add_test(tests, ascii_case_does_not_matter);
    tcase_add_test(tests, case_does_not_matter_outside_ascii);
    tcase_add_test(tests, characters_are_not_normalised);
    tcase_add_test(tests, invisible_characters_are_nothing);
    tcase_add_test(tests, separators_are_space);
    tcase_add_test(tests, space_at_the_ends_does_not_matter);
    tcase_add_test(tests, run_of_spaces_is_one_space);
    tcase_add_test(tests, space_and_control_characters_are_seen_at_every_place);
    tcase_add_test(tests, nothing_but_space_equals_the_empty_string);
    tcase_add_test(tests, prefix_is_not_equal);
    tcase_add_test(tests, string_type_does_not_matter);
    tcase_add_test(tests, teletex_is_read_as_latin_1);
    tcase_add_test(tests, types_that_are_no_text_compare_byte_by_byte);
    tcase_add_test(tests, broken_text_compares_byte_by_byte);
    tcase_add_test(tests, attribute_type_matters);
    tcase_add_test(tests, order_of_rdns_matters);
    tcase_add_test(tests, number_of_rdns_matters);
    tcase_add_test(tests, attributes_of_one_rdn_are_a_set);
    tcase_add_test(tests, one_rdn_of_two_is_not_two_rdns_of_one);
    tcase_add_test(tests, rdn_of_very_many_attributes_compares_byte_by_byte);
    tcase_add_test(tests, what_is_no_name_equals_only_itself);
    tcase_add_test(tests, hashes_differ_where_names_do);
    tcase_add_test(tests, subtree_is_a_prefix_of_rdns);
    tcase_add_test(tests, what_is_compared_as_bytes_is_not_comparable);
}

static void add_text(TCase *tests)
{
    tcase_add_test(tests, last_rdn_comes_first);
    tcase_add_test(tests, empty_name_is_the_empty_text);
    tcase_add_test(tests, attributes_of_one_rdn_are_joined_by_plus);
    tcase_add_test(tests, special_characters_are_escaped);
    tcase_add_test(tests, space_and_number_sign_are_escaped_at_the_ends_only);
    tcase_add_test(tests, control_characters_and_broken_bytes_are_hexadecimal);
    tcase_add_test(tests, other_string_types_become_utf8);
    tcase_add_test(tests, unknown_types_and_values_are_dotted_with_hexadecimal);
    tcase_add_test(tests, well_known_types_have_short_names);
    tcase_add_test(tests, what_is_no_name_has_no_text);
    tcase_add_test(tests, text_without_memory_is_null);
    tcase_add_test(tests, attribute_text_is_that_of_the_last_one);
    tcase_add_test(tests, attribute_that_is_absent_or_no_text_is_null);
}

int main(void)
{
    Suite *suite = suite_create("name");
    TCase *tests = tcase_create("name");
    tcase_add_checked_fixture(tests, NULL, teardown);
    suite_add_tcase(suite, tests);
    add_comparison(tests);
    add_text(tests);
    return run_suite(suite);
}
