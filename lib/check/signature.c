/* SPDX-License-Identifier: MIT */
/*
 * Whether one certificate's key made another's signature.
 *
 * Findings: signature-invalid, signature-algorithm-unsupported, budget-spent.
 * Departures: none from RFC 5280 6.1.3 (a)(1). What cannot work is not tried: an algorithm and a
 * key of different kinds, and keys that only serve to burn time, cost nothing of the budget.
 *
 * Cost: a check takes as many units of the signature budget as it takes quarters of a millisecond
 * when the signature is wrong, for that is when it takes longest; with keys that are in use one to
 * five.
 * How strong the algorithm is, strength.c says.
 */
#include "check/check.h"
#include "crypto/verify_cache.h"
#include "check/describe.h"
#include "base/alloc.h"
#include "x509/spki.h"

static bool kinds_fit(enum certcheck_signature_kind signature, enum certcheck_key_kind key)
{
    switch (signature) {
    case CERTCHECK_SIGNATURE_RSA_PKCS1:
        /* RFC 4055 1.2: a key under id-RSASSA-PSS makes RSASSA-PSS signatures only. */
        return key == CERTCHECK_KEY_RSA;
    case CERTCHECK_SIGNATURE_RSA_PSS:
        return key == CERTCHECK_KEY_RSA || key == CERTCHECK_KEY_RSA_PSS;
    case CERTCHECK_SIGNATURE_DSA:
        return key == CERTCHECK_KEY_DSA;
    case CERTCHECK_SIGNATURE_ECDSA:
        return key == CERTCHECK_KEY_EC;
    case CERTCHECK_SIGNATURE_ED25519:
        return key == CERTCHECK_KEY_ED25519;
    case CERTCHECK_SIGNATURE_ED448:
        return key == CERTCHECK_KEY_ED448;
    case CERTCHECK_SIGNATURE_UNKNOWN:
        break;
    }
    return false;
}

/* RFC 4055 3.3: the digests must be those of the key's parameters, and the salt no shorter. */
static bool pss_parameters_fit(const struct certcheck_signature_algorithm *algorithm,
                               const struct certcheck_public_key *key)
{
    if (algorithm->kind != CERTCHECK_SIGNATURE_RSA_PSS || !key->has_pss_parameters)
        return true;
    return algorithm->digest == key->pss.digest && algorithm->mask_digest == key->pss.mask_digest &&
           algorithm->salt_length >= key->pss.salt_length;
}

static bool is_usable(const struct certcheck_public_key *key)
{
    return !key->malformed && key->bits <= CC_MODULUS_MAX_BITS &&
           key->exponent.length <= CC_EXPONENT_MAX_LENGTH &&
           key->subgroup.length <= CC_SUBGROUP_MAX_LENGTH && key->curve != CERTCHECK_CURVE_EXPLICIT;
}

/* Bytes of a message that take a unit to digest, and the most units for a message, so that a CRL of
 * any size can be checked. */
#define MESSAGE_LENGTH ((size_t)128 * 1024)
#define MESSAGE_UNITS_MAX 20

static uint64_t message_units(cc_span message)
{
    size_t units = message.length / MESSAGE_LENGTH;
    return units < MESSAGE_UNITS_MAX ? units : MESSAGE_UNITS_MAX;
}

/* Products of numbers as long as the modulus, as many as the exponent has bits. */
static uint64_t power_units(uint64_t modulus_bits, uint64_t exponent_bits)
{
    return (modulus_bits / 1024) * (modulus_bits / 1024) * exponent_bits / 1024;
}

static uint64_t key_units(const struct certcheck_public_key *key)
{
    switch (key->kind) {
    case CERTCHECK_KEY_RSA:
    case CERTCHECK_KEY_RSA_PSS:
        return 1 + power_units(key->bits, 8 * key->exponent.length);
    case CERTCHECK_KEY_DSA:
        /* Two powers, with exponents as long as the subgroup, and without RSA's short cuts. */
        return 1 + 4 * power_units(key->bits, 8 * key->subgroup.length);
    case CERTCHECK_KEY_EC:
        return key->bits > 384 ? 5 : key->bits > 256 ? 3 : 1;
    case CERTCHECK_KEY_ED448:
        return 2;
    default:
        return 1;
    }
}

static enum cc_edge_result edge_result(enum cc_signature_result result)
{
    switch (result) {
    case CC_SIGNATURE_GOOD:
        return CC_EDGE_GOOD;
    case CC_SIGNATURE_UNSUPPORTED:
        return CC_EDGE_UNSUPPORTED;
    case CC_SIGNATURE_KEY_UNUSABLE:
        return CC_EDGE_KEY_UNUSABLE;
    case CC_SIGNATURE_NO_MEMORY:
        return CC_EDGE_NO_MEMORY;
    case CC_SIGNATURE_BAD:
        break;
    }
    return CC_EDGE_BAD;
}

