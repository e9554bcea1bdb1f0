/* SPDX-License-Identifier: MIT */
/* lib/trust/source.c: what an input is, which certificates come out of it, and what is told of
 * the rest. */
#include "trust/source.h"

#include "support/failing_alloc.h"
#include "support/pem_writer.h"
#include "support/revocation_writer.h"
#include "support/run_suite.h"

#include "base/alloc.h"

#include <check.h>
#include <stdio.h>

#define PROBLEMS_MAX 16

static struct certcheck_pool *pool;
static struct certcheck_store *store;
static struct der_writer one;
static struct der_writer two;
static struct der_writer text;
static struct certcheck_load load;
static struct certcheck_load_problem problems[PROBLEMS_MAX];
static char labels[PROBLEMS_MAX][80];
static size_t problem_count;

static void hear(void *context, const struct certcheck_load_problem *problem)
{
    ck_assert_ptr_eq(context, &load);
    ck_assert_uint_lt(problem_count, PROBLEMS_MAX);
    snprintf(labels[problem_count], sizeof labels[0], "%s", problem->label);
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
    ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
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
    certcheck_store_free(store);
    writer_release(&one);
    writer_release(&two);
    writer_release(&text);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static void load_span(cc_span input)
{
    problem_count = 0;
    ck_assert_int_eq(certcheck_pool_load_memory(pool, input.data, input.length, "memory", &load),
                     CERTCHECK_OK);
    ck_assert_uint_eq(load.skipped, problem_count);
}

static void load_anchors(cc_span input)
{
    problem_count = 0;
    ck_assert_int_eq(certcheck_store_load_memory(store, input.data, input.length, "memory", &load),
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

static void check_entry(size_t index, size_t entry, size_t line, size_t offset, const char *label)
{
    ck_assert_uint_eq(problems[index].entry, entry);
    ck_assert_uint_eq(problems[index].line, line);
    ck_assert_uint_eq(problems[index].offset, offset);
    ck_assert_str_eq(labels[index], label);
}

static void check_pool_holds(size_t index, const struct der_writer *wanted)
{
    const struct certcheck_certificate *certificate = certcheck_pool_certificate(pool, index);
    ck_assert_ptr_nonnull(certificate);
    ck_assert(cc_span_equal(certcheck_certificate_der(certificate), writer_span(wanted)));
}

/* ---- evidence of revocation ---- */

static void write_crl(struct der_writer *writer)
{
    writer_crl(writer, &(struct crl_parts){0});
}

START_TEST(der_crl_and_response_are_found_by_their_bytes)
{
    struct der_writer crl = {0}, old = {0}, ocsp = {0};
    write_crl(&crl);
    writer_crl(&old, &(struct crl_parts){.version = cc_span_text("")});
    writer_ocsp(&ocsp, &(struct ocsp_parts){0});
    load_span(writer_span(&crl));
    ck_assert_uint_eq(load.crls, 1);
    load_span(writer_span(&old));
    ck_assert_uint_eq(load.crls, 1);
    load_span(writer_span(&ocsp));
    ck_assert_uint_eq(load.crls, 0);
    ck_assert_uint_eq(load.ocsp_responses, 1);
    check_counts(0, 0, 0);
    static const uint8_t try_later[] = {0x30, 0x03, 0x0A, 0x01, 0x03};
    load_span(cc_span_of(try_later, sizeof try_later));
    ck_assert_uint_eq(load.ocsp_responses, 1);
    load_span(writer_span(&crl));
    check_counts(0, 1, 0);
    ck_assert_uint_eq(load.crls, 0);
    ck_assert_uint_eq(certcheck_pool_crl_count(pool), 2);
    ck_assert_uint_eq(certcheck_pool_ocsp_count(pool), 2);
    ck_assert_uint_eq(certcheck_pool_count(pool), 0);
    ck_assert(cc_span_equal(certcheck_crl_der(certcheck_pool_crl(pool, 1)), writer_span(&old)));
    ck_assert_str_eq(certcheck_pool_crl_source(pool, 1), "memory");
    writer_release(&crl);
    writer_release(&old);
    writer_release(&ocsp);
}
END_TEST

START_TEST(pem_blocks_of_every_kind_are_added)
{
    struct der_writer crl = {0}, ocsp = {0};
    write_crl(&crl);
    writer_ocsp(&ocsp, &(struct ocsp_parts){0});
    writer_pem(&text, "X509 CRL", writer_span(&crl));
    writer_pem(&text, "CERTIFICATE", writer_span(&one));
    writer_pem(&text, "OCSP RESPONSE", writer_span(&ocsp));
    writer_pem(&text, "CRL", writer_span(&crl));
    writer_pem(&text, "X509 CRL", writer_span(&one));
    writer_pem(&text, "OCSP RESPONSE", writer_span(&one));
    load_span(writer_span(&text));
    check_counts(1, 1, 2);
    ck_assert_uint_eq(load.crls, 1);
    ck_assert_uint_eq(load.ocsp_responses, 1);
    check_rule(0, "tag-unexpected");
    check_entry(0, 5, problems[0].line, problems[0].offset, "X509 CRL");
    check_rule(1, "tag-unexpected");
    writer_release(&crl);
    writer_release(&ocsp);
}
END_TEST

START_TEST(a_store_has_no_use_for_crls_and_responses)
{
    struct der_writer crl = {0}, ocsp = {0};
    write_crl(&crl);
    writer_ocsp(&ocsp, &(struct ocsp_parts){0});
    writer_pem(&text, "X509 CRL", writer_span(&crl));
    writer_pem(&text, "OCSP RESPONSE", writer_span(&ocsp));
    load_anchors(writer_span(&text));
    check_counts(0, 0, 2);
    ck_assert_int_eq(problems[0].status, CERTCHECK_BAD_ARGUMENT);
    load_anchors(writer_span(&crl));
    check_counts(0, 0, 1);
    ck_assert_int_eq(problems[0].status, CERTCHECK_BAD_ARGUMENT);
    writer_release(&crl);
    writer_release(&ocsp);
}
END_TEST

START_TEST(a_crl_keeps_the_bytes_of_its_file)
{
    struct der_writer crl = {0};
    struct cc_source_sink sink;
    write_crl(&crl);
    uint8_t *owned = cc_malloc(crl.length);
    const uint8_t *before = owned;
    memcpy(owned, crl.data, crl.length);
    cc_source_begin(&sink, &pool->set, NULL);
    sink.crls = &pool->crls;
    ck_assert_int_eq(cc_source_owned(&sink, cc_span_of(owned, crl.length), &owned, "file"),
                     CERTCHECK_OK);
    ck_assert_ptr_null(owned);
    ck_assert_ptr_eq(certcheck_crl_der(certcheck_pool_crl(pool, 0)).data, before);
    writer_release(&crl);
}
END_TEST

START_TEST(failed_allocation_for_evidence_leaves_the_pool_usable)
{
    struct der_writer crl = {0}, ocsp = {0};
    write_crl(&crl);
    writer_ocsp(&ocsp, &(struct ocsp_parts){0});
    writer_pem(&text, "X509 CRL", writer_span(&crl));
    writer_pem(&text, "OCSP RESPONSE", writer_span(&ocsp));
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        enum certcheck_status status =
            certcheck_pool_load_memory(pool, text.data, text.length, "memory", &load);
        if (failing_alloc_count() < nth) {
            ck_assert_int_eq(status, CERTCHECK_OK);
            break;
        }
        ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
        ck_assert_uint_eq(certcheck_pool_crl_count(pool), load.crls);
        certcheck_pool_free(pool);
        failing_alloc_at(0);
        ck_assert_int_eq(certcheck_pool_new(&pool), CERTCHECK_OK);
    }
    ck_assert_uint_eq(certcheck_pool_crl_count(pool), 1);
    ck_assert_uint_eq(certcheck_pool_ocsp_count(pool), 1);
    writer_release(&crl);
    writer_release(&ocsp);
}
END_TEST

/* ---- one certificate ---- */

START_TEST(der_certificate_is_added)
{
    load_span(writer_span(&one));
    check_counts(1, 0, 0);
    check_pool_holds(0, &one);
    ck_assert_str_eq(certcheck_pool_source(pool, 0), "memory");
}
END_TEST

START_TEST(bytes_behind_a_der_certificate_are_told)
{
    size_t length = one.length;
    writer_hex(&one, "00");
    load_span(writer_span(&one));
    check_counts(0, 0, 1);
    check_rule(0, "trailing-data");
    check_entry(0, 1, 0, 0, "");
    ck_assert_uint_eq(problems[0].error.offset, length);
}
END_TEST

START_TEST(der_that_is_cut_off_is_told)
{
    load_span(cc_span_of(one.data, one.length - 1));
    check_counts(0, 0, 1);
    check_rule(0, "input-ended");
}
END_TEST

START_TEST(input_without_any_certificate_is_one_problem)
{
    static const char *const inputs[] = {"", "0", "0 s:CN = nobody\n", "just some text\n"};
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
        load_span(cc_span_text(inputs[i]));
        check_counts(0, 0, 1);
        check_rule(0, "no-certificate");
        check_entry(0, 1, 0, 0, "");
    }
    load_span(cc_span_of(NULL, 0));
    check_rule(0, "no-certificate");
}
END_TEST

START_TEST(input_past_the_cap_is_a_bad_argument)
{
    ck_assert_int_eq(certcheck_pool_load_memory(pool, one.data, CC_SOURCE_MAX + 1, "memory", &load),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_uint_eq(certcheck_pool_count(pool), 0);
}
END_TEST

/* ---- PEM ---- */

START_TEST(pem_blocks_are_found_between_text)
{
    writer_string(&text, "0 s:CN = one\r\n");
    writer_pem(&text, "CERTIFICATE", writer_span(&one));
    writer_string(&text, "subject=CN = two\n");
    writer_pem(&text, "X509 CERTIFICATE", writer_span(&two));
    load_span(cc_span_of(text.data, text.length - 1));
    check_counts(2, 0, 0);
    check_pool_holds(0, &one);
    check_pool_holds(1, &two);
}
END_TEST

START_TEST(byte_order_mark_before_pem_is_no_problem)
{
    writer_hex(&text, "EF BB BF");
    writer_pem(&text, "CERTIFICATE", writer_span(&one));
    load_span(writer_span(&text));
    check_counts(1, 0, 0);
}
END_TEST

START_TEST(damaged_entry_is_told_and_the_others_kept)
{
    writer_string(&text, "first\n");
    writer_pem(&text, "CERTIFICATE", writer_span(&one));
    size_t lines = 0;
    size_t offset = text.length;
    for (size_t i = 0; i < offset; i++)
        lines += text.data[i] == '\n';
    writer_string(&text, "-----BEGIN CERTIFICATE-----\nAAAA!AAA\n-----END CERTIFICATE-----\n");
    size_t shortened = text.length;
    writer_pem(&text, "CERTIFICATE", cc_span_of(one.data, one.length - 1));
    writer_pem(&text, "CERTIFICATE", writer_span(&two));
    load_span(writer_span(&text));
    check_counts(2, 0, 2);
    check_rule(0, "pem-base64");
    check_entry(0, 2, lines + 1, offset, "CERTIFICATE");
    ck_assert_uint_ge(problems[0].error.offset, offset);
    check_rule(1, "input-ended");
    check_entry(1, 3, lines + 4, shortened, "CERTIFICATE");
    check_pool_holds(1, &two);
}
END_TEST

START_TEST(blocks_of_another_kind_are_only_remarked)
{
    static const char *const others[] = {"PRIVATE KEY", "OCSP REQUEST", "EC PARAMETERS"};
    for (size_t i = 0; i < 3; i++)
        writer_pem(&text, others[i], writer_span(&one));
    writer_pem(&text, "CERTIFICATE", writer_span(&one));
    load_span(writer_span(&text));
    check_counts(1, 0, 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(problems[i].status, CERTCHECK_BAD_ARGUMENT);
        ck_assert_ptr_null(problems[i].error.rule);
        ck_assert_str_eq(labels[i], others[i]);
        ck_assert_uint_eq(problems[i].entry, i + 1);
    }
}
END_TEST

START_TEST(encrypted_block_is_told)
{
    writer_string(&text, "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
                         "DEK-Info: DES-CBC,0011223344556677\n\nAAAA\n"
                         "-----END RSA PRIVATE KEY-----\n");
    load_span(writer_span(&text));
    check_counts(0, 0, 1);
    check_rule(0, "pem-encrypted");
}
END_TEST

START_TEST(long_label_is_cut_off)
{
    static const char label[] =
        "A VERY LONG LABEL THAT NOBODY EVER USED FOR ANYTHING BUT THIS TEST OF A LIMIT";
    writer_pem(&text, label, writer_span(&one));
    load_span(writer_span(&text));
    check_counts(0, 0, 1);
    ck_assert_uint_le(strlen(labels[0]), 64);
    ck_assert_int_eq(strncmp(labels[0], label, strlen(labels[0])), 0);
}
END_TEST

START_TEST(same_certificate_again_is_a_duplicate)
{
    writer_pem(&text, "CERTIFICATE", writer_span(&one));
    writer_pem(&text, "CERTIFICATE", writer_span(&one));
    load_span(writer_span(&text));
    check_counts(1, 1, 0);
    load_span(writer_span(&one));
    check_counts(0, 1, 0);
    ck_assert_uint_eq(certcheck_pool_count(pool), 1);
}
END_TEST

/* The second time the certificate is a duplicate, which lives only as long as it is told of. */
struct heard {
    bool right[4];
    struct certcheck_load_place places[4];
    size_t count;
};

static void hear_certificate(void *context, const struct certcheck_certificate *certificate,
                             const struct certcheck_load_place *place)
{
    struct heard *heard = context;
    ck_assert_uint_lt(heard->count, 4);
    heard->right[heard->count] =
        cc_span_equal(certcheck_certificate_der(certificate), writer_span(&one));
    heard->places[heard->count++] = *place;
}

START_TEST(every_readable_certificate_is_told_with_its_place)
{
    struct heard heard = {.count = 0};
    load = (struct certcheck_load){.certificate = hear_certificate, .context = &heard};
    writer_string(&text, "first\n-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n");
    size_t offset = text.length;
    writer_pem(&text, "CERTIFICATE", writer_span(&one));
    writer_pem(&text, "CERTIFICATE", writer_span(&one));
    ck_assert_int_eq(certcheck_pool_load_memory(pool, text.data, text.length, "memory", &load),
                     CERTCHECK_OK);
    check_counts(1, 1, 1);
    ck_assert_uint_eq(heard.count, 2);
    ck_assert(heard.right[0] && heard.right[1]);
    ck_assert_str_eq(heard.places[0].source, "memory");
    ck_assert_uint_eq(heard.places[0].entry, 2);
    ck_assert_uint_eq(heard.places[0].line, 5);
    ck_assert_uint_eq(heard.places[0].offset, offset);
    ck_assert_uint_eq(heard.places[1].entry, 3);
}
END_TEST

START_TEST(nobody_needs_to_listen)
{
    writer_string(&text, "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n");
    writer_pem(&text, "CERTIFICATE", writer_span(&one));
    ck_assert_int_eq(certcheck_pool_load_memory(pool, text.data, text.length, NULL, NULL),
                     CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_pool_count(pool), 1);
    ck_assert_str_eq(certcheck_pool_source(pool, 0), "");
    struct certcheck_load counts = {0};
    ck_assert_int_eq(certcheck_pool_load_memory(pool, text.data, text.length, NULL, &counts),
                     CERTCHECK_OK);
    ck_assert_uint_eq(counts.skipped, 1);
    ck_assert_uint_eq(counts.duplicates, 1);
}
END_TEST

/* ---- OpenSSL's TRUSTED CERTIFICATE ---- */

static void load_trusted(const char *settings)
{
    struct der_writer trusted = {0};
    writer_raw(&trusted, writer_span(&one));
    writer_hex(&trusted, settings);
    text.length = 0;
    writer_pem(&text, "TRUSTED CERTIFICATE", writer_span(&trusted));
    load_anchors(writer_span(&text));
    ck_assert_int_eq(certcheck_pool_load_memory(pool, text.data, text.length, NULL, NULL),
                     CERTCHECK_OK);
    writer_release(&trusted);
}

#define SERVER_AUTH "06 08 2B06010505070301"
#define CLIENT_AUTH "06 08 2B06010505070302"
#define ANY_USE "06 04 551D2500"

START_TEST(trust_settings_for_tls_servers_are_dropped)
{
    static const char *const settings[] = {
        "",
        "30 00",
        "30 0C 30 0A " SERVER_AUTH,
        "30 08 30 06 " ANY_USE,
        "30 16 30 14 " CLIENT_AUTH SERVER_AUTH,
        "30 0C A0 0A " CLIENT_AUTH, /* rejected for clients only */
        "30 05 0C 03 6F6E65",       /* an alias */
        "30 11 30 0A " SERVER_AUTH "0C 03 6F6E65",
        "30 0A 0C 03 6F6E65 04 01 00 A1 00",
    };
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        load_trusted(settings[i]);
        ck_assert_msg(load.skipped == 0 && load.added + load.duplicates == 1, "settings %zu", i);
    }
    ck_assert_uint_eq(certcheck_store_count(store), 1);
    ck_assert(cc_span_equal(certcheck_certificate_der(certcheck_store_certificate(store, 0)),
                            writer_span(&one)));
}
END_TEST

START_TEST(trust_settings_against_tls_servers_make_no_anchor)
{
    static const char *const settings[] = {
        "30 0C 30 0A " CLIENT_AUTH,
        "30 02 30 00",
        "30 0C A0 0A " SERVER_AUTH,
        "30 08 A0 06 " ANY_USE,
        "30 18 30 0A " SERVER_AUTH "A0 0A " SERVER_AUTH,
    };
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        load_trusted(settings[i]);
        check_counts(0, 0, 1);
        ck_assert_str_eq(problems[0].error.rule, "trust-limited");
        check_entry(0, 1, 1, 0, "TRUSTED CERTIFICATE");
        ck_assert_int_eq(problems[0].status, CERTCHECK_BAD_ARGUMENT);
        ck_assert_uint_eq(problems[0].error.offset, one.length);
    }
    ck_assert_uint_eq(certcheck_store_count(store), 0);
    /* Nothing of this matters to a certificate that is not trusted anyway. */
    ck_assert_uint_eq(certcheck_pool_count(pool), 1);
}
END_TEST

