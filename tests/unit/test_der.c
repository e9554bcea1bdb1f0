/* SPDX-License-Identifier: MIT */
/* The cursor: headers just right and just wrong, with the rule, tag and offset of each refusal. */
#include "der/der.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdlib.h>

static struct certcheck_parse_error error;
static struct cc_der der;
static cc_der_value value;

static void open_bytes(const uint8_t *bytes, size_t length)
{
    memset(&error, 0, sizeof error);
    memset(&value, 0, sizeof value);
    cc_der_init(&der, cc_span_of(bytes, length), NULL, &error);
}

#define OPEN(...)                                 \
    static const uint8_t bytes[] = {__VA_ARGS__}; \
    open_bytes(bytes, sizeof bytes)

static void assert_error(const char *rule, uint32_t tag, size_t offset)
{
    ck_assert_ptr_nonnull(error.rule);
    ck_assert_str_eq(error.rule, rule);
    ck_assert_ptr_nonnull(error.text);
    ck_assert_uint_eq(error.tag, tag);
    ck_assert_uint_eq(error.offset, offset);
}

/* Offset 2: behind a NULL that comes first. */
#define ASSERT_REFUSED(rule, tag, ...)         \
    do {                                       \
        OPEN(0x05, 0x00, __VA_ARGS__);         \
        ck_assert(cc_der_read(&der, &value));  \
        ck_assert(!cc_der_read(&der, &value)); \
        assert_error(rule, tag, 2);            \
    } while (0)

#define ASSERT_READ(expected_tag, header, ...)                             \
    do {                                                                   \
        OPEN(__VA_ARGS__);                                                 \
        ck_assert(cc_der_read(&der, &value));                              \
        ck_assert_uint_eq(value.tag, expected_tag);                        \
        ck_assert_ptr_eq(value.whole.data, bytes);                         \
        ck_assert_uint_eq(value.whole.length, sizeof bytes);               \
        ck_assert_ptr_eq(value.contents.data, bytes + (header));           \
        ck_assert_uint_eq(value.contents.length, sizeof bytes - (header)); \
        ck_assert(cc_der_end(&der));                                       \
    } while (0)

START_TEST(tag_of_one_octet_is_read)
{
    ASSERT_READ(CC_DER_NULL, 2, 0x05, 0x00);
    ASSERT_READ(CC_DER_INTEGER, 2, 0x02, 0x01, 0x05);
    ASSERT_READ(CC_DER_SEQUENCE, 2, 0x30, 0x03, 0x02, 0x01, 0x05);
    ASSERT_READ(CC_DER_CONTEXT(0), 2, 0x80, 0x02, 1, 2);
    ASSERT_READ(CC_DER_CONTEXT_CONSTRUCTED(3), 2, 0xA3, 0x02, 1, 2);
    ASSERT_READ(CC_DER_CONTEXT(30), 2, 0x9E, 0x00);
    ASSERT_READ(((uint32_t)3 << 30) | 1, 2, 0xC1, 0x00);
    ASSERT_READ(((uint32_t)1 << 30) | CC_DER_CONSTRUCTED | 1, 2, 0x61, 0x00);
}
END_TEST

START_TEST(tag_of_several_octets_is_read)
{
    ASSERT_READ(CC_DER_CONTEXT(31), 3, 0x9F, 0x1F, 0x00);
    ASSERT_READ(CC_DER_CONTEXT(127), 3, 0x9F, 0x7F, 0x01, 0xAA);
    ASSERT_READ(CC_DER_CONTEXT_CONSTRUCTED(128), 4, 0xBF, 0x81, 0x00, 0x00);
    ASSERT_READ(CC_DER_CONTEXT(0x1FFFFFFF), 7, 0x9F, 0x81, 0xFF, 0xFF, 0xFF, 0x7F, 0x00);
}
END_TEST

START_TEST(tag_that_is_not_minimal_is_refused)
{
    ASSERT_REFUSED("tag-not-minimal", CC_DER_CONTEXT(31), 0x9F, 0x80, 0x1F, 0x00);
    ASSERT_REFUSED("tag-not-minimal", CC_DER_CONTEXT(31), 0x9F, 0x1E, 0x00);
}
END_TEST

