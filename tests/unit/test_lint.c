/* SPDX-License-Identifier: MIT */
/* One certificate by itself: the role it is judged in, and how grave its findings are. */
#include "support/failing_alloc.h"
#include "support/fake_certificate.h"
#include "support/run_suite.h"
#include "verify/lint.h"

#include <check.h>

static struct certcheck_policy *policy;
static struct certcheck_lint *lint;
static struct fake_crypto crypto;
static const uint8_t zero;
static const uint8_t identifiers[2] = {1, 2};

static void set_up(void)
{
    ck_assert_int_eq(certcheck_policy_new(&policy), CERTCHECK_OK);
    certcheck_policy_set_time(policy, FAKE_NOW);
    fake_crypto_init(&crypto);
    lint = NULL;
}

static void tear_down(void)
{
    certcheck_lint_free(lint);
    certcheck_policy_free(policy);
    fake_release();
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static void judge_as(const struct certcheck_certificate *certificate, enum certcheck_role role,
                     enum certcheck_lint_rules rules)
{
    certcheck_lint_free(lint);
    ck_assert_int_eq(cc_lint_with(&crypto.crypto, certificate, role, rules, policy, &lint),
                     CERTCHECK_OK);
}

static void judge(const struct certcheck_certificate *certificate)
{
    judge_as(certificate, CERTCHECK_ROLE_AUTOMATIC, CERTCHECK_LINT_ALL);
}

static enum certcheck_role role_of(const struct certcheck_certificate *certificate)
{
    judge(certificate);
    return certcheck_lint_role(lint);
}

/* OFF: not found. */
static enum certcheck_severity severity_of(enum certcheck_finding_code code)
{
    for (size_t i = 0; i < certcheck_lint_finding_count(lint); i++) {
        const struct certcheck_finding *finding = certcheck_lint_finding(lint, i);
        ck_assert_uint_eq(finding->path, CERTCHECK_NO_INDEX);
        ck_assert_uint_eq(finding->certificate, 0);
        if (finding->code == code)
            return finding->severity;
    }
    return CERTCHECK_OFF;
}

static void name_keys(struct certcheck_certificate *certificate, unsigned own, unsigned issuer)
{
    certificate->subject_key_identifier = cc_span_of(&identifiers[own], 1);
    certificate->authority_key_identifier.has_key_identifier = true;
    certificate->authority_key_identifier.key_identifier = cc_span_of(&identifiers[issuer], 1);
}

START_TEST(the_certificate_says_what_it_is)
{
    ck_assert_int_eq(role_of(fake_leaf("leaf", "ca", 1, 2)), CERTCHECK_ROLE_LEAF);
    ck_assert_int_eq(role_of(fake_ca("ca", "root", 1, 2)), CERTCHECK_ROLE_INTERMEDIATE);
    ck_assert_int_eq(role_of(fake_ca("root", "root", 1, 1)), CERTCHECK_ROLE_ROOT);
    ck_assert_int_eq(role_of(fake_leaf("leaf", "leaf", 1, 1)), CERTCHECK_ROLE_LEAF);
    struct certcheck_certificate *user = fake_leaf("leaf", "ca", 3, 2);
    user->has_basic_constraints = true;
    ck_assert_int_eq(role_of(user), CERTCHECK_ROLE_LEAF);
    struct certcheck_certificate *old = fake_leaf("root", "root", 1, 1);
    old->version = 1;
    ck_assert_int_eq(role_of(old), CERTCHECK_ROLE_ROOT);
    old->version = 2;
    ck_assert_int_eq(role_of(old), CERTCHECK_ROLE_ROOT);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_ANCHOR_VERSION), CERTCHECK_ERROR);
}
END_TEST

START_TEST(a_new_key_signed_with_the_old_one_is_an_intermediate)
{
    struct certcheck_certificate *renewed = fake_ca("root", "root", 2, 1);
    ck_assert_int_eq(role_of(renewed), CERTCHECK_ROLE_INTERMEDIATE);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_SIGNATURE_INVALID), CERTCHECK_OFF);
    name_keys(renewed, 1, 0);
    ck_assert_int_eq(role_of(renewed), CERTCHECK_ROLE_INTERMEDIATE);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_SIGNATURE_INVALID), CERTCHECK_OFF);
}
END_TEST

