/* SPDX-License-Identifier: MIT */
/* lib/check/crl_scope.c: which CRLs speak about a certificate (RFC 5280 6.3.3 (b) and (d)). */
#include "support/check_fixture.h"
#include "support/run_suite.h"

#include "check/crl_status.h"

#include <check.h>

static struct certcheck_certificate *certificate;
static struct certcheck_distribution_point point;
static struct certcheck_crl crl;
static uint16_t reasons;

static void set_up(void)
{
    fixture_begin();
    certificate = make_certificate("leaf");
    certificate->issuer = name_of("CA");
    memset(&point, 0, sizeof point);
    memset(&crl, 0, sizeof crl);
    crl.issuer = name_of("CA");
}

static void point_is_at(cc_span names)
{
    point.has_full_name = true;
    point.full_name = names;
}

static void crl_is_for(cc_span names)
{
    crl.has_issuing_distribution_point = true;
    crl.issuing_distribution_point.point.has_full_name = true;
    crl.issuing_distribution_point.point.full_name = names;
}

static cc_span rdn(const char *common_name)
{
    cc_span name = name_of(common_name); /* SEQUENCE { SET { ... } }, all of them short */
    return cc_span_of(name.data + 4, name.length - 4);
}

static cc_span name_of_two(const char *first, const char *second)
{
    return der(0x30, join(der(0x31, rdn(first)), der(0x31, rdn(second)), NOTHING));
}

static enum cc_crl_scope scope(void)
{
    return cc_crl_scope(&fixture.budget, certificate, &point, &crl, &reasons);
}

static void in_scope(void)
{
    ck_assert_int_eq(scope(), CC_CRL_IN_SCOPE);
    ck_assert_uint_eq(reasons, CC_ALL_REASONS);
}

static void out_of_scope(enum cc_crl_scope expected)
{
    ck_assert_int_eq(scope(), expected);
    ck_assert_uint_eq(reasons, 0);
}

START_TEST(crl_of_the_issuer_without_restrictions_is_in_scope)
{
    in_scope();
    point_is_at(uri("http://example/ca.crl"));
    in_scope();
}
END_TEST

START_TEST(crl_of_another_issuer_is_not)
{
    crl.issuer = name_of("other");
    out_of_scope(CC_CRL_OTHER_ISSUER);
}
END_TEST

START_TEST(issuers_names_are_compared_as_names)
{
    crl.issuer = name_of("cA");
    in_scope();
}
END_TEST

START_TEST(crl_issuer_of_the_point_takes_the_issuers_place)
{
    point.has_crl_issuer = true;
    point.crl_issuer = join(dns("example"), directory("agent"), NOTHING);
    out_of_scope(CC_CRL_OTHER_ISSUER);
    crl.issuer = name_of("agent");
    out_of_scope(CC_CRL_NOT_INDIRECT);
    crl.has_issuing_distribution_point = true;
    out_of_scope(CC_CRL_NOT_INDIRECT);
    crl.issuing_distribution_point.indirect = true;
    in_scope();
}
END_TEST

START_TEST(one_name_in_common_is_enough)
{
    crl_is_for(join(uri("http://example/1.crl"), uri("http://example/2.crl"), NOTHING));
    point_is_at(join(uri("http://example/3.crl"), uri("http://example/2.crl"), NOTHING));
    in_scope();
    point_is_at(uri("http://example/3.crl"));
    out_of_scope(CC_CRL_OTHER_POINT);
    point_is_at(dns("http://example/1.crl"));
    out_of_scope(CC_CRL_OTHER_POINT);
}
END_TEST

START_TEST(directory_names_are_compared_as_names)
{
    crl_is_for(directory("point"));
    point_is_at(directory("POINT"));
    in_scope();
    point_is_at(directory("points"));
    out_of_scope(CC_CRL_OTHER_POINT);
}
END_TEST

START_TEST(names_of_other_kinds_that_hold_the_same_bytes_are_others)
{
    crl_is_for(der(0x86, name_of("point")));
    point_is_at(directory("point"));
    out_of_scope(CC_CRL_OTHER_POINT);
}
END_TEST