static const cc_span server_auth = {(const uint8_t *)"\x2B\6\1\5\5\7\3\1", 8};
static const cc_span client_auth = {(const uint8_t *)"\x2B\6\1\5\5\7\3\2", 8};
static const cc_span unnamed = {(const uint8_t *)"\x2A\4", 2};

static bool rejected_for(cc_span use)
{
    return store->distrusted.set.count > 0 && cc_distrusted_for(&store->distrusted, 0, use) != NULL;
}

static size_t uses_kept(void)
{
    size_t count = 0;
    ck_assert_uint_gt(store->distrusted.set.count, 0);
    for (const struct cc_rejected_use *use = store->distrusted.uses[0]; use != NULL;
         use = use->next)
        count++;
    return count;
}

/* What the store keeps against certificates. */
START_TEST(only_rejected_uses_are_kept_against_a_certificate)
{
    static const struct {
        const char *settings;
        bool servers;
        bool clients;
        bool every_use;
    } cases[] = {
        {"30 0C 30 0A " CLIENT_AUTH, false, false, false},
        {"30 02 A0 00", false, false, false},
        {"30 0C A0 0A " CLIENT_AUTH, false, true, false},
        {"30 0C A0 0A " SERVER_AUTH, true, false, false},
        {"30 16 A0 14 " CLIENT_AUTH SERVER_AUTH, true, true, false},
        {"30 08 A0 06 " ANY_USE, true, true, true},
        {"30 12 A0 10 " CLIENT_AUTH ANY_USE, true, true, true},
        {"30 14 30 06 " ANY_USE "A0 0A " SERVER_AUTH, true, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        certcheck_store_free(store);
        ck_assert_int_eq(certcheck_store_new(&store), CERTCHECK_OK);
        load_trusted(cases[i].settings);
        bool any = cases[i].servers || cases[i].clients;
        ck_assert_msg(load.distrusted == any && store->distrusted.set.count == any &&
                          rejected_for(server_auth) == cases[i].servers &&
                          rejected_for(client_auth) == cases[i].clients &&
                          rejected_for(unnamed) == cases[i].every_use,
                      "settings %zu", i);
    }
}
END_TEST

START_TEST(the_rejected_uses_of_all_entries_count)
{
    load_trusted("30 0C A0 0A " SERVER_AUTH);
    load_trusted("30 0C A0 0A " CLIENT_AUTH);
    ck_assert_uint_eq(load.distrusted, 1);
    load_trusted("30 0C A0 0A " SERVER_AUTH);
    ck_assert_uint_eq(load.distrusted, 1); /* told again, kept once */
    ck_assert_uint_eq(store->distrusted.set.count, 1);
    ck_assert_uint_eq(uses_kept(), 2);
    ck_assert(rejected_for(server_auth) && rejected_for(client_auth) && !rejected_for(unnamed));
    load_trusted("30 08 A0 06 " ANY_USE);
    ck_assert(rejected_for(unnamed));
    load_trusted("30 0C A0 0A " SERVER_AUTH);
    ck_assert_uint_eq(uses_kept(), 3);
}
END_TEST

/* Of uses that nobody has named. */
static void reject_for_number(unsigned number)
{
    char settings[64];
    snprintf(settings, sizeof settings, "30 07 A0 05 06 03 2A 03 %02X", number);
    load_trusted(settings);
}

START_TEST(with_too_many_rejected_uses_a_certificate_is_rejected_for_any)
{
    for (unsigned i = 0; i < CC_REJECTED_USES_MAX; i++)
        reject_for_number(i);
    ck_assert_uint_eq(uses_kept(), CC_REJECTED_USES_MAX);
    ck_assert(!rejected_for(server_auth));
    reject_for_number(0); /* one that is there */
    ck_assert(!rejected_for(server_auth));
    reject_for_number(CC_REJECTED_USES_MAX);
    ck_assert(rejected_for(server_auth));
    reject_for_number(CC_REJECTED_USES_MAX + 1);
    ck_assert_uint_eq(uses_kept(), CC_REJECTED_USES_MAX + 1);
}
END_TEST

#define MANY 40

START_TEST(many_certificates_are_rejected_each_for_its_use)
{
    for (unsigned i = 0; i < MANY; i++) {
        char subject[16];
        snprintf(subject, sizeof subject, "number %u", i);
        writer_release(&one);
        write_certificate(&one, subject);
        reject_for_number(i);
    }
    ck_assert_uint_eq(store->distrusted.set.count, MANY);
    for (uint8_t i = 0; i < MANY; i++)
        for (uint8_t use = 0; use < MANY; use++)
            ck_assert_int_eq(cc_distrusted_for(&store->distrusted, i,
                                               cc_span_of((const uint8_t[]){0x2A, 0x03, use}, 3)) !=
                                 NULL,
                             i == use);
}
END_TEST

START_TEST(what_is_rejected_must_be_a_certificate)
{
    writer_pem(&text, "TRUSTED CERTIFICATE",
               cc_span_of((const uint8_t[]){0x30, 0x00, 0x30, 0x08, 0xA0, 0x06, 0x06, 0x04, 0x55,
                                            0x1D, 0x25, 0x00},
                          12));
    load_anchors(writer_span(&text));
    check_counts(0, 0, 1);
    ck_assert_int_eq(problems[0].status, CERTCHECK_MALFORMED);
    ck_assert_uint_eq(load.distrusted, 0);
}
END_TEST

START_TEST(trust_settings_survive_without_memory)
{
    struct der_writer trusted = {0};
    writer_raw(&trusted, writer_span(&one));
    writer_hex(&trusted, "30 08 A0 06 " ANY_USE);
    writer_pem(&text, "TRUSTED CERTIFICATE", writer_span(&trusted));
    writer_release(&trusted);
    enum certcheck_status status = CERTCHECK_NO_MEMORY;
    for (size_t n = 1; status != CERTCHECK_OK; n++) {
        ck_assert_uint_lt(n, 100);
        failing_alloc_at(n);
        status = certcheck_store_load_memory(store, text.data, text.length, "memory", NULL);
        failing_alloc_at(0);
        ck_assert(status == CERTCHECK_OK || status == CERTCHECK_NO_MEMORY);
    }
    ck_assert_uint_eq(store->distrusted.set.count, 1);
    ck_assert(rejected_for(unnamed));
    ck_assert_uint_eq(certcheck_store_count(store), 0);
}
END_TEST

START_TEST(damaged_trust_settings_are_told)
{
    static const struct {
        const char *settings;
        const char *rule;
    } cases[] = {
        {"30", "input-ended"},
        {"02 01 00", "tag-unexpected"},
        {"30 00 00", "trailing-data"},
        {"30 04 30 02 05 00", "tag-unexpected"},
        {"30 04 A0 02 05 00", "tag-unexpected"},
        {"30 04 A0 05 05 00", "input-ended"},
        {"30 04 30 05 05 00", "input-ended"},
        /* In the wrong order one of them would be overlooked. */
        {"30 18 A0 0A " SERVER_AUTH "30 0A " CLIENT_AUTH, "trailing-data"},
        {"30 11 0C 03 6F6E65 A0 0A " SERVER_AUTH, "trailing-data"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        load_trusted(cases[i].settings);
        check_counts(0, 0, 1);
        check_rule(0, cases[i].rule);
    }
    ck_assert_uint_eq(certcheck_store_count(store), 0);
    ck_assert_uint_eq(certcheck_pool_count(pool), 0);
}
END_TEST

static TCase *fixture_case(const char *name)
{
    TCase *tests = tcase_create(name);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    return tests;
}

int main(void)
{
    Suite *suite = suite_create("source");
    TCase *tests = fixture_case("source");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, der_crl_and_response_are_found_by_their_bytes);
    tcase_add_test(tests, pem_blocks_of_every_kind_are_added);
    tcase_add_test(tests, a_store_has_no_use_for_crls_and_responses);
    tcase_add_test(tests, a_crl_keeps_the_bytes_of_its_file);
    tcase_add_test(tests, failed_allocation_for_evidence_leaves_the_pool_usable);
    tcase_add_test(tests, der_certificate_is_added);
    tcase_add_test(tests, bytes_behind_a_der_certificate_are_told);
    tcase_add_test(tests, der_that_is_cut_off_is_told);
    tcase_add_test(tests, input_without_any_certificate_is_one_problem);
    tcase_add_test(tests, input_past_the_cap_is_a_bad_argument);
    tcase_add_test(tests, pem_blocks_are_found_between_text);
    tcase_add_test(tests, byte_order_mark_before_pem_is_no_problem);
    tcase_add_test(tests, damaged_entry_is_told_and_the_others_kept);
    tcase_add_test(tests, blocks_of_another_kind_are_only_remarked);
    tcase_add_test(tests, encrypted_block_is_told);
    tcase_add_test(tests, long_label_is_cut_off);
    tcase_add_test(tests, same_certificate_again_is_a_duplicate);
    tcase_add_test(tests, every_readable_certificate_is_told_with_its_place);
    tcase_add_test(tests, nobody_needs_to_listen);
    tcase_add_test(tests, trust_settings_for_tls_servers_are_dropped);
    tcase_add_test(tests, trust_settings_against_tls_servers_make_no_anchor);
    tcase_add_test(tests, only_rejected_uses_are_kept_against_a_certificate);
    tcase_add_test(tests, the_rejected_uses_of_all_entries_count);
    tcase_add_test(tests, with_too_many_rejected_uses_a_certificate_is_rejected_for_any);
    tcase_add_test(tests, many_certificates_are_rejected_each_for_its_use);
    tcase_add_test(tests, what_is_rejected_must_be_a_certificate);
    tcase_add_test(tests, trust_settings_survive_without_memory);
    tcase_add_test(tests, damaged_trust_settings_are_told);
    return run_suite(suite);
}