START_TEST(a_root_whose_signature_is_wrong_is_a_root_with_a_wrong_signature)
{
    struct certcheck_certificate *broken = fake_ca("root", "root", 2, 1);
    name_keys(broken, 1, 1);
    ck_assert_int_eq(role_of(broken), CERTCHECK_ROLE_ROOT);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_SIGNATURE_INVALID), CERTCHECK_ERROR);
}
END_TEST

/* A signature under such a key counts for several. */
START_TEST(a_wrong_signature_is_told_whatever_it_costs_to_check)
{
    struct certcheck_certificate *broken = fake_ca("root", "root", 2, 1);
    broken->key.curve = CERTCHECK_CURVE_P521;
    broken->key.bits = 521;
    name_keys(broken, 1, 1);
    ck_assert_int_eq(role_of(broken), CERTCHECK_ROLE_ROOT);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_SIGNATURE_INVALID), CERTCHECK_ERROR);
}
END_TEST

START_TEST(what_is_called_a_root_must_have_signed_itself_if_it_bears_one_name)
{
    judge_as(fake_ca("root", "root", 2, 1), CERTCHECK_ROLE_ROOT, CERTCHECK_LINT_ALL);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_SIGNATURE_INVALID), CERTCHECK_ERROR);
    judge_as(fake_ca("anchor", "root", 2, 1), CERTCHECK_ROLE_ROOT, CERTCHECK_LINT_ALL);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_SIGNATURE_INVALID), CERTCHECK_OFF);
}
END_TEST

START_TEST(the_signature_of_another_is_not_looked_at)
{
    judge(fake_leaf("leaf", "ca", 1, 2));
    ck_assert_uint_eq(crypto.verified, 0);
    judge(fake_ca("root", "root", 1, 1));
    ck_assert_uint_eq(crypto.verified, 1);
}
END_TEST

START_TEST(a_role_that_is_given_holds)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 1, 2);
    judge_as(leaf, CERTCHECK_ROLE_INTERMEDIATE, CERTCHECK_LINT_ALL);
    ck_assert_int_eq(certcheck_lint_role(lint), CERTCHECK_ROLE_INTERMEDIATE);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_NOT_A_CA), CERTCHECK_ERROR);
    judge(leaf);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_NOT_A_CA), CERTCHECK_OFF);
    judge_as(fake_ca("ca", "root", 1, 2), CERTCHECK_ROLE_LEAF, CERTCHECK_LINT_ALL);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_LEAF_IS_CA_UNASKED), CERTCHECK_WARNING);
}
END_TEST

/* serial-not-positive: warning, error, error. */
START_TEST(every_rule_is_as_grave_as_the_strictest_profile_has_it)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 1, 2);
    leaf->serial = cc_span_of(&zero, 1);
    judge(leaf);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_SERIAL_NOT_POSITIVE), CERTCHECK_ERROR);
    judge_as(leaf, CERTCHECK_ROLE_AUTOMATIC, CERTCHECK_LINT_PROFILE);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_SERIAL_NOT_POSITIVE), CERTCHECK_WARNING);
    certcheck_policy_set_profile(policy, CERTCHECK_PROFILE_RFC5280);
    judge_as(leaf, CERTCHECK_ROLE_AUTOMATIC, CERTCHECK_LINT_PROFILE);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_SERIAL_NOT_POSITIVE), CERTCHECK_ERROR);
}
END_TEST

/* time-form: a note under the default profile. */
START_TEST(a_note_is_a_warning)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 1, 2);
    leaf->quirks[CC_QUIRK_TIME_FORM].count = 1;
    judge_as(leaf, CERTCHECK_ROLE_AUTOMATIC, CERTCHECK_LINT_PROFILE);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_TIME_FORM), CERTCHECK_WARNING);
}
END_TEST

