/* SPDX-License-Identifier: MIT */
/* What a report says of a path that is not valid. */
#include "support/run_suite.h"
#include "support/verify_fixture.h"

#include "base/alloc.h"
#include "support/der_writer.h"

#include <stdlib.h>

START_TEST(missing_issuer_is_named)
{
    trust(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ISSUER_MISSING, 0);
    assert_path(0, CERTCHECK_PATH_NO_ISSUER, 1);
    char *message = certcheck_finding_message(certcheck_report_main_finding(report));
    ck_assert_ptr_nonnull(strstr(message, "issuer CN=a was given"));
    certcheck_free(message);
}
END_TEST

START_TEST(untrusted_root_is_named)
{
    offer(fake_ca("root", "root", 1, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "root", 9, 1)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ROOT_NOT_TRUSTED, 1);
    assert_path(0, CERTCHECK_PATH_ROOT_UNTRUSTED, 2);
}
END_TEST

START_TEST(self_signed_leaf_is_called_so)
{
    ck_assert_int_eq(verify(fake_leaf("leaf", "leaf", 9, 9)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_SELF_SIGNED, 0);
}
END_TEST

START_TEST(self_issued_leaf_signed_by_another_key_misses_its_issuer)
{
    ck_assert_int_eq(verify(fake_leaf("leaf", "leaf", 9, 8)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ISSUER_MISSING, 0);
}
END_TEST

START_TEST(candidate_with_another_key_identifier_is_refused_by_name)
{
    static const uint8_t one[] = {1}, two[] = {2};
    struct certcheck_certificate *other = trust(fake_ca("a", "a", 5, 5));
    other->subject_key_identifier = cc_span_of(one, 1);
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    leaf->authority_key_identifier.has_key_identifier = true;
    leaf->authority_key_identifier.key_identifier = cc_span_of(two, 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ISSUER_REFUSED, 0);
    ck_assert_int_eq(rejected(other)->refusal, CERTCHECK_REFUSAL_KEY_IDENTIFIER);
}
END_TEST

START_TEST(key_identifiers_are_hints_only)
{
    static const uint8_t one[] = {1}, two[] = {2};
    trust(fake_ca("a", "a", 5, 5))->subject_key_identifier = cc_span_of(one, 1);
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 5);
    leaf->authority_key_identifier.has_key_identifier = true;
    leaf->authority_key_identifier.key_identifier = cc_span_of(two, 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_VALID);
}
END_TEST

START_TEST(wrong_signature_is_about_the_child)
{
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("a", "root", 2, 7));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_SIGNATURE_INVALID, 1);
    assert_path(0, CERTCHECK_PATH_REFUSED, 3);
}
END_TEST

START_TEST(expired_intermediate_is_the_main_cause)
{
    trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *middle = offer(fake_ca("a", "root", 2, 1));
    middle->not_after = FAKE_NOW - 1;
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_EXPIRED, 1);
    assert_path(0, CERTCHECK_PATH_REFUSED, 3);
    ck_assert_int_eq(rejected(middle)->refusal, CERTCHECK_REFUSAL_UNUSABLE);
    ck_assert_int_eq(rejected(middle)->code, CERTCHECK_FINDING_EXPIRED);
}
END_TEST

START_TEST(path_closest_to_valid_comes_first)
{
    trust(fake_ca("root", "root", 1, 1));
    trust(fake_ca("other", "other", 4, 4));
    struct certcheck_certificate *twice = offer(fake_ca("a", "root", 2, 1));
    twice->not_after = FAKE_NOW - 1;
    twice->basic_constraints.ca = false;
    offer(fake_ca("a", "other", 2, 4))->not_after = FAKE_NOW - 2;
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    ck_assert_uint_eq(certcheck_report_path_count(report), 2);
    ck_assert_int_eq(certcheck_report_path(report, 0)->entries[1].certificate->not_after,
                     FAKE_NOW - 2);
    assert_main(CERTCHECK_FINDING_EXPIRED, 1);
}
END_TEST

START_TEST(issuer_that_is_no_authority_is_refused)
{
    trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *middle = offer(fake_leaf("a", "root", 2, 1));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_NOT_A_CA, 1);
    ck_assert_int_eq(rejected(middle)->refusal, CERTCHECK_REFUSAL_NOT_A_CA);
}
END_TEST

START_TEST(loop_without_an_anchor_ends)
{
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("a", "b", 2, 3));
    offer(fake_ca("b", "a", 3, 2));
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ANCHOR_MISSING, 2);
    assert_path(0, CERTCHECK_PATH_LOOP, 3);
    ck_assert_uint_eq(crypto.verified, 2);
}
END_TEST

START_TEST(path_over_max_depth_is_refused_and_just_at_it_is_not)
{
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("b", "root", 3, 1));
    offer(fake_ca("a", "b", 2, 3));
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    certcheck_policy_set_max_depth(policy, 2);
    ck_assert_int_eq(verify(leaf), CERTCHECK_VALID);
    certcheck_report_free(report);
    certcheck_policy_set_max_depth(policy, 1);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_PATH_TOO_LONG, CERTCHECK_NO_INDEX);
}
END_TEST

START_TEST(unreadable_leaf_has_a_report)
{
    struct certcheck_parse_error error = {.offset = 7, .rule = "length-not-minimal", .text = "x"};
    ck_assert_int_eq(certcheck_verify_unreadable(&error, policy, &report), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_report_verdict(report), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_CERTIFICATE_MALFORMED, 0);
    ck_assert_uint_eq(certcheck_report_main_finding(report)->offset, 7);
    ck_assert_ptr_null(certcheck_report_leaf(report));
}
END_TEST

