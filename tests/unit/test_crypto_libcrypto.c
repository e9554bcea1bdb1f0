/* SPDX-License-Identifier: MIT */
/* lib/crypto/crypto_libcrypto.c: when libcrypto is asked, that it answers as GnuTLS does, and what
 * becomes of its errors. */
#include "crypto/crypto.h"

#include "support/failing_alloc.h"
#include "support/run_suite.h"
#include "support/signature_sample.h"

#include <check.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- libcrypto's allocations ---- */

static size_t asked;
static size_t failing_first, failing_last; /* 0: none */

static bool this_one_fails(void)
{
    asked++;
    return asked >= failing_first && asked <= failing_last;
}

/* libcrypto 3.0 leaks where all allocations fail: then its memory is of what is never freed. */
static bool never_freed;
static max_align_t heap[(1 << 24) / sizeof(max_align_t)];
static size_t heap_used;

static bool is_never_freed(const void *memory)
{
    return (uintptr_t)memory - (uintptr_t)heap < sizeof heap;
}

/* The size stands in front. */
static void *take(size_t size)
{
    size_t units = 1 + (size + sizeof *heap - 1) / sizeof *heap;
    if (!never_freed)
        return malloc(size);
    ck_assert_uint_le(units, sizeof heap / sizeof *heap - heap_used);
    max_align_t *piece = &heap[heap_used];
    heap_used += units;
    memcpy(piece, &size, sizeof size);
    return piece + 1;
}

static void *resize(void *memory, size_t size)
{
    size_t before;
    if (memory == NULL)
        return take(size);
    if (!is_never_freed(memory))
        return realloc(memory, size);
    memcpy(&before, (max_align_t *)memory - 1, sizeof before);
    void *moved = take(size);
    return memcpy(moved, memory, before < size ? before : size);
}

static void *counted_malloc(size_t size, const char *file, int line)
{
    (void)file, (void)line;
    return this_one_fails() ? NULL : take(size);
}

static void *counted_realloc(void *memory, size_t size, const char *file, int line)
{
    (void)file, (void)line;
    return this_one_fails() ? NULL : resize(memory, size);
}

static void counted_free(void *memory, const char *file, int line)
{
    (void)file, (void)line;
    if (!is_never_freed(memory))
        free(memory);
}

static void let_fail(size_t first, size_t last)
{
    asked = 0;
    failing_first = first;
    failing_last = last;
}

/* ---- both libraries ---- */

/* Asked once, and twice with a key that is kept. */
static void expect_agreement(const struct sample *sample, const char *name, const char *change,
                             size_t place)
{
    struct cc_keeper keeper = {NULL};
    enum cc_signature_result expected = sample_ask(cc_crypto_gnutls(), sample);
    enum cc_signature_result once = sample_ask(cc_crypto_libcrypto(), sample);
    enum cc_signature_result first = sample_ask_keeping(cc_crypto_libcrypto(), sample, &keeper);
    enum cc_signature_result second = sample_ask_keeping(cc_crypto_libcrypto(), sample, &keeper);
    cc_keeper_release(&keeper);
    ck_assert_msg(once == expected && first == expected && second == expected,
                  "%s, %s %d: %d, %d, %d, but GnuTLS says %d", name, change, (int)place, (int)once,
                  (int)first, (int)second, (int)expected);
}

/* Flips one bit at `count` places from the first octet to the last. */
static void expect_agreement_on_flips(struct sample *sample, const char *name, const char *part,
                                      uint8_t *bytes, size_t length, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t place = i * (length - 1) / (count - 1);
        uint8_t bit = (uint8_t)(1U << i % 8);
        bytes[place] ^= bit;
        expect_agreement(sample, name, part, place);
        bytes[place] ^= bit;
    }
}

static void expect_agreement_on_algorithms(struct sample *sample, const char *name)
{
    static const uint32_t salts[] = {0, 20, 32};
    const struct certcheck_signature_algorithm original = sample->algorithm;
    for (int kind = CERTCHECK_SIGNATURE_UNKNOWN; kind <= CERTCHECK_SIGNATURE_ED448; kind++) {
        for (int digest = CERTCHECK_DIGEST_NONE; digest <= CERTCHECK_DIGEST_SHA3_512; digest++) {
            sample->algorithm.kind = (enum certcheck_signature_kind)kind;
            sample->algorithm.digest = (enum certcheck_digest)digest;
            sample->algorithm.mask_digest = sample->algorithm.digest;
            sample->algorithm.salt_length = salts[digest % 3];
            expect_agreement(sample, name, "algorithm", (size_t)(100 * kind + digest));
        }
    }
    sample->algorithm = original;
    sample->algorithm.parameters_malformed = true;
    expect_agreement(sample, name, "parameters", 0);
    sample->algorithm = original;
}

