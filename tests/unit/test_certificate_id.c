/* SPDX-License-Identifier: MIT */
/* lib/check/certificate_id.c: the hashes of an issuer, and what they match. */
#include "check/certificate_id.h"
#include "support/run_suite.h"

#include <check.h>

/* Repeats the message's first byte. */
static bool digest(void *context, enum certcheck_digest kind, cc_span message, uint8_t out[64])
{
    bool *works = context;
    (void)kind;
    memset(out, message.data[0], 64);
    return *works;
}

static bool works;
static const struct cc_crypto crypto = {.context = &works, .digest = digest};
static struct certcheck_public_key key;
static struct cc_issuer_hashes hashes;

static bool make(enum certcheck_digest kind)
{
    key.key = cc_span_text("key");
    return cc_issuer_hashes_make(&crypto, kind, cc_span_text("name"), &key, &hashes);
}

START_TEST(both_hashes_are_as_long_as_the_digest)
{
    works = true;
    ck_assert(make(CERTCHECK_DIGEST_SHA1));
    ck_assert_uint_eq(hashes.length, 20);
    ck_assert_uint_eq(hashes.name[19], 'n');
    ck_assert_uint_eq(hashes.key[19], 'k');
    ck_assert(make(CERTCHECK_DIGEST_SHA256) && hashes.length == 32);
    ck_assert(make(CERTCHECK_DIGEST_SHA384) && hashes.length == 48);
    ck_assert(make(CERTCHECK_DIGEST_SHA3_512) && hashes.length == 64);
    ck_assert(!make(CERTCHECK_DIGEST_NONE));
    works = false;
    ck_assert(!make(CERTCHECK_DIGEST_SHA1));
}
END_TEST

START_TEST(every_part_of_an_id_must_match)
{
    uint8_t name[20], key_hash[20];
    memset(name, 'n', sizeof name);
    memset(key_hash, 'k', sizeof key_hash);
    works = true;
    ck_assert(make(CERTCHECK_DIGEST_SHA1));
    cc_span serial = cc_span_text("5");
    struct certcheck_ocsp_certificate_id id = {
        .digest = CERTCHECK_DIGEST_SHA1,
        .issuer_name_hash = cc_span_of(name, sizeof name),
        .issuer_key_hash = cc_span_of(key_hash, sizeof key_hash),
        .serial = serial,
    };
    ck_assert(cc_certificate_id_matches(&id, &hashes, serial));
    ck_assert(!cc_certificate_id_matches(&id, &hashes, cc_span_text("6")));
    id.digest = CERTCHECK_DIGEST_SHA256;
    ck_assert(!cc_certificate_id_matches(&id, &hashes, serial));
    id.digest = CERTCHECK_DIGEST_SHA1;
    name[19] = 'x';
    ck_assert(!cc_certificate_id_matches(&id, &hashes, serial));
    name[19] = 'n';
    id.issuer_name_hash.length = 19;
    ck_assert(!cc_certificate_id_matches(&id, &hashes, serial));
    id.issuer_name_hash.length = 20;
    key_hash[0] = 'x';
    ck_assert(!cc_certificate_id_matches(&id, &hashes, serial));
}
END_TEST

START_TEST(ids_without_a_known_digest_match_nothing)
{
    struct certcheck_ocsp_certificate_id id = {.digest = CERTCHECK_DIGEST_NONE};
    works = true;
    ck_assert(!make(CERTCHECK_DIGEST_NONE));
    ck_assert(!cc_certificate_id_matches(&id, &hashes, (cc_span){0}));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("certificate_id");
    TCase *tests = tcase_create("certificate_id");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, both_hashes_are_as_long_as_the_digest);
    tcase_add_test(tests, every_part_of_an_id_must_match);
    tcase_add_test(tests, ids_without_a_known_digest_match_nothing);
    return run_suite(suite);
}