START_TEST(point_without_a_name_has_that_of_its_crl_issuer)
{
    crl.issuer = name_of("agent");
    crl_is_for(directory("agent"));
    crl.issuing_distribution_point.indirect = true;
    point.has_crl_issuer = true;
    point.crl_issuer = directory("agent");
    in_scope();
    crl_is_for(directory("another"));
    out_of_scope(CC_CRL_OTHER_POINT);
}
END_TEST

START_TEST(bits_that_stand_for_no_reason_are_none)
{
    point.has_reasons = true;
    point.reasons = 0xFFFF;
    in_scope();
}
END_TEST

START_TEST(a_relative_name_is_not_that_of_a_point_without_a_name)
{
    struct certcheck_distribution_point *idp = &crl.issuing_distribution_point.point;
    crl.has_issuing_distribution_point = true;
    idp->has_relative_name = true;
    idp->relative_name = rdn("point");
    out_of_scope(CC_CRL_OTHER_POINT);
}
END_TEST

START_TEST(a_relative_name_is_relative_to_the_directory_name_of_the_crl_issuer)
{
    crl.issuer = name_of("agent");
    crl_is_for(der(0xA4, name_of_two("agent", "point")));
    crl.issuing_distribution_point.indirect = true;
    point.has_crl_issuer = true;
    point.crl_issuer = join(dns("example"), directory("agent"), NOTHING);
    point.has_relative_name = true;
    point.relative_name = rdn("point");
    in_scope();
}
END_TEST

START_TEST(relative_names_are_relative_to_the_issuer)
{
    struct certcheck_distribution_point *idp = &crl.issuing_distribution_point.point;
    crl.has_issuing_distribution_point = true;
    idp->has_relative_name = true;
    idp->relative_name = rdn("point");
    point.has_relative_name = true;
    point.relative_name = rdn("Point");
    in_scope();
    point.relative_name = rdn("other");
    out_of_scope(CC_CRL_OTHER_POINT);

    point.has_relative_name = false;
    point_is_at(der(0xA4, name_of_two("CA", "point")));
    in_scope();
    point_is_at(der(0xA4, name_of_two("CA", "other")));
    out_of_scope(CC_CRL_OTHER_POINT);
    point_is_at(directory("CA"));
    out_of_scope(CC_CRL_OTHER_POINT);
}
END_TEST

START_TEST(relative_name_of_the_point_may_be_the_full_one_of_the_crl)
{
    point.has_relative_name = true;
    point.relative_name = rdn("point");
    crl_is_for(der(0xA4, name_of_two("CA", "point")));
    in_scope();
    crl_is_for(der(0xA4, name_of_two("other", "point")));
    out_of_scope(CC_CRL_OTHER_POINT);
}
END_TEST

START_TEST(relative_name_with_a_crl_issuer_is_relative_to_that_one)
{
    crl.issuer = name_of("agent");
    crl_is_for(der(0xA4, name_of_two("agent", "point")));
    crl.issuing_distribution_point.indirect = true;
    point.has_crl_issuer = true;
    point.crl_issuer = directory("agent");
    point.has_relative_name = true;
    point.relative_name = rdn("point");
    in_scope();
    crl_is_for(der(0xA4, name_of_two("CA", "point")));
    out_of_scope(CC_CRL_OTHER_POINT);
}
END_TEST

START_TEST(kinds_of_certificates_are_told_apart)
{
    struct certcheck_issuing_distribution_point *idp = &crl.issuing_distribution_point;
    crl.has_issuing_distribution_point = true;
    idp->only_ca_certificates = true;
    out_of_scope(CC_CRL_OTHER_KIND);
    idp->only_ca_certificates = false;
    idp->only_user_certificates = true;
    in_scope();
    certificate = make_authority("sub");
    certificate->issuer = name_of("CA");
    out_of_scope(CC_CRL_OTHER_KIND);
    idp->only_user_certificates = false;
    idp->only_ca_certificates = true;
    in_scope();
    idp->only_ca_certificates = false;
    idp->only_attribute_certificates = true;
    out_of_scope(CC_CRL_OTHER_KIND);
}
END_TEST