START_TEST(what_the_caller_overrides_goes_first)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 1, 2);
    enum certcheck_finding_code code = CERTCHECK_FINDING_SERIAL_NOT_POSITIVE;
    leaf->serial = cc_span_of(&zero, 1);
    ck_assert_int_eq(certcheck_policy_set_severity(policy, code, CERTCHECK_WARNING), CERTCHECK_OK);
    judge(leaf);
    ck_assert_int_eq(severity_of(code), CERTCHECK_WARNING);
    ck_assert_int_eq(certcheck_policy_set_severity(policy, code, CERTCHECK_OFF), CERTCHECK_OK);
    judge(leaf);
    ck_assert_int_eq(severity_of(code), CERTCHECK_OFF);
}
END_TEST

START_TEST(the_dates_are_held_against_the_given_time)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 1, 2);
    certcheck_policy_set_time(policy, leaf->not_after);
    judge(leaf);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_EXPIRED), CERTCHECK_OFF);
    certcheck_policy_set_time(policy, leaf->not_after + 1);
    judge(leaf);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_EXPIRED), CERTCHECK_ERROR);
}
END_TEST

static enum certcheck_status unusable(void *context, cc_span spki, struct cc_key_info *info)
{
    (void)context;
    (void)spki;
    *info = (struct cc_key_info){.bits = 256};
    return CERTCHECK_OK;
}

static enum certcheck_status forgetful(void *context, cc_span spki, struct cc_key_info *info)
{
    (void)unusable(context, spki, info);
    return CERTCHECK_NO_MEMORY;
}

static enum certcheck_severity severity_of_key(uint8_t form, uint32_t bits)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 1, 2);
    leaf->key.key = cc_span_of(&form, 1);
    leaf->key.bits = bits;
    judge(leaf);
    return severity_of(CERTCHECK_FINDING_KEY_MALFORMED);
}

START_TEST(a_point_off_its_curve_is_no_key)
{
    ck_assert_int_eq(severity_of_key(4, 256), CERTCHECK_OFF);
    crypto.crypto.key_info = unusable;
    ck_assert_int_eq(severity_of_key(4, 256), CERTCHECK_ERROR);
    ck_assert_int_eq(severity_of_key(2, 256), CERTCHECK_OFF);
    ck_assert_int_eq(severity_of_key(4, 224), CERTCHECK_OFF);
}
END_TEST

START_TEST(a_point_that_no_memory_is_left_for_is_not_judged)
{
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 1, 2);
    crypto.crypto.key_info = forgetful;
    ck_assert_int_eq(cc_lint_with(&crypto.crypto, leaf, CERTCHECK_ROLE_AUTOMATIC,
                                  CERTCHECK_LINT_ALL, policy, &lint),
                     CERTCHECK_NO_MEMORY);
}
END_TEST

START_TEST(an_algorithm_that_no_verification_takes_is_unsupported)
{
    enum certcheck_finding_code code = CERTCHECK_FINDING_SIGNATURE_ALGORITHM_UNSUPPORTED;
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 1, 2);
    judge(leaf);
    ck_assert_int_eq(severity_of(code), CERTCHECK_OFF);
    leaf->algorithm.parameters_malformed = true;
    judge(leaf);
    ck_assert_int_eq(severity_of(code), CERTCHECK_ERROR);
    leaf->algorithm.parameters_malformed = false;
    leaf->algorithm.kind = CERTCHECK_SIGNATURE_UNKNOWN;
    judge(leaf);
    ck_assert_int_eq(severity_of(code), CERTCHECK_ERROR);
    struct certcheck_certificate *root = fake_ca("root", "root", 1, 1);
    struct certcheck_certificate *anchor = fake_ca("anchor", "root", 2, 1);
    root->algorithm.kind = anchor->algorithm.kind = CERTCHECK_SIGNATURE_UNKNOWN;
    judge_as(root, CERTCHECK_ROLE_ROOT, CERTCHECK_LINT_ALL);
    ck_assert_int_eq(severity_of(code), CERTCHECK_ERROR);
    judge_as(anchor, CERTCHECK_ROLE_ROOT, CERTCHECK_LINT_ALL);
    ck_assert_int_eq(severity_of(code), CERTCHECK_OFF);
}
END_TEST

