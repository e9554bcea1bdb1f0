/* SPDX-License-Identifier: MIT */
#include "crypto/verify_cache.h"

#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned asked, digests;
static enum cc_signature_result answer;
static struct certcheck_signature_cache *cache;
static struct certcheck_signature_algorithm algorithm;

static enum cc_signature_result verify(void *context,
                                       const struct certcheck_signature_algorithm *used,
                                       cc_span spki, cc_span message, cc_span signature)
{
    (void)context, (void)used, (void)spki, (void)message, (void)signature;
    asked++;
    return answer;
}

static bool digest(void *context, enum certcheck_digest kind, cc_span message, uint8_t out[64])
{
    const struct cc_crypto *real = cc_crypto_default();
    (void)context;
    digests++;
    return real->digest(real->context, kind, message, out);
}

static const struct cc_crypto crypto = {.verify = verify, .digest = digest};

static enum cc_signature_result ask(const char *spki, const char *message, const char *signature)
{
    const struct cc_cached_key key = {.spki = cc_span_text(spki)};
    const struct cc_cached_message what = {.algorithm = &algorithm,
                                           .message = cc_span_text(message),
                                           .signature = cc_span_text(signature)};
    return cc_verify_cached(cache, &crypto, &key, &what);
}

static void begin(void)
{
    asked = 0;
    answer = CC_SIGNATURE_GOOD;
    algorithm = (struct certcheck_signature_algorithm){.whole = cc_span_text("algorithm")};
    ck_assert_int_eq(certcheck_signature_cache_new(64, &cache), CERTCHECK_OK);
}

