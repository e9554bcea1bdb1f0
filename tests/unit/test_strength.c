/* SPDX-License-Identifier: MIT */
/* lib/check/strength.c: keys and digests that can be relied on. */
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include <check.h>

static struct certcheck_certificate *rsa(uint32_t bits, cc_span exponent)
{
    struct certcheck_certificate *c = make_certificate("rsa");
    c->key.kind = CERTCHECK_KEY_RSA;
    c->key.curve = CERTCHECK_CURVE_NONE;
    c->key.bits = bits;
    c->key.exponent = exponent;
    return c;
}

static struct certcheck_certificate *curve(enum certcheck_curve named)
{
    struct certcheck_certificate *c = make_certificate("ec");
    c->key.curve = named;
    return c;
}

static struct certcheck_certificate *digest(enum certcheck_digest used)
{
    struct certcheck_certificate *c = make_certificate("digest");
    c->algorithm.kind = CERTCHECK_SIGNATURE_ECDSA;
    c->algorithm.digest = used;
    return c;
}

#define END_OF_2013 1388534399
#define IN_2026 1780272000

static void begin(void)
{
    fixture_begin();
    certcheck_policy_set_time(fixture.policy, IN_2026);
}

static void check(struct certcheck_certificate *c)
{
    cc_check_strength(&fixture.check, c, CC_ROLE_LEAF, 1);
}

#define F4 OCTETS(1, 0, 1)

START_TEST(rsa_of_the_smallest_and_largest_size_is_accepted)
{
    check(rsa(2048, F4));
    check(rsa(16384, F4));
    expect_nothing();
}
END_TEST

START_TEST(rsa_one_bit_short_is_too_weak)
{
    check(rsa(2047, F4));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_KEY_TOO_WEAK, 1);
    expect_text(finding, "algorithm", "RSA");
    expect_number(finding, "actual", 2047);
    expect_number(finding, "expected", 2048);
    ck_assert_uint_eq(finding->offset, 60);
}
END_TEST

START_TEST(the_caller_sets_the_smallest_size)
{
    certcheck_policy_set_min_rsa_bits(fixture.policy, 1024);
    check(rsa(1024, F4));
    expect_nothing();
    certcheck_policy_set_min_rsa_bits(fixture.policy, 3072);
    check(rsa(2048, F4));
    expect_number(expect_only(CERTCHECK_FINDING_KEY_TOO_WEAK, 1), "expected", 3072);
}
END_TEST

START_TEST(rsa_one_bit_over_is_too_large)
{
    check(rsa(16385, F4));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_KEY_TOO_LARGE, 1);
    expect_text(finding, "algorithm", "RSA");
    expect_number(finding, "actual", 16385);
    expect_number(finding, "expected", 16384);
}
END_TEST

START_TEST(the_exponents_3_and_2_to_the_64_less_1_are_accepted)
{
    check(rsa(2048, OCTETS(3)));
    check(rsa(2048, OCTETS(255, 255, 255, 255, 255, 255, 255, 255)));
    expect_nothing();
}
END_TEST

START_TEST(exponents_that_are_one_even_or_huge_are_refused)
{
    cc_span exponents[] = {OCTETS(1), OCTETS(2), OCTETS(1, 0, 0), NOTHING,
                           OCTETS(1, 0, 0, 0, 0, 0, 0, 0, 1)};
    for (size_t i = 0; i < sizeof(exponents) / sizeof(*exponents); i++) {
        fixture_again();
        check(rsa(2048, exponents[i]));
        expect_only(CERTCHECK_FINDING_KEY_EXPONENT_INVALID, 1);
    }
}
END_TEST

START_TEST(curves_in_use_are_accepted)
{
    check(curve(CERTCHECK_CURVE_P224));
    check(curve(CERTCHECK_CURVE_P256));
    check(curve(CERTCHECK_CURVE_P384));
    check(curve(CERTCHECK_CURVE_P521));
    expect_nothing();
}
END_TEST

START_TEST(the_smallest_curve_is_weak)
{
    check(curve(CERTCHECK_CURVE_P192));
    expect_text(expect_only(CERTCHECK_FINDING_KEY_CURVE_WEAK, 1), "curve", "P-192");
}
END_TEST

