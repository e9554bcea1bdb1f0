/* SPDX-License-Identifier: MIT */
/* Lists of signed certificate timestamps (RFC 6962 3.3). */
#include "support/der_writer.h"
#include "support/run_suite.h"

#include "x509/extension.h"

#include <check.h>
#include <stdlib.h>

#define LOG_ID "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"
/* Version 1, log, time, no extensions, SHA-256 with ECDSA, a signature of two bytes: 49 bytes. */
#define SCT                        \
    "00" LOG_ID "0000018C00000001" \
    "0000"                         \
    "0403"                         \
    "0002 AABB"

static struct der_writer writer;
static struct certcheck_extension_value value;
static struct certcheck_parse_error error;

static void teardown(void)
{
    writer_release(&writer);
}

/* The contents of an extension whose OCTET STRING holds these bytes. */
static bool decode(const char *list)
{
    struct cc_der der;
    teardown();
    writer_begin(&writer, CC_DER_OCTET_STRING);
    writer_hex(&writer, list);
    writer_end(&writer);
    value = (struct certcheck_extension_value){.kind = CERTCHECK_EXT_SCT_LIST};
    error = (struct certcheck_parse_error){0};
    cc_der_init(&der, writer_span(&writer), NULL, &error);
    return cc_sct_list_decode(&der, &value, NULL);
}

static void refused(const char *list, const char *rule, size_t offset)
{
    ck_assert(!decode(list));
    ck_assert_str_eq(error.rule, rule);
    ck_assert_uint_eq(error.offset, offset);
}

START_TEST(timestamp_is_read)
{
    struct certcheck_sct sct;
    ck_assert(decode("0033 0031" SCT));
    ck_assert(certcheck_next_sct(&value.of.scts, &sct));
    ck_assert_uint_eq(sct.version, 0);
    ck_assert_uint_eq(sct.log_id.length, 32);
    ck_assert_uint_eq(sct.log_id.data[31], 0x1F);
    ck_assert_uint_eq(sct.timestamp, 0x18C00000001);
    ck_assert_uint_eq(sct.extensions.length, 0);
    ck_assert_uint_eq(sct.hash_algorithm, 4);
    ck_assert_uint_eq(sct.signature_algorithm, 3);
    ck_assert_uint_eq(sct.signature.length, 2);
    ck_assert_uint_eq(sct.signature.data[0], 0xAA);
    ck_assert_uint_eq(sct.whole.length, 49);
    ck_assert(!certcheck_next_sct(&value.of.scts, &sct));
}
END_TEST

START_TEST(several_timestamps_are_walked)
{
    struct certcheck_sct sct;
    ck_assert(decode("0066 0031" SCT "0031" SCT));
    ck_assert(certcheck_next_sct(&value.of.scts, &sct));
    ck_assert(certcheck_next_sct(&value.of.scts, &sct));
    ck_assert(!certcheck_next_sct(&value.of.scts, &sct));
}
END_TEST

START_TEST(unknown_version_is_left_readable)
{
    struct certcheck_sct sct;
    ck_assert(decode("0004 0002 01FF"));
    ck_assert(certcheck_next_sct(&value.of.scts, &sct));
    ck_assert_uint_eq(sct.version, 1);
    ck_assert_uint_eq(sct.whole.length, 2);
    ck_assert_uint_eq(sct.log_id.length, 0);
}
END_TEST

START_TEST(lengths_of_the_list_must_fit)
{
    refused("", "sct-list-length", 2);
    refused("00", "sct-list-length", 2);
    refused("0000", "sct-list-length", 2);
    refused("0034 0031" SCT, "sct-list-length", 2);
    refused("0033 0031" SCT "00", "sct-list-length", 2);
}
END_TEST

START_TEST(broken_timestamp_is_refused_where_it_stands)
{
    refused("0002 0000", "sct-malformed", 4);                /* empty */
    refused("0001 00", "sct-malformed", 4);                  /* no length */
    refused("0033 0032" SCT, "sct-malformed", 4);            /* too long */
    refused("0034 0032" SCT "00", "sct-malformed", 4);       /* something behind it */
    refused("0033 0030" SCT, "sct-malformed", 4);            /* too short */
    refused("0036 0031" SCT "0001 00", "sct-malformed", 55); /* the second one */
    refused("0022 0020"
            "00"
            "0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
            "sct-malformed", 4);
}
END_TEST

START_TEST(list_must_be_an_octet_string)
{
    struct cc_der der;
    writer_hex(&writer, "0500");
    error = (struct certcheck_parse_error){0};
    cc_der_init(&der, writer_span(&writer), NULL, &error);
    ck_assert(!cc_sct_list_decode(&der, &value, NULL));
    ck_assert_str_eq(error.rule, "tag-unexpected");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sct");
    TCase *tests = tcase_create("sct");
    tcase_add_checked_fixture(tests, NULL, teardown);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, timestamp_is_read);
    tcase_add_test(tests, several_timestamps_are_walked);
    tcase_add_test(tests, unknown_version_is_left_readable);
    tcase_add_test(tests, lengths_of_the_list_must_fit);
    tcase_add_test(tests, broken_timestamp_is_refused_where_it_stands);
    tcase_add_test(tests, list_must_be_an_octet_string);
    return run_suite(suite);
}
