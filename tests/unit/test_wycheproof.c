/* SPDX-License-Identifier: MIT */
/* lib/crypto against Project Wycheproof: hostile encodings of signatures. The vectors are not part
 * of this tree: without CERTCHECK_VECTORS the test is skipped. */
#include "crypto/crypto.h"
#include "support/run_suite.h"

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *file;
    struct certcheck_signature_algorithm algorithm;
} suites[] = {
    {"ecdsa_secp256r1_sha256_test.json",
     {.kind = CERTCHECK_SIGNATURE_ECDSA, .digest = CERTCHECK_DIGEST_SHA256}},
    {"ecdsa_secp384r1_sha384_test.json",
     {.kind = CERTCHECK_SIGNATURE_ECDSA, .digest = CERTCHECK_DIGEST_SHA384}},
    {"ed25519_test.json", {.kind = CERTCHECK_SIGNATURE_ED25519}},
    {"rsa_pss_2048_sha256_mgf1_32_test.json",
     {.kind = CERTCHECK_SIGNATURE_RSA_PSS,
      .digest = CERTCHECK_DIGEST_SHA256,
      .mask_digest = CERTCHECK_DIGEST_SHA256,
      .salt_length = 32}},
    {"rsa_signature_2048_sha256_test.json",
     {.kind = CERTCHECK_SIGNATURE_RSA_PKCS1, .digest = CERTCHECK_DIGEST_SHA256}},
};
#define SUITES ((int)(sizeof suites / sizeof suites[0]))

/* Valid signatures that may be refused, each with its reason. A row covers nothing else: an invalid
 * signature that is taken is a failure always. */
#define EQUAL_SUMMANDS                                                                            \
    "u1 G = u2 Q: Nettle 3.8 (and so the provider gnutls) adds the two points by a formula that " \
    "does not hold for equal ones. "                                                              \
    "Only the key's owner can make such a signature, and by chance it happens once in 2^256."
static const struct {
    const char *file;
    json_int_t id;
    const char *reason;
} deviations[] = {
    {"ecdsa_secp256r1_sha256_test.json", 427, EQUAL_SUMMANDS},
    {"ecdsa_secp384r1_sha384_test.json", 453, EQUAL_SUMMANDS},
    {NULL, 0, NULL},
};

/* NULL when this case must be right. */
static const char *deviation(const char *file, json_int_t id)
{
    size_t i = 0;
    while (deviations[i].file != NULL &&
           (strcmp(deviations[i].file, file) != 0 || deviations[i].id != id))
        i++;
    return deviations[i].reason;
}

static json_t *member(json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);
    ck_assert_msg(value != NULL, "no member \"%s\"", name);
    return value;
}

static unsigned nibble(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = c == '\0' ? NULL : strchr(digits, c);
    ck_assert_msg(found != NULL, "'%c' is no hexadecimal digit", c);
    return (unsigned)(found - digits);
}

/* The caller frees the bytes. */
static cc_span from_hex(json_t *string, uint8_t **bytes)
{
    const char *text = json_string_value(string);
    ck_assert_ptr_nonnull(text);
    size_t length = strlen(text) / 2;
    *bytes = malloc(length + 1);
    ck_assert_ptr_nonnull(*bytes);
    for (size_t i = 0; i < length; i++)
        (*bytes)[i] = (uint8_t)(nibble(text[2 * i]) << 4 | nibble(text[2 * i + 1]));
    return cc_span_of(*bytes, length);
}

/* The same is said with a key that is kept. */
static enum cc_signature_result verify(int suite, cc_span key, struct cc_keeper *keeper,
                                       json_t *test)
{
    const struct cc_crypto *crypto = cc_crypto_default();
    uint8_t *message;
    uint8_t *signature;
    cc_span message_span = from_hex(member(test, "msg"), &message);
    cc_span signature_span = from_hex(member(test, "sig"), &signature);
    enum cc_signature_result result = crypto->verify(crypto->context, &suites[suite].algorithm, key,
                                                     message_span, signature_span);
    ck_assert_int_eq(crypto->verify_keeping(crypto->context, &suites[suite].algorithm, key, keeper,
                                            message_span, signature_span),
                     result);
    free(message);
    free(signature);
    return result;
}

struct counts {
    unsigned right;
    unsigned wrong;
    unsigned acceptable_taken;
    unsigned acceptable_refused;
};

static void judge(int suite, cc_span key, struct cc_keeper *keeper, json_t *test,
                  struct counts *counts)
{
    const char *expected = json_string_value(member(test, "result"));
    json_int_t id = json_integer_value(member(test, "tcId"));
    enum cc_signature_result result = verify(suite, key, keeper, test);
    if (strcmp(expected, "acceptable") == 0) {
        char *flags = json_dumps(member(test, "flags"), JSON_COMPACT);
        bool taken = result == CC_SIGNATURE_GOOD;
        fprintf(stderr, "%s %d: acceptable %s, %s\n", suites[suite].file, (int)id, flags,
                taken ? "taken" : "refused");
        free(flags);
        counts->acceptable_taken += taken;
        counts->acceptable_refused += !taken;
        return;
    }
    bool valid = strcmp(expected, "valid") == 0;
    ck_assert(valid || strcmp(expected, "invalid") == 0);
    bool right = valid ? result == CC_SIGNATURE_GOOD
                       : result == CC_SIGNATURE_BAD || result == CC_SIGNATURE_KEY_UNUSABLE;
    const char *reason = valid ? deviation(suites[suite].file, id) : NULL;
    counts->right += right || reason != NULL;
    counts->wrong += !right && reason == NULL;
    if (!right)
        fprintf(stderr, "%s %d (%s): %s, got %d. %s\n", suites[suite].file, (int)id,
                json_string_value(member(test, "comment")), expected, (int)result,
                reason != NULL ? reason : "");
}

START_TEST(every_case_is_judged_as_the_suite_says)
{
    char path[1024];
    json_error_t error;
    struct counts counts = {0};
    snprintf(path, sizeof path, "%s/wycheproof/%s", getenv("CERTCHECK_VECTORS"), suites[_i].file);
    json_t *root = json_load_file(path, 0, &error);
    ck_assert_msg(root != NULL, "%s: %s", path, error.text);
    size_t group_index;
    json_t *group;
    json_array_foreach(member(root, "testGroups"), group_index, group)
    {
        uint8_t *key;
        struct cc_keeper keeper = {NULL};
        cc_span key_span = from_hex(member(group, "publicKeyDer"), &key);
        size_t test_index;
        json_t *test;
        json_array_foreach(member(group, "tests"), test_index, test)
        {
            judge(_i, key_span, &keeper, test, &counts);
        }
        cc_keeper_release(&keeper);
        free(key);
    }
    ck_assert_uint_eq(counts.wrong, 0);
    ck_assert_int_eq(counts.right + counts.acceptable_taken + counts.acceptable_refused,
                     json_integer_value(member(root, "numberOfTests")));
    json_decref(root);
}
END_TEST

int main(void)
{
    const char *vectors = getenv("CERTCHECK_VECTORS");
    if (vectors == NULL || vectors[0] == '\0') {
        puts("CERTCHECK_VECTORS is not set: no vectors of Project Wycheproof");
        return 77;
    }
    Suite *suite = suite_create("wycheproof");
    TCase *tests = tcase_create("wycheproof");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, every_case_is_judged_as_the_suite_says, 0, SUITES);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
