/* SPDX-License-Identifier: MIT */
/* Certificates: what is read, what is refused and where, what is only noted. */
#include "support/der_writer.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include "base/alloc.h"
#include "der/pem.h"
#include "x509/certificate.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static struct der_writer scratch[8], whole;
static struct certcheck_certificate *certificate;
static struct certcheck_parse_error error;

static void teardown(void)
{
    for (size_t i = 0; i < sizeof scratch / sizeof *scratch; i++)
        writer_release(&scratch[i]);
    writer_release(&whole);
    certcheck_certificate_free(certificate);
    certificate = NULL;
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static cc_span hex(size_t slot, const char *text)
{
    writer_release(&scratch[slot]);
    writer_hex(&scratch[slot], text);
    return scratch[slot].data == NULL ? cc_span_text("") : writer_span(&scratch[slot]);
}

static enum certcheck_status parse(const struct certificate_parts *parts)
{
    writer_release(&whole);
    writer_certificate(&whole, parts);
    certcheck_certificate_free(certificate);
    return certcheck_certificate_parse(whole.data, whole.length, &certificate, &error);
}

/* Where `part` stands in the certificate that was written. */
static size_t offset_of(cc_span part)
{
    for (size_t i = 0; i + part.length <= whole.length; i++) {
        if (memcmp(whole.data + i, part.data, part.length) == 0)
            return i;
    }
    ck_abort_msg("the part is not in the certificate");
    return 0;
}

static void refused(const struct certificate_parts *parts, const char *rule, const char *field,
                    size_t offset)
{
    ck_assert_int_eq(parse(parts), CERTCHECK_MALFORMED);
    ck_assert_ptr_null(certificate);
    ck_assert_str_eq(error.rule, rule);
    ck_assert_str_eq(error.field, field);
    ck_assert_uint_eq(error.offset, offset);
}

/* Refused at the first byte of a part. */
static void refused_at(const struct certificate_parts *parts, const char *rule, const char *field,
                       cc_span part)
{
    ck_assert_int_eq(parse(parts), CERTCHECK_MALFORMED);
    refused(parts, rule, field, offset_of(part));
}

static void quirk_is(enum cc_quirk_kind kind, const char *field, cc_span where)
{
    for (int other = 0; other < CC_QUIRKS; other++)
        ck_assert_uint_eq(certificate->quirks[other].count, other == (int)kind ? 1 : 0);
    ck_assert_str_eq(certificate->quirks[kind].field, field);
    ck_assert(cc_span_equal(certificate->quirks[kind].where, where));
}

static void no_quirks(void)
{
    for (int kind = 0; kind < CC_QUIRKS; kind++)
        ck_assert_uint_eq(certificate->quirks[kind].count, 0);
}

START_TEST(minimal_certificate_is_read)
{
    ck_assert_int_eq(parse(&(struct certificate_parts){0}), CERTCHECK_OK);
    ck_assert_ptr_null(error.rule);
    ck_assert(cc_span_equal(certcheck_certificate_der(certificate), writer_span(&whole)));
    ck_assert(certcheck_certificate_der(certificate).data != whole.data);
    ck_assert_int_eq(certcheck_certificate_version(certificate), 3);
    ck_assert(cc_span_equal(certcheck_certificate_serial(certificate), hex(0, "01")));
    ck_assert_int_eq(certcheck_certificate_not_before(certificate), 1767225600);
    ck_assert_int_eq(certcheck_certificate_not_after(certificate), 1798761599);
    ck_assert_uint_eq(certcheck_certificate_signature(certificate).length, 64);
    ck_assert_int_eq(certcheck_certificate_public_key(certificate)->kind, CERTCHECK_KEY_ED25519);
    ck_assert_int_eq(certcheck_certificate_signature_algorithm(certificate)->kind,
                     CERTCHECK_SIGNATURE_ED25519);
    ck_assert(!certcheck_certificate_is_self_issued(certificate));
    ck_assert(!certificate->algorithms_differ);
    ck_assert_uint_eq(certcheck_certificate_extension_count(certificate), 0);
    ck_assert_ptr_null(certcheck_certificate_extension(certificate, 0));
    no_quirks();
}
END_TEST

START_TEST(to_be_signed_is_the_encoding_of_the_first_field)
{
    ck_assert_int_eq(parse(&(struct certificate_parts){0}), CERTCHECK_OK);
    cc_span tbs = certcheck_certificate_to_be_signed(certificate);
    ck_assert_uint_eq(tbs.data[0], 0x30);
    ck_assert_ptr_eq(tbs.data + tbs.length, certificate->algorithm.whole.data);
}
END_TEST

START_TEST(references_keep_the_certificate)
{
    ck_assert_int_eq(parse(&(struct certificate_parts){0}), CERTCHECK_OK);
    ck_assert_ptr_eq(certcheck_certificate_ref(certificate), certificate);
    certcheck_certificate_free(certificate);
    ck_assert_int_eq(certcheck_certificate_version(certificate), 3);
    certcheck_certificate_free(NULL);
}
END_TEST

START_TEST(arguments_that_break_the_contract_are_refused)
{
    struct certcheck_certificate *none;
    ck_assert_int_eq(certcheck_certificate_parse(NULL, 1, &none, NULL), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_certificate_parse((const uint8_t *)"", 0, NULL, &error),
                     CERTCHECK_BAD_ARGUMENT);
}
END_TEST

START_TEST(nothing_at_all_is_refused)
{
    ck_assert_int_eq(certcheck_certificate_parse(NULL, 0, &certificate, &error),
                     CERTCHECK_MALFORMED);
    ck_assert_str_eq(error.rule, "input-ended");
    ck_assert_int_eq(certcheck_certificate_parse(NULL, 0, &certificate, NULL), CERTCHECK_MALFORMED);
}
END_TEST

START_TEST(certificate_over_the_size_limit_is_refused)
{
    uint8_t *zeroes = calloc(CERTCHECK_CERTIFICATE_MAX + 1, 1);
    ck_assert_ptr_nonnull(zeroes);
    ck_assert_int_eq(
        certcheck_certificate_parse(zeroes, CERTCHECK_CERTIFICATE_MAX + 1, &certificate, &error),
        CERTCHECK_MALFORMED);
    ck_assert_str_eq(error.rule, "certificate-too-large");
    ck_assert_int_eq(
        certcheck_certificate_parse(zeroes, CERTCHECK_CERTIFICATE_MAX, &certificate, &error),
        CERTCHECK_MALFORMED);
    ck_assert_str_eq(error.rule, "tag-end-of-contents");
    free(zeroes);
}
END_TEST

START_TEST(every_cut_off_certificate_is_refused)
{
    ck_assert_int_eq(parse(&(struct certificate_parts){0}), CERTCHECK_OK);
    for (size_t length = 0; length < whole.length; length++) {
        struct certcheck_certificate *cut;
        ck_assert_int_eq(certcheck_certificate_parse(whole.data, length, &cut, &error),
                         CERTCHECK_MALFORMED);
        ck_assert_str_eq(error.rule, "input-ended");
    }
}
END_TEST

START_TEST(byte_behind_the_certificate_is_refused)
{
    ck_assert_int_eq(parse(&(struct certificate_parts){0}), CERTCHECK_OK);
    size_t length = whole.length;
    writer_hex(&whole, "00");
    struct certcheck_certificate *longer;
    ck_assert_int_eq(certcheck_certificate_parse(whole.data, whole.length, &longer, &error),
                     CERTCHECK_MALFORMED);
    ck_assert_str_eq(error.rule, "trailing-data");
    ck_assert_uint_eq(error.offset, length);
}
END_TEST

START_TEST(field_behind_the_signature_is_refused)
{
    struct certificate_parts parts = {.trailer = hex(0, "040199")};
    refused_at(&parts, "trailing-data", "certificate", parts.trailer);
}
END_TEST

START_TEST(field_behind_the_extensions_is_refused)
{
    struct certificate_parts parts = {.tbs_trailer = hex(0, "040199")};
    refused_at(&parts, "trailing-data", "tbsCertificate", parts.tbs_trailer);
}
END_TEST

/* ---- version ---- */

START_TEST(versions_1_2_and_3_are_read)
{
    ck_assert_int_eq(parse(&(struct certificate_parts){.version = hex(0, "")}), CERTCHECK_OK);
    ck_assert_int_eq(certificate->version, 1);
    no_quirks();
    ck_assert_int_eq(parse(&(struct certificate_parts){.version = hex(0, "A003 020101")}),
                     CERTCHECK_OK);
    ck_assert_int_eq(certificate->version, 2);
    ck_assert_int_eq(parse(&(struct certificate_parts){.version = hex(0, "A003 020102")}),
                     CERTCHECK_OK);
    ck_assert_int_eq(certificate->version, 3);
}
END_TEST

START_TEST(version_4_is_refused)
{
    struct certificate_parts parts = {.version = hex(0, "A003 020103")};
    refused_at(&parts, "version-unknown", "tbsCertificate.version", parts.version);
}
END_TEST

START_TEST(negative_version_is_refused)
{
    struct certificate_parts parts = {.version = hex(0, "A003 0201FF")};
    refused_at(&parts, "integer-negative", "tbsCertificate.version", hex(1, "0201FF"));
}
END_TEST

START_TEST(encoded_version_1_is_noted)
{
    struct certificate_parts parts = {.version = hex(0, "A003 020100")};
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    ck_assert_int_eq(certificate->version, 1);
    quirk_is(CC_QUIRK_ENCODED_DEFAULT, "tbsCertificate.version", parts.version);
}
END_TEST

START_TEST(unique_ids_need_version_2)
{
    struct certificate_parts parts = {.version = hex(0, "A003 020101"),
                                      .unique_ids = hex(1, "8102 0055 820304AAA0")};
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    ck_assert(cc_span_equal(certificate->issuer_unique_id, hex(2, "55")));
    ck_assert(cc_span_equal(certificate->subject_unique_id, hex(2, "AAA0")));
    parts.version = hex(0, "");
    refused_at(&parts, "unique-id-needs-version-2", "tbsCertificate.issuerUniqueID",
               parts.unique_ids);
    parts.unique_ids = hex(1, "82020055");
    refused_at(&parts, "unique-id-needs-version-2", "tbsCertificate.subjectUniqueID",
               parts.unique_ids);
}
END_TEST

START_TEST(extensions_need_version_3)
{
    struct certificate_parts parts = {.version = hex(0, "A003 020101"),
                                      .raw_extensions =
                                          hex(1, "A30C 300A 3008 0603550463 0401 00")};
    refused_at(&parts, "extensions-need-version-3", "tbsCertificate.extensions",
               parts.raw_extensions);
    parts.version = (cc_span){0};
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
}
END_TEST

/* ---- serial number ---- */

START_TEST(negative_zero_and_long_serial_numbers_are_read)
{
    ck_assert_int_eq(parse(&(struct certificate_parts){.serial = hex(0, "020180")}), CERTCHECK_OK);
    ck_assert(cc_span_equal(certificate->serial, hex(1, "80")));
    ck_assert_int_eq(parse(&(struct certificate_parts){.serial = hex(0, "020100")}), CERTCHECK_OK);
    ck_assert_int_eq(parse(&(struct certificate_parts){
                         .serial = hex(0, "0216 01020304050607080910 11121314151617181920 2122")}),
                     CERTCHECK_OK);
    ck_assert_uint_eq(certificate->serial.length, 22);
    no_quirks();
}
END_TEST

START_TEST(serial_number_that_is_not_minimal_is_refused)
{
    struct certificate_parts parts = {.serial = hex(0, "02020001")};
    refused_at(&parts, "integer-not-minimal", "tbsCertificate.serialNumber", parts.serial);
}
END_TEST

/* ---- names and times ---- */

START_TEST(empty_subject_is_read)
{
    ck_assert_int_eq(parse(&(struct certificate_parts){.subject = hex(0, "3000")}), CERTCHECK_OK);
    ck_assert(certificate->subject_empty);
    ck_assert_int_eq(parse(&(struct certificate_parts){0}), CERTCHECK_OK);
    ck_assert(!certificate->subject_empty);
}
END_TEST

START_TEST(rdn_without_attributes_is_noted)
{
    struct certificate_parts parts = {
        .issuer = hex(0, "3012 3100 310C 300A 0603550403 0C03 416E61 3100")};
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    const struct cc_quirk *quirk = &certificate->quirks[CC_QUIRK_SEQUENCE_EMPTY];
    ck_assert_uint_eq(quirk->count, 2);
    ck_assert_uint_eq(quirk->where.length, 2);
    ck_assert_str_eq(quirk->field, "tbsCertificate.issuer");
    static const uint8_t common_name[] = {0x55, 0x04, 0x03};
    char *text = certcheck_name_attribute(certificate->issuer, cc_span_of(common_name, 3));
    ck_assert_str_eq(text, "Ana");
    certcheck_free(text);
}
END_TEST

START_TEST(string_outside_its_alphabet_is_noted)
{
    /* A PrintableString with '@' in it. */
    struct certificate_parts parts = {.subject = hex(0, "300E 310C 300A 0603550403 1303 614062")};
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    quirk_is(CC_QUIRK_STRING_ALPHABET, "tbsCertificate.subject", hex(1, "1303 614062"));
    parts.subject = hex(0, "300E 310C 300A 0603550403 1303 612E62");
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    no_quirks();
}
END_TEST

START_TEST(equal_names_make_it_self_issued)
{
    struct certificate_parts parts = {.issuer = hex(0, "300E 310C 300A 0603550403 1303 414243"),
                                      .subject = hex(1, "300E 310C 300A 0603550403 0C03 616263")};
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    ck_assert(certcheck_certificate_is_self_issued(certificate));
    ck_assert_uint_eq(certificate->issuer_hash, certificate->subject_hash);
    ck_assert(cc_span_equal(certcheck_certificate_issuer(certificate), parts.issuer));
    ck_assert(cc_span_equal(certcheck_certificate_subject(certificate), parts.subject));
}
END_TEST

START_TEST(generalized_time_before_2050_is_noted)
{
    struct der_writer *w = &scratch[0];
    writer_begin(w, CC_DER_SEQUENCE);
    writer_time(w, "260101000000Z");
    writer_time(w, "20491231235959Z");
    writer_end(w);
    ck_assert_int_eq(parse(&(struct certificate_parts){.validity = writer_span(w)}), CERTCHECK_OK);
    cc_span where = cc_span_of(certificate->validity.data + 17, 17);
    quirk_is(CC_QUIRK_TIME_FORM, "tbsCertificate.validity.notAfter", where);
    ck_assert_int_eq(certificate->not_after, 2524607999);
}
END_TEST

START_TEST(generalized_time_from_2050_on_is_in_order)
{
    struct der_writer *w = &scratch[0];
    writer_begin(w, CC_DER_SEQUENCE);
    writer_time(w, "491231235959Z");
    writer_time(w, "20500101000000Z");
    writer_end(w);
    ck_assert_int_eq(parse(&(struct certificate_parts){.validity = writer_span(w)}), CERTCHECK_OK);
    ck_assert_int_eq(certificate->not_before + 1, certificate->not_after);
    no_quirks();
}
END_TEST

START_TEST(broken_time_is_refused_with_its_field)
{
    struct der_writer *w = &scratch[0];
    writer_begin(w, CC_DER_SEQUENCE);
    writer_time(w, "261301000000Z");
    writer_time(w, "271231235959Z");
    writer_end(w);
    struct certificate_parts parts = {.validity = writer_span(w)};
    ck_assert_int_eq(parse(&parts), CERTCHECK_MALFORMED);
    refused(&parts, "time-range", "tbsCertificate.validity.notBefore",
            offset_of(parts.validity) + 2);
}
END_TEST

START_TEST(third_time_is_refused)
{
    struct der_writer *w = &scratch[0];
    writer_begin(w, CC_DER_SEQUENCE);
    writer_time(w, "260101000000Z");
    writer_time(w, "271231235959Z");
    writer_null(w);
    writer_end(w);
    struct certificate_parts parts = {.validity = writer_span(w)};
    ck_assert_int_eq(parse(&parts), CERTCHECK_MALFORMED);
    refused(&parts, "trailing-data", "tbsCertificate.validity", offset_of(parts.validity) + 32);
}
END_TEST

/* ---- signature ---- */

START_TEST(algorithms_that_differ_are_told)
{
    struct certificate_parts parts = {.inner_algorithm = hex(0, "300A 06082A8648CE3D040302")};
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    ck_assert(certificate->algorithms_differ);
    ck_assert_int_eq(certificate->inner_algorithm.kind, CERTCHECK_SIGNATURE_ECDSA);
    ck_assert_int_eq(certificate->algorithm.kind, CERTCHECK_SIGNATURE_ED25519);
}
END_TEST

START_TEST(signature_with_unused_bits_is_refused)
{
    struct certificate_parts parts = {.signature = hex(0, "0302 0180")};
    refused_at(&parts, "bit-string-unused-bits", "signatureValue", parts.signature);
    parts.signature = hex(0, "0302 0080");
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
}
END_TEST

/* ---- the list of extensions ---- */

static cc_span extension_list(size_t count, unsigned same)
{
    struct der_writer *w = &scratch[7];
    char oid[64];
    writer_release(w);
    for (size_t i = 0; i < count; i++) {
        snprintf(oid, sizeof oid, "1.3.6.1.4.1.99999.%zu", i < same ? 0 : i);
        writer_extension(w, oid, false, cc_span_text("x"));
    }
    return writer_span(w);
}

START_TEST(unknown_extensions_are_kept_as_they_are)
{
    ck_assert_int_eq(parse(&(struct certificate_parts){.extensions = extension_list(2, 0)}),
                     CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_certificate_extension_count(certificate), 2);
    const struct certcheck_extension *extension = certcheck_certificate_extension(certificate, 1);
    ck_assert_int_eq(extension->kind, CERTCHECK_EXT_UNKNOWN);
    ck_assert(!extension->critical && !extension->malformed);
    ck_assert(cc_span_equal(extension->value, cc_span_text("x")));
    char *oid = certcheck_oid_text(extension->oid);
    ck_assert_str_eq(oid, "1.3.6.1.4.1.99999.1");
    cc_free(oid);
    ck_assert_ptr_null(certcheck_certificate_extension(certificate, 2));
    ck_assert_ptr_null(certcheck_certificate_find_extension(certificate, CERTCHECK_EXT_UNKNOWN));
    ck_assert_ptr_null(certcheck_certificate_find_extension(certificate, CERTCHECK_EXT_KINDS));
}
END_TEST

START_TEST(unknown_extension_twice_is_refused)
{
    struct certificate_parts parts = {.extensions = extension_list(2, 2)};
    ck_assert_int_eq(parse(&parts), CERTCHECK_MALFORMED);
    refused(&parts, "extension-duplicate", "tbsCertificate.extensions",
            offset_of(parts.extensions) + parts.extensions.length / 2);
}
END_TEST

START_TEST(known_extension_twice_is_refused)
{
    struct der_writer *w = &scratch[0];
    writer_extension(w, "2.5.29.14", false, hex(1, "040101"));
    writer_extension(w, "2.5.29.14", false, hex(1, "040102"));
    struct certificate_parts parts = {.extensions = writer_span(w)};
    ck_assert_int_eq(parse(&parts), CERTCHECK_MALFORMED);
    refused(&parts, "extension-duplicate", "tbsCertificate.extensions",
            offset_of(parts.extensions) + parts.extensions.length / 2);
}
END_TEST

START_TEST(as_many_extensions_as_are_allowed_are_read)
{
    struct certificate_parts parts = {.extensions = extension_list(CERTCHECK_EXTENSIONS_MAX, 0)};
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    ck_assert_uint_eq(certificate->extension_count, CERTCHECK_EXTENSIONS_MAX);
    parts.extensions = extension_list(CERTCHECK_EXTENSIONS_MAX + 1, 0);
    ck_assert_int_eq(parse(&parts), CERTCHECK_MALFORMED);
    ck_assert_str_eq(error.rule, "extensions-too-many");
}
END_TEST

START_TEST(empty_list_of_extensions_is_noted)
{
    struct certificate_parts parts = {.raw_extensions = hex(0, "A302 3000")};
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    ck_assert_uint_eq(certificate->extension_count, 0);
    ck_assert_uint_eq(certificate->quirks[CC_QUIRK_SEQUENCE_EMPTY].count, 1);
    ck_assert_str_eq(certificate->quirks[CC_QUIRK_SEQUENCE_EMPTY].field,
                     "tbsCertificate.extensions");
}
END_TEST

START_TEST(second_list_of_extensions_is_refused)
{
    struct certificate_parts parts = {.raw_extensions =
                                          hex(0, "A30E 300A 3008 0603550463 0401 00 3000")};
    ck_assert_int_eq(parse(&parts), CERTCHECK_MALFORMED);
    refused(&parts, "trailing-data", "tbsCertificate.extensions",
            offset_of(parts.raw_extensions) + 14);
}
END_TEST

START_TEST(encoded_critical_false_is_noted)
{
    struct certificate_parts parts = {.extensions = hex(0, "300B 0603550463 010100 0401 00")};
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    quirk_is(CC_QUIRK_ENCODED_DEFAULT, "tbsCertificate.extensions.critical", hex(1, "010100"));
    parts.extensions = hex(0, "300B 0603550463 0101FF 0401 00");
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    ck_assert(certificate->extensions[0].critical);
    no_quirks();
}
END_TEST

START_TEST(critical_that_is_neither_00_nor_ff_is_refused)
{
    struct certificate_parts parts = {.extensions = hex(0, "300B 0603550463 010101 0401 00")};
    refused_at(&parts, "boolean-value", "tbsCertificate.extensions.critical", hex(1, "010101"));
}
END_TEST

START_TEST(field_behind_an_extension_is_refused)
{
    struct certificate_parts parts = {.extensions = hex(0, "300A 0603550463 0401 00 0500")};
    refused_at(&parts, "trailing-data", "tbsCertificate.extensions.extnValue", hex(1, "0500"));
}
END_TEST

/* ---- robustness ---- */

START_TEST(failing_allocations_say_so)
{
    struct certificate_parts parts = {.extensions = extension_list(2, 0)};
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        writer_release(&whole);
        writer_certificate(&whole, &parts);
        failing_alloc_at(nth);
        enum certcheck_status status =
            certcheck_certificate_parse(whole.data, whole.length, &certificate, &error);
        failing_alloc_at(0);
        if (status == CERTCHECK_OK)
            break;
        ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
        ck_assert_ptr_null(certificate);
        ck_assert_uint_eq(failing_alloc_live(), 0);
        failures++;
    }
    ck_assert_uint_eq(failures, 2); /* the struct with its DER, the array of extensions */
}
END_TEST

