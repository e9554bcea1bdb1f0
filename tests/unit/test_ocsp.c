/* SPDX-License-Identifier: MIT */
/* lib/x509/ocsp.c and ocsp_single.c: what is read, what is refused and where, what is only noted.
 */
#include "support/failing_alloc.h"
#include "support/revocation_writer.h"
#include "support/run_suite.h"

#include "x509/ocsp.h"

#include <check.h>

static struct der_writer scratch[8], one, whole;
static struct certcheck_ocsp *ocsp;
static struct certcheck_parse_error error;

static void teardown(void)
{
    for (size_t i = 0; i < sizeof scratch / sizeof *scratch; i++)
        writer_release(&scratch[i]);
    writer_release(&one);
    writer_release(&whole);
    certcheck_ocsp_free(ocsp);
    ocsp = NULL;
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static cc_span hex(size_t slot, const char *text)
{
    writer_release(&scratch[slot]);
    writer_hex(&scratch[slot], text);
    return scratch[slot].data == NULL ? cc_span_text("") : writer_span(&scratch[slot]);
}

static enum certcheck_status parse(const struct ocsp_parts *parts)
{
    writer_release(&whole);
    writer_ocsp(&whole, parts);
    certcheck_ocsp_free(ocsp);
    return certcheck_ocsp_parse(whole.data, whole.length, &ocsp, &error);
}

static enum certcheck_status parse_single(const struct ocsp_single_parts *parts)
{
    writer_release(&one);
    writer_ocsp_single(&one, parts);
    return parse(&(struct ocsp_parts){.singles = writer_span(&one)});
}

static void is_refused(const char *rule, const char *field, const char *at)
{
    ck_assert_ptr_null(ocsp);
    ck_assert_str_eq(error.rule, rule);
    ck_assert_str_eq(error.field, field);
    cc_span part = hex(7, at);
    ck_assert_uint_le(error.offset + part.length, whole.length);
    ck_assert(memcmp(whole.data + error.offset, part.data, part.length) == 0);
}

static void refused(const struct ocsp_parts *parts, const char *rule, const char *field,
                    const char *at)
{
    ck_assert_int_eq(parse(parts), CERTCHECK_MALFORMED);
    is_refused(rule, field, at);
}

#define SINGLE_FIELD(NAME) "tbsResponseData.responses." NAME

static void single_refused(const struct ocsp_single_parts *parts, const char *rule,
                           const char *field, const char *at)
{
    ck_assert_int_eq(parse_single(parts), CERTCHECK_MALFORMED);
    is_refused(rule, field, at);
}

static bool span_is(cc_span span, const char *text)
{
    return cc_span_equal(span, hex(7, text));
}

#define UTC "170D3236303130313030303030305A"
#define TIME "180F32303236303130313030303030305A" /* 2026-01-01 */
#define TIME_VALUE 1767225600

START_TEST(good_response_is_read)
{
    struct certcheck_ocsp_single single;
    struct certcheck_span nonce;
    size_t position = 0;
    ck_assert_int_eq(parse(&(struct ocsp_parts){0}), CERTCHECK_OK);
    ck_assert(cc_span_equal(certcheck_ocsp_der(ocsp), writer_span(&whole)));
    ck_assert(certcheck_ocsp_der(ocsp).data != whole.data);
    ck_assert_int_eq(certcheck_ocsp_response_status(ocsp), CERTCHECK_OCSP_SUCCESSFUL);
    writer_name(&scratch[0], "responder");
    ck_assert(cc_span_equal(certcheck_ocsp_responder_name(ocsp), writer_span(&scratch[0])));
    ck_assert_uint_eq(certcheck_ocsp_responder_key_hash(ocsp).length, 0);
    ck_assert_int_eq(certcheck_ocsp_produced_at(ocsp), TIME_VALUE);
    ck_assert_int_eq(certcheck_ocsp_signature_algorithm(ocsp)->kind, CERTCHECK_SIGNATURE_ED25519);
    ck_assert_uint_eq(certcheck_ocsp_signature(ocsp).length, 64);
    cc_span tbs = certcheck_ocsp_to_be_signed(ocsp);
    ck_assert_ptr_eq(tbs.data + tbs.length, ocsp->algorithm.whole.data);
    ck_assert_uint_eq(certcheck_ocsp_certificates(ocsp).length, 0);
    ck_assert_uint_eq(certcheck_ocsp_extension_count(ocsp), 0);
    ck_assert_ptr_null(certcheck_ocsp_extension(ocsp, 0));
    ck_assert_ptr_null(certcheck_ocsp_find_extension(ocsp, CERTCHECK_EXT_OCSP_NONCE));
    ck_assert_ptr_null(certcheck_ocsp_find_extension(ocsp, CERTCHECK_EXT_KINDS));
    ck_assert(!certcheck_ocsp_nonce(ocsp, &nonce));

    ck_assert_uint_eq(certcheck_ocsp_single_count(ocsp), 1);
    ck_assert(certcheck_ocsp_next_single(ocsp, &position, &single));
    ck_assert_int_eq(single.status, CERTCHECK_OCSP_GOOD);
    ck_assert_int_eq(single.id.digest, CERTCHECK_DIGEST_SHA1);
    ck_assert(span_is(single.id.digest_oid, "2B0E03021A") && span_is(single.id.serial, "05"));
    ck_assert_uint_eq(single.id.issuer_name_hash.length, 20);
    ck_assert_uint_eq(single.id.issuer_name_hash.data[0], 0x11);
    ck_assert_uint_eq(single.id.issuer_key_hash.data[19], 0x22);
    ck_assert_int_eq(single.this_update, TIME_VALUE);
    ck_assert(single.has_next_update && single.next_update == TIME_VALUE + 31 * 86400);
    ck_assert(!single.has_reason && !single.unknown_critical && !single.malformed_extension);
    ck_assert_uint_eq(single.extensions.length, 0);
    ck_assert(!certcheck_ocsp_next_single(ocsp, &position, &single));
    for (int kind = 0; kind < CC_QUIRKS; kind++)
        ck_assert_uint_eq(ocsp->quirks[kind].count, 0);
}
END_TEST

START_TEST(statuses_of_certificates)
{
    struct certcheck_ocsp_single single;
    size_t position = 0;
    ck_assert_int_eq(parse_single(&(struct ocsp_single_parts){.status = hex(0, "8200")}),
                     CERTCHECK_OK);
    ck_assert(certcheck_ocsp_next_single(ocsp, &position, &single));
    ck_assert_int_eq(single.status, CERTCHECK_OCSP_UNKNOWN);
    ck_assert_int_eq(
        parse_single(&(struct ocsp_single_parts){.status = hex(0, "A116" TIME "A003 0A0101"),
                                                 .next_update = cc_span_text("")}),
        CERTCHECK_OK);
    position = 0;
    ck_assert(certcheck_ocsp_next_single(ocsp, &position, &single));
    ck_assert_int_eq(single.status, CERTCHECK_OCSP_REVOKED);
    ck_assert_int_eq(single.revocation_time, TIME_VALUE);
    ck_assert(single.has_reason && single.reason == CERTCHECK_REASON_KEY_COMPROMISE);
    ck_assert(!single.has_next_update);
    ck_assert_int_eq(parse_single(&(struct ocsp_single_parts){.status = hex(0, "A111" TIME)}),
                     CERTCHECK_OK);
    position = 0;
    ck_assert(certcheck_ocsp_next_single(ocsp, &position, &single));
    ck_assert(single.status == CERTCHECK_OCSP_REVOKED && !single.has_reason);
}
END_TEST

START_TEST(several_single_responses_in_order)
{
    struct certcheck_ocsp_single single;
    size_t position = 0;
    for (unsigned i = 0; i < 3; i++) {
        const uint8_t serial[] = {0x02, 0x01, (uint8_t)i};
        writer_ocsp_single(
            &one, &(struct ocsp_single_parts){.serial = cc_span_of(serial, sizeof serial)});
    }
    ck_assert_int_eq(parse(&(struct ocsp_parts){.singles = writer_span(&one)}), CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_ocsp_single_count(ocsp), 3);
    for (unsigned i = 0; i < 3; i++) {
        ck_assert(certcheck_ocsp_next_single(ocsp, &position, &single));
        ck_assert_uint_eq(single.id.serial.data[0], i);
    }
    ck_assert(!certcheck_ocsp_next_single(ocsp, &position, &single));
}
END_TEST

START_TEST(responses_without_an_answer)
{
    static const char *const names[] = {"malformedRequest", "internalError", "tryLater", NULL,
                                        "sigRequired",      "unauthorized"};
    char status[] = "0A0101";
    for (unsigned i = 1; i <= 6; i++) {
        struct certcheck_ocsp_single single;
        size_t position = 0;
        status[5] = (char)('0' + i);
        struct ocsp_parts parts = {.status = hex(0, status), .bytes = cc_span_text("")};
        if (names[i - 1] == NULL) {
            refused(&parts, "value-range", "responseStatus", status);
            continue;
        }
        ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
        ck_assert_str_eq(certcheck_ocsp_response_status_text(certcheck_ocsp_response_status(ocsp)),
                         names[i - 1]);
        ck_assert_uint_eq(certcheck_ocsp_to_be_signed(ocsp).length, 0);
        ck_assert(!certcheck_ocsp_next_single(ocsp, &position, &single));
    }
    ck_assert_str_eq(certcheck_ocsp_response_status_text(CERTCHECK_OCSP_SUCCESSFUL), "successful");
    ck_assert_str_eq(certcheck_ocsp_response_status_text((enum certcheck_ocsp_response_status)4),
                     "unknown");
    refused(&(struct ocsp_parts){.status = hex(0, "0A0107"), .bytes = cc_span_text("")},
            "value-range", "responseStatus", "0A0107");
    refused(&(struct ocsp_parts){.bytes = cc_span_text("")}, "ocsp-response-bytes", "responseBytes",
            "");
    refused(&(struct ocsp_parts){.status = hex(0, "0A0103")}, "ocsp-response-bytes",
            "responseBytes", "A0");
}
END_TEST

START_TEST(responder_by_key)
{
    ck_assert_int_eq(
        parse(&(struct ocsp_parts){
            .responder = hex(0, "A216 0414 000102030405060708090A0B0C0D0E0F10111213")}),
        CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_ocsp_responder_name(ocsp).length, 0);
    ck_assert_uint_eq(certcheck_ocsp_responder_key_hash(ocsp).length, 20);
    ck_assert_uint_eq(certcheck_ocsp_responder_key_hash(ocsp).data[19], 0x13);
}
END_TEST

START_TEST(certificates_come_one_by_one)
{
    cc_span der;
    ck_assert_int_eq(parse(&(struct ocsp_parts){.certificates = hex(0, "3000 3002 0500")}),
                     CERTCHECK_OK);
    cc_span rest = certcheck_ocsp_certificates(ocsp);
    ck_assert_uint_eq(ocsp->certificate_count, 2);
    ck_assert(certcheck_ocsp_next_certificate(&rest, &der) && span_is(der, "3000"));
    ck_assert(certcheck_ocsp_next_certificate(&rest, &der) && span_is(der, "30020500"));
    ck_assert(!certcheck_ocsp_next_certificate(&rest, &der));
    refused(&(struct ocsp_parts){.certificates = hex(0, "0500")}, "tag-unexpected", "certs",
            "0500");
}
END_TEST

#define OCSP(NUMBER) "06092B06010505073001" NUMBER
#define NONCE "300F" OCSP("02") "0402" /* and two bytes */

START_TEST(response_extensions_are_decoded)
{
    struct certcheck_span nonce;
    ck_assert_int_eq(
        parse(&(struct ocsp_parts){
            .extensions = hex(0, "3011" OCSP("02") "0404 0402 ABCD"
                                                   "300F" OCSP("09") "0402 0500"
                                                                     "3009 06022A03 0101FF 0400")}),
        CERTCHECK_OK);
    ck_assert(certcheck_ocsp_nonce(ocsp, &nonce) && span_is(nonce, "ABCD"));
    ck_assert_ptr_nonnull(certcheck_ocsp_find_extension(ocsp, CERTCHECK_EXT_OCSP_EXTENDED_REVOKE));
    ck_assert_ptr_eq(ocsp->extensions.unknown_critical, certcheck_ocsp_extension(ocsp, 2));
    ck_assert_int_eq(parse(&(struct ocsp_parts){.extensions = hex(0, NONCE "ABCD")}), CERTCHECK_OK);
    ck_assert(!certcheck_ocsp_nonce(ocsp, &nonce));
    ck_assert(certcheck_ocsp_extension(ocsp, 0)->malformed);
}
END_TEST

START_TEST(single_extensions_are_seen)
{
    struct certcheck_ocsp_single single;
    struct certcheck_extension extension;
    struct certcheck_extension_value value;
    size_t position = 0;
    ck_assert_int_eq(
        parse_single(&(struct ocsp_single_parts){
            .extensions = hex(0, "301E" OCSP("06") "0411" TIME "300A 0603551D15 0403 020101"
                                                   "3009 06022A03 0101FF 0400")}),
        CERTCHECK_OK);
    ck_assert(certcheck_ocsp_next_single(ocsp, &position, &single));
    ck_assert(single.unknown_critical && single.malformed_extension);
    cc_span rest = single.extensions;
    ck_assert(certcheck_ocsp_next_single_extension(ocsp, &rest, &extension));
    ck_assert_int_eq(extension.kind, CERTCHECK_EXT_OCSP_ARCHIVE_CUTOFF);
    ck_assert_int_eq(certcheck_extension_decode(&extension, &value), CERTCHECK_OK);
    ck_assert_int_eq(value.of.time, TIME_VALUE);
    ck_assert(certcheck_ocsp_next_single_extension(ocsp, &rest, &extension));
    ck_assert(extension.kind == CERTCHECK_EXT_REASON_CODE && extension.malformed);
    ck_assert_str_eq(extension.error.rule, "tag-unexpected");
    ck_assert(memcmp(whole.data + extension.error.offset, "\x02\x01\x01", 3) == 0);
    ck_assert(certcheck_ocsp_next_single_extension(ocsp, &rest, &extension));
    ck_assert(extension.kind == CERTCHECK_EXT_UNKNOWN && !extension.malformed);
    ck_assert(!certcheck_ocsp_next_single_extension(ocsp, &rest, &extension));
    single_refused(
        &(struct ocsp_single_parts){
            .extensions = hex(0, "300A 0603551D15 0403 0A0101 300A 0603551D15 0403 0A0102")},
        "extension-duplicate", SINGLE_FIELD("singleExtensions"), "300A 0603551D15 0403 0A0102");
}
END_TEST

START_TEST(broken_responses_are_refused_with_their_place)
{
    refused(&(struct ocsp_parts){.status = hex(0, "020100")}, "tag-unexpected", "responseStatus",
            "020100");
    refused(&(struct ocsp_parts){.type = hex(0, "06022A03")}, "ocsp-response-type",
            "responseBytes.responseType", "06022A03");
    refused(&(struct ocsp_parts){.trailer = hex(0, "0500")}, "trailing-data", "ocspResponse",
            "0500");
    refused(&(struct ocsp_parts){.basic = hex(0, "0500")}, "tag-unexpected", "basicOCSPResponse",
            "0500");
    refused(&(struct ocsp_parts){.basic = hex(0, "3000 0500")}, "trailing-data",
            "basicOCSPResponse", "0500");
    refused(&(struct ocsp_parts){.version = hex(0, "A003 020101")}, "value-range",
            "tbsResponseData.version", "A003 020101");
    refused(&(struct ocsp_parts){.responder = hex(0, "A300")}, "tag-unexpected",
            "tbsResponseData.responderID", "A300");
    refused(&(struct ocsp_parts){.produced_at = hex(0, UTC)}, "tag-unexpected",
            "tbsResponseData.producedAt", UTC);
    refused(&(struct ocsp_parts){.singles = hex(0, "0500")}, "tag-unexpected",
            "tbsResponseData.responses", "0500");
    refused(&(struct ocsp_parts){.signature = hex(0, "0500")}, "tag-unexpected", "signature",
            "0500");
    refused(&(struct ocsp_parts){.algorithm = hex(0, "0500")}, "tag-unexpected",
            "signatureAlgorithm", "0500");
}
END_TEST

START_TEST(broken_single_responses_are_refused_with_their_place)
{
    single_refused(&(struct ocsp_single_parts){.digest_algorithm = hex(0, "0500")},
                   "tag-unexpected", SINGLE_FIELD("certID.hashAlgorithm"), "0500");
    single_refused(
        &(struct ocsp_single_parts){.digest_algorithm = hex(0, "300A 06052B0E03021A 020101")},
        "parameters-unexpected", SINGLE_FIELD("certID.hashAlgorithm"), "020101");
    single_refused(&(struct ocsp_single_parts){.serial = hex(0, "02020001")}, "integer-not-minimal",
                   SINGLE_FIELD("certID.serialNumber"), "02020001");
    single_refused(&(struct ocsp_single_parts){.status = hex(0, "8300")}, "tag-unexpected",
                   SINGLE_FIELD("certStatus"), "8300");
    single_refused(&(struct ocsp_single_parts){.status = hex(0, "800100")}, "null-length",
                   SINGLE_FIELD("certStatus"), "800100");
    single_refused(&(struct ocsp_single_parts){.status = hex(0, "A10F" UTC)}, "tag-unexpected",
                   SINGLE_FIELD("certStatus.revocationTime"), UTC);
    single_refused(&(struct ocsp_single_parts){.status = hex(0, "A116" TIME "A003 0A0107")},
                   "value-range", SINGLE_FIELD("certStatus.revocationReason"), "0A0107");
    single_refused(&(struct ocsp_single_parts){.this_update = hex(0, UTC)}, "tag-unexpected",
                   SINGLE_FIELD("thisUpdate"), UTC);
    single_refused(&(struct ocsp_single_parts){.next_update = hex(0, "A00F" UTC)}, "tag-unexpected",
                   SINGLE_FIELD("nextUpdate"), UTC);
    single_refused(&(struct ocsp_single_parts){.trailer = hex(0, "0500")}, "trailing-data",
                   SINGLE_FIELD("singleExtensions"), "0500");
}
END_TEST

START_TEST(unambiguous_deviations_are_noted)
{
    ck_assert_int_eq(parse(&(struct ocsp_parts){.version = hex(0, "A003 020100")}), CERTCHECK_OK);
    ck_assert_uint_eq(ocsp->quirks[CC_QUIRK_ENCODED_DEFAULT].count, 1);
    ck_assert(span_is(ocsp->quirks[CC_QUIRK_ENCODED_DEFAULT].where, "A003 020100"));
    ck_assert_int_eq(parse_single(&(struct ocsp_single_parts){.extensions = cc_span_text("")}),
                     CERTCHECK_OK);
    ck_assert_uint_eq(ocsp->quirks[CC_QUIRK_SEQUENCE_EMPTY].count, 1);
    ck_assert_str_eq(ocsp->quirks[CC_QUIRK_SEQUENCE_EMPTY].field, SINGLE_FIELD("singleExtensions"));
}
END_TEST

START_TEST(references_keep_the_response)
{
    ck_assert_int_eq(parse(&(struct ocsp_parts){0}), CERTCHECK_OK);
    struct certcheck_ocsp *second = certcheck_ocsp_ref(ocsp);
    ck_assert_ptr_eq(second, ocsp);
    certcheck_ocsp_free(ocsp);
    ck_assert_uint_eq(certcheck_ocsp_single_count(second), 1);
    certcheck_ocsp_free(NULL);
    ck_assert_ptr_null(certcheck_ocsp_ref(NULL));
}
END_TEST

START_TEST(wrong_arguments_are_said)
{
    const uint8_t byte = 0;
    ck_assert_int_eq(certcheck_ocsp_parse(&byte, 1, NULL, &error), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_ocsp_parse(NULL, 1, &ocsp, NULL), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_ocsp_parse(NULL, 0, &ocsp, NULL), CERTCHECK_MALFORMED);
    ck_assert_int_eq(certcheck_ocsp_parse(&byte, CERTCHECK_OCSP_MAX + 1, &ocsp, &error),
                     CERTCHECK_MALFORMED);
    ck_assert_str_eq(error.rule, "ocsp-too-large");
}
END_TEST

START_TEST(every_allocation_may_fail)
{
    ck_assert_int_eq(parse(&(struct ocsp_parts){.extensions = hex(0, "3006 06022A03 0400")}),
                     CERTCHECK_OK);
    certcheck_ocsp_free(ocsp);
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        enum certcheck_status status =
            certcheck_ocsp_parse(whole.data, whole.length, &ocsp, &error);
        if (failing_alloc_count() < nth) {
            ck_assert_int_eq(status, CERTCHECK_OK);
            ck_assert_uint_eq(nth, 3);
            break;
        }
        ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
        ck_assert_ptr_null(ocsp);
        ck_assert_uint_eq(failing_alloc_live(), 0);
    }
    failing_alloc_at(0);
}
END_TEST