START_TEST(name_too_long_to_be_told_is_no_lack_of_memory)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "gone", 9, 1);
    struct der_writer name = {0};
    char *common_name = calloc(1, 2000001);
    ck_assert_ptr_nonnull(common_name);
    memset(common_name, 'x', 2000000);
    writer_name(&name, common_name);
    leaf->issuer = writer_span(&name);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    assert_main(CERTCHECK_FINDING_ISSUER_MISSING, 0);
    char *message = certcheck_finding_message(certcheck_report_main_finding(report));
    ck_assert_ptr_nonnull(strstr(message, "(a name of 2000025 bytes)"));
    certcheck_free(message);
    writer_release(&name);
    free(common_name);
}
END_TEST

static void write_issuer_url(struct der_writer *access, const char *url)
{
    writer_begin(access, CC_DER_SEQUENCE);
    writer_oid(access, "1.3.6.1.5.5.7.48.2");
    writer_text(access, CC_DER_CONTEXT(6), url);
    writer_end(access);
}

START_TEST(urls_too_long_to_be_fetched_are_not_wanted)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "gone", 9, 1);
    struct der_writer access = {0};
    char *url = calloc(1, 2000001);
    ck_assert_ptr_nonnull(url);
    memset(url, 'x', 2000000);
    write_issuer_url(&access, url);
    write_issuer_url(&access, "http://example.com/a");
    write_issuer_url(&access, "http://example.com/a");
    leaf->access = writer_span(&access);
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    ck_assert_uint_eq(certcheck_report_want_count(report), 1);
    ck_assert_str_eq(certcheck_report_want(report, 0)->url, "http://example.com/a");
    writer_release(&access);
    free(url);
}
END_TEST

/* From the leaf up, and of several that are as grave the leaf's is the main one. */
START_TEST(findings_are_told_in_the_order_of_the_path)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    trust(fake_ca("root", "root", 1, 1));
    offer(fake_ca("b", "root", 3, 1))->not_after = FAKE_NOW - 1;
    offer(fake_ca("a", "b", 2, 3))->not_after = FAKE_NOW - 1;
    leaf->not_after = FAKE_NOW - 1;
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    const struct certcheck_report_path *path = certcheck_report_path(report, 0);
    ck_assert_uint_eq(path->finding_count, 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert_uint_eq(path->findings[i].certificate, i);
    assert_main(CERTCHECK_FINDING_EXPIRED, 0);
}
END_TEST

START_TEST(paths_refused_by_themselves_and_by_a_certificate_are_told)
{
    struct certcheck_certificate *root = trust(fake_ca("root", "root", 1, 1));
    root->basic_constraints.has_path_length = true;
    offer(fake_ca("a", "root", 2, 1));
    offer(fake_ca("a", "root", 3, 1))->not_after = FAKE_NOW - 1;
    ck_assert_int_eq(verify(fake_leaf("leaf", "a", 9, 2)), CERTCHECK_NOT_VALID);
    ck_assert_uint_eq(certcheck_report_path_count(report), 2);
}
END_TEST

START_TEST(candidate_is_not_to_blame_for_an_unknown_algorithm)
{
    trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *a = offer(fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    leaf->algorithm.kind = CERTCHECK_SIGNATURE_UNKNOWN;
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    ck_assert_int_eq(rejected(a)->code, CERTCHECK_FINDING_SIGNATURE_ALGORITHM_UNSUPPORTED);
}
END_TEST

START_TEST(candidates_above_the_leafs_issuer_are_told)
{
    trust(fake_ca("root", "root", 1, 1));
    struct certcheck_certificate *a = offer(fake_ca("a", "root", 2, 1));
    struct certcheck_certificate *stray = offer(fake_ca("root", "nobody", 7, 8));
    struct certcheck_certificate *leaf = fake_leaf("leaf", "a", 9, 2);
    leaf->not_after = FAKE_NOW - 1;
    ck_assert_int_eq(verify(leaf), CERTCHECK_NOT_VALID);
    ck_assert_int_eq(rejected(stray)->refusal, CERTCHECK_REFUSAL_NO_ANCHOR);
    ck_assert_ptr_eq(rejected(stray)->child, a);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verify");
    TCase *tests = tcase_create("reasons");
    tcase_add_checked_fixture(tests, verify_set_up, verify_tear_down);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, missing_issuer_is_named);
    tcase_add_test(tests, untrusted_root_is_named);
    tcase_add_test(tests, self_signed_leaf_is_called_so);
    tcase_add_test(tests, self_issued_leaf_signed_by_another_key_misses_its_issuer);
    tcase_add_test(tests, candidate_with_another_key_identifier_is_refused_by_name);
    tcase_add_test(tests, key_identifiers_are_hints_only);
    tcase_add_test(tests, wrong_signature_is_about_the_child);
    tcase_add_test(tests, expired_intermediate_is_the_main_cause);
    tcase_add_test(tests, path_closest_to_valid_comes_first);
    tcase_add_test(tests, issuer_that_is_no_authority_is_refused);
    tcase_add_test(tests, loop_without_an_anchor_ends);
    tcase_add_test(tests, path_over_max_depth_is_refused_and_just_at_it_is_not);
    tcase_add_test(tests, unreadable_leaf_has_a_report);
    tcase_add_test(tests, name_too_long_to_be_told_is_no_lack_of_memory);
    tcase_add_test(tests, urls_too_long_to_be_fetched_are_not_wanted);
    tcase_add_test(tests, findings_are_told_in_the_order_of_the_path);
    tcase_add_test(tests, paths_refused_by_themselves_and_by_a_certificate_are_told);
    tcase_add_test(tests, candidate_is_not_to_blame_for_an_unknown_algorithm);
    tcase_add_test(tests, candidates_above_the_leafs_issuer_are_told);
    return run_suite(suite);
}