START_TEST(a_curve_spelt_out_is_refused)
{
    check(curve(CERTCHECK_CURVE_EXPLICIT));
    expect_only(CERTCHECK_FINDING_KEY_CURVE_EXPLICIT, 1);
}
END_TEST

START_TEST(an_unknown_curve_is_unsupported)
{
    check(curve(CERTCHECK_CURVE_UNKNOWN));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_KEY_UNSUPPORTED, 1);
    expect_text(finding, "algorithm", "EC on an unknown curve");
    ck_assert_int_eq(finding->severity, CERTCHECK_WARNING);
}
END_TEST

START_TEST(an_unknown_algorithm_is_unsupported)
{
    struct certcheck_certificate *c = make_certificate("new");
    c->key.kind = CERTCHECK_KEY_UNKNOWN;
    c->key.algorithm_oid = OCTETS(0x2A, 0x03, 0x04);
    check(c);
    expect_text(expect_only(CERTCHECK_FINDING_KEY_UNSUPPORTED, 1), "algorithm", "1.2.3.4");
}
END_TEST

START_TEST(edwards_and_montgomery_keys_are_accepted)
{
    struct certcheck_certificate *c = make_certificate("ed");
    c->key.kind = CERTCHECK_KEY_ED25519;
    check(c);
    c->key.kind = CERTCHECK_KEY_X25519;
    check(c);
    expect_nothing();
}
END_TEST

START_TEST(a_malformed_key_is_that_and_nothing_else)
{
    struct certcheck_certificate *c = rsa(512, OCTETS(2));
    c->key.malformed = true;
    check(c);
    expect_only(CERTCHECK_FINDING_KEY_MALFORMED, 1);
}
END_TEST

START_TEST(dsa_is_judged_by_both_its_primes)
{
    struct certcheck_certificate *c = make_certificate("dsa");
    c->key.kind = CERTCHECK_KEY_DSA;
    c->key.parameters = OCTETS(0x30, 0x00);
    c->key.bits = 2048;
    uint8_t q[28] = {0x80};
    c->key.subgroup = bytes(q, 28);
    check(c);
    expect_nothing();
    q[0] = 0x7F;
    c->key.subgroup = bytes(q, 28);
    check(c);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_KEY_TOO_WEAK, 1);
    expect_number(finding, "actual", 223);
    expect_number(finding, "expected", 224);
    expect_text(finding, "algorithm", "DSA subgroup");
}
END_TEST

/* Parameters with a prime and a subgroup of so many bits; 0: none. */
static struct certcheck_certificate *dsa(uint32_t bits, uint32_t subgroup)
{
    static uint8_t q[32] = {0xFF};
    struct certcheck_certificate *c = make_authority("dsa");
    c->key.kind = CERTCHECK_KEY_DSA;
    c->key.bits = bits;
    c->key.subgroup = bytes(q, subgroup / 8);
    if (bits > 0)
        c->key.parameters = OCTETS(0x30, 0x00);
    return c;
}

static void check_path(struct cc_path path)
{
    fixture_again();
    cc_check_inherited_strength(&fixture.check, &path);
}

START_TEST(dsa_parameters_are_those_of_the_next_key_above)
{
    check(dsa(0, 0));
    check_path(make_path(dsa(0, 0), dsa(2048, 256), dsa(1024, 160), NULL));
    check_path(make_path(dsa(0, 0), dsa(0, 0), dsa(2048, 256), NULL));
    expect_nothing();
    check_path(make_path(dsa(0, 0), dsa(1024, 224), dsa(2048, 256), NULL));
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_KEY_TOO_WEAK, 0);
    expect_text(finding, "algorithm", "DSA");
    expect_number(finding, "actual", 1024);
    check_path(make_path(curve(CERTCHECK_CURVE_P256), dsa(0, 0), dsa(2048, 152), NULL));
    expect_text(expect_only(CERTCHECK_FINDING_KEY_TOO_WEAK, 1), "algorithm", "DSA subgroup");
}
END_TEST

