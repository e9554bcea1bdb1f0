/* SPDX-License-Identifier: MIT */
/* lib/trust/source_pkcs7.c: certificates and CRLs out of PKCS #7. */
#include "trust/source.h"

#include "support/failing_alloc.h"
#include "support/pem_writer.h"
#include "support/revocation_writer.h"
#include "support/run_suite.h"

#include <check.h>

#define PROBLEMS_MAX 16

static struct certcheck_pool *pool;
static struct der_writer one;
static struct der_writer two;
static struct der_writer text;
static struct der_writer crls; /* contents of the field `crls` */
static struct certcheck_load load;
static struct certcheck_load_problem problems[PROBLEMS_MAX];
static size_t problem_count;

static void hear(void *context, const struct certcheck_load_problem *problem)
{
    ck_assert_ptr_eq(context, &load);
    ck_assert_uint_lt(problem_count, PROBLEMS_MAX);
    problems[problem_count++] = *problem;
}

static void write_certificate(struct der_writer *writer, const char *subject)
{
    struct der_writer name = {0};
    writer_name(&name, subject);
    writer_certificate(writer, &(struct certificate_parts){.subject = writer_span(&name)});
    writer_release(&name);
}

static void set_up(void)
{
    ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    write_certificate(&one, "one");
    write_certificate(&two, "two");
    memset(&text, 0, sizeof text);
    load = (struct certcheck_load){.problem = hear, .context = &load};
    problem_count = 0;
}

static void tear_down(void)
{
    failing_alloc_at(0);
    certcheck_pool_free(pool);
    writer_release(&one);
    writer_release(&two);
    writer_release(&text);
    writer_release(&crls);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static void load_span(cc_span input)
{
    problem_count = 0;
    ck_assert_int_eq(certcheck_pool_load_memory(pool, input.data, input.length, "memory", &load),
                     CERTCHECK_OK);
    ck_assert_uint_eq(load.skipped, problem_count);
}

static void check_counts(size_t added, size_t duplicates, size_t skipped)
{
    ck_assert_uint_eq(load.added, added);
    ck_assert_uint_eq(load.duplicates, duplicates);
    ck_assert_uint_eq(load.skipped, skipped);
}

static void check_rule(size_t index, const char *rule)
{
    ck_assert_uint_lt(index, problem_count);
    ck_assert_int_eq(problems[index].status, CERTCHECK_MALFORMED);
    ck_assert_str_eq(problems[index].error.rule, rule);
    ck_assert_ptr_nonnull(problems[index].error.text);
    ck_assert_str_eq(problems[index].source, "memory");
}

static void check_pool_holds(size_t index, const struct der_writer *wanted)
{
    const struct certcheck_certificate *certificate = certcheck_pool_certificate(pool, index);
    ck_assert_ptr_nonnull(certificate);
    ck_assert(cc_span_equal(certcheck_certificate_der(certificate), writer_span(wanted)));
}

/* SignedData around `certificates`, which are whole TLVs; NULL: the field is absent. */
static void write_pkcs7(struct der_writer *writer, const cc_span *certificates, size_t count)
{
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_oid(writer, "1.2.840.113549.1.7.2");
    writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(0));
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_integer(writer, 1);
    writer_hex(writer, "31 00");
    writer_begin(writer, CC_DER_SEQUENCE);
    writer_oid(writer, "1.2.840.113549.1.7.1");
    writer_end(writer);
    if (certificates != NULL) {
        writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(0));
        for (size_t i = 0; i < count; i++)
            writer_raw(writer, certificates[i]);
        writer_end(writer);
    }
    writer_value(writer, CC_DER_CONTEXT_CONSTRUCTED(1), writer_span(&crls));
    writer_hex(writer, "31 00");
    writer_end(writer);
    writer_end(writer);
    writer_end(writer);
}