/* What is wrong with them needs no path, in which the checks of a verification look at them. */
START_TEST(constraints_and_mappings_are_looked_at_by_themselves)
{
    static const uint8_t mask[] = {0x30, 10, 0x87, 8, 192, 0, 2, 0, 255, 0, 255, 0};
    static const uint8_t dot[] = {0x30, 4, 0x82, 2, '.', 'a'};
    static const uint8_t any[] = {0x30, 10, 6, 4, 0x55, 0x1D, 0x20, 0, 6, 2, 0x2A, 3};
    struct certcheck_certificate *ca = fake_ca("ca", "root", 1, 2);
    judge(ca);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_NAME_CONSTRAINT_INVALID), CERTCHECK_OFF);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_POLICY_MAPPING_INVALID), CERTCHECK_OFF);
    ca->name_constraints.permitted = cc_span_of(mask, sizeof mask);
    ca->name_constraints.excluded = cc_span_of(dot, sizeof dot);
    ca->policy_mappings = cc_span_of(any, sizeof any);
    judge(ca);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_NAME_CONSTRAINT_INVALID), CERTCHECK_ERROR);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_NAME_CONSTRAINT_LEADING_DOT), CERTCHECK_ERROR);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_POLICY_MAPPING_INVALID), CERTCHECK_ERROR);
    judge_as(ca, CERTCHECK_ROLE_ROOT, CERTCHECK_LINT_ALL);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_NAME_CONSTRAINT_INVALID), CERTCHECK_ERROR);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_POLICY_MAPPING_INVALID), CERTCHECK_OFF);
}
END_TEST

/* id-kp-emailProtection */
static const uint8_t mail[] = {6, 8, 0x2B, 6, 1, 5, 5, 7, 3, 4};

START_TEST(rules_for_servers_are_asked_of_what_may_be_one)
{
    static const uint8_t server[] = {6, 8, 0x2B, 6, 1, 5, 5, 7, 3, 1};
    enum certcheck_finding_code code = CERTCHECK_FINDING_WEB_SAN_MISSING;
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 1, 2);
    judge(leaf);
    ck_assert_int_eq(severity_of(code), CERTCHECK_ERROR);
    leaf->has_purposes = true;
    leaf->purposes = cc_span_of(server, sizeof server);
    judge(leaf);
    ck_assert_int_eq(severity_of(code), CERTCHECK_ERROR);
    leaf->purposes = cc_span_of(mail, sizeof mail);
    leaf->key.kind = CERTCHECK_KEY_ED25519;
    judge(leaf);
    ck_assert_int_eq(severity_of(code), CERTCHECK_OFF);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_WEB_KEY_ALGORITHM), CERTCHECK_OFF);
    /* Whoever asks for a server's certificate gets an answer. */
    certcheck_policy_set_profile(policy, CERTCHECK_PROFILE_WEBPKI);
    judge_as(leaf, CERTCHECK_ROLE_AUTOMATIC, CERTCHECK_LINT_PROFILE);
    ck_assert_int_eq(severity_of(code), CERTCHECK_ERROR);
    ck_assert_int_eq(certcheck_policy_set_purpose(policy, "serverAuth"), CERTCHECK_OK);
    judge(leaf);
    ck_assert_int_eq(severity_of(code), CERTCHECK_ERROR);
}
END_TEST