START_TEST(tag_of_2_to_the_29_is_too_large)
{
    ASSERT_REFUSED("tag-too-large", CC_DER_CONTEXT(31), 0x9F, 0x82, 0x80, 0x80, 0x80, 0x00, 0x00);
    ASSERT_REFUSED("tag-too-large", CC_DER_CONTEXT(31), 0x9F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                   0xFF, 0x7F, 0x00);
}
END_TEST

START_TEST(end_of_contents_is_refused)
{
    ASSERT_REFUSED("tag-end-of-contents", 0, 0x00, 0x00);
    ASSERT_REFUSED("tag-end-of-contents", CC_DER_CONSTRUCTED, 0x20, 0x00);
    ASSERT_REFUSED("tag-end-of-contents", 0, 0x00, 0x00, 0x00, 0x00);
}
END_TEST

START_TEST(universal_type_in_the_wrong_form_is_refused)
{
    ASSERT_REFUSED("tag-form", 16, 0x10, 0x00, 0x00, 0x00);
    ASSERT_REFUSED("tag-form", 17, 0x11, 0x00);
    ASSERT_REFUSED("tag-form", CC_DER_OCTET_STRING | CC_DER_CONSTRUCTED, 0x24, 0x02, 0x04, 0x00);
    ASSERT_REFUSED("tag-form", CC_DER_UTF8_STRING | CC_DER_CONSTRUCTED, 0x2C, 0x02, 0x0C, 0x00);
    ASSERT_READ(CC_DER_SET, 2, 0x31, 0x00);
    ASSERT_READ(CC_DER_UNIVERSAL(8) | CC_DER_CONSTRUCTED, 2, 0x28, 0x00);
}
END_TEST

START_TEST(indefinite_length_is_refused)
{
    ASSERT_REFUSED("length-indefinite", CC_DER_SEQUENCE, 0x30, 0x80, 0x00, 0x00);
}
END_TEST

START_TEST(reserved_length_is_refused)
{
    ASSERT_REFUSED("length-reserved", CC_DER_SEQUENCE, 0x30, 0xFF, 0x00, 0x00);
}
END_TEST

START_TEST(length_that_is_not_minimal_is_refused)
{
    ASSERT_REFUSED("length-not-minimal", CC_DER_OCTET_STRING, 0x04, 0x81, 0x00);
    ASSERT_REFUSED("length-not-minimal", CC_DER_OCTET_STRING, 0x04, 0x81, 0x7F);
    ASSERT_REFUSED("length-not-minimal", CC_DER_OCTET_STRING, 0x04, 0x81, 0x01, 0x00);
    ASSERT_REFUSED("length-not-minimal", CC_DER_OCTET_STRING, 0x04, 0x82, 0x00, 0xFF);
    ASSERT_REFUSED("length-not-minimal", CC_DER_OCTET_STRING, 0x04, 0x85, 0x00, 0x00, 0x00, 0x00,
                   0x01, 0x00);
}
END_TEST

START_TEST(length_of_five_octets_is_too_large)
{
    ASSERT_REFUSED("length-too-large", CC_DER_OCTET_STRING, 0x04, 0x85, 0x01, 0x00, 0x00, 0x00,
                   0x00);
    ASSERT_REFUSED("length-too-large", CC_DER_OCTET_STRING, 0x04, 0xFE, 0x01, 0x00, 0x00);
    ASSERT_REFUSED("input-ended", CC_DER_OCTET_STRING, 0x04, 0x84, 0xFF, 0xFF, 0xFF, 0xFF);
}
END_TEST

/* As in the encoding of an OCTET STRING of `length` zero octets. */
static void assert_length(size_t length, size_t header)
{
    uint8_t *bytes = calloc(1, length + 6);
    size_t octets = header - 2;
    bytes[0] = 0x04;
    bytes[1] = (uint8_t)(octets == 0 ? length : 0x80 | octets);
    for (size_t i = 0; i < octets; i++)
        bytes[2 + i] = (uint8_t)(length >> 8 * (octets - 1 - i));
    open_bytes(bytes, header + length);
    ck_assert(cc_der_read(&der, &value));
    ck_assert_uint_eq(value.contents.length, length);
    ck_assert_ptr_eq(value.contents.data, bytes + header);
    ck_assert(cc_der_at_end(&der));
    open_bytes(bytes, header + length - 1);
    ck_assert(!cc_der_read(&der, &value));
    assert_error("input-ended", CC_DER_OCTET_STRING, 0);
    free(bytes);
}