START_TEST(both_libraries_answer_alike)
{
    const char *name = sample_names[_i];
    struct sample sample;
    sample_load(name, &sample);
    expect_agreement(&sample, name, "as it is", 0);
    expect_agreement_on_flips(&sample, name, "message", sample.message, sample.message_span.length,
                              2);
    expect_agreement_on_flips(&sample, name, "key", sample.key, sample.key_span.length, 24);
    expect_agreement_on_flips(&sample, name, "signature", sample.signature,
                              sample.signature_span.length, 8);
    expect_agreement_on_algorithms(&sample, name);
    sample.signature_span.length--;
    expect_agreement(&sample, name, "length", sample.signature_span.length);
    sample.signature_span.length += 2;
    expect_agreement(&sample, name, "length", sample.signature_span.length);
}
END_TEST

/* The last octets of the key are its point. */
START_TEST(both_libraries_refuse_coordinates_past_the_field)
{
    static const char *const names[] = {"ecdsa-p224-sha224", "ecdsa-p256-sha256",
                                        "ecdsa-p521-sha512"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct sample sample;
        sample_load(names[i], &sample);
        memset(sample.key + sample.key_span.length - 24, 0xFF, 24);
        expect_agreement(&sample, names[i], "Y", 0);
        memset(sample.key + sample.key_span.length - 66, 0xFF, 66);
        expect_agreement(&sample, names[i], "X and Y", 0);
        memset(sample.key + sample.key_span.length - 56, 0x00, 56);
        expect_agreement(&sample, names[i], "zero", 0);
    }
}
END_TEST

/* ---- when libcrypto is asked ---- */

