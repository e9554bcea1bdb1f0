/* SPDX-License-Identifier: MIT */
/* lib/x509/crl.c and crl_entry.c: what is read, what is refused and where, what is only noted. */
#include "support/failing_alloc.h"
#include "support/revocation_writer.h"
#include "support/run_suite.h"

#include "base/alloc.h"
#include "x509/crl.h"

#include <check.h>

static struct der_writer scratch[8], whole;
static struct certcheck_crl *crl;
static struct certcheck_parse_error error;

static void teardown(void)
{
    for (size_t i = 0; i < sizeof scratch / sizeof *scratch; i++)
        writer_release(&scratch[i]);
    writer_release(&whole);
    certcheck_crl_free(crl);
    crl = NULL;
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static cc_span hex(size_t slot, const char *text)
{
    writer_release(&scratch[slot]);
    writer_hex(&scratch[slot], text);
    return scratch[slot].data == NULL ? cc_span_text("") : writer_span(&scratch[slot]);
}

static enum certcheck_status parse(const struct crl_parts *parts)
{
    writer_release(&whole);
    writer_crl(&whole, parts);
    certcheck_crl_free(crl);
    return certcheck_crl_parse(whole.data, whole.length, &crl, &error);
}

static void refused(const struct crl_parts *parts, const char *rule, const char *field,
                    const char *at)
{
    ck_assert_int_eq(parse(parts), CERTCHECK_MALFORMED);
    ck_assert_ptr_null(crl);
    ck_assert_str_eq(error.rule, rule);
    ck_assert_str_eq(error.field, field);
    cc_span part = hex(7, at);
    ck_assert_uint_le(error.offset + part.length, whole.length);
    ck_assert(memcmp(whole.data + error.offset, part.data, part.length) == 0);
}

static void entries_refused(const char *entries, const char *rule, const char *field,
                            const char *at)
{
    refused(&(struct crl_parts){.entries = hex(0, entries)}, rule, field, at);
}

static void noted(enum cc_quirk_kind kind, const char *field, const char *where)
{
    for (int other = 0; other < CC_QUIRKS; other++)
        ck_assert_uint_eq(crl->quirks[other].count, other == (int)kind ? 1 : 0);
    ck_assert_str_eq(crl->quirks[kind].field, field);
    ck_assert(cc_span_equal(crl->quirks[kind].where, hex(7, where)));
}

static bool span_is(cc_span span, const char *text)
{
    return cc_span_equal(span, hex(7, text));
}

#define TIME "170D3236303130313030303030305A" /* 2026-01-01 */
#define TIME_VALUE 1767225600
#define ENTRY_FIELD(NAME) "tbsCertList.revokedCertificates." NAME

START_TEST(empty_crl_is_read)
{
    certcheck_time time;
    cc_span number;
    ck_assert_int_eq(parse(&(struct crl_parts){0}), CERTCHECK_OK);
    ck_assert_ptr_null(error.rule);
    ck_assert(cc_span_equal(certcheck_crl_der(crl), writer_span(&whole)));
    ck_assert(certcheck_crl_der(crl).data != whole.data);
    ck_assert_int_eq(certcheck_crl_version(crl), 2);
    ck_assert_int_eq(certcheck_crl_this_update(crl), TIME_VALUE);
    ck_assert(certcheck_crl_next_update(crl, &time));
    ck_assert_int_eq(time, TIME_VALUE + 31 * 86400);
    ck_assert_uint_eq(certcheck_crl_signature(crl).length, 64);
    ck_assert_int_eq(certcheck_crl_signature_algorithm(crl)->kind, CERTCHECK_SIGNATURE_ED25519);
    ck_assert(!crl->algorithms_differ);
    ck_assert_uint_eq(certcheck_crl_entry_count(crl), 0);
    ck_assert_uint_eq(certcheck_crl_extension_count(crl), 0);
    ck_assert_ptr_null(certcheck_crl_extension(crl, 0));
    ck_assert_ptr_null(certcheck_crl_find_extension(crl, CERTCHECK_EXT_CRL_NUMBER));
    ck_assert_ptr_null(certcheck_crl_find_extension(crl, CERTCHECK_EXT_KINDS));
    ck_assert(!certcheck_crl_number(crl, &number) && !certcheck_crl_base_number(crl, &number));
    cc_span tbs = certcheck_crl_to_be_signed(crl);
    ck_assert_ptr_eq(tbs.data + tbs.length, crl->algorithm.whole.data);
    for (int kind = 0; kind < CC_QUIRKS; kind++)
        ck_assert_uint_eq(crl->quirks[kind].count, 0);
}
END_TEST

START_TEST(version_1_has_no_version_and_no_extensions)
{
    certcheck_time time;
    ck_assert_int_eq(parse(&(struct crl_parts){.version = cc_span_text(""),
                                               .updates = hex(1, TIME),
                                               .entries = hex(0, "3012 020105" TIME)}),
                     CERTCHECK_OK);
    ck_assert_int_eq(certcheck_crl_version(crl), 1);
    ck_assert(!certcheck_crl_next_update(crl, &time));
    ck_assert_uint_eq(certcheck_crl_entry_count(crl), 1);
    refused(&(struct crl_parts){.version = hex(0, "020100")}, "crl-version", "tbsCertList.version",
            "020100");
    refused(&(struct crl_parts){.version = hex(0, "020102")}, "crl-version", "tbsCertList.version",
            "020102");
    refused(&(struct crl_parts){.version = cc_span_text(""),
                                .extensions = hex(0, "3009 0603551D14 0402 0500")},
            "extensions-need-version-2", "tbsCertList.crlExtensions", "A0");
    refused(&(struct crl_parts){.version = cc_span_text(""),
                                .entries = hex(0, "3014 020105" TIME "3000")},
            "extensions-need-version-2", ENTRY_FIELD("crlEntryExtensions"), "3000");
}
END_TEST

START_TEST(broken_structure_is_refused_with_its_place)
{
    refused(&(struct crl_parts){.tbs_trailer = hex(0, "0500")}, "trailing-data", "tbsCertList",
            "0500");
    refused(&(struct crl_parts){.trailer = hex(0, "0500")}, "trailing-data", "certificateList",
            "0500");
    refused(&(struct crl_parts){.updates = cc_span_text("")}, "input-ended",
            "tbsCertList.thisUpdate", "3005 06032B6570");
    refused(&(struct crl_parts){.updates = hex(0, "0500")}, "tag-unexpected",
            "tbsCertList.thisUpdate", "0500");
    refused(&(struct crl_parts){.updates = hex(0, TIME "170D3236313330313030303030305A")},
            "time-range", "tbsCertList.nextUpdate", "170D323631");
    refused(&(struct crl_parts){.issuer = hex(0, "0500")}, "tag-unexpected", "tbsCertList.issuer",
            "0500");
    refused(&(struct crl_parts){.signature = hex(0, "030201FE")}, "bit-string-unused-bits",
            "signatureValue", "030201FE");
    refused(&(struct crl_parts){.inner_algorithm = hex(0, "0500")}, "tag-unexpected",
            "tbsCertList.signature", "0500");
    refused(&(struct crl_parts){.raw_extensions = hex(0, "A000")}, "input-ended",
            "tbsCertList.crlExtensions", "");
}
END_TEST

START_TEST(broken_entries_are_refused_with_their_place)
{
    entries_refused("0500", "tag-unexpected", "tbsCertList.revokedCertificates", "0500");
    entries_refused("3013 02020001" TIME, "integer-not-minimal", ENTRY_FIELD("userCertificate"),
                    "02020001");
    entries_refused("3005 020105 0500", "tag-unexpected", ENTRY_FIELD("revocationDate"), "0500");
    entries_refused("3014 020105" TIME "0500", "tag-unexpected", ENTRY_FIELD("crlEntryExtensions"),
                    "0500");
    entries_refused("3016 020105" TIME "3000 0500", "trailing-data",
                    ENTRY_FIELD("crlEntryExtensions"), "0500");
    /* reasonCode 7 and 11, cut off, not ENUMERATED, twice */
    entries_refused("3020 020105" TIME "300C 300A 0603551D15 0403 0A0107", "value-range",
                    "reasonCode", "0A0107");
    entries_refused("3020 020105" TIME "300C 300A 0603551D15 0403 0A010B", "value-range",
                    "reasonCode", "0A010B");
    entries_refused("3020 020105" TIME "300C 300A 0603551D15 0403 020101", "tag-unexpected",
                    "reasonCode", "020101");
    entries_refused("302C 020105" TIME "3018 300A 0603551D15 0403 0A0101"
                    "300A 0603551D15 0403 0A0101",
                    "extension-duplicate", ENTRY_FIELD("crlEntryExtensions"), "300A 0603551D15");
    /* invalidityDate as UTCTime */
    entries_refused("302C 020105" TIME "3018 3016 0603551D18 040F" TIME, "tag-unexpected",
                    "invalidityDate", TIME);
    /* certificateIssuer without a directory name */
    entries_refused("3022 020105" TIME "300E 300C 0603551D1D 0405 3003 820161",
                    "certificate-issuer-name", "certificateIssuer", "3003 820161");
}
END_TEST

START_TEST(entries_say_all_they_have)
{
    struct certcheck_crl_entry entry;
    struct certcheck_extension extension;
    size_t position = 0;
    ck_assert_int_eq(parse(&(struct crl_parts){
                         .entries = hex(0, "3012 020105" TIME "3046 020206A0" TIME "3031"
                                           "300A 0603551D15 0403 0A0101"
                                           "3018 0603551D18 0411 180F32303235303130313030303030305A"
                                           "3009 06022A03 0101FF 0400"
                                           "3012 0201FF" TIME)}),
                     CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_crl_entry_count(crl), 3);
    ck_assert(certcheck_crl_next_entry(crl, &position, &entry));
    ck_assert(span_is(entry.serial, "05") && entry.revocation_date == TIME_VALUE);
    ck_assert(!entry.has_reason && !entry.has_invalidity_date && !entry.unknown_critical);
    ck_assert_uint_eq(entry.extensions.length, 0);
    ck_assert(span_is(entry.whole, "3012 020105" TIME));
    ck_assert(certcheck_crl_next_entry(crl, &position, &entry));
    ck_assert(span_is(entry.serial, "06A0") && entry.has_reason && entry.has_invalidity_date);
    ck_assert_int_eq(entry.reason, CERTCHECK_REASON_KEY_COMPROMISE);
    ck_assert_int_eq(entry.invalidity_date, TIME_VALUE - 365 * 86400);
    ck_assert(entry.unknown_critical);
    size_t count = 0;
    for (cc_span rest = entry.extensions; certcheck_crl_next_entry_extension(&rest, &extension);)
        count++;
    ck_assert_uint_eq(count, 3);
    ck_assert_int_eq(extension.kind, CERTCHECK_EXT_UNKNOWN);
    ck_assert(certcheck_crl_next_entry(crl, &position, &entry) && span_is(entry.serial, "FF"));
    ck_assert(!certcheck_crl_next_entry(crl, &position, &entry));
    ck_assert(certcheck_crl_unknown_critical_entry(crl, &entry) && span_is(entry.serial, "06A0"));
}
END_TEST

START_TEST(no_entry_with_an_unknown_critical_extension)
{
    struct certcheck_crl_entry entry;
    ck_assert_int_eq(
        parse(&(struct crl_parts){.entries = hex(0, "301C 020105" TIME "3008 3006 06022A03 0400")}),
        CERTCHECK_OK);
    ck_assert(!certcheck_crl_unknown_critical_entry(crl, &entry));
}
END_TEST

START_TEST(extensions_of_the_list_are_decoded)
{
    cc_span number;
    ck_assert_int_eq(
        parse(&(struct crl_parts){.extensions = hex(0, "300A 0603551D14 0403 020107"
                                                       "300E 0603551D1B 0101FF 0404 02020080"
                                                       "3012 0603551D1C 0101FF 0408 3006 8101FF "
                                                       "8401FF"
                                                       "3009 0603551D13 0402 3000")}),
        CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_crl_extension_count(crl), 4);
    ck_assert(certcheck_crl_number(crl, &number) && span_is(number, "07"));
    ck_assert(certcheck_crl_base_number(crl, &number) && span_is(number, "0080"));
    ck_assert(crl->has_issuing_distribution_point);
    const struct certcheck_issuing_distribution_point *point = &crl->issuing_distribution_point;
    ck_assert(point->only_user_certificates && point->indirect);
    ck_assert(!point->only_ca_certificates && !point->only_attribute_certificates);
    ck_assert(!point->point.has_full_name && !point->point.has_reasons);
    /* basicConstraints is of certificates only */
    ck_assert_int_eq(certcheck_crl_extension(crl, 3)->kind, CERTCHECK_EXT_UNKNOWN);
    ck_assert_ptr_null(crl->extensions.unknown_critical);
    ck_assert_ptr_null(crl->extensions.malformed);
}
END_TEST

START_TEST(malformed_extension_of_the_list_is_told_apart)
{
    cc_span number;
    ck_assert_int_eq(
        parse(&(struct crl_parts){.extensions = hex(0, "300A 0603551D14 0403 0201FF"
                                                       "300A 06032A0304 0101FF 0400")}),
        CERTCHECK_OK);
    const struct certcheck_extension *extension =
        certcheck_crl_find_extension(crl, CERTCHECK_EXT_CRL_NUMBER);
    ck_assert_ptr_eq(crl->extensions.malformed, extension);
    ck_assert(extension->malformed);
    ck_assert_str_eq(extension->error.rule, "integer-negative");
    ck_assert_uint_eq(whole.data[extension->error.offset + 2], 0xFF);
    ck_assert(!certcheck_crl_number(crl, &number));
    ck_assert_ptr_eq(crl->extensions.unknown_critical, certcheck_crl_extension(crl, 1));
    refused(&(struct crl_parts){.extensions = hex(0, "300A 0603551D14 0403 020101"
                                                     "300A 0603551D14 0403 020102")},
            "extension-duplicate", "tbsCertList.crlExtensions", "300A 0603551D14 0403 020102");
    refused(&(struct crl_parts){.extensions = hex(0, "3006 06022A03 0400 3006 06022A03 0400")},
            "extension-duplicate", "tbsCertList.crlExtensions", "3006 06022A03 0400");
}
END_TEST

START_TEST(unambiguous_deviations_are_noted)
{
    ck_assert_int_eq(parse(&(struct crl_parts){.entries = cc_span_text("")}), CERTCHECK_OK);
    noted(CC_QUIRK_SEQUENCE_EMPTY, "tbsCertList.revokedCertificates", "3000");
    ck_assert_uint_eq(certcheck_crl_entry_count(crl), 0);
    ck_assert_int_eq(parse(&(struct crl_parts){.extensions = cc_span_text("")}), CERTCHECK_OK);
    noted(CC_QUIRK_SEQUENCE_EMPTY, "tbsCertList.crlExtensions", "3000");
    ck_assert_int_eq(parse(&(struct crl_parts){.entries = hex(0, "3014 020105" TIME "3000")}),
                     CERTCHECK_OK);
    noted(CC_QUIRK_SEQUENCE_EMPTY, ENTRY_FIELD("crlEntryExtensions"), "3000");
    ck_assert_int_eq(parse(&(struct crl_parts){
                         .entries = hex(0, "3014 020105 180F32303236303130313030303030305A")}),
                     CERTCHECK_OK);
    noted(CC_QUIRK_TIME_FORM, ENTRY_FIELD("revocationDate"), "180F32303236303130313030303030305A");
    ck_assert_int_eq(
        parse(&(struct crl_parts){.extensions = hex(0, "300F 0603551D1C 0101FF 0405 3003 810100")}),
        CERTCHECK_OK);
    noted(CC_QUIRK_ENCODED_DEFAULT, "issuingDistributionPoint.onlyContainsUserCerts", "810100");
}
END_TEST

START_TEST(algorithms_that_differ_are_seen)
{
    ck_assert_int_eq(parse(&(struct crl_parts){.algorithm = hex(0, "3005 06032B6571")}),
                     CERTCHECK_OK);
    ck_assert(crl->algorithms_differ);
}
END_TEST

START_TEST(references_keep_the_crl)
{
    ck_assert_int_eq(parse(&(struct crl_parts){0}), CERTCHECK_OK);
    struct certcheck_crl *second = certcheck_crl_ref(crl);
    ck_assert_ptr_eq(second, crl);
    certcheck_crl_free(crl);
    ck_assert_int_eq(certcheck_crl_version(second), 2);
    certcheck_crl_free(NULL);
    ck_assert_ptr_null(certcheck_crl_ref(NULL));
}
END_TEST

START_TEST(adopted_bytes_are_not_copied)
{
    struct certcheck_crl *adopted;
    ck_assert_int_eq(parse(&(struct crl_parts){0}), CERTCHECK_OK);
    uint8_t *bytes = cc_malloc(whole.length);
    memcpy(bytes, whole.data, whole.length);
    ck_assert_int_eq(cc_crl_adopt(bytes, whole.length - 1, &adopted, &error), CERTCHECK_MALFORMED);
    ck_assert_int_eq(cc_crl_adopt(bytes, whole.length, &adopted, &error), CERTCHECK_OK);
    ck_assert_ptr_eq(certcheck_crl_der(adopted).data, bytes);
    certcheck_crl_free(adopted);
}
END_TEST

START_TEST(wrong_arguments_are_said)
{
    const uint8_t byte = 0;
    ck_assert_int_eq(certcheck_crl_parse(&byte, 1, NULL, &error), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_crl_parse(NULL, 1, &crl, NULL), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_crl_parse(NULL, 0, &crl, NULL), CERTCHECK_MALFORMED);
    ck_assert_int_eq(certcheck_crl_parse(&byte, CERTCHECK_CRL_MAX + 1, &crl, &error),
                     CERTCHECK_MALFORMED);
    ck_assert_str_eq(error.rule, "crl-too-large");
    ck_assert_int_eq(cc_crl_adopt(NULL, CERTCHECK_CRL_MAX + 1, &crl, &error), CERTCHECK_MALFORMED);
    ck_assert_str_eq(error.rule, "crl-too-large");
}
END_TEST

START_TEST(every_allocation_may_fail)
{
    ck_assert_int_eq(
        parse(&(struct crl_parts){.entries = hex(0, "3012 020105" TIME),
                                  .extensions = hex(1, "300A 0603551D14 0403 020107")}),
        CERTCHECK_OK);
    certcheck_crl_free(crl);
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        enum certcheck_status status = certcheck_crl_parse(whole.data, whole.length, &crl, &error);
        if (failing_alloc_count() < nth) {
            ck_assert_int_eq(status, CERTCHECK_OK);
            ck_assert_uint_gt(nth, 4);
            break;
        }
        ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
        ck_assert_ptr_null(crl);
        ck_assert_uint_eq(failing_alloc_live(), 0);
    }
    failing_alloc_at(0);
}
END_TEST