START_TEST(hundred_thousand_names_take_no_more_allocations)
{
    struct der_writer *w = &scratch[0];
    writer_begin(w, CC_DER_SEQUENCE);
    for (size_t i = 0; i < 100000; i++)
        writer_text(w, CC_DER_CONTEXT(2), "a.example");
    writer_end(w);
    writer_extension(&scratch[1], "2.5.29.17", false, writer_span(w));
    writer_certificate(&whole, &(struct certificate_parts){.extensions = writer_span(&scratch[1])});
    failing_alloc_at(0);
    ck_assert_int_eq(certcheck_certificate_parse(whole.data, whole.length, &certificate, &error),
                     CERTCHECK_OK);
    ck_assert_uint_eq(failing_alloc_count(), 2);
    cc_span rest = certificate->subject_alt_name;
    struct certcheck_general_name name;
    size_t count = 0;
    while (certcheck_next_general_name(&rest, &name))
        count++;
    ck_assert_uint_eq(count, 100000);
    ck_assert_uint_eq(failing_alloc_count(), 2);
}
END_TEST

/* Every single byte of a certificate changed: read or refused, and all of it can be walked. */
START_TEST(changed_bytes_never_crash)
{
    struct certificate_parts parts = {
        .extensions = hex(0, "300F 0603551D13 0408 3006 0101FF 020103 300E 0603551D0F 0101FF 0404"
                             "03020106 3016 0603551D11 040F 300D 8202 6162 8704 C0000201 8101 40")};
    ck_assert_int_eq(parse(&parts), CERTCHECK_OK);
    for (size_t i = 0; i < whole.length; i++) {
        for (unsigned flip = 1; flip < 256; flip <<= 1) {
            struct certcheck_certificate *changed;
            whole.data[i] ^= (uint8_t)flip;
            if (certcheck_certificate_parse(whole.data, whole.length, &changed, &error) ==
                CERTCHECK_OK)
                certcheck_certificate_free(changed);
            else
                ck_assert(error.rule != NULL && error.text != NULL && error.field != NULL &&
                          error.offset <= whole.length);
            whole.data[i] ^= (uint8_t)flip;
        }
    }
}
END_TEST