START_TEST(every_cut_and_every_flipped_bit_is_survived)
{
    struct certcheck_ocsp_single single;
    writer_ocsp_single(
        &one, &(struct ocsp_single_parts){.status = hex(0, "A116" TIME "A003 0A0101"),
                                          .extensions = hex(1, "300A 0603551D15 0403 0A0101")});
    ck_assert_int_eq(parse(&(struct ocsp_parts){.singles = writer_span(&one),
                                                .extensions = hex(2, NONCE "0400")}),
                     CERTCHECK_OK);
    certcheck_ocsp_free(ocsp);
    for (size_t length = 0; length < whole.length; length++) {
        ck_assert_int_eq(certcheck_ocsp_parse(whole.data, length, &ocsp, &error),
                         CERTCHECK_MALFORMED);
        ck_assert_uint_le(error.offset, length);
    }
    for (size_t i = 0; i < whole.length; i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            whole.data[i] ^= (uint8_t)(1U << bit);
            size_t position = 0;
            if (certcheck_ocsp_parse(whole.data, whole.length, &ocsp, &error) == CERTCHECK_OK)
                while (certcheck_ocsp_next_single(ocsp, &position, &single))
                    continue;
            certcheck_ocsp_free(ocsp);
            whole.data[i] ^= (uint8_t)(1U << bit);
        }
    }
    ocsp = NULL;
}
END_TEST