/* What another profile asks is asked where all is, and so is what the caller names. */
START_TEST(what_is_not_the_webs_alone_is_asked_of_everybody)
{
    static const uint8_t names[] = "\x82\x05*.com\x82\x08xn--628h";
    static const struct certcheck_extension extension = {.kind = CERTCHECK_EXT_EXTENDED_KEY_USAGE};
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 1, 2);
    leaf->has_purposes = true;
    leaf->purposes = cc_span_of(mail, sizeof mail);
    leaf->by_kind[CERTCHECK_EXT_EXTENDED_KEY_USAGE] = &extension;
    leaf->subject_alt_name = cc_span_of(names, sizeof names - 1);
    judge(leaf);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_WEB_WILDCARD_PUBLIC_SUFFIX), CERTCHECK_ERROR);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_WEB_DNS_IDNA), CERTCHECK_WARNING);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_WEB_NAME_INTERNAL), CERTCHECK_OFF);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_WEB_EKU_SERVER_MISSING), CERTCHECK_OFF);
    ck_assert_int_eq(certcheck_policy_set_severity(policy, CERTCHECK_FINDING_WEB_EKU_SERVER_MISSING,
                                                   CERTCHECK_ERROR),
                     CERTCHECK_OK);
    judge(leaf);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_WEB_EKU_SERVER_MISSING), CERTCHECK_ERROR);
}
END_TEST

/* Both are the web's, whatever they are for. */
START_TEST(rules_for_keys_are_asked_of_authorities_and_responders)
{
    static const uint8_t ocsp[] = {6, 8, 0x2B, 6, 1, 5, 5, 7, 3, 9};
    struct certcheck_certificate *responder = fake_leaf("leaf", "ca", 1, 2);
    responder->has_purposes = true;
    responder->purposes = cc_span_of(ocsp, sizeof ocsp);
    responder->key.kind = CERTCHECK_KEY_ED25519;
    judge(responder);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_WEB_KEY_ALGORITHM), CERTCHECK_ERROR);
    struct certcheck_certificate *ca = fake_ca("ca", "root", 1, 2);
    ca->has_purposes = true;
    ca->purposes = cc_span_of(mail, sizeof mail);
    ca->key.kind = CERTCHECK_KEY_ED25519;
    judge(ca);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_WEB_KEY_ALGORITHM), CERTCHECK_ERROR);
    judge_as(ca, CERTCHECK_ROLE_LEAF, CERTCHECK_LINT_ALL);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_WEB_KEY_ALGORITHM), CERTCHECK_ERROR);
}
END_TEST

START_TEST(a_precertificate_is_judged_as_its_certificate)
{
    static const uint8_t oid[] = {0x2A, 3};
    enum certcheck_finding_code code = CERTCHECK_FINDING_CRITICAL_EXTENSION_UNKNOWN;
    struct certcheck_extension extensions[] = {
        {.kind = CERTCHECK_EXT_CT_POISON, .critical = true},
        {.kind = CERTCHECK_EXT_UNKNOWN, .critical = true, .oid = cc_span_of(oid, sizeof oid)}};
    struct certcheck_certificate *leaf = fake_leaf("leaf", "ca", 1, 2);
    leaf->extensions = extensions;
    leaf->extension_count = 1;
    judge(leaf);
    ck_assert_int_eq(severity_of(code), CERTCHECK_OFF);
    leaf->extension_count = 2;
    judge(leaf);
    ck_assert_int_eq(severity_of(code), CERTCHECK_ERROR);
}
END_TEST

START_TEST(without_a_time_nothing_is_judged)
{
    struct certcheck_policy *timeless;
    ck_assert_int_eq(certcheck_policy_new(&timeless), CERTCHECK_OK);
    ck_assert_int_eq(cc_lint_with(&crypto.crypto, fake_leaf("leaf", "ca", 1, 2),
                                  CERTCHECK_ROLE_AUTOMATIC, CERTCHECK_LINT_ALL, timeless, &lint),
                     CERTCHECK_BAD_ARGUMENT);
    ck_assert_ptr_null(lint);
    certcheck_policy_free(timeless);
}
END_TEST

