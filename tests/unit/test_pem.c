/* SPDX-License-Identifier: MIT */
/* PEM as it is found: several blocks, text around them, every line end, every way to be broken. */
#include "base/alloc.h"
#include "base/text.h"
#include "der/pem.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdio.h>

static struct cc_pem pem;
static struct cc_pem_block block;

static void tear_down(void)
{
    failing_alloc_at(0);
    cc_free(block.der);
    block.der = NULL;
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static void open_text(const char *text)
{
    cc_pem_init(&pem, cc_span_text(text));
}

static bool next_block(void)
{
    bool found = false;
    cc_free(block.der);
    ck_assert(cc_pem_next(&pem, &block, &found));
    return found;
}

static void assert_block(const char *label, const char *contents, size_t offset, size_t line)
{
    ck_assert(next_block());
    ck_assert_msg(block.error.rule == NULL, "%s", block.error.rule);
    ck_assert(cc_span_equal(block.label, cc_span_text(label)));
    ck_assert_uint_eq(block.der_length, strlen(contents));
    ck_assert_mem_eq(block.der, contents, strlen(contents));
    ck_assert_uint_eq(block.offset, offset);
    ck_assert_uint_eq(block.line, line);
}

static void assert_broken(const char *rule, size_t error_offset)
{
    ck_assert(next_block());
    ck_assert_msg(block.error.rule != NULL, "not refused");
    ck_assert_str_eq(block.error.rule, rule);
    ck_assert_uint_eq(block.error.offset, error_offset);
    ck_assert_ptr_null(block.der);
    ck_assert_uint_eq(block.der_length, 0);
}

#define BEGIN "-----BEGIN A-----" /* 17 bytes */
#define END "-----END A-----"
#define BASE64 "MHYwHQIBADAFBgMqAwQwADAAMAA="

START_TEST(blocks_come_one_after_the_other)
{
    open_text("-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n"
              "-----BEGIN X509 CRL-----\nZGVmZw==\n-----END X509 CRL-----\n");
    assert_block("CERTIFICATE", "abc", 0, 1);
    assert_block("X509 CRL", "defg", 59, 4);
    ck_assert(!next_block());
    ck_assert(!next_block());
}
END_TEST

START_TEST(text_between_blocks_is_passed_over)
{
    open_text("subject: a\n -- \n" BEGIN "\nYWJj\n" END "\nissuer -----BEGIN A-----: b\n\n" BEGIN
              "\nZGVm\n" END "\nthe end");
    assert_block("A", "abc", 16, 3);
    assert_block("A", "def", 84, 8);
    ck_assert(!next_block());
}
END_TEST

START_TEST(every_line_end_is_read)
{
    open_text(BEGIN "\r\nYW\r\nJj\r\n" END "\r\n");
    assert_block("A", "abc", 0, 1);
    open_text("text\r" BEGIN "\rYW\rJj\r" END "\r" BEGIN "\rZGVm\r" END);
    assert_block("A", "abc", 5, 2);
    assert_block("A", "def", 45, 6);
    open_text(BEGIN "\nYWJj\n" END);
    assert_block("A", "abc", 0, 1);
}
END_TEST

START_TEST(white_space_does_not_matter)
{
    open_text("  \t" BEGIN "  \n\n  Y W\tJj \n\n   " END "\t\n");
    assert_block("A", "abc", 3, 1);
}
END_TEST

START_TEST(lines_may_have_any_length)
{
    struct cc_text text;
    cc_text_init(&text, CC_TEXT_LIMIT);
    cc_text_add(&text, BEGIN "\n");
    for (int i = 0; i < 1000; i++)
        cc_text_add(&text, "YWFh");
    cc_text_add(&text, "\n" END "\n");
    char *whole = cc_text_take(&text);
    open_text(whole);
    ck_assert(next_block());
    ck_assert_uint_eq(block.der_length, 3000);
    cc_free(whole);
}
END_TEST

START_TEST(byte_order_mark_is_passed_over)
{
    open_text("\xEF\xBB\xBF" BEGIN "\nYWJj\n" END "\n");
    assert_block("A", "abc", 3, 1);
}
END_TEST

START_TEST(label_of_openssl_is_kept)
{
    open_text("-----BEGIN TRUSTED CERTIFICATE-----\nYWJj\n-----END TRUSTED CERTIFICATE-----\n");
    assert_block("TRUSTED CERTIFICATE", "abc", 0, 1);
}
END_TEST

START_TEST(all_of_the_alphabet_is_decoded)
{
    static const uint8_t bytes[] = {0x00, 0x10, 0x83, 0xFB, 0xEF, 0xBE, 0xFF, 0xFF, 0xFF};
    open_text(BEGIN "\nABCD++++////\n" END "\n");
    ck_assert(next_block());
    ck_assert_uint_eq(block.der_length, sizeof bytes);
    ck_assert_mem_eq(block.der, bytes, sizeof bytes);
}
END_TEST

START_TEST(what_is_not_base64_is_refused_at_its_place)
{
    static const struct {
        const char *text;
        size_t at; /* behind the BEGIN line */
    } cases[] = {
        {"YW*j", 2},     {"YWJj-", 4},       {"YWJ", 0},  {"YWJjY", 4}, {"YWJjYW", 4},
        {"YWJj=", 4},    {"Y===", 1},        {"====", 0}, {"YQ=a", 3},  {"YQ==YWJj", 4},
        {"YWI=Y", 4},    {"YWJj====", 4},    {"YR==", 3}, {"YWJ=", 3},  {"YQ=", 0},
        {"YWJj_w==", 4}, {"YWJj\x80w==", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[100] = BEGIN "\n";
        strcat(strcat(text, cases[i].text), "\n" END "\n");
        open_text(text);
        assert_broken("pem-base64", sizeof BEGIN + cases[i].at);
        ck_assert(!next_block());
    }
}
END_TEST

START_TEST(block_without_end_is_refused_and_the_next_is_found)
{
    open_text(BEGIN "\nYWJj\n" BEGIN "\nZGVm\n" END "\n");
    assert_broken("pem-no-end", 23);
    assert_block("A", "def", 23, 3);
    ck_assert(!next_block());
    open_text(BEGIN "\nYWJj\n");
    assert_broken("pem-no-end", 23);
    ck_assert(!next_block());
    open_text(BEGIN);
    assert_broken("pem-no-end", 17);
    ck_assert(!next_block());
}
END_TEST

START_TEST(end_without_begin_is_refused_and_the_next_is_found)
{
    open_text("BEGIN A-----\nYWJj\n" END "\n" BEGIN "\nZGVm\n" END "\n");
    assert_broken("pem-no-begin", 18);
    ck_assert_uint_eq(block.line, 3);
    assert_block("A", "def", 34, 4);
    ck_assert(!next_block());
    open_text("text\n" END);
    assert_broken("pem-no-begin", 5);
    ck_assert(!next_block());
    ck_assert(cc_pem_looks_like(cc_span_text("text\n" END "\n")));
}
END_TEST

START_TEST(end_of_another_label_is_refused)
{
    open_text(BEGIN "\nYWJj\n-----END B-----\n" BEGIN "\nZGVm\n" END "\n");
    assert_broken("pem-end-label", 23);
    assert_block("A", "def", 39, 4);
}
END_TEST

START_TEST(encrypted_block_is_refused)
{
    open_text(BEGIN "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nYWJj\n" END "\n" BEGIN
                    "\nZGVm\n" END "\n");
    assert_broken("pem-encrypted", 18);
    assert_block("A", "def", 88, 7);
}
END_TEST

START_TEST(der_among_blocks_is_refused)
{
    static const char *const first[] = {"0\x81\x80", "0\x82\x03\x0a", "0\x83", "0\x84-"};
    for (size_t i = 0; i < sizeof first / sizeof first[0]; i++) {
        char text[200] = BEGIN "\nYWJj\n" END "\n";
        strcat(strcat(text, first[i]), "\n\x01\x02\n" BEGIN "\nZGVm\n" END "\n");
        open_text(text);
        assert_block("A", "abc", 0, 1);
        assert_broken("pem-der", 39);
        ck_assert_uint_eq(block.label.length, 0);
        ck_assert(next_block());
        ck_assert_ptr_null(block.error.rule);
        ck_assert(!next_block());
    }
    open_text("0\x80\n0\x85\n0\n0A\n");
    ck_assert(!next_block());
    ck_assert(!cc_pem_looks_like(cc_span_text("text\n0\x82\n0\x83\n")));
    ck_assert(cc_pem_looks_like(cc_span_text("text\n0\x82\n" BEGIN)));
}
END_TEST

START_TEST(utf_16_is_no_text_to_pass_over)
{
    static const char text[] =
        BEGIN "\nYWJj\n" END "\n\xFF\xFE-\0-\0B\0E\0G\0I\0N\0 \0A\0-\0\n\0Y\0W\0";
    cc_pem_init(&pem, cc_span_of((const uint8_t *)text, sizeof text - 1));
    assert_block("A", "abc", 0, 1);
    assert_broken("pem-boundary", 39);
    ck_assert(!next_block());
}
END_TEST

/* One block whose lines have lost their ends each, as settings of an environment do. */
START_TEST(each_damaged_block_is_told)
{
    open_text("A=\"-----BEGIN CRL----- " BASE64 " -----END CRL-----\"\n"
              "B=\"-----BEGIN CMS----- " BASE64 " -----END CMS-----\"\n");
    assert_broken("pem-boundary", 0);
    assert_broken("pem-boundary", 71);
    ck_assert(!next_block());
    open_text("-----BEGIN KEY-----\nYWJj\n----END KEY----\n"
              "crl: \"-----BEGIN CRL-----\\n" BASE64 "\"\n");
    assert_broken("pem-no-end", 41);
    assert_broken("pem-boundary", 41);
    ck_assert(!next_block());
}
END_TEST

START_TEST(two_ends_on_one_line_end_the_block)
{
    open_text("-----BEGIN KEY-----\nYWJj\n-----END KEY----------END CRL-----\n" BEGIN "\nZGVm\n" END
              "\n");
    assert_broken("pem-boundary", 25);
    assert_block("A", "def", 60, 4);
    ck_assert(!next_block());
}
END_TEST

START_TEST(encryption_does_not_hide_that_a_block_took_in_another)
{
    open_text("-----BEGIN KEY-----\nProc-Type: 4,ENCRYPTED\n\nYWJj\n-----END CRL-----\n");
    assert_broken("pem-end-label", 49);
    open_text("-----BEGIN KEY-----\nProc-Type: 4,ENCRYPTED\n\nYWJj\n" BEGIN "\nZGVm\n" END "\n");
    assert_broken("pem-no-end", 49);
    assert_block("A", "def", 49, 5);
}
END_TEST

START_TEST(other_headers_are_passed_over)
{
    open_text(BEGIN "\nComment: one\n  and more\nX: y\n\nYWJj\n" END "\n");
    assert_block("A", "abc", 0, 1);
    open_text(BEGIN "\nProc-Type: 4,CLEAR\n\nYWJj\n" END "\n");
    assert_block("A", "abc", 0, 1);
}
END_TEST

START_TEST(header_behind_base64_is_refused)
{
    open_text(BEGIN "\nYWJj\nX: y\n" END "\n");
    assert_broken("pem-base64", 24);
}
END_TEST

START_TEST(empty_block_is_refused)
{
    open_text(BEGIN "\n" END "\n");
    assert_broken("pem-empty", 18);
    open_text(BEGIN "\nX: y\n\n \n" END "\n");
    assert_broken("pem-empty", 26);
}
END_TEST

START_TEST(damaged_boundaries_make_one_damaged_block)
{
    static const struct {
        const char *begin;
        const char *end;
        const char *label;
    } cases[] = {
        {"----BEGIN CRL-----", "----END CRL-----", "CRL"},
        {"------BEGIN CRL-----", "------END CRL-----", "CRL"},
        {"-----BEGIN CRL----", "-----END CRL----", "CRL"},
        {"-----BEGIN CRL", "-----END CRL", "CRL"},
        {"-----begin x509 crl-----", "-----end x509 crl-----", "x509 crl"},
        {"-----Begin Crl-----", "-----End Crl-----", "Crl"},
        {"-----BEGINCRL-----", "-----ENDCRL-----", "CRL"},
        {"----- BEGIN CRL -----", "----- END CRL -----", "CRL"},
        {"-----BEGIN\tCRL-----", "-----END\tCRL-----", "CRL"},
        {"----BEGIN X509 \t CRL-----", "----END X509 \t CRL-----", "X509 \t CRL"},
        {"> -----BEGIN CRL-----", "> -----END CRL-----", "CRL"},
        {">>\t> -----BEGIN CRL-----", ">-----END CRL-----", "CRL"},
        {"----BEGIN CRL-----", "-----END CRL-----", "CRL"},
        {"# -----BEGIN CRL-----", "#-----END CRL-----", "CRL"},
        {"// -----BEGIN CRL-----", "+-----END CRL-----", "CRL"},
        {"| -----BEGIN CRL----- |", "| -----END CRL----- |", "CRL"},
        {"\"-----BEGIN CRL-----\",", "\"-----END CRL-----\"", "CRL"},
        {"---BEGIN CRL-----", "---END CRL-----", "CRL"},
        {"--BEGIN CRL--", "--END CRL--", "CRL"},
        {"- - - - -BEGIN CRL- - - - -", "- - - - -END CRL- - - - -", "CRL"},
        {"=====BEGIN CRL=====", "=====END CRL=====", "CRL"},
        {"__BEGIN CRL", "~~END CRL", "CRL"},
        {"**BEGIN CRL**", "-*END CRL", "CRL"},
        {"\xE2\x80\x94\xE2\x80\x94-BEGIN CRL\xE2\x80\x94", "\xE2\x80\x93 END CRL", "CRL"},
        {"\xEF\xBB\xBF-----BEGIN CRL-----", "\xEF\xBB\xBF-----END CRL-----", "CRL"},
        {"-----BEGIN CRL-----\xE2\x80\x8B", "\xE2\x80\x8B-----END CRL-----", "CRL"},
        {"-----BEGIN\xC2\xA0X509 CRL-----", "-----END\xC2\xA0X509 CRL-----", "\xC2\xA0X509 CRL"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[200] = "text\n";
        strcat(strcat(text, cases[i].begin), "\nYWJj\n");
        strcat(strcat(text, cases[i].end), "\n" BEGIN "\nZGVm\n" END "\n");
        open_text(text);
        assert_broken("pem-boundary", 5);
        ck_assert_msg(cc_span_equal(block.label, cc_span_text(cases[i].label)), "case %zu", i);
        ck_assert_uint_eq(block.line, 2);
        assert_block("A", "def", 5 + strlen(cases[i].begin) + 6 + strlen(cases[i].end) + 1, 5);
        ck_assert(!next_block());
    }
}
END_TEST

/* What stands on the line of the boundary, or around it. The next block is whole. */
START_TEST(block_below_a_line_that_holds_more_than_a_boundary_is_damaged)
{
    static const struct {
        const char *text;
        const char *label;
    } cases[] = {
        /* one line, with something or nothing where the line ends were */
        {"-----BEGIN CRL-----" BASE64 "-----END CRL-----\n", "CRL"},
        {"-----BEGIN CRL----- " BASE64 " -----END CRL-----\n", "CRL"},
        {"-----BEGIN CRL-----  " BASE64 "\t-----END CRL-----\n", "CRL"},
        {"-----BEGIN X509 CRL-----\\n" BASE64 "\\n-----END X509 CRL-----\\n\n", "X509 CRL"},
        {"-----BEGIN CRL-----," BASE64 ",-----END CRL-----,\n", "CRL"},
        {"-----BEGIN%20X509%20CRL-----%0A" BASE64 "%0A-----END%20X509%20CRL-----\n",
         "20X509%20CRL"},
        {"-----BEGIN CRL-----<br>" BASE64 "<br>-----END CRL-----<br>\n", "CRL"},
        {"\xE2\x80\x94 BEGIN CRL \xE2\x80\x94 " BASE64 "\n", "CRL"},
        {"-----BEGIN CRLS----- " BASE64 " -----END CRLS-----\n", "CRLS"},
        {"-----BEGIN EC PRIVATE KEY----- " BASE64
         " -----END EC PRIVATE KEY----- -----BEGIN CRL----- "
         "MHYw -----END CRL-----\n",
         "CRL"},
        {"\"crl\": \"-----BEGIN CRL-----\\n" BASE64 "\\n-----END CRL-----\\n\"\n", "CRL"},
        /* the rest of the line is something else */
        {"-----BEGIN CRL-----" BASE64 "\nYWJj\n-----END CRL-----\n", "CRL"},
        {"-----BEGIN CRL-----MHYw\n" BASE64 "\n-----END CRL-----\n", "CRL"},
        {"-----BEGIN CRL----- # revoked\n" BASE64 "\n-----END CRL----- # revoked\n", "CRL"},
        {"-----BEGIN CRL----- (new)\r\n" BASE64 "\r\n-----END CRL----- (new)\r\n", "CRL"},
        {"-----BEGIN CRL-----<br>\n" BASE64 "<br>\n-----END CRL-----<br>\n", "CRL"},
        {"crl: -----BEGIN CRL-----\n" BASE64 "\n-----END CRL-----\n", "CRL"},
        {"<pre>-----begin crl-----\n" BASE64 "\n-----END CRL-----\n", "crl"},
        {"-----BEGIN CRL----- MHYw HQIB ADAF -----END CRL-----\n", "CRL"},
        {"-----BEGIN CRL----- and -----END CRL-----\n", "CRL"},
        {"<p>-----BEGIN CRL-----</p>\n\n<p>" BASE64 "</p>\n\n<p>-----END CRL-----</p>\n", "CRL"},
        {"-----BEGIN CRL-----<br>\n\nX: y\n<br>\n" BASE64 "\n-----END CRL-----\n", "CRL"},
        {"--- BEGIN CRL of the authority\n" BASE64 "\n-----END CRL-----\n", "CRL of the authority"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[400] = "text\n";
        strcat(strcat(text, cases[i].text), BEGIN "\nZGVm\n" END "\n");
        open_text(text);
        ck_assert_msg(next_block(), "case %zu", i);
        ck_assert_msg(block.error.rule != NULL && strcmp(block.error.rule, "pem-boundary") == 0,
                      "case %zu", i);
        ck_assert_msg(cc_span_equal(block.label, cc_span_text(cases[i].label)), "case %zu", i);
        ck_assert_uint_eq(block.line, 2);
        size_t lines = 0;
        for (const char *c = cases[i].text; *c != '\0'; c++)
            lines += *c == '\n';
        assert_block("A", "def", strlen("text\n") + strlen(cases[i].text), 2 + lines);
        ck_assert(!next_block());
    }
}
END_TEST

/* As cat(1) joins files whose last line has no end. */
START_TEST(boundary_behind_another_is_found)
{
    open_text("-----BEGIN KEY-----\nYWJj\n-----END KEY----------BEGIN CRL-----\n" BASE64
              "\n-----END CRL-----\n" BEGIN "\nZGVm\n" END "\n");
    assert_broken("pem-no-end", 25);
    assert_broken("pem-boundary", 25);
    ck_assert(cc_span_equal(block.label, cc_span_text("CRL")));
    assert_block("A", "def", 25 + 37 + 29 + 18, 6);
    ck_assert(!next_block());
}
END_TEST

START_TEST(every_label_that_is_read_is_looked_for)
{
    static const char *const labels[] = {
        "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "PKCS7", "CMS", "X509 CRL",
        "CRL",         "OCSP RESPONSE"};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        char text[100] = "--- begin ";
        open_text(strcat(text, labels[i]));
        assert_broken("pem-boundary", 0);
        ck_assert(cc_span_equal(block.label, cc_span_text(labels[i])));
    }
}
END_TEST

START_TEST(damaged_block_takes_no_other_with_it)
{
    open_text("----BEGIN CRL-----\nYWJj\n" BEGIN "\nZGVm\n" END "\n----BEGIN CMS-----\nYWJj\n");
    assert_broken("pem-boundary", 0);
    assert_block("A", "def", 24, 3);
    assert_broken("pem-boundary", 63);
    ck_assert(!next_block());
    open_text("-----END CRL----\n" BEGIN "\nYWJj\n-----END CRL----\n" BEGIN "\nZGVm\n" END "\n");
    assert_broken("pem-boundary", 0);
    assert_broken("pem-boundary", 40);
    assert_block("A", "def", 57, 5);
    ck_assert(!next_block());
    open_text(BEGIN "\nYWJj\n-----begin crl-----\nYWJj\n-----end crl-----\n");
    assert_broken("pem-no-end", 23);
    assert_broken("pem-boundary", 23);
    ck_assert(!next_block());
}
END_TEST

START_TEST(text_that_is_no_boundary_is_passed_over)
{
    open_text(
        "Begin\n-----\nBEGIN CRL\nEND CRL\n# begin certificate\n> end crl\n-BEGIN CRL\n- BEGIN CRL "
        "-\n"
        "----------\n---- \n-----\n--\n> text\n>\n-----a BEGIN CRL-----\n=\n==\n"
        "-----Beginning of the roots-----\n-----Ende-----\n-----ended-----\n-----BEGI\n"
        "-----BEGIN-----\n---------- begin\n----BEGIN A-----\n----BEGIN CERTIFICTE----\n"
        "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n"
        "----- Forwarded message -----\n----- End forwarded message -----\n"
        "---------- Begin chain of www ----------\n------------ END USER CERTIFICATE ------------\n"
        "-----BEGIN CERTIFICATE----- follows\n-----BEGIN CRL----- and -----END CRL----- lines\n"
        "-----BEGIN CRL----- MIGHT follow\n-----BEGIN A----- MIIB -----END A-----\n"
        "--- end of certificate ---\n--- End CRLs\n--- End CR\n"
        "--- BEGIN X509\n--- 5 END CRL\nwe BEGIN here -----BEGIN A-----\n-----EN\n-----E" BEGIN
        "\n");
    ck_assert(!next_block());
}
END_TEST

START_TEST(label_that_is_nearly_one_of_those_read_is_refused)
{
    static const char *const labels[] = {
        "Certificate",  "CERTIFICTE",    "X509 CERTIFCATE", "TRUSTED CERT", "CERTIFICATE ",
        " CERTIFICATE", "CERTIFICATE 2", "X509 CRI",        "X.509 CRL",    "X509  CRL",
        "crl",          "OCSP RESPONS",  "PKCS7 ",          "cms",          "X509 KRL",
        "CRL -- new",   "--X509 CRL",    "X509 CRLS--",
    };
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        char text[200];
        (void)snprintf(text, sizeof text,
                       "-----BEGIN %s-----\nYWJj\n-----END %s-----\n" BEGIN "\nZGVm\n" END "\n",
                       labels[i], labels[i]);
        open_text(text);
        assert_broken("pem-label", 0);
        ck_assert(cc_span_equal(block.label, cc_span_text(labels[i])));
        ck_assert(next_block());
        ck_assert(cc_span_equal(block.label, cc_span_text("A")));
        ck_assert(!next_block());
    }
    open_text("text\n-----BEGIN CERTIFICATF-----\nY*\n-----END CERTIFICATE-----\n");
    assert_broken("pem-label", 5);
    open_text("text\n-----END CERTIFICATF-----\n");
    assert_broken("pem-label", 5);
}
END_TEST

START_TEST(label_of_another_trade_is_kept)
{
    static const char *const labels[] = {
        "PRIVATE KEY",
        "CERTIFICATE REQUEST",
        "NEW CERTIFICATE REQUEST",
        "ATTRIBUTE CERTIFICATE",
        "X509 KEY",
        "OCSP REQUEST",
        "X.509 PARAMETERS",
        "PGP CERTIFICATE",
        "Certificate request",
        "EC PARAMETERS",
        "DH",
        "",
        "CERTIFICATE KEY",
        "PKCS",
        "CER",
    };
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        char text[200];
        (void)snprintf(text, sizeof text, "-----BEGIN %s-----\nYWJj\n-----END %s-----\n", labels[i],
                       labels[i]);
        open_text(text);
        assert_block(labels[i], "abc", 0, 1);
    }
}
END_TEST

START_TEST(looking_for_a_begin_line_is_enough_to_know_pem)
{
    ck_assert(cc_pem_looks_like(cc_span_text("text\n" BEGIN "\n")));
    ck_assert(cc_pem_looks_like(cc_span_text("> -----BEGIN CRL-----\n")));
    ck_assert(!cc_pem_looks_like(cc_span_text("\x30\x82\x01\x02")));
    ck_assert(!cc_pem_looks_like(cc_span_text("a " BEGIN "\n")));
    ck_assert(!cc_pem_looks_like((cc_span){0}));
}
END_TEST

START_TEST(nothing_holds_no_block)
{
    cc_pem_init(&pem, (cc_span){0});
    ck_assert(!next_block());
}
END_TEST

/* Reading all of it again for each block would take longer than any test may. */
START_TEST(many_begin_lines_take_linear_time)
{
    enum { BLOCKS = 58000 };
    struct cc_text text;
    size_t blocks = 0;
    cc_text_init(&text, CC_TEXT_LIMIT);
    for (size_t i = 0; i < BLOCKS; i++)
        cc_text_add(&text, BEGIN "\n");
    char *whole = cc_text_take(&text);
    ck_assert_ptr_nonnull(whole);
    open_text(whole);
    while (next_block()) {
        ck_assert_str_eq(block.error.rule, "pem-no-end");
        blocks++;
    }
    ck_assert_uint_eq(blocks, BLOCKS);
    ck_assert_uint_eq(pem.line, BLOCKS + 1);
    cc_free(whole);
}
END_TEST

START_TEST(failed_allocation_is_reported_and_can_be_tried_again)
{
    bool found = true;
    open_text(BEGIN "\nYWJj\n" END "\n");
    failing_alloc_at(1);
    ck_assert(!cc_pem_next(&pem, &block, &found));
    ck_assert(!found);
    ck_assert_ptr_null(block.der);
    assert_block("A", "abc", 0, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pem");
    TCase *tests = tcase_create("pem");
    tcase_add_checked_fixture(tests, NULL, tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, blocks_come_one_after_the_other);
    tcase_add_test(tests, text_between_blocks_is_passed_over);
    tcase_add_test(tests, every_line_end_is_read);
    tcase_add_test(tests, white_space_does_not_matter);
    tcase_add_test(tests, lines_may_have_any_length);
    tcase_add_test(tests, byte_order_mark_is_passed_over);
    tcase_add_test(tests, label_of_openssl_is_kept);
    tcase_add_test(tests, all_of_the_alphabet_is_decoded);
    tcase_add_test(tests, what_is_not_base64_is_refused_at_its_place);
    tcase_add_test(tests, block_without_end_is_refused_and_the_next_is_found);
    tcase_add_test(tests, end_without_begin_is_refused_and_the_next_is_found);
    tcase_add_test(tests, end_of_another_label_is_refused);
    tcase_add_test(tests, encrypted_block_is_refused);
    tcase_add_test(tests, other_headers_are_passed_over);
    tcase_add_test(tests, header_behind_base64_is_refused);
    tcase_add_test(tests, empty_block_is_refused);
    tcase_add_test(tests, damaged_boundaries_make_one_damaged_block);
    tcase_add_test(tests, block_below_a_line_that_holds_more_than_a_boundary_is_damaged);
    tcase_add_test(tests, boundary_behind_another_is_found);
    tcase_add_test(tests, der_among_blocks_is_refused);
    tcase_add_test(tests, utf_16_is_no_text_to_pass_over);
    tcase_add_test(tests, each_damaged_block_is_told);
    tcase_add_test(tests, two_ends_on_one_line_end_the_block);
    tcase_add_test(tests, encryption_does_not_hide_that_a_block_took_in_another);
    tcase_add_test(tests, every_label_that_is_read_is_looked_for);
    tcase_add_test(tests, damaged_block_takes_no_other_with_it);
    tcase_add_test(tests, text_that_is_no_boundary_is_passed_over);
    tcase_add_test(tests, label_that_is_nearly_one_of_those_read_is_refused);
    tcase_add_test(tests, label_of_another_trade_is_kept);
    tcase_add_test(tests, looking_for_a_begin_line_is_enough_to_know_pem);
    tcase_add_test(tests, nothing_holds_no_block);
    tcase_add_test(tests, many_begin_lines_take_linear_time);
    tcase_add_test(tests, failed_allocation_is_reported_and_can_be_tried_again);
    return run_suite(suite);
}