/* Reads the blocks of one file; returns how many certificates it held. */
static size_t read_file(const char *path)
{
    static uint8_t bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size_t length = fread(bytes, 1, sizeof bytes, file), count = 0;
    fclose(file);
    struct cc_pem pem;
    struct cc_pem_block block;
    bool found;
    cc_pem_init(&pem, cc_span_of(bytes, length));
    while (cc_pem_next(&pem, &block, &found) && found) {
        struct certcheck_certificate *one;
        if (block.der == NULL)
            continue;
        count++;
        enum certcheck_status status =
            certcheck_certificate_parse(block.der, block.der_length, &one, &error);
        ck_assert(status == CERTCHECK_OK || (status == CERTCHECK_MALFORMED && error.rule != NULL));
        if (status == CERTCHECK_OK)
            certcheck_certificate_free(one);
        cc_free(block.der);
    }
    return count;
}

START_TEST(odd_certificates_are_read_or_refused)
{
    const char *vectors = getenv("CERTCHECK_VECTORS");
    char path[4096];
    snprintf(path, sizeof path, "%s/certs", vectors);
    DIR *folder = opendir(path);
    ck_assert_ptr_nonnull(folder);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strstr(entry->d_name, ".pem") == NULL)
            continue;
        snprintf(path, sizeof path, "%s/certs/%s", vectors, entry->d_name);
        count += read_file(path);
    }
    closedir(folder);
    ck_assert_uint_gt(count, 500);
}
END_TEST