static void end(void)
{
    certcheck_signature_cache_free(cache);
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

START_TEST(good_signature_is_asked_about_once)
{
    ck_assert_int_eq(ask("key", "message", "signature"), CC_SIGNATURE_GOOD);
    answer = CC_SIGNATURE_BAD;
    ck_assert_int_eq(ask("key", "message", "signature"), CC_SIGNATURE_GOOD);
    ck_assert_uint_eq(asked, 1);
}
END_TEST

START_TEST(bad_signature_is_asked_about_again)
{
    answer = CC_SIGNATURE_BAD;
    ck_assert_int_eq(ask("key", "message", "signature"), CC_SIGNATURE_BAD);
    answer = CC_SIGNATURE_UNSUPPORTED;
    ck_assert_int_eq(ask("key", "message", "signature"), CC_SIGNATURE_UNSUPPORTED);
    answer = CC_SIGNATURE_GOOD;
    ck_assert_int_eq(ask("key", "message", "signature"), CC_SIGNATURE_GOOD);
    ck_assert_uint_eq(asked, 3);
}
END_TEST

START_TEST(another_part_is_another_signature)
{
    static const char *const others[][3] = {
        {"kez", "message", "signature"}, {"key", "messagf", "signature"},
        {"key", "message", "signaturf"}, {"keys", "message", "ignature"},
        {"key", "emessage", "signatur"}, {"", "message", "keysignature"},
        {"key", "", "signaturemessage"},
    };
    ck_assert_int_eq(ask("key", "message", "signature"), CC_SIGNATURE_GOOD);
    answer = CC_SIGNATURE_BAD;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        ck_assert_int_eq(ask(others[i][0], others[i][1], others[i][2]), CC_SIGNATURE_BAD);
    algorithm.whole = cc_span_text("algorithn");
    ck_assert_int_eq(ask("key", "message", "signature"), CC_SIGNATURE_BAD);
}
END_TEST

START_TEST(what_is_one_piece_is_digested_once)
{
    struct cc_kept_digest kept[2] = {{0}};
    const struct cc_cached_key key = {.spki = cc_span_text("key"), .digest = &kept[0]};
    const struct cc_cached_message what = {
        .algorithm = &algorithm, .whole = cc_span_text("0..."), .digest = &kept[1]};
    struct cc_cached_message other = {.algorithm = &algorithm, .whole = cc_span_text("0..,")};
    digests = 0;
    ck_assert_int_eq(cc_verify_cached(cache, &crypto, &key, &what), CC_SIGNATURE_GOOD);
    ck_assert_uint_eq(digests, 2);
    answer = CC_SIGNATURE_BAD;
    ck_assert_int_eq(cc_verify_cached(cache, &crypto, &key, &what), CC_SIGNATURE_GOOD);
    ck_assert_uint_eq(digests, 2);
    ck_assert_int_eq(cc_verify_cached(cache, &crypto, &key, &other), CC_SIGNATURE_BAD);
    ck_assert_uint_eq(digests, 3);
    ck_assert_uint_eq(asked, 2);
}
END_TEST

START_TEST(full_cache_forgets_and_goes_on)
{
    char message[16];
    for (int i = 0; i < 1000; i++) {
        snprintf(message, sizeof message, "%d", i);
        ck_assert_int_eq(ask("key", message, "signature"), CC_SIGNATURE_GOOD);
        ck_assert_int_eq(ask("key", message, "signature"), CC_SIGNATURE_GOOD);
    }
    ck_assert_uint_eq(asked, 1000);
    ck_assert_int_eq(ask("key", "0", "signature"), CC_SIGNATURE_GOOD);
    ck_assert_uint_eq(asked, 1001);
}
END_TEST

START_TEST(without_memory_nothing_is_said)
{
    failing_alloc_at(1);
    ck_assert_int_eq(ask("key", "message", "signature"), CC_SIGNATURE_NO_MEMORY);
    failing_alloc_at(0);
    ck_assert_uint_eq(asked, 0);
}
END_TEST

START_TEST(without_a_cache_each_is_asked_about)
{
    certcheck_signature_cache_free(cache);
    cache = NULL;
    ck_assert_int_eq(ask("key", "message", "signature"), CC_SIGNATURE_GOOD);
    ck_assert_int_eq(ask("key", "message", "signature"), CC_SIGNATURE_GOOD);
    ck_assert_uint_eq(asked, 2);
}
END_TEST

START_TEST(size_is_checked)
{
    struct certcheck_signature_cache *other = NULL;
    ck_assert_int_eq(certcheck_signature_cache_new(0, &other), CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_signature_cache_new(CERTCHECK_SIGNATURE_CACHE_MAX + 1, &other),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_int_eq(certcheck_signature_cache_new(1, NULL), CERTCHECK_BAD_ARGUMENT);
    failing_alloc_at(1);
    ck_assert_int_eq(certcheck_signature_cache_new(1, &other), CERTCHECK_NO_MEMORY);
    failing_alloc_at(0);
    certcheck_signature_cache_free(NULL);
    ck_assert_ptr_null(certcheck_signature_cache_ref(NULL));
}
END_TEST

START_TEST(policy_holds_the_cache)
{
    struct certcheck_policy *policy;
    ck_assert_int_eq(certcheck_policy_new(&policy), CERTCHECK_OK);
    certcheck_policy_set_signature_cache(policy, cache);
    certcheck_policy_set_signature_cache(policy, cache);
    certcheck_signature_cache_free(cache);
    cache = NULL;
    certcheck_policy_set_signature_cache(policy, NULL);
    certcheck_policy_free(policy);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verify_cache");
    TCase *tests = tcase_create("verify_cache");
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, good_signature_is_asked_about_once);
    tcase_add_test(tests, bad_signature_is_asked_about_again);
    tcase_add_test(tests, another_part_is_another_signature);
    tcase_add_test(tests, what_is_one_piece_is_digested_once);
    tcase_add_test(tests, full_cache_forgets_and_goes_on);
    tcase_add_test(tests, without_memory_nothing_is_said);
    tcase_add_test(tests, without_a_cache_each_is_asked_about);
    tcase_add_test(tests, size_is_checked);
    tcase_add_test(tests, policy_holds_the_cache);
    return run_suite(suite);
}
