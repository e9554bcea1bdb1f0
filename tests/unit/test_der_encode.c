/* SPDX-License-Identifier: MIT */
/* lib/der/der_encode.c: what is written reads back. */
#include "der/der_encode.h"

#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdlib.h>

static void reads_back(uint32_t tag, size_t length)
{
    struct cc_text text;
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_der_value value;
    uint8_t *contents = calloc(length + 1, 1);
    cc_text_init(&text, CC_TEXT_LIMIT);
    cc_der_encode(&text, tag, cc_span_of(contents, length));
    ck_assert(!text.failed);
    cc_der_init(&der, cc_span_of((const uint8_t *)text.data, text.length), NULL, &error);
    ck_assert(cc_der_expect(&der, tag, &value) && cc_der_end(&der));
    ck_assert_uint_eq(value.contents.length, length);
    cc_text_release(&text);
    free(contents);
}

START_TEST(headers_are_canonical)
{
    static const size_t lengths[] = {0, 1, 127, 128, 255, 256, 65535, 65536};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        reads_back(CC_DER_OCTET_STRING, lengths[i]);
        reads_back(CC_DER_SEQUENCE, lengths[i]);
        reads_back(CC_DER_CONTEXT_CONSTRUCTED(2), lengths[i]);
    }
}
END_TEST

START_TEST(failure_inside_reaches_the_outside)
{
    struct cc_text inside, outside;
    const uint8_t octet = 0;
    cc_text_init(&inside, 2);
    cc_text_init(&outside, CC_TEXT_LIMIT);
    cc_der_encode(&inside, CC_DER_OCTET_STRING, cc_span_of(&octet, 1));
    ck_assert(inside.failed);
    cc_der_encode_around(&outside, CC_DER_SEQUENCE, &inside);
    ck_assert(outside.failed);
    cc_text_release(&outside);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("der_encode");
    TCase *tests = tcase_create("der_encode");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, headers_are_canonical);
    tcase_add_test(tests, failure_inside_reaches_the_outside);
    return run_suite(suite);
}
