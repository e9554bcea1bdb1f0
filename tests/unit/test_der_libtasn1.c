/* SPDX-License-Identifier: MIT */
/* Every certificate that is accepted is decoded by libtasn1 too, to the same values. The other
 * way does not hold: libtasn1 takes much that is not canonical. */
#include "base/alloc.h"
#include "base/text.h"
#include "der/pem.h"
#include "support/run_suite.h"
#include <certcheck/certificate.h>

#include <check.h>
#include <dirent.h>
#include <libtasn1.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define FOLDERS_MAX 8              /* inside one another */
#define FILE_MAX ((size_t)1 << 22) /* bytes */

static asn1_node definitions;
static asn1_node decoded;
static const char *file; /* for messages */
static size_t compared;

/* ---- libtasn1's side ---- */

/* The value of one field; `size` bytes at most. */
static size_t field(const char *name, void *value, size_t size)
{
    int length = (int)size;
    int result = asn1_read_value(decoded, name, value, &length);
    ck_assert_msg(result == ASN1_SUCCESS, "%s: %s: %s", file, name, asn1_strerror(result));
    return (size_t)length;
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
    int start = 0;
    int end = -1;
    int result = asn1_der_decoding_startEnd(decoded, der.data, (int)der.length, name, &start, &end);
    ck_assert_msg(result == ASN1_SUCCESS, "%s: %s: %s", file, name, asn1_strerror(result));
    ck_assert_msg(der.data + start == expected.data, "%s: %s", file, name);
    ck_assert_msg((size_t)(end - start) + 1 == expected.length, "%s: %s", file, name);
}

/* "2026-11-20T12:00:00Z" from "261120120000Z" or "20261120120000Z" */
static void assert_time(const char *name, certcheck_time expected)
{
    char choice[32], path[80], raw[32], ours[CERTCHECK_TIME_SIZE], theirs[64];
    field(name, choice, sizeof choice);
    snprintf(path, sizeof path, "%s.%s", name, choice);
    memset(raw, 0, sizeof raw);
    field(path, raw, sizeof raw - 1);
    const char *century = strcmp(choice, "generalTime") == 0 ? "" : raw[0] >= '5' ? "19" : "20";
    const char *rest = raw + (*century == '\0' ? 4 : 2);
    snprintf(theirs, sizeof theirs, "%s%.*s-%.2s-%.2sT%.2s:%.2s:%.2sZ", century, (int)(rest - raw),
             raw, rest, rest + 2, rest + 4, rest + 6, rest + 8);
    certcheck_time_format(expected, ours);
    ck_assert_msg(strcmp(ours, theirs) == 0, "%s: %s: %s, %s", file, name, ours, theirs);
}

static void assert_extension(size_t index, const struct certcheck_extension *extension)
{
    char path[80], oid[512], critical[8];
    snprintf(path, sizeof path, "tbsCertificate.extensions.?%zu.extnID", index + 1);
    field(path, oid, sizeof oid);
    char *ours = certcheck_oid_text(extension->oid);
    ck_assert_msg(ours != NULL && strcmp(ours, oid) == 0, "%s: %s, %s", file, ours, oid);
    certcheck_free(ours);
    snprintf(path, sizeof path, "tbsCertificate.extensions.?%zu.critical", index + 1);
    field(path, critical, sizeof critical);
    ck_assert_msg(strcmp(critical, extension->critical ? "TRUE" : "FALSE") == 0, "%s: %s", file,
                  oid);
    snprintf(path, sizeof path, "tbsCertificate.extensions.?%zu.extnValue", index + 1);
    assert_field(path, extension->value, 1);
}

static void assert_extensions(const struct certcheck_certificate *certificate)
{
    int theirs = 0;
    size_t ours = certcheck_certificate_extension_count(certificate);
    int result = asn1_number_of_elements(decoded, "tbsCertificate.extensions", &theirs);
    ck_assert_msg(result == ASN1_SUCCESS || (result == ASN1_ELEMENT_NOT_FOUND && ours == 0), "%s",
                  file);
    ck_assert_msg((size_t)theirs == ours, "%s: %zu extensions, %d", file, ours, theirs);
    for (size_t i = 0; i < ours; i++)
        assert_extension(i, certcheck_certificate_extension(certificate, i));
}