START_TEST(what_cannot_be_read_is_malformed)
{
    struct certcheck_parse_error error = {
        .offset = 7, .rule = "length-not-minimal", .text = "text", .field = "tbsCertificate"};
    ck_assert_int_eq(certcheck_lint_unreadable(&error, &lint), CERTCHECK_OK);
    ck_assert_uint_eq(certcheck_lint_finding_count(lint), 1);
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_CERTIFICATE_MALFORMED), CERTCHECK_ERROR);
    ck_assert_uint_eq(certcheck_lint_finding(lint, 0)->offset, 7);
    ck_assert_int_eq(certcheck_lint_role(lint), CERTCHECK_ROLE_AUTOMATIC);
    ck_assert_ptr_null(certcheck_lint_finding(lint, 1));
}
END_TEST

START_TEST(every_failing_allocation_is_no_memory)
{
    struct certcheck_certificate *broken = fake_ca("root", "root", 2, 1);
    name_keys(broken, 1, 1);
    size_t before = failing_alloc_live();
    for (size_t nth = 1;; nth++) {
        failing_alloc_at(nth);
        enum certcheck_status status = cc_lint_with(
            &crypto.crypto, broken, CERTCHECK_ROLE_AUTOMATIC, CERTCHECK_LINT_ALL, policy, &lint);
        bool failed = failing_alloc_count() >= nth;
        failing_alloc_at(0);
        if (!failed)
            break;
        ck_assert_int_eq(status, CERTCHECK_NO_MEMORY);
        ck_assert_ptr_null(lint);
        ck_assert_uint_eq(failing_alloc_live(), before);
    }
    ck_assert_int_eq(severity_of(CERTCHECK_FINDING_SIGNATURE_INVALID), CERTCHECK_ERROR);
}
END_TEST

START_TEST(roles_have_texts)
{
    ck_assert_str_eq(certcheck_role_text(CERTCHECK_ROLE_AUTOMATIC), "automatic");
    ck_assert_str_eq(certcheck_role_text(CERTCHECK_ROLE_LEAF), "leaf");
    ck_assert_str_eq(certcheck_role_text(CERTCHECK_ROLE_INTERMEDIATE), "intermediate");
    ck_assert_str_eq(certcheck_role_text(CERTCHECK_ROLE_ROOT), "root");
    ck_assert_str_eq(certcheck_role_text((enum certcheck_role)9), "unknown");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lint");
    TCase *tests = tcase_create("lint");
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, the_certificate_says_what_it_is);
    tcase_add_test(tests, a_new_key_signed_with_the_old_one_is_an_intermediate);
    tcase_add_test(tests, a_root_whose_signature_is_wrong_is_a_root_with_a_wrong_signature);
    tcase_add_test(tests, a_wrong_signature_is_told_whatever_it_costs_to_check);
    tcase_add_test(tests, what_is_called_a_root_must_have_signed_itself_if_it_bears_one_name);
    tcase_add_test(tests, the_signature_of_another_is_not_looked_at);
    tcase_add_test(tests, a_role_that_is_given_holds);
    tcase_add_test(tests, rules_for_servers_are_asked_of_what_may_be_one);
    tcase_add_test(tests, what_is_not_the_webs_alone_is_asked_of_everybody);
    tcase_add_test(tests, a_precertificate_is_judged_as_its_certificate);
    tcase_add_test(tests, rules_for_keys_are_asked_of_authorities_and_responders);
    tcase_add_test(tests, every_rule_is_as_grave_as_the_strictest_profile_has_it);
    tcase_add_test(tests, a_note_is_a_warning);
    tcase_add_test(tests, what_the_caller_overrides_goes_first);
    tcase_add_test(tests, the_dates_are_held_against_the_given_time);
    tcase_add_test(tests, a_point_off_its_curve_is_no_key);
    tcase_add_test(tests, a_point_that_no_memory_is_left_for_is_not_judged);
    tcase_add_test(tests, an_algorithm_that_no_verification_takes_is_unsupported);
    tcase_add_test(tests, constraints_and_mappings_are_looked_at_by_themselves);
    tcase_add_test(tests, without_a_time_nothing_is_judged);
    tcase_add_test(tests, what_cannot_be_read_is_malformed);
    tcase_add_test(tests, every_failing_allocation_is_no_memory);
    tcase_add_test(tests, roles_have_texts);
    return run_suite(suite);
}
