/* SPDX-License-Identifier: MIT */
/* lib/check/signature.c: which signatures are tried, what they cost, and what is said of them. */
#include "support/check_fixture.h"
#include "support/failing_alloc.h"
#include "support/run_suite.h"

#include <check.h>

static struct cc_crypto crypto;
static enum cc_signature_result answer;
static unsigned asked;
static struct certcheck_certificate *child, *issuer;

static enum cc_signature_result verify(void *context,
                                       const struct certcheck_signature_algorithm *algorithm,
                                       cc_span spki, cc_span message, cc_span signature)
{
    ck_assert_ptr_eq(context, &asked);
    ck_assert_ptr_eq(algorithm, &child->algorithm);
    ck_assert(cc_span_equal(spki, issuer->key.whole));
    ck_assert_ptr_eq(message.data, child->tbs.data);
    ck_assert_ptr_eq(signature.data, child->signature.data);
    asked++;
    return answer;
}

static void begin(void)
{
    crypto = (struct cc_crypto){.context = &asked, .verify = verify};
    fixture.check.crypto = &crypto;
    answer = CC_SIGNATURE_GOOD;
    asked = 0;
    child = make_certificate("child");
    issuer = make_authority("issuer");
}

static enum cc_edge_result check(void)
{
    return cc_check_signature(&fixture.check, child, issuer);
}

/* The result, without anything having been spent or tried. */
static void expect_free(enum cc_edge_result result)
{
    ck_assert_int_eq(check(), result);
    ck_assert_uint_eq(asked, 0);
    ck_assert_uint_eq(fixture.budget.used[CERTCHECK_BUDGET_SIGNATURES], 0);
}

START_TEST(each_answer_has_its_result)
{
    static const enum cc_edge_result results[] = {[CC_SIGNATURE_BAD] = CC_EDGE_BAD,
                                                  [CC_SIGNATURE_GOOD] = CC_EDGE_GOOD,
                                                  [CC_SIGNATURE_UNSUPPORTED] = CC_EDGE_UNSUPPORTED,
                                                  [CC_SIGNATURE_KEY_UNUSABLE] =
                                                      CC_EDGE_KEY_UNUSABLE,
                                                  [CC_SIGNATURE_NO_MEMORY] = CC_EDGE_NO_MEMORY};
    begin();
    for (unsigned i = 0; i < sizeof(results) / sizeof(*results); i++) {
        answer = (enum cc_signature_result)i;
        ck_assert_int_eq(check(), results[i]);
        ck_assert_uint_eq(asked, i + 1);
        ck_assert_uint_eq(fixture.budget.used[CERTCHECK_BUDGET_SIGNATURES], i + 1);
    }
    expect_nothing();
}
END_TEST

/* What a check with the issuer's key costs. */
static uint64_t units(void)
{
    uint64_t before = fixture.budget.used[CERTCHECK_BUDGET_SIGNATURES];
    fixture.budget.limit[CERTCHECK_BUDGET_SIGNATURES] = before + 1000000;
    ck_assert_int_eq(check(), CC_EDGE_GOOD);
    return fixture.budget.used[CERTCHECK_BUDGET_SIGNATURES] - before;
}

static uint64_t rsa_units(uint32_t bits, size_t exponent_length)
{
    static const uint8_t octets[8] = {1};
    issuer->key.kind = CERTCHECK_KEY_RSA;
    child->algorithm.kind = CERTCHECK_SIGNATURE_RSA_PKCS1;
    issuer->key.bits = bits;
    issuer->key.exponent = cc_span_of(octets, exponent_length);
    return units();
}

static uint64_t dsa_units(uint32_t bits, size_t subgroup_length)
{
    static const uint8_t octets[64] = {1};
    issuer->key.kind = CERTCHECK_KEY_DSA;
    child->algorithm.kind = CERTCHECK_SIGNATURE_DSA;
    issuer->key.bits = bits;
    issuer->key.parameters = issuer->key.subgroup = cc_span_of(octets, subgroup_length);
    return units();
}