START_TEST(certificates_of_pkcs7_are_added)
{
    const cc_span both[] = {writer_span(&two), writer_span(&one)};
    struct der_writer der = {0};
    write_pkcs7(&der, both, 2);
    load_span(writer_span(&der));
    check_counts(2, 0, 0);
    check_pool_holds(0, &two);
    check_pool_holds(1, &one);
    writer_pem(&text, "PKCS7", writer_span(&der));
    writer_pem(&text, "CMS", writer_span(&der));
    load_span(writer_span(&text));
    check_counts(0, 4, 0);
    writer_release(&der);
}
END_TEST

static void keep_offset(void *context, const struct certcheck_certificate *certificate,
                        const struct certcheck_load_place *place)
{
    size_t *last = context;
    (void)certificate;
    *last = place->offset;
}

START_TEST(a_certificate_of_pkcs7_is_told_with_the_byte_where_it_begins)
{
    const cc_span both[] = {writer_span(&two), writer_span(&one)};
    struct der_writer der = {0};
    size_t last = 0;
    write_pkcs7(&der, both, 2);
    load = (struct certcheck_load){.certificate = keep_offset, .context = &last};
    ck_assert_int_eq(certcheck_pool_load_memory(pool, der.data, der.length, "memory", &load),
                     CERTCHECK_OK);
    ck_assert_mem_eq(der.data + last, one.data, one.length);
    writer_release(&der);
}
END_TEST

START_TEST(crls_of_pkcs7_are_added)
{
    struct der_writer der = {0};
    const cc_span member = writer_span(&one);
    writer_crl(&crls, &(struct crl_parts){0});
    writer_hex(&crls, "A1 00");
    writer_crl(&crls, &(struct crl_parts){.version = cc_span_text("")});
    write_pkcs7(&der, &member, 1);
    load_span(writer_span(&der));
    check_counts(1, 0, 1);
    ck_assert_uint_eq(load.crls, 2);
    check_rule(0, "input-ended");
    ck_assert_uint_eq(problems[0].entry, 3);
    ck_assert_mem_eq(der.data + problems[0].offset, "\xA1", 2);
    /* CRLs alone are something, too. */
    der.length = 0;
    write_pkcs7(&der, NULL, 0);
    load_span(writer_span(&der));
    check_counts(0, 2, 1);
    writer_release(&der);
}
END_TEST

static void write_other_evidence(const char *format, cc_span info)
{
    writer_begin(&crls, CC_DER_CONTEXT_CONSTRUCTED(1));
    writer_oid(&crls, format);
    writer_raw(&crls, info);
    writer_end(&crls);
}

#define OCSP_RESPONSE "1.3.6.1.5.5.7.16.2"

START_TEST(ocsp_responses_of_pkcs7_are_added)
{
    struct der_writer der = {0}, response = {0};
    writer_ocsp(&response, &(struct ocsp_parts){0});
    write_other_evidence(OCSP_RESPONSE, writer_span(&response));
    writer_crl(&crls, &(struct crl_parts){0});
    write_pkcs7(&der, NULL, 0);
    load_span(writer_span(&der));
    check_counts(0, 0, 0);
    ck_assert_uint_eq(load.crls, 1);
    ck_assert_uint_eq(load.ocsp_responses, 1);
    ck_assert(
        cc_span_equal(certcheck_ocsp_der(certcheck_pool_ocsp(pool, 0)), writer_span(&response)));
    writer_release(&response);
    writer_release(&der);
}
END_TEST

