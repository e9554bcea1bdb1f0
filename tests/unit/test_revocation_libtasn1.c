/* SPDX-License-Identifier: MIT */
/* Every CRL and OCSP response of the test data that is accepted is decoded by libtasn1 too, to the
 * same values. */
#include "base/alloc.h"
#include "der/pem.h"
#include "x509/crl.h"
#include "x509/ocsp.h"
#include "support/run_suite.h"

#include <check.h>
#include <dirent.h>
#include <libtasn1.h>
#include <stdio.h>
#include <stdlib.h>

#define FILE_MAX ((size_t)1 << 20) /* bytes */

static asn1_node definitions;
static asn1_node decoded;
static char file[4096]; /* for messages */
static size_t crls_compared, responses_compared;

static void decode(const char *type, cc_span der)
{
    char error[ASN1_MAX_ERROR_DESCRIPTION_SIZE];
    ck_assert_int_eq(asn1_create_element(definitions, type, &decoded), ASN1_SUCCESS);
    int result = asn1_der_decoding(&decoded, der.data, (int)der.length, error);
    ck_assert_msg(result == ASN1_SUCCESS, "%s: %s", file, error);
}

/* The value of one field; `size` bytes at most. */
static size_t field(const char *name, void *value, size_t size)
{
    int length = (int)size;
    int result = asn1_read_value(decoded, name, value, &length);
    ck_assert_msg(result == ASN1_SUCCESS, "%s: %s: %s", file, name, asn1_strerror(result));
    return (size_t)length;
}

static bool is_present(const char *name)
{
    int length = 0;
    int result = asn1_read_value(decoded, name, NULL, &length);
    return result == ASN1_SUCCESS || result == ASN1_MEM_ERROR;
}

static void assert_field(const char *name, cc_span expected, size_t units_per_octet)
{
    uint8_t *value = malloc(expected.length + 1);
    size_t length = field(name, value, expected.length + 1);
    ck_assert_msg(length == expected.length * units_per_octet, "%s: %s", file, name);
    ck_assert_msg(expected.length == 0 || memcmp(value, expected.data, expected.length) == 0,
                  "%s: %s", file, name);
    free(value);
}

static void assert_place(const char *name, cc_span der, cc_span expected)
{
    int start = 0, end = -1;
    int result = asn1_der_decoding_startEnd(decoded, der.data, (int)der.length, name, &start, &end);
    ck_assert_msg(result == ASN1_SUCCESS, "%s: %s: %s", file, name, asn1_strerror(result));
    ck_assert_msg(der.data + start == expected.data, "%s: %s", file, name);
    ck_assert_msg((size_t)(end - start) + 1 == expected.length, "%s: %s", file, name);
}

/* Where an explicit tag stands in front, libtasn1 counts it in: only the end is the same. */
static void assert_end(const char *name, cc_span der, cc_span expected)
{
    int start = 0, end = -1;
    int result = asn1_der_decoding_startEnd(decoded, der.data, (int)der.length, name, &start, &end);
    ck_assert_msg(result == ASN1_SUCCESS, "%s: %s: %s", file, name, asn1_strerror(result));
    ck_assert_msg(der.data + end + 1 == expected.data + expected.length, "%s: %s", file, name);
}

/* "YYYYMMDDHHMMSSZ" or "YYMMDDHHMMSSZ", as the field has it. */
static void assert_time(const char *name, certcheck_time expected)
{
    char raw[32] = "", ours[CERTCHECK_TIME_SIZE], digits[16];
    field(name, raw, sizeof raw - 1);
    certcheck_time_format(expected, ours);
    snprintf(digits, sizeof digits, "%.4s%.2s%.2s%.2s%.2s%.2sZ", ours, ours + 5, ours + 8,
             ours + 11, ours + 14, ours + 17);
    size_t skip = strlen(digits) - strlen(raw); /* the century of a UTCTime */
    ck_assert_msg(strcmp(digits + skip, raw) == 0, "%s: %s: %s, %s", file, name, ours, raw);
}

/* Time ::= CHOICE */
static void assert_choice(const char *name, certcheck_time expected)
{
    char choice[32], path[160];
    field(name, choice, sizeof choice);
    snprintf(path, sizeof path, "%s.%s", name, choice);
    assert_time(path, expected);
}

static void assert_count(const char *name, size_t expected)
{
    int count = 0;
    int result = asn1_number_of_elements(decoded, name, &count);
    ck_assert_msg(result == ASN1_SUCCESS || expected == 0, "%s: %s", file, name);
    ck_assert_msg((size_t)count == expected, "%s: %s: %d, %zu", file, name, count, expected);
}