static uint64_t curve_units(enum certcheck_curve curve, uint32_t bits)
{
    issuer->key.curve = curve;
    issuer->key.bits = bits;
    return units();
}

START_TEST(keys_cost_what_their_arithmetic_does)
{
    begin();
    ck_assert_uint_eq(curve_units(CERTCHECK_CURVE_P256, 256), 1);
    ck_assert_uint_eq(curve_units(CERTCHECK_CURVE_P384, 384), 3);
    ck_assert_uint_eq(curve_units(CERTCHECK_CURVE_P521, 521), 5);
    ck_assert_uint_eq(rsa_units(2048, 3), 1);
    ck_assert_uint_eq(rsa_units(4096, 3), 1);
    ck_assert_uint_eq(rsa_units(16384, 3), 7);
    ck_assert_uint_eq(rsa_units(16384, 8), 17);
    issuer->key.exponent = (cc_span){NULL, 0};
    ck_assert_uint_eq(dsa_units(2048, 32), 5);
    ck_assert_uint_eq(dsa_units(8192, 64), 129);
    issuer->key.kind = CERTCHECK_KEY_ED448;
    child->algorithm.kind = CERTCHECK_SIGNATURE_ED448;
    ck_assert_uint_eq(units(), 2);
}
END_TEST

START_TEST(a_subgroup_that_only_burns_time_costs_nothing)
{
    static const uint8_t octets[65] = {1};
    begin();
    issuer->key.kind = CERTCHECK_KEY_DSA;
    child->algorithm.kind = CERTCHECK_SIGNATURE_DSA;
    issuer->key.parameters = issuer->key.subgroup = cc_span_of(octets, sizeof(octets));
    expect_free(CC_EDGE_KEY_UNUSABLE);
}
END_TEST

START_TEST(long_messages_cost_more_up_to_a_limit)
{
    begin();
    child->tbs.length = 128 * 1024 - 1;
    ck_assert_uint_eq(units(), 1);
    child->tbs.length = 900000;
    ck_assert_uint_eq(units(), 7);
    child->tbs.length = (size_t)1 << 30;
    ck_assert_uint_eq(units(), 21);
}
END_TEST

START_TEST(a_key_of_another_kind_costs_nothing)
{
    begin();
    child->algorithm.kind = CERTCHECK_SIGNATURE_RSA_PSS;
    expect_free(CC_EDGE_BAD);
    begin();
    issuer->key.kind = CERTCHECK_KEY_RSA;
    issuer->key.exponent = OCTETS(3);
    expect_free(CC_EDGE_BAD);
    child->algorithm.kind = CERTCHECK_SIGNATURE_RSA_PKCS1;
    ck_assert_int_eq(check(), CC_EDGE_GOOD);
}
END_TEST

START_TEST(a_pss_key_makes_no_pkcs1_signature)
{
    begin();
    issuer->key.kind = CERTCHECK_KEY_RSA_PSS;
    child->algorithm.kind = CERTCHECK_SIGNATURE_RSA_PKCS1;
    expect_free(CC_EDGE_BAD);
    child->algorithm.kind = CERTCHECK_SIGNATURE_RSA_PSS;
    ck_assert_int_eq(check(), CC_EDGE_GOOD);
}
END_TEST

START_TEST(a_pss_key_holds_signatures_to_its_parameters)
{
    begin();
    issuer->key.kind = CERTCHECK_KEY_RSA_PSS;
    issuer->key.has_pss_parameters = true;
    issuer->key.pss.digest = issuer->key.pss.mask_digest = CERTCHECK_DIGEST_SHA256;
    issuer->key.pss.salt_length = 32;
    child->algorithm.kind = CERTCHECK_SIGNATURE_RSA_PSS;
    child->algorithm.mask_digest = CERTCHECK_DIGEST_SHA256;
    child->algorithm.salt_length = 31;
    expect_free(CC_EDGE_BAD);
    child->algorithm.salt_length = 32;
    child->algorithm.digest = CERTCHECK_DIGEST_SHA384;
    expect_free(CC_EDGE_BAD);
    child->algorithm.digest = CERTCHECK_DIGEST_SHA256;
    ck_assert_int_eq(check(), CC_EDGE_GOOD);
}
END_TEST