START_TEST(every_cut_and_every_flipped_byte_is_survived)
{
    struct certcheck_crl_entry entry;
    ck_assert_int_eq(parse(&(struct crl_parts){
                         .entries = hex(0, "3020 020105" TIME "300C 300A 0603551D15 0403 0A0101"),
                         .extensions = hex(1, "300A 0603551D14 0403 020107")}),
                     CERTCHECK_OK);
    certcheck_crl_free(crl);
    for (size_t length = 0; length < whole.length; length++) {
        ck_assert_int_eq(certcheck_crl_parse(whole.data, length, &crl, &error),
                         CERTCHECK_MALFORMED);
        ck_assert_uint_le(error.offset, length);
    }
    for (size_t i = 0; i < whole.length; i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            whole.data[i] ^= (uint8_t)(1U << bit);
            size_t position = 0;
            if (certcheck_crl_parse(whole.data, whole.length, &crl, &error) == CERTCHECK_OK)
                while (certcheck_crl_next_entry(crl, &position, &entry))
                    continue;
            certcheck_crl_free(crl);
            whole.data[i] ^= (uint8_t)(1U << bit);
        }
    }
    crl = NULL;
}
END_TEST

START_TEST(numbers_are_ordered)
{
    ck_assert_int_lt(cc_crl_number_compare(hex(0, "05"), hex(1, "07")), 0);
    ck_assert_int_gt(cc_crl_number_compare(hex(0, "0100"), hex(1, "7F")), 0);
    ck_assert_int_lt(cc_crl_number_compare(hex(0, "0080"), hex(1, "0100")), 0);
    ck_assert_int_eq(cc_crl_number_compare(hex(0, "0080"), hex(1, "0080")), 0);
    ck_assert_int_gt(cc_crl_number_compare(hex(0, "0080"), hex(1, "7F")), 0);
    ck_assert_int_eq(cc_crl_number_compare(hex(0, "00"), hex(1, "00")), 0);
}
END_TEST