/* It might revoke: no mere remark. */
START_TEST(evidence_of_another_kind_in_pkcs7_is_told)
{
    struct der_writer der = {0};
    const cc_span cut_off = cc_span_of((const uint8_t *)"\x30\x03\x0A\x01", 4);
    write_other_evidence("1.3.6.1.5.5.7.16.4", cc_span_of((const uint8_t *)"\x30\x00", 2));
    write_other_evidence(OCSP_RESPONSE, cc_span_of((const uint8_t *)"\x30\x00", 2));
    write_other_evidence(OCSP_RESPONSE, cut_off);
    write_other_evidence(OCSP_RESPONSE, cc_span_of((const uint8_t *)"\x30\x00\x05\x00", 4));
    writer_hex(&crls, "A0 00 05 00");
    writer_crl(&crls, &(struct crl_parts){0});
    write_pkcs7(&der, NULL, 0);
    load_span(writer_span(&der));
    check_counts(0, 0, 6);
    ck_assert_uint_eq(load.crls, 1);
    check_rule(0, "revocation-info-unknown");
    check_rule(1, "input-ended");
    check_rule(2, "input-ended");
    check_rule(3, "trailing-data");
    check_rule(4, "revocation-info-unknown");
    check_rule(5, "revocation-info-unknown");
    ck_assert_uint_eq(problems[5].entry, 6);
    writer_release(&der);
}
END_TEST

START_TEST(store_has_no_use_for_evidence_of_any_kind)
{
    struct certcheck_store *store;
    struct der_writer der = {0}, response = {0};
    const cc_span member = writer_span(&one);
    writer_ocsp(&response, &(struct ocsp_parts){0});
    write_other_evidence(OCSP_RESPONSE, writer_span(&response));
    write_other_evidence("1.3.6.1.5.5.7.16.4", cc_span_of((const uint8_t *)"\x30\x00", 2));
    write_pkcs7(&der, &member, 1);
    ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_store_load_memory(store, der.data, der.length, "memory", &load),
                     CERTCHECK_OK);
    check_counts(1, 0, 2);
    ck_assert_int_eq(problems[0].status, CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(problems[1].status, CERTCHECK_BAD_ARGUMENT);
    certcheck_store_free(store);
    writer_release(&response);
    writer_release(&der);
}
END_TEST

START_TEST(other_members_of_pkcs7_are_skipped_one_by_one)
{
    static const uint8_t attribute_certificate[] = {0xA1, 0x02, 0x05, 0x00};
    static const uint8_t no_certificate[] = {0x30, 0x02, 0x05, 0x00};
    const cc_span members[] = {cc_span_of(attribute_certificate, 4), writer_span(&one),
                               cc_span_of(no_certificate, 4), writer_span(&two)};
    struct der_writer der = {0};
    write_pkcs7(&der, members, 4);
    load_span(writer_span(&der));
    check_counts(2, 0, 2);
    ck_assert_int_eq(problems[0].status, CERTCHECK_BAD_ARGUMENT);
    ck_assert_uint_eq(problems[0].entry, 1);
    ck_assert_mem_eq(der.data + problems[0].offset, attribute_certificate, 4);
    check_rule(1, "tag-unexpected");
    ck_assert_uint_eq(problems[1].entry, 3);
    ck_assert_mem_eq(der.data + problems[1].offset, no_certificate, 4);
    /* In PEM the block is the entry. */
    writer_pem(&text, "CERTIFICATE", writer_span(&one));
    writer_pem(&text, "PKCS7", writer_span(&der));
    load_span(writer_span(&text));
    check_counts(0, 3, 2);
    ck_assert_uint_eq(problems[0].entry, 2);
    ck_assert_uint_eq(problems[1].entry, 2);
    writer_release(&der);
}
END_TEST

START_TEST(pkcs7_set_that_is_no_der_is_told)
{
    static const uint8_t cut_off[] = {0x30, 0x05};
    const cc_span members[] = {writer_span(&one), cc_span_of(cut_off, 2)};
    struct der_writer der = {0};
    write_pkcs7(&der, members, 2);
    load_span(writer_span(&der));
    check_counts(1, 0, 1);
    check_rule(0, "input-ended");
    writer_release(&der);
}
END_TEST