static bool is_one_of(const char *name, const char *const *names)
{
    while (*names != NULL && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

START_TEST(libcrypto_does_what_it_does_faster)
{
    static const char *const curves[] = {"ecdsa-p224-sha224", "ecdsa-p256-sha256",
                                         "ecdsa-p256-sha512", "ecdsa-p521-sha512", NULL};
    static const char *const rsa[] = {"rsa-pkcs1-sha224", "rsa-pkcs1-sha256", "rsa-pkcs1-sha384",
                                      "rsa-pkcs1-sha512", NULL};
    const char *name = sample_names[_i];
    struct sample sample;
    struct cc_keeper keeper = {NULL};
    sample_load(name, &sample);
    let_fail(0, 0);
    ck_assert_int_eq(sample_ask(cc_crypto_libcrypto(), &sample), CC_SIGNATURE_GOOD);
    ck_assert_msg((asked > 0) == is_one_of(name, curves), "%s", name);
    asked = 0;
    ck_assert_int_eq(sample_ask_keeping(cc_crypto_libcrypto(), &sample, &keeper),
                     CC_SIGNATURE_GOOD);
    ck_assert_msg((asked > 0) == is_one_of(name, curves), "%s", name);
    asked = 0;
    ck_assert_int_eq(sample_ask_keeping(cc_crypto_libcrypto(), &sample, &keeper),
                     CC_SIGNATURE_GOOD);
    ck_assert_msg((asked > 0) == (is_one_of(name, curves) || is_one_of(name, rsa)), "%s", name);
    cc_keeper_release(&keeper);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}
END_TEST

/* main() names a configuration file that takes every algorithm away from who reads it. */
START_TEST(configuration_of_openssl_is_not_read)
{
    struct sample sample;
    EVP_MD *digest = EVP_MD_fetch(NULL, "SHA256", NULL);
    sample_load("ecdsa-p256-sha256", &sample);
    ck_assert_ptr_null(digest);
    ck_assert_int_eq(sample_ask(cc_crypto_libcrypto(), &sample), CC_SIGNATURE_GOOD);
    let_fail(0, 0);
    ck_assert_int_eq(sample_ask(cc_crypto_libcrypto(), &sample), CC_SIGNATURE_GOOD);
    ck_assert_uint_gt(asked, 0);
}
END_TEST

START_TEST(errors_of_the_caller_stay_in_the_queue)
{
    struct sample sample;
    ERR_clear_error();
    sample_load("ecdsa-p256-sha256", &sample);
    sample.key[sample.key_span.length - 1] ^= 1;
    ck_assert_int_eq(sample_ask(cc_crypto_libcrypto(), &sample), CC_SIGNATURE_KEY_UNUSABLE);
    ck_assert_uint_eq(ERR_peek_error(), 0);
    ERR_raise(ERR_LIB_USER, 1);
    unsigned long before = ERR_peek_error();
    ck_assert_int_eq(sample_ask(cc_crypto_libcrypto(), &sample), CC_SIGNATURE_KEY_UNUSABLE);
    ck_assert_uint_eq(ERR_get_error(), before);
    ck_assert_uint_eq(ERR_get_error(), 0);
}
END_TEST

/* One keeper, one library: whichever kept its key first. */
START_TEST(kept_key_of_one_library_is_none_of_the_other)
{
    struct sample sample;
    struct cc_keeper keeper = {NULL};
    sample_load("rsa-pkcs1-sha256", &sample);
    for (int first = 0; first < 2; first++) {
        const struct cc_kept *kept = NULL;
        for (int i = 0; i < 4; i++) {
            bool modern = (first + i) % 2 == 0;
            sample.algorithm.digest = modern ? CERTCHECK_DIGEST_SHA256 : CERTCHECK_DIGEST_SHA1;
            ck_assert_int_eq(sample_ask_keeping(cc_crypto_libcrypto(), &sample, &keeper),
                             modern ? CC_SIGNATURE_GOOD : CC_SIGNATURE_BAD);
            ck_assert(kept == NULL || kept == cc_keeper_get(&keeper));
            kept = cc_keeper_get(&keeper);
            ck_assert_ptr_nonnull(kept);
        }
        cc_keeper_release(&keeper);
        keeper = (struct cc_keeper){NULL};
    }
    ck_assert_uint_eq(failing_alloc_live(), 0);
}
END_TEST

/* ---- when memory runs out ---- */

static const char *const memory_names[] = {"ecdsa-p224-sha224", "ecdsa-p256-sha256",
                                           "ecdsa-p521-sha512", "rsa-pkcs1-sha256"};
#define MEMORY_NAMES (int)(sizeof memory_names / sizeof *memory_names)

static void expect_no_wrong_answer(const struct sample *sample, enum cc_signature_result right,
                                   size_t first, size_t last)
{
    struct cc_keeper keeper = {NULL};
    let_fail(first, last);
    enum cc_signature_result once = sample_ask(cc_crypto_libcrypto(), sample);
    let_fail(first, last);
    enum cc_signature_result keeping = sample_ask_keeping(cc_crypto_libcrypto(), sample, &keeper);
    let_fail(first, last);
    enum cc_signature_result again = sample_ask_keeping(cc_crypto_libcrypto(), sample, &keeper);
    let_fail(0, 0);
    ck_assert_int_eq(sample_ask_keeping(cc_crypto_libcrypto(), sample, &keeper), right);
    let_fail(first, last);
    enum cc_signature_result kept = sample_ask_keeping(cc_crypto_libcrypto(), sample, &keeper);
    let_fail(0, 0);
    cc_keeper_release(&keeper);
    ck_assert(once == right || once == CC_SIGNATURE_NO_MEMORY);
    ck_assert(keeping == right || keeping == CC_SIGNATURE_NO_MEMORY);
    ck_assert(again == right || again == CC_SIGNATURE_NO_MEMORY);
    ck_assert(kept == right || kept == CC_SIGNATURE_NO_MEMORY);
}

/* How many allocations two questions take: one of them imports the key. */
static size_t count_of(const struct sample *sample)
{
    struct cc_keeper keeper = {NULL};
    (void)sample_ask(cc_crypto_libcrypto(), sample);
    let_fail(0, 0);
    (void)sample_ask_keeping(cc_crypto_libcrypto(), sample, &keeper);
    (void)sample_ask_keeping(cc_crypto_libcrypto(), sample, &keeper);
    cc_keeper_release(&keeper);
    return asked;
}

/* The same of one question. */
static size_t cost_of(const struct sample *sample, enum cc_signature_result right)
{
    let_fail(0, 0);
    ck_assert_int_eq(sample_ask(cc_crypto_libcrypto(), sample), right);
    return asked;
}

START_TEST(bad_signature_of_ecdsa_is_asked_about_once)
{
    struct sample sample;
    sample_load("ecdsa-p256-sha256", &sample);
    (void)cost_of(&sample, CC_SIGNATURE_GOOD);
    size_t once = cost_of(&sample, CC_SIGNATURE_GOOD);
    sample.message[0] ^= 1;
    ck_assert_uint_eq(cost_of(&sample, CC_SIGNATURE_BAD), once);
}
END_TEST

START_TEST(allocation_that_fails_is_no_answer)
{
    struct sample sample;
    sample_load(memory_names[_i % MEMORY_NAMES], &sample);
    sample.message[0] ^= (uint8_t)(_i / MEMORY_NAMES);
    enum cc_signature_result right = _i < MEMORY_NAMES ? CC_SIGNATURE_GOOD : CC_SIGNATURE_BAD;
    size_t count = count_of(&sample);
    ck_assert_uint_gt(count, 10);
    for (size_t n = 1; n <= count; n++) {
        expect_no_wrong_answer(&sample, right, n, n);
        expect_no_wrong_answer(&sample, right, n, SIZE_MAX);
    }
    expect_no_wrong_answer(&sample, right, 0, 0);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}
END_TEST

/* Each time in a process of its own: what libcrypto sets up once is then made with an allocation
 * that fails, or with all that follow it. */
START_TEST(set_up_that_fails_is_no_answer)
{
    struct sample sample;
    size_t first = (size_t)(_i / 2) * (size_t)(_i / 2);
    never_freed = true;
    sample_load("ecdsa-p256-sha256", &sample);
    expect_no_wrong_answer(&sample, CC_SIGNATURE_GOOD, first, _i % 2 == 0 ? first : SIZE_MAX);
    sample.message[0] ^= 1;
    expect_no_wrong_answer(&sample, CC_SIGNATURE_BAD, 0, 0);
}
END_TEST

/* The same: what could not be set up without memory is set up when there is some again. */
START_TEST(set_up_that_fails_is_made_up_for)
{
    struct sample sample;
    never_freed = true;
    sample_load("ecdsa-p256-sha256", &sample);
    let_fail((size_t)_i * (size_t)_i, SIZE_MAX);
    enum cc_signature_result without = sample_ask(cc_crypto_libcrypto(), &sample);
    ck_assert(without == CC_SIGNATURE_GOOD || without == CC_SIGNATURE_NO_MEMORY);
    size_t setting_up = cost_of(&sample, CC_SIGNATURE_GOOD);
    size_t set_up = cost_of(&sample, CC_SIGNATURE_GOOD);
    ck_assert_uint_gt(set_up, 0);
    ck_assert_uint_gt(setting_up, set_up);
}
END_TEST

/* Names it for all of the tests: libcrypto reads it once. */
static bool write_configuration(char *path)
{
    static const char text[] = "openssl_conf = all\n[all]\nalg_section = algorithms\n"
                               "[algorithms]\ndefault_properties = nobody=yes\n";
    int file = mkstemp(path);
    return file >= 0 && write(file, text, sizeof text - 1) == sizeof text - 1 && close(file) == 0 &&
           setenv("OPENSSL_CONF", path, 1) == 0;
}

int main(void)
{
    char path[] = "/tmp/certcheck-openssl-XXXXXX";
    if (CRYPTO_set_mem_functions(counted_malloc, counted_realloc, counted_free) != 1 ||
        !write_configuration(path))
        return 2;
    Suite *suite = suite_create("crypto_libcrypto");
    TCase *tests = tcase_create("crypto_libcrypto");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, both_libraries_answer_alike, 0, SAMPLE_COUNT);
    tcase_add_test(tests, both_libraries_refuse_coordinates_past_the_field);
    tcase_add_loop_test(tests, libcrypto_does_what_it_does_faster, 0, SAMPLE_COUNT);
    tcase_add_test(tests, configuration_of_openssl_is_not_read);
    tcase_add_test(tests, errors_of_the_caller_stay_in_the_queue);
    tcase_add_test(tests, kept_key_of_one_library_is_none_of_the_other);
    tcase_add_loop_test(tests, allocation_that_fails_is_no_answer, 0, 2 * MEMORY_NAMES);
    tcase_add_test(tests, bad_signature_of_ecdsa_is_asked_about_once);
    tcase_add_loop_test(tests, set_up_that_fails_is_no_answer, 2, 60);
    tcase_add_loop_test(tests, set_up_that_fails_is_made_up_for, 1, 45);
    suite_add_tcase(suite, tests);
    int status = run_suite(suite);
    (void)unlink(path);
    return status;
}