START_TEST(short_names_are_never_null)
{
    ck_assert_str_eq(certcheck_key_kind_text(CERTCHECK_KEY_ED448), "Ed448");
    ck_assert_str_eq(certcheck_key_kind_text((enum certcheck_key_kind)99), "unknown");
    ck_assert_str_eq(certcheck_curve_text(CERTCHECK_CURVE_P256), "P-256");
    ck_assert_str_eq(certcheck_digest_text(CERTCHECK_DIGEST_SHA256), "SHA-256");
    ck_assert_str_eq(certcheck_signature_kind_text(CERTCHECK_SIGNATURE_ECDSA), "ECDSA");
    for (int kind = 0; kind < CERTCHECK_EXT_KINDS; kind++)
        ck_assert_ptr_nonnull(certcheck_extension_kind_text((enum certcheck_extension_kind)kind));
    ck_assert_str_eq(certcheck_extension_kind_text(CERTCHECK_EXT_KINDS), "unknown");
}
END_TEST

static void add_structure(TCase *tests)
{
    tcase_add_test(tests, minimal_certificate_is_read);
    tcase_add_test(tests, to_be_signed_is_the_encoding_of_the_first_field);
    tcase_add_test(tests, references_keep_the_certificate);
    tcase_add_test(tests, arguments_that_break_the_contract_are_refused);
    tcase_add_test(tests, nothing_at_all_is_refused);
    tcase_add_test(tests, certificate_over_the_size_limit_is_refused);
    tcase_add_test(tests, every_cut_off_certificate_is_refused);
    tcase_add_test(tests, byte_behind_the_certificate_is_refused);
    tcase_add_test(tests, field_behind_the_signature_is_refused);
    tcase_add_test(tests, field_behind_the_extensions_is_refused);
    tcase_add_test(tests, versions_1_2_and_3_are_read);
    tcase_add_test(tests, version_4_is_refused);
    tcase_add_test(tests, negative_version_is_refused);
    tcase_add_test(tests, encoded_version_1_is_noted);
    tcase_add_test(tests, unique_ids_need_version_2);
    tcase_add_test(tests, extensions_need_version_3);
}