START_TEST(dsa_parameters_that_nobody_has_are_unsupported)
{
    struct certcheck_certificate *malformed = dsa(0, 0);
    malformed->key.malformed = true;
    struct certcheck_certificate *above[] = {curve(CERTCHECK_CURVE_P256), dsa(0, 0), malformed};
    for (size_t i = 0; i < sizeof(above) / sizeof(*above); i++) {
        check_path(make_path(dsa(0, 0), above[i], NULL));
        expect_text(expect_among(CERTCHECK_FINDING_KEY_UNSUPPORTED, 0), "algorithm",
                    "DSA with parameters that no key above has");
    }
    check_path(make_path(dsa(0, 0), curve(CERTCHECK_CURVE_P256), dsa(2048, 256), NULL));
    expect_only(CERTCHECK_FINDING_KEY_UNSUPPORTED, 0);
    check_path(make_path(dsa(0, 0), NULL));
    expect_only(CERTCHECK_FINDING_KEY_UNSUPPORTED, 0);
}
END_TEST

START_TEST(what_ended_with_2013_is_accepted_until_then)
{
    certcheck_policy_set_time(fixture.policy, END_OF_2013);
    check(rsa(1024, F4));
    check(dsa(1024, 160));
    check(digest(CERTCHECK_DIGEST_SHA1));
    expect_nothing();
    check(rsa(1023, F4));
    expect_number(expect_only(CERTCHECK_FINDING_KEY_TOO_WEAK, 1), "expected", 1024);
    fixture_again();
    check(digest(CERTCHECK_DIGEST_MD5));
    expect_only(CERTCHECK_FINDING_SIGNATURE_DIGEST_WEAK, 1);

    fixture_again();
    certcheck_policy_set_time(fixture.policy, END_OF_2013 + 1);
    check(rsa(1024, F4));
    expect_number(expect_only(CERTCHECK_FINDING_KEY_TOO_WEAK, 1), "expected", 2048);
    fixture_again();
    check(dsa(2048, 160));
    expect_number(expect_only(CERTCHECK_FINDING_KEY_TOO_WEAK, 1), "expected", 224);
    fixture_again();
    check(digest(CERTCHECK_DIGEST_SHA1));
    expect_only(CERTCHECK_FINDING_SIGNATURE_DIGEST_WEAK, 1);
}
END_TEST

START_TEST(the_web_and_the_caller_know_no_such_date)
{
    certcheck_policy_set_time(fixture.policy, END_OF_2013);
    certcheck_policy_set_profile(fixture.policy, CERTCHECK_PROFILE_WEBPKI);
    check(rsa(1024, F4));
    expect_only(CERTCHECK_FINDING_KEY_TOO_WEAK, 1);
    fixture_again();
    check(digest(CERTCHECK_DIGEST_SHA1));
    expect_only(CERTCHECK_FINDING_SIGNATURE_DIGEST_WEAK, 1);
    certcheck_policy_set_profile(fixture.policy, CERTCHECK_PROFILE_RFC5280);
    certcheck_policy_set_min_rsa_bits(fixture.policy, 2048);
    fixture_again();
    check(rsa(1024, F4));
    expect_only(CERTCHECK_FINDING_KEY_TOO_WEAK, 1);
    /* Where one certificate is looked at by itself there may be no time. */
    fixture.policy->has_time = false;
    fixture_again();
    check(digest(CERTCHECK_DIGEST_SHA1));
    expect_only(CERTCHECK_FINDING_SIGNATURE_DIGEST_WEAK, 1);
}
END_TEST

START_TEST(signers_of_evidence_need_no_more_bits_than_by_default)
{
    static const uint32_t asked[] = {1025, 2048, 4096};
    for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
        certcheck_policy_set_time(fixture.policy, END_OF_2013);
        certcheck_policy_set_min_rsa_bits(fixture.policy, asked[i]);
        cc_policy_relax(fixture.policy);
        fixture_again();
        check(rsa(1024, F4));
        expect_nothing();
    }
    certcheck_policy_set_time(fixture.policy, END_OF_2013 + 1);
    check(rsa(2048, F4));
    expect_nothing();
    check(rsa(2047, F4));
    expect_only(CERTCHECK_FINDING_KEY_TOO_WEAK, 1);
}
END_TEST

