/* SPDX-License-Identifier: MIT */
/* lib/check/ocsp_status.c: which answer is about a certificate, and whether it counts (RFC 6960).
 */
#include "support/failing_alloc.h"
#include "support/fake_certificate.h"
#include "support/revocation_writer.h"
#include "support/run_suite.h"

#include "check/ocsp_status.h"

#include <check.h>

#define THIS_UPDATE 1767225600 /* 2026-01-01, what the writer writes */
#define NEXT_UPDATE (THIS_UPDATE + 31 * 86400)

static struct der_writer scratch[4], singles;
static struct certcheck_ocsp *ocsp;
static struct certcheck_certificate *certificate, *issuer;
static struct certcheck_ocsp_single single;
static unsigned digests;

/* Every digest is 11... of a name, 22... of a key, as the writer writes it. */
static bool fake_digest(void *context, enum certcheck_digest digest, cc_span message,
                        uint8_t out[64])
{
    (void)context;
    digests++;
    bool of_name = message.data == certificate->issuer.data;
    memset(out, of_name ? 0x11 : 0x22, 64);
    return digest == CERTCHECK_DIGEST_SHA1;
}

static const struct cc_crypto crypto = {.digest = fake_digest};

static void set_up(void)
{
    issuer = fake_ca("issuer", "issuer", 1, 1);
    certificate = fake_leaf("leaf", "issuer", 2, 1);
    certificate->serial = cc_span_of((const uint8_t *)"\x05", 1);
    digests = 0;
}