static void assert_extensions(const char *list, size_t count,
                              const struct certcheck_extension *extensions)
{
    assert_count(list, count);
    for (size_t i = 0; i < count; i++) {
        char path[120], oid[256], critical[8];
        snprintf(path, sizeof path, "%s.?%zu.extnID", list, i + 1);
        field(path, oid, sizeof oid);
        char *ours = certcheck_oid_text(extensions[i].oid);
        ck_assert_str_eq(ours, oid);
        certcheck_free(ours);
        snprintf(path, sizeof path, "%s.?%zu.critical", list, i + 1);
        field(path, critical, sizeof critical);
        ck_assert_str_eq(critical, extensions[i].critical ? "TRUE" : "FALSE");
        snprintf(path, sizeof path, "%s.?%zu.extnValue", list, i + 1);
        assert_field(path, extensions[i].value, 1);
    }
}

/* ---- CRLs ---- */

#define REVOKED "tbsCertList.revokedCertificates"

static void compare_entries(const struct certcheck_crl *crl)
{
    struct certcheck_crl_entry entry;
    size_t position = 0, index = 0;
    assert_count(REVOKED, crl->entry_count);
    while (certcheck_crl_next_entry(crl, &position, &entry)) {
        char path[120];
        struct certcheck_extension extensions[8];
        size_t count = 0;
        index++;
        snprintf(path, sizeof path, REVOKED ".?%zu.userCertificate", index);
        assert_field(path, entry.serial, 1);
        snprintf(path, sizeof path, REVOKED ".?%zu.revocationDate", index);
        assert_choice(path, entry.revocation_date);
        cc_span rest = entry.extensions;
        while (count < 8 && certcheck_crl_next_entry_extension(&rest, &extensions[count]))
            count++;
        snprintf(path, sizeof path, REVOKED ".?%zu.crlEntryExtensions", index);
        assert_extensions(path, count, extensions);
    }
    ck_assert_uint_eq(index, crl->entry_count);
}

static void compare_crl(const struct certcheck_crl *crl)
{
    decode("PKIX.CertificateList", crl->der);
    ck_assert_int_eq(is_present("tbsCertList.version"), crl->version == 2);
    assert_place("tbsCertList", crl->der, crl->tbs);
    assert_place("tbsCertList.issuer.rdnSequence", crl->der, crl->issuer);
    assert_choice("tbsCertList.thisUpdate", crl->this_update);
    ck_assert_int_eq(is_present("tbsCertList.nextUpdate"), crl->has_next_update);
    if (crl->has_next_update)
        assert_choice("tbsCertList.nextUpdate", crl->next_update);
    compare_entries(crl);
    assert_extensions("tbsCertList.crlExtensions", crl->extensions.count, crl->extensions.items);
    assert_place("signatureAlgorithm", crl->der, crl->algorithm.whole);
    assert_field("signature", crl->signature, 8);
    asn1_delete_structure(&decoded);
    crls_compared++;
}

/* ---- OCSP responses ---- */

static void compare_single(const struct certcheck_ocsp_single *single, size_t index)
{
    static const char *const choices[] = {"unknown", "good", "revoked"};
    char path[120], choice[16];
#define AT(NAME) (snprintf(path, sizeof path, "tbsResponseData.responses.?%zu." NAME, index), path)
    assert_field(AT("certID.issuerNameHash"), single->id.issuer_name_hash, 1);
    assert_field(AT("certID.issuerKeyHash"), single->id.issuer_key_hash, 1);
    assert_field(AT("certID.serialNumber"), single->id.serial, 1);
    field(AT("certStatus"), choice, sizeof choice);
    ck_assert_str_eq(choice, choices[single->status]);
    if (single->status == CERTCHECK_OCSP_REVOKED) {
        assert_time(AT("certStatus.revoked.revocationTime"), single->revocation_time);
        const uint8_t reason = (uint8_t)single->reason;
        ck_assert_int_eq(is_present(AT("certStatus.revoked.revocationReason")), single->has_reason);
        if (single->has_reason)
            assert_field(AT("certStatus.revoked.revocationReason"), cc_span_of(&reason, 1), 1);
    }
    assert_time(AT("thisUpdate"), single->this_update);
    ck_assert_int_eq(is_present(AT("nextUpdate")), single->has_next_update);
    if (single->has_next_update)
        assert_time(AT("nextUpdate"), single->next_update);
#undef AT
}

static void compare_basic(const struct certcheck_ocsp *ocsp, cc_span basic)
{
    struct certcheck_ocsp_single single;
    size_t position = 0, index = 0;
    decode("PKIX.BasicOCSPResponse", basic);
    assert_place("tbsResponseData", basic, ocsp->tbs);
    if (ocsp->responder_name.length != 0)
        assert_end("tbsResponseData.responderID.byName", basic, ocsp->responder_name);
    else
        assert_field("tbsResponseData.responderID.byKey", ocsp->responder_key_hash, 1);
    assert_time("tbsResponseData.producedAt", ocsp->produced_at);
    assert_count("tbsResponseData.responses", ocsp->single_count);
    while (certcheck_ocsp_next_single(ocsp, &position, &single))
        compare_single(&single, ++index);
    ck_assert_uint_eq(index, ocsp->single_count);
    assert_extensions("tbsResponseData.responseExtensions", ocsp->extensions.count,
                      ocsp->extensions.items);
    assert_place("signatureAlgorithm", basic, ocsp->algorithm.whole);
    assert_field("signature", ocsp->signature, 8);
    assert_count("certs", ocsp->certificate_count);
    asn1_delete_structure(&decoded);
    responses_compared++;
}