START_TEST(statuses_have_names)
{
    ck_assert_str_eq(certcheck_ocsp_certificate_status_text(CERTCHECK_OCSP_GOOD), "good");
    ck_assert_str_eq(certcheck_ocsp_certificate_status_text(CERTCHECK_OCSP_REVOKED), "revoked");
    ck_assert_str_eq(certcheck_ocsp_certificate_status_text(CERTCHECK_OCSP_UNKNOWN), "unknown");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ocsp");
    TCase *tests = tcase_create("ocsp");
    tcase_add_checked_fixture(tests, NULL, teardown);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, good_response_is_read);
    tcase_add_test(tests, statuses_of_certificates);
    tcase_add_test(tests, several_single_responses_in_order);
    tcase_add_test(tests, responses_without_an_answer);
    tcase_add_test(tests, responder_by_key);
    tcase_add_test(tests, certificates_come_one_by_one);
    tcase_add_test(tests, response_extensions_are_decoded);
    tcase_add_test(tests, single_extensions_are_seen);
    tcase_add_test(tests, broken_responses_are_refused_with_their_place);
    tcase_add_test(tests, broken_single_responses_are_refused_with_their_place);
    tcase_add_test(tests, unambiguous_deviations_are_noted);
    tcase_add_test(tests, references_keep_the_response);
    tcase_add_test(tests, wrong_arguments_are_said);
    tcase_add_test(tests, every_allocation_may_fail);
    tcase_add_test(tests, every_cut_and_every_flipped_bit_is_survived);
    tcase_add_test(tests, statuses_have_names);
    return run_suite(suite);
}
