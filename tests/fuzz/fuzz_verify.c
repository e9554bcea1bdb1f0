/* SPDX-License-Identifier: MIT */
/* Whole verifications of certificates, CRLs and OCSP responses in DER, one after the other, seven
 * of eight signatures of which are good. Reaches cc_verify_with and all that it stands on, and the
 * texts of the report.
 *
 * The first byte says what is asked, the second which certificates are anchors; the first
 * certificate is the leaf. Budgets are kept; findings lie inside what they are about and can be
 * told; the order in which things were given does not matter; half of what a budget was used for
 * leaves the verdict as it is, or undetermined. */
#include "fuzz.h"

#include "crypto/crypto.h"
#include "der/der.h"
#include "verify/verify.h"

#define MANY 64 /* of each kind */

static struct certcheck_certificate *certificates[MANY];
static struct certcheck_crl *crls[MANY];
static struct certcheck_ocsp *responses[MANY];
static size_t certificate_count, crl_count, response_count;

static enum cc_signature_result check(void *context,
                                      const struct certcheck_signature_algorithm *algorithm,
                                      cc_span spki, cc_span message, cc_span signature)
{
    (void)context;
    (void)algorithm;
    (void)spki;
    (void)message;
    return signature.length > 0 && (signature.data[signature.length - 1] & 7) != 0
               ? CC_SIGNATURE_GOOD
               : CC_SIGNATURE_BAD;
}

static void read_one(cc_span der)
{
    if (certificate_count < MANY &&
        certcheck_certificate_parse(der.data, der.length, &certificates[certificate_count], NULL) ==
            CERTCHECK_OK)
        certificate_count++;
    else if (crl_count < MANY &&
             certcheck_crl_parse(der.data, der.length, &crls[crl_count], NULL) == CERTCHECK_OK)
        crl_count++;
    else if (response_count < MANY &&
             certcheck_ocsp_parse(der.data, der.length, &responses[response_count], NULL) ==
                 CERTCHECK_OK)
        response_count++;
}

static void read_all(cc_span bytes)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_der_value value;
    certificate_count = crl_count = response_count = 0;
    cc_der_init(&der, bytes, NULL, &error);
    while (!cc_der_at_end(&der) && cc_der_read(&der, &value))
        read_one(value.whole);
}

static struct certcheck_policy *new_policy(uint8_t asked)
{
    static const certcheck_time times[] = {1767225600, 1780272000, 1500000000, 1900000000};
    struct certcheck_policy *policy;
    require(certcheck_policy_new(&policy) == CERTCHECK_OK);
    certcheck_policy_set_time(policy, times[asked & 3]);
    certcheck_policy_set_profile(policy,
                                 (enum certcheck_profile)((asked >> 2) % CERTCHECK_PROFILES));
    if ((asked & 0x10) != 0)
        require(certcheck_policy_set_purpose(policy, "serverAuth") == CERTCHECK_OK);
    if ((asked & 0x20) != 0)
        require(certcheck_policy_add_identity(policy, CERTCHECK_IDENTITY_DNS, "leaf.example") ==
                CERTCHECK_OK);
    if ((asked & 0x40) != 0)
        certcheck_policy_set_revocation(policy, CERTCHECK_REVOCATION_REQUIRE);
    certcheck_policy_set_initial_explicit_policy(policy, (asked & 0x80) != 0);
    certcheck_policy_set_stapling(policy, (enum certcheck_stapling)(asked % 3));
    certcheck_policy_set_max_paths(policy, 2);
    return policy;
}

/* The i-th of `count` things, counted from the other end when `reversed`. */
static size_t place(size_t i, size_t count, bool reversed)
{
    return reversed ? count - 1 - i : i;
}

static struct certcheck_report *verify(const struct certcheck_policy *policy, uint8_t anchors,
                                       bool reversed)
{
    struct cc_crypto crypto = *cc_crypto_default();
    struct certcheck_store *store;
    struct certcheck_pool *pool;
    struct certcheck_report *report;
    crypto.verify = check;
    require(certcheck_store_new(&store) == CERTCHECK_OK);
    require(certcheck_pool_new(&pool) == CERTCHECK_OK);
    for (size_t i = 0; i < certificate_count; i++) {
        size_t at = place(i, certificate_count, reversed);
        require(certcheck_pool_add(pool, certificates[at], NULL) == CERTCHECK_OK);
        if ((anchors >> at % 8 & 1) != 0)
            require(certcheck_store_add(store, certificates[at], NULL) == CERTCHECK_OK);
    }
    for (size_t i = 0; i < crl_count; i++)
        require(certcheck_pool_add_crl(pool, crls[place(i, crl_count, reversed)], NULL) ==
                CERTCHECK_OK);
    for (size_t i = 0; i < response_count; i++)
        require(certcheck_pool_add_ocsp(pool, responses[place(i, response_count, reversed)],
                                        NULL) == CERTCHECK_OK);
    certcheck_store_seal(store);
    require(cc_verify_with(&crypto, store, pool, certificates[0], policy, &report) == CERTCHECK_OK);
    certcheck_pool_free(pool);
    certcheck_store_free(store);
    return report;
}