static void compare(const struct certcheck_certificate *certificate)
{
    cc_span der = certcheck_certificate_der(certificate);
    char error[ASN1_MAX_ERROR_DESCRIPTION_SIZE];
    ck_assert_int_eq(asn1_create_element(definitions, "PKIX.Certificate", &decoded), ASN1_SUCCESS);
    int result = asn1_der_decoding(&decoded, der.data, (int)der.length, error);
    ck_assert_msg(result == ASN1_SUCCESS, "%s: %s", file, error);

    const uint8_t version = (uint8_t)(certcheck_certificate_version(certificate) - 1);
    assert_field("tbsCertificate.version", cc_span_of(&version, 1), 1);
    assert_field("tbsCertificate.serialNumber", certcheck_certificate_serial(certificate), 1);
    assert_place("tbsCertificate", der, certcheck_certificate_to_be_signed(certificate));
    assert_place("tbsCertificate.issuer.rdnSequence", der,
                 certcheck_certificate_issuer(certificate));
    assert_place("tbsCertificate.subject.rdnSequence", der,
                 certcheck_certificate_subject(certificate));
    assert_place("tbsCertificate.subjectPublicKeyInfo", der,
                 certcheck_certificate_public_key(certificate)->whole);
    assert_place("signatureAlgorithm", der,
                 certcheck_certificate_signature_algorithm(certificate)->whole);
    assert_time("tbsCertificate.validity.notBefore", certcheck_certificate_not_before(certificate));
    assert_time("tbsCertificate.validity.notAfter", certcheck_certificate_not_after(certificate));
    assert_extensions(certificate);
    assert_field("signature", certcheck_certificate_signature(certificate), 8);
    asn1_delete_structure(&decoded);
    compared++;
}

/* ---- the files ---- */

static void read_certificate(cc_span der)
{
    struct certcheck_certificate *certificate = NULL;
    enum certcheck_status status =
        certcheck_certificate_parse(der.data, der.length, &certificate, NULL);
    ck_assert_msg(status == CERTCHECK_OK || status == CERTCHECK_MALFORMED, "%s", file);
    if (status == CERTCHECK_OK)
        compare(certificate);
    certcheck_certificate_free(certificate);
}

static void read_blocks(cc_span text)
{
    struct cc_pem pem;
    struct cc_pem_block block;
    bool found = false;
    cc_pem_init(&pem, text);
    while (cc_pem_next(&pem, &block, &found) && found) {
        if (block.der != NULL && cc_span_equal(block.label, cc_span_text("CERTIFICATE")))
            read_certificate(cc_span_of(block.der, block.der_length));
        cc_free(block.der);
    }
}

static void read_file(const char *path)
{
    uint8_t *bytes = malloc(FILE_MAX);
    FILE *stream = fopen(path, "rb");
    ck_assert_msg(stream != NULL && bytes != NULL, "%s", path);
    size_t length = fread(bytes, 1, FILE_MAX, stream);
    fclose(stream);
    ck_assert_msg(length < FILE_MAX, "%s", path);
    file = path;
    read_blocks(cc_span_of(bytes, length));
    free(bytes);
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

static void read_folder(const char *folder, unsigned depth)
{
    DIR *entries = opendir(folder);
    ck_assert_msg(entries != NULL && depth < FOLDERS_MAX, "%s", folder);
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        char path[4096];
        struct stat status;
        if (entry->d_name[0] == '.')
            continue;
        ck_assert_int_lt(snprintf(path, sizeof path, "%s/%s", folder, entry->d_name),
                         (int)sizeof path);
        if (stat(path, &status) != 0)
            continue;
        if (S_ISDIR(status.st_mode))
            read_folder(path, depth + 1);
        else if (ends_with(entry->d_name, ".pem"))
            read_file(path);
    }
    closedir(entries);
}

static void set_up(void)
{
    char path[4096], error[ASN1_MAX_ERROR_DESCRIPTION_SIZE];
    compared = 0;
    snprintf(path, sizeof path, "%s/tests/support/pkix.asn", getenv("SRCDIR"));
    int result = asn1_parser2tree(path, &definitions, error);
    ck_assert_msg(result == ASN1_SUCCESS, "%s: %s", path, error);
}

static void tear_down(void)
{
    asn1_delete_structure(&definitions);
}

START_TEST(own_test_data_decodes_to_the_same_values)
{
    read_folder(getenv("TESTDATA"), 0);
    ck_assert_uint_gt(compared, 0);
}
END_TEST

START_TEST(shared_certificates_decode_to_the_same_values)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/certs", getenv("CERTCHECK_VECTORS"));
    read_folder(path, 0);
    ck_assert_uint_gt(compared, 0);
}
END_TEST

int main(void)
{
    if (getenv("SRCDIR") == NULL || getenv("TESTDATA") == NULL) {
        puts("SRCDIR and TESTDATA are not set: run 'make check'");
        return 77;
    }
    Suite *suite = suite_create("der_libtasn1");
    TCase *tests = tcase_create("der_libtasn1");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, own_test_data_decodes_to_the_same_values);
    if (getenv("CERTCHECK_VECTORS") != NULL)
        tcase_add_test(tests, shared_certificates_decode_to_the_same_values);
    else
        puts("# CERTCHECK_VECTORS is not set: only the project's own certificates are read");
    return run_suite(suite);
}