static void tear_down(void)
{
    for (size_t i = 0; i < sizeof scratch / sizeof *scratch; i++)
        writer_release(&scratch[i]);
    writer_release(&singles);
    certcheck_ocsp_free(ocsp);
    ocsp = NULL;
    fake_release();
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static cc_span hex(size_t slot, const char *text)
{
    writer_release(&scratch[slot]);
    writer_hex(&scratch[slot], text);
    return writer_span(&scratch[slot]);
}

/* Reads a response with one answer into `ocsp` and `single`. */
static void read(struct ocsp_parts parts, const struct ocsp_single_parts *answer)
{
    struct der_writer whole = {0};
    struct certcheck_parse_error error;
    size_t position = 0;
    writer_release(&singles);
    writer_ocsp_single(&singles, answer);
    parts.singles = writer_span(&singles);
    writer_ocsp(&whole, &parts);
    certcheck_ocsp_free(ocsp);
    ck_assert_int_eq(certcheck_ocsp_parse(whole.data, whole.length, &ocsp, &error), CERTCHECK_OK);
    writer_release(&whole);
    ck_assert(certcheck_ocsp_next_single(ocsp, &position, &single));
}

static enum cc_ocsp_usability usability_at(certcheck_time at)
{
    return cc_ocsp_usability(ocsp, &single, certificate, at, (cc_span){0});
}

static enum cc_ocsp_scope scope_of(const struct ocsp_single_parts *answer)
{
    struct cc_ocsp_subject subject;
    read((struct ocsp_parts){0}, answer);
    cc_ocsp_subject_init(&subject, &crypto, certificate, &issuer->key);
    return cc_ocsp_scope(&subject, &single);
}

START_TEST(answer_is_about_a_certificate_by_serial_name_and_key)
{
    ck_assert_int_eq(scope_of(&(struct ocsp_single_parts){0}), CC_OCSP_IN_SCOPE);
    ck_assert_int_eq(scope_of(&(struct ocsp_single_parts){.serial = hex(0, "020106")}),
                     CC_OCSP_OTHER_SERIAL);
    /* SHA-256, of which the hashes are too short and the fake knows nothing */
    ck_assert_int_eq(scope_of(&(struct ocsp_single_parts){
                         .digest_algorithm = hex(0, "300D 0609 608648016503040201 0500")}),
                     CC_OCSP_DIGEST_UNKNOWN);
}
END_TEST

START_TEST(digest_is_made_once_for_a_subject)
{
    struct cc_ocsp_subject subject;
    read((struct ocsp_parts){0}, &(struct ocsp_single_parts){0});
    cc_ocsp_subject_init(&subject, &crypto, certificate, &issuer->key);
    for (int i = 0; i < 10; i++)
        ck_assert_int_eq(cc_ocsp_scope(&subject, &single), CC_OCSP_IN_SCOPE);
    ck_assert_uint_eq(digests, 2);
    single.id.issuer_key_hash = hex(0, "2222222222222222222222222222222222222223");
    ck_assert_int_eq(cc_ocsp_scope(&subject, &single), CC_OCSP_OTHER_ISSUER);
    ck_assert_uint_eq(digests, 2);
}
END_TEST

START_TEST(answer_counts_from_this_update_to_next_update)
{
    read((struct ocsp_parts){0}, &(struct ocsp_single_parts){0});
    ck_assert_int_eq(usability_at(THIS_UPDATE), CC_OCSP_USABLE);
    ck_assert_int_eq(usability_at(NEXT_UPDATE), CC_OCSP_USABLE);
    ck_assert_int_eq(usability_at(NEXT_UPDATE + 1), CC_OCSP_STALE);
    ck_assert_int_eq(usability_at(THIS_UPDATE - CC_REVOCATION_SKEW), CC_OCSP_USABLE);
    ck_assert_int_eq(usability_at(THIS_UPDATE - CC_REVOCATION_SKEW - 1), CC_OCSP_FROM_THE_FUTURE);
    ck_assert_int_eq(usability_at(INT64_MIN), CC_OCSP_FROM_THE_FUTURE);
    ck_assert_int_eq(usability_at(INT64_MAX), CC_OCSP_STALE);
}
END_TEST

START_TEST(answer_without_next_update_counts_for_a_day)
{
    read((struct ocsp_parts){0},
         &(struct ocsp_single_parts){.next_update = cc_span_of((const uint8_t *)"", 0)});
    ck_assert(!single.has_next_update);
    ck_assert_int_eq(usability_at(THIS_UPDATE + 86400), CC_OCSP_USABLE);
    ck_assert_int_eq(usability_at(THIS_UPDATE + 86401), CC_OCSP_STALE);
}
END_TEST

START_TEST(inverted_times_are_no_times)
{
    /* thisUpdate 2026-01-01, nextUpdate a second earlier */
    read((struct ocsp_parts){0},
         &(struct ocsp_single_parts){.next_update =
                                         hex(0, "A011 180F 32303235313233313233353935395A")});
    ck_assert_int_eq(usability_at(THIS_UPDATE - 1), CC_OCSP_TIMES_INVERTED);
}
END_TEST

START_TEST(critical_extension_keeps_an_answer_from_counting_unless_it_is_known)
{
    read((struct ocsp_parts){.extensions = hex(0, "300C 06032A0304 0101FF 0402 0500")},
         &(struct ocsp_single_parts){0});
    ck_assert_int_eq(usability_at(THIS_UPDATE), CC_OCSP_CRITICAL_UNKNOWN);
    read((struct ocsp_parts){.extensions = hex(0, "3009 06032A0304 0402 0500")},
         &(struct ocsp_single_parts){.extensions = hex(1, "300C 06032A0304 0101FF 0402 0500")});
    ck_assert_int_eq(usability_at(THIS_UPDATE), CC_OCSP_CRITICAL_UNKNOWN);
    /* extended-revoke */
    read((struct ocsp_parts){.extensions = hex(0, "3012 06092B0601050507300109 0101FF 0402 0500")},
         &(struct ocsp_single_parts){.extensions = hex(1, "3009 06032A0304 0402 0500")});
    ck_assert_int_eq(usability_at(THIS_UPDATE), CC_OCSP_USABLE);
    read((struct ocsp_parts){.extensions = hex(0, "3010 06092B0601050507300109 0403 0101FF")},
         &(struct ocsp_single_parts){0});
    ck_assert_int_eq(usability_at(THIS_UPDATE), CC_OCSP_EXTENSION_MALFORMED);
}
END_TEST

START_TEST(archive_that_begins_after_the_certificate_ends_says_nothing)
{
    read((struct ocsp_parts){0},
         &(struct ocsp_single_parts){
             .extensions =
                 hex(0, "301E 06092B0601050507300106 0411 180F 32303235303130313030303030305A")});
    certificate->not_after = 1735689600; /* 2025-01-01 */
    ck_assert_int_eq(usability_at(THIS_UPDATE), CC_OCSP_USABLE);
    certificate->not_after--;
    ck_assert_int_eq(usability_at(THIS_UPDATE), CC_OCSP_ARCHIVE_OVER);
}
END_TEST

START_TEST(other_nonce_does_not_count_and_none_does)
{
    read((struct ocsp_parts){.extensions = hex(0, "3011 06092B0601050507300102 0404 0402 ABCD")},
         &(struct ocsp_single_parts){0});
    ck_assert_int_eq(usability_at(THIS_UPDATE), CC_OCSP_USABLE);
    ck_assert_int_eq(cc_ocsp_usability(ocsp, &single, certificate, THIS_UPDATE, hex(1, "ABCD")),
                     CC_OCSP_USABLE);
    ck_assert_int_eq(cc_ocsp_usability(ocsp, &single, certificate, THIS_UPDATE, hex(1, "ABCE")),
                     CC_OCSP_NONCE_DIFFERS);
    ck_assert_int_eq(cc_ocsp_usability(ocsp, &single, certificate, THIS_UPDATE, hex(1, "AB")),
                     CC_OCSP_NONCE_DIFFERS);
    read((struct ocsp_parts){0}, &(struct ocsp_single_parts){0});
    ck_assert_int_eq(cc_ocsp_usability(ocsp, &single, certificate, THIS_UPDATE, hex(1, "ABCE")),
                     CC_OCSP_USABLE);
}
END_TEST

START_TEST(hold_is_not_for_good)
{
    read((struct ocsp_parts){0}, &(struct ocsp_single_parts){0});
    ck_assert(!cc_ocsp_revoked_for_good(&single));
    single.status = CERTCHECK_OCSP_REVOKED;
    ck_assert(cc_ocsp_revoked_for_good(&single));
    single.has_reason = true;
    single.reason = CERTCHECK_REASON_CERTIFICATE_HOLD;
    ck_assert(!cc_ocsp_revoked_for_good(&single));
    single.reason = CERTCHECK_REASON_REMOVE_FROM_CRL;
    ck_assert(!cc_ocsp_revoked_for_good(&single));
    single.reason = CERTCHECK_REASON_KEY_COMPROMISE;
    ck_assert(cc_ocsp_revoked_for_good(&single));
}
END_TEST

START_TEST(responder_needs_its_purpose_by_name)
{
    static const uint8_t purposes[] = {0x06, 0x04, 0x55, 0x1D, 0x25, 0x00, 0x06, 0x08,
                                       0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x09};
    ck_assert(!cc_ocsp_signing_is_its_purpose(certificate));
    certificate->has_purposes = true;
    certificate->purposes = cc_span_of(purposes, 6); /* anyExtendedKeyUsage */
    ck_assert(!cc_ocsp_signing_is_its_purpose(certificate));
    certificate->purposes = cc_span_of(purposes, sizeof purposes);
    ck_assert(cc_ocsp_signing_is_its_purpose(certificate));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ocsp_status");
    TCase *cases = tcase_create("ocsp_status");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, answer_is_about_a_certificate_by_serial_name_and_key);
    tcase_add_test(cases, digest_is_made_once_for_a_subject);
    tcase_add_test(cases, answer_counts_from_this_update_to_next_update);
    tcase_add_test(cases, answer_without_next_update_counts_for_a_day);
    tcase_add_test(cases, inverted_times_are_no_times);
    tcase_add_test(cases, critical_extension_keeps_an_answer_from_counting_unless_it_is_known);
    tcase_add_test(cases, archive_that_begins_after_the_certificate_ends_says_nothing);
    tcase_add_test(cases, other_nonce_does_not_count_and_none_does);
    tcase_add_test(cases, hold_is_not_for_good);
    tcase_add_test(cases, responder_needs_its_purpose_by_name);
    return run_suite(suite);
}