START_TEST(reasons_are_those_of_both)
{
    struct certcheck_distribution_point *idp = &crl.issuing_distribution_point.point;
    crl.has_issuing_distribution_point = true;
    idp->has_reasons = true;
    idp->reasons = 1U << 1 | 1U << 2;
    ck_assert_int_eq(scope(), CC_CRL_IN_SCOPE);
    ck_assert_uint_eq(reasons, 1U << 1 | 1U << 2);
    point.has_reasons = true;
    point.reasons = 1U << 2 | 1U << 3;
    ck_assert_int_eq(scope(), CC_CRL_IN_SCOPE);
    ck_assert_uint_eq(reasons, 1U << 2);
    idp->has_reasons = false;
    ck_assert_int_eq(scope(), CC_CRL_IN_SCOPE);
    ck_assert_uint_eq(reasons, 1U << 2 | 1U << 3);
}
END_TEST

START_TEST(names_are_paid_for)
{
    crl_is_for(join(uri("http://example/1.crl"), uri("http://example/2.crl"), NOTHING));
    point_is_at(join(uri("http://example/3.crl"), uri("http://example/2.crl"), NOTHING));
    fixture.budget.limit[CERTCHECK_BUDGET_CANDIDATES] = 4; /* the issuer's, and three pairs */
    fixture.budget.used[CERTCHECK_BUDGET_CANDIDATES] = 0;
    out_of_scope(CC_CRL_OTHER_POINT);
    ck_assert(fixture.budget.spent[CERTCHECK_BUDGET_CANDIDATES]);
    fixture.budget.limit[CERTCHECK_BUDGET_CANDIDATES] = 9;
    in_scope();
    ck_assert_uint_eq(fixture.budget.used[CERTCHECK_BUDGET_CANDIDATES], 9);
}
END_TEST

START_TEST(names_in_other_letters_cost_by_their_length)
{
    crl_is_for(join(directory("a name of thirty-two characters."), NOTHING, NOTHING));
    point_is_at(join(directory("A NAME OF THIRTY-TWO CHARACTERS."), NOTHING, NOTHING));
    fixture.budget.used[CERTCHECK_BUDGET_CANDIDATES] = 0;
    fixture.budget.limit[CERTCHECK_BUDGET_CANDIDATES] = 100;
    in_scope();
    ck_assert_uint_ge(fixture.budget.used[CERTCHECK_BUDGET_CANDIDATES], 6);
    fixture.budget.limit[CERTCHECK_BUDGET_CANDIDATES] =
        2 * fixture.budget.used[CERTCHECK_BUDGET_CANDIDATES] - 1;
    out_of_scope(CC_CRL_OTHER_POINT);
    ck_assert(fixture.budget.spent[CERTCHECK_BUDGET_CANDIDATES]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("crl_scope");
    TCase *tests = tcase_create("crl_scope");
    tcase_add_checked_fixture(tests, set_up, fixture_end);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, crl_of_the_issuer_without_restrictions_is_in_scope);
    tcase_add_test(tests, crl_of_another_issuer_is_not);
    tcase_add_test(tests, issuers_names_are_compared_as_names);
    tcase_add_test(tests, crl_issuer_of_the_point_takes_the_issuers_place);
    tcase_add_test(tests, one_name_in_common_is_enough);
    tcase_add_test(tests, directory_names_are_compared_as_names);
    tcase_add_test(tests, names_of_other_kinds_that_hold_the_same_bytes_are_others);
    tcase_add_test(tests, point_without_a_name_has_that_of_its_crl_issuer);
    tcase_add_test(tests, bits_that_stand_for_no_reason_are_none);
    tcase_add_test(tests, a_relative_name_is_not_that_of_a_point_without_a_name);
    tcase_add_test(tests, a_relative_name_is_relative_to_the_directory_name_of_the_crl_issuer);
    tcase_add_test(tests, relative_names_are_relative_to_the_issuer);
    tcase_add_test(tests, relative_name_of_the_point_may_be_the_full_one_of_the_crl);
    tcase_add_test(tests, relative_name_with_a_crl_issuer_is_relative_to_that_one);
    tcase_add_test(tests, kinds_of_certificates_are_told_apart);
    tcase_add_test(tests, reasons_are_those_of_both);
    tcase_add_test(tests, names_are_paid_for);
    tcase_add_test(tests, names_in_other_letters_cost_by_their_length);
    return run_suite(suite);
}