START_TEST(unknown_algorithms_and_keys_are_unsupported)
{
    begin();
    child->algorithm.parameters_malformed = true;
    expect_free(CC_EDGE_UNSUPPORTED);
    child->algorithm.parameters_malformed = false;
    issuer->key.kind = CERTCHECK_KEY_UNKNOWN;
    expect_free(CC_EDGE_UNSUPPORTED);
    issuer->key.kind = CERTCHECK_KEY_EC;
    child->algorithm.kind = CERTCHECK_SIGNATURE_UNKNOWN;
    expect_free(CC_EDGE_UNSUPPORTED);
}
END_TEST

START_TEST(keys_that_only_burn_time_are_not_tried)
{
    begin();
    issuer->key.malformed = true;
    expect_free(CC_EDGE_KEY_UNUSABLE);
    issuer->key.malformed = false;
    issuer->key.curve = CERTCHECK_CURVE_EXPLICIT;
    expect_free(CC_EDGE_KEY_UNUSABLE);
    issuer->key.curve = CERTCHECK_CURVE_P256;
    issuer->key.bits = 16385;
    expect_free(CC_EDGE_KEY_UNUSABLE);
    issuer->key.bits = 2048;
    issuer->key.exponent = OCTETS(1, 0, 0, 0, 0, 0, 0, 0, 1);
    expect_free(CC_EDGE_KEY_UNUSABLE);
}
END_TEST

START_TEST(the_largest_that_is_accepted_is_tried)
{
    begin();
    issuer->key.bits = 16384;
    issuer->key.exponent = OCTETS(1, 0, 0, 0, 0, 0, 0, 1);
    ck_assert_int_eq(check(), CC_EDGE_GOOD);
}
END_TEST

START_TEST(a_spent_budget_stops_before_the_work)
{
    begin();
    fixture.budget.limit[CERTCHECK_BUDGET_SIGNATURES] = 1;
    ck_assert_int_eq(check(), CC_EDGE_GOOD);
    ck_assert_int_eq(check(), CC_EDGE_BUDGET);
    ck_assert_uint_eq(asked, 1);
    ck_assert(fixture.budget.spent[CERTCHECK_BUDGET_SIGNATURES]);
}
END_TEST

static cc_span whole_key;

static enum cc_signature_result verify_inherited(void *context,
                                                 const struct certcheck_signature_algorithm *used,
                                                 cc_span spki, cc_span message, cc_span signature)
{
    (void)context, (void)used, (void)message, (void)signature;
    asked++;
    return cc_span_equal(spki, whole_key) ? CC_SIGNATURE_GOOD : CC_SIGNATURE_BAD;
}

/* A DSA key without parameters, and those that it is to have. */
static void begin_inheriting(struct certcheck_public_key *parameters)
{
    begin();
    crypto.verify = verify_inherited;
    child->algorithm.kind = CERTCHECK_SIGNATURE_DSA;
    issuer->key = (struct certcheck_public_key){.kind = CERTCHECK_KEY_DSA};
    issuer->key.algorithm_oid = OCTETS(0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01);
    issuer->key.key = OCTETS(0x02, 0x01, 0x05);
    *parameters = (struct certcheck_public_key){.kind = CERTCHECK_KEY_DSA, .bits = 2048};
    parameters->parameters = OCTETS(0x30, 0x03, 0x02, 0x01, 0x17);
    whole_key = OCTETS(0x30, 0x16, 0x30, 0x0E, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01,
                       0x30, 0x03, 0x02, 0x01, 0x17, 0x03, 0x04, 0x00, 0x02, 0x01, 0x05);
}

