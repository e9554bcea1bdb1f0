/* SPDX-License-Identifier: MIT */
/* Contents of primitive values: each rule broken once and just kept once. */
#include "der/der_value.h"
#include "support/run_suite.h"

#include <check.h>

static struct certcheck_parse_error error;
static struct cc_der der;

/* Every value lies behind a NULL, so that its offset is 2. */
static void open_bytes(const uint8_t *bytes, size_t length)
{
    cc_der_value null;
    memset(&error, 0, sizeof error);
    cc_der_init(&der, cc_span_of(bytes, length), NULL, &error);
    ck_assert(cc_der_expect(&der, CC_DER_NULL, &null));
}

#define OPEN(...)                                             \
    static const uint8_t bytes[] = {0x05, 0x00, __VA_ARGS__}; \
    open_bytes(bytes, sizeof bytes)

static void assert_error(const char *rule, uint32_t tag)
{
    ck_assert_ptr_nonnull(error.rule);
    ck_assert_str_eq(error.rule, rule);
    ck_assert_uint_eq(error.tag, tag);
    ck_assert_uint_eq(error.offset, 2);
}

#define ASSERT_REFUSED(rule, tag, call, ...) \
    do {                                     \
        OPEN(__VA_ARGS__);                   \
        ck_assert(!(call));                  \
        assert_error(rule, tag);             \
    } while (0)

#define ASSERT_READ(call, ...)       \
    do {                             \
        OPEN(__VA_ARGS__);           \
        ck_assert(call);             \
        ck_assert(cc_der_end(&der)); \
    } while (0)

START_TEST(integer_keeps_its_sign_and_octets)
{
    cc_span contents;
#define INTEGER cc_der_integer(&der, CC_DER_INTEGER, &contents)
    ASSERT_READ(INTEGER, 0x02, 0x01, 0x00);
    ASSERT_READ(INTEGER, 0x02, 0x01, 0xFF);
    ASSERT_READ(INTEGER, 0x02, 0x02, 0x00, 0x80);
    ck_assert_uint_eq(contents.length, 2);
    ASSERT_READ(INTEGER, 0x02, 0x02, 0xFF, 0x7F);
    ck_assert_uint_eq(contents.data[0], 0xFF);
}
END_TEST

START_TEST(integer_that_is_empty_or_not_minimal_is_refused)
{
    cc_span contents;
    ASSERT_REFUSED("integer-empty", CC_DER_INTEGER, INTEGER, 0x02, 0x00);
    ASSERT_REFUSED("integer-not-minimal", CC_DER_INTEGER, INTEGER, 0x02, 0x02, 0x00, 0x7F);
    ASSERT_REFUSED("integer-not-minimal", CC_DER_INTEGER, INTEGER, 0x02, 0x02, 0xFF, 0x80);
    ASSERT_REFUSED("tag-unexpected", CC_DER_ENUMERATED, INTEGER, 0x0A, 0x01, 0x00);
}
END_TEST

START_TEST(implicit_tag_is_asked_for_in_place_of_the_type)
{
    cc_span contents;
    ASSERT_READ(cc_der_integer(&der, CC_DER_CONTEXT(2), &contents), 0x82, 0x01, 0x05);
    ASSERT_REFUSED("integer-empty", CC_DER_CONTEXT(2),
                   cc_der_integer(&der, CC_DER_CONTEXT(2), &contents), 0x82, 0x00);
}
END_TEST