START_TEST(every_size_of_length_is_read_and_one_octet_less_is_refused)
{
    assert_length(1, 2);
    assert_length(127, 2);
    assert_length(128, 3);
    assert_length(255, 3);
    assert_length(256, 4);
    assert_length(65535, 4);
    assert_length(65536, 5);
    assert_length(0x1000000, 6);
}
END_TEST

START_TEST(input_that_ends_in_a_header_is_refused)
{
    ASSERT_REFUSED("input-ended", CC_DER_SEQUENCE, 0x30);
    ASSERT_REFUSED("input-ended", CC_DER_SEQUENCE, 0x30, 0x81);
    ASSERT_REFUSED("input-ended", CC_DER_SEQUENCE, 0x30, 0x82, 0x01);
    ASSERT_REFUSED("input-ended", CC_DER_CONTEXT(31), 0x9F);
    ASSERT_REFUSED("input-ended", CC_DER_CONTEXT(31), 0x9F, 0x81);
    ASSERT_REFUSED("input-ended", CC_DER_CONTEXT(31), 0x9F, 0x1F);
    open_bytes(NULL, 0);
    ck_assert(!cc_der_read(&der, &value));
    assert_error("input-ended", 0, 0);
}
END_TEST

START_TEST(unexpected_tag_is_refused_with_the_tag_that_is_there)
{
    OPEN(0x05, 0x00, 0x02, 0x01, 0x00);
    ck_assert(cc_der_expect(&der, CC_DER_NULL, &value));
    ck_assert(!cc_der_expect(&der, CC_DER_SEQUENCE, &value));
    assert_error("tag-unexpected", CC_DER_INTEGER, 2);
}
END_TEST

START_TEST(missing_value_is_refused_where_the_input_ends)
{
    OPEN(0x05, 0x00);
    ck_assert(cc_der_expect(&der, CC_DER_NULL, &value));
    ck_assert(!cc_der_expect(&der, CC_DER_SEQUENCE, &value));
    assert_error("input-ended", 0, 2);
}
END_TEST

START_TEST(optional_value_is_read_only_when_its_tag_is_next)
{
    bool present = true;
    OPEN(0x81, 0x00, 0x02, 0x01, 0x00);
    ck_assert(cc_der_optional(&der, CC_DER_CONTEXT(0), &value, &present));
    ck_assert(!present);
    ck_assert(cc_der_optional(&der, CC_DER_CONTEXT(1), &value, &present));
    ck_assert(present);
    ck_assert_uint_eq(value.tag, CC_DER_CONTEXT(1));
    ck_assert(cc_der_expect(&der, CC_DER_INTEGER, &value));
    ck_assert(cc_der_optional(&der, CC_DER_CONTEXT(1), &value, &present));
    ck_assert(!present);
}
END_TEST

START_TEST(optional_value_that_is_broken_is_refused)
{
    bool present = false;
    OPEN(0x81, 0x80);
    ck_assert(!cc_der_optional(&der, CC_DER_CONTEXT(1), &value, &present));
    assert_error("length-indefinite", CC_DER_CONTEXT(1), 0);
}
END_TEST

START_TEST(peeking_sets_no_error)
{
    OPEN(0x9F, 0x1E, 0x00);
    ck_assert_uint_eq(cc_der_peek(&der), 0);
    open_bytes(bytes, 0);
    ck_assert_uint_eq(cc_der_peek(&der), 0);
    ck_assert_ptr_null(error.rule);
}
END_TEST

START_TEST(trailing_data_is_refused)
{
    struct cc_der inside;
    OPEN(0x30, 0x05, 0x02, 0x01, 0x05, 0x05, 0x00);
    ck_assert(cc_der_enter(&der, CC_DER_SEQUENCE, &inside));
    ck_assert(cc_der_expect(&inside, CC_DER_INTEGER, &value));
    ck_assert(!cc_der_end(&inside));
    assert_error("trailing-data", CC_DER_NULL, 5);
}
END_TEST

