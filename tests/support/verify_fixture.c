/* SPDX-License-Identifier: MIT */
/* A store, a pool and a policy, and what comes of verifying a leaf with them. */
#include "support/verify_fixture.h"

#include "support/failing_alloc.h"
#include "verify/verify.h"

struct certcheck_store *trusted;
struct certcheck_pool *offered;
struct certcheck_policy *policy;
struct certcheck_report *report;
struct fake_crypto crypto;

void verify_set_up(void)
{
    ck_assert_int_eq(certcheck_store_new(&trusted), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_pool_new(&offered), CERTCHECK_OK);
    ck_assert_int_eq(certcheck_policy_new(&policy), CERTCHECK_OK);
    certcheck_policy_set_time(policy, FAKE_NOW);
    fake_crypto_init(&crypto);
    report = NULL;
}

void verify_tear_down(void)
{
    failing_alloc_in_blocks(false);
    certcheck_report_free(report);
    certcheck_policy_free(policy);
    certcheck_pool_free(offered);
    certcheck_store_free(trusted);
    fake_release();
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

struct certcheck_certificate *trust(struct certcheck_certificate *certificate)
{
    ck_assert_int_eq(certcheck_store_add(trusted, certificate, "anchors"), CERTCHECK_OK);
    return certificate;
}

struct certcheck_certificate *offer(struct certcheck_certificate *certificate)
{
    ck_assert_int_eq(certcheck_pool_add(offered, certificate, "offered"), CERTCHECK_OK);
    return certificate;
}

enum certcheck_status try_verify(const struct certcheck_certificate *leaf)
{
    certcheck_store_seal(trusted);
    return cc_verify_with(&crypto.crypto, trusted, offered, leaf, policy, &report);
}

enum certcheck_verdict verify(const struct certcheck_certificate *leaf)
{
    ck_assert_int_eq(try_verify(leaf), CERTCHECK_OK);
    return certcheck_report_verdict(report);
}

void assert_main(enum certcheck_finding_code code, size_t certificate)
{
    const struct certcheck_finding *main_finding = certcheck_report_main_finding(report);
    ck_assert_ptr_nonnull(main_finding);
    ck_assert_str_eq(certcheck_finding_info(main_finding->code)->id,
                     certcheck_finding_info(code)->id);
    ck_assert_uint_eq(main_finding->certificate, certificate);
}

void assert_path(size_t path, enum certcheck_path_end end, size_t length)
{
    const struct certcheck_report_path *p = certcheck_report_path(report, path);
    ck_assert_ptr_nonnull(p);
    ck_assert_str_eq(certcheck_path_end_text(p->end), certcheck_path_end_text(end));
    ck_assert_uint_eq(p->entry_count, length);
}

const struct certcheck_rejected *rejected(const struct certcheck_certificate *candidate)
{
    for (size_t i = 0; i < certcheck_report_rejected_count(report); i++)
        if (certcheck_report_rejected(report, i)->candidate == candidate)
            return certcheck_report_rejected(report, i);
    ck_abort_msg("the candidate was not rejected");
    return NULL;
}