START_TEST(signers_of_evidence_may_have_fewer_bits_where_the_caller_says_so)
{
    certcheck_policy_set_time(fixture.policy, END_OF_2013);
    certcheck_policy_set_min_rsa_bits(fixture.policy, 1023);
    cc_policy_relax(fixture.policy);
    check(rsa(1023, F4));
    expect_nothing();
    certcheck_policy_set_time(fixture.policy, END_OF_2013 + 1);
    check(rsa(1023, F4));
    expect_nothing();
}
END_TEST

START_TEST(digests_that_can_be_forged_are_refused)
{
    static const enum certcheck_digest weak[] = {CERTCHECK_DIGEST_MD2, CERTCHECK_DIGEST_MD4,
                                                 CERTCHECK_DIGEST_MD5, CERTCHECK_DIGEST_SHA1};
    for (size_t i = 0; i < sizeof(weak) / sizeof(*weak); i++) {
        fixture_again();
        check(digest(weak[i]));
        expect_only(CERTCHECK_FINDING_SIGNATURE_DIGEST_WEAK, 1);
    }
    expect_text(expect_only(CERTCHECK_FINDING_SIGNATURE_DIGEST_WEAK, 1), "algorithm",
                "ECDSA with SHA-1");
}
END_TEST

START_TEST(sha_2_and_no_digest_at_all_are_accepted)
{
    check(digest(CERTCHECK_DIGEST_SHA224));
    check(digest(CERTCHECK_DIGEST_SHA512));
    check(digest(CERTCHECK_DIGEST_NONE));
    expect_nothing();
}
END_TEST

START_TEST(nobody_relies_on_the_signature_of_an_anchor)
{
    struct certcheck_certificate *c = digest(CERTCHECK_DIGEST_MD5);
    cc_check_strength(&fixture.check, c, CC_ROLE_ANCHOR, 1);
    cc_check_strength(&fixture.check, c, CC_ROLE_TRUSTED_LEAF, 0);
    expect_nothing();
    cc_check_strength(&fixture.check, c, CC_ROLE_INTERMEDIATE, 1);
    expect_only(CERTCHECK_FINDING_SIGNATURE_DIGEST_WEAK, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("strength");
    TCase *cases = tcase_create("strength");
    tcase_add_checked_fixture(cases, begin, fixture_end);
    tcase_add_test(cases, rsa_of_the_smallest_and_largest_size_is_accepted);
    tcase_add_test(cases, rsa_one_bit_short_is_too_weak);
    tcase_add_test(cases, the_caller_sets_the_smallest_size);
    tcase_add_test(cases, rsa_one_bit_over_is_too_large);
    tcase_add_test(cases, the_exponents_3_and_2_to_the_64_less_1_are_accepted);
    tcase_add_test(cases, exponents_that_are_one_even_or_huge_are_refused);
    tcase_add_test(cases, curves_in_use_are_accepted);
    tcase_add_test(cases, the_smallest_curve_is_weak);
    tcase_add_test(cases, a_curve_spelt_out_is_refused);
    tcase_add_test(cases, an_unknown_curve_is_unsupported);
    tcase_add_test(cases, an_unknown_algorithm_is_unsupported);
    tcase_add_test(cases, edwards_and_montgomery_keys_are_accepted);
    tcase_add_test(cases, a_malformed_key_is_that_and_nothing_else);
    tcase_add_test(cases, dsa_is_judged_by_both_its_primes);
    tcase_add_test(cases, dsa_parameters_are_those_of_the_next_key_above);
    tcase_add_test(cases, dsa_parameters_that_nobody_has_are_unsupported);
    tcase_add_test(cases, what_ended_with_2013_is_accepted_until_then);
    tcase_add_test(cases, the_web_and_the_caller_know_no_such_date);
    tcase_add_test(cases, signers_of_evidence_need_no_more_bits_than_by_default);
    tcase_add_test(cases, signers_of_evidence_may_have_fewer_bits_where_the_caller_says_so);
    tcase_add_test(cases, digests_that_can_be_forged_are_refused);
    tcase_add_test(cases, sha_2_and_no_digest_at_all_are_accepted);
    tcase_add_test(cases, nobody_relies_on_the_signature_of_an_anchor);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
