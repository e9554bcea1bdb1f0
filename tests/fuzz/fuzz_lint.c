/* SPDX-License-Identifier: MIT */
/* Any certificate against every rule, in every role: each finding lies inside it and can be told.
 * Reaches certcheck_certificate_parse, cc_lint_with, all of lib/profile and those checks of
 * lib/check that judge one certificate, and certcheck_finding_message. */
#include "fuzz.h"
#include "verify/lint.h"

/* Half of all signatures are good, so that roots are seen too. */
static enum cc_signature_result verify(void *context,
                                       const struct certcheck_signature_algorithm *algorithm,
                                       struct certcheck_span spki, struct certcheck_span message,
                                       struct certcheck_span signature)
{
    (void)context;
    (void)algorithm;
    (void)spki;
    (void)message;
    return signature.length > 0 && (signature.data[signature.length - 1] & 1) != 0
               ? CC_SIGNATURE_GOOD
               : CC_SIGNATURE_BAD;
}

/* And half of all keys. */
static enum certcheck_status key_info(void *context, struct certcheck_span spki,
                                      struct cc_key_info *info)
{
    (void)context;
    *info = (struct cc_key_info){.usable = (spki.data[spki.length - 1] & 1) != 0};
    return CERTCHECK_OK;
}

static void tell(const struct certcheck_lint *lint, size_t size)
{
    for (size_t i = 0; i < certcheck_lint_finding_count(lint); i++) {
        const struct certcheck_finding *finding = certcheck_lint_finding(lint, i);
        require(finding->offset <= size && finding->length <= size - finding->offset);
        require(finding->severity >= CERTCHECK_WARNING);
        char *message = certcheck_finding_message(finding);
        require(message != NULL);
        certcheck_free(message);
    }
}

static void judge(const struct certcheck_certificate *certificate,
                  const struct certcheck_policy *policy, size_t size)
{
    const struct cc_crypto crypto = {.verify = verify, .key_info = key_info};
    for (int role = CERTCHECK_ROLE_AUTOMATIC; role <= CERTCHECK_ROLE_ROOT; role++) {
        struct certcheck_lint *lint;
        require(cc_lint_with(&crypto, certificate, (enum certcheck_role)role, CERTCHECK_LINT_ALL,
                             policy, &lint) == CERTCHECK_OK);
        require(certcheck_lint_role(lint) != CERTCHECK_ROLE_AUTOMATIC);
        tell(lint, size);
        certcheck_lint_free(lint);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct certcheck_certificate *certificate;
    struct certcheck_policy *policy;
    if (certcheck_certificate_parse(data, size, &certificate, NULL) != CERTCHECK_OK)
        return 0;
    require(certcheck_policy_new(&policy) == CERTCHECK_OK);
    certcheck_policy_set_time(policy, 1780272000);
    judge(certificate, policy, size);
    certcheck_policy_free(policy);
    certcheck_certificate_free(certificate);
    return 0;
}