static void compare_ocsp(const struct certcheck_ocsp *ocsp)
{
    const uint8_t status = (uint8_t)ocsp->status;
    int start = 0, end = -1;
    decode("PKIX.OCSPResponse", ocsp->der);
    assert_field("responseStatus", cc_span_of(&status, 1), 1);
    ck_assert_int_eq(is_present("responseBytes.response"), status == 0);
    if (status != 0) {
        asn1_delete_structure(&decoded);
        return;
    }
    ck_assert_int_eq(asn1_der_decoding_startEnd(decoded, ocsp->der.data, (int)ocsp->der.length,
                                                "responseBytes.response", &start, &end),
                     ASN1_SUCCESS);
    asn1_delete_structure(&decoded);
    /* The OCTET STRING's header is not part of what it holds. */
    const uint8_t *at = ocsp->der.data + start;
    size_t header = at[1] < 0x80 ? 2 : 2 + (at[1] & 0x7FU);
    compare_basic(ocsp, cc_span_between(at + header, ocsp->der.data + end + 1));
}

/* ---- the files ---- */

static void read_block(const struct cc_pem_block *block)
{
    struct certcheck_crl *crl = NULL;
    struct certcheck_ocsp *ocsp = NULL;
    if (block->der == NULL)
        return;
    if (cc_span_equal(block->label, cc_span_text("X509 CRL")) &&
        certcheck_crl_parse(block->der, block->der_length, &crl, NULL) == CERTCHECK_OK)
        compare_crl(crl);
    if (cc_span_equal(block->label, cc_span_text("OCSP RESPONSE")) &&
        certcheck_ocsp_parse(block->der, block->der_length, &ocsp, NULL) == CERTCHECK_OK)
        compare_ocsp(ocsp);
    certcheck_crl_free(crl);
    certcheck_ocsp_free(ocsp);
}

static void read_file(const char *folder, const char *entry, const char *name)
{
    snprintf(file, sizeof file, "%s/%s/%s", folder, entry, name);
    FILE *stream = fopen(file, "rb");
    if (stream == NULL)
        return;
    uint8_t *bytes = malloc(FILE_MAX);
    struct cc_pem pem;
    struct cc_pem_block block;
    bool found = false;
    cc_pem_init(&pem, cc_span_of(bytes, fread(bytes, 1, FILE_MAX, stream)));
    while (cc_pem_next(&pem, &block, &found) && found) {
        read_block(&block);
        cc_free(block.der);
    }
    fclose(stream);
    free(bytes);
}

/* AREA/CASE/crl.pem and ocsp.pem */
static void read_area(const char *area)
{
    DIR *entries = opendir(area);
    if (entries == NULL)
        return;
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        read_file(area, entry->d_name, "crl.pem");
        read_file(area, entry->d_name, "ocsp.pem");
    }
    closedir(entries);
}

START_TEST(test_data_decodes_to_the_same_values)
{
    char area[2048];
    DIR *areas = opendir(getenv("TESTDATA"));
    ck_assert_ptr_nonnull(areas);
    for (const struct dirent *entry; (entry = readdir(areas)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(area, sizeof area, "%s/%s", getenv("TESTDATA"), entry->d_name);
        read_area(area);
    }
    closedir(areas);
    ck_assert_uint_gt(crls_compared, 8);
    ck_assert_uint_gt(responses_compared, 1);
}
END_TEST

static void set_up(void)
{
    char path[4096], error[ASN1_MAX_ERROR_DESCRIPTION_SIZE];
    snprintf(path, sizeof path, "%s/tests/support/pkix.asn", getenv("SRCDIR"));
    int result = asn1_parser2tree(path, &definitions, error);
    ck_assert_msg(result == ASN1_SUCCESS, "%s: %s", path, error);
}

static void tear_down(void)
{
    asn1_delete_structure(&definitions);
}

int main(void)
{
    if (getenv("SRCDIR") == NULL || getenv("TESTDATA") == NULL) {
        puts("SRCDIR and TESTDATA are not set: run 'make check'");
        return 77;
    }
    Suite *suite = suite_create("revocation_libtasn1");
    TCase *tests = tcase_create("revocation_libtasn1");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, test_data_decodes_to_the_same_values);
    return run_suite(suite);
}