static void add_fields(TCase *tests)
{
    tcase_add_test(tests, negative_zero_and_long_serial_numbers_are_read);
    tcase_add_test(tests, serial_number_that_is_not_minimal_is_refused);
    tcase_add_test(tests, empty_subject_is_read);
    tcase_add_test(tests, rdn_without_attributes_is_noted);
    tcase_add_test(tests, string_outside_its_alphabet_is_noted);
    tcase_add_test(tests, equal_names_make_it_self_issued);
    tcase_add_test(tests, generalized_time_before_2050_is_noted);
    tcase_add_test(tests, generalized_time_from_2050_on_is_in_order);
    tcase_add_test(tests, broken_time_is_refused_with_its_field);
    tcase_add_test(tests, third_time_is_refused);
    tcase_add_test(tests, algorithms_that_differ_are_told);
    tcase_add_test(tests, signature_with_unused_bits_is_refused);
}

static void add_extensions(TCase *tests)
{
    tcase_add_test(tests, unknown_extensions_are_kept_as_they_are);
    tcase_add_test(tests, unknown_extension_twice_is_refused);
    tcase_add_test(tests, known_extension_twice_is_refused);
    tcase_add_test(tests, as_many_extensions_as_are_allowed_are_read);
    tcase_add_test(tests, empty_list_of_extensions_is_noted);
    tcase_add_test(tests, second_list_of_extensions_is_refused);
    tcase_add_test(tests, encoded_critical_false_is_noted);
    tcase_add_test(tests, critical_that_is_neither_00_nor_ff_is_refused);
    tcase_add_test(tests, field_behind_an_extension_is_refused);
}

int main(void)
{
    Suite *suite = suite_create("certificate");
    TCase *tests = tcase_create("certificate");
    tcase_add_checked_fixture(tests, NULL, teardown);
    suite_add_tcase(suite, tests);
    add_structure(tests);
    add_fields(tests);
    add_extensions(tests);
    tcase_add_test(tests, failing_allocations_say_so);
    tcase_add_test(tests, hundred_thousand_names_take_no_more_allocations);
    tcase_add_test(tests, changed_bytes_never_crash);
    tcase_add_test(tests, short_names_are_never_null);
    if (getenv("CERTCHECK_VECTORS") != NULL)
        tcase_add_test(tests, odd_certificates_are_read_or_refused);
    else
        puts("# the odd certificates of CERTCHECK_VECTORS are not there: skipped");
    return run_suite(suite);
}