START_TEST(first_error_sticks_for_all_cursors_of_a_parse)
{
    struct cc_der inside, again;
    cc_der_value sequence;
    bool present = true;
    OPEN(0x30, 0x04, 0x05, 0x00, 0x02, 0x80);
    ck_assert(cc_der_expect(&der, CC_DER_SEQUENCE, &sequence));
    ck_assert(cc_der_open(&der, &sequence, &inside));
    inside.field = "serialNumber";
    ck_assert(cc_der_expect(&inside, CC_DER_NULL, &value));
    ck_assert(!cc_der_expect(&inside, CC_DER_INTEGER, &value));
    assert_error("length-indefinite", CC_DER_INTEGER, 4);
    ck_assert_str_eq(error.field, "serialNumber");

    ck_assert(!cc_der_end(&der));
    ck_assert(!cc_der_open(&der, &sequence, &again));
    ck_assert(!cc_der_optional(&der, CC_DER_NULL, &value, &present));
    ck_assert(!present);
    der.next = bytes + 2;
    ck_assert(!cc_der_read(&der, &value));
    ck_assert(!cc_der_fail(&der, bytes, 0, CC_DER_RULE_TRAILING_DATA));
    assert_error("length-indefinite", CC_DER_INTEGER, 4);
}
END_TEST

START_TEST(offsets_count_from_the_outermost_input)
{
    OPEN(0x04, 0x02, 0x05, 0x01);
    memset(&error, 0, sizeof error);
    cc_der_init(&der, cc_span_of(bytes + 2, 2), bytes, &error);
    ck_assert(!cc_der_read(&der, &value));
    assert_error("input-ended", CC_DER_NULL, 2);
}
END_TEST

/* `levels` values inside one another, each with a length of two octets. */
static bool descend(unsigned levels)
{
    static uint8_t bytes[4 * (CC_DER_DEPTH_MAX + 2)];
    size_t length = 0;
    memset(bytes, 0, sizeof bytes);
    for (unsigned i = levels; i-- > 0;) {
        uint8_t *at = bytes + i * 4;
        at[0] = 0x30;
        at[1] = (uint8_t)(length < 128 ? length : 0x81);
        if (length >= 128)
            at[2] = (uint8_t)length;
        size_t header = length < 128 ? 2 : 3;
        memmove(at + header, at + 4, length);
        length += header;
    }
    open_bytes(bytes, length);
    for (unsigned i = 0; i < levels; i++) {
        struct cc_der inside;
        if (!cc_der_enter(&der, CC_DER_SEQUENCE, &inside))
            return false;
        der = inside;
    }
    return cc_der_end(&der);
}

START_TEST(deepest_nesting_is_read_and_one_more_is_refused)
{
    ck_assert(descend(CC_DER_DEPTH_MAX));
    ck_assert(!descend(CC_DER_DEPTH_MAX + 1));
    ck_assert_str_eq(error.rule, "depth-exceeded");
    ck_assert_uint_eq(error.tag, CC_DER_SEQUENCE);
    ck_assert_uint_eq(error.offset, CC_DER_DEPTH_MAX * 2);
}
END_TEST

START_TEST(public_walk_goes_value_by_value)
{
    static const uint8_t bytes[] = {0x02, 0x01, 0x05, 0x30, 0x00, 0x05, 0x81, 0x00};
    struct certcheck_span rest = {bytes, sizeof bytes};
    struct certcheck_der_value next;
    ck_assert_int_eq(certcheck_der_next(&rest, bytes, &next, &error), CERTCHECK_OK);
    ck_assert_uint_eq(CERTCHECK_DER_NUMBER(next.tag), 2);
    ck_assert_uint_eq(next.contents.length, 1);
    ck_assert_int_eq(certcheck_der_next(&rest, bytes, &next, &error), CERTCHECK_OK);
    ck_assert_uint_eq(CERTCHECK_DER_IS_CONSTRUCTED(next.tag), 1);
    ck_assert_uint_eq(CERTCHECK_DER_CLASS(next.tag), 0);
    ck_assert_int_eq(certcheck_der_next(&rest, bytes, &next, &error), CERTCHECK_MALFORMED);
    assert_error("length-not-minimal", CC_DER_NULL, 5);
    rest.length = 0;
    ck_assert_int_eq(certcheck_der_next(&rest, bytes, &next, &error), CERTCHECK_MALFORMED);
    assert_error("input-ended", 0, 5);
}
END_TEST

