/* SPDX-License-Identifier: MIT */
/* A certificate as its own issuer, under real cryptography: hostile keys and signatures. Reaches
 * cc_check_signature, and with it cc_key_read, cc_signature_is_canonical and all of
 * crypto_gnutls.c and crypto_libcrypto.c; certcheck_certificate_fingerprint.
 *
 * GnuTLS and libcrypto say the same of every signature, under a key that is kept or not. There is
 * one exception that only the key's owner can make, and no mutation: see EQUAL_SUMMANDS in
 * tests/unit/test_wycheproof.c. What the checks before it refuse, the arithmetic need not be asked;
 * whatever it is asked, it says the same again; an RSA or ECDSA signature that is good is so for
 * one message only. */
#include "fuzz.h"

#include "check/check.h"
#include "path/policy.h"

static enum cc_signature_result verify_by(const struct cc_crypto *crypto,
                                          const struct certcheck_certificate *c, cc_span message)
{
    return crypto->verify(crypto->context, &c->algorithm, c->key.whole, message, c->signature);
}

static enum cc_signature_result verify(const struct certcheck_certificate *c, cc_span message)
{
    const struct cc_crypto *crypto = cc_crypto_default();
    struct cc_keeper keeper = {NULL};
    enum cc_signature_result result = verify_by(crypto, c, message);
    require(result == crypto->verify_keeping(crypto->context, &c->algorithm, c->key.whole, &keeper,
                                             message, c->signature));
    cc_keeper_release(&keeper);
    require(crypto == cc_crypto_gnutls() || result == verify_by(cc_crypto_gnutls(), c, message));
    return result;
}

static void require_one_message(const struct certcheck_certificate *c)
{
    uint8_t *other = malloc(c->tbs.length);
    require(other != NULL);
    memcpy(other, c->tbs.data, c->tbs.length);
    other[c->tbs.length - 1] ^= 1;
    require(verify(c, cc_span_of(other, c->tbs.length)) != CC_SIGNATURE_GOOD);
    free(other);
}

static void look_at(const struct certcheck_certificate *c)
{
    const struct cc_crypto *crypto = cc_crypto_default();
    struct cc_budget budget = {.limit = {[CERTCHECK_BUDGET_SIGNATURES] = UINT32_MAX}};
    static const struct certcheck_policy policy;
    struct cc_check check = {.policy = &policy, .crypto = crypto, .budget = &budget};
    enum cc_edge_result checked = cc_check_signature(&check, c, c);
    enum cc_signature_result result = verify(c, c->tbs);
    struct cc_key_info info = {0};
    uint8_t fingerprint[32];
    require(checked != CC_EDGE_BUDGET && checked != CC_EDGE_NO_MEMORY);
    require(checked != CC_EDGE_GOOD || result == CC_SIGNATURE_GOOD);
    require(result != CC_SIGNATURE_NO_MEMORY && result == verify(c, c->tbs));
    if (result == CC_SIGNATURE_GOOD &&
        (c->key.kind == CERTCHECK_KEY_RSA || c->key.kind == CERTCHECK_KEY_EC))
        require_one_message(c);
    enum certcheck_status status = crypto->key_info(crypto->context, c->key.whole, &info);
    require(status == CERTCHECK_OK || status == CERTCHECK_MALFORMED);
    require(result != CC_SIGNATURE_GOOD || info.usable);
    require(certcheck_certificate_fingerprint(c, fingerprint) == CERTCHECK_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct certcheck_certificate *certificate;
    if (certcheck_certificate_parse(data, size, &certificate, NULL) == CERTCHECK_OK) {
        look_at(certificate);
        certcheck_certificate_free(certificate);
    }
    return 0;
}