static void tell(const struct certcheck_finding *finding, const struct certcheck_report_path *path)
{
    char *message = certcheck_finding_message(finding);
    require(message != NULL);
    certcheck_free(message);
    if (finding->certificate == CERTCHECK_NO_INDEX || path == NULL)
        return;
    require(finding->certificate < path->entry_count);
    size_t length =
        certcheck_certificate_der(path->entries[finding->certificate].certificate).length;
    require(finding->offset <= length && finding->length <= length - finding->offset);
}

/* What could be fetched: for OCSP, the request is a value in DER. */
static void ask_for(const struct certcheck_want *want)
{
    struct certcheck_ocsp_question question = {want->certificate, want->issuer};
    uint8_t *request = NULL;
    size_t length = 0;
    require(want->url[0] != '\0');
    if (want->kind != CERTCHECK_WANT_OCSP)
        return;
    require(certcheck_ocsp_request(&question, 1, CERTCHECK_DIGEST_SHA1, (cc_span){NULL, 0},
                                   &request, &length) == CERTCHECK_OK);
    require(length > 2 && request[0] == 0x30);
    certcheck_free(request);
}

static void tell_all(const struct certcheck_report *report)
{
    for (size_t i = 0; i < certcheck_report_finding_count(report); i++)
        tell(certcheck_report_finding(report, i), NULL);
    for (size_t i = 0; i < certcheck_report_path_count(report); i++) {
        const struct certcheck_report_path *path = certcheck_report_path(report, i);
        require((path->end == CERTCHECK_PATH_VALID) ==
                (i < certcheck_report_valid_path_count(report)));
        for (size_t k = 0; k < path->finding_count; k++)
            tell(&path->findings[k], path);
    }
    for (size_t i = 0; i < certcheck_report_want_count(report); i++)
        ask_for(certcheck_report_want(report, i));
    for (int kind = 0; kind < CERTCHECK_BUDGETS; kind++)
        require(certcheck_report_budget_used(report, (enum certcheck_budget)kind) <=
                certcheck_report_budget_limit(report, (enum certcheck_budget)kind));
    enum certcheck_verdict verdict = certcheck_report_verdict(report);
    require((verdict == CERTCHECK_VALID) == (certcheck_report_valid_path_count(report) > 0));
    require((verdict == CERTCHECK_VALID) == (certcheck_report_main_finding(report) == NULL));
}

static void require_same(const struct certcheck_report *a, const struct certcheck_report *b)
{
    const struct certcheck_finding *left = certcheck_report_main_finding(a);
    const struct certcheck_finding *right = certcheck_report_main_finding(b);
    require(certcheck_report_verdict(a) == certcheck_report_verdict(b));
    if (certcheck_report_verdict(a) != CERTCHECK_NOT_VALID)
        return;
    require(left != NULL && right != NULL && left->code == right->code);
    require(certcheck_report_path_count(a) == certcheck_report_path_count(b));
}

static void require_undetermined_by_less(struct certcheck_policy *policy, uint8_t anchors,
                                         const struct certcheck_report *report)
{
    for (int kind = 0; kind < CERTCHECK_BUDGETS; kind++)
        certcheck_policy_set_budget(
            policy, (enum certcheck_budget)kind,
            certcheck_report_budget_used(report, (enum certcheck_budget)kind) / 2);
    struct certcheck_report *other = verify(policy, anchors, false);
    enum certcheck_verdict verdict = certcheck_report_verdict(other);
    require(verdict == CERTCHECK_UNDETERMINED || verdict == certcheck_report_verdict(report));
    certcheck_report_free(other);
}

static void judge(uint8_t asked, uint8_t anchors)
{
    struct certcheck_policy *policy = new_policy(asked);
    struct certcheck_report *report = verify(policy, anchors, false);
    struct certcheck_report *other = verify(policy, anchors, true);
    tell_all(report);
    require_same(report, other);
    require_undetermined_by_less(policy, anchors, report);
    certcheck_report_free(report);
    certcheck_report_free(other);
    certcheck_policy_free(policy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    read_all(cc_span_of(data + 2, size - 2));
    if (certificate_count > 0)
        judge(data[0], data[1]);
    for (size_t i = 0; i < certificate_count; i++)
        certcheck_certificate_free(certificates[i]);
    for (size_t i = 0; i < crl_count; i++)
        certcheck_crl_free(crls[i]);
    for (size_t i = 0; i < response_count; i++)
        certcheck_ocsp_free(responses[i]);
    return 0;
}