/* What reading one value comes to. */
struct outcome {
    bool read;
    cc_der_value value;
    const uint8_t *next;
    struct certcheck_parse_error error;
};

static bool outcomes_agree(const struct outcome *a, const struct outcome *b)
{
    return a->read == b->read && a->next == b->next && a->error.rule == b->error.rule &&
           (!a->read ||
            (a->value.tag == b->value.tag && cc_span_equal(a->value.whole, b->value.whole) &&
             a->value.contents.data == b->value.contents.data &&
             a->value.contents.length == b->value.contents.length));
}

/* The ways in line and the others must agree: every start of three octets, in every length. */
START_TEST(fast_and_slow_path_agree_on_every_header)
{
    static uint8_t input[0x300];
    for (uint32_t start = 0; start < UINT32_C(1) << 24; start += (start & 0xFF) < 4 ? 1 : 61) {
        struct outcome fast = {0}, slow = {0}, expected = {0};
        struct cc_der cursor;
        input[0] = (uint8_t)(start >> 16);
        input[1] = (uint8_t)(start >> 8);
        input[2] = (uint8_t)start;
        input[3] = 0x81;
        cc_span all = cc_span_of(input, (start & 1) != 0 ? sizeof input : 8);
        cc_der_init(&cursor, all, NULL, &fast.error);
        fast.read = cc_der_read(&cursor, &fast.value);
        fast.next = cursor.next;
        cc_der_init(&cursor, all, NULL, &slow.error);
        slow.read = cc_der_take(&cursor, cc_der_header_any(&cursor), &slow.value);
        slow.next = cursor.next;
        cc_der_init(&cursor, all, NULL, &expected.error);
        expected.read = cc_der_expect(&cursor, cc_der_short_tag(input[0]), &expected.value);
        expected.next = cursor.next;
        bool short_tag = cc_der_identifier_is_short(input[0]);
        if (!outcomes_agree(&fast, &slow) || (short_tag && !outcomes_agree(&expected, &slow)))
            ck_abort_msg("%06X", (unsigned)start);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("der");
    TCase *tests = tcase_create("der");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, tag_of_one_octet_is_read);
    tcase_add_test(tests, tag_of_several_octets_is_read);
    tcase_add_test(tests, tag_that_is_not_minimal_is_refused);
    tcase_add_test(tests, tag_of_2_to_the_29_is_too_large);
    tcase_add_test(tests, end_of_contents_is_refused);
    tcase_add_test(tests, universal_type_in_the_wrong_form_is_refused);
    tcase_add_test(tests, indefinite_length_is_refused);
    tcase_add_test(tests, reserved_length_is_refused);
    tcase_add_test(tests, length_that_is_not_minimal_is_refused);
    tcase_add_test(tests, length_of_five_octets_is_too_large);
    tcase_add_test(tests, every_size_of_length_is_read_and_one_octet_less_is_refused);
    tcase_add_test(tests, input_that_ends_in_a_header_is_refused);
    tcase_add_test(tests, unexpected_tag_is_refused_with_the_tag_that_is_there);
    tcase_add_test(tests, missing_value_is_refused_where_the_input_ends);
    tcase_add_test(tests, optional_value_is_read_only_when_its_tag_is_next);
    tcase_add_test(tests, optional_value_that_is_broken_is_refused);
    tcase_add_test(tests, peeking_sets_no_error);
    tcase_add_test(tests, trailing_data_is_refused);
    tcase_add_test(tests, first_error_sticks_for_all_cursors_of_a_parse);
    tcase_add_test(tests, offsets_count_from_the_outermost_input);
    tcase_add_test(tests, deepest_nesting_is_read_and_one_more_is_refused);
    tcase_add_test(tests, public_walk_goes_value_by_value);
    tcase_add_test(tests, fast_and_slow_path_agree_on_every_header);
    return run_suite(suite);
}