START_TEST(reasons_have_names)
{
    ck_assert_str_eq(certcheck_reason_text(CERTCHECK_REASON_UNSPECIFIED), "unspecified");
    ck_assert_str_eq(certcheck_reason_text(CERTCHECK_REASON_AA_COMPROMISE), "aACompromise");
    ck_assert_str_eq(certcheck_reason_text((enum certcheck_reason)7), "unknown");
    ck_assert_str_eq(certcheck_reason_text((enum certcheck_reason)11), "unknown");
    ck_assert_str_eq(certcheck_reason_flag_text(0), "unused");
    ck_assert_str_eq(certcheck_reason_flag_text(8), "aACompromise");
    ck_assert_ptr_null(certcheck_reason_flag_text(9));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("crl");
    TCase *tests = tcase_create("crl");
    tcase_add_checked_fixture(tests, NULL, teardown);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, empty_crl_is_read);
    tcase_add_test(tests, version_1_has_no_version_and_no_extensions);
    tcase_add_test(tests, broken_structure_is_refused_with_its_place);
    tcase_add_test(tests, broken_entries_are_refused_with_their_place);
    tcase_add_test(tests, entries_say_all_they_have);
    tcase_add_test(tests, no_entry_with_an_unknown_critical_extension);
    tcase_add_test(tests, extensions_of_the_list_are_decoded);
    tcase_add_test(tests, malformed_extension_of_the_list_is_told_apart);
    tcase_add_test(tests, unambiguous_deviations_are_noted);
    tcase_add_test(tests, algorithms_that_differ_are_seen);
    tcase_add_test(tests, references_keep_the_crl);
    tcase_add_test(tests, adopted_bytes_are_not_copied);
    tcase_add_test(tests, wrong_arguments_are_said);
    tcase_add_test(tests, every_allocation_may_fail);
    tcase_add_test(tests, every_cut_and_every_flipped_byte_is_survived);
    tcase_add_test(tests, numbers_are_ordered);
    tcase_add_test(tests, reasons_have_names);
    return run_suite(suite);
}