START_TEST(pkcs7_without_certificates_is_told)
{
    struct der_writer der = {0};
    const cc_span none = cc_span_of(NULL, 0);
    write_pkcs7(&der, NULL, 0);
    writer_pem(&text, "PKCS7", writer_span(&der));
    der.length = 0;
    write_pkcs7(&der, &none, 0);
    writer_pem(&text, "PKCS7", writer_span(&der));
    der.length = 0;
    writer_hex(&der, "30 0F 06 09 2A864886F70D010701 A0 02 04 00");
    writer_pem(&text, "PKCS7", writer_span(&der));
    load_span(writer_span(&text));
    check_counts(0, 0, 3);
    for (size_t i = 0; i < 3; i++)
        check_rule(i, "no-certificate");
    writer_release(&der);
}
END_TEST

START_TEST(pkcs7_that_is_no_signed_data_is_told)
{
    const cc_span member = writer_span(&one);
    struct der_writer der = {0};
    write_pkcs7(&der, &member, 1);
    writer_hex(&der, "00");
    load_span(writer_span(&der));
    check_counts(0, 0, 1);
    check_rule(0, "trailing-data");
    /* Every prefix of it that still has its outer header right. */
    for (size_t length = 4; length < der.length - 1; length++) {
        size_t contents = length - 4;
        der.data[1] = 0x82;
        der.data[2] = (uint8_t)(contents >> 8);
        der.data[3] = (uint8_t)contents;
        load_span(cc_span_of(der.data, length));
        check_counts(0, 0, 1);
        ck_assert_ptr_nonnull(problems[0].error.rule);
    }
    load_span(
        cc_span_of((const uint8_t *)"\x30\x80\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02", 13));
    check_counts(0, 0, 1);
    check_rule(0, "length-indefinite");
    writer_release(&der);
}
END_TEST

START_TEST(failed_allocation_leaves_the_pool_usable)
{
    const cc_span both[] = {writer_span(&one), writer_span(&two)};
    struct der_writer der = {0};
    write_pkcs7(&der, both, 2);
    writer_pem(&text, "TRUSTED CERTIFICATE", writer_span(&one));
    writer_pem(&text, "PKCS7", writer_span(&der));
    writer_release(&der);
    enum certcheck_status status = CERTCHECK_NO_MEMORY;
    size_t nth = 0;
    size_t live = failing_alloc_live();
    while (status != CERTCHECK_OK) {
        struct certcheck_pool *fresh;
        ck_assert_int_eq(certcheck_pool_new(&fresh), CERTCHECK_OK);
        failing_alloc_at(++nth);
        status = certcheck_pool_load_memory(fresh, text.data, text.length, "memory", &load);
        failing_alloc_at(0);
        ck_assert(status == CERTCHECK_OK || status == CERTCHECK_NO_MEMORY);
        ck_assert_uint_eq(load.added, certcheck_pool_count(fresh));
        ck_assert_int_eq(certcheck_pool_load_memory(fresh, text.data, text.length, "memory", &load),
                         CERTCHECK_OK);
        ck_assert_uint_eq(certcheck_pool_count(fresh), 2);
        certcheck_pool_free(fresh);
        ck_assert_uint_eq(failing_alloc_live(), live);
    }
    ck_assert_uint_gt(nth, 8);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("source_pkcs7");
    TCase *tests = tcase_create("source_pkcs7");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, certificates_of_pkcs7_are_added);
    tcase_add_test(tests, a_certificate_of_pkcs7_is_told_with_the_byte_where_it_begins);
    tcase_add_test(tests, crls_of_pkcs7_are_added);
    tcase_add_test(tests, ocsp_responses_of_pkcs7_are_added);
    tcase_add_test(tests, evidence_of_another_kind_in_pkcs7_is_told);
    tcase_add_test(tests, store_has_no_use_for_evidence_of_any_kind);
    tcase_add_test(tests, other_members_of_pkcs7_are_skipped_one_by_one);
    tcase_add_test(tests, pkcs7_set_that_is_no_der_is_told);
    tcase_add_test(tests, pkcs7_without_certificates_is_told);
    tcase_add_test(tests, pkcs7_that_is_no_signed_data_is_told);
    tcase_add_test(tests, failed_allocation_leaves_the_pool_usable);
    return run_suite(suite);
}