START_TEST(count_is_cut_off_to_its_maximum)
{
    uint32_t count = 99;
#define COUNT cc_der_count(&der, CC_DER_INTEGER, 1000, &count)
    ASSERT_READ(COUNT, 0x02, 0x01, 0x00);
    ck_assert_uint_eq(count, 0);
    ASSERT_READ(COUNT, 0x02, 0x02, 0x03, 0xE8);
    ck_assert_uint_eq(count, 1000);
    ASSERT_READ(COUNT, 0x02, 0x02, 0x03, 0xE9);
    ck_assert_uint_eq(count, 1000);
    ASSERT_READ(COUNT, 0x02, 0x0A, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    ck_assert_uint_eq(count, 1000);
    ASSERT_READ(cc_der_count(&der, CC_DER_INTEGER, UINT32_MAX, &count), 0x02, 0x05, 0x01, 0x00,
                0x00, 0x00, 0x05);
    ck_assert_uint_eq(count, UINT32_MAX);
}
END_TEST

START_TEST(negative_count_is_refused)
{
    uint32_t count = 0;
    ASSERT_REFUSED("integer-negative", CC_DER_INTEGER, COUNT, 0x02, 0x01, 0xFF);
    ASSERT_REFUSED("integer-negative", CC_DER_INTEGER, COUNT, 0x02, 0x01, 0x80);
}
END_TEST

START_TEST(boolean_is_00_or_ff)
{
    bool flag = false;
#define BOOLEAN cc_der_boolean(&der, CC_DER_BOOLEAN, &flag)
    ASSERT_READ(BOOLEAN, 0x01, 0x01, 0xFF);
    ck_assert(flag);
    ASSERT_READ(BOOLEAN, 0x01, 0x01, 0x00);
    ck_assert(!flag);
    ASSERT_REFUSED("boolean-value", CC_DER_BOOLEAN, BOOLEAN, 0x01, 0x01, 0x01);
    ASSERT_REFUSED("boolean-length", CC_DER_BOOLEAN, BOOLEAN, 0x01, 0x00);
    ASSERT_REFUSED("boolean-length", CC_DER_BOOLEAN, BOOLEAN, 0x01, 0x02, 0xFF, 0xFF);
}
END_TEST

START_TEST(null_has_no_contents)
{
    ASSERT_READ(cc_der_null(&der), 0x05, 0x00);
    ASSERT_REFUSED("null-length", CC_DER_NULL, cc_der_null(&der), 0x05, 0x01, 0x00);
    ASSERT_REFUSED("tag-unexpected", CC_DER_BOOLEAN, cc_der_null(&der), 0x01, 0x01, 0x00);
}
END_TEST

START_TEST(octet_string_is_taken_as_it_is)
{
    cc_span contents;
    ASSERT_READ(cc_der_octet_string(&der, CC_DER_OCTET_STRING, &contents), 0x04, 0x02, 0xAB, 0xCD);
    ck_assert_uint_eq(contents.length, 2);
    ck_assert_uint_eq(contents.data[1], 0xCD);
    ASSERT_REFUSED("tag-unexpected", CC_DER_NULL,
                   cc_der_octet_string(&der, CC_DER_OCTET_STRING, &contents), 0x05, 0x00);
}
END_TEST

START_TEST(bit_string_counts_its_unused_bits)
{
    cc_span bits;
    unsigned unused = 9;
#define BIT_STRING cc_der_bit_string(&der, CC_DER_BIT_STRING, &bits, &unused)
    ASSERT_READ(BIT_STRING, 0x03, 0x01, 0x00);
    ck_assert_uint_eq(bits.length, 0);
    ck_assert_uint_eq(unused, 0);
    ASSERT_READ(BIT_STRING, 0x03, 0x02, 0x07, 0x80);
    ck_assert_uint_eq(bits.length, 1);
    ck_assert_uint_eq(unused, 7);
    ASSERT_READ(BIT_STRING, 0x03, 0x03, 0x04, 0xFF, 0xF0);
}
END_TEST

START_TEST(bit_string_that_breaks_a_rule_is_refused)
{
    cc_span bits;
    unsigned unused = 0;
    ASSERT_REFUSED("bit-string-empty", CC_DER_BIT_STRING, BIT_STRING, 0x03, 0x00);
    ASSERT_REFUSED("bit-string-unused-bits", CC_DER_BIT_STRING, BIT_STRING, 0x03, 0x02, 0x08, 0x00);
    ASSERT_REFUSED("bit-string-unused-bits", CC_DER_BIT_STRING, BIT_STRING, 0x03, 0x01, 0x01);
    ASSERT_REFUSED("bit-string-padding", CC_DER_BIT_STRING, BIT_STRING, 0x03, 0x02, 0x07, 0xC0);
    ASSERT_REFUSED("bit-string-padding", CC_DER_BIT_STRING, BIT_STRING, 0x03, 0x02, 0x01, 0x01);
}
END_TEST

START_TEST(whole_octets_have_no_unused_bits)
{
    cc_span octets;
#define BIT_OCTETS cc_der_bit_octets(&der, CC_DER_BIT_STRING, &octets)
    ASSERT_READ(BIT_OCTETS, 0x03, 0x03, 0x00, 0x01, 0x02);
    ck_assert_uint_eq(octets.length, 2);
    ASSERT_REFUSED("bit-string-unused-bits", CC_DER_BIT_STRING, BIT_OCTETS, 0x03, 0x02, 0x01, 0x80);
    ASSERT_REFUSED("bit-string-empty", CC_DER_BIT_STRING, BIT_OCTETS, 0x03, 0x00);
}
END_TEST

START_TEST(named_bits_are_numbered_from_the_front)
{
    uint16_t bits = 0;
    bool unknown = true;
#define NAMED_BITS cc_der_named_bits(&der, CC_DER_BIT_STRING, 9, &bits, &unknown)
    ASSERT_READ(NAMED_BITS, 0x03, 0x02, 0x05, 0xA0);
    ck_assert_uint_eq(bits, 1 << 0 | 1 << 2);
    ck_assert(!unknown);
    ASSERT_READ(NAMED_BITS, 0x03, 0x03, 0x07, 0x00, 0x80);
    ck_assert_uint_eq(bits, 1 << 8);
    ck_assert(!unknown);
    ASSERT_READ(NAMED_BITS, 0x03, 0x01, 0x00);
    ck_assert_uint_eq(bits, 0);
    ck_assert(!unknown);
}
END_TEST

START_TEST(bits_without_a_name_are_noticed)
{
    uint16_t bits = 0;
    bool unknown = false;
    ASSERT_READ(NAMED_BITS, 0x03, 0x03, 0x06, 0x80, 0x40);
    ck_assert_uint_eq(bits, 1);
    ck_assert(unknown);
    unknown = false;
    ASSERT_READ(NAMED_BITS, 0x03, 0x05, 0x00, 0x40, 0, 0, 0x01);
    ck_assert_uint_eq(bits, 2);
    ck_assert(unknown);
}
END_TEST

START_TEST(named_bits_that_end_in_a_zero_are_refused)
{
    uint16_t bits = 0;
    bool unknown = false;
    ASSERT_REFUSED("named-bits-trailing-zero", CC_DER_BIT_STRING, NAMED_BITS, 0x03, 0x02, 0x04,
                   0xA0);
    ASSERT_REFUSED("named-bits-trailing-zero", CC_DER_BIT_STRING, NAMED_BITS, 0x03, 0x02, 0x00,
                   0x00);
    ASSERT_REFUSED("named-bits-trailing-zero", CC_DER_BIT_STRING, NAMED_BITS, 0x03, 0x03, 0x07,
                   0x80, 0x00);
}
END_TEST

START_TEST(strings_keep_to_their_alphabets)
{
    static const struct {
        uint32_t tag;
        const char *fits;
        const char *does_not;
    } cases[] = {
        {CC_DER_NUMERIC_STRING, "0123 456789", "12-3"},
        {CC_DER_PRINTABLE_STRING, "Abz '()+,-./:=?09", "a*b"},
        {CC_DER_PRINTABLE_STRING, "", "a@b"},
        {CC_DER_PRINTABLE_STRING, "a", "a_b"},
        {CC_DER_IA5_STRING, "a@b*\x7F\x01", "\x80"},
        {CC_DER_VISIBLE_STRING, " ~", "\x7F"},
        {CC_DER_VISIBLE_STRING, "", "\x1F"},
        {CC_DER_UTF8_STRING, "\xC3\xBC\xF0\x9F\x94\x92", "\xFC"},
        {CC_DER_UTF8_STRING, "\xED\x9F\xBF", "\xED\xA0\x80"},
        {CC_DER_UTF8_STRING, "\xC2\x80", "\xC1\xBF"},
        {CC_DER_BMP_STRING, "\x20\xAC", "\x20\xAC\x20"},
        {CC_DER_BMP_STRING, "\xD7\xFF\xE1\x01", "\xD8\x3D"},
        {CC_DER_UNIVERSAL_STRING, "", "\x01\x11\x01\x01"},
        {CC_DER_UNIVERSAL_STRING, "", "\x01\x01\x01"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_msg(cc_der_string_fits(cases[i].tag, cc_span_text(cases[i].fits)), "%zu", i);
        ck_assert_msg(!cc_der_string_fits(cases[i].tag, cc_span_text(cases[i].does_not)), "%zu", i);
    }
    ck_assert(cc_der_string_fits(CC_DER_UNIVERSAL_STRING,
                                 cc_span_of((const uint8_t *)"\x00\x01\xF5\x12", 4)));
    ck_assert(!cc_der_string_fits(CC_DER_PRINTABLE_STRING, cc_span_of((const uint8_t *)"a\x00"
                                                                                       "b",
                                                                      3)));
}
END_TEST

START_TEST(teletex_and_other_types_have_no_rule)
{
    ck_assert(cc_der_string_fits(CC_DER_TELETEX_STRING, cc_span_text("\xFF\x80")));
    ck_assert(cc_der_string_fits(CC_DER_OCTET_STRING, cc_span_text("\xFF")));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("der_value");
    TCase *tests = tcase_create("der_value");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, integer_keeps_its_sign_and_octets);
    tcase_add_test(tests, integer_that_is_empty_or_not_minimal_is_refused);
    tcase_add_test(tests, implicit_tag_is_asked_for_in_place_of_the_type);
    tcase_add_test(tests, count_is_cut_off_to_its_maximum);
    tcase_add_test(tests, negative_count_is_refused);
    tcase_add_test(tests, boolean_is_00_or_ff);
    tcase_add_test(tests, null_has_no_contents);
    tcase_add_test(tests, octet_string_is_taken_as_it_is);
    tcase_add_test(tests, bit_string_counts_its_unused_bits);
    tcase_add_test(tests, bit_string_that_breaks_a_rule_is_refused);
    tcase_add_test(tests, whole_octets_have_no_unused_bits);
    tcase_add_test(tests, named_bits_are_numbered_from_the_front);
    tcase_add_test(tests, bits_without_a_name_are_noticed);
    tcase_add_test(tests, named_bits_that_end_in_a_zero_are_refused);
    tcase_add_test(tests, strings_keep_to_their_alphabets);
    tcase_add_test(tests, teletex_and_other_types_have_no_rule);
    return run_suite(suite);
}