START_TEST(a_dsa_key_is_tried_with_the_parameters_that_it_inherits)
{
    struct certcheck_public_key parameters;
    begin_inheriting(&parameters);
    ck_assert_int_eq(cc_check_signature_inherited(&fixture.check, child, issuer, &parameters),
                     CC_EDGE_GOOD);
    ck_assert_uint_eq(asked, 1);
    parameters.bits = 16385;
    ck_assert_int_eq(cc_check_signature_inherited(&fixture.check, child, issuer, &parameters),
                     CC_EDGE_KEY_UNUSABLE);
    ck_assert_uint_eq(asked, 1);
    ck_assert_int_eq(cc_check_signature_inherited(&fixture.check, child, issuer, NULL),
                     CC_EDGE_UNSUPPORTED);
    ck_assert_uint_eq(fixture.budget.used[CERTCHECK_BUDGET_SIGNATURES], 1);
}
END_TEST

START_TEST(no_memory_for_an_inheriting_key_is_no_bad_signature)
{
    struct certcheck_public_key parameters;
    begin_inheriting(&parameters);
    failing_alloc_at(1);
    ck_assert_int_eq(cc_check_signature_inherited(&fixture.check, child, issuer, &parameters),
                     CC_EDGE_NO_MEMORY);
    failing_alloc_at(0);
    ck_assert_uint_eq(asked, 0);
}
END_TEST

static void say(enum cc_edge_result result)
{
    fixture_again();
    cc_check_signature_finding(&fixture.check, child, issuer, 4, result);
}

START_TEST(a_bad_signature_names_the_issuer)
{
    begin();
    say(CC_EDGE_GOOD);
    expect_nothing();
    say(CC_EDGE_BAD);
    const struct cc_finding *finding = expect_only(CERTCHECK_FINDING_SIGNATURE_INVALID, 4);
    expect_text(finding, "issuer", "CN=issuer");
    ck_assert_uint_eq(finding->offset, 200);
    say(CC_EDGE_KEY_UNUSABLE);
    expect_only(CERTCHECK_FINDING_SIGNATURE_INVALID, 4);
}
END_TEST

START_TEST(an_unsupported_algorithm_is_named)
{
    begin();
    child->algorithm.oid = OCTETS(0x2A, 0x03, 0x04);
    say(CC_EDGE_UNSUPPORTED);
    expect_text(expect_only(CERTCHECK_FINDING_SIGNATURE_ALGORITHM_UNSUPPORTED, 4), "algorithm",
                "1.2.3.4");
}
END_TEST

START_TEST(a_spent_budget_and_spent_memory_are_no_bad_signature)
{
    begin();
    say(CC_EDGE_BUDGET);
    const struct cc_finding *finding =
        expect_only(CERTCHECK_FINDING_BUDGET_SPENT, CERTCHECK_NO_INDEX);
    expect_text(finding, "budget", "signatures");
    expect_number(finding, "expected", 100);
    say(CC_EDGE_NO_MEMORY);
    ck_assert(fixture.findings.no_memory);
    ck_assert_uint_eq(fixture.findings.count, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("signature");
    TCase *cases = tcase_create("signature");
    tcase_add_checked_fixture(cases, fixture_begin, fixture_end);
    tcase_add_test(cases, each_answer_has_its_result);
    tcase_add_test(cases, keys_cost_what_their_arithmetic_does);
    tcase_add_test(cases, a_subgroup_that_only_burns_time_costs_nothing);
    tcase_add_test(cases, long_messages_cost_more_up_to_a_limit);
    tcase_add_test(cases, a_key_of_another_kind_costs_nothing);
    tcase_add_test(cases, a_pss_key_makes_no_pkcs1_signature);
    tcase_add_test(cases, a_pss_key_holds_signatures_to_its_parameters);
    tcase_add_test(cases, unknown_algorithms_and_keys_are_unsupported);
    tcase_add_test(cases, keys_that_only_burn_time_are_not_tried);
    tcase_add_test(cases, the_largest_that_is_accepted_is_tried);
    tcase_add_test(cases, a_spent_budget_stops_before_the_work);
    tcase_add_test(cases, a_dsa_key_is_tried_with_the_parameters_that_it_inherits);
    tcase_add_test(cases, no_memory_for_an_inheriting_key_is_no_bad_signature);
    tcase_add_test(cases, a_bad_signature_names_the_issuer);
    tcase_add_test(cases, an_unsupported_algorithm_is_named);
    tcase_add_test(cases, a_spent_budget_and_spent_memory_are_no_bad_signature);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