/* The signer's own key; once imported it is kept with the certificate, and so are digests. */
static enum cc_edge_result verify(struct cc_check *check, const struct cc_signed *what,
                                  const struct certcheck_certificate *signer)
{
    struct certcheck_certificate *keeper = (struct certcheck_certificate *)signer;
    struct certcheck_certificate *child = (struct certcheck_certificate *)what->certificate;
    const struct cc_cached_key key = {signer->key.whole, &keeper->imported_key,
                                      &keeper->key_digest};
    struct cc_cached_message message = {
        .algorithm = what->algorithm, .message = what->message, .signature = what->signature};
    if (child != NULL) {
        message.whole = child->der;
        message.digest = &child->digest;
    }
    return edge_result(
        cc_verify_cached(check->policy->signature_cache, check->crypto, &key, &message));
}

/* RFC 5280 6.1.4 (f): the working_public_key_parameters are those of a key above. */
static enum cc_edge_result verify_inherited(struct cc_check *check, const struct cc_signed *what,
                                            const struct certcheck_public_key *key,
                                            const struct certcheck_public_key *parameters)
{
    cc_span spki;
    uint8_t *memory = cc_spki_with_parameters(key, parameters->parameters, &spki);
    if (memory == NULL)
        return CC_EDGE_NO_MEMORY;
    enum cc_signature_result result = check->crypto->verify(check->crypto->context, what->algorithm,
                                                            spki, what->message, what->signature);
    cc_free(memory);
    return edge_result(result);
}

enum cc_edge_result cc_check_signed(struct cc_check *check, const struct cc_signed *what,
                                    const struct certcheck_certificate *signer,
                                    const struct certcheck_public_key *parameters)
{
    const struct certcheck_public_key *key = &signer->key;
    const struct certcheck_signature_algorithm *algorithm = what->algorithm;
    bool inherits = cc_key_inherits(key);
    if (algorithm->kind == CERTCHECK_SIGNATURE_UNKNOWN || algorithm->parameters_malformed ||
        key->kind == CERTCHECK_KEY_UNKNOWN)
        return CC_EDGE_UNSUPPORTED;
    if (!kinds_fit(algorithm->kind, key->kind))
        return CC_EDGE_BAD;
    if (inherits && parameters == NULL)
        return CC_EDGE_UNSUPPORTED;
    if (!is_usable(inherits ? parameters : key))
        return CC_EDGE_KEY_UNUSABLE;
    if (!pss_parameters_fit(algorithm, key))
        return CC_EDGE_BAD;
    uint64_t units = key_units(inherits ? parameters : key) + message_units(what->message);
    if (!cc_budget_spend(check->budget, CERTCHECK_BUDGET_SIGNATURES, units))
        return CC_EDGE_BUDGET;
    return inherits ? verify_inherited(check, what, key, parameters) : verify(check, what, signer);
}

enum cc_edge_result cc_check_signature_inherited(struct cc_check *check,
                                                 const struct certcheck_certificate *child,
                                                 const struct certcheck_certificate *issuer,
                                                 const struct certcheck_public_key *parameters)
{
    struct cc_signed what = {&child->algorithm, child->tbs, child->signature, child};
    return cc_check_signed(check, &what, issuer, parameters);
}

enum cc_edge_result cc_check_signature(struct cc_check *check,
                                       const struct certcheck_certificate *child,
                                       const struct certcheck_certificate *issuer)
{
    return cc_check_signature_inherited(check, child, issuer, NULL);
}

static void invalid_finding(struct cc_check *check, const struct certcheck_certificate *child,
                            const struct certcheck_certificate *issuer, size_t index)
{
    struct cc_finding *finding = cc_findings_add(
        check->findings, CERTCHECK_FINDING_SIGNATURE_INVALID, index, child->der, child->signature);
    cc_describe_name(check->findings, finding, "issuer", issuer->subject);
}

static void unsupported_finding(struct cc_check *check, const struct certcheck_certificate *child,
                                size_t index)
{
    struct cc_finding *finding =
        cc_findings_add(check->findings, CERTCHECK_FINDING_SIGNATURE_ALGORITHM_UNSUPPORTED, index,
                        child->der, child->algorithm.whole);
    cc_describe_oid(check->findings, finding, "algorithm", child->algorithm.oid);
}

void cc_check_budget_finding(struct cc_check *check, enum certcheck_budget budget)
{
    cc_findings_add_spent(check->findings, certcheck_budget_text(budget),
                          check->budget->limit[budget]);
}

void cc_check_signature_finding(struct cc_check *check, const struct certcheck_certificate *child,
                                const struct certcheck_certificate *issuer, size_t index,
                                enum cc_edge_result result)
{
    switch (result) {
    case CC_EDGE_GOOD:
        break;
    case CC_EDGE_BAD:
    case CC_EDGE_KEY_UNUSABLE:
        invalid_finding(check, child, issuer, index);
        break;
    case CC_EDGE_UNSUPPORTED:
        unsupported_finding(check, child, index);
        break;
    case CC_EDGE_BUDGET:
        cc_check_budget_finding(check, CERTCHECK_BUDGET_SIGNATURES);
        break;
    case CC_EDGE_NO_MEMORY:
        check->findings->no_memory = true;
        break;
    }
}
